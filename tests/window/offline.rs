//! A whole run without network, in the real window: begun with a child that somebody added and a paper code that is printed
//! and checked; then, in a network namespace with nothing in it, with the clock moved from the first day to after the last.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use desk::source::Source;
use tempfile::TempDir;

use super::network;
use super::page::{LOOKS, Page};
use super::practice::{self, PIN};
use super::stage::{Stage, shots};
use crate::{text, with_window};

/// Of a run of thirty strips, and one after it.
const DAYS: [u32; 6] = [0, 1, 7, 15, 29, 31];

/// Longer than from one tick of the program to the next: what happens without anybody's doing has happened.
const TICK: Duration = Duration::from_secs(7);

/// Set in the process that has no network: the home.
const HOME: &str = "KINCODE_TEST_OFFLINE_HOME";

/// The person whom somebody added.
const ADDED: &str = "[data-testid=person]:last-child";

/// Below `HOME`.
const SERVICE: &str = ".local/share/org.kincode.desk/practice";

#[test]
fn a_run_is_shown_for_all_its_days_without_network() {
    let folder = TempDir::new().expect("a temporary folder");
    let out = TempDir::new().expect("another");
    let saved = out.path().join("paper.pdf");
    with_window(
        folder.path(),
        &["--save-to", text(&saved)],
        async |page, _| {
            page.part("family-empty").await;
            page.look(LOOKS[3]).await;
            practice::begin(page).await;
            add_child(page).await;
            print_paper(page, &saved).await;
        },
    );
    let paper = scanned(std::fs::read(&saved).expect("the PDF was saved"));
    assert!(
        matches!(paper.as_slice(), [code] if code.starts_with("KC1:")),
        "one code on the paper: {paper:?}"
    );

    // The service of practice is in the program and would begin again on the loopback. Now nothing of it is left.
    let service = folder.path().join(SERVICE);
    std::fs::remove_dir_all(&service).expect("it was there");
    std::fs::write(&service, "").expect("the home can be written");
    let program = std::env::current_exe().expect("a test has a program");
    let words = [
        network::apart(true),
        vec![text(&program).to_owned()],
        [
            "window::offline::inside",
            "--exact",
            "--ignored",
            "--nocapture",
        ]
        .map(str::to_owned)
        .to_vec(),
    ]
    .concat();
    let inside = Command::new(&words[0])
        .args(&words[1..])
        .env(HOME, folder.path())
        .status();
    assert!(inside.expect("it starts").success(), "without network");
}

/// Started by the test above, in its namespace.
#[test]
#[ignore = "the test above starts it where there is no network"]
fn inside() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else {
        return;
    };
    for day in DAYS {
        on_day(&home, day);
    }
}

/// The window on that day. Nobody is asked anything by it, until somebody asks it to.
fn on_day(home: &Path, day: u32) {
    let folder = TempDir::new().expect("a temporary folder");
    let (trace, driver) = (folder.path().join("trace"), folder.path().join("driver"));
    let program = folder.path().join("program");
    let script = format!(
        "#!/bin/sh\necho \"$WEBKIT_INSPECTOR_SERVER\" >{}\nexec {} {} \"$@\"\n",
        text(&driver),
        quoted(&network::watched(&trace, day)),
        env!("CARGO_BIN_EXE_kincode-app"),
    );
    std::fs::write(&program, script).expect("it is written");
    let runs = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(&program, runs).expect("it is ours");
    let port = || {
        let told = std::fs::read_to_string(&driver).expect("the program was started");
        let (_, port) = told.trim().rsplit_once(':').expect("host and port");
        port.parse().expect("a port")
    };
    let asked = {
        let stage = Stage::set(home);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let window = stage.open_program(&program, &[]).await;
            let page = Page::of(window.clone(), shots());
            page.part("unlock").await;
            page.type_secret(0, PIN).await;
            page.press("unlock-press").await;
            let unlocked = Instant::now();
            let show = format!("{ADDED} [data-run] [data-testid=show]");
            page.show(&show, "live", PIN).await;
            let over = day >= 30;
            match over {
                false => shown_and_checked(&page, day, &folder.path().join("screen.png")).await,
                true => refused(&page, day).await,
            }
            tokio::time::sleep(TICK.saturating_sub(unlocked.elapsed())).await;
            let before = network::wanted(&trace, Some(port()));
            if over {
                page.press("live-refresh").await;
                page.css("[data-testid=live-refresh]:not(:disabled)").await;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            window.close().await.expect("the window closes");
            before
        })
    };
    let Some((calls, wanted)) = asked else { return };
    println!(
        "figure offline.connections day {day}: {} of {calls} calls",
        wanted.len()
    );
    assert!(calls > 0, "the witness slept");
    assert!(wanted.is_empty(), "day {day}: {wanted:#?}");
    if day >= 30 {
        // The control: what is attempted is counted.
        let after = network::wanted(&trace, Some(port()));
        let (_, wanted) = after.expect("it was there a moment ago");
        assert!(
            !wanted.is_empty(),
            "it was asked to fetch, and nothing was counted"
        );
        println!("figure offline.control {} attempts", wanted.len());
    }
}

/// As a shell takes them letter for letter.
fn quoted(words: &[String]) -> String {
    let words = words.iter().map(|word| format!("'{word}'"));
    words.collect::<Vec<_>>().join(" ")
}

/// The live code off the screen, judged in the same window by what lies on this computer. Without network the list of what
/// was cancelled ages with it: after a day nobody can say any more that the code is good, and nobody says that it is bad.
/// (kc1.md 1.5; design §4, the verdict)
async fn shown_and_checked(page: &Page, day: u32, screen: &Path) {
    page.css("[data-testid=live] svg path").await;
    page.shoot(LOOKS[3], &format!("offline-day-{day}")).await;
    let picture = page.picture().await;
    std::fs::write(screen, &picture).expect("it is written");
    let codes = scanned(picture);
    assert!(
        matches!(codes.as_slice(), [code] if code.starts_with("KC1:")),
        "day {day}: one code on the screen: {codes:?}"
    );
    page.press("show-close").await;
    page.press("room-check").await;
    page.choose("choose", screen).await;
    let verdict = if day == 0 { "accept" } else { "undecided" };
    page.css(&format!("[data-testid=slip][data-verdict={verdict}]"))
        .await;
    page.press("details").await;
    page.shoot(LOOKS[3], &format!("offline-checked-{day}"))
        .await;
    let said = page.says().await;
    assert!(said.contains("演练"), "{said}");
    assert_eq!(
        said.contains("作废名单不够新"),
        day > 0,
        "day {day}: {said}"
    );
}

/// After the last strip nothing is shown, and it is said why, and what to do.
async fn refused(page: &Page, day: u32) {
    page.part("no-strip").await;
    page.shoot(LOOKS[3], &format!("offline-day-{day}")).await;
    let codes = scanned(page.picture().await);
    assert!(codes.is_empty(), "day {day}: {codes:?}");
    let said = page.says().await;
    for words in ["今天没有可用的码", "请连上网络，点“更新”。"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// Somebody more, beside the sample family, with a run of their own.
async fn add_child(page: &Page) {
    page.press("add").await;
    page.press("add-person").await;
    page.write("person-name", "周小北").await;
    page.write("person-birth", "2018-06-02").await;
    page.press("save-person").await;
    page.css("body:not(:has(dialog))").await;
    page.until("return document.querySelectorAll('[data-testid=person]').length === 4")
        .await;
    page.click(&format!("{ADDED} [data-testid=get-codes]"))
        .await;
    page.press("codes-get").await;
    page.css(&format!("{ADDED} [data-testid=run]")).await;
    page.css("body:not(:has(dialog))").await;
}

/// A paper code by its slip's press: made, printed, saved, and checked in the Check room.
async fn print_paper(page: &Page, saved: &Path) {
    page.click(&format!("{ADDED} [data-testid=paper]")).await;
    page.press("paper-issue").await;
    page.css("[data-testid=paper-row][data-valid=true]").await;
    page.click("dialog:has([data-testid=papers]) footer .main:not(:disabled)")
        .await;
    page.part("read-back").await;
    page.shoot(LOOKS[3], "paper-print").await;
    page.press("save").await;
    page.part("printed").await;
    page.close_dialog().await;
    page.press("room-check").await;
    page.choose("choose", saved).await;
    page.css("[data-testid=slip][data-verdict=accept]").await;
    page.shoot(LOOKS[3], "paper-checked").await;
    assert!(
        page.says().await.contains("演练"),
        "and says that it is practice"
    );
}

/// The codes in a picture or a PDF.
fn scanned(bytes: Vec<u8>) -> Vec<String> {
    let name = if bytes.starts_with(b"%PDF") {
        "printed.pdf"
    } else {
        "screen.png"
    };
    let source = Source::open(name, bytes).expect("it can be opened");
    let pages = 0..source.pages();
    pages
        .flat_map(|page| source.page(page).expect("it can be read"))
        .collect()
}
