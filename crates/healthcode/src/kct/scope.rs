//! What a publisher may speak about.

use std::fmt;
use std::str::FromStr;

use super::KctError;

/// One thing that a publisher may speak about (kc1.md part 2, `scope`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Signers of HC1: `hc1`.
    Hc1,
    /// One authority that signs KC1, by its id: `kc1:<id>`.
    Kc1(String),
    /// All authorities that sign KC1: `kc1:*`.
    Kc1All,
    /// Public logs: `log`.
    Log,
    /// Region packs: `packs`.
    Packs,
    /// Signers of SHC: `shc`.
    Shc,
    /// Signers of VDS-NC: `vds`.
    Vds,
}

impl Scope {
    /// Whether this covers `wanted`.
    pub fn covers(&self, wanted: &Self) -> bool {
        self == wanted || (*self == Self::Kc1All && matches!(wanted, Self::Kc1(_)))
    }

    /// Whether this is about KC1, of whichever authority.
    pub const fn is_kc1(&self) -> bool {
        matches!(self, Self::Kc1(_) | Self::Kc1All)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hc1 => "hc1",
            Self::Kc1(id) => return write!(f, "kc1:{id}"),
            Self::Kc1All => "kc1:*",
            Self::Log => "log",
            Self::Packs => "packs",
            Self::Shc => "shc",
            Self::Vds => "vds",
        })
    }
}

impl FromStr for Scope {
    type Err = KctError;

    fn from_str(text: &str) -> Result<Self, KctError> {
        Ok(match text {
            "hc1" => Self::Hc1,
            "kc1:*" => Self::Kc1All,
            "log" => Self::Log,
            "packs" => Self::Packs,
            "shc" => Self::Shc,
            "vds" => Self::Vds,
            _ => match text.strip_prefix("kc1:") {
                Some(id) if is_authority_id(id) => Self::Kc1(id.to_owned()),
                _ => return Err(KctError::Value),
            },
        })
    }
}

/// `[a-z0-9][a-z0-9-]{1,11}`.
pub(crate) fn is_authority_id(id: &str) -> bool {
    (2..=12).contains(&id.len())
        && !id.starts_with('-')
        && id
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for good in [
            "hc1",
            "shc",
            "vds",
            "packs",
            "log",
            "kc1:*",
            "kc1:ab",
            "kc1:0-",
            "kc1:gz-edu-12345",
        ] {
            let scope = good.parse::<Scope>();
            assert_eq!(scope.map(|s| s.to_string()), Ok(good.to_owned()));
        }
        for wrong in [
            "",
            "HC1",
            "hc1 ",
            "kc1",
            "kc1:",
            "kc1:a",
            "kc1:-a",
            "kc1:Ab",
            "kc1:**",
            "kc1:a.b",
            "kc1:gz-edu-123456",
            "kc1:学校",
            "vds-nc",
            "*",
        ] {
            assert_eq!(wrong.parse::<Scope>(), Err(KctError::Value), "{wrong}");
        }
    }

    #[test]
    fn cover() {
        let one = Scope::Kc1("gzedu".to_owned());
        assert!(Scope::Kc1All.covers(&one) && one.covers(&one));
        assert!(!one.covers(&Scope::Kc1All) && !Scope::Kc1All.covers(&Scope::Hc1));
    }
}
