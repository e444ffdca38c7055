//! A school's own key: made at one desk, imported at another, unknown at a third.

use std::path::{Path, PathBuf};

use desk::family::Family;
use desk::machine::{Machine, dice};
use desk::problem::Code;
use desk::source::Source;
use desk::view::{Lang, SchoolKeyRequest, SchoolListRequest, SlipView, Verdict};
use desk::{Desk, fonts};
use jiff::{ToSpan, Zoned};
use vault::Vault;

fn now() -> Zoned {
    "2026-11-21T16:00:00+08:00[+08:00]"
        .parse()
        .expect("RFC 9557")
}

fn machine(now: &Zoned) -> Machine {
    Machine {
        now: now.clone(),
        boot: "this boot".to_owned(),
        up: 60,
        memory: 1 << 20,
    }
}

/// A desk that prints, and the vault beside it.
struct Office {
    desk: Desk,
    family: Family,
    now: Zoned,
}

impl Office {
    fn new() -> Self {
        let now = now();
        let vault = Vault::in_memory(machine(&now).moment(), &mut dice()).expect("memory");
        let fonts = fonts::folder(&std::env::current_exe().expect("a test has a program"));
        Self {
            desk: Desk::open(None, fonts),
            family: Family::open(vault).expect("whole"),
            now,
        }
    }

    fn with_key() -> Self {
        let mut office = Self::new();
        let made = office.make("红星小学", "hx-school", "CN-GD");
        assert_eq!(made, Ok(()));
        office
    }

    fn make(&mut self, name: &str, id: &str, region: &str) -> Result<(), Code> {
        let request = SchoolKeyRequest {
            name: name.to_owned(),
            id: id.to_owned(),
            region: region.to_owned(),
        };
        let sight = self.desk.sight(&self.now);
        let made = self
            .family
            .make_school_key(&request, &sight, &machine(&self.now));
        made.map(drop).map_err(|problem| problem.code)
    }

    /// Prints cards and gives the texts of their codes, as somebody else reads them.
    fn cards(&mut self, list: &str) -> Vec<String> {
        let request = SchoolListRequest {
            list: list.to_owned(),
            until: "2027-01-31".to_owned(),
        };
        let sight = self.desk.sight(&self.now);
        let cards = self
            .family
            .sign_school(&request, &sight, &machine(&self.now))
            .expect("signed");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("cards.pdf");
        let laid = self.desk.print_cards(&cards, 1, None).expect("laid out");
        let proven = self.desk.prove(laid.job, laid.pages).expect("read back");
        assert_eq!(proven.proven, proven.pages);
        self.desk.save_print(laid.job, &path).expect("saved");
        let pdf = std::fs::read(&path).expect("there");
        let source = Source::open("cards.pdf", pdf).expect("a PDF");
        let pages = 0..source.pages();
        pages
            .flat_map(|page| source.page(page).expect("a page"))
            .collect()
    }

    fn file(&mut self, folder: &Path) -> PathBuf {
        let path = folder.join(self.family.school_file_name());
        self.family
            .save_school_file(&path, &machine(&self.now))
            .expect("saved");
        path
    }

    /// Imports a school's file, after the fingerprint was compared with the one on the school's screen.
    fn import(&mut self, file: &Path, school: &Self) {
        let name = file.file_name().expect("a name").to_string_lossy();
        let bytes = std::fs::read(file).expect("there");
        let offer = self
            .desk
            .read_trust(&name, bytes, &self.now)
            .expect("a file");
        let publisher = offer.publisher.expect("signed");
        let shown = school.family.school(&school.desk.sight(&school.now));
        assert_eq!(publisher.fingerprint, shown.key.expect("a key").fingerprint);
        self.desk
            .add_trust(offer.id, &["kc1:hx-school".to_owned()], &self.now)
            .expect("trusted");
    }

    fn check(&mut self, text: &str) -> SlipView {
        let page = self.desk.scan(text, &self.now);
        page.slips.into_iter().next().expect("a code")
    }
}

#[test]
fn accepted_where_the_key_was_imported_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut school = Office::with_key();
    let list: String = (1..=12)
        .map(|n| format!("学生{n},三年级,2017-03-{n:02}\n"))
        .collect();
    let texts = school.cards(&list);
    assert_eq!(texts.len(), 12);
    let file = school.file(folder.path());

    let mut gate = Office::new();
    gate.import(&file, &school);
    for text in &texts {
        let slip = gate.check(text);
        assert_eq!(slip.verdict, Verdict::Accept, "{} {}", slip.word, slip.next);
        assert!(slip.title.contains("红星小学"), "{}", slip.title);
    }
    // No name of a pupil is in the code: one character and the birthday.
    let shown = format!("{:?}", gate.check(&texts[0]));
    assert!(!shown.contains("学生1"), "{shown}");

    let mut elsewhere = Office::new();
    assert_eq!(elsewhere.check(&texts[0]).verdict, Verdict::Undecided);

    gate.now = gate.now.checked_add(73.days()).expect("a day");
    assert_eq!(
        gate.check(&texts[0]).verdict,
        Verdict::Refuse,
        "its last day is over"
    );
}

#[test]
fn a_newer_file_of_the_school_takes_the_place_of_the_older() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut school = Office::with_key();
    let (old, new) = (folder.path().join("old.kct"), school.file(folder.path()));
    std::fs::rename(&new, &old).expect("moved");
    let new = school.file(folder.path());
    let mut gate = Office::new();
    gate.import(&new, &school);
    let bytes = std::fs::read(old).expect("there");
    let refused = gate
        .desk
        .read_trust("old.kct", bytes, &gate.now)
        .and_then(|offer| gate.desk.add_trust(offer.id, &[], &gate.now).map(drop));
    assert_eq!(refused.expect_err("older").code, "list-older");
}

#[test]
fn a_list_that_is_laid_out_anew_is_not_signed_anew() {
    let mut office = Office::with_key();
    let request = SchoolListRequest {
        list: "张小雨".to_owned(),
        until: "2027-01-31".to_owned(),
    };
    let sight = office.desk.sight(&office.now);
    let (now, other) = (
        machine(&office.now),
        SchoolListRequest {
            list: "李明".to_owned(),
            ..request.clone()
        },
    );
    assert!(
        office
            .desk
            .print_signed(&request, 1, None)
            .expect("nothing")
            .is_none()
    );
    let cards = office
        .family
        .sign_school(&request, &sight, &now)
        .expect("signed");
    office
        .desk
        .print_newly_signed(request.clone(), cards, 1, None)
        .expect("printed");
    assert!(
        office
            .desk
            .print_signed(&request, 4, None)
            .expect("printed")
            .is_some()
    );
    assert!(
        office
            .desk
            .print_signed(&other, 4, None)
            .expect("nothing")
            .is_none()
    );
    assert!(
        office
            .desk
            .print_signed(&request, 5, None)
            .expect("printed")
            .is_some()
    );
    office.desk.forget_prints();
    assert!(
        office
            .desk
            .print_signed(&request, 5, None)
            .expect("nothing")
            .is_none()
    );
}

#[test]
fn a_wrong_request_says_what_is_wrong() {
    let mut office = Office::new();
    assert_eq!(office.make("", "hx", "CN-GD"), Err(Code::SchoolName));
    assert_eq!(office.make("红星小学", "HX", "CN-GD"), Err(Code::SchoolId));
    assert_eq!(office.make("红星小学", "*", "CN-GD"), Err(Code::SchoolId));
    assert_eq!(
        office.make("红星小学", "hx", "广东"),
        Err(Code::SchoolRegion)
    );
    assert_eq!(office.make("红星小学", "hx", "CN-GD"), Ok(()));
    assert_eq!(
        office.make("红星小学", "hx2", "CN-GD"),
        Err(Code::SchoolThere)
    );
}

#[test]
fn nothing_is_signed_for_a_list_with_a_problem() {
    let mut office = Office::with_key();
    let request = |list: &str| SchoolListRequest {
        list: list.to_owned(),
        until: "2027-01-31".to_owned(),
    };
    let sight = office.desk.sight(&office.now);
    for list in ["", "张小雨\n12345\n"] {
        let signed = office
            .family
            .sign_school(&request(list), &sight, &machine(&office.now));
        assert_eq!(
            signed.err().map(|p| p.code),
            Some(Code::SchoolLines),
            "{list:?}"
        );
    }
    assert_eq!(
        office.family.school(&sight).key.map(|key| key.signed),
        Some(0)
    );
}

#[test]
fn the_key_survives_the_vault_being_read_again() {
    let mut office = Office::with_key();
    let texts = office.cards("张小雨");
    let sight = office.desk.sight(&office.now);
    let before = office.family.school(&sight);
    let sheet = office.family.school_sheet(Lang::Zh).expect("a key");
    assert!(office.desk.print_cards(&sheet, 1, None).is_ok());
    assert_eq!(before.key.map(|key| key.signed), Some(1));
    assert_eq!(texts.len(), 1);
}
