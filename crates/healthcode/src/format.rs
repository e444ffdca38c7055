//! Which format a text is in, told by its first characters.

use crate::{base45, json, shc};

/// The formats of health codes, and what looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `HC1:` (HCERT: EU DCC, WHO).
    Hc1,
    /// `KC1:`, our own.
    Kc1,
    /// Anything else.
    Other,
    /// `shc:/`, or a compact JWS (SMART Health Cards).
    Shc,
    /// `shlink:/` (SMART Health Links).
    Shlink,
    /// JSON with an ICAO header (VDS-NC).
    VdsNc,
}

impl Format {
    /// Tells the format of `text`.
    pub fn of(text: &str) -> Self {
        if is_hcert_context(text) && text.starts_with("HC") {
            Self::Hc1
        } else if text.starts_with("KC1:") {
            Self::Kc1
        } else if text.starts_with("shc:/") || shc::looks_like_jws(text) {
            Self::Shc
        } else if text.starts_with("shlink:/")
            || (text.starts_with("https://") && text.contains("#shlink:/"))
            || is_link_content(text)
        {
            Self::Shlink
        } else if is_seal(text) {
            Self::VdsNc
        } else {
            Self::Other
        }
    }

    /// The format's short name, as the command line writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hc1 => "hc1",
            Self::Kc1 => "kc1",
            Self::Other => "other",
            Self::Shc => "shc",
            Self::Shlink => "shlink",
            Self::VdsNc => "vds-nc",
        }
    }
}

/// Whether `text` is shaped like an HCERT whose context (`HC1:`) is missing or another one: three
/// letters or digits and a colon, or nothing at all, before a long run of Base45.
pub fn looks_like_hcert(text: &str) -> bool {
    let rest = if is_hcert_context(text) {
        &text[4..]
    } else {
        text
    };
    rest.len() >= 100 && base45::is_alphabet(rest) && !rest.bytes().all(|c| c.is_ascii_digit())
}

/// What stands inside a link: an address and a key of 43 characters (SMART Health Links, "Construct a
/// SMART Health Link Payload").
fn is_link_content(text: &str) -> bool {
    let short = text.starts_with('{') && text.len() < 4096 && text.contains("\"key\"");
    let content = short.then(|| json::read(text.as_bytes()).ok()).flatten();
    content.is_some_and(|content| {
        let says = |member: &str| content.get(member).and_then(|v| v.as_str());
        says("url").is_some() && says("key").is_some_and(|key| key.len() == 43)
    })
}

/// JSON with a member of a seal. Told by members, not by the word ICAO, which stands in others too.
fn is_seal(text: &str) -> bool {
    text.trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with(['{', '['])
        && ["\"icao.", "\"sigvl\"", "\"hdr\""]
            .iter()
            .any(|member| text.contains(member))
}

fn is_hcert_context(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c, b':', ..]
        if [a, b, c].iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (text, format) in [
            ("HC1:6BF", Format::Hc1),
            ("HC2:6BF", Format::Hc1),
            ("HL0:6BF", Format::Other),
            ("hc1:6BF", Format::Other),
            ("KC1:X", Format::Kc1),
            ("shc:/5676", Format::Shc),
            ("eyJ6aXAiOiJERUYifQ.3ZJ.abc", Format::Shc),
            ("eye.of.the tiger", Format::Other),
            ("https://viewer.example#shlink:/ey", Format::Shlink),
            ("{\"data\":{\"hdr\":{\"t\":\"icao.test\"}}}", Format::VdsNc),
            ("https://example.org", Format::Other),
            ("", Format::Other),
            ("码", Format::Other),
            // Four bytes, and no character begins at the fourth.
            ("ӚӚ", Format::Other),
        ] {
            assert_eq!(Format::of(text), format, "{text}");
        }
        assert!(looks_like_hcert(&format!("HL0:{}", "A".repeat(120))));
        assert!(looks_like_hcert(&"A".repeat(120)));
        assert!(!looks_like_hcert("HELLO WORLD"));
    }
}
