//! A window with nothing in it: what the start of ours is measured against (`cargo xtask bench start`).

fn main() {
    let built = tauri::Builder::default().run(tauri::generate_context!(
        "tests/empty-window/tauri.conf.json"
    ));
    built.expect("an empty window opens");
}
