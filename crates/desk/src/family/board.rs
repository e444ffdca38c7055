//! The board: everybody with what is kept of them, until when, and what to do next.

use std::collections::BTreeMap;

use healthcode::{Private, Validity, Verdict};
use jiff::{SignedDuration, Timestamp};
use vault::Id;
use words::t;

use super::bin::STAY;
use super::record::{Document, DocumentForm, Held, What};
use super::search::Query;
use super::sorts::look;
use super::undo::Deed;
use super::{Family, rights, safety};
use crate::check::{Called, Checked};
use crate::problem::Problem;
use crate::sight::Sight;
use crate::view::{
    FactView, FamilyView, HeldKind, HeldView, PersonView, Printing, SlipView, Verdict as Seen,
};
use crate::{dates, slip};

/// A code that ends within so many days says so, and whom to ask.
const SOON: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many days ahead the system reminds.
const REMIND: i32 = 7;

/// What stands first: accepted by their last moment, then undecided, refused, documents.
type Rank = (u8, Option<Timestamp>, std::cmp::Reverse<u64>, Id);

/// What is kept of one person, in order.
pub(super) type Shelf = Vec<(Rank, HeldView)>;

impl Family {
    /// The board; with `search` only what matches it.
    ///
    /// # Errors
    ///
    /// None at present: everything was read when the vault was opened.
    pub fn view(&mut self, search: &str, sight: &Sight) -> Result<FamilyView, Problem> {
        let lang = sight.lang;
        let query = Query::new(search);
        let mut shelves = self.shelves(sight);
        let board = self.on_board();
        let (people, codes) = (board.len(), |kind| {
            let all = shelves.values().flatten();
            all.filter(|(_, held)| held.kind == kind).count()
        });
        let (codes, documents) = (
            codes(HeldKind::Code) + codes(HeldKind::Run),
            codes(HeldKind::Document),
        );
        let notices = board
            .iter()
            .filter_map(|(_, person)| rights::notice(person, &sight.now, lang));
        let notices = safety::notice(&self.vault, &sight.now, lang)
            .into_iter()
            .chain(notices)
            .collect();
        let mut views = Vec::new();
        for (id, person) in board {
            let held = shelves.remove(&id).unwrap_or_default();
            let all = query.finds_person(person, lang);
            let mut held: Vec<HeldView> = held.into_iter().map(|(_, held)| held).collect();
            held.retain(|held| all || query.finds_held(held));
            if !all && held.is_empty() {
                continue;
            }
            let (line, ending) = rights::line(person, &sight.now, lang);
            views.push(PersonView {
                id: self.handle(&id),
                name: person.fields.name.clone(),
                latin: Some(person.fields.latin.clone()).filter(|latin| !latin.is_empty()),
                line,
                ending,
                held,
                fields: person.fields.clone(),
            });
        }
        let args = [
            ("people", people.into()),
            ("codes", codes.into()),
            ("documents", documents.into()),
        ];
        let tally = if documents > 0 {
            "tally-documents"
        } else {
            "tally"
        };
        Ok(FamilyView {
            people: views,
            tally: t(lang, tally, &args),
            notices,
            bin: u32::try_from(self.bin_count(sight)).unwrap_or(u32::MAX),
            note_undo: match self.note.as_ref().is_some_and(Deed::can_be_undone) {
                true => self.steps.next(lang),
                false => None,
            },
            undo: self.steps.next(lang),
            note: self.note.take().map(|deed| deed.note(lang)),
        })
    }

    /// Everybody with everything, for the command line.
    ///
    /// # Errors
    ///
    /// As [`Family::view`].
    pub fn list(&mut self, sight: &Sight) -> Result<FamilyView, Problem> {
        self.view("", sight)
    }

    /// What the system shall remind of, without any name: what ends within 7 days.
    pub fn reminders(&self, sight: &Sight) -> Vec<String> {
        let soon = SignedDuration::from_hours(i64::from(REMIND) * 24);
        let groups = self.groups(sight, |held| held.binned.is_none());
        let tops = groups.iter().filter_map(|group| group.codes.first());
        let codes = tops
            .filter(|(_, checked)| ends_within(checked, soon, sight))
            .count();
        let board = self.on_board();
        let ending = board
            .iter()
            .filter(|(_, person)| rights::ends_within(person, REMIND, &sight.now));
        let say = |key: &str, count: usize| {
            (count > 0).then(|| t(sight.lang, key, &[("count", count.into())]))
        };
        let told = [
            say("remind-codes", codes),
            say("remind-rights", ending.count()),
        ];
        told.into_iter().flatten().collect()
    }

    /// Codes to print, judged anew; documents and what is not there any more are left out.
    pub fn to_print(&mut self, ids: &[u32], sight: &Sight) -> Vec<(u32, Checked)> {
        let codes = ids.iter().filter_map(|handle| {
            let (_, held) = self.thing(*handle).ok()?;
            match &held.what {
                What::Code(text) => {
                    let called = self.people.get(&held.person).map(|person| Called {
                        name: Private::new(person.fields.name.clone()),
                        latin: Private::new(person.fields.latin.clone()),
                    });
                    let checked = look(text, sight);
                    Some((*handle, Checked { called, ..checked }))
                }
                What::Document(_) => None,
            }
        });
        codes.collect()
    }

    /// What lies on the board of each person, in order.
    pub(super) fn shelves(&self, sight: &Sight) -> BTreeMap<Id, Shelf> {
        let live = |held: &Held| held.binned.is_none();
        let mut shelves: BTreeMap<Id, Shelf> = BTreeMap::new();
        for group in self.groups(sight, live) {
            if let Some((id, checked)) = group.codes.first() {
                let view = self.code_view(*id, checked, group.codes.len() - 1, sight);
                let rank = self.rank(*id, Some(checked));
                shelves.entry(group.person).or_default().push((rank, view));
            }
        }
        for (id, held) in self.held.iter().filter(|(_, held)| live(held)) {
            if let What::Document(document) = &held.what {
                let view = self.document_view(*id, held, document, sight);
                shelves
                    .entry(held.person)
                    .or_default()
                    .push((self.rank(*id, None), view));
            }
        }
        for run in self.runs() {
            let (checked, view) = self.run_held(&run, sight);
            let rank = self.rank(run.id, checked.as_ref());
            shelves
                .entry(run.enrolment.person)
                .or_default()
                .push((rank, view));
        }
        for shelf in shelves.values_mut() {
            shelf.sort_by_key(|(rank, _)| *rank);
        }
        shelves
    }

    /// A code with so many older ones behind it.
    pub(super) fn code_view(
        &self,
        id: Id,
        checked: &Checked,
        older: usize,
        sight: &Sight,
    ) -> HeldView {
        let mut slip = slip::view(self.handle(&id), checked, sight.lang, &sight.now);
        if ends_within(checked, SOON, sight) {
            slip.next = soon(checked, sight);
        }
        let held = self.held.get(&id);
        HeldView {
            slip,
            kind: HeldKind::Code,
            shows: paper::has_symbol(&checked.printed_text()),
            older: u32::try_from(older).unwrap_or(u32::MAX),
            kept: held.map_or_else(String::new, |held| kept(held, sight)),
            leaves: held.and_then(|held| leaves(held, sight)),
            run: None,
        }
    }

    /// A document: unverified, kept as it is.
    pub(super) fn document_view(
        &self,
        id: Id,
        held: &Held,
        document: &Document,
        sight: &Sight,
    ) -> HeldView {
        let say = |key: &str| t(sight.lang, key, &[]);
        let form = match document.form {
            DocumentForm::Pdf => say("document-pdf"),
            DocumentForm::Picture => say("document-picture"),
            DocumentForm::Text => say("document-text"),
        };
        let stem = document
            .name
            .rsplit_once('.')
            .map_or(document.name.as_str(), |(stem, _)| stem);
        let args = [("name", stem.into()), ("form", form.as_str().into())];
        let title = match stem.is_empty() {
            true => form.clone(),
            false => t(sight.lang, "document-title", &args),
        };
        let size = match document.bytes {
            ..1_000_000 => format!("{} kB", document.bytes.div_ceil(1000)),
            bytes => format!("{:.1} MB", bytes as f64 / 1e6),
        };
        let facts = [
            ("document-name", document.name.clone()),
            ("document-size", size),
            ("document-text", document.begins.clone()),
        ];
        let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
        let slip = SlipView {
            id: self.handle(&id),
            verdict: Seen::Undecided,
            word: say("word-document"),
            note: Some(say("note-document")),
            title,
            marks: Vec::new(),
            until: kept(held, sight),
            next: say("next-document"),
            holder: None,
            answers: Vec::new(),
            facts: facts
                .map(|(label, value)| FactView {
                    label: say(&format!("fact-{label}")),
                    value,
                })
                .collect(),
            events: Vec::new(),
            claimed: false,
            source: document.name.clone(),
            offer_trust: false,
            printing: Printing::Never,
        };
        HeldView {
            slip,
            kind: HeldKind::Document,
            shows: false,
            older: 0,
            kept: kept(held, sight),
            leaves: leaves(held, sight),
            run: None,
        }
    }

    /// The handle of a record. All have one: they are given when a record is read or written.
    pub(super) fn handle(&self, id: &Id) -> u32 {
        self.handles.known(id).unwrap_or(0)
    }

    fn rank(&self, id: Id, checked: Option<&Checked>) -> Rank {
        let class = match checked.map(|checked| checked.verdict()) {
            Some(Verdict::Accept) => 0,
            Some(Verdict::Undecided) => 1,
            Some(Verdict::Refuse) => 2,
            None => 3,
        };
        // What has no end comes after what has one.
        let until = checked.and_then(|checked| checked.judgement.period().1);
        let until = Some(until.unwrap_or(Timestamp::MAX));
        let since = self.held.get(&id).map_or(0, |held| held.since);
        (class, until, std::cmp::Reverse(since), id)
    }
}

/// Whether an accepted code ends within this time.
fn ends_within(checked: &Checked, time: SignedDuration, sight: &Sight) -> bool {
    let judgement = &checked.judgement;
    let until = judgement.period().1;
    let near = until.is_some_and(|until| until.duration_since(sight.now.timestamp()) <= time);
    let current = judgement.validity == Validity::Current;
    near && current && checked.verdict() == Verdict::Accept
}

fn soon(checked: &Checked, sight: &Sight) -> String {
    let judgement = &checked.judgement;
    let zone = sight.now.time_zone();
    let date = judgement
        .period()
        .1
        .map(|until| dates::day_of(until, zone, sight.lang));
    let issuer = judgement
        .issuer
        .as_ref()
        .and_then(|issuer| slip::issuer_name(issuer, sight.lang));
    let issuer = issuer.unwrap_or_else(|| t(sight.lang, "whoever-issued", &[]));
    let args = [
        ("date", date.unwrap_or_default().into()),
        ("issuer", issuer.into()),
    ];
    t(sight.lang, "next-soon", &args)
}

fn kept(held: &Held, sight: &Sight) -> String {
    t(
        sight.lang,
        "kept",
        &[("date", day(held.since, sight).into())],
    )
}

fn leaves(held: &Held, sight: &Sight) -> Option<String> {
    let last = held.binned?.saturating_add(STAY);
    Some(t(
        sight.lang,
        "leaves",
        &[("date", day(last, sight).into())],
    ))
}

/// The day on which a stored moment falls.
fn day(seconds: u64, sight: &Sight) -> String {
    let moment = i64::try_from(seconds).ok();
    let moment = moment.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map_or_else(String::new, |moment| {
        dates::day_of(moment, sight.now.time_zone(), sight.lang)
    })
}
