//! The typeface of the printed page: fetched from npm, never committed (10 MB each).

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::node::{self, npm};
use crate::place;
use crate::step::{Outcome, step};

/// One file: where the npm package has it, what it is called here, and its SHA-256.
struct Font {
    from: &'static str,
    to: &'static str,
    sha256: &'static str,
}

const PACKAGE: &str = "node_modules/@expo-google-fonts/noto-sans-sc";

/// Noto Sans SC 2.004 as real TrueType outlines (practice.md 2.3: the PDF writer's well-trodden path).
const FONTS: [Font; 3] = [
    Font {
        from: "400Regular/NotoSansSC_400Regular.ttf",
        to: "NotoSansSC-Regular.ttf",
        sha256: "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    },
    Font {
        from: "700Bold/NotoSansSC_700Bold.ttf",
        to: "NotoSansSC-Bold.ttf",
        sha256: "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    },
    Font {
        from: "LICENSE_FONT",
        to: "OFL.txt",
        sha256: "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
    },
];

/// Puts the fonts into `<target>/fonts`; does nothing when they are there.
///
/// # Errors
/// If npm cannot fetch them, or what it fetched is not what we know.
pub(crate) fn perform() -> Outcome {
    let fonts = place::target()?.join("fonts");
    if FONTS
        .iter()
        .all(|font| is_genuine(&fonts.join(font.to), font.sha256))
    {
        return Ok(());
    }
    node::ready()?;
    let npm_folder = place::target()?.join("fonts-npm");
    fs::create_dir_all(&npm_folder)?;
    fs::create_dir_all(&fonts)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(
            place::root().join("xtask/fonts").join(file),
            npm_folder.join(file),
        )?;
    }
    step(
        "fonts",
        npm()?
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&npm_folder),
    )?;
    for font in &FONTS {
        let fetched = npm_folder.join(PACKAGE).join(font.from);
        if !is_genuine(&fetched, font.sha256) {
            return Err(format!(
                "{} is not the file that we know: its SHA-256 differs.",
                font.from
            )
            .into());
        }
        fs::copy(fetched, fonts.join(font.to))?;
    }
    Ok(())
}

fn is_genuine(file: &Path, sha256: &str) -> bool {
    fs::read(file).is_ok_and(|bytes| format!("{:x}", Sha256::digest(bytes)) == sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_bytes() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let own = format!(
            "{:x}",
            Sha256::digest(fs::read(&manifest).expect("our own manifest"))
        );
        assert!(is_genuine(&manifest, &own));
        assert!(!is_genuine(&manifest, FONTS[0].sha256));
        assert!(!is_genuine(Path::new("no/such/file"), &own));
    }
}
