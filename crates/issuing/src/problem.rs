//! What an authority answers when it does not do what was asked (RFC 9457).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `application/problem+json`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Which problem it is.
    #[serde(rename = "type")]
    pub code: Code,
    /// The same for people, in English, and never about a person.
    pub title: String,
    /// The status of the answer.
    #[cfg_attr(feature = "schema", schema(minimum = 400, maximum = 599))]
    pub status: u16,
    /// The authority's clock, so that one that is wrong can be noticed.
    #[serde(with = "jiff::fmt::serde::timestamp::second::required")]
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub now: Timestamp,
}

/// The problems that there are; more may come, so others are read as [`Code::Other`].
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Code {
    /// Too many requests at the moment; `Retry-After` says when to come back.
    #[serde(rename = "urn:kincode:problem:busy")]
    Busy,
    /// The request was signed more than five minutes from the authority's time.
    #[serde(rename = "urn:kincode:problem:clock")]
    Clock,
    /// The nonce was used for another request.
    #[serde(rename = "urn:kincode:problem:nonce")]
    Nonce,
    /// The key is not known here: make the device known first.
    #[serde(rename = "urn:kincode:problem:device-unknown")]
    DeviceUnknown,
    /// Something went wrong at the authority, which was told so.
    #[serde(rename = "urn:kincode:problem:failed")]
    Failed,
    /// The request is not of the form that is written down.
    #[serde(rename = "urn:kincode:problem:form")]
    Form,
    /// This account has enrolled as many persons as the region allows.
    #[serde(rename = "urn:kincode:problem:persons-limit")]
    PersonsLimit,
    /// This authority enrols only with evidence, which this version cannot take.
    #[serde(rename = "urn:kincode:problem:evidence")]
    Evidence,
    /// A key of a strip is wrong: its proof, its form, its number, or it stands there twice.
    #[serde(rename = "urn:kincode:problem:keys")]
    Keys,
    /// The mark of the holder breaks its rule.
    #[serde(rename = "urn:kincode:problem:mark")]
    Mark,
    /// There is nothing here under this address.
    #[serde(rename = "urn:kincode:problem:not-there")]
    NotThere,
    /// The region has no paper codes.
    #[serde(rename = "urn:kincode:problem:no-paper")]
    NoPaper,
    /// This device has no such person.
    #[serde(rename = "urn:kincode:problem:person-unknown")]
    PersonUnknown,
    /// The authority does not issue for this region.
    #[serde(rename = "urn:kincode:problem:region-unknown")]
    RegionUnknown,
    /// The person has no such paper code.
    #[serde(rename = "urn:kincode:problem:serial-unknown")]
    SerialUnknown,
    /// The signature of the request is missing or wrong.
    #[serde(rename = "urn:kincode:problem:signature")]
    Signature,
    /// The request is larger than it may be.
    #[serde(rename = "urn:kincode:problem:too-large")]
    TooLarge,
    /// The body is not JSON.
    #[serde(rename = "urn:kincode:problem:media-type")]
    MediaType,
    /// The address does not know this method.
    #[serde(rename = "urn:kincode:problem:method")]
    Method,
    /// Another problem.
    #[serde(other, rename = "about:blank")]
    Other,
}

impl fmt::Display for Code {
    /// In English, without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Busy => "too many requests at the moment",
            Self::Clock => "the clock of the device is wrong",
            Self::Nonce => "the nonce was used for another request",
            Self::DeviceUnknown => "the device is not known here",
            Self::Failed => "something went wrong here",
            Self::Form => "the request is malformed",
            Self::PersonsLimit => "as many persons are enrolled as the region allows",
            Self::Evidence => "persons are enrolled with evidence only",
            Self::Keys => "a key of a strip is wrong",
            Self::Mark => "the mark of the holder is wrong",
            Self::NotThere => "there is nothing here",
            Self::NoPaper => "the region has no paper codes",
            Self::PersonUnknown => "the device has no such person",
            Self::RegionUnknown => "the region is not served here",
            Self::SerialUnknown => "the person has no such paper code",
            Self::Signature => "the signature of the request is missing or wrong",
            Self::TooLarge => "the request is too large",
            Self::MediaType => "the body is not application/json",
            Self::Method => "the address does not know this method",
            Self::Other => "another problem",
        })
    }
}
