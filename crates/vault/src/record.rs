//! A sealed record (kc1.md 3.3): the one function that seals records, buckets and the root.
//!
//! `"KCr1" || len32 || id16 || version64 || salt16 || ciphertext || tag16`; numbers are big-endian, `len32` counts
//! ciphertext and tag.

use zeroize::Zeroizing;

use crate::error::Error;
use crate::sm;

/// A record's id: random, not below 2^64.
pub type Id = [u8; 16];

/// The salt of one write; the key follows from it.
pub(crate) type Salt = [u8; 16];

/// What each sealed row begins with.
pub(crate) const MAGIC: &[u8; 4] = b"KCr1";
/// Largest content of a record: 4 MiB (kc1.md 3.3).
pub const MAX: usize = 4 << 20;
/// Bytes before the ciphertext.
pub(crate) const PREFIX: usize = 4 + 4 + 16 + 8 + 16;

/// Content is padded to a multiple of this, and of [`COARSE`] when it is above 64 KiB (kc1.md 3.3).
const FINE: usize = 256;
const COARSE: usize = 4096;
const COARSE_ABOVE: usize = 64 << 10;

/// What stands in clear before a sealed content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefix {
    pub(crate) id: Id,
    pub(crate) version: u64,
    pub(crate) salt: Salt,
    /// Bytes of the whole sealed row.
    pub(crate) len: usize,
}

/// Reads what stands in clear at the beginning of `bytes`, which may go on behind the row.
pub(crate) fn prefix(bytes: &[u8]) -> Option<Prefix> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (len, rest) = rest.split_first_chunk::<4>()?;
    let (id, rest) = rest.split_first_chunk()?;
    let (version, rest) = rest.split_first_chunk()?;
    let (salt, rest) = rest.split_first_chunk()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let largest = padded(4 + MAX) + sm::TAG;
    if len < FINE + sm::TAG || len > largest || len > rest.len() {
        return None;
    }
    Some(Prefix {
        id: *id,
        version: u64::from_be_bytes(*version),
        salt: *salt,
        len: PREFIX + len,
    })
}

/// Seals `content` under a key of its own.
pub(crate) fn seal(
    vmk: &[u8; 32],
    vault_id: &[u8; 16],
    kind: u8,
    id: &Id,
    version: u64,
    salt: &Salt,
    content: &[u8],
) -> Result<Vec<u8>, Error> {
    if content.len() > MAX {
        return Err(Error::TooLarge);
    }
    let plain = padded(4 + content.len());
    let mut row = Vec::with_capacity(PREFIX + plain + sm::TAG);
    row.extend_from_slice(MAGIC);
    row.extend_from_slice(&be32(plain + sm::TAG));
    row.extend_from_slice(id);
    row.extend_from_slice(&version.to_be_bytes());
    row.extend_from_slice(salt);
    row.extend_from_slice(&be32(content.len()));
    row.extend_from_slice(content);
    row.resize(PREFIX + plain, 0);
    let aad = aad(vault_id, kind, id, version, salt);
    let (key, nonce) = key(vmk, &aad);
    let tag = sm::seal(&key, &nonce, &aad, &mut row[PREFIX..]);
    row.extend_from_slice(&tag);
    Ok(row)
}

/// The content of a row, if it is authentic as exactly this kind, id, version and salt.
pub(crate) fn open(
    vmk: &[u8; 32],
    vault_id: &[u8; 16],
    kind: u8,
    row: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let clear = prefix(row).filter(|clear| clear.len == row.len())?;
    let aad = aad(vault_id, kind, &clear.id, clear.version, &clear.salt);
    let (key, nonce) = key(vmk, &aad);
    let (cipher, tag) = row[PREFIX..].split_last_chunk::<{ sm::TAG }>()?;
    let mut plain = Zeroizing::new(cipher.to_vec());
    if !sm::open(&key, &nonce, &aad, &mut plain, tag) {
        return None;
    }
    let (len, _) = plain.split_first_chunk::<4>()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let canonical = len <= MAX
        && padded(4 + len) == plain.len()
        && plain[4 + len..].iter().all(|byte| *byte == 0);
    if !canonical {
        return None;
    }
    plain.copy_within(4..4 + len, 0);
    // The tail is wiped with the rest: `Zeroizing` clears the whole capacity.
    plain.truncate(len);
    Some(plain)
}

fn key(vmk: &[u8; 32], aad: &[u8]) -> (Zeroizing<[u8; sm::KEY]>, [u8; sm::NONCE]) {
    let derived = sm::hmac(vmk, &[b"rec", aad]);
    let (key, rest) = derived.split_first_chunk().expect("32 bytes hold 16");
    let (nonce, _) = rest.split_first_chunk().expect("16 bytes hold 12");
    (Zeroizing::new(*key), *nonce)
}

fn aad(vault_id: &[u8; 16], kind: u8, id: &Id, version: u64, salt: &Salt) -> Vec<u8> {
    [
        &b"kincode/vault/1"[..],
        vault_id,
        &[kind],
        id,
        &version.to_be_bytes(),
        salt,
    ]
    .concat()
}

fn padded(len: usize) -> usize {
    len.next_multiple_of(if len > COARSE_ABOVE { COARSE } else { FINE })
}

fn be32(len: usize) -> [u8; 4] {
    u32::try_from(len)
        .expect("a record is at most 4 MiB")
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VMK: [u8; 32] = [1; 32];
    const VAULT: [u8; 16] = [2; 16];
    const ID: Id = [0xAA; 16];

    fn sealed(content: &[u8]) -> Vec<u8> {
        seal(&VMK, &VAULT, 5, &ID, 7, &[4; 16], content).unwrap()
    }

    #[test]
    fn sizes_are_padded_and_contents_come_back() {
        for (len, plain) in [
            (0, 256),
            (252, 256),
            (253, 512),
            (65_532, 65_536),
            (65_533, 69_632),
            (MAX, MAX + 4096),
        ] {
            let content = vec![3; len];
            let row = sealed(&content);
            assert_eq!(row.len(), PREFIX + plain + 16, "{len}");
            assert_eq!(*open(&VMK, &VAULT, 5, &row).unwrap(), content);
        }
        assert!(matches!(
            seal(&VMK, &VAULT, 5, &ID, 7, &[4; 16], &vec![0; MAX + 1]),
            Err(Error::TooLarge)
        ));
    }

    #[test]
    fn nothing_else_opens() {
        let row = sealed(b"content");
        assert!(open(&[9; 32], &VAULT, 5, &row).is_none());
        assert!(open(&VMK, &[9; 16], 5, &row).is_none());
        assert!(open(&VMK, &VAULT, 6, &row).is_none());
        for len in 0..row.len() {
            assert!(open(&VMK, &VAULT, 5, &row[..len]).is_none(), "{len}");
        }
        for bit in 0..row.len() * 8 {
            let mut bad = row.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&VMK, &VAULT, 5, &bad).is_none(), "bit {bit}");
        }
    }

    #[test]
    fn each_write_has_a_key_of_its_own() {
        let other = seal(&VMK, &VAULT, 5, &ID, 7, &[5; 16], b"content").unwrap();
        assert_ne!(other[PREFIX..], sealed(b"content")[PREFIX..]);
    }
}
