//! A family in the real window, on a real keychain: kept, shown, locked, backed up, restored.

use std::path::Path;

use desk::source::Source;
use serde_json::Value;
use tempfile::TempDir;

use super::page::{LOOKS, Page};
use crate::{data, everything_below, text, with_window};

const PIN: &str = "402817";

/// Names of the persons in our own codes, as texts and bytes that must be found nowhere afterwards.
const CANARIES: [&str; 3] = ["小雨", "XIAOYU", PIN];

/// Drop first, PIN only to keep; shown full-screen so that somebody else can scan it; locked, and then neither disk nor
/// memory knows anybody; backed up, and restored where nothing was.
#[test]
fn a_family_is_kept_shown_locked_and_restored_elsewhere() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = TempDir::new().expect("another");
    let signer = data("signer.pem");
    let flags = ["--save-to", text(out.path()), "--trust", text(&signer)];
    let genuine = std::fs::read_to_string(data("genuine.txt")).expect("a code of ours");
    let mut kit = String::new();
    with_window(folder.path(), &flags, async |page, stage| {
        page.part("family-empty").await;
        for look in LOOKS {
            page.look(look).await;
            page.shoot(look, "family-empty").await;
        }
        page.choose("choose", &data("genuine.png")).await;
        page.part("found").await;
        page.shoot(LOOKS[3], "family-found").await;
        assert!(
            !has_vault(folder.path()),
            "nothing is kept before somebody says so"
        );
        page.press("keep").await;
        page.shoot(LOOKS[3], "set-up").await;
        page.type_secret(0, PIN).await;
        page.type_secret(1, PIN).await;
        page.press("press").await;
        // The kit is offered; the person makes it.
        page.css(FIRST_KIT).await;
        page.css("[data-testid=slip][data-verdict=accept]").await;
        page.press("press").await;
        page.part("kit").await;
        page.shoot(LOOKS[3], "kit").await;
        kit = groups(page).await;
        page.press("save-kit").await;
        page.until("return !document.querySelector('[data-testid=save-kit]').disabled")
            .await;
        page.press("kit-kept").await;
        page.css("body:not(:has(dialog))").await;
        for look in LOOKS {
            page.look(look).await;
            page.shoot(look, "family").await;
        }

        // A name goes to the program as well as from it. Escaped, so that the driver's own messages do not bear it.
        page.seek(r"\u5c0f\u96e8").await;
        page.until("return document.querySelectorAll('[data-testid=slip]').length === 1")
            .await;
        page.seek(r"\u5927\u96e8").await;
        page.until("return !document.querySelector('[data-testid=slip]')")
            .await;
        page.seek("").await;

        page.show("[data-testid=show]", "showing", PIN).await;
        page.shoot(LOOKS[3], "show").await;
        assert_eq!(
            scanned(page.picture().await),
            [genuine.trim_end()],
            "what the screen shows is the code, letter for letter"
        );
        page.press("show-close").await;

        page.press("lock").await;
        page.part("lock-screen").await;
        page.shoot(LOOKS[3], "locked").await;
        assert!(!page.says().await.contains("小雨"), "nobody is named");
        page.nothing_left(stage, &CANARIES).await;
        assert!(
            page.invoke("family", "{search: ''}")
                .await
                .contains("object"),
            "a page that asks all the same gets a problem"
        );
        page.type_secret(0, "402818").await;
        page.press("unlock-press").await;
        page.until("return document.querySelector('[data-testid=unlock-note]').innerText !== ''")
            .await;
        page.type_secret(0, PIN).await;
        page.press("unlock-press").await;
        page.css("[data-testid=slip][data-verdict=accept]").await;

        page.press("room-settings").await;
        for look in LOOKS {
            page.look(look).await;
            page.shoot(look, "settings").await;
        }
        page.press("set-back-up").await;
        page.press("press").await;
        page.css("body:not(:has(dialog))").await;
    });
    let backup = std::fs::read_dir(out.path())
        .expect("the folder of backups")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|ending| ending == "kcb"))
        .expect("a backup was written");
    for (name, bytes) in everything_below(folder.path()) {
        for canary in CANARIES.iter().chain([&&genuine[..40]]) {
            let there = bytes
                .windows(canary.len())
                .any(|part| part == canary.as_bytes());
            assert!(!there, "{canary} stands in {name}");
        }
    }

    let elsewhere = TempDir::new().expect("a temporary folder");
    with_window(elsewhere.path(), &flags, async |page, _| {
        page.part("family-empty").await;
        page.press("room-settings").await;
        page.press("set-restore").await;
        page.choose("choose-backup", &backup).await;
        page.type_kit(&kit).await;
        page.press("press").await;
        page.css("[data-testid=restore] .holds").await;
        page.shoot(LOOKS[3], "restore").await;
        page.type_secret(0, "518093").await;
        page.type_secret(1, "518093").await;
        page.press("press").await;
        // A new vault has no kit yet: one is offered.
        page.css("body:not(:has([data-testid=restore]))").await;
        page.css(FIRST_KIT).await;
        page.press("later").await;
        page.css("body:not(:has(dialog))").await;
        page.press("room-family").await;
        page.css("[data-testid=slip][data-verdict=accept]").await;
        assert!(page.says().await.contains("小雨"), "the same person");
    });
}

/// The kit that is offered right after a set-up: the PIN was typed a moment ago and is not asked again.
const FIRST_KIT: &str = "dialog:not(:has([data-testid=secret])) [data-testid=later]";

/// The nine groups as they are read from the screen.
async fn groups(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('[data-testid=kit] li')].map((li) => li.innerText).join('')";
    match page.ask(script).await {
        Value::String(kit) => {
            assert_eq!(kit.len(), 36, "{kit}");
            kit
        }
        other => panic!("no kit: {other}"),
    }
}

/// The codes in a picture, as somebody else's camera would find them.
fn scanned(picture: Vec<u8>) -> Vec<String> {
    let source = Source::open("screen.png", picture).expect("a picture");
    source.page(0).expect("it can be read")
}

fn has_vault(home: &Path) -> bool {
    everything_below(home)
        .iter()
        .any(|(name, _)| name == "vault.kcv")
}
