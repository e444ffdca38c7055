//! What a pack can say, and how it says that it does not know.

use serde::Deserialize;

/// A value of a pack: known, with where it stands, or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<T> {
    /// The sources name it.
    Known(Known<T>),
    /// The sources name none. Never a yes, and never filled in by guessing.
    Unknown,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value itself.
    pub value: T,
    /// The id of one of the pack's [sources](crate::Pack::sources).
    pub source: String,
    /// Where in the source: an article of a law, a row of a table.
    pub at: String,
}

impl<T> Value<T> {
    /// The value, if it is known.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(&known.value),
            Self::Unknown => None,
        }
    }
}

/// Ways to prove a guardianship: any one of the alternatives, whole. At least one, none of them empty.
pub type Papers = Vec<Vec<Paper>>;

/// A paper that proves whose child it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 出生医学证明.
    BirthCertificate,
    /// 亲子关系声明.
    Declaration,
    /// 监护人身份证.
    GuardianId,
    /// 户口本.
    HouseholdRegister,
    /// 电子证件照.
    IdPhoto,
    /// 派出所证明.
    PoliceCertificate,
}

/// How long the review of a binding takes, in hours; 0 is at once.
pub type Review = u16;

/// How many children one guardian may bind, the stricter the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChildLimit {
    /// At most so many at once.
    Most(u8),
    /// As many as there are.
    NoLimit,
}

impl ChildLimit {
    /// Whether one more may be bound beside `bound` children.
    pub const fn allows_beside(self, bound: usize) -> bool {
        match self {
            Self::Most(most) => bound < most as usize,
            Self::NoLimit => true,
        }
    }
}

/// How much of a vaccination is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Display {
    /// Doses and times, with a way to book the next.
    Booking,
    /// Done or not done.
    Done,
    /// Doses and times.
    Doses,
}

/// How a change reaches the code, the surer the less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Update {
    /// By itself.
    Auto,
    /// When somebody presses refresh.
    Manual,
}

/// Which way an appeal goes for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Appeal {
    /// A way of their own for children.
    ForChildren,
    /// The same as for adults.
    Ordinary,
}

/// The second mark that codes of a region carry beside the name's (mission C1): never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// Month and day of birth.
    Birthday,
    /// The last four of the document number.
    Tail,
}
