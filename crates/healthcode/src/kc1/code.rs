//! A whole code: what an issuer signed, and the live proof around it.

use jiff::Timestamp;

use super::FormError;
use super::claims::{Claims, Kind};
use super::envelope::{self, Algorithm, Envelope, Thing};
use crate::kct::strict::Reader;
use crate::private::Private;

/// A well-formed code, which nobody has verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub(super) issued: Envelope,
    /// The body of `issued`, as a proof around it repeats it.
    pub(super) body: Private<Vec<u8>>,
    pub(super) claims: Claims,
    pub(super) proof: Option<(Envelope, Proof)>,
}

/// What a device signs over a strip (kc1.md section 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// When it was made, by the device's clock, whole seconds.
    pub t: Timestamp,
    /// Fresh each time.
    pub rnd: [u8; 8],
    /// The digits that the checker asked for, 0 to 999,999.
    pub challenge: Option<u32>,
}

impl Code {
    /// Reads a text. Nothing is trimmed from it.
    ///
    /// # Errors
    ///
    /// [`FormError`] if it breaks any rule of kc1.md sections 1.1 to 1.3.
    pub fn read(text: &str) -> Result<Self, FormError> {
        let body = envelope::body(text)?;
        let envelope = Envelope::read(&body)?;
        if envelope.kid.is_some() {
            Self::issued(envelope, body)
        } else {
            Self::live(envelope)
        }
    }

    /// What it says of itself, believed by nobody: for looking at a code, never for deciding.
    pub const fn claimed(&self) -> &Claims {
        &self.claims
    }

    /// The proof around a strip, believed by nobody.
    pub fn claimed_proof(&self) -> Option<&Proof> {
        self.proof.as_ref().map(|(_, proof)| proof)
    }

    /// The key that it names.
    pub fn kid(&self) -> [u8; 8] {
        self.issued.kid.unwrap_or_default()
    }

    /// The algorithm that its header states; only compared.
    pub const fn algorithm(&self) -> Algorithm {
        self.issued.algorithm
    }

    /// The last 8 bytes of the issuer's signature: what proves, in a report, that the code was seen
    /// (kc1.md section 1.2, "Serial").
    pub fn sighting(&self) -> [u8; 8] {
        *self
            .issued
            .signature
            .last_chunk()
            .expect("64 bytes end with 8")
    }

    fn issued(issued: Envelope, body: Vec<u8>) -> Result<Self, FormError> {
        let claims = Claims::read(issued.payload.expose())?;
        if issued.size > claims.max_size() {
            return Err(FormError::Size);
        }
        if let Kind::Strip(device) = &claims.kind
            && device.algorithm() != issued.algorithm
        {
            return Err(FormError::Algorithm);
        }
        Ok(Self {
            issued,
            body: Private::new(body),
            claims,
            proof: None,
        })
    }

    fn live(live: Envelope) -> Result<Self, FormError> {
        if live.size > MAX_LIVE {
            return Err(FormError::Size);
        }
        let (strip, proof) = Reader::whole(live.payload.expose(), |r| {
            let len = r.array(3..=4)?;
            let strip = r.bytes()?;
            let proof = Proof {
                t: r.seconds()?,
                rnd: r.bytes_of()?,
                challenge: if len == 4 {
                    Some(r.uint(0..=MAX_CHALLENGE)? as u32)
                } else {
                    None
                },
            };
            Ok((strip.to_vec(), proof))
        })?;
        let issued = Envelope::read(&strip)?;
        if issued.kid.is_none() {
            return Err(FormError::Kind);
        }
        let mut code = Self::issued(issued, strip)?;
        if !matches!(code.claims.kind, Kind::Strip(_)) {
            return Err(FormError::Kind);
        }
        if live.algorithm != code.issued.algorithm {
            return Err(FormError::Algorithm);
        }
        code.proof = Some((live, proof));
        Ok(code)
    }

    /// What the issuer signed.
    pub(super) fn signed(&self) -> Vec<u8> {
        self.issued.signed(self.claims.realm, Thing::Code)
    }

    /// Whether the strip's own device key signed the proof; `None` without one.
    pub(super) fn proof_holds(&self) -> Option<bool> {
        let (live, _) = self.proof.as_ref()?;
        let Kind::Strip(device) = &self.claims.kind else {
            return Some(false);
        };
        let signed = live.signed(self.claims.realm, Thing::Proof);
        Some(device.verifies(&signed, &live.signature))
    }
}

/// The most bytes of a live proof (kc1.md section 1.2, rule 3).
const MAX_LIVE: usize = 400;
/// The greatest challenge: six digits (kc1.md section 1.3).
const MAX_CHALLENGE: u64 = 999_999;
