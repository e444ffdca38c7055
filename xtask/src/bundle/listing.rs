//! What is in the packages, read without installing them: the same in both, and all of what there should be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Outcome, ask};

use super::ending;

/// Compares the .deb with the .rpm: file lists but for the places that differ on purpose, and what they depend on.
///
/// # Errors
/// If one lacks what the other has, or a library, or any of what everybody needs.
pub(crate) fn compare(packages: &[PathBuf]) -> Outcome {
    let of = |kind: &str| packages.iter().find(|package| ending(package) == kind);
    let (Some(deb), Some(rpm)) = (of("deb"), of("rpm")) else {
        return Ok(());
    };
    let (deb_files, rpm_files) = (in_deb(deb)?, in_rpm(rpm)?);
    for wanted in WANTED {
        for (files, package) in [(&deb_files, deb), (&rpm_files, rpm)] {
            if !files.contains(*wanted) {
                return Err(format!("{wanted} is not in {}.", package.display()).into());
            }
        }
    }
    let (deb_alike, rpm_alike) = (alike(&deb_files), alike(&rpm_files));
    let differ: Vec<&String> = deb_alike.symmetric_difference(&rpm_alike).collect();
    if !differ.is_empty() {
        return Err(format!("only in one of .deb and .rpm: {differ:?}.").into());
    }
    println!("figure bundle.files {}", deb_files.len());
    let needs = [
        (
            ask(Command::new("dpkg-deb").arg("-f").arg(deb).arg("Depends"))?,
            DEB_NEEDS,
        ),
        (ask(Command::new("rpm").args(["-qpR"]).arg(rpm))?, RPM_NEEDS),
    ];
    for (says, libraries) in needs {
        if let Some(missing) = libraries.iter().find(|library| !says.contains(*library)) {
            return Err(
                format!("a package does not depend on {missing}; it does on:\n{says}").into(),
            );
        }
        eprintln!(
            "── depends on: {}",
            says.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    Ok(())
}

fn in_deb(package: &Path) -> Outcome<BTreeSet<String>> {
    let list = ask(Command::new("sh")
        .args(["-c", "dpkg-deb --fsys-tarfile \"$0\" | tar -t"])
        .arg(package))?;
    Ok(files(&list))
}

/// Unpacked, not asked: the list in the head of an .rpm is not what lies in it.
fn in_rpm(package: &Path) -> Outcome<BTreeSet<String>> {
    let list = ask(Command::new("sh")
        .args(["-c", "rpm2cpio \"$0\" | cpio -t --quiet"])
        .arg(package))?;
    Ok(files(&list))
}

/// Paths from the top, without folders.
fn files(list: &str) -> BTreeSet<String> {
    let paths = list.lines().filter(|line| !line.ends_with('/'));
    let paths =
        paths.map(|line| format!("/{}", line.trim_start_matches("./").trim_start_matches('/')));
    let paths: BTreeSet<String> = paths.collect();
    let is_folder = |path: &String| {
        paths
            .iter()
            .any(|other| other.starts_with(&format!("{path}/")))
    };
    paths
        .iter()
        .filter(|path| !is_folder(path))
        .cloned()
        .collect()
}

/// Without the places that each of the two has for itself.
fn alike(files: &BTreeSet<String>) -> BTreeSet<String> {
    let same = |path: &String| {
        let path = path.replace("/usr/share/doc/kincode/", "/usr/share/licenses/kincode/");
        path.replace("/zsh/vendor-completions/", "/zsh/site-functions/")
    };
    // Debian alone wants this one.
    files
        .iter()
        .filter(|path| !path.ends_with("/copyright"))
        .map(same)
        .collect()
}

/// What every package has.
const WANTED: &[&str] = &[
    "/usr/bin/kincode",
    "/usr/bin/kincode-app",
    "/usr/lib/Kincode/fonts/HanaMinB.ttf",
    "/usr/lib/Kincode/fonts/LICENSE-HanaMin.txt",
    "/usr/lib/Kincode/fonts/NotoSansSC-Bold.ttf",
    "/usr/lib/Kincode/fonts/NotoSansSC-Regular.ttf",
    "/usr/lib/Kincode/fonts/OFL.txt",
    "/usr/share/applications/Kincode.desktop",
    "/usr/share/bash-completion/completions/kincode",
    "/usr/share/icons/hicolor/128x128/apps/kincode-app.png",
    "/usr/share/man/man1/kincode.1.gz",
    "/usr/share/man/man1/kincode-check.1.gz",
    "/usr/share/mime/packages/org.kincode.desk.xml",
];

/// The libraries that the window is drawn with; the tray's is loaded when it is wanted.
const DEB_NEEDS: &[&str] = &["libwebkit2gtk-4.1-0", "libgtk-3-0"];
const RPM_NEEDS: &[&str] = &["libwebkit2gtk-4.1.so.0", "libgtk-3.so.0"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_list_are_read() {
        let deb =
            files("./\n./usr/\n./usr/bin/kincode\n./usr/share/zsh/vendor-completions/_kincode\n");
        let rpm = files("./usr\n./usr/bin/kincode\n/usr/share/zsh/site-functions/_kincode\n");
        assert_eq!(alike(&deb), alike(&rpm));
        assert_eq!(deb.len(), 2);
    }
}
