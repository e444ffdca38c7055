//! The few resources of a FHIR R4 bundle that a SMART Health Card tells of: the patient,
//! immunisations and laboratory results. Read tolerantly: what is not understood is counted, never
//! guessed.

use crate::json::Value;
use crate::private::Private;
use crate::statement::{
    Coding, Event, Holder, Origin, PartialDate, System, Test, Vaccination, When,
};

/// Reads a bundle: whose it is and what happened. `None` if it is no bundle, holds more than
/// [`MOST_ENTRIES`], or has no patient or several.
pub fn read(bundle: &Value<'_>) -> Option<(Holder, Vec<Event>)> {
    (text(bundle, "resourceType")? == "Bundle").then_some(())?;
    let entries = bundle.get("entry")?.as_array()?;
    if entries.len() > MOST_ENTRIES {
        return None;
    }
    let mut whose = None;
    let mut events = Vec::new();
    for entry in entries {
        let resource = entry.get("resource")?;
        match text(resource, "resourceType")? {
            "Patient" if whose.is_some() => return None,
            "Patient" => whose = Some(holder(resource)?),
            "Immunization" => events.extend(immunization(resource)),
            "Observation" => events.extend(observation(resource)),
            // Who gave it and where; told by the immunisation too.
            "Location" | "Organization" | "Practitioner" => {}
            other => events.push(Event::Unread(other.to_owned())),
        }
    }
    Some((whose?, events))
}

/// More than any person's record in one card.
const MOST_ENTRIES: usize = 1024;

/// The official name, or the first.
fn holder(patient: &Value<'_>) -> Option<Holder> {
    let names = patient.get("name").and_then(Value::as_array).unwrap_or(&[]);
    let official = names
        .iter()
        .find(|name| text(name, "use") == Some("official"));
    let name = official.or(names.first()).unwrap_or(&Value::Null);
    let given: Vec<&str> = name
        .get("given")
        .and_then(Value::as_array)
        .map(|given| given.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let private =
        |text: &str| (!text.trim().is_empty()).then(|| Private::new(text.trim().to_owned()));
    let birth = match text(patient, "birthDate") {
        None => PartialDate::Unknown,
        Some(date) => PartialDate::read(date)?,
    };
    Some(Holder {
        full: text(name, "text").and_then(private),
        surname: text(name, "family").and_then(private),
        forename: private(&given.join(" ")),
        birth: Private::new(birth),
        ..Holder::default()
    })
}

/// A dose that was given. One that was not given, or was entered in error, is no vaccination.
fn immunization(resource: &Value<'_>) -> Option<Event> {
    if text(resource, "status").is_some_and(|status| status != "completed") {
        return Some(Event::Unread("Immunization".to_owned()));
    }
    let protocol = |member: &str| {
        let applied = resource.get("protocolApplied")?.as_array()?.first()?;
        applied.get(member).cloned()
    };
    let dose = protocol("doseNumberPositiveInt")
        .map(|n| n.to_string())
        .or_else(|| protocol("doseNumberString")?.as_str().map(str::to_owned));
    let series = protocol("seriesDosesPositiveInt").and_then(|n| n.as_u64());
    Some(Event::Vaccination(Vaccination {
        origin: Origin {
            centre: performer(resource),
            disease: protocol("targetDisease").and_then(|all| coding(all.as_array()?.first()?)),
            ..Origin::default()
        },
        product: coding(resource.get("vaccineCode").unwrap_or(&Value::Null)),
        manufacturer: resource
            .get("manufacturer")
            .and_then(|m| text(m, "display"))
            .map(Coding::words),
        lot: text(resource, "lotNumber").map(str::to_owned),
        dose,
        series: series.and_then(|n| u32::try_from(n).ok()),
        day: text(resource, "occurrenceDateTime").and_then(When::read),
        ..Vaccination::default()
    }))
}

/// A finished result. A preliminary or a withdrawn one is none.
fn observation(resource: &Value<'_>) -> Option<Event> {
    let finished = ["final", "amended", "corrected"];
    if text(resource, "status").is_some_and(|status| !finished.contains(&status)) {
        return Some(Event::Unread("Observation".to_owned()));
    }
    let quantity = || {
        let quantity = resource.get("valueQuantity")?;
        let unit = text(quantity, "unit").or_else(|| text(quantity, "code"));
        let value = quantity.get("value")?.as_number()?;
        let sign = text(quantity, "comparator").unwrap_or_default();
        Some(Coding::words(format!(
            "{sign}{value} {}",
            unit.unwrap_or_default()
        )))
    };
    let result = resource
        .get("valueCodeableConcept")
        .and_then(coding)
        .or_else(|| text(resource, "valueString").map(Coding::words))
        .or_else(quantity);
    Some(Event::Test(Test {
        origin: Origin {
            centre: performer(resource),
            ..Origin::default()
        },
        method: resource.get("code").and_then(coding),
        sampled: text(resource, "effectiveDateTime").and_then(When::read),
        result,
        ..Test::default()
    }))
}

/// The first coding of a concept, CVX before others; its words where there is none.
fn coding(concept: &Value<'_>) -> Option<Coding> {
    let codings = concept.get("coding").and_then(Value::as_array);
    let of = |c: &Value<'_>| {
        Some(Coding {
            system: match text(c, "system") {
                Some("http://hl7.org/fhir/sid/cvx") => System::Cvx,
                _ => System::Others,
            },
            code: text(c, "code")?.to_owned(),
            words: text(c, "display").map(str::to_owned),
        })
    };
    let all: Vec<Coding> = codings.into_iter().flatten().filter_map(of).collect();
    let best = all.iter().find(|c| c.system == System::Cvx).or(all.first());
    best.cloned()
        .or_else(|| text(concept, "text").map(Coding::words))
}

fn performer(resource: &Value<'_>) -> Option<String> {
    let first = resource.get("performer")?.as_array()?.first()?;
    let actor = first.get("actor").unwrap_or(first);
    text(actor, "display").map(str::to_owned)
}

fn text<'v>(value: &'v Value<'v>, member: &str) -> Option<&'v str> {
    value.get(member)?.as_str()
}
