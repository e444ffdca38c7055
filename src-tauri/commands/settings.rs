//! What is remembered, and what the system has to do for it.

use desk::view::Settings;
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
