//! KC1 among the other formats: the authorities inside [`Trust`], and the judgement of a text by them.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};

use super::answer::{Live, Reason, Status};
use super::check::{Asked, check};
use super::claims::{Claims, Kind};
use super::code::Code;
use super::replay::Gate;
use super::store::{Practice, Real, Store};
use crate::format::Format;
use crate::kct::{Clock, Realm};
use crate::statement::{Form, HealthCode, Holder, Kc1};
use crate::trust::Trust;
use crate::verdict::{self, Judgement, Validity};

/// Whose KC1 codes a desk believes, and how it looks at them.
#[derive(Clone, Debug, Default)]
pub struct Authorities {
    /// Authorities of the real world.
    pub real: Store<Real>,
    /// Those of 演练, in practice mode only: without it every code of practice is refused.
    pub practice: Option<Store<Practice>>,
    /// The desk's own places, for school codes that an authority issues.
    pub places: BTreeSet<String>,
    /// How old a status list may be, by region; [`GRACE`] for all others.
    pub graces: BTreeMap<String, SignedDuration>,
}

/// When and how a text came before the checker.
pub(crate) enum Shown<'g> {
    /// It lies here: nobody asked it for anything.
    Lying,
    /// It is shown at a gate now.
    Now(&'g mut Gate),
    /// It was shown before, with this answer.
    Before(Live),
}

/// Judges a text that begins as KC1.
pub(crate) fn judge(text: &str, trust: &Trust, shown: Shown<'_>, now: Timestamp) -> Judgement {
    let unread = |reason| Judgement::unread(Format::Kc1, reason);
    let Ok(code) = Code::read(text) else {
        return unread(verdict::Reason::Kc1(Reason::Form));
    };
    let (authorities, claims) = (trust.kc1(), code.claimed());
    let mut asked = Asked {
        now,
        // Whether the clock can be believed is said of all formats afterwards.
        clock: Clock::Good,
        place: match &claims.kind {
            Kind::School(place) => authorities.places.get(place).map(String::as_str),
            _ => None,
        },
        challenge: None,
        grace: authorities.grace(&claims.region),
        shown: None,
    };
    let memory = match shown {
        Shown::Lying => None,
        Shown::Now(gate) => {
            asked.challenge = gate.challenge;
            Some(&mut gate.memory)
        }
        Shown::Before(live) => {
            asked.shown = Some(live).filter(|live| *live != Live::NotAsked);
            None
        }
    };
    let rehearsed = authorities.practice.as_ref();
    let checked = match rehearsed.filter(|_| claims.realm == Realm::Practice) {
        Some(practice) => check(&code, practice, memory, &asked),
        None => check(&code, &authorities.real, memory, &asked),
    };
    Judgement {
        kid: Some(HEXLOWER.encode(&code.kid())),
        signature: checked.signature,
        issuer: checked.entry.clone(),
        validity: validity(claims, now),
        status: checked.status.into(),
        live: checked.live,
        reason: match (checked.reason, claims.realm) {
            (Reason::Genuine, Realm::Real) => verdict::Reason::Genuine,
            (Reason::Genuine, Realm::Practice) => verdict::Reason::Practice,
            (reason, _) => verdict::Reason::Kc1(reason),
        },
        code: Trust::statement_of(&checked, statement(&code)),
        ..unread(verdict::Reason::Genuine)
    }
}

impl Authorities {
    fn grace(&self, region: &str) -> SignedDuration {
        self.graces.get(region).copied().unwrap_or(GRACE)
    }
}

impl From<Status> for verdict::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::NotAsked | Status::OutOfRange => Self::Unread,
            Status::NotOffered => Self::NotOffered,
            Status::Good { iat } => Self::Good(Some(iat)),
            Status::Revoked { iat } => Self::Revoked(Some(iat)),
            Status::Unknown { iat: None } => Self::Missing,
            Status::Unknown { iat } => Self::TooOld(iat),
        }
    }
}

/// What it says, in the shape of all formats.
fn statement(code: &Code) -> HealthCode {
    let claims = code.claimed();
    HealthCode {
        issuer: Some(claims.serial.authority.clone()),
        from: Some(claims.nbf),
        // `exp` itself is too late.
        until: Some(claims.exp - SignedDuration::from_secs(1)),
        holder: Holder {
            mark: Some(claims.holder.clone()),
            ..Holder::default()
        },
        events: Vec::new(),
        form: Form::Kc1(Box::new(Kc1 {
            claims: claims.clone(),
            proof: code.claimed_proof().copied(),
        })),
    }
}

fn validity(claims: &Claims, now: Timestamp) -> Validity {
    if now >= claims.exp {
        Validity::Expired
    } else if now < claims.nbf - SignedDuration::from_secs(60) {
        Validity::NotYet
    } else {
        Validity::Current
    }
}

/// How old a status list may be where no region pack says it.
pub const GRACE: SignedDuration = SignedDuration::from_hours(24);
