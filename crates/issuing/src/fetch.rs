//! Fetching one file.

use reqwest::StatusCode;
use thiserror::Error;

use crate::address::allowed;
use crate::http::Ask;
use crate::trouble::Trouble;

/// Fetches the file at `address`, an `https:` address, or `http:` on this computer itself. Nothing is
/// sent but the request.
///
/// # Errors
///
/// [`FetchError`]. A file of more than `most` bytes is given up as soon as that is known.
pub fn file(address: &str, most: usize) -> Result<Vec<u8>, FetchError> {
    let url = allowed(address).ok_or(FetchError::Address)?;
    let answer = Ask::get(url, most)
        .send()
        .map_err(|trouble| match trouble {
            Trouble::Moved => FetchError::Moved,
            Trouble::TooLarge => FetchError::TooLarge,
            _ => FetchError::Network,
        })?;
    match answer.status {
        StatusCode::OK => Ok(answer.body),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(FetchError::NotThere),
        _ => Err(FetchError::Network),
    }
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum FetchError {
    /// Not an `https:` address.
    #[error("not an https address")]
    Address,
    /// The address leads elsewhere now.
    #[error("the file has moved")]
    Moved,
    /// No connection, no trusted certificate, or no proper answer.
    #[error("the file could not be fetched")]
    Network,
    /// There is no such file.
    #[error("there is no such file")]
    NotThere,
    /// Larger than it may be.
    #[error("the file is too large")]
    TooLarge,
}
