//! HC1 (HCERT 1.0.8): `HC1:` + Base45 of zlib of a COSE_Sign1 over a CWT that holds a certificate.

use jiff::{SignedDuration, Timestamp};

use crate::cbor::{self, Map, Value};
use crate::certificate::Use;
use crate::cose::Sign1;
use crate::cwt::Claims;
use crate::dcc::Dcc;
use crate::format::Format;
use crate::trust::Trust;
use crate::verdict::{Judgement, Reason, Status, Validity};
use crate::{base45, inflate};

/// What a readable code says.
#[derive(Clone, Debug)]
pub struct HealthCode {
    /// Who issued it and for how long.
    pub claims: Claims,
    /// About whom and what.
    pub dcc: Dcc,
}

/// Judges a text that begins with a context such as `HC1:`.
pub(crate) fn judge(text: &str, trust: &Trust, now: Timestamp) -> Judgement {
    match message(text) {
        Ok(message) => judge_message(&message, trust, now),
        Err(reason) => Judgement::unread(Format::Hc1, reason),
    }
}

/// The first four steps: context, Base45, zlib, COSE.
fn message(text: &str) -> Result<Sign1, Reason> {
    let body = text.strip_prefix("HC1:").ok_or(Reason::Prefix)?;
    let compressed = base45::decode(body).map_err(|_| Reason::Base45)?;
    let bytes = inflate::zlib(&compressed).map_err(|_| Reason::Zlib)?;
    Sign1::read(&bytes).map_err(|_| Reason::Cose)
}

fn judge_message(message: &Sign1, trust: &Trust, now: Timestamp) -> Judgement {
    let mut judgement = Judgement {
        kid: (!message.kid.is_empty()).then(|| message.kid.clone()),
        ..Judgement::unread(Format::Hc1, Reason::Cose)
    };
    let Ok(payload) = cbor::read(&message.payload) else {
        return judgement;
    };
    let Some(map) = payload.as_map() else {
        return judgement;
    };
    let (Some(claims), Some(content)) = (Claims::read(map), hcert(map)) else {
        return judgement;
    };
    let Some(certificate) = content.int(EU_DCC) else {
        judgement.reason = Reason::Unsupported;
        return judgement;
    };
    if certificate.as_map().is_none() {
        return judgement;
    }
    judgement.status = Status::NotOffered;
    judgement.validity = validity(&claims, now);
    let dcc = Dcc::read(certificate);
    let wanted = dcc.as_ref().map(|dcc| Use::of(&dcc.event));
    let code = dcc.map(|dcc| HealthCode { claims, dcc });
    let broken = code.is_none();
    let belief = trust.verify(message, wanted, code);
    let reason = belief.reason();
    judgement.signature = belief.signature();
    (judgement.code, judgement.issuer) = belief.split();
    judgement.reason = match (reason, judgement.validity) {
        (Reason::Signature | Reason::Usage, _) => reason,
        _ if broken => Reason::Schema,
        (_, Validity::Expired | Validity::NotYet) => Reason::Time,
        _ => reason,
    };
    judgement
}

/// Claim -260: the map of certificates.
fn hcert<'v, 'a>(claims: &'v Map<'a>) -> Option<&'v Map<'a>> {
    claims.int(-260).and_then(Value::as_map)
}

fn validity(claims: &Claims, now: Timestamp) -> Validity {
    if now > claims.expires {
        Validity::Expired
    } else if now < claims.issued - CLOCK_LEEWAY {
        Validity::NotYet
    } else {
        Validity::Current
    }
}

/// The entry of claim -260 that holds an EU DCC (HCERT 1.0.8 section 3.3.6).
const EU_DCC: i128 = 1;
/// How far two honest clocks may differ, so that a code issued this minute is not refused.
const CLOCK_LEEWAY: SignedDuration = SignedDuration::from_secs(60);
