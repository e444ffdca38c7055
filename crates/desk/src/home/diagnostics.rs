//! What the vault says of itself: for the settings, and for whoever helps. Nothing about a person.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use vault::{Header, Mode, Vault, keychain, rescue};
use words::{Lang, t};

use super::ways::fact;
use super::{Door, Home, place};
use crate::dates;
use crate::family::notes::Notes;
use crate::family::record::KINDS;
use crate::machine::Machine;
use crate::problem::Problem;
use crate::view::VaultView;

impl Home {
    /// What the open vault says of itself.
    ///
    /// # Errors
    ///
    /// [`crate::problem::Code::Locked`], [`crate::problem::Code::NeverSet`].
    pub fn vault(&mut self, m: &Machine, lang: Lang) -> Result<VaultView, Problem> {
        let of_place = place::warning(&self.folder, lang);
        let (family, _) = self.family()?;
        let vault = family.vault();
        let notes = Notes::read(vault);
        let header = vault.header();
        let day = |at: u64| {
            let at = i64::try_from(at).ok();
            let at = at.and_then(|at| Timestamp::from_second(at).ok());
            at.map(|at| dates::day_of(at, m.now.time_zone(), lang))
        };
        let dated = |at: Option<u64>, key: &str, none: &str| match at.and_then(day) {
            Some(day) => t(lang, key, &[("date", day.into())]),
            None => t(lang, none, &[]),
        };
        let has_kit = header.kit.is_some();
        let mut warnings = Vec::new();
        let mut warn = |key: &str| warnings.push(t(lang, key, &[]));
        if !has_kit && notes.backup.is_none() {
            warn("home-warn-no-way-back");
        }
        if header.mode == Mode::Pin && keyrings().is_some_and(|at| keychain::stands_in_clear(&at)) {
            warn("home-warn-keyring");
        }
        if !vault.is_memory_locked() {
            warn("home-warn-memory");
        }
        if !notes.older.is_empty() {
            warn("home-warn-older");
        }
        warnings.extend(of_place);
        let cost = header.cost;
        let details = vec![
            fact("store", header.store.clone(), lang),
            fact(
                "cost",
                format!("{} MiB, {} × {}", cost.m / 1024, cost.t, cost.p),
                lang,
            ),
            fact("commit", vault.commit_number().to_string(), lang),
            fact("revision", header.revision.to_string(), lang),
        ];
        Ok(VaultView {
            passphrase: header.mode == Mode::Passphrase,
            kit: match has_kit {
                true => dated(notes.kit, "home-kit", "home-kit-undated"),
                false => t(lang, "home-kit-none", &[]),
            },
            has_kit,
            backup: dated(
                notes.backup.map(|made| made.at),
                "home-backup",
                "home-backup-none",
            ),
            warnings,
            details,
        })
    }

    /// A text for whoever helps: states, numbers, names of files. Nobody's name, and no id of a person.
    pub fn diagnostics(&self, m: &Machine) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: &dyn std::fmt::Display| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name}: {value}");
        };
        line("time", &m.now.timestamp());
        line("boot-named", &!m.boot.is_empty());
        line("uptime-s", &m.up);
        line("memory-kib", &m.memory);
        line("door", &self.door.word());
        match &self.door {
            Door::Family(family, _) => of_vault(family.vault(), &mut line),
            Door::Renew(vault) => of_vault(vault, &mut line),
            Door::Locked(closed) => of_header(closed.header(), &mut line),
            _ => {
                if let Some(header) = rescue::header(&self.folder) {
                    of_header(&header, &mut line);
                }
            }
        }
        if let Some(kind) = place::network(&self.folder) {
            line("network", &kind);
        }
        match self.keychain.store() {
            Ok(store) => line("keychain", &store),
            Err(trouble) => line("keychain", &trouble),
        }
        let files = self.folder.read_dir().into_iter().flatten().flatten();
        let mut files: Vec<_> = files
            .filter_map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                let length = entry.metadata().ok()?.len();
                name.starts_with("vault.").then_some((name, length))
            })
            .collect();
        files.sort();
        for (name, length) in files {
            line(&name, &format!("{length} bytes"));
        }
        text
    }
}

impl Door {
    fn word(&self) -> &'static str {
        match self {
            Self::Shut => "shut",
            Self::New => "new",
            Self::Damaged(what, _) => what,
            Self::Locked(_) => "locked",
            Self::Older(..) => "older copy",
            Self::Renew(_) => "opened with the kit",
            Self::Family(..) => "open",
        }
    }
}

/// Who has the file open, where the system tells.
#[cfg(target_os = "linux")]
pub(super) fn holder(file: &Path, lang: Lang) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let inode = fs::metadata(file).ok()?.ino();
    let locks = fs::read_to_string("/proc/locks").ok()?;
    // "1: FLOCK  ADVISORY  WRITE 4242 08:01:131090 0 EOF", proc_locks(5).
    let process = locks.lines().find_map(|lock| {
        let mut words = lock.split_whitespace();
        // A lock of an open file, not of a process, has -1 here; beside it there is one of the process.
        let process: u32 = words.nth(4)?.parse().ok()?;
        let (_, number) = words.next()?.rsplit_once(':')?;
        (number.parse() == Ok(inode)).then_some(process)
    })?;
    let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    let name = match name.trim() {
        "kincode-app" => t(lang, "home-holder-window", &[]),
        "kincode" => t(lang, "home-holder-terminal", &[]),
        other => other.to_owned(),
    };
    Some(format!("{name} ({process})"))
}

/// Who has the file open, where the system tells: not here.
#[cfg(not(target_os = "linux"))]
pub(super) fn holder(_: &Path, _: Lang) -> Option<String> {
    None
}

/// Where gnome-keyring keeps its files.
pub(super) fn keyrings() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share"));
    Some(data.or_else(home)?.join("keyrings"))
}

fn of_vault(vault: &Vault, line: &mut impl FnMut(&str, &dyn std::fmt::Display)) {
    of_header(vault.header(), line);
    line("commit", &vault.commit_number());
    line("memory-locked", &vault.is_memory_locked());
    for kind in KINDS {
        let count = vault.list(Some(kind)).count();
        line(&format!("records-of-kind-{kind}"), &count);
    }
    let notes = Notes::read(vault);
    line("kit-noted", &notes.kit.is_some());
    line("backup-noted", &notes.backup.is_some());
    line("older-copies-opened", &notes.older.len());
}

fn of_header(header: &Header, line: &mut impl FnMut(&str, &dyn std::fmt::Display)) {
    line("mode", &(header.mode as u8));
    let cost = header.cost;
    line("argon2", &format!("m={} t={} p={}", cost.m, cost.t, cost.p));
    line("wraps", &header.wraps.len());
    line("kit", &header.kit.is_some());
    line("store", &header.store);
    line("revision", &header.revision);
}
