//! The service in OpenAPI 3.1.

use issuing::Problem;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{IntoParams, IntoResponses, Modify, OpenApi as _};

use super::{api, open};

/// The document, as `/v1/openapi.json` gives it.
pub fn document() -> OpenApi {
    Service::openapi()
}

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Kincode authority",
        description = "Issues runs of strips and paper codes, and publishes what checkers need. Times are whole seconds \
            since 1970. A request of a family is signed by its device: kc1.md, context `request`.",
    ),
    paths(
        open::authority, open::trust, open::status, open::openapi, open::health, open::ready,
        api::devices, api::persons, api::runs, api::papers, api::cancel,
    ),
    modifiers(&Kc1),
)]
struct Service;

struct Kc1;

impl Modify for Kc1 {
    fn modify(&self, document: &mut OpenApi) {
        let header = ApiKeyValue::with_description(
            "Authorization",
            "`KC1` and the signed request: a COSE_Sign1 by the device's key in context `request`, in base64url.",
        );
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("kc1", SecurityScheme::ApiKey(ApiKey::Header(header)));
    }
}

/// Headers of a signed request.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read by the derive only")]
pub(super) struct Signed {
    /// The nonce of the signed request, quoted, if those who stand between are to know it. A retry has the same.
    #[param(rename = "Idempotency-Key", pattern = "^\"[A-Za-z0-9_-]{21}[AQgw]\"$")]
    idempotency_key: Option<String>,
}

/// What a signed request may be answered instead (RFC 9457).
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the derive only")]
pub(super) enum Problems {
    /// The request is malformed
    #[response(status = 400, content_type = "application/problem+json")]
    Form(#[to_schema] Problem),
    /// The signature is missing or wrong, the device is not known, or its clock is wrong
    #[response(status = 401, content_type = "application/problem+json")]
    Signature(#[to_schema] Problem),
    /// The region or the authority does not allow it
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// This device has no such person, or the person no such code
    #[response(status = 404, content_type = "application/problem+json")]
    Unknown(#[to_schema] Problem),
    /// The nonce was used for another request
    #[response(status = 409, content_type = "application/problem+json")]
    Nonce(#[to_schema] Problem),
    /// The request is too large
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] Problem),
    /// The body is not application/json
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(#[to_schema] Problem),
    /// A key, a mark or a region is wrong
    #[response(status = 422, content_type = "application/problem+json")]
    Wrong(#[to_schema] Problem),
    /// Too much to do
    #[response(status = 429, content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait: a slot of one's own, not to be come before")))]
    Busy(#[to_schema] Problem),
    /// Something went wrong here
    #[response(status = 500, content_type = "application/problem+json")]
    Failed(#[to_schema] Problem),
}
