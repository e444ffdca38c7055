//! A judged code as the window shows it: every sentence decided here, none in the page.

use healthcode::kc1::Reason as Kc1;
use healthcode::list::Issuer;
use healthcode::statement::{Coding, Event, Form, Holder, System, When};
use healthcode::{
    Code, Format, HealthCode, Judgement, Private, Reason, Signature, Status, Validity, Verdict,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use words::{Lang, find, t};

use crate::check::Checked;
use crate::trust::{ago, in_lang};
use crate::view::{EventView, FactView, HolderView, Printing, SlipView};
use crate::{dates, people, view};

pub(crate) mod kc1;
mod rules;

/// The slip of a checked code, worded in `lang`, with dates in the zone of `now` and ages counted to
/// it.
pub fn view(id: u32, checked: &Checked, lang: Lang, now: &Zoned) -> SlipView {
    let judgement = &checked.judgement;
    let zone = now.time_zone();
    SlipView {
        id,
        verdict: verdict(checked),
        word: word(checked, lang),
        note: Some(note(checked, lang, zone)),
        title: title(judgement, lang),
        marks: kc1::marks(checked, lang),
        until: until(judgement, lang, zone),
        next: next(checked, lang, zone),
        holder: judgement.verified().map(|code| holder(&code.holder, lang)),
        answers: answers(checked, now, lang),
        facts: facts(judgement, lang, zone),
        events: events(judgement, lang, zone),
        claimed: matches!(judgement.code, Code::Claimed(_)),
        source: checked.origin.file.clone().unwrap_or_default(),
        offer_trust: matches!(
            judgement.reason,
            Reason::IssuerUnknown
                | Reason::StatusUnknown
                | Reason::TrustTooOld
                | Reason::Kc1(Kc1::IssuerUnknown | Kc1::StatusUnknown | Kc1::TrustOld)
        ),
        printing: printing(checked),
    }
}

/// What a code is worth.
pub fn verdict(checked: &Checked) -> view::Verdict {
    match checked.verdict() {
        Verdict::Accept => view::Verdict::Accept,
        Verdict::Refuse => view::Verdict::Refuse,
        Verdict::Undecided => view::Verdict::Undecided,
    }
}

/// How a code may be printed (design invariant 2).
pub(crate) fn printing(checked: &Checked) -> Printing {
    match (checked.verdict(), &checked.judgement.code) {
        (_, Code::Unreadable) => Printing::Never,
        (Verdict::Accept, _) => Printing::Plain,
        (Verdict::Undecided, _) => Printing::Marked,
        (Verdict::Refuse, _) => Printing::Refused,
    }
}

/// The word under the mark.
pub(crate) fn word(checked: &Checked, lang: Lang) -> String {
    let judgement = &checked.judgement;
    let key = match (judgement.reason, judgement.validity) {
        _ if checked.turned_away().is_some() => "word-rules",
        (Reason::Time, Validity::Expired) | (Reason::Kc1(Kc1::Expired), _) => "word-expired",
        (Reason::Time, _) | (Reason::Kc1(Kc1::NotYet), _) => "word-not-yet",
        (Reason::NotHealthCode, _) => "word-other",
        _ => match checked.verdict() {
            Verdict::Accept => "word-accept",
            Verdict::Refuse => "word-refuse",
            Verdict::Undecided => "word-undecided",
        },
    };
    t(lang, key, &[])
}

/// What the code is, without its issuer.
pub(crate) fn what(judgement: &Judgement, lang: Lang) -> String {
    let key = match (judgement.content(), judgement.format) {
        (Some(_), _) | (None, Format::Hc1) => judgement.kind().as_str(),
        (None, Format::Shlink) => "link",
        (None, other) => other.as_str(),
    };
    t(lang, &format!("what-{key}"), &[])
}

fn note(checked: &Checked, lang: Lang, zone: &TimeZone) -> String {
    if let Some(answer) = checked.turned_away() {
        return rules::note(answer, lang, zone);
    }
    let judgement = &checked.judgement;
    if let Some(key) = kc1::key(judgement, "note") {
        return t(lang, &key, &[]);
    }
    let key = match judgement.reason {
        Reason::Time if judgement.signature != Signature::Good => "time-unverified",
        Reason::TrustTooOld if is_archive(judgement) => "archive",
        reason => reason.as_str(),
    };
    t(lang, &format!("note-{key}"), &[])
}

/// What to do, in one sentence.
pub(crate) fn next(checked: &Checked, lang: Lang, zone: &TimeZone) -> String {
    if let Some(answer) = checked.turned_away() {
        return rules::next(answer, lang, zone);
    }
    let judgement = &checked.judgement;
    if let Some(key) = kc1::key(judgement, "next") {
        return t(lang, &key, &[]);
    }
    let key = match (judgement.reason, judgement.validity) {
        (Reason::Time, Validity::Expired) => "expired",
        (Reason::Time, _) => "not-yet",
        (Reason::TrustTooOld, _) if is_archive(judgement) => "archive",
        (reason, _) => reason.as_str(),
    };
    t(lang, &format!("next-{key}"), &[])
}

fn is_archive(judgement: &Judgement) -> bool {
    let issuer = judgement.issuer.as_ref();
    issuer.is_some_and(|issuer| issuer.list.archive)
}

fn title(judgement: &Judgement, lang: Lang) -> String {
    let what = what(judgement, lang);
    let known = judgement
        .issuer
        .as_ref()
        .and_then(|issuer| issuer_name(issuer, lang));
    // A key set does not tell a name: then the code's own word for it stands, and is called so.
    let claimed = judgement
        .content()
        .and_then(|code| claimed_issuer(code, lang));
    match (known, claimed) {
        (Some(issuer), _) => t(
            lang,
            "from-issuer",
            &[("what", what.into()), ("issuer", issuer.into())],
        ),
        (None, Some(issuer)) => t(
            lang,
            "from-unknown",
            &[("what", what.into()), ("country", issuer.into())],
        ),
        (None, None) => what,
    }
}

/// What its list calls an issuer, in this language if it can.
pub(crate) fn issuer_name(issuer: &Issuer, lang: Lang) -> Option<String> {
    match issuer.called.as_slice() {
        [] => issuer.name.clone(),
        names => Some(in_lang(names, lang)),
    }
}

/// Who says they issued it: what the code says of its issuer, else the country of an event.
fn claimed_issuer(code: &HealthCode, lang: Lang) -> Option<String> {
    let issuer = code.issuer.as_deref();
    let issuer = issuer.map(|issuer| issuer.trim_start_matches("https://"));
    let of_event = || {
        code.events
            .iter()
            .find_map(|e| e.origin()?.country.as_deref())
    };
    issuer.or_else(of_event).map(|code| country(code, lang))
}

fn until(judgement: &Judgement, lang: Lang, zone: &TimeZone) -> String {
    if judgement.content().is_none() {
        return t(lang, "until-unread", &[]);
    }
    let (from, until) = judgement.period();
    let claimed = judgement.verified().is_none();
    let (key, moment) = match judgement.validity {
        Validity::Current if claimed => ("until-claimed", until),
        Validity::Current => ("until", until),
        Validity::Expired if claimed => ("until-claimed-expired", until),
        Validity::Expired => ("until-expired", until),
        Validity::NotYet => ("until-not-yet", from),
        Validity::None => ("until-none", None),
    };
    let to_the_minute = judgement
        .content()
        .and_then(|code| kc1::until(&code.kc1()?.claims, lang, zone))
        .filter(|_| moment == until);
    let date = to_the_minute.or_else(|| Some(dates::day_of(moment?, zone, lang)));
    t(lang, key, &[("date", date.unwrap_or_default().into())])
}

fn holder(holder: &Holder, lang: Lang) -> HolderView {
    if let Some(mark) = &holder.mark {
        return kc1::holder(mark, lang);
    }
    let name = people::name(holder);
    HolderView {
        latin: people::latin(holder).filter(|latin| *latin != name),
        birth: dates::partial(*holder.birth.expose(), lang),
        name,
    }
}

fn answers(checked: &Checked, at: &Zoned, lang: Lang) -> Vec<FactView> {
    let (judgement, now) = (&checked.judgement, at.timestamp());
    let say = |key: &str| t(lang, key, &[]);
    let aged = |key: &str, as_of: Option<Timestamp>| match as_of {
        Some(as_of) => t(lang, key, &[("ago", ago(as_of, now, lang).into())]),
        None => say(&format!("{key}-undated")),
    };
    let issuer = match &judgement.issuer {
        None => say("answer-issuer-unknown"),
        Some(issuer) if issuer.list.archive => say("answer-issuer-archive"),
        Some(issuer) if issuer.is_too_old(now) => aged("answer-issuer-too-old", issuer.seen()),
        Some(issuer) => aged("answer-issuer-known", issuer.seen()),
    };
    let status = match judgement.status {
        Status::Good(as_of) => aged("answer-status-good", as_of),
        Status::Missing => say("answer-status-missing"),
        Status::NotOffered => say("answer-status-not-offered"),
        Status::Revoked(as_of) => aged("answer-status-revoked", as_of),
        Status::TooOld(as_of) => aged("answer-status-too-old", as_of),
        Status::Unread => say("answer-status-unread"),
    };
    let signature = say(&format!(
        "answer-signature-{}",
        judgement.signature.as_str()
    ));
    let asked = [
        ("signature", signature),
        ("issuer", issuer),
        ("status", status),
        ("rules", rules::answer(checked, lang, at.time_zone())),
    ]
    .map(|(question, value)| FactView {
        label: t(lang, &format!("answer-{question}"), &[]),
        value,
    });
    asked
        .into_iter()
        .chain(kc1::live(judgement, lang))
        .collect()
}

/// Collects labelled facts, without those that are not there.
struct Facts(Vec<FactView>, Lang);

impl Facts {
    fn add(&mut self, label: &str, value: Option<String>) {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            self.0.push(FactView {
                label: t(self.1, &format!("fact-{label}"), &[]),
                value,
            });
        }
    }

    fn coded(&mut self, label: &str, value: Option<&Coding>) {
        self.add(label, value.map(|value| named(value, self.1)));
    }
}

/// What the code says of itself and of the person, for the second press.
fn facts(judgement: &Judgement, lang: Lang, zone: &TimeZone) -> Vec<FactView> {
    let Some(code) = judgement.content() else {
        return Vec::new();
    };
    let mut facts = Facts(Vec::new(), lang);
    let exposed = |value: &Option<Private<String>>| value.as_ref().map(|v| v.expose().clone());
    facts.add("name", Some(people::name(&code.holder)));
    facts.add("name-latin", people::latin(&code.holder));
    facts.add("birth", dates::partial(*code.holder.birth.expose(), lang));
    facts.add("guardian", exposed(&code.holder.guardian));
    facts.add("document", exposed(&code.holder.document));
    if let Some(kc1) = code.kc1() {
        kc1::facts(&mut facts, kc1, lang, zone);
    }
    let moment = |moment: Option<Timestamp>| moment.map(|at| dates::moment(at, zone, lang));
    facts.add("issued", moment(code.from));
    facts.add("expires", moment(code.until));
    facts.add(
        "address",
        code.issuer.clone().filter(|issuer| issuer.contains("://")),
    );
    facts.add("format", Some(form(&code.form)));
    facts.add("key", judgement.kid.clone());
    facts.0
}

/// The format's own name, for whoever asks.
fn form(form: &Form) -> String {
    match form {
        Form::Ddcc => "WHO DDCC · HC1".to_owned(),
        Form::EuDcc(version) => format!("EU DCC {version} · HC1"),
        Form::Icvp => "WHO ICVP · HC1".to_owned(),
        Form::Kc1(_) => "KC1".to_owned(),
        Form::Seal(kind) => format!("ICAO VDS-NC · {kind}"),
        Form::SmartHealthCard(version) => format!("SMART Health Card · FHIR {version}"),
    }
}

/// What the code says that happened.
fn events(judgement: &Judgement, lang: Lang, zone: &TimeZone) -> Vec<EventView> {
    let events = judgement.content().map_or(&[][..], |code| &code.events);
    events
        .iter()
        .map(|event| EventView {
            title: event_title(event, lang, zone),
            facts: event_facts(event, lang, zone),
        })
        .collect()
}

/// What happened and when, in one line.
pub(crate) fn event_title(event: &Event, lang: Lang, zone: &TimeZone) -> String {
    let named = |coding: &Coding| named(coding, lang);
    let when = |moment: Option<When>| moment.and_then(|moment| dates::when(moment, zone, lang));
    let parts = match event {
        Event::Recovery(recovery) => [
            Some(t(lang, "what-recovery", &[])),
            None,
            Some(dates::day(recovery.positive, lang)),
        ],
        Event::Test(test) => [
            test.method.as_ref().map(named),
            test.result.as_ref().map(named),
            when(test.sampled),
        ],
        Event::Unread(what) => [
            Some(t(lang, "event-unread", &[("what", what.as_str().into())])),
            None,
            None,
        ],
        Event::Vaccination(v) => [
            v.product.as_ref().or(v.prophylaxis.as_ref()).map(named),
            v.dose
                .as_deref()
                .and_then(|number| dose(number, None, lang)),
            when(v.day),
        ],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn event_facts(event: &Event, lang: Lang, zone: &TimeZone) -> Vec<FactView> {
    let mut facts = Facts(Vec::new(), lang);
    let when = |moment: Option<When>| moment.and_then(|moment| dates::when(moment, zone, lang));
    let Some(origin) = event.origin() else {
        return Vec::new();
    };
    facts.coded("disease", origin.disease.as_ref());
    match event {
        Event::Vaccination(v) => {
            facts.coded("vaccine", v.prophylaxis.as_ref());
            facts.coded("product", v.product.as_ref());
            facts.coded("manufacturer", v.manufacturer.as_ref());
            facts.add("lot", v.lot.clone());
            facts.add(
                "dose",
                v.dose.as_deref().and_then(|n| dose(n, v.series, lang)),
            );
            facts.add("day", when(v.day));
            facts.add("counts", counts(v.counts, lang));
        }
        Event::Test(test) => {
            facts.coded("method", test.method.as_ref());
            facts.add("test-name", test.name.clone());
            facts.coded("device", test.device.as_ref());
            facts.add("sampled", when(test.sampled));
            facts.coded("result", test.result.as_ref());
        }
        Event::Recovery(recovery) => {
            facts.add("positive", Some(dates::day(recovery.positive, lang)));
            facts.add(
                "from",
                counts((Some(recovery.from), Some(recovery.until)), lang),
            );
        }
        Event::Unread(_) => {}
    }
    facts.add("centre", origin.centre.clone());
    facts.add(
        "country",
        origin.country.as_deref().map(|code| country(code, lang)),
    );
    facts.add("issuer", origin.issuer.clone());
    facts.add(
        "identifier",
        origin.identifier.as_ref().map(|i| i.expose().clone()),
    );
    facts.0
}

/// A dose that is a number, with the length of its series if that is known, or in the issuer's words.
fn dose(number: &str, series: Option<u32>, lang: Lang) -> Option<String> {
    let numeric = !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit());
    match series {
        _ if !numeric => Some(number.to_owned()).filter(|words| !words.is_empty()),
        Some(series) => Some(t(
            lang,
            "dose",
            &[
                ("dose", number.into()),
                ("series", series.to_string().into()),
            ],
        )),
        None => Some(t(lang, "dose-alone", &[("dose", number.into())])),
    }
}

/// From when until when something counts.
fn counts((from, until): (Option<Date>, Option<Date>), lang: Lang) -> Option<String> {
    let day = |date| dates::day(date, lang);
    match (from, until) {
        (Some(from), Some(until)) => Some(t(
            lang,
            "period",
            &[("from", day(from).into()), ("to", day(until).into())],
        )),
        (Some(from), None) => Some(t(lang, "period-from", &[("from", day(from).into())])),
        (None, Some(until)) => Some(t(lang, "period-to", &[("to", day(until).into())])),
        (None, None) => None,
    }
}

/// The name of a country, else what was written.
pub(crate) fn country(code: &str, lang: Lang) -> String {
    let two = healthcode::country::two_letters(code);
    two.and_then(|two| find(lang, &format!("country-{two}"), &[]))
        .unwrap_or_else(|| code.to_owned())
}

/// The plain name of a coded value, else the issuer's words for it, else the code itself.
pub(crate) fn named(coding: &Coding, lang: Lang) -> String {
    let plain: String = coding
        .code
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let key = match coding.system {
        System::Cvx => format!("name-cvx-{plain:0>2}"),
        System::Others => format!("name-{plain}"),
    };
    find(lang, &key, &[])
        .filter(|_| !plain.is_empty())
        .or_else(|| coding.words.clone())
        .unwrap_or_else(|| coding.code.clone())
}
