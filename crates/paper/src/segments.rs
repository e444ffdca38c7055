//! How the text of a code is written into the segments of a QR symbol (ISO/IEC 18004, 7.4).

use qrcode::bits::{Bits, encode_auto};
use qrcode::{EcLevel, Version};

/// What SMART Health Cards begin with (SMART Health Cards IG 1.0.0, "QR codes").
const CARD: &str = "shc:/";
/// The largest symbol a SMART Health Card may take (ibid.): 105 modules.
const CARD_VERSION: i16 = 22;
/// The largest symbol there is.
const ANY_VERSION: i16 = 40;

/// How a text is written.
enum Form<'a> {
    /// `shc:/` as bytes, then these digits as numbers, as the IG orders.
    Card(&'a str),
    /// One segment of bytes.
    Bytes,
    /// Whatever is shortest.
    Shortest,
}

impl<'a> Form<'a> {
    fn of(text: &'a str) -> Self {
        match text.strip_prefix(CARD) {
            Some(digits) if is_number(digits) => Self::Card(digits),
            // Text beyond ASCII: the optimiser would take some UTF-8 for Shift_JIS and write kanji,
            // which readers then give back as kanji. JSON (VDS-NC): plain bytes, as its issuers
            // write it, ask least of a reader.
            _ if !text.is_ascii() || text.starts_with(['{', '[']) => Self::Bytes,
            _ => Self::Shortest,
        }
    }
}

/// Whether `text` is one part of a SMART Health Card that was cut up, `shc:/1/3/…`: such codes are
/// read, but have not been written since December 2022.
pub(crate) fn is_chunk(text: &str) -> bool {
    let mut parts = text.strip_prefix(CARD).unwrap_or_default().splitn(3, '/');
    let counted = parts.by_ref().take(2).filter(|part| is_number(part));
    counted.count() == 2 && parts.next().is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The bits of the smallest symbol that holds `text` at this level, terminated and padded; `None`
/// if none does that such a text may take, or if it is never written.
pub(crate) fn bits(text: &str, level: EcLevel) -> Option<Bits> {
    bits_up_to(text, level, CARD_VERSION)
}

/// The same for a screen, where a card too long for its format's largest symbol takes a larger one.
pub(crate) fn screen_bits(text: &str, level: EcLevel) -> Option<Bits> {
    bits_up_to(text, level, ANY_VERSION)
}

fn bits_up_to(text: &str, level: EcLevel, largest_card: i16) -> Option<Bits> {
    if text.is_empty() || is_chunk(text) {
        return None;
    }
    match Form::of(text) {
        Form::Card(digits) => smallest(largest_card, level, |bits| {
            bits.push_byte_data(CARD.as_bytes()).ok()?;
            bits.push_numeric_data(digits.as_bytes()).ok()
        }),
        Form::Bytes => smallest(ANY_VERSION, level, |bits| {
            bits.push_byte_data(text.as_bytes()).ok()
        }),
        Form::Shortest => encode_auto(text.as_bytes(), level).ok(),
    }
}

fn smallest(largest: i16, level: EcLevel, write: impl Fn(&mut Bits) -> Option<()>) -> Option<Bits> {
    (1..=largest).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        write(&mut bits)?;
        bits.push_terminator(level).ok()?;
        Some(bits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment as a reader of the standard sees it: mode indicator and characters.
    type Segment = (usize, String);

    /// The segments of a symbol, by ISO/IEC 18004, table 2 and 3.
    fn segments(bits: Bits) -> Vec<Segment> {
        let (Version::Normal(version) | Version::Micro(version)) = bits.version();
        let bits: Vec<usize> = bits
            .into_bytes()
            .iter()
            .flat_map(|byte| (0..8).rev().map(move |at| usize::from(byte >> at & 1)))
            .collect();
        let mut at = 0;
        let mut take = |length: usize| {
            let part = &bits[at..at + length];
            at += length;
            part.iter().fold(0, |number, bit| number << 1 | bit)
        };
        let class = [9, 26].into_iter().filter(|last| version > *last).count();
        let mut segments = Vec::new();
        loop {
            let mode = take(4);
            let text = match mode {
                1 => {
                    let digits = take([10, 12, 14][class]);
                    let full = (0..digits / 3).map(|_| format!("{:03}", take(10)));
                    let mut text: String = full.collect();
                    match digits % 3 {
                        1 => text += &take(4).to_string(),
                        2 => text += &format!("{:02}", take(7)),
                        _ => {}
                    }
                    text
                }
                4 => {
                    let bytes = take([8, 16, 16][class]);
                    let bytes = (0..bytes).map(|_| take(8) as u8).collect();
                    String::from_utf8(bytes).expect("UTF-8")
                }
                _ => break,
            };
            segments.push((mode, text));
        }
        segments
    }

    /// A card whose JWS has this many characters.
    fn card(jws: usize) -> String {
        CARD.chars()
            .chain("5676290952432060346".chars().cycle().take(2 * jws))
            .collect()
    }

    #[test]
    fn a_health_card_is_bytes_and_a_number() {
        for (jws, level) in [(3, EcLevel::Q), (400, EcLevel::Q), (801, EcLevel::M)] {
            let text = card(jws);
            let written = segments(bits(&text, level).expect("fits"));
            assert_eq!(
                written,
                [(4, "shc:/".to_owned()), (1, text[5..].to_owned())]
            );
        }
    }

    #[test]
    fn a_health_card_ends_at_version_22() {
        // Characters of the JWS that the IG gives for each level.
        for (level, most) in [(EcLevel::L, 1195), (EcLevel::M, 927), (EcLevel::Q, 670)] {
            let fits = bits(&card(most), level).expect("fits");
            assert_eq!(fits.version(), Version::Normal(22));
            assert!(bits(&card(most + 1), level).is_none());
        }
    }

    #[test]
    fn json_and_names_are_one_segment_of_bytes() {
        for text in [r#"{"data":{"hdr":{"is":"AUS","v":1}}}"#, "学号 20260317"] {
            let written = segments(bits(text, EcLevel::M).expect("fits"));
            assert_eq!(written, [(4, text.to_owned())]);
        }
    }

    #[test]
    fn chunks_are_known() {
        for text in ["shc:/1/3/5676", "shc:/12/17/", "shc:/1/1/0/"] {
            assert!(is_chunk(text), "{text}");
        }
        for text in ["shc:/5676", "shc:/", "shc:/1/3", "shc:/a/3/5", "HC1:1/2/3"] {
            assert!(!is_chunk(text), "{text}");
        }
    }
}
