//! The desk that a window holds: what lies on it now, and what it remembers. Nothing about a person
//! is written to disk here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use healthcode::certificate::Certificate;
use jiff::Zoned;
use tempfile::TempDir;

use crate::check::{self, Checked};
use crate::files;
use crate::printing::{self, Job};
use crate::problem::{Code, Problem};
use crate::source::Source;
use crate::trust::{self, Shelf};
use crate::view::{
    Lang, PageView, PrintRequest, PrintView, ProblemView, Saved, Settings, SlipView, SourceView,
    TrustOffer, TrustView,
};
use crate::{settings, slip};

/// Everything that one window works with.
///
/// Each method is one step of a use case and says a problem in the window's language. Ids are given
/// once and never again, so a late call can only miss, not hit another code.
pub struct Desk {
    home: Option<PathBuf>,
    fonts: PathBuf,
    settings: Settings,
    shelf: Shelf,
    next_id: u32,
    codes: BTreeMap<u32, Checked>,
    aside: BTreeMap<u32, Checked>,
    sources: BTreeMap<u32, Source>,
    offers: BTreeMap<u32, Vec<Arc<Certificate>>>,
    job: Option<(u32, Job)>,
    opened: Option<TempDir>,
}

impl Desk {
    /// Opens a desk that keeps settings and trust in `home` (nowhere, if `None`) and prints with the
    /// fonts in the folder `fonts`.
    pub fn open(home: Option<PathBuf>, fonts: PathBuf) -> Self {
        Self {
            settings: home.as_deref().map(settings::read).unwrap_or_default(),
            shelf: Shelf::open(home.as_deref()),
            home,
            fonts,
            next_id: 0,
            codes: BTreeMap::new(),
            aside: BTreeMap::new(),
            sources: BTreeMap::new(),
            offers: BTreeMap::new(),
            job: None,
            opened: None,
        }
    }

    /// Trusts what is in a file or folder, for as long as this desk is open.
    ///
    /// # Errors
    ///
    /// As [`trust::load`].
    pub fn trust_for_now(&mut self, path: &Path) -> Result<(), ProblemView> {
        let lang = self.settings.lang;
        trust::load(path, &mut self.shelf.trust).map_err(|p| p.view(lang))
    }

    /// What is remembered.
    pub fn settings(&self) -> Settings {
        self.settings.clone()
    }

    /// Remembers `settings`; they hold at once, kept or not.
    ///
    /// # Errors
    ///
    /// [`Code::Settings`] if they could not be kept on disk.
    pub fn change_settings(&mut self, settings: Settings) -> Result<Settings, ProblemView> {
        self.settings = settings;
        if let Some(home) = &self.home {
            settings::write(home, &self.settings).map_err(|p| self.words(&p))?;
        }
        Ok(self.settings())
    }

    /// Opens what was dropped, pasted or chosen.
    ///
    /// # Errors
    ///
    /// As [`Source::open`].
    pub fn open_source(&mut self, name: &str, bytes: Vec<u8>) -> Result<SourceView, ProblemView> {
        let source = Source::open(name, bytes).map_err(|p| self.words(&p))?;
        let pages = u32::try_from(source.pages()).unwrap_or(u32::MAX);
        let id = self.id();
        self.sources.insert(id, source);
        Ok(SourceView {
            id,
            name: name.to_owned(),
            pages,
        })
    }

    /// Reads one page (from 0) of an open source and lays its codes on the desk. A page that cannot
    /// be read is told in the view, so that the next one can be.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the source is not open.
    pub fn read_page(
        &mut self,
        source: u32,
        page: u32,
        now: &Zoned,
    ) -> Result<PageView, ProblemView> {
        let Some(open) = self.sources.get(&source) else {
            return Err(self.words(&Problem::new(Code::Closed, "")));
        };
        let found = match check::page(open, page as usize, &self.shelf.trust, now.timestamp()) {
            Ok(found) => found,
            Err(problem) => {
                return Ok(PageView {
                    slips: Vec::new(),
                    problem: Some(self.words(&problem)),
                });
            }
        };
        let slips = found
            .into_iter()
            .map(|checked| {
                let id = self.id();
                let slip = slip::view(id, &checked, self.settings.lang, now.time_zone());
                self.codes.insert(id, checked);
                slip
            })
            .collect();
        Ok(PageView {
            slips,
            problem: None,
        })
    }

    /// Forgets an open source.
    pub fn close_source(&mut self, source: u32) {
        self.sources.remove(&source);
    }

    /// Every code on the desk, judged again at `now`, the newest first.
    pub fn slips(&mut self, now: &Zoned) -> Vec<SlipView> {
        for checked in self.codes.values_mut().chain(self.aside.values_mut()) {
            checked.again(&self.shelf.trust, now.timestamp());
        }
        let view = |(id, checked): (&u32, &Checked)| {
            slip::view(*id, checked, self.settings.lang, now.time_zone())
        };
        self.codes.iter().rev().map(view).collect()
    }

    /// Takes a code off the desk; [`Desk::lay_back`] undoes it.
    pub fn lay_aside(&mut self, id: u32) {
        if let Some(checked) = self.codes.remove(&id) {
            self.aside.insert(id, checked);
        }
    }

    /// Lays a code back that was laid aside.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if it is not there any more.
    pub fn lay_back(&mut self, id: u32, now: &Zoned) -> Result<SlipView, ProblemView> {
        let mut checked = self
            .aside
            .remove(&id)
            .ok_or_else(|| self.words(&Problem::new(Code::Closed, "")))?;
        checked.again(&self.shelf.trust, now.timestamp());
        let slip = slip::view(id, &checked, self.settings.lang, now.time_zone());
        self.codes.insert(id, checked);
        Ok(slip)
    }

    /// Forgets every code, open source, offer and print job, and the copies made for the viewer.
    pub fn clear(&mut self) {
        self.codes.clear();
        self.aside.clear();
        self.sources.clear();
        self.offers.clear();
        self.job = None;
        self.opened = None;
    }

    /// Reads certificates to be trusted, without trusting them yet.
    ///
    /// # Errors
    ///
    /// [`Code::NoTrust`] if there are none.
    pub fn read_trust(
        &mut self,
        name: &str,
        bytes: &[u8],
        now: &Zoned,
    ) -> Result<TrustOffer, ProblemView> {
        let found = trust::read(name, bytes).map_err(|p| self.words(&p))?;
        let view = |c: &Arc<Certificate>| {
            trust::view(c, now.timestamp(), now.time_zone(), self.settings.lang)
        };
        let certificates = found.iter().map(view).collect();
        let id = self.id();
        self.offers.insert(id, found);
        Ok(TrustOffer { id, certificates })
    }

    /// Trusts an offer, and judges everything again.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for an offer that is gone, [`Code::Save`] if it could not be kept.
    pub fn add_trust(&mut self, offer: u32, now: &Zoned) -> Result<Vec<SlipView>, ProblemView> {
        let certificates = self
            .offers
            .remove(&offer)
            .ok_or_else(|| self.words(&Problem::new(Code::Closed, "")))?;
        let added = self.shelf.add(certificates);
        added.map_err(|p| self.words(&p))?;
        Ok(self.slips(now))
    }

    /// Everything that is trusted.
    pub fn trust(&self, now: &Zoned) -> TrustView {
        let certificates = self
            .shelf
            .view(now.timestamp(), now.time_zone(), self.settings.lang);
        TrustView { certificates }
    }

    /// Takes a certificate out, and judges everything again.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if it was not added here, [`Code::Save`] if its file could not be removed.
    pub fn remove_trust(
        &mut self,
        fingerprint: &str,
        now: &Zoned,
    ) -> Result<Vec<SlipView>, ProblemView> {
        let removed = self.shelf.remove(fingerprint);
        removed.map_err(|p| self.words(&p))?;
        Ok(self.slips(now))
    }

    /// Makes the PDF, and reads every printed code back from it.
    ///
    /// # Errors
    ///
    /// As [`printing::print`].
    pub fn print(&mut self, request: &PrintRequest, now: &Zoned) -> Result<PrintView, ProblemView> {
        let lang = self.settings.lang;
        let codes: Vec<_> = request
            .slips
            .iter()
            .filter_map(|id| Some((*id, self.codes.get(id)?)))
            .collect();
        let options = printing::Options {
            stock: request.stock,
            langs: &request.langs,
            even_refused: request.even_refused,
            zone: now.time_zone(),
        };
        let job = printing::print(&codes, &options, &self.fonts).map_err(|p| p.view(lang))?;
        let id = self.id();
        let view = job.view(id);
        self.job = Some((id, job));
        Ok(view)
    }

    /// A page (from 0) of a print job as PNG, drawn from the very bytes that will be saved.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job or the page is gone.
    pub fn print_page(&self, job: u32, page: u32) -> Result<Vec<u8>, ProblemView> {
        self.job(job)
            .and_then(|job| job.page_png(page as usize))
            .map_err(|p| self.words(&p))
    }

    /// A file name to suggest for a job. It names no person.
    pub fn print_name(&self, now: &Zoned) -> String {
        format!("kincode-{}.pdf", now.date())
    }

    /// Saves a print job; a file that is there is replaced, as the save dialog has asked.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the job is gone, [`Code::Save`] if it could not be written whole.
    pub fn save_print(&self, job: u32, path: &Path) -> Result<Saved, ProblemView> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let save = |job: &Job| {
            files::write_whole(path, job.pdf(), true)
                .map_err(|_| Problem::new(Code::Save, name.as_str()))
        };
        self.job(job).and_then(save).map_err(|p| self.words(&p))?;
        Ok(Saved { name })
    }

    /// Writes a print job to a folder of its own for the system's viewer. The folder is readable by
    /// its owner only and vanishes with [`Desk::clear`] and when the window closes.
    ///
    /// # Errors
    ///
    /// As [`Desk::save_print`].
    pub fn copy_for_viewer(&mut self, job: u32, now: &Zoned) -> Result<PathBuf, ProblemView> {
        if self.opened.is_none() {
            let made = tempfile::Builder::new().prefix("kincode-").tempdir();
            self.opened = Some(made.map_err(|_| self.words(&Problem::new(Code::Viewer, "")))?);
        }
        let folder = self
            .opened
            .as_ref()
            .map(TempDir::path)
            .unwrap_or(Path::new(""));
        let path = folder.join(self.print_name(now));
        self.save_print(job, &path)?;
        Ok(path)
    }

    /// The words for a problem that the shell itself met.
    pub fn words(&self, problem: &Problem) -> ProblemView {
        problem.view(self.settings.lang)
    }

    /// The window's language.
    pub const fn lang(&self) -> Lang {
        self.settings.lang
    }

    fn job(&self, id: u32) -> Result<&Job, Problem> {
        match &self.job {
            Some((open, job)) if *open == id => Ok(job),
            _ => Err(Problem::new(Code::Closed, "")),
        }
    }

    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }
}
