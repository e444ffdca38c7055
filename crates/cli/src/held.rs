//! `vault:ID`: one thing that is kept, by an id that lasts.

use std::str::FromStr;

use desk::Sight;
use desk::check::Checked;
use desk::family::Family;

use crate::exit::Stop;

/// What `kincode list` prints in front of each thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HeldId(String);

/// With what an id begins where it stands beside names of files.
const PREFIX: &str = "vault:";

impl HeldId {
    /// The id in an argument that may also be the name of a file.
    pub(crate) fn in_argument(argument: &str) -> Option<Self> {
        argument
            .starts_with(PREFIX)
            .then(|| argument.parse().ok())?
    }

    /// The handle of this unlocking.
    pub(crate) fn find(&self, family: &Family) -> Result<u32, Stop> {
        family
            .find(&self.0)
            .ok_or_else(|| Stop::NoSuchId(self.to_string()))
    }

    /// The code itself, judged.
    pub(crate) fn code(&self, family: &mut Family, sight: &Sight) -> Result<Checked, Stop> {
        let held = self.find(family)?;
        let found = family.to_print(&[held], sight).into_iter().next();
        let (_, mut code) = found.ok_or_else(|| Stop::NoSuchId(self.to_string()))?;
        code.origin.file = Some(self.to_string());
        Ok(code)
    }
}

impl FromStr for HeldId {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let id = text.strip_prefix(PREFIX).unwrap_or(text);
        let is_id = !id.is_empty() && id.bytes().all(|c| c.is_ascii_hexdigit());
        is_id
            .then(|| Self(id.to_ascii_lowercase()))
            .ok_or("write it as vault:5f3a9c01; `kincode list` says the ids")
    }
}

impl std::fmt::Display for HeldId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{PREFIX}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_with_or_without_its_prefix() {
        let id: HeldId = "vault:5F3a9c01".parse().expect("an id");
        assert_eq!(id.to_string(), "vault:5f3a9c01");
        assert_eq!("5f3a9c01".parse(), Ok(id));
        assert!("vault:".parse::<HeldId>().is_err());
        assert!("photo.jpg".parse::<HeldId>().is_err());
        assert_eq!(HeldId::in_argument("5f3a9c01"), None);
    }
}
