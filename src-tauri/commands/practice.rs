//! 演练: the practice authority, in one press.

use desk::errand;
use desk::family::Family;
use desk::view::FamilyView;
use tauri::{AppHandle, Manager, State};

use super::authority::carry_out;
use crate::held::{Answer, At, Failure, Held, off_thread};
use crate::practice::Running;

/// Starts the service, connects the family with it, and fetches runs for two children and a grandmother.
#[tauri::command]
pub async fn start_practice(app: AppHandle, held: State<'_, Held>) -> Answer<FamilyView> {
    let errands = connect(app, &held).await?;
    for errand in errands {
        carry_out(&held, errand).await?;
    }
    held.family(|family, at| family.view("", &at.sight)).await
}

/// Ends it, and takes everything of it away.
#[tauri::command]
pub async fn stop_practice(app: AppHandle, held: State<'_, Held>) -> Answer<FamilyView> {
    let step = |family: &mut Family, at: &At| family.stop_practice(&at.sight, &at.machine);
    let board = held.family(step).await?;
    held.at(|desk, now| Ok(desk.stop_practising(now))).await?;
    let home = held.folder.clone();
    off_thread(move || app.state::<Running>().end(&home)).await?;
    Ok(board)
}

/// The service runs and is believed here; gives what is to be asked of it.
pub async fn connect(app: AppHandle, held: &Held) -> Answer<Vec<errand::Errand>> {
    // Without an open family nobody practises.
    held.family(|_, _| Ok(())).await?;
    let home = held.folder.clone();
    let look = off_thread(move || {
        let address = app.state::<Running>().start(&home).ok()?;
        Some(errand::look(&address))
    });
    let look = look.await?.ok_or(Failure::Broken)?;
    let new = held
        .at(move |desk, now| desk.accept_practice(look, now))
        .await?;
    held.family(move |family, at| family.start_practice(new, &at.sight, &at.machine))
        .await
}
