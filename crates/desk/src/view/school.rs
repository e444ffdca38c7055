//! What the window is shown of a school's own key and the codes signed with it (design §4, school code).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProblemView;

/// The School room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SchoolView {
    /// The school's own key, if this computer holds one.
    pub key: Option<SchoolKeyView>,
}

/// A school's own key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SchoolKeyView {
    /// The school's name.
    pub name: String,
    /// Its short id: 2 to 12 lower-case letters, digits and hyphens. (kc1.md part 2, scope)
    pub id: String,
    /// The fingerprint: 20 characters in five groups.
    pub fingerprint: String,
    /// Since when: “2026 年 8 月 20 日制”.
    pub made: String,
    /// Until when it signs.
    pub until: String,
    /// How many codes it signed that are still valid.
    pub signed: u32,
}

/// A new key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct SchoolKeyRequest {
    /// The school's name, as it stands on the cards.
    pub name: String,
    /// Its short id.
    pub id: String,
    /// Its region, `CN-GD`.
    pub region: String,
}

/// A class list, typed or pasted: one pupil a line, name and what else stands on the card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct SchoolListRequest {
    /// The lines.
    pub list: String,
    /// The last day of the codes, `YYYY-MM-DD`.
    pub until: String,
}

/// What a class list holds, before anything is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SchoolListView {
    /// How many can be signed, in words.
    pub line: String,
    /// Each pupil.
    pub pupils: Vec<PupilView>,
    /// Every problem, by line.
    pub problems: Vec<LineProblemView>,
}

/// One pupil of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PupilView {
    /// Line, from 1.
    pub line: u32,
    /// Name.
    pub name: String,
    /// Class; empty: none was given.
    pub class: String,
    /// The mark that the code carries.
    pub mark: String,
}

/// A line that cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LineProblemView {
    /// Line, from 1.
    pub line: u32,
    /// What is wrong with it and what to do.
    pub problem: ProblemView,
}
