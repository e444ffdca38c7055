//! `kincode import`: look at what is in files, and keep it in the family's vault.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use desk::Sight;
use desk::problem::Problem;
use desk::view::{Belongs, FamilyView, FoundView, KeepRequest, Lang};
use words::t;

use crate::check::mark;
use crate::exit::{Exit, Stop, ended};
use crate::lang;
use crate::secrets::Secrets;
use crate::session::{Session, machine};
use crate::sources::{By, bytes, tell};
use crate::whom::Board;

/// Keep the codes that are in pictures, PDFs and texts in the family's vault.
///
/// What was found is shown with the person to whom it seems to belong, and you are asked. Where no
/// vault is yet, a PIN is asked twice, and one is set up.
///
/// Exit codes: 0 done; 3 something was left because a person has to look; 4 no code in any file; 5 a
/// file or the vault could not be read or written; 6 locked, wrong PIN, waiting or in use; 7 the
/// system's keychain; 2 wrong usage.
#[derive(Args)]
pub(crate) struct Import {
    #[command(flatten)]
    by: By,

    #[command(flatten)]
    secrets: Secrets,

    /// To whom everything belongs: a name as `kincode people` lists it, its id, or the name of
    /// somebody new. Without it, to whom each code says.
    #[arg(long, value_name = "NAME")]
    to: Option<String>,

    /// Do not ask. Only what surely belongs to somebody, or to somebody new, is kept; the rest is left.
    #[arg(long)]
    yes: bool,

    /// Keep files without a code too, as documents that nobody verified.
    #[arg(long, requires = "to")]
    document: bool,

    /// If a first vault is set up: with a passphrase and without the system's keychain.
    #[arg(long)]
    passphrase: bool,

    /// Pictures (PNG, JPEG, WebP, SVG), PDFs, texts or files of cards; - is text on standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
}

/// What the files held.
#[derive(Default)]
struct Catch {
    found: Vec<FoundView>,
    /// Sources without a code.
    bare: Vec<u32>,
    /// Whether a file could not be read.
    unreadable: bool,
    /// Whether something was left because a person has to look.
    left: bool,
}

impl Import {
    pub(crate) fn run(&self, home: Option<&Path>) -> ExitCode {
        let lang = lang();
        ended(self.import(home, lang), lang)
    }

    fn import(&self, home: Option<&Path>, lang: Lang) -> Result<Exit, Stop> {
        self.secrets.leave_input(self.files.iter())?;
        if !self.yes && (self.secrets.are_piped() || !std::io::stdin().is_terminal()) {
            return Err(Stop::Usage("cli-nobody", "--yes".to_owned()));
        }
        let sight = self.by.sight(&self.by.shelf(home)?, lang);
        let mut session = Session::new(home, lang)?;
        let there = session.open_before(self.passphrase, &self.secrets)?;
        let mut catch = self.look(&mut session, there, &sight);
        let board = if there {
            Board::of(session.family()?.0, &sight)?
        } else {
            Board::default()
        };
        let wanted = self.choose(&mut catch, &board, lang)?;
        let bare = if self.document { &catch.bare[..] } else { &[] };
        if !wanted.is_empty() || !bare.is_empty() {
            if !there {
                session.set_up_first(self.passphrase, &self.secrets)?;
            }
            self.keep(&mut session, &wanted, bare, &sight)?;
        }
        Ok(if catch.unreadable {
            Exit::Unreadable
        } else if catch.left {
            Exit::Undecided
        } else if catch.found.is_empty() && bare.is_empty() {
            Exit::NoCode
        } else {
            Exit::Good
        })
    }

    /// Reads every page of every file.
    fn look(&self, session: &mut Session, there: bool, sight: &Sight) -> Catch {
        let mut catch = Catch::default();
        for name in &self.files {
            if let Err(problem) = read(session, there, name, sight, &mut catch) {
                tell(&problem, session.lang);
                catch.unreadable = true;
            }
        }
        catch
    }

    /// Shows everything that was found, and asks what to keep.
    fn choose(
        &self,
        catch: &mut Catch,
        board: &Board,
        lang: Lang,
    ) -> Result<Vec<KeepRequest>, Stop> {
        let suggested = catch.found.first().map(|found| &found.suggested);
        let to = self.to.as_deref();
        let to = to.map(|to| board.named(to, suggested)).transpose()?;
        let mut wanted = Vec::new();
        for found in &catch.found {
            write_words(found, to.is_none())?;
            if found.already {
                writeln!(std::io::stdout(), "  {}", t(lang, "cli-already", &[]))?;
                continue;
            }
            let belongs = to.as_ref().unwrap_or(&found.suggested);
            let keep = if !self.yes {
                let key = match belongs {
                    Belongs::Person { .. } => "cli-keep",
                    Belongs::New { .. } => "cli-keep-new",
                };
                let name = board.name(belongs).into();
                let question = t(lang, key, &[("name", name)]);
                self.secrets.confirm(&question, "--yes", lang)?
            } else if to.is_none() && found.unsure {
                eprintln!("kincode: {}", t(lang, "cli-left", &[]));
                catch.left = true;
                false
            } else {
                true
            };
            wanted.extend(keep.then(|| KeepRequest {
                slip: found.slip.id,
                belongs: belongs.clone(),
            }));
        }
        Ok(wanted)
    }

    /// Keeps what was wanted, and says by which ids.
    fn keep(
        &self,
        session: &mut Session,
        wanted: &[KeepRequest],
        bare: &[u32],
        sight: &Sight,
    ) -> Result<(), Stop> {
        let (family, tray) = session.family()?;
        let before = held(&family.view("", sight)?);
        let mut views = Vec::new();
        if !wanted.is_empty() {
            views.push(family.keep(tray, wanted, sight, &machine())?);
        }
        for source in bare {
            // Who was new a moment ago is on the board now.
            let board = Board::of(family, sight)?;
            let to = board.named(self.to.as_deref().unwrap_or_default(), None)?;
            views.push(family.keep_document(tray, *source, &to, sight, &machine())?);
        }
        let mut out = std::io::stdout().lock();
        for note in views.iter().filter_map(|view| view.note.as_deref()) {
            writeln!(out, "{note}")?;
        }
        let after = held(&family.view("", sight)?);
        for new in after.difference(&before) {
            if let Some(id) = family.stable(*new) {
                writeln!(out, "vault:{id}")?;
            }
        }
        Ok(())
    }
}

/// Reads every page of one file; a page that cannot be read is told, and the next one is read.
fn read(
    session: &mut Session,
    there: bool,
    name: &str,
    sight: &Sight,
    catch: &mut Catch,
) -> Result<(), Problem> {
    let content = bytes(name)?;
    let (family, tray) = if there {
        let (family, tray) = session.home.family()?;
        (Some(&*family), tray)
    } else {
        (None, session.home.tray())
    };
    let source = tray.take_in(name, content)?;
    let mut any = false;
    for page in 0..source.pages {
        let page = tray.read(source.id, page, family, sight)?;
        let stays = |found: &FoundView| !page.gone.contains(&found.slip.id);
        catch.found.retain(stays);
        any |= !page.found.is_empty();
        catch.found.extend(page.found);
        if let Some(problem) = page.problem {
            eprintln!("kincode: {} {}", problem.what, problem.next);
        }
    }
    if !any {
        catch.bare.push(source.id);
    }
    Ok(())
}

/// The handles of everything on the board.
fn held(view: &FamilyView) -> BTreeSet<u32> {
    let held = view.people.iter().flat_map(|person| &person.held);
    held.map(|held| held.slip.id).collect()
}

/// What was found, and to whom it seems to belong and why.
fn write_words(found: &FoundView, why: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let slip = &found.slip;
    let words = [Some(slip.word.as_str()), slip.note.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    writeln!(out, "{} {}", mark(slip.verdict), words.join(" · "))?;
    if let Some(holder) = &slip.holder {
        let more = [holder.latin.as_deref(), holder.birth.as_deref()];
        let more = more.into_iter().flatten();
        let name: Vec<&str> = std::iter::once(holder.name.as_str()).chain(more).collect();
        writeln!(out, "  {}", name.join(" · "))?;
    }
    let why = why.then_some(&found.why);
    let lines = [
        Some(&slip.title),
        Some(&slip.until),
        why,
        found.replaces.as_ref(),
    ];
    for line in lines.into_iter().flatten() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
