//! Files that are no trust files, and what writers and readers promise each other.

use healthcode::kct::{
    KctError, MAX_FILE, MAX_MANIFEST, MAX_PART, MAX_ROOT, Manifest, PartType, Root, Signed,
    TrustFile, write,
};
use proptest::prelude::*;

use crate::makers::{Chain, at, authority, entry};
use crate::raw::{Case, HEADER, detached, document, edit, file, good, read, whole};

#[test]
fn files() {
    use KctError::{Canonical, Cut, Form, Part, PartCount, TooLarge, Trailing};
    let (root, manifest, part) = good();
    let bytes = whole(&root, &manifest, &[&part]);
    let cases: &[Case<'_>] = &[
        ("another word", b"\x64kct1", b"\x64kct2", Form),
        ("the word as bytes", b"\x64kct1", b"\x44kct1", Form),
        ("three elements", b"\x84\x64kct1", b"\x83\x64kct1", Form),
        ("five elements", b"\x84\x64kct1", b"\x85\x64kct1", Form),
        ("no length", b"\x84\x64kct1", b"\x9F\x64kct1", Canonical),
        (
            "long length",
            b"\x84\x64kct1",
            b"\x98\x04\x64kct1",
            Canonical,
        ),
        ("tagged", b"\x84\x64kct1", b"\xD9\xD9\xF7\x84\x64kct1", Form),
        (
            "byte order mark",
            b"\x84\x64kct1",
            b"\xEF\xBB\xBF\x84\x64kct1",
            Form,
        ),
    ];
    for (name, from, to, error) in cases {
        assert_eq!(read(&edit(&bytes, from, to)), Err(*error), "{name}");
    }
    assert_eq!(read(b""), Err(Cut));
    assert_eq!(read(b"HC1:NOT A TRUST FILE"), Err(Form));
    assert_eq!(read(&[&bytes[..], b"\0"].concat()), Err(Trailing));
    assert_eq!(read(&[&bytes[..], b"\n"].concat()), Err(Trailing));
    for len in (0..bytes.len()).step_by(8).chain([bytes.len() - 1]) {
        assert_eq!(read(&bytes[..len]), Err(Cut), "{len}");
    }
    // Roots and parts by number.
    let signature = detached(HEADER);
    let docs = |n| vec![document(&root, &[&signature]); n];
    let signed = document(&manifest, &[&signature]);
    assert_eq!(
        read(&file(&docs(16), &signed, &[&part])),
        Ok(()),
        "the chain is looked at later"
    );
    for roots in [0, 17] {
        assert_eq!(
            read(&file(&docs(roots), &signed, &[&part])),
            Err(Form),
            "{roots}"
        );
    }
    assert_eq!(read(&whole(&root, &manifest, &[])), Err(PartCount));
    assert_eq!(
        read(&whole(&root, &manifest, &[&part, b""])),
        Err(PartCount)
    );
    assert_eq!(
        read(&whole(&root, &manifest, &vec![&b""[..]; 1024])),
        Err(PartCount)
    );
    assert_eq!(
        read(&whole(&root, &manifest, &vec![&b""[..]; 1025])),
        Err(Form)
    );
    // Parts by content.
    let mut other = part.clone();
    *other.last_mut().expect("not empty") ^= 1;
    assert_eq!(
        read(&whole(&root, &manifest, &[&other])),
        Err(Part { index: 0 })
    );
    assert_eq!(
        read(&whole(&root, &manifest, &[&part[1..]])),
        Err(Part { index: 0 })
    );
    let size = [&b"\x18"[..], &[part.len() as u8]].concat();
    let lied = if part.len() > 255 {
        let size = [&b"\x19"[..], &(part.len() as u16).to_be_bytes()].concat();
        edit(&manifest, &size, b"\x19\x7F\xFF")
    } else {
        edit(&manifest, &size, b"\x18\xFF")
    };
    assert_eq!(read(&whole(&root, &lied, &[&part])), Err(Part { index: 0 }));
    let mut two = Manifest::read(&manifest).expect("good");
    two.parts.push(entry(PartType::Pack, b"pack"));
    let two = write::manifest(&two).expect("a manifest");
    assert_eq!(read(&whole(&root, &two, &[&part, b"pack"])), Ok(()));
    assert_eq!(
        read(&whole(&root, &two, &[b"pack", &part])),
        Err(Part { index: 0 })
    );
    assert_eq!(
        read(&whole(&root, &two, &[&part, b"Pack"])),
        Err(Part { index: 1 })
    );
    // Sizes.
    let huge = vec![0; MAX_FILE + 1];
    assert_eq!(read(&huge), Err(TooLarge));
    assert_eq!(read(&huge[1..]), Err(Form));
    let listed = |bytes: &[u8]| {
        let mut manifest = Manifest::read(&manifest).expect("good");
        manifest.parts = vec![entry(PartType::Vci, bytes)];
        whole(
            &root,
            &write::manifest(&manifest).expect("a manifest"),
            &[bytes],
        )
    };
    let most = &huge[..MAX_PART];
    assert_eq!(read(&listed(most)), Ok(()));
    assert_eq!(read(&listed(&huge[..most.len() + 1])), Err(TooLarge));
    // Pieces that are taken apart before anybody has verified them.
    let long = |text: usize| {
        let mut root = Root::read(&root).expect("good");
        root.names[0].1 = "n".repeat(text);
        write::root(&root).expect("a root")
    };
    let room = MAX_ROOT - long(10_000).len() + 10_000;
    assert_eq!(read(&whole(&long(room), &manifest, &[&part])), Ok(()));
    assert_eq!(
        read(&whole(&long(room + 1), &manifest, &[&part])),
        Err(TooLarge)
    );
    let long = |text: usize| {
        let mut manifest = Manifest::read(&manifest).expect("good");
        manifest.parts[0].source = "s".repeat(text);
        write::manifest(&manifest).expect("a manifest")
    };
    let room = MAX_MANIFEST - long(100_000).len() + 100_000;
    assert_eq!(read(&whole(&root, &long(room), &[&part])), Ok(()));
    assert_eq!(
        read(&whole(&root, &long(room + 1), &[&part])),
        Err(TooLarge)
    );
}

#[test]
fn a_writer_refuses_what_its_reader_would() {
    let chain = Chain::new();
    let mut root = chain.newest.clone();
    root.root_keys.clear();
    assert_eq!(write::root(&root), Err(KctError::Form));
    let mut root = chain.newest.clone();
    root.made = at(0);
    assert_eq!(write::root(&root), Err(KctError::Value));
    let mut root = chain.newest.clone();
    root.names.push(("en".to_owned(), "again".to_owned()));
    assert_eq!(write::root(&root), Err(KctError::Canonical));
    assert_eq!(write::manifest(&chain.manifest(0)), Err(KctError::Value));
    assert_eq!(write::kc1_part(&[]), Err(KctError::Form));
    let manifest = write::manifest(&chain.manifest(1)).expect("a manifest");
    let unsigned = Signed {
        payload: manifest.into(),
        signatures: Vec::new(),
    };
    assert_eq!(
        write::file(&chain.docs, &unsigned, &[]),
        Err(KctError::Form)
    );
    assert_eq!(write::file(&[], &unsigned, &[]), Err(KctError::Form));
}

#[test]
fn roots_travel_alone() {
    let doc = &Chain::new().docs[0];
    let bytes = doc.to_bytes();
    assert_eq!(Signed::from_bytes(&bytes).as_ref(), Ok(doc));
    assert_eq!(Signed::from_bytes(&bytes[1..]), Err(KctError::Form));
    let longer = [&bytes[..], b"\0"].concat();
    assert_eq!(Signed::from_bytes(&longer), Err(KctError::Trailing));
}

proptest! {
    /// What is read has one spelling: written again it is the same bytes.
    #[test]
    fn one_spelling(cut in 0_usize..2000, byte: u8, len in 0_usize..4) {
        let chain = Chain::new();
        let bytes = chain.with(1, &[authority("gzedu")], &[("kc1", b"12345678")]);
        let cut = cut % bytes.len();
        let mut changed = bytes.clone();
        changed.splice(cut..(cut + len).min(bytes.len()), [byte]);
        if let Ok(file) = TrustFile::read(&changed) {
            let roots: Vec<_> = file.signed_roots().cloned().collect();
            let parts: Vec<_> = file.unverified_parts().map(|(_, bytes)| bytes).collect();
            let again = write::file(&roots, file.signed_manifest(), &parts);
            prop_assert_eq!(again, Ok(changed.clone()));
            let manifest = write::manifest(file.manifest()).expect("was read");
            prop_assert_eq!(&manifest, &*file.signed_manifest().payload);
            let root = write::root(file.newest_root()).expect("was read");
            prop_assert_eq!(Root::read(&root), Root::read(&roots[0].payload));
        }
    }

    /// No bytes are too strange.
    #[test]
    fn any_bytes(bytes: Vec<u8>) {
        let _ = TrustFile::read(&bytes);
        let _ = Root::read(&bytes);
        let _ = Manifest::read(&bytes);
    }
}
