//! From slips to a PDF, a picture of it, a file, the system's viewer.

use desk::problem::{Code, Problem};
use desk::view::{PrintRequest, PrintView, Saved};
use tauri::ipc::Response;
use tauri::{AppHandle, State};

use crate::held::{Answer, Held};
use crate::places;

/// Makes the PDF; its codes are still to be read back.
#[tauri::command]
pub async fn print(held: State<'_, Held>, request: PrintRequest) -> Answer<PrintView> {
    held.at(move |desk, now| desk.print(&request, now)).await
}

/// Reads the codes of one more page back. Nothing is saved before all are.
#[tauri::command]
pub async fn prove_print(held: State<'_, Held>, job: u32) -> Answer<PrintView> {
    held.at(move |desk, _| desk.prove(job, 1)).await
}

/// One page, from 0, as the bytes of a PNG.
#[tauri::command]
pub async fn print_page(held: State<'_, Held>, job: u32, page: u32) -> Answer<Response> {
    held.at(move |desk, _| desk.print_page(job, page))
        .await
        .map(Response::new)
}

/// Saves it where the person says; nothing, if they say nothing.
#[tauri::command]
pub async fn save_print(app: AppHandle, held: State<'_, Held>, job: u32) -> Answer<Option<Saved>> {
    let name = held.at(|desk, now| Ok(desk.print_name(now))).await?;
    let Some(path) = places::save(app, &held, name).await? else {
        return Ok(None);
    };
    held.at(move |desk, _| desk.save_print(job, &path))
        .await
        .map(Some)
}

/// Opens a copy in the system's viewer, from where it is printed.
#[tauri::command]
pub async fn open_print(held: State<'_, Held>, job: u32) -> Answer<()> {
    held.at(move |desk, now| {
        let copy = desk.copy_for_viewer(job, now)?;
        let opened = tauri_plugin_opener::open_path(copy, None::<&str>);
        opened.map_err(|_| desk.words(&Problem::new(Code::Viewer, "")))
    })
    .await
}
