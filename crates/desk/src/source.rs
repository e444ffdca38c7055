//! A picture, a PDF or a text, and the codes in it, page by page.

use healthcode::{Format, shc};
use paper::read::{self, Gray, Kind, Pdf, ReadError};

use crate::home::is_backup;
use crate::problem::{Code, Problem};
use crate::trust;

/// Something that was dropped, pasted, chosen or named, open for reading.
pub struct Source {
    /// The file's name; empty for pasted content.
    pub name: String,
    content: Content,
}

enum Content {
    Pdf(Box<Pdf>),
    Picture(Vec<u8>),
    Pixels(Gray),
    Text(String),
}

/// Where a code was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file's name; `None` for a text that came without one.
    pub file: Option<String>,
    /// The page, from 1; pictures and texts have one.
    pub page: usize,
    /// Which code on the page, from 1.
    pub index: usize,
}

impl Source {
    /// Opens `bytes`, told apart by content, never by name.
    ///
    /// # Errors
    ///
    /// [`Problem`] for an encrypted or damaged PDF, for HEIC, for a list of keys ([`Code::TrustFile`]), for a backup
    /// ([`Code::BackupFile`]), and for what is neither picture, PDF nor text. A damaged picture is told when its page is
    /// read.
    pub fn open(name: &str, bytes: Vec<u8>) -> Result<Self, Problem> {
        if is_backup(&bytes) {
            return Err(Problem::new(Code::BackupFile, name));
        }
        let content = match read::kind(&bytes) {
            Kind::Pdf => Content::Pdf(Box::new(Pdf::open(bytes).map_err(|e| problem(e, name))?)),
            Kind::Png | Kind::Jpeg | Kind::WebP | Kind::Svg => Content::Picture(bytes),
            Kind::Heic => return Err(Problem::new(Code::Heic, name)),
            _ if trust::is_trust_file(&bytes) => return Err(Problem::new(Code::TrustFile, name)),
            Kind::Text if trust::is_list(&bytes) => {
                return Err(Problem::new(Code::TrustFile, name));
            }
            Kind::Text if says_picture(name) && texts(&text(&bytes)).is_empty() => {
                return Err(Problem::new(Code::Damaged, name));
            }
            Kind::Text => Content::Text(text(&bytes)),
            _ if says_picture(name) => return Err(Problem::new(Code::Damaged, name)),
            _ => return Err(Problem::new(Code::UnknownFile, name)),
        };
        Ok(Self {
            name: name.to_owned(),
            content,
        })
    }

    /// Opens a picture that lay in the clipboard as 8-bit red, green, blue and alpha.
    ///
    /// # Errors
    ///
    /// [`Code::TooLarge`] if it has more pixels than are safe, or `rgba` another length than its sides
    /// say.
    pub fn pixels(width: u32, height: u32, rgba: &[u8]) -> Result<Self, Problem> {
        let picture = Gray::from_rgba(width, height, rgba);
        Ok(Self {
            name: String::new(),
            content: Content::Pixels(picture.ok_or_else(|| Problem::new(Code::TooLarge, ""))?),
        })
    }

    /// How many pages there are; pictures and texts have one.
    pub fn pages(&self) -> usize {
        match &self.content {
            Content::Pdf(pdf) => pdf.pages(),
            Content::Picture(_) | Content::Pixels(_) | Content::Text(_) => 1,
        }
    }

    /// What is written in it, if it is a text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Pdf(_) | Content::Picture(_) | Content::Pixels(_) => None,
        }
    }

    /// The text of every code on a page (from 0), in reading order.
    ///
    /// # Errors
    ///
    /// [`Problem`] if the picture or the page cannot be drawn.
    pub fn page(&self, page: usize) -> Result<Vec<String>, Problem> {
        let found = match &self.content {
            Content::Text(text) => return Ok(texts(text)),
            Content::Pixels(picture) => read::codes(picture),
            Content::Picture(bytes) => {
                read::codes(&read::picture(bytes).map_err(|e| problem(e, &self.name))?)
            }
            Content::Pdf(pdf) => pdf.codes(page).map_err(|e| problem(e, &self.name))?.1,
        };
        Ok(found.into_iter().map(|code| code.text).collect())
    }
}

/// The codes in a text: one a line, or somewhere within a line.
///
/// A file of SMART Health Cards has as many as there are in it. Only a recognised beginning, or a long run of Base45, makes a code; prose has none.
pub fn texts(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{FEFF}');
    match Format::of(text.trim()) {
        Format::VdsNc => return healthcode::seals(text.trim()),
        Format::Shlink if text.trim().starts_with('{') => return vec![text.trim().to_owned()],
        _ => {}
    }
    if let Some(cards) = shc::cards(text) {
        return cards;
    }
    text.lines().filter_map(in_line).collect()
}

/// The code in one line. The ends are trimmed, except for spaces that Base45 counts.
fn in_line(line: &str) -> Option<String> {
    let line = line.trim_start().trim_end_matches(['\r', '\t']);
    if is_code(line) {
        return Some(without_stray_spaces(line).to_owned());
    }
    let begins = ["HC1:", "KC1:", "shc:/", "shlink:/"];
    let at = begins.iter().filter_map(|prefix| line.find(prefix)).min()?;
    let rest = &line[at..];
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || " $%*+-./:_=&?#".contains(c)))
        .unwrap_or(rest.len());
    Some(without_stray_spaces(&rest[..end]).to_owned())
}

fn is_code(line: &str) -> bool {
    Format::of(line) != Format::Other || healthcode::format::looks_like_hcert(line)
}

/// Base45 never leaves one character over: if it does, the spaces at the end came with the pasting.
fn without_stray_spaces(code: &str) -> &str {
    let trimmed = code.trim_end();
    match code.strip_prefix("HC1:") {
        Some(body) if body.len() % 3 != 1 => code,
        _ => trimmed,
    }
}

/// UTF-8 with or without a mark, or UTF-16 as Windows editors write it.
fn text(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| unit(*pair))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether the name promises what the bytes do not keep; only for choosing the better sentence.
fn says_picture(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|e| ["png", "jpg", "jpeg", "webp", "svg", "pdf"].contains(&e.as_str()))
}

fn problem(error: ReadError, name: &str) -> Problem {
    let code = match error {
        ReadError::Encrypted => Code::Encrypted,
        ReadError::Heic => Code::Heic,
        ReadError::TooLarge => Code::TooLarge,
        ReadError::NoSuchPage => Code::Closed,
        ReadError::Unsupported => Code::UnknownFile,
        _ => Code::Damaged,
    };
    Problem::new(code, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_texts() {
        let long = format!("HC1:{}", "A".repeat(120));
        for (text, codes) in [
            ("", vec![]),
            ("Dear parents, please bring the code.", vec![]),
            ("HC1:6BF", vec!["HC1:6BF"]),
            ("\u{FEFF}  HC1:6BF\r\nHC1:ABC\n", vec!["HC1:6BF", "HC1:ABC"]),
            ("我的码：HC1:6BF，请查", vec!["HC1:6BF"]),
            ("HC1:6BFAB  ", vec!["HC1:6BFAB"]),
            ("HC1:6BFA ", vec!["HC1:6BFA "]),
            ("HL0:6BF", vec![]),
            ("shc:/567629", vec!["shc:/567629"]),
        ] {
            assert_eq!(texts(text), codes, "{text:?}");
        }
        assert_eq!(texts(&long), [long.as_str()]);
        assert_eq!(texts(&long[4..]), [&long[4..]]);
    }

    #[test]
    fn texts_of_windows() {
        let bytes: Vec<u8> = "\u{FEFF}HC1:6BF"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(texts(&text(&bytes)), ["HC1:6BF"]);
    }
}
