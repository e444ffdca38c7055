//! Packs made for a test, and codes that are really signed.

use std::sync::LazyLock;

use healthcode::kc1::{
    Asked, Checked, Claims, Colour, Kind, Log, Practice, Real, Serial, Store, judge, write,
};
use healthcode::kct::{Clock, Realm};
use jiff::SignedDuration;
use rules::{Here, Packs, compile};
use serde_json::{Value as Json, json};

use crate::makers::{self, DAY, HOUR, T, at};

/// A rule of Guangdong around [`T`] that knows all: codes of Beijing count, seven days offline, ten on
/// paper, colours off.
pub fn rule() -> Json {
    let of = |value: Json| json!({ "value": value, "source": "law", "at": "art. 1" });
    json!({
        "region": "CN-GD",
        "names": { "zh": "广东", "en": "Guangdong" },
        "class": "mainland",
        "division": "44",
        "east_minutes": 480,
        "version": 1,
        "standing": "rule",
        "from": at(T - 100 * DAY).to_string(),
        "until": at(T + 100 * DAY).to_string(),
        "sources": { "law": { "title": "示例法规", "date": "2026-01-01", "kind": "law" } },
        "papers": of(json!([["household-register"]])),
        "review_hours": of(json!(2)),
        "face": of(json!(false)),
        "children": of(json!(3)),
        "offline_days": of(json!(7)),
        "display": of(json!("done")),
        "update": of(json!("auto")),
        "appeal": of(json!("for-children")),
        "hotline": of(json!("12345")),
        "recognises": of(json!(["CN-BJ"])),
        "paper_days": of(json!(10)),
        "grace_hours": of(json!(12)),
        "mask": of(json!("tail")),
        "colours": "off",
    })
}

/// The same with `field` changed.
pub fn with(mut pack: Json, field: &str, value: Json) -> Json {
    pack[field] = value;
    pack
}

/// A value as packs state it.
pub fn stated(value: Json) -> Json {
    json!({ "value": value, "source": "law", "at": "art. 2" })
}

/// The rule's twin in another region.
pub fn in_region(pack: Json, region: &str) -> Json {
    let pack = with(pack, "recognises", stated(json!([])));
    with(pack, "region", json!(region))
}

/// Colours by a law, in force for `hours` from [`T`] on.
pub fn colours(hours: i64) -> Json {
    json!({
        "instrument": "示例令第 1 号",
        "disease": "麻疹",
        "area": "某区",
        "from": at(T).to_string(),
        "until": at(T + hours * HOUR).to_string(),
        "green": "pass",
        "yellow": "limited",
        "red": "fail",
        "yellow_ends": { "days": 3, "tests": 2 },
        "red_ends": { "days": 14, "tests": 5 },
    })
}

pub fn packs(packs: &[Json]) -> Packs {
    let texts: Vec<String> = packs.iter().map(Json::to_string).collect();
    let bytes = compile(texts.iter().map(String::as_str)).expect("good packs");
    Packs::read(&bytes).expect("what was compiled reads")
}

/// Each side by side with the others, as of publishers of their own.
pub fn joined(all: &[Json]) -> Packs {
    all.iter().fold(Packs::default(), |joined, pack| {
        joined.and(packs(std::slice::from_ref(pack)))
    })
}

pub fn here(region: &str, now: i64) -> Here<'_> {
    Here {
        region,
        now: at(now),
        clock: Clock::Good,
    }
}

pub fn paper(days: i64) -> Claims {
    Claims {
        colour: Colour::None,
        exp: at(T + days * DAY),
        ..makers::paper()
    }
}

/// A strip for the day that begins so many seconds after it was signed.
pub fn strip(ahead: i64) -> Claims {
    Claims {
        colour: Colour::None,
        nbf: at(T + ahead),
        exp: at(T + ahead + DAY),
        ..makers::strip()
    }
}

pub fn school() -> Claims {
    Claims {
        kind: Kind::School("school-1".to_owned()),
        ..paper(30)
    }
}

pub const LOG: Log = Log {
    index: 7,
    leaf: [7; 32],
};

pub fn practice(claims: Claims) -> Claims {
    let realm = Realm::Practice;
    Claims { realm, ..claims }
}

/// What `healthcode` says of these claims, signed by the authority of the tests.
pub fn checked(claims: &Claims) -> Checked {
    static REAL: LazyLock<Store<Real>> = LazyLock::new(makers::store);
    static PRACTICE: LazyLock<Store<Practice>> = LazyLock::new(makers::practice_store);
    let issuer = makers::issuer();
    let claims = Claims {
        serial: Serial {
            list: 1203,
            ..claims.serial.clone()
        },
        ..claims.clone()
    };
    let text = issuer.text(&write::code(&claims, &issuer.key).expect("claims of their kind"));
    let asked = Asked {
        now: claims.nbf.max(at(T)),
        clock: Clock::Good,
        place: Some("school-1"),
        challenge: None,
        grace: SignedDuration::from_hours(48),
        shown: None,
    };
    match claims.realm {
        Realm::Real => judge(&text, &REAL, None, &asked),
        Realm::Practice => judge(&text, &PRACTICE, None, &asked),
    }
}
