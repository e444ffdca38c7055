//! The door of the family's vault: what is unlocked, and the keys to it.

use desk::problem::{Code, Problem};
use desk::view::{DoorView, KitView, RescueView, Saved, SecretField, SetUp, TypedView, VaultView};
use tauri::{AppHandle, State};

use crate::held::{Answer, Held, off_thread};
use crate::places;
use crate::unattended;

/// What is unlocked, or what stands in the way.
#[tauri::command]
pub async fn door(held: State<'_, Held>) -> Answer<DoorView> {
    held.home(|home, at| Ok(home.look(&at.machine, at.lang())))
        .await
}

/// One key into a secret field; the page gets nothing but the number of dots.
#[tauri::command]
pub async fn type_secret(
    held: State<'_, Held>,
    field: SecretField,
    key: String,
) -> Answer<TypedView> {
    let key = zeroize::Zeroizing::new(key);
    held.home(move |home, _| Ok(home.type_secret(field, &key)))
        .await
}

/// Forgets what was typed.
#[tauri::command]
pub async fn clear_secrets(held: State<'_, Held>) -> Answer<()> {
    held.home(|home, _| {
        home.clear_secrets();
        Ok(())
    })
    .await
}

/// Sets a vault up.
#[tauri::command]
pub async fn set_up(held: State<'_, Held>, how: SetUp) -> Answer<DoorView> {
    held.home(move |home, at| home.set_up(how, &at.machine, at.lang()))
        .await
}

/// Opens it with PIN or passphrase.
#[tauri::command]
pub async fn unlock(held: State<'_, Held>) -> Answer<DoorView> {
    held.home(|home, at| home.unlock(&at.machine, at.lang()))
        .await
}

/// Opens it with the kit.
#[tauri::command]
pub async fn unlock_with_kit(held: State<'_, Held>, kit: String) -> Answer<DoorView> {
    let kit = zeroize::Zeroizing::new(kit);
    held.home(move |home, at| home.unlock_with_kit(&kit, &at.machine, at.lang()))
        .await
}

/// A new PIN and a new kit, after the kit was used.
#[tauri::command]
pub async fn renew(held: State<'_, Held>) -> Answer<KitView> {
    held.home(|home, at| home.renew(&at.machine, at.lang()))
        .await
}

/// Opens a copy that is older than the one seen last.
#[tauri::command]
pub async fn open_older(held: State<'_, Held>) -> Answer<DoorView> {
    held.home(|home, at| home.open_older(&at.machine, at.lang()))
        .await
}

/// Reads what can be read of a damaged vault.
#[tauri::command]
pub async fn rescue(held: State<'_, Held>, kit: Option<String>) -> Answer<RescueView> {
    let kit = kit.map(zeroize::Zeroizing::new);
    held.home(move |home, at| {
        let kit = kit.as_deref().map(String::as_str);
        home.rescue(kit, &at.machine, at.lang())
    })
    .await
}

/// Makes a new vault of it, or lets it be.
#[tauri::command]
pub async fn finish_rescue(held: State<'_, Held>, accept: bool) -> Answer<DoorView> {
    held.home(move |home, at| home.finish_rescue(accept, &at.machine, at.lang()))
        .await
}

/// Locks it.
#[tauri::command]
pub async fn lock(app: AppHandle, held: State<'_, Held>) -> Answer<DoorView> {
    off_thread(move || unattended::lock(&app)).await?;
    held.home(|home, at| Ok(home.look(&at.machine, at.lang())))
        .await
}

/// Somebody is here.
#[tauri::command]
pub async fn stay(held: State<'_, Held>) -> Answer<()> {
    held.home(|home, at| {
        home.stay(&at.machine);
        Ok(())
    })
    .await
}

/// Proves the PIN once more.
#[tauri::command]
pub async fn ask_pin(held: State<'_, Held>) -> Answer<()> {
    held.home(|home, at| home.ask_pin(&at.machine, at.lang()))
        .await
}

/// Another PIN.
#[tauri::command]
pub async fn change_pin(held: State<'_, Held>, known: bool) -> Answer<()> {
    held.home(move |home, at| home.change_pin(known, &at.machine, at.lang()))
        .await
}

/// Another kit.
#[tauri::command]
pub async fn make_kit(held: State<'_, Held>) -> Answer<KitView> {
    held.home(|home, at| home.make_kit(&at.machine, at.lang()))
        .await
}

/// The kit as a PDF, where the person says.
#[tauri::command]
pub async fn save_kit(app: AppHandle, held: State<'_, Held>) -> Answer<Option<Saved>> {
    let Some(path) = places::save(app, &held, "kincode-kit.pdf".to_owned()).await? else {
        return Ok(None);
    };
    let fonts = held.fonts.clone();
    held.home(move |home, at| home.save_kit(&path, &fonts, at.lang()))
        .await
        .map(Some)
}

/// What the vault says of itself.
#[tauri::command]
pub async fn vault(held: State<'_, Held>) -> Answer<VaultView> {
    held.home(|home, at| home.vault(&at.machine, at.lang()))
        .await
}

/// Erases everything: the vault first, then what is remembered beside it.
#[tauri::command]
pub async fn erase(held: State<'_, Held>) -> Answer<DoorView> {
    let erased = held.home(|home, at| home.erase(&at.machine, at.lang()));
    let door = erased.await?;
    held.at(|desk, _| desk.erase()).await?;
    Ok(door)
}

/// What helps whoever helps, without persons, where the person says.
#[tauri::command]
pub async fn save_diagnostics(app: AppHandle, held: State<'_, Held>) -> Answer<Option<Saved>> {
    let name = "kincode-diagnostics.txt".to_owned();
    let Some(path) = places::save(app, &held, name).await? else {
        return Ok(None);
    };
    held.home(move |home, at| home.save_diagnostics(&path, &at.machine))
        .await
        .map(Some)
}

/// Opens the folder in which the vault lies or should lie.
#[tauri::command]
pub async fn open_home(held: State<'_, Held>) -> Answer<()> {
    held.home(|home, _| {
        let opened = tauri_plugin_opener::open_path(home.folder(), None::<&str>);
        opened.map_err(|_| Problem::new(Code::Viewer, ""))
    })
    .await
}
