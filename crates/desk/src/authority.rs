//! Getting to know an authority: it is looked at, a person compares the fingerprint, and only then it counts.

use healthcode::kct::{Publisher, Realm, Scope, TrustFile};
use issuing::Address;
use issuing::message::{self, Description};
use words::{Lang, t};

use crate::errand::Look;
use crate::problem::{Code, Problem};
use crate::view;

/// An authority that was looked at: what it says of itself agrees with its trust file, and nobody has compared the
/// fingerprint yet.
pub struct AuthorityOffer {
    pub(crate) new: NewAuthority,
    /// Its trust file.
    pub(crate) trust: Vec<u8>,
}

/// An authority whose fingerprint a person has compared.
#[derive(Clone)]
pub struct NewAuthority {
    pub(crate) publisher: Publisher,
    pub(crate) id: String,
    pub(crate) fingerprint: String,
    pub(crate) practice: bool,
    pub(crate) address: String,
    pub(crate) description: Description,
}

impl AuthorityOffer {
    /// Compares what an authority says of itself with the trust file that it gave.
    ///
    /// # Errors
    ///
    /// [`Code::AuthorityAnswer`] if they do not agree, or the file is damaged.
    pub fn of(look: Look) -> Result<Self, Problem> {
        let wrong = || Problem::new(Code::AuthorityAnswer, look.address.as_str());
        let description = look.description;
        let (publisher, realm, fingerprint) = {
            let file = TrustFile::read(&look.trust).map_err(|_| wrong())?;
            let root = file.first_root_payload().ok_or_else(wrong)?;
            let publisher = Publisher::of_first_root(root);
            let wanted = Scope::Kc1(description.id.clone());
            let scope = &file.newest_root().scope;
            if !scope.iter().any(|scope| scope.covers(&wanted)) {
                return Err(wrong());
            }
            let print = publisher.fingerprint().to_string();
            (publisher, file.newest_root().realm, print)
        };
        let practice = realm == Realm::Practice;
        let agrees = practice == (description.realm == message::Realm::Practice)
            && fingerprint == description.fingerprint;
        if !agrees || description.regions.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            new: NewAuthority {
                publisher,
                id: description.id.clone(),
                fingerprint,
                practice,
                address: look.address,
                description,
            },
            trust: look.trust,
        })
    }

    /// As a person sees it before they compare.
    pub fn view(&self, offer: u32, lang: Lang) -> view::AuthorityOffer {
        let tag = lang.to_string();
        let description = &self.new.description;
        let name = |names: &std::collections::BTreeMap<String, String>, id: &str| {
            let named = names.get(&tag).or_else(|| names.values().next());
            named.cloned().unwrap_or_else(|| id.to_owned())
        };
        let regions: Vec<String> = description
            .regions
            .iter()
            .map(|region| name(&region.names, &region.id))
            .collect();
        let learns = [
            "authority-learns-mark",
            "authority-learns-time",
            "authority-learns-not",
        ];
        view::AuthorityOffer {
            offer,
            name: name(&description.names, &description.id),
            address: self.new.address.clone(),
            fingerprint: self.new.fingerprint.clone(),
            regions: regions.join(&t(lang, "list-comma", &[])),
            learns: learns.iter().map(|key| t(lang, key, &[])).collect(),
        }
    }

    /// The scope that pinning it needs, and no more.
    pub(crate) fn scope(&self) -> Scope {
        Scope::Kc1(self.new.id.clone())
    }
}

/// An address as it is kept; empty stays empty.
///
/// # Errors
///
/// [`Code::AuthorityAddress`].
pub(crate) fn address(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let read: Result<Address, _> = typed.parse();
    let read = read.map_err(|_| Problem::new(Code::AuthorityAddress, typed))?;
    Ok(read.to_string())
}
