//! What the window is shown of authorities: whom the family is connected with, the runs of strips they issued, the live
//! code, and whether everybody is ready for a day.

use serde::Serialize;
use ts_rs::TS;

use super::{NeighbourView, ProblemView, SymbolView, Verdict};

/// Whom this family gets codes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuthoritiesView {
    /// Each authority, the one that was added first before the others.
    pub authorities: Vec<AuthorityView>,
    /// Whether this window practises: codes of the practice authority are taken here, and marked, and nowhere else.
    pub practice: bool,
}

/// Six digits that whoever shows a live code is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AskedView {
    /// In two groups of three.
    pub digits: String,
    /// Milliseconds after which others are to be asked for.
    pub renew: u32,
}

/// One authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuthorityView {
    /// Names it in later calls.
    pub id: u32,
    /// Its name in the language of the window, as its trust file says it.
    pub name: String,
    /// Where it answers.
    pub address: String,
    /// Where it answers if that one does not; empty: none.
    pub backup: String,
    /// The fingerprint of its publisher: 20 characters in five groups. (kc1.md part 2)
    pub fingerprint: String,
    /// For which regions it issues, in words.
    pub regions: String,
    /// Whether it is the practice authority.
    pub practice: bool,
    /// When it answered last, in words: “3 分钟前”.
    pub contact: String,
    /// Why it does not answer, if that is so; what was received last stays in use.
    pub problem: Option<ProblemView>,
}

/// An authority that was looked at and is not connected yet: a person compares the fingerprint first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuthorityOffer {
    /// Names the offer when it is accepted.
    pub offer: u32,
    /// Its name.
    pub name: String,
    /// Where it answers.
    pub address: String,
    /// The fingerprint to be compared with a paper or a web page of the authority.
    pub fingerprint: String,
    /// For which regions it issues, in words.
    pub regions: String,
    /// What it will learn and what not, one sentence each.
    pub learns: Vec<String>,
}

/// What an authority issued for one person: today's code, and the strips for the days to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RunView {
    /// Whose: the authority's id.
    pub authority: u32,
    /// Its name.
    pub from: String,
    /// The region whose rules were applied, in words.
    pub region: String,
    /// Until which day codes lie here, and how many days that is: “离线码备到 10 月 30 日，还有 7 天”.
    pub through: String,
    /// How old the newest answer of the authority is: “3 小时前”.
    pub age: String,
    /// Whether the run should have been refreshed and was not: `age` then says so.
    pub overdue: bool,
    /// What the authority states of the person, as its own word; never the verdict.
    pub colour: Option<ColourView>,
    /// Whether it comes from the practice authority.
    pub practice: bool,
    /// Paper codes that were issued and can still be valid.
    pub papers: Vec<PaperView>,
    /// Why the last refresh failed, in one sentence.
    pub trouble: Option<String>,
}

/// A colour as an authority stated it, with its word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ColourView {
    /// Which.
    pub colour: Colour,
    /// Its word: “绿码”.
    pub word: String,
}

/// The colours that a code can state. (kc1.md 1.2)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// 1
    Green,
    /// 2
    Yellow,
    /// 3
    Red,
}

/// A paper code that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PaperView {
    /// The kept code, to be printed or shown; its id is that of the slip.
    pub held: u32,
    /// As it is said on the telephone: “1203-982341”.
    pub serial: String,
    /// Until when: “到 2026 年 10 月 30 日”.
    pub until: String,
    /// Valid, cancelled, lost or unknown, as one word.
    pub word: String,
    /// Whether it can be cancelled.
    pub valid: bool,
}

/// A live code full-screen, as it is now; asked for again when it is renewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LiveView {
    /// Names the run.
    pub held: u32,
    /// Whose, as the family writes the name.
    pub name: String,
    /// Relation and birth date, in one line.
    pub line: String,
    /// The mark that the code itself carries: “张* · 12 月 31 日”.
    pub mark: String,
    /// Authority and region.
    pub from: String,
    /// What the checker will answer, as far as this computer knows.
    pub verdict: Verdict,
    /// Its word.
    pub word: String,
    /// The symbol with the proof of this moment; none: there is no strip for now, and `next` says what to do.
    pub symbol: Option<SymbolView>,
    /// Seconds from one proof to the next: 30. (kc1.md 1.3)
    pub period: u32,
    /// Milliseconds until this proof is renewed.
    pub renew: u32,
    /// Until when today's strip is valid, large: “今天 24:00 前有效”.
    pub until: String,
    /// Until which day codes lie here.
    pub through: String,
    /// How old the authority's newest answer is.
    pub age: String,
    /// What the authority states, if it states a colour.
    pub colour: Option<ColourView>,
    /// Whether it is practice: 演练 stands across the screen.
    pub practice: bool,
    /// The digits that were entered into this proof.
    pub challenge: Option<String>,
    /// One sentence: what to do.
    pub next: String,
    /// What lies before it, for the arrow key.
    pub before: Option<NeighbourView>,
    /// What lies after it.
    pub after: Option<NeighbourView>,
    /// What protects this picture from being captured here, and what does not.
    pub capture: String,
}

/// What several authorities say of one person, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CompareView {
    /// Who.
    pub name: String,
    /// One for each authority.
    pub sides: Vec<SideView>,
    /// What differs and why, one sentence each.
    pub differences: Vec<String>,
}

/// What one authority says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SideView {
    /// The run.
    pub held: u32,
    /// Authority.
    pub from: String,
    /// Region.
    pub region: String,
    /// The colour, if one is stated.
    pub colour: Option<ColourView>,
    /// Of when the newest fact is.
    pub as_of: String,
    /// How old the answer is.
    pub age: String,
    /// Until which day codes lie here.
    pub through: String,
    /// How this region renews: by itself, by hand, in a special way.
    pub update: String,
}

/// Whether everybody is ready for a day, such as the first day of term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReadinessView {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// In one sentence: “9 月 1 日开学：3 人中有 2 人准备好了”.
    pub line: String,
    /// One for each person on the board.
    pub people: Vec<ReadyView>,
}

/// Whether one person is ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReadyView {
    /// Who.
    pub person: u32,
    /// Their name.
    pub name: String,
    /// Accept: ready. Undecided: something is to be done in time.
    pub ready: Verdict,
    /// Its word: “已备好”, “待办”.
    pub word: String,
    /// What there is, in one sentence.
    pub line: String,
    /// What to do, in one sentence; empty if nothing.
    pub next: String,
}
