//! `/v1` over HTTP.

mod answer;
mod api;
mod open;
mod openapi;

pub use openapi::document;

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use issuing::Code;

use crate::authority::Authority;
use crate::refusal::Refusal;

/// The service of an authority.
pub fn router(authority: Arc<Authority>) -> Router {
    Router::new()
        .route("/v1/authority", get(open::authority))
        .route("/v1/trust.kct", get(open::trust))
        .route("/v1/status/{number}", get(open::status))
        .route("/v1/openapi.json", get(open::openapi))
        .route("/v1/devices", post(api::devices))
        .route("/v1/persons", post(api::persons))
        .route("/v1/persons/{person}/runs", post(api::runs))
        .route("/v1/persons/{person}/papers", post(api::papers))
        .route(
            "/v1/persons/{person}/papers/{serial}/cancel",
            post(api::cancel),
        )
        .route("/healthz", get(open::health))
        .route("/readyz", get(open::ready))
        .fallback(|| async { Refusal::from(Code::NotThere) })
        .method_not_allowed_fallback(|| async { Refusal::from(Code::Method) })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&authority),
            around,
        ))
        .with_state(authority)
}

/// Bounds the time, and writes one line: the route, never the address, so that no log knows whose it was.
async fn around(
    State(authority): State<Arc<Authority>>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let answered = tokio::time::timeout(LONGEST, next.run(request)).await;
    let answer = answered.unwrap_or_else(|_| Refusal::busy(30).into_response());
    let mut answer = answer::worded(&authority, answer);
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let (status, ms) = (answer.status().as_u16(), begun.elapsed().as_millis());
    tracing::info!(target: "issuer::http", %method, route, status, ms, "answered");
    let headers = answer.headers_mut();
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    answer
}

/// The most bytes of a request's body: a run of 30 keys has 5,000.
const MAX_BODY: usize = 32 << 10;
/// How long a request may take, its body included.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(30);
