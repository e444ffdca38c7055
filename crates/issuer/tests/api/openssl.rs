//! OpenSSL's command line as a second opinion on SM2, with a reader of CBOR that is not ours either.

use std::process::Command;

use healthcode::kct::Key;

/// What CBOR says (RFC 8949), as far as our formats use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Bytes(Vec<u8>),
    Array(Vec<Item>),
    Other,
}

impl Item {
    pub fn of(bytes: &[u8]) -> Self {
        let mut rest = bytes;
        let item = Self::next(&mut rest);
        assert!(rest.is_empty());
        item
    }

    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            other => panic!("{other:?}"),
        }
    }

    pub fn items(&self) -> &[Item] {
        match self {
            Self::Array(items) => items,
            other => panic!("{other:?}"),
        }
    }

    fn next(rest: &mut &[u8]) -> Self {
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at(count);
            *rest = left;
            taken
        };
        let first = take(1)[0];
        let number = match first & 31 {
            small @ 0..24 => usize::from(small),
            width @ 24..28 => {
                let bytes = take(1 << (width - 24));
                bytes.iter().fold(0, |n, b| n << 8 | usize::from(*b))
            }
            other => panic!("{other}"),
        };
        match first >> 5 {
            2 => Self::Bytes(take(number).to_vec()),
            3 => {
                take(number);
                Self::Other
            }
            4 => Self::Array((0..number).map(|_| Self::next(rest)).collect()),
            5 => {
                (0..2 * number).for_each(|_| drop(Self::next(rest)));
                Self::Other
            }
            // A tag stands before what it is of.
            6 => Self::next(rest),
            _ => Self::Other,
        }
    }
}

/// The bytes that a COSE_Sign1 signs (RFC 9052 section 4.4) in the practice realm, and its signature. Without a
/// `thing` nothing stands beside it; `detached` is a payload that lies elsewhere.
pub fn signed(sign1: &Item, thing: &str, detached: Option<&[u8]>) -> (Vec<u8>, Vec<u8>) {
    let [protected, _, payload, signature] = sign1.items() else {
        panic!("a COSE_Sign1");
    };
    let context = match thing {
        "" => String::new(),
        thing => format!("kincode/1/practice/{thing}"),
    };
    let mut message = b"\x84\x6ASignature1".to_vec();
    let payload = detached.unwrap_or_else(|| payload.bytes());
    for bytes in [protected.bytes(), context.as_bytes(), payload] {
        match bytes.len() {
            small @ 0..24 => message.push(0x40 + small as u8),
            byte @ 24..256 => message.extend([0x58, byte as u8]),
            two @ 256..65_536 => message.extend([0x59, (two >> 8) as u8, two as u8]),
            more => panic!("{more}"),
        }
        message.extend_from_slice(bytes);
    }
    (message, signature.bytes().to_vec())
}

/// The same for the text of a code.
pub fn of_text(text: &str, thing: &str) -> (Vec<u8>, Vec<u8>) {
    let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    let digits: Vec<usize> = text.as_bytes()[4..]
        .iter()
        .map(|byte| {
            digits
                .iter()
                .position(|digit| digit == byte)
                .expect("Base45")
        })
        .collect();
    let body = digits.chunks(3).flat_map(|group| {
        let number = group.iter().rev().fold(0, |n, digit| n * 45 + digit);
        let two = [(number >> 8) as u8, number as u8];
        two[3 - group.len()..].to_vec()
    });
    signed(&Item::of(&body.collect::<Vec<u8>>()), thing, None)
}

/// Whether there is an OpenSSL here that can be asked.
pub fn is_here() -> bool {
    let said = Command::new("openssl").arg("version").output();
    said.is_ok_and(|said| said.stdout.starts_with(b"OpenSSL 3"))
}

/// Whether it says that `key` signed this with SM2.
pub fn verifies(key: &Key, message: &[u8], signature: &[u8]) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let (r, s) = signature.split_at(32);
    let numbers = [integer(r), integer(s)].concat();
    let der = [&[0x30, numbers.len() as u8], &numbers[..]].concat();
    let verify = Command::new("openssl")
        .args(["pkeyutl", "-verify", "-rawin", "-digest", "sm3"])
        .args(["-pkeyopt", "distid:1234567812345678"])
        .args(["-pubin", "-keyform", "DER", "-inkey"])
        .arg(file("key", &[SPKI, &[4], &key.x, &key.y].concat()))
        .arg("-in")
        .arg(file("message", message))
        .arg("-sigfile")
        .arg(file("signature", &der))
        .output();
    verify.expect("openssl").status.success()
}

/// INTEGER in DER.
fn integer(number: &[u8]) -> Vec<u8> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = &number[zeros..];
    let sign = usize::from(digits.first().is_none_or(|first| *first > 127));
    let mut der = vec![2, (digits.len() + sign) as u8];
    der.resize(2 + sign, 0);
    der.extend_from_slice(digits);
    der
}

/// SubjectPublicKeyInfo of a point on the SM2 curve, up to the point (GM/T 0015-2012).
const SPKI: &[u8] = &[
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
    0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
];
