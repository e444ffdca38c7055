//! Who asks: a request is signed by the account's device (kc1.md, "One signing function").

use data_encoding::BASE64URL_NOPAD;
use healthcode::certificate::sha256;
use healthcode::kc1::{About, Message, Receipt, Request, Signer, write};
use healthcode::kct::{Authority, Realm};
use jiff::Timestamp;
use reqwest::header::HeaderName;

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
    /// The signed request.
    pub(crate) fn request(
        &self,
        method: &str,
        target: &str,
        body: &[u8],
        stamp: Stamp,
    ) -> Result<Vec<u8>, Trouble> {
        let t = Timestamp::from_second(stamp.now.as_second()).map_err(|_| Trouble::Sign)?;
        let request = Request {
            method: method.to_owned(),
            target: target.to_owned(),
            body: sha256(body),
            t,
            nonce: stamp.nonce.0,
        };
        let unsigned = write::message(&request, self.realm, self.device.key());
        let unsigned = unsigned.map_err(|_| Trouble::Sign)?;
        unsigned.bytes_by(self.device).map_err(|_| Trouble::Sign)
    }
}

/// What an authority signed about one of its answers: what it answered, to which request, and when. Nobody has
/// verified it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipted {
    message: Message<Receipt>,
}

impl Receipted {
    /// The receipt in this header, if it is about this request and this answer.
    pub(crate) fn read(text: &str, request: &[u8], answer: &[u8]) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let message: Message<Receipt> = Message::read(&bytes).ok()?;
        let said = message.claimed();
        let about = said.about == About::Answer
            && said.hash == sha256(request)
            && said.content == sha256(answer);
        about.then_some(Self { message })
    }

    /// The authority's time when it answered, if a key for receipts of this trusted entry signed it: by it a device
    /// learns how its clock is off (kc1.md section 1.3).
    pub fn time(&self, authority: &Authority, realm: Realm) -> Option<Timestamp> {
        let receipt = self.message.verified_by(authority, realm)?;
        Some(receipt.iat)
    }
}

/// The scheme of the header `Authorization`; after it stands the signed request, in base64url without padding.
pub const SCHEME: &str = "KC1";
/// The header with the authority's receipt, in base64url without padding.
pub const RECEIPT: HeaderName = HeaderName::from_static("kincode-receipt");
