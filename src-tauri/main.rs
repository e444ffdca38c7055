//! `kincode-app`: opens the window.

// A release on Windows opens no console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped when it is given back: of names that were shown nothing is left once the vault is locked
/// (docs/decisions/06-memory-and-portals.md).
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    kincode_app::start(std::env::args_os().skip(1))
}
