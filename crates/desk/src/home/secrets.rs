//! Secrets that are typed key by key. The page draws dots; what is typed lies here alone, in memory that is wiped.

use std::mem;

use vault::pin;
use zeroize::{Zeroize, Zeroizing};

use crate::view::{SecretField, TypedView};

/// Bytes of a field. It never grows, so no copy is left behind; who types more is not heard.
const ROOM: usize = 512;

/// The four fields.
#[derive(Default)]
pub(super) struct Secrets {
    present: Typed,
    new: Typed,
    again: Typed,
    backup: Typed,
}

/// What was typed into one field: always whole characters.
pub(super) struct Typed(Zeroizing<Vec<u8>>);

impl Secrets {
    pub(super) fn type_key(&mut self, field: SecretField, key: &str) -> TypedView {
        let typed = self.field(field);
        typed.key(key);
        typed.view()
    }

    /// Hands a field's content out and leaves it empty.
    pub(super) fn take(&mut self, field: SecretField) -> Typed {
        mem::take(self.field(field))
    }

    /// Whether `new` holds anything but digits: then it is a passphrase.
    pub(super) fn has_other_than_digits(&self) -> bool {
        !self.new.0.iter().all(u8::is_ascii_digit)
    }

    /// Whether the PIN or passphrase that there is was typed.
    pub(super) fn has_present(&self) -> bool {
        !self.present.0.is_empty()
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn field(&mut self, field: SecretField) -> &mut Typed {
        match field {
            SecretField::Present => &mut self.present,
            SecretField::New => &mut self.new,
            SecretField::Again => &mut self.again,
            SecretField::Backup => &mut self.backup,
        }
    }
}

impl Typed {
    pub(super) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("only whole characters are pushed and popped")
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn key(&mut self, key: &str) {
        let mut characters = key.chars();
        match (key, characters.next(), characters.next()) {
            ("Clear", ..) => *self = Self::default(),
            ("Backspace", ..) => {
                let last = self.as_str().chars().next_back().map_or(0, char::len_utf8);
                let left = self.0.len() - last;
                self.0[left..].fill(0);
                self.0.truncate(left);
            }
            (_, Some(character), None) if !character.is_control() && self.has_room(character) => {
                let mut bytes = [0; 4];
                let character = character.encode_utf8(&mut bytes);
                self.0.extend_from_slice(character.as_bytes());
                bytes.zeroize();
            }
            _ => {}
        }
    }

    fn has_room(&self, character: char) -> bool {
        self.0.len() + character.len_utf8() <= ROOM
    }

    fn view(&self) -> TypedView {
        let dots = self.as_str().chars().count();
        TypedView {
            dots: u32::try_from(dots).expect("a field has some hundred bytes"),
            full: dots >= pin::DIGITS,
        }
    }
}

impl Default for Typed {
    fn default() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(ROOM)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_dots_and_never_move_in_memory() {
        let mut secrets = Secrets::default();
        let field = SecretField::Present;
        let mut last = TypedView {
            dots: 0,
            full: false,
        };
        for key in ["4", "家", "Shift", "", "Enter", "\u{8}", "b"] {
            last = secrets.type_key(field, key);
        }
        assert_eq!((last.dots, last.full), (3, false));
        let place = secrets.present.0.as_ptr();
        for _ in 0..600 {
            last = secrets.type_key(field, "家");
        }
        assert!(last.full && secrets.present.0.len() <= ROOM);
        assert_eq!(secrets.present.0.as_ptr(), place, "no copy is left behind");
        secrets.type_key(field, "Clear");
        secrets.type_key(field, "é");
        secrets.type_key(field, "Backspace");
        assert_eq!(secrets.type_key(field, "Backspace").dots, 0);
        secrets.type_key(field, "7");
        assert_eq!(secrets.take(field).as_str(), "7");
        assert_eq!(secrets.take(field).as_str(), "");
    }
}
