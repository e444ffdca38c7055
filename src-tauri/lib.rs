//! The window around the desk: flags, plugins, commands. It knows how to be a window and nothing about codes.

use std::ffi::OsString;
use std::process::ExitCode;

use tauri::{Builder, Runtime};

/// Opens the window and returns when it is closed; 1 = it could not be opened.
///
/// `arguments` are the process's own, without the program's name.
pub fn start(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let _ = arguments;
    let outcome = plugins(Builder::default()).run(tauri::generate_context!());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kincode-app: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn plugins<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
}
