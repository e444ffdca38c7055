//! What holds for all packs and codes.

use healthcode::kc1::{Checked, Claims, Colour};
use proptest::prelude::*;
use rules::{EXAMPLES, Outcome, Packs, Reason, judge};
use serde_json::{Value as Json, json};

use crate::authored::{
    LOG, checked, colours, here, in_region, joined, packs, paper, practice, rule, school, stated,
    strip, with,
};
use crate::makers::{DAY, T, at};

/// A pack of Guangdong: rule or example, in force or not, with each value known or not.
fn pack() -> impl Strategy<Value = Json> {
    let value = |values: Vec<Json>| {
        let known = proptest::sample::select(values).prop_map(stated);
        prop_oneof![1 => Just(json!("unknown")), 3 => known]
    };
    (
        value(vec![json!(0), json!(1), json!(7), json!(30)]),
        value(vec![json!(1), json!(10), json!(31)]),
        value(vec![json!([]), json!(["CN-GD"]), json!(["CN-GD", "CN-ZJ"])]),
        prop_oneof![3 => Just(json!("off")), 1 => Just(colours(48)), 1 => Just(colours(1))],
        proptest::sample::select(vec!["rule", "rule", "example"]),
        proptest::sample::select(vec![-200_i64, -1, 0]),
        any::<bool>(),
    )
        .prop_map(
            |(offline, most, recognises, colours, standing, from, own)| {
                let pack = if own {
                    rule()
                } else {
                    with(in_region(rule(), "CN-BJ"), "recognises", recognises)
                };
                let pack = with(pack, "offline_days", offline);
                let pack = with(pack, "paper_days", most);
                let pack = with(pack, "colours", colours);
                let pack = with(pack, "standing", json!(standing));
                with(pack, "from", json!(at(T + from * DAY).to_string()))
            },
        )
}

/// Codes of Guangdong of each kind, colour and realm, signed once.
fn codes() -> &'static [Checked] {
    static CODES: std::sync::LazyLock<Vec<Checked>> = std::sync::LazyLock::new(|| {
        let coloured = |colour| Claims { colour, ..strip(0) };
        let mut claims = vec![paper(1), paper(10), paper(31), school()];
        claims.extend([0, DAY, 7 * DAY, 30 * DAY].map(strip));
        claims.extend([Colour::Green, Colour::Yellow(LOG), Colour::Red(LOG)].map(coloured));
        claims.extend(claims.clone().into_iter().map(practice));
        claims.iter().map(checked).collect()
    });
    &CODES
}

fn is(packs: &Packs, code: &Checked, region: &str) -> (Outcome, Reason) {
    let code = code.verified().expect("a good signature");
    let answer = judge(code, packs, &here(region, T));
    (answer.outcome, answer.reason)
}

const REGIONS: [&str; 3] = ["CN-GD", "CN-BJ", "CN-ZJ"];

/// No pack of the region decides: then another one may.
const fn is_bare(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::NoPack | Reason::NotInForce | Reason::ExampleOnly
    )
}

proptest! {
    #[test]
    fn another_pack_never_turns_a_failure_or_a_doubt_into_a_pass(
        held in prop::collection::vec(pack(), 0..4),
        new in pack(),
    ) {
        let before = joined(&held);
        let after = before.clone().and(packs(&[new]));
        for code in codes() {
            for region in REGIONS {
                let (was, reason) = is(&before, code, region);
                let (now, _) = is(&after, code, region);
                prop_assert!(now >= was || is_bare(reason), "{reason:?} {region}");
                prop_assert!(was != Outcome::Fail || now == Outcome::Fail);
            }
        }
    }

    #[test]
    fn forgetting_a_value_never_makes_a_pass(
        known in pack(),
        field in proptest::sample::select(vec!["offline_days", "paper_days", "recognises", "update"]),
    ) {
        let before = packs(std::slice::from_ref(&known));
        let after = packs(&[with(known, field, json!("unknown"))]);
        for code in codes() {
            for region in REGIONS {
                let passes = |packs| is(packs, code, region).0 == Outcome::Pass;
                prop_assert!(passes(&before) || !passes(&after), "{field}");
            }
        }
    }

    #[test]
    fn a_real_code_passes_by_a_rule_in_force_alone(held in prop::collection::vec(pack(), 0..4)) {
        let packs = joined(&held);
        for code in codes() {
            for region in REGIONS {
                if is(&packs, code, region).0 == Outcome::Pass {
                    let real = code.verified().is_some_and(|code| {
                        code.claims().realm == healthcode::kct::Realm::Real
                    });
                    prop_assert!(packs.at(region, at(T)).any(|pack| !real || !pack.is_example()));
                }
            }
        }
    }

    #[test]
    fn damaged_packs_are_refused_or_canonical(at in 0..EXAMPLES.len(), byte: u8) {
        let mut bytes = EXAMPLES.to_vec();
        bytes[at] = byte;
        if Packs::read(&bytes).is_ok() {
            let json: Json = serde_json::from_slice(&bytes).expect("it was read");
            let again = serde_json_canonicalizer::to_vec(&json).expect("plain data");
            prop_assert_eq!(again, bytes);
        }
        prop_assert!(Packs::read(&EXAMPLES[..at]).is_err(), "cut");
    }
}
