//! The sealed index (kc1.md 3.3): a root that names 64 buckets, and buckets that name the records.
//!
//! A parent names version and salt of each child, and the salt decides the child's key. So nothing below the root can
//! be swapped, mixed, dropped or taken from an older state unnoticed.

use std::collections::BTreeMap;

use minicbor::{Decoder, Encoder};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::record::{Id, Salt};

/// How many buckets there are; a record's bucket is the low six bits of its id.
pub(crate) const BUCKETS: usize = 64;
/// Kind of the root.
pub(crate) const ROOT: u8 = 0;
/// Kind of a bucket.
pub(crate) const BUCKET: u8 = 1;
/// The layout of what lies in the drawers, for their owner's migrations.
pub(crate) const SCHEMA: u64 = 1;
/// The root's id.
pub(crate) const ROOT_ID: Id = [0; 16];

/// Version and salt of a child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Child {
    pub(crate) version: u64,
    pub(crate) salt: Salt,
}

/// The root.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Root {
    /// Number of the commit that wrote it.
    pub(crate) commit: u64,
    #[zeroize(skip)]
    pub(crate) buckets: [Child; BUCKETS],
    /// The recovery kit's secret: rotation rewraps for the same paper.
    pub(crate) kit: Option<[u8; 20]>,
    /// When the commit was made, in seconds since 1970-01-01Z.
    pub(crate) time: u64,
    /// The boot that it was made in; empty where the system has no such thing.
    pub(crate) boot: String,
    pub(crate) schema: u64,
}

impl Root {
    /// Deterministic CBOR: `[commit, [64 × [version, salt]], kit20 / nil, time, boot, schema]`.
    pub(crate) fn cbor(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it: growing would leave a copy of the kit behind.
        let mut out = Encoder::new(Vec::with_capacity(2048 + self.boot.len()));
        let written = (|| -> Result<(), minicbor::encode::Error<_>> {
            out.array(6)?.u64(self.commit)?.array(BUCKETS as u64)?;
            for bucket in &self.buckets {
                out.array(2)?.u64(bucket.version)?.bytes(&bucket.salt)?;
            }
            match &self.kit {
                Some(kit) => out.bytes(kit)?,
                None => out.null()?,
            };
            out.u64(self.time)?.str(&self.boot)?.u64(self.schema)?;
            Ok(())
        })();
        written.expect("a vector takes every byte");
        Zeroizing::new(out.into_writer())
    }

    /// Reads the root; the bytes are authentic already, so what does not parse was written by another program.
    pub(crate) fn read(cbor: &[u8]) -> Option<Box<Self>> {
        let mut read = Decoder::new(cbor);
        (read.array().ok()? == Some(6)).then_some(())?;
        let commit = read.u64().ok()?;
        (read.array().ok()? == Some(BUCKETS as u64)).then_some(())?;
        let mut buckets = [Child::default(); BUCKETS];
        for bucket in &mut buckets {
            *bucket = child(&mut read)?;
        }
        // In a box from the beginning: what is moved leaves a copy of the kit behind.
        let mut root = Box::new(Self {
            commit,
            buckets,
            kit: None,
            time: 0,
            boot: String::new(),
            schema: 0,
        });
        match read.datatype().ok()? {
            minicbor::data::Type::Null => read.null().ok()?,
            _ => {
                let kit = read.bytes().ok().filter(|kit| kit.len() == 20)?;
                root.kit.insert([0; 20]).copy_from_slice(kit);
            }
        }
        root.time = read.u64().ok()?;
        read.str().ok()?.clone_into(&mut root.boot);
        root.schema = read.u64().ok()?;
        (*root.cbor() == cbor).then_some(root)
    }
}

fn child(read: &mut Decoder<'_>) -> Option<Child> {
    (read.array().ok()? == Some(2)).then_some(())?;
    Some(Child {
        version: read.u64().ok()?,
        salt: read.bytes().ok()?.try_into().ok()?,
    })
}

/// What the index says of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) kind: u8,
    pub(crate) child: Child,
}

/// The records of one bucket, sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bucket(pub(crate) BTreeMap<Id, Named>);

impl Bucket {
    /// Deterministic CBOR: sorted `[id, kind, version, salt]`.
    pub(crate) fn cbor(&self) -> Vec<u8> {
        let mut out = Encoder::new(Vec::with_capacity(48 * self.0.len() + 8));
        let written = (|| -> Result<(), minicbor::encode::Error<_>> {
            out.array(self.0.len() as u64)?;
            for (id, named) in &self.0 {
                out.array(4)?.bytes(id)?.u8(named.kind)?;
                out.u64(named.child.version)?.bytes(&named.child.salt)?;
            }
            Ok(())
        })();
        written.expect("a vector takes every byte");
        out.into_writer()
    }

    /// Reads a bucket; see [`Root::read`].
    pub(crate) fn read(cbor: &[u8]) -> Option<Self> {
        let mut read = Decoder::new(cbor);
        let mut records = BTreeMap::new();
        for _ in 0..read.array().ok()?? {
            (read.array().ok()? == Some(4)).then_some(())?;
            let id = read.bytes().ok()?.try_into().ok()?;
            let named = Named {
                kind: read.u8().ok()?,
                child: Child {
                    version: read.u64().ok()?,
                    salt: read.bytes().ok()?.try_into().ok()?,
                },
            };
            records.insert(id, named);
        }
        let bucket = Self(records);
        (bucket.cbor() == cbor).then_some(bucket)
    }
}

/// The bucket of a record.
pub(crate) fn bucket_of(id: &Id) -> usize {
    usize::from(id[15]) % BUCKETS
}

/// The id of a bucket: 1 to 64.
pub(crate) fn bucket_id(bucket: usize) -> Id {
    (bucket as u128 + 1).to_be_bytes()
}

/// Whether an id may be a record's: not below 2^64 (kc1.md 3.3).
pub(crate) fn is_record(id: &Id) -> bool {
    id[..8] != [0; 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_and_bucket_come_back() {
        for kit in [None, Some([7; 20])] {
            let mut root = Root {
                commit: 300,
                buckets: [Child::default(); BUCKETS],
                kit,
                time: 1_790_726_400,
                boot: "b".into(),
                schema: SCHEMA,
            };
            root.buckets[9] = Child {
                version: 299,
                salt: [4; 16],
            };
            let cbor = root.cbor();
            assert_eq!(Root::read(&cbor).unwrap().cbor(), cbor);
            assert!(Root::read(&cbor[..cbor.len() - 1]).is_none());
            assert!(Root::read(&[&cbor[..], &[0]].concat()).is_none());
        }
        let named = Named {
            kind: 9,
            child: Child {
                version: 1000,
                salt: [1; 16],
            },
        };
        let bucket = Bucket((1..=10u8).map(|n| ([n; 16], named)).collect());
        let cbor = bucket.cbor();
        assert_eq!(Bucket::read(&cbor), Some(bucket));
        assert!(cbor.len() <= 41 * 10 + 3, "{}", cbor.len());
    }

    #[test]
    fn ids_of_the_index_are_no_records() {
        assert!(!is_record(&ROOT_ID));
        assert!(!is_record(&bucket_id(63)));
        assert_eq!(bucket_id(63)[15], 64);
        assert!(is_record(&[1; 16]));
        assert_eq!(bucket_of(&[0xFF; 16]), 63);
    }
}
