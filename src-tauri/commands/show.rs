//! What is kept, looked at: full-screen, page by page, on paper.

use desk::Home;
use desk::family::Family;
use desk::view::{PrintRequest, PrintView, ShowView};
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

use crate::capture;
use crate::held::{Answer, At, Held};

/// Shows a code full-screen, if the PIN need not be asked again.
#[tauri::command]
pub async fn show(window: WebviewWindow, state: State<'_, Held>, held: u32) -> Answer<ShowView> {
    let shown = state
        .home(move |home, at| {
            home.may_show(&at.settings, &at.machine)?;
            home.family()?.0.show(held, &at.sight)
        })
        .await?;
    capture::begin(&window);
    Ok(shown)
}

/// No longer.
#[tauri::command]
pub async fn hide(window: WebviewWindow, state: State<'_, Held>) -> Answer<()> {
    capture::end(&window);
    let step = |home: &mut Home, _: &At| {
        home.hidden();
        Ok(())
    };
    state.home(step).await
}

/// How many pages a document has.
#[tauri::command]
pub async fn document_pages(window: State<'_, Held>, held: u32) -> Answer<u32> {
    let step = move |family: &mut Family, _: &At| family.document_pages(held);
    window.family(step).await
}

/// One of them, from 0, as the bytes of a PNG.
#[tauri::command]
pub async fn document_page(window: State<'_, Held>, held: u32, page: u32) -> Answer<Response> {
    let step = move |family: &mut Family, _: &At| family.document_page(held, page);
    window.family(step).await.map(Response::new)
}

/// Makes the PDF of what is kept, as `print` does of what lies on the desk.
#[tauri::command]
pub async fn print_held(held: State<'_, Held>, request: PrintRequest) -> Answer<PrintView> {
    let ids = request.slips.clone();
    let codes = held
        .family(move |family, at| Ok(family.to_print(&ids, &at.sight)))
        .await?;
    held.at(move |desk, now| desk.print_these(&codes, &request, now))
        .await
}
