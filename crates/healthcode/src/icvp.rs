//! WHO's certificates inside HC1: the International Certificate of Vaccination or Prophylaxis (claim
//! -260, key -6) and the DDCC (keys 3 and 4, and the first draft, which had no key).

use crate::cbor::{Map, Value};
use crate::private::Private;
use crate::statement::{Coding, Event, Holder, Origin, PartialDate, Test, Vaccination, When, day};

/// Reads an ICVP (smart-icvp, `DVCMinimal`): one person, one dose or several.
///
/// Returns `None` without a name or a birth date, without a dose, for a day that no calendar has, and
/// for a dose that would count until before it counts from.
pub fn icvp(value: &Value<'_>) -> Option<(Holder, Vec<Event>)> {
    let map = value.as_map()?;
    let holder = Holder {
        full: Some(Private::new(text(map, "n")?)),
        birth: Private::new(PartialDate::read(&text(map, "dob")?)?),
        document: text(map, "nid").map(Private::new),
        guardian: text(map, "gn").map(Private::new),
        ..Holder::default()
    };
    // The model says one or several; some write the one without an array.
    let doses = match map.text("v")? {
        Value::Array(doses) if !doses.is_empty() => {
            doses.iter().map(dose).collect::<Option<_>>()?
        }
        one => vec![dose(one)?],
    };
    Some((holder, doses))
}

fn dose(value: &Value<'_>) -> Option<Event> {
    let map = value.as_map()?;
    let date = |label| match map.text(label) {
        None | Some(Value::Null) => Some(None),
        Some(value) => day(value.as_text()?).map(Some),
    };
    let counts = (date("vls")?, date("vle")?);
    if let (Some(from), Some(until)) = counts
        && until < from
    {
        return None;
    }
    let given = day(&text(map, "dt")?)?;
    Some(Event::Vaccination(Vaccination {
        origin: Origin {
            disease: text(map, "tg").map(Coding::new),
            issuer: text(map, "is"),
            centre: text(map, "cn"),
            country: text(map, "co"),
            ..Origin::default()
        },
        prophylaxis: text(map, "vp").map(Coding::new),
        manufacturer: text(map, "ma").map(Coding::new),
        lot: text(map, "bo"),
        dose: text(map, "dn"),
        day: Some(When::On(PartialDate::Day(given))),
        counts,
        ..Vaccination::default()
    }))
}

/// Reads a DDCC (WHO core data set): a vaccination or a test, or both.
///
/// Returns `None` without a name or without an event that can be read.
pub fn ddcc(value: &Value<'_>) -> Option<(Holder, Vec<Event>)> {
    let map = value.as_map()?;
    let holder = Holder {
        full: Some(Private::new(text(map, "name")?)),
        birth: Private::new(match text(map, "birthDate") {
            Some(date) => PartialDate::read(&date)?,
            None => PartialDate::Unknown,
        }),
        document: map
            .text("meta")
            .and_then(Value::as_map)
            .and_then(|meta| text(meta, "passportNumber"))
            .map(Private::new),
        ..Holder::default()
    };
    let identifier = || {
        let own = map.text("identifier")?;
        own.as_text()
            .or_else(|| own.as_map()?.text("value")?.as_text())
            .map(|t| Private::new(t.to_owned()))
    };
    let mut events = Vec::new();
    if let Some(given) = map.text("vaccination").and_then(Value::as_map) {
        events.push(ddcc_vaccination(given)?);
    }
    if let Some(taken) = map.text("test").and_then(Value::as_map) {
        events.push(ddcc_test(taken)?);
    }
    for event in &mut events {
        if let Event::Vaccination(Vaccination { origin, .. }) | Event::Test(Test { origin, .. }) =
            event
        {
            origin.identifier = identifier();
        }
    }
    (!events.is_empty()).then_some((holder, events))
}

fn ddcc_vaccination(map: &Map<'_>) -> Option<Event> {
    Some(Event::Vaccination(Vaccination {
        origin: Origin {
            disease: coding(map, "disease"),
            country: coding(map, "country").map(|c| c.code),
            centre: text(map, "centre"),
            ..Origin::default()
        },
        prophylaxis: coding(map, "vaccine"),
        product: coding(map, "brand"),
        manufacturer: coding(map, "manufacturer"),
        lot: text(map, "lot"),
        dose: map
            .text("dose")
            .and_then(Value::as_whole)
            .map(|n| n.to_string()),
        series: map
            .text("totalDoses")
            .and_then(Value::as_whole)
            .and_then(|n| u32::try_from(n).ok()),
        day: Some(When::read(&text(map, "date")?)?),
        ..Vaccination::default()
    }))
}

fn ddcc_test(map: &Map<'_>) -> Option<Event> {
    Some(Event::Test(Test {
        origin: Origin {
            disease: coding(map, "pathogen"),
            country: coding(map, "country").map(|c| c.code),
            centre: text(map, "centre"),
            ..Origin::default()
        },
        method: coding(map, "type"),
        sampled: Some(When::read(&text(map, "date")?)?),
        result: Some(coding(map, "result")?),
        ..Test::default()
    }))
}

/// A coding, or a bare code.
fn coding(map: &Map<'_>, label: &str) -> Option<Coding> {
    let value = map.text(label)?;
    if let Some(code) = value.as_text() {
        return Some(Coding::new(code));
    }
    let map = value.as_map()?;
    Some(Coding {
        words: text(map, "display"),
        ..Coding::new(text(map, "code")?)
    })
}

/// A text that is not empty.
fn text(map: &Map<'_>, label: &str) -> Option<String> {
    let text = map.text(label)?.as_text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
