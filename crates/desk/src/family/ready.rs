//! What several authorities say side by side, and whether everybody is ready for a day.

use healthcode::Verdict as Worth;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use vault::Id;
use words::{Lang, t};

use super::Family;
use super::record::What;
use super::runs::{Run, age, colour};
use super::sorts::look;
use crate::dates;
use crate::problem::{Code, Problem};
use crate::sight::Sight;
use crate::slip;
use crate::view::{CompareView, ReadinessView, ReadyView, SideView, Verdict};

impl Family {
    /// What each authority says of somebody, and what differs.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for somebody who is not there any more.
    pub fn compare(&self, person: u32, sight: &Sight) -> Result<CompareView, Problem> {
        let (id, person) = self.person(person)?;
        let lang = sight.lang;
        let sides: Vec<SideView> = self.runs_of(id).map(|run| self.side(&run, sight)).collect();
        let mut differences = Vec::new();
        let stated = |side: &SideView| match &side.colour {
            Some(colour) => colour.word.clone(),
            None => t(lang, "compare-no-colour", &[]),
        };
        let through = |side: &SideView| side.through.clone();
        differences.extend(differs(&sides, "compare-colour", &stated, lang));
        differences.extend(differs(&sides, "compare-through", &through, lang));
        if differences.is_empty() && sides.len() > 1 {
            differences.push(t(lang, "compare-same", &[]));
        }
        Ok(CompareView {
            name: person.fields.name.clone(),
            sides,
            differences,
        })
    }

    /// Whether everybody has a code that is still accepted on a day, `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// [`Code::Day`] for what is no day.
    pub fn readiness(&self, day: &str, sight: &Sight) -> Result<ReadinessView, Problem> {
        let date: Date = day.parse().map_err(|_| Problem::new(Code::Day, day))?;
        let people: Vec<ReadyView> = self
            .on_board()
            .into_iter()
            .map(|(id, person)| {
                let have = self.best(id, sight);
                let (line, until) = have.unwrap_or_else(|| (String::new(), None));
                let zone = sight.now.time_zone();
                let lasts = !line.is_empty()
                    && until.is_none_or(|until: Timestamp| {
                        let last = until - SignedDuration::from_secs(1);
                        zone.to_datetime(last).date() >= date
                    });
                ReadyView {
                    person: self.handle(&id),
                    name: person.fields.name.clone(),
                    ready: if lasts {
                        Verdict::Accept
                    } else {
                        Verdict::Undecided
                    },
                    word: t(
                        sight.lang,
                        if lasts { "word-ready" } else { "word-to-do" },
                        &[],
                    ),
                    line: match line.is_empty() {
                        true => t(sight.lang, "ready-none", &[]),
                        false => line,
                    },
                    next: match lasts {
                        true => String::new(),
                        false => self.what_next(id, date, sight),
                    },
                }
            })
            .collect();
        let ready = people
            .iter()
            .filter(|one| one.ready == Verdict::Accept)
            .count();
        let args = [
            ("date", dates::day(date, sight.lang).into()),
            ("ready", ready.to_string().into()),
            ("all", people.len().to_string().into()),
        ];
        Ok(ReadinessView {
            day: date.to_string(),
            line: t(sight.lang, "readiness-line", &args),
            people,
        })
    }

    fn runs_of(&self, person: Id) -> impl Iterator<Item = Run<'_>> {
        let runs = self.runs().into_iter();
        runs.filter(move |run| run.enrolment.person == person)
    }

    fn side(&self, run: &Run<'_>, sight: &Sight) -> SideView {
        let (lang, now, zone) = (sight.lang, sight.now.timestamp(), sight.now.time_zone());
        let strip = run.today(now).or(run.strips.last().copied());
        let claims = strip.map(|strip| strip.code.claimed());
        let region = run.authority.region(&run.enrolment.region);
        let by_itself = region.is_some_and(|region| region.by_itself);
        SideView {
            held: self.handle(&run.id),
            from: run.authority.name(&lang.to_string()).to_owned(),
            region: run.region(lang),
            colour: claims.and_then(|claims| colour(claims.colour, lang)),
            as_of: claims.map_or_else(String::new, |claims| {
                dates::moment(claims.as_of, zone, lang)
            }),
            age: age(run.enrolment.contact, now, lang),
            through: run.through(now, zone, lang),
            update: t(
                lang,
                if by_itself {
                    "update-auto"
                } else {
                    "update-manual"
                },
                &[],
            ),
        }
    }

    /// What somebody has that lasts longest among what is accepted today, and until when; no end: for good.
    fn best(&self, person: Id, sight: &Sight) -> Option<(String, Option<Timestamp>)> {
        let lang = sight.lang;
        let zone = sight.now.time_zone();
        let say = |key: &str, label: &str, what: String, until: Option<Timestamp>| {
            let date =
                until.map(|until| dates::day_of(until - SignedDuration::from_secs(1), zone, lang));
            let args = [
                (label, what.into()),
                (
                    "date",
                    date.unwrap_or_else(|| t(lang, "ready-always", &[])).into(),
                ),
            ];
            t(lang, key, &args)
        };
        let runs = self.runs_of(person).filter_map(|run| {
            let until = run.last()?;
            let from = run.authority.name(&lang.to_string()).to_owned();
            (until > sight.now.timestamp())
                .then(|| (say("ready-run", "from", from, Some(until)), Some(until)))
        });
        let kept = self
            .held
            .values()
            .filter(|held| held.person == person && held.binned.is_none());
        let kept = kept.filter_map(|held| {
            let What::Code(text) = &held.what else {
                return None;
            };
            let checked = look(text, sight);
            let judgement = &checked.judgement;
            let until = judgement.period().1;
            let what = slip::what(judgement, lang);
            (checked.verdict() == Worth::Accept)
                .then(|| (say("ready-code", "what", what, until), until))
        });
        runs.chain(kept)
            .max_by_key(|(_, until)| until.unwrap_or(Timestamp::MAX))
    }

    fn what_next(&self, person: Id, day: Date, sight: &Sight) -> String {
        let lang = sight.lang;
        let Some(run) = self.runs_of(person).next() else {
            return t(lang, "ready-next-get", &[]);
        };
        let region = run.authority.region(&run.enrolment.region);
        let days = region.map_or(1, |region| region.strips.max(1));
        // A run fetched from then on covers the day.
        let back = i64::try_from(days - 1).unwrap_or(0);
        let from = day.saturating_sub(jiff::Span::new().days(back));
        let from = from.max(sight.now.date());
        let args = [("date", dates::day(from, lang).into())];
        t(lang, "ready-next-refresh", &args)
    }
}

/// One sentence if not all sides say the same.
fn differs(
    sides: &[SideView],
    key: &str,
    what: &dyn Fn(&SideView) -> String,
    lang: Lang,
) -> Option<String> {
    let first = what(sides.first()?);
    if sides.iter().all(|side| what(side) == first) {
        return None;
    }
    let parts: Vec<String> = sides
        .iter()
        .map(|side| {
            let args = [
                ("from", side.from.as_str().into()),
                ("what", what(side).into()),
            ];
            t(lang, "compare-part", &args)
        })
        .collect();
    let parts = parts.join(&t(lang, "list-comma", &[]));
    Some(t(lang, key, &[("parts", parts.into())]))
}
