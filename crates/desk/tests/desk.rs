//! The desk as a window uses it: drop, judge, trust, lay aside, print, save.

use std::path::{Path, PathBuf};

use desk::view::{Lang, PrintRequest, Printing, Settings, SlipView, Stock, Theme, Verdict};
use desk::{Desk, fonts};
use jiff::Zoned;

fn data(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/data")
            .join(name),
    )
    .expect(name)
}

/// The build folder's fonts, wherever this test was built to.
fn print_fonts() -> PathBuf {
    fonts::folder(&std::env::current_exe().expect("a test has a program"))
}

fn now() -> Zoned {
    "2026-11-21T16:00:00+08:00[+08:00]"
        .parse()
        .expect("RFC 9557")
}

fn drop(desk: &mut Desk, name: &str) -> Vec<SlipView> {
    let source = desk.open_source(name, data(name)).expect("opens");
    let pages =
        (0..source.pages).map(|page| desk.read_page(source.id, page, &now()).expect("open"));
    let slips: Vec<_> = pages.flat_map(|page| page.slips).collect();
    desk.close_source(source.id);
    slips
}

/// The lists that were added here, by id.
fn added_lists(desk: &Desk) -> Vec<String> {
    let lists = desk.trust(&now()).lists.into_iter();
    lists
        .filter(|list| list.added)
        .map(|list| list.id)
        .collect()
}

fn trusting(home: Option<PathBuf>) -> Desk {
    let mut desk = Desk::open(home, print_fonts());
    let offer = desk
        .read_trust("signer.pem", data("signer.pem"), &now())
        .expect("a certificate");
    assert_eq!(offer.lists[0].issuers.len(), 1);
    desk.add_trust(offer.id, &[], &now()).expect("trusted");
    desk
}

#[test]
fn a_code_of_an_unknown_issuer_becomes_valid_when_it_is_trusted() {
    let mut desk = Desk::open(None, print_fonts());
    let slip = drop(&mut desk, "genuine.png").remove(0);
    assert_eq!(
        (slip.verdict, slip.printing, slip.offer_trust),
        (Verdict::Undecided, Printing::Marked, true)
    );
    assert!(slip.holder.is_none() && slip.claimed);
    let offer = desk
        .read_trust("signer.pem", data("signer.pem"), &now())
        .expect("a certificate");
    let slips = desk
        .add_trust(offer.id, &[], &now())
        .expect("trusted")
        .slips;
    assert_eq!(
        (slips[0].id, slips[0].verdict, slips[0].printing),
        (slip.id, Verdict::Accept, Printing::Plain)
    );
    assert!(slips[0].holder.is_some() && !slips[0].claimed);
    let added = added_lists(&desk);
    let slips = desk.remove_trust(&added[0], &now()).expect("removed").slips;
    assert_eq!(slips[0].verdict, Verdict::Undecided);
    assert_eq!(
        desk.add_trust(offer.id, &[], &now())
            .expect_err("gone")
            .code,
        "closed"
    );
}

#[test]
fn trust_and_settings_are_kept_and_codes_are_not() {
    let home = tempfile::tempdir().expect("a folder");
    let mut desk = trusting(Some(home.path().to_owned()));
    drop(&mut desk, "genuine.png");
    let settings = Settings {
        lang: Lang::En,
        theme: Theme::Dark,
        stock: Stock::Id1,
        paper_langs: vec![Lang::En],
        ..Settings::default()
    };
    desk.change_settings(settings.clone()).expect("kept");
    let mut desk = Desk::open(Some(home.path().to_owned()), print_fonts());
    assert_eq!(desk.settings(), settings);
    assert_eq!(added_lists(&desk).len(), 1);
    assert!(desk.slips(&now()).is_empty());
    let secret = String::from_utf8(data("genuine.txt")).expect("UTF-8");
    for file in ["settings.json", "trust"] {
        let path = home.path().join(file);
        let kept = if path.is_dir() {
            Vec::new()
        } else {
            std::fs::read(path).expect("kept")
        };
        assert!(!String::from_utf8_lossy(&kept).contains(secret.trim()));
    }
}

#[test]
fn every_look_of_the_window_is_kept() {
    let home = tempfile::tempdir().expect("a folder");
    for theme in [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast] {
        let mut desk = Desk::open(Some(home.path().to_owned()), print_fonts());
        let settings = Settings {
            theme,
            ..Settings::default()
        };
        desk.change_settings(settings).expect("kept");
        let desk = Desk::open(Some(home.path().to_owned()), print_fonts());
        assert_eq!(desk.settings().theme, theme);
    }
}

#[test]
fn damaged_settings_start_anew() {
    let home = tempfile::tempdir().expect("a folder");
    std::fs::write(home.path().join("settings.json"), b"{\"lang\":").expect("written");
    assert_eq!(
        Desk::open(Some(home.path().to_owned()), print_fonts()).settings(),
        Settings::default()
    );
}

#[test]
fn laying_aside_is_undone() {
    let mut desk = trusting(None);
    let slip = drop(&mut desk, "genuine.png").remove(0);
    desk.lay_aside(slip.id);
    assert!(desk.slips(&now()).is_empty());
    assert_eq!(desk.lay_back(slip.id, &now()).expect("back"), slip);
    desk.clear();
    assert_eq!(
        desk.lay_back(slip.id, &now()).expect_err("gone").code,
        "closed"
    );
}

#[test]
fn a_forged_code_is_refused_and_shows_no_holder() {
    let slip = drop(&mut trusting(None), "forged.png").remove(0);
    assert_eq!(
        (slip.verdict, slip.printing),
        (Verdict::Refuse, Printing::Refused)
    );
    assert!(slip.holder.is_none() && slip.claimed && !slip.offer_trust);
}

#[test]
fn every_slip_is_worded_in_every_language() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = trusting(None);
        desk.change_settings(Settings {
            lang,
            ..Settings::default()
        })
        .expect("no disk");
        for name in ["genuine.png", "forged.png", "stranger.png"] {
            let slip = drop(&mut desk, name).remove(0);
            let facts = slip
                .facts
                .iter()
                .chain(&slip.answers)
                .flat_map(|f| [&f.label, &f.value]);
            for text in facts.chain([&slip.word, &slip.title, &slip.until, &slip.next]) {
                let key = text.split('-').next().is_some_and(|first| {
                    [
                        "word", "note", "next", "what", "from", "until", "answer", "fact",
                    ]
                    .contains(&first)
                });
                assert!(!text.is_empty() && !key, "{lang} {name}: {text:?}");
            }
            assert_eq!(slip.answers.len(), 4);
        }
    }
}

#[test]
fn a_print_job_is_read_back_previewed_and_saved() {
    let mut desk = trusting(None);
    let mut ids: Vec<u32> = drop(&mut desk, "genuine.png")
        .iter()
        .map(|s| s.id)
        .collect();
    ids.extend(drop(&mut desk, "stranger.png").iter().map(|s| s.id));
    let request = |even_refused| PrintRequest {
        slips: ids.clone(),
        stock: Stock::Id1,
        start: 1,
        langs: vec![Lang::Zh, Lang::En],
        even_refused,
        pages: None,
        notch: false,
        calibrate: false,
    };
    assert_eq!(
        desk.print(&request(false), &now())
            .expect_err("one is expired")
            .code,
        "refused-slip"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("cards.pdf");
    let laid = desk.print(&request(true), &now()).expect("laid out");
    assert_eq!((laid.pages, laid.proven, laid.slips.len()), (1, 0, 0));
    assert_eq!(
        desk.save_print(laid.job, &path)
            .expect_err("not read back")
            .code,
        "not-readable-again"
    );
    assert!(!path.exists() && desk.print_page(laid.job, 0).is_ok());
    let job = desk.prove(laid.job, 1).expect("read back");
    assert_eq!((job.pages, job.proven, job.slips.len()), (1, 1, 2));
    assert_eq!(desk.prove(laid.job, 1).expect("it is over"), job);
    assert_eq!(
        desk.prove(laid.job + 1, 1).expect_err("no such job").code,
        "closed"
    );
    assert!(
        desk.print_page(job.job, 0)
            .expect("a page")
            .starts_with(b"\x89PNG")
    );
    assert_eq!(
        desk.print_page(job.job, 1).expect_err("one page").code,
        "closed"
    );
    assert_eq!(
        desk.save_print(job.job, &path).expect("saved").name,
        "cards.pdf"
    );
    assert_eq!(
        std::fs::read(&path).expect("read").len(),
        job.bytes as usize
    );
    let copy = desk.copy_for_viewer(job.job, &now()).expect("copied");
    assert!(copy.is_file());
    desk.clear();
    assert!(!copy.exists(), "the viewer's copy goes with the desk");
    assert_eq!(
        desk.save_print(job.job, &path).expect_err("gone").code,
        "closed"
    );
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut desk = Desk::open(None, print_fonts());
    for (name, bytes, code) in [
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), "heic"),
        ("a.zip", b"PK\x03\x04\0\0\0\0\0", "unknown-file"),
        ("a.png", b"\x01\x02\x03\0", "damaged"),
        ("a.pdf", b"%PDF-1.7\n", "damaged"),
    ] {
        let problem = desk.open_source(name, bytes.to_vec()).expect_err(name);
        assert_eq!(problem.code, code, "{name}");
        assert!(
            problem.what.contains(name) && !problem.next.is_empty(),
            "{problem:?}"
        );
    }
    assert_eq!(
        desk.read_page(99, 0, &now())
            .expect_err("never opened")
            .code,
        "closed"
    );
}

/// A line of a file of test codes.
fn vector(id: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/shc.ndjson");
    let text = std::fs::read_to_string(path).expect("shc.ndjson");
    let mut lines = text
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    let line = lines.find(|line| line["id"] == id).expect(id);
    let texts = line["texts"].as_array().expect("texts").iter();
    texts
        .map(|t| t.as_str().expect("text").trim().to_owned())
        .collect()
}

#[test]
fn each_scan_takes_the_place_of_the_one_before() {
    let mut desk = trusting(None);
    let dropped = drop(&mut desk, "unknown.png").remove(0).id;
    let text = |name: &str| String::from_utf8(data(name)).expect("UTF-8");
    let first = desk.scan(text("genuine.txt").trim_end(), &now());
    assert_eq!(
        (first.slips[0].verdict, first.gone.len()),
        (Verdict::Accept, 0)
    );
    let second = desk.scan(text("card.txt").trim_end(), &now());
    assert_eq!(second.gone, [first.slips[0].id]);
    let third = desk.scan("HTTPS://EXAMPLE.ORG/MENU", &now());
    assert_eq!(third.problem.expect("no code").code, "scan");
    assert_eq!(third.gone, [second.slips[0].id]);
    let turned = desk.scan(&text("genuine.txt").trim_end().to_ascii_lowercase(), &now());
    assert_eq!(turned.problem.expect("no code").code, "scan-case");
    let left: Vec<u32> = desk.slips(&now()).iter().map(|slip| slip.id).collect();
    assert_eq!(left, [dropped], "what was dropped stays");
}

#[test]
fn the_parts_of_a_card_become_one_slip_however_they_come() {
    let parts = vector("Cards: valid 02 QR numeric");
    let mut desk = Desk::open(None, print_fonts());
    let [one, two] = [0, 1].map(|part| desk.scan(&parts[part], &now()).slips.remove(0));
    assert_eq!(one.verdict, Verdict::Refuse, "a part alone is nothing");
    let whole = desk.scan(&parts[2], &now());
    assert_eq!((whole.slips.len(), &whole.gone), (1, &vec![one.id, two.id]));
    assert_eq!(whole.slips[0].verdict, Verdict::Undecided);
    assert!(whole.slips[0].events.len() > 3);

    let mut desk = Desk::open(None, print_fonts());
    for part in [2, 0, 1] {
        let source = desk
            .open_source("part.txt", parts[part].clone().into_bytes())
            .expect("opens");
        desk.read_page(source.id, 0, &now()).expect("a page");
    }
    assert_eq!(desk.slips(&now()).len(), 1);
    let abandoned = desk.scan(&parts[0], &now()).slips[0].id;
    desk.scan(&parts[1], &now());
    let other = desk.scan(
        &String::from_utf8(data("genuine.txt")).expect("UTF-8"),
        &now(),
    );
    assert!(other.gone.contains(&abandoned) && other.gone.len() == 2);
}

#[test]
fn a_picture_in_the_clipboard_is_read() {
    let mut desk = trusting(None);
    let picture = paper::read::picture(&data("genuine.png")).expect("a picture");
    let rgba = picture
        .pixels()
        .iter()
        .flat_map(|grey| [*grey, *grey, *grey, 255]);
    let pasted = (picture.width(), picture.height(), rgba.collect());
    let source = desk.open_pasted(Some(pasted)).expect("pixels");
    let page = desk.read_page(source.id, 0, &now()).expect("a page");
    assert_eq!(page.slips[0].verdict, Verdict::Accept);
    assert_eq!(
        desk.open_pasted(None).expect_err("nothing there").code,
        "paste-nothing"
    );
    let short = Some((2, 2, vec![0; 15]));
    assert_eq!(
        desk.open_pasted(short).expect_err("not 16 bytes").code,
        "too-large"
    );
}

#[test]
fn erasing_leaves_a_desk_as_it_was_installed() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path();
    let mut desk = Desk::open(Some(home.to_owned()), PathBuf::new());
    let settings = Settings {
        lang: Lang::En,
        hotkey: true,
        ..desk.settings()
    };
    desk.change_settings(settings).expect("kept");
    let offer = desk.read_trust("signer.pem", data("signer.pem"), &now());
    let offer = offer.expect("a list");
    let added = desk.add_trust(offer.id, &[], &now());
    assert!(added.is_ok(), "{added:?}");
    drop(&mut desk, "genuine.txt");
    let lists = desk.trust(&now()).lists.len();
    std::fs::write(home.join("theirs.txt"), b"x").expect("written");

    let fresh = Desk::open(None, PathBuf::new());
    assert_eq!(desk.erase().expect("erased"), fresh.settings());
    assert!(desk.slips(&now()).is_empty());
    let left = desk.trust(&now()).lists.len();
    assert_eq!((left, left + 1), (fresh.trust(&now()).lists.len(), lists));
    assert!(home.join("theirs.txt").exists(), "what is not ours stays");
    assert!(!home.join("settings.json").exists());
    let again = Desk::open(Some(home.to_owned()), PathBuf::new());
    assert_eq!(again.settings(), fresh.settings());
    assert!(desk.erase().is_ok(), "nothing is left to erase");
}
