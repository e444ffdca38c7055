//! The window as it is installed: the package on a root where nothing else is, driven from outside.
#![cfg(target_os = "linux")]

mod window {
    pub mod memory;
    #[expect(dead_code, reason = "the tests of the window press more")]
    pub mod page;
    #[expect(
        dead_code,
        reason = "the tests of the window open what is built beside them"
    )]
    pub mod stage;
}

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use window::page::{LOOKS, Page};
use window::stage::{Stage, shots};

/// First screen, verdict, and a page that is printed with the fonts of the package.
#[test]
#[ignore = "`cargo xtask bundle --check` installs the package and runs it"]
fn the_packaged_window_opens_judges_and_prints() {
    let root = std::env::var("KINCODE_CLEAN_ROOT").expect("cargo xtask bundle --check says where");
    // Below /tmp, which both roots have.
    let home = TempDir::new().expect("a temporary folder");
    let there = |name: &str| home.path().join(name);
    let saved = there("saved.pdf");
    fs::copy(data("genuine.png"), there("genuine.png")).expect("it can be copied");
    fs::copy(data("signer.pem"), there("signer.pem")).expect("it can be copied");
    let program = there("installed");
    let script = format!("#!/bin/sh\nexec chroot '{root}' kincode-app \"$@\"\n");
    fs::write(&program, script).expect("it can be written");
    let mode = fs::Permissions::from_mode(0o755);
    fs::set_permissions(&program, mode).expect("it is ours");

    let stage = Stage::set(home.path());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async {
        let (trusted, to) = (there("signer.pem"), saved.clone());
        let flags = ["--trust", text(&trusted), "--save-to", text(&to)];
        let window = stage.open_program(&program, &flags).await;
        let page = Page::of(window.clone(), shots());
        page.part("family-empty").await;
        page.look(LOOKS[3]).await;
        // There is no Chinese typeface on that root but the page's own.
        let drawn = "const done = arguments[0]; const text = document.body.innerText; \
                     document.fonts.load('16px \"Noto Sans SC Variable\"', text) \
                     .then((faces) => setTimeout(done, 500, faces.length > 0 && \
                     faces.every((face) => face.status === 'loaded')));";
        assert_eq!(page.wait_for(drawn).await, true, "it is not loaded");
        page.shoot(LOOKS[3], "package").await;
        page.press("room-check").await;
        page.choose("choose", &there("genuine.png")).await;
        assert_eq!(page.verdicts(1).await, ["accept"]);
        page.press("print").await;
        page.part("preview").await;
        page.press("save").await;
        page.part("printed").await;
        window.close().await.expect("the window closes");
    });
    let pdf = fs::read(&saved).expect("the PDF was saved");
    assert!(pdf.starts_with(b"%PDF"), "with the fonts of the package");
}

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
