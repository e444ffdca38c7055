//! By what a code is judged and worded at one moment: carried from the desk to the family, so that neither waits for the
//! other.

use std::sync::Arc;

use healthcode::Trust;
use healthcode::kct::Clock;
use jiff::Zoned;
use words::Lang;

use crate::check::Checked;
use crate::grounds::Grounds;
use crate::source::Origin;
use crate::trust::Shelf;

/// The trusted lists, the language, the moment, and whether that moment can be believed.
#[derive(Clone, Debug)]
pub struct Sight {
    grounds: Arc<Grounds>,
    behind: bool,
    /// The language of the window.
    pub lang: Lang,
    /// The moment, in the zone in which people here read dates.
    pub now: Zoned,
}

impl Sight {
    /// By these lists, in this language, at this moment.
    pub fn of(shelf: &Shelf, lang: Lang, now: &Zoned) -> Self {
        Self {
            grounds: shelf.share(),
            behind: matches!(shelf.clock(now.timestamp()), Clock::Behind { .. }),
            lang,
            now: now.clone(),
        }
    }

    /// The same for a moment that a person named: this computer's clock was not asked, so it is not doubted.
    #[must_use]
    pub fn undoubted(self) -> Self {
        Self {
            behind: false,
            ..self
        }
    }

    /// By what codes are judged.
    pub fn grounds(&self) -> &Grounds {
        &self.grounds
    }

    /// Everybody who is trusted.
    pub fn trust(&self) -> &Trust {
        &self.grounds.trust
    }

    /// By what it judges, but the moment: the lists, and whether the clock is behind.
    pub(crate) fn by(&self) -> (Arc<Grounds>, bool) {
        (Arc::clone(&self.grounds), self.behind)
    }

    /// Whether it judges by these very lists.
    pub(crate) fn is_by(&self, (grounds, behind): &(Arc<Grounds>, bool)) -> bool {
        Arc::ptr_eq(&self.grounds, grounds) && self.behind == *behind
    }

    /// Judges a text; what depends on the time is not known where this computer's clock is behind.
    pub fn judge(&self, origin: Origin, text: String) -> Checked {
        self.doubted(Checked::new(
            origin,
            text,
            &self.grounds,
            self.now.timestamp(),
        ))
    }

    /// What depends on the time is not known where this computer's clock is behind.
    pub(crate) fn doubted(&self, checked: Checked) -> Checked {
        match self.behind {
            true => checked.doubting_the_clock(),
            false => checked,
        }
    }
}
