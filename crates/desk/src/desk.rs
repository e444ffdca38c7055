//! The desk that a window holds: what lies on it now, and what it remembers. Nothing about a person
//! is written to disk here.

mod authorities;
mod gate;
mod prints;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use healthcode::kc1::Gate;
use healthcode::kct::Clock;
use healthcode::list::is_signature;
use jiff::Zoned;
use tempfile::TempDir;
use words::t;

use self::prints::Printout;
use crate::authority::AuthorityOffer;
use crate::check::{self, Checked};
use crate::problem::{Code, Problem};
use crate::school::Cards;
use crate::sight::Sight;
use crate::source::{Origin, Source};
use crate::trust::{Offer, Shelf, signed};
use crate::view::{
    Lang, NoticeView, PageView, ProblemView, SchoolListRequest, Settings, SlipView, SourceView,
    TrustChange, TrustOffer, TrustView,
};
use crate::{dates, settings, slip, source};

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
    offers: BTreeMap<u32, Offer>,
    authorities: BTreeMap<u32, AuthorityOffer>,
    scanned: Vec<u32>,
    gate: Gate,
    loose: Option<(String, Vec<u8>)>,
    job: Option<(u32, Printout)>,
    /// The class list that was signed last, with its cards: laid out anew, nobody is signed anew.
    signed: Option<(SchoolListRequest, Cards)>,
    handed_out: Option<TempDir>,
}

impl Desk {
    /// Opens a desk that keeps settings and trust in `home` (nowhere, if `None`) and prints with the
    /// fonts in the folder `fonts`.
    pub fn open(home: Option<PathBuf>, fonts: PathBuf) -> Self {
        let settings = home.as_deref().map(settings::read).unwrap_or_default();
        let mut shelf = Shelf::open(home.as_deref());
        shelf.stand_in(&settings.region);
        Self {
            settings,
            shelf,
            home,
            fonts,
            next_id: 0,
            codes: BTreeMap::new(),
            aside: BTreeMap::new(),
            sources: BTreeMap::new(),
            offers: BTreeMap::new(),
            authorities: BTreeMap::new(),
            scanned: Vec::new(),
            gate: Gate::default(),
            loose: None,
            job: None,
            signed: None,
            handed_out: None,
        }
    }

    /// Trusts what is in a file or folder, for as long as this desk is open.
    ///
    /// # Errors
    ///
    /// As [`Shelf::give`].
    pub fn trust_for_now(&mut self, path: &Path, now: &Zoned) -> Result<(), ProblemView> {
        let lang = self.settings.lang;
        let given = self.shelf.give(path, now.timestamp());
        given.map_err(|p| p.view(lang))
    }

    /// By what a code is judged and worded now.
    pub fn sight(&self, now: &Zoned) -> Sight {
        Sight::of(&self.shelf, self.settings.lang, now)
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
        self.shelf.stand_in(&self.settings.region);
        if let Some(home) = &self.home {
            settings::write(home, &self.settings).map_err(|p| self.words(&p))?;
        }
        Ok(self.settings())
    }

    /// Erases everything that is remembered here, as if the program had just been installed: settings, lists and publishers
    /// that were added, and what lies on the desk.
    ///
    /// # Errors
    ///
    /// [`Code::Settings`] if a file could not be removed. What lies on the desk is gone all the same.
    pub fn erase(&mut self) -> Result<Settings, ProblemView> {
        let erased = self.home.as_deref().map_or(Ok(()), |home| {
            settings::erase(home).and_then(|()| Shelf::erase(home))
        });
        let next_id = self.next_id;
        *self = Self::open(self.home.take(), std::mem::take(&mut self.fonts));
        self.next_id = next_id;
        erased.map_err(|_| self.words(&Problem::new(Code::Settings, "")))?;
        Ok(self.settings())
    }

    /// Remembers where scheduled backups go; `None` changes nothing.
    ///
    /// # Errors
    ///
    /// As [`Desk::change_settings`].
    pub fn set_backup_folder(&mut self, folder: Option<PathBuf>) -> Result<Settings, ProblemView> {
        let mut settings = self.settings();
        if let Some(folder) = folder {
            settings.backup_folder = folder.to_string_lossy().into_owned();
        }
        self.change_settings(settings)
    }

    /// Opens what was dropped, pasted or chosen.
    ///
    /// # Errors
    ///
    /// As [`Source::open`].
    pub fn open_source(&mut self, name: &str, bytes: Vec<u8>) -> Result<SourceView, ProblemView> {
        let source = Source::open(name, bytes).map_err(|p| self.words(&p))?;
        Ok(self.opened(source))
    }

    /// Opens a picture from the clipboard: its width, its height, and its pixels as red, green, blue
    /// and alpha; `None` if there was none.
    ///
    /// # Errors
    ///
    /// [`Code::PasteNothing`] for `None`, else as [`Source::pixels`].
    pub fn open_pasted(
        &mut self,
        picture: Option<(u32, u32, Vec<u8>)>,
    ) -> Result<SourceView, ProblemView> {
        let source = match picture {
            Some((width, height, rgba)) => Source::pixels(width, height, &rgba),
            None => Err(Problem::new(Code::PasteNothing, "")),
        };
        let source = source.map_err(|p| self.words(&p))?;
        Ok(self.opened(source))
    }

    fn opened(&mut self, source: Source) -> SourceView {
        let id = self.id();
        let view = SourceView {
            id,
            name: source.name.clone(),
            pages: u32::try_from(source.pages()).unwrap_or(u32::MAX),
        };
        self.sources.insert(id, source);
        view
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
        let (grounds, at) = (self.shelf.grounds(), now.timestamp());
        let judge = |origin, text| Checked::new(origin, text, grounds, at);
        let found = match check::page(open, page as usize, judge) {
            Ok(found) => found,
            Err(problem) => {
                return Ok(PageView {
                    slips: Vec::new(),
                    gone: Vec::new(),
                    problem: Some(self.words(&problem)),
                });
            }
        };
        Ok(self.lay(found, now))
    }

    /// Lays what a scanner typed on the desk, in place of what it typed before: at a gate nothing
    /// piles up. The parts of a card stay until the last of them is there.
    pub fn scan(&mut self, text: &str, now: &Zoned) -> PageView {
        let texts = source::texts(text);
        let Some(text) = texts.into_iter().next() else {
            // Base45 and `shc:/` have one case each; a shift key that is stuck turns both around.
            let turned = |text: String| !source::texts(&text).is_empty();
            let case = turned(text.to_ascii_uppercase()) || turned(text.to_ascii_lowercase());
            let code = if case { Code::ScanCase } else { Code::Scan };
            return PageView {
                slips: Vec::new(),
                gone: self.forget_scans(),
                problem: Some(self.words(&Problem::new(code, ""))),
            };
        };
        let origin = Origin {
            file: None,
            page: 1,
            index: 1,
        };
        let (grounds, at) = (self.shelf.grounds(), now.timestamp());
        let checked = Checked::shown(origin, text, grounds, &mut self.gate, at);
        let is_part = |checked: &Checked| checked.part().is_some();
        let before = self.scanned.iter().filter_map(|id| self.codes.get(id));
        let goes_on =
            is_part(&checked) && before.clone().count() > 0 && before.clone().all(is_part);
        let old = if goes_on {
            Vec::new()
        } else {
            self.forget_scans()
        };
        let mut page = self.lay(vec![checked], now);
        self.scanned.retain(|id| !page.gone.contains(id));
        self.scanned.extend(page.slips.iter().map(|slip| slip.id));
        page.gone.extend(old);
        page
    }

    /// Takes off the desk what a scanner typed; returns which slips those were.
    fn forget_scans(&mut self) -> Vec<u32> {
        let mut scanned = std::mem::take(&mut self.scanned);
        scanned.retain(|id| self.codes.remove(id).is_some());
        scanned
    }

    /// Lays codes on the desk, and joins the parts of a card that are all there now.
    fn lay(&mut self, found: Vec<Checked>, now: &Zoned) -> PageView {
        let mut found = found;
        let mut gone = Vec::new();
        if found.iter().any(|code| code.part().is_some()) {
            let parts: Vec<u32> = self
                .codes
                .iter()
                .filter(|(_, code)| code.part().is_some())
                .map(|(id, _)| *id)
                .collect();
            let mut all: Vec<Checked> = parts.iter().map(|id| self.codes[id].clone()).collect();
            let before = all.len() + found.len();
            all.append(&mut found.clone());
            let joined = check::join(all, self.shelf.grounds(), now.timestamp());
            if joined.len() < before {
                for id in &parts {
                    self.codes.remove(id);
                }
                gone = parts;
                found = joined;
            }
        }
        let slips = found
            .into_iter()
            .map(|checked| {
                let checked = self.doubted(checked, now);
                let id = self.id();
                let slip = slip::view(id, &checked, self.settings.lang, now);
                self.codes.insert(id, checked);
                slip
            })
            .collect();
        PageView {
            slips,
            gone,
            problem: None,
        }
    }

    /// What depends on the time is not known where this computer's clock is behind.
    fn doubted(&self, mut checked: Checked, now: &Zoned) -> Checked {
        if let Clock::Behind { .. } = self.shelf.clock(now.timestamp()) {
            checked.judgement = checked.judgement.doubting_the_clock();
        }
        checked
    }

    /// What concerns every code, until somebody mends it.
    pub fn notices(&self, now: &Zoned) -> Vec<NoticeView> {
        let lang = self.settings.lang;
        let (at, zone) = (now.timestamp(), now.time_zone());
        let mut notices = Vec::new();
        let mut say = |code: &str, key: &str, date: String| {
            let text = |part: &str| {
                t(
                    lang,
                    &format!("notice-{key}-{part}"),
                    &[("date", date.as_str().into())],
                )
            };
            notices.push(NoticeView {
                code: code.to_owned(),
                what: text("what"),
                next: text("next"),
            });
        };
        match self.shelf.clock(at) {
            Clock::Good => {}
            Clock::Behind { floor } => {
                say("clock", "clock-behind", dates::moment(floor, zone, lang))
            }
            Clock::AuthorityAhead { signed } => {
                say("clock", "clock-ahead", dates::moment(signed, zone, lang));
            }
        }
        if self.shelf.is_old(at) {
            say("lists-old", "lists-old", String::new());
        }
        if self.shelf.damaged() > 0 {
            say("lists-damaged", "lists-damaged", String::new());
        }
        notices
    }

    /// Forgets an open source.
    pub fn close_source(&mut self, source: u32) {
        self.sources.remove(&source);
    }

    /// Every code on the desk, judged again at `now`, the newest first.
    pub fn slips(&mut self, now: &Zoned) -> Vec<SlipView> {
        let behind = matches!(self.shelf.clock(now.timestamp()), Clock::Behind { .. });
        for checked in self.codes.values_mut().chain(self.aside.values_mut()) {
            checked.again(self.shelf.grounds(), now.timestamp());
            if behind {
                *checked = checked.clone().doubting_the_clock();
            }
        }
        let view =
            |(id, checked): (&u32, &Checked)| slip::view(*id, checked, self.settings.lang, now);
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
        checked.again(self.shelf.grounds(), now.timestamp());
        let checked = self.doubted(checked, now);
        let slip = slip::view(id, &checked, self.settings.lang, now);
        self.codes.insert(id, checked);
        Ok(slip)
    }

    /// Forgets every code, open source, offer and print job, and the copies made for the viewer.
    pub fn clear(&mut self) {
        self.codes.clear();
        self.aside.clear();
        self.sources.clear();
        self.offers.clear();
        self.authorities.clear();
        self.job = None;
        self.signed = None;
        self.handed_out = None;
    }

    /// Looks into a list of keys or a trust file, without trusting it yet.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn read_trust(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        now: &Zoned,
    ) -> Result<TrustOffer, ProblemView> {
        let (name, bytes) = self.with_signature(name, bytes);
        let offer = self.shelf.offer(&name, bytes.clone(), now.timestamp());
        if matches!(&offer, Err(problem) if problem.code == Code::ListUnsigned) {
            self.loose = Some((name, bytes));
        }
        let offer = offer.map_err(|p| self.words(&p))?;
        let id = self.id();
        let view = offer.view(id, now.timestamp(), now.time_zone(), self.settings.lang);
        self.offers.insert(id, offer);
        Ok(view)
    }

    /// A snapshot and its signature come as two files, in whatever order; the first waits for the other.
    fn with_signature(&mut self, name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
        match self.loose.take() {
            Some((snapshot, waiting)) if is_signature(&bytes) => {
                (snapshot, signed(&waiting, &bytes))
            }
            Some((_, waiting)) if is_signature(&waiting) => {
                (name.to_owned(), signed(&bytes, &waiting))
            }
            _ => (name.to_owned(), bytes),
        }
    }

    /// Trusts an offer, of a new publisher only what `scopes` names, and judges everything again.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for an offer that is gone, [`Code::Save`] if it could not be kept, or what is
    /// wrong with the file.
    pub fn add_trust(
        &mut self,
        offer: u32,
        scopes: &[String],
        now: &Zoned,
    ) -> Result<TrustChange, ProblemView> {
        let lang = self.settings.lang;
        let offer = self
            .offers
            .remove(&offer)
            .ok_or_else(|| self.words(&Problem::new(Code::Closed, "")))?;
        let note = self.shelf.accept(&offer, scopes, now.timestamp(), lang);
        Ok(self.changed(note.map_err(|p| p.view(lang))?, now))
    }

    /// Everything that is trusted.
    pub fn trust(&self, now: &Zoned) -> TrustView {
        self.shelf
            .view(now.timestamp(), now.time_zone(), self.settings.lang)
    }

    /// Takes a list out, or the publisher whose list it is, and judges everything again.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if it was not added here, [`Code::Save`] if its file could not be removed.
    pub fn remove_trust(&mut self, list: &str, now: &Zoned) -> Result<TrustChange, ProblemView> {
        let lang = self.settings.lang;
        self.shelf.remove(list).map_err(|p| p.view(lang))?;
        Ok(self.changed(t(lang, "removed-list", &[]), now))
    }

    /// Where the lists are fetched from, if they are.
    pub fn lists_address(&self) -> &str {
        &self.settings.lists_address
    }

    /// Fetches a file for [`Desk::update_lists`]; holds no desk while the network is slow.
    ///
    /// # Errors
    ///
    /// [`Code::Network`], with the address.
    pub fn fetch_lists(address: &str) -> Result<Vec<u8>, Problem> {
        let file = issuing::fetch::file(address, healthcode::kct::MAX_FILE);
        file.map_err(|_| Problem::new(Code::Network, address))
    }

    /// Takes the newer file of a publisher that is trusted already, and judges everything again. A
    /// file of anybody else is refused, wherever it came from.
    ///
    /// # Errors
    ///
    /// What is wrong with the file; [`Code::ListNotPinned`] if its publisher is not trusted here.
    pub fn update_lists(
        &mut self,
        fetched: Result<Vec<u8>, Problem>,
        now: &Zoned,
    ) -> Result<TrustChange, ProblemView> {
        let lang = self.settings.lang;
        let name = self.settings.lists_address.clone();
        let offer = fetched.and_then(|bytes| self.shelf.offer(&name, bytes, now.timestamp()));
        let offer = offer.and_then(|offer| match offer {
            Offer::File { known: true, .. } => Ok(offer),
            _ => Err(Problem::new(Code::ListNotPinned, name.as_str())),
        });
        let offer = offer.map_err(|p| p.view(lang))?;
        let note = self.shelf.accept(&offer, &[], now.timestamp(), lang);
        Ok(self.changed(note.map_err(|p| p.view(lang))?, now))
    }

    fn changed(&mut self, note: String, now: &Zoned) -> TrustChange {
        TrustChange {
            slips: self.slips(now),
            note,
        }
    }

    /// The words for a problem that the shell itself met.
    pub fn words(&self, problem: &Problem) -> ProblemView {
        problem.view(self.settings.lang)
    }

    /// The window's language.
    pub const fn lang(&self) -> Lang {
        self.settings.lang
    }

    fn id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }
}
