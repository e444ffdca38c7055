//! Runs: whom the family is connected with, what is asked of them, and how what they issued stands on the board.

use healthcode::Private;
use healthcode::kc1::{Code as Kc1, Colour as Stated, Kind, Serial};
use healthcode::kct::Realm;
use healthcode::statement::PartialDate;
use issuing::message::Mark;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use vault::Id;
use words::{Lang, t};

use super::issued::{Authority, Enrolment, Issued, Strip};
use super::record::{Held, What};
use super::sorts::look;
use super::undo::{Change, Deed};
use super::{Family, gone};
use crate::dates;
use crate::errand::{Done, Errand, Given, RunTask, Task};
use crate::machine::Machine;
use crate::people::is_han;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::signing::PrivateKey;
use crate::view::{Colour, ColourView, FamilyView, PaperView, PersonFields, RunView};

/// Why an authority is left alone, and until when, in seconds since 1970-01-01Z.
#[derive(Clone)]
pub(super) struct Wait {
    pub(super) until: u64,
    pub(super) problem: Problem,
}

/// Seconds after which an authority that did not answer is asked again by itself.
const AGAIN: u64 = 10 * 60;

/// A person's run with its strips, the earliest first.
pub(super) struct Run<'f> {
    pub(super) id: Id,
    pub(super) enrolment: &'f Enrolment,
    pub(super) authority: &'f Authority,
    pub(super) strips: Vec<&'f Strip>,
}

impl Family {
    /// What is asked of an authority for somebody: the next run, and before the first that they are enrolled.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a person or an authority that is not there any more.
    pub fn codes_errand(
        &self,
        person: u32,
        authority: u32,
        m: &Machine,
    ) -> Result<Errand, Problem> {
        let (person, _) = self.person(person)?;
        let authority = self.handles.id(authority).ok_or_else(gone)?;
        self.run_errand(person, authority, m)
    }

    /// What is to be asked now without anybody's doing: of every run whose time it is. With `all`, of every run.
    pub fn due_errands(&self, all: bool, m: &Machine) -> Vec<Errand> {
        let now = m.moment().time;
        let runs = self.runs().into_iter();
        let due = runs.filter(|run| {
            let wait = self.waits.get(&run.enrolment.authority);
            // An authority with too much to do is asked when it said, also where a person is in a hurry.
            let left_alone = wait.is_some_and(|wait| {
                let busy = wait.problem.code == Code::AuthorityBusy;
                now < wait.until && (busy || !all)
            });
            if left_alone {
                return false;
            }
            let region = run.authority.region(&run.enrolment.region);
            let by_itself = region.is_some_and(|region| region.by_itself);
            all || (by_itself && run.enrolment.refresh <= now)
        });
        let errands = due.map(|run| (run.enrolment.person, run.enrolment.authority));
        errands
            .filter_map(|(person, authority)| self.run_errand(person, authority, m).ok())
            .collect()
    }

    /// A new paper code from the authority of a run.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a run that is not there any more, or that no authority answers for since a restore.
    pub fn paper_errand(&self, held: u32, m: &Machine) -> Result<Errand, Problem> {
        let run = self.run(held)?;
        let task = Task::Paper {
            person: run.enrolment.person,
            handle: run.enrolment.handle.ok_or_else(unknown)?,
        };
        self.errand(run.enrolment.authority, task, m)
    }

    /// Cancels a kept paper code at the authority that issued it.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for a thing that is not there any more, or is no paper code of an authority known here.
    pub fn cancel_errand(&self, held: u32, m: &Machine) -> Result<Errand, Problem> {
        let (id, thing) = self.thing(held)?;
        let serial = paper_of(thing).ok_or_else(gone)?;
        let run = self.runs().into_iter().find(|run| {
            run.enrolment.person == thing.person && run.authority.id == serial.authority
        });
        let run = run.ok_or_else(gone)?;
        let task = Task::Cancel {
            held: id,
            handle: run.enrolment.handle.ok_or_else(unknown)?,
            serial: spoken(&serial),
        };
        self.errand(run.enrolment.authority, task, m)
    }

    /// Brings home what came of an errand: all of it, or none.
    ///
    /// # Errors
    ///
    /// What the authority said, [`Code::AuthorityAnswer`] if what it gave is not what was asked for or not signed by its
    /// keys, or what the vault says. What was received earlier stays.
    pub fn bring(&mut self, done: Done, sight: &Sight, m: &Machine) -> Result<FamilyView, Problem> {
        let given = match done.got {
            Ok(given) => given,
            Err(problem) => {
                let minutes: u64 = problem.about.parse().unwrap_or(0);
                let until = m.moment().time + AGAIN.max(minutes * 60);
                if problem.code == Code::AuthorityUnknown {
                    self.forget_account(done.authority, m)?;
                }
                let wait = Wait {
                    until,
                    problem: problem.clone(),
                };
                self.waits.insert(done.authority, wait);
                return Err(problem);
            }
        };
        self.waits.remove(&done.authority);
        let authority = match self.issued.get(&done.authority) {
            Some(Issued::Authority(authority)) => (**authority).clone(),
            _ => return Err(gone()),
        };
        let answered = u64::try_from(done.at.as_second()).unwrap_or(0);
        let mut changes = vec![Change::Issued(
            done.authority,
            Some(Issued::Authority(Box::new(Authority {
                key: Some(done.account),
                contact: Some(answered),
                ..authority.clone()
            }))),
        )];
        let deed = match (done.task, given) {
            (Task::Run(task), Given::Run(handle, texts, refresh)) => {
                let name = self.name_of(task.person);
                let run = self.taken(&task, &texts, &authority, sight)?;
                changes.extend(self.old_strips(task.enrolment));
                let enrolment = Enrolment {
                    person: task.person,
                    authority: done.authority,
                    region: task.region,
                    handle: Some(handle),
                    since: match self.issued.get(&task.enrolment) {
                        Some(Issued::Enrolment(before)) => before.since,
                        _ => answered,
                    },
                    refresh: u64::try_from(refresh.as_second()).unwrap_or(answered),
                    contact: answered,
                };
                let enrolment = Issued::Enrolment(enrolment);
                changes.push(Change::Issued(task.enrolment, Some(enrolment)));
                changes.extend(run.into_iter().map(|strip| {
                    Change::Issued(Self::new_id(), Some(Issued::Strip(Box::new(strip))))
                }));
                Deed::of("codes", &name)
            }
            (Task::Paper { person, .. }, Given::Paper(text)) => {
                let name = self.name_of(person);
                let checked = look(text.expose(), sight);
                if !checked.is_signed() || self.paper_from(text.expose(), &authority).is_none() {
                    return Err(Problem::new(Code::AuthorityAnswer, ""));
                }
                let held = Held {
                    person,
                    since: m.moment().time,
                    binned: None,
                    what: What::Code(text.expose().clone()),
                };
                changes.push(Change::Held(Self::new_id(), Some(held)));
                let now = sight.now.timestamp();
                let replaces = self.held.values().any(|held| match &held.what {
                    What::Code(text) if held.person == person && held.binned.is_none() => {
                        let paper = self.paper_from(text, &authority);
                        paper.is_some_and(|(_, exp)| exp > now)
                    }
                    _ => false,
                });
                Deed::of(if replaces { "paper" } else { "paper-first" }, &name)
            }
            (Task::Cancel { held, .. }, Given::Cancelled) => {
                let Some(thing) = self.held.get(&held) else {
                    return self.view("", sight);
                };
                let name = self.name_of(thing.person);
                let binned = Held {
                    binned: Some(m.moment().time),
                    ..thing.clone()
                };
                changes.push(Change::Held(held, Some(binned)));
                Deed::of("cancel", &name)
            }
            _ => return Err(Problem::new(Code::AuthorityAnswer, "")),
        };
        self.change_aside(changes, m)?;
        self.note = Some(deed);
        self.view("", sight)
    }

    /// An authority that does not know this computer any more is asked by a new account the next time: then everybody is
    /// enrolled there anew.
    fn forget_account(&mut self, authority: Id, m: &Machine) -> Result<(), Problem> {
        let Some(Issued::Authority(known)) = self.issued.get(&authority) else {
            return Ok(());
        };
        let known = Authority {
            key: Some(PrivateKey::new(known.curve)),
            ..(**known).clone()
        };
        let mut changes = vec![Change::Issued(
            authority,
            Some(Issued::Authority(Box::new(known))),
        )];
        let enrolled = self.issued.iter().filter_map(|(id, issued)| match issued {
            Issued::Enrolment(enrolment) if enrolment.authority == authority => {
                Some((*id, enrolment))
            }
            _ => None,
        });
        changes.extend(enrolled.map(|(id, enrolment)| {
            let enrolment = Enrolment {
                handle: None,
                ..enrolment.clone()
            };
            Change::Issued(id, Some(Issued::Enrolment(enrolment)))
        }));
        self.change_aside(changes, m)
    }

    /// Every run of people on the board.
    pub(super) fn runs(&self) -> Vec<Run<'_>> {
        let ids = self.issued.iter().filter_map(|(id, issued)| match issued {
            Issued::Enrolment(enrolment) => Some((*id, enrolment)),
            _ => None,
        });
        let on_board = |id: &Id| self.people.get(id).is_some_and(|p| p.binned.is_none());
        ids.filter(|(_, enrolment)| on_board(&enrolment.person))
            .filter_map(|(id, enrolment)| {
                let Some(Issued::Authority(authority)) = self.issued.get(&enrolment.authority)
                else {
                    return None;
                };
                Some(Run {
                    id,
                    enrolment,
                    authority,
                    strips: self.strips(id),
                })
            })
            .collect()
    }

    /// The run behind a handle.
    pub(super) fn run(&self, held: u32) -> Result<Run<'_>, Problem> {
        let id = self.handles.id(held).ok_or_else(gone)?;
        let found = self.runs().into_iter().find(|run| run.id == id);
        found.ok_or_else(gone)
    }

    /// A run as it stands on the board.
    pub(super) fn run_view(&self, run: &Run<'_>, sight: &Sight) -> RunView {
        let lang = sight.lang;
        let now = sight.now.timestamp();
        let zone = sight.now.time_zone();
        let today = run.today(now);
        let stated = today.and_then(|strip| colour(strip.code.claimed().colour, lang));
        let overdue = i64::try_from(run.enrolment.refresh).is_ok_and(|at| at < now.as_second());
        RunView {
            authority: self.handle(&run.enrolment.authority),
            from: run.authority.name(&lang.to_string()).to_owned(),
            region: run.region(lang),
            through: run.through(now, zone, lang),
            age: age(run.enrolment.contact, now, lang),
            overdue,
            colour: stated,
            practice: run.authority.practice,
            papers: self.papers(run, sight),
            trouble: overdue.then(|| match self.waits.get(&run.enrolment.authority) {
                Some(wait) => wait.problem.view(lang).what,
                None => t(lang, "run-overdue", &[]),
            }),
        }
    }

    /// The paper codes of a run's person from its authority, the newest first.
    fn papers(&self, run: &Run<'_>, sight: &Sight) -> Vec<PaperView> {
        let of_person = self
            .held
            .iter()
            .filter(|(_, held)| held.person == run.enrolment.person && held.binned.is_none());
        let mut papers: Vec<_> = of_person
            .filter_map(|(id, held)| {
                let What::Code(text) = &held.what else {
                    return None;
                };
                let (serial, exp) = self.paper_from(text, run.authority)?;
                let checked = look(text, sight);
                let view = PaperView {
                    held: self.handle(id),
                    serial: spoken(&serial),
                    until: t(
                        sight.lang,
                        "until-day",
                        &[(
                            "date",
                            dates::day_of(exp, sight.now.time_zone(), sight.lang).into(),
                        )],
                    ),
                    word: crate::slip::word(&checked, sight.lang),
                    valid: exp > sight.now.timestamp(),
                };
                Some((std::cmp::Reverse(held.since), view))
            })
            .collect();
        papers.sort_by_key(|(since, _)| *since);
        papers.into_iter().map(|(_, view)| view).collect()
    }

    fn paper_from(&self, text: &str, authority: &Authority) -> Option<(Serial, Timestamp)> {
        let code = Kc1::read(text).ok()?;
        let claims = code.claimed();
        let ours = claims.serial.authority == authority.id
            && (claims.realm == Realm::Practice) == authority.practice;
        (ours && claims.kind == Kind::Paper).then(|| (claims.serial.clone(), claims.exp))
    }

    fn strips(&self, enrolment: Id) -> Vec<&Strip> {
        let mut strips: Vec<&Strip> = self
            .issued
            .values()
            .filter_map(|issued| match issued {
                Issued::Strip(strip) if strip.enrolment == enrolment => Some(&**strip),
                _ => None,
            })
            .collect();
        strips.sort_by_key(|strip| strip.code.claimed().nbf);
        strips
    }

    fn old_strips(&self, enrolment: Id) -> Vec<Change> {
        let of_run = self.issued.iter().filter(
            |(_, issued)| matches!(issued, Issued::Strip(strip) if strip.enrolment == enrolment),
        );
        of_run.map(|(id, _)| Change::Issued(*id, None)).collect()
    }

    /// The strips of a run that was asked for, each for its key, for this person, signed by the authority.
    fn taken(
        &self,
        task: &RunTask,
        texts: &[Private<String>],
        authority: &Authority,
        sight: &Sight,
    ) -> Result<Vec<Strip>, Problem> {
        let refused = || Problem::new(Code::AuthorityAnswer, "");
        let strips = task.keys.iter().zip(texts).map(|(key, text)| {
            let strip = Strip::new(task.enrolment, text.expose().clone(), key.clone())?;
            let claims = strip.code.claimed();
            let ours = claims.serial.authority == authority.id
                && claims.region == task.region
                && (claims.realm == Realm::Practice) == authority.practice;
            (ours && look(text.expose(), sight).is_signed()).then_some(strip)
        });
        let strips: Option<Vec<Strip>> = strips.collect();
        strips
            .filter(|strips| strips.len() == task.keys.len() && !strips.is_empty())
            .ok_or_else(refused)
    }

    fn run_errand(&self, person: Id, authority: Id, m: &Machine) -> Result<Errand, Problem> {
        let Some(Issued::Authority(at)) = self.issued.get(&authority) else {
            return Err(gone());
        };
        let fields = &self.people.get(&person).ok_or_else(gone)?.fields;
        let known = self
            .runs()
            .into_iter()
            .find(|run| run.enrolment.person == person && run.enrolment.authority == authority);
        let region = match &known {
            Some(run) => at.region(&run.enrolment.region),
            None => at.regions.first(),
        };
        let region = region.ok_or_else(|| Problem::new(Code::AuthorityAnswer, ""))?;
        // Without the account's key nobody there knows this computer: the person is enrolled anew.
        let handle = known.as_ref().filter(|_| at.key.is_some());
        let handle = handle.and_then(|run| run.enrolment.handle);
        let task = RunTask {
            person,
            enrolment: known.as_ref().map_or_else(Self::new_id, |run| run.id),
            handle,
            region: region.id.clone(),
            mark: mark(fields),
            keys: (0..region.strips.max(1))
                .map(|_| PrivateKey::new(at.curve))
                .collect(),
        };
        self.errand(authority, Task::Run(task), m)
    }

    fn errand(&self, authority: Id, task: Task, m: &Machine) -> Result<Errand, Problem> {
        let Some(Issued::Authority(at)) = self.issued.get(&authority) else {
            return Err(gone());
        };
        let addresses = [&at.address, &at.backup];
        let mut lists: Vec<u32> = Vec::new();
        for run in self.runs() {
            if run.enrolment.authority == authority {
                let strips = run
                    .strips
                    .iter()
                    .map(|strip| strip.code.claimed().serial.list);
                lists.extend(strips);
            }
        }
        let papers = self.held.values().filter_map(paper_of);
        lists.extend(papers.filter(|s| s.authority == at.id).map(|s| s.list));
        lists.sort_unstable();
        lists.dedup();
        Ok(Errand {
            authority,
            publisher: at.publisher,
            addresses: addresses
                .into_iter()
                .filter(|address| !address.is_empty())
                .cloned()
                .collect(),
            realm: match at.practice {
                true => Realm::Practice,
                false => Realm::Real,
            },
            account: at.key.clone().unwrap_or_else(|| PrivateKey::new(at.curve)),
            task,
            now: m.now.timestamp(),
            lists,
        })
    }
}

impl Run<'_> {
    /// The strip for this moment: of two, the one that began later.
    pub(super) fn today(&self, now: Timestamp) -> Option<&Strip> {
        let mut for_now = self.strips.iter().rev().filter(|strip| strip.is_for(now));
        for_now.next().copied()
    }

    /// The region's name.
    pub(super) fn region(&self, lang: Lang) -> String {
        let region = self.authority.region(&self.enrolment.region);
        region.map_or_else(
            || self.enrolment.region.clone(),
            |region| region.name(&lang.to_string()).to_owned(),
        )
    }

    /// Until when codes lie here.
    pub(super) fn last(&self) -> Option<Timestamp> {
        self.strips
            .iter()
            .map(|strip| strip.code.claimed().exp)
            .max()
    }

    /// Until which day codes lie here, and how many days that is.
    pub(super) fn through(&self, now: Timestamp, zone: &TimeZone, lang: Lang) -> String {
        let Some(last) = self.last().filter(|last| *last > now) else {
            return t(lang, "run-empty", &[]);
        };
        let date = zone.to_datetime(last - SignedDuration::from_secs(1)).date();
        let today = zone.to_datetime(now).date();
        let days = date.duration_since(today).as_hours() / 24;
        let args = [
            ("date", dates::day(date, lang).into()),
            ("days", days.to_string().into()),
        ];
        match days {
            0 => t(lang, "run-today", &args),
            _ => t(lang, "run-through", &args),
        }
    }
}

fn unknown() -> Problem {
    Problem::new(Code::AuthorityUnknown, "")
}

/// A colour with its word; none is stated by most.
pub(super) fn colour(stated: Stated, lang: Lang) -> Option<ColourView> {
    let (colour, key) = match stated {
        Stated::None => return None,
        Stated::Green => (Colour::Green, "colour-green"),
        Stated::Yellow(_) => (Colour::Yellow, "colour-yellow"),
        Stated::Red(_) => (Colour::Red, "colour-red"),
    };
    Some(ColourView {
        colour,
        word: t(lang, key, &[]),
    })
}

/// How long ago an authority answered, in words.
pub(super) fn age(contact: u64, now: Timestamp, lang: Lang) -> String {
    let then = i64::try_from(contact).unwrap_or(i64::MAX);
    let minutes = now.as_second().saturating_sub(then).max(0) / 60;
    let (key, count) = match minutes {
        0 => ("age-now", 0),
        1..60 => ("age-minutes", minutes),
        60..1_440 => ("age-hours", minutes / 60),
        _ => ("age-days", minutes / 1_440),
    };
    t(lang, key, &[("count", count.to_string().into())])
}

/// What a paper code is called on the telephone. (kc1.md 1.2)
pub(super) fn spoken(serial: &Serial) -> String {
    format!("{}-{}", serial.list, serial.index)
}

/// The serial of a paper code.
fn paper_of(held: &Held) -> Option<Serial> {
    let What::Code(text) = &held.what else {
        return None;
    };
    let code = Kc1::read(text).ok()?;
    let claims = code.claimed();
    (claims.kind == Kind::Paper).then(|| claims.serial.clone())
}

/// What a checker tells a person by: the first character of a Han name, else one to four initials; and the birthday, if
/// the whole date is known. Never more. (kc1.md 1.2, rule 6)
fn mark(fields: &PersonFields) -> Mark {
    let birthday = match PartialDate::read(&fields.birth) {
        Some(PartialDate::Day(day)) => {
            let number =
                day.month().unsigned_abs() as u16 * 100 + u16::from(day.day().unsigned_abs());
            Some(Private::new(number))
        }
        _ => None,
    };
    let first = fields.name.chars().next().filter(|c| is_han(*c));
    let latin = match fields.latin.is_empty() {
        true => &fields.name,
        false => &fields.latin,
    };
    let initials = latin
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let name = match first {
        Some(first) => first.to_string(),
        None => initials
            .take(4)
            .flat_map(char::to_uppercase)
            .take(4)
            .collect(),
    };
    Mark {
        name: Some(Private::new(name)).filter(|name| !name.expose().is_empty()),
        tail: None,
        birthday,
    }
}
