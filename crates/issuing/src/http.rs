//! One request and its answer, bounded in size and time.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode, Url};

use crate::trouble::Trouble;

/// What is sent.
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Vec<u8>,
    /// The most bytes of an answer's body.
    pub(crate) most: usize,
    /// How long all of it may take; `None`: as long as bytes come.
    pub(crate) within: Option<Duration>,
}

/// What came back, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Ask {
    /// To read something.
    pub(crate) const fn get(url: Url, most: usize) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: Vec::new(),
            body: Vec::new(),
            most,
            within: None,
        }
    }

    /// Sends it and waits, on a runtime of its own.
    ///
    /// # Errors
    ///
    /// [`Trouble::Network`], [`Trouble::Moved`] or [`Trouble::TooLarge`].
    pub(crate) fn send(self) -> Result<Answer, Trouble> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|_| Trouble::Network)?;
        runtime.block_on(self.exchange())
    }

    async fn exchange(self) -> Result<Answer, Trouble> {
        let client = client().ok_or(Trouble::Network)?;
        let mut request = client.request(self.method, self.url);
        if let Some(within) = self.within {
            request = request.timeout(within);
        }
        for (name, value) in self.headers {
            let value = HeaderValue::try_from(value).map_err(|_| Trouble::Answer)?;
            request = request.header(name, value);
        }
        if !self.body.is_empty() {
            request = request.body(self.body);
        }
        let mut answer = request.send().await.map_err(|_| Trouble::Network)?;
        let status = answer.status();
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            return Err(Trouble::Moved);
        }
        let most = if status.is_success() {
            self.most
        } else {
            self.most.min(MAX_PROBLEM)
        };
        if answer.content_length().is_some_and(|len| len > most as u64) {
            return Err(Trouble::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| Trouble::Network)? {
            if body.len() + chunk.len() > most {
                return Err(Trouble::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status,
            headers: std::mem::take(answer.headers_mut()),
            body,
        })
    }
}

/// One for all calls: to read the system's certificates takes longer than most of them.
fn client() -> Option<&'static Client> {
    static CLIENT: OnceLock<Option<Client>> = OnceLock::new();
    let client = CLIENT.get_or_init(|| {
        let client = Client::builder()
            // A redirect could lead anywhere, also to what only this computer may reach.
            .redirect(Policy::none())
            // A second try is the caller's to decide.
            .retry(reqwest::retry::never())
            // A connection lives in its call's runtime and ends with it.
            .pool_max_idle_per_host(0)
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE);
        client.build().ok()
    });
    client.as_ref()
}

impl Answer {
    /// A header, if it is plain text.
    pub(crate) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A school's network may be slow, a person's patience is not endless.
const CONNECT: Duration = Duration::from_secs(15);
/// The longest silence in the middle of an answer.
const SILENCE: Duration = Duration::from_secs(20);
/// The most bytes of an answer that says no.
const MAX_PROBLEM: usize = 16 << 10;
