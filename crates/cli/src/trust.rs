//! `kincode trust`: look at trust files, import them, and publish lists of one's own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use data_encoding::BASE64;
use desk::kct::{Dead, PartType, Scope};
use desk::problem::{Code, Problem};
use desk::trust::{Build, FileReport, PartSource, Shelf, build, signed};
use desk::view::{Lang, TrustOffer};
use jiff::{Timestamp, Zoned};
use p256::SecretKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::Generate;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use serde::Serialize;

use crate::sources::{bytes, tell};
use crate::{Exit, clock, lang, out, zone};

/// Look at trust files and key lists, import them, and publish lists of your own.
///
/// A trust file (.kct) carries the keys of issuers, signed by its publisher. Whoever has a publisher's
/// file imports it once, comparing the fingerprint that the publisher tells by another way; later
/// files of the same publisher are then accepted only if they are newer and signed by its keys.
#[derive(Args)]
pub(crate) struct Trust {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(Building),
    Import(Import),
    Keygen(Keygen),
    Show(Show),
}

/// Make a key for publishing, and print its fingerprint.
#[derive(Args)]
struct Keygen {
    /// Where to keep the private key (PEM, readable by you only). An existing file is never replaced.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Build a signed trust file from lists of keys.
#[derive(Args)]
struct Building {
    /// The private key that `keygen` made.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,

    /// The publisher's name, as TAG=NAME; may be repeated: --name zh=XX中学 --name "en=XX School".
    #[arg(long, value_name = "TAG=NAME", value_parser = pair)]
    name: Vec<(String, String)>,

    /// What the publisher speaks about: hc1, shc, vds, packs, log, kc1:* or kc1:<authority>. Without
    /// it, what the parts need.
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<Scope>,

    /// A part: its kind and file, and where it came from: hc1-dsc=signers.pem, shc-jwks=jwks.json,
    /// shc-crl, vci=vci_snapshot.json (with its .sig beside it), who-did=did.json, csca. Append
    /// @2026-08-22 for the day of its content, and !archive if it was closed for good.
    #[arg(long, value_name = "KIND=FILE[@DAY][!archive]", value_parser = part, required = true)]
    part: Vec<Piece>,

    /// Where the parts came from, in words; one for all.
    #[arg(long, value_name = "TEXT", default_value = "")]
    source: String,

    /// A key that is never to be believed again: hc1:<kid in Base64> or shc:<kid>; may be repeated.
    /// What was dead in the file before stays dead.
    #[arg(long, value_name = "FORMAT:KID", value_parser = dead)]
    dead: Vec<(String, Vec<u8>)>,

    /// The file before this one; its publisher goes on and its number is counted up.
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,

    /// For how many days it is to be believed.
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = clap::value_parser!(u8).range(1..=90))]
    days: u8,

    /// Sign as at this moment instead of now.
    #[arg(long, value_name = "TIME", value_parser = crate::sources::moment)]
    at: Option<Timestamp>,

    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Replace the file if it is there.
    #[arg(long)]
    force: bool,
}

/// Say what is in a trust file or a list of keys, without trusting it.
#[derive(Args)]
struct Show {
    /// The file.
    file: String,

    /// JSON instead of words.
    #[arg(long)]
    json: bool,
}

/// Trust a file from now on, in the window too.
#[derive(Args)]
struct Import {
    /// The file.
    file: String,

    /// The fingerprint that the publisher tells, compared before anything is trusted. A publisher
    /// that is trusted already needs none.
    #[arg(long, value_name = "FINGERPRINT")]
    pin: Option<String>,

    /// Believe the publisher only about this; may be repeated. Without it, about all it asks for.
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,
}

/// One line of `show --json`: the file's own numbers, and what it offers.
#[derive(Serialize)]
struct Shown<'a> {
    file: Option<FileReport>,
    #[serde(flatten)]
    offer: &'a TrustOffer,
}

/// One `--part`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    kind: PartType,
    path: PathBuf,
    as_of: Option<Timestamp>,
    archive: bool,
}

impl Trust {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        let done = match &self.command {
            Command::Build(building) => building.run(),
            Command::Import(import) => import.run(home, lang),
            Command::Keygen(keygen) => keygen.run(),
            Command::Show(show) => show.run(home, lang),
        };
        match done {
            Ok(exit) => exit.into(),
            Err(problem) => {
                tell(&problem, lang);
                let exit = match problem.code {
                    Code::Unreadable | Code::AlreadyThere => Exit::Usage,
                    Code::Save => Exit::Unreadable,
                    _ => Exit::Refused,
                };
                exit.into()
            }
        }
    }
}

impl Keygen {
    fn run(&self) -> Result<Exit, Problem> {
        let secret = SecretKey::try_generate().map_err(|_| Problem::new(Code::Sign, ""))?;
        let pem = secret.to_pkcs8_pem(LineEnding::LF);
        let pem = pem.map_err(|_| Problem::new(Code::Sign, ""))?;
        out::file(&self.out, pem.as_bytes(), false)?;
        println!("{}", self.out.display());
        Ok(Exit::Good)
    }
}

impl Building {
    fn run(&self) -> Result<Exit, Problem> {
        let signer = signer(&self.key)?;
        let now = self.at.unwrap_or_else(clock);
        let previous = self
            .previous
            .as_ref()
            .map(|path| bytes(&path.display().to_string()))
            .transpose()?;
        let mut scope = self.scope.clone();
        if scope.is_empty() {
            scope = self
                .part
                .iter()
                .filter_map(|piece| piece.kind.scope())
                .collect();
            scope.sort();
            scope.dedup();
        }
        let plan = Build {
            key: public(&signer)?,
            names: self.name.clone(),
            scope,
            parts: self
                .part
                .iter()
                .map(|piece| piece.source(&self.source, now))
                .collect(),
            dead: self
                .dead
                .iter()
                .map(|(format, kid)| Dead {
                    format: format.clone(),
                    kid: kid.clone(),
                    since: now,
                })
                .collect(),
            previous: previous.as_deref(),
            now,
            days: self.days,
        };
        let file = build(&plan, |bytes| {
            let signature: Signature = signer.try_sign(bytes).ok()?;
            Some(signature.normalize_s().to_bytes().into())
        })?;
        out::file(&self.out, &file, self.force)?;
        println!("{}", self.out.display());
        Ok(Exit::Good)
    }
}

impl Show {
    fn run(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Problem> {
        let (_, view, offer) = open(home, &self.file, lang)?;
        let written = if self.json {
            let shown = Shown {
                file: offer.file(),
                offer: &view,
            };
            serde_json::to_writer(std::io::stdout().lock(), &shown)
                .map_err(std::io::Error::from)
                .and_then(|()| writeln!(std::io::stdout()))
        } else {
            write_words(&view)
        };
        Ok(written.map_or(Exit::Unreadable, |()| Exit::Good))
    }
}

impl Import {
    fn run(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Problem> {
        let (mut shelf, view, offer) = open(home, &self.file, lang)?;
        if let Some(publisher) = view.publisher.as_ref().filter(|p| !p.known) {
            let told = self.pin.as_deref().map(plain);
            if told.as_deref() != Some(plain(&publisher.fingerprint).as_str()) {
                return Err(Problem {
                    detail: publisher.fingerprint.clone(),
                    ..Problem::new(Code::ListNotPinned, &self.file)
                });
            }
        }
        let asked = view.publisher.iter().flat_map(|p| &p.scopes);
        let scopes: Vec<String> = asked
            .map(|scope| scope.id.clone())
            .filter(|id| self.scope.is_empty() || self.scope.contains(id))
            .collect();
        let note = shelf.accept(&offer, &scopes, clock(), lang)?;
        println!("{note}");
        Ok(Exit::Good)
    }
}

impl Piece {
    fn source(&self, words: &str, now: Timestamp) -> PartSource {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        PartSource {
            kind: self.kind,
            path: self.path.clone(),
            source: match words {
                "" => name.to_string_lossy().into_owned(),
                words => words.to_owned(),
            },
            as_of: self.as_of.unwrap_or(now),
            archive: self.archive,
        }
    }
}

/// The shelf of this computer, and what a file offers it.
fn open(
    home: Option<&Path>,
    file: &str,
    lang: Lang,
) -> Result<(Shelf, TrustOffer, desk::trust::Offer), Problem> {
    let shelf = Shelf::open(home);
    let now: Zoned = clock().to_zoned(zone());
    let content = bytes(file)?;
    let offer = match shelf.offer(file, content.clone(), now.timestamp()) {
        // A VCI snapshot has its signature beside it.
        Err(problem) if problem.code == Code::ListUnsigned => {
            let signature = Path::new(file).with_extension("sig");
            let signature = std::fs::read(signature).map_err(|_| problem)?;
            shelf.offer(file, signed(&content, &signature), now.timestamp())?
        }
        offer => offer?,
    };
    let view = offer.view(0, now.timestamp(), now.time_zone(), lang);
    Ok((shelf, view, offer))
}

fn write_words(offer: &TrustOffer) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if let Some(publisher) = &offer.publisher {
        writeln!(out, "{}\n  {}", publisher.name, publisher.fingerprint)?;
        for scope in &publisher.scopes {
            writeln!(out, "  {}: {}", scope.id, scope.name)?;
        }
    }
    for list in &offer.lists {
        writeln!(out, "{}\n  {}\n  {}", list.name, list.what, list.age)?;
        for issuer in &list.issuers {
            let country = issuer.country.as_deref().unwrap_or("-");
            writeln!(out, "  {country}  {}", issuer.name)?;
        }
        if list.more > 0 {
            writeln!(out, "  … +{}", list.more)?;
        }
    }
    Ok(())
}

fn signer(path: &Path) -> Result<SigningKey, Problem> {
    let name = path.display().to_string();
    let pem = std::fs::read_to_string(path).map_err(|_| Problem::new(Code::Unreadable, &name))?;
    SigningKey::from_pkcs8_pem(&pem).map_err(|_| Problem::new(Code::Sign, &name))
}

fn public(signer: &SigningKey) -> Result<desk::kct::Key, Problem> {
    let point = signer.verifying_key().to_sec1_point(false);
    let coordinate = |bytes: Option<&[u8]>| bytes.and_then(|b| <[u8; 32]>::try_from(b).ok());
    match (
        coordinate(point.x().map(AsRef::as_ref)),
        coordinate(point.y().map(AsRef::as_ref)),
    ) {
        (Some(x), Some(y)) => Ok(desk::kct::Key {
            curve: desk::kct::Curve::P256,
            x,
            y,
        }),
        _ => Err(Problem::new(Code::Sign, "")),
    }
}

/// A fingerprint as people type it: without gaps, in one case.
pub(crate) fn plain(fingerprint: &str) -> String {
    let kept = fingerprint.chars().filter(char::is_ascii_alphanumeric);
    kept.collect::<String>().to_ascii_uppercase()
}

fn pair(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .filter(|(tag, name)| !tag.is_empty() && !name.is_empty())
        .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
        .ok_or_else(|| "write it as zh=NAME".to_owned())
}

fn dead(text: &str) -> Result<(String, Vec<u8>), String> {
    match text.split_once(':') {
        Some(("hc1", kid)) => {
            let kid = BASE64
                .decode(kid.as_bytes())
                .ok()
                .filter(|kid| kid.len() == 8);
            kid.map(|kid| ("hc1".to_owned(), kid))
                .ok_or_else(|| "a kid of hc1 is 8 bytes in Base64".to_owned())
        }
        Some(("shc", kid)) if !kid.is_empty() => Ok(("shc".to_owned(), kid.as_bytes().to_vec())),
        _ => Err("write it as hc1:<kid> or shc:<kid>".to_owned()),
    }
}

fn part(text: &str) -> Result<Piece, String> {
    let (kind, rest) = text.split_once('=').ok_or("write it as KIND=FILE")?;
    let kind = PartType::ALL
        .into_iter()
        .find(|known| known.name() == kind)
        .ok_or_else(|| format!("'{kind}' is no kind of part"))?;
    let (rest, archive) = match rest.strip_suffix("!archive") {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let dated = rest
        .rsplit_once('@')
        .and_then(|(path, day)| Some((path, crate::sources::moment(day).ok()?)));
    let (path, as_of) = match dated {
        Some((path, as_of)) => (path, Some(as_of)),
        None => (rest, None),
    };
    Ok(Piece {
        kind,
        path: path.into(),
        as_of,
        archive,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let archived = part("hc1-dsc=a@b.pem@2023-12-31!archive").expect("a part");
        assert_eq!(archived.path, Path::new("a@b.pem"));
        assert_eq!(archived.as_of, crate::sources::moment("2023-12-31").ok());
        assert!(archived.archive);
        let plain = part("shc-jwks=jwks.json").expect("a part");
        assert_eq!(
            (plain.kind, plain.as_of, plain.archive),
            (PartType::ShcKeys, None, false)
        );
        assert!(part("jwks.json").is_err() && part("nothing=jwks.json").is_err());
    }

    #[test]
    fn fingerprints_as_people_type_them() {
        assert_eq!(plain("27b6-nfhx wkcc"), "27B6NFHXWKCC");
    }
}
