//! What is printed reads again, is the same every time, and never lacks a character.

mod fonts;

use std::process::Command;

use fonts::fonts;
use lopdf::{Document, Object};
use paper::read::{Pdf, codes};
use paper::{Fact, Field, Level, Meta, Problem, Setup, Sheet, Slip, Stock, Unproven, print, prove};

/// Base45-like text of `length` characters.
fn code(length: usize, seed: u32) -> String {
    const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:7";
    let mut state = seed;
    let letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(LETTERS[(state >> 16) as usize % LETTERS.len()])
    };
    "HC1:"
        .chars()
        .chain(std::iter::repeat_with(letter))
        .take(length)
        .collect()
}

fn slip(name: &str, seed: u32) -> Slip {
    Slip {
        code: code(545, seed),
        title: "欧盟数字证书 · 疫苗接种\u{3000}EU digital certificate".into(),
        name: Some(name.into()),
        name_second: Some("OUYANG XIAOMAN".into()),
        facts: vec![
            Fact::new("出生 Born", "1998-02-26"),
            Fact::new("疫苗 Vaccine", "Comirnaty"),
        ],
        until: Some(Fact::new("有效至 Valid until", "2027-06-30")),
        sentences: vec!["请与身份证件一同出示。\u{3000}Show with an identity document.".into()],
        mark: None,
    }
}

/// A label has room for whose it is and until when, and for a short code; the rest is left to larger stocks.
fn cut_for(stock: Stock, mut slip: Slip) -> Slip {
    if matches!(stock, Stock::Labels24 | Stock::L7160) {
        slip.facts.truncate(1);
        slip.sentences.clear();
        slip.code.truncate(320);
    }
    slip
}

fn meta() -> Meta {
    Meta {
        title: "健康证明".into(),
        language: "zh-CN".into(),
        created: None,
    }
}

fn printed(slips: &[Slip], stock: Stock) -> Sheet {
    print(slips, stock, fonts(), &meta()).expect("prints")
}

#[test]
fn every_code_reads_again_on_every_stock() {
    let mut slips: Vec<Slip> = (0..11).map(|seed| slip("欧阳小满", seed)).collect();
    slips[4].mark = Some("未核验\u{3000}NOT VERIFIED".into());
    for stock in Stock::ALL {
        let slips: Vec<Slip> = slips
            .iter()
            .map(|slip| cut_for(stock, slip.clone()))
            .collect();
        let sheet = printed(&slips, stock);
        let each = stock.per_page();
        assert_eq!(sheet.pages, 11_usize.div_ceil(each), "{stock:?}");
        let mut proving = prove(sheet);
        let first = proving.next().expect("a page").expect("drawn");
        assert_eq!(first.len(), each.min(11), "one page a step");
        let proven = proving.finish().expect("all read");
        assert_eq!(proven.proofs().len(), 11);
        for placed in &proven.sheet().placed {
            let expected = match stock {
                Stock::Labels24 => (Level::L, 9),
                Stock::L7160 => (Level::M, 11),
                _ => (Level::Q, 18),
            };
            assert_eq!((placed.level, placed.version), expected, "{stock:?}");
            assert!(placed.module >= 6.0 / 300.0 * 25.4 - 1e-4, "{placed:?}");
        }
    }
}

#[test]
fn the_whole_page_reads_like_any_other_picture() {
    let slips: Vec<Slip> = (0..10).map(|seed| slip("李安", seed)).collect();
    let pdf = Pdf::open(printed(&slips, Stock::Id1).pdf).expect("a PDF");
    assert_eq!(pdf.pages(), 1);
    let (_, found) = pdf.codes(0).expect("drawn");
    let texts: Vec<&str> = found.iter().map(|code| code.text.as_str()).collect();
    let expected: Vec<&str> = slips.iter().map(|slip| slip.code.as_str()).collect();
    assert_eq!(texts, expected, "all of them, in reading order");
}

#[test]
fn nothing_lies_in_the_quiet_zone() {
    let mut marked = slip("阿卜杜热合曼·买买提吐尔逊江·麦麦提艾力", 1);
    marked.mark = Some("未核验\u{3000}NOT VERIFIED".into());
    for stock in Stock::ALL {
        let marked = cut_for(stock, marked.clone());
        let sheet = printed(&[cut_for(stock, slip("欧阳小满", 0)), marked], stock);
        let pdf = Pdf::open(sheet.pdf.clone()).expect("a PDF");
        for placed in &sheet.placed {
            let page = pdf.page(placed.page, 300).expect("drawn");
            let dots = |mm: f32| (mm / 25.4 * 300.0).round() as u32;
            let (area, quiet) = (placed.code, dots(placed.module * 4.0) - 1);
            let (x, y, side) = (dots(area.x), dots(area.y), dots(area.width));
            let edges = [
                page.crop(x, y, side, quiet),
                page.crop(x, y, quiet, side),
                page.crop(x, y + side - quiet, side, quiet),
                page.crop(x + side - quiet, y, quiet, side),
            ];
            for edge in edges {
                let edge = edge.expect("on the page");
                assert!(
                    edge.pixels().iter().all(|pixel| *pixel > 250),
                    "{stock:?} {placed:?}"
                );
            }
            assert!(area.x >= placed.area.x && area.right() <= placed.area.right());
            assert!(area.y >= placed.area.y && area.bottom() <= placed.area.bottom());
        }
    }
}

#[test]
fn the_mark_is_printed_white_on_black() {
    let dark = |mark: Option<&str>| {
        let slip = Slip {
            name: None,
            mark: mark.map(Into::into),
            ..slip("", 0)
        };
        let page = Pdf::open(printed(&[slip], Stock::A4).pdf)
            .expect("a PDF")
            .page(0, 72)
            .expect("drawn");
        page.pixels().iter().filter(|pixel| **pixel < 64).count()
    };
    // 210 mm by about 18 mm at 72 dpi.
    assert!(dark(Some("未核验\u{3000}NOT VERIFIED")) > dark(None) + 20_000);
}

#[test]
fn same_input_same_bytes() {
    let slips: Vec<Slip> = (0..12).map(|seed| slip("欧阳小满", seed)).collect();
    let one = printed(&slips, Stock::Id1).pdf;
    assert_eq!(one, printed(&slips, Stock::Id1).pdf);
    let other = printed(&slips[..11], Stock::Id1).pdf;
    assert_ne!(id(&one), id(&other), "other content, other id");
    if std::env::var_os("PAPER_TEST_PRINTS").is_some() {
        println!("id {:?}", id(&one));
        return;
    }
    let again = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "same_input_same_bytes", "--nocapture"])
        .env("PAPER_TEST_PRINTS", "1")
        .output()
        .expect("starts");
    // The id is a hash of all bytes.
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(said.contains(&format!("id {:?}", id(&one))), "{said}");
}

fn id(pdf: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let both = document
        .trailer
        .get(b"ID")
        .and_then(Object::as_array)
        .expect("an id")
        .clone();
    assert_eq!(both[0], both[1]);
    let id = both[0].as_str().expect("a string").to_vec();
    assert!(id.len() == 16 && id != [0; 16]);
    id
}

#[test]
fn language_print_scaling_and_no_date_of_its_own() {
    let made = |created: Option<&str>| {
        let meta = Meta {
            created: created.map(Into::into),
            ..meta()
        };
        let sheet = print(&[slip("李安", 0)], Stock::A4, fonts(), &meta).expect("prints");
        Document::load_mem(&sheet.pdf).expect("a PDF")
    };
    let plain = made(None);
    let catalog = plain.catalog().expect("a catalog");
    assert_eq!(
        catalog.get(b"Lang").and_then(Object::as_str).expect("set"),
        b"zh-CN"
    );
    let preferences = catalog
        .get(b"ViewerPreferences")
        .and_then(Object::as_dict)
        .expect("set");
    assert_eq!(
        preferences
            .get(b"PrintScaling")
            .and_then(Object::as_name)
            .expect("set"),
        b"None"
    );
    let info = |document: &Document| {
        let at = document
            .trailer
            .get(b"Info")
            .and_then(Object::as_reference)
            .expect("set");
        document.get_dictionary(at).expect("there").clone()
    };
    assert!(info(&plain).get(b"CreationDate").is_err() && info(&plain).get(b"ModDate").is_err());
    let dated = info(&made(Some("D:20261120120000Z")));
    let date = dated
        .get(b"CreationDate")
        .and_then(Object::as_str)
        .expect("set");
    assert_eq!(date, b"D:20261120120000Z");
}

#[test]
fn thirty_chinese_names_stay_small() {
    let given = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红鑫欣怡";
    let slips: Vec<Slip> = given
        .chars()
        .enumerate()
        .take(30)
        .map(|(index, given)| slip(&format!("欧阳{given}"), index as u32))
        .collect();
    let size = printed(&slips, Stock::Id1).pdf.len();
    assert!(size < 200_000, "{size} bytes");
}

#[test]
fn a_control_character_is_named() {
    let control = Slip {
        title: "a\u{7}".into(),
        ..slip("李安", 0)
    };
    let problem = print(&[control], Stock::A4, fonts(), &meta()).expect_err("no character");
    assert!(matches!(
        problem,
        Problem::Glyph {
            field: Field::Title,
            ..
        }
    ));
}

#[test]
fn names_of_fifty_characters_in_two_scripts_fit() {
    let long = Slip {
        name: Some("阿卜杜热合曼·买买提吐尔逊江·麦麦提艾力·阿卜杜热合曼·买买提吐尔逊江·麦麦提艾力·阿卜杜热合曼甲".into()),
        name_second: Some("ABDURAHMAN MAMATTURSUNJAN MAMATELI ABDURAHMAN MAMA".into()),
        ..slip("", 3)
    };
    assert_eq!(
        long.name.as_ref().map(|name| name.chars().count()),
        Some(49)
    );
    for stock in Stock::ALL {
        // On every place of a sheet: outer labels have less room.
        let all = vec![cut_for(stock, long.clone()); stock.per_page()];
        let sheet = print(&all, stock, fonts(), &meta());
        let sheet = sheet.unwrap_or_else(|error| panic!("{stock:?}: {error}"));
        prove(sheet)
            .finish()
            .unwrap_or_else(|error| panic!("{stock:?}: {error}"));
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let long = Slip {
        facts: vec![Fact::new("备注", "很长的话。".repeat(80))],
        ..slip("李安", 0)
    };
    let problem = print(
        &[slip("王一", 0), long.clone()],
        Stock::Id1,
        fonts(),
        &meta(),
    );
    assert_eq!(
        problem.expect_err("too long"),
        Problem::TooLong {
            slip: 1,
            field: Field::Fact(0)
        }
    );
    assert!(
        print(&[long], Stock::A4, fonts(), &meta()).is_ok(),
        "a page takes it"
    );
    let until = Slip {
        until: Some(Fact::new("至", "2".repeat(40))),
        ..slip("李安", 0)
    };
    let problem = print(&[until], Stock::Id1, fonts(), &meta()).expect_err("never wrapped");
    assert_eq!(
        problem,
        Problem::TooLong {
            slip: 0,
            field: Field::Until
        }
    );
}

#[test]
fn too_dense_names_the_larger_stock() {
    let dense = |length| Slip {
        code: code(length, 5),
        ..slip("李安", 0)
    };
    let problem = |length, stock| print(&[dense(length)], stock, fonts(), &meta()).err();
    let larger = Stock::A4;
    assert_eq!(
        problem(2300, Stock::Id1),
        Some(Problem::TooDense { slip: 0, larger })
    );
    for (length, larger) in [(1000, Stock::Id1), (2300, Stock::A4)] {
        for label in [Stock::Labels24, Stock::L7160] {
            let problem = problem(length, label);
            assert_eq!(problem, Some(Problem::TooDense { slip: 0, larger }));
        }
    }
    for stock in [Stock::A4, Stock::LargeType] {
        assert_eq!(problem(4296, stock), None, "{stock:?}");
    }
    for stock in Stock::ALL {
        let problem = problem(4400, stock);
        assert_eq!(problem, Some(Problem::TooLongForQr { slip: 0 }));
    }
}

#[test]
fn the_densest_codes_read_again() {
    // Each takes a level of the ladder to its floor of 6 dots a module.
    for (stock, length) in [
        (Stock::Id1, 560),
        (Stock::Id1, 800),
        (Stock::Id1, 1100),
        (Stock::Labels24, 330),
        (Stock::L7160, 460),
        (Stock::A4, 4200),
        (Stock::LargeType, 4200),
        (Stock::A5, 2500),
        (Stock::A4Fold, 2500),
        (Stock::Lanyard, 2500),
    ] {
        let dense = Slip {
            code: code(length, 9),
            facts: Vec::new(),
            sentences: Vec::new(),
            ..slip("李安", 0)
        };
        prove(printed(&[dense], stock))
            .finish()
            .unwrap_or_else(|error| panic!("{length}: {error}"));
    }
}

#[test]
fn what_a_printer_cannot_reach_stays_white() {
    let slips: Vec<Slip> = (0..24)
        .map(|seed| slip("阿卜杜热合曼·买买提", seed))
        .collect();
    for stock in Stock::ALL {
        let pdf = Pdf::open(
            printed(
                &slips
                    .iter()
                    .take(stock.per_page())
                    .map(|slip| cut_for(stock, slip.clone()))
                    .collect::<Vec<_>>(),
                stock,
            )
            .pdf,
        )
        .expect("a PDF");
        let page = pdf.page(0, 100).expect("drawn");
        let (width, height) = (page.width(), page.height());
        // 5 mm less half a dot.
        let strip = 19;
        let edges = [
            page.crop(0, 0, width, strip),
            page.crop(0, 0, strip, height),
            page.crop(0, height - strip, width, strip),
            page.crop(width - strip, 0, strip, height),
        ];
        for edge in edges {
            let edge = edge.expect("on the page");
            assert!(edge.pixels().iter().all(|pixel| *pixel > 250), "{stock:?}");
        }
    }
}

#[test]
fn a_used_sheet_is_printed_from_the_given_place_on() {
    let slips: Vec<Slip> = (0..4)
        .map(|seed| cut_for(Stock::Labels24, slip("李安", seed)))
        .collect();
    let from = |start, stock: Stock| {
        print(
            &slips,
            Setup {
                start,
                ..stock.into()
            },
            fonts(),
            &meta(),
        )
    };
    let proven = prove(from(22, Stock::Labels24).expect("prints"))
        .finish()
        .expect("reads");
    let sheet = proven.sheet();
    let first = printed(&slips, Stock::Labels24).placed[0].area;
    assert_eq!(sheet.pages, 2);
    let pages: Vec<usize> = sheet.placed.iter().map(|placed| placed.page).collect();
    assert_eq!(pages, [0, 0, 0, 1]);
    assert_eq!(sheet.placed[0].area.x, first.x, "row 8 of 8");
    assert!(sheet.placed[0].area.y > 255.0);
    assert_eq!(sheet.placed[3].area, first, "the next sheet from its start");
    for (start, stock, places) in [
        (0, Stock::A4, 1),
        (2, Stock::A4, 1),
        (25, Stock::Labels24, 24),
    ] {
        let problem = from(start, stock).err();
        assert_eq!(problem, Some(Problem::NoSuchPlace { places }));
    }
}

#[test]
fn a_code_beyond_ascii_reads_again() {
    let slip = Slip {
        code: "学号 20260317 欧阳小满".into(),
        ..slip("欧阳小满", 0)
    };
    prove(printed(&[slip], Stock::Id1)).finish().expect("reads");
}

#[test]
fn nothing_to_print_is_an_error() {
    assert_eq!(
        print(&[], Stock::A4, fonts(), &meta()).err(),
        Some(Problem::Empty)
    );
    let empty = Slip::default();
    assert_eq!(
        print(&[empty], Stock::A4, fonts(), &meta()).err(),
        Some(Problem::Empty)
    );
    let broken = paper::Fonts::new(b"no font", b"").err();
    assert_eq!(broken, Some(Problem::Typeface));
}

#[test]
fn a_sheet_that_says_something_else_is_not_proven() {
    let mut sheet = printed(&[slip("李安", 0), slip("李安", 1)], Stock::Id1);
    sheet.pdf = printed(&[slip("李安", 0), slip("李安", 2)], Stock::Id1).pdf;
    let Err(Unproven::Codes(failed)) = prove(sheet).finish() else {
        panic!("proven")
    };
    assert_eq!(
        failed.iter().map(|proof| proof.slip).collect::<Vec<_>>(),
        [1]
    );
    assert!(!failed[0].read_300 && !failed[0].read_150);
}

#[test]
fn a_lost_file_is_not_proven() {
    let mut sheet = printed(&[slip("李安", 0)], Stock::A4);
    sheet.pdf.truncate(100);
    assert!(matches!(prove(sheet).finish(), Err(Unproven::Page(_))));
}

#[test]
fn a_screenshot_of_the_preview_reads_too() {
    let pdf = Pdf::open(printed(&[slip("李安", 7)], Stock::A4).pdf).expect("a PDF");
    let png = pdf.page_png(0, 110).expect("drawn");
    let found = codes(&paper::read::picture(&png).expect("a PNG"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, code(545, 7));
}
