//! A judged code as the window shows it: every sentence decided here, none in the page.

use healthcode::dcc::{Event, Holder};
use healthcode::{Code, HealthCode, Judgement, Reason, Signature, Status, Validity, Verdict};
use jiff::tz::TimeZone;
use words::{Lang, find, t};

use crate::check::Checked;
use crate::view::{FactView, HolderView, Printing, SlipView};
use crate::{dates, people, view};

/// The slip of a checked code, worded in `lang`, with dates as they are in `zone`.
pub fn view(id: u32, checked: &Checked, lang: Lang, zone: &TimeZone) -> SlipView {
    let judgement = &checked.judgement;
    SlipView {
        id,
        verdict: verdict(checked),
        word: word(judgement, lang),
        note: Some(note(judgement, lang)),
        title: title(judgement, lang),
        until: until(judgement, lang, zone),
        next: next(judgement, lang),
        holder: judgement
            .verified()
            .map(|code| holder(&code.dcc.holder, lang)),
        answers: answers(judgement, lang),
        facts: facts(judgement, lang, zone),
        claimed: matches!(judgement.code, Code::Claimed(_)),
        source: checked.origin.file.clone().unwrap_or_default(),
        offer_trust: judgement.reason == Reason::IssuerUnknown,
        printing: printing(judgement),
    }
}

/// What a code is worth.
pub fn verdict(checked: &Checked) -> view::Verdict {
    match checked.judgement.verdict() {
        Verdict::Accept => view::Verdict::Accept,
        Verdict::Refuse => view::Verdict::Refuse,
        Verdict::Undecided => view::Verdict::Undecided,
    }
}

/// How a code may be printed (design invariant 2).
pub(crate) fn printing(judgement: &Judgement) -> Printing {
    match (judgement.verdict(), &judgement.code) {
        (_, Code::Unreadable) => Printing::Never,
        (Verdict::Accept, _) => Printing::Plain,
        (Verdict::Undecided, _) => Printing::Marked,
        (Verdict::Refuse, _) => Printing::Refused,
    }
}

/// The word under the mark.
pub(crate) fn word(judgement: &Judgement, lang: Lang) -> String {
    let key = match (judgement.reason, judgement.validity) {
        (Reason::Time, Validity::Expired) => "word-expired",
        (Reason::Time, _) => "word-not-yet",
        (Reason::NotHealthCode, _) => "word-other",
        _ => match judgement.verdict() {
            Verdict::Accept => "word-accept",
            Verdict::Refuse => "word-refuse",
            Verdict::Undecided => "word-undecided",
        },
    };
    t(lang, key, &[])
}

/// What the code is, without its issuer.
pub(crate) fn what(judgement: &Judgement, lang: Lang) -> String {
    let kind = judgement.kind().as_str();
    let key = match judgement.format {
        healthcode::Format::Hc1 => kind,
        healthcode::Format::Shlink => "link",
        other => other.as_str(),
    };
    t(lang, &format!("what-{key}"), &[])
}

fn note(judgement: &Judgement, lang: Lang) -> String {
    let unverified = judgement.reason == Reason::Time && judgement.signature != Signature::Good;
    let key = if unverified {
        "time-unverified"
    } else {
        judgement.reason.as_str()
    };
    t(lang, &format!("note-{key}"), &[])
}

fn next(judgement: &Judgement, lang: Lang) -> String {
    let key = match (judgement.reason, judgement.validity) {
        (Reason::Time, Validity::Expired) => "expired",
        (Reason::Time, _) => "not-yet",
        (reason, _) => reason.as_str(),
    };
    t(lang, &format!("next-{key}"), &[])
}

fn title(judgement: &Judgement, lang: Lang) -> String {
    let what = what(judgement, lang);
    let known = judgement.issuer.as_ref().and_then(|c| c.name.clone());
    let claimed = match &judgement.code {
        Code::Claimed(code) => Some(code.unverified_content().dcc.event.origin().country.clone()),
        Code::Unreadable | Code::Verified(_) => None,
    };
    match (known, claimed) {
        (Some(issuer), _) => t(
            lang,
            "from-issuer",
            &[("what", what.into()), ("issuer", issuer.into())],
        ),
        (None, Some(country)) => t(
            lang,
            "from-unknown",
            &[("what", what.into()), ("country", country.into())],
        ),
        (None, None) => what,
    }
}

fn until(judgement: &Judgement, lang: Lang, zone: &TimeZone) -> String {
    let Some((from, until)) = judgement.period() else {
        return t(lang, "until-unread", &[]);
    };
    let claimed = judgement.verified().is_none();
    let (key, moment) = match judgement.validity {
        Validity::Current if claimed => ("until-claimed", until),
        Validity::Current => ("until", until),
        Validity::Expired if claimed => ("until-claimed-expired", until),
        Validity::Expired => ("until-expired", until),
        Validity::NotYet => ("until-not-yet", from),
        Validity::None => ("until-none", until),
    };
    t(
        lang,
        key,
        &[("date", dates::day_of(moment, zone, lang).into())],
    )
}

fn holder(holder: &Holder, lang: Lang) -> HolderView {
    let name = people::name(holder);
    HolderView {
        latin: people::latin(holder).filter(|latin| *latin != name),
        birth: dates::birth(*holder.birth.expose(), lang),
        name,
    }
}

fn answers(judgement: &Judgement, lang: Lang) -> Vec<FactView> {
    let signature = judgement.signature.as_str();
    let issuer = if judgement.issuer.is_some() {
        "known"
    } else {
        "unknown"
    };
    let status = match judgement.status {
        Status::NotOffered => "not-offered",
        Status::Unread => "unread",
    };
    [
        ("signature", signature),
        ("issuer", issuer),
        ("status", status),
        ("rules", "unknown"),
    ]
    .map(|(question, answer)| FactView {
        label: t(lang, &format!("answer-{question}"), &[]),
        value: t(lang, &format!("answer-{question}-{answer}"), &[]),
    })
    .into()
}

/// Everything that the code says, for the second press.
fn facts(judgement: &Judgement, lang: Lang, zone: &TimeZone) -> Vec<FactView> {
    let code = match &judgement.code {
        Code::Claimed(code) => code.unverified_content(),
        Code::Unreadable => return Vec::new(),
        Code::Verified(code) => code.content(),
    };
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            facts.push(FactView {
                label: t(lang, &format!("fact-{label}"), &[]),
                value,
            });
        }
    };
    let HealthCode { claims, dcc } = code;
    add("name", Some(people::name(&dcc.holder)));
    add("name-latin", people::latin(&dcc.holder));
    add("birth", dates::birth(*dcc.holder.birth.expose(), lang));
    let origin = dcc.event.origin();
    add("disease", Some(named(&origin.disease, lang)));
    match &dcc.event {
        Event::Vaccination(v) => {
            add("vaccine", Some(named(&v.prophylaxis, lang)));
            add("product", Some(named(&v.product, lang)));
            add("manufacturer", Some(named(&v.manufacturer, lang)));
            let counts = [
                ("dose", v.dose.to_string().into()),
                ("series", v.series.to_string().into()),
            ];
            add("dose", Some(t(lang, "dose", &counts)));
            add("day", Some(dates::day(v.day, lang)));
        }
        Event::Test(test) => {
            add("method", Some(named(&test.method, lang)));
            add("test-name", test.name.clone());
            add(
                "device",
                test.device.as_ref().map(|device| named(device, lang)),
            );
            add("sampled", Some(dates::moment(test.sampled, zone, lang)));
            add("result", Some(named(&test.result, lang)));
            add("centre", test.centre.clone());
        }
        Event::Recovery(recovery) => {
            add("positive", Some(dates::day(recovery.positive, lang)));
            let period = [("from", recovery.from), ("until", recovery.until)]
                .map(|(k, d)| (k, dates::day(d, lang).into()));
            let [from, (_, to)] = period;
            add("from", Some(t(lang, "period", &[from, ("to", to)])));
        }
    }
    add("country", Some(origin.country.clone()));
    add("issuer", Some(origin.issuer.clone()));
    add("identifier", Some(origin.identifier.expose().clone()));
    add("issued", Some(dates::moment(claims.issued, zone, lang)));
    add("expires", Some(dates::moment(claims.expires, zone, lang)));
    add("format", Some(format!("EU DCC {} · HC1", dcc.version)));
    facts
}

/// The plain name of a coded value, or the code itself where we have none.
pub(crate) fn named(code: &str, lang: Lang) -> String {
    let key: String = code
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    find(lang, &format!("name-{key}"), &[]).unwrap_or_else(|| code.to_owned())
}
