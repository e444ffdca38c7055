//! What the vault keeps in the system's keychain: one secret a number, the last commit seen, the vault in use.
//!
//! Four small calls ([`Keychain`]) and, above them, the rules that every system shares: an entry of a key is written
//! once and never again, each write is read back over a new connection, an entry counts as absent only where the store
//! could be asked. (kc1.md 3.5)

pub mod memory;
mod spelling;
pub mod system;
mod trouble;

use std::fs;
use std::io::Read;
use std::path::Path;

use zeroize::Zeroizing;

pub use spelling::{Malformed, Name, SERVICE, Secret};
pub use system::SystemKeychain;
pub use trouble::{Inner, Outer, Raw, System, Trouble};

/// The largest step in numbers that is tried for a new key: orphans of cut changes are passed over, not reused.
const NUMBERS_TRIED: u32 = 64;

/// How many absent numbers in a row end the search for leftover entries.
const GAP: u32 = 8;

/// What a keyring of gnome-keyring begins with that has no password.
const PLAIN: &[u8; 9] = b"[keyring]";

/// A store of short texts under names. Each call opens its own connection, so that what is read was really stored.
pub trait Keychain {
    /// Which store answers, as written into the header: tells a changed store from a lost entry.
    ///
    /// # Errors
    /// If no store answers.
    fn store(&self) -> Result<String, Trouble>;

    /// All values under this name: none if the store answered that there is none, several where a store allows it.
    ///
    /// # Errors
    /// If the store did not answer. "Could not look" is never an empty answer.
    fn read(&self, name: &Name) -> Result<Vec<Zeroizing<Vec<u8>>>, Trouble>;

    /// Writes or replaces one value of printable ASCII.
    ///
    /// # Errors
    /// If the store did not take it.
    fn write(&self, name: &Name, value: &str) -> Result<(), Trouble>;

    /// Removes the entry; one that is absent is no error.
    ///
    /// # Errors
    /// If the store did not do it.
    fn remove(&self, name: &Name) -> Result<(), Trouble>;
}

/// Writes the secret of a number for the first and only time, and reads it back.
///
/// # Errors
/// [`Trouble::Occupied`] if something is there already, [`Trouble::ReadBackDiffers`] if something else comes back.
pub fn write_key(
    keychain: &dyn Keychain,
    vault: [u8; 16],
    number: u32,
    secret: &Secret,
) -> Result<(), Trouble> {
    let name = Name::Key { vault, number };
    if !keychain.read(&name)?.is_empty() {
        return Err(Trouble::Occupied);
    }
    overwrite(keychain, &name, &secret.spelled())
}

/// Every secret under a number, malformed ones as such; empty if the store answered that there is none.
///
/// # Errors
/// If the store did not answer.
pub fn read_key(
    keychain: &dyn Keychain,
    vault: [u8; 16],
    number: u32,
) -> Result<Vec<Result<Secret, Malformed>>, Trouble> {
    let values = keychain.read(&Name::Key { vault, number })?;
    Ok(values.iter().map(|value| Secret::parse(value)).collect())
}

/// The first number above `above` under which nothing is kept.
///
/// # Errors
/// If the store did not answer, or [`Trouble::Occupied`] if 64 numbers are taken.
pub fn free_number(keychain: &dyn Keychain, vault: [u8; 16], above: u32) -> Result<u32, Trouble> {
    for number in above.saturating_add(1)..=above.saturating_add(NUMBERS_TRIED) {
        if keychain.read(&Name::Key { vault, number })?.is_empty() {
            return Ok(number);
        }
    }
    Err(Trouble::Occupied)
}

/// Numbers below the smallest of the header that still have an entry, newest first. Eight absent ones in a row end the
/// search.
///
/// # Errors
/// If the store did not answer.
pub fn leftovers(
    keychain: &dyn Keychain,
    vault: [u8; 16],
    smallest: u32,
) -> Result<Vec<u32>, Trouble> {
    let (mut found, mut gap) = (Vec::new(), 0);
    for number in (1..smallest).rev() {
        if keychain.read(&Name::Key { vault, number })?.is_empty() {
            gap += 1;
        } else {
            (gap, found) = (0, [found, vec![number]].concat());
        }
        if gap == GAP {
            break;
        }
    }
    Ok(found)
}

/// The lower bound of the commit number; `None` if it is absent or unreadable, for losing it is harmless.
///
/// # Errors
/// If the store did not answer.
pub fn read_seen(keychain: &dyn Keychain, vault: [u8; 16]) -> Result<Option<u64>, Trouble> {
    let values = keychain.read(&Name::Seen { vault })?;
    let numbers = values.iter().filter_map(|value| {
        let digits = str::from_utf8(value).ok()?;
        let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    });
    Ok(numbers.max())
}

/// Notes the commit number seen. Called after the file was written, never before.
///
/// # Errors
/// If the store did not take it, or gives something else back.
pub fn write_seen(keychain: &dyn Keychain, vault: [u8; 16], commit: u64) -> Result<(), Trouble> {
    overwrite(keychain, &Name::Seen { vault }, &commit.to_string())
}

/// Notes which vault is in use here.
///
/// # Errors
/// If the store did not take it, or gives something else back.
pub fn write_current(keychain: &dyn Keychain, vault: [u8; 16]) -> Result<(), Trouble> {
    overwrite(keychain, &Name::Current, &spelling::hex(&vault))
}

/// The vaults that `current` names; empty if the store answered that there is no such entry.
///
/// # Errors
/// If the store did not answer.
pub fn read_current(keychain: &dyn Keychain) -> Result<Vec<Result<[u8; 16], Malformed>>, Trouble> {
    let values = keychain.read(&Name::Current)?;
    Ok(values
        .iter()
        .map(|value| spelling::vault_id(value))
        .collect())
}

/// Whether gnome-keyring keeps its default keyring as a plain file, for want of a password: then it protects from nobody,
/// and a passphrase is recommended. `keyrings` is `~/.local/share/keyrings`. (kc1.md 3.6)
#[must_use]
pub fn stands_in_clear(keyrings: &Path) -> bool {
    let named = fs::read_to_string(keyrings.join("default")).unwrap_or_default();
    let name = match named.trim() {
        // A name of a file, not a path.
        name if !name.is_empty() && !name.contains(['/', '\\']) => name,
        _ => "login",
    };
    let mut head = [0; PLAIN.len()];
    let read = fs::File::open(keyrings.join(format!("{name}.keyring")))
        .and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && &head == PLAIN
}

fn overwrite(keychain: &dyn Keychain, name: &Name, value: &str) -> Result<(), Trouble> {
    keychain.write(name, value)?;
    match keychain.read(name)?.as_slice() {
        [back] if back.as_slice() == value.as_bytes() => Ok(()),
        _ => Err(Trouble::ReadBackDiffers),
    }
}

#[cfg(test)]
mod tests {
    use super::memory::{Fake, Mood};
    use super::*;

    const VAULT: [u8; 16] = [0xab; 16];

    #[test]
    fn a_key_is_written_once_and_never_again() {
        let keychain = Fake::new(System::Linux);
        write_key(&keychain, VAULT, 1, &Secret::new([7; 32])).expect("an empty store takes it");
        assert_eq!(
            write_key(&keychain, VAULT, 1, &Secret::new([8; 32])),
            Err(Trouble::Occupied)
        );
        let found = read_key(&keychain, VAULT, 1).expect("the store answers");
        assert_eq!(found, [Ok(Secret::new([7; 32]))]);
    }

    #[test]
    fn a_write_that_does_not_come_back_is_told() {
        let keychain = Fake::new(System::Windows);
        keychain.set_mood(Mood::Forgetful);
        assert_eq!(
            write_key(&keychain, VAULT, 1, &Secret::new([7; 32])),
            Err(Trouble::ReadBackDiffers)
        );
    }

    #[test]
    fn a_new_number_passes_over_orphans() {
        let keychain = Fake::new(System::Linux);
        for number in [1, 2, 3, 5] {
            write_key(&keychain, VAULT, number, &Secret::new([7; 32])).expect("it is free");
        }
        assert_eq!(free_number(&keychain, VAULT, 1), Ok(4));
        assert_eq!(leftovers(&keychain, VAULT, 5), Ok(vec![3, 2, 1]));
        assert_eq!(leftovers(&keychain, VAULT, 1), Ok(vec![]));
    }

    #[test]
    fn what_was_seen_may_be_lost_or_nonsense() {
        let keychain = Fake::new(System::MacOs);
        assert_eq!(read_seen(&keychain, VAULT), Ok(None));
        write_seen(&keychain, VAULT, 41).expect("it is taken");
        write_seen(&keychain, VAULT, 42).expect("it is overwritten");
        assert_eq!(read_seen(&keychain, VAULT), Ok(Some(42)));
        for nonsense in ["", "+5", "forty", "99999999999999999999999"] {
            keychain
                .write(&Name::Seen { vault: VAULT }, nonsense)
                .expect("it is taken");
            assert_eq!(read_seen(&keychain, VAULT), Ok(None), "{nonsense}");
        }
    }

    #[test]
    fn the_vault_in_use_is_named() {
        let keychain = Fake::new(System::Linux);
        assert_eq!(read_current(&keychain), Ok(vec![]));
        write_current(&keychain, VAULT).expect("it is taken");
        assert_eq!(read_current(&keychain), Ok(vec![Ok(VAULT)]));
    }
}
