//! What a file is, by its content and never by its name.

/// The kinds of file that somebody drops into the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// `%PDF-` within the first 1,024 bytes, as readers accept it (ISO 32000-2, annex I.2).
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// WebP picture.
    WebP,
    /// SVG picture: XML, plain and in UTF-8, whose first element is `svg`.
    Svg,
    /// HEIC, HEIF or AVIF picture: known, but not read.
    Heic,
    /// GIF picture: known, but not read.
    Gif,
    /// UTF-8 (or UTF-16 with a mark) without control characters.
    Text,
    /// Anything else, and the empty file.
    Unknown,
}

/// Tells the kind of a file from its bytes.
pub fn kind(bytes: &[u8]) -> Kind {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let at = |from: usize, magic: &[u8]| bytes.get(from..from + magic.len()) == Some(magic);
    if starts(b"\x89PNG\r\n\x1a\n") {
        Kind::Png
    } else if starts(b"\xff\xd8\xff") {
        Kind::Jpeg
    } else if starts(b"RIFF") && at(8, b"WEBP") {
        Kind::WebP
    } else if starts(b"GIF8") {
        Kind::Gif
    } else if at(4, b"ftyp") && HEIF_BRANDS.iter().any(|brand| at(8, *brand)) {
        Kind::Heic
    } else if bytes[..bytes.len().min(PDF_HEADER)]
        .windows(5)
        .any(|five| five == b"%PDF-")
    {
        Kind::Pdf
    } else if is_svg(bytes) {
        Kind::Svg
    } else if is_text(bytes) {
        Kind::Text
    } else {
        Kind::Unknown
    }
}

/// Readers look for the header in the first 1,024 bytes.
const PDF_HEADER: usize = 1024;

/// Major brands of ISO/IEC 23008-12 (HEIF) and AVIF.
const HEIF_BRANDS: [&[u8; 4]; 8] = [
    b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif",
];

/// A declaration, comments and the like may stand before the first element.
const SVG_HEADER: usize = 4096;

fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(SVG_HEADER)]);
    let mut rest = start.trim_start_matches('\u{feff}').trim_start();
    while let Some(end) = [("<?", "?>"), ("<!--", "-->"), ("<!", ">")]
        .into_iter()
        .find_map(|(open, close)| rest.starts_with(open).then_some(close))
    {
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || c == '>').next();
    name.is_some_and(|name| name == "svg" || name.ends_with(":svg"))
}

fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return bytes.len().is_multiple_of(2);
    }
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    !bytes.is_empty() && std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_by_content() {
        let cases: [(&[u8], Kind); 15] = [
            (b"\x89PNG\r\n\x1a\n....", Kind::Png),
            (b"\xff\xd8\xff\xe0", Kind::Jpeg),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::WebP),
            (b"RIFF\0\0\0\0WAVE", Kind::Unknown),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Kind::Heic),
            (b"GIF89a", Kind::Gif),
            (b"\n\n%PDF-1.7\n", Kind::Pdf),
            ("HC1:中文\n".as_bytes(), Kind::Text),
            (b"\xff\xfeH\0C\0", Kind::Text),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Kind::Svg),
            (
                b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b -->\n<!DOCTYPE svg>\n<s:svg>",
                Kind::Svg,
            ),
            (b"<html><svg></svg></html>", Kind::Text),
            (b"<!-- <svg> shc:/567", Kind::Text),
            (b"\0\x01", Kind::Unknown),
            (b"", Kind::Unknown),
        ];
        for (bytes, expected) in cases {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }
}
