//! Paper geometries. All lengths are millimetres, places count from a page's top left.

use crate::own::Own;

/// What is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// One slip on an A4 page.
    A4,
    /// One slip on an A5 page.
    A5,
    /// One slip on an A4 page that is folded twice to a quarter (A6): outside are the code with its
    /// name, and what to do; inside, where nobody reads over a shoulder, the facts.
    A4Fold,
    /// One slip on an A4 page for eyes that see less: name and until-date very large.
    LargeType,
    /// Badges of A6 (105 by 148.5 mm) for a pouch on a lanyard, four on an A4 page, each with a mark
    /// where the slot is punched.
    Lanyard,
    /// ID-1 cards of 85.60 by 53.98 mm (ISO/IEC 7810), ten on an A4 page, with marks to cut along.
    Id1,
    /// One ID-1 card with marks to cut along, in the middle of an A6 page (148 by 105 mm): white around is
    /// what poor readers look for.
    Id1Single,
    /// Labels of 70 by 37 mm, 3 by 8 on an A4 page without gaps (practice 3.2).
    Labels24,
    /// Labels of 63.5 by 38.1 mm, 3 by 7 on an A4 page: Avery L7160 (practice 3.2).
    L7160,
    /// As somebody divides a page of their own.
    Own(Own),
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

    /// What is left without `x` millimetres at the left and right, and `y` at the top and bottom.
    pub(crate) fn inset(&self, x: f32, y: f32) -> Self {
        Self {
            x: self.x + x,
            y: self.y + y,
            width: self.width - 2.0 * x,
            height: self.height - 2.0 * y,
        }
    }

    /// What lies in both.
    pub(crate) fn common(&self, other: &Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        Self {
            x,
            y,
            width: self.right().min(other.right()) - x,
            height: self.bottom().min(other.bottom()) - y,
        }
    }
}

/// Equal places in columns and rows on a page.
struct Grid {
    columns: usize,
    rows: usize,
    /// Of one place.
    size: (f32, f32),
    /// Between places.
    gap: (f32, f32),
}

const A4: (f32, f32) = (210.0, 297.0);
const A5: (f32, f32) = (148.0, 210.0);
const A6: (f32, f32) = (148.0, 105.0);

/// ISO/IEC 7810 ID-1.
const CARD: (f32, f32) = (85.60, 53.98);
/// The strip along the edges that most printers cannot reach (practice 3.2).
const UNPRINTABLE: f32 = 5.0;

impl Stock {
    /// Every preset, the usual first.
    pub const ALL: [Self; 9] = [
        Self::A4,
        Self::A5,
        Self::A4Fold,
        Self::LargeType,
        Self::Lanyard,
        Self::Id1,
        Self::Id1Single,
        Self::Labels24,
        Self::L7160,
    ];

    /// Width and height of a page.
    pub fn page(self) -> (f32, f32) {
        match self {
            Self::A5 => A5,
            Self::Id1Single => A6,
            Self::Own(own) => own.page(),
            _ => A4,
        }
    }

    /// Slips on one page.
    pub fn per_page(self) -> usize {
        let grid = self.grid();
        grid.columns * grid.rows
    }

    /// The next larger stock, for a code that is too dense for this one. An A4 page takes whatever a
    /// QR code can hold.
    pub fn larger(self) -> Option<Self> {
        match self {
            Self::Labels24 | Self::L7160 => Some(Self::Id1),
            Self::Id1
            | Self::Id1Single
            | Self::A5
            | Self::A4Fold
            | Self::Lanyard
            | Self::Own(_) => Some(Self::A4),
            Self::A4 | Self::LargeType => None,
        }
    }

    /// Side of the square that a code usually takes with its quiet zone. 60 mm on a page, 46 mm on a
    /// card and 33 mm on a label are read at ten times that distance (practice 3.2).
    pub fn code_side(self) -> f32 {
        match self {
            Self::LargeType => 84.0,
            Self::A4 | Self::A5 | Self::A4Fold => 63.0,
            Self::Lanyard => 66.0,
            Self::Id1 | Self::Id1Single => 46.0,
            Self::Labels24 | Self::L7160 => 33.0,
            Self::Own(own) => own.code().0,
        }
    }

    /// The same for a dense code, which takes room from the text before it gets smaller modules. An A4
    /// page has room for the largest QR code, 177 modules and quiet zone, at 6 dots a module. On the
    /// outer rows of 3 by 8 labels nothing more can be had: the printer keeps 5 mm from the edge.
    pub fn code_most(self) -> f32 {
        match self {
            Self::A4 | Self::LargeType => 94.1,
            Self::A5 | Self::A4Fold | Self::Lanyard => 79.0,
            Self::Id1 | Self::Id1Single => 51.4,
            Self::L7160 => 36.2,
            Self::Labels24 => 33.0,
            Self::Own(own) => own.code().1,
        }
    }

    /// What a printer reaches of a page.
    pub(crate) fn printable(self) -> Area {
        let (width, height) = self.page();
        let page = Area {
            x: 0.0,
            y: 0.0,
            width,
            height,
        };
        page.inset(UNPRINTABLE, UNPRINTABLE)
    }

    /// Place of the slip in `cell` (from 0, by rows) on its page.
    pub(crate) fn cell(self, cell: usize) -> Area {
        let (grid, page) = (self.grid(), self.page());
        let centred = |page: f32, one: f32, gap: f32, count: usize| {
            (page - one * count as f32 - gap * (count - 1) as f32) / 2.0
        };
        let (column, row) = ((cell % grid.columns) as f32, (cell / grid.columns) as f32);
        let left = centred(page.0, grid.size.0, grid.gap.0, grid.columns);
        let top = centred(page.1, grid.size.1, grid.gap.1, grid.rows);
        Area {
            x: left + column * (grid.size.0 + grid.gap.0),
            y: top + row * (grid.size.1 + grid.gap.1),
            width: grid.size.0,
            height: grid.size.1,
        }
    }

    /// All grids lie in the middle of their page.
    fn grid(self) -> Grid {
        let grid = |columns, rows, size, gap| Grid {
            columns,
            rows,
            size,
            gap,
        };
        match self {
            Self::A4 | Self::A5 | Self::A4Fold | Self::LargeType => {
                grid(1, 1, self.page(), (0.0, 0.0))
            }
            Self::Lanyard => grid(2, 2, (A4.0 / 2.0, A4.1 / 2.0), (0.0, 0.0)),
            // A slip of the knife does not hurt the neighbour. With five rows of cards 7.5 mm are
            // left at the top and bottom, more than the 5 mm that most printers cannot reach.
            Self::Id1 => grid(2, 5, CARD, (6.0, 3.0)),
            Self::Id1Single => grid(1, 1, CARD, (0.0, 0.0)),
            Self::Labels24 => grid(3, 8, (70.0, 37.0), (0.0, 0.0)),
            // Columns are 66.04 mm (2.6 inches) apart, as the maker's templates have it.
            Self::L7160 => grid(3, 7, (63.5, 38.1), (2.54, 0.0)),
            Self::Own(own) => {
                let division = own.division();
                let (columns, rows) = (division.columns.into(), division.rows.into());
                grid(columns, rows, own.cell(), own.gaps())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_on_the_page_and_apart() {
        for stock in Stock::ALL {
            let (width, height) = stock.page();
            let cells: Vec<Area> = (0..stock.per_page()).map(|cell| stock.cell(cell)).collect();
            for (index, one) in cells.iter().enumerate() {
                assert!(one.x >= 0.0 && one.y >= 0.0, "{stock:?} {one:?}");
                assert!(one.right() <= width + 1e-3 && one.bottom() <= height + 1e-3);
                for other in &cells[index + 1..] {
                    let apart = one.right() <= other.x + 1e-3 || one.bottom() <= other.y + 1e-3;
                    assert!(apart, "{stock:?} {one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn cut_cards_lie_where_every_printer_reaches() {
        for stock in [Stock::Id1, Stock::Id1Single] {
            let reached = stock.printable();
            for cell in (0..stock.per_page()).map(|cell| stock.cell(cell)) {
                assert!(cell.x >= reached.x && cell.y >= reached.y, "{stock:?}");
                assert!(cell.right() <= reached.right() && cell.bottom() <= reached.bottom());
            }
        }
    }

    #[test]
    fn labels_lie_where_the_sheets_have_them() {
        let counts = [Stock::Labels24, Stock::L7160, Stock::Lanyard].map(Stock::per_page);
        assert_eq!(counts, [24, 21, 4]);
        let (first, last) = (Stock::Labels24.cell(0), Stock::Labels24.cell(23));
        assert_eq!((first.x, first.y), (0.0, 0.5));
        assert_eq!((last.right(), last.bottom()), (210.0, 296.5));
        let near = |a: f32, b: f32| (a - b).abs() < 0.02;
        let (first, second) = (Stock::L7160.cell(0), Stock::L7160.cell(1));
        assert!(near(first.x, 7.21) && near(first.y, 15.15), "{first:?}");
        assert!(near(second.x - first.x, 66.04), "{second:?}");
    }

    #[test]
    fn each_larger_stock_gives_a_code_more_room() {
        for stock in Stock::ALL {
            if let Some(larger) = stock.larger() {
                assert!(larger.code_most() > stock.code_most(), "{stock:?}");
            } else {
                // 185 modules of 6 dots.
                assert!(stock.code_most() > 1110.0 / 300.0 * 25.4, "{stock:?}");
            }
        }
    }
}
