//! Prints sample slips on every stock, to look at them and to try them with scanners.
//!
//! `cargo run -p paper --example slips -- FONTS OUT`: FONTS holds `NotoSansSC-Regular.ttf` and
//! `NotoSansSC-Bold.ttf` (`cargo xtask fonts`), a PDF for each stock is written into OUT.

use std::path::Path;
use std::{env, error, fs};

use paper::{Fact, Fonts, Meta, Profile, Slip, Stock, calibration, print, prove};

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("usage: slips FONTS OUT".into());
    };
    let font = |name: &str| fs::read(Path::new(&from).join(name));
    let fonts = Fonts::new(
        &font("NotoSansSC-Regular.ttf")?,
        &font("NotoSansSC-Bold.ttf")?,
    )?;
    let fonts = fonts.and(
        &font("NotoSans-Regular.ttf")?,
        Some(&font("NotoSans-Bold.ttf")?),
    )?;
    let meta = Meta {
        title: "健康证明 · Health papers".into(),
        language: "zh-CN".into(),
        created: None,
    };
    let texts = RULERS.map(str::to_owned);
    let rulers = calibration(Profile::default(), &texts, &fonts, &meta)?;
    fs::write(Path::new(&to).join("calibration.pdf"), rulers)?;
    for stock in Stock::ALL {
        let name = format!("{stock:?}").to_lowercase();
        let slips: Vec<Slip> = NAMES.iter().map(|name| slip(name, stock)).collect();
        let proven = prove(print(&slips, stock, &fonts, &meta)?).finish()?;
        fs::write(
            Path::new(&to).join(format!("{name}.pdf")),
            proven.into_pdf(),
        )?;
    }
    Ok(())
}

const RULERS: [&str; 4] = [
    "打印机校准页　Printer calibration",
    "一、按 100 % 打印，不要选“适合页面”。　1. Print at 100 %, not “fit to page”.",
    "二、量纸的左边到竖尺：应是 20.0 毫米。　2. Measure from the left edge of the paper to the upright ruler: 20.0 mm.",
    "三、量横尺全长：应是 150.0 毫米。　3. Measure the level ruler: 150.0 mm.",
];

/// Name, the same in Latin letters, and whether it is verified.
type Sample = (&'static str, &'static str, bool);

const NAMES: [Sample; 7] = [
    ("欧阳小满", "OUYANG XIAOMAN", true),
    ("李安", "LI AN", true),
    ("Gößinger Gabriele", "GOESSINGER GABRIELE", true),
    ("", "", false),
    (
        "阿卜杜热合曼·买买提吐尔逊江·麦麦提艾力",
        "ABDURAHMAN MAMATTURSUNJAN MAMATELI",
        true,
    ),
    (
        "Maria Fernanda da Conceição Albuquerque de Sant’Ana",
        "MARIA FERNANDA DA CONCEICAO ALBUQUERQUE",
        true,
    ),
    (
        "Wolfeschlegelsteinhausenbergerdorff Hubert",
        "WOLFESCHLEGELSTEINHAUSENBERGERDORFF",
        true,
    ),
];

fn slip((name, latin, verified): &Sample, stock: Stock) -> Slip {
    let some = |text: &str| Some(text.to_owned()).filter(|text| verified & !text.is_empty());
    let mut slip = Slip {
        code: code(name.len(), stock),
        title: "欧盟数字证书 · 疫苗接种　EU digital certificate · Vaccination".into(),
        name: some(name),
        name_second: some(latin),
        facts: vec![Fact::new("出生", "1998-02-26")],
        until: Some(Fact::new("有效至 Valid until", "2027-06-30")),
        sentences: vec!["请与身份证件一同出示。　Show together with an identity document.".into()],
        mark: (!verified).then(|| "未核验　NOT VERIFIED".to_owned()),
    };
    if !verified {
        // Nothing from a payload that nobody vouches for.
        slip.facts.clear();
        slip.until = None;
    } else if matches!(stock, Stock::Labels24 | Stock::L7160) {
        // A label has room for what is compared, no more.
        slip.sentences.clear();
    } else if matches!(stock, Stock::A4 | Stock::A5 | Stock::A4Fold) {
        slip.facts = [
            ("出生日期 Date of birth", "1998-02-26"),
            ("疾病 Disease", "新冠肺炎 COVID-19"),
            ("疫苗 Vaccine", "新冠 mRNA 疫苗 SARS-CoV-2 mRNA vaccine"),
            ("产品 Product", "Comirnaty"),
            ("剂次 Dose", "2 / 2"),
            ("接种日期 Date", "2026-02-18"),
            ("接种地 Country", "奥地利 Austria"),
            ("签发 Issuer", "Ministry of Health, Austria"),
            (
                "证书编号 Certificate",
                "URN:UVCI:01:AT:10807843F94AEE0EE5093FBC254BD813#B",
            ),
        ]
        .map(|(label, value)| Fact::new(label, value))
        .to_vec();
        slip.sentences.push(
            "由本机于 2026-11-20 核验：签名有效，签发方可信。　Checked here on 2026-11-20: genuine, issuer trusted."
                .into(),
        );
    }
    slip
}

/// 545 characters of Base45, as dense as a vaccination certificate; on labels 300.
fn code(seed: usize, stock: Stock) -> String {
    let labels = matches!(stock, Stock::Labels24 | Stock::L7160);
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let mut state = 7 + seed as u32;
    let letters = (0..if labels { 296 } else { 541 }).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(LETTERS[(state >> 16) as usize % 45])
    });
    format!("HC1:{}", letters.collect::<String>().trim_end())
}
