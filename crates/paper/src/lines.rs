//! Text to lines: where a line may break.

use std::borrow::Cow;

use crate::typeface::{Fonts, Weight};

/// Lines of a text. A line that ended at a space still has it: nobody sees it, and whoever copies or listens gets words.
pub(crate) struct Lines {
    pub(crate) lines: Vec<String>,
    /// A word had to be cut because it is wider than the line.
    pub(crate) cut: bool,
}

/// Breaks `text` into lines of at most `width` em. Han characters may part anywhere but before
/// closing and after opening punctuation; words part at spaces and after hyphens. What does not fit
/// on one line parts first at [`LANGUAGES`].
pub(crate) fn lines(fonts: &Fonts, weight: Weight, text: &str, width: f32) -> Lines {
    let text = apostrophes(text);
    let mut done = Lines {
        lines: Vec::new(),
        cut: false,
    };
    if fonts.width(weight, &text) <= width {
        flush(&mut done, &mut text.into_owned());
        return done;
    }
    for part in text.split(LANGUAGES) {
        if let Some(last) = done.lines.last_mut().filter(|last| !last.ends_with(' ')) {
            last.push(' ');
        }
        fill(&mut done, fonts, weight, part, width);
    }
    done
}

/// An ideographic space stands between two languages of one text.
const LANGUAGES: char = '\u{3000}';

fn fill(done: &mut Lines, fonts: &Fonts, weight: Weight, text: &str, width: f32) {
    let (mut line, mut filled) = (String::new(), 0.0_f32);
    for piece in pieces(text) {
        // A space at the end of a line hangs over.
        let own = fonts.width(weight, piece.trim_end());
        if filled + own > width {
            flush(done, &mut line);
            filled = 0.0;
        }
        if own <= width {
            // Joined letters are narrower than the same letters alone.
            line.push_str(piece);
            filled += own + fonts.width(weight, &piece[piece.trim_end().len()..]);
            continue;
        }
        for character in piece.chars() {
            let advance = fonts.advance(weight, character);
            if filled + advance > width && character != ' ' && !line.is_empty() {
                done.cut = true;
                flush(done, &mut line);
                filled = 0.0;
            }
            line.push(character);
            filled += advance;
        }
    }
    flush(done, &mut line);
}

/// Chinese fonts draw U+2019 as wide as a Han character, which tears d’Ana apart; between letters
/// of other scripts it is set as the plain apostrophe.
fn apostrophes(text: &str) -> Cow<'_, str> {
    if !text.contains('’') {
        return text.into();
    }
    let letter = |c: Option<&char>| c.is_some_and(|c| c.is_alphabetic() && !is_han(*c));
    let all: Vec<char> = text.chars().collect();
    let set = |(at, c): (usize, &char)| {
        let between = *c == '’' && at > 0 && letter(all.get(at - 1)) && letter(all.get(at + 1));
        if between { '\'' } else { *c }
    };
    all.iter().enumerate().map(set).collect::<String>().into()
}

fn flush(done: &mut Lines, line: &mut String) {
    let full = std::mem::take(line);
    let trimmed = full.trim();
    if !trimmed.is_empty() {
        let space = if full.ends_with(' ') { " " } else { "" };
        done.lines.push(format!("{trimmed}{space}"));
    }
}

/// The smallest parts between which a line may end.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut ends: Vec<usize> = text
        .char_indices()
        .zip(text.char_indices().skip(1))
        .filter(|((_, before), (_, after))| may_break(*before, *after))
        .map(|(_, (at, _))| at)
        .collect();
    ends.push(text.len());
    ends.into_iter().map(move |end| {
        let piece = &text[start..end];
        start = end;
        piece
    })
}

fn may_break(before: char, after: char) -> bool {
    if after == ' ' || OPENING.contains(before) || CLOSING.contains(after) {
        return false;
    }
    matches!(before, ' ' | '-' | '/' | '<') || is_han(before) || is_han(after)
}

/// No line starts with these (GB/T 15834-2011, 5.1).
const CLOSING: &str = "，。、；：？！）》」』】〕”’…—·,.;:?!)]}%";
/// No line ends with these.
const OPENING: &str = "（《「『【〔“‘([{";

/// Scripts written without spaces: Han, kana, CJK punctuation, full-width forms.
fn is_han(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        pieces(text).collect()
    }

    #[test]
    fn words_stay_whole_and_han_parts() {
        assert_eq!(parts("Muster-Mann Erika"), ["Muster-", "Mann ", "Erika"]);
        assert_eq!(parts("欧阳小满"), ["欧", "阳", "小", "满"]);
        assert_eq!(parts("到 2027年1月"), ["到 ", "2027", "年", "1", "月"]);
    }

    #[test]
    fn apostrophes_between_letters_are_narrow() {
        assert_eq!(apostrophes("de Sant’Ana"), "de Sant'Ana");
        assert_eq!(apostrophes("‘引’文"), "‘引’文");
    }

    #[test]
    fn punctuation_stays_with_its_text() {
        assert_eq!(parts("好，（见）"), ["好，", "（见）"]);
        assert_eq!(parts("阿·布"), ["阿·", "布"]);
        assert_eq!(parts(""), [""]);
    }
}
