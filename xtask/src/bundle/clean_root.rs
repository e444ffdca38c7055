//! The package on a root where nothing else is: a fresh Debian, the .deb with what it depends on and no more, and then the
//! window itself, driven from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place;
use crate::step::{Outcome, ask, step};
use crate::system::{self, Needs};

use super::ending;

/// Whether it can be done on this machine, before a long build.
///
/// # Errors
/// If this is no Debian, or we are not root, which changes its root and mounts.
pub(crate) fn possible() -> Outcome {
    if std::env::consts::OS != "linux" {
        return Err("--check knows Debian only.".to_owned().into());
    }
    if ask(Command::new("id").arg("-u"))?.trim() != "0" {
        return Err("--check makes a root of its own, so it has to be root: sudo -E cargo xtask bundle --check".to_owned().into());
    }
    system::ready(Needs::Bundle)
}

/// Installs the .deb there, looks at what it brought, and has the test open its window.
///
/// # Errors
/// If it cannot be installed, or something of it is not as it should be.
pub(crate) fn try_on(packages: &[PathBuf]) -> Outcome {
    let Some(package) = packages.iter().find(|package| ending(package) == "deb") else {
        return Ok(());
    };
    let root = fresh()?;
    fs::copy(package, root.join("kincode.deb"))?;
    let apt = |words: &[&str]| {
        let mut command = inside(&root, "apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .arg("-q")
            .args(words);
        command
    };
    step("apt-get update on it", &mut apt(&["update"]))?;
    let words = ["install", "-y", "--no-install-recommends", "/kincode.deb"];
    step("the package on it", &mut apt(&words))?;
    let installed = ask(inside(&root, "dpkg-query").args([
        "-W",
        "-f",
        "${Version} ${db:Status-Status}",
        "kincode",
    ]))?;
    let version = ask(inside(&root, "kincode").arg("--version"))?;
    let wanted = env!("CARGO_PKG_VERSION");
    if installed != format!("{wanted} installed") || version.trim() != format!("kincode {wanted}") {
        return Err(format!("installed is {installed:?}, and it says {version:?}.").into());
    }
    eprintln!("── it says: {}", version.trim());
    known_to_the_desktop(&root)?;
    window(&root)
}

/// A Debian of this release with nothing but its base. The base is kept, and copied for each try.
fn fresh() -> Outcome<PathBuf> {
    let folder = place::target()?.join("clean-root");
    let (base, root) = (folder.join("base"), folder.join("tried"));
    let whole = folder.join("base-is-whole");
    if !whole.is_file() {
        if base.exists() {
            fs::remove_dir_all(&base)?;
        }
        fs::create_dir_all(&folder)?;
        let mut bootstrap = Command::new("debootstrap");
        bootstrap
            .arg("--variant=minbase")
            .arg(release()?)
            .arg(&base)
            .arg(mirror()?);
        step("a Debian with nothing on it (once)", &mut bootstrap)?;
        // apt as it is set up here.
        fs::remove_dir_all(base.join("etc/apt"))?;
        step(
            "its sources",
            Command::new("cp")
                .args(["-a", "/etc/apt"])
                .arg(base.join("etc")),
        )?;
        fs::write(&whole, "")?;
    }
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    step(
        "a copy of it",
        Command::new("cp").arg("-a").arg(&base).arg(&root),
    )?;
    Ok(root)
}

fn release() -> Outcome<String> {
    let says = fs::read_to_string("/etc/os-release")?;
    let name = says
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    name.map(str::to_owned)
        .ok_or_else(|| "/etc/os-release names no release.".to_owned().into())
}

/// The first place that apt has packages from.
fn mirror() -> Outcome<String> {
    let says = ask(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "$(SITE)",
        "Created-By: Packages",
    ]))?;
    let first = says.lines().next().map(str::to_owned);
    first.ok_or_else(|| "apt has no source of packages.".to_owned().into())
}

fn inside(root: &Path, program: &str) -> Command {
    let mut command = Command::new("chroot");
    command.arg(root).arg(program).env("LC_ALL", "C.UTF-8");
    command
}

/// The desktop finds the program, and by the ending of a file.
fn known_to_the_desktop(root: &Path) -> Outcome {
    let desktop = root.join("usr/share/applications/Kincode.desktop");
    step(
        "the desktop file",
        Command::new("desktop-file-validate").arg(&desktop),
    )?;
    let desktop = fs::read_to_string(desktop)?;
    // Both are written when packages are configured, by what the system has for it.
    let globs = fs::read_to_string(root.join("usr/share/mime/globs2")).unwrap_or_default();
    let wanted = [
        (&desktop, "Name[zh_CN]=亲码"),
        (&desktop, "Exec=kincode-app %F"),
        (&globs, "application/x-kincode-backup:*.kcb"),
        (&globs, "application/smart-health-card:*.smart-health-card"),
    ];
    match wanted.iter().find(|(text, part)| !text.contains(part)) {
        Some((text, part)) => Err(format!("{part} is not there:\n{text}").into()),
        None => Ok(()),
    }
}

/// Has the test open the window that is installed there. What it needs of the system (display, bus, keychain, driver) stays
/// outside and is reached through `/tmp`; the mounts are of this one process and go with it.
fn window(root: &Path) -> Outcome {
    let mut alone = Command::new("unshare");
    alone
        .args(["--mount", "sh", "-ec", MOUNT_AND_RUN, "sh"])
        .arg(root);
    let cargo = place::cargo();
    alone.arg(cargo.get_program());
    alone.args([
        "test",
        "--locked",
        "--workspace",
        "--test",
        "package",
        "--",
        "--ignored",
    ]);
    alone
        .current_dir(place::root())
        .env("KINCODE_CLEAN_ROOT", root);
    step("the window on it", &mut alone)
}

const MOUNT_AND_RUN: &str = r#"
root=$1; shift
for folder in proc dev tmp; do mount --rbind "/$folder" "$root/$folder"; done
exec "$@"
"#;
