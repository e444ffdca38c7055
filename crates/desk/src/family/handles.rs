//! Handles: small numbers that stand for records while the vault is open. Given once and never again, so a late call can
//! only miss, not hit another's code.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use vault::Id;

/// The handles given out since the vault was opened.
#[derive(Default)]
pub(crate) struct Handles {
    last: u32,
    by_id: BTreeMap<Id, u32>,
    ids: BTreeMap<u32, Id>,
}

impl Handles {
    /// Gives a record its handle, if it has none yet.
    pub(crate) fn give(&mut self, id: Id) {
        if let Entry::Vacant(place) = self.by_id.entry(id) {
            self.last += 1;
            place.insert(self.last);
            self.ids.insert(self.last, id);
        }
    }

    /// The record behind a handle.
    pub(crate) fn id(&self, handle: u32) -> Option<Id> {
        self.ids.get(&handle).copied()
    }

    /// The handle that a record has, if it was ever given one.
    pub(crate) fn known(&self, id: &Id) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_given_once() {
        let mut handles = Handles::default();
        [1, 2, 1].into_iter().for_each(|n| handles.give([n; 16]));
        let known = [1, 2].map(|n| handles.known(&[n; 16]));
        assert_eq!(known, [Some(1), Some(2)]);
        assert_eq!((handles.id(2), handles.id(3)), (Some([2; 16]), None));
        assert_eq!(handles.known(&[3; 16]), None);
    }
}
