//! From slips to a PDF, a picture of it, a file, the system's viewer.

use std::path::PathBuf;

use desk::problem::{Code, Problem};
use desk::view::{PrintRequest, PrintView, Saved};
use tauri::ipc::Response;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::held::{Answer, Failure, Held};

/// Makes the PDF, and reads every code in it again.
#[tauri::command]
pub async fn print(held: State<'_, Held>, request: PrintRequest) -> Answer<PrintView> {
    held.at(move |desk, now| desk.print(&request, now)).await
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
    let Some(path) = place(app, &held).await? else {
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

/// Where to save: `--save-to`, or what the person chooses. The desk is free while they think.
async fn place(app: AppHandle, held: &Held) -> Answer<Option<PathBuf>> {
    if let Some(path) = &held.save_to {
        return Ok(Some(path.clone()));
    }
    let name = held.at(|desk, now| Ok(desk.print_name(now))).await?;
    let dialog = app
        .dialog()
        .file()
        .set_file_name(name)
        .add_filter("PDF", &["pdf"]);
    let asked = tauri::async_runtime::spawn_blocking(move || dialog.blocking_save_file());
    let chosen = asked.await.map_err(|_| Failure::Broken)?;
    chosen
        .map(|file| file.into_path().map_err(|_| Failure::Broken))
        .transpose()
}
