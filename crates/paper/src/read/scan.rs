//! One look at one picture by `rxing`.

use std::collections::HashSet;

use rxing::aztec::AztecReader;
use rxing::datamatrix::DataMatrixReader;
use rxing::multi::MultipleBarcodeReader;
use rxing::pdf417::PDF417Reader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, RXingResult, Reader};

use super::Gray;
use super::black::Black;
use super::guard::guarded;

/// A code that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says. Bytes are UTF-8 where they are valid UTF-8 and no other character set is
    /// declared in the code, so ASCII always comes out as it went in.
    pub text: String,
    /// The kind of symbol.
    pub symbology: Symbology,
    /// Corners in pixels of the picture that was searched, x to the right and y down, clockwise as
    /// seen, from the symbol's own top left. About one module exact.
    pub corners: [(f32, f32); 4],
}

/// The kinds of 2-D symbol that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Symbology {
    /// QR code, ISO/IEC 18004.
    Qr,
    /// Aztec, ISO/IEC 24778.
    Aztec,
    /// Data Matrix, ISO/IEC 16022.
    DataMatrix,
    /// PDF417, ISO/IEC 15438.
    Pdf417,
}

impl Found {
    /// Left, top, right, bottom of all corners.
    pub(crate) fn bounds(&self) -> [f32; 4] {
        bounds(&self.corners)
    }

    /// The same code seen in a larger picture, of which this one was a part or a scaled copy.
    pub(crate) fn moved(mut self, scale: f32, (left, top): (usize, usize)) -> Self {
        for (x, y) in &mut self.corners {
            (*x, *y) = (*x * scale + left as f32, *y * scale + top as f32);
        }
        self
    }

    /// Whether both are the same print: same text, and the middle of one lies in the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let [left, top, right, bottom] = self.bounds();
        let [l, t, r, b] = other.bounds();
        let (x, y) = ((l + r) / 2.0, (t + b) / 2.0);
        self.text == other.text && (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }
}

/// All QR codes that can be read without changing the picture.
pub(crate) fn qr(gray: &Gray) -> Vec<Found> {
    guarded(|| {
        let mut bitmap = bitmap(gray)?;
        QrReader
            .decode_multiple_with_hints(&mut bitmap, &full_size())
            .ok()
    })
    .flatten()
    .unwrap_or_default()
    .into_iter()
    .map(|result| found(&result, Symbology::Qr))
    .collect()
}

/// Without this, every lone finder pattern is tried as a Micro QR and a rectangular one as well,
/// which no health code uses, and which cost as much again.
fn full_size() -> DecodeHints {
    DecodeHints {
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    }
}

/// One code of each of the other symbologies, as it is.
pub(crate) fn others(gray: &Gray) -> Vec<Found> {
    let readers = [
        one(gray, &mut AztecReader, Symbology::Aztec),
        one(gray, &mut DataMatrixReader, Symbology::DataMatrix),
        one(gray, &mut PDF417Reader::new(), Symbology::Pdf417),
    ];
    readers
        .into_iter()
        .flatten()
        .filter(|found| !found.text.is_empty())
        .collect()
}

fn one(gray: &Gray, reader: &mut impl Reader, symbology: Symbology) -> Option<Found> {
    let look = || {
        reader
            .decode_with_hints(&mut bitmap(gray)?, &DecodeHints::default())
            .ok()
    };
    guarded(look)
        .flatten()
        .map(|result| found(&result, symbology))
}

type Bitmap<'a> = BinaryBitmap<Black<'a>>;

fn bitmap(gray: &Gray) -> Option<Bitmap<'_>> {
    let source = Luma8Source::new_with_slice(gray.pixels(), gray.width(), gray.height()).ok()?;
    Some(BinaryBitmap::new(Black::new(source)))
}

fn found(result: &RXingResult, symbology: Symbology) -> Found {
    let places: Vec<(f32, f32)> = result.getPoints().iter().map(|p| (p.x, p.y)).collect();
    let corners = <[(f32, f32); 4]>::try_from(places).unwrap_or_else(|places| {
        let [left, top, right, bottom] = bounds(&places);
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    });
    Found {
        text: text(result, symbology),
        symbology,
        corners: clockwise(corners),
    }
}

/// The readers list corners in orders of their own; the first is the symbol's top left in all.
fn clockwise(mut corners: [(f32, f32); 4]) -> [(f32, f32); 4] {
    let middle = |side: fn(&(f32, f32)) -> f32| corners.iter().map(side).sum::<f32>() / 4.0;
    let (x, y) = (middle(|corner| corner.0), middle(|corner| corner.1));
    let angle = |corner: &(f32, f32)| (corner.1 - y).atan2(corner.0 - x);
    let start = angle(&corners[0]);
    let turn = |corner: &(f32, f32)| (angle(corner) - start).rem_euclid(std::f32::consts::TAU);
    corners[1..].sort_by(|one, other| turn(one).total_cmp(&turn(other)));
    corners
}

fn text(result: &RXingResult, symbology: Symbology) -> String {
    let guessed = result.getText();
    // Only the QR reader hands out the bytes as they were written; rxing guesses among Shift_JIS,
    // GB18030 and Latin-1, which may mangle UTF-8. A guess with an ECI behind it starts from the
    // same bytes, and for those that are not UTF-8 it stays.
    match (symbology, std::str::from_utf8(result.getRawBytes())) {
        (Symbology::Qr, Ok(written)) if !written.is_empty() => written.to_owned(),
        _ => guessed.to_owned(),
    }
}

fn bounds(places: &[(f32, f32)]) -> [f32; 4] {
    places
        .iter()
        .fold([f32::MAX, f32::MAX, 0.0, 0.0], |[l, t, r, b], (x, y)| {
            [l.min(*x), t.min(*y), r.max(*x), b.max(*y)]
        })
}
