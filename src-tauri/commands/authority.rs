//! Authorities: getting to know one, codes from it, the live code, paper codes. What speaks to the network holds neither
//! the desk nor the home while it waits.

use desk::Home;
use desk::errand::{self, Errand};
use desk::family::Family;
use desk::view::{
    AuthoritiesView, AuthorityOffer, CompareView, FamilyView, LiveView, ReadinessView,
};
use tauri::{State, WebviewWindow};

use crate::capture;
use crate::held::{Answer, At, Held, off_thread};

/// Whom the family gets codes from.
#[tauri::command]
pub async fn authorities(held: State<'_, Held>) -> Answer<AuthoritiesView> {
    held.family(|family, at| Ok(family.authorities(&at.sight)))
        .await
}

/// Asks an authority who it is. Nothing is kept.
#[tauri::command]
pub async fn look_authority(address: String, held: State<'_, Held>) -> Answer<AuthorityOffer> {
    let look = off_thread(move || errand::look(&address)).await?;
    held.at(move |desk, _| desk.offer_authority(look)).await
}

/// Trusts it, after the fingerprint was compared.
#[tauri::command]
pub async fn add_authority(offer: u32, held: State<'_, Held>) -> Answer<AuthoritiesView> {
    // An open family first: an authority that nobody can use is not pinned.
    held.family(|_, _| Ok(())).await?;
    let new = held
        .at(move |desk, now| desk.accept_authority(offer, now))
        .await?;
    held.family(move |family, at| {
        family.connect(new, &at.machine)?;
        Ok(family.authorities(&at.sight))
    })
    .await
}

/// Ends a connection.
#[tauri::command]
pub async fn remove_authority(id: u32, held: State<'_, Held>) -> Answer<AuthoritiesView> {
    held.family(move |family, at| family.disconnect(id, &at.sight, &at.machine))
        .await
}

/// Where an authority answers else.
#[tauri::command]
pub async fn set_backup_address(
    id: u32,
    address: String,
    held: State<'_, Held>,
) -> Answer<AuthoritiesView> {
    held.family(move |family, at| family.set_backup_address(id, &address, &at.sight, &at.machine))
        .await
}

/// A run of strips for somebody.
#[tauri::command]
pub async fn get_codes(person: u32, authority: u32, held: State<'_, Held>) -> Answer<FamilyView> {
    let errand = held
        .family(move |family, at| family.codes_errand(person, authority, &at.machine))
        .await?;
    carry_out(&held, errand).await
}

/// Every run anew.
#[tauri::command]
pub async fn refresh_codes(held: State<'_, Held>) -> Answer<FamilyView> {
    let errands = held
        .family(|family, at| Ok(family.due_errands(true, &at.machine)))
        .await?;
    for errand in errands {
        carry_out(&held, errand).await?;
    }
    held.family(|family, at| family.view("", &at.sight)).await
}

/// The live code of this moment. The first time the PIN may be asked; while it stays on the screen it is renewed.
#[tauri::command]
pub async fn live(
    window: WebviewWindow,
    state: State<'_, Held>,
    held: u32,
    challenge: Option<String>,
) -> Answer<LiveView> {
    let step = move |home: &mut Home, at: &At| {
        home.may_show_live(held, &at.settings, &at.machine)?;
        home.family()?.0.live(held, challenge.as_deref(), &at.sight)
    };
    let shown = state.home(step).await?;
    capture::begin(&window);
    Ok(shown)
}

/// A new paper code.
#[tauri::command]
pub async fn issue_paper(state: State<'_, Held>, held: u32) -> Answer<FamilyView> {
    let step = move |family: &mut Family, at: &At| family.paper_errand(held, &at.machine);
    let errand = state.family(step).await?;
    carry_out(&state, errand).await
}

/// Cancels a paper code.
#[tauri::command]
pub async fn cancel_paper(state: State<'_, Held>, held: u32) -> Answer<FamilyView> {
    let step = move |family: &mut Family, at: &At| family.cancel_errand(held, &at.machine);
    let errand = state.family(step).await?;
    carry_out(&state, errand).await
}

/// What several authorities say of somebody.
#[tauri::command]
pub async fn compare(person: u32, held: State<'_, Held>) -> Answer<CompareView> {
    held.family(move |family, at| family.compare(person, &at.sight))
        .await
}

/// Whether everybody is ready for a day.
#[tauri::command]
pub async fn readiness(day: String, held: State<'_, Held>) -> Answer<ReadinessView> {
    held.family(move |family, at| family.readiness(&day, &at.sight))
        .await
}

/// Goes there, takes what is published, and brings the rest home.
pub async fn carry_out(held: &Held, errand: Errand) -> Answer<FamilyView> {
    let done = off_thread(move || errand.run()).await?;
    let done = held
        .at(move |desk, now| Ok(desk.take_files(done, now)))
        .await?;
    held.family(move |family, at| family.bring(done, &at.sight, &at.machine))
        .await
}
