//! The typefaces that the tests print with.

use std::path::PathBuf;
use std::sync::OnceLock;

use paper::Fonts;

/// All typefaces from the target folder, parsed once for all tests of a file.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let usual = Fonts::new(
            &font("NotoSansSC-Regular.ttf"),
            &font("NotoSansSC-Bold.ttf"),
        );
        let with = |fonts: Fonts, regular: &str, bold: Option<&str>| {
            fonts.and(&font(regular), bold.map(font).as_deref())
        };
        OTHERS
            .iter()
            .try_fold(usual.expect("fonts"), |fonts, (regular, bold)| {
                with(fonts, regular, *bold)
            })
            .expect("all are fonts")
    })
}

const OTHERS: [(&str, Option<&str>); 5] = [
    ("NotoSans-Regular.ttf", Some("NotoSans-Bold.ttf")),
    (
        "NotoNaskhArabic-Regular.ttf",
        Some("NotoNaskhArabic-Bold.ttf"),
    ),
    ("NotoSerifTibetan-Regular.ttf", None),
    ("NotoSansYi-Regular.ttf", None),
    ("HanaMinB.ttf", None),
];

fn font(name: &str) -> Vec<u8> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let path = target.join("fonts").join(name);
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}. The typeface is missing: run `cargo xtask fonts` first.",
            path.display()
        )
    })
}
