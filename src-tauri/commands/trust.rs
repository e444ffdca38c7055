//! Whom this desk trusts.

use desk::view::{SlipView, TrustOffer, TrustView};
use tauri::State;
use tauri::ipc::Request;

use super::Handed;
use crate::held::{Answer, Held};

/// Looks into a file of certificates, without trusting it yet.
#[tauri::command]
pub async fn read_trust(held: State<'_, Held>, request: Request<'_>) -> Answer<TrustOffer> {
    let Handed { name, bytes } = Handed::from(&request);
    held.at(move |desk, now| desk.read_trust(&name, &bytes, now))
        .await
}

/// Trusts what was found in it.
#[tauri::command]
pub async fn add_trust(held: State<'_, Held>, offer: u32) -> Answer<Vec<SlipView>> {
    held.at(move |desk, now| desk.add_trust(offer, now)).await
}

/// The list.
#[tauri::command]
pub async fn trust(held: State<'_, Held>) -> Answer<TrustView> {
    held.at(|desk, now| Ok(desk.trust(now))).await
}

/// Takes one out.
#[tauri::command]
pub async fn remove_trust(held: State<'_, Held>, fingerprint: String) -> Answer<Vec<SlipView>> {
    held.at(move |desk, now| desk.remove_trust(&fingerprint, now))
        .await
}
