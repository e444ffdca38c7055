//! The window around the desk: flags, plugins, commands. It knows how to be a window and nothing about codes.

mod clipboard;
mod commands;
mod flags;
mod held;

use std::ffi::OsString;
use std::process::ExitCode;

use tauri::{App, Builder, Manager, Runtime};

use crate::commands::{printing, reading, settings, trust};
use crate::flags::{Asked, Flags};
use crate::held::Held;

/// Opens the window and returns when it is closed.
///
/// `arguments` are the process's own, without the program's name. The exit code is 0, 1 if the window could not be
/// opened, 2 if the arguments were not understood or what they name cannot be read.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match flags::read(arguments, std::env::var_os("KINCODE_HOME")) {
        Asked::Open(flags) => open(&flags),
        Asked::Help => {
            println!("{}", flags::HELP);
            ExitCode::SUCCESS
        }
        Asked::Puzzled(word) => {
            eprintln!(
                "kincode-app: '{word}' is not understood, or lacks what follows it.\n\n{}",
                flags::HELP
            );
            ExitCode::from(2)
        }
    }
}

fn open(flags: &Flags) -> ExitCode {
    let built = with_commands(with_plugins(Builder::default())).build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("kincode-app: the window could not be opened: {error}");
            return ExitCode::FAILURE;
        }
    };
    match held(&app, flags) {
        Ok(held) => app.manage(held),
        Err(sentence) => {
            eprintln!("kincode-app: {sentence}");
            return ExitCode::from(2);
        }
    };
    // Windows are opened here and not before, so no command can miss the desk.
    ExitCode::from(u8::try_from(app.run_return(|_, _| {})).unwrap_or(1))
}

/// The desk as the flags want it; else a sentence about what could not be read.
fn held(app: &App, flags: &Flags) -> Result<Held, String> {
    let home = match &flags.home {
        Some(home) => Ok(home.clone()),
        None => app
            .path()
            .app_data_dir()
            .map_err(|error| format!("no place for settings: {error}")),
    };
    let program = std::env::current_exe().unwrap_or_default();
    Held::open(home?, desk::fonts::folder(&program), flags)
}

fn with_plugins<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            come_forward(app)
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
}

/// All that the page may ask for. The same names stand in permissions/desk.toml, capabilities/main.json and
/// ui/src/ipc/call.ts (tests/tidy.rs).
fn with_commands(builder: Builder<tauri::Wry>) -> Builder<tauri::Wry> {
    builder.invoke_handler(tauri::generate_handler![
        settings::settings,
        settings::change_settings,
        reading::open_source,
        reading::paste_picture,
        reading::read_page,
        reading::scan,
        reading::close_source,
        reading::slips,
        reading::lay_aside,
        reading::lay_back,
        reading::clear,
        trust::read_trust,
        trust::add_trust,
        trust::trust,
        trust::remove_trust,
        trust::notices,
        trust::update_lists,
        printing::print,
        printing::print_page,
        printing::save_print,
        printing::open_print,
        door::door,
        door::type_secret,
        door::clear_secrets,
        door::set_up,
        door::unlock,
        door::unlock_with_kit,
        door::renew,
        door::open_older,
        door::rescue,
        door::finish_rescue,
        door::lock,
        door::stay,
        door::ask_pin,
        door::change_pin,
        door::make_kit,
        door::save_kit,
        door::vault,
        door::erase,
        door::save_diagnostics,
        door::open_home,
        backup::back_up,
        backup::choose_backup_folder,
        backup::read_backup,
        backup::open_backup,
        backup::restore,
        taking::take_in,
        taking::take_in_picture,
        taking::take_handed,
        taking::read_in,
        taking::put_back,
        family::family,
        family::keep,
        family::keep_document,
        family::save_person,
        family::remove_person,
        family::merge_people,
        family::move_person,
        family::move_held,
        family::bin_held,
        family::unbin,
        family::bin,
        family::empty_bin,
        family::history,
        family::undo,
        show::show,
        show::hide,
        show::document_pages,
        show::document_page,
        show::print_held,
    ])
}

/// Somebody started the app again: one desk, one window.
fn come_forward<R: Runtime>(app: &tauri::AppHandle<R>) {
    if let Some(window) = app.get_webview_window("main") {
        // A desktop that does not let a window raise itself is right; then the person clicks it.
        let _ = window.unminimize().and_then(|()| window.set_focus());
    }
}
