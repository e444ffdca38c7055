//! 演练 in the real window: the practice authority in one press, a run of strips, the live code off the screen, judged as
//! a checker judges it; a paper code; and nothing of it when it is over.

use desk::source::Source;
use tempfile::TempDir;

use super::page::{LOOKS, Page};
use crate::{text, with_window};

pub const PIN: &str = "402817";

#[test]
fn a_family_practises_with_an_authority_of_its_own() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = TempDir::new().expect("another");
    let flags = ["--save-to", text(out.path())];
    with_window(folder.path(), &flags, async |page, _| {
        page.part("family-empty").await;
        begin(page).await;
        page.part("practice-ribbon").await;
        for look in LOOKS {
            page.look(look).await;
            page.shoot(look, "practice").await;
        }

        page.show("[data-testid=show]", "live", PIN).await;
        page.shoot(LOOKS[3], "live").await;
        let codes = scanned(page.picture().await);
        let [code] = codes.as_slice() else {
            panic!("one code on the screen: {codes:?}");
        };
        assert!(code.starts_with("KC1:"), "{code}");
        page.press("show-close").await;

        page.press("room-check").await;
        page.scan(code, "[data-testid=slip][data-verdict=accept]")
            .await;
        page.shoot(LOOKS[3], "practice-checked").await;
        assert!(
            page.says().await.contains("演练"),
            "and says that it is practice"
        );
        // Somebody who copied the picture comes a moment later.
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
        page.scan(code, "[data-testid=slip][data-verdict=undecided]")
            .await;

        page.press("room-family").await;
        page.press("paper").await;
        page.press("paper-issue").await;
        page.css("[data-testid=paper-row][data-valid=true]").await;
        page.shoot(LOOKS[3], "practice-paper").await;
        page.close_dialog().await;

        page.press("readiness").await;
        page.part("ready").await;
        page.shoot(LOOKS[3], "readiness").await;
        page.close_dialog().await;

        page.press("practice-stop").await;
        page.css("body:not(:has([data-testid=practice-ribbon]))")
            .await;
        page.part("family-empty").await;
        assert!(
            !page.says().await.contains("林小禾"),
            "nobody of it is left"
        );
    });
}

/// The sample family in one press, in a first vault without a recovery kit.
pub async fn begin(page: &Page) {
    page.press("start-practice").await;
    page.set_up(PIN).await;
    page.until("return document.querySelectorAll('[data-testid=run]').length === 3")
        .await;
}

/// The codes in a picture of the screen.
fn scanned(picture: Vec<u8>) -> Vec<String> {
    let source = Source::open("screen.png", picture).expect("a picture");
    source.page(0).expect("it can be read")
}
