//! How long 1,000 cards take, how large they are, and what they need while they are made.
//!
//! Plain lines: `figure NAME VALUE UNIT`, and `ratio NAME VALUE` where both were measured in this
//! run. Times are of this process's own work where the system tells them (Linux), else of the wall.

#[path = "../tests/fonts/mod.rs"]
mod fonts;
// The product's own way from a text to its symbol, with its choice of the mask, to be timed alone.
#[expect(unused_imports, reason = "of its tests")]
#[path = "../src/mask.rs"]
mod mask;
#[expect(dead_code, reason = "of its tests")]
#[path = "../src/segments.rs"]
mod segments;
#[expect(dead_code, unused_imports, reason = "nothing is drawn here")]
#[path = "../src/symbol.rs"]
mod symbol;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use paper::{Fact, Meta, Sheet, Slip, Stock, print, prove};
use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions,
    RawImage, RawImageData, RawImageFormat, XObject, XObjectId, XObjectTransform,
};
use qrcode::{Color, EcLevel, QrCode};

const CARDS: usize = 1000;
const ROUNDS: usize = 5;
/// Set in the process that only prints, whose memory is measured.
const CHILD: &str = "PAPER_BENCH_CHILD";

fn main() {
    let slips: Vec<Slip> = (0..CARDS).map(slip).collect();
    if env::var_os(CHILD).is_some() {
        black_box(cards(&slips));
        println!("{}", peak_mib());
        return;
    }
    fonts::fonts();
    let (qrcode, _) = best(|| {
        let codes = slips.iter().map(|slip| encoded(&slip.code).width());
        codes.sum::<usize>()
    });
    let rounds = (0..ROUNDS).map(|_| Round::of(&slips)).collect();
    let (round, sheet) = middle(rounds);
    println!("figure paper.print_1000_id1 {:.2} s", round.printing);
    println!("figure paper.print_1000_id1_qr {:.2} s", round.encoding);
    // Setting the type, drawing, deflating and writing the file: 1.0 s is asked for.
    println!("figure print.besides_qr {:.2} s", round.besides_qr());
    println!("figure paper.qr_1000_by_qrcode {qrcode:.2} s");
    println!(
        "ratio paper.qr_by_qrcode_over_ours {:.2}",
        qrcode / round.encoding
    );
    println!(
        "figure paper.print_1000_id1_bytes {:.2} MB",
        sheet.pdf.len() as f64 / 1e6
    );
    println!("figure paper.print_1000_id1_peak {:.0} MiB", child_peak());

    // Reading everything back is no part of printing.
    let start = now();
    let proven = prove(sheet).finish().expect("every card reads");
    println!("figure paper.prove_1000_id1 {:.2} s", now() - start);
    println!(
        "figure paper.prove_1000_id1_read {} of {CARDS}",
        proven.proofs().len()
    );

    let codes: Vec<QrCode> = slips
        .iter()
        .take(100)
        .map(|slip| encoded(&slip.code))
        .collect();
    let (one_bit, small) = best(|| codes_only(&codes, one_bit));
    let (raw, large) = best(|| codes_only(&codes, raw_image));
    println!(
        "ratio paper.raw_image_time_over_one_bit {:.1}",
        raw / one_bit
    );
    println!(
        "ratio paper.raw_image_bytes_over_one_bit {:.2}",
        large.len() as f64 / small.len() as f64
    );
}

/// The same thousand cards printed, and their symbols made alone, one right after the other.
struct Round {
    /// Seconds of the whole, with its QR encoding.
    printing: f64,
    /// Seconds of the QR encoding alone.
    encoding: f64,
}

impl Round {
    fn of(slips: &[Slip]) -> (Self, Sheet) {
        let start = now();
        let sheet = black_box(cards(slips));
        let printed = now();
        let side = Stock::Id1.code_side();
        for slip in slips {
            black_box(symbol::symbol(&slip.code, side));
        }
        let round = Self {
            printing: printed - start,
            encoding: now() - printed,
        };
        (round, sheet)
    }

    fn besides_qr(&self) -> f64 {
        self.printing - self.encoding
    }
}

/// The round whose difference is the median.
fn middle(mut rounds: Vec<(Round, Sheet)>) -> (Round, Sheet) {
    rounds.sort_by(|(one, _), (other, _)| one.besides_qr().total_cmp(&other.besides_qr()));
    rounds.swap_remove(rounds.len() / 2)
}

/// A card as dense as a vaccination certificate: 545 characters of Base45.
fn slip(number: usize) -> Slip {
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:7";
    const FAMILY: [&str; 12] = [
        "欧阳", "李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐",
    ];
    const GIVEN: [&str; 16] = [
        "小满", "安", "雨桐", "子涵", "浩然", "梓萱", "宇轩", "欣怡", "俊杰", "思远", "诗涵",
        "嘉怡", "明哲", "若曦", "天佑", "静",
    ];
    let mut state = 7 + number as u32;
    let letters = (0..541).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(LETTERS[(state >> 16) as usize % LETTERS.len()])
    });
    Slip {
        code: format!("HC1:{}", letters.collect::<String>()),
        title: "阳光小学 · 本校自用".into(),
        name: Some(format!(
            "{}{}",
            FAMILY[number % 12],
            GIVEN[number / 12 % 16]
        )),
        name_second: None,
        facts: vec![
            Fact::new("班级", format!("一年级（{}）班", number / 45 + 1)),
            Fact::new("学号", format!("2026{number:04}")),
        ],
        until: Some(Fact::new("有效到", "2027-01-31")),
        sentences: vec![format!("丢了请告诉门卫室，编号 {number}")],
        mark: None,
    }
}

fn cards(slips: &[Slip]) -> Sheet {
    let meta = Meta {
        title: "Cards".into(),
        language: "zh-CN".into(),
        created: None,
    };
    print(slips, Stock::Id1, fonts::fonts(), &meta).expect("prints")
}

fn encoded(text: &str) -> QrCode {
    QrCode::with_error_correction_level(text, EcLevel::Q).expect("fits")
}

/// The codes alone, ten on a page.
fn codes_only(codes: &[QrCode], picture: fn(&QrCode) -> XObject) -> Vec<u8> {
    let mut document = PdfDocument::new("codes");
    for (number, page) in codes.chunks(10).enumerate() {
        let ops = page.iter().enumerate().map(|(index, code)| {
            let id = XObjectId(format!("C{number}-{index}"));
            document
                .resources
                .xobjects
                .map
                .insert(id.clone(), picture(code));
            Op::UseXobject {
                id,
                transform: XObjectTransform::default(),
            }
        });
        let page = PdfPage::new(Mm(210.0), Mm(297.0), ops.collect());
        document.pages.push(page);
    }
    document.save(&PdfSaveOptions::default(), &mut Vec::new())
}

/// 8 bits a pixel, as printpdf offers it; 4 px a module.
fn raw_image(code: &QrCode) -> XObject {
    let side = code.width() * 4;
    let dark = code.to_colors();
    let luma = |pixel: usize| match dark[pixel / side / 4 * code.width() + pixel % side / 4] {
        Color::Dark => 0,
        Color::Light => 255,
    };
    XObject::Image(RawImage {
        pixels: RawImageData::U8((0..side * side).map(luma).collect()),
        width: side,
        height: side,
        data_format: RawImageFormat::R8,
        tag: Vec::new(),
    })
}

/// 1 bit a pixel through the door for foreign objects, as this crate does.
fn one_bit(code: &QrCode) -> XObject {
    let side = code.width() * 4;
    let dark = code.to_colors();
    let mut content = vec![0xFF_u8; side.div_ceil(8) * side];
    for y in 0..side {
        for x in (0..side).filter(|x| dark[y / 4 * code.width() + x / 4] == Color::Dark) {
            content[y * side.div_ceil(8) + x / 8] &= !(0x80 >> (x % 8));
        }
    }
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = BTreeMap::from(
        [
            ("Type", name("XObject")),
            ("Subtype", name("Image")),
            ("Width", DictItem::Int(side as i64)),
            ("Height", DictItem::Int(side as i64)),
            ("ColorSpace", name("DeviceGray")),
            ("BitsPerComponent", DictItem::Int(1)),
        ]
        .map(|(key, value)| (key.to_owned(), value)),
    );
    let stream = ExternalStream {
        dict,
        content,
        compress: true,
    };
    XObject::External(ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    })
}

/// The shortest of several rounds, in seconds, and what the last gave.
fn best<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut round = || {
        let start = now();
        let value = black_box(work());
        (now() - start, value)
    };
    let mut shortest = round();
    for _ in 1..ROUNDS {
        let (seconds, value) = round();
        shortest = (seconds.min(shortest.0), value);
    }
    shortest
}

/// Seconds this thread has worked, or wall seconds where nobody counts them.
fn now() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let worked = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = worked.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |worked| worked / 1e9)
}

/// Most memory this process has held.
fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok());
    kib.unwrap_or(f64::NAN) / 1024.0
}

fn child_peak() -> f64 {
    let this = env::current_exe().expect("this program");
    let said = Command::new(this).env(CHILD, "1").output().expect("starts");
    String::from_utf8_lossy(&said.stdout)
        .trim()
        .parse()
        .unwrap_or(f64::NAN)
}
