//! What the window is shown: decided, worded, ready. `ts-rs` writes the same types for the page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use words::Lang;

mod authority;
mod door;
mod family;
mod paper;
mod region;
mod school;

pub use authority::*;
pub use door::*;
pub use family::*;
pub use paper::*;
pub use region::*;
pub use school::*;

/// What a code is worth here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Genuine and current.
    Accept,
    /// Not to be taken.
    Refuse,
    /// Not known; never to be taken for accept.
    Undecided,
}

/// One line of details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FactView {
    /// What it is.
    pub label: String,
    /// What the code says.
    pub value: String,
}

/// Whose code it is, from a verified code only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HolderView {
    /// In the person's own script.
    pub name: String,
    /// In Latin letters, if that is another text.
    pub latin: Option<String>,
    /// Birth date as far as it is known.
    pub birth: Option<String>,
}

/// How a code may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Printing {
    /// As it is.
    Plain,
    /// With 未核验 / NOT VERIFIED across it and no name.
    Marked,
    /// Only after a second, deliberate press.
    Refused,
    /// There is nothing to print.
    Never,
}

/// One event that a code tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct EventView {
    /// What happened and when, in one line.
    pub title: String,
    /// Everything about it.
    pub facts: Vec<FactView>,
}

/// One code on the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SlipView {
    /// Names the code in later calls.
    pub id: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// The word under the mark.
    pub word: String,
    /// The small line under the word.
    pub note: Option<String>,
    /// What it is, and from whom.
    pub title: String,
    /// Words of their own beside it, which are no verdict: practice, paper, the colour that it states.
    pub marks: Vec<String>,
    /// Until when.
    pub until: String,
    /// One sentence: what to do.
    pub next: String,
    /// Whose it is.
    pub holder: Option<HolderView>,
    /// The four answers.
    pub answers: Vec<FactView>,
    /// What the code says of itself and of the person.
    pub facts: Vec<FactView>,
    /// What the code says that happened, in its own order.
    pub events: Vec<EventView>,
    /// Whether holder and facts are only claimed.
    pub claimed: bool,
    /// Where it was found.
    pub source: String,
    /// Whether trusting its issuer could change the verdict.
    pub offer_trust: bool,
    /// How it may be printed.
    pub printing: Printing,
}

/// A problem, already worded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProblemView {
    /// Its code.
    pub code: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub next: String,
    /// The stock that would do, where a larger one helps.
    pub stock: Option<Stock>,
}

/// Something that concerns every code on the desk, until it is mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NoticeView {
    /// Its code: `clock` or `lists-old`.
    pub code: String,
    /// What is so.
    pub what: String,
    /// What to do.
    pub next: String,
}

/// An opened file, picture or text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SourceView {
    /// Names the source in later calls.
    pub id: u32,
    /// The file's name; empty for pasted content.
    pub name: String,
    /// How many pages there are to read.
    pub pages: u32,
}

/// What the system handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum HandedView {
    /// Something to read codes from; it lies in the tray.
    Source(SourceView),
    /// A backup: it is given already and waits to be opened.
    Backup {
        /// The file's name.
        name: String,
    },
}

/// What one page held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PageView {
    /// Its codes.
    pub slips: Vec<SlipView>,
    /// Slips that are not on the desk any more: parts of a card that is whole now, or the scan before.
    pub gone: Vec<u32>,
    /// Why there are none, if that is so.
    pub problem: Option<ProblemView>,
}

/// Whether a key list may still be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ListState {
    /// Yes.
    Current,
    /// Its time is past: what it knows is undecided until it is renewed.
    TooOld,
    /// It was closed for good: signatures can be read, nothing is accepted by it.
    Archive,
}

/// One list of keys: a file, or a part of a trust file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ListView {
    /// Names the list in later calls.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for: which codes, and how many keys.
    pub what: String,
    /// How old it is, and until when it may be believed.
    pub age: String,
    /// Whether it may still be believed.
    pub state: ListState,
    /// Whether it was added here (and can be taken out) or given at the start.
    pub added: bool,
    /// Who is in it, the first by name; [`ListView::more`] says how many others.
    pub issuers: Vec<IssuerView>,
    /// How many others are in it.
    pub more: u32,
}

/// One issuer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct IssuerView {
    /// Its name.
    pub name: String,
    /// Its country, by name.
    pub country: Option<String>,
    /// Last day of its key, if it has one.
    pub until: Option<String>,
    /// Whether that day is past.
    pub ended: bool,
    /// What to compare, in groups.
    pub fingerprint: String,
}

/// Who signs a trust file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PublisherView {
    /// Its name.
    pub name: String,
    /// Five groups of four characters, to be compared with what the publisher says elsewhere.
    pub fingerprint: String,
    /// Whether it is trusted already, so that nothing has to be compared.
    pub known: bool,
    /// What it asks to be believed about.
    pub scopes: Vec<ScopeView>,
}

/// One thing that a publisher asks to be believed about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ScopeView {
    /// Names the scope when the offer is confirmed.
    pub id: String,
    /// In words.
    pub name: String,
}

/// What was read from a file, to be confirmed before it is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TrustOffer {
    /// Names the offer when it is confirmed.
    pub id: u32,
    /// What would be trusted.
    pub lists: Vec<ListView>,
    /// Who signed it, if it is a trust file.
    pub publisher: Option<PublisherView>,
}

/// What came of adding or taking out trust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TrustChange {
    /// Every code on the desk, judged again.
    pub slips: Vec<SlipView>,
    /// What was done, in one sentence.
    pub note: String,
}

/// Everything that is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TrustView {
    /// The lists.
    pub lists: Vec<ListView>,
}

/// A paper geometry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stock {
    /// A whole A4 page for each code.
    #[default]
    A4,
    /// A whole A5 page for each code.
    A5,
    /// An A4 page for each code, folded twice: the code and its name stay in sight.
    A4Fold,
    /// An A4 page for each code with name and until-date very large.
    LargeType,
    /// Badges of A6 for a lanyard, four on an A4 page.
    Lanyard,
    /// Cards of ID-1 size, ten on an A4 page.
    Id1,
    /// One card of ID-1 size on a small page.
    Id1Single,
    /// Labels of 70 by 37 mm, 24 on an A4 page.
    Labels24,
    /// Labels of 63.5 by 38.1 mm (Avery L7160), 21 on an A4 page.
    L7160,
    /// As the size of one's own says, [`Settings::own_size`].
    Own,
}

impl Stock {
    /// Every stock, the usual first.
    pub const ALL: [Self; 10] = [
        Self::A4,
        Self::A5,
        Self::A4Fold,
        Self::LargeType,
        Self::Lanyard,
        Self::Id1,
        Self::Id1Single,
        Self::Labels24,
        Self::L7160,
        Self::Own,
    ];

    /// Its name in requests, settings and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::A4Fold => "a4-fold",
            Self::LargeType => "large-type",
            Self::Lanyard => "lanyard",
            Self::Id1 => "id1",
            Self::Id1Single => "id1-single",
            Self::Labels24 => "labels24",
            Self::L7160 => "l7160",
            Self::Own => "own",
        }
    }
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Paper.
    Light,
    /// Night.
    Dark,
    /// The strongest contrast, light or dark as the system (WCAG 2.2, 1.4.6: 7 to 1).
    Contrast,
}

/// When a code asks for the PIN again before it is shown (kc1.md 3.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum AskAgain {
    /// If nobody touched the window for a minute.
    #[default]
    AfterMinute,
    /// Each time.
    Always,
    /// Never while the vault is open.
    Never,
}

/// How often a backup is written by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum BackupEvery {
    /// Never.
    #[default]
    Never,
    /// Once a day on which something changed.
    Day,
    /// Once a week in which something changed.
    Week,
}

/// What is remembered from one start to the next. Nothing about a person: the file is in clear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub lang: Lang,
    /// Look of the window.
    pub theme: Theme,
    /// The region whose rules are asked about a code, by the id of its packs (`CN-GD`). Empty: no rules are asked.
    pub region: String,
    /// The stock used last.
    pub stock: Stock,
    /// The paper of one's own.
    pub own_size: OwnSize,
    /// The printers whose measures are known.
    pub printers: Vec<Printer>,
    /// The name of the one that is printed on. Empty, or none of [`Settings::printers`]: one that does nothing wrong.
    pub printer: String,
    /// Languages of the paper used last.
    pub paper_langs: Vec<Lang>,
    /// Where the trusted publisher's file is fetched from, an `https:` address. Empty: never.
    pub lists_address: String,
    /// Minutes without a touch after which the vault locks: 1 to 60.
    pub lock_after: u32,
    /// When a code asks for the PIN again before it is shown.
    pub ask_again: AskAgain,
    /// Hours after which everything decrypted is wiped and the PIN asked anew, however busy: 12, 24 or 48.
    pub purge_after: u32,
    /// How often a backup is written by itself, into [`Settings::backup_folder`].
    pub backup_every: BackupEvery,
    /// Where it goes. Empty: nowhere.
    pub backup_folder: String,
    /// Whether the program stays in the tray when its window is closed.
    pub tray: bool,
    /// Whether Ctrl+Alt+K brings the window forward from anywhere.
    pub hotkey: bool,
    /// Whether the system tells, without names, that something expires.
    pub remind: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            theme: Theme::System,
            region: String::new(),
            stock: Stock::A4,
            own_size: OwnSize::default(),
            printers: Vec::new(),
            printer: String::new(),
            paper_langs: vec![Lang::Zh, Lang::En],
            lists_address: String::new(),
            lock_after: 5,
            ask_again: AskAgain::AfterMinute,
            purge_after: 24,
            backup_every: BackupEvery::Never,
            backup_folder: String::new(),
            tray: false,
            hotkey: false,
            remind: true,
        }
    }
}

/// What to print.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct PrintRequest {
    /// Which codes, in this order.
    pub slips: Vec<u32>,
    /// On what.
    pub stock: Stock,
    /// The place on the first page to start at, from 1 by rows: sheets of labels may be used in part.
    pub start: u32,
    /// In which languages, the first first.
    pub langs: Vec<Lang>,
    /// The second, deliberate choice: print refused codes too.
    pub even_refused: bool,
    /// Which pages of the run; all if there are none.
    pub pages: Option<PageSpan>,
    /// Whether a notch is marked to cut, so that fingers find the code.
    pub notch: bool,
    /// Print the calibration page instead of slips.
    pub calibrate: bool,
}

/// One printed code, which was read back at 300 and at 150 dpi.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PrintedSlip {
    /// Which code.
    pub id: u32,
    /// On which page, from 0.
    pub page: u32,
    /// Width of a module, millimetres.
    pub module_mm: f32,
    /// Error correction level: Q, M or L.
    pub level: String,
}

/// A finished print job, not saved yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PrintView {
    /// Names the job in later calls.
    pub job: u32,
    /// How many pages.
    pub pages: u32,
    /// How many of them have been read back. Nothing is saved before all are.
    pub proven: u32,
    /// How many pages the whole run has.
    pub run: u32,
    /// What to do with these pages before the rest is printed, if they are the first of several.
    pub first: Option<String>,
    /// Size of the PDF.
    pub bytes: u32,
    /// Every printed code, once all pages have been read back.
    pub slips: Vec<PrintedSlip>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// Its name, without the folder.
    pub name: String,
}
