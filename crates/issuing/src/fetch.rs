//! Fetching one file.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use thiserror::Error;

/// Fetches the file at `address`, an `https:` address, or `http:` on this computer itself. Nothing is
/// sent but the request.
///
/// # Errors
///
/// [`FetchError`]. A file of more than `most` bytes is given up as soon as that is known.
pub fn file(address: &str, most: usize) -> Result<Vec<u8>, FetchError> {
    let address = allowed(address).ok_or(FetchError::Address)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| FetchError::Network)?;
    runtime.block_on(fetch(address, most))
}

async fn fetch(address: Url, most: usize) -> Result<Vec<u8>, FetchError> {
    let client = Client::builder()
        // A redirect could lead anywhere, also to what only this computer may reach.
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .read_timeout(SILENCE)
        .build()
        .map_err(|_| FetchError::Network)?;
    let answer = client.get(address).send().await;
    let mut answer = answer.map_err(|_| FetchError::Network)?;
    match answer.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Err(FetchError::NotThere),
        status if status.is_redirection() => return Err(FetchError::Moved),
        _ => return Err(FetchError::Network),
    }
    if answer.content_length().is_some_and(|len| len > most as u64) {
        return Err(FetchError::TooLarge);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| FetchError::Network)? {
        if bytes.len() + chunk.len() > most {
            return Err(FetchError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The address, if it may be opened.
fn allowed(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    let plain = url.username().is_empty() && url.password().is_none();
    (plain && (url.scheme() == "https" || (url.scheme() == "http" && here))).then_some(url)
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

/// A school's network may be slow, a person's patience is not endless.
const CONNECT: Duration = Duration::from_secs(15);
/// The longest silence in the middle of a file.
const SILENCE: Duration = Duration::from_secs(20);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_leaves_this_computer() {
        for address in [
            "",
            "lists.kct",
            "http://lists.example.org/",
            "file:///etc/passwd",
            "ftp://a/",
            "https://a:b@c/",
        ] {
            assert!(allowed(address).is_none(), "{address}");
        }
        for address in [
            "https://lists.example.org/lists.kct",
            "http://127.0.0.1:8080/lists.kct",
            " http://[::1]/a ",
        ] {
            assert!(allowed(address).is_some(), "{address}");
        }
    }
}
