//! The family as a window uses it: drop, keep, correct, throw away, take back, show.

use std::path::{Path, PathBuf};

use desk::family::Family;
use desk::family::tray::Tray;
use desk::machine::{Machine, dice};
use desk::view::{
    Belongs, FamilyView, FoundView, HeldKind, KeepRequest, Lang, PersonFields, Relation, Right,
    Settings, Verdict,
};
use desk::{Desk, Sight};
use jiff::{ToSpan, Zoned};
use serde_json::Value;
use vault::Vault;
use vault::keychain::System;
use vault::keychain::memory::Fake;
use vault::states::{self, Here, Permit, State};

/// As an empty machine gives it.
fn permit() -> Permit {
    let nothing = states::ask(&Fake::new(System::Linux), Here::Nothing);
    match states::recognise(Here::Nothing, &nothing) {
        State::NeverSet(permit) => permit,
        other => panic!("{other:?}"),
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn data(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/data").join(name)).expect(name)
}

/// A case of `tests/vectors/dcc.ndjson`: a code that somebody else signed, and its signer.
fn signed(country: &str, number: u32) -> (String, String) {
    let lines = std::fs::read_to_string(repository().join("tests/vectors/dcc.ndjson"));
    let id = format!("dcc:dgc-testdata:{country}/2DCode/raw/{number}.json");
    let cases = lines.expect("the vectors");
    let cases = cases
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let case: Value = cases
        .into_iter()
        .find(|case: &Value| case["id"] == id.as_str())
        .expect("there");
    let text = |key: &str| case[key].as_str().expect(key).to_owned();
    (text("text"), text("certificate"))
}

fn at(moment: &str) -> Zoned {
    format!("{moment}[+08:00]").parse().expect("RFC 9557")
}

/// In 2026, when the codes of `tests/data` are current.
fn now() -> Zoned {
    at("2026-11-21T16:00:00+08:00")
}

/// In 2021, when those of the vectors were.
fn then() -> Zoned {
    at("2021-07-01T16:00:00+08:00")
}

/// A family of nobody, its tray, and what they are judged by.
struct Room {
    family: Family,
    tray: Tray,
    desk: Desk,
    now: Zoned,
}

impl Room {
    fn new(now: Zoned, signers: &[Vec<u8>]) -> Self {
        Self::of(memory(&now), now, signers)
    }

    fn of(vault: Vault, now: Zoned, signers: &[Vec<u8>]) -> Self {
        let mut desk = Desk::open(None, PathBuf::new());
        for signer in signers {
            let offer = desk
                .read_trust("signer.pem", signer.clone(), &now)
                .expect("a list");
            desk.add_trust(offer.id, &[], &now).expect("trusted");
        }
        Self {
            family: Family::open(vault).expect("whole"),
            tray: Tray::default(),
            desk,
            now,
        }
    }

    /// Everybody who signed something of these cases is trusted.
    fn of_vectors(cases: &[(&str, u32)]) -> Self {
        let pem = |(country, number): &(&str, u32)| {
            let (_, certificate) = signed(country, *number);
            format!("-----BEGIN CERTIFICATE-----\n{certificate}\n-----END CERTIFICATE-----\n")
                .into_bytes()
        };
        let mut signers: Vec<_> = cases.iter().map(pem).collect();
        signers.sort();
        signers.dedup();
        Self::new(then(), &signers)
    }

    fn sight(&self) -> Sight {
        self.desk.sight(&self.now)
    }

    fn machine(&self) -> Machine {
        Machine {
            now: self.now.clone(),
            boot: "this boot".to_owned(),
            up: 60,
            memory: 1 << 20,
        }
    }

    fn drop(&mut self, name: &str, bytes: Vec<u8>) -> (u32, Vec<FoundView>) {
        let sight = self.sight();
        let source = self.tray.take_in(name, bytes).expect("opens");
        let pages = 0..source.pages;
        let found = pages.flat_map(|page| {
            let read = self.tray.read(source.id, page, Some(&self.family), &sight);
            read.expect("open").found
        });
        (source.id, found.collect())
    }

    fn find(&mut self, text: &str) -> FoundView {
        let (_, mut found) = self.drop("", text.as_bytes().to_vec());
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    fn keep(&mut self, found: &[&FoundView]) -> FamilyView {
        let request = |found: &&FoundView| KeepRequest {
            slip: found.slip.id,
            belongs: found.suggested.clone(),
        };
        let requests: Vec<_> = found.iter().map(request).collect();
        let (sight, machine) = (self.sight(), self.machine());
        let kept = self
            .family
            .keep(&mut self.tray, &requests, &sight, &machine);
        kept.expect("kept")
    }

    /// Drops and keeps as suggested.
    fn take(&mut self, country: &str, number: u32) -> FamilyView {
        let found = self.find(&signed(country, number).0);
        self.keep(&[&found])
    }

    fn view(&mut self) -> FamilyView {
        let sight = self.sight();
        self.family.view("", &sight).expect("a board")
    }

    fn found(&mut self, search: &str) -> Vec<String> {
        let sight = self.sight();
        let view = self.family.view(search, &sight).expect("a board");
        view.people.into_iter().map(|person| person.name).collect()
    }

    fn undo(&mut self) -> FamilyView {
        let (sight, machine) = (self.sight(), self.machine());
        self.family
            .undo(&sight, &machine)
            .expect("something to undo")
    }

    fn add(&mut self, fields: &PersonFields) -> u32 {
        let (sight, machine) = (self.sight(), self.machine());
        let view = self.family.save_person(None, fields, &sight, &machine);
        view.expect("added").people.last().expect("somebody").id
    }

    fn bin(&mut self, held: u32) -> FamilyView {
        let (sight, machine) = (self.sight(), self.machine());
        self.family
            .bin_held(held, &sight, &machine)
            .expect("binned")
    }

    fn binned(&mut self) -> Vec<u32> {
        let sight = self.sight();
        let list = self.family.bin(&sight);
        list.held.iter().map(|owned| owned.held.slip.id).collect()
    }

    fn later(&mut self, days: i64) {
        self.now = self.now.checked_add(days.days()).expect("a day");
    }
}

fn memory(now: &Zoned) -> Vault {
    let moment = vault::Moment {
        time: u64::try_from(now.timestamp().as_second()).expect("after 1970"),
        boot: "this boot",
    };
    Vault::in_memory(moment, &mut dice()).expect("memory")
}

fn fields(name: &str, birth: &str) -> PersonFields {
    PersonFields {
        name: name.to_owned(),
        birth: birth.to_owned(),
        relation: Relation::Daughter,
        ..PersonFields::default()
    }
}

/// The board without what the call says of itself, to compare it before and after.
fn board(mut view: FamilyView) -> FamilyView {
    view.note = None;
    view.undo = None;
    view.note_undo = None;
    view
}

#[test]
fn a_first_code_makes_a_person_and_nothing_is_kept_without_a_request() {
    let mut room = Room::new(now(), &[data("signer.pem")]);
    let (_, found) = room.drop("genuine.png", data("genuine.png"));
    assert!(room.view().people.is_empty());
    let Belongs::New { fields } = &found[0].suggested else {
        panic!("nobody is here yet")
    };
    assert_eq!(
        (
            fields.name.as_str(),
            fields.latin.as_str(),
            fields.birth.as_str()
        ),
        ("测试小雨", "XIAOYU CESHI", "2018-06-01")
    );
    assert!(!found[0].unsure && !found[0].already && found[0].replaces.is_none());
    let view = room.keep(&[&found[0]]);
    let person = &view.people[0];
    assert_eq!(
        (person.name.as_str(), person.line.as_str()),
        ("测试小雨", "8 岁")
    );
    assert_eq!(view.tally, "1 人，1 份码");
    assert_eq!(view.note.as_deref(), Some("收下了 1 份码。"));
    assert_eq!(view.undo.as_deref(), Some("撤销收下 1 份码"));
    let held = &person.held[0];
    assert_eq!((held.slip.verdict, held.shows), (Verdict::Accept, true));
    assert_eq!(held.kept, "2026 年 11 月 21 日收到");

    let again = room.drop("genuine.txt", data("genuine.txt")).1.remove(0);
    assert!(again.already && again.replaces.is_none() && !again.unsure);
    assert_eq!(again.suggested, Belongs::Person { id: person.id });
    let view = room.keep(&[&again]);
    assert_eq!(view.people[0].held.len(), 1);
    assert_eq!(view.note.as_deref(), Some("都已经有了，没有重复收下。"));
}

#[test]
fn a_newer_code_takes_the_place_of_the_older_in_whatever_order_they_come() {
    for order in [[5, 15], [15, 5]] {
        let mut room = Room::of_vectors(&[("CZ", 5)]);
        room.take("CZ", order[0]);
        let found = room.find(&signed("CZ", order[1]).0);
        let replaces = found.replaces.clone().expect("the same kind");
        assert_eq!(replaces.contains("更新的"), order == [15, 5], "{replaces}");
        assert_eq!(found.why, "姓名相同，生日相同。");
        let view = room.keep(&[&found]);
        assert_eq!(view.people.len(), 1);
        let held = &view.people[0].held;
        assert_eq!((held.len(), held[0].older), (1, 1));
        assert_eq!(held[0].slip.until, "到 2022 年 6 月 28 日");
        let sight = room.sight();
        let older = room
            .family
            .history(held[0].slip.id, &sight)
            .expect("there")
            .held;
        assert_eq!(older.len(), 1);
        assert_eq!(older[0].held.slip.until, "到 2022 年 6 月 7 日");
        assert_eq!(older[0].name, "Jan Novák");
        // Another kind stands beside it.
        let view = room.take("CZ", 14);
        assert_eq!(view.people[0].held.len(), 2);
    }
}

#[test]
fn two_codes_of_somebody_new_make_one_person() {
    let mut room = Room::of_vectors(&[("CZ", 5), ("AT", 1)]);
    let texts = [signed("CZ", 5), signed("CZ", 12), signed("AT", 1)].map(|(text, _)| text);
    let found: Vec<FoundView> = texts.iter().map(|text| room.find(text)).collect();
    let view = room.keep(&found.iter().collect::<Vec<_>>());
    let names: Vec<&str> = view
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Jan Novák", "Gabriele Musterfrau-Gößinger"]);
    assert_eq!(view.tally, "2 人，3 份码");
}

#[test]
fn somebody_who_was_new_a_moment_ago_is_not_made_twice() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    let found = [5, 12].map(|number| room.find(&signed("CZ", number).0));
    assert!(
        found
            .iter()
            .all(|found| matches!(found.suggested, Belongs::New { .. }))
    );
    room.keep(&[&found[0]]);
    let view = room.keep(&[&found[1]]);
    assert_eq!((view.people.len(), view.people[0].held.len()), (1, 2));
}

#[test]
fn what_nobody_trusted_signed_is_grouped_but_never_sure() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    room.take("CZ", 5);
    let (text, _) = signed("DE", 1);
    let stranger = room.find(&text);
    assert!(stranger.unsure && stranger.slip.holder.is_none() && stranger.slip.claimed);
    let mut unknown = Room::new(then(), &[]);
    let id = unknown.add(&fields("Erika Mustermann", "1964-08-12"));
    let found = unknown.find(&text);
    assert_eq!(found.suggested, Belongs::Person { id });
    assert!(
        found.unsure && found.why.contains("没有核验"),
        "{}",
        found.why
    );
}

#[test]
fn a_forged_code_never_hides_the_genuine_one() {
    let mut room = Room::new(now(), &[data("signer.pem")]);
    let genuine = room.drop("genuine.txt", data("genuine.txt")).1.remove(0);
    let view = room.keep(&[&genuine]);
    let id = view.people[0].id;
    let forged = room.drop("forged.txt", data("forged.txt")).1.remove(0);
    assert!(forged.unsure && forged.replaces.is_none());
    let (sight, machine) = (room.sight(), room.machine());
    let request = KeepRequest {
        slip: forged.slip.id,
        belongs: Belongs::Person { id },
    };
    let view = room
        .family
        .keep(&mut room.tray, &[request], &sight, &machine)
        .expect("kept");
    let verdicts: Vec<_> = view.people[0]
        .held
        .iter()
        .map(|held| held.slip.verdict)
        .collect();
    assert_eq!(verdicts, [Verdict::Accept, Verdict::Refuse]);
}

#[test]
fn every_step_is_undone_in_turn() {
    let mut room = Room::of_vectors(&[("CZ", 5), ("AT", 1)]);
    let mut boards = vec![board(room.view())];
    let first = room.take("CZ", 5);
    boards.push(board(first.clone()));
    boards.push(board(room.take("AT", 1)));
    let (sight, machine) = (room.sight(), room.machine());
    let (jan, gabriele) = (first.people[0].id, boards[2].people[1].id);
    let held = first.people[0].held[0].slip.id;
    let steps: [&dyn Fn(&mut Family) -> FamilyView; 7] = [
        &|family| {
            family
                .move_person(gabriele, Some(jan), &sight, &machine)
                .expect("moved")
        },
        &|family| {
            let mut fields = fields("Jan Novák", "2000-11-19");
            fields.relation = Relation::Son;
            family
                .save_person(Some(jan), &fields, &sight, &machine)
                .expect("edited")
        },
        &|family| {
            let belongs = Belongs::New {
                fields: fields("Somebody Else", ""),
            };
            family
                .move_held(held, &belongs, &sight, &machine)
                .expect("split")
        },
        &|family| family.bin_held(held, &sight, &machine).expect("binned"),
        &|family| family.unbin(held, &sight, &machine).expect("back"),
        &|family| {
            family
                .merge_people(gabriele, jan, &sight, &machine)
                .expect("merged")
        },
        &|family| {
            family
                .remove_person(jan, &sight, &machine)
                .expect("removed")
        },
    ];
    for step in steps {
        let view = step(&mut room.family);
        assert!(view.note.is_some() && view.undo.is_some());
        assert_eq!(
            view.note_undo, view.undo,
            "the note tells what undo takes back"
        );
        boards.push(board(view));
    }
    while let Some(last) = boards.pop() {
        assert_eq!(board(room.view()), last);
        if !boards.is_empty() {
            room.undo();
        }
    }
    let nothing = room
        .family
        .undo(&sight, &machine)
        .expect_err("at the beginning");
    assert_eq!(nothing.view(Lang::Zh).code, "nothing-to-undo");
}

#[test]
fn people_are_merged_and_split_and_nothing_is_lost() {
    let mut room = Room::of_vectors(&[("CZ", 5), ("CZ", 13)]);
    room.take("CZ", 5);
    let view = room.take("CZ", 13);
    let [jan, other] = [0, 1].map(|n| view.people[n].id);
    let held = view.people[1].held[0].slip.id;
    let (sight, machine) = (room.sight(), room.machine());
    let view = room
        .family
        .merge_people(other, jan, &sight, &machine)
        .expect("merged");
    assert_eq!((view.people.len(), view.people[0].held.len()), (1, 2));
    assert_eq!(
        room.found("verohodny").len(),
        1,
        "the other name is remembered"
    );
    // A code of the one who was merged finds them at once.
    let found = room.find(&signed("CZ", 3).0);
    assert_eq!(
        (&found.suggested, found.unsure),
        (&Belongs::Person { id: jan }, false)
    );
    let belongs = Belongs::New {
        fields: fields("Břetislav", "1953-03-19"),
    };
    let view = room
        .family
        .move_held(held, &belongs, &sight, &machine)
        .expect("split");
    let counts: Vec<usize> = view.people.iter().map(|person| person.held.len()).collect();
    assert_eq!(counts, [1, 1]);
}

#[test]
fn the_bin_gives_back_for_thirty_days() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    room.take("CZ", 5);
    let view = room.take("CZ", 15);
    let (person, held) = (view.people[0].id, view.people[0].held[0].slip.id);
    let view = room.bin(held);
    assert_eq!(
        (view.bin, view.people[0].held.len()),
        (1, 0),
        "with its history"
    );
    let sight = room.sight();
    let lying = room.family.bin(&sight).held.remove(0);
    assert_eq!((lying.name.as_str(), lying.held.older), ("Jan Novák", 1));
    assert_eq!(
        lying.held.leaves.as_deref(),
        Some("2021 年 7 月 31 日后彻底删除")
    );
    // With the person gone too, taking the code back brings both.
    let machine = room.machine();
    let view = room
        .family
        .remove_person(person, &sight, &machine)
        .expect("removed");
    assert!(view.people.is_empty());
    let view = room.family.unbin(held, &sight, &machine).expect("back");
    assert_eq!(
        (view.people.len(), view.people[0].held[0].older, view.bin),
        (1, 1, 0)
    );

    room.bin(held);
    room.later(29);
    let machine = room.machine();
    room.family.sweep(&machine).expect("swept");
    assert_eq!(room.binned(), [held]);
    room.later(1);
    let machine = room.machine();
    room.family.sweep(&machine).expect("swept");
    assert!(room.binned().is_empty());
    let gone = room
        .family
        .unbin(held, &sight, &machine)
        .expect_err("for good");
    assert_eq!(gone.view(Lang::Zh).code, "closed");
    assert!(
        room.family.undo(&sight, &machine).is_err(),
        "what is gone does not come back"
    );
    assert_eq!(room.view().people.len(), 1);
}

/// How many things are in the bin after an unlocking so many days after `day`.
fn swept(room: &mut Room, day: &Zoned, days: i64) -> usize {
    room.now = day.clone();
    room.later(days);
    let machine = room.machine();
    room.family.sweep(&machine).expect("swept");
    room.binned().len()
}

#[test]
fn a_clock_that_is_ahead_once_empties_no_bin() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    let held = room.take("CZ", 5).people[0].held[0].slip.id;
    let day = room.now.clone();
    room.bin(held);
    assert_eq!(swept(&mut room, &day, 3650), 1);
    assert_eq!(swept(&mut room, &day, 40), 1, "behind the last commit");
    // It is right again, and somebody changes something.
    room.now = day.clone();
    room.later(2);
    room.take("CZ", 15);
    assert_eq!(swept(&mut room, &day, 3), 1);
    // The first doubt confirms nothing; the second does.
    assert_eq!(swept(&mut room, &day, 3660), 1);
    assert_eq!(swept(&mut room, &day, 3660), 1, "the same day");
    assert_eq!(swept(&mut room, &day, 3661), 1, "wrong for days, too");
    assert_eq!(swept(&mut room, &day, 3690), 0);
}

#[test]
fn who_was_away_for_long_has_the_bin_emptied_a_month_later() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    let held = room.take("CZ", 5).people[0].held[0].slip.id;
    let day = room.now.clone();
    room.bin(held);
    assert_eq!(swept(&mut room, &day, 46), 1);
    room.take("CZ", 15);
    assert_eq!(swept(&mut room, &day, 46), 1);
    assert_eq!(swept(&mut room, &day, 75), 1);
    assert_eq!(swept(&mut room, &day, 76), 0);
    // And the clock is believed again.
    let held = room.view().people[0].held[0].slip.id;
    room.bin(held);
    assert_eq!(swept(&mut room, &day, 105), 1);
    assert_eq!(swept(&mut room, &day, 106), 0);
}

#[test]
fn an_emptied_bin_is_gone_at_once_and_a_kept_text_comes_back_out_of_it() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    let held = room.take("CZ", 5).people[0].held[0].slip.id;
    room.bin(held);
    let view = room.take("CZ", 5);
    assert_eq!((view.bin, view.people[0].held[0].slip.id), (0, held));
    room.bin(held);
    let (sight, machine) = (room.sight(), room.machine());
    let view = room.family.empty_bin(&sight, &machine).expect("emptied");
    assert_eq!((view.bin, view.undo), (0, None));
    assert!(!room.find(&signed("CZ", 5).0).already);
}

#[test]
fn what_is_kept_is_there_after_the_next_unlocking() {
    let folder = tempfile::tempdir().expect("a folder");
    let secrets = [vault::Secret { n: 1, kc: [9; 32] }];
    let key = vault::NewKey::Pin {
        pin: b"407318",
        secrets: &secrets,
    };
    let setup = vault::Setup {
        vault_id: [1; 16],
        key,
        cost: vault::Cost { m: 64, t: 1, p: 1 },
        store: "test",
    };
    let moment = vault::Moment {
        time: 1_625_126_400,
        boot: "this boot",
    };
    let made = Vault::create(permit(), folder.path(), setup, moment, &mut dice());
    let vault = made.expect("made");
    let mut room = Room::of(vault, now(), &[data("signer.pem")]);
    let found = room.drop("genuine.txt", data("genuine.txt")).1.remove(0);
    room.keep(&[&found]);
    let (source, _) = room.drop("报告.txt", "没有码的一页。".as_bytes().to_vec());
    let (sight, machine) = (room.sight(), room.machine());
    let belongs = Belongs::Person {
        id: room.view().people[0].id,
    };
    let kept = room
        .family
        .keep_document(&mut room.tray, source, &belongs, &sight, &machine);
    let before = board(kept.expect("kept"));
    drop(room.family);
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("read");
        let seen = |text: &str| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        assert!(
            !seen("小雨") && !seen("HC1:") && !seen("没有码"),
            "nothing lies in clear"
        );
    }
    let closed = vault::Closed::open(folder.path()).expect("there");
    let key = vault::Key::Pin {
        pin: b"407318",
        secrets: &secrets,
    };
    let vault = closed.unlock(key, None, &mut dice()).expect("the PIN");
    let mut family = Family::open(vault).expect("whole");
    let after = board(family.view("", &sight).expect("a board"));
    let names = |view: &FamilyView| {
        let held = view.people[0]
            .held
            .iter()
            .map(|held| held.slip.title.clone());
        (
            view.people[0].name.clone(),
            view.tally.clone(),
            held.collect::<Vec<_>>(),
        )
    };
    assert_eq!(names(&after), names(&before));
    assert_eq!(after.tally, "1 人，1 份码，1 份文件");
}

#[test]
fn a_document_comes_back_byte_for_byte() {
    let mut room = Room::new(now(), &[]);
    let id = room.add(&fields("张小满", "2019-03-05"));
    // 10 MB of text that no code is in.
    let line = "没有二维码的一行，只作存档。\n";
    let bytes = line.repeat(10_000_000 / line.len() + 1).into_bytes();
    let (source, found) = room.drop("入学查验报告.txt", bytes.clone());
    assert!(found.is_empty());
    let (sight, machine) = (room.sight(), room.machine());
    let belongs = Belongs::Person { id };
    let view = room
        .family
        .keep_document(&mut room.tray, source, &belongs, &sight, &machine);
    let view = view.expect("kept");
    let held = &view.people[0].held[0];
    assert_eq!(
        (held.kind, held.shows, held.slip.verdict),
        (HeldKind::Document, false, Verdict::Undecided)
    );
    assert_eq!(
        [
            &held.slip.word,
            &held.slip.title,
            &held.slip.until,
            &held.slip.next
        ],
        [
            "未核验",
            "入学查验报告（文字）",
            "2026 年 11 月 21 日收到",
            "没有可核验的签名，只作存档。"
        ]
    );
    let id = held.slip.id;
    assert!(room.family.document_bytes(id).expect("kept") == bytes);
    assert_eq!(room.family.document_pages(id).expect("kept"), 0);
    let begins = held.slip.facts.iter().find(|fact| fact.label == "内容");
    assert!(begins.is_some_and(|fact| fact.value.starts_with("没有二维码的一行")));
    let nothing = room.family.show(id, &sight).expect_err("no code");
    assert_eq!(nothing.view(Lang::Zh).code, "not-shown");

    let (source, _) = room.drop("card.pdf", data("card.pdf"));
    let view = room
        .family
        .keep_document(&mut room.tray, source, &belongs, &sight, &machine);
    let held = view.expect("kept").people[0]
        .held
        .iter()
        .map(|held| held.slip.id)
        .collect::<Vec<_>>();
    let pdf = held.into_iter().find(|held| *held != id).expect("both");
    assert_eq!(room.family.document_pages(pdf).expect("a PDF"), 1);
    let page = room.family.document_page(pdf, 0).expect("a page");
    assert!(page.starts_with(b"\x89PNG"));
    assert!(room.family.document_page(pdf, 1).is_err());
    let view = room.undo();
    assert_eq!(view.people[0].held.len(), 1);
}

#[test]
fn a_document_above_the_limit_is_refused_and_a_pasted_picture_is_kept() {
    let mut room = Room::new(now(), &[]);
    let id = room.add(&fields("张小满", ""));
    let (sight, machine) = (room.sight(), room.machine());
    let long = vec![b'x'; (32 << 20) + 1];
    let source = room.tray.take_in("long.txt", long).expect("opens").id;
    let belongs = Belongs::Person { id };
    let kept = room
        .family
        .keep_document(&mut room.tray, source, &belongs, &sight, &machine);
    assert_eq!(
        kept.expect_err("too large").view(Lang::Zh).code,
        "document-too-large"
    );
    let picture = room
        .tray
        .take_in_picture(Some((2, 2, vec![200; 16])))
        .expect("opens");
    let view = room
        .family
        .keep_document(&mut room.tray, picture.id, &belongs, &sight, &machine);
    let held = view.expect("kept").people[0].held[0].clone();
    assert_eq!(held.slip.title, "图片");
    assert_eq!(
        room.family.document_pages(held.slip.id).expect("a picture"),
        1
    );
    let page = room.family.document_page(held.slip.id, 0).expect("drawn");
    assert!(page.starts_with(b"\x89PNG"));
    let nothing = room.tray.take_in_picture(None).expect_err("empty");
    assert_eq!(nothing.view(Lang::Zh).code, "paste-nothing");
}

#[test]
fn search_finds_by_name_pinyin_initials_and_number() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    room.add(&fields("张小满", "2019-03-05"));
    room.add(&fields("单小舟", "2019-03-05"));
    room.take("CZ", 5);
    for (search, names) in [
        ("小", vec!["张小满", "单小舟"]),
        ("zxm", vec!["张小满"]),
        ("zhangx", vec!["张小满"]),
        ("shan", vec!["单小舟"]),
        ("novak", vec!["Jan Novák"]),
        ("NOVÁK J", vec!["Jan Novák"]),
        ("疫苗接种", vec!["Jan Novák"]),
        ("urn:uvci:01:cz", vec!["Jan Novák"]),
        ("没有这个人", vec![]),
    ] {
        assert_eq!(room.found(search), names, "{search}");
    }
}

#[test]
fn the_order_is_what_was_chosen_and_the_fields_are_checked() {
    let mut room = Room::new(now(), &[]);
    let ids = ["甲", "乙", "丙"].map(|name| room.add(&fields(name, "")));
    let (sight, machine) = (room.sight(), room.machine());
    let names = |view: &FamilyView| {
        view.people
            .iter()
            .map(|p| p.name.clone())
            .collect::<String>()
    };
    let mut move_to = |id, before| {
        let view = room.family.move_person(id, before, &sight, &machine);
        names(&view.expect("moved"))
    };
    assert_eq!(move_to(ids[2], Some(ids[0])), "丙甲乙");
    assert_eq!(move_to(ids[2], None), "甲乙丙");
    assert_eq!(move_to(ids[0], Some(ids[2])), "乙甲丙");
    let delegate = |until: &str| PersonFields {
        right: Right::Delegate,
        until: until.to_owned(),
        ..fields("丁", "")
    };
    for (fields, code) in [
        (fields(" ", ""), "name"),
        (fields("丁", "03-05-2019"), "birth"),
        (fields("丁", "2019-02-30"), "birth"),
        (fields("丁", "2026-12-01"), "birth"),
        (delegate(""), "right-until"),
        (delegate("2027-02-30"), "right-until"),
    ] {
        let wrong = room.family.save_person(None, &fields, &sight, &machine);
        assert_eq!(wrong.expect_err(code).view(Lang::Zh).code, code);
    }
    let dotted = room.add(&fields(" 阿依古丽・买买提 ", "2019"));
    let view = room.view();
    let person = view
        .people
        .iter()
        .find(|person| person.id == dotted)
        .expect("added");
    assert_eq!(person.name, "阿依古丽·买买提");
}

#[test]
fn what_ends_soon_says_so_and_is_reminded_of_without_a_name() {
    let mut room = Room::of_vectors(&[("CZ", 5)]);
    room.take("CZ", 5);
    assert!(!room.view().people[0].held[0].slip.next.contains("就过期"));
    let sight = room.sight();
    assert!(room.family.reminders(&sight).is_empty());
    room.now = at("2022-06-03T16:00:00+08:00");
    let next = room.view().people[0].held[0].slip.next.clone();
    assert!(
        next.starts_with("到 2022 年 6 月 7 日就过期。要新的，请找"),
        "{next}"
    );
    let sight = room.sight();
    assert_eq!(room.family.reminders(&sight), ["有 1 份码 7 天内到期。"]);
}

#[test]
fn a_code_is_shown_between_its_neighbours() {
    let mut room = Room::of_vectors(&[("CZ", 5), ("AT", 1)]);
    room.take("CZ", 5);
    let view = room.take("CZ", 14);
    let row: Vec<u32> = view.people[0]
        .held
        .iter()
        .map(|held| held.slip.id)
        .collect();
    let last = room.take("AT", 1).people[1].held[0].slip.id;
    let sight = room.sight();
    let shown = room.family.show(row[1], &sight).expect("shown");
    assert_eq!(
        (shown.name.as_str(), shown.line.as_str()),
        ("Jan Novák", "2000 年 11 月 19 日生")
    );
    assert_eq!((shown.symbols.len(), shown.slip.id), (1, row[1]));
    assert!(shown.symbols[0].side <= 105 && shown.symbols[0].path.starts_with("M0 0h7v1h-7z"));
    let before = shown.before.expect("his other code");
    let after = shown.after.expect("the next person's");
    assert_eq!(
        (before.id, after.id, after.name.as_str()),
        (row[0], last, "Gabriele Musterfrau-Gößinger")
    );
    assert_eq!(
        before.name, view.people[0].held[0].slip.title,
        "of the same person: by what it is"
    );
    assert!(
        room.family
            .show(last, &sight)
            .expect("shown")
            .after
            .is_none()
    );
    assert!(!shown.capture.is_empty() && !shown.capture.starts_with("capture-"));
    let printed = room.family.to_print(&[last, 9999, row[0]], &sight);
    assert_eq!(
        printed.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [last, row[0]]
    );
}

#[test]
fn a_card_in_parts_is_one_thing_across_sources() {
    let digits = String::from_utf8(data("card.txt")).expect("UTF-8");
    let digits = digits
        .trim()
        .strip_prefix("shc:/")
        .expect("a card")
        .to_owned();
    let half = digits.len() / 4 * 2;
    let parts = [
        format!("shc:/1/2/{}", &digits[..half]),
        format!("shc:/2/2/{}", &digits[half..]),
    ];
    let mut room = Room::new(now(), &[data("card.jwks.json")]);
    let first = room.find(&parts[0]);
    let sight = room.sight();
    let source = room
        .tray
        .take_in("", parts[1].clone().into_bytes())
        .expect("opens");
    let page = room
        .tray
        .read(source.id, 0, Some(&room.family), &sight)
        .expect("read");
    assert_eq!(page.gone, [first.slip.id]);
    assert_eq!(page.found.len(), 1);
    assert_eq!(page.found[0].slip.verdict, Verdict::Accept);
    // Reading a page again gives the same card anew, not twice.
    let again = room
        .tray
        .read(source.id, 0, Some(&room.family), &sight)
        .expect("read");
    assert_eq!(
        (again.gone, again.found.len()),
        (vec![page.found[0].slip.id], 1)
    );
    assert_eq!(again.found[0].slip.verdict, Verdict::Accept);
    room.tray.put_back(source.id);
    assert!(room.tray.read(source.id, 0, None, &sight).is_err());
}

#[test]
fn everything_is_worded_in_every_language() {
    for lang in [Lang::Zh, Lang::En] {
        let mut room = Room::of_vectors(&[("CZ", 5)]);
        let settings = Settings {
            lang,
            ..Settings::default()
        };
        room.desk.change_settings(settings).expect("no disk");
        let found = room.find(&signed("CZ", 5).0);
        let view = room.keep(&[&found]);
        let newer = room.find(&signed("CZ", 15).0);
        let held = &view.people[0].held[0];
        let texts = [
            Some(&view.tally),
            view.undo.as_ref(),
            view.note.as_ref(),
            Some(&held.kept),
        ];
        let more = [Some(&found.why), Some(&newer.why), newer.replaces.as_ref()];
        for text in texts.into_iter().chain(more) {
            let text = text.expect("said");
            let key = text.contains('{') || (text.is_ascii() && !text.contains(' '));
            assert!(!text.is_empty() && !key, "{lang}: {text}");
        }
    }
}

#[test]
fn nothing_of_a_person_is_in_debug_output() {
    let mut room = Room::new(now(), &[data("signer.pem")]);
    let (_, found) = room.drop("小雨.txt", data("genuine.txt"));
    room.keep(&[&found[0]]);
    room.drop("小雨.txt", data("genuine.txt"));
    let sight = room.sight();
    let id = room.view().people[0].held[0].slip.id;
    let printed = room.family.to_print(&[id], &sight);
    let seen = format!("{:?} {:?} {printed:?}", room.family, room.tray);
    for secret in ["小雨", "XIAOYU", "2018", "HC1:"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
}
