//! Language, theme, paper.

use desk::view::Settings;
use tauri::State;

use crate::held::{Answer, Held};

/// What is remembered.
#[tauri::command]
pub async fn settings(held: State<'_, Held>) -> Answer<Settings> {
    held.at(|desk, _| Ok(desk.settings())).await
}

/// Remembers it.
#[tauri::command]
pub async fn change_settings(held: State<'_, Held>, settings: Settings) -> Answer<Settings> {
    held.at(move |desk, _| desk.change_settings(settings)).await
}
