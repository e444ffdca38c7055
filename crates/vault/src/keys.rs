//! The keys (kc1.md 3.2): PIN and keychain secret to KEK, KEK to the wrapped VMK, and the check of the secret.
//!
//! Numbers inside derivations: `mode` one byte, `n` four bytes, big-endian. The kit's wrap stands under mode 0, n 0.

use std::fmt;
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::Error;
use crate::sm;

/// Bytes of a wrap: commitment, nonce, wrapped VMK, tag (kc1.md 3.2).
pub const WRAP: usize = 16 + sm::NONCE + 32 + sm::TAG;

/// A wrapped VMK: `commit16 || nonce12 || SM4-GCM(VMK)`.
pub type Wrap = [u8; WRAP];

/// How a vault is opened; its number stands in the header (kc1.md 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 1: a PIN together with a secret in the keychain.
    Pin = 1,
    /// 2: a passphrase without a keychain. Chosen by a person, never fallen into.
    Passphrase = 2,
}

/// A secret of the keychain (kc1.md 3.2, `kc_n`).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret {
    /// Its number: 1, 2, …
    pub n: u32,
    /// 32 random bytes.
    pub kc: [u8; 32],
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({}, …)", self.n)
    }
}

/// What Argon2id costs (RFC 9106; kc1.md 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB, at most 1 GiB.
    pub m: u32,
    /// Passes, at most 10.
    pub t: u32,
    /// Lanes, at most 8.
    pub p: u32,
}

impl Cost {
    /// The floor of kc1.md 3.2: 64 MiB, three passes, four lanes.
    pub const FLOOR: Self = Self {
        m: 64 * 1024,
        t: 3,
        p: 4,
    };

    /// Refuses what a damaged or hostile header could ask for: m ≤ 1 GiB, t ≤ 10, p ≤ 8 (kc1.md 3.2).
    pub(crate) fn checked(self) -> Result<Params, Error> {
        if self.m > MOST_MEMORY || self.t > 10 || self.p > 8 {
            return Err(Error::Costs);
        }
        Params::new(self.m, self.t, self.p, Some(32)).map_err(|_| Error::Costs)
    }
}

/// Finds the cost at which one try takes 0.3 to 0.7 s on this computer, with at most 1/8 of its memory and never below
/// [`Cost::FLOOR`] (kc1.md 3.2). `memory` is the computer's, in KiB; `measure` says how long [`try_once`] takes.
#[must_use]
pub fn calibrate(memory: u64, measure: &mut dyn FnMut(Cost) -> Duration) -> Cost {
    let most = u32::try_from(memory / 8).unwrap_or(u32::MAX);
    let most = most.clamp(Cost::FLOOR.m, MOST_MEMORY);
    let mut cost = Cost::FLOOR;
    // Time grows with memory, a little faster than it where caches end: two steps come near enough.
    for _ in 0..3 {
        let took = measure(cost).as_secs_f64();
        if WANTED.contains(&took) {
            break;
        }
        let scaled = f64::from(cost.m) * AIM / took.max(0.001);
        // In whole MiB; the cast saturates.
        let m = ((scaled / 1024.0) as u32)
            .saturating_mul(1024)
            .clamp(Cost::FLOOR.m, most);
        if m == cost.m {
            break;
        }
        cost.m = m;
    }
    cost
}

/// Spends this cost once, for [`calibrate`].
pub fn try_once(cost: Cost) {
    // A cost outside the limits takes no time, and is refused where it is used.
    let _ = pin_key(b"000000", &[0; 16], cost);
}

/// Seconds a try may take at set-up, and what is aimed at. (kc1.md 3.2)
const WANTED: std::ops::RangeInclusive<f64> = 0.3..=0.7;
const AIM: f64 = 0.5;
/// KiB. (kc1.md 3.2)
const MOST_MEMORY: u32 = 1024 * 1024;

/// `Argon2id(PIN as NFC UTF-8, salt, m, t, p, 32)`.
pub(crate) fn pin_key(
    pin: &[u8],
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, Error> {
    let params = cost.checked()?;
    let spelled = nfc(pin)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(&spelled, salt, &mut *key)
        .map_err(|_| Error::Costs)?;
    Ok(key)
}

/// One spelling for what looks the same.
pub(crate) fn nfc(pin: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let text = str::from_utf8(pin).map_err(|_| Error::NotText)?;
    // Room for every case of NFC (at most three times as long, UAX #15), so that no copy is left behind by growing.
    let mut spelled = Zeroizing::new(Vec::with_capacity(text.len() * 3));
    for letter in text.nfc() {
        spelled.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Ok(spelled)
}

/// `KEK_n`; in mode 2 the keychain's secret is empty and n is 0.
pub(crate) fn kek(
    kc: &[u8],
    vault_id: &[u8; 16],
    mode: Mode,
    n: u32,
    pin_key: &[u8; 32],
) -> Zeroizing<[u8; 32]> {
    sm::hmac(
        kc,
        &[
            b"kincode/vault/1/kek",
            vault_id,
            &[mode as u8],
            &n.to_be_bytes(),
            pin_key,
        ],
    )
}

/// The KEK of the recovery kit.
pub(crate) fn kit_kek(kit: &[u8; 20], vault_id: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    sm::hmac(kit, &[b"kincode/vault/1/kit", vault_id])
}

/// `check_n`: tells a wrong secret from a wrong PIN without touching the PIN.
pub(crate) fn check(kc: &[u8], vault_id: &[u8; 16], n: u32) -> [u8; 16] {
    first16(&sm::hmac(kc, &[b"check", vault_id, &n.to_be_bytes()]))
}

/// Whether the secret is the one that a wrap was made with.
pub(crate) fn matches(secret: &Secret, vault_id: &[u8; 16], wanted: &[u8; 16]) -> bool {
    check(&secret.kc, vault_id, secret.n).ct_eq(wanted).into()
}

/// Wraps the VMK. `place` is `mode || n`, or zeros for the kit.
pub(crate) fn wrap(
    kek: &[u8; 32],
    vault_id: &[u8; 16],
    place: [u8; 5],
    nonce: [u8; sm::NONCE],
    vmk: &[u8; 32],
) -> Wrap {
    let mut wrap = [0; WRAP];
    wrap[..16].copy_from_slice(&commit(kek));
    wrap[16..28].copy_from_slice(&nonce);
    wrap[28..60].copy_from_slice(vmk);
    let tag = sm::seal(
        &first16(kek),
        &nonce,
        &aad(vault_id, place),
        &mut wrap[28..60],
    );
    wrap[60..].copy_from_slice(&tag);
    wrap
}

/// The VMK, if the KEK is right. GCM does not commit to its key, so the commitment is compared first, in constant time.
pub(crate) fn unwrap(
    kek: &[u8; 32],
    vault_id: &[u8; 16],
    place: [u8; 5],
    wrap: &Wrap,
) -> Option<Zeroizing<[u8; 32]>> {
    let same: bool = commit(kek)[..].ct_eq(&wrap[..16]).into();
    if !same {
        return None;
    }
    let mut vmk = Zeroizing::new([0; 32]);
    vmk.copy_from_slice(&wrap[28..60]);
    let nonce = wrap[16..28].try_into().expect("twelve bytes");
    let tag = wrap[60..].try_into().expect("sixteen bytes");
    sm::open(&first16(kek), nonce, &aad(vault_id, place), &mut *vmk, tag).then_some(vmk)
}

/// Where a wrap stands: `mode || n`.
pub(crate) fn place(mode: Mode, n: u32) -> [u8; 5] {
    let [a, b, c, d] = n.to_be_bytes();
    [mode as u8, a, b, c, d]
}

/// Where the kit's wrap stands.
pub(crate) const KIT_PLACE: [u8; 5] = [0; 5];

fn commit(kek: &[u8; 32]) -> [u8; 16] {
    first16(&sm::hmac(kek, &[b"commit"]))
}

fn aad(vault_id: &[u8; 16], place: [u8; 5]) -> Vec<u8> {
    [&b"wrap"[..], vault_id, &place].concat()
}

fn first16(bytes: &[u8; 32]) -> [u8; 16] {
    let (first, _) = bytes.split_first_chunk().expect("32 bytes hold 16");
    *first
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { m: 64, t: 1, p: 1 };

    #[test]
    fn a_wrap_opens_with_its_key_and_its_place_only() {
        let (id, vmk) = ([7; 16], [9; 32]);
        let place1 = place(Mode::Pin, 1);
        let good = wrap(&[1; 32], &id, place1, [2; 12], &vmk);
        assert_eq!(unwrap(&[1; 32], &id, place1, &good).as_deref(), Some(&vmk));
        assert!(unwrap(&[3; 32], &id, place1, &good).is_none());
        assert!(unwrap(&[1; 32], &[8; 16], place1, &good).is_none());
        assert!(unwrap(&[1; 32], &id, place(Mode::Pin, 2), &good).is_none());
        assert!(unwrap(&[1; 32], &id, KIT_PLACE, &good).is_none());
        for bit in 0..WRAP * 8 {
            let mut bad = good;
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(unwrap(&[1; 32], &id, place1, &bad).is_none(), "bit {bit}");
        }
    }

    #[test]
    fn calibration_stays_between_floor_and_an_eighth_of_memory() {
        let per_gib = |seconds: f64| {
            move |cost: Cost| Duration::from_secs_f64(seconds * f64::from(cost.m) / 1_048_576.0)
        };
        let took = |seconds: f64, memory: u64| {
            let cost = calibrate(memory, &mut per_gib(seconds));
            assert!((cost.t, cost.p) == (3, 4) && cost.checked().is_ok());
            (cost.m, per_gib(seconds)(cost).as_secs_f64())
        };
        let gib = 1_048_576;
        // A usual computer, a fast one, a slow one, one with little memory, one that does not tell.
        assert!((0.3..=0.7).contains(&took(2.0, 16 * gib).1));
        assert_eq!(took(0.1, 64 * gib).0, 1_048_576);
        assert_eq!(took(20.0, 16 * gib).0, Cost::FLOOR.m);
        assert_eq!(took(0.5, gib).0, 131_072);
        assert_eq!(took(0.5, 0).0, Cost::FLOOR.m);
    }

    #[test]
    fn one_spelling_for_what_looks_the_same() {
        let (composed, taken_apart) = ("é".as_bytes(), "e\u{301}".as_bytes());
        let key = |pin| pin_key(pin, &[0; 16], CHEAP).unwrap();
        assert_eq!(key(composed), key(taken_apart));
        assert!(matches!(
            pin_key(&[0xff], &[0; 16], CHEAP),
            Err(Error::NotText)
        ));
    }

    #[test]
    fn costs_beyond_the_limits_are_refused_before_use() {
        for cost in [
            Cost {
                m: 1024 * 1024 + 1,
                ..CHEAP
            },
            Cost { t: 11, ..CHEAP },
            Cost { p: 9, ..CHEAP },
            Cost { m: 0, ..CHEAP },
            Cost { t: 0, ..CHEAP },
        ] {
            assert!(matches!(pin_key(b"1", &[0; 16], cost), Err(Error::Costs)));
        }
    }

    #[test]
    fn a_secret_does_not_print_itself() {
        let secret = Secret {
            n: 3,
            kc: [0xAB; 32],
        };
        assert_eq!(format!("{secret:?}"), "Secret(3, …)");
        assert!(matches(&secret, &[1; 16], &check(&[0xAB; 32], &[1; 16], 3)));
        assert!(!matches(
            &secret,
            &[1; 16],
            &check(&[0xAB; 32], &[1; 16], 4)
        ));
    }
}
