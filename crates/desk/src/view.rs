//! What the window is shown: decided, worded, ready. `ts-rs` writes the same types for the page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use words::Lang;

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
    /// Until when.
    pub until: String,
    /// One sentence: what to do.
    pub next: String,
    /// Whose it is.
    pub holder: Option<HolderView>,
    /// The four answers.
    pub answers: Vec<FactView>,
    /// Everything that the code says.
    pub facts: Vec<FactView>,
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

/// What one page held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PageView {
    /// Its codes.
    pub slips: Vec<SlipView>,
    /// Why there are none, if that is so.
    pub problem: Option<ProblemView>,
}

/// One certificate, trusted or offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CertificateView {
    /// SHA-256, in groups of four hexadecimal digits.
    pub fingerprint: String,
    /// The name in the certificate.
    pub issuer: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Last day of its validity.
    pub until: String,
    /// Whether that day is past.
    pub ended: bool,
    /// Whether it was added here (and can be taken out) or given at the start.
    pub added: bool,
}

/// Certificates read from a file, to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TrustOffer {
    /// Names the offer when it is confirmed.
    pub id: u32,
    /// What would be trusted.
    pub certificates: Vec<CertificateView>,
}

/// Everything that is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TrustView {
    /// The certificates.
    pub certificates: Vec<CertificateView>,
}

/// A paper geometry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Stock {
    /// A whole A4 page for each code.
    #[default]
    A4,
    /// Cards of ID-1 size, ten on an A4 page.
    Id1,
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
}

/// What is remembered from one start to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub lang: Lang,
    /// Look of the window.
    pub theme: Theme,
    /// The stock used last.
    pub stock: Stock,
    /// Languages of the paper used last.
    pub paper_langs: Vec<Lang>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            theme: Theme::System,
            stock: Stock::A4,
            paper_langs: vec![Lang::Zh, Lang::En],
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
    /// In which languages, the first first.
    pub langs: Vec<Lang>,
    /// The second, deliberate choice: print refused codes too.
    pub even_refused: bool,
}

/// One printed code and how it read back.
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
    /// Read back at 300 dpi.
    pub read_300: bool,
    /// Read back at 150 dpi.
    pub read_150: bool,
}

/// A finished print job, not saved yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PrintView {
    /// Names the job in later calls.
    pub job: u32,
    /// How many pages.
    pub pages: u32,
    /// Size of the PDF.
    pub bytes: u32,
    /// Every printed code.
    pub slips: Vec<PrintedSlip>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Saved {
    /// Its name, without the folder.
    pub name: String,
}
