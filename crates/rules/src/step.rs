//! What a person must do next.

use healthcode::kc1::{Claims, Kind};
use jiff::Timestamp;

use crate::answer::Reason;
use crate::colour::Release;
use crate::message::{Arg, Message};
use crate::pack::{Names, Pack};
use crate::value::{Appeal, ChildLimit, Papers, Update, Value};

/// One thing to do, or to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing until then: the code renews itself.
    Nothing {
        /// Until when.
        until: Timestamp,
    },
    /// Press refresh before then.
    Refresh {
        /// Before when.
        by: Timestamp,
    },
    /// Refresh once between these moments: not before, because strips of that day are not issued yet.
    RefreshBetween {
        /// Not before.
        from: Timestamp,
        /// Before when.
        by: Timestamp,
    },
    /// Get a code: there is none.
    GetCode,
    /// Refresh once now, with a network: codes issued ahead do not count.
    Online,
    /// Have a new code printed before then.
    Reprint {
        /// Before when.
        by: Timestamp,
    },
    /// Have a paper code printed that is valid for fewer days.
    ShorterPaper {
        /// At most so many days.
        days: u8,
    },
    /// Get a code of the region where it is to be shown.
    CodeOf {
        /// Which region.
        names: Names,
    },
    /// Ask the region, by telephone if it names a number.
    AskRegion {
        /// Which region.
        names: Names,
        /// Its number.
        hotline: Option<String>,
    },
    /// Ask where the code is to be shown.
    AskPlace,
    /// Look at the rest: the colour does not count.
    IgnoreColour,
    /// Wait: the colour lapses by itself then.
    Lapses {
        /// When.
        at: Timestamp,
    },
    /// So many days and negative tests end the colour sooner.
    Release(Release),
    /// Appeal.
    Appeal {
        /// Which way it goes for a child; `None` if nobody says.
        way: Option<Appeal>,
        /// Who answers the telephone.
        hotline: Option<String>,
    },
    /// Get the newest region rules.
    GetPacks,
    /// Set this computer's clock.
    SetClock,
    /// Bring one of these, whole.
    Bring(Papers),
    /// Ask which papers are wanted: nobody says.
    AskPapers,
    /// Come for a face check.
    FaceCheck,
    /// Wait for the review, so many hours; 0 is at once.
    Review {
        /// Hours.
        hours: u16,
    },
    /// Wait for the review: nobody says how long.
    ReviewOpen,
    /// No more children can be bound beside those that are.
    NoMoreChildren {
        /// The most at once.
        most: u8,
    },
}

/// What to do to have a child bound, where a guardian has bound `bound` already: what the pack asks
/// for, and what it leaves open.
pub fn binding_steps(pack: &Pack, bound: usize) -> Vec<Step> {
    if let Some(ChildLimit::Most(most)) = pack.children.known().copied()
        && !ChildLimit::Most(most).allows_beside(bound)
    {
        return vec![Step::NoMoreChildren { most }];
    }
    let mut steps = vec![match &pack.papers {
        Value::Known(papers) => Step::Bring(papers.value.clone()),
        Value::Unknown => Step::AskPapers,
    }];
    if pack.face.known() == Some(&true) {
        steps.push(Step::FaceCheck);
    }
    steps.push(match pack.review_hours.known() {
        Some(hours) => Step::Review { hours: *hours },
        None => Step::ReviewOpen,
    });
    steps
}

/// What follows from what `pack` decided.
pub(crate) fn after(
    reason: Reason,
    claims: &Claims,
    pack: &Pack,
    release: Option<Release>,
    until: Option<Timestamp>,
) -> Vec<Step> {
    let ask = || Step::AskRegion {
        names: pack.names.clone(),
        hotline: pack.hotline.known().cloned(),
    };
    match reason {
        Reason::InOrder => vec![keep(claims, pack)],
        Reason::NotRecognised => {
            let names = pack.names.clone();
            vec![Step::CodeOf { names }, ask()]
        }
        Reason::TooFarAhead => vec![Step::Online],
        Reason::PaperTooLong => match pack.paper_days.known() {
            Some(days) => vec![Step::ShorterPaper { days: *days }],
            None => vec![ask()],
        },
        Reason::Colour | Reason::ColourLimited => {
            let mut steps = Vec::new();
            if reason == Reason::ColourLimited {
                steps.push(Step::AskPlace);
            }
            steps.extend(release.map(Step::Release));
            steps.extend(until.map(|at| Step::Lapses { at }));
            steps.push(Step::Appeal {
                way: pack.appeal.known().copied(),
                hotline: pack.hotline.known().cloned(),
            });
            steps
        }
        Reason::ColourMissing => vec![Step::Online, ask()],
        Reason::ColourOff => vec![Step::IgnoreColour],
        Reason::RecognitionUnknown | Reason::OfflineUnknown | Reason::PaperUnknown => vec![ask()],
        Reason::Clock
        | Reason::NoRule
        | Reason::NoPack
        | Reason::NotInForce
        | Reason::ExampleOnly => without_pack(reason),
    }
}

/// What follows where no pack decided.
pub(crate) fn without_pack(reason: Reason) -> Vec<Step> {
    vec![match reason {
        Reason::Clock => Step::SetClock,
        Reason::NoPack | Reason::NotInForce => Step::GetPacks,
        _ => Step::AskPlace,
    }]
}

/// How a code that is in order stays so.
fn keep(claims: &Claims, pack: &Pack) -> Step {
    match (&claims.kind, pack.update.known()) {
        (Kind::Strip(_), Some(Update::Auto)) => Step::Nothing { until: claims.exp },
        (Kind::Strip(_), Some(Update::Manual) | None) => Step::Refresh { by: claims.exp },
        (Kind::Paper | Kind::School(_), _) => Step::Reprint { by: claims.exp },
    }
}

impl Step {
    /// The sentence for it.
    pub fn message(&self) -> Message {
        let say = |what: &str| Message::new(format!("rules-step-{what}"));
        match self {
            Self::Nothing { until } => say("nothing").with("until", Arg::Moment(*until)),
            Self::Refresh { by } => say("refresh").with("by", Arg::Moment(*by)),
            Self::RefreshBetween { from, by } => say("refresh-between")
                .with("from", Arg::Moment(*from))
                .with("by", Arg::Moment(*by)),
            Self::GetCode => say("get-code"),
            Self::Online => say("online"),
            Self::Reprint { by } => say("reprint").with("by", Arg::Moment(*by)),
            Self::ShorterPaper { days } => {
                say("shorter-paper").with("days", Arg::Number((*days).into()))
            }
            Self::CodeOf { names } => say("code-of").with("region", Arg::Names(names.clone())),
            Self::AskRegion { names, hotline } => {
                let sentence = match hotline {
                    Some(number) => say("call-region").with("number", Arg::Text(number.clone())),
                    None => say("ask-region"),
                };
                sentence.with("region", Arg::Names(names.clone()))
            }
            Self::AskPlace => say("ask-place"),
            Self::IgnoreColour => say("ignore-colour"),
            Self::Lapses { at } => say("lapses").with("at", Arg::Moment(*at)),
            Self::Release(release) => say("release")
                .with("days", Arg::Number(release.days.into()))
                .with("tests", Arg::Number(release.tests.into())),
            Self::Appeal { way, hotline } => {
                let way = match way {
                    Some(Appeal::ForChildren) => "appeal-for-children",
                    Some(Appeal::Ordinary) => "appeal-ordinary",
                    None => "appeal-unknown",
                };
                match hotline {
                    Some(number) => {
                        say(&format!("{way}-call")).with("number", Arg::Text(number.clone()))
                    }
                    None => say(way),
                }
            }
            Self::GetPacks => say("get-packs"),
            Self::SetClock => say("set-clock"),
            Self::Bring(papers) => {
                say("bring").with("papers", Arg::Message(crate::fact::papers(papers)))
            }
            Self::AskPapers => say("ask-papers"),
            Self::FaceCheck => say("face-check"),
            Self::Review { hours: 0 } => say("review-at-once"),
            Self::Review { hours } => say("review").with("hours", Arg::Number((*hours).into())),
            Self::ReviewOpen => say("review-open"),
            Self::NoMoreChildren { most } => {
                say("no-more-children").with("most", Arg::Number((*most).into()))
            }
        }
    }
}
