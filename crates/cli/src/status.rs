//! `kincode vault status`: what the vault says of itself, locked or not.

use std::io::Write;
use std::path::Path;

use clap::Args;
use desk::home::Outside;
use desk::view::{DoorView, FactView, Lang, VaultView};
use serde::Serialize;
use words::t;

use crate::exit::{self, Exit, Stop};
use crate::secrets::Secrets;
use crate::session::{Session, machine};

/// Say whether the vault can be opened, and if not why, and what to do. No PIN is asked.
///
/// `state` is never-set, ready, one of the keychain's (keychain-locked, denied, no-service, no-answer,
/// gone, store-changed, wrong-secret, broken, vault-missing), or one of the file's (in-use, damaged,
/// older-copy, newer-format, unwritable, no-space, failed). With --open the PIN is asked, and kit and
/// last backup are told, which lie inside.
///
/// With --json it is one line. Keys never vanish; null means not known.
///
/// Exit codes: 0 a PIN opens it, or there is none yet; 5 the file; 6 waiting or in use; 7 the system's
/// keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Status {
    #[command(flatten)]
    secrets: Secrets,

    /// Ask for the PIN, and say what is known inside.
    #[arg(long)]
    open: bool,

    /// One line of JSON.
    #[arg(long)]
    json: bool,
}

/// The line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    state: &'a str,
    what: &'a str,
    next: Option<&'a str>,
    wait: Option<u32>,
    passphrase: Option<bool>,
    has_kit: Option<bool>,
    kit: Option<&'a str>,
    backup: Option<&'a str>,
    warnings: &'a [String],
    details: Vec<(&'a str, &'a str)>,
}

/// What a door looks like from outside.
struct Face {
    state: String,
    what: String,
    next: Option<String>,
    wait: Option<u32>,
    details: Vec<FactView>,
    exit: Exit,
}

impl Status {
    pub(crate) fn say(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut session = Session::new(home, lang)?;
        let face = Face::of(session.look(), lang);
        if self.open && face.exit == Exit::Good && face.state != "never-set" {
            session.open_if_there(&self.secrets)?;
        }
        let outside = session.home.outside(lang);
        let inside = session.home.vault(&machine(), lang).ok();
        self.write(&face, outside.as_ref(), inside.as_ref())?;
        Ok(face.exit)
    }

    fn write(
        &self,
        face: &Face,
        outside: Option<&Outside>,
        inside: Option<&VaultView>,
    ) -> Result<(), Stop> {
        let more = inside.map_or(&[][..], |inside| &inside.details);
        let details = face.details.iter().chain(more);
        let details = details.map(|fact| (fact.label.as_str(), fact.value.as_str()));
        let warnings = outside.map_or(&[][..], |outside| &outside.warnings);
        let kit = outside.map(|outside| outside.kit.as_str());
        let line = Line {
            state: &face.state,
            what: &face.what,
            next: face.next.as_deref(),
            wait: face.wait,
            passphrase: outside.map(|outside| outside.passphrase),
            has_kit: outside.map(|outside| outside.has_kit),
            kit: inside.map_or(kit, |inside| Some(&inside.kit)),
            backup: inside.map(|inside| inside.backup.as_str()),
            warnings: inside.map_or(warnings, |inside| &inside.warnings),
            details: details.collect(),
        };
        let mut out = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}: {}", line.state, line.what)?;
            let sentences = [line.next, line.kit, line.backup];
            let warnings = line.warnings.iter().map(String::as_str);
            for sentence in sentences.into_iter().flatten().chain(warnings) {
                writeln!(out, "  {sentence}")?;
            }
            let told = line.details.iter().filter(|(_, value)| !value.is_empty());
            for (label, value) in told {
                writeln!(out, "  {label}: {value}")?;
            }
        }
        out.flush()?;
        Ok(())
    }
}

impl Face {
    fn of(door: DoorView, lang: Lang) -> Self {
        let plain = |state: &str, key: &str| Self {
            state: state.to_owned(),
            what: t(lang, key, &[]),
            next: None,
            wait: None,
            details: Vec::new(),
            exit: Exit::Good,
        };
        match door {
            DoorView::New { warning } => Self {
                next: warning,
                ..plain("never-set", "err-never-set")
            },
            DoorView::Locked(view) => Self {
                next: view.note,
                wait: Some(view.wait),
                exit: if view.wait > 0 {
                    Exit::Locked
                } else {
                    Exit::Good
                },
                ..plain(
                    "ready",
                    if view.passphrase {
                        "cli-ready-passphrase"
                    } else {
                        "cli-ready"
                    },
                )
            },
            DoorView::Stuck(view) => Self {
                exit: exit::of_state(&view.state),
                state: view.state,
                what: view.what,
                next: Some(view.next),
                wait: None,
                details: view.details,
            },
            DoorView::Open | DoorView::Renew => plain("ready", "cli-ready"),
        }
    }
}
