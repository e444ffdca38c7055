//! Whom this desk trusts.

use desk::Desk;
use desk::view::{NoticeView, TrustChange, TrustOffer, TrustView};
use tauri::State;
use tauri::ipc::Request;

use super::Handed;
use crate::held::{Answer, Held, off_thread};

/// Looks into a list of keys or a trust file, without trusting it yet.
#[tauri::command]
pub async fn read_trust(held: State<'_, Held>, request: Request<'_>) -> Answer<TrustOffer> {
    let Handed { name, bytes } = Handed::from(&request);
    held.at(move |desk, now| desk.read_trust(&name, bytes, now))
        .await
}

/// Trusts what was found in it; of a new publisher only what `scopes` names.
#[tauri::command]
pub async fn add_trust(
    held: State<'_, Held>,
    offer: u32,
    scopes: Vec<String>,
) -> Answer<TrustChange> {
    held.at(move |desk, now| desk.add_trust(offer, &scopes, now))
        .await
}

/// The lists.
#[tauri::command]
pub async fn trust(held: State<'_, Held>) -> Answer<TrustView> {
    held.at(|desk, now| Ok(desk.trust(now))).await
}

/// Takes one out.
#[tauri::command]
pub async fn remove_trust(held: State<'_, Held>, list: String) -> Answer<TrustChange> {
    held.at(move |desk, now| desk.remove_trust(&list, now))
        .await
}

/// What concerns every code, until somebody mends it.
#[tauri::command]
pub async fn notices(held: State<'_, Held>) -> Answer<Vec<NoticeView>> {
    held.at(|desk, now| Ok(desk.notices(now))).await
}

/// Fetches the file of the trusted publisher, if the person gave its address.
#[tauri::command]
pub async fn update_lists(held: State<'_, Held>) -> Answer<TrustChange> {
    let address = held
        .at(|desk, _| Ok(desk.lists_address().to_owned()))
        .await?;
    let fetched = off_thread(move || Desk::fetch_lists(&address)).await?;
    held.at(move |desk, now| desk.update_lists(fetched, now))
        .await
}
