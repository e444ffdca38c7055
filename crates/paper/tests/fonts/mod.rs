//! The typeface that the tests print with.

use std::path::PathBuf;
use std::sync::OnceLock;

use paper::Fonts;

/// Noto Sans SC from the target folder, parsed once for all tests of a file.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let regular = font("NotoSansSC-Regular.ttf");
        Fonts::new(&regular, &font("NotoSansSC-Bold.ttf")).expect("both are fonts")
    })
}

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
