//! The four answers about a code, and the verdict that follows from them.

use std::sync::Arc;

use data_encoding::BASE64;
use jiff::{SignedDuration, Timestamp};

use crate::format::Format;
use crate::kc1::{self, Live, Reason as Kc1};
use crate::list::Issuer;
use crate::statement::{Event, Form, HealthCode};
use crate::trust::{Belief, Claimed, Verified};

/// Everything that can be said of one code at one moment.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// How it is written.
    pub format: Format,
    /// What it says, as far as it could be read.
    pub code: Code,
    /// The key that it names, as issuers write it; `None` if it names none or could not be read so far.
    pub kid: Option<String>,
    /// Whether the signature is good.
    pub signature: Signature,
    /// Whose trusted key made the signature; `None` means the issuer is not known.
    pub issuer: Option<Arc<Issuer>>,
    /// Whether it is in its time.
    pub validity: Validity,
    /// Whether it was revoked.
    pub status: Status,
    /// Whether it was shown live; only KC1 can be.
    pub live: Live,
    /// The one reason that decided.
    pub reason: Reason,
}

/// The content of a code, by how far it can be believed.
#[derive(Clone, Debug)]
pub enum Code {
    /// What it says of itself, and nobody trusted has signed.
    Claimed(Claimed<HealthCode>),
    /// Not readable to the end.
    Unreadable,
    /// What a trusted issuer says.
    Verified(Verified<HealthCode>),
}

/// The first answer: is the signature what a trusted key makes?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// A trusted key has the name that the code gives, and did not make this signature.
    Bad,
    /// A trusted key made it.
    Good,
    /// No trusted key has the name that the code gives, or the code could not be read.
    Unknown,
}

/// Whether a code is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Between its two moments.
    Current,
    /// After its last moment.
    Expired,
    /// It states no time, or could not be read so far.
    None,
    /// Before its first moment.
    NotYet,
}

/// The third answer: was the code revoked? With the moment of the list that says so, if it tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is not on a list that is young enough.
    Good(Option<Timestamp>),
    /// Not known, because the issuer publishes a list and it is not here.
    Missing,
    /// Not known, because the issuer publishes no list.
    NotOffered,
    /// Its issuer took it back.
    Revoked(Option<Timestamp>),
    /// Not known, because the list is too old.
    TooOld(Option<Timestamp>),
    /// Not known, because the code could not be read so far.
    Unread,
}

/// What a code is worth here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Signature good, issuer known, current, not revoked.
    Accept,
    /// Malformed, forged, wrong usage or schema, out of its time, revoked.
    Refuse,
    /// Everything else; never to be taken for accept.
    Undecided,
}

/// The one reason behind a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Accept: every answer is good.
    Genuine,
    /// Refuse: not Base45.
    Base45,
    /// Refuse: the signer's certificate inside the code is unreadable.
    Certificate,
    /// Refuse: a part is missing, or parts of two codes are mixed.
    Chunk,
    /// Undecided: this computer's clock is behind what an authority signed.
    Clock,
    /// Refuse: not a signed message, or not the claims that the format needs.
    Cose,
    /// Refuse: the compressed part of a SMART Health Card is damaged or swells.
    Deflate,
    /// Refuse: a trusted key signed it, but for another issuer than its own.
    Issuer,
    /// Undecided: no trusted key has the name that the code gives.
    IssuerUnknown,
    /// Refuse: not JSON, or JSON with two readings.
    Json,
    /// Refuse: not the signed text that a SMART Health Card is.
    Jws,
    /// What the checker of KC1 says; never that it is genuine.
    Kc1(kc1::Reason),
    /// Undecided: a link to health records; nothing in it is signed.
    Link,
    /// Undecided: a 2-D code that is no health code.
    NotHealthCode,
    /// Refuse: the digits of a SMART Health Card are none.
    Numeric,
    /// Accept: 演练, in practice mode, and every answer is good.
    Practice,
    /// Refuse: a context other than `HC1:`.
    Prefix,
    /// Refuse: its issuer took it back.
    Revoked,
    /// Refuse: the content breaks the schema.
    Schema,
    /// Refuse: the signature is not the trusted key's.
    Signature,
    /// Undecided: whether it was taken back cannot be told today.
    StatusUnknown,
    /// Refuse: expired or not yet valid.
    Time,
    /// Undecided: the list that its issuer stands in is too old, or an archive.
    TrustTooOld,
    /// Undecided: a health code in a format that this version cannot judge.
    Unsupported,
    /// Refuse: the key may not sign this kind of certificate.
    Usage,
    /// Refuse: the compressed part is damaged or swells.
    Zlib,
}

/// What a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An International Certificate of Vaccination or Prophylaxis.
    Icvp,
    /// A SMART Health Link.
    Link,
    /// A live proof around a strip (KC1).
    Live,
    /// A paper code (KC1).
    Paper,
    /// A recovery.
    Recovery,
    /// A pupil's code at a school (KC1).
    School,
    /// A bare strip (KC1): a copy.
    Strip,
    /// A test result.
    Test,
    /// Not readable.
    Unknown,
    /// A vaccination.
    Vaccination,
}

impl Judgement {
    /// The verdict, which the reason decides.
    pub const fn verdict(&self) -> Verdict {
        self.reason.verdict()
    }

    /// What the code is about: what it tells of first.
    pub fn kind(&self) -> Kind {
        let Some(code) = self.content() else {
            return match self.format {
                Format::Shlink => Kind::Link,
                _ => Kind::Unknown,
            };
        };
        match &code.form {
            Form::Icvp => return Kind::Icvp,
            Form::Kc1(kc1) => {
                return match kc1.claims.kind {
                    kc1::Kind::Strip(_) if kc1.proof.is_some() => Kind::Live,
                    kc1::Kind::Strip(_) => Kind::Strip,
                    kc1::Kind::Paper => Kind::Paper,
                    kc1::Kind::School(_) => Kind::School,
                };
            }
            _ => {}
        }
        let kinds = code.events.iter().filter_map(|event| match event {
            Event::Recovery(_) => Some(Kind::Recovery),
            Event::Test(_) => Some(Kind::Test),
            Event::Unread(_) => None,
            Event::Vaccination(_) => Some(Kind::Vaccination),
        });
        kinds.into_iter().next().unwrap_or(Kind::Unknown)
    }

    /// First and last moment as the code states them, believed or not.
    pub fn period(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        self.content()
            .map_or((None, None), |code| (code.from, code.until))
    }

    /// What a trusted issuer says; `None` for everything else.
    pub const fn verified(&self) -> Option<&HealthCode> {
        match &self.code {
            Code::Verified(code) => Some(code.content()),
            Code::Claimed(_) | Code::Unreadable => None,
        }
    }

    /// What the code says, believed or not; whoever shows it must say which.
    pub const fn content(&self) -> Option<&HealthCode> {
        match &self.code {
            Code::Claimed(code) => Some(code.unverified_content()),
            Code::Unreadable => None,
            Code::Verified(code) => Some(code.content()),
        }
    }

    /// Puts the answers together. What is wrong goes before what is not known.
    pub(crate) fn decide(self, belief: Belief, now: Timestamp) -> Self {
        let too_old = belief.issuer.as_ref().is_some_and(|i| i.is_too_old(now));
        let reason = match (belief.reason, self.validity, self.status) {
            (Reason::Genuine | Reason::IssuerUnknown, Validity::Expired | Validity::NotYet, _) => {
                Reason::Time
            }
            (Reason::Genuine, _, Status::Revoked(_)) => Reason::Revoked,
            (Reason::Genuine, ..) if too_old => Reason::TrustTooOld,
            (Reason::Genuine, _, Status::Missing | Status::TooOld(_)) => Reason::StatusUnknown,
            (reason, ..) => reason,
        };
        Self {
            code: belief.code,
            signature: belief.signature,
            issuer: belief.issuer,
            reason,
            ..self
        }
    }

    /// The same where this computer's clock is known to be behind: what depends on the time is not
    /// known.
    pub fn doubting_the_clock(self) -> Self {
        let reason = match self.reason {
            Reason::Genuine if self.format == Format::Kc1 => Reason::Kc1(Kc1::Clock),
            Reason::Genuine | Reason::Time | Reason::TrustTooOld | Reason::StatusUnknown => {
                Reason::Clock
            }
            Reason::Practice => Reason::Kc1(Kc1::Clock),
            Reason::Kc1(late) if late.is_after_clock() => Reason::Kc1(Kc1::Clock),
            reason => reason,
        };
        Self { reason, ..self }
    }

    /// A text that could not be read far enough to say more than why.
    pub(crate) const fn unread(format: Format, reason: Reason) -> Self {
        Self {
            format,
            code: Code::Unreadable,
            kid: None,
            signature: Signature::Unknown,
            issuer: None,
            validity: Validity::None,
            status: Status::Unread,
            live: Live::NotAsked,
            reason,
        }
    }
}

impl Reason {
    /// The verdict that follows (design section 4).
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Genuine | Self::Practice => Verdict::Accept,
            Self::Kc1(reason) => reason.verdict(),
            Self::Clock
            | Self::IssuerUnknown
            | Self::Link
            | Self::NotHealthCode
            | Self::StatusUnknown
            | Self::TrustTooOld
            | Self::Unsupported => Verdict::Undecided,
            Self::Base45
            | Self::Certificate
            | Self::Chunk
            | Self::Cose
            | Self::Deflate
            | Self::Issuer
            | Self::Json
            | Self::Jws
            | Self::Numeric
            | Self::Prefix
            | Self::Revoked
            | Self::Schema
            | Self::Signature
            | Self::Time
            | Self::Usage
            | Self::Zlib => Verdict::Refuse,
        }
    }

    /// The reason's code: what the command line writes, and what the words are filed under.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base45 => "base45",
            Self::Certificate => "certificate",
            Self::Chunk => "chunk",
            Self::Clock => "clock",
            Self::Cose => "cose",
            Self::Deflate => "deflate",
            Self::Genuine => "genuine",
            Self::Issuer => "issuer",
            Self::IssuerUnknown => "issuer-unknown",
            Self::Json => "json",
            Self::Jws => "jws",
            // One word for 演练, taken or not.
            Self::Kc1(kc1::Reason::Practice) => "practice",
            Self::Kc1(reason) => reason.as_str(),
            Self::Link => "link",
            Self::NotHealthCode => "not-health-code",
            Self::Numeric => "numeric",
            Self::Practice => "practice",
            Self::Prefix => "prefix",
            Self::Revoked => "revoked",
            Self::Schema => "schema",
            Self::Signature => "signature",
            Self::StatusUnknown => "status-unknown",
            Self::Time => "time",
            Self::TrustTooOld => "trust-too-old",
            Self::Unsupported => "unsupported",
            Self::Usage => "usage",
            Self::Zlib => "zlib",
        }
    }
}

impl Validity {
    /// Where `now` lies between two moments that may be missing.
    pub(crate) fn of(from: Option<Timestamp>, until: Option<Timestamp>, now: Timestamp) -> Self {
        if until.is_some_and(|until| now > until) {
            Self::Expired
        } else if from.is_some_and(|from| now < from - CLOCK_LEEWAY) {
            Self::NotYet
        } else if until.is_none() {
            Self::None
        } else {
            Self::Current
        }
    }
}

/// Bytes as issuers of HC1 write a kid: Base64 with padding.
pub(crate) fn spelt(kid: &[u8]) -> String {
    BASE64.encode(kid)
}

/// How far two honest clocks may differ, so that a code issued this minute is not refused.
const CLOCK_LEEWAY: SignedDuration = SignedDuration::from_secs(60);

macro_rules! names {
    ($type:ty { $($variant:ident => $name:literal),* $(,)? }) => {
        impl $type {
            /// The short name that the command line writes.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

names!(Kind { Icvp => "icvp", Link => "link", Live => "live", Paper => "paper", Recovery => "recovery", School => "school", Strip => "strip", Test => "test", Unknown => "unknown", Vaccination => "vaccination" });
names!(Signature { Bad => "bad", Good => "good", Unknown => "unknown" });
names!(Validity { Current => "current", Expired => "expired", None => "none", NotYet => "not-yet" });
names!(Verdict { Accept => "accept", Refuse => "refuse", Undecided => "undecided" });
