//! HC1 (HCERT 1.0.8): `HC1:` + Base45 of zlib of a COSE_Sign1 over a CWT that holds a certificate.

use jiff::Timestamp;

use crate::cbor::{self, Map, Value};
use crate::certificate::Use;
use crate::cose::Sign1;
use crate::cwt::Claims;
use crate::dcc::Dcc;
use crate::format::Format;
use crate::key::Algorithm;
use crate::statement::{Event, Form, HealthCode, Holder};
use crate::trust::Trust;
use crate::verdict::{Judgement, Reason, Status, Validity, spelt};
use crate::{base45, icvp, inflate};

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
    let message = Sign1::read(&bytes).map_err(|_| Reason::Cose)?;
    // HCERT 1.0.8 section 3.3.1 knows these two.
    match message.algorithm {
        Algorithm::Es256 | Algorithm::Ps256 => Ok(message),
        Algorithm::EdDsa | Algorithm::Es384 | Algorithm::Es512 | Algorithm::Sm2 => {
            Err(Reason::Cose)
        }
    }
}

fn judge_message(message: &Sign1, trust: &Trust, now: Timestamp) -> Judgement {
    let mut judgement = Judgement {
        kid: (!message.kid.is_empty()).then(|| spelt(&message.kid)),
        ..Judgement::unread(Format::Hc1, Reason::Cose)
    };
    let Ok(payload) = cbor::read(&message.payload) else {
        return judgement;
    };
    let Some((claims, certificate)) = payload.as_map().and_then(certificate) else {
        return judgement;
    };
    if matches!(certificate, Err(Reason::Unsupported)) {
        judgement.reason = Reason::Unsupported;
        return judgement;
    }
    let code = certificate.ok();
    judgement.status = Status::NotOffered;
    judgement.validity = Validity::of(claims.issued, claims.expires, now);
    let wanted = code
        .as_ref()
        .filter(|code| matches!(code.form, Form::EuDcc(_)))
        .and_then(|code| Use::of(code.events.first()?));
    let broken = code.is_none();
    let mut belief = trust.hc1(message, wanted, now, code);
    if broken && !matches!(belief.reason, Reason::Signature | Reason::Usage) {
        belief.reason = Reason::Schema;
    }
    judgement.decide(belief, now)
}

/// The claims and the certificate; `None` if the message is not what HCERT says. A certificate may be
/// of a kind that we do not know, or break its schema.
fn certificate(payload: &Map<'_>) -> Option<(Claims, Result<HealthCode, Reason>)> {
    let claims = Claims::read(payload)?;
    let Some(hcert) = payload.int(HCERT) else {
        // The first draft of WHO's DDCC stood in the message without claims.
        payload.text("name")?;
        let draft = icvp::ddcc(&Value::Map(payload.clone()));
        return Some((claims.clone(), said(claims, Form::Ddcc, draft)));
    };
    let hcert = hcert.as_map()?;
    let known = [EU_DCC, DDCC_VS, DDCC_TR, ICVP].map(|entry| hcert.int(entry));
    let certificate = match known {
        [Some(dcc), None, None, None] => {
            dcc.as_map()?;
            claims.issued.and(claims.expires)?;
            match Dcc::read(dcc) {
                Some(dcc) => said(
                    claims.clone(),
                    Form::EuDcc(dcc.version),
                    Some((dcc.holder, vec![dcc.event])),
                ),
                None => Err(Reason::Schema),
            }
        }
        [None, Some(ddcc), None, None] | [None, None, Some(ddcc), None] => {
            said(claims.clone(), Form::Ddcc, icvp::ddcc(ddcc))
        }
        [None, None, None, Some(value)] => said(claims.clone(), Form::Icvp, icvp::icvp(value)),
        [None, None, None, None] => Err(Reason::Unsupported),
        _ => Err(Reason::Schema),
    };
    Some((claims, certificate))
}

fn said(
    claims: Claims,
    form: Form,
    content: Option<(Holder, Vec<Event>)>,
) -> Result<HealthCode, Reason> {
    let (holder, events) = content.ok_or(Reason::Schema)?;
    Ok(HealthCode {
        form,
        issuer: claims.issuer,
        from: claims.issued,
        until: claims.expires,
        holder,
        events,
    })
}

/// The claim that holds the certificates (HCERT 1.0.8 section 3.3.6).
const HCERT: i128 = -260;
/// Its entries (`smart-trust`, logical model HCert).
const EU_DCC: i128 = 1;
const DDCC_VS: i128 = 3;
const DDCC_TR: i128 = 4;
const ICVP: i128 = -6;
