//! Where the fonts for printing are.

use std::path::{Path, PathBuf};

use paper::{Fonts, Slip};

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

/// Reads the usual fonts, and those for other scripts that are there.
///
/// # Errors
///
/// [`Code::Fonts`] if a usual one is missing or one is damaged.
pub(crate) fn load(folder: &Path) -> Result<Fonts, Problem> {
    let damaged = |_| Problem::new(Code::Fonts, "");
    let needed =
        |name: &str| std::fs::read(folder.join(name)).map_err(|_| Problem::new(Code::Fonts, ""));
    let usual = Fonts::new(&needed(REGULAR)?, &needed(BOLD)?).map_err(damaged)?;
    OTHERS
        .iter()
        .try_fold(usual, |fonts, names| with(folder, fonts, names))
}

/// The same for these slips. The font of rare characters has 30 MB, so it is read only if a character needs it.
///
/// # Errors
///
/// As [`load`].
pub(crate) fn load_for(folder: &Path, slips: &[Slip]) -> Result<Fonts, Problem> {
    let fonts = load(folder)?;
    if fonts.lack(slips) {
        with(folder, fonts, &RARE)
    } else {
        Ok(fonts)
    }
}

/// One more typeface, if it is there: without it, its characters are refused by name.
fn with(folder: &Path, fonts: Fonts, (regular, bold): &Names) -> Result<Fonts, Problem> {
    let Ok(regular) = std::fs::read(folder.join(regular)) else {
        return Ok(fonts);
    };
    let bold = bold.and_then(|bold| std::fs::read(folder.join(bold)).ok());
    let damaged = |_| Problem::new(Code::Fonts, "");
    fonts.and(&regular, bold.as_deref()).map_err(damaged)
}

/// The files of a typeface: regular, and bold if there is one.
type Names = (&'static str, Option<&'static str>);

const REGULAR: &str = "NotoSansSC-Regular.ttf";
const BOLD: &str = "NotoSansSC-Bold.ttf";
/// Latin, Greek and Cyrillic letters beyond the usual; Arabic and Uyghur; Tibetan; Yi.
const OTHERS: [Names; 4] = [
    ("NotoSans-Regular.ttf", Some("NotoSans-Bold.ttf")),
    (
        "NotoNaskhArabic-Regular.ttf",
        Some("NotoNaskhArabic-Bold.ttf"),
    ),
    ("NotoSerifTibetan-Regular.ttf", None),
    ("NotoSansYi-Regular.ttf", None),
];
/// Han characters of extensions B to F: with the usual font all of GB 18030-2022 level 3.
const RARE: Names = ("HanaMinB.ttf", None);
