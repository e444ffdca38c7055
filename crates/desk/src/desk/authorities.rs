//! Authorities at the desk: what they publish is public and lies in files, so that checking works while the vault is
//! locked.

use jiff::Zoned;

use super::Desk;
use crate::authority::{AuthorityOffer, NewAuthority};
use crate::errand::{Done, Look};
use crate::problem::{Code, Problem};
use crate::view::{self, ProblemView};

impl Desk {
    /// Shows an authority that was looked at; nothing is trusted yet.
    ///
    /// # Errors
    ///
    /// As [`look`](crate::errand::look) and [`AuthorityOffer::of`].
    pub fn offer_authority(
        &mut self,
        look: Result<Look, Problem>,
    ) -> Result<view::AuthorityOffer, ProblemView> {
        let offer = look.and_then(AuthorityOffer::of);
        let offer = offer.map_err(|problem| self.words(&problem))?;
        let id = self.id();
        let view = offer.view(id, self.lang());
        self.authorities.insert(id, offer);
        Ok(view)
    }

    /// Trusts an authority whose fingerprint a person has compared, for its own codes and nothing else.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`] for an offer that is gone, [`Code::Save`], or what is wrong with its trust file.
    pub fn accept_authority(
        &mut self,
        offer: u32,
        now: &Zoned,
    ) -> Result<NewAuthority, ProblemView> {
        let offer = self.authorities.remove(&offer);
        let offer = offer.ok_or_else(|| self.words(&Problem::new(Code::Closed, "")))?;
        let kept = self.shelf.pin_authority(
            &offer.new.address,
            &offer.trust,
            offer.scope(),
            now.timestamp(),
        );
        kept.map_err(|problem| self.words(&problem))?;
        Ok(offer.new)
    }

    /// Believes the practice authority that runs inside this program, until practice ends: its codes are taken here, and
    /// said to be practice. Nobody need compare anything.
    ///
    /// # Errors
    ///
    /// As [`Desk::offer_authority`]; [`Code::AuthorityAnswer`] if it is no practice authority.
    pub fn accept_practice(
        &mut self,
        look: Result<Look, Problem>,
        now: &Zoned,
    ) -> Result<NewAuthority, ProblemView> {
        let offer = look.and_then(AuthorityOffer::of);
        let offer = offer.and_then(|offer| match offer.new.practice {
            true => Ok(offer),
            false => Err(Problem::new(Code::AuthorityAnswer, "")),
        });
        let pinned = offer.and_then(|offer| {
            self.shelf.pin_authority(
                &offer.new.address,
                &offer.trust,
                offer.scope(),
                now.timestamp(),
            )?;
            Ok(offer.new)
        });
        pinned.map_err(|problem| self.words(&problem))
    }

    /// Takes what an authority publishes, as far as it leads on from what is held; what does not is left, and stays as it
    /// was.
    pub fn take_files(&mut self, done: Done, now: &Zoned) -> Done {
        self.shelf.take_files(&done.files, now.timestamp());
        done
    }
}
