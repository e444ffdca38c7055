//! A school in the real window: its own key, a class list and its cards; a gate that imported the key, and one that did
//! not. The gate stands in a region, and asks for digits.

use std::path::{Path, PathBuf};

use desk::source::Source;
use tempfile::TempDir;

use super::page::{LOOKS, Page};
use crate::{text, with_window};

const PIN: &str = "402817";

/// The pupils of a class: cards for a page and a part of the next.
const PUPILS: usize = 12;

/// The key, as WebDriver names it. (W3C WebDriver 17.4.2)
const ENTER: char = '\u{E007}';

/// So many of them come to the gate.
const SCANNED: usize = 10;

#[test]
fn a_school_prints_cards_that_its_own_gate_accepts() {
    let (office, gate, elsewhere, out) = (folder(), folder(), folder(), folder());
    let mut fingerprint = String::new();
    let flags = ["--save-to", text(out.path())];
    with_window(office.path(), &flags, async |page, _| {
        page.part("family-empty").await;
        page.look(LOOKS[3]).await;
        fingerprint = make_key(page).await;
        print_cards(page).await;
        assert!(!page.says().await.contains(PIN));
    });
    let cards = codes(&saved(out.path(), "pdf"));
    assert_eq!(cards.len(), PUPILS, "each pupil's card reads");
    let file = saved(out.path(), "kct");

    with_window(gate.path(), &[], async |page, _| {
        page.part("family-empty").await;
        page.look(LOOKS[3]).await;
        stand_in_a_region(page).await;
        page.press("room-check").await;
        page.choose("choose-trust", &file).await;
        page.part("trust-offer").await;
        assert_eq!(
            print_of(page).await,
            fingerprint,
            "as on the school's screen"
        );
        page.shoot(LOOKS[3], "school-import").await;
        page.press("confirm-trust").await;
        page.css("body:not(:has(dialog))").await;
        scanned(page, &cards, "accept").await;
        page.shoot(LOOKS[3], "school-gate").await;
        page.press("ask").await;
        let asked = page.part("asked").await.text().await.expect("a text");
        let digits: String = asked.split_whitespace().collect();
        assert!(
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()),
            "{digits}"
        );
        page.shoot(LOOKS[3], "asking").await;
        page.press("ask-stop").await;
        page.part("ask").await;
    });

    with_window(elsewhere.path(), &[], async |page, _| {
        page.press("room-check").await;
        scanned(page, &cards, "undecided").await;
    });
}

/// The school's key, in a first vault; its sheet and its file are saved. The fingerprint on the screen.
async fn make_key(page: &Page) -> String {
    page.press("room-school").await;
    page.write("school-name", "阳光小学").await;
    page.write("school-id", "yangguang").await;
    page.write("school-region", "CN-GD").await;
    page.press("school-make").await;
    page.set_up(PIN).await;
    page.part("school-key").await;
    page.press("school-file").await;
    page.part("school-note").await;
    print_of(page).await
}

/// A class list by hand; the first page alone, then all, saved.
async fn print_cards(page: &Page) {
    let pupils = (1..=PUPILS).map(|number| format!("学生{number}，一年级（3）班{ENTER}"));
    page.write("school-list", &pupils.collect::<String>()).await;
    let until = page
        .ask("return new Date(Date.now() + 60 * 864e5).toISOString().slice(0, 10)")
        .await;
    let until = until.as_str().expect("a day");
    page.write("school-until", &format!("{until}\t")).await;
    page.until("return document.querySelectorAll('[data-testid=pupil]').length === 12")
        .await;
    page.shoot(LOOKS[3], "school-list").await;
    page.press("school-print").await;
    page.part("read-back").await;
    page.shoot(LOOKS[3], "school-cards").await;
    page.press("first").await;
    page.part("rest").await;
    page.press("range-whole").await;
    page.part("first").await;
    page.press("save").await;
    page.part("printed").await;
    page.close_dialog().await;
}

/// Chooses Guangdong in the settings, and sees what it asks for.
async fn stand_in_a_region(page: &Page) {
    page.press("room-settings").await;
    page.pick("region", "CN-GD").await;
    page.part("region-held").await;
    page.shoot(LOOKS[3], "settings-region").await;
    assert!(page.says().await.contains("示例"), "an example says so");
}

/// Each of the first cards under the scanner: this verdict on it, in the place of the one before.
async fn scanned(page: &Page, cards: &[String], verdict: &str) {
    let mut before = String::new();
    for card in &cards[..SCANNED] {
        let slip = format!(
            "[data-scanned] [data-testid=slip][data-verdict={verdict}]:not([data-slip='{before}'])"
        );
        page.scan(card, &slip).await;
        let id = page.css(&slip).await.attr("data-slip").await;
        before = id.expect("an attribute").expect("each slip has one");
    }
}

async fn print_of(page: &Page) -> String {
    let print = page.part("fingerprint").await.text().await;
    print.expect("a text").split_whitespace().collect()
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

/// What was saved with this ending; one file.
fn saved(folder: &Path, ending: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).expect("there").flatten();
    let mut files = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|has| has == ending));
    let file = files.next().expect("it was saved");
    assert_eq!(files.next(), None, "one .{ending}");
    file
}

fn codes(pdf: &Path) -> Vec<String> {
    let bytes = std::fs::read(pdf).expect("it was saved");
    let source = Source::open("cards.pdf", bytes).expect("a PDF");
    let pages = 0..source.pages();
    pages
        .flat_map(|page| source.page(page).expect("it can be read"))
        .collect()
}
