//! Authorities that sign KC1, in the shape in which other lists show their issuers.

use std::sync::Arc;

use super::{About, Issuer, KeyList, fingerprint};
use crate::kct::{Authority, KeyEntry};

impl KeyList {
    /// Authorities that sign KC1, to be shown among other lists. Their keys have no name here: they
    /// verify KC1 by a [`Store`](crate::kc1::Store) and nothing else.
    pub fn of_authorities(authorities: &[Authority], about: &Arc<About>) -> Self {
        let issuers = authorities.iter().flat_map(|authority| {
            let entries = authority.keys.iter();
            entries.filter_map(|entry| Issuer::of_authority(authority, entry, about))
        });
        Self {
            issuers: issuers.collect(),
            ..Self::of(about)
        }
    }
}

impl Issuer {
    /// Whoever holds the key of an authority's `entry`; `None` if that is off its curve.
    pub(crate) fn of_authority(
        authority: &Authority,
        entry: &KeyEntry,
        list: &Arc<About>,
    ) -> Option<Self> {
        let key = entry.key.parsed()?;
        Some(Self {
            name: authority.names.first().map(|(_, name)| name.clone()),
            called: authority.names.clone(),
            country: None,
            address: None,
            until: Some(entry.until),
            as_of: None,
            revocations: None,
            certificate: None,
            list: Arc::clone(list),
            fingerprint: fingerprint(&key),
            key,
            // By no name: a key of an authority signs KC1 and nothing else.
            names: Vec::new(),
        })
    }
}
