//! Documents that are none. Form is looked at before any signature, so these are signed by nobody.

use healthcode::kct::KctError;

use crate::makers::{NOW, Signer};
use crate::raw::{Case, HEADER, detached, document, edit, file, find, good, read, whole};

#[test]
fn good_is_good() {
    let (root, manifest, part) = good();
    assert_eq!(read(&whole(&root, &manifest, &[&part])), Ok(()));
}

#[test]
fn roots() {
    use KctError::{Canonical, Form, Publisher, Value};
    let (root, manifest, part) = good();
    let key = &Signer::new("a").key;
    let key: &[u8] = &[
        b"\xA4\x01\x02\x20\x01\x21\x58\x20",
        &key.x[..],
        b"\x22\x58\x20",
        &key.y,
    ]
    .concat();
    let two_keys = &[b"\x82", key, key].concat();
    let six_keys = &[b"\x86", &key.repeat(6)[..]].concat();
    let five_keys = &[b"\x07\x85", &key.repeat(5)[..]].concat();
    let bundle = &[
        &b"\x07\x81"[..],
        &root[find(&root, b"\x07\x81") + 2..][..key.len()],
    ]
    .concat();
    let private = &[b"\xA5", &key[1..], b"\x23\x40"].concat();
    let with_publisher = &[&b"\xA9\x01\x50"[..], &[7; 16], b"\x02\x01\x03"].concat();
    assert_eq!(root[root.len() - 4], 0x6A, "a time of 2026");
    let one: &[u8] = &[b"\x81", key].concat();
    let cases: &[Case<'_>] = &[
        (
            "publisher in 1",
            b"\xA8\x02\x01\x03",
            with_publisher,
            Publisher,
        ),
        (
            "no publisher in 2",
            b"\xA8\x02\x01\x03",
            b"\xA8\x02\x02\x03",
            Publisher,
        ),
        ("version 0", b"\xA8\x02\x01\x03", b"\xA8\x02\x00\x03", Value),
        (
            "version too large",
            b"\xA8\x02\x01\x03",
            b"\xA8\x02\x1A\0\x01\0\0\x03",
            Value,
        ),
        (
            "version too wide",
            b"\xA8\x02\x01\x03",
            b"\xA8\x02\x18\x01\x03",
            Canonical,
        ),
        (
            "version negative",
            b"\xA8\x02\x01\x03",
            b"\xA8\x02\x20\x03",
            Form,
        ),
        (
            "label too wide",
            b"\xA8\x02\x01\x03",
            b"\xA8\x18\x02\x01\x03",
            Canonical,
        ),
        ("realm 0", b"\x03\x01\x04", b"\x03\x00\x04", Value),
        ("realm 3", b"\x03\x01\x04", b"\x03\x03\x04", Value),
        (
            "no name",
            b"\xA2\x62en\x6DTest district\x62zh\x69",
            b"\xA0\x69",
            Form,
        ),
        (
            "names unsorted",
            b"\x62en\x6DTest district\x62zh",
            b"\x62zh\x6DTest district\x62en",
            Canonical,
        ),
        ("a language twice", b"\x62zh", b"\x62en", Canonical),
        (
            "a name as bytes",
            b"\x6DTest district",
            b"\x4DTest district",
            Form,
        ),
        (
            "a name not UTF-8",
            b"\x6DTest district",
            b"\x6D\xFFest district",
            Form,
        ),
        (
            "a name in chunks",
            b"\x6DTest district",
            b"\x7F\x6DTest district\xFF",
            Canonical,
        ),
        ("no root key", one, b"\x80", Form),
        ("six root keys", one, six_keys, Form),
        ("threshold 0", b"\x06\x01\x07", b"\x06\x00\x07", Value),
        ("threshold 6", b"\x06\x01\x07", b"\x06\x06\x07", Value),
        ("no bundle key", bundle, b"\x07\x80", Form),
        ("five bundle keys", bundle, five_keys, Form),
        (
            "key type 1",
            b"\xA4\x01\x02\x20",
            b"\xA4\x01\x01\x20",
            Value,
        ),
        ("curve 2", b"\x02\x20\x01\x21", b"\x02\x20\x02\x21", Value),
        (
            "curve by name",
            b"\x02\x20\x01\x21",
            b"\x02\x20\x65P-256\x21",
            Form,
        ),
        ("y as a sign", &key[40..], b"\x58\x20\x22\xF5", Form),
        ("a private key", key, private, Form),
        (
            "no scope",
            b"\x86\x63hc1\x65kc1:*\x63log\x65packs\x63shc\x63vds",
            b"\x80",
            Form,
        ),
        ("unknown scope", b"\x63hc1", b"\x63hc2", Value),
        ("scope in capitals", b"\x63hc1", b"\x63HC1", Value),
        ("a bad id in the scope", b"\x65kc1:*", b"\x65kc1:-", Value),
        (
            "time as float",
            &root[root.len() - 5..],
            b"\xFA\0\0\0\0",
            Form,
        ),
        (
            "time as date",
            &root[root.len() - 5..],
            b"\xC1\x1A\x6A\0\0\0",
            Form,
        ),
        (
            "time of 2019",
            &root[root.len() - 5..],
            b"\x1A\x5E\x0B\xE0\xFF",
            Value,
        ),
        (
            "time of 2100",
            &root[root.len() - 5..],
            b"\x1A\xF4\x86\x57\x00",
            Value,
        ),
        ("a field more", b"\xA8\x02\x01", b"\xA9\x02\x01", Form),
        ("a field less", b"\xA8\x02\x01", b"\xA7\x02\x01", Form),
        (
            "out of order",
            b"\xA8\x02\x01\x03\x01",
            b"\xA8\x03\x01\x02\x01",
            Form,
        ),
        (
            "map without length",
            b"\xA8\x02\x01",
            b"\xBF\x02\x01",
            Canonical,
        ),
        (
            "list without length",
            one,
            &[b"\x9F", key, b"\xFF"].concat(),
            Canonical,
        ),
        ("an array", b"\xA8\x02\x01", b"\x88\x02\x01", Form),
        ("tagged", b"\xA8\x02\x01", b"\xD2\xA8\x02\x01", Form),
    ];
    for (name, from, to, error) in cases {
        let spoilt = whole(&edit(&root, from, to), &manifest, &[&part]);
        assert_eq!(read(&spoilt), Err(*error), "{name}");
    }
    // An unknown field at the end.
    let more = [&edit(&root, b"\xA8\x02", b"\xA9\x02")[..], b"\x0A\x00"].concat();
    assert_eq!(read(&whole(&more, &manifest, &[&part])), Err(Form));
    let after = [&root[..], b"\x00"].concat();
    assert_eq!(
        read(&whole(&after, &manifest, &[&part])),
        Err(KctError::Trailing)
    );
    // Two of the same are form: counting comes later.
    assert_eq!(
        read(&whole(&edit(&root, one, two_keys), &manifest, &[&part])),
        Ok(())
    );
}

#[test]
fn manifests() {
    use KctError::{Canonical, Cut, Form, Value};
    let (root, manifest, part) = good();
    let hash = &manifest[find(&manifest, b"\x58\x20")..][..34];
    let iat: &[u8] = &[&b"\x04\x1A"[..], &(NOW as u32).to_be_bytes()].concat();
    let since = &manifest[manifest.len() - 5..];
    let cases: &[Case<'_>] = &[
        ("publisher of 15", b"\xA7\x01\x50", b"\xA7\x01\x4F", Value),
        ("publisher as text", b"\xA7\x01\x50", b"\xA7\x01\x70", Form),
        ("seq 0", b"\x03\x07\x04", b"\x03\x00\x04", Value),
        (
            "seq too large",
            b"\x03\x07\x04",
            b"\x03\x1B\0\0\0\x01\0\0\0\0\x04",
            Value,
        ),
        (
            "seq too wide",
            b"\x03\x07\x04",
            b"\x03\x18\x07\x04",
            Canonical,
        ),
        ("version 0", b"\x02\x01\x03\x07", b"\x02\x00\x03\x07", Value),
        ("iat null", iat, b"\x04\xF6", Form),
        ("iat of 1970", iat, b"\x04\x00", Value),
        ("iat too wide", &iat[..2], b"\x04\x1B\0\0\0\0", Canonical),
        ("unknown part", b"\x63kc1\x58", b"\x63kc2\x58", Value),
        ("part type as number", b"\x63kc1\x58", b"\x01\x58", Form),
        (
            "hash of 31",
            hash,
            &[b"\x58\x1F", &hash[3..]].concat(),
            Value,
        ),
        ("hash as text", b"\x58\x20", b"\x78\x20", Form),
        ("source as bytes", b"\x63usb", b"\x43usb", Form),
        ("source null", b"\x63usb", b"\xF6", Form),
        ("entry of four", b"\x85\x63kc1", b"\x84\x63kc1", Form),
        ("entry of six", b"\x85\x63kc1", b"\x86\x63kc1", Form),
        ("death of two", b"\x83\x63kc1", b"\x82\x63kc1", Form),
        ("kid as text", b"\x4812345678", b"\x6812345678", Form),
        ("death undated", since, b"\xF6", Form),
        ("parts without length", b"\x06\x81", b"\x06\x9F", Canonical),
        (
            "deaths promised",
            b"\x07\x81",
            b"\x07\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
            Cut,
        ),
        ("a field less", b"\xA7\x01\x50", b"\xA6\x01\x50", Form),
        ("a field more", b"\xA7\x01\x50", b"\xA8\x01\x50", Form),
    ];
    for (name, from, to, error) in cases {
        let spoilt = whole(&root, &edit(&manifest, from, to), &[&part]);
        assert_eq!(read(&spoilt), Err(*error), "{name}");
    }
}

#[test]
fn signatures() {
    use KctError::{Canonical, Form, Value};
    let (root, manifest, part) = good();
    let good = detached(HEADER);
    let cases: &[Case<'_>] = &[
        ("alg none", b"\x01\x26\x04", b"\x01\x00\x04", Value),
        ("alg EdDSA", b"\x01\x26\x04", b"\x01\x27\x04", Value),
        (
            "alg as text",
            b"\x4D\xA2\x01\x26",
            b"\x52\xA2\x01\x65ES256",
            Form,
        ),
        ("no alg", b"\x4D\xA2\x01\x26", b"\x4B\xA1", Form),
        ("no kid", &good[1..15], b"\x43\xA1\x01\x26", Form),
        (
            "kid of 7",
            &good[1..15],
            b"\x4C\xA2\x01\x26\x04\x47\0\0\0\0\0\0\0",
            Value,
        ),
        ("kid as text", b"\x04\x48", b"\x04\x68", Form),
        ("empty header", &good[1..15], b"\x40", KctError::Cut),
        ("header as a map", &good[1..15], HEADER, Form),
        (
            "header alg too wide",
            b"\x4D\xA2\x01\x26",
            b"\x4E\xA2\x01\x38\x06",
            Canonical,
        ),
        (
            "header too long",
            b"\x4D\xA2\x01\x26",
            b"\x4F\xA3\x01\x26\x03\x00",
            Form,
        ),
        (
            "something unprotected",
            b"\xA0\xF6",
            b"\xA1\x01\x26\xF6",
            Form,
        ),
        ("payload inside", b"\xA0\xF6", b"\xA0\x41\x00", Form),
        ("payload undefined", b"\xA0\xF6", b"\xA0\xF7", Form),
        (
            "signature of 63",
            &good[good.len() - 66..],
            &[b"\x58\x3F", &[0; 63][..]].concat(),
            Value,
        ),
        (
            "signature of 65",
            &good[good.len() - 66..],
            &[b"\x58\x41", &[0; 65][..]].concat(),
            Value,
        ),
        ("three elements", b"\x84\x4D", b"\x83\x4D", Form),
        ("tag 18", b"\x84\x4D", b"\xD2\x84\x4D", Form),
    ];
    for (name, from, to, error) in cases {
        let spoilt = edit(&good, from, to);
        for (of_root, of_manifest) in [(&spoilt, &good), (&good, &spoilt)] {
            let bytes = file(
                &[document(&root, &[of_root])],
                &document(&manifest, &[of_manifest]),
                &[&part],
            );
            assert_eq!(read(&bytes), Err(*error), "{name}");
        }
    }
    let sm2 = detached(b"\xA2\x01\x3A\x00\x01\x00\x00\x04\x48\0\0\0\0\0\0\0\0");
    for (roots, manifests, answer) in [
        (5, 3, Ok(())),
        (0, 1, Err(Form)),
        (6, 1, Err(Form)),
        (1, 0, Err(Form)),
        (1, 4, Err(Form)),
    ] {
        let bytes = file(
            &[document(&root, &vec![&sm2[..]; roots])],
            &document(&manifest, &vec![&sm2[..]; manifests]),
            &[&part],
        );
        assert_eq!(read(&bytes), answer, "{roots} {manifests}");
    }
}
