//! The header row (kc1.md 3.2), also kept as `vault.head`: what must be read before the vault is open.
//!
//! `"KCh1" || len32 || deterministic CBOR || HMAC-SM3`; `len32` (big-endian) counts the CBOR. The MAC is checked after
//! unwrapping, under HMAC-SM3(VMK, "head"); until then the fields are a claim.

use minicbor::data::Int;
use minicbor::{Decoder, Encoder};
use subtle::ConstantTimeEq;

use crate::error::Error;
use crate::keys::{self, Cost, Mode, Secret, Wrap};
use crate::sm;

/// What the row begins with.
pub(crate) const MAGIC: &[u8; 4] = b"KCh1";
/// The format that this program writes and reads.
const FORMAT: u8 = 1;
/// No header comes near this; a longer one is damage.
const LONGEST: usize = 4096;

/// One wrap of the VMK under PIN and secret n.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinWrap {
    /// Number of the keychain's secret; 0 in mode 2.
    pub n: u32,
    /// Tells whether a secret is the right one, without a PIN.
    pub check: [u8; 16],
    /// The wrapped VMK.
    pub wrap: Wrap,
}

/// The header's fields. All of them are readable before the vault is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Random; names the keychain's entries.
    pub vault_id: [u8; 16],
    /// PIN with keychain, or passphrase alone.
    pub mode: Mode,
    /// What Argon2id costs here.
    pub cost: Cost,
    /// Argon2id's salt.
    pub salt: [u8; 16],
    /// One wrap; two while the keychain's secret changes.
    pub wraps: Vec<PinWrap>,
    /// The wrap under the recovery kit.
    pub kit: Option<Wrap>,
    /// Which keychain store holds the secret.
    pub store: String,
    /// Goes up with each change of the header.
    pub revision: u64,
}

impl Header {
    /// The wrap that one of these secrets belongs to, with that secret (kc1.md 3.5: entries that exist and whose check
    /// matches). The newest first.
    pub fn matching<'a>(&self, secrets: &'a [Secret]) -> Option<(&PinWrap, &'a Secret)> {
        let pairs = self.wraps.iter().flat_map(|wrap| {
            secrets
                .iter()
                .filter(|secret| secret.n == wrap.n)
                .map(move |secret| (wrap, secret))
        });
        pairs
            .filter(|(wrap, secret)| keys::matches(secret, &self.vault_id, &wrap.check))
            .max_by_key(|(wrap, _)| wrap.n)
    }

    /// The row, under its MAC.
    pub(crate) fn row(&self, vmk: &[u8; 32]) -> Vec<u8> {
        let cbor = self.cbor();
        let mac = sm::hmac(&*sm::hmac(vmk, &[b"head"]), &[MAGIC, &len32(&cbor), &cbor]);
        [&MAGIC[..], &len32(&cbor), &cbor, &mac[..]].concat()
    }

    fn cbor(&self) -> Vec<u8> {
        let mut out = Encoder::new(Vec::new());
        // Writing into a vector cannot fail, so the errors' type is empty.
        let written = (|| -> Result<(), minicbor::encode::Error<_>> {
            out.map(7 + u64::from(self.kit.is_some()))?;
            out.u8(1)?.u8(FORMAT)?;
            out.u8(2)?.bytes(&self.vault_id)?;
            out.u8(3)?.u8(self.mode as u8)?;
            out.u8(4)?.array(4)?;
            out.u32(self.cost.m)?.u32(self.cost.t)?.u32(self.cost.p)?;
            out.bytes(&self.salt)?;
            out.u8(5)?.array(self.wraps.len() as u64)?;
            for wrap in &self.wraps {
                out.array(3)?.u32(wrap.n)?;
                out.bytes(&wrap.check)?.bytes(&wrap.wrap)?;
            }
            if let Some(kit) = &self.kit {
                out.u8(6)?.bytes(kit)?;
            }
            out.u8(7)?.str(&self.store)?;
            out.u8(8)?.u64(self.revision)?;
            Ok(())
        })();
        written.expect("a vector takes every byte");
        out.into_writer()
    }
}

/// A header as read: not believed until [`Read::is_authentic`].
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) header: Header,
    row: Vec<u8>,
}

impl Read {
    /// Reads the row at the beginning of `bytes`, which may go on behind it.
    pub(crate) fn from(bytes: &[u8]) -> Result<Self, Error> {
        let damaged = Error::Damaged("the header is not one");
        let Some((len, rest)) = bytes
            .strip_prefix(MAGIC)
            .and_then(|rest| rest.split_first_chunk::<4>())
        else {
            return Err(damaged);
        };
        let len = u32::from_be_bytes(*len) as usize;
        if len > LONGEST || rest.len() < len + 32 {
            return Err(damaged);
        }
        let (cbor, row) = (&rest[..len], &bytes[..8 + len + 32]);
        let header = match decode(cbor) {
            Ok(Some(header)) => header,
            Ok(None) => return Err(Error::NewerFormat),
            Err(_) => return Err(damaged),
        };
        // Strict: what we would not have written so is not ours.
        let ours = header.cbor() == cbor && matches!(header.wraps.len(), 1..=2);
        if !ours {
            return Err(damaged);
        }
        header.cost.checked()?;
        Ok(Self {
            header,
            row: row.to_vec(),
        })
    }

    /// Whether the MAC is right under this VMK.
    pub(crate) fn is_authentic(&self, vmk: &[u8; 32]) -> bool {
        self.header.row(vmk).ct_eq(&self.row).into()
    }

    pub(crate) fn row(&self) -> &[u8] {
        &self.row
    }
}

/// `None`: a newer format.
fn decode(cbor: &[u8]) -> Result<Option<Header>, minicbor::decode::Error> {
    let wrong = |_| minicbor::decode::Error::message("length");
    let mut read = Decoder::new(cbor);
    let fields = read.map()?.unwrap_or(0);
    let key = |read: &mut Decoder<'_>, wanted: u8| match read.int()? == Int::from(wanted) {
        true => Ok(()),
        false => Err(minicbor::decode::Error::message("label")),
    };
    key(&mut read, 1)?;
    if read.u64()? != u64::from(FORMAT) {
        return Ok(None);
    }
    key(&mut read, 2)?;
    let vault_id = read.bytes()?.try_into().map_err(wrong)?;
    key(&mut read, 3)?;
    let mode = match read.u8()? {
        1 => Mode::Pin,
        2 => Mode::Passphrase,
        _ => return Ok(None),
    };
    key(&mut read, 4)?;
    read.array()?;
    let cost = Cost {
        m: read.u32()?,
        t: read.u32()?,
        p: read.u32()?,
    };
    let salt = read.bytes()?.try_into().map_err(wrong)?;
    key(&mut read, 5)?;
    let mut wraps = Vec::new();
    for _ in 0..read.array()?.unwrap_or(0).min(3) {
        read.array()?;
        wraps.push(PinWrap {
            n: read.u32()?,
            check: read.bytes()?.try_into().map_err(wrong)?,
            wrap: read.bytes()?.try_into().map_err(wrong)?,
        });
    }
    let kit = if fields == 8 {
        key(&mut read, 6)?;
        Some(read.bytes()?.try_into().map_err(wrong)?)
    } else {
        None
    };
    key(&mut read, 7)?;
    let store = read.str()?.to_owned();
    key(&mut read, 8)?;
    let revision = read.u64()?;
    Ok(Some(Header {
        vault_id,
        mode,
        cost,
        salt,
        wraps,
        kit,
        store,
        revision,
    }))
}

fn len32(cbor: &[u8]) -> [u8; 4] {
    u32::try_from(cbor.len())
        .expect("a header has some hundred bytes")
        .to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(kit: bool) -> Header {
        let wrap = |n| PinWrap {
            n,
            check: keys::check(&[n as u8; 32], &[2; 16], n),
            wrap: [6; keys::WRAP],
        };
        Header {
            vault_id: [2; 16],
            mode: Mode::Pin,
            cost: Cost::FLOOR,
            salt: [3; 16],
            wraps: vec![wrap(1), wrap(2)],
            kit: kit.then_some([5; keys::WRAP]),
            store: "gnome-keyring".into(),
            revision: 7,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for kit in [false, true] {
            let row = header(kit).row(&[1; 32]);
            let longer = [&row[..], b"and more"].concat();
            let read = Read::from(&longer).unwrap();
            assert_eq!(read.header, header(kit));
            assert!(read.is_authentic(&[1; 32]));
            assert!(!read.is_authentic(&[9; 32]));
        }
    }

    #[test]
    fn no_flip_and_no_cut_is_believed() {
        let row = header(true).row(&[1; 32]);
        for bit in 0..row.len() * 8 {
            let mut bad = row.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            let believed = Read::from(&bad).is_ok_and(|read| read.is_authentic(&[1; 32]));
            assert!(!believed, "bit {bit}");
        }
        for len in 0..row.len() {
            assert!(Read::from(&row[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn the_newest_secret_that_fits_is_taken() {
        let secret = |n: u32, byte: u8| Secret { n, kc: [byte; 32] };
        let n = |secrets: &[Secret]| header(false).matching(secrets).map(|found| found.0.n);
        assert_eq!(n(&[secret(1, 1), secret(2, 2)]), Some(2));
        assert_eq!(n(&[secret(2, 9), secret(1, 1)]), Some(1));
        assert_eq!(n(&[secret(1, 2), secret(2, 1), secret(3, 3)]), None);
        assert_eq!(n(&[]), None);
    }
}
