//! The four answers about a code, and the verdict that follows from them.

use std::sync::Arc;

use jiff::Timestamp;

use crate::certificate::Certificate;
use crate::dcc::Event;
use crate::format::Format;
use crate::hc1::HealthCode;
use crate::trust::{Claimed, Verified};

/// Everything that can be said of one code at one moment.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// How it is written.
    pub format: Format,
    /// What it says, as far as it could be read.
    pub code: Code,
    /// The key that it names; `None` if it names none or could not be read so far.
    pub kid: Option<Vec<u8>>,
    /// Whether the signature is good.
    pub signature: Signature,
    /// The trusted certificate that made the signature; `None` means the issuer is not known.
    pub issuer: Option<Arc<Certificate>>,
    /// Whether it is in its time.
    pub validity: Validity,
    /// Whether it was revoked.
    pub status: Status,
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

/// The third answer: was the code revoked?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not known, because the issuer publishes no list.
    NotOffered,
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
    /// Refuse: not a signed message, or not the claims that the format needs.
    Cose,
    /// Undecided: no trusted certificate has the key's name.
    IssuerUnknown,
    /// Undecided: a 2-D code that is no health code.
    NotHealthCode,
    /// Refuse: a context other than `HC1:`.
    Prefix,
    /// Refuse: the content breaks the schema.
    Schema,
    /// Refuse: the signature is not the trusted key's.
    Signature,
    /// Refuse: expired or not yet valid.
    Time,
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
    /// A SMART Health Link.
    Link,
    /// A recovery.
    Recovery,
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

    /// What the code is about.
    pub fn kind(&self) -> Kind {
        match (self.content(), self.format) {
            (Some(code), _) => match code.dcc.event {
                Event::Recovery(_) => Kind::Recovery,
                Event::Test(_) => Kind::Test,
                Event::Vaccination(_) => Kind::Vaccination,
            },
            (None, Format::Shlink) => Kind::Link,
            (None, _) => Kind::Unknown,
        }
    }

    /// First and last moment as the code states them, believed or not.
    pub fn period(&self) -> Option<(Timestamp, Timestamp)> {
        self.content()
            .map(|code| (code.claims.issued, code.claims.expires))
    }

    /// What a trusted issuer says; `None` for everything else.
    pub const fn verified(&self) -> Option<&HealthCode> {
        match &self.code {
            Code::Verified(code) => Some(code.content()),
            Code::Claimed(_) | Code::Unreadable => None,
        }
    }

    const fn content(&self) -> Option<&HealthCode> {
        match &self.code {
            Code::Claimed(code) => Some(code.unverified_content()),
            Code::Unreadable => None,
            Code::Verified(code) => Some(code.content()),
        }
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
            reason,
        }
    }
}

impl Reason {
    /// The verdict that follows (design section 4).
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Genuine => Verdict::Accept,
            Self::IssuerUnknown | Self::NotHealthCode | Self::Unsupported => Verdict::Undecided,
            Self::Base45
            | Self::Cose
            | Self::Prefix
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
            Self::Cose => "cose",
            Self::Genuine => "genuine",
            Self::IssuerUnknown => "issuer-unknown",
            Self::NotHealthCode => "not-health-code",
            Self::Prefix => "prefix",
            Self::Schema => "schema",
            Self::Signature => "signature",
            Self::Time => "time",
            Self::Unsupported => "unsupported",
            Self::Usage => "usage",
            Self::Zlib => "zlib",
        }
    }
}

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

names!(Kind { Link => "link", Recovery => "recovery", Test => "test", Unknown => "unknown", Vaccination => "vaccination" });
names!(Signature { Bad => "bad", Good => "good", Unknown => "unknown" });
names!(Validity { Current => "current", Expired => "expired", None => "none", NotYet => "not-yet" });
names!(Verdict { Accept => "accept", Refuse => "refuse", Undecided => "undecided" });
