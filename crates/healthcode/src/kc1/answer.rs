//! The answers about a code, and the reason that decides (kc1.md section 1.6).

use jiff::{SignedDuration, Timestamp};

use crate::verdict::Verdict;

/// Whether a code was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not come to.
    NotAsked,
    /// Not on a list that is young enough.
    Good {
        /// When the list was signed.
        iat: Timestamp,
    },
    /// On the list: a fresh code is to be asked for. An old list says this too: an index is never used
    /// twice.
    Revoked {
        /// When the list was signed.
        iat: Timestamp,
    },
    /// No list, or one that is expired or older than its grace.
    Unknown {
        /// When the list that is held was signed.
        iat: Option<Timestamp>,
    },
    /// A school's own key that has no key for status lists beside it: it publishes none, and its codes end by their date
    /// (design §4, "the verdict"). Of any other authority a list that is not there is unknown.
    NotOffered,
    /// The index lies outside the list.
    OutOfRange,
}

/// Whether a strip was shown live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// Not come to, or not a strip.
    NotAsked,
    /// A proof made just now.
    Fresh,
    /// A bare strip: a copy.
    Missing,
    /// The proof is not by the strip's own key.
    Forged,
    /// Made too long ago, or before the strip.
    Stale {
        /// How long ago.
        age: SignedDuration,
    },
    /// Made in the future, or after the strip: one of the two clocks is wrong.
    Ahead {
        /// How far.
        by: SignedDuration,
    },
    /// The same proof was shown here before.
    Repeat {
        /// How long ago first.
        ago: SignedDuration,
    },
    /// Not made for the digits that were asked here.
    Challenge,
}

/// The one reason behind a verdict; the strings are those of kc1.md section 1.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Accept: every answer is good.
    Genuine,
    /// Refuse: not a KC1 code.
    Form,
    /// Refuse: 演练, shown where codes mean something.
    Practice,
    /// Undecided: no trusted key has the name that it gives, or none that can be used.
    IssuerUnknown,
    /// Refuse: the key may not sign such a code.
    KeyScope,
    /// Refuse: the key is dead.
    KeyDead,
    /// Refuse: the signature, or that of the proof, is not the key's.
    Signature,
    /// Undecided: the trust file has expired.
    TrustOld,
    /// Refuse: not valid yet.
    NotYet,
    /// Refuse: no longer valid.
    Expired,
    /// Undecided: this computer's clock is behind.
    Clock,
    /// Refuse: of another school.
    OtherPlace,
    /// Undecided: a copy; ask for the live code.
    LiveMissing,
    /// Undecided: an old picture, or a clock.
    LiveStale,
    /// Undecided: one of the two clocks is wrong.
    LiveClock,
    /// Undecided: this picture was shown here before.
    LiveRepeat,
    /// Undecided: not made for the digits that were asked here.
    LiveChallenge,
    /// Refuse: taken back; ask for a fresh code.
    StatusRevoked,
    /// Undecided: whether it was taken back cannot be told.
    StatusUnknown,
    /// Refuse: its index lies outside the list. The grammar lets none pass today, whose lists have one
    /// size.
    StatusRange,
}

impl Status {
    pub(super) const fn reason(self) -> Option<Reason> {
        match self {
            Self::NotAsked | Self::NotOffered | Self::Good { .. } => None,
            Self::Revoked { .. } => Some(Reason::StatusRevoked),
            Self::Unknown { .. } => Some(Reason::StatusUnknown),
            Self::OutOfRange => Some(Reason::StatusRange),
        }
    }

    /// One word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::NotOffered => "not-offered",
            Self::Good { .. } => "good",
            Self::Revoked { .. } => "revoked",
            Self::Unknown { .. } => "unknown",
            Self::OutOfRange => "out-of-range",
        }
    }
}

impl Live {
    pub(super) const fn reason(self) -> Option<Reason> {
        match self {
            Self::NotAsked | Self::Fresh => None,
            Self::Missing => Some(Reason::LiveMissing),
            Self::Forged => Some(Reason::Signature),
            Self::Stale { .. } => Some(Reason::LiveStale),
            Self::Ahead { .. } => Some(Reason::LiveClock),
            Self::Repeat { .. } => Some(Reason::LiveRepeat),
            Self::Challenge => Some(Reason::LiveChallenge),
        }
    }

    /// One word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Fresh => "fresh",
            Self::Missing => "missing",
            Self::Forged => "forged",
            Self::Stale { .. } => "stale",
            Self::Ahead { .. } => "clock",
            Self::Repeat { .. } => "repeat",
            Self::Challenge => "challenge",
        }
    }
}

impl Reason {
    /// The verdict that it decides.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Genuine => Verdict::Accept,
            Self::Form
            | Self::Practice
            | Self::KeyScope
            | Self::KeyDead
            | Self::Signature
            | Self::NotYet
            | Self::Expired
            | Self::OtherPlace
            | Self::StatusRevoked
            | Self::StatusRange => Verdict::Refuse,
            Self::IssuerUnknown
            | Self::TrustOld
            | Self::Clock
            | Self::LiveMissing
            | Self::LiveStale
            | Self::LiveClock
            | Self::LiveRepeat
            | Self::LiveChallenge
            | Self::StatusUnknown => Verdict::Undecided,
        }
    }

    /// Whether it is found only after the clock was looked at (section 1.6, steps 6 to 8).
    pub(crate) const fn is_after_clock(self) -> bool {
        matches!(
            self,
            Self::OtherPlace
                | Self::LiveMissing
                | Self::LiveStale
                | Self::LiveClock
                | Self::LiveRepeat
                | Self::LiveChallenge
                | Self::StatusRevoked
                | Self::StatusUnknown
                | Self::StatusRange
        )
    }

    /// The string of kc1.md section 1.6; `genuine` for accept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Form => "kc1.form",
            Self::Practice => "kc1.practice",
            Self::IssuerUnknown => "kc1.issuer-unknown",
            Self::KeyScope => "kc1.key-scope",
            Self::KeyDead => "kc1.key-dead",
            Self::Signature => "kc1.signature",
            Self::TrustOld => "kc1.trust-old",
            Self::NotYet => "kc1.not-yet",
            Self::Expired => "kc1.expired",
            Self::Clock => "kc1.clock",
            Self::OtherPlace => "kc1.other-place",
            Self::LiveMissing => "kc1.live-missing",
            Self::LiveStale => "kc1.live-stale",
            Self::LiveClock => "kc1.live-clock",
            Self::LiveRepeat => "kc1.live-repeat",
            Self::LiveChallenge => "kc1.live-challenge",
            Self::StatusRevoked => "kc1.status-revoked",
            Self::StatusUnknown => "kc1.status-unknown",
            Self::StatusRange => "kc1.status-range",
        }
    }
}
