//! Where the fonts for printing are.

use std::path::{Path, PathBuf};

use paper::Fonts;

use crate::problem::{Code, Problem};

/// The folder with the product's fonts: the first of the usual places around the program that has
/// them, or the last one tried.
///
/// A package puts them beside the program, under `lib/Kincode` or `share/kincode`, or into the
/// bundle's `Resources`; `cargo xtask fonts` puts them into the build folder.
pub fn folder(program: &Path) -> PathBuf {
    let beside = program.parent().unwrap_or(Path::new("."));
    let places = [
        "fonts",
        "../fonts",
        "../../fonts",
        "../lib/Kincode/fonts",
        "../share/kincode/fonts",
        "../Resources/fonts",
    ];
    let found = places
        .iter()
        .map(|place| beside.join(place))
        .find(|folder| folder.join(REGULAR).is_file());
    found.unwrap_or_else(|| beside.join(places[0]))
}

/// Reads both fonts.
///
/// # Errors
///
/// [`Code::Fonts`] if one is missing or damaged.
pub(crate) fn load(folder: &Path) -> Result<Fonts, Problem> {
    let missing = |_| Problem::new(Code::Fonts, "");
    let regular = std::fs::read(folder.join(REGULAR)).map_err(missing)?;
    let bold = std::fs::read(folder.join(BOLD)).map_err(missing)?;
    Fonts::new(&regular, &bold).map_err(|_| Problem::new(Code::Fonts, ""))
}

const REGULAR: &str = "NotoSansSC-Regular.ttf";
const BOLD: &str = "NotoSansSC-Bold.ttf";
