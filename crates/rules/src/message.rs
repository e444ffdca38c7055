//! Sentences that are not yet in a language: a key of the words, and what is filled in.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::pack::Names;

/// A sentence of `rules.ftl`, to be said in a reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The key.
    pub key: String,
    /// What is filled in, by the names that the sentence uses.
    pub args: Vec<(&'static str, Arg)>,
}

/// What is filled into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// A day.
    Day(Date),
    /// Another sentence, said first.
    Message(Message),
    /// A moment, to be shown as whoever shows it writes moments.
    Moment(Timestamp),
    /// A name in two languages.
    Names(Names),
    /// A number.
    Number(i64),
    /// A text, as it is.
    Text(String),
}

impl Message {
    /// The sentence `key` with nothing to fill in.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// The same with `arg` filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }
}
