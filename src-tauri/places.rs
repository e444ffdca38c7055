//! Where files go: to the place that was given at the start, or where the person says in a dialog. The page never sees a
//! path.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use crate::held::{Answer, Failure, Held, off_thread};

/// Where to save a file of this name: `--save-to`, or what the person chooses; `None` if they let it be. Desk and home
/// are free while they think.
///
/// # Errors
/// [`Failure::Broken`] if what they chose is no place on this computer.
pub async fn save(app: AppHandle, held: &Held, name: String) -> Answer<Option<PathBuf>> {
    match &held.save_to {
        Some(folder) if folder.is_dir() => return Ok(Some(folder.join(name))),
        Some(file) => return Ok(Some(file.clone())),
        None => {}
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let filter = ending.to_uppercase();
    let dialog = app.dialog().file().add_filter(filter, &[ending]);
    let dialog = dialog.set_file_name(name);
    let chosen = off_thread(move || dialog.blocking_save_file()).await?;
    chosen
        .map(|file| file.into_path().map_err(|_| Failure::Broken))
        .transpose()
}

/// A folder that the person chooses; `None` if they let it be.
///
/// # Errors
/// As [`save`].
pub async fn folder(app: AppHandle, held: &Held) -> Answer<Option<PathBuf>> {
    if let Some(folder) = held.save_to.clone().filter(|folder| folder.is_dir()) {
        return Ok(Some(folder));
    }
    let dialog = app.dialog().file();
    let chosen = off_thread(move || dialog.blocking_pick_folder()).await?;
    chosen
        .map(|file| file.into_path().map_err(|_| Failure::Broken))
        .transpose()
}
