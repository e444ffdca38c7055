//! The look of every stock, against pictures that were looked at.
//!
//! `PAPER_LOOKS=write cargo test -p paper --test looks` draws them anew, after somebody has looked at the change.

mod fonts;
mod stocks;

use std::io::Cursor;
use std::path::PathBuf;
use std::{env, fs};

use fonts::fonts;
use image::{GrayImage, ImageFormat};
use paper::read::{Gray, Pdf, picture};
use paper::{Edge, Fact, Meta, Setup, Slip, Stock, print};

/// Small, and still telling a line of text that moved.
const DPI: u32 = 40;
/// Of all pixels, so many thousandths may differ by more than a rasteriser's rounding.
const MANY: usize = 4;
const ROUNDING: u8 = 48;

#[test]
fn every_stock_looks_as_it_did() {
    let write = env::var("PAPER_LOOKS").is_ok_and(|wish| wish == "write");
    for (name, stock) in stocks::stocks() {
        let setup = Setup {
            edge: Edge::Notched,
            ..stock.into()
        };
        let sheet = print(&slips(stock), setup, fonts(), &Meta::default()).expect("prints");
        let drawn = Pdf::open(sheet.pdf).expect("a PDF").page(0, DPI);
        let png = gray_png(&drawn.expect("drawn"));
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/looks/{name}.png"));
        if write {
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(&path, &png).expect("written");
        }
        let kept = fs::read(&path)
            .unwrap_or_else(|error| panic!("{name}: {error}; see the top of this file"));
        let (now, then) = (
            picture(&png).expect("a picture"),
            picture(&kept).expect("a picture"),
        );
        assert_eq!(
            (now.width(), now.height()),
            (then.width(), then.height()),
            "{name}"
        );
        let pairs = now.pixels().iter().zip(then.pixels());
        let other = pairs.filter(|(a, b)| a.abs_diff(**b) > ROUNDING).count();
        assert!(
            other * 1000 <= now.pixels().len() * MANY,
            "{name}: {other} pixels look different"
        );
    }
}

fn gray_png(page: &Gray) -> Vec<u8> {
    let picture = GrayImage::from_raw(page.width(), page.height(), page.pixels().to_vec());
    let mut png = Cursor::new(Vec::new());
    let written = picture.expect("whole").write_to(&mut png, ImageFormat::Png);
    written.expect("a PNG");
    png.into_inner()
}

/// Nobody's: names that try the corners of the layout.
fn slips(stock: Stock) -> Vec<Slip> {
    let names = [
        ("欧阳小满", "OUYANG XIAOMAN"),
        ("李𠮿安", "LI AN"),
        (
            "阿卜杜热合曼·买买提吐尔逊江·麦麦提艾力",
            "ABDURAHMAN MAMATTURSUNJAN MAMATELI",
        ),
        ("ئابدۇراخمان مەمەت", "ABDURAHMAN MAMAT"),
        ("Zażółć Gęślą-Jaźń", "ZAZOLC GESLA-JAZN"),
        ("བསྟན་འཛིན", "TENZIN"),
    ];
    let labels = stocks::is_label(stock);
    let pages = matches!(stock, Stock::A4 | Stock::A5 | Stock::A4Fold);
    let slip = |index: usize| {
        let (name, latin) = names[index % names.len()];
        let mut slip = Slip {
            code: code(if labels { 300 } else { 545 }, index),
            title: "疫苗接种证明　Vaccination certificate".into(),
            name: Some(name.into()),
            name_second: Some(latin.into()),
            facts: vec![Fact::new("出生　Born", "2016-02-26")],
            until: Some(Fact::new("有效到　Valid until", "2027-06-30")),
            ..Slip::default()
        };
        if !labels {
            slip.sentences = vec!["请和本人证件核对。　Compare with an identity document.".into()];
        }
        if pages {
            let facts = [
                ("疾病　Disease", "黄热病　Yellow fever"),
                ("疫苗　Vaccine", "黄热病疫苗　Yellow fever vaccine"),
                ("批号　Lot", "YF-2026-117"),
                ("接种日期　Date", "2026-02-18"),
                ("发证单位　Issuer", "Ministry of Health, Utopia"),
            ];
            slip.facts
                .extend(facts.map(|(label, value)| Fact::new(label, value)));
        }
        if index == 5 {
            slip.mark = Some("未核验　NOT VERIFIED".into());
        }
        slip
    };
    (0..stock.per_page()).map(slip).collect()
}

fn code(length: usize, seed: usize) -> String {
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:7";
    let mut state = 11 + seed as u32;
    let letters = (0..length - 4).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(LETTERS[(state >> 16) as usize % 45])
    });
    format!("KC1:{}", letters.collect::<String>())
}
