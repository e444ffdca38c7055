//! System packages: installed on Debian and Ubuntu, named exactly elsewhere.

use std::path::Path;
use std::process::Command;

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
}

/// A Debian package, and the program by which it is known to be there already, if it has one.
struct Package {
    name: &'static str,
    program: Option<&'static str>,
    needed: Needs,
}

/// Debian 12 and Ubuntu 22.04 or later. `dbus-run-session` is all that is used of D-Bus; `dbus-x11` is left out on
/// purpose, it starts a bus that outlives the tests.
const PACKAGES: &[Package] = &[
    Package {
        name: "build-essential",
        program: Some("cc"),
        needed: Needs::Build,
    },
    Package {
        name: "pkg-config",
        program: Some("pkg-config"),
        needed: Needs::Build,
    },
    Package {
        name: "libwebkit2gtk-4.1-dev",
        program: None,
        needed: Needs::Build,
    },
    Package {
        name: "fonts-noto-cjk",
        program: None,
        needed: Needs::Run,
    },
    Package {
        name: "xvfb",
        program: Some("Xvfb"),
        needed: Needs::Test,
    },
    Package {
        name: "webkit2gtk-driver",
        program: Some("WebKitWebDriver"),
        needed: Needs::Test,
    },
    Package {
        name: "dbus",
        program: Some("dbus-run-session"),
        needed: Needs::Test,
    },
];

/// The oldest Node.js that builds the page: Vite 8 wants ^20.19 or 22.12 and later.
const NODE: &str = "Node.js 20.19 or later in 20, or 22.12 or later";

/// Makes sure that what `needs` names is installed.
///
/// # Errors
/// If something is missing and cannot be installed from here; the sentence says what to do.
pub(crate) fn ready(needs: Needs) -> Outcome {
    match std::env::consts::OS {
        "linux" if is_debian(&std::fs::read_to_string("/etc/os-release").unwrap_or_default()) => {
            debian(needs)?
        }
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
    node()
}

fn debian(needs: Needs) -> Outcome {
    let mut missing: Vec<&str> = wanted(needs)
        .filter(|package| !is_there(package))
        .map(|package| package.name)
        .collect();
    if !on_path("npm") && !on_path("node") {
        missing.extend(["nodejs", "npm"]);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!(
        "apt-get install -y --no-install-recommends {}",
        missing.join(" ")
    );
    let is_root = ask(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root && !on_path("sudo") {
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

fn node() -> Outcome {
    let says = ask(Command::new("node").arg("--version")).unwrap_or_default();
    if builds_the_page(&says) && on_path("npm") {
        return Ok(());
    }
    let found = if says.is_empty() {
        "none was found".to_owned()
    } else {
        format!("found {}", says.trim())
    };
    let how = match std::env::consts::OS {
        "macos" => "Run:  brew install node",
        "windows" => "Run:  winget install OpenJS.NodeJS.LTS",
        _ => {
            "Take the current LTS from https://nodejs.org/en/download (your system's package is too old)"
        }
    };
    Err(format!("the page needs {NODE}, with npm; {found}. {how}, then start this again.").into())
}

fn wanted(needs: Needs) -> impl Iterator<Item = &'static Package> {
    PACKAGES.iter().filter(move |package| match needs {
        Needs::Build => package.needed == Needs::Build,
        Needs::Run => package.needed != Needs::Test,
        Needs::Test => true,
    })
}

fn names(needs: Needs) -> Vec<&'static str> {
    wanted(needs).map(|package| package.name).collect()
}

fn is_there(package: &Package) -> bool {
    if let Some(program) = package.program {
        return on_path(program);
    }
    let status =
        ask(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package.name]));
    status.is_ok_and(|says| says == "installed")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| {
        let plain: &Path = &folder.join(program);
        plain.is_file()
            || plain.with_extension("exe").is_file()
            || plain.with_extension("cmd").is_file()
    })
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

fn builds_the_page(node_version: &str) -> bool {
    let mut numbers = node_version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse::<u32>());
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => match major {
            0..=19 | 21 => false,
            20 => minor >= 19,
            22 => minor >= 12,
            _ => true,
        },
        _ => false,
    }
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
    fn only_a_node_that_builds_the_page_is_taken() {
        for good in ["v20.19.0", "v20.20.2\n", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(builds_the_page(good), "{good}");
        }
        for bad in ["", "v18.20.4", "v20.18.1", "v21.7.3", "v22.11.0", "node"] {
            assert!(!builds_the_page(bad), "{bad}");
        }
    }

    #[test]
    fn each_need_holds_the_smaller_ones() {
        let (build, run, test) = (names(Needs::Build), names(Needs::Run), names(Needs::Test));
        assert!(build.iter().all(|name| run.contains(name)) && build.len() < run.len());
        assert!(run.iter().all(|name| test.contains(name)) && run.len() < test.len());
    }
}
