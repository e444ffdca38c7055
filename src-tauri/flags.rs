//! What the window can be told when it is started.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::handed;

/// Said by `--help`, and after a flag that is not understood.
pub const HELP: &str = "\
kincode-app: holds, shows, checks and prints health codes, offline.

  FILE...         opens these files
  --home DIR      keeps settings, trust and the family's vault in DIR (or KINCODE_HOME; else the system's place for app data)
  --trust PATH    also trusts the certificates in PATH, a file or a folder, until the window is closed; may be repeated
  --save-to PATH  saves what is printed or backed up to PATH without asking, for a desk where the place is always the same
  --help          says this

The same without a window: kincode --help";

/// The flags, read but not yet acted on.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Flags {
    /// Where settings, trust and the family's vault are kept; `None` = the system's place for app data.
    pub home: Option<PathBuf>,
    /// Where a printed PDF or a backup goes without a dialog; `None` = the person is asked.
    pub save_to: Option<PathBuf>,
    /// Files to open, as they were named.
    pub files: Vec<PathBuf>,
    /// Files or folders with certificates, trusted in addition and not remembered.
    pub trust: Vec<PathBuf>,
}

/// What the command line came to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Asked {
    /// Open the window.
    Open(Flags),
    /// Say what can be asked.
    Help,
    /// This word was not understood, or lacks its value.
    Puzzled(String),
}

/// Reads the arguments, without the program's name. `home` is what `KINCODE_HOME` says; the flag wins over it.
pub fn read(arguments: impl IntoIterator<Item = OsString>, home: Option<OsString>) -> Asked {
    let mut flags = Flags {
        home: home.map(PathBuf::from),
        ..Flags::default()
    };
    let file = |word: OsString| handed::named(PathBuf::from(word));
    let mut words = arguments.into_iter();
    while let Some(word) = words.next() {
        let shown = word.to_string_lossy().into_owned();
        match shown.as_str() {
            "--help" | "-h" => return Asked::Help,
            "--" => {
                flags.files.extend(words.by_ref().map(file));
                break;
            }
            flag if flag.starts_with('-') => {}
            _ => {
                flags.files.push(file(word));
                continue;
            }
        }
        let Some(value) = words.next().map(PathBuf::from) else {
            return Asked::Puzzled(shown);
        };
        match shown.as_str() {
            "--home" => flags.home = Some(value),
            "--save-to" => flags.save_to = Some(value),
            "--trust" => flags.trust.push(value),
            _ => return Asked::Puzzled(shown),
        }
    }
    Asked::Open(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str, home: Option<&str>) -> Asked {
        read(
            line.split_whitespace().map(OsString::from),
            home.map(OsString::from),
        )
    }

    #[test]
    fn flags_are_read_and_the_flag_wins_over_the_environment() {
        let read = asked(
            "--home /a --trust t1 --trust t2 --save-to out.pdf",
            Some("/b"),
        );
        let flags = Flags {
            home: Some("/a".into()),
            save_to: Some("out.pdf".into()),
            trust: vec!["t1".into(), "t2".into()],
            ..Flags::default()
        };
        assert_eq!(read, Asked::Open(flags));
        let from_environment = Flags {
            home: Some("/b".into()),
            ..Flags::default()
        };
        assert_eq!(asked("", Some("/b")), Asked::Open(from_environment));
        assert_eq!(asked("", None), Asked::Open(Flags::default()));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(asked("--home", None), Asked::Puzzled("--home".to_owned()));
        assert_eq!(
            asked("--haus /a", None),
            Asked::Puzzled("--haus".to_owned())
        );
        assert_eq!(
            asked("code.pdf -x y", None),
            Asked::Puzzled("-x".to_owned())
        );
        assert_eq!(asked("--trust t --help", None), Asked::Help);
    }

    #[test]
    fn every_other_word_is_a_file() {
        let Asked::Open(flags) = asked("a.pdf --home /h 小雨.png -- --help", None) else {
            panic!("it is understood");
        };
        assert_eq!(flags.home, Some("/h".into()));
        assert_eq!(
            flags.files,
            ["a.pdf", "小雨.png", "--help"].map(PathBuf::from)
        );
    }
}
