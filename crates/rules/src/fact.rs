//! What a pack says, one fact after the other, each with where it stands.

use crate::colour::Colours;
use crate::message::{Arg, Message};
use crate::pack::{Pack, Source};
use crate::value::{Appeal, ChildLimit, Display, Mask, Paper, Papers, Update, Value};

/// One thing that a pack says, or does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// About what.
    pub field: Field,
    /// What it says; the sentence `rules-unknown` if it does not know.
    pub said: Message,
    /// Where that stands, with the place in it; `None` if it is not known, and for colours.
    pub source: Option<(Source, String)>,
}

/// What a pack speaks about, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// [`Pack::papers`].
    Papers,
    /// [`Pack::review_hours`].
    Review,
    /// [`Pack::face`].
    Face,
    /// [`Pack::children`].
    Children,
    /// [`Pack::offline_days`].
    Offline,
    /// [`Pack::display`].
    Display,
    /// [`Pack::update`].
    Update,
    /// [`Pack::appeal`].
    Appeal,
    /// [`Pack::hotline`].
    Hotline,
    /// [`Pack::recognises`].
    Recognises,
    /// [`Pack::paper_days`].
    PaperDays,
    /// [`Pack::grace_hours`].
    Grace,
    /// [`Pack::mask`].
    Mask,
    /// [`Pack::colours`].
    Colours,
}

impl Pack {
    /// All that it says and does not know, in the order of [`Field::ALL`].
    pub fn facts(&self) -> Vec<Fact> {
        let of = Of(self);
        vec![
            of.fact(Field::Papers, &self.papers, papers),
            of.fact(Field::Review, &self.review_hours, |hours| match hours {
                0 => Message::new("rules-review-at-once"),
                hours => count("rules-review", u64::from(*hours)),
            }),
            of.fact(Field::Face, &self.face, |face| {
                Message::new(if *face {
                    "rules-face-yes"
                } else {
                    "rules-face-no"
                })
            }),
            of.fact(Field::Children, &self.children, |children| match children {
                ChildLimit::Most(most) => count("rules-children", u64::from(*most)),
                ChildLimit::NoLimit => Message::new("rules-children-no-limit"),
            }),
            of.fact(Field::Offline, &self.offline_days, |days| match days {
                0 => Message::new("rules-offline-none"),
                days => count("rules-offline", u64::from(*days)),
            }),
            of.fact(Field::Display, &self.display, |display| {
                Message::new(match display {
                    Display::Booking => "rules-display-booking",
                    Display::Done => "rules-display-done",
                    Display::Doses => "rules-display-doses",
                })
            }),
            of.fact(Field::Update, &self.update, |update| {
                Message::new(match update {
                    Update::Auto => "rules-update-auto",
                    Update::Manual => "rules-update-manual",
                })
            }),
            of.fact(Field::Appeal, &self.appeal, |appeal| {
                Message::new(match appeal {
                    Appeal::ForChildren => "rules-appeal-for-children",
                    Appeal::Ordinary => "rules-appeal-ordinary",
                })
            }),
            of.fact(Field::Hotline, &self.hotline, |number| {
                Message::new("rules-hotline").with("number", Arg::Text(number.clone()))
            }),
            of.fact(Field::Recognises, &self.recognises, |others| {
                if others.is_empty() {
                    Message::new("rules-recognises-own")
                } else {
                    Message::new("rules-recognises").with("regions", Arg::Text(others.join(", ")))
                }
            }),
            of.fact(Field::PaperDays, &self.paper_days, |days| {
                count("rules-paper-days", u64::from(*days))
            }),
            of.fact(Field::Grace, &self.grace_hours, |hours| {
                count("rules-grace", u64::from(*hours))
            }),
            of.fact(Field::Mask, &self.mask, |mask| {
                Message::new(match mask {
                    Mask::Birthday => "rules-mask-birthday",
                    Mask::Tail => "rules-mask-tail",
                })
            }),
            Fact {
                field: Field::Colours,
                said: colours(&self.colours),
                source: None,
            },
        ]
    }
}

struct Of<'a>(&'a Pack);

impl Of<'_> {
    fn fact<T>(&self, field: Field, value: &Value<T>, say: impl Fn(&T) -> Message) -> Fact {
        let Value::Known(known) = value else {
            return Fact {
                field,
                said: Message::new("rules-unknown"),
                source: None,
            };
        };
        let source = self.0.source(&known.source);
        Fact {
            field,
            said: say(&known.value),
            source: source.map(|source| (source.clone(), known.at.clone())),
        }
    }
}

fn count(key: &str, number: u64) -> Message {
    Message::new(key).with("count", Arg::Number(number.cast_signed()))
}

/// "A and B, or C".
pub(crate) fn papers(papers: &Papers) -> Message {
    let together = papers.iter().map(|papers| {
        let each = papers.iter().map(|paper| Message::new(paper_key(*paper)));
        joined("rules-and", each)
    });
    joined("rules-or", together)
}

fn joined(key: &str, parts: impl Iterator<Item = Message>) -> Message {
    parts
        .reduce(|one, other| {
            Message::new(key)
                .with("one", Arg::Message(one))
                .with("other", Arg::Message(other))
        })
        .unwrap_or_else(|| Message::new("rules-unknown"))
}

const fn paper_key(paper: Paper) -> &'static str {
    match paper {
        Paper::BirthCertificate => "rules-paper-birth-certificate",
        Paper::Declaration => "rules-paper-declaration",
        Paper::GuardianId => "rules-paper-guardian-id",
        Paper::HouseholdRegister => "rules-paper-household-register",
        Paper::IdPhoto => "rules-paper-id-photo",
        Paper::PoliceCertificate => "rules-paper-police-certificate",
    }
}

fn colours(colours: &Colours) -> Message {
    match colours {
        Colours::Off => Message::new("rules-colours-off"),
        Colours::InForce(law) => Message::new("rules-colours-in-force")
            .with("instrument", Arg::Text(law.instrument.clone()))
            .with("disease", Arg::Text(law.disease.clone()))
            .with("area", Arg::Text(law.area.clone()))
            .with("until", Arg::Moment(law.until)),
    }
}

impl Fact {
    /// Where it stands, as a line for whoever wants to look it up: in which text, of when. The place in it is the pack's own
    /// count.
    pub fn source_message(&self) -> Option<Message> {
        let (source, _) = self.source.as_ref()?;
        Some(
            Message::new("rules-source")
                .with("title", Arg::Text(source.title.clone()))
                .with("date", Arg::Day(source.date)),
        )
    }
}

impl Field {
    /// The label for it.
    pub fn message(self) -> Message {
        Message::new(format!("rules-field-{}", self.as_str()))
    }

    /// Every field.
    pub const ALL: [Self; 14] = [
        Self::Papers,
        Self::Review,
        Self::Face,
        Self::Children,
        Self::Offline,
        Self::Display,
        Self::Update,
        Self::Appeal,
        Self::Hotline,
        Self::Recognises,
        Self::PaperDays,
        Self::Grace,
        Self::Mask,
        Self::Colours,
    ];

    /// Its name, which the command line writes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Review => "review",
            Self::Face => "face",
            Self::Children => "children",
            Self::Offline => "offline",
            Self::Display => "display",
            Self::Update => "update",
            Self::Appeal => "appeal",
            Self::Hotline => "hotline",
            Self::Recognises => "recognises",
            Self::PaperDays => "paper-days",
            Self::Grace => "grace",
            Self::Mask => "mask",
            Self::Colours => "colours",
        }
    }
}
