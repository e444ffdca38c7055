//! Sources, and the slips that they leave on the desk.

use desk::view::{AskedView, PageView, SlipView, SourceView};
use tauri::State;
use tauri::ipc::Request;

use super::Handed;
use crate::clipboard;
use crate::held::{Answer, Held, off_thread};

/// Opens a file or a text; its pages are then pulled one by one.
#[tauri::command]
pub async fn open_source(held: State<'_, Held>, request: Request<'_>) -> Answer<SourceView> {
    let Handed { name, bytes } = Handed::from(&request);
    held.at(move |desk, _| desk.open_source(&name, bytes)).await
}

/// Opens the picture in the clipboard, which the page cannot see itself.
#[tauri::command]
pub async fn paste_picture(held: State<'_, Held>) -> Answer<SourceView> {
    let picture = off_thread(clipboard::picture).await?;
    held.at(move |desk, _| desk.open_pasted(picture)).await
}

/// Reads one page, from 0.
#[tauri::command]
pub async fn read_page(held: State<'_, Held>, source: u32, page: u32) -> Answer<PageView> {
    held.at(move |desk, now| desk.read_page(source, page, now))
        .await
}

/// Lays what a scanner typed on the desk.
#[tauri::command]
pub async fn scan(held: State<'_, Held>, text: String) -> Answer<PageView> {
    held.at(move |desk, now| Ok(desk.scan(&text, now))).await
}

/// Asks whoever shows a live code next for six digits.
#[tauri::command]
pub async fn ask_digits(held: State<'_, Held>) -> Answer<AskedView> {
    held.at(|desk, now| Ok(desk.ask(now))).await
}

/// Asks for nothing any more.
#[tauri::command]
pub async fn stop_asking(held: State<'_, Held>) -> Answer<()> {
    held.at(|desk, _| {
        desk.stop_asking();
        Ok(())
    })
    .await
}

/// Stops reading a source.
#[tauri::command]
pub async fn close_source(held: State<'_, Held>, source: u32) -> Answer<()> {
    held.at(move |desk, _| {
        desk.close_source(source);
        Ok(())
    })
    .await
}

/// Everything on the desk, judged now.
#[tauri::command]
pub async fn slips(held: State<'_, Held>) -> Answer<Vec<SlipView>> {
    held.at(|desk, now| Ok(desk.slips(now))).await
}

/// Takes a slip off the desk.
#[tauri::command]
pub async fn lay_aside(held: State<'_, Held>, id: u32) -> Answer<()> {
    held.at(move |desk, _| {
        desk.lay_aside(id);
        Ok(())
    })
    .await
}

/// Lays it back.
#[tauri::command]
pub async fn lay_back(held: State<'_, Held>, id: u32) -> Answer<SlipView> {
    held.at(move |desk, now| desk.lay_back(id, now)).await
}

/// Clears the desk.
#[tauri::command]
pub async fn clear(held: State<'_, Held>) -> Answer<()> {
    held.at(|desk, _| {
        desk.clear();
        Ok(())
    })
    .await
}
