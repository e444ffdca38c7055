//! Why the authority does not do what was asked.

use issuing::Code;
use thiserror::Error;

use crate::keys::SignError;
use crate::store::StoreError;

/// A problem that whoever asked is told.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("{code}")]
pub struct Refusal {
    /// Which one.
    pub code: Code,
    /// Seconds to wait, if it is that there is too much to do.
    pub retry_after: Option<u64>,
}

impl Refusal {
    /// Too much to do: come back after so many seconds.
    pub const fn busy(seconds: u64) -> Self {
        Self {
            code: Code::Busy,
            retry_after: Some(seconds),
        }
    }

    /// The HTTP status of the answer.
    pub const fn status(&self) -> u16 {
        match self.code {
            Code::Form => 400,
            Code::Clock | Code::DeviceUnknown | Code::Signature => 401,
            Code::Evidence | Code::NoPaper | Code::PersonsLimit => 403,
            Code::NotThere | Code::PersonUnknown | Code::SerialUnknown => 404,
            Code::Method => 405,
            Code::Nonce => 409,
            Code::TooLarge => 413,
            Code::MediaType => 415,
            Code::Keys | Code::Mark | Code::RegionUnknown => 422,
            Code::Busy => 429,
            Code::Failed | Code::Other => 500,
        }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self {
            code,
            retry_after: None,
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Full) {
            return Self::busy(5);
        }
        tracing::error!(%error, "the store");
        Code::Failed.into()
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<SignError> for Refusal {
    fn from(error: SignError) -> Self {
        tracing::error!(%error, "signing");
        Code::Failed.into()
    }
}
