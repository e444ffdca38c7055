//! VDS-NC (ICAO technical report "Visible Digital Seals for Non-Constrained Environments"): plain JSON
//! with the signer's certificate inside, signed over its canonical form (RFC 8785).

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};
use jiff::Timestamp;

use crate::certificate::Certificate;
use crate::format::Format;
use crate::json::{self, Value};
use crate::key::Algorithm;
use crate::private::Private;
use crate::statement::{
    Coding, Event, Form, HealthCode, Holder, Origin, PartialDate, Test, Vaccination, When, day,
};
use crate::trust::Trust;
use crate::verdict::{Judgement, Reason, Status};

/// Judges a text that holds a seal.
pub(crate) fn judge(text: &str, trust: &Trust, now: Timestamp) -> Judgement {
    match Seal::read(text) {
        Ok(seal) => seal.judge(trust, now),
        Err(reason) => Judgement::unread(Format::VdsNc, reason),
    }
}

/// The seals in a text: the items of an array, if it is one of several, else the text itself.
pub fn seals(text: &str) -> Vec<String> {
    match json::read(text.as_bytes()) {
        Ok(Value::Array(items)) if items.len() > 1 => {
            items.iter().map(|item| item.to_string()).collect()
        }
        _ => vec![text.to_owned()],
    }
}

/// A seal, taken apart and not verified.
struct Seal {
    certificate: Result<Certificate, Reason>,
    algorithm: Algorithm,
    signature: Vec<u8>,
    signed: Vec<u8>,
    content: Option<HealthCode>,
}

impl Seal {
    fn read(text: &str) -> Result<Self, Reason> {
        let seal = json::read(text.trim().as_bytes()).map_err(|_| Reason::Json)?;
        // Some arrive as the only item of an array.
        let seal = match &seal {
            Value::Array(items) if items.len() == 1 => &items[0],
            Value::Object(_) => &seal,
            _ => return Err(Reason::Json),
        };
        let (Some(data), Some(proof)) = (member(seal, "data"), member(seal, "sig")) else {
            return Err(Reason::Json);
        };
        let field = |name| proof.get(name).and_then(Value::as_str);
        let algorithm = field("alg").and_then(Algorithm::jose).ok_or(Reason::Json)?;
        let signature = field("sigvl").and_then(bytes).ok_or(Reason::Json)?;
        let certificate = field("cer")
            .and_then(bytes)
            .and_then(|der| Certificate::from_der(&der).ok())
            .ok_or(Reason::Certificate);
        Ok(Self {
            certificate,
            algorithm,
            signature,
            signed: serde_json_canonicalizer::to_vec(data).map_err(|_| Reason::Json)?,
            content: content(data),
        })
    }

    fn judge(self, trust: &Trust, now: Timestamp) -> Judgement {
        let unread = |reason| Judgement::unread(Format::VdsNc, reason);
        let certificate = match &self.certificate {
            Ok(certificate) => certificate,
            Err(reason) => return unread(*reason),
        };
        let judgement = Judgement {
            kid: Some(crate::verdict::spelt(&certificate.kid())),
            status: Status::NotOffered,
            ..unread(Reason::Schema)
        };
        let broken = self.content.is_none();
        let belief = trust.seal(
            certificate,
            self.algorithm,
            &self.signed,
            &self.signature,
            now,
            self.content,
        );
        if broken && belief.reason != Reason::Signature {
            return Judgement {
                signature: belief.signature,
                issuer: belief.issuer,
                ..judgement
            };
        }
        judgement.decide(belief, now)
    }
}

/// What a seal says; `None` if it is neither a proof of vaccination nor of a test, or breaks its
/// schema.
fn content(data: &Value<'_>) -> Option<HealthCode> {
    let header = member(data, "hdr")?;
    let kind = text(header, "t")?;
    let country = text(header, "is")?;
    let three = country.len() == 3 && country.bytes().all(|c| c.is_ascii_uppercase());
    if header.get("v").and_then(whole) != Some(1) || !three {
        return None;
    }
    let message = member(data, "msg")?;
    let (identifier, events) = match kind {
        "icao.vacc" => (text(message, "uvci")?, vaccinations(message)?),
        "icao.test" => (text(message, "utci")?, vec![test(message)?]),
        _ => return None,
    };
    let mut code = HealthCode {
        form: Form::Seal(kind.to_owned()),
        issuer: Some(country.to_owned()),
        from: None,
        until: None,
        holder: holder(member(message, "pid")?)?,
        events,
    };
    for event in &mut code.events {
        let (Event::Vaccination(Vaccination { origin, .. }) | Event::Test(Test { origin, .. })) =
            event
        else {
            continue;
        };
        origin.identifier = Some(Private::new(identifier.to_owned()));
    }
    Some(code)
}

/// Two spaces part the surname from the forenames, as two fillers do in a passport.
fn holder(person: &Value<'_>) -> Option<Holder> {
    let name = text(person, "n").map(str::trim).filter(|n| !n.is_empty())?;
    let private = |text: &str| Some(Private::new(text.trim().to_owned()));
    let birth = match person.get("dob") {
        Some(date) => PartialDate::read(date.as_str()?)?,
        None => PartialDate::Unknown,
    };
    let document = text(person, "i").or_else(|| text(person, "dn"));
    if birth == PartialDate::Unknown && document.is_none() {
        return None;
    }
    let (surname, forename) = match name.split_once("  ") {
        Some((surname, forename)) => (private(surname), private(forename)),
        None => (None, None),
    };
    Some(Holder {
        full: surname.is_none().then(|| Private::new(name.to_owned())),
        surname,
        forename,
        birth: Private::new(birth),
        document: document.and_then(private),
        ..Holder::default()
    })
}

/// One event a dose.
fn vaccinations(message: &Value<'_>) -> Option<Vec<Event>> {
    let mut all = Vec::new();
    for vaccine in some(message, "ve")? {
        let product = Coding {
            words: Some(text(vaccine, "nam")?.to_owned()),
            ..Coding::new("")
        };
        for dose in some(vaccine, "vd")? {
            let given = day(text(dose, "dvc")?)?;
            // A text in some seals, although the report says number.
            let number = match dose.get("seq") {
                None => None,
                Some(Value::Text(text)) => Some(text.clone().into_owned()),
                Some(number) => Some(whole(number)?.to_string()),
            };
            all.push(Event::Vaccination(Vaccination {
                origin: Origin {
                    disease: text(vaccine, "dis").map(Coding::new),
                    country: Some(text(dose, "ctr")?.to_owned()),
                    centre: text(dose, "adm").map(str::to_owned),
                    ..Origin::default()
                },
                prophylaxis: Some(Coding::new(text(vaccine, "des")?)),
                product: Some(product.clone()),
                lot: text(dose, "lot").map(str::to_owned),
                dose: number,
                day: Some(When::On(PartialDate::Day(given))),
                ..Vaccination::default()
            }));
        }
    }
    Some(all)
}

fn test(message: &Value<'_>) -> Option<Event> {
    let place = message.get("sp");
    let place = |name| place.and_then(|p| text(p, name)).map(str::to_owned);
    let (dates, result) = (member(message, "dat")?, member(message, "tr")?);
    Some(Event::Test(Test {
        origin: Origin {
            country: place("ctr"),
            centre: place("spn"),
            ..Origin::default()
        },
        method: Some(Coding::new(text(result, "tc")?)),
        name: text(result, "m").map(str::to_owned),
        sampled: Some(When::read(text(dates, "sc")?)?),
        result: Some(Coding::new(text(result, "r")?)),
        ..Test::default()
    }))
}

/// An array with at least one item.
fn some<'v>(value: &'v Value<'v>, name: &str) -> Option<&'v [Value<'v>]> {
    value
        .get(name)?
        .as_array()
        .filter(|items| !items.is_empty())
}

/// A whole number, however it is written: 1, 1.0 and 1e0 have one canonical form.
fn whole(value: &Value<'_>) -> Option<u64> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..1e9).contains(&number)).then_some(number as u64)
}

fn member<'v>(value: &'v Value<'v>, name: &str) -> Option<&'v Value<'v>> {
    value.get(name).filter(|v| v.is_object())
}

fn text<'v>(value: &'v Value<'v>, name: &str) -> Option<&'v str> {
    value.get(name)?.as_str()
}

/// base64url, or base64 as some write it, with or without padding.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    BASE64URL_NOPAD
        .decode(text)
        .or_else(|_| BASE64_NOPAD.decode(text))
        .ok()
}
