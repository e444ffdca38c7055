//! Which PINs are too easy. Six digits by default; the PIN is one of two secrets, the other lies in the keychain.
//! (kc1.md 3.2)

use thiserror::Error;

/// The shortest PIN, and the length that is offered.
pub const DIGITS: usize = 6;

/// The longest; who wants more takes a passphrase.
pub const MOST_DIGITS: usize = 12;

/// The shortest piece of a known number that makes a PIN guessable: the tail of an identity number has four digits.
const PIECE: usize = 4;

/// Why a PIN is refused.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum PinFault {
    /// Not digits alone.
    #[error("a PIN has digits only")]
    NotDigits,
    /// Fewer than six digits.
    #[error("a PIN has at least six digits")]
    Short,
    /// More than twelve digits.
    #[error("a PIN has at most twelve digits")]
    Long,
    /// 123456, 987654, 135791.
    #[error("these digits run in a row")]
    Run,
    /// 111111, 121212, 123123, 112233, 111222.
    #[error("these digits repeat")]
    Repeat,
    /// Begins or ends with a year.
    #[error("this is a year")]
    Year,
    /// A birthday of somebody in the vault, in any order.
    #[error("this is a birthday")]
    Birthday,
    /// A piece of a number of somebody in the vault.
    #[error("this is part of a known number")]
    KnownNumber,
}

/// A birthday of somebody in the vault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Birthday {
    /// Full year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Whether the PIN may be set. `birthdays` and `numbers` (identity, telephone, documents; other characters than digits
/// are passed over) are those of the persons in the vault.
///
/// # Errors
/// The first fault found.
pub fn judge(pin: &str, birthdays: &[Birthday], numbers: &[&str]) -> Result<(), PinFault> {
    if !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinFault::NotDigits);
    }
    match pin.len() {
        0..DIGITS => return Err(PinFault::Short),
        DIGITS..=MOST_DIGITS => {}
        _ => return Err(PinFault::Long),
    }
    let digits: Vec<u8> = pin.bytes().map(|byte| byte - b'0').collect();
    if is_run(&digits) {
        return Err(PinFault::Run);
    }
    if repeats(&digits) {
        return Err(PinFault::Repeat);
    }
    if birthdays.iter().any(|birthday| birthday.is_in(pin)) {
        return Err(PinFault::Birthday);
    }
    if is_year(&pin[..4]) || is_year(&pin[pin.len() - 4..]) {
        return Err(PinFault::Year);
    }
    if numbers.iter().any(|number| shares_a_piece(pin, number)) {
        return Err(PinFault::KnownNumber);
    }
    Ok(())
}

/// The same step between all neighbours, over the end too: 123456, 890123, 246802.
fn is_run(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| (10 + pair[1] - pair[0]) % 10;
    let first = step(&digits[..2]);
    first != 0 && digits.windows(2).all(|pair| step(pair) == first)
}

/// A pattern that comes again, at most two different digits, or digits that come in groups of the same length.
fn repeats(digits: &[u8]) -> bool {
    let again = |length: usize| {
        digits.len().is_multiple_of(length)
            && digits.chunks(length).all(|part| part == &digits[..length])
    };
    let groups = |length: usize| {
        digits.len().is_multiple_of(length)
            && digits
                .chunks(length)
                .all(|part| part.iter().all(|digit| *digit == part[0]))
    };
    let mut different = digits.to_vec();
    different.sort_unstable();
    different.dedup();
    different.len() <= 2 || (1..=digits.len() / 2).any(again) || (2..=digits.len() / 2).any(groups)
}

/// 1900 to 2099.
fn is_year(four: &str) -> bool {
    four.starts_with("19") || four.starts_with("20")
}

impl Birthday {
    /// Year, month and day in any order, with the long and the short year, and pairs of them.
    fn is_in(&self, pin: &str) -> bool {
        let (month, day) = (format!("{:02}", self.month), format!("{:02}", self.day));
        let long = format!("{:04}", self.year);
        let short = format!("{:02}", self.year % 100);
        let orders = |year: &str| {
            [
                [year, &month, &day].concat(),
                [year, &day, &month].concat(),
                [&month, &day, year].concat(),
                [&day, &month, year].concat(),
                [&month, year, &day].concat(),
                [&day, year, &month].concat(),
            ]
        };
        let pairs = [
            [long.as_str(), &month].concat(),
            [&month, long.as_str()].concat(),
            [long.as_str(), &day].concat(),
            [&day, long.as_str()].concat(),
        ];
        let spelled = orders(&long).into_iter().chain(orders(&short)).chain(pairs);
        // Longer PINs may hold a short spelling, shorter ones be a piece of a long one.
        spelled
            .into_iter()
            .any(|one| one.contains(pin) || pin.contains(&one))
    }
}

/// Whether the PIN lies in the number, or the number's last digits, four or more, in the PIN.
fn shares_a_piece(pin: &str, number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < PIECE {
        return false;
    }
    digits.contains(pin) || pin.contains(&digits[digits.len() - PIECE..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHILD: Birthday = Birthday {
        year: 2017,
        month: 3,
        day: 9,
    };

    fn judged(pin: &str) -> Result<(), PinFault> {
        judge(pin, &[CHILD], &["11010519491231002X", "+86 139-0013-8004"])
    }

    #[test]
    fn a_pin_that_nobody_guesses_is_taken() {
        for pin in ["402817", "739152", "0582736914", "318405"] {
            assert_eq!(judged(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn easy_pins_are_refused_for_their_reason() {
        for (pin, fault) in [
            ("12a456", PinFault::NotDigits),
            ("１２３４５６", PinFault::NotDigits),
            (" 402817", PinFault::NotDigits),
            ("", PinFault::Short),
            ("40281", PinFault::Short),
            ("4028173940281", PinFault::Long),
            ("123456", PinFault::Run),
            ("890123", PinFault::Run),
            ("654321", PinFault::Run),
            ("246802", PinFault::Run),
            ("777777", PinFault::Repeat),
            ("121212", PinFault::Repeat),
            ("407407", PinFault::Repeat),
            ("112233", PinFault::Repeat),
            ("111222", PinFault::Repeat),
            ("448484", PinFault::Repeat),
            ("199163", PinFault::Year),
            ("632024", PinFault::Year),
            ("170309", PinFault::Birthday),
            ("090317", PinFault::Birthday),
            ("030917", PinFault::Birthday),
            ("201703", PinFault::Birthday),
            ("032017", PinFault::Birthday),
            ("20170309", PinFault::Birthday),
            ("105194", PinFault::KnownNumber),
            ("138004", PinFault::KnownNumber),
            ("718004", PinFault::KnownNumber),
        ] {
            assert_eq!(judged(pin), Err(fault), "{pin}");
        }
    }
}
