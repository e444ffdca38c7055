//! People, and what is kept of them.

use desk::family::Family;
use desk::view::{Belongs, FamilyView, HeldListView, KeepRequest, PersonFields};
use tauri::State;

use crate::held::{Answer, At, Held};

/// The board.
#[tauri::command]
pub async fn family(held: State<'_, Held>, search: String) -> Answer<FamilyView> {
    held.home(move |home, at| home.family()?.0.view(&search, &at.sight))
        .await
}

/// Keeps what was found.
#[tauri::command]
pub async fn keep(held: State<'_, Held>, requests: Vec<KeepRequest>) -> Answer<FamilyView> {
    held.home(move |home, at| {
        let (family, tray) = home.family()?;
        family.keep(tray, &requests, &at.sight, &at.machine)
    })
    .await
}

/// Keeps a source without a code, unverified.
#[tauri::command]
pub async fn keep_document(
    held: State<'_, Held>,
    source: u32,
    belongs: Belongs,
) -> Answer<FamilyView> {
    held.home(move |home, at| {
        let (family, tray) = home.family()?;
        family.keep_document(tray, source, &belongs, &at.sight, &at.machine)
    })
    .await
}

/// Somebody new, or what is changed of somebody.
#[tauri::command]
pub async fn save_person(
    held: State<'_, Held>,
    id: Option<u32>,
    fields: PersonFields,
) -> Answer<FamilyView> {
    held.family(move |family, at| family.save_person(id, &fields, &at.sight, &at.machine))
        .await
}

/// Into the bin, with everything kept of them.
#[tauri::command]
pub async fn remove_person(held: State<'_, Held>, id: u32) -> Answer<FamilyView> {
    held.family(move |family, at| family.remove_person(id, &at.sight, &at.machine))
        .await
}

/// Two that are one.
#[tauri::command]
pub async fn merge_people(held: State<'_, Held>, from: u32, into: u32) -> Answer<FamilyView> {
    held.family(move |family, at| family.merge_people(from, into, &at.sight, &at.machine))
        .await
}

/// Their order on the board.
#[tauri::command]
pub async fn move_person(
    held: State<'_, Held>,
    id: u32,
    before: Option<u32>,
) -> Answer<FamilyView> {
    held.family(move |family, at| family.move_person(id, before, &at.sight, &at.machine))
        .await
}

/// Something that is another's.
#[tauri::command]
pub async fn move_held(window: State<'_, Held>, held: u32, belongs: Belongs) -> Answer<FamilyView> {
    let step = move |family: &mut Family, at: &At| {
        family.move_held(held, &belongs, &at.sight, &at.machine)
    };
    window.family(step).await
}

/// Into the bin.
#[tauri::command]
pub async fn bin_held(window: State<'_, Held>, held: u32) -> Answer<FamilyView> {
    let step = move |family: &mut Family, at: &At| family.bin_held(held, &at.sight, &at.machine);
    window.family(step).await
}

/// Out of it again.
#[tauri::command]
pub async fn unbin(window: State<'_, Held>, held: u32) -> Answer<FamilyView> {
    let step = move |family: &mut Family, at: &At| family.unbin(held, &at.sight, &at.machine);
    window.family(step).await
}

/// What lies in it.
#[tauri::command]
pub async fn bin(held: State<'_, Held>) -> Answer<HeldListView> {
    held.family(|family, at| Ok(family.bin(&at.sight))).await
}

/// Empties it for good.
#[tauri::command]
pub async fn empty_bin(held: State<'_, Held>) -> Answer<FamilyView> {
    held.family(|family, at| family.empty_bin(&at.sight, &at.machine))
        .await
}

/// Older versions of a thing.
#[tauri::command]
pub async fn history(window: State<'_, Held>, held: u32) -> Answer<HeldListView> {
    let step = move |family: &mut Family, at: &At| family.history(held, &at.sight);
    window.family(step).await
}

/// Takes the last step back.
#[tauri::command]
pub async fn undo(held: State<'_, Held>) -> Answer<FamilyView> {
    held.family(|family, at| family.undo(&at.sight, &at.machine))
        .await
}
