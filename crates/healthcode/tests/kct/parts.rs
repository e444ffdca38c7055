//! What an accepted file hands out: parts within scope, authorities without strangers.

use healthcode::kct::{
    Accepted, Authority, Curve, Dropped, KctError, KeyUse, LogPolicy, PartType, Scope, State,
    TrustFile, accept, write,
};

use crate::makers::{Chain, NOW, at, authority, entry, everything, first_root, scope};

/// A file with one part of each type.
fn full(chain: &Chain) -> Vec<u8> {
    let kc1 = write::kc1_part(&[authority("gzedu"), authority("szedu")]).expect("a part");
    let parts: Vec<(PartType, &[u8])> = PartType::ALL
        .into_iter()
        .map(|kind| match kind {
            PartType::Kc1 => (kind, &kc1[..]),
            other => (other, other.name().as_bytes()),
        })
        .collect();
    let mut manifest = chain.manifest(1);
    manifest.parts = parts.iter().map(|(k, bytes)| entry(*k, bytes)).collect();
    let bytes: Vec<_> = parts.iter().map(|(_, bytes)| *bytes).collect();
    chain.file(&manifest, &bytes, &["x"])
}

/// What is left of [`full`]: names of parts, authorities, and how many were dropped.
fn left(root: &[Scope], allowed: &[Scope]) -> (String, String, usize) {
    let mut first = first_root();
    first.scope = root.to_vec();
    let chain = Chain::of(&first, &["a"]);
    let bytes = full(&chain);
    let file = TrustFile::read(&bytes).expect("a file");
    let state = State::pin(chain.first_payload(), allowed.iter().cloned()).expect("a root");
    let accepted: Accepted<'_> = accept(&file, &state, at(NOW)).expect("accepted");
    let parts: Vec<_> = accepted
        .parts()
        .map(|(part, bytes)| {
            assert_eq!(part.kind.name().as_bytes(), bytes);
            part.kind.name()
        })
        .collect();
    let ids: Vec<_> = accepted
        .authorities()
        .iter()
        .map(|a| a.id.as_str())
        .collect();
    assert_eq!(accepted.dropped().dead, 0);
    (
        parts.join(" "),
        ids.join(" "),
        accepted.dropped().out_of_scope,
    )
}

#[test]
fn scopes() {
    let all = &everything()[..];
    let of = |text: &str| text.split(' ').map(scope).collect::<Vec<_>>();
    let every = "csca dcc-rev hc1-dsc icao-crl log pack shc-jwks shc-crl status vci who-did";
    let is = |parts: &str, ids: &str, dropped| (parts.to_owned(), ids.to_owned(), dropped);
    assert_eq!(left(all, all), is(every, "gzedu szedu", 0));
    // The root's scope and what the person allowed cut alike.
    for (words, wanted) in [
        ("kc1:gzedu", is("status", "gzedu", 11)),
        ("kc1:gzedu kc1:szedu", is("status", "gzedu szedu", 10)),
        ("kc1:*", is("status", "gzedu szedu", 10)),
        ("kc1:other", is("status", "", 12)),
        ("hc1", is("dcc-rev hc1-dsc who-did", "", 10)),
        ("shc", is("shc-jwks shc-crl vci", "", 10)),
        ("vds", is("csca icao-crl", "", 11)),
        ("packs log", is("log pack", "", 11)),
    ] {
        assert_eq!(left(&of(words), all), wanted, "root {words}");
        assert_eq!(left(all, &of(words)), wanted, "allowed {words}");
    }
    assert_eq!(left(&of("kc1:gzedu"), &of("kc1:szedu")), is("", "", 13));
    assert_eq!(
        left(&of("kc1:gzedu hc1"), &of("kc1:* shc")),
        is("status", "gzedu", 11)
    );
    assert_eq!(left(all, &[]), is("", "", 13));
}

#[test]
fn narrowed_later() {
    let chain = Chain::new();
    let bytes = full(&chain);
    let file = TrustFile::read(&bytes).expect("a file");
    let state = State::pin(chain.first_payload(), everything()).expect("a root");
    let accepted = accept(&file, &state, at(NOW)).expect("accepted");
    assert_eq!(accepted.parts().count(), 11);
    let mut state = accepted.into_state();
    state.allow([scope("hc1"), scope("hc1")]);
    assert_eq!(state.allowed(), [Scope::Hc1]);
    let again = accept(&file, &state, at(NOW)).expect("the same");
    assert_eq!(again.news(), healthcode::kct::News::Same);
    assert_eq!(again.parts().count(), 3);
    assert_eq!(
        again.dropped(),
        Dropped {
            dead: 0,
            out_of_scope: 10
        }
    );
    // A later root with a wider scope does not widen what was allowed.
    let wider = chain.then(|root| root.scope = everything(), &["a"]);
    let bytes = full(&wider);
    let file = TrustFile::read(&bytes).expect("a file");
    let third = accept(&file, again.state(), at(NOW)).expect("newer");
    assert_eq!(third.parts().count(), 3);
}

#[test]
fn authorities() {
    let mut full = authority("gz-edu-12345");
    full.service_base = Some("https://codes.example".to_owned());
    full.log = Some(LogPolicy {
        origin: "log.example/1".to_owned(),
        keys: vec!["log.example/1+abc".to_owned()],
        witnesses: Vec::new(),
        quorum: 0,
    });
    full.keys[0].key.curve = Curve::Sm2;
    assert!(!full.keys[0].key.is_usable() && full.keys[1].key.is_usable());
    let bytes = write::kc1_part(&[full.clone(), authority("ab")]).expect("a part");
    assert_eq!(
        Authority::read_part(&bytes),
        Ok(vec![full, authority("ab")])
    );
}

#[test]
fn no_authorities() {
    use KctError::{Canonical, Form, Value};
    type Change<'a> = &'a dyn Fn(&mut Authority);
    let cases: &[(&str, Change<'_>, KctError)] = &[
        ("id of one", &|a| a.id = "a".to_owned(), Value),
        ("id of thirteen", &|a| a.id = "a".repeat(13), Value),
        ("id in capitals", &|a| a.id = "GZ".to_owned(), Value),
        (
            "id that begins with a hyphen",
            &|a| a.id = "-gz".to_owned(),
            Value,
        ),
        ("no name", &|a| a.names.clear(), Form),
        (
            "a language twice",
            &|a| a.names.push(a.names[0].clone()),
            Canonical,
        ),
        ("no key", &|a| a.keys.clear(), Form),
        ("no use", &|a| a.keys[0].uses.clear(), Form),
        (
            "status and screen",
            &|a| a.keys[0].uses.push(KeyUse::Status),
            Value,
        ),
        (
            "paper and status",
            &|a| a.keys[1].uses.insert(0, KeyUse::Paper),
            Value,
        ),
        (
            "status and school",
            &|a| a.keys[1].uses.push(KeyUse::School),
            Value,
        ),
        ("no region", &|a| a.keys[0].regions.clear(), Form),
        ("a date of 1970", &|a| a.keys[0].from = at(0), Value),
        (
            "status over http",
            &|a| a.status_base = Some("http://s.example/".to_owned()),
            Value,
        ),
        (
            "status without slash",
            &|a| a.status_base = Some("https://s.example".to_owned()),
            Value,
        ),
        (
            "status at no host",
            &|a| a.status_base = Some("https://".to_owned()),
            Value,
        ),
        (
            "service over ftp",
            &|a| a.service_base = Some("ftp://s.example".to_owned()),
            Value,
        ),
        (
            "a log without key",
            &|a| {
                a.log = Some(LogPolicy {
                    origin: String::new(),
                    keys: Vec::new(),
                    witnesses: Vec::new(),
                    quorum: 0,
                })
            },
            Form,
        ),
    ];
    for (name, change, error) in cases {
        let mut spoilt = authority("gzedu");
        change(&mut spoilt);
        assert_eq!(write::kc1_part(&[spoilt]), Err(*error), "{name}");
    }
    let good = write::kc1_part(&[authority("gzedu")]).expect("a part");
    for (name, from, to, error) in [
        (
            "use 0",
            &b"\x02\x82\x01\x02"[..],
            &b"\x02\x82\x00\x02"[..],
            Value,
        ),
        ("use 7", b"\x02\x82\x01\x02", b"\x02\x82\x07\x02", Value),
        (
            "use by name",
            b"\x02\x82\x01\x02",
            b"\x02\x82\x61s\x02",
            Form,
        ),
        ("an unknown field", b"\x81\xA4\x01", b"\x81\xA4\x00", Form),
        (
            "one field too many",
            b"\x81\xA4\x01",
            b"\x81\xA5\x01",
            KctError::Cut,
        ),
        ("a map", b"\x81\xA4\x01", b"\xA4\x01", Form),
    ] {
        let at = good
            .windows(from.len())
            .position(|w| w == from)
            .expect(name);
        let spoilt = [&good[..at], to, &good[at + from.len()..]].concat();
        assert_eq!(Authority::read_part(&spoilt), Err(error), "{name}");
    }
}
