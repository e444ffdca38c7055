//! What is dropped for the family, until it is kept or put back.

use desk::view::{FoundPageView, HandedView, SourceView};
use tauri::ipc::Request;
use tauri::{AppHandle, Manager, State};

use super::Handed;
use crate::clipboard;
use crate::handed::{Pulled, Waiting};
use crate::held::{Answer, Held, off_thread};

/// Opens a file or a text.
#[tauri::command]
pub async fn take_in(held: State<'_, Held>, request: Request<'_>) -> Answer<SourceView> {
    let Handed { name, bytes } = Handed::from(&request);
    held.home(move |home, _| home.tray().take_in(&name, bytes))
        .await
}

/// Opens the picture in the clipboard.
#[tauri::command]
pub async fn take_in_picture(held: State<'_, Held>) -> Answer<SourceView> {
    let picture = off_thread(clipboard::picture).await?;
    held.home(move |home, _| home.tray().take_in_picture(picture))
        .await
}

/// Opens the next file that the system handed over, or the next backup among them, if one waits.
#[tauri::command]
pub async fn take_handed(
    app: AppHandle,
    held: State<'_, Held>,
    backup: bool,
) -> Answer<Option<HandedView>> {
    let pulled = off_thread(move || app.state::<Waiting>().next(backup)).await?;
    held.home(move |home, _| {
        let pulled = pulled.transpose()?;
        let handed = pulled.map(|Pulled { name, bytes }| home.take_handed(&name, bytes));
        handed.transpose()
    })
    .await
}

/// Reads one page, from 0.
#[tauri::command]
pub async fn read_in(held: State<'_, Held>, source: u32, page: u32) -> Answer<FoundPageView> {
    held.home(move |home, at| home.read_in(source, page, &at.sight))
        .await
}

/// Forgets it.
#[tauri::command]
pub async fn put_back(held: State<'_, Held>, source: u32) -> Answer<()> {
    held.home(move |home, _| {
        home.tray().put_back(source);
        Ok(())
    })
    .await
}
