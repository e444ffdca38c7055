//! KC1 on the desk: a gate that remembers and asks, practice, status lists that come later.

use std::path::{Path, PathBuf};

use desk::kct::{Publisher, TrustFile};
use desk::view::{Lang, SlipView, Verdict};
use desk::{Desk, Shelf};
use healthcode::kct::PartType;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde_json::Value;
use tempfile::TempDir;

fn negative() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/negative")
}

fn text(id: &str) -> String {
    let all = std::fs::read_to_string(negative().join("kc1.ndjson")).expect("kc1.ndjson");
    let mut lines = all
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    let line = lines.find(|line| line["id"] == id).expect(id);
    line["text"].as_str().expect("text").to_owned()
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(negative().join("trust").join(name)).expect(name)
}

fn at(second: i64) -> Zoned {
    let noon: Timestamp = "2026-09-30T02:00:00Z".parse().expect("RFC 3339");
    (noon + SignedDuration::from_secs(second)).to_zoned(jiff::tz::TimeZone::UTC)
}

fn desk() -> Desk {
    let mut desk = Desk::open(None, PathBuf::new());
    let trust = negative().join("trust/kc1-good.kct");
    desk.trust_for_now(&trust, &at(0)).expect("a trust file");
    desk
}

fn scan(desk: &mut Desk, id: &str, second: i64) -> SlipView {
    let mut page = desk.scan(&text(id), &at(second));
    page.slips.pop().expect("a slip")
}

#[test]
fn a_live_code_counts_once_and_stays_what_it_was() {
    let mut desk = desk();
    let slip = scan(&mut desk, "kc1-A-control-live", 0);
    assert_eq!(
        (slip.verdict, slip.title.as_str()),
        (Verdict::Accept, "动态码 · Test district")
    );
    assert_eq!(slip.marks, ["写的颜色：绿"]);
    assert_eq!(slip.holder.as_ref().map(|h| h.name.as_str()), Some("张*"));
    assert_eq!(slip.answers.last().map(|a| a.value.as_str()), Some("刚刚"));
    let later = desk.slips(&at(300));
    assert_eq!(
        later[0].verdict,
        Verdict::Accept,
        "looked at again, not shown again"
    );
    let again = scan(&mut desk, "kc1-A-control-live", 40);
    assert_eq!(
        (again.verdict, again.note.as_deref()),
        (Verdict::Undecided, Some("这里见过同一张"))
    );
    assert_eq!(
        again.answers.last().map(|a| a.value.as_str()),
        Some("40 秒前在这里见过")
    );
    let copy = scan(&mut desk, "kc1-I-bare", 0);
    assert_eq!(
        (copy.verdict, copy.title.as_str()),
        (Verdict::Undecided, "今日码 · Test district")
    );
    assert!(
        scan(&mut desk, "kc1-D-zeros", 0)
            .marks
            .iter()
            .all(|mark| !mark.contains("颜色"))
    );
}

#[test]
fn a_gate_that_asks_wants_its_digits() {
    let mut desk = desk();
    let digits = desk.ask(&at(0));
    let shown = |c: u8| c.is_ascii_digit() || c == b' ';
    assert!(digits.digits.len() == 7 && digits.digits.bytes().all(shown));
    assert_eq!(digits.renew, 80_000);
    let slip = scan(&mut desk, "kc1-A-control-live", 0);
    assert_eq!(slip.note.as_deref(), Some("数字对不上"));
    desk.stop_asking();
    assert_eq!(
        scan(&mut desk, "kc1-A-control-live", 1).verdict,
        Verdict::Accept
    );
}

#[test]
fn practice_counts_while_it_is_rehearsed() {
    let mut desk = desk();
    let code = "kc1-E-control-practice";
    let refused = scan(&mut desk, code, 0);
    assert_eq!(
        (refused.verdict, refused.note.as_deref()),
        (Verdict::Refuse, Some("演练用的码"))
    );
    let slips = desk.practise(vec![file("kc1-practice.kct")], &at(0));
    assert_eq!(
        (slips[0].verdict, slips[0].note.as_deref()),
        (Verdict::Accept, Some("演练，不作数"))
    );
    assert_eq!(slips[0].marks[0], "演练，不作数");
    assert_eq!(
        scan(&mut desk, "kc1-A-control-paper", 0).marks,
        ["纸质码", "写的颜色：绿"]
    );
    scan(&mut desk, code, 0);
    let slips = desk.stop_practising(&at(0));
    assert_eq!(slips[0].verdict, Verdict::Refuse);
    assert!(
        desk.trust_for_now(&negative().join("trust/kc1-practice.kct"), &at(0))
            .is_err()
    );
}

#[test]
fn the_rules_of_the_region_are_the_fourth_answer() {
    let mut desk = desk();
    desk.practise(vec![file("kc1-practice.kct")], &at(0));
    let stand_in = |desk: &mut Desk, region: &str| {
        let mut settings = desk.settings();
        settings.region = region.to_owned();
        desk.change_settings(settings).expect("nothing is kept");
    };
    let rules = |slip: &SlipView| {
        let answer = slip.answers.iter().find(|a| a.label == "当地规则");
        answer.expect("an answer").value.clone()
    };
    let practice = scan(&mut desk, "kc1-E-control-practice", 0);
    assert_eq!(rules(&practice), "没有选地区");
    let own = practice.facts.iter().find(|fact| fact.label == "地区");
    let own = own.expect("a region").value.clone();

    // Where its region counts: an example decides, and says that it is one.
    stand_in(&mut desk, &own);
    let slip = desk.slips(&at(0)).remove(0);
    assert_eq!(slip.verdict, Verdict::Accept);
    assert_eq!(
        rules(&slip),
        "不清楚：规则没写纸质码能用几天（广东的示例，据 2025 年网文，非现行规定）"
    );

    // Where it does not: genuine all the same, refused, with what to do.
    let others = desk.regions().into_iter().map(|region| region.id);
    let refusing = others.into_iter().find_map(|other| {
        stand_in(&mut desk, &other);
        let slip = desk.slips(&at(0)).remove(0);
        (slip.verdict == Verdict::Refuse).then_some(slip)
    });
    let slip = refusing.expect("a region that recognises its own codes alone");
    assert_eq!(
        (slip.word.as_str(), slip.note.as_deref()),
        ("这里不收", Some("签名真实，这里不认那个地区的码"))
    );
    assert!(slip.next.starts_with("请领"), "{}", slip.next);
    assert!(rules(&slip).starts_with("不符合："), "{}", rules(&slip));

    // An example says nothing about a real code: not known, always shown, and it lowers nothing.
    stand_in(&mut desk, &own);
    let real = scan(&mut desk, "kc1-A-control-paper", 0);
    assert_eq!(real.verdict, Verdict::Accept);
    assert_eq!(rules(&real), "不清楚：这个地区只有示例，判断不了真实的码");
    stand_in(&mut desk, "XX-99");
    let real = desk.slips(&at(0)).remove(0);
    assert_eq!(rules(&real), "不清楚：没有这个地区的规则");
}

#[test]
fn a_region_says_what_it_wants_and_how_another_one_differs() {
    let desk = desk();
    let regions = desk.regions();
    assert_eq!(regions.len(), 34, "each once");
    let guangdong = desk.region("CN-GD", "CN-SH", &at(0)).expect("in force");
    assert_eq!(
        guangdong.mark.as_deref(),
        Some("示例，据 2025 年网文，非现行规定")
    );
    assert!(guangdong.steps[0].starts_with("请带"), "{guangdong:?}");
    let offline = guangdong.facts.iter().find(|fact| fact.label == "离线码");
    let offline = offline.expect("it is said");
    assert_eq!(
        (offline.value.as_str(), offline.other.as_deref()),
        ("30 天", Some("7 天"))
    );
    assert!(
        offline
            .source
            .as_deref()
            .is_some_and(|s| s.contains("微信怎么查孩子健康码"))
    );
    assert_eq!(desk.region("XX-99", "", &at(0)), None);
    let alone = desk.region("CN-GD", "CN-GD", &at(0)).expect("in force");
    assert!(alone.facts.iter().all(|fact| fact.other.is_none()));
}

#[test]
fn a_status_list_that_comes_later_is_kept() {
    let home = TempDir::new().expect("a folder");
    let now = at(0).timestamp();
    let mut shelf = Shelf::open(Some(home.path()));
    let bytes = file("kc1-status-absent.kct");
    let publisher = TrustFile::read(&bytes).expect("a trust file").publisher();
    let offer = shelf.offer("absent.kct", bytes, now).expect("an offer");
    shelf
        .accept(&offer, &["kc1:*".to_owned()], now, Lang::En)
        .expect("pinned");
    let reason = |shelf: &Shelf| {
        let judgement = healthcode::judge(&text("kc1-A-control-paper"), shelf.trust(), now);
        judgement.reason.as_str()
    };
    assert_eq!(reason(&shelf), "kc1.status-unknown");
    let good = file("kc1-good.kct");
    let good = TrustFile::read(&good).expect("a trust file");
    let token = good
        .unverified_parts()
        .find(|(part, _)| part.kind == PartType::Status);
    let (_, token) = token.expect("a status list");
    assert!(shelf.take_status(Publisher([0; 16]), token, now).is_err());
    shelf.take_status(publisher, token, now).expect("taken");
    assert_eq!(reason(&shelf), "genuine");
    let again = Shelf::open(Some(home.path()));
    assert_eq!(reason(&again), "genuine", "and kept");
    // Nobody's list, as nobody is believed any more.
    let empty = Shelf::empty();
    assert_eq!(reason(&empty), "kc1.issuer-unknown");
}
