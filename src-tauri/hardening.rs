//! What keeps the program's memory from others (docs/decisions/06-memory-and-portals.md).
//!
//! Linux and macOS write no core file. On Linux a release also lets no other program of the same person read its memory,
//! and glibc wipes what libraries give back (our own allocator, in `main.rs`, wipes what we give back).
//! Windows has nothing of the kind without unsafe code. The web processes are not protected by any of it.

/// Done first of all, before anything secret is in memory.
pub fn harden() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    wipe_what_libraries_free();
    #[cfg(unix)]
    no_core_files();
    #[cfg(target_os = "linux")]
    if !cfg!(debug_assertions) && !uses_portals(|name| std::env::var(name).ok(), in_flatpak()) {
        not_dumpable();
    }
}

/// glibc overwrites what libraries give back, of which our own allocator knows nothing. (mallopt(3), `M_PERTURB`: what is
/// freed becomes this byte, what is handed out its complement. So zeros are handed out, as in fresh memory, to a library
/// that reads before it writes.)
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(
    unsafe_code,
    reason = "there is no safe way to ask glibc; it takes two numbers, before there is a second thread"
)]
fn wipe_what_libraries_free() {
    // SAFETY: mallopt(3) asks for nothing but that no other thread calls it meanwhile.
    let _ = unsafe { libc::mallopt(libc::M_PERTURB, 0xFF) };
}

#[cfg(unix)]
fn no_core_files() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // It can only be lowered, which nothing forbids.
    let _ = setrlimit(Resource::Core, none);
}

/// A core that is piped to a program ignores the limit (core(5)); one that is not dumpable is never written, and
/// `/proc/PID/mem` opens for root alone (proc(5)).
#[cfg(target_os = "linux")]
fn not_dumpable() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Whether GTK asks a portal for file dialogs, as `gtk_should_use_portal` decides. A portal looks into `/proc/PID/root`
/// of who asks, and without that no dialog opens.
#[cfg(target_os = "linux")]
fn uses_portals(variable: impl Fn(&str) -> Option<String>, in_flatpak: bool) -> bool {
    let wanted = variable("GTK_USE_PORTAL").is_some_and(|value| value.starts_with('1'));
    wanted || in_flatpak || variable("SNAP").is_some()
}

#[cfg(target_os = "linux")]
fn in_flatpak() -> bool {
    std::path::Path::new("/.flatpak-info").exists()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn no_core_and_no_look_into_the_memory() {
        harden();
        not_dumpable();
        assert_eq!(getrlimit(Resource::Core).maximum, Some(0));
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }

    #[test]
    fn where_dialogs_come_from_a_portal_it_may_look() {
        let with = |name: &'static str, value: &'static str| {
            move |asked: &str| (asked == name).then(|| value.to_owned())
        };
        assert!(uses_portals(with("GTK_USE_PORTAL", "1"), false));
        assert!(uses_portals(with("SNAP", "/snap/x/1"), false));
        assert!(uses_portals(with("", ""), true));
        assert!(!uses_portals(with("GTK_USE_PORTAL", "0"), false));
        assert!(!uses_portals(with("HOME", "/"), false));
    }
}
