//! A notch to cut, so that fingers find where the code is and which way up the paper goes.

use crate::Stock;
use crate::draw::Page;
use crate::stock::Area;

/// How the edge of a slip is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// Not at all.
    #[default]
    Plain,
    /// A triangle to cut out, level with the middle of the code: at the right edge, of a folded page at the left one.
    /// Labels have none, for they are stuck on something.
    Notched,
}

/// Draws the triangle of a slip, as far as printers reach.
pub(crate) fn draw(page: &mut Page<'_>, stock: Stock, slip: Area, code: Area) {
    let deep = match stock {
        Stock::Labels24 | Stock::L7160 => return,
        Stock::Own(own) if own.is_label() => return,
        Stock::Id1 | Stock::Id1Single | Stock::Own(_) => CARD,
        _ => PAGE,
    };
    let (edge, inwards) = if stock == Stock::A4Fold {
        (slip.x, 1.0)
    } else {
        (slip.right(), -1.0)
    };
    let room = if inwards > 0.0 {
        code.x - slip.x
    } else {
        slip.right() - code.right()
    };
    let deep = deep.min(room - CLEAR);
    if deep < LEAST {
        return;
    }
    let printable = stock.printable();
    let seen = if inwards > 0.0 {
        deep - (printable.x - edge).max(0.0)
    } else {
        deep - (edge - printable.right()).max(0.0)
    };
    let (tip, middle) = (edge + inwards * deep, code.y + code.height / 2.0);
    for side in [-1.0, 1.0] {
        let end = (tip - inwards * seen, middle + side * seen * SLOPE);
        page.line((tip, middle), end, 0.6, 0.35, None);
    }
}

/// Depth of the triangle on a card, and on a page, whose outer 5 mm printers do not reach.
const CARD: f32 = 3.0;
const PAGE: f32 = 9.0;
/// Between the tip and the code's quiet zone.
const CLEAR: f32 = 0.4;
/// A notch less deep is not felt.
const LEAST: f32 = 1.5;
/// Half its height for its depth.
const SLOPE: f32 = 0.6;
