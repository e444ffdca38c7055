//! What is remembered, and what the system has to do for it.

use desk::view::{RegionName, RegionView, Settings};
use tauri::{AppHandle, State};

use crate::held::{Answer, Held};

/// What is remembered.
#[tauri::command]
pub async fn settings(held: State<'_, Held>) -> Answer<Settings> {
    held.at(|desk, _| Ok(desk.settings())).await
}

/// Remembers it.
#[tauri::command]
pub async fn change_settings(
    app: AppHandle,
    held: State<'_, Held>,
    settings: Settings,
) -> Answer<Settings> {
    let kept = held
        .at(move |desk, _| desk.change_settings(settings))
        .await?;
    crate::apply(&app, &kept);
    Ok(kept)
}

/// Every region whose rules can be asked.
#[tauri::command]
pub async fn regions(held: State<'_, Held>) -> Answer<Vec<RegionName>> {
    held.at(|desk, _| Ok(desk.regions())).await
}

/// What holds in a region today, beside what is different in `from`.
#[tauri::command]
pub async fn region(
    held: State<'_, Held>,
    region: String,
    from: String,
) -> Answer<Option<RegionView>> {
    held.at(move |desk, now| Ok(desk.region(&region, &from, now)))
        .await
}
