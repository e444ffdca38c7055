//! Every script of the people who are on paper: nothing is a box, nothing vanishes, letters join.

mod fonts;

use fonts::fonts;
use lopdf::Document;
use paper::read::{Gray, Pdf};
use paper::{Field, Meta, Problem, Slip, Stock, print};

/// The Han characters of GB 18030-2022 level 3: 87,887.
const LEVEL_3: [(u32, u32); 9] = [
    (0x4E00, 0x9FEF),
    (0x3400, 0x4DB5),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
    (0xFA0E, 0xFA0F),
    (0xFA11, 0xFA11),
];
/// The rest of its twelve compatibility ideographs.
const COMPATIBLE: [u32; 9] = [
    0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29,
];

fn level_3() -> Vec<char> {
    let ranges = LEVEL_3.iter().flat_map(|(from, to)| *from..=*to);
    ranges
        .chain(COMPATIBLE)
        .filter_map(char::from_u32)
        .collect()
}

fn named(name: &str) -> Slip {
    Slip {
        code: "KC1:ABC".into(),
        title: "亲码".into(),
        name: Some(name.into()),
        ..Slip::default()
    }
}

fn page(name: &str) -> Gray {
    let sheet = print(&[named(name)], Stock::Lanyard, fonts(), &Meta::default());
    let pdf = Pdf::open(sheet.expect("prints").pdf).expect("a PDF");
    pdf.page(0, 150).expect("drawn")
}

#[test]
fn the_fonts_have_every_character_of_level_3() {
    let all = level_3();
    assert_eq!(all.len(), 87_887);
    let name: String = all.into_iter().collect();
    assert!(!fonts().lack(&[named(&name)]));
}

#[test]
fn twenty_thousand_of_them_are_printed() {
    // Every fourth or so, forty a slip; whatever the writer would leave out is missing in the text of the file.
    let all = level_3();
    let sample: Vec<char> = all.iter().copied().step_by(4).take(20_000).collect();
    assert_eq!(sample.len(), 20_000);
    let slips: Vec<Slip> = sample
        .chunks(40)
        .map(|names| named(&names.iter().collect::<String>()))
        .collect();
    for some in slips.chunks(100) {
        let sheet = print(some, Stock::Lanyard, fonts(), &Meta::default()).expect("prints");
        let document = Document::load_mem(&sheet.pdf).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).expect("text");
        let lost = |slip: &&Slip| {
            let name = slip.name.as_deref().unwrap_or_default();
            name.chars().any(|c| !text.contains(c))
        };
        assert_eq!(some.iter().filter(lost).count(), 0);
    }
}

#[test]
fn letters_of_every_neighbour_are_drawn() {
    for name in [
        "Łukasz Żółć",
        "Őry Čapek Şahin",
        "Ελένη",
        "Йълдъз",
        "ئۆمەر",
        "བསྟན་འཛིན",
        "ꆈꌠ",
        "李𠮿𬸚",
    ] {
        let sheet = print(&[named(name)], Stock::Id1, fonts(), &Meta::default());
        assert!(sheet.is_ok(), "{name}: {sheet:?}");
    }
    let ink = |name: &str| page(name).pixels().iter().filter(|p| **p < 128).count();
    let none = ink("一");
    assert!(ink("ئۆمەر") > none + 100 && ink("བསྟན") > none + 100);
}

#[test]
fn uyghur_letters_join_and_run_from_right_to_left() {
    // Kept apart by non-joiners, the same letters need more room.
    let wide = |name: &str| {
        let page = page(name);
        let band = page
            .crop(0, 80, page.width() / 2, 120)
            .expect("on the page");
        let columns = (0..band.width()).filter(|x| {
            (0..band.height()).any(|y| band.pixels()[(y * band.width() + x) as usize] < 128)
        });
        columns.collect::<Vec<_>>()
    };
    let (joined, apart) = (
        wide("ئابدۇللا"),
        wide("ئا\u{200C}ب\u{200C}د\u{200C}ۇ\u{200C}ل\u{200C}ل\u{200C}ا"),
    );
    assert!(
        !joined.is_empty() && joined.len() < apart.len(),
        "{} {}",
        joined.len(),
        apart.len()
    );
}

#[test]
fn what_no_font_has_is_named_with_its_code_point() {
    for (name, character) in [
        ("李\u{E000}", '\u{E000}'),
        ("ᠮᠣᠩᠭᠣᠯ", 'ᠮ'),
        ("李\u{E0100}", '\u{E0100}'),
        ("😀", '😀'),
    ] {
        let problem =
            print(&[named(name)], Stock::A4, fonts(), &Meta::default()).expect_err("refused");
        assert_eq!(
            problem,
            Problem::Glyph {
                slip: 0,
                field: Field::Name,
                character
            }
        );
        let point = format!("U+{:04X}", u32::from(character));
        assert!(problem.to_string().contains(&point), "{problem}");
    }
}

#[test]
fn a_rare_character_costs_a_rare_subset() {
    let sheet = print(&[named("李𠮿𬸚")], Stock::Id1, fonts(), &Meta::default()).expect("prints");
    assert!(sheet.pdf.len() < 60_000, "{} bytes", sheet.pdf.len());
}
