//! What was dropped for the family and is not kept yet. It needs no vault: things are looked at first, and a PIN is
//! asked when the first of them is to be kept.

use std::collections::BTreeMap;
use std::fmt;

use super::record::DocumentForm;
use super::suggest::{Fresh, Suggestion};
use super::{Family, gone};
use crate::check::{self, Checked};
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::slip;
use crate::source::Source;
use crate::view::{Belongs, FoundPageView, FoundView, SourceView};

/// Handles of the tray begin here, out of the way of the vault's.
const FIRST: u32 = 1 << 30;

/// Open sources, and the codes found in them.
#[derive(Default)]
pub struct Tray {
    given: u32,
    sources: BTreeMap<u32, Open>,
    found: BTreeMap<u32, Found>,
    /// Parts of cards, with the source and the page that each is from.
    parts: Vec<((u32, u32), Checked)>,
    /// Who would be new, so that two codes of one person make one.
    fresh: Vec<Fresh>,
}

/// A source with its bytes, to be kept whole if it has no code.
struct Open {
    source: Source,
    form: DocumentForm,
    bytes: Vec<u8>,
}

/// A source as it would be kept: nothing of it is changed.
pub(super) struct Paper<'a> {
    pub(super) name: &'a str,
    pub(super) form: DocumentForm,
    pub(super) bytes: &'a [u8],
    /// What is written in it, if it is a text.
    pub(super) text: Option<&'a str>,
}

struct Found {
    /// The source and the page that it is from.
    from: (u32, u32),
    checked: Checked,
    /// Whether it is a part of a card, or was put together of some.
    of_parts: bool,
}

impl Tray {
    /// Opens what was dropped, pasted or chosen; `name` is empty for pasted content.
    ///
    /// # Errors
    ///
    /// As [`Source::open`].
    pub fn take_in(&mut self, name: &str, bytes: Vec<u8>) -> Result<SourceView, Problem> {
        use paper::read::Kind;
        let form = match paper::read::kind(&bytes) {
            Kind::Pdf => DocumentForm::Pdf,
            Kind::Text => DocumentForm::Text,
            _ => DocumentForm::Picture,
        };
        let source = Source::open(name, bytes.clone())?;
        Ok(self.opened(Open {
            source,
            form,
            bytes,
        }))
    }

    /// Opens a picture from the clipboard: its width, its height, and its pixels as red, green, blue and alpha; `None` if
    /// there was none. It would be kept as PNG.
    ///
    /// # Errors
    ///
    /// [`Code::PasteNothing`] for `None`, else as [`Source::pixels`].
    pub fn take_in_picture(
        &mut self,
        picture: Option<(u32, u32, Vec<u8>)>,
    ) -> Result<SourceView, Problem> {
        let nothing = || Problem::new(Code::PasteNothing, "");
        let (width, height, rgba) = picture.ok_or_else(nothing)?;
        let source = Source::pixels(width, height, &rgba)?;
        let bytes = paper::read::pixels_png(width, height, rgba);
        let bytes = bytes.ok_or_else(|| Problem::new(Code::TooLarge, ""))?;
        Ok(self.opened(Open {
            source,
            form: DocumentForm::Picture,
            bytes,
        }))
    }

    /// Reads one page (from 0) of a source: its codes, and to whom they seem to belong. A page that is read again takes
    /// the place of its first reading. A page that cannot be read is told in the view, so that the next one can be.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] if the source is not open.
    pub fn read(
        &mut self,
        source: u32,
        page: u32,
        family: Option<&Family>,
        sight: &Sight,
    ) -> Result<FoundPageView, Problem> {
        let open = self.sources.get(&source).ok_or_else(gone)?;
        let now = sight.now.timestamp();
        let found = match check::page(&open.source, page as usize, |origin, text| {
            Checked::new(origin, text, sight.grounds(), now)
        }) {
            Ok(found) => found,
            Err(problem) => {
                return Ok(FoundPageView {
                    found: Vec::new(),
                    gone: Vec::new(),
                    problem: Some(problem.view(sight.lang)),
                });
            }
        };
        let from = (source, page);
        let again = self.found.iter().filter(|(_, found)| found.from == from);
        let mut gone: Vec<u32> = again.map(|(id, _)| *id).collect();
        gone.iter().for_each(|id| drop(self.found.remove(id)));
        let (found, joined) = self.joined(found, from, sight);
        gone.extend(joined);
        let board = family.map_or_else(Vec::new, |family| family.candidates(sight));
        let mut views = Vec::new();
        for found in found {
            let checked = sight.doubted(found.checked.clone());
            let suggestion = Suggestion::new(&checked, &board, &mut self.fresh, sight.lang);
            let owner = match &suggestion.belongs {
                Belongs::Person { id } => board.iter().find(|person| person.handle() == *id),
                Belongs::New { .. } => None,
            };
            let already = family.is_some_and(|family| family.has(&checked));
            let replaces = family
                .zip(owner)
                .filter(|_| !already)
                .and_then(|(family, owner)| family.replaced(&checked, owner.id(), sight));
            let id = self.id();
            views.push(FoundView {
                slip: slip::view(id, &checked, sight.lang, &sight.now),
                suggested: suggestion.belongs,
                why: suggestion.why,
                unsure: suggestion.unsure,
                replaces,
                already,
            });
            self.found.insert(id, Found { checked, ..found });
        }
        Ok(FoundPageView {
            found: views,
            gone,
            problem: None,
        })
    }

    /// Forgets a source and what was found in it.
    pub fn put_back(&mut self, source: u32) {
        self.sources.remove(&source);
        self.found.retain(|_, found| found.from.0 != source);
        self.parts.retain(|(from, _)| from.0 != source);
        if self.sources.is_empty() {
            self.clear();
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.sources.clear();
        self.found.clear();
        self.parts.clear();
        self.fresh.clear();
    }

    /// The text of a code that was found.
    pub(super) fn text(&self, slip: u32) -> Result<&str, Problem> {
        let found = self.found.get(&slip).ok_or_else(gone)?;
        Ok(found.checked.text.expose())
    }

    /// Forgets codes that are kept now.
    pub(super) fn kept(&mut self, slips: impl Iterator<Item = u32>) {
        for slip in slips {
            self.found.remove(&slip);
        }
    }

    /// A source as it would be kept.
    pub(super) fn document(&self, source: u32) -> Result<Paper<'_>, Problem> {
        let open = self.sources.get(&source).ok_or_else(gone)?;
        Ok(Paper {
            name: &open.source.name,
            form: open.form,
            bytes: &open.bytes,
            text: open.source.text(),
        })
    }

    /// With the parts of a card that are all in the tray now put together, and which slips are gone for it. Parts are
    /// remembered, so that a page that is read again still completes its card.
    fn joined(
        &mut self,
        found: Vec<Checked>,
        from: (u32, u32),
        sight: &Sight,
    ) -> (Vec<Found>, Vec<u32>) {
        let found_here = |checked: Checked, of_parts: bool| Found {
            from,
            checked,
            of_parts,
        };
        let (parts, whole): (Vec<Checked>, Vec<Checked>) =
            found.into_iter().partition(|code| code.part().is_some());
        let whole = whole.into_iter().map(|checked| found_here(checked, false));
        self.parts.retain(|(at, _)| *at != from);
        if parts.is_empty() {
            return (whole.collect(), Vec::new());
        }
        self.parts
            .extend(parts.iter().map(|part| (from, part.clone())));
        let all: Vec<Checked> = self.parts.iter().map(|(_, part)| part.clone()).collect();
        let before = all.len();
        let joined = check::join(all, sight.grounds(), sight.now.timestamp());
        let (emitted, gone) = if joined.len() < before {
            let gone = self.found.iter().filter(|(_, found)| found.of_parts);
            (joined, gone.map(|(id, _)| *id).collect())
        } else {
            (parts, Vec::new())
        };
        self.found.retain(|id, _| !gone.contains(id));
        let emitted = emitted.into_iter().map(|checked| found_here(checked, true));
        (whole.chain(emitted).collect(), gone)
    }

    fn opened(&mut self, open: Open) -> SourceView {
        let id = self.id();
        let view = SourceView {
            id,
            name: open.source.name.clone(),
            pages: u32::try_from(open.source.pages()).unwrap_or(u32::MAX),
        };
        self.sources.insert(id, open);
        view
    }

    fn id(&mut self) -> u32 {
        self.given += 1;
        FIRST + self.given
    }
}

impl fmt::Debug for Tray {
    /// Only how many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sources, found) = (self.sources.len(), self.found.len());
        write!(f, "Tray({sources} sources, {found} codes)")
    }
}
