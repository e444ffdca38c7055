//! A paper of somebody's own: a sheet of labels or cards that no preset knows.

/// How such a sheet is divided. Lengths are tenths of a millimetre; margins are the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// Width and height of the page.
    pub page: (u16, u16),
    /// Slips beside each other.
    pub columns: u16,
    /// Slips below each other.
    pub rows: u16,
    /// White at the left and right, and at the top and bottom, before the first slip.
    pub margins: (u16, u16),
    /// White between slips, beside and below each other.
    pub gaps: (u16, u16),
}

/// A division on which slips can be printed. Only [`Own::new`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    division: Division,
    /// Width and height of a slip in tenths of a millimetre.
    cell: (u16, u16),
}

/// Why a division is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoDivision {
    /// The page is smaller or larger than printers take.
    #[error("a page measures 50 to 420 mm on each side")]
    Page,
    /// There are no columns or rows, or too many.
    #[error("there are 1 to 20 columns and 1 to 40 rows")]
    Count,
    /// Margins and gaps leave nothing.
    #[error("margins and gaps leave no room for slips")]
    NoRoom,
    /// A slip would be too small for a name and a code.
    #[error("a slip of {}.{} x {}.{} mm is too small: at least 50 x 20 mm, or 90 x 120 mm if it is taller than wide", .width / 10, .width % 10, .height / 10, .height % 10)]
    Small {
        /// Its width, tenths of a millimetre.
        width: u16,
        /// Its height, tenths of a millimetre.
        height: u16,
    },
}

impl Own {
    /// Checks a division.
    ///
    /// # Errors
    /// [`NoDivision`].
    pub fn new(division: Division) -> Result<Self, NoDivision> {
        let Division {
            page,
            columns,
            rows,
            margins,
            gaps,
        } = division;
        if ![page.0, page.1].iter().all(|side| PAGE.contains(side)) {
            return Err(NoDivision::Page);
        }
        if !(1..=20).contains(&columns) || !(1..=40).contains(&rows) {
            return Err(NoDivision::Count);
        }
        let one = |page: u16, count: u16, margin: u16, gap: u16| {
            let taken = 2 * u32::from(margin) + u32::from(count - 1) * u32::from(gap);
            let left = u32::from(page).checked_sub(taken)? / u32::from(count);
            u16::try_from(left).ok().filter(|left| *left > 0)
        };
        let width = one(page.0, columns, margins.0, gaps.0).ok_or(NoDivision::NoRoom)?;
        let height = one(page.1, rows, margins.1, gaps.1).ok_or(NoDivision::NoRoom)?;
        let own = Self {
            division,
            cell: (width, height),
        };
        let least = if own.is_tall() { TALL } else { WIDE };
        if width < least.0 || height < least.1 {
            return Err(NoDivision::Small { width, height });
        }
        Ok(own)
    }

    /// What was checked.
    pub fn division(&self) -> Division {
        self.division
    }

    /// Width and height of a slip in millimetres.
    pub fn cell(&self) -> (f32, f32) {
        (millimetres(self.cell.0), millimetres(self.cell.1))
    }

    /// Width and height of the page in millimetres.
    pub(crate) fn page(&self) -> (f32, f32) {
        let (width, height) = self.division.page;
        (millimetres(width), millimetres(height))
    }

    pub(crate) fn gaps(&self) -> (f32, f32) {
        let (x, y) = self.division.gaps;
        (millimetres(x), millimetres(y))
    }

    /// Name, code and date stand below each other, or else the code right of the text.
    pub(crate) fn is_tall(&self) -> bool {
        u32::from(self.cell.0) * 5 < u32::from(self.cell.1) * 6
    }

    /// Set like a label, in small type.
    pub(crate) fn is_label(&self) -> bool {
        self.cell.1 < 450 || self.cell.0 < 760
    }

    /// Side of a code: usual, and at the most.
    pub(crate) fn code(&self) -> (f32, f32) {
        let (width, height) = self.cell();
        if self.is_tall() {
            let usual = (width - 22.0).min(height * 0.45).min(66.0);
            return (usual, (width - 10.0).min(height * 0.53));
        }
        (
            (height - 4.0).min(width * 0.5),
            (height - 2.6).min(width * 0.6),
        )
    }
}

/// Tenths of a millimetre.
const PAGE: std::ops::RangeInclusive<u16> = 500..=4200;
/// The least slip with its code beside the text.
const WIDE: (u16, u16) = (500, 200);
/// The least slip with its code below the name.
const TALL: (u16, u16) = (900, 1200);

fn millimetres(tenths: u16) -> f32 {
    f32::from(tenths) / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Division = Division {
        page: (2100, 2970),
        columns: 2,
        rows: 7,
        margins: (47, 151),
        gaps: (25, 0),
    };

    #[test]
    fn a_sheet_of_labels_is_divided() {
        // Avery L7163.
        let own = Own::new(LABELS).expect("fits");
        assert_eq!(own.cell(), (99.0, 38.1));
        assert!(!own.is_tall() && own.is_label());
    }

    #[test]
    fn what_cannot_be_is_said() {
        let with = |change: fn(&mut Division)| {
            let mut division = LABELS;
            change(&mut division);
            Own::new(division).map(|_| ())
        };
        assert_eq!(with(|d| d.page.0 = 4201), Err(NoDivision::Page));
        assert_eq!(with(|d| d.rows = 0), Err(NoDivision::Count));
        assert_eq!(with(|d| d.margins.0 = u16::MAX), Err(NoDivision::NoRoom));
        assert_eq!(with(|d| d.gaps.1 = 500), Err(NoDivision::NoRoom));
        let small = with(|d| d.columns = 5);
        assert!(
            matches!(small, Err(NoDivision::Small { width: 381, .. })),
            "{small:?}"
        );
        let tall = with(|d| (d.columns, d.rows) = (3, 3));
        assert!(matches!(tall, Err(NoDivision::Small { .. })), "{tall:?}");
        assert_eq!(with(|d| (d.columns, d.rows) = (2, 2)), Ok(()));
    }
}
