//! What the window is shown of the family: people, what is kept of them, until when, and what to do next.
//!
//! Ids are handles of one unlocking, given once and never again; they say nothing about a person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NoticeView, ProblemView, RunView, SlipView, SymbolView};

/// The board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FamilyView {
    /// People with what is kept of them, in the order that the person chose.
    pub people: Vec<PersonView>,
    /// How many there are, in one line: “3 人，6 份码”.
    pub tally: String,
    /// What concerns the whole family: a birthday that changes a right, a kit that was never made, an old backup.
    pub notices: Vec<NoticeView>,
    /// How many things lie in the bin.
    pub bin: u32,
    /// What undo would undo, in words; none: there is nothing.
    pub undo: Option<String>,
    /// What was done just now, in one sentence.
    pub note: Option<String>,
    /// The same as `undo`, if it takes back what the note tells.
    pub note_undo: Option<String>,
}

/// One person on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PersonView {
    /// Names the person in later calls.
    pub id: u32,
    /// In their own script.
    pub name: String,
    /// In Latin letters, if that is another text.
    pub latin: Option<String>,
    /// Relation, age and right, in one line: “奶奶 · 76 岁 · 你是代办人，到 2027 年 3 月”.
    pub line: String,
    /// Whether the right has ended or ends within 30 days: the line then says so.
    pub ending: bool,
    /// What is kept of them, the most useful first.
    pub held: Vec<HeldView>,
    /// What can be changed.
    pub fields: PersonFields,
}

/// One thing that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HeldView {
    /// The slip; its id names the thing in later calls.
    pub slip: SlipView,
    /// Code or document.
    pub kind: HeldKind,
    /// Whether it can be shown full-screen as a code.
    pub shows: bool,
    /// How many older versions of the same kind are kept in its history.
    pub older: u32,
    /// Since when it is kept: “2026 年 9 月 3 日收到”.
    pub kept: String,
    /// When it leaves the bin for good, if it lies there.
    pub leaves: Option<String>,
    /// What an authority issued, if it is a run.
    pub run: Option<RunView>,
}

/// What kind of thing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HeldKind {
    /// A health code.
    Code,
    /// A picture, a PDF or a text without a code that could be read: unverified, kept as it is.
    Document,
    /// A run of strips of an authority: shown as a live code.
    Run,
}

/// Who a person is to the one who sits here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// 本人
    Myself,
    /// 配偶
    Partner,
    /// 女儿
    Daughter,
    /// 儿子
    Son,
    /// 母亲
    Mother,
    /// 父亲
    Father,
    /// 奶奶 or 外婆
    Grandmother,
    /// 爷爷 or 外公
    Grandfather,
    /// Another of the family, or not said.
    #[default]
    Other,
}

/// By what right somebody holds another's codes (design §2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Their own codes.
    Own,
    /// Guardian: long-term, until the child is of age or the date that was given.
    #[default]
    Guardian,
    /// Delegate: for a limited time, which must be given.
    Delegate,
}

/// What can be set of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonFields {
    /// In their own script, as the family writes it.
    pub name: String,
    /// In Latin letters, as in the passport; empty: unknown.
    pub latin: String,
    /// Birth date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty: unknown.
    pub birth: String,
    /// Who they are to the one who sits here.
    pub relation: Relation,
    /// By what right their codes are held.
    pub right: Right,
    /// Last day of that right, `YYYY-MM-DD`; empty: none. A delegate has one.
    pub until: String,
}

/// To whom something shall belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Belongs {
    /// To somebody on the board.
    Person {
        /// Who.
        id: u32,
    },
    /// To somebody new. Several requests of one call with the same fields mean one new person.
    New {
        /// What is known of them.
        fields: PersonFields,
    },
}

/// What one page of a source held, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FoundPageView {
    /// Its codes.
    pub found: Vec<FoundView>,
    /// Slips found before that are part of a whole now.
    pub gone: Vec<u32>,
    /// Why there are none, if that is so.
    pub problem: Option<ProblemView>,
}

/// A code that was found and is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FoundView {
    /// The slip; its id names it when it is kept.
    pub slip: SlipView,
    /// Who it seems to belong to.
    pub suggested: Belongs,
    /// Why, in one sentence: “姓名和生日都相同”.
    pub why: String,
    /// Whether a person should look: the names are only alike, or nothing is known.
    pub unsure: bool,
    /// What it would replace, in one sentence; the older one goes into the history.
    pub replaces: Option<String>,
    /// Whether this very code is kept already.
    pub already: bool,
}

/// One thing to keep.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct KeepRequest {
    /// Which slip was found.
    pub slip: u32,
    /// To whom it belongs.
    pub belongs: Belongs,
}

/// A code shown full-screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ShowView {
    /// What is shown: the slip with its verdict; its id names the thing.
    pub slip: SlipView,
    /// Whose, as the family writes the name.
    pub name: String,
    /// Relation and birth date, in one line.
    pub line: String,
    /// The symbols; several for a card that comes in parts.
    pub symbols: Vec<SymbolView>,
    /// The code before, for the arrow key: the same person's, else the person's before.
    pub before: Option<NeighbourView>,
    /// The code after it.
    pub after: Option<NeighbourView>,
    /// What protects this picture from being captured here, and what does not; true for this system.
    pub capture: String,
}

/// What an arrow key leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NeighbourView {
    /// Which.
    pub id: u32,
    /// Whose.
    pub name: String,
}

/// What lies in the bin, or in the history of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HeldListView {
    /// Each thing, the newest first, with the name of its person.
    pub held: Vec<OwnedView>,
}

/// A thing and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OwnedView {
    /// Whose.
    pub name: String,
    /// The thing.
    pub held: HeldView,
}
