//! What is written is read, and has one spelling.

use healthcode::Private;
use healthcode::kc1::{Claims, Code, Colour, Holder, Kind, Log, Proof, Second, Serial, write};
use healthcode::kct::Realm;
use proptest::option;
use proptest::prelude::*;

use crate::makers::{DAY, HOUR, T, at, device, issuer};

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Strip(device().device())),
        Just(Kind::Paper),
        "[a-z0-9-]{1,16}".prop_map(Kind::School),
    ]
}

fn second() -> impl Strategy<Value = Second> {
    prop_oneof![
        "[0-9A-Z]{4}".prop_map(Second::Tail),
        (1u8..=12, 1u8..=29).prop_map(|(month, day)| Second::Birthday { month, day }),
    ]
}

fn holder() -> impl Strategy<Value = Holder> {
    let name = option::of("[A-Z]{1,4}|[\u{4E00}-\u{9FFF}]|[\u{20000}-\u{2A6DF}]{1,3}");
    (name, option::of(second()))
        .prop_filter("somebody", |(name, second)| {
            name.is_some() || second.is_some()
        })
        .prop_map(|(name, second)| Holder {
            name: name.map(Private::new),
            second: second.map(Private::new),
        })
}

prop_compose! {
    fn claims()(
        kind in kind(),
        practice: bool,
        region in "[A-Z]{2}(-[A-Z0-9]{1,3})?",
        colour in 0..4,
        log in (0..1u64 << 48, any::<[u8; 32]>()).prop_map(|(index, leaf)| Log { index, leaf }),
        holder in holder(),
        iat in T - DAY..T + DAY,
        begin in -DAY..10 * DAY,
        life in 12 * HOUR..28 * HOUR,
        facts in 0..DAY,
        authority in "[a-z0-9][a-z0-9-]{1,11}",
        list in 0..1_000_000u32,
        index in 0..1u32 << 20,
    ) -> Claims {
        let colour = match (&kind, colour) {
            (Kind::Strip(_), 3) => Colour::Red(log),
            (Kind::Strip(_), 2) => Colour::Yellow(log),
            (Kind::Strip(_) | Kind::Paper, 1) => Colour::Green,
            _ => Colour::None,
        };
        // Ends after it was issued, whenever it begins.
        let nbf = iat + begin.max(-11 * HOUR);
        Claims {
            kind,
            realm: if practice { Realm::Practice } else { Realm::Real },
            region,
            colour,
            as_of: at(iat - facts),
            holder,
            iat: at(iat),
            nbf: at(nbf),
            exp: at(nbf + life),
            serial: Serial { authority, list, index },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read(claims in claims(), rnd: [u8; 8], challenge in option::of(0..1_000_000u32)) {
        let unsigned = write::code(&claims, &issuer().key).expect("claims");
        let text = unsigned.text(&[7; 64]);
        let code = Code::read(&text).expect("a code");
        prop_assert_eq!(code.claimed(), &claims);
        let again = write::code(code.claimed(), &issuer().key).expect("claims");
        prop_assert_eq!(again.text(&[7; 64]), text);
        let proof = Proof { t: claims.iat, rnd, challenge };
        let unsigned = write::proof(&code, &proof);
        prop_assert_eq!(unsigned.is_ok(), matches!(claims.kind, Kind::Strip(_)));
        if let Ok(unsigned) = unsigned {
            let live = Code::read(&unsigned.text(&[8; 64])).expect("a live proof");
            prop_assert_eq!(live.claimed(), &claims);
            prop_assert_eq!(live.claimed_proof(), Some(&proof));
        }
    }

    #[test]
    fn nothing_panics(text in "KC1:[0-9A-Z $%*+./:-]{0,120}") {
        let _ = Code::read(&text);
    }
}

#[test]
fn claims_that_no_reader_takes_are_not_written() {
    let wrong = |change: &dyn Fn(&mut Claims)| {
        let mut claims = crate::makers::paper();
        change(&mut claims);
        assert!(write::code(&claims, &issuer().key).is_err(), "{claims:?}");
    };
    wrong(&|c| c.region = "cn".to_owned());
    wrong(&|c| c.exp = at(T + 31 * DAY + 1));
    wrong(&|c| c.as_of = at(T + 1));
    wrong(&|c| c.exp = at(4_102_444_800));
    wrong(&|c| c.iat = jiff::Timestamp::new(T, 5).expect("in range"));
    wrong(&|c| c.serial.index = 1 << 20);
    wrong(&|c| c.serial.authority = "g".to_owned());
    wrong(&|c| {
        c.colour = Colour::Red(Log {
            index: 1,
            leaf: [0; 32],
        })
    });
    wrong(&|c| c.holder.name = Some(Private::new("A B".to_owned())));
    wrong(&|c| {
        c.holder = Holder {
            name: None,
            second: None,
        }
    });
    wrong(&|c| c.holder.second = Some(Private::new(Second::Birthday { month: 2, day: 30 })));
    wrong(&|c| c.holder.second = Some(Private::new(Second::Birthday { month: 1, day: 131 })));
    wrong(&|c| c.kind = Kind::School("School".to_owned()));
}
