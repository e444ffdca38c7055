//! The search: look, mend and look again, then look at what is left.

use super::mend::LADDER;
use super::regions::{Region, unread};
use super::scan::{self, Found};
use super::{Gray, Symbology};

/// Every 2-D code in the picture, from top to bottom and left to right.
///
/// A clean picture costs one look. A poor one is looked at again smaller, smoothed, inverted and
/// larger, until something reads; then every patch that looks like an unread code is cut out and
/// treated the same, so that one bad print beside good ones is found too.
pub fn codes(gray: &Gray) -> Vec<Found> {
    let mut found = ladder(gray);
    let tried = found.is_empty();
    for region in unread(gray, &found) {
        if tried && is_nearly_all(region, gray) {
            continue;
        }
        let [left, top, width, height] = region.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
        let Some(part) = gray.crop(left, top, width, height) else {
            continue;
        };
        for code in ladder(&part) {
            add(&mut found, code.moved(1.0, (region[0], region[1])));
        }
    }
    in_reading_order(found, gray)
}

/// Codes of the first rung on which anything reads: QR on all rungs, then the others.
fn ladder(gray: &Gray) -> Vec<Found> {
    climb(gray, scan::qr, LADDER.len())
        .or_else(|| climb(gray, scan::others, OTHERS_RUNGS))
        .unwrap_or_default()
}

/// Other symbologies are tried as they are and on the rungs that help most; their readers are
/// slower, and a picture without any code has to end some time.
const OTHERS_RUNGS: usize = 6;

fn climb(gray: &Gray, look: fn(&Gray) -> Vec<Found>, rungs: usize) -> Option<Vec<Found>> {
    let first = look(gray);
    if !first.is_empty() {
        return Some(first);
    }
    LADDER[..rungs].iter().find_map(|mend| {
        let mended = mend.apply(gray)?;
        let found = look(&mended.gray);
        let back = found
            .into_iter()
            .map(|code| code.moved(mended.scale, (0, 0)));
        Some(back.collect::<Vec<_>>()).filter(|found| !found.is_empty())
    })
}

fn add(found: &mut Vec<Found>, code: Found) {
    if !found.iter().any(|known| known.is_same(&code)) {
        found.push(code);
    }
}

/// A region of more than four fifths has just been looked at as the whole.
fn is_nearly_all([.., width, height]: Region, gray: &Gray) -> bool {
    width * height * 5 > gray.pixels().len() * 4
}

/// Rows of a twentieth of the height, so that a slightly turned sheet keeps its order.
fn in_reading_order(mut found: Vec<Found>, gray: &Gray) -> Vec<Found> {
    let row = (gray.height() as f32 / 20.0).max(1.0);
    found.sort_by_key(|code| {
        let [left, top, ..] = code.bounds();
        (
            (top / row) as u32,
            left as u32,
            code.symbology == Symbology::Qr,
        )
    });
    found
}
