//! Answers: JSON, files, problems (RFC 9457).

use axum::http::header::{
    CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, RETRY_AFTER, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use healthcode::certificate::sha256;
use healthcode::kc1::{About, Receipt, Signer, write};
use healthcode::kct::KeyUse;
use issuing::Problem;
use issuing::signed::RECEIPT;

use crate::authority::Authority;
use crate::publish::Published;
use crate::refusal::Refusal;

impl IntoResponse for Refusal {
    /// Without a body: the service adds it, which knows the authority's clock.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status());
        let mut answer = status
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// A refusal as a problem; any other answer as it is.
pub(super) fn worded(authority: &Authority, answer: Response) -> Response {
    let Some(refusal) = answer.extensions().get::<Refusal>() else {
        return answer;
    };
    let problem = Problem {
        code: refusal.code,
        title: refusal.code.to_string(),
        status: refusal.status(),
        now: authority.clock.now(),
    };
    let retry_after = refusal.retry_after;
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (mut parts, _) = answer.into_parts();
    let kind = HeaderValue::from_static("application/problem+json");
    parts.headers.insert(CONTENT_TYPE, kind);
    if let Some(seconds) = retry_after {
        parts.headers.insert(RETRY_AFTER, seconds.into());
    }
    if parts.status == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("KC1");
        parts.headers.insert(WWW_AUTHENTICATE, scheme);
    }
    Response::from_parts(parts, body.into())
}

/// JSON that stands already.
pub(super) fn json(body: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(CONTENT_TYPE, kind)], body).into_response()
}

/// The answer to a signed request, with a receipt: the authority signs what it answered, to what, and when.
pub(super) fn receipted(
    authority: &Authority,
    signed: [u8; 32],
    body: Vec<u8>,
) -> Result<Response, Refusal> {
    let iat = authority.clock.now();
    let receipt = Receipt {
        about: About::Answer,
        hash: signed,
        iat,
        content: sha256(&body).to_vec(),
    };
    let handle = authority.signer(KeyUse::Receipt, iat)?;
    let unsigned = write::message(&receipt, authority.realm(), handle.key());
    let unsigned = unsigned.map_err(|_| issuing::Code::Failed)?;
    let text = BASE64URL_NOPAD.encode(&unsigned.bytes_by(&handle)?);
    let mut answer = json(body);
    let value = HeaderValue::try_from(text).map_err(|_| issuing::Code::Failed)?;
    answer.headers_mut().insert(RECEIPT, value);
    Ok(answer)
}

/// A published file, or that it is still the one that is held.
pub(super) fn file(headers: &HeaderMap, published: Published, kind: &'static str) -> Response {
    let etag = HeaderValue::try_from(&published.etag);
    let etag = etag.unwrap_or(HeaderValue::from_static("\"\""));
    let cache = HeaderValue::from_static("public, max-age=600");
    let held = headers
        .get(IF_NONE_MATCH)
        .and_then(|held| held.to_str().ok());
    let same = held.is_some_and(|held| {
        held.split(',').any(|one| {
            let one = one.trim();
            one == "*" || one.trim_start_matches("W/") == published.etag
        })
    });
    let marks = [(ETAG, etag), (axum::http::header::CACHE_CONTROL, cache)];
    if same {
        return (StatusCode::NOT_MODIFIED, marks).into_response();
    }
    let kind = [(CONTENT_TYPE, HeaderValue::from_static(kind))];
    (marks, kind, published.bytes).into_response()
}
