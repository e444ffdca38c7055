//! Whom the family gets codes from.

use healthcode::kc1::Signer as _;
use healthcode::kct::Curve;
use issuing::message::{Description, Update};
use vault::Id;
use words::t;

use super::issued::{Authority, Enrolment, Issued, Region};
use super::undo::Change;
use super::{Family, gone};
use crate::authority::NewAuthority;
use crate::machine::Machine;
use crate::problem::Problem;
use crate::school::SchoolKey;
use crate::sight::Sight;
use crate::signing::PrivateKey;
use crate::view::{AuthoritiesView, AuthorityView};

impl Family {
    /// Every authority that the family is connected with, the first that was added first.
    pub fn authorities(&self, sight: &Sight) -> AuthoritiesView {
        let mut known: Vec<_> = self.known().collect();
        known.sort_by_key(|(id, authority)| (authority.since, *id));
        AuthoritiesView {
            practice: known.iter().any(|(_, authority)| authority.practice),
            authorities: known
                .into_iter()
                .map(|(id, authority)| self.authority_view(id, authority, sight))
                .collect(),
        }
    }

    /// Connects the family with an authority whose fingerprint a person has compared. One that is known already is
    /// brought up to date.
    ///
    /// # Errors
    ///
    /// What the vault says.
    pub fn connect(&mut self, new: NewAuthority, m: &Machine) -> Result<u32, Problem> {
        let before = self.known().find(|(_, authority)| {
            (authority.publisher, &authority.id) == (new.publisher, &new.id)
        });
        let before = before.map(|(id, authority)| (id, authority.clone()));
        let now = m.moment().time;
        let (id, since, key, backup) = match before {
            Some((id, before)) => (id, before.since, before.key, before.backup),
            None => (Self::new_id(), now, None, String::new()),
        };
        let curve = Curve::from(new.description.algorithm);
        // An authority that went to another curve knows nobody by a key of the one before.
        let key = key.filter(|key| key.key().curve == curve);
        let authority = Authority {
            publisher: new.publisher,
            id: new.id,
            fingerprint: new.fingerprint,
            practice: new.practice,
            address: new.address,
            backup,
            // From the start, so that all who are enrolled at once are enrolled by one account.
            key: Some(key.unwrap_or_else(|| PrivateKey::new(curve))),
            curve,
            names: pairs(&new.description),
            regions: regions(&new.description),
            since,
            contact: Some(now),
        };
        self.change_aside(
            vec![Change::Issued(
                id,
                Some(Issued::Authority(Box::new(authority))),
            )],
            m,
        )?;
        Ok(self.handle(&id))
    }

    /// Ends the connection: its runs are gone for good, and the paper codes that it issued stay as kept codes.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for an authority that is not there any more, or what the vault says.
    pub fn disconnect(
        &mut self,
        authority: u32,
        sight: &Sight,
        m: &Machine,
    ) -> Result<AuthoritiesView, Problem> {
        let id = self.handles.id(authority).ok_or_else(gone)?;
        let Some(Issued::Authority(_)) = self.issued.get(&id) else {
            return Err(gone());
        };
        let mut changes = vec![Change::Issued(id, None)];
        changes.extend(self.issued_by(id));
        self.change_aside(changes, m)?;
        self.erased = true;
        Ok(self.authorities(sight))
    }

    /// Where an authority answers if its first address does not; empty: nowhere.
    ///
    /// # Errors
    ///
    /// [`Code::Closed`](crate::problem::Code::Closed) for an authority that is not there any more,
    /// [`Code::AuthorityAddress`](crate::problem::Code::AuthorityAddress) for what is no address, or what the vault says.
    pub fn set_backup_address(
        &mut self,
        authority: u32,
        address: &str,
        sight: &Sight,
        m: &Machine,
    ) -> Result<AuthoritiesView, Problem> {
        let id = self.handles.id(authority).ok_or_else(gone)?;
        let Some(Issued::Authority(known)) = self.issued.get(&id) else {
            return Err(gone());
        };
        let known = Authority {
            backup: crate::authority::address(address)?,
            ..(**known).clone()
        };
        self.change_aside(
            vec![Change::Issued(id, Some(Issued::Authority(Box::new(known))))],
            m,
        )?;
        Ok(self.authorities(sight))
    }

    /// The address of an authority's service, and whose trust file it stands in.
    pub(crate) fn known(&self) -> impl Iterator<Item = (Id, &Authority)> {
        self.issued.iter().filter_map(|(id, issued)| match issued {
            Issued::Authority(authority) => Some((*id, &**authority)),
            _ => None,
        })
    }

    /// Forgets everything of an authority: who is enrolled there, and their strips.
    pub(super) fn issued_by(&self, authority: Id) -> Vec<Change> {
        let enrolled: Vec<Id> = self
            .issued
            .iter()
            .filter(
                |(_, issued)| matches!(issued, Issued::Enrolment(e) if e.authority == authority),
            )
            .map(|(id, _)| *id)
            .collect();
        self.without(&enrolled)
    }

    /// Forgets where somebody is enrolled, and their strips.
    pub(super) fn issued_to(&self, person: Id) -> Vec<Change> {
        let enrolled: Vec<Id> = self
            .issued
            .iter()
            .filter(|(_, issued)| matches!(issued, Issued::Enrolment(e) if e.person == person))
            .map(|(id, _)| *id)
            .collect();
        self.without(&enrolled)
    }

    /// Enrolments of one person as those of another: two people were one.
    pub(super) fn enrolments_moved(&self, from: Id, into: Id) -> Vec<Change> {
        let of_them = self.issued.iter().filter_map(|(id, issued)| match issued {
            Issued::Enrolment(enrolment) if enrolment.person == from => Some((*id, enrolment)),
            _ => None,
        });
        let moved = of_them.map(|(id, enrolment)| {
            let enrolment = Enrolment {
                person: into,
                ..enrolment.clone()
            };
            Change::Issued(id, Some(Issued::Enrolment(enrolment)))
        });
        moved.collect()
    }

    /// The school's key, if there is one.
    pub(crate) fn school_key(&self) -> Option<(Id, &SchoolKey)> {
        self.issued.iter().find_map(|(id, issued)| match issued {
            Issued::School(key) => Some((*id, &**key)),
            _ => None,
        })
    }

    /// Keeps the school's key.
    pub(crate) fn put_school_key(
        &mut self,
        id: Id,
        key: SchoolKey,
        m: &Machine,
    ) -> Result<(), Problem> {
        let key = Issued::School(Box::new(key));
        self.change_aside(vec![Change::Issued(id, Some(key))], m)
    }

    fn without(&self, enrolled: &[Id]) -> Vec<Change> {
        let strips = self.issued.iter().filter(|(_, issued)| {
            matches!(issued, Issued::Strip(strip) if enrolled.contains(&strip.enrolment))
        });
        let strips = strips.map(|(id, _)| *id);
        let all = strips.chain(enrolled.iter().copied());
        all.map(|id| Change::Issued(id, None)).collect()
    }

    fn authority_view(&self, id: Id, authority: &Authority, sight: &Sight) -> AuthorityView {
        let tag = sight.lang.to_string();
        let regions: Vec<&str> = authority
            .regions
            .iter()
            .map(|region| region.name(&tag))
            .collect();
        let now = sight.now.timestamp();
        AuthorityView {
            id: self.handle(&id),
            name: authority.name(&tag).to_owned(),
            address: authority.address.clone(),
            backup: authority.backup.clone(),
            fingerprint: authority.fingerprint.clone(),
            regions: regions.join(&t(sight.lang, "list-comma", &[])),
            practice: authority.practice,
            contact: match authority.contact {
                Some(at) => super::runs::age(at, now, sight.lang),
                None => t(sight.lang, "age-never", &[]),
            },
            problem: self
                .waits
                .get(&id)
                .map(|wait| wait.problem.view(sight.lang)),
        }
    }
}

fn pairs(description: &Description) -> Vec<(String, String)> {
    let names = description.names.iter();
    names
        .map(|(tag, name)| (tag.clone(), name.clone()))
        .collect()
}

fn regions(description: &Description) -> Vec<Region> {
    let regions = description.regions.iter().map(|region| Region {
        id: region.id.clone(),
        names: region
            .names
            .iter()
            .map(|(tag, name)| (tag.clone(), name.clone()))
            .collect(),
        strips: region.strips(),
        paper: region.paper_days > 0,
        by_itself: region.update == Update::Auto,
    });
    regions.collect()
}
