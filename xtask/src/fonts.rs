//! The typefaces of the printed page: fetched from npm and from Debian, never committed (60 MB).

use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::node::{self, npm};
use crate::place;
use crate::step::{Outcome, step, succeeds};

/// One file: where its package has it, what it is called here, and its SHA-256.
struct Font {
    from: &'static str,
    to: &'static str,
    sha256: &'static str,
}

const fn font(from: &'static str, to: &'static str, sha256: &'static str) -> Font {
    Font { from, to, sha256 }
}

const PACKAGES: &str = "node_modules/@expo-google-fonts";

/// Real TrueType outlines (practice.md 2.3: the PDF writer's well-trodden path). Noto Sans SC 2.004 for nearly everything;
/// Noto Sans for the Latin, Greek and Cyrillic letters that it lacks (ł, č, ğ); Naskh Arabic for Arabic and Uyghur; Tibetan
/// and Yi, which GB 18030-2022 has too. Each with its licence.
const FROM_NPM: [Font; 13] = [
    font(
        "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
        "NotoSansSC-Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    ),
    font(
        "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
        "NotoSansSC-Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    ),
    font(
        "noto-sans-sc/LICENSE_FONT",
        "OFL.txt",
        "1c05c68c34f9708415aada51f17e1b0092d2cea709bf4a94cd38114f9e73d7d9",
    ),
    font(
        "noto-sans/400Regular/NotoSans_400Regular.ttf",
        "NotoSans-Regular.ttf",
        "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
    ),
    font(
        "noto-sans/700Bold/NotoSans_700Bold.ttf",
        "NotoSans-Bold.ttf",
        "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
    ),
    font(
        "noto-sans/LICENSE_FONT",
        "OFL-NotoSans.txt",
        "cee9892f9f0cc8fe882c9e9537ee6a89621d86ee7ceaf70b02e2b2b1c25c061a",
    ),
    font(
        "noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
        "NotoNaskhArabic-Regular.ttf",
        "706b4580c025f6c75ec1c06013e17f00a23ec1780091b77a5a5b339469bda94d",
    ),
    font(
        "noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf",
        "NotoNaskhArabic-Bold.ttf",
        "35418f91100645a36e4d72d75866b61c5da14dc5ebbade64db434d2c9e76234c",
    ),
    font(
        "noto-naskh-arabic/LICENSE_FONT",
        "OFL-NotoNaskhArabic.txt",
        "a7a5a25eb188bf1cd96982030d53e23c33485c69b1044a562254226857ee13af",
    ),
    font(
        "noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf",
        "NotoSerifTibetan-Regular.ttf",
        "33bd11da711ad8fbf55e5df25f29e6ebdfce53424fb41d61c7c6b83c2ba948cf",
    ),
    font(
        "noto-serif-tibetan/LICENSE_FONT",
        "OFL-NotoSerifTibetan.txt",
        "0077789fc3cb20f358278ba4c6437eb14ade97d4d3e3281eaa42853efcd9dc8b",
    ),
    font(
        "noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf",
        "NotoSansYi-Regular.ttf",
        "73713d66d97c9b42d683325210b9ea4a1d5e6e05b46619afa28d3a4040ef5928",
    ),
    font(
        "noto-sans-yi/LICENSE_FONT",
        "OFL-NotoSansYi.txt",
        "e231e5bdb5cea3b5a3a9055d3ddc8ea9225dd9eb46db6404a8cd8b0cb5b0c4dc",
    ),
];

/// Debian's package with HanaMinB: the Han characters of extensions B to F. With Noto Sans SC that is every one of the 87,887
/// of GB 18030-2022 level 3 (a test of `paper` holds that).
const DEBIAN: Font = font(
    "http://deb.debian.org/debian/pool/main/f/fonts-hanazono/fonts-hanazono_20170904-2.1_all.deb",
    "fonts-hanazono_20170904-2.1_all.deb",
    "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
);

const FROM_DEBIAN: [Font; 2] = [
    font(
        "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
        "HanaMinB.ttf",
        "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
    ),
    font(
        "usr/share/doc/fonts-hanazono/copyright",
        "LICENSE-HanaMin.txt",
        "79d939010df236c3b257bec8b3efdc17c9fb603970695a73a0e155fab6672ed2",
    ),
];

/// Puts the fonts into `<target>/fonts`; does nothing when they are there.
///
/// # Errors
/// If npm or Debian's mirror cannot give them, or what they gave is not what we know.
pub(crate) fn perform() -> Outcome {
    let fonts = place::target()?.join("fonts");
    fs::create_dir_all(&fonts)?;
    if !all(&FROM_NPM, &fonts) {
        let folder = place::target()?.join("fonts-npm");
        fs::create_dir_all(&folder)?;
        from_npm(&folder)?;
        take(&FROM_NPM, &folder.join(PACKAGES), &fonts)?;
    }
    if !all(&FROM_DEBIAN, &fonts) {
        let folder = place::target()?.join("fonts-debian");
        fs::create_dir_all(&folder)?;
        from_debian(&folder)?;
        take(&FROM_DEBIAN, &folder, &fonts)?;
    }
    Ok(())
}

fn all(fonts: &[Font], folder: &Path) -> bool {
    let there = |font: &Font| is_genuine(&folder.join(font.to), font.sha256);
    fonts.iter().all(there)
}

fn from_npm(folder: &Path) -> Outcome {
    node::ready()?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        fs::copy(
            place::root().join("xtask/fonts").join(file),
            folder.join(file),
        )?;
    }
    step(
        "fonts",
        npm()?
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )
}

/// By apt where there is one, for it knows its mirror; else by curl, which macOS and Windows have. Their `tar` opens Debian's
/// packages too.
fn from_debian(folder: &Path) -> Outcome {
    let package = folder.join(DEBIAN.to);
    if !is_genuine(&package, DEBIAN.sha256) {
        let mut apt = Command::new("apt-get");
        apt.args(["download", "fonts-hanazono"]).current_dir(folder);
        if !succeeds(&mut apt) || !is_genuine(&package, DEBIAN.sha256) {
            let mut curl = Command::new("curl");
            curl.args([
                "--fail",
                "--silent",
                "--show-error",
                "--location",
                "--output",
            ]);
            step("rare characters", curl.arg(&package).arg(DEBIAN.from))?;
        }
        if !is_genuine(&package, DEBIAN.sha256) {
            return Err(unknown(DEBIAN.to).into());
        }
    }
    if succeeds(Command::new("dpkg-deb").arg("-x").arg(&package).arg(folder)) {
        return Ok(());
    }
    let tar = |file: &str| {
        let mut tar = Command::new("tar");
        tar.args(["-xf", file]).current_dir(folder);
        tar
    };
    step("rare characters, unpacked", &mut tar(DEBIAN.to))?;
    step("rare characters, unpacked", &mut tar("data.tar.xz"))
}

/// Copies what is genuine.
fn take(fonts: &[Font], from: &Path, to: &Path) -> Outcome {
    for font in fonts {
        let fetched = from.join(font.from);
        if !is_genuine(&fetched, font.sha256) {
            return Err(unknown(font.from).into());
        }
        fs::copy(fetched, to.join(font.to))?;
    }
    Ok(())
}

fn unknown(file: &str) -> String {
    format!("{file} is not the file that we know: its SHA-256 differs.")
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
        assert!(!is_genuine(&manifest, FROM_NPM[0].sha256));
        assert!(!is_genuine(Path::new("no/such/file"), &own));
    }
}
