//! What a desk asks of an authority.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use healthcode::kc1::{DeviceKey, Signer};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, RETRY_AFTER};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::{Address, AddressError};
use crate::http::{Answer, Ask};
use crate::message::{
    Cancel, Cancelled, Description, Device, NewDevice, NewKey, NewPaper, NewPerson, NewRun, Paper,
    Person, Run, Why,
};
use crate::problem::{Code, Problem};
use crate::signed::{Account, RECEIPT, Receipted, SCHEME, Stamp};
use crate::text::{AccountKey, PersonId, SignatureText, StripPoint};
use crate::trouble::Trouble;

/// An authority, by its address. Every call blocks, at most a minute but for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    address: Address,
}

/// A published file, and the mark by which the next fetch asks whether it is still the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Other bytes than those of the mark that was given.
    New {
        /// The file; `healthcode` says what it is worth.
        bytes: Vec<u8>,
        /// Its mark.
        etag: Option<String>,
    },
    /// Still the same.
    Same,
}

impl Client {
    /// The authority at an address that a person typed, or a QR code said.
    ///
    /// # Errors
    ///
    /// [`AddressError`] if it is neither `https:` nor this computer.
    pub fn new(address: &str) -> Result<Self, AddressError> {
        address.parse().map(|address| Self { address })
    }

    /// Where it is.
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// What it says of itself, believed by nobody.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn description(&self) -> Result<Description, Trouble> {
        let mut ask = Ask::get(self.address.below("v1/authority"), MAX_ANSWER);
        ask.within = Some(WITHIN);
        read(&ask.send()?)
    }

    /// Its trust file, of whatever size a trust file may have.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn trust_file(&self, etag: Option<&str>) -> Result<Fetched, Trouble> {
        self.file("v1/trust.kct", etag, healthcode::kct::MAX_FILE)
    }

    /// Its status list of this number. An authority whose trust entry names another status base is asked there
    /// with [`status_at`].
    ///
    /// # Errors
    ///
    /// [`Trouble`]; [`Code::NotThere`] if there is no such list.
    pub fn status_list(&self, number: u32, etag: Option<&str>) -> Result<Fetched, Trouble> {
        self.file(&format!("v1/status/{number}"), etag, MAX_STATUS)
    }

    /// Makes this device known, as an account of its own. Once; again does no harm.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn register<D: Signer>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
    ) -> Result<Device, Trouble> {
        let key = AccountKey::from(account.device.key());
        self.post(account, stamp, "v1/devices", &NewDevice { key })
    }

    /// Enrols a person.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn enrol<D: Signer>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        person: &NewPerson,
    ) -> Result<Person, Trouble> {
        self.post(account, stamp, "v1/persons", person)
    }

    /// Asks for a run of strips, one for each of `keys`: fresh ones, made for this run, of which the first is for
    /// today. A retry takes the same keys and the same stamp.
    ///
    /// # Errors
    ///
    /// [`Trouble`]. [`Trouble::Answer`] also if there is not a strip for each key.
    pub fn run<D: Signer, K: Signer>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        person: PersonId,
        keys: &[K],
    ) -> Result<Run, Trouble> {
        let proven = keys.iter().zip(0..).map(|(key, place)| {
            let device = DeviceKey::of(key.key());
            let proof = device.to_be_signed(account.realm, &stamp.nonce.0, place);
            let proof = key.sign(&proof).map_err(|_| Trouble::Sign)?;
            Ok(NewKey {
                key: StripPoint::from(key.key()),
                proof: SignatureText(device.curve.canonical(&proof)),
            })
        });
        let body = NewRun {
            keys: proven.collect::<Result<_, Trouble>>()?,
        };
        let path = format!("v1/persons/{person}/runs");
        let (mut run, receipt): (Run, _) = self.receipted(account, stamp, &path, &body)?;
        run.receipt = receipt;
        if run.strips.len() == keys.len() {
            Ok(run)
        } else {
            Err(Trouble::Answer)
        }
    }

    /// Asks for a paper code, which cancels the person's one before.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn paper<D: Signer>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        person: PersonId,
    ) -> Result<Paper, Trouble> {
        let path = format!("v1/persons/{person}/papers");
        self.post(account, stamp, &path, &NewPaper {})
    }

    /// Cancels the person's paper code with this serial, as it is printed.
    ///
    /// # Errors
    ///
    /// [`Trouble`].
    pub fn cancel<D: Signer>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        person: PersonId,
        serial: &str,
        why: Why,
    ) -> Result<Cancelled, Trouble> {
        // What stands in a path is looked at before: anything else than digits could change the address.
        if !serial.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(Trouble::Refused(Code::SerialUnknown));
        }
        let path = format!("v1/persons/{person}/papers/{serial}/cancel");
        self.post(account, stamp, &path, &Cancel { why })
    }

    fn post<D: Signer, B: Serialize, A: DeserializeOwned>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        path: &str,
        body: &B,
    ) -> Result<A, Trouble> {
        let answer = self.receipted(account, stamp, path, body);
        answer.map(|(answer, _)| answer)
    }

    /// Signs and sends; once more by the authority's clock if this one is wrong.
    fn receipted<D: Signer, B: Serialize, A: DeserializeOwned>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        path: &str,
        body: &B,
    ) -> Result<(A, Option<Receipted>), Trouble> {
        let body = serde_json::to_vec(body).map_err(|_| Trouble::Sign)?;
        match self.post_once(account, stamp, path, &body) {
            Err(Trouble::Clock { theirs }) => {
                let stamp = Stamp {
                    now: theirs,
                    ..stamp
                };
                self.post_once(account, stamp, path, &body)
            }
            other => other,
        }
    }

    fn post_once<D: Signer, A: DeserializeOwned>(
        &self,
        account: &Account<'_, D>,
        stamp: Stamp,
        path: &str,
        body: &[u8],
    ) -> Result<(A, Option<Receipted>), Trouble> {
        // Below the service's base: a proxy may have the service under a longer path.
        let target = format!("/{path}");
        let signed = account.request("POST", &target, body, stamp)?;
        let authorization = format!("{SCHEME} {}", BASE64URL_NOPAD.encode(&signed));
        let ask = Ask {
            method: Method::POST,
            url: self.address.below(path),
            headers: vec![
                (AUTHORIZATION, authorization),
                (CONTENT_TYPE, "application/json".to_owned()),
                (IDEMPOTENCY_KEY, format!("\"{}\"", stamp.nonce)),
            ],
            body: body.to_vec(),
            most: MAX_ANSWER,
            within: Some(WITHIN),
        };
        let answer = ask.send()?;
        let receipt = answer.header(RECEIPT);
        let receipt = receipt.and_then(|text| Receipted::read(text, &signed, &answer.body));
        Ok((read(&answer)?, receipt))
    }

    fn file(&self, path: &str, etag: Option<&str>, most: usize) -> Result<Fetched, Trouble> {
        fetched(Ask::get(self.address.below(path), most), etag)
    }
}

/// A status list at `status_base`, which ends in `/`, as a trust entry names it.
///
/// # Errors
///
/// [`Trouble`].
pub fn status_at(status_base: &str, number: u32, etag: Option<&str>) -> Result<Fetched, Trouble> {
    let address: Address = status_base.parse().map_err(|_| Trouble::Address)?;
    fetched(
        Ask::get(address.below(&number.to_string()), MAX_STATUS),
        etag,
    )
}

fn fetched(mut ask: Ask, etag: Option<&str>) -> Result<Fetched, Trouble> {
    if let Some(etag) = etag {
        ask.headers.push((IF_NONE_MATCH, etag.to_owned()));
    }
    let answer = ask.send()?;
    match answer.status {
        StatusCode::OK => {
            let etag = answer.header(ETAG).map(str::to_owned);
            Ok(Fetched::New {
                bytes: answer.body,
                etag,
            })
        }
        StatusCode::NOT_MODIFIED if etag.is_some() => Ok(Fetched::Same),
        _ => Err(refusal(&answer)),
    }
}

fn read<A: DeserializeOwned>(answer: &Answer) -> Result<A, Trouble> {
    if answer.status.is_success() {
        serde_json::from_slice(&answer.body).map_err(|_| Trouble::Answer)
    } else {
        Err(refusal(answer))
    }
}

/// What an answer says that says no.
fn refusal(answer: &Answer) -> Trouble {
    let problem: Option<Problem> = serde_json::from_slice(&answer.body).ok();
    match (answer.status, problem) {
        // A proxy that stands before the authority may say it too, in its own words.
        (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE, _) => Trouble::Busy {
            retry_after: retry_after(answer),
        },
        (
            _,
            Some(Problem {
                code: Code::Clock,
                now,
                ..
            }),
        ) => Trouble::Clock { theirs: now },
        (_, Some(problem)) => Trouble::Refused(problem.code),
        (StatusCode::NOT_FOUND | StatusCode::GONE, None) => Trouble::Refused(Code::NotThere),
        (_, None) => Trouble::Answer,
    }
}

/// Whole seconds; the form with a date is nowhere in this protocol.
fn retry_after(answer: &Answer) -> Duration {
    let seconds = answer
        .header(RETRY_AFTER)
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(RETRY_UNSAID);
    Duration::from_secs(seconds.clamp(1, RETRY_MOST))
}

/// The name of a request, for those who stand between; the signed nonce once more, as a quoted string.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How long a call may take in all.
const WITHIN: Duration = Duration::from_secs(60);
/// The most bytes of an answer in JSON: a run of 30 strips has 12,000.
const MAX_ANSWER: usize = 64 << 10;
/// The most bytes of a status token: 131,072 that do not get smaller, and what stands around them.
const MAX_STATUS: usize = 136 << 10;
/// Seconds to wait if a busy service does not say how long.
const RETRY_UNSAID: u64 = 60;
/// The longest wait that is believed, in seconds.
const RETRY_MOST: u64 = 86_400;
