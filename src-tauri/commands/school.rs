//! The School room: the school's own key, and what it signs.

use desk::Desk;
use desk::family::Family;
use desk::school::ClassList;
use desk::view::{
    PageSpan, PrintView, Saved, SchoolKeyRequest, SchoolListRequest, SchoolListView, SchoolView,
};
use jiff::Zoned;
use tauri::{AppHandle, State};

use super::printing::save_print;
use crate::held::{Answer, At, Held};
use crate::places;

/// What there is.
#[tauri::command]
pub async fn school(held: State<'_, Held>) -> Answer<SchoolView> {
    held.family(|family, at| Ok(family.school(&at.sight))).await
}

/// Makes the key.
#[tauri::command]
pub async fn make_school_key(
    request: SchoolKeyRequest,
    held: State<'_, Held>,
) -> Answer<SchoolView> {
    held.family(move |family, at| family.make_school_key(&request, &at.sight, &at.machine))
        .await
}

/// The sheet with the fingerprint.
#[tauri::command]
pub async fn save_school_sheet(app: AppHandle, held: State<'_, Held>) -> Answer<Option<Saved>> {
    let step = |family: &mut Family, at: &At| family.school_sheet(at.lang());
    let sheet = held.family(step).await?;
    let make = move |desk: &mut Desk, _: &Zoned| {
        let laid = desk.print_cards(&sheet, 1, None)?;
        desk.prove(laid.job, laid.pages)
    };
    let made = held.at(make).await?;
    save_print(app, held, made.job).await
}

/// The school's trust file, for its other computers.
#[tauri::command]
pub async fn save_school_file(app: AppHandle, held: State<'_, Held>) -> Answer<Option<Saved>> {
    let name = held
        .family(|family, _| Ok(family.school_file_name()))
        .await?;
    let Some(path) = places::save(app, &held, name).await? else {
        return Ok(None);
    };
    held.family(move |family, at| family.save_school_file(&path, &at.machine))
        .await
        .map(Some)
}

/// Reads a class list; nothing is signed.
#[tauri::command]
pub async fn read_school_list(
    request: SchoolListRequest,
    held: State<'_, Held>,
) -> Answer<SchoolListView> {
    held.home(move |_, at| Ok(ClassList::read(&request, &at.machine.now)?.view(at.lang())))
        .await
}

/// Signs a code for each pupil and lays the cards out.
#[tauri::command]
pub async fn print_school(
    request: SchoolListRequest,
    start: u32,
    pages: Option<PageSpan>,
    held: State<'_, Held>,
) -> Answer<PrintView> {
    let wanted = request.clone();
    let again = held.at(move |desk, _| desk.print_signed(&wanted, start, pages));
    if let Some(view) = again.await? {
        return Ok(view);
    }
    let list = request.clone();
    let step = move |f: &mut Family, at: &At| f.sign_school(&list, &at.sight, &at.machine);
    let cards = held.family(step).await?;
    held.at(move |desk, _| desk.print_newly_signed(request, cards, start, pages))
        .await
}
