//! Pictures as people have them: poor, turned, inverted, with several codes of several kinds.
//!
//! `tests/data` holds two pictures of each set of bad prints (`examples/sets.rs` measures all of a
//! set) and a few arrangements; every payload is made up.

use std::path::Path;

use paper::read::{Found, Symbology, codes, picture};

fn data(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn lines(name: &str) -> Vec<String> {
    String::from_utf8(data(name))
        .expect("UTF-8")
        .lines()
        .map(str::to_owned)
        .collect()
}

fn read(name: &str) -> Vec<Found> {
    codes(&picture(&data(name)).unwrap_or_else(|error| panic!("{name}: {error}")))
}

#[test]
fn every_set_of_bad_prints_reads() {
    let sets = [
        ("blur", "webp"),
        ("clean", "png"),
        ("clean150", "png"),
        ("combo", "jpg"),
        ("jpegq30", "jpg"),
        ("light", "webp"),
        ("noise", "png"),
        ("perspective", "webp"),
        ("rotate", "webp"),
    ];
    let expected = lines("codes.txt");
    for (set, end) in sets {
        for (index, line) in expected.iter().enumerate() {
            let name = format!("{set}-{index}.{end}");
            let texts: Vec<String> = read(&name).into_iter().map(|found| found.text).collect();
            assert_eq!(texts, [line.as_str()], "{name}");
        }
    }
}

#[test]
fn several_codes_of_all_kinds_even_if_one_is_poor() {
    let found = read("several.png");
    let mut texts: Vec<&str> = found.iter().map(|code| code.text.as_str()).collect();
    let mut expected = lines("several.txt");
    texts.sort_unstable();
    expected.sort_unstable();
    assert_eq!(texts, expected);
    let kinds = [
        Symbology::Qr,
        Symbology::Aztec,
        Symbology::DataMatrix,
        Symbology::Pdf417,
    ];
    for kind in kinds {
        assert!(found.iter().any(|code| code.symbology == kind), "{kind:?}");
    }
}

#[test]
fn corners_lie_on_the_symbol() {
    let found = read("several.png");
    let clean = found
        .iter()
        .find(|code| code.text == lines("codes.txt")[0])
        .expect("read");
    // Drawn from (30, 30), 61 modules of 4 px; corners are one module exact.
    for ((x, y), (right, low)) in
        clean
            .corners
            .iter()
            .zip([(30, 30), (274, 30), (274, 274), (30, 274)])
    {
        assert!(
            (x - right as f32).abs() < 6.0 && (y - low as f32).abs() < 6.0,
            "{:?}",
            clean.corners
        );
    }
}

#[test]
fn inverted_turned_and_transparent() {
    let expected = &lines("codes.txt")[0];
    for name in ["inverted.png", "exif6.jpg", "transparent.png"] {
        let found = read(name);
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(&found[0].text, expected, "{name}");
    }
}

#[test]
fn exif_orientation_is_applied() {
    let found = read("exif6.jpg");
    let [(x0, y0), (x1, _), _, (_, y3)] = found[0].corners;
    assert!(x0 < x1 && y0 < y3, "upright: {:?}", found[0].corners);
}

#[test]
fn bytes_come_out_as_they_went_in() {
    assert_eq!(read("utf8.png")[0].text, "学号 20260317 欧阳小满");
}

#[test]
fn nothing_is_found_where_nothing_is() {
    let noise: Vec<u8> = (0..300_u32 * 200)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let gray = paper::read::Gray::new(300, 200, noise).expect("fits");
    assert_eq!(codes(&gray), []);
    let dot = paper::read::Gray::new(1, 1, vec![0]).expect("fits");
    assert_eq!(codes(&dot), []);
}
