//! Writes the window's permissions into the binary, and a placeholder page where none was built yet.

use std::error::Error;
use std::fs;
use std::path::Path;

/// Shown when the app was compiled before the page: `generate_context!` refuses a missing folder.
const PLACEHOLDER: &str = "<!doctype html><meta charset=utf-8><title>Kincode</title>\
<p data-testid=placeholder>The page is not built yet: run <code>cargo xtask run</code>.</p>\n";

fn main() -> Result<(), Box<dyn Error>> {
    let page = Path::new("ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(page, PLACEHOLDER)?;
    }
    println!("cargo:rerun-if-changed=ui/dist/index.html");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");

    // With a manifest of its own commands the app checks every call against the window's capability;
    // without one, every local page may call every command.
    let manifest =
        tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes = tauri_build::Attributes::new()
        .app_manifest(manifest)
        .capabilities_path_pattern("src-tauri/capabilities/*.json");
    tauri_build::try_build(attributes)?;
    Ok(())
}
