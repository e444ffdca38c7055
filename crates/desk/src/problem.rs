//! What can go wrong, as a small code with two texts in every language.

use words::{Lang, Value, t};

use crate::view::{ProblemView, Stock};

/// One thing that went wrong in a use case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which.
    pub code: Code,
    /// What it concerns: the name of a file, a character, a field.
    pub about: String,
    /// A second particular, such as the code point of a character.
    pub detail: String,
    /// The stock that would do, where a larger one helps.
    pub stock: Option<Stock>,
}

/// Every kind of problem. Its words are `err-<code>` (what happened) and `rec-<code>` (what to do).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The output file exists.
    AlreadyThere,
    /// A code that asks for the PIN again.
    AskAgain,
    /// What was typed is no address of an authority.
    AuthorityAddress,
    /// An answer that is not what was asked for, or not signed by the authority's keys.
    AuthorityAnswer,
    /// An authority with too much to do.
    AuthorityBusy,
    /// The authority's clock and this computer's differ by more than a day.
    AuthorityClock,
    /// An authority that enrols with evidence only.
    AuthorityEvidence,
    /// As many persons are enrolled as the region allows.
    AuthorityLimit,
    /// An authority that does not answer.
    AuthorityNetwork,
    /// A region without paper codes.
    AuthorityNoPaper,
    /// An authority that does not know this computer or this person any more.
    AuthorityUnknown,
    /// A file that opened and is no backup of ours.
    BackupContent,
    /// A backup that is cut or changed.
    BackupDamaged,
    /// A backup where a code was expected.
    BackupFile,
    /// Another passphrase than the backup was made with.
    BackupPassphrase,
    /// A birth date that is none.
    Birth,
    /// What a checker asked for has six digits.
    Challenge,
    /// A source, an offer or a print job that is no longer open.
    Closed,
    /// A picture or PDF that does not decode.
    Damaged,
    /// A day that is none.
    Day,
    /// A document larger than is kept.
    DocumentTooLarge,
    /// A PDF with a password.
    Encrypted,
    /// The fonts for printing are missing.
    Fonts,
    /// No font has a character.
    Glyph,
    /// An HEIC picture.
    Heic,
    /// Another program of ours has the vault open.
    InUse,
    /// A change of keys that is not finished.
    KeyChanging,
    /// The system's keychain did not do what was asked.
    Keychain,
    /// A kit that is mistyped.
    KitMistyped,
    /// A list of keys or a trust file that is damaged.
    ListDamaged,
    /// A list with a key that breaks its format.
    ListKeys,
    /// A trust file of a publisher that is not trusted here.
    ListNotPinned,
    /// A trust file that was signed in the future.
    ListNotYet,
    /// A trust file that is older than the one that is held.
    ListOlder,
    /// A practice file for a real desk.
    ListPractice,
    /// A trust file whose roots do not lead on from the one that is held.
    ListRootSkipped,
    /// A part outside of what its publisher may speak about.
    ListScope,
    /// A list whose signature is not its publisher's.
    ListSignature,
    /// Two trust files with one number: the publisher speaks with two tongues.
    ListTwoTongues,
    /// A list that needs its signature beside it.
    ListUnsigned,
    /// The vault is locked.
    Locked,
    /// A person without a name.
    Name,
    /// A list that could not be fetched.
    Network,
    /// There is no vault yet.
    NeverSet,
    /// The disk is full.
    NoSpace,
    /// There are no such pages to print.
    NoSuchPage,
    /// A page of this paper has fewer places.
    NoSuchPlace,
    /// No recovery kit, where one is needed.
    NoKit,
    /// No usable certificate in a file.
    NoTrust,
    /// A printed code that did not decode again.
    NotReadableAgain,
    /// A thing that has no code to show.
    NotShown,
    /// Nothing that can be printed.
    NothingToPrint,
    /// Nothing to undo.
    NothingToUndo,
    /// The present PIN was wrong, in the settings.
    OldPin,
    /// A size of one's own on which nothing can be printed.
    OwnSize,
    /// A passphrase that is guessed too easily.
    PassphraseWeak,
    /// A clipboard with neither picture nor text.
    PasteNothing,
    /// A printer whose measures are no printer's.
    Printer,
    /// A PIN before its time.
    PinWait,
    /// A PIN that is guessed too easily.
    PinWeak,
    /// The PIN and its repetition differ.
    PinsDiffer,
    /// A class too long for a card.
    PupilClass,
    /// A line with a number of an identity document.
    PupilId,
    /// A line without a name that a card takes.
    PupilName,
    /// A pupil who stands in the list already.
    PupilTwice,
    /// A refused code among those to print, without the second, deliberate choice.
    RefusedSlip,
    /// A delegate without an end date, or one that is no date.
    RightUntil,
    /// A file could not be written.
    Save,
    /// A scan that is no code.
    Scan,
    /// A scan whose letters came out in the wrong case.
    ScanCase,
    /// A short id of a school that breaks its rule.
    SchoolId,
    /// A class list with problems, or without pupils.
    SchoolLines,
    /// A school's name that a card does not take.
    SchoolName,
    /// There is no school key here.
    SchoolNone,
    /// A region that breaks its rule.
    SchoolRegion,
    /// There is a school key already.
    SchoolThere,
    /// A last day that is none, is over, or is too far ahead.
    SchoolUntil,
    /// Settings could not be kept.
    Settings,
    /// A key that did not sign.
    Sign,
    /// A text does not fit its place on the stock.
    TextTooLong,
    /// A code needs smaller modules than the stock's floor.
    TooDense,
    /// More pixels or bytes than are safe.
    TooLarge,
    /// A card that no single QR code of its format holds.
    TooLongForQr,
    /// A list of keys where a code was expected.
    TrustFile,
    /// Neither picture, PDF nor text.
    UnknownFile,
    /// A file could not be read from disk.
    Unreadable,
    /// A vault with damage.
    VaultDamaged,
    /// A failure of the disk.
    VaultFailed,
    /// A vault or backup of a later version.
    VaultNewer,
    /// A vault that cannot be written.
    VaultUnwritable,
    /// The system's viewer did not start.
    Viewer,
    /// A kit that is not this vault's.
    WrongKit,
    /// A wrong passphrase.
    WrongPassphrase,
    /// A wrong PIN.
    WrongPin,
}

impl Problem {
    /// A problem with something that has a name.
    pub fn new(code: Code, about: impl Into<String>) -> Self {
        Self {
            code,
            about: about.into(),
            detail: String::new(),
            stock: None,
        }
    }

    /// Both texts in `lang`.
    pub fn view(&self, lang: Lang) -> ProblemView {
        let code = self.code.as_str();
        let about = Value::from(self.about.as_str());
        let stock = self.stock.map_or_else(String::new, |stock| {
            t(lang, &format!("stock-{}", stock.as_str()), &[])
        });
        let args = [
            ("name", about.clone()),
            ("field", about.clone()),
            ("character", about),
            ("code", Value::from(self.detail.as_str())),
            ("stock", Value::from(stock)),
        ];
        ProblemView {
            code: code.to_owned(),
            what: t(lang, &format!("err-{code}"), &args),
            next: t(lang, &format!("rec-{code}"), &args),
            stock: self.stock,
        }
    }
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 94] = [
        Self::AlreadyThere,
        Self::AskAgain,
        Self::AuthorityAddress,
        Self::AuthorityAnswer,
        Self::AuthorityBusy,
        Self::AuthorityClock,
        Self::AuthorityEvidence,
        Self::AuthorityLimit,
        Self::AuthorityNetwork,
        Self::AuthorityNoPaper,
        Self::AuthorityUnknown,
        Self::BackupContent,
        Self::BackupDamaged,
        Self::BackupFile,
        Self::BackupPassphrase,
        Self::Birth,
        Self::Challenge,
        Self::Closed,
        Self::Damaged,
        Self::Day,
        Self::DocumentTooLarge,
        Self::Encrypted,
        Self::Fonts,
        Self::Glyph,
        Self::Heic,
        Self::InUse,
        Self::KeyChanging,
        Self::Keychain,
        Self::KitMistyped,
        Self::ListDamaged,
        Self::ListKeys,
        Self::ListNotPinned,
        Self::ListNotYet,
        Self::ListOlder,
        Self::ListPractice,
        Self::ListRootSkipped,
        Self::ListScope,
        Self::ListSignature,
        Self::ListTwoTongues,
        Self::ListUnsigned,
        Self::Locked,
        Self::Name,
        Self::Network,
        Self::NeverSet,
        Self::NoKit,
        Self::NoSpace,
        Self::NoSuchPage,
        Self::NoSuchPlace,
        Self::NoTrust,
        Self::NotReadableAgain,
        Self::NotShown,
        Self::NothingToPrint,
        Self::NothingToUndo,
        Self::OldPin,
        Self::OwnSize,
        Self::PassphraseWeak,
        Self::PasteNothing,
        Self::Printer,
        Self::PinWait,
        Self::PinWeak,
        Self::PinsDiffer,
        Self::PupilClass,
        Self::PupilId,
        Self::PupilName,
        Self::PupilTwice,
        Self::RefusedSlip,
        Self::RightUntil,
        Self::Save,
        Self::Scan,
        Self::ScanCase,
        Self::SchoolId,
        Self::SchoolLines,
        Self::SchoolName,
        Self::SchoolNone,
        Self::SchoolRegion,
        Self::SchoolThere,
        Self::SchoolUntil,
        Self::Settings,
        Self::Sign,
        Self::TextTooLong,
        Self::TooDense,
        Self::TooLarge,
        Self::TooLongForQr,
        Self::TrustFile,
        Self::UnknownFile,
        Self::Unreadable,
        Self::VaultDamaged,
        Self::VaultFailed,
        Self::VaultNewer,
        Self::VaultUnwritable,
        Self::Viewer,
        Self::WrongKit,
        Self::WrongPassphrase,
        Self::WrongPin,
    ];

    /// The code as it is written in words files and read out on the telephone.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyThere => "already-there",
            Self::AskAgain => "ask-again",
            Self::AuthorityAddress => "authority-address",
            Self::AuthorityAnswer => "authority-answer",
            Self::AuthorityBusy => "authority-busy",
            Self::AuthorityClock => "authority-clock",
            Self::AuthorityEvidence => "authority-evidence",
            Self::AuthorityLimit => "authority-limit",
            Self::AuthorityNetwork => "authority-network",
            Self::AuthorityNoPaper => "authority-no-paper",
            Self::AuthorityUnknown => "authority-unknown",
            Self::BackupContent => "backup-content",
            Self::BackupDamaged => "backup-damaged",
            Self::BackupFile => "backup-file",
            Self::BackupPassphrase => "backup-passphrase",
            Self::Birth => "birth",
            Self::Challenge => "challenge",
            Self::Closed => "closed",
            Self::Damaged => "damaged",
            Self::Day => "day",
            Self::DocumentTooLarge => "document-too-large",
            Self::Encrypted => "encrypted",
            Self::Fonts => "fonts",
            Self::Glyph => "glyph",
            Self::Heic => "heic",
            Self::InUse => "in-use",
            Self::KeyChanging => "key-changing",
            Self::Keychain => "keychain",
            Self::KitMistyped => "kit-mistyped",
            Self::ListDamaged => "list-damaged",
            Self::ListKeys => "list-keys",
            Self::ListNotPinned => "list-not-pinned",
            Self::ListNotYet => "list-not-yet",
            Self::ListOlder => "list-older",
            Self::ListPractice => "list-practice",
            Self::ListRootSkipped => "list-root-skipped",
            Self::ListScope => "list-scope",
            Self::ListSignature => "list-signature",
            Self::ListTwoTongues => "list-two-tongues",
            Self::ListUnsigned => "list-unsigned",
            Self::Locked => "locked",
            Self::Name => "name",
            Self::Network => "network",
            Self::NeverSet => "never-set",
            Self::NoKit => "no-kit",
            Self::NoSpace => "no-space",
            Self::NoSuchPage => "no-such-page",
            Self::NoSuchPlace => "no-such-place",
            Self::NoTrust => "no-trust",
            Self::NotReadableAgain => "not-readable-again",
            Self::NotShown => "not-shown",
            Self::NothingToPrint => "nothing-to-print",
            Self::NothingToUndo => "nothing-to-undo",
            Self::OldPin => "old-pin",
            Self::OwnSize => "own-size",
            Self::PassphraseWeak => "passphrase-weak",
            Self::PasteNothing => "paste-nothing",
            Self::Printer => "printer",
            Self::PinWait => "pin-wait",
            Self::PinWeak => "pin-weak",
            Self::PinsDiffer => "pins-differ",
            Self::PupilClass => "pupil-class",
            Self::PupilId => "pupil-id",
            Self::PupilName => "pupil-name",
            Self::PupilTwice => "pupil-twice",
            Self::RefusedSlip => "refused-slip",
            Self::RightUntil => "right-until",
            Self::Save => "save",
            Self::Scan => "scan",
            Self::ScanCase => "scan-case",
            Self::SchoolId => "school-id",
            Self::SchoolLines => "school-lines",
            Self::SchoolName => "school-name",
            Self::SchoolNone => "school-none",
            Self::SchoolRegion => "school-region",
            Self::SchoolThere => "school-there",
            Self::SchoolUntil => "school-until",
            Self::Settings => "settings",
            Self::Sign => "sign",
            Self::TextTooLong => "text-too-long",
            Self::TooDense => "too-dense",
            Self::TooLarge => "too-large",
            Self::TooLongForQr => "too-long-for-qr",
            Self::TrustFile => "trust-file",
            Self::UnknownFile => "unknown-file",
            Self::Unreadable => "unreadable",
            Self::VaultDamaged => "vault-damaged",
            Self::VaultFailed => "vault-failed",
            Self::VaultNewer => "vault-newer",
            Self::VaultUnwritable => "vault-unwritable",
            Self::Viewer => "viewer",
            Self::WrongKit => "wrong-kit",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::WrongPin => "wrong-pin",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_says_what_happened_and_what_to_do() {
        for lang in Lang::ALL {
            for code in Code::ALL {
                for text in ["err", "rec"] {
                    let key = format!("{text}-{}", code.as_str());
                    assert!(words::find(lang, &key, &[]).is_some(), "{lang} {key}");
                }
            }
        }
    }

    #[test]
    fn particulars_are_filled_in() {
        let problem = Problem {
            code: Code::Glyph,
            about: "𠮷".to_owned(),
            detail: "U+20BB7".to_owned(),
            stock: None,
        };
        assert!(problem.view(Lang::Zh).what.contains("“𠮷”（U+20BB7）"));
        for stock in Stock::ALL {
            let problem = Problem {
                stock: Some(stock),
                ..Problem::new(Code::TooDense, "")
            };
            for lang in Lang::ALL {
                let name = words::find(lang, &format!("stock-{}", stock.as_str()), &[]);
                let next = problem.view(lang).next;
                assert!(name.is_some_and(|name| next.contains(&name)), "{next}");
            }
        }
    }
}
