//! A second reader of KC1, small, written from the text of its specification and sharing nothing with the
//! first one but the library of the signature. It decodes with coset and ciborium, encodes again and
//! compares.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use ciborium::Value;
use coset::{CborSerializable, CoseSign1, Label, RegisteredLabelWithPrivate, iana};

/// What the second reader says of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Not a KC1 code.
    Form,
    /// Well-formed; whether the issuer made it, and whether the device made the proof, if there is one.
    Read { issuer: bool, device: Option<bool> },
}

/// Reads `text` and checks its signatures by the key of an issuer whose kid is `kid`.
pub fn read(text: &str, kid: &[u8], issuer: &[u8]) -> Said {
    try_read(text, kid, issuer).unwrap_or(Said::Form)
}

fn try_read(text: &str, kid: &[u8], issuer: &[u8]) -> Option<Said> {
    if text.len() > 620 {
        return None;
    }
    let body = base45(text.strip_prefix("KC1:")?)?;
    let outer = Sign1::read(&body)?;
    if outer.kid.is_some() {
        let issued = Issued::of(&outer, &body)?;
        let issuer = issued.is_by(&outer, kid, issuer);
        return Some(Said::Read { issuer, device: None });
    }
    if body.len() > 400 {
        return None;
    }
    let proof = array(&canonical(&outer.payload)?)?.clone();
    if !(3..=4).contains(&proof.len()) {
        return None;
    }
    seconds(&proof[1])?;
    proof[2].as_bytes().filter(|rnd| rnd.len() == 8)?;
    if let Some(challenge) = proof.get(3) {
        number(challenge).filter(|n| (0..=999_999).contains(n))?;
    }
    let strip = proof[0].as_bytes()?;
    let inner = Sign1::read(strip)?;
    inner.kid.as_ref()?;
    let issued = Issued::of(&inner, strip)?;
    let (x, odd) = issued.device.as_ref()?;
    if outer.alg != inner.alg {
        return None;
    }
    let device = inner.alg == -7 && {
        let mut point = vec![2 + u8::from(*odd)];
        point.extend_from_slice(x);
        verifies(&point, &outer.signed(&issued.context("proof")), &outer.signature)
    };
    let issuer = issued.is_by(&inner, kid, issuer);
    Some(Said::Read { issuer, device: Some(device) })
}

struct Sign1 {
    alg: i64,
    kid: Option<Vec<u8>>,
    payload: Vec<u8>,
    signature: Vec<u8>,
    cose: CoseSign1,
}

impl Sign1 {
    fn read(bytes: &[u8]) -> Option<Self> {
        canonical(bytes)?;
        let cose = CoseSign1::from_slice(bytes).ok()?;
        let protected = cose.protected.original_data.clone()?;
        let header = canonical(&protected)?;
        let header = map(&header)?;
        let alg = number(&header.first()?.1)?;
        let kid = match header.as_slice() {
            [(one, _)] if number(one) == Some(1) => None,
            [(one, _), (four, kid)] if number(one) == Some(1) && number(four) == Some(4) => {
                Some(kid.as_bytes().filter(|kid| kid.len() == 8)?.clone())
            }
            _ => return None,
        };
        // What coset makes of the same header must be that.
        let told = match &cose.protected.header.alg {
            Some(RegisteredLabelWithPrivate::Assigned(iana::Algorithm::ES256)) => -7,
            Some(RegisteredLabelWithPrivate::PrivateUse(n)) => *n,
            _ => return None,
        };
        let known = told == alg && [-7, -65537].contains(&alg);
        if !known || !cose.unprotected.is_empty() || cose.signature.len() != 64 {
            return None;
        }
        assert_eq!(cose.protected.header.key_id, kid.clone().unwrap_or_default());
        assert!(!cose.protected.header.rest.iter().any(|(label, _)| *label == Label::Int(99)));
        Some(Self {
            alg,
            kid,
            payload: cose.payload.clone()?,
            signature: cose.signature.clone(),
            cose,
        })
    }

    fn signed(&self, context: &str) -> Vec<u8> {
        self.cose.tbs_data(context.as_bytes())
    }
}

struct Issued {
    practice: bool,
    device: Option<(Vec<u8>, bool)>,
}

impl Issued {
    fn of(sign1: &Sign1, body: &[u8]) -> Option<Self> {
        let claims = canonical(&sign1.payload)?;
        let claims = map(&claims)?;
        let labels: Vec<i64> = claims.iter().map(|(label, _)| number(label)).collect::<Option<_>>()?;
        let claim = |label: i64| claims.iter().find(|(l, _)| number(l) == Some(label)).map(|(_, value)| value);
        let marks = array(claim(-65537)?)?;
        if !(5..=6).contains(&marks.len()) {
            return None;
        }
        let kind = number(&marks[0])?;
        let (wanted, most, life): (&[i64], _, _) = match kind.abs() {
            1 => (&[4, 5, 6, 8, 65535, -65537], 300, 28 * 3600),
            2 => (&[4, 5, 6, 65535, -65537], 200, 31 * 86400),
            3 => (&[3, 4, 5, 6, 65535, -65537], 220, 200 * 86400),
            _ => return None,
        };
        if labels != wanted || body.len() > most {
            return None;
        }
        let [exp, nbf, iat] = [4, 5, 6].map(|label| claim(label).and_then(seconds));
        let (exp, nbf, iat, as_of) = (exp?, nbf?, iat?, seconds(&marks[3])?);
        let ordered = as_of <= iat && iat < exp && nbf < exp && exp - nbf <= life;
        if !ordered || !(iat - 86400..=iat + 31 * 86400).contains(&nbf) {
            return None;
        }
        status(claim(65535)?)?;
        if let Some(place) = claim(3) {
            let place = place.as_text()?;
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            Some(place).filter(|p| (1..=16).contains(&p.len()) && p.chars().all(good))?;
        }
        region(marks[1].as_text()?)?;
        let colour = number(&marks[2])?;
        match (kind.abs(), colour, marks.get(5)) {
            (1 | 2, 0 | 1, None) | (3, 0, None) => {}
            (1, 2 | 3, Some(log)) => {
                let [index, leaf] = array(log)?.as_slice() else { return None };
                number(index).filter(|n| (0..1 << 48).contains(n))?;
                leaf.as_bytes().filter(|leaf| leaf.len() == 32)?;
            }
            _ => return None,
        }
        holder(&marks[4])?;
        let device = match claim(8) {
            Some(cnf) => Some(device(cnf, sign1.alg)?),
            None => None,
        };
        Some(Self { practice: kind < 0, device })
    }

    fn context(&self, thing: &str) -> String {
        format!("kincode/1/{}/{thing}", if self.practice { "practice" } else { "real" })
    }

    fn is_by(&self, sign1: &Sign1, kid: &[u8], issuer: &[u8]) -> bool {
        sign1.alg == -7
            && sign1.kid.as_deref() == Some(kid)
            && verifies(issuer, &sign1.signed(&self.context("code")), &sign1.signature)
    }
}

fn status(value: &Value) -> Option<()> {
    let [(name, list)] = map(value)?.as_slice() else { return None };
    let [(idx, index), (uri, address)] = map(list)?.as_slice() else { return None };
    if (name.as_text()?, idx.as_text()?, uri.as_text()?) != ("status_list", "idx", "uri") {
        return None;
    }
    number(index).filter(|n| (0..1 << 20).contains(n))?;
    let (authority, list) = address.as_text()?.strip_prefix("kc:")?.split_once('/')?;
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let named = (2..=12).contains(&authority.len())
        && authority.starts_with(letter)
        && authority.chars().all(|c| letter(c) || c == '-');
    let numbered = (1..=6).contains(&list.len())
        && list.chars().all(|c| c.is_ascii_digit())
        && (list == "0" || !list.starts_with('0'));
    (named && numbered).then_some(())
}

fn region(text: &str) -> Option<()> {
    let mut parts = text.splitn(2, '-');
    let country = parts.next()?;
    let good = country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase());
    let rest = parts.next().is_none_or(|part| {
        (1..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    });
    (good && rest).then_some(())
}

fn holder(value: &Value) -> Option<()> {
    let [name, second] = array(value)?.as_slice() else { return None };
    match name {
        Value::Null if *second != Value::Null => {}
        Value::Text(name) => {
            let hidden = |c: char| {
                matches!(c as u32, 0..=0x20 | 0x7F..=0xA0 | 0x61C | 0x2000..=0x200F | 0x2028..=0x202F | 0x205F..=0x206F
                    | 0x3000 | 0xFEFF | 0xFFF9..=0xFFFF)
            };
            let sized = (1..=12).contains(&name.len()) && name.chars().count() <= 4;
            Some(()).filter(|()| sized && !name.chars().any(hidden))?;
        }
        _ => return None,
    }
    match second {
        Value::Null => Some(()),
        Value::Text(tail) => {
            let good = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
            (tail.len() == 4 && tail.chars().all(good)).then_some(())
        }
        _ => {
            let day = number(second).filter(|n| (101..=1231).contains(n))?;
            let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            let longest = days.get(usize::try_from(day / 100 - 1).ok()?)?;
            (1..=*longest).contains(&(day % 100)).then_some(())
        }
    }
}

fn device(cnf: &Value, alg: i64) -> Option<(Vec<u8>, bool)> {
    let [(one, key)] = map(cnf)?.as_slice() else { return None };
    let [kty, crv, x, y] = map(key)?.as_slice() else { return None };
    let labels = [one, &kty.0, &crv.0, &x.0, &y.0].map(number);
    if labels != [Some(1), Some(1), Some(-1), Some(-2), Some(-3)] || number(&kty.1) != Some(2) {
        return None;
    }
    let fits = matches!((number(&crv.1)?, alg), (1, -7) | (-65537, -65537));
    let x = x.1.as_bytes().filter(|x| fits && x.len() == 32)?;
    Some((x.clone(), y.1.as_bool()?))
}

fn verifies(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    // n/2 of P-256.
    let half = data_encoding::HEXUPPER
        .decode(b"7FFFFFFF800000007FFFFFFFFFFFFFFFDE737D56D38BCF4279DCE5617E3192A8")
        .expect("hexadecimal");
    signature[32..] <= half[..]
        && UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
}

fn seconds(value: &Value) -> Option<i64> {
    number(value).filter(|n| (1_577_836_800..=4_102_444_799).contains(n))
}

fn number(value: &Value) -> Option<i64> {
    i64::try_from(i128::from(value.as_integer()?)).ok()
}

fn array(value: &Value) -> Option<&Vec<Value>> {
    value.as_array()
}

fn map(value: &Value) -> Option<&Vec<(Value, Value)>> {
    value.as_map()
}

/// One item that fills `bytes`, in the one deterministic spelling of RFC 8949 section 4.2.1, of the types
/// that KC1 has, four deep at most.
fn canonical(bytes: &[u8]) -> Option<Value> {
    let value: Value = ciborium::from_reader(bytes).ok()?;
    allowed(&value, 4)?;
    (encoded(&value)? == bytes).then_some(value)
}

fn allowed(value: &Value, depth: u8) -> Option<()> {
    match value {
        Value::Integer(_) | Value::Bytes(_) | Value::Text(_) | Value::Bool(_) | Value::Null => Some(()),
        Value::Array(items) => items.iter().try_for_each(|item| allowed(item, depth.checked_sub(1)?)),
        Value::Map(entries) => {
            let keys: Vec<_> = entries.iter().map(|(key, _)| encoded(key)).collect::<Option<_>>()?;
            let sorted = keys.windows(2).all(|pair| pair[0] < pair[1]);
            Some(()).filter(|()| sorted)?;
            entries.iter().try_for_each(|(_, item)| allowed(item, depth.checked_sub(1)?))
        }
        _ => None,
    }
}

fn encoded(value: &Value) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).ok()?;
    Some(bytes)
}

/// RFC 9285, strict.
pub fn base45(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.bytes().map(|b| ALPHABET.iter().position(|c| *c == b).map(|p| p as u32)).collect::<Option<_>>()?;
    let mut bytes = Vec::new();
    for group in digits.chunks(3) {
        match *group {
            [a, b, c] => bytes.extend(u16::try_from(a + 45 * b + 2025 * c).ok()?.to_be_bytes()),
            [a, b] => bytes.push(u8::try_from(a + 45 * b).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

pub const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
