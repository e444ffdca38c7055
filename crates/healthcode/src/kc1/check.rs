//! How a checker decides, in one fixed order: the first failure names the reason (kc1.md section 1.6).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::answer::{Live, Reason, Status};
use super::claims::{Claims, Kind};
use super::code::{Code, Proof};
use super::envelope::Algorithm;
use super::replay::{Challenge, Replay, Sight};
use super::store::{Candidate, Store, World};
use crate::kct::{Authority, Clock, KeyUse, Publisher, Realm};
use crate::list;
use crate::verdict::{Signature, Verdict};

/// Where and when a code is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// This computer's time.
    pub now: Timestamp,
    /// Whether that can be believed: [`Floor::clock`](crate::kct::Floor::clock).
    pub clock: Clock,
    /// The checker's own place, for school codes; without one every school code is of another place.
    pub place: Option<&'a str>,
    /// The digits that are shown to the holder. Once only if there is a [`Replay`].
    pub challenge: Option<Challenge>,
    /// How old a status list may be, by the region pack.
    pub grace: SignedDuration,
    /// What was found when it was shown, if it is only judged anew: nobody shows it now.
    pub shown: Option<Live>,
}

/// Everything that can be said of one code at one moment. An answer that was not come to, because an
/// earlier one failed, says so.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Checked {
    /// Whether the issuer's key made it, and the device's key the proof around it.
    pub signature: Signature,
    /// Whose key verified what the issuer signed; `None` means not known.
    pub issuer: Option<Issuer>,
    /// Whether it was taken back.
    pub status: Status,
    /// Whether it was shown live.
    pub live: Live,
    /// The one reason that decided.
    pub reason: Reason,
    /// The same entry as other formats know issuers.
    pub(crate) entry: Option<Arc<list::Issuer>>,
    verified: Option<Verified>,
}

/// The entry of the trust store that verified a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// Whose trust file it stands in.
    pub publisher: Publisher,
    /// Id of the authority.
    pub authority: String,
    /// Names of the authority by language tag, as written.
    pub names: Vec<(String, String)>,
}

/// What a trusted authority says, and what its holder's device says now. Only [`check()`] makes one.
///
/// The signatures are good; whether the code counts here and now is the verdict, not this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    claims: Claims,
    proof: Option<Proof>,
}

/// Reads and checks a text.
pub fn judge<W: World>(
    text: &str,
    store: &Store<W>,
    memory: Option<&mut Replay>,
    asked: &Asked<'_>,
) -> Checked {
    match Code::read(text) {
        Ok(code) => check(&code, store, memory, asked),
        Err(_) => Checked::blank(Reason::Form),
    }
}

/// Checks a code. Without a `memory`, neither a repeated proof nor a challenge that was used is noticed.
pub fn check<W: World>(
    code: &Code,
    store: &Store<W>,
    memory: Option<&mut Replay>,
    asked: &Asked<'_>,
) -> Checked {
    let mut checked = Checked::blank(Reason::Genuine);
    if let Err(reason) = checked.decide(code, store, memory, asked) {
        checked.reason = reason;
    }
    checked
}

impl Checked {
    const fn blank(reason: Reason) -> Self {
        Self {
            signature: Signature::Unknown,
            issuer: None,
            status: Status::NotAsked,
            live: Live::NotAsked,
            reason,
            entry: None,
            verified: None,
        }
    }

    /// The verdict, which the reason decides.
    pub const fn verdict(&self) -> Verdict {
        self.reason.verdict()
    }

    /// What was signed, if the signatures are good; whatever the verdict.
    pub const fn verified(&self) -> Option<&Verified> {
        self.verified.as_ref()
    }

    /// Steps 2 to 8.
    fn decide<W: World>(
        &mut self,
        code: &Code,
        store: &Store<W>,
        memory: Option<&mut Replay>,
        asked: &Asked<'_>,
    ) -> Result<(), Reason> {
        let keys = keys(code, store)?;
        self.signature = Signature::Bad;
        let signer = signer(code, &keys, asked.now).ok_or(Reason::Signature)?;
        self.issuer = Some(Issuer {
            publisher: signer.publisher,
            authority: signer.authority.id.clone(),
            names: signer.authority.names.clone(),
        });
        self.entry = signer.issuer.cloned();
        // A proof that does not hold takes the strip's good signature with it: nothing of it is shown.
        let holds = code.proof_holds();
        if holds != Some(false) {
            self.signature = Signature::Good;
            self.verified = Some(Verified {
                claims: code.claims.clone(),
                proof: code.claimed_proof().copied(),
            });
        }
        if asked.now >= signer.exp {
            return Err(Reason::TrustOld);
        }
        time(&code.claims, asked)?;
        if let Kind::School(place) = &code.claims.kind
            && asked.place != Some(place)
            && !is_school(signer.authority, place)
        {
            return Err(Reason::OtherPlace);
        }
        if let Kind::Strip(_) = code.claims.kind {
            self.live = match asked.shown {
                // That the proof holds was verified just now.
                Some(shown) if holds == Some(true) && shown != Live::Forged => shown,
                _ => live(code, holds, memory, asked),
            };
            self.live.reason().map_or(Ok(()), Err)?;
        }
        self.status = status(code, store, &signer, asked);
        self.status.reason().map_or(Ok(()), Err)
    }
}

impl Verified {
    /// What the authority signed.
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What the holder's device signed.
    pub const fn proof(&self) -> Option<&Proof> {
        self.proof.as_ref()
    }

    /// Whether it is a paper code. A decoder cannot see whether it looked at paper or at a screen, so a
    /// person must.
    pub const fn is_paper(&self) -> bool {
        matches!(self.claims.kind, Kind::Paper)
    }
}

/// Step 2: the entries that may have signed it.
fn keys<'s, W: World>(code: &Code, store: &'s Store<W>) -> Result<Vec<Candidate<'s>>, Reason> {
    let claims = &code.claims;
    if claims.realm == Realm::Practice && W::REALM == Realm::Real {
        return Err(Reason::Practice);
    }
    let kid = code.kid();
    let mut keys: Vec<_> = store.candidates(kid).collect();
    let named = !keys.is_empty();
    let wanted = match claims.kind {
        Kind::Strip(_) => KeyUse::Screen,
        Kind::Paper => KeyUse::Paper,
        Kind::School(_) => KeyUse::School,
    };
    keys.retain(
        |Candidate {
             authority, entry, ..
         }| {
            W::REALM == claims.realm
                && Algorithm::of(entry.key.curve) == code.algorithm()
                && entry.uses.contains(&wanted)
                && entry.regions.contains(&claims.region)
                && authority.id == claims.serial.authority
                && entry.from <= claims.iat
                && claims.iat <= entry.until
        },
    );
    if !keys.is_empty() {
        return Ok(keys);
    }
    Err(if keys.is_empty() && store.is_dead(kid) {
        Reason::KeyDead
    } else if keys.is_empty() && named {
        Reason::KeyScope
    } else {
        Reason::IssuerUnknown
    })
}

/// Step 3: the entry whose key made the signature; one whose trust file has not expired, if there is.
fn signer<'s>(code: &Code, keys: &[Candidate<'s>], now: Timestamp) -> Option<Candidate<'s>> {
    let signed = code.signed();
    let made = |key: &&Candidate<'_>| {
        key.issuer.is_some_and(|issuer| {
            let curve = key.entry.key.curve;
            curve.verifies(&issuer.key, &signed, &code.issued.signature)
        })
    };
    keys.iter()
        .filter(made)
        .max_by_key(|key| now < key.exp)
        .copied()
}

/// Whether an authority is the school with this id and nothing else: then its publisher was pinned where
/// its codes are used, and they are at their place (kc1.md, "A school key").
fn is_school(authority: &Authority, place: &str) -> bool {
    let of_school = |u: &KeyUse| matches!(u, KeyUse::School | KeyUse::Status);
    authority.id == place
        && authority
            .keys
            .iter()
            .all(|entry| entry.uses.iter().all(of_school))
}

/// Step 5.
fn time(claims: &Claims, asked: &Asked<'_>) -> Result<(), Reason> {
    if asked.now < earliest(claims) {
        return Err(Reason::NotYet);
    }
    if asked.now >= claims.exp {
        return Err(Reason::Expired);
    }
    let ahead = claims.iat.duration_since(asked.now) > SIGNED_AHEAD;
    if ahead || matches!(asked.clock, Clock::Behind { .. }) {
        return Err(Reason::Clock);
    }
    Ok(())
}

/// Step 7, for a code whose proof `holds` or not.
fn live(
    code: &Code,
    holds: Option<bool>,
    mut memory: Option<&mut Replay>,
    asked: &Asked<'_>,
) -> Live {
    let Some(holds) = holds else {
        return Live::Missing;
    };
    let Some(proof) = code.claimed_proof().filter(|_| holds) else {
        return Live::Forged;
    };
    let sight = Sight {
        serial: code.claims.serial.clone(),
        rnd: proof.rnd,
    };
    let age = asked.now.duration_since(proof.t);
    if let Some(memory) = memory.as_deref_mut() {
        memory.compare(&sight.serial, age);
    }
    if age > OLDEST || proof.t < earliest(&code.claims) {
        return Live::Stale { age };
    }
    if age < -NEWEST || proof.t >= code.claims.exp {
        return Live::Ahead { by: -age };
    }
    if let Some(ago) = memory.as_deref_mut().and_then(|m| m.see(&sight, asked.now)) {
        return Live::Repeat { ago };
    }
    let met = match (asked.challenge, proof.challenge) {
        (None, None) => true,
        (Some(challenge), Some(answer)) => {
            challenge.is_met(answer, asked.now)
                && memory.is_none_or(|m| m.answer(challenge, &sight))
        }
        _ => false,
    };
    if met { Live::Fresh } else { Live::Challenge }
}

/// Step 8.
fn status<W: World>(
    code: &Code,
    store: &Store<W>,
    signer: &Candidate<'_>,
    asked: &Asked<'_>,
) -> Status {
    let serial = &code.claims.serial;
    let list = store.list(signer.publisher, &serial.authority, serial.list);
    let Some(token) = list else {
        let keys = &signer.authority.keys;
        let lists = keys.iter().any(|key| key.uses.contains(&KeyUse::Status));
        return match &code.claims.kind {
            Kind::School(place) if !lists && is_school(signer.authority, place) => {
                Status::NotOffered
            }
            _ => Status::Unknown { iat: None },
        };
    };
    let iat = token.iat;
    match token.is_set(serial.index) {
        None => Status::OutOfRange,
        Some(true) => Status::Revoked { iat },
        // A list of the future was taken when the clock was ahead, and says nothing now.
        Some(false)
            if asked.now < token.exp
                && asked.now.duration_since(iat) < asked.grace
                && iat.duration_since(asked.now) <= SIGNED_AHEAD =>
        {
            Status::Good { iat }
        }
        Some(false) => Status::Unknown { iat: Some(iat) },
    }
}

/// nbf - 60: clocks differ.
fn earliest(claims: &Claims) -> Timestamp {
    claims.nbf - NEWEST
}

/// How far ahead of this computer's clock a code (step 5) or a list (section 1.5) may be signed.
const SIGNED_AHEAD: SignedDuration = SignedDuration::from_mins(10);
/// How old a proof may be (step 7).
const OLDEST: SignedDuration = SignedDuration::from_secs(90);
/// How far in the future a proof, or a beginning, may lie (steps 5 and 7).
const NEWEST: SignedDuration = SignedDuration::from_secs(60);
