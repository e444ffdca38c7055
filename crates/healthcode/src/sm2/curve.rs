//! The curve y² = x³ - 3x + b (GB/T 32918.5-2017 section A.2), in Jacobian coordinates: x = X/Z²,
//! y = Y/Z³. Formulas: Explicit-Formulas Database, shortw-jacobian-3.

use std::sync::LazyLock;

use super::field::Field;
use super::number::Number;

/// A point that is not the neutral one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Affine {
    pub(super) x: Field,
    pub(super) y: Field,
}

/// Any point; the neutral one has Z = 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    x: Field,
    y: Field,
    z: Field,
}

/// P, 3P, 5P, … 15P.
#[derive(Clone, Debug)]
pub(super) struct Multiples([Point; 8]);

impl Affine {
    /// The point with these coordinates, if the curve has it.
    pub(super) fn new(x: Field, y: Field) -> Option<Self> {
        (y.square() == right_side(x)).then_some(Self { x, y })
    }

    /// The point with this x and this parity of y, if the curve has one. No point has y = 0.
    pub(super) fn with_x(x: Field, odd: bool) -> Option<Self> {
        let y = right_side(x).root()?;
        let y = if y.is_odd() == odd { y } else { -y };
        Some(Self { x, y })
    }
}

impl Point {
    const NEUTRAL: Self = Self {
        x: Field::ONE,
        y: Field::ONE,
        z: Field::ZERO,
    };

    /// Whether x is this number; never for the neutral point, nor for a number that is not below p.
    pub(super) fn has_x(&self, x: Number) -> bool {
        !self.z.is_zero() && Field::of(x).is_some_and(|x| x * self.z.square() == self.x)
    }

    #[cfg(test)]
    pub(super) fn is_or_mirrors(&self, other: &Self) -> bool {
        self.x * other.z.square() == other.x * self.z.square() && !self.z.is_zero()
    }

    /// `dbl-2001-b`.
    fn double(&self) -> Self {
        let delta = self.z.square();
        let gamma = self.y.square();
        let beta = self.x * gamma;
        let slope = (self.x - delta) * (self.x + delta);
        let alpha = slope.double() + slope;
        let beta4 = beta.double().double();
        let x = alpha.square() - beta4.double();
        let z = (self.y + self.z).square() - gamma - delta;
        let y = alpha * (beta4 - x) - gamma.square().double().double().double();
        Self { x, y, z }
    }

    /// `add-1998-cmo-2`.
    fn add(&self, other: &Self) -> Self {
        if other.z.is_zero() {
            return *self;
        }
        let zz = other.z.square();
        let (x, y) = (self.x * zz, self.y * zz * other.z);
        self.add_scaled(x, y, self.z * other.z, other.x, other.y, *other)
    }

    /// The same for a point with Z = 1.
    fn add_affine(&self, other: &Affine) -> Self {
        let point = Self {
            x: other.x,
            y: other.y,
            z: Field::ONE,
        };
        self.add_scaled(self.x, self.y, self.z, other.x, other.y, point)
    }

    /// The sum of two points, whose own coordinates are (x1, y1) times the other's Z² and Z³.
    fn add_scaled(
        &self,
        x1: Field,
        y1: Field,
        z: Field,
        x2: Field,
        y2: Field,
        other: Self,
    ) -> Self {
        if self.z.is_zero() {
            return other;
        }
        let zz = self.z.square();
        let (x2, y2) = (x2 * zz, y2 * zz * self.z);
        let (h, r) = (x2 - x1, y2 - y1);
        if h.is_zero() {
            return if r.is_zero() {
                self.double()
            } else {
                Self::NEUTRAL
            };
        }
        let hh = h.square();
        let hhh = hh * h;
        let v = x1 * hh;
        let x = r.square() - hhh - v.double();
        Self {
            x,
            y: r * (v - x) - y1 * hhh,
            z: z * h,
        }
    }
}

impl Multiples {
    pub(super) fn of(point: Affine) -> Self {
        let one = Point::NEUTRAL.add_affine(&point);
        let two = one.double();
        let mut all = [one; 8];
        for at in 1..8 {
            all[at] = all[at - 1].add(&two);
        }
        Self(all)
    }
}

/// s·G + t·P, by the non-adjacent forms of both and one row of doublings.
pub(super) fn multiply(s: Number, t: Number, multiples: &Multiples) -> Point {
    let (of_g, of_p) = (s.non_adjacent(WIDTH_G), t.non_adjacent(WIDTH_P));
    let mut sum = Point::NEUTRAL;
    for (g, p) in of_g.iter().zip(&of_p).rev() {
        if !sum.z.is_zero() {
            sum = sum.double();
        }
        if *p != 0 {
            let point = &multiples.0[usize::from(p.unsigned_abs()) / 2];
            let y = if *p < 0 { -point.y } else { point.y };
            sum = sum.add(&Point { y, ..*point });
        }
        if *g != 0 {
            let point = &OF_GENERATOR[usize::from(g.unsigned_abs()) / 2];
            let y = if *g < 0 { -point.y } else { point.y };
            sum = sum.add_affine(&Affine { x: point.x, y });
        }
    }
    sum
}

/// x³ - 3x + b.
fn right_side(x: Field) -> Field {
    (x.square() + A) * x + B
}

/// G, 3G, 5G, … 127G, made once: 8 KiB.
static OF_GENERATOR: LazyLock<[Affine; 64]> = LazyLock::new(|| {
    let one = Point::NEUTRAL.add_affine(&GENERATOR);
    let two = one.double();
    let mut point = one;
    std::array::from_fn(|at| {
        if at > 0 {
            point = point.add(&two);
        }
        let inverse = point.z.invert();
        let square = inverse.square();
        Affine {
            x: point.x * square,
            y: point.y * square * inverse,
        }
    })
});

/// Digits of P's multiples are below 16.
const WIDTH_P: u32 = 5;
/// Digits of G's multiples are below 128.
const WIDTH_G: u32 = 8;

/// p - 3.
pub(super) const A: Field = Field::constant([
    0xFFFF_FFFF_FFFF_FFFC,
    0xFFFF_FFFF_0000_0000,
    0xFFFF_FFFF_FFFF_FFFF,
    0xFFFF_FFFE_FFFF_FFFF,
]);
pub(super) const B: Field = Field::constant([
    0xDDBC_BD41_4D94_0E93,
    0xF397_89F5_15AB_8F92,
    0x4D5A_9E4B_CF65_09A7,
    0x28E9_FA9E_9D9F_5E34,
]);
/// G.
pub(super) const GENERATOR: Affine = Affine {
    x: Field::constant([
        0x715A_4589_334C_74C7,
        0x8FE3_0BBF_F266_0BE1,
        0x5F99_0446_6A39_C994,
        0x32C4_AE2C_1F19_8119,
    ]),
    y: Field::constant([
        0x02DF_32E5_2139_F0A0,
        0xD0A9_877C_C62A_4740,
        0x59BD_CEE3_6B69_2153,
        0xBC37_36A2_F4F6_779C,
    ]),
};
