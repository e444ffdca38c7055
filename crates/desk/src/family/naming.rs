//! Ids that last: handles are of one unlocking, and a command line opens the vault anew for each command.

use data_encoding::HEXLOWER;
use vault::Id;

use super::Family;

/// Digits of an id that are said and taken at least. The ids are random: in a family's vault eight are never shared.
const SAID: usize = 8;
const TAKEN: usize = 4;

impl Family {
    /// The id of a person or a thing: the first eight hexadecimal digits of its record's, more where others begin alike.
    /// It says nothing about a person, and stays the same in a vault that is restored from a backup.
    pub fn stable(&self, handle: u32) -> Option<String> {
        let id = self.handles.id(handle)?;
        let ids = self.people.keys().chain(self.held.keys());
        Some(said(&id, ids))
    }

    /// The handle of the only person or thing whose id begins so.
    pub fn find(&self, text: &str) -> Option<u32> {
        let ids = self.people.keys().chain(self.held.keys());
        self.handles.known(&meant(text, ids)?)
    }
}

fn said<'a>(id: &Id, ids: impl Iterator<Item = &'a Id>) -> String {
    let mut all = HEXLOWER.encode(id);
    let others = ids.filter(|other| *other != id);
    let alike = others.map(|other| {
        let other = HEXLOWER.encode(other).into_bytes();
        all.bytes().zip(other).take_while(|(a, b)| a == b).count()
    });
    let digits = alike.map(|alike| alike + 1).max().unwrap_or(0).max(SAID);
    all.truncate(digits);
    all
}

fn meant<'a>(text: &str, ids: impl Iterator<Item = &'a Id>) -> Option<Id> {
    let text = text.to_ascii_lowercase();
    let mut begin_so = ids.filter(|id| HEXLOWER.encode(*id).starts_with(&text));
    let first = begin_so.next()?;
    (text.len() >= TAKEN && begin_so.next().is_none()).then_some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_as_long_as_it_needs_to_be() {
        let mut twin = [0xab; 16];
        twin[4] = 0xac;
        let ids = [[0xab; 16], twin, [0x11; 16]];
        let names: Vec<String> = ids.iter().map(|id| said(id, ids.iter())).collect();
        assert_eq!(
            names,
            [
                "abababababab"[..10].to_owned(),
                "ababababac".to_owned(),
                "11111111".to_owned()
            ]
        );
        for (id, name) in ids.iter().zip(&names) {
            assert_eq!(meant(&name.to_uppercase(), ids.iter()), Some(*id));
        }
        assert_eq!(meant("abababab", ids.iter()), None, "two begin so");
        assert_eq!(meant("1111", ids.iter()), Some([0x11; 16]));
        assert_eq!(meant("111", ids.iter()), None, "too short");
        assert_eq!(meant("2222", ids.iter()), None);
    }
}
