//! What a printer does wrong, and how the page answers it.

use printpdf::{CurTransMat, Mm, Op, Pt};

use crate::stock::Area;

/// Corrections for one printer, as its calibration page gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Everything is moved so far to the right and down, tenths of a millimetre. At most 10 mm.
    pub offset: (i16, i16),
    /// Everything is made so much wider and higher, in thousandths. At most 5 %.
    pub scale: (i16, i16),
}

impl Profile {
    /// Whether a printer can be so far off and still be worth using.
    pub fn is_usual(self) -> bool {
        let within =
            |(x, y): (i16, i16), most: u16| x.unsigned_abs() <= most && y.unsigned_abs() <= most;
        within(self.offset, 100) && within(self.scale, 50)
    }

    /// Where an area comes to lie on the page.
    pub(crate) fn moved(self, area: Area) -> Area {
        let (scale, offset) = (self.factors(), self.millimetres());
        Area {
            x: area.x * scale.0 + offset.0,
            y: area.y * scale.1 + offset.1,
            width: area.width * scale.0,
            height: area.height * scale.1,
        }
    }

    /// The same for everything on a page `height` millimetres high.
    pub(crate) fn around(self, ops: Vec<Op>, height: f32) -> Vec<Op> {
        if self == Self::default() {
            return ops;
        }
        let pt = |millimetres: f32| Pt::from(Mm(millimetres)).0;
        let (scale, offset) = (self.factors(), self.millimetres());
        // PDF counts from the bottom; the page is stretched from its top.
        let up = pt(height * (1.0 - scale.1) - offset.1);
        let matrix = CurTransMat::Raw([scale.0, 0.0, 0.0, scale.1, pt(offset.0), up]);
        [
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix },
        ]
        .into_iter()
        .chain(ops)
        .chain([Op::RestoreGraphicsState])
        .collect()
    }

    fn factors(self) -> (f32, f32) {
        let factor = |thousandths: i16| 1.0 + f32::from(thousandths) / 1000.0;
        (factor(self.scale.0), factor(self.scale.1))
    }

    fn millimetres(self) -> (f32, f32) {
        (
            f32::from(self.offset.0) / 10.0,
            f32::from(self.offset.1) / 10.0,
        )
    }
}
