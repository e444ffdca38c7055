//! The fourth answer about a code, and the reason that decides it.

use healthcode::Verdict;
use jiff::Timestamp;

use crate::message::{Arg, Message};
use crate::pack::{Names, Pack, Standing};
use crate::step::{self, Step};

/// The fourth answer about a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesAnswer {
    /// The answer itself.
    pub outcome: Outcome,
    /// The one reason for it.
    pub reason: Reason,
    /// When it may be another, if that is known.
    pub until: Option<Timestamp>,
    /// What a person must do next, first things first.
    pub next: Vec<Step>,
    /// The pack that decided; `None` if none did.
    pub pack: Option<PackId>,
}

/// Which pack decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackId {
    /// Of which region.
    pub region: String,
    /// What the region is called.
    pub names: Names,
    /// Which of the region's packs.
    pub version: u32,
    /// Whether it is anybody's rule; an example must be marked as one.
    pub standing: Standing,
}

/// Pass, fail, or not known; never to be taken for pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rules here are met.
    Pass,
    /// Nobody can tell.
    Unknown,
    /// A rule here is not met.
    Fail,
}

/// The one reason for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Pass: all rules are met.
    InOrder,
    /// Fail: codes of its region do not count here.
    NotRecognised,
    /// Fail: issued longer ahead than this region lets codes work without a network.
    TooFarAhead,
    /// Fail: a paper code that is valid for longer than this region allows.
    PaperTooLong,
    /// Fail: a law in force here asks for another colour.
    Colour,
    /// Unknown: this computer's clock is behind.
    Clock,
    /// Unknown: the packs say nothing about codes in this format.
    NoRule,
    /// Unknown: there is no pack of this region.
    NoPack,
    /// Unknown: the packs of this region have lapsed, or have not begun.
    NotInForce,
    /// Unknown: there is an example only, which says nothing about a real code.
    ExampleOnly,
    /// Unknown: nobody says whether codes of its region count here.
    RecognitionUnknown,
    /// Unknown: nobody says for how many days codes work here without a network.
    OfflineUnknown,
    /// Unknown: nobody says for how long paper codes are valid here.
    PaperUnknown,
    /// Unknown: a law in force here asks for a colour, and the code states none.
    ColourMissing,
    /// Unknown: the colour lets in at some places only.
    ColourLimited,
    /// Unknown: it states a colour that no law in force here knows; the colour does not count.
    ColourOff,
}

/// The verdict with the rules' answer joined: what is accepted and fails here is refused; not known
/// lowers nothing and is to be shown (design section 4). What another answer decided stays decided.
pub const fn verdict(verdict: Verdict, rules: &RulesAnswer) -> Verdict {
    match (verdict, rules.outcome) {
        (Verdict::Accept, Outcome::Fail) => Verdict::Refuse,
        (verdict, _) => verdict,
    }
}

impl RulesAnswer {
    /// Not known, and no pack that decided it.
    pub(crate) fn open(reason: Reason) -> Self {
        Self {
            outcome: reason.outcome(),
            reason,
            until: None,
            next: step::without_pack(reason),
            pack: None,
        }
    }

    /// Nobody can tell here: this computer's clock is behind.
    pub fn doubting_the_clock() -> Self {
        Self::open(Reason::Clock)
    }

    /// Whether an example decided: to be marked 示例，据 2025 年网文，非现行规定.
    pub fn is_example(&self) -> bool {
        let standing = self.pack.as_ref().map(|pack| pack.standing);
        standing == Some(Standing::Example)
    }
}

impl PackId {
    pub(crate) fn of(pack: &Pack) -> Self {
        Self {
            region: pack.region.clone(),
            names: pack.names.clone(),
            version: pack.version,
            standing: pack.standing,
        }
    }
}

impl PackId {
    /// The line under an answer: whose rules, which version; of an example that it is one.
    pub fn message(&self) -> Message {
        let region = Arg::Names(self.names.clone());
        match self.standing {
            Standing::Example => Message::new("rules-pack-example").with("region", region),
            Standing::Rule => Message::new("rules-pack")
                .with("region", region)
                .with("version", Arg::Number(self.version.into())),
        }
    }
}

impl Outcome {
    /// The sentence for it.
    pub fn message(self) -> Message {
        Message::new(format!("rules-answer-{}", self.as_str()))
    }

    /// The word that the command line writes: `pass`, `fail`, `unknown`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Unknown => "unknown",
            Self::Fail => "fail",
        }
    }
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 16] = [
        Self::InOrder,
        Self::NotRecognised,
        Self::TooFarAhead,
        Self::PaperTooLong,
        Self::Colour,
        Self::Clock,
        Self::NoRule,
        Self::NoPack,
        Self::NotInForce,
        Self::ExampleOnly,
        Self::RecognitionUnknown,
        Self::OfflineUnknown,
        Self::PaperUnknown,
        Self::ColourMissing,
        Self::ColourLimited,
        Self::ColourOff,
    ];

    /// The sentence for it.
    pub fn message(self) -> Message {
        Message::new(format!("rules-reason-{}", self.as_str()))
    }

    /// The answer that it decides.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::InOrder => Outcome::Pass,
            Self::NotRecognised | Self::TooFarAhead | Self::PaperTooLong | Self::Colour => {
                Outcome::Fail
            }
            Self::Clock
            | Self::NoRule
            | Self::NoPack
            | Self::NotInForce
            | Self::ExampleOnly
            | Self::RecognitionUnknown
            | Self::OfflineUnknown
            | Self::PaperUnknown
            | Self::ColourMissing
            | Self::ColourLimited
            | Self::ColourOff => Outcome::Unknown,
        }
    }

    /// The reason's code, which the command line writes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InOrder => "in-order",
            Self::NotRecognised => "not-recognised",
            Self::TooFarAhead => "too-far-ahead",
            Self::PaperTooLong => "paper-too-long",
            Self::Colour => "colour",
            Self::Clock => "clock",
            Self::NoRule => "no-rule",
            Self::NoPack => "no-pack",
            Self::NotInForce => "not-in-force",
            Self::ExampleOnly => "example-only",
            Self::RecognitionUnknown => "recognition-unknown",
            Self::OfflineUnknown => "offline-unknown",
            Self::PaperUnknown => "paper-unknown",
            Self::ColourMissing => "colour-missing",
            Self::ColourLimited => "colour-limited",
            Self::ColourOff => "colour-off",
        }
    }
}
