//! What anybody may read.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use issuing::message::Description;
use issuing::{Code, Problem};

use super::answer::{file, json};
use crate::authority::Authority;
use crate::publish;
use crate::refusal::Refusal;

/// What the authority says of itself.
#[utoipa::path(get, path = "/v1/authority", tag = "published", operation_id = "authority", responses(
    (status = 200, description = "What the authority says of itself; nobody has signed it", body = Description),
    (status = 500, description = "Something went wrong here", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn authority(State(authority): State<Arc<Authority>>) -> Json<Description> {
    Json(authority.description())
}

/// The trust file.
#[utoipa::path(get, path = "/v1/trust.kct", tag = "published", operation_id = "trust",
    params(("If-None-Match" = Option<String>, Header, description = "The mark of the one that is held")),
    responses(
        (status = 200, description = "A trust file (kc1.md part 2)", body = Vec<u8>, content_type = "application/octet-stream",
            headers(("ETag" = String, description = "Its mark"))),
        (status = 304, description = "Still the same"),
        (status = 404, description = "None was published yet", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "Something went wrong here", body = Problem, content_type = "application/problem+json"),
    ))]
pub(super) async fn trust(
    State(authority): State<Arc<Authority>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let published = aside(move || publish::trust_file(&authority)).await?;
    Ok(file(&headers, published, "application/octet-stream"))
}

/// A status list.
#[utoipa::path(get, path = "/v1/status/{number}", tag = "published", operation_id = "status",
    params(
        ("number" = u32, Path, description = "The number in the uri of the list", minimum = 0, maximum = 999999),
        ("If-None-Match" = Option<String>, Header, description = "The mark of the one that is held"),
    ),
    responses(
        (status = 200, description = "A status token (kc1.md section 1.5)", body = Vec<u8>,
            content_type = "application/statuslist+cwt", headers(("ETag" = String, description = "Its mark"))),
        (status = 304, description = "Still the same"),
        (status = 404, description = "There is no such list", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "Something went wrong here", body = Problem, content_type = "application/problem+json"),
    ))]
pub(super) async fn status(
    State(authority): State<Arc<Authority>>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let number: u32 = number.parse().map_err(|_| Code::NotThere)?;
    let published = aside(move || publish::status_list(&authority, number)).await?;
    Ok(file(&headers, published, "application/statuslist+cwt"))
}

/// This description of the service.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "published", operation_id = "openapi", responses(
    (status = 200, description = "OpenAPI 3.1", body = serde_json::Value),
))]
pub(super) async fn openapi() -> Response {
    json(super::document().to_json().unwrap_or_default().into_bytes())
}

/// Whether the process runs.
#[utoipa::path(get, path = "/healthz", tag = "operation", operation_id = "health", responses(
    (status = 200, description = "The process runs", body = String, content_type = "text/plain"),
))]
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// Whether it can do its work.
#[utoipa::path(get, path = "/readyz", tag = "operation", operation_id = "ready", responses(
    (status = 200, description = "Keys are there and the disk takes something", body = String, content_type = "text/plain"),
    (status = 429, description = "Too much to do", body = Problem, content_type = "application/problem+json"),
    (status = 500, description = "It cannot", body = Problem, content_type = "application/problem+json"),
))]
pub(super) async fn ready(State(authority): State<Arc<Authority>>) -> Result<Response, Refusal> {
    aside(move || authority.ready()).await?;
    Ok("ok\n".into_response())
}

/// Runs what blocks beside the sockets.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| {
        tracing::error!(%error, "a request ended halfway");
        Err(Code::Failed.into())
    })
}
