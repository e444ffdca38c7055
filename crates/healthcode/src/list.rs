//! Lists of keys as their publishers write them: certificates, the key sets of SMART Health Cards
//! issuers, the VCI directory, WHO's DID documents, and revocation lists.

use std::collections::HashSet;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{ECDSA_P521_SHA512_ASN1, UnparsedPublicKey};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use jiff::Timestamp;
use minicbor::Encoder;
use thiserror::Error;
use x509_parser::pem::Pem;

use crate::cbor::{self, Value};
use crate::certificate::{Certificate, CertificateError};
use crate::json::{self, Value as Json};
use crate::key::{Curve, PublicKey};
use crate::shc::is_address;

mod authorities;

/// What is known of a list as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the desk calls it.
    pub name: String,
    /// Of when its content is.
    pub as_of: Option<Timestamp>,
    /// The last moment at which it may be believed; `None` if its publisher sets none.
    pub until: Option<Timestamp>,
    /// Whether it was closed for good: signatures can be read by it, nothing is accepted.
    pub archive: bool,
}

/// The content of a list.
#[derive(Debug, Default)]
pub struct KeyList {
    /// What is known of it as a whole.
    pub about: Arc<About>,
    /// Everybody in it.
    pub issuers: Vec<Issuer>,
    /// Who took back which cards.
    pub revocations: Vec<Revocations>,
    /// How many keys could not be used, because of their kind or because they break their format.
    pub skipped: usize,
}

/// One key, whose it is, and what it may be used for.
#[derive(Debug)]
pub struct Issuer {
    /// Its name.
    pub name: Option<String>,
    /// Its names by language tag, where the list tells them so.
    pub called: Vec<(String, String)>,
    /// ISO 3166-1 alpha-2 country.
    pub country: Option<String>,
    /// The address that SMART Health Cards of this key must give; `None` if the list does not tell.
    pub address: Option<String>,
    /// The last moment of its certificate.
    pub until: Option<Timestamp>,
    /// Of when this entry is, if it is older than the list.
    pub as_of: Option<Timestamp>,
    /// The version of its newest list of revocations, if it publishes one.
    pub revocations: Option<u64>,
    /// The certificate that holds the key, if there is one.
    pub certificate: Option<Certificate>,
    /// The list that it stands in.
    pub list: Arc<About>,
    /// SHA-256 over the certificate, or over the key.
    pub fingerprint: [u8; 32],
    pub(crate) key: PublicKey,
    pub(crate) names: Vec<KeyName>,
}

/// A name by which codes call a key. None is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KeyName {
    /// HC1: 8 bytes.
    Cose([u8; 8]),
    /// SMART Health Cards: the key's thumbprint.
    Card(String),
}

/// A list of cards that their issuer took back (SMART Health Cards IG, "Revocation").
#[derive(Clone, Debug)]
pub struct Revocations {
    /// The key that signed the cards.
    pub kid: String,
    /// Of when the list is.
    pub as_of: Option<Timestamp>,
    pub(crate) version: u64,
    rids: HashSet<String>,
}

/// Reads a list, told apart by content: a certificate in DER, certificates in PEM, a JSON Web Key
/// Set, a DID document, or a revocation list.
///
/// # Errors
///
/// [`ListError`] if it is none of them, or a damaged one: half a list is never taken. The VCI
/// directory needs its signature: [`vci`].
pub fn read(bytes: &[u8], about: &Arc<About>) -> Result<KeyList, ListError> {
    if bytes.first() == Some(&DER_SEQUENCE) {
        let mut list = KeyList::of(about);
        list.take(bytes, about)?;
        return list.whole();
    }
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return pem(bytes, about);
    }
    let document = json::read(bytes).map_err(|_| ListError::Damaged)?;
    if document.get("keys").is_some() {
        return key_set(&document, about);
    }
    if document.get("verificationMethod").is_some() {
        return did(&document, about);
    }
    if document.get("rids").is_some() {
        let strict = document.get("ctr").and_then(Json::as_u64).is_some();
        let revocations = Revocations::read(&document, about.as_of).filter(|_| strict);
        let revocations = revocations.ok_or(ListError::Damaged)?;
        return Ok(KeyList {
            revocations: vec![revocations],
            ..KeyList::of(about)
        });
    }
    if document.get("issuerInfo").is_some() {
        return Err(ListError::Unsigned);
    }
    Err(ListError::Nothing)
}

/// Reads the VCI directory's snapshot after checking its signature (ECDSA with P-521 and SHA-512,
/// ASN.1) by the certificate of the directory, which the caller must have from elsewhere than the
/// snapshot.
///
/// # Errors
///
/// [`ListError`] if the signature is not good or the snapshot is damaged. An issuer's keys that break
/// the format are counted and left out, as the directory holds many of those.
pub fn vci(
    snapshot: &[u8],
    signature: &[u8],
    certificate: &[u8],
    about: &About,
) -> Result<KeyList, ListError> {
    let mut directory = None;
    for pem in Pem::iter_from_buffer(certificate).flatten() {
        directory = Certificate::from_der(&pem.contents).ok();
    }
    let directory = directory.ok_or(ListError::Signature)?;
    UnparsedPublicKey::new(&ECDSA_P521_SHA512_ASN1, directory.key().bytes())
        .verify(snapshot, signature)
        .map_err(|_| ListError::Signature)?;
    let snapshot = json::read(snapshot).map_err(|_| ListError::Damaged)?;
    let moment = |value: &Json<'_>, member: &str| value.get(member)?.as_str()?.parse().ok();
    let about = Arc::new(About {
        as_of: moment(&snapshot, "time").or(about.as_of),
        ..about.clone()
    });
    let infos = snapshot.get("issuerInfo").and_then(Json::as_array);
    let mut list = KeyList::of(&about);
    for info in infos.ok_or(ListError::Damaged)? {
        list.take_info(info, &about, moment(info, "lastRetrieved"));
    }
    list.whole()
}

/// A VCI snapshot and its signature as one part of a trust file: the CBOR array of both.
pub fn vci_part(snapshot: &[u8], signature: &[u8]) -> Vec<u8> {
    let mut part = Vec::with_capacity(snapshot.len() + signature.len() + 16);
    Encoder::new(&mut part)
        .array(2)
        .and_then(|e| e.bytes(snapshot))
        .and_then(|e| e.bytes(signature))
        .expect("a vector takes all");
    part
}

/// Whether bytes begin as [`vci_part`] writes them: an array of two byte strings.
pub fn is_vci_part(bytes: &[u8]) -> bool {
    matches!(bytes, [0x82, 0x58..=0x5B, ..])
}

/// Whether bytes are a signature by itself, as it lies beside a VCI snapshot: an ASN.1 sequence of two
/// integers (RFC 3279 section 2.2.3), not longer than one of P-521.
pub fn is_signature(bytes: &[u8]) -> bool {
    match bytes {
        [DER_SEQUENCE, 0x81, len, 0x02, rest @ ..] => usize::from(*len) == rest.len() + 1,
        [DER_SEQUENCE, len @ 0..=0x7F, 0x02, rest @ ..] => usize::from(*len) == rest.len() + 1,
        _ => false,
    }
}

/// Reads what [`vci_part`] wrote, and the snapshot in it as [`vci`] does.
///
/// # Errors
///
/// As [`vci`].
pub fn read_vci_part(part: &[u8], certificate: &[u8], about: &About) -> Result<KeyList, ListError> {
    let Ok(Value::Array(both)) = cbor::read(part) else {
        return Err(ListError::Damaged);
    };
    match both.as_slice() {
        [Value::Bytes(snapshot), Value::Bytes(signature)] => {
            vci(snapshot, signature, certificate, about)
        }
        _ => Err(ListError::Damaged),
    }
}

impl KeyList {
    fn of(about: &Arc<About>) -> Self {
        Self {
            about: Arc::clone(about),
            ..Self::default()
        }
    }

    /// Takes out every key that `is_dead` says by its format (`hc1`, `shc`) and its kid; returns how
    /// many.
    pub fn bury(&mut self, is_dead: impl Fn(&str, &[u8]) -> bool) -> usize {
        let before = self.issuers.len();
        self.issuers.retain(|issuer| {
            !issuer.names.iter().any(|name| match name {
                KeyName::Card(kid) => is_dead("shc", kid.as_bytes()),
                KeyName::Cose(kid) => is_dead("hc1", kid),
            })
        });
        before - self.issuers.len()
    }

    fn whole(self) -> Result<Self, ListError> {
        if self.issuers.is_empty() && self.revocations.is_empty() {
            return Err(match self.skipped {
                0 => ListError::Nothing,
                _ => ListError::Keys,
            });
        }
        Ok(self)
    }

    fn take(&mut self, der: &[u8], about: &Arc<About>) -> Result<(), ListError> {
        match Certificate::from_der(der) {
            Ok(certificate) => self.issuers.push(Issuer::of(certificate, about)),
            Err(CertificateError::Key) => self.skipped += 1,
            Err(CertificateError::Damaged) => return Err(ListError::Damaged),
        }
        Ok(())
    }

    fn take_info(&mut self, info: &Json<'_>, about: &Arc<About>, as_of: Option<Timestamp>) {
        let issuer = info.get("issuer").unwrap_or(&Json::Null);
        let text = |member: &str| issuer.get(member).and_then(Json::as_str);
        let keys = info.get("keys").and_then(Json::as_array);
        let Some(address) = text("iss")
            .map(|iss| iss.trim_end_matches('/'))
            .filter(|iss| is_address(iss))
        else {
            self.skipped += keys.map_or(0, <[_]>::len);
            return;
        };
        for key in keys.into_iter().flatten() {
            match card_key(key, about) {
                Some(known) => self.issuers.push(Issuer {
                    name: text("name").map(str::to_owned),
                    address: Some(address.to_owned()),
                    as_of,
                    ..known
                }),
                None => self.skipped += 1,
            }
        }
        let lists = info.get("crls").and_then(Json::as_array);
        let lists = lists.into_iter().flatten();
        self.revocations
            .extend(lists.filter_map(|list| Revocations::read(list, as_of)));
    }
}

impl Issuer {
    /// Whoever holds the key of `certificate`.
    pub fn of(certificate: Certificate, list: &Arc<About>) -> Self {
        Self {
            name: certificate.name.clone(),
            called: Vec::new(),
            country: certificate.country.clone(),
            address: None,
            until: Some(certificate.until),
            as_of: None,
            revocations: None,
            list: Arc::clone(list),
            fingerprint: *certificate.fingerprint(),
            key: certificate.key().clone(),
            names: vec![KeyName::Cose(certificate.kid())],
            certificate: Some(certificate),
        }
    }

    /// Of when this entry is known: its own moment, or that of its list.
    pub fn seen(&self) -> Option<Timestamp> {
        self.as_of.or(self.list.as_of)
    }

    /// Whether this entry may not be believed at `now`, because it or its list is too old or closed.
    pub fn is_too_old(&self, now: Timestamp) -> bool {
        let forgotten = self
            .as_of
            .is_some_and(|seen| now > seen + jiff::SignedDuration::from_hours(24 * UNSEEN_DAYS));
        self.list.archive || forgotten || self.list.until.is_some_and(|until| now > until)
    }
}

impl Revocations {
    fn read(list: &Json<'_>, as_of: Option<Timestamp>) -> Option<Self> {
        (list.get("method")?.as_str()? == "rid").then_some(())?;
        let rids = list.get("rids")?.as_array()?;
        Some(Self {
            kid: list.get("kid")?.as_str()?.to_owned(),
            as_of,
            version: version(list.get("ctr")?)?,
            rids: rids
                .iter()
                .map(|rid| rid.as_str().map(str::to_owned))
                .collect::<Option<_>>()?,
        })
    }

    /// Whether the card `rid`, issued at `from`, was taken back. `rid.timestamp` takes back those
    /// issued before that second.
    pub(crate) fn holds(&self, rid: &str, from: Option<Timestamp>) -> bool {
        self.rids.contains(rid)
            || self.rids.iter().any(|entry| {
                let Some((entry, before)) = entry.split_once('.') else {
                    return false;
                };
                let before = before
                    .parse()
                    .ok()
                    .and_then(|s| Timestamp::from_second(s).ok());
                entry == rid && before.zip(from).is_none_or(|(before, from)| from < before)
            })
    }
}

/// A number; in the directory it stands as a text here and there.
fn version(value: &Json<'_>) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn pem(bytes: &[u8], about: &Arc<About>) -> Result<KeyList, ListError> {
    let mut list = KeyList::of(about);
    for pem in Pem::iter_from_buffer(bytes) {
        let pem = pem.map_err(|_| ListError::Damaged)?;
        if pem.label == "CERTIFICATE" {
            list.take(&pem.contents, about)?;
        }
    }
    list.whole()
}

/// A key set of one issuer (SMART Health Cards IG, "Determining keys associated with an issuer").
/// Keys for other purposes are passed over; one that is meant for cards and breaks the guide's rules
/// shows that the set is not in order, and it is refused. Where a key comes with a certificate, the
/// address in it binds the whole set, because the set is one issuer's.
fn key_set(document: &Json<'_>, about: &Arc<About>) -> Result<KeyList, ListError> {
    let keys = document.get("keys").and_then(Json::as_array);
    let mut issuers = Vec::new();
    let mut skipped = 0;
    for key in keys.ok_or(ListError::Damaged)? {
        let says = |member, value| key.get(member).and_then(Json::as_str) == Some(value);
        if says("kty", "EC") && says("use", "sig") && says("alg", "ES256") {
            issuers.push(card_key(key, about).ok_or(ListError::Keys)?);
        } else {
            skipped += 1;
        }
    }
    let addresses: HashSet<&String> = issuers.iter().filter_map(|i| i.address.as_ref()).collect();
    if addresses.len() > 1 {
        return Err(ListError::Keys);
    }
    let address = addresses.into_iter().next().cloned();
    for issuer in &mut issuers {
        issuer.address.clone_from(&address);
    }
    KeyList {
        issuers,
        skipped,
        ..KeyList::of(about)
    }
    .whole()
}

/// A JSON Web Key as the guide requires it: P-256 for ES256 signatures, named by its thumbprint
/// (RFC 7638), without its private half, and equal to its certificate's if it has one.
fn card_key(jwk: &Json<'_>, about: &Arc<About>) -> Option<Issuer> {
    let text = |member: &str| jwk.get(member).and_then(Json::as_str);
    let says = [
        ("kty", "EC"),
        ("crv", "P-256"),
        ("use", "sig"),
        ("alg", "ES256"),
    ];
    (says
        .iter()
        .all(|(member, value)| text(member) == Some(value))
        && jwk.get("d").is_none())
    .then_some(())?;
    let (x, y) = (text("x")?, text("y")?);
    let kid = text("kid")?;
    // RFC 7638 section 3.2: the required members in the order of their names, without white space.
    let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let thumbprint = digest(&SHA256, canonical.as_bytes());
    (BASE64URL_NOPAD.encode(thumbprint.as_ref()) == kid).then_some(())?;
    let coordinate = |text: &str| {
        BASE64URL_NOPAD
            .decode(text.as_bytes())
            .ok()
            .filter(|c| c.len() == 32)
    };
    let key = PublicKey::ec(Curve::P256, &coordinate(x)?, &coordinate(y)?).ok()?;
    let certificate = match jwk.get("x5c") {
        None => None,
        Some(chain) => Some(leaf(chain, &key)?),
    };
    let address = certificate.as_ref().and_then(Certificate::address);
    Some(Issuer {
        name: address.as_deref().map(host),
        called: Vec::new(),
        country: None,
        until: None,
        as_of: None,
        revocations: jwk.get("crlVersion").and_then(version),
        certificate: None,
        list: Arc::clone(about),
        fingerprint: fingerprint(&key),
        key,
        names: vec![KeyName::Card(kid.to_owned())],
        address,
    })
}

/// The certificate of a key: its own, for its own key.
fn leaf(chain: &Json<'_>, key: &PublicKey) -> Option<Certificate> {
    let first = chain.as_array()?.first()?.as_str()?;
    let certificate = Certificate::from_der(&BASE64.decode(first.as_bytes()).ok()?).ok()?;
    (certificate.key().bytes() == key.bytes()
        && certificate.address().is_some_and(|a| is_address(&a)))
    .then_some(certificate)
}

/// A DID document of WHO's trust network. The key of the certificate is taken where there is one,
/// because many entries spell their coordinates wrongly.
fn did(document: &Json<'_>, about: &Arc<About>) -> Result<KeyList, ListError> {
    let methods = document.get("verificationMethod").and_then(Json::as_array);
    let mut list = KeyList::of(about);
    for method in methods.ok_or(ListError::Damaged)? {
        // DID Core 1.0 section 5.2.1: no private key in a document that everybody reads.
        if method
            .get("publicKeyJwk")
            .is_some_and(|jwk| jwk.get("d").is_some())
        {
            return Err(ListError::Keys);
        }
        match did_key(method, about) {
            Some(issuer) => list.issuers.push(issuer),
            None => list.skipped += 1,
        }
    }
    list.whole()
}

fn did_key(method: &Json<'_>, about: &Arc<About>) -> Option<Issuer> {
    let jwk = method.get("publicKeyJwk")?;
    let text = |member: &str| jwk.get(member).and_then(Json::as_str);
    let certificate = jwk
        .get("x5c")
        .and_then(Json::as_array)
        .and_then(|chain| chain.first()?.as_str())
        .and_then(|der| BASE64.decode(der.as_bytes()).ok())
        .and_then(|der| Certificate::from_der(&der).ok());
    let mut issuer = match certificate {
        Some(certificate) => Issuer::of(certificate, about),
        None => {
            let bytes = |member| {
                BASE64URL_NOPAD
                    .decode(text(member)?.trim_end_matches('=').as_bytes())
                    .ok()
            };
            let key = PublicKey::ec(Curve::jose(text("crv")?)?, &bytes("x")?, &bytes("y")?).ok()?;
            Issuer {
                name: None,
                called: Vec::new(),
                country: None,
                address: None,
                until: None,
                as_of: None,
                revocations: None,
                certificate: None,
                list: Arc::clone(about),
                fingerprint: fingerprint(&key),
                key,
                names: Vec::new(),
            }
        }
    };
    // …:DOMAIN:CCC:USAGE#kid tells the participant.
    let identifier = method.get("id").and_then(Json::as_str).unwrap_or_default();
    if issuer.name.is_none() {
        issuer.name = identifier
            .rsplit(':')
            .nth(1)
            .filter(|p| *p != "-")
            .map(str::to_owned);
    }
    if let Some(kid) = text("kid").and_then(cose_kid).map(KeyName::Cose)
        && !issuer.names.contains(&kid)
    {
        issuer.names.push(kid);
    }
    (!issuer.names.is_empty()).then_some(issuer)
}

/// Eight bytes in Base64, which some lists have put into Base64 once more.
fn cose_kid(text: &str) -> Option<[u8; 8]> {
    let decode = |text: &str| {
        let plain = text
            .trim_end_matches('=')
            .replace('+', "-")
            .replace('/', "_");
        BASE64URL_NOPAD.decode(plain.as_bytes()).ok()
    };
    let bytes = decode(text)?;
    match <[u8; 8]>::try_from(bytes.as_slice()) {
        Ok(kid) => Some(kid),
        Err(_) => decode(std::str::from_utf8(&bytes).ok()?)?
            .as_slice()
            .try_into()
            .ok(),
    }
}

/// `spec.smarthealth.cards`, for want of a name.
fn host(address: &str) -> String {
    let rest = address.trim_start_matches("https://");
    rest.split('/').next().unwrap_or(rest).to_owned()
}

fn fingerprint(key: &PublicKey) -> [u8; 32] {
    crate::certificate::sha256(key.bytes())
}

/// Why a file adds no trust.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ListError {
    /// It is damaged.
    #[error("the list is damaged")]
    Damaged,
    /// A key in it is of a kind that cannot be used here, or breaks its format.
    #[error("a key of the list cannot be used here")]
    Keys,
    /// No list at all.
    #[error("no list of keys in the file")]
    Nothing,
    /// Its signature is not its publisher's.
    #[error("the list's signature is not good")]
    Signature,
    /// It needs its publisher's signature beside it.
    #[error("the list comes without its signature")]
    Unsigned,
}

/// The first byte of every certificate in DER (X.690 section 8.9).
const DER_SEQUENCE: u8 = 0x30;
/// An issuer that its directory could not reach for so long may have changed its keys.
const UNSEEN_DAYS: i64 = 365;
