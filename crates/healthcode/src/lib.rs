#![doc = include_str!("../README.md")]

pub mod base45;
pub mod cbor;
pub mod certificate;
pub mod cose;
pub mod country;
pub mod cwt;
pub mod dcc;
pub mod fhir;
pub mod format;
pub mod hc1;
pub mod icvp;
pub mod inflate;
pub mod json;
pub mod kc1;
pub mod kct;
pub mod key;
pub mod list;
pub mod private;
mod seal;
pub mod shc;
mod sm2;
pub mod statement;
pub mod status_list;
pub mod trust;
pub mod verdict;

pub use format::Format;
use jiff::Timestamp;
use kc1::Gate;
use kc1::joined::Shown;
pub use private::Private;
pub use seal::seals;
pub use statement::HealthCode;
pub use trust::{Claimed, Trust, Verified};
pub use verdict::{Code, Judgement, Kind, Reason, Signature, Status, Validity, Verdict};

/// Judges the text of one code against a trust list at a moment.
///
/// Never fails: a text that is no code, or a damaged one, has a judgement too.
pub fn judge(text: &str, trust: &Trust, now: Timestamp) -> Judgement {
    judge_as(text, trust, Shown::Lying, now)
}

/// The same for a code that somebody shows at this moment: the gate notices a live code that it saw
/// before, and one that does not answer what it asked.
pub fn judge_shown(text: &str, trust: &Trust, gate: &mut Gate, now: Timestamp) -> Judgement {
    judge_as(text, trust, Shown::Now(gate), now)
}

/// The same for a code that was judged `before` and is only looked at once more, by other trust or at
/// another time: whether it was live when it was shown stays as it was found.
pub fn judge_again(text: &str, trust: &Trust, before: &Judgement, now: Timestamp) -> Judgement {
    judge_as(text, trust, Shown::Before(before.live), now)
}

fn judge_as(text: &str, trust: &Trust, shown: Shown<'_>, now: Timestamp) -> Judgement {
    match Format::of(text) {
        Format::Hc1 => hc1::judge(text, trust, now),
        Format::Other if format::looks_like_hcert(text) => {
            Judgement::unread(Format::Other, Reason::Prefix)
        }
        Format::Other => Judgement::unread(Format::Other, Reason::NotHealthCode),
        Format::Shc => shc::judge(text, trust, now),
        Format::VdsNc => seal::judge(text, trust, now),
        Format::Shlink => Judgement::unread(Format::Shlink, Reason::Link),
        Format::Kc1 => kc1::joined::judge(text, trust, shown, now),
    }
}
