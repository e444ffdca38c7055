//! The kinds of records in the family's vault. (kc1.md 3.3: 0 and 1 belong to the index)

/// A person, in JSON.
pub(crate) const PERSON: u8 = 2;
/// A kept code, in JSON: its text as it was found, whose it is, since when.
pub(crate) const CODE: u8 = 3;
/// A kept document, in JSON; its bytes lie in pieces.
pub(crate) const DOCUMENT: u8 = 4;
/// A piece of a document: its bytes as they are.
pub(crate) const PIECE: u8 = 5;
/// What the vault notes about itself: kit, backups, openings of an older copy. One record, in JSON.
pub(crate) const NOTES: u8 = 6;

/// All of them, for a rescue.
pub(crate) const KINDS: [u8; 5] = [PERSON, CODE, DOCUMENT, PIECE, NOTES];
