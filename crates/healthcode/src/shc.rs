//! SMART Health Cards (HL7 IG 1.0.0): a JWS of raw deflate of a FHIR bundle, as digits in a QR code, as
//! text, or several in a file.

use std::collections::BTreeMap;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;

use crate::format::Format;
use crate::json::{self, Value};
use crate::statement::{Form, HealthCode};
use crate::trust::Trust;
use crate::verdict::{Judgement, Reason, Status, Validity};
use crate::{fhir, inflate};

/// Judges a text that begins with `shc:/`, or a compact JWS.
pub(crate) fn judge(text: &str, trust: &Trust, now: Timestamp) -> Judgement {
    let jws = if text.starts_with(PREFIX) {
        match Part::read(text) {
            Ok(part) if part.of == 1 => Ok(part.jws),
            Ok(_) => Err(Reason::Chunk),
            Err(reason) => Err(reason),
        }
    } else {
        Ok(text.to_owned())
    };
    let unread = |reason| Judgement::unread(Format::Shc, reason);
    match jws {
        Ok(jws) => Jws::read(&jws).map_or_else(unread, |jws| judge_jws(&jws, trust, now)),
        Err(reason) => unread(reason),
    }
}

/// One QR code of a card: the whole, or one of several parts as written until 2022.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which part, from 1.
    pub index: usize,
    /// Of how many.
    pub of: usize,
    jws: String,
}

impl Part {
    /// Reads `shc:/` and digits, or `shc:/C/N/` and digits: each pair is a character's code less 45
    /// (IG, "Encoding Chunks as QR Codes").
    ///
    /// # Errors
    ///
    /// [`Reason::Numeric`] if the digits are no characters of a JWS, [`Reason::Chunk`] if the numbers
    /// of the part make no sense or it holds more than a QR code of version 22 can.
    pub fn read(text: &str) -> Result<Self, Reason> {
        let body = text.strip_prefix(PREFIX).ok_or(Reason::Numeric)?;
        let mut fields = body.split('/');
        let (index, of, digits) = match (fields.next(), fields.next(), fields.next(), fields.next())
        {
            (Some(digits), None, None, None) => (1, 1, digits),
            (Some(index), Some(of), Some(digits), None) => (count(index)?, count(of)?, digits),
            _ => return Err(Reason::Chunk),
        };
        let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
        let mut jws = Vec::with_capacity(pairs.len());
        jws.extend(pairs.iter().map(|pair| character(*pair)));
        if pairs.is_empty() || !rest.is_empty() || jws.contains(&NO_CHARACTER) {
            return Err(Reason::Numeric);
        }
        if index > of || of > MOST_PARTS || digits.len() > MOST_DIGITS {
            return Err(Reason::Chunk);
        }
        let jws = String::from_utf8(jws).map_err(|_| Reason::Numeric)?;
        Ok(Self { index, of, jws })
    }

    /// Whether both may be parts of one card.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.of == other.of && self.index != other.index
    }
}

/// The character of a JWS that two digits stand for, or [`NO_CHARACTER`].
const fn character([tens, ones]: [u8; 2]) -> u8 {
    if !(tens.is_ascii_digit() && ones.is_ascii_digit()) {
        return NO_CHARACTER;
    }
    let character = (tens - b'0') * 10 + (ones - b'0') + FIRST_CHARACTER;
    match character {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => character,
        _ => NO_CHARACTER,
    }
}

/// Joins the parts of one card, in whatever order; the same part may come twice.
///
/// # Errors
///
/// [`Reason::Chunk`] if one is missing or two contradict each other.
pub fn join(parts: &[Part]) -> Result<String, Reason> {
    let mut all = BTreeMap::new();
    for part in parts {
        if part.of != parts[0].of {
            return Err(Reason::Chunk);
        }
        let known = all.insert(part.index, &part.jws);
        if known.is_some_and(|known| *known != part.jws) {
            return Err(Reason::Chunk);
        }
    }
    if parts.first().is_none_or(|first| all.len() != first.of) {
        return Err(Reason::Chunk);
    }
    Ok(all.into_values().map(String::as_str).collect())
}

/// The digits of a JWS, as they stand in a QR code behind `shc:/`.
pub fn numeric(jws: &str) -> Option<String> {
    let mut digits = String::with_capacity(PREFIX.len() + 2 * jws.len());
    digits.push_str(PREFIX);
    for character in jws.bytes() {
        let number = character
            .checked_sub(FIRST_CHARACTER)
            .filter(|n| *n < 100)?;
        digits.push(char::from(b'0' + number / 10));
        digits.push(char::from(b'0' + number % 10));
    }
    Some(digits)
}

/// The cards in a `.smart-health-card` file, or in a FHIR `Parameters` resource as the operation
/// `$health-cards-issue` answers it; `None` if the text is neither.
///
/// One person may stand in several cards of a file, so each stays on its own.
pub fn cards(text: &str) -> Option<Vec<String>> {
    let file = json::read(text.as_bytes()).ok()?;
    let texts = |values: &[Value]| {
        values
            .iter()
            .map(|v| v.as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
    };
    if let Some(cards) = file.get("verifiableCredential") {
        return texts(cards.as_array()?);
    }
    (file.get("resourceType")?.as_str()? == "Parameters").then_some(())?;
    let parameters = file.get("parameter")?.as_array()?;
    let cards: Vec<Value> = parameters
        .iter()
        .filter(|p| p.get("name").and_then(Value::as_str) == Some("verifiableCredential"))
        .filter_map(|p| p.get("valueString").cloned())
        .collect();
    texts(&cards)
}

/// Whether `text` is shaped like a compact JWS: three runs of base64url, the first of a JSON object.
pub fn looks_like_jws(text: &str) -> bool {
    let alphabet = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'=');
    text.starts_with("ey")
        && text.split('.').count() == 3
        && text.split('.').all(|part| part.bytes().all(alphabet))
}

/// What the content of a card says, before anybody has looked at its signature or the time.
///
/// # Errors
///
/// [`Reason::Schema`] if the payload is not that of a health card (IG, "Health Cards are Encoded as
/// Compact Serialization JSON Web Signatures"), or its end lies before its beginning.
pub fn content(payload: &[u8]) -> Result<HealthCode, Reason> {
    read_payload(payload)
        .map(|(code, _)| code)
        .ok_or(Reason::Schema)
}

/// A compact JWS, taken apart and not verified.
struct Jws<'a> {
    kid: String,
    signed: &'a str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    fn read(text: &'a str) -> Result<Self, Reason> {
        let bytes = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).ok();
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(Reason::Jws);
        };
        let kid = bytes(header).and_then(|h| kid(&h)).ok_or(Reason::Jws)?;
        let compressed = bytes(payload).ok_or(Reason::Jws)?;
        // RFC 7518 section 3.4: r‖s of 32 bytes each.
        let signature = bytes(signature)
            .filter(|s| s.len() == 64)
            .ok_or(Reason::Jws)?;
        Ok(Self {
            kid,
            signed: &text[..header.len() + 1 + payload.len()],
            payload: inflate::raw(&compressed).map_err(|_| Reason::Deflate)?,
            signature,
        })
    }
}

/// The kid of a header that says what the guide requires. A `crit` member asks for what we do not
/// know; keys in the header are never looked at.
fn kid(header: &[u8]) -> Option<String> {
    let header = json::read(header).ok()?;
    let says = |member: &str| header.get(member).and_then(Value::as_str);
    let known = header.get("crit").is_none() && header.get("b64").is_none();
    (says("alg")? == "ES256" && says("zip")? == "DEF" && known).then_some(())?;
    says("kid").filter(|kid| !kid.is_empty()).map(str::to_owned)
}

fn judge_jws(jws: &Jws<'_>, trust: &Trust, now: Timestamp) -> Judgement {
    let mut judgement = Judgement {
        kid: Some(jws.kid.clone()),
        ..Judgement::unread(Format::Shc, Reason::Schema)
    };
    let (code, rid) = read_payload(&jws.payload).unzip();
    let broken = code.is_none();
    let period = code.as_ref().map(|code| (code.from, code.until));
    let address = code.as_ref().and_then(|code| code.issuer.clone());
    let signed = jws.signed.as_bytes();
    let mut belief = trust.card(
        &jws.kid,
        address.as_deref(),
        signed,
        &jws.signature,
        now,
        code,
    );
    if let Some((from, until)) = period {
        // RFC 7519 section 4.1.4: on or after `exp` it must not be accepted.
        judgement.validity = match until {
            Some(until) if now >= until => Validity::Expired,
            until => Validity::of(from, until, now),
        };
        judgement.status = match (&belief.issuer, rid.flatten()) {
            (Some(issuer), Some(rid)) => trust.card_status(issuer, &jws.kid, &rid, from, now),
            (Some(_), None) => Status::NotOffered,
            (None, _) => Status::Unread,
        };
    }
    if broken && belief.reason != Reason::Signature {
        belief.reason = Reason::Schema;
    }
    judgement.decide(belief, now)
}

/// The content, and the id under which the card can be revoked.
fn read_payload(payload: &[u8]) -> Option<(HealthCode, Option<String>)> {
    let payload = json::read(payload).ok()?;
    let issuer = payload.get("iss")?.as_str()?;
    if !is_address(issuer) {
        return None;
    }
    let from = moment(payload.get("nbf")?)?;
    let until = match payload.get("exp") {
        None => None,
        Some(exp) => Some(moment(exp)?),
    };
    if until.is_some_and(|until| until < from) {
        return None;
    }
    let credential = payload.get("vc")?;
    let kinds = credential.get("type")?.as_array()?;
    if !kinds.iter().any(|kind| kind.as_str() == Some(HEALTH_CARD)) {
        return None;
    }
    let rid = match credential.get("rid") {
        None => None,
        Some(rid) => Some(rid.as_str().filter(|rid| is_rid(rid))?.to_owned()),
    };
    let subject = credential.get("credentialSubject")?;
    let version = subject.get("fhirVersion")?.as_str()?;
    let (holder, events) = fhir::read(subject.get("fhirBundle")?)?;
    let code = HealthCode {
        form: Form::SmartHealthCard(version.to_owned()),
        issuer: Some(issuer.to_owned()),
        from: Some(from),
        until,
        holder,
        events,
    };
    Some((code, rid))
}

/// An `https:` address without query and fragment, and without a slash at its end.
pub(crate) fn is_address(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.ends_with('/')
            && rest
                .bytes()
                .all(|c| c.is_ascii_graphic() && !matches!(c, b'?' | b'#' | b'"' | b'<' | b'>'))
    })
}

/// At most 24 characters of base64url (IG, "Revocation").
fn is_rid(rid: &str) -> bool {
    (1..=24).contains(&rid.len())
        && rid
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
}

/// Seconds since 1970, perhaps with a fraction (RFC 7519 section 2, NumericDate). Milliseconds,
/// which some issuers wrote, give a year that no calendar of ours has.
fn moment(value: &Value<'_>) -> Option<Timestamp> {
    let seconds = value.as_f64().filter(|s| (0.0..MOST_SECONDS).contains(s))?;
    Timestamp::from_microsecond((seconds * 1e6) as i64).ok()
}

/// A number of a part: without a sign or a leading zero.
fn count(text: &str) -> Result<usize, Reason> {
    let number: usize = text.parse().map_err(|_| Reason::Chunk)?;
    (number > 0 && number.to_string() == text)
        .then_some(number)
        .ok_or(Reason::Chunk)
}

const PREFIX: &str = "shc:/";
/// Stands in no text.
const NO_CHARACTER: u8 = 0;
/// `-`, the first character of the alphabet of a JWS, is written 00.
const FIRST_CHARACTER: u8 = 45;
/// What a QR code of version 22 holds at level L behind `shc:/`: 1195 characters of a JWS (health-cards
/// FAQ, "QR").
const MOST_DIGITS: usize = 2 * 1195;
/// More parts than anybody would scan; the guide's own examples have three.
const MOST_PARTS: usize = 64;
/// The end of the year 9999.
const MOST_SECONDS: f64 = 253_402_207_200.0;
const HEALTH_CARD: &str = "https://smarthealth.cards#health-card";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_back() {
        let text = numeric("eyJ.-_z9").expect("all in the alphabet");
        assert_eq!(text, "shc:/5676290100507712");
        let part = Part::read(&text).expect("digits");
        assert_eq!((part.index, part.of), (1, 1));
        assert_eq!(join(&[part]).as_deref(), Ok("eyJ.-_z9"));
        assert_eq!(numeric("é"), None);
    }

    #[test]
    fn parts_in_any_order() {
        let part = |text| Part::read(text);
        let (one, two) = (
            part("shc:/1/2/5676").expect("1"),
            part("shc:/2/2/29").expect("2"),
        );
        let whole = Ok("eyJ".to_owned());
        assert_eq!(join(&[two.clone(), one.clone()]), whole);
        assert_eq!(join(&[one.clone(), two.clone(), one.clone()]), whole);
        assert_eq!(
            join(std::slice::from_ref(&one)),
            Err(Reason::Chunk),
            "one is missing"
        );
        let other = part("shc:/2/2/30").expect("another");
        assert_eq!(
            join(&[one.clone(), two, other]),
            Err(Reason::Chunk),
            "two second parts"
        );
        let third = part("shc:/2/3/29").expect("of another card");
        assert_eq!(join(&[one, third]), Err(Reason::Chunk));
        assert_eq!(join(&[]), Err(Reason::Chunk));
        for text in [
            "shc:/0/2/56",
            "shc:/3/2/56",
            "shc:/01/2/56",
            "shc:/+1/2/56",
            "shc:/1/2",
            "shc:/1/2/3/56",
        ] {
            assert_eq!(part(text), Err(Reason::Chunk), "{text}");
        }
        for text in [
            "shc:/",
            "shc:/5",
            "shc:/5a",
            "shc:/99",
            "shc:/02",
            "shc:/1/1/",
        ] {
            assert_eq!(part(text), Err(Reason::Numeric), "{text}");
        }
    }
}
