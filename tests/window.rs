//! The real window, driven as a person would: through WebKitWebDriver, on a display of its own.
#![cfg(target_os = "linux")]

mod window {
    pub mod page;
    pub mod stage;
}

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use window::page::{LOOKS, Page};
use window::stage::{Stage, shots};

/// Drop, verdict, trust, verdict again, print, save; and the saved PDF is a code like any other.
#[test]
fn a_code_is_judged_printed_and_read_again() {
    let folder = TempDir::new().expect("a temporary folder");
    let saved = folder.path().join("printed.pdf");
    with_window(
        &["--home", text(folder.path()), "--save-to", text(&saved)],
        async |page| {
            page.part("drop").await;
            for look in LOOKS {
                page.look(look).await;
                page.shoot(look, "empty").await;
            }
            assert!(
                page.says().await.contains("亲码不是政府健康码"),
                "honesty on the first screen"
            );

            for file in ["stranger.png", "forged.txt", "unknown.png", "genuine.png"] {
                page.choose("choose", &data(file)).await;
            }
            assert_eq!(
                page.verdicts(4).await,
                ["undecided", "undecided", "undecided", "refuse"],
                "nobody is trusted yet, and the stranger's is expired; the newest stands first"
            );

            page.choose("choose-trust", &data("signer.pem")).await;
            page.press("confirm-trust").await;
            page.css("[data-testid=slip][data-verdict=accept]").await;
            assert_eq!(
                page.verdicts(4).await,
                ["accept", "undecided", "refuse", "refuse"],
                "genuine, of an unknown signer, forged, and a stranger's"
            );

            for look in LOOKS {
                page.look(look).await;
                page.shoot(look, "slips").await;
                page.press("print").await;
                page.part("preview").await;
                page.shoot(look, "print").await;
                page.close_dialog().await;
            }
            page.press("print").await;
            page.part("preview").await;
            let width = page
                .ask("return document.querySelector('[data-testid=preview]').naturalWidth")
                .await;
            assert!(
                width.as_u64() > Some(300),
                "the preview is a picture of the page: {width}"
            );
            page.press("save").await;
            page.part("printed").await;
            page.close_dialog().await;

            page.choose("choose", &saved).await;
            assert_eq!(
                page.verdicts(6)
                    .await
                    .iter()
                    .filter(|verdict| *verdict == "accept")
                    .count(),
                2
            );
        },
    );
    let pdf = std::fs::read(&saved).expect("the PDF was saved");
    assert!(pdf.starts_with(b"%PDF-"), "what was saved is a PDF");
}

/// Sets a stage, opens the window on it, and closes it whatever happens.
fn with_window(arguments: &[&str], act: impl AsyncFnOnce(&Page)) {
    let stage = Stage::set();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let window = stage.open(arguments).await;
        act(&Page::of(window.clone(), shots())).await;
        window.close().await.expect("the window closes");
    });
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
