//! Paper geometries. All lengths are millimetres, places count from a page's top left.

/// What is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// One slip on an A4 page.
    A4,
    /// ID-1 cards of 85.60 by 53.98 mm (ISO/IEC 7810), ten on an A4 page, with marks to cut along.
    Id1,
}

/// A rectangle in millimetres from the page's top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// From the left edge of the page.
    pub x: f32,
    /// From the top edge of the page.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Area {
    /// The right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }
}

/// Both stocks are printed on A4.
pub(crate) const PAGE: (f32, f32) = (210.0, 297.0);

/// ISO/IEC 7810 ID-1.
const CARD: (f32, f32) = (85.60, 53.98);
/// Between cards, so that a slip of the knife does not hurt the neighbour. With five rows of cards
/// 7.5 mm are left at the top and bottom, more than the 5 mm that most printers cannot reach.
const GAP: (f32, f32) = (6.0, 3.0);
const COLUMNS: usize = 2;
const ROWS: usize = 5;

impl Stock {
    /// Slips on one page.
    pub fn per_page(self) -> usize {
        match self {
            Self::A4 => 1,
            Self::Id1 => COLUMNS * ROWS,
        }
    }

    /// The next larger stock, for a code that is too dense for this one.
    pub fn larger(self) -> Option<Self> {
        match self {
            Self::A4 => None,
            Self::Id1 => Some(Self::A4),
        }
    }

    /// Side of the square that a code may take with its quiet zone. 60 mm on a page and 46 mm on a
    /// card are read at ten times that distance (practice); a page gives 3 mm more, so that the
    /// largest QR code, 177 modules and quiet zone, keeps 4 dots a module.
    pub fn code_side(self) -> f32 {
        match self {
            Self::A4 => 63.0,
            Self::Id1 => 46.0,
        }
    }

    /// Place of the slip in `cell` (from 0, by rows) on its page.
    pub(crate) fn cell(self, cell: usize) -> Area {
        match self {
            Self::A4 => Area {
                x: 0.0,
                y: 0.0,
                width: PAGE.0,
                height: PAGE.1,
            },
            Self::Id1 => {
                let centred = |page: f32, card: f32, gap: f32, count: usize| {
                    (page - card * count as f32 - gap * (count - 1) as f32) / 2.0
                };
                let (column, row) = ((cell % COLUMNS) as f32, (cell / COLUMNS) as f32);
                let left = centred(PAGE.0, CARD.0, GAP.0, COLUMNS);
                let top = centred(PAGE.1, CARD.1, GAP.1, ROWS);
                Area {
                    x: left + column * (CARD.0 + GAP.0),
                    y: top + row * (CARD.1 + GAP.1),
                    width: CARD.0,
                    height: CARD.1,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_cards_lie_on_the_page_and_apart() {
        let cells: Vec<Area> = (0..Stock::Id1.per_page())
            .map(|cell| Stock::Id1.cell(cell))
            .collect();
        for (index, one) in cells.iter().enumerate() {
            assert!(one.x >= 5.0 && one.y >= 5.0, "{one:?}");
            assert!(one.right() <= 205.0 && one.bottom() <= 292.0, "{one:?}");
            for other in &cells[index + 1..] {
                let apart = one.right() < other.x || one.bottom() < other.y;
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }
}
