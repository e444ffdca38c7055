//! Papers of one's own, printers, and the pages of a run.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a page of one's own is divided. Lengths are tenths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnSize {
    /// Width of the page.
    pub width: u16,
    /// Height of the page.
    pub height: u16,
    /// Slips beside each other.
    pub columns: u16,
    /// Slips below each other.
    pub rows: u16,
    /// White at the left and right.
    pub sides: u16,
    /// White at the top and bottom.
    pub ends: u16,
    /// White between columns.
    pub between_columns: u16,
    /// White between rows.
    pub between_rows: u16,
}

impl Default for OwnSize {
    /// Avery L7163: 99.1 by 38.1 mm, 2 by 7 on A4.
    fn default() -> Self {
        Self {
            width: 2100,
            height: 2970,
            columns: 2,
            rows: 7,
            sides: 47,
            ends: 151,
            between_columns: 25,
            between_rows: 0,
        }
    }
}

/// What a printer does wrong, by the measures of its calibration page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Printer {
    /// Its name, as somebody calls it.
    pub name: String,
    /// Everything is moved so far to the right, tenths of a millimetre.
    pub right: i16,
    /// Everything is moved so far down, tenths of a millimetre.
    pub down: i16,
    /// Everything is made so much wider, thousandths.
    pub wider: i16,
    /// Everything is made so much higher, thousandths.
    pub higher: i16,
}

/// Pages from one to another, both printed, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PageSpan {
    /// The first.
    pub from: u32,
    /// The last; what lies beyond the end of the run is left out.
    pub to: u32,
}
