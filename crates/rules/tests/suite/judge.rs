//! The fourth answer, reason by reason and at each edge.

use healthcode::Verdict;
use healthcode::kc1::{Claims, Colour};
use healthcode::kct::Clock;
use rules::{Here, Outcome, Packs, Reason, Release, RulesAnswer, Step, judge, verdict};
use serde_json::json;

use crate::authored::{
    LOG, checked, colours, here, in_region, joined, packs, paper, practice, rule, school, stated,
    strip, with,
};
use crate::makers::{DAY, HOUR, T, at};

fn answer(claims: &Claims, packs: &Packs, here: &Here<'_>) -> RulesAnswer {
    let checked = checked(claims);
    judge(checked.verified().expect("a good signature"), packs, here)
}

fn reason(claims: &Claims, packs: &Packs, here: &Here<'_>) -> Reason {
    let answer = answer(claims, packs, here);
    assert_eq!(answer.outcome, answer.reason.outcome());
    assert!(!answer.next.is_empty(), "a person is told what to do");
    answer.reason
}

#[test]
fn what_meets_the_rules_passes() {
    let packs = packs(&[rule()]);
    for code in [paper(10), strip(0), strip(7 * DAY), school()] {
        let answer = answer(&code, &packs, &here("CN-GD", T));
        assert_eq!(
            (answer.outcome, answer.reason),
            (Outcome::Pass, Reason::InOrder)
        );
        assert_eq!(answer.until, Some(code.exp));
        assert!(!answer.is_example());
    }
    let code = answer(&strip(0), &packs, &here("CN-GD", T));
    assert_eq!(code.next, [Step::Nothing { until: at(T + DAY) }]);
    let code = answer(&paper(10), &packs, &here("CN-GD", T));
    assert_eq!(
        code.next,
        [Step::Reprint {
            by: at(T + 10 * DAY)
        }]
    );
}

#[test]
fn a_pack_begins_and_lapses_to_the_second() {
    let packs = packs(&[rule()]);
    for (now, is) in [
        (T - 100 * DAY - 1, Reason::NotInForce),
        (T - 100 * DAY, Reason::InOrder),
        (T + 100 * DAY - 1, Reason::InOrder),
        (T + 100 * DAY, Reason::NotInForce),
    ] {
        assert_eq!(reason(&strip(0), &packs, &here("CN-GD", now)), is, "{now}");
    }
    let before = answer(&strip(0), &packs, &here("CN-GD", T - 101 * DAY));
    assert_eq!(before.until, Some(at(T - 100 * DAY)));
    assert_eq!(before.next, [Step::GetPacks]);
}

#[test]
fn a_place_without_rules_is_not_known() {
    let none = Packs::default();
    assert_eq!(reason(&strip(0), &none, &here("CN-GD", T)), Reason::NoPack);
    let packs = packs(&[rule()]);
    assert_eq!(reason(&strip(0), &packs, &here("CN-ZJ", T)), Reason::NoPack);
    let behind = Here {
        clock: Clock::Behind { floor: at(T) },
        ..here("CN-GD", T)
    };
    assert_eq!(reason(&strip(0), &packs, &behind), Reason::Clock);
}

#[test]
fn other_regions_count_where_that_is_said() {
    let beijing = |recognises| with(in_region(rule(), "CN-BJ"), "recognises", recognises);
    for (recognises, is) in [
        (stated(json!(["CN-GD", "CN-ZJ"])), Reason::InOrder),
        (stated(json!(["CN-ZJ"])), Reason::NotRecognised),
        (stated(json!([])), Reason::NotRecognised),
        (json!("unknown"), Reason::RecognitionUnknown),
    ] {
        let packs = packs(&[beijing(recognises)]);
        assert_eq!(reason(&strip(0), &packs, &here("CN-BJ", T)), is);
    }
    let packs = packs(&[beijing(stated(json!([])))]);
    let next = answer(&strip(0), &packs, &here("CN-BJ", T)).next;
    let [Step::CodeOf { .. }, Step::AskRegion { hotline, .. }] = next.as_slice() else {
        panic!("{next:?}");
    };
    assert_eq!(hotline.as_deref(), Some("12345"));
}

#[test]
fn strips_ahead_follow_the_days_offline() {
    let offline = |days| packs(&[with(rule(), "offline_days", days)]);
    for (days, ahead, is) in [
        (stated(json!(7)), 7 * DAY, Reason::InOrder),
        (stated(json!(7)), 7 * DAY + 1, Reason::TooFarAhead),
        (stated(json!(0)), 0, Reason::InOrder),
        (stated(json!(0)), -HOUR, Reason::InOrder),
        (stated(json!(0)), 1, Reason::TooFarAhead),
        (stated(json!(30)), 30 * DAY, Reason::InOrder),
        (json!("unknown"), 0, Reason::InOrder),
        (json!("unknown"), 1, Reason::OfflineUnknown),
    ] {
        let is_now = reason(
            &strip(ahead),
            &offline(days.clone()),
            &here("CN-GD", T + ahead),
        );
        assert_eq!(is_now, is, "{days} {ahead}");
    }
}

#[test]
fn paper_follows_its_days() {
    for (most, days, is) in [
        (stated(json!(10)), 10, Reason::InOrder),
        (stated(json!(9)), 10, Reason::PaperTooLong),
        (json!("unknown"), 1, Reason::PaperUnknown),
    ] {
        let packs = packs(&[with(rule(), "paper_days", most)]);
        assert_eq!(reason(&paper(days), &packs, &here("CN-GD", T)), is);
    }
    let next = answer(&paper(11), &packs(&[rule()]), &here("CN-GD", T)).next;
    assert_eq!(next, [Step::ShorterPaper { days: 10 }]);
}

#[test]
fn colours_count_under_a_law_only_and_lapse_by_themselves() {
    let coloured = |colour| Claims { colour, ..strip(0) };
    let none = coloured(Colour::None);
    let green = coloured(Colour::Green);
    let yellow = coloured(Colour::Yellow(LOG));
    let red = coloured(Colour::Red(LOG));
    let off = packs(&[rule()]);
    let law = packs(&[with(rule(), "colours", colours(10))]);
    let lapsed = here("CN-GD", T + 10 * HOUR);
    let last = here("CN-GD", T + 10 * HOUR - 1);
    let before = here("CN-GD", T - 1);
    for (code, without, under) in [
        (&none, Reason::InOrder, Reason::ColourMissing),
        (&green, Reason::InOrder, Reason::InOrder),
        (&yellow, Reason::ColourOff, Reason::ColourLimited),
        (&red, Reason::ColourOff, Reason::Colour),
    ] {
        assert_eq!(reason(code, &off, &last), without);
        assert_eq!(reason(code, &law, &before), without);
        assert_eq!(reason(code, &law, &last), under);
        assert_eq!(reason(code, &law, &lapsed), without);
    }
    let answer = answer(&red, &law, &last);
    assert_eq!(answer.until, Some(at(T + 10 * HOUR)));
    let release = Release { days: 14, tests: 5 };
    assert_eq!(
        answer.next[..2],
        [
            Step::Release(release),
            Step::Lapses {
                at: at(T + 10 * HOUR)
            },
        ]
    );
}

#[test]
fn an_example_decides_about_practice_only() {
    let examples = Packs::examples().expect("they ship");
    let here = here("CN-GD", T);
    assert_eq!(reason(&strip(0), &examples, &here), Reason::ExampleOnly);
    let practised = answer(&practice(strip(0)), &examples, &here);
    assert_eq!(practised.reason, Reason::InOrder);
    assert!(practised.is_example());
    assert_eq!(
        reason(&practice(paper(10)), &examples, &here),
        Reason::PaperUnknown
    );
}

#[test]
fn of_several_packs_the_strictest_counts() {
    let strict = with(rule(), "offline_days", stated(json!(0)));
    let both = joined(&[rule(), strict.clone()]);
    assert_eq!(
        reason(&strip(DAY), &both, &here("CN-GD", T + DAY)),
        Reason::TooFarAhead
    );
    let open = with(rule(), "offline_days", json!("unknown"));
    let both = joined(&[rule(), open, strict]);
    assert_eq!(
        reason(&strip(DAY), &both, &here("CN-GD", T + DAY)),
        Reason::TooFarAhead
    );
    assert_eq!(reason(&strip(0), &both, &here("CN-GD", T)), Reason::InOrder);
}

#[test]
fn the_verdict_falls_with_a_failure_and_with_nothing_else() {
    let packs = packs(&[rule()]);
    let fails = answer(&paper(11), &packs, &here("CN-GD", T));
    let passes = answer(&paper(10), &packs, &here("CN-GD", T));
    let open = answer(&paper(10), &packs, &here("CN-ZJ", T));
    for (before, answer, after) in [
        (Verdict::Accept, &passes, Verdict::Accept),
        (Verdict::Accept, &open, Verdict::Accept),
        (Verdict::Accept, &fails, Verdict::Refuse),
        (Verdict::Undecided, &passes, Verdict::Undecided),
        (Verdict::Undecided, &open, Verdict::Undecided),
        (Verdict::Undecided, &fails, Verdict::Undecided),
        (Verdict::Refuse, &passes, Verdict::Refuse),
        (Verdict::Refuse, &open, Verdict::Refuse),
        (Verdict::Refuse, &fails, Verdict::Refuse),
    ] {
        assert_eq!(verdict(before, answer), after);
    }
}
