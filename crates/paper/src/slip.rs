//! What is printed: slips of strings, and what can be wrong with them.

use crate::Stock;

/// One person's piece of a sheet. Strings only: what they mean is the caller's business.
///
/// Every string is printed as given, and each character must be in the typeface, see
/// [`Problem::Glyph`]. Text in two languages has an ideographic space (U+3000) between them: what
/// does not fit on one line parts there first.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Slip {
    /// The text of the QR code, never empty.
    pub code: String,
    /// First line: what it is and from whom.
    pub title: String,
    /// Whose it is, printed largest; up to about 50 characters.
    pub name: Option<String>,
    /// The same name in another script, below the first.
    pub name_second: Option<String>,
    /// What else a reader needs: a table on a page, one line each on a card.
    pub facts: Vec<Fact>,
    /// Until when, printed larger than any label.
    pub until: Option<Fact>,
    /// Plain sentences of what to do, one paragraph each.
    pub sentences: Vec<String>,
    /// A warning printed white on black right across the slip, such as 未核验 NOT VERIFIED; it
    /// never covers the code or its quiet zone.
    pub mark: Option<String>,
}

/// A label and what it is about.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fact {
    /// Such as 有效至 Valid until.
    pub label: String,
    /// Such as 2027-01-31. The value of [`Slip::until`] is never wrapped.
    pub value: String,
}

impl Fact {
    /// A label and its value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

impl Slip {
    /// Every string of the slip that is set in type, with the field it belongs to.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Field, &str)> {
        let facts = self.facts.iter().enumerate().flat_map(|(index, fact)| {
            [
                (Field::Fact(index), fact.label.as_str()),
                (Field::Fact(index), fact.value.as_str()),
            ]
        });
        let until = self
            .until
            .iter()
            .flat_map(|until| [until.label.as_str(), until.value.as_str()]);
        let names = self.name.iter().map(|name| (Field::Name, name.as_str()));
        let seconds = self
            .name_second
            .iter()
            .map(|name| (Field::NameSecond, name.as_str()));
        std::iter::once((Field::Title, self.title.as_str()))
            .chain(names)
            .chain(seconds)
            .chain(facts)
            .chain(until.map(|text| (Field::Until, text)))
            .chain(
                self.sentences
                    .iter()
                    .map(|text| (Field::Sentence, text.as_str())),
            )
            .chain(self.mark.iter().map(|text| (Field::Mark, text.as_str())))
    }
}

impl std::fmt::Debug for Slip {
    /// Nothing of a person goes into a log by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Slip({} facts)", self.facts.len())
    }
}

impl std::fmt::Debug for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fact")
    }
}

/// A field of a [`Slip`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// [`Slip::title`].
    Title,
    /// [`Slip::name`].
    Name,
    /// [`Slip::name_second`].
    NameSecond,
    /// The fact at this place in [`Slip::facts`].
    Fact(usize),
    /// [`Slip::until`].
    Until,
    /// [`Slip::sentences`].
    Sentence,
    /// [`Slip::mark`].
    Mark,
}

/// What belongs to the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Shown by viewers instead of the file's name.
    pub title: String,
    /// BCP 47 language of most of the text, such as `zh-CN`.
    pub language: String,
    /// When it was made, as a PDF date (`D:20270131120000+08'00'`, ISO 32000-2, 7.9.4). Left out of
    /// the document if `None`; there is no other clock.
    pub created: Option<String>,
}

/// Why slips could not be printed. `slip` counts from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is nothing to print, or a slip has no code.
    #[error("there is nothing to print")]
    Empty,
    /// There is no such place to start at, see [`Setup::start`](crate::Setup).
    #[error("this paper has {places} places on a page")]
    NoSuchPlace {
        /// How many there are.
        places: usize,
    },
    /// There are no such pages to print, see [`Setup::pages`](crate::Setup).
    #[error("there are {pages} pages")]
    NoSuchPage {
        /// How many there are.
        pages: usize,
    },
    /// A profile that no printer needs, see [`Profile`](crate::Profile).
    #[error("no printer is so far off")]
    Profile,
    /// A typeface is not a TrueType or OpenType font.
    #[error("the typeface cannot be read")]
    Typeface,
    /// The typeface has no such character; a box or nothing would be printed in its place.
    #[error("the typeface lacks U+{:04X} ({character:?}), slip {slip}", u32::from(*character))]
    Glyph {
        /// The slip.
        slip: usize,
        /// Where it stands.
        field: Field,
        /// The character; its code point is `u32::from(character)`.
        character: char,
    },
    /// Too much text, even in the smallest size allowed.
    #[error("the text of {field:?} does not fit, slip {slip}")]
    TooLong {
        /// The slip.
        slip: usize,
        /// What takes the most room.
        field: Field,
    },
    /// Even at the lowest error correction a module would be smaller than 6 dots at 300 dpi.
    #[error("the code is too dense for this paper, slip {slip}")]
    TooDense {
        /// The slip.
        slip: usize,
        /// The next larger stock that would do, as [`fitting`](crate::fitting()) tells beforehand.
        larger: Stock,
    },
    /// No stock helps, see [`Unprintable::TooLongForQr`](crate::Unprintable::TooLongForQr).
    #[error("no QR code holds so much, slip {slip}")]
    TooLongForQr {
        /// The slip.
        slip: usize,
    },
    /// The text is one part of a code, see [`Unprintable::Chunk`](crate::Unprintable::Chunk).
    #[error("a part of a health card is not printed, slip {slip}")]
    Chunk {
        /// The slip.
        slip: usize,
    },
    /// The PDF writer complained; nothing is offered then.
    #[error("the page could not be written: {0}")]
    Writer(String),
}
