//! The words of a slip: which facts stand on which paper, in which languages.

use healthcode::statement::{Coding, Event, When};
use healthcode::{Code as Content, Verdict};
use jiff::tz::TimeZone;
use paper::{Fact, Slip};
use words::{Lang, t};

use super::Options;
use crate::check::Checked;
use crate::family::pinyin;
use crate::view::Stock;
use crate::{dates, people, slip};

/// The strings of one slip. Only a verified code has a name and facts.
pub(super) fn lay_out(checked: &Checked, options: &Options<'_>) -> Slip {
    let judgement = &checked.judgement;
    let langs = options.langs;
    let mut slip = Slip {
        code: checked.printed_text(),
        title: joined(langs.iter().map(|lang| slip::what(judgement, *lang))),
        mark: mark(checked),
        ..Slip::default()
    };
    let Content::Verified(code) = &judgement.code else {
        slip.sentences = langs
            .iter()
            .map(|lang| t(*lang, "paper-holder-hidden", &[]))
            .collect();
        return slip;
    };
    let code = code.content();
    // A mask tells whoever checks enough; the family's own paper tells the family whose it is (design section 5).
    let called = checked.called.as_ref();
    let called = called.filter(|_| code.holder.mark.is_some());
    let (name, latin) = match called {
        Some(called) => (
            called.name.expose().clone(),
            Some(called.latin.expose().clone()),
        ),
        None => (people::name(&code.holder), people::latin(&code.holder)),
    };
    slip.name_second = latin.filter(|latin| *latin != name && !latin.is_empty());
    // The registered spelling comes first; pinyin is a suggestion, and says so.
    if slip.name_second.is_none() && langs.contains(&Lang::En) {
        slip.name_second = pinyin::suggested(&name).map(|spelled| {
            let marked = |lang: &Lang| t(*lang, "paper-pinyin", &[]);
            format!("{spelled} ({})", joined(langs.iter().map(marked)))
        });
    }
    slip.name = Some(name);
    slip.until = code.until.map(|until| {
        let date = options.zone.to_datetime(until).date().to_string();
        Fact::new(both("paper-until", langs), date)
    });
    let mut fact = |label: &str, value: Option<String>| {
        slip.facts.extend(
            value
                .filter(|v| !v.is_empty())
                .map(|value| Fact::new(both(label, langs), value)),
        );
    };
    if options.stock != Stock::Lanyard {
        // A badge is worn where everybody reads it.
        fact(
            "paper-birth",
            people::iso_birth(*code.holder.birth.expose()),
        );
        let mark = code.holder.mark.as_ref();
        let second = mark.map(|mark| {
            let langs = langs.iter();
            joined(langs.filter_map(|lang| slip::kc1::second(mark, *lang)))
        });
        fact("fact-holder", second);
    }
    if has_table(options.stock) {
        let guardian = code.holder.guardian.as_ref().map(|g| g.expose().clone());
        fact("fact-guardian", guardian);
        match code.events.as_slice() {
            [event] => only_event(event, langs, options.zone, &mut fact),
            events => {
                for event in events.iter().take(MOST_EVENTS) {
                    fact(label(event), Some(one_line(event, langs, options.zone)));
                }
                let more = events.len().saturating_sub(MOST_EVENTS);
                fact("paper-more", (more > 0).then(|| more.to_string()));
            }
        }
    }
    if options.notch && !is_label(options.stock) {
        slip.sentences = langs
            .iter()
            .map(|lang| t(*lang, "paper-notch", &[]))
            .collect();
    }
    if is_label(options.stock) {
        return slip;
    }
    match judgement
        .issuer
        .as_ref()
        .and_then(|issuer| slip::issuer_name(issuer, *langs.first()?))
    {
        Some(name) => fact("paper-issuer", Some(name)),
        None => fact("fact-address", code.issuer.clone()),
    }
    slip.sentences
        .splice(..0, langs.iter().map(|lang| t(*lang, "paper-match", &[])));
    if has_table(options.stock) {
        slip.sentences
            .extend(langs.iter().map(|lang| t(*lang, "paper-offline", &[])));
    }
    slip
}

/// Whether there is room for what happened.
const fn has_table(stock: Stock) -> bool {
    matches!(stock, Stock::A4 | Stock::A5 | Stock::A4Fold)
}

/// Whether there is room only for what is compared: whose it is, and until when.
const fn is_label(stock: Stock) -> bool {
    matches!(stock, Stock::Labels24 | Stock::L7160 | Stock::Own)
}

/// The only thing that happened, as a page has room for it.
fn only_event(
    event: &Event,
    langs: &[Lang],
    zone: &TimeZone,
    fact: &mut impl FnMut(&str, Option<String>),
) {
    let named = |coding: &Option<Coding>| coding.as_ref().map(|coding| in_all(coding, langs));
    let when = |moment: Option<When>| moment.and_then(|moment| dates::iso(moment, zone));
    let Some(origin) = event.origin() else {
        return;
    };
    fact("fact-disease", named(&origin.disease));
    match event {
        Event::Vaccination(v) => {
            fact("fact-vaccine", named(&v.prophylaxis));
            fact("fact-product", named(&v.product));
            fact("fact-manufacturer", named(&v.manufacturer));
            let series = v.series.map(|series| format!(" / {series}"));
            let dose = v
                .dose
                .as_ref()
                .map(|dose| dose.clone() + &series.unwrap_or_default());
            fact("fact-dose", dose);
            fact("fact-day", when(v.day));
            fact("fact-lot", v.lot.clone());
            let counts = match v.counts {
                (Some(from), Some(until)) => Some(format!("{from} – {until}")),
                (Some(only), None) | (None, Some(only)) => Some(only.to_string()),
                (None, None) => None,
            };
            fact("fact-counts", counts);
        }
        Event::Test(test) => {
            fact("fact-method", named(&test.method));
            fact("fact-test-name", test.name.clone());
            fact("fact-device", named(&test.device));
            fact("fact-result", named(&test.result));
            fact("fact-sampled", when(test.sampled));
        }
        Event::Recovery(recovery) => {
            fact("fact-positive", Some(recovery.positive.to_string()));
            fact(
                "fact-from",
                Some(format!("{} – {}", recovery.from, recovery.until)),
            );
        }
        Event::Unread(_) => {}
    }
    let country = origin.country.as_deref();
    fact(
        "fact-country",
        country.map(|code| joined(langs.iter().map(|lang| slip::country(code, *lang)))),
    );
    fact(
        "fact-identifier",
        origin.identifier.as_ref().map(|i| i.expose().clone()),
    );
}

/// One of several things that happened: its name in every language, and its day.
fn one_line(event: &Event, langs: &[Lang], zone: &TimeZone) -> String {
    let when = |moment: Option<When>| moment.and_then(|moment| dates::iso(moment, zone));
    let named = |coding: Option<&Coding>| coding.map(|coding| in_all(coding, langs));
    let parts = match event {
        Event::Recovery(recovery) => [Some(recovery.positive.to_string()), None, None],
        Event::Test(test) => [
            when(test.sampled),
            named(test.method.as_ref()),
            named(test.result.as_ref()),
        ],
        Event::Unread(what) => [Some(what.clone()), None, None],
        Event::Vaccination(v) => [
            when(v.day),
            named(v.product.as_ref().or(v.prophylaxis.as_ref())),
            None,
        ],
    };
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\u{3000}")
}

const fn label(event: &Event) -> &'static str {
    match event {
        Event::Recovery(_) => "fact-positive",
        Event::Test(_) => "fact-result",
        Event::Unread(_) => "paper-other",
        Event::Vaccination(_) => "fact-product",
    }
}

/// A coded value in every language of the paper.
fn in_all(coding: &Coding, langs: &[Lang]) -> String {
    joined(langs.iter().map(|lang| slip::named(coding, *lang)))
}

/// The warning across a slip, always in both languages: whoever reads the paper must understand it.
fn mark(checked: &Checked) -> Option<String> {
    let judgement = &checked.judgement;
    let [zh, en] = Lang::ALL.map(|lang| {
        let refused = (checked.verdict() == Verdict::Refuse).then(|| slip::word(checked, lang));
        let unverified = judgement
            .verified()
            .is_none()
            .then(|| t(lang, "paper-unverified", &[]));
        let practice = judgement
            .content()
            .is_some_and(|code| code.is_practice())
            .then(|| t(lang, "paper-practice", &[]));
        refused
            .into_iter()
            .chain(practice)
            .chain(unverified)
            .collect::<Vec<_>>()
            .join("\u{3000}")
    });
    (!zh.is_empty()).then(|| format!("{zh}\u{3000}{}", en.to_uppercase()))
}

/// A message in every language of the paper.
pub(super) fn both(key: &str, langs: &[Lang]) -> String {
    joined(langs.iter().map(|lang| t(*lang, key, &[])))
}

/// Texts in several languages, each once; `paper` parts a line at the ideographic space first.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.join("\u{3000}")
}

/// As many lines as a page has room for beside the code.
const MOST_EVENTS: usize = 8;
