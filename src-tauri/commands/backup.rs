//! Backups of the family's vault: written, read, restored.

use desk::view::{BackupView, DoorView, Saved, Settings};
use tauri::ipc::Request;
use tauri::{AppHandle, State};

use super::Handed;
use crate::held::{Answer, Held};
use crate::places;

/// Writes one where the person says, for the kit's characters or for the passphrase that was typed.
#[tauri::command]
pub async fn back_up(app: AppHandle, held: State<'_, Held>, own: bool) -> Answer<Option<Saved>> {
    let name = held.home(|_, at| Ok(at.backup_name())).await?;
    let Some(path) = places::save(app, &held, name).await? else {
        return Ok(None);
    };
    held.home(move |home, at| home.back_up(own, &path, &at.machine))
        .await
        .map(Some)
}

/// Where scheduled backups go.
#[tauri::command]
pub async fn choose_backup_folder(app: AppHandle, held: State<'_, Held>) -> Answer<Settings> {
    let folder = places::folder(app, &held).await?;
    held.at(move |desk, _| desk.set_backup_folder(folder)).await
}

/// Takes the bytes of a backup, unopened.
#[tauri::command]
pub async fn read_backup(held: State<'_, Held>, request: Request<'_>) -> Answer<()> {
    let Handed { name, bytes } = Handed::from(&request);
    held.home(move |home, _| home.read_backup(&name, bytes))
        .await
}

/// Opens it, and says what it holds.
#[tauri::command]
pub async fn open_backup(held: State<'_, Held>, kit: Option<String>) -> Answer<BackupView> {
    let kit = kit.map(zeroize::Zeroizing::new);
    held.home(move |home, at| {
        let kit = kit.as_deref().map(String::as_str);
        home.open_backup(kit, at.lang(), &at.machine)
    })
    .await
}

/// Makes a new vault of it.
#[tauri::command]
pub async fn restore(held: State<'_, Held>) -> Answer<DoorView> {
    held.home(|home, at| home.restore(&at.machine, at.lang()))
        .await
}
