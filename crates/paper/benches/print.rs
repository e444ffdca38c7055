//! How long 1,000 slips take on every stock, how large they are, what they need while they are made, and how long reading
//! them all back takes.
//!
//! Plain lines: `figure NAME VALUE UNIT`, and `ratio NAME VALUE` where both were measured in this
//! run. Times are of this process's own work where the system tells them (Linux), else of the wall.
//! `PAPER_BENCH_STOCK=a4` measures one stock alone.

#[path = "../tests/fonts/mod.rs"]
mod fonts;
#[path = "../tests/stocks/mod.rs"]
mod stocks;
// The product's own way from a text to its symbol, with its choice of the mask, to be timed alone.
#[expect(unused_imports, reason = "of its tests")]
#[path = "../src/mask.rs"]
mod mask;
#[expect(dead_code, reason = "nothing is written here")]
#[expect(unused_imports, reason = "of its tests")]
#[path = "../src/rows.rs"]
mod rows;
#[expect(dead_code, reason = "of its tests")]
#[path = "../src/segments.rs"]
mod segments;
#[expect(dead_code, reason = "nothing is drawn here")]
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

const SLIPS: usize = 1000;
/// What memory is compared with.
const MANY: usize = 5000;
const ROUNDS: usize = 3;
/// Set in the process that only prints, whose memory is measured: the stock's number and how many slips.
const CHILD: &str = "PAPER_BENCH_CHILD";
/// `print` alone names one stock; without it all are measured.
const ONLY: &str = "PAPER_BENCH_STOCK";

fn main() {
    if let Ok(asked) = env::var(CHILD) {
        return child(&asked);
    }
    fonts::fonts();
    let only = env::var(ONLY).ok();
    for (number, (name, stock)) in stocks::stocks().into_iter().enumerate() {
        if only.as_ref().is_none_or(|only| *only == name) {
            measure(number, stock, &name);
        }
    }
    if only.is_some() {
        return;
    }
    pictures();
}

fn measure(number: usize, stock: Stock, name: &str) {
    let slips: Vec<Slip> = (0..SLIPS).map(|number| slip(number, stock)).collect();
    let rounds = (0..ROUNDS).map(|_| Round::of(&slips, stock)).collect();
    let (round, sheet) = middle(rounds);
    println!("figure print.{name}.whole {:.2} s", round.printing);
    println!("figure print.{name}.qr {:.2} s", round.encoding);
    // Setting the type, drawing, deflating and writing the file: 1.0 s is asked for.
    println!("figure print.{name}.besides_qr {:.2} s", round.besides_qr());
    // 2.5 MB are asked for.
    println!(
        "figure print.{name}.bytes {:.2} MB",
        sheet.pdf.len() as f64 / 1e6
    );
    let peak = |slips: usize| child_peak(number, slips);
    let (least, some, many) = (peak(1), peak(SLIPS), peak(MANY));
    println!("figure print.{name}.peak_1 {least:.0} MiB");
    println!("figure print.{name}.peak_1000 {some:.0} MiB");
    println!("figure print.{name}.peak_5000 {many:.0} MiB");
    // Of it the slip itself and its place in the file, both in memory, are about 4 KiB.
    let more = (many - some) * 1024.0 / (MANY - SLIPS) as f64;
    println!("figure print.{name}.memory_a_slip {more:.1} KiB");
    // Reading everything back is no part of printing.
    let start = now();
    let proven = prove(sheet).finish().expect("every slip reads");
    println!("figure print.{name}.redecode {:.1} s", now() - start);
    println!(
        "figure print.{name}.read_back {} of {SLIPS}",
        proven.proofs().len()
    );
}

/// Prints so many slips on a stock and says what it took.
fn child(asked: &str) {
    let mut numbers = asked
        .split(' ')
        .filter_map(|word| word.parse::<usize>().ok());
    if let (Some(number), Some(count)) = (numbers.next(), numbers.next()) {
        let stock = stocks::stocks()[number].1;
        let slips: Vec<Slip> = (0..count).map(|number| slip(number, stock)).collect();
        black_box(printed(&slips, stock));
        println!("{}", peak_mib());
    }
}

/// What the pictures of this crate save against those of the writer.
fn pictures() {
    let slips: Vec<Slip> = (0..100).map(|number| slip(number, Stock::Id1)).collect();
    let (qrcode, _) = best(|| {
        let codes = slips.iter().map(|slip| encoded(&slip.code).width());
        codes.sum::<usize>()
    });
    let (ours, _) = best(|| slips.iter().filter(|slip| drawn(slip, Stock::Id1)).count());
    println!("ratio paper.qr_by_qrcode_over_ours {:.2}", qrcode / ours);
    let codes: Vec<QrCode> = slips.iter().map(|slip| encoded(&slip.code)).collect();
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

/// The same thousand slips printed, and their symbols made alone, one right after the other.
struct Round {
    /// Seconds of the whole, with its QR encoding.
    printing: f64,
    /// Seconds of the QR encoding alone.
    encoding: f64,
}

impl Round {
    fn of(slips: &[Slip], stock: Stock) -> (Self, Sheet) {
        let start = now();
        let sheet = black_box(printed(slips, stock));
        let printed = now();
        black_box(slips.iter().filter(|slip| drawn(slip, stock)).count());
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

/// Makes the symbol of a slip.
fn drawn(slip: &Slip, stock: Stock) -> bool {
    let plan = symbol::plans(&slip.code, stock).next();
    plan.and_then(symbol::Plan::draw)
        .is_some_and(|symbol| black_box(symbol).pixels() > 0)
}

/// The round whose difference is the median.
fn middle(mut rounds: Vec<(Round, Sheet)>) -> (Round, Sheet) {
    rounds.sort_by(|(one, _), (other, _)| one.besides_qr().total_cmp(&other.besides_qr()));
    rounds.swap_remove(rounds.len() / 2)
}

/// A slip as dense as a vaccination certificate, 545 characters of Base45; on labels as a code of our own, 300.
fn slip(number: usize, stock: Stock) -> Slip {
    let length = if stocks::is_label(stock) { 296 } else { 541 };
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:7";
    const FAMILY: [&str; 12] = [
        "欧阳", "李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐",
    ];
    const GIVEN: [&str; 16] = [
        "小满", "安", "雨桐", "子涵", "浩然", "梓萱", "宇轩", "欣怡", "俊杰", "思远", "诗涵",
        "嘉怡", "明哲", "若曦", "天佑", "静",
    ];
    let mut state = 7 + number as u32;
    let letters = (0..length).map(|_| {
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

fn printed(slips: &[Slip], stock: Stock) -> Sheet {
    let meta = Meta {
        title: "Slips".into(),
        language: "zh-CN".into(),
        created: None,
    };
    print(slips, stock, fonts::fonts(), &meta).expect("prints")
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

fn child_peak(stock: usize, slips: usize) -> f64 {
    let this = env::current_exe().expect("this program");
    let asked = format!("{stock} {slips}");
    let said = Command::new(this).env(CHILD, asked).output();
    String::from_utf8_lossy(&said.expect("starts").stdout)
        .trim()
        .parse()
        .unwrap_or(f64::NAN)
}
