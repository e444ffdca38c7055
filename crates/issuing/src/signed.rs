//! Who asks: a request is signed by the account's device (kc1.md, "One signing function").

use data_encoding::BASE64URL_NOPAD;
use healthcode::certificate::sha256;
use healthcode::kc1::{Request, Signer, write};
use healthcode::kct::Realm;
use jiff::Timestamp;

use crate::text::Nonce;
use crate::trouble::Trouble;

/// An account at an authority: the key of this device, and the world of the authority's pinned trust file.
pub struct Account<'a, D> {
    /// Never taken from what an authority says of itself.
    pub realm: Realm,
    /// The account device key. One for each authority, or two of them could tell that they know the same family.
    pub device: &'a D,
}

/// When a request is made, and its name. The same again for a retry, so that the thing is done once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// This computer's time.
    pub now: Timestamp,
    /// From the system's dice.
    pub nonce: Nonce,
}

impl<D: Signer> Account<'_, D> {
    /// The value of the header `Authorization`.
    pub(crate) fn authorization(
        &self,
        method: &str,
        target: &str,
        body: &[u8],
        stamp: Stamp,
    ) -> Result<String, Trouble> {
        let t = Timestamp::from_second(stamp.now.as_second()).map_err(|_| Trouble::Sign)?;
        let request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            body: sha256(body),
            t,
            nonce: stamp.nonce.0,
        };
        let signed = write::message(&request, self.realm, self.device.key())
            .map_err(|_| Trouble::Sign)?
            .bytes_by(self.device)
            .map_err(|_| Trouble::Sign)?;
        Ok(format!("{SCHEME} {}", BASE64URL_NOPAD.encode(&signed)))
    }
}

/// The scheme of the header `Authorization`; after it stands the signed request, in base64url without padding.
pub const SCHEME: &str = "KC1";
