//! `kincode authority list`, `remove` and `backup-address`: the authorities that the family is connected with.

use std::io::{BufWriter, Write};
use std::path::Path;

use clap::Args;
use desk::view::{AuthorityView, Lang};
use serde::Serialize;
use words::t;

use crate::exit::{Exit, Stop};
use crate::holding::Holding;
use crate::out;
use crate::secrets::Secrets;
use crate::session::machine;

/// List the authorities that the family is connected with.
///
/// With --json one line is printed for each. Keys never vanish; null means not known.
#[derive(Args)]
pub(super) struct List {
    #[command(flatten)]
    secrets: Secrets,

    /// One line of JSON for each authority.
    #[arg(long)]
    json: bool,
}

/// End the connection with an authority. Its codes are gone for good; paper codes stay.
#[derive(Args)]
pub(super) struct Remove {
    #[command(flatten)]
    secrets: Secrets,

    /// Do not ask before its codes are deleted.
    #[arg(long)]
    yes: bool,

    /// What `kincode authority list` says.
    id: String,
}

/// Say where an authority answers if its first address does not.
#[derive(Args)]
pub(super) struct BackupAddress {
    #[command(flatten)]
    secrets: Secrets,

    /// What `kincode authority list` says.
    id: String,

    /// The other address; "" for none.
    address: String,
}

/// One line of `--json`.
#[derive(Serialize)]
struct Known<'a> {
    id: Option<String>,
    name: &'a str,
    address: &'a str,
    backup: Option<&'a str>,
    fingerprint: &'a str,
    regions: &'a str,
    practice: bool,
    contact: &'a str,
}

impl List {
    pub(super) fn list(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let (family, sight) = at.family()?;
        let known = family.authorities(&sight).authorities;
        let mut out = BufWriter::new(std::io::stdout().lock());
        for authority in &known {
            let id = family.stable(authority.id);
            if !self.json {
                write(&mut out, id.as_deref(), authority, lang)?;
                continue;
            }
            let line = Known {
                id,
                name: &authority.name,
                address: &authority.address,
                backup: Some(authority.backup.as_str()).filter(|backup| !backup.is_empty()),
                fingerprint: &authority.fingerprint,
                regions: &authority.regions,
                practice: authority.practice,
                contact: &authority.contact,
            };
            out::json(&mut out, &line)?;
        }
        out.flush()?;
        if !known.is_empty() {
            return Ok(Exit::Good);
        }
        Err(Stop::Missing("cli-no-authority", String::new()))
    }
}

impl Remove {
    pub(super) fn remove(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let authority = at.authority(Some(&self.id))?;
        let name = authority.name.as_str().into();
        let question = t(lang, "cli-remove-authority", &[("name", name)]);
        if !self.yes && !self.secrets.confirm(&question, "--yes", lang)? {
            return Ok(Exit::Refused);
        }
        let (family, sight) = at.family()?;
        family.disconnect(authority.id, &sight, &machine())?;
        Ok(Exit::Good)
    }
}

impl BackupAddress {
    pub(super) fn set(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let authority = at.authority(Some(&self.id))?;
        let (family, sight) = at.family()?;
        family.set_backup_address(authority.id, &self.address, &sight, &machine())?;
        Ok(Exit::Good)
    }
}

/// An authority in words.
pub(super) fn write(
    out: &mut impl Write,
    id: Option<&str>,
    known: &AuthorityView,
    lang: Lang,
) -> std::io::Result<()> {
    let name = titled(&known.name, known.practice, lang);
    writeln!(out, "{}  {name}", id.unwrap_or("-"))?;
    let backup = Some(&known.backup).filter(|backup| !backup.is_empty());
    let lines = [
        Some(&known.address),
        backup,
        Some(&known.fingerprint),
        Some(&known.regions),
        Some(&known.contact),
    ];
    for line in lines.into_iter().flatten() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// A name, with the word for practice where it is practice.
fn titled(name: &str, practice: bool, lang: Lang) -> String {
    match practice {
        true => format!("{name} · {}", t(lang, "cli-practice", &[])),
        false => name.to_owned(),
    }
}
