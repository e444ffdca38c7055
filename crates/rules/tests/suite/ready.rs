//! Ready for a day.

use healthcode::kc1::{Checked, Claims};
use healthcode::kct::Clock;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use rules::{Believed, Child, Occasion, Packs, Readiness, Reason, Step, readiness};
use serde_json::json;

use crate::authored::{checked, in_region, packs, paper, rule, stated, strip, with};
use crate::makers::{DAY, HOUR, T, at};

/// The day that begins so many days after [`T`], in a zone where it begins with the grid's.
fn occasion(region: &str, days: i64) -> Occasion<'_> {
    let zone = TimeZone::fixed(Offset::UTC);
    let day: Date = (at(T) + SignedDuration::from_hours(24 * days))
        .to_zoned(zone.clone())
        .date();
    Occasion { day, zone, region }
}

fn one(occasion: &Occasion<'_>, codes: &[Claims], packs: &Packs, now: Timestamp) -> Readiness {
    let codes: Vec<Checked> = codes.iter().map(checked).collect();
    let believed = |code| Checked::verified(code).map(Believed::from);
    let child = Child {
        key: "a",
        codes: codes.iter().filter_map(believed).collect(),
    };
    let mut all = readiness(occasion, [child], packs, now, Clock::Good);
    let (key, ready) = all.remove(0);
    assert_eq!((key, all.len()), ("a", 0));
    assert_eq!(ready.is_ready(), ready.next().is_empty());
    ready
}

#[test]
fn codes_through_the_whole_day() {
    let packs = packs(&[rule()]);
    let run: Vec<_> = (0..7).map(|day| strip(day * DAY)).collect();
    for days in 0..7 {
        let ready = one(&occasion("CN-GD", days), &run, &packs, at(T));
        assert_eq!(ready, Readiness::Ready, "{days}");
    }
    assert!(one(&occasion("CN-GD", 9), &[paper(10)], &packs, at(T)).is_ready());
    assert!(!one(&occasion("CN-GD", 10), &[paper(10)], &packs, at(T)).is_ready());
}

#[test]
fn a_day_by_another_zone_needs_two_strips() {
    let packs = packs(&[rule()]);
    let occasion = Occasion {
        zone: TimeZone::fixed(Offset::constant(8)),
        ..occasion("CN-GD", 2)
    };
    let run = [strip(DAY), strip(2 * DAY)];
    assert!(one(&occasion, &run, &packs, at(T)).is_ready());
    assert!(!one(&occasion, &run[..1], &packs, at(T)).is_ready());
    assert!(!one(&occasion, &run[1..], &packs, at(T)).is_ready());
}

#[test]
fn a_run_that_will_reach_the_day() {
    let packs = packs(&[rule()]);
    let run: Vec<_> = (0..7).map(|day| strip(day * DAY)).collect();
    let term = occasion("CN-GD", 20);
    // Seven strips with the one of the day itself: from the 14th on.
    let (from, by) = (at(T + 14 * DAY), at(T + 20 * DAY));
    assert_eq!(
        one(&term, &run, &packs, at(T)),
        Readiness::Later { from, by }
    );
    assert_eq!(
        one(&term, &run, &packs, at(T + 14 * DAY - 1)),
        Readiness::Later { from, by }
    );
    let now = one(&term, &run, &packs, from);
    assert_eq!(now.next(), [Step::Refresh { by }]);
    assert!(matches!(now, Readiness::NotReady { reason: None, .. }));
}

#[test]
fn without_days_offline_the_day_itself() {
    for days in [stated(json!(0)), json!("unknown")] {
        let packs = packs(&[with(rule(), "offline_days", days)]);
        let later = one(&occasion("CN-GD", 3), &[strip(0)], &packs, at(T));
        let (from, by) = (at(T + 3 * DAY), at(T + 4 * DAY));
        assert_eq!(later, Readiness::Later { from, by });
        let today = one(
            &occasion("CN-GD", 3),
            &[strip(0)],
            &packs,
            at(T + 3 * DAY + HOUR),
        );
        assert_eq!(today.next(), [Step::Refresh { by }]);
    }
}

#[test]
fn who_has_nothing_gets_a_code_and_paper_is_printed_anew() {
    let packs = packs(&[rule()]);
    let none = one(&occasion("CN-GD", 1), &[], &packs, at(T));
    assert_eq!(none.next(), [Step::GetCode]);
    let old = one(&occasion("CN-GD", 12), &[paper(10)], &packs, at(T));
    assert_eq!(
        old.next(),
        [Step::Reprint {
            by: at(T + 12 * DAY)
        }]
    );
}

#[test]
fn rules_of_the_place_decide() {
    let beijing = in_region(rule(), "CN-BJ");
    let packs = packs(&[rule(), beijing]);
    let trip = one(&occasion("CN-BJ", 1), &[paper(10)], &packs, at(T));
    assert!(matches!(
        trip,
        Readiness::NotReady {
            reason: Some(Reason::NotRecognised),
            ..
        }
    ));
    let trip = one(&occasion("CN-XJ", 1), &[paper(10)], &packs, at(T));
    assert!(matches!(
        trip,
        Readiness::Unknown {
            reason: Reason::NoPack,
            ..
        }
    ));
    // The rules that are held end before that day.
    let far = one(&occasion("CN-GD", 100), &[paper(10)], &packs, at(T));
    assert!(matches!(far, Readiness::NotReady { reason: None, .. }));
}

#[test]
fn a_clock_that_is_behind_knows_nothing() {
    let packs = packs(&[rule()]);
    let code = checked(&paper(10));
    let child = Child {
        key: 1,
        codes: code.verified().map(Believed::from).into_iter().collect(),
    };
    let clock = Clock::Behind { floor: at(T) };
    let all = readiness(&occasion("CN-GD", 1), [child], &packs, at(T), clock);
    let next = vec![Step::SetClock];
    let reason = Reason::Clock;
    assert_eq!(all, [(1, Readiness::Unknown { reason, next })]);
}
