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
pub mod statement;
pub mod trust;
pub mod verdict;

pub use format::Format;
use jiff::Timestamp;
pub use private::Private;
pub use seal::seals;
pub use statement::HealthCode;
pub use trust::{Claimed, Trust, Verified};
pub use verdict::{Code, Judgement, Kind, Reason, Signature, Status, Validity, Verdict};

/// Judges the text of one code against a trust list at a moment.
///
/// Never fails: a text that is no code, or a damaged one, has a judgement too.
pub fn judge(text: &str, trust: &Trust, now: Timestamp) -> Judgement {
    match Format::of(text) {
        Format::Hc1 => hc1::judge(text, trust, now),
        Format::Other if format::looks_like_hcert(text) => {
            Judgement::unread(Format::Other, Reason::Prefix)
        }
        Format::Other => Judgement::unread(Format::Other, Reason::NotHealthCode),
        Format::Shc => shc::judge(text, trust, now),
        Format::VdsNc => seal::judge(text, trust, now),
        Format::Shlink => Judgement::unread(Format::Shlink, Reason::Link),
        Format::Kc1 => Judgement::unread(Format::Kc1, Reason::Unsupported),
    }
}
