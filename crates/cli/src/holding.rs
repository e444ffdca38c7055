//! The open vault together with the desk by whose lists its codes are judged, and errands to authorities.

use std::path::{Path, PathBuf};

use desk::authority::NewAuthority;
use desk::errand::{self, Errand};
use desk::family::Family;
use desk::view::{AuthorityView, FamilyView, HeldView, Lang, PersonView, ProblemView, RunView};
use desk::{Desk, Sight};
use jiff::Zoned;

use crate::exit::Stop;
use crate::practice::is_here;
use crate::secrets::Secrets;
use crate::session::{Session, machine};
use crate::whom::Board;
use crate::{clock, zone};

/// What a command about authorities works with. Dropping it locks the vault.
pub(crate) struct Holding {
    pub(crate) session: Session,
    desk: Desk,
}

/// One run of strips on the board.
pub(crate) struct OneRun<'v> {
    pub(crate) person: &'v PersonView,
    pub(crate) held: &'v HeldView,
    pub(crate) run: &'v RunView,
}

impl Holding {
    /// Opens the vault, for which the PIN is asked.
    pub(crate) fn open(home: Option<&Path>, secrets: &Secrets, lang: Lang) -> Result<Self, Stop> {
        Self::of(home, Session::open(home, secrets, lang)?)
    }

    /// The same of a vault that is open.
    pub(crate) fn of(home: Option<&Path>, session: Session) -> Result<Self, Stop> {
        let mut at = Self {
            session,
            desk: Desk::open(home.map(Path::to_owned), PathBuf::new()),
        };
        at.rehearse()?;
        Ok(at)
    }

    /// Believes the practice authority that the family is connected with, by what it published last. Only where nothing
    /// of that is kept it is asked, if it runs on this computer.
    fn rehearse(&mut self) -> Result<(), Stop> {
        let (family, sight) = self.family()?;
        let known = family.authorities(&sight).authorities.into_iter();
        let known: Vec<_> = known.filter(|known| known.practice).collect();
        if known.is_empty() || self.desk.rehearse_again() {
            return Ok(());
        }
        for authority in known.iter().filter(|known| is_here(&known.address)) {
            // One that does not run is believed nothing, and what it issued is shown so.
            drop(self.accept_practice(&authority.address));
        }
        Ok(())
    }

    /// By what codes are judged at this moment.
    fn sight(&self) -> Sight {
        let mut sight = self.desk.sight(&now());
        sight.lang = self.session.lang;
        sight
    }

    /// The family, and by what its codes are judged now.
    pub(crate) fn family(&mut self) -> Result<(&mut Family, Sight), Stop> {
        let sight = self.sight();
        let (family, _) = self.session.family()?;
        Ok((family, sight))
    }

    /// The board as it is now.
    pub(crate) fn view(&mut self) -> Result<FamilyView, Stop> {
        let (family, sight) = self.family()?;
        Ok(family.view("", &sight)?)
    }

    /// The handle of somebody on the board.
    pub(crate) fn person(&mut self, named: &str) -> Result<u32, Stop> {
        let (family, sight) = self.family()?;
        Board::of(family, &sight)?.somebody(named)
    }

    /// The authority of an id, as `kincode authority list` says it; without one the only authority that there is.
    pub(crate) fn authority(&mut self, id: Option<&str>) -> Result<AuthorityView, Stop> {
        let (family, sight) = self.family()?;
        let known = family.authorities(&sight).authorities;
        let none = known.is_empty();
        let is = |authority: &AuthorityView| match id {
            None => true,
            Some(id) => family.stable(authority.id).as_deref() == Some(id),
        };
        let mut found: Vec<AuthorityView> = known.into_iter().filter(is).collect();
        let name = id.unwrap_or_default().to_owned();
        match (found.pop(), found.is_empty()) {
            (Some(authority), true) => Ok(authority),
            (Some(_), false) => Err(Stop::Usage("cli-which-authority", name)),
            (None, _) if none => Err(Stop::Missing("cli-no-authority", name)),
            (None, _) => Err(Stop::Missing("cli-no-such-authority", name)),
        }
    }

    /// The handle of somebody's run from an authority; without an id of the only run that they have.
    pub(crate) fn run(&mut self, person: u32, authority: Option<&str>) -> Result<u32, Stop> {
        let authority = authority.map(|id| self.authority(Some(id))).transpose()?;
        let view = self.view()?;
        let of = runs(&view).filter(|one| {
            let from = authority.as_ref().map(|authority| authority.id);
            one.person.id == person && from.is_none_or(|from| from == one.run.authority)
        });
        let found: Vec<u32> = of.map(|one| one.held.slip.id).collect();
        match found.as_slice() {
            [run] => Ok(*run),
            [] => Err(Stop::Missing("cli-no-run", String::new())),
            _ => Err(Stop::Usage("cli-which-authority", String::new())),
        }
    }

    /// Trusts an authority for its own codes, if its fingerprint is still the one that was compared.
    pub(crate) fn pin(&mut self, address: &str, compared: &str) -> Result<NewAuthority, Stop> {
        let offer = self.desk.offer_authority(errand::look(address))?;
        if offer.fingerprint != compared {
            return Err(Stop::Fingerprint(offer.fingerprint));
        }
        Ok(self.desk.accept_authority(offer.offer, &now())?)
    }

    /// Believes a practice authority, for as long as this command runs.
    pub(crate) fn accept_practice(&mut self, address: &str) -> Result<NewAuthority, ProblemView> {
        self.desk.accept_practice(errand::look(address), &now())
    }

    /// Believes no practice authority any more.
    pub(crate) fn stop_practising(&mut self) {
        drop(self.desk.stop_practising(&now()));
    }

    /// Whether the vault is to be locked by itself.
    pub(crate) fn is_due(&self) -> bool {
        let settings = self.desk.settings();
        self.session.home.is_due(&settings, &machine())
    }

    /// Goes there, takes what is published, and brings the rest home.
    pub(crate) fn carry_out(&mut self, errand: Errand) -> Result<FamilyView, Stop> {
        let done = self.desk.take_files(errand.run(), &now());
        let (family, sight) = self.family()?;
        Ok(family.bring(done, &sight, &machine())?)
    }
}

fn now() -> Zoned {
    clock().to_zoned(zone())
}

/// The runs of a board.
pub(crate) fn runs(view: &FamilyView) -> impl Iterator<Item = OneRun<'_>> {
    view.people.iter().flat_map(|person| {
        let held = person.held.iter();
        held.filter_map(move |held| {
            let run = held.run.as_ref()?;
            Some(OneRun { person, held, run })
        })
    })
}
