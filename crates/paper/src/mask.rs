//! Which of the eight masks a QR code gets: the choice of the `qrcode` crate, made with whole words.
//!
//! Its own search takes four fifths of the time of a printed card, module by module. Here a line of
//! modules is a line of bits, and the four rules of ISO/IEC 18004, 7.8.3.1 are shifts and counts.
//! The chosen mask is the same (a test holds that).

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, Version, ec};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Modules of a code, row by row, true = dark, under the mask with the least penalty. `data` are
/// the bits with terminator and padding; `None` if they do not fit the version and level.
pub(crate) fn masked(data: &[u8], version: Version, level: EcLevel) -> Option<Vec<bool>> {
    let (data, correction) = ec::construct_codewords(data, version, level).ok()?;
    let mut bare = Canvas::new(version, level);
    bare.draw_all_functional_patterns();
    bare.draw_data(&data, &correction);
    let side = usize::try_from(version.width()).ok()?;
    let candidates = MASKS.map(|mask| {
        let mut canvas = bare.clone();
        canvas.apply_mask(mask);
        canvas
            .into_colors()
            .into_iter()
            .map(|color| color == Color::Dark)
            .collect::<Vec<bool>>()
    });
    candidates
        .into_iter()
        .min_by_key(|modules| penalty(modules, side))
}

fn penalty(modules: &[bool], side: usize) -> u32 {
    let (mut rows, mut columns) = (vec![Line::default(); side], vec![Line::default(); side]);
    for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark) {
        rows[at / side].set(at % side);
        columns[at % side].set(at / side);
    }
    let lines = rows
        .iter()
        .chain(&columns)
        .map(|line| line.runs(side) + line.finders(side));
    let squares = rows.windows(2).map(|two| two[0].squares(two[1], side));
    let dark: u32 = rows.iter().map(|row| row.count()).sum();
    // The standard rounds to 5 %, qrcode does not.
    let balance = (dark * 200 / (side * side) as u32).abs_diff(100);
    lines.sum::<u32>() + squares.sum::<u32>() + balance
}

/// Up to 177 modules, the first in the lowest bit; what lies beyond is light.
#[derive(Clone, Copy, Default)]
struct Line([u64; 3]);

impl Line {
    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Each module takes the place of the one `by` places before it, 0 < `by` < 64.
    fn back(self, by: u32) -> Self {
        let [a, b, c] = self.0;
        Self([a >> by | b << (64 - by), b >> by | c << (64 - by), c >> by])
    }

    /// Each module takes the place of the one `by` places after it, 0 < `by` < 64.
    fn on(self, by: u32) -> Self {
        let [a, b, c] = self.0;
        Self([a << by, b << by | a >> (64 - by), c << by | b >> (64 - by)])
    }

    fn zip(self, other: Self, with: impl Fn(u64, u64) -> u64) -> Self {
        Self(std::array::from_fn(|word| {
            with(self.0[word], other.0[word])
        }))
    }

    fn and(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    fn or(self, other: Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }

    /// The first `length` places only.
    fn first(self, length: usize) -> Self {
        Self(std::array::from_fn(|word| {
            match length.saturating_sub(word * 64) {
                0 => 0,
                some if some < 64 => self.0[word] & ((1 << some) - 1),
                _ => self.0[word],
            }
        }))
    }

    /// Places whose module is like the next.
    fn pairs(self, side: usize) -> Self {
        self.zip(self.back(1), |a, b| !(a ^ b)).first(side - 1)
    }

    /// Rule 1: a run of 5 + n like modules costs 3 + n.
    fn runs(self, side: usize) -> u32 {
        let pairs = self.pairs(side);
        let two = pairs.and(pairs.back(1));
        let fives = two.and(two.back(2));
        let starts = fives.and(fives.on(1).not());
        fives.count() + 2 * starts.count()
    }

    /// Rule 2: each square of four like modules costs 3.
    fn squares(self, below: Self, side: usize) -> u32 {
        let like = self.zip(below, |a, b| !(a ^ b));
        3 * self.pairs(side).and(below.pairs(side)).and(like).count()
    }

    /// Rule 3: what looks like a finder, `#.###.#` with four light modules on one side, costs 40.
    fn finders(self, side: usize) -> u32 {
        let dark = [0, 2, 3, 4, 6].map(|at| if at == 0 { self } else { self.back(at) });
        let light = [1, 5].map(|at| self.back(at).not());
        let ones = dark
            .into_iter()
            .chain(light)
            .fold(self, Self::and)
            .first(side - 6);
        let before = [1, 2, 3, 4]
            .map(|by| self.on(by))
            .into_iter()
            .fold(Self::default(), Self::or);
        let after = [7, 8, 9, 10]
            .map(|by| self.back(by))
            .into_iter()
            .fold(Self::default(), Self::or);
        40 * ones.and(before.and(after).not()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::QrCode;
    use qrcode::bits::encode_auto;

    #[test]
    fn the_same_mask_as_qrcode() {
        let mut chosen = std::collections::BTreeSet::new();
        for length in [1, 20, 47, 90, 150, 222, 301, 400, 545, 700, 1000] {
            let text = format!("HC1:{}", "7A$Q%K".repeat(length)).split_off(length % 5);
            let text = &text[..length.min(text.len())];
            for level in [EcLevel::Q, EcLevel::L] {
                let bits = encode_auto(text.as_bytes(), level).expect("fits");
                let version = bits.version();
                let ours = masked(&bits.into_bytes(), version, level).expect("fits");
                let theirs = QrCode::with_error_correction_level(text, level).expect("fits");
                let theirs = theirs
                    .to_colors()
                    .iter()
                    .map(|c| *c == Color::Dark)
                    .collect::<Vec<_>>();
                assert!(ours == theirs, "{length} {level:?}");
                // Three bits of the format, row 8, columns 2 to 4, name the mask.
                let side = version.width() as usize;
                chosen.insert(ours[8 * side + 2..8 * side + 5].to_vec());
            }
        }
        assert!(chosen.len() > 3, "several masks were chosen");
    }

    #[test]
    fn rules_count_as_the_standard_says() {
        let line = |text: &str| {
            let mut line = Line::default();
            text.bytes()
                .enumerate()
                .filter(|(_, c)| *c == b'#')
                .for_each(|(at, _)| line.set(at));
            (line, text.len())
        };
        let runs = |text| line(text).0.runs(line(text).1);
        assert_eq!([runs("####"), runs("#####"), runs(".#######.")], [0, 3, 5]);
        assert_eq!(runs("#####.....#"), 6);
        let finders = |text| line(text).0.finders(line(text).1);
        let found = ["#.###.#....", "..#.###.#", "##.###.#.#"].map(finders);
        assert_eq!(found, [40, 40, 0]);
        assert_eq!(finders("##.#.###.#.#.#.#"), 0);
        let (a, side) = line("##..#");
        assert_eq!(a.squares(line("##.##").0, side), 3);
    }
}
