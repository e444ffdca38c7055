//! What may be opened: `https`, or this computer itself.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;
use thiserror::Error;

/// Where a service answers: `https:`, or `http:` on this computer itself; without user name, password, query
/// and fragment.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// The address of `path`, which begins without `/`, below this one.
    pub(crate) fn below(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{path}"));
        url
    }
}

impl FromStr for Address {
    type Err = AddressError;

    /// Reads what a person typed or a QR code said.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let url = allowed(text).ok_or(AddressError)?;
        if url.query().is_none() && url.fragment().is_none() {
            Ok(Self(url))
        } else {
            Err(AddressError)
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A text is no address that may be opened.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("not an https address")]
pub struct AddressError;

/// The address, if it may be opened.
pub(crate) fn allowed(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    let plain = url.username().is_empty() && url.password().is_none();
    (plain && (url.scheme() == "https" || (url.scheme() == "http" && here))).then_some(url)
}

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

    #[test]
    fn paths_are_put_below() {
        for (address, below) in [
            ("https://a.example", "https://a.example/v1/authority"),
            ("https://a.example/", "https://a.example/v1/authority"),
            ("https://a.example/gz/", "https://a.example/gz/v1/authority"),
        ] {
            let address: Address = address.parse().expect("an address");
            assert_eq!(address.below("v1/authority").as_str(), below);
        }
        for address in ["https://a/?b", "https://a/#b"] {
            assert_eq!(address.parse::<Address>(), Err(AddressError), "{address}");
        }
    }
}
