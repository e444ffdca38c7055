//! Who asks: a request is believed by the device's key (kc1.md, "One signing function").

use axum::body::Bytes;
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method};
use data_encoding::BASE64URL_NOPAD;
use healthcode::certificate::sha256;
use healthcode::kc1::{Message, Request, RequestError};
use healthcode::kct::Key;
use issuing::Code;
use issuing::client::IDEMPOTENCY_KEY;
use issuing::message::NewDevice;
use issuing::signed::SCHEME;
use issuing::text::AccountKey;
use rusqlite::OptionalExtension;
use serde::de::DeserializeOwned;

use crate::authority::Authority;
use crate::refusal::Refusal;

/// A request as it arrived.
pub(crate) struct Arrived {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A request that its device has signed, for this authority and now.
pub(crate) struct Asked {
    pub(crate) device: Device,
    /// The name of the request.
    pub(crate) nonce: [u8; 16],
    /// SHA-256 of target and body: what a retry must repeat.
    pub(crate) digest: [u8; 32],
    /// SHA-256 of the signed request, for the receipt.
    pub(crate) signed: [u8; 32],
}

/// A device of the store, or one that is not there yet.
#[derive(Clone, Copy)]
pub(crate) struct Device {
    pub(crate) row: i64,
    pub(crate) key: Key,
}

impl Arrived {
    /// Believes it, if a device that is known here has signed it.
    pub(crate) fn by_known(&self, authority: &Authority) -> Result<Asked, Refusal> {
        let (bytes, message) = self.message()?;
        let kid = message.kid();
        let found: Option<(i64, [u8; 64])> = authority.store.read(move |connection| {
            let mut query =
                connection.prepare_cached("SELECT id, key FROM devices WHERE kid = ?")?;
            let found = query.query_row([kid], |row| Ok((row.get(0)?, row.get(1)?)));
            Ok::<_, Refusal>(found.optional()?)
        })?;
        let (row, key) = found.ok_or(Code::DeviceUnknown)?;
        let key = AccountKey(key).key(authority.curve());
        self.believe(authority, Device { row, key }, &bytes, &message)
    }

    /// Believes it, if the device that it makes known has signed it.
    pub(crate) fn by_new(&self, authority: &Authority) -> Result<Asked, Refusal> {
        let (bytes, message) = self.message()?;
        let new: NewDevice = json(&self.headers, &self.body)?;
        let key = new.key.key(authority.curve());
        if !key.is_usable() {
            return Err(Code::Keys.into());
        }
        self.believe(authority, Device { row: UNKNOWN, key }, &bytes, &message)
    }

    fn message(&self) -> Result<(Vec<u8>, Message<Request>), Refusal> {
        let header = self.headers.get(AUTHORIZATION).ok_or(Code::Signature)?;
        let header = header.to_str().map_err(|_| Code::Signature)?;
        let text = header
            .split_once(' ')
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME))
            .ok_or(Code::Signature)?;
        let bytes = BASE64URL_NOPAD.decode(text.1.as_bytes());
        let bytes = bytes.map_err(|_| Code::Signature)?;
        let message = Message::read(&bytes).map_err(|_| Code::Signature)?;
        Ok((bytes, message))
    }

    fn believe(
        &self,
        authority: &Authority,
        device: Device,
        bytes: &[u8],
        message: &Message<Request>,
    ) -> Result<Asked, Refusal> {
        let request = message
            .verified(&device.key, authority.realm())
            .ok_or(Code::Signature)?;
        let now = authority.clock.now();
        let fits = request.is_for(self.method.as_str(), &self.target, &self.body, now);
        fits.map_err(|error| match error {
            RequestError::Time => Code::Clock,
            RequestError::Body | RequestError::Target => Code::Signature,
        })?;
        if let Some(name) = self.headers.get(IDEMPOTENCY_KEY) {
            let signed = format!("\"{}\"", issuing::Nonce(request.nonce));
            if name.as_bytes() != signed.as_bytes() {
                return Err(Code::Form.into());
            }
        }
        // New ones are counted together, where they become known.
        if device.row != UNKNOWN {
            authority.pace.step(device.row, now.as_second())?;
        }
        Ok(Asked {
            device,
            nonce: request.nonce,
            digest: digest(&self.target, &self.body),
            signed: sha256(bytes),
        })
    }

    /// The digest of a request whose body holds signatures: they come out otherwise every time, so a retry repeats
    /// only this `content`.
    pub(crate) fn digest_of(&self, content: &[u8]) -> [u8; 32] {
        digest(&self.target, content)
    }

    /// The body, of an address that takes one.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        json(&self.headers, &self.body)
    }
}

fn digest(target: &str, content: &[u8]) -> [u8; 32] {
    let mut said = target.as_bytes().to_vec();
    said.push(b' ');
    said.extend_from_slice(content);
    sha256(&said)
}

fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refusal> {
    let kind = headers.get(axum::http::header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Code::MediaType.into());
    }
    Ok(serde_json::from_slice(body).map_err(|_| Code::Form)?)
}

/// The row of a device that is not there yet.
const UNKNOWN: i64 = 0;
