//! What a device asks, signed.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use issuing::message::{
    Cancel, Cancelled, Device, NewDevice, NewPaper, NewPerson, NewRun, Paper, Person, Run,
};
use issuing::{Code, PersonId};

use super::answer::receipted;
use super::open::aside;
use crate::authority::Authority;
use crate::gate::Wish;
use crate::issue;
use crate::refusal::Refusal;
use crate::signed::{Arrived, Asked};

/// Makes the device that signs this request known.
#[utoipa::path(post, path = "/v1/devices", tag = "families", operation_id = "devices",
    request_body = NewDevice, security(("kc1" = [])), params(super::openapi::Signed),
    responses((status = 200, description = "The device is known", body = Device), super::openapi::Problems))]
pub(super) async fn devices(asking: Asking) -> Result<Response, Refusal> {
    asking
        .answered(Wish::New, move |authority, arrived| {
            let asked = arrived.by_new(authority)?;
            let body = issue::register(authority, &asked)?;
            Ok((asked, body))
        })
        .await
}

/// Enrols a person.
#[utoipa::path(post, path = "/v1/persons", tag = "families", operation_id = "persons",
    request_body = NewPerson, security(("kc1" = [])), params(super::openapi::Signed),
    responses((status = 200, description = "The person is enrolled", body = Person), super::openapi::Problems))]
pub(super) async fn persons(asking: Asking) -> Result<Response, Refusal> {
    asking
        .answered(Wish::New, move |authority, arrived| {
            let asked = arrived.by_known(authority)?;
            let body = issue::enrol(authority, &asked, &arrived.read::<NewPerson>()?)?;
            Ok((asked, body))
        })
        .await
}

/// Issues a run of strips.
#[utoipa::path(post, path = "/v1/persons/{person}/runs", tag = "families", operation_id = "runs",
    request_body = NewRun, security(("kc1" = [])),
    params(("person" = PersonId, Path, description = "Whose"), super::openapi::Signed),
    responses((status = 200, description = "A strip for each key", body = Run), super::openapi::Problems))]
pub(super) async fn runs(Path(person): Path<String>, asking: Asking) -> Result<Response, Refusal> {
    asking
        .answered(Wish::Known, move |authority, arrived| {
            let mut asked = arrived.by_known(authority)?;
            let person = named(&person)?;
            let new: NewRun = arrived.read()?;
            let points: Vec<u8> = new.keys.iter().flat_map(|new| new.key.0).collect();
            asked.digest = arrived.digest_of(&points);
            let body = issue::run(authority, &asked, person, &new)?;
            Ok((asked, body))
        })
        .await
}

/// Issues a paper code, and cancels the one before.
#[utoipa::path(post, path = "/v1/persons/{person}/papers", tag = "families", operation_id = "papers",
    request_body = NewPaper, security(("kc1" = [])),
    params(("person" = PersonId, Path, description = "Whose"), super::openapi::Signed),
    responses((status = 200, description = "The paper code", body = Paper), super::openapi::Problems))]
pub(super) async fn papers(
    Path(person): Path<String>,
    asking: Asking,
) -> Result<Response, Refusal> {
    asking
        .answered(Wish::Known, move |authority, arrived| {
            let asked = arrived.by_known(authority)?;
            let NewPaper {} = arrived.read()?;
            let body = issue::paper(authority, &asked, named(&person)?)?;
            Ok((asked, body))
        })
        .await
}

/// Cancels a paper code.
#[utoipa::path(post, path = "/v1/persons/{person}/papers/{serial}/cancel", tag = "families", operation_id = "cancel",
    request_body = Cancel, security(("kc1" = [])),
    params(
        ("person" = PersonId, Path, description = "Whose"),
        ("serial" = String, Path, description = "As it is printed: 1203-982341", pattern = "^[0-9]{1,6}-[0-9]{1,7}$"),
        super::openapi::Signed
    ),
    responses((status = 200, description = "It is cancelled", body = Cancelled), super::openapi::Problems))]
pub(super) async fn cancel(
    Path((person, serial)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Refusal> {
    asking
        .answered(Wish::Known, move |authority, arrived| {
            let asked = arrived.by_known(authority)?;
            let why: Cancel = arrived.read()?;
            let body = issue::cancel(authority, &asked, named(&person)?, &serial, why)?;
            Ok((asked, body))
        })
        .await
}

/// A request on its way to the authority that it asks.
pub(super) struct Asking {
    authority: Arc<Authority>,
    arrived: Arrived,
}

impl FromRequest<Arc<Authority>> for Asking {
    type Rejection = Refusal;

    async fn from_request(request: Request, here: &Arc<Authority>) -> Result<Self, Refusal> {
        let (method, headers) = (request.method().clone(), request.headers().clone());
        let target = request.uri().path_and_query();
        let target = target.map_or("/", |target| target.as_str()).to_owned();
        let body = Bytes::from_request(request, here).await;
        let body = body.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            _ => Code::Form,
        })?;
        let arrived = Arrived {
            method,
            target,
            headers,
            body,
        };
        Ok(Self {
            authority: Arc::clone(here),
            arrived,
        })
    }
}

impl Asking {
    /// What `work` answers, with a receipt; if there is room for one who wishes this.
    async fn answered(
        self,
        wish: Wish,
        work: impl FnOnce(&Authority, &Arrived) -> Result<(Asked, Vec<u8>), Refusal> + Send + 'static,
    ) -> Result<Response, Refusal> {
        let Self { authority, arrived } = self;
        let now = authority.clock.now().as_second();
        let inside = authority.gate.enter(wish, now)?;
        aside(move || {
            // Held here, so that one who does not wait for the answer does not make room for another.
            let _inside = inside;
            let (asked, body) = work(&authority, &arrived)?;
            receipted(&authority, asked.signed, body)
        })
        .await
    }
}

fn named(person: &str) -> Result<PersonId, Refusal> {
    Ok(person.parse().map_err(|_| Code::PersonUnknown)?)
}
