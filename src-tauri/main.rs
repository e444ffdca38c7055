//! `kincode-app`: opens the window.

// A release on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    kincode_app::start(std::env::args_os().skip(1))
}
