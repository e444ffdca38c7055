//! `kincode authority look` and `add`: who an authority is, and to trust it.

use std::io::Write;
use std::path::Path;

use clap::Args;
use desk::authority::AuthorityOffer;
use desk::errand;
use desk::view::{self, Lang};
use serde::Serialize;
use words::t;

use super::known;
use crate::exit::{Exit, Stop};
use crate::holding::Holding;
use crate::out;
use crate::secrets::Secrets;
use crate::session::machine;
use crate::trust::plain;

/// Ask an authority who it is. Nothing is trusted and nothing kept; it learns that somebody asked.
#[derive(Args)]
pub(super) struct Look {
    /// One line of JSON.
    #[arg(long)]
    json: bool,

    /// Where it answers: an https address.
    address: String,
}

/// Connect the family with an authority.
///
/// With --fingerprint it must be the authority's, else nothing is added. Without it the authority is
/// shown, and you are asked whether you compared.
#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    secrets: Secrets,

    /// The fingerprint as the authority gave it by another way.
    #[arg(long, value_name = "FINGERPRINT")]
    fingerprint: Option<String>,

    /// Where it answers: an https address.
    address: String,
}

/// The line of `--json`.
#[derive(Serialize)]
struct Offered<'a> {
    name: &'a str,
    address: &'a str,
    fingerprint: &'a str,
    regions: &'a str,
    learns: &'a [String],
}

impl Look {
    pub(super) fn look(&self, lang: Lang) -> Result<Exit, Stop> {
        let shown = look(&self.address, lang)?;
        let mut out = std::io::stdout().lock();
        if self.json {
            let line = Offered {
                name: &shown.name,
                address: &shown.address,
                fingerprint: &shown.fingerprint,
                regions: &shown.regions,
                learns: &shown.learns,
            };
            out::json(&mut out, &line)?;
        } else {
            write_offer(&mut out, &shown)?;
        }
        out.flush()?;
        Ok(Exit::Good)
    }
}

impl Add {
    pub(super) fn add(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        // No PIN is asked for an authority that is not the one meant.
        let shown = look(&self.address, lang)?;
        match &self.fingerprint {
            Some(told) if plain(told) != plain(&shown.fingerprint) => {
                return Err(Stop::Fingerprint(shown.fingerprint));
            }
            Some(_) => {}
            None => {
                write_offer(&mut std::io::stderr().lock(), &shown)?;
                let question = t(lang, "cli-compare", &[]);
                if !self.secrets.confirm(&question, "--fingerprint", lang)? {
                    return Ok(Exit::Refused);
                }
            }
        }
        let mut at = Holding::open(home, &self.secrets, lang)?;
        let new = at.pin(&self.address, &shown.fingerprint)?;
        let (family, sight) = at.family()?;
        let authority = family.connect(new, &machine())?;
        let known = family.authorities(&sight).authorities;
        let id = family.stable(authority);
        let mut out = std::io::stdout().lock();
        if let Some(added) = known.iter().find(|known| known.id == authority) {
            known::write(&mut out, id.as_deref(), added, lang)?;
        }
        out.flush()?;
        Ok(Exit::Good)
    }
}

/// Asks an authority who it is.
fn look(address: &str, lang: Lang) -> Result<view::AuthorityOffer, Stop> {
    let offer = AuthorityOffer::of(errand::look(address)?)?;
    Ok(offer.view(0, lang))
}

fn write_offer(out: &mut impl Write, offer: &view::AuthorityOffer) -> std::io::Result<()> {
    writeln!(out, "{}", offer.name)?;
    for text in [&offer.address, &offer.fingerprint, &offer.regions] {
        writeln!(out, "  {text}")?;
    }
    offer
        .learns
        .iter()
        .try_for_each(|text| writeln!(out, "  {text}"))
}
