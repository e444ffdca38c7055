//! Bytes that a stranger changed: every reader answers, and none takes the process down.
//!
//! A few hundred changed files each time; `PAPER_HOSTILE=50000` tries as many as that.

mod fonts;

use std::path::Path;

use paper::read::{Pdf, codes, kind, picture};
use paper::{Meta, Slip, Stock, print};

/// xorshift32: the same changes every time.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % sides.max(1)
    }

    /// A copy with up to eight changes: a bit, a byte, a cut, a part doubled, a number made huge.
    fn spoil(&mut self, genuine: &[u8]) -> Vec<u8> {
        let mut bytes = genuine.to_vec();
        for _ in 0..=self.roll(8) {
            let at = self.roll(bytes.len());
            match self.roll(6) {
                0 => bytes[at] ^= 1 << self.roll(8),
                1 => bytes[at] = self.roll(256) as u8,
                2 if self.roll(10) == 0 => bytes.truncate(at.max(8)),
                3 => {
                    let part = bytes[at..(at + self.roll(64)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
                4 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xFF),
                _ => {
                    let digit = bytes[at..].iter().position(u8::is_ascii_digit);
                    digit.into_iter().for_each(|found| bytes[at + found] = b'9');
                }
            }
        }
        bytes
    }
}

fn tries() -> usize {
    std::env::var("PAPER_HOSTILE")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(300)
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name),
    )
    .expect("committed")
}

#[test]
fn spoilt_pictures() {
    let genuine = ["utf8.png", "exif6.jpg", "blur-0.webp", "clean-0.png"].map(data);
    let mut dice = Dice(0x9E37_79B9);
    let mut opened = 0;
    for turn in 0..tries() {
        let bytes = dice.spoil(&genuine[turn % genuine.len()]);
        let _ = kind(&bytes);
        if let Ok(gray) = picture(&bytes) {
            opened += 1;
            let _ = codes(&gray);
        }
    }
    assert!(opened > 0, "some survive, or nothing was tried");
}

#[test]
fn spoilt_drawings() {
    let genuine = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 29 29'>\
        <style>.m{fill:#000}</style><clipPath id='c'><path d='M0 0h29v29H0z'/></clipPath>\
        <g transform='scale(1)' clip-path='url(#c)'><rect id='r' class='m' x='4' y='4' width='7' height='7'/>\
        <use href='#r' x='9'/><path stroke='red' d='M4 20.5h7m1 0h1a1 1 0 0 1 2 2'/></g></svg>";
    let mut dice = Dice(0x0BAD_5EED);
    let mut drawn = 0;
    for _ in 0..tries() {
        if let Ok(gray) = picture(&dice.spoil(genuine)) {
            drawn += 1;
            assert!(gray.width().max(gray.height()) <= 2000, "{gray:?}");
        }
    }
    assert!(drawn > 0, "some survive, or nothing was tried");
}

#[test]
fn spoilt_pdfs() {
    let meta = Meta {
        title: "t".into(),
        language: "zh".into(),
        created: None,
    };
    let slip = Slip {
        code: "HC1:TEST".into(),
        title: "健康".into(),
        ..Slip::default()
    };
    let printed = print(&[slip], Stock::Id1, fonts::fonts(), &meta)
        .expect("prints")
        .pdf;
    let genuine = [printed, data("owner.pdf"), data("locked.pdf")];
    let mut dice = Dice(0x1234_5678);
    let mut drawn = 0;
    for turn in 0..tries() {
        let bytes = dice.spoil(&genuine[turn % genuine.len()]);
        if let Ok(pdf) = Pdf::open(bytes) {
            for page in 0..pdf.pages().min(3) {
                drawn += usize::from(pdf.page(page, 72).is_ok());
            }
        }
    }
    assert!(drawn > 0, "some survive, or nothing was tried");
}
