//! What can be said of a vault that is not open: its header stands in clear, and is a claim until then.

use vault::{Header, Mode, keychain, rescue};
use words::{Lang, t};

use super::{Door, Home, diagnostics, place};

/// A vault from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Whether a passphrase opens it, not a PIN with the keychain.
    pub passphrase: bool,
    /// Whether there is a recovery kit.
    pub has_kit: bool,
    /// The same in one sentence.
    pub kit: String,
    /// What weakens it here, in a sentence each.
    pub warnings: Vec<String>,
}

impl Home {
    /// What can be said of the vault without its PIN, once it was looked at. `None`: no vault can be read here.
    pub fn outside(&self, lang: Lang) -> Option<Outside> {
        let mut outside = match &self.door {
            Door::Locked(closed) => of(closed.header(), lang),
            Door::Renew(vault) => of(vault.header(), lang),
            Door::Family(family, _) => of(family.vault().header(), lang),
            Door::New => return None,
            _ => of(&rescue::header(&self.folder)?, lang),
        };
        outside.warnings.extend(place::warning(&self.folder, lang));
        Some(outside)
    }
}

fn of(header: &Header, lang: Lang) -> Outside {
    let has_kit = header.kit.is_some();
    let kit = if has_kit {
        "home-kit-undated"
    } else {
        "home-kit-none"
    };
    let in_clear = header.mode == Mode::Pin
        && diagnostics::keyrings().is_some_and(|at| keychain::stands_in_clear(&at));
    let warnings = in_clear.then(|| t(lang, "home-warn-keyring", &[]));
    Outside {
        passphrase: header.mode == Mode::Passphrase,
        has_kit,
        kit: t(lang, kit, &[]),
        warnings: warnings.into_iter().collect(),
    }
}
