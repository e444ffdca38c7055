//! Whom this desk trusts, and the only place where a code becomes [`Verified`].

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::certificate::{Certificate, Use};
use crate::cose::Sign1;
use crate::kc1;
use crate::key::Algorithm;
use crate::list::{Issuer, KeyList, KeyName, Revocations};
use crate::statement::HealthCode;
use crate::verdict::{Code, Reason, Signature, Status};

/// What stands behind a good signature of a trusted key.
///
/// The field is private and only this module fills it, so holding one is the proof (design
/// invariant 2).
#[derive(Clone, Debug)]
pub struct Verified<T>(T);

/// What a code says of itself, and nobody trusted has signed.
///
/// Another type than [`Verified`], so that nothing can mistake it: shown only with 未核验 / NOT
/// VERIFIED beside it.
#[derive(Clone, Debug)]
pub struct Claimed<T>(T);

impl<T> Verified<T> {
    /// The content that the signature covers.
    pub const fn content(&self) -> &T {
        &self.0
    }
}

impl<T> Claimed<T> {
    /// The content that nobody stands behind.
    pub const fn unverified_content(&self) -> &T {
        &self.0
    }
}

/// Everybody whom this desk trusts, and what they took back.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    by_name: HashMap<KeyName, Vec<Arc<Issuer>>>,
    authorities: Vec<Arc<Issuer>>,
    revocations: HashMap<String, Vec<Arc<Revocations>>>,
    kc1: kc1::Authorities,
}

impl Trust {
    /// Adds everybody in a list. Who stands in several lists is believed by the one that is not too old.
    pub fn add(&mut self, list: KeyList) {
        for issuer in list.issuers {
            let issuer = Arc::new(issuer);
            for name in &issuer.names {
                let same = self.by_name.entry(name.clone()).or_default();
                same.push(Arc::clone(&issuer));
            }
            if issuer.certificate.is_some() {
                self.authorities.push(issuer);
            }
        }
        for list in list.revocations {
            let same = self.revocations.entry(list.kid.clone()).or_default();
            same.push(Arc::new(list));
        }
    }

    /// Whose KC1 codes are believed.
    pub const fn kc1(&self) -> &kc1::Authorities {
        &self.kc1
    }

    /// The same, to be filled from accepted trust files.
    pub const fn kc1_mut(&mut self) -> &mut kc1::Authorities {
        &mut self.kc1
    }

    /// What a KC1 code says, as far as its checker believed it.
    pub(crate) fn statement_of(checked: &kc1::Checked, content: HealthCode) -> Code {
        match checked.verified() {
            Some(_) => Code::Verified(Verified(content)),
            None => Code::Claimed(Claimed(content)),
        }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.by_name.values().map(Vec::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty() && self.authorities.is_empty() && self.kc1.real.is_empty()
    }

    /// Judges the signature of an HC1 message by every key of its kid, because kids collide.
    ///
    /// The signer needs the use `wanted`; where the content breaks the schema, no use is asked for
    /// and `content` is `None`.
    pub(crate) fn hc1(
        &self,
        message: &Sign1,
        wanted: Option<Use>,
        now: Timestamp,
        content: Option<HealthCode>,
    ) -> Belief {
        let kid = <[u8; 8]>::try_from(message.kid.as_slice()).ok();
        let candidates = self.named(kid.map(KeyName::Cose));
        let signed = || message.to_be_signed(&[]);
        let may = |issuer: &Issuer| match (&issuer.certificate, wanted) {
            (Some(certificate), Some(wanted)) => certificate.may_sign(wanted),
            _ => true,
        };
        let algorithm = message.algorithm;
        believe(
            candidates,
            now,
            content,
            algorithm,
            signed,
            &message.signature,
            |issuer| {
                if may(issuer) {
                    Ok(())
                } else {
                    Err(Reason::Usage)
                }
            },
        )
    }

    /// Judges the signature of a SMART Health Card by the keys of its kid. A key that is trusted for
    /// one address never speaks for another.
    pub(crate) fn card(
        &self,
        kid: &str,
        address: Option<&str>,
        signed: &[u8],
        signature: &[u8],
        now: Timestamp,
        content: Option<HealthCode>,
    ) -> Belief {
        let candidates = self.named(Some(KeyName::Card(kid.to_owned())));
        let signed = || signed.to_vec();
        believe(
            candidates,
            now,
            content,
            Algorithm::Es256,
            signed,
            signature,
            |issuer| match &issuer.address {
                Some(own) if address.is_some_and(|address| address != own) => Err(Reason::Issuer),
                _ => Ok(()),
            },
        )
    }

    /// Judges a seal, which brings its signer's certificate: the signature by that certificate, the
    /// certificate by the authorities here (Doc 9303 part 12).
    pub(crate) fn seal(
        &self,
        signer: &Certificate,
        algorithm: Algorithm,
        signed: &[u8],
        signature: &[u8],
        now: Timestamp,
        content: Option<HealthCode>,
    ) -> Belief {
        let claimed = |content: Option<HealthCode>| {
            content.map_or(Code::Unreadable, |c| Code::Claimed(Claimed(c)))
        };
        let belief = |signature, reason, issuer, code| Belief {
            code,
            issuer,
            signature,
            reason,
        };
        if !signer.key().verifies(algorithm, signed, signature) {
            return belief(Signature::Bad, Reason::Signature, None, claimed(content));
        }
        let country = content.as_ref().and_then(|code| code.issuer.clone());
        let mut reason = Reason::IssuerUnknown;
        for issuer in by_age(&self.authorities, now) {
            let Some(above) = &issuer.certificate else {
                continue;
            };
            let itself = above.fingerprint() == signer.fingerprint();
            if !(itself || above.is_authority() && signer.names(above)) {
                continue;
            }
            let lives = |c: &Certificate| c.from <= now && now <= c.until;
            let stands = (itself || signer.is_signed_by(above))
                && lives(above)
                && lives(signer)
                && signer.may_seal()
                && speaks_for(above, country.as_deref());
            if stands {
                let code = content.map_or(Code::Unreadable, |c| Code::Verified(Verified(c)));
                return belief(
                    Signature::Good,
                    Reason::Genuine,
                    Some(Arc::clone(issuer)),
                    code,
                );
            }
            reason = Reason::Usage;
        }
        belief(Signature::Good, reason, None, claimed(content))
    }

    /// Whether the card `rid` of the key `kid` was taken back.
    pub(crate) fn card_status(
        &self,
        issuer: &Issuer,
        kid: &str,
        rid: &str,
        from: Option<Timestamp>,
        now: Timestamp,
    ) -> Status {
        let lists = self.revocations.get(kid).map_or(&[][..], Vec::as_slice);
        if let Some(list) = lists.iter().find(|list| list.holds(rid, from)) {
            return Status::Revoked(list.as_of);
        }
        // A list without a date was handed in for now.
        let newest = lists.iter().max_by_key(|list| list.as_of.unwrap_or(now));
        match newest {
            None if issuer.revocations.is_some() => Status::Missing,
            None => Status::NotOffered,
            // The key says that there is a newer list.
            Some(list) if issuer.revocations > Some(list.version) => Status::TooOld(list.as_of),
            Some(list) if list.as_of.is_some_and(|at| now > at + REVOCATION_GRACE) => {
                Status::TooOld(list.as_of)
            }
            Some(list) => Status::Good(list.as_of),
        }
    }

    fn named(&self, name: Option<KeyName>) -> &[Arc<Issuer>] {
        name.and_then(|name| self.by_name.get(&name))
            .map_or(&[][..], Vec::as_slice)
    }
}

/// A CSCA speaks for its own country only. Seals name it by three letters and certificates by two, so
/// the first two decide where no table is at hand; a certificate without a country speaks for all.
fn speaks_for(authority: &Certificate, country: Option<&str>) -> bool {
    match (authority.country.as_deref(), country) {
        (Some(own), Some(named)) => crate::country::is_same(own, named),
        _ => true,
    }
}

/// Tries every candidate, those that are not too old first; `fits` says whether one that made the
/// signature may make it.
fn believe(
    candidates: &[Arc<Issuer>],
    now: Timestamp,
    content: Option<HealthCode>,
    algorithm: Algorithm,
    signed: impl FnOnce() -> Vec<u8>,
    signature: &[u8],
    fits: impl Fn(&Issuer) -> Result<(), Reason>,
) -> Belief {
    let mut answer = (Signature::Unknown, Reason::IssuerUnknown, None);
    if !candidates.is_empty() {
        answer = (Signature::Bad, Reason::Signature, None);
        let signed = signed();
        for issuer in by_age(candidates, now) {
            if !issuer.key.verifies(algorithm, &signed, signature) {
                continue;
            }
            let fits = fits(issuer);
            answer = (
                Signature::Good,
                fits.err().unwrap_or(Reason::Genuine),
                Some(Arc::clone(issuer)),
            );
            if fits.is_ok() {
                break;
            }
        }
    }
    let (signature, reason, issuer) = answer;
    let code = match (content, reason) {
        (None, _) => Code::Unreadable,
        (Some(content), Reason::Genuine) => Code::Verified(Verified(content)),
        (Some(content), _) => Code::Claimed(Claimed(content)),
    };
    Belief {
        code,
        issuer,
        signature,
        reason,
    }
}

/// Those that are not too old first.
fn by_age(issuers: &[Arc<Issuer>], now: Timestamp) -> impl Iterator<Item = &Arc<Issuer>> {
    let aged = move |old| issuers.iter().filter(move |i| i.is_too_old(now) == old);
    aged(false).chain(aged(true))
}

/// What the trust here says of a signed content.
pub(crate) struct Belief {
    pub(crate) code: Code,
    pub(crate) issuer: Option<Arc<Issuer>>,
    pub(crate) signature: Signature,
    /// [`Reason::Genuine`], or why the content is not believed.
    pub(crate) reason: Reason,
}

/// How old a revocation list may be. Issuers renew theirs daily at best; a desk without network
/// carries them in monthly.
const REVOCATION_GRACE: SignedDuration = SignedDuration::from_hours(24 * 31);
