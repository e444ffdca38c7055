//! The real window, driven as a person would: through WebKitWebDriver, on a display of its own.
#![cfg(target_os = "linux")]

mod window {
    mod family;
    pub mod memory;
    mod network;
    mod offline;
    pub mod page;
    mod practice;
    mod school;
    pub mod stage;
    mod states;
}

use std::path::{Path, PathBuf};

use desk::source::Source;
use tempfile::TempDir;

use window::page::{LOOKS, Page};
use window::stage::{Stage, shots};

/// Drop, verdict, trust, verdict again, print, save; and the saved PDF is a code like any other.
#[test]
fn a_code_is_judged_printed_and_read_again() {
    let folder = TempDir::new().expect("a temporary folder");
    let saved = folder.path().join("printed.pdf");
    with_window(
        folder.path(),
        &["--save-to", text(&saved)],
        async |page, _| {
            page.press("room-check").await;
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
                page.part("read-back").await;
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
    let printed = Source::open(
        "printed.pdf",
        std::fs::read(&saved).expect("the PDF was saved"),
    );
    let printed = printed.unwrap_or_else(|problem| panic!("what was saved is a PDF: {problem:?}"));
    let texts: Vec<String> = (0..printed.pages())
        .flat_map(|page| printed.page(page).expect("each page can be read"))
        .collect();
    let wanted = ["genuine.txt", "unknown.txt"].map(|file| {
        let text = std::fs::read_to_string(data(file)).expect("a code of ours");
        text.trim_end().to_owned()
    });
    assert_eq!(
        texts, wanted,
        "letter for letter what was put in, and nothing that was refused"
    );
}

/// A school nurse gets a card as PDF: it is judged by the lists that the product comes with, then by the clinic's own
/// keys; read out by a scanner; printed.
#[test]
fn a_health_card_on_paper_is_judged_by_the_lists_and_scanned() {
    let folder = TempDir::new().expect("a temporary folder");
    let saved = folder.path().join("card.pdf");
    with_window(
        folder.path(),
        &["--save-to", text(&saved)],
        async |page, _| {
            page.press("room-check").await;
            page.choose("choose", &data("card.pdf")).await;
            assert_eq!(
                page.verdicts(1).await,
                ["undecided"],
                "no list names the clinic"
            );
            page.press("details").await;
            let said = page.says().await;
            assert!(
                said.contains("不认识") && said.contains("clinic.example.org"),
                "{said}"
            );
            for look in LOOKS {
                page.look(look).await;
                page.shoot(look, "card-unknown").await;
                page.press("trust").await;
                page.part("list").await;
                page.shoot(look, "lists").await;
                page.close_dialog().await;
            }
            assert!(
                !everything_below(folder.path())
                    .iter()
                    .any(|(_, bytes)| bytes.windows(6).any(|b| b == b"Xiaoyu")),
                "nothing of the card is kept"
            );

            page.choose("choose-trust", &data("card.jwks.json")).await;
            page.press("confirm-trust").await;
            page.css("[data-testid=slip][data-verdict=accept]").await;
            let said = page.says().await;
            assert!(
                said.contains("Xiaoyu Chen") && said.contains("麻腮风"),
                "{said}"
            );
            for look in LOOKS {
                page.look(look).await;
                page.shoot(look, "card").await;
            }

            let digits = std::fs::read_to_string(data("card.txt")).expect("a code of ours");
            let accepted = "[data-scanned] [data-testid=slip][data-verdict=accept]";
            page.scan(digits.trim_end(), accepted).await;
            let look = LOOKS[3];
            page.shoot(look, "scanned").await;
            page.scan("https://example.org/menu", "[data-testid=scan-problem]")
                .await;

            page.press("print").await;
            page.part("preview").await;
            page.press("save").await;
            page.part("printed").await;
        },
    );
    let printed = Source::open(
        "card.pdf",
        std::fs::read(&saved).expect("the PDF was saved"),
    );
    let printed = printed.unwrap_or_else(|problem| panic!("what was saved is a PDF: {problem:?}"));
    let digits = std::fs::read_to_string(data("card.txt")).expect("a code of ours");
    assert_eq!(printed.page(0).expect("a page"), [digits.trim_end()]);
}

/// The page is not trusted with more than its commands: what it is not granted is refused before any Rust of ours runs.
#[test]
fn the_page_can_ask_for_nothing_else() {
    let folder = TempDir::new().expect("a temporary folder");
    with_window(folder.path(), &[], async |page, _| {
        page.press("room-check").await;
        page.part("drop").await;
        assert_eq!(
            page.invoke("slips", "{}").await,
            "answered",
            "a command that is granted"
        );
        for (command, takes) in [
            ("plugin:opener|open_path", "{path: '/etc/passwd'}"),
            ("plugin:dialog|save", "{options: {}}"),
            ("plugin:window|close", "{label: 'main'}"),
            (
                "plugin:webview|create_webview_window",
                "{options: {label: 'other', url: 'https://example.org'}}",
            ),
            ("format_disk", "{}"),
        ] {
            let answer = page.invoke(command, takes).await;
            assert!(
                answer.contains("not allowed") || answer.contains("not found"),
                "{command}: {answer}"
            );
        }
    });
}

/// What was chosen last time is there the next time, and nothing about a person is.
#[test]
fn settings_are_remembered_and_codes_are_not() {
    let folder = TempDir::new().expect("a temporary folder");
    let look = LOOKS[0];
    with_window(folder.path(), &[], async |page, _| {
        page.press("room-check").await;
        page.part("drop").await;
        page.look(look).await;
        page.choose("choose", &data("genuine.png")).await;
        page.verdicts(1).await;
    });
    with_window(folder.path(), &[], async |page, _| {
        page.css("html[lang=en][data-theme=dark]").await;
        page.press("room-check").await;
        // Language and theme are set before the room is drawn.
        page.part("drop").await;
        assert!(
            page.says().await.contains("not a government health code"),
            "an empty desk"
        );
    });
    let kept = everything_below(folder.path());
    assert!(
        kept.iter().any(|(name, _)| name == "settings.json"),
        "{:?}",
        names(&kept)
    );
    let code = std::fs::read_to_string(data("genuine.txt")).expect("a code of ours");
    for canary in ["小雨", "XIAOYU", &code[..40]] {
        let traitor = kept.iter().find(|(_, bytes)| {
            bytes
                .windows(canary.len())
                .any(|part| part == canary.as_bytes())
        });
        assert!(
            traitor.is_none(),
            "{canary} stands in {:?}",
            traitor.map(|(name, _)| name)
        );
    }
}

/// Sets a stage with this `HOME`, opens the window on it, and closes it whatever happens.
fn with_window(home: &Path, arguments: &[&str], act: impl AsyncFnOnce(&Page, &Stage)) {
    let stage = Stage::set(home);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let window = stage.open(arguments).await;
        act(&Page::of(window.clone(), shots()), &stage).await;
        window.close().await.expect("the window closes");
    });
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

/// Name and bytes of every file in a folder and its folders.
fn everything_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
    {
        if path.is_dir() {
            found.extend(everything_below(&path));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.push((
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                bytes,
            ));
        }
    }
    found
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}
