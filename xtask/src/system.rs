//! System packages: installed on Debian and Ubuntu, named exactly elsewhere.

use std::process::Command;

use crate::place;
use crate::step::{Outcome, ask, step, succeeds};

/// What a task needs from the system; each task asks for one of these.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Needs {
    /// To compile the window.
    Build,
    /// To compile it and to look at it: fonts for Chinese, or its text is invisible.
    Run,
    /// All that, and a display, a bus and a driver of our own.
    Test,
    /// All that, and a system on which nothing else is, to install a package there.
    Bundle,
}

/// Debian's package, the program by which it is known to be there already (if it has one), and who needs it first.
type Package = (&'static str, Option<&'static str>, Needs);

/// Debian 12 and Ubuntu 22.04 or later. Of D-Bus only `dbus-run-session` and `dbus-send` are used; `dbus-x11` is left out on purpose:
/// it starts a bus that outlives the tests.
const PACKAGES: &[Package] = &[
    ("build-essential", Some("cc"), Needs::Build),
    ("pkg-config", Some("pkg-config"), Needs::Build),
    ("libwebkit2gtk-4.1-dev", None, Needs::Build),
    ("npm", Some("npm"), Needs::Build),
    ("fonts-noto-cjk", None, Needs::Run),
    // The icon in the tray; loaded when it is wanted, and nothing else needs it.
    ("libayatana-appindicator3-1", None, Needs::Run),
    ("xvfb", Some("Xvfb"), Needs::Test),
    ("webkit2gtk-driver", Some("WebKitWebDriver"), Needs::Test),
    ("dbus", Some("dbus-run-session"), Needs::Test),
    // The page by itself, looked at by axe in every state, language and theme.
    ("chromium", Some("chromium"), Needs::Test),
    // A real keychain for the vault.
    ("gnome-keyring", Some("gnome-keyring-daemon"), Needs::Test),
    // Lets the disk fail at each call by which the vault writes, and counts connections.
    ("strace", Some("strace"), Needs::Test),
    // A whole run without network: the clock of one program moved, and a loopback where nothing else is.
    ("faketime", Some("faketime"), Needs::Test),
    ("iproute2", Some("ip"), Needs::Test),
    // Somebody else's reader of the PDFs that we print.
    ("poppler-utils", Some("pdftotext"), Needs::Test),
    ("debootstrap", Some("debootstrap"), Needs::Bundle),
    (
        "desktop-file-utils",
        Some("desktop-file-validate"),
        Needs::Bundle,
    ),
    // Reads our .rpm.
    ("rpm", Some("rpm"), Needs::Bundle),
    ("rpm2cpio", Some("rpm2cpio"), Needs::Bundle),
    ("cpio", Some("cpio"), Needs::Bundle),
];

/// Makes sure that what `needs` names is installed.
///
/// # Errors
/// If something is missing and cannot be installed from here; the sentence says what to do.
pub(crate) fn ready(needs: Needs) -> Outcome {
    match std::env::consts::OS {
        "linux" if is_debian(&os_release()) => debian(needs)?,
        "linux" => {
            eprintln!(
                "── system packages: not a Debian; what Debian calls them: {}",
                names(needs).join(" ")
            );
        }
        "macos" => macos()?,
        // Microsoft's build tools and WebView2 come with Windows 11 and with rustup's installer.
        _ => {}
    }
    Ok(())
}

fn debian(needs: Needs) -> Outcome {
    let missing: Vec<&str> = wanted(needs)
        .filter(|package| !is_there(package) && is_packaged(package.0, &os_release()))
        .map(|(name, ..)| *name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    let is_root = ask(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root && !place::on_path("sudo") {
        return Err(format!(
            "these system packages are missing. As root:\n  apt-get update && {install}"
        )
        .into());
    }
    let apt = |words: &[&str]| {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.arg("env");
        }
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
            .args(words);
        command
    };
    step("apt-get update", &mut apt(&["update"]))?;
    let words: Vec<&str> = install.split(' ').skip(1).collect();
    step(&install, &mut apt(&words))
}

fn macos() -> Outcome {
    if succeeds(Command::new("xcode-select").arg("-p")) {
        return Ok(());
    }
    Err(
        "Apple's command-line tools are missing. Run:  xcode-select --install"
            .to_owned()
            .into(),
    )
}

fn wanted(needs: Needs) -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter().filter(move |(.., needed)| match needs {
        Needs::Build => *needed == Needs::Build,
        Needs::Run => matches!(needed, Needs::Build | Needs::Run),
        Needs::Test => *needed != Needs::Bundle,
        Needs::Bundle => true,
    })
}

fn names(needs: Needs) -> Vec<&'static str> {
    wanted(needs).map(|(name, ..)| *name).collect()
}

fn is_there((name, program, _): &Package) -> bool {
    if let Some(program) = program {
        return place::on_path(program);
    }
    let status = ask(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", name]));
    status.is_ok_and(|says| says == "installed")
}

fn os_release() -> String {
    std::fs::read_to_string("/etc/os-release").unwrap_or_default()
}

/// Ubuntu and its children bring Chromium as a snap, not as a package; there the page's test in it is left out.
fn is_packaged(name: &str, os_release: &str) -> bool {
    name != "chromium" || os_release.lines().any(|line| line == "ID=debian")
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| {
            line.strip_prefix("ID=")
                .or_else(|| line.strip_prefix("ID_LIKE="))
        })
        .flat_map(|value| value.trim_matches('"').split(' '))
        .any(|id| id == "debian" || id == "ubuntu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_known() {
        assert!(is_debian("PRETTY_NAME=\"Debian\"\nID=debian\n"));
        assert!(is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(is_debian("ID=zorin\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
        assert!(!is_debian(""));
    }

    #[test]
    fn chromium_is_asked_for_where_it_is_a_package() {
        assert!(is_packaged("chromium", "ID=debian\n"));
        assert!(!is_packaged("chromium", "ID=ubuntu\nID_LIKE=debian\n"));
        assert!(is_packaged("xvfb", "ID=ubuntu\nID_LIKE=debian\n"));
    }

    #[test]
    fn each_need_holds_the_smaller_ones() {
        let needs = [Needs::Build, Needs::Run, Needs::Test, Needs::Bundle].map(names);
        for two in needs.windows(2) {
            let (smaller, larger) = (&two[0], &two[1]);
            assert!(smaller.iter().all(|name| larger.contains(name)));
            assert!(smaller.len() < larger.len());
        }
    }
}
