//! To whom a code that was found seems to belong, why, and what it would replace.

use healthcode::statement::Holder;
use jiff::tz::TimeZone;
use vault::Id;
use words::{Lang, t};

use super::Family;
use super::likeness::{Known, Likeness, Match, spelt};
use super::record::What;
use super::sorts::{self, Sort, look};
use crate::check::Checked;
use crate::dates;
use crate::sight::Sight;
use crate::view::{Belongs, PersonFields};

/// To whom something seems to belong.
pub(super) struct Suggestion {
    pub(super) belongs: Belongs,
    pub(super) why: String,
    pub(super) unsure: bool,
}

/// Somebody whom a code that was found would make new.
pub(super) struct Fresh {
    known: Known,
    fields: PersonFields,
    claimed: bool,
}

/// Somebody on the board, with every spelling that is known of them.
pub(super) struct Candidate {
    id: Id,
    handle: u32,
    known: Vec<Known>,
}

impl Suggestion {
    /// Compares the holder of a code with everybody on the board, then with those whom codes found before would make
    /// new. What nobody trusted signed is a reason to look, however well it fits.
    pub(super) fn new(
        checked: &Checked,
        board: &[Candidate],
        fresh: &mut Vec<Fresh>,
        lang: Lang,
    ) -> Self {
        let Some(code) = checked.judgement.content() else {
            return Self::of(PersonFields::default(), "why-unread", true, lang);
        };
        let claimed = checked.judgement.verified().is_none();
        let known = Known::of_holder(&code.holder);
        let alike = board
            .iter()
            .filter_map(|person| Some((person.is(&known)?, person)));
        let mut alike: Vec<_> = alike.collect();
        alike.sort_by_key(|(found, _)| (!found.sure, found.names));
        if let Some((found, person)) = alike.first() {
            // Two who fit equally well cannot be told apart.
            let tie = alike.get(1).is_some_and(|(other, _)| other == found);
            return Self {
                belongs: Belongs::Person { id: person.handle },
                why: why(*found, claimed, tie, lang),
                unsure: claimed || tie || !found.sure,
            };
        }
        // The spelling of a new person never comes from what nobody trusted signed, if somebody did.
        let before = fresh.iter().find(|other| {
            other.known.is(&known).is_some_and(|found| found.sure) && (claimed || !other.claimed)
        });
        let fields = before.map_or_else(|| fields(&code.holder), |other| other.fields.clone());
        if before.is_none() {
            fresh.push(Fresh {
                known,
                fields: fields.clone(),
                claimed,
            });
        }
        let unsure = claimed || fields.name.is_empty();
        let key = if claimed {
            "why-new-claimed"
        } else {
            "why-new"
        };
        Self::of(fields, key, unsure, lang)
    }

    fn of(fields: PersonFields, key: &str, unsure: bool, lang: Lang) -> Self {
        Self {
            belongs: Belongs::New { fields },
            why: t(lang, key, &[]),
            unsure,
        }
    }
}

impl Candidate {
    fn is(&self, known: &Known) -> Option<Match> {
        let matches = self.known.iter().filter_map(|mine| mine.is(known));
        matches.min_by_key(|found| (!found.sure, found.names))
    }

    /// Who it is.
    pub(super) const fn id(&self) -> Id {
        self.id
    }

    /// How the window names them.
    pub(super) const fn handle(&self) -> u32 {
        self.handle
    }
}

fn fields(holder: &Holder) -> PersonFields {
    let (name, latin, birth) = spelt(holder);
    PersonFields {
        name,
        latin,
        birth,
        ..PersonFields::default()
    }
}

fn why(found: Match, claimed: bool, tie: bool, lang: Lang) -> String {
    let key = match found.names {
        Likeness::Same => "same",
        Likeness::Spelling => "spelling",
        Likeness::Title => "title",
        Likeness::Middle => "middle",
        Likeness::Order => "order",
        Likeness::Pinyin => "pinyin",
        Likeness::Part => "part",
        Likeness::Sound => "sound",
        Likeness::Letter => "letter",
    };
    let birth = if found.sure || found.born_same {
        "same"
    } else {
        "open"
    };
    let say = |key: &str| t(lang, key, &[]);
    let names = say(&format!("why-names-{key}"));
    let birth = say(&format!("why-birth-{birth}"));
    let look = match (tie, claimed) {
        (true, _) => say("why-tie"),
        (false, true) => say("why-claimed"),
        (false, false) => String::new(),
    };
    let args = [
        ("names", names.into()),
        ("birth", birth.into()),
        ("look", look.into()),
    ];
    t(lang, "why", &args).trim_end().to_owned()
}

impl Family {
    /// Everybody on the board by every spelling: what the family wrote, and what trusted codes of theirs say.
    pub(super) fn candidates(&self, sight: &Sight) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .on_board()
            .into_iter()
            .map(|(id, person)| Candidate {
                id,
                handle: self.handle(&id),
                known: vec![Known::of_person(person)],
            })
            .collect();
        for held in self.held.values().filter(|held| held.binned.is_none()) {
            let What::Code(text) = &held.what else {
                continue;
            };
            let owner = candidates
                .iter_mut()
                .find(|person| person.id == held.person);
            let checked = look(text, sight);
            if let (Some(owner), Some(code)) = (owner, checked.judgement.verified()) {
                owner.known.push(Known::of_holder(&code.holder));
            }
        }
        candidates
    }

    /// Whether this very text is kept, in a history too.
    pub(super) fn has(&self, checked: &Checked) -> bool {
        self.with_text(checked.text.expose())
            .is_some_and(|id| self.held[&id].binned.is_none())
    }

    /// The code with this very text, in the bin too.
    pub(super) fn with_text(&self, text: &str) -> Option<Id> {
        let same = |what: &What| matches!(what, What::Code(kept) if kept == text);
        let found = self.held.iter().filter(|(_, held)| same(&held.what));
        found.min_by_key(|(_, held)| held.binned).map(|(id, _)| *id)
    }

    /// What keeping the code for this person would put into the history, in one sentence.
    pub(super) fn replaced(&self, checked: &Checked, person: Id, sight: &Sight) -> Option<String> {
        let sort = Sort::of(&checked.judgement)?;
        let groups = self.groups(sight, |held| held.person == person && held.binned.is_none());
        let mut tops = groups.iter().filter_map(|group| group.codes.first());
        let (id, top) = tops.find(|(_, top)| Sort::of(&top.judgement).as_ref() == Some(&sort))?;
        let newer = sorts::order(checked, u64::MAX, [0; 16])
            < sorts::order(top, self.held.get(id).map_or(0, |held| held.since), *id);
        let at = top.judgement.content().and_then(sorts::at);
        let zone: &TimeZone = sight.now.time_zone();
        let date = at
            .map(|at| dates::day_of(at, zone, sight.lang))
            .unwrap_or_default();
        let key = match (newer, date.is_empty()) {
            (true, false) => "replaces-dated",
            (true, true) => "replaces",
            (false, _) => "replaces-older",
        };
        Some(t(sight.lang, key, &[("date", date.into())]))
    }
}
