//! One code as one JSON object: the contract of `kincode check --json`. Keys never vanish; null
//! means not known.

use healthcode::kc1::{Live, Second};
use healthcode::{Kind, Status, Validity, statement};
use jiff::Timestamp;
use serde::Serialize;

use crate::check::Checked;
use crate::people;
use crate::problem::Problem;
use crate::slip;
use crate::source::Origin;

/// A judged code. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    source: Place,
    format: &'static str,
    kind: &'static str,
    holder: Option<Holder>,
    issuer: Issuer,
    signature: &'static str,
    validity: &'static str,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    status: StatusAnswer,
    rules: RulesAnswer,
    /// What a verified code states, unless it is refused: never the verdict.
    colour: Option<&'static str>,
    /// Whether it was shown live, for codes that can be.
    live: Option<&'static str>,
    practice: bool,
    verdict: &'static str,
    reason: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct Place {
    file: Option<String>,
    page: usize,
    index: usize,
}

#[derive(Clone, Debug, Serialize)]
struct Holder {
    name: String,
    name_latin: Option<String>,
    birth: Option<String>,
    /// The last four of the document number, where the format tells no more.
    tail: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Issuer {
    name: Option<String>,
    country: Option<String>,
    /// As issuers write it: Base64 with padding in HC1, a thumbprint in SHC.
    kid: Option<String>,
    known: bool,
}

#[derive(Clone, Debug, Serialize)]
struct StatusAnswer {
    answer: &'static str,
    why: Option<&'static str>,
    as_of: Option<Timestamp>,
}

#[derive(Clone, Debug, Serialize)]
struct RulesAnswer {
    answer: &'static str,
    /// One of [`rules::Reason`], or `region` where none is chosen.
    why: &'static str,
    /// The region whose pack decided.
    pack: Option<String>,
    /// Whether that is an example, which is nobody's rule.
    example: bool,
}

impl RulesAnswer {
    const NONE: Self = Self {
        answer: "unknown",
        why: "region",
        pack: None,
        example: false,
    };

    fn of(checked: &Checked) -> Self {
        checked.rules.as_ref().map_or(Self::NONE, |answer| Self {
            answer: answer.outcome.as_str(),
            why: answer.reason.as_str(),
            pack: answer.pack.as_ref().map(|pack| pack.region.clone()),
            example: answer.is_example(),
        })
    }
}

impl Report {
    /// The report of a judged code. The holder is there only if the code is verified.
    pub fn new(checked: &Checked) -> Self {
        let judgement = &checked.judgement;
        let issuer = judgement.issuer.as_deref();
        let (from, until) = match judgement.validity {
            Validity::None if judgement.period().1.is_some() => (None, None),
            _ => judgement.period(),
        };
        let (status, why, as_of) = status(judgement.status);
        Self {
            source: Place::new(&checked.origin),
            format: judgement.format.as_str(),
            kind: judgement.kind().as_str(),
            holder: judgement.verified().map(|code| Holder {
                name: people::name(&code.holder),
                name_latin: people::latin(&code.holder),
                birth: birth(&code.holder),
                tail: tail(&code.holder),
            }),
            issuer: Issuer {
                name: issuer.and_then(|c| c.name.clone()),
                country: issuer.and_then(|c| c.country.clone()),
                kid: judgement.kid.clone(),
                known: issuer.is_some(),
            },
            signature: judgement.signature.as_str(),
            validity: judgement.validity.as_str(),
            from,
            until,
            status: StatusAnswer {
                answer: status,
                why,
                as_of,
            },
            rules: RulesAnswer::of(checked),
            colour: slip::kc1::colour(checked),
            live: Some(judgement.live.as_str()).filter(|_| judgement.live != Live::NotAsked),
            practice: judgement.content().is_some_and(|code| code.is_practice()),
            verdict: checked.verdict().as_str(),
            reason: match checked.turned_away() {
                Some(_) => "rules",
                None => judgement.reason.as_str(),
            },
        }
    }

    /// The report of a picture or PDF that should hold a code and does not decode: refused as any
    /// damaged code is, with reason `picture`.
    pub fn damaged(problem: &Problem) -> Self {
        let origin = Origin {
            file: Some(problem.about.clone()),
            page: 1,
            index: 1,
        };
        Self {
            source: Place::new(&origin),
            format: "other",
            kind: Kind::Unknown.as_str(),
            holder: None,
            issuer: Issuer {
                name: None,
                country: None,
                kid: None,
                known: false,
            },
            signature: "unknown",
            validity: "none",
            from: None,
            until: None,
            status: StatusAnswer {
                answer: "unknown",
                why: Some("not-checked"),
                as_of: None,
            },
            rules: RulesAnswer::NONE,
            colour: None,
            live: None,
            practice: false,
            verdict: "refuse",
            reason: "picture",
        }
    }
}

/// A birth date as far as it is known; `--12-31` for month and day (ISO 8601-1:2019 section 4.3.2 without
/// the year, as vCard writes it).
fn birth(holder: &statement::Holder) -> Option<String> {
    let mark = holder.mark.as_ref().and_then(|mark| mark.second.as_ref());
    match mark.map(|second| second.expose()) {
        Some(Second::Birthday { month, day }) => Some(format!("--{month:02}-{day:02}")),
        _ => people::iso_birth(*holder.birth.expose()),
    }
}

fn tail(holder: &statement::Holder) -> Option<String> {
    match holder.mark.as_ref()?.second.as_ref()?.expose() {
        Second::Tail(tail) => Some(tail.clone()),
        Second::Birthday { .. } => None,
    }
}

/// Answer, why it is unknown, and of when it is.
const fn status(status: Status) -> (&'static str, Option<&'static str>, Option<Timestamp>) {
    match status {
        Status::Good(as_of) => ("good", None, as_of),
        Status::Missing | Status::Unread => ("unknown", Some("not-checked"), None),
        Status::NotOffered => ("unknown", Some("not-offered"), None),
        Status::Revoked(as_of) => ("revoked", None, as_of),
        Status::TooOld(as_of) => ("unknown", Some("too-old"), as_of),
    }
}

impl Place {
    fn new(origin: &Origin) -> Self {
        Self {
            file: origin.file.clone(),
            page: origin.page,
            index: origin.index,
        }
    }
}
