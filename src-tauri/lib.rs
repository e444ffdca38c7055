//! The window around the desk: flags, plugins, commands. It knows how to be a window and nothing about codes.

mod capture;
mod clipboard;
mod commands;
mod flags;
mod forward;
mod handed;
mod hardening;
mod held;
mod hotkey;
mod leftovers;
mod notify;
mod places;
mod practice;
mod signals;
mod ticker;
mod tray;
mod unattended;

use std::ffi::OsString;
use std::process::ExitCode;

use desk::view::Settings;
use tauri::{App, AppHandle, Builder, Manager, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::commands::{
    authority, backup, door, family, practice as rehearsal, printing, reading, school, settings,
    show, taking, trust,
};
use crate::flags::{Asked, Flags};
use crate::forward::come_forward;
use crate::handed::Waiting;
use crate::held::Held;

/// Opens the window and returns when it is closed.
///
/// `arguments` are the process's own, without the program's name. The exit code is 0, 1 if the window could not be
/// opened, 2 if the arguments were not understood or what they name cannot be read.
pub fn start(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    hardening::harden();
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
    app.manage(crate::practice::Running::default());
    app.manage(Waiting::new(flags.files.iter().cloned()));
    unattended::begin(app.handle());
    // Windows are opened here and not before, so no command can miss the desk.
    ExitCode::from(u8::try_from(app.run_return(on_run)).unwrap_or(1))
}

/// What the settings ask of the system: at the start, and after each change.
fn apply(app: &AppHandle, settings: &Settings) {
    tray::set(
        app,
        settings.tray.then_some(settings.lang),
        unattended::lock,
    );
    hotkey::set(app, settings.hotkey);
}

fn on_run(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::Ready => {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                let settings = app.state::<Held>().at(|desk, _| Ok(desk.settings())).await;
                if let Ok(settings) = settings {
                    apply(&app, &settings);
                }
            });
        }
        // The keychain learns which commit was the last.
        RunEvent::Exit => app.state::<Held>().lock(),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => handed::from_system(app, &urls),
        _ => {}
    }
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

fn with_plugins(builder: Builder<Wry>) -> Builder<Wry> {
    builder
        .plugin(tauri_plugin_single_instance::init(|app, words, folder| {
            handed::from_second_start(app, words, &folder);
            come_forward(app);
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                // Neither a code that was shown full-screen nor a hidden window is how the next start begins.
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .on_window_event(|window, event| {
            if tray::hides(window, event) {
                let app = window.app_handle().clone();
                std::thread::spawn(move || unattended::lock(&app));
            }
        })
}

/// All that the page may ask for. The same names stand in permissions/desk.toml, capabilities/main.json and
/// ui/src/ipc/call.ts (tests/tidy.rs).
fn with_commands(builder: Builder<Wry>) -> Builder<Wry> {
    builder.invoke_handler(tauri::generate_handler![
        settings::settings,
        settings::change_settings,
        settings::regions,
        settings::region,
        reading::open_source,
        reading::paste_picture,
        reading::read_page,
        reading::scan,
        reading::ask_digits,
        reading::stop_asking,
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
        printing::prove_print,
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
        authority::authorities,
        authority::look_authority,
        authority::add_authority,
        authority::remove_authority,
        authority::set_backup_address,
        authority::get_codes,
        authority::refresh_codes,
        authority::live,
        authority::issue_paper,
        authority::cancel_paper,
        authority::compare,
        authority::readiness,
        rehearsal::start_practice,
        rehearsal::stop_practice,
        school::school,
        school::make_school_key,
        school::save_school_sheet,
        school::save_school_file,
        school::read_school_list,
        school::print_school,
    ])
}
