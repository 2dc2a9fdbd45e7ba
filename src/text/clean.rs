//! Untrusted text made safe to draw or print: what can not be seen becomes a visible mark.
//!
//! Dropping such characters would hide an attack, and keeping them lets the text move the cursor,
//! set the clipboard or show another order of letters than the file has. Knows nothing of screens:
//! every text from a file goes through here before it is drawn or printed.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::char::is_combining_mark;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr};

/// How many accents may stand on one letter; real writing needs at most three.
const MOST_MARKS: usize = 3;

/// Returns the text as one safe line: hidden characters as `<U+200B>`, a line end as `␤`, a tab as
/// a space.
///
/// Cleaning what is clean changes nothing.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    cleaned(text, "␤")
}

/// Returns the text with hidden characters as visible marks, its lines kept (each ends in `\n`).
#[must_use]
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    cleaned(text, "\n")
}

/// Tells that [`clean`] would change nothing.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    if text.is_ascii() {
        return text.bytes().all(|b| matches!(b, b' '..=b'~'));
    }
    Look::at(text).all(|(_, _, seen)| seen == Seen::Plain)
}

/// Returns the place (byte offset) and the character of all that is there and can not be seen. Line
/// ends and tabs are not hidden; of a pile of accents the first one too many is named.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut in_pile = false;
    Look::at(text).filter_map(move |(at, c, seen)| {
        let first_of_pile = seen == Seen::Pile && !in_pile;
        in_pile = seen == Seen::Pile;
        (seen == Seen::Hidden || first_of_pile).then_some((at, c))
    })
}

/// Returns the mark that stands for a hidden character: `<ESC>`, `<U+200B>`.
#[must_use]
pub fn mark(c: char) -> String {
    match c {
        '\u{1b}' => "<ESC>".to_owned(),
        c => format!("<U+{:04X}>", u32::from(c)),
    }
}

fn cleaned<'a>(text: &'a str, line_end: &str) -> Cow<'a, str> {
    let fine = |b: u8| matches!(b, b' '..=b'~') || (b == b'\n' && line_end == "\n");
    if text.bytes().all(fine) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut pile = 0_usize;
    for (_, c, seen) in Look::at(text) {
        if seen != Seen::Pile {
            end_pile(&mut out, &mut pile);
        }
        match seen {
            Seen::Plain => out.push(c),
            Seen::Tab => out.push(' '),
            Seen::LineEnd => out.push_str(line_end),
            Seen::Hidden => out.push_str(&mark(c)),
            Seen::Pile => pile += 1,
            Seen::HalfLineEnd => {}
        }
    }
    end_pile(&mut out, &mut pile);
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

fn end_pile(out: &mut String, pile: &mut usize) {
    match std::mem::take(pile) {
        0 => {}
        1 => out.push_str("<+1 mark>"),
        // Writing to a string can not fail.
        n => drop(write!(out, "<+{n} marks>")),
    }
}

/// What a reader would see of one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Plain,
    Tab,
    LineEnd,
    /// The CR of a CR LF, which is one line end.
    HalfLineEnd,
    Hidden,
    /// An accent too many on one letter.
    Pile,
}

/// Looks at each character in its context.
struct Look<'a> {
    chars: Peekable<CharIndices<'a>>,
    /// The character before, if it is shown as it is.
    previous: Option<char>,
    /// How many accents stand on the present letter.
    marks: usize,
}

impl<'a> Look<'a> {
    fn at(text: &'a str) -> Self {
        Self {
            chars: text.char_indices().peekable(),
            previous: None,
            marks: 0,
        }
    }

    fn judge(&mut self, c: char) -> Seen {
        let next = self.chars.peek().map(|&(_, next)| next);
        match c {
            ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => Seen::Plain,
            '\t' => Seen::Tab,
            '\n' => Seen::LineEnd,
            '\r' if next == Some('\n') => Seen::HalfLineEnd,
            // Persian and the scripts of India spell with these two; there they are no trick.
            '\u{200c}' | '\u{200d}' if joins(self.previous) && joins_letter(next) => Seen::Plain,
            // Between two pictures it makes one of them: an astronaut of a woman and a rocket.
            '\u{200d}'
                if self.previous.is_some_and(ends_picture) && next.is_some_and(is_picture) =>
            {
                Seen::Plain
            }
            '\u{fe0e}' | '\u{fe0f}' if self.previous.is_some_and(is_emoji) => Seen::Plain,
            c if is_hidden(c) => Seen::Hidden,
            c if is_mark(c) && self.marks >= MOST_MARKS => Seen::Pile,
            _ => Seen::Plain,
        }
    }
}

impl Iterator for Look<'_> {
    type Item = (usize, char, Seen);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, c) = self.chars.next()?;
        let seen = self.judge(c);
        self.marks = match seen {
            Seen::Plain if is_mark(c) => self.marks + 1,
            Seen::Pile => self.marks,
            _ => 0,
        };
        self.previous = (seen == Seen::Plain).then_some(c);
        Some((at, c, seen))
    }
}

/// Characters without a shape of their own: controls, bidi controls (CVE-2021-42574), zero width,
/// fillers, variation selectors, tags, line and paragraph separators.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Something drawn on the letter before: an accent, or any other character without width.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && (is_combining_mark(c) || c.width() == Some(0))
}

/// Arabic, Syriac and the scripts of India, whose letters join.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{620}'..='\u{7ff}' | '\u{8a0}'..='\u{dff}'))
}

fn joins_letter(c: Option<char>) -> bool {
    joins(c) && !c.is_some_and(|c| is_mark(c) || is_hidden(c))
}

/// A picture of its own; letters of flags and tones of skin are none.
fn is_picture(c: char) -> bool {
    is_emoji(c) && !matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// The last character of a picture, which may have a tone of skin or be asked for in colour.
fn ends_picture(c: char) -> bool {
    is_picture(c) || matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// A character that a variation selector turns into a picture, or that is one without; digits are left
/// out.
fn is_emoji(c: char) -> bool {
    let mut buffer = [0; 8];
    let len = c.encode_utf8(&mut buffer).len();
    '\u{fe0f}'.encode_utf8(&mut buffer[len..]);
    let picture = std::str::from_utf8(&buffer[..len + 3]).map_or(0, UnicodeWidthStr::width);
    !c.is_ascii()
        && (matches!(c, '\u{1f000}'..='\u{1faff}')
            || (picture == 2 && (c.width() == Some(1) || is_wide_picture(c))))
}

/// Older pictures that are wide by themselves; brackets and the signs of the I Ching, wide too, are none.
fn is_wide_picture(c: char) -> bool {
    matches!(c, '\u{231a}'..='\u{2bff}')
        && c.width() == Some(2)
        && !matches!(c, '\u{2329}' | '\u{232a}' | '\u{2630}'..='\u{2637}' | '\u{268a}'..='\u{268f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_text_becomes_visible() {
        for (hostile, shown) in [
            ("\u{1b}]0;PWNED\u{7}", "<ESC>]0;PWNED<U+0007>"),
            (
                "\u{1b}]8;;http://evil\u{1b}\\x",
                "<ESC>]8;;http://evil<ESC>\\x",
            ),
            ("\u{1b}]52;c;cm0gLXJm\u{1b}\\", "<ESC>]52;c;cm0gLXJm<ESC>\\"),
            ("a\u{1b}[2Jb", "a<ESC>[2Jb"),
            ("\u{9b}6n", "<U+009B>6n"),
            ("end\u{1b}", "end<ESC>"),
            ("x\u{202e}txt.exe", "x<U+202E>txt.exe"),
            ("flag\u{e0041}", "flag<U+E0041>"),
            ("pay\u{200b}pal", "pay<U+200B>pal"),
            ("co\u{ad}op", "co<U+00AD>op"),
            ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
            ("over\rwrite", "over<U+000D>write"),
            ("a\u{fe0f}", "a<U+FE0F>"),
            ("👩\u{200d}", "👩<U+200D>"),
            ("\u{200d}🚀", "<U+200D>🚀"),
            ("a\u{200d}🚀", "a<U+200D>🚀"),
            ("👩\u{200d}\u{200d}🚀", "👩<U+200D><U+200D>🚀"),
            ("🇩\u{200d}🇪", "🇩<U+200D>🇪"),
            ("👍\u{200d}🏽", "👍<U+200D>🏽"),
            ("1\u{200d}2", "1<U+200D>2"),
            ("〈\u{fe0f}", "〈<U+FE0F>"),
            ("nul\0", "nul<U+0000>"),
            ("del\u{7f}", "del<U+007F>"),
        ] {
            assert_eq!(clean(hostile), shown);
            assert!(!is_clean(hostile), "{shown}");
            assert!(hidden(hostile).count() >= 1, "{shown}");
        }
    }

    #[test]
    fn honest_text_stays_whole() {
        for text in [
            "plain",
            "Ștefan naïve “curly” — £53.9bn …",
            "e\u{301}a\u{308}\u{304}",
            "السلام عليكم",
            "שָׁלוֹם",
            "می\u{200c}خواهم",
            "हिन्दी क्\u{200d}ष",
            "漢字 한국어",
            "❤\u{fe0f} 🇩🇪 👍🏽 ⭐\u{fe0f}",
            "👩\u{200d}🚀 👩🏽\u{200d}🚀 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 👩\u{200d}⚕\u{fe0f} 🐈\u{200d}⬛",
        ] {
            assert!(
                matches!(clean(text), Cow::Borrowed(same) if same == text),
                "{text}"
            );
            assert!(is_clean(text), "{text}");
            assert_eq!(hidden(text).next(), None, "{text}");
        }
    }

    #[test]
    fn a_thousand_accents_become_three_and_a_count() {
        let pile = format!("e{}!", "\u{301}".repeat(1000));
        assert_eq!(clean(&pile), "e\u{301}\u{301}\u{301}<+997 marks>!");
        assert_eq!(hidden(&pile).collect::<Vec<_>>(), [(7, '\u{301}')]);
    }

    #[test]
    fn lines_are_shown_or_kept() {
        assert_eq!(clean("a\nb\r\nc\td"), "a␤b␤c d");
        assert_eq!(clean_lines("a\nb\r\nc\td\u{1b}"), "a\nb\nc d<ESC>");
        assert!(matches!(clean_lines("a\nb\n"), Cow::Borrowed(_)));
        assert_eq!(hidden("a\nb\r\nc\td").next(), None);
        assert_eq!(
            hidden("a\u{200b}b\u{7}").collect::<Vec<_>>(),
            [(1, '\u{200b}'), (5, '\u{7}')]
        );
    }

    /// Any text, with many more of the dangerous characters than chance would give.
    fn nasty() -> impl Strategy<Value = String> {
        let bad = prop::sample::select(
            "\u{1b}\u{7}\r\n\t\u{9b}\u{200b}\u{200c}\u{200d}\u{202e}\u{fe0f}\u{301}\u{1160}\u{11a8}یक्❤👩🏽⭐1<>"
                .chars()
                .collect::<Vec<_>>(),
        );
        prop::collection::vec(prop_oneof![bad, any::<char>()], 0..40)
            .prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in nasty()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            prop_assert!(is_clean(&once));
            prop_assert_eq!(is_clean(&text), once == text);
            let lines = clean_lines(&text).into_owned();
            prop_assert_eq!(clean_lines(&lines), lines.as_str());
        }

        #[test]
        fn nothing_forbidden_remains(text in nasty()) {
            let shown = clean(&text);
            let forbidden = |c: char| c.is_control() || matches!(c,
                '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
            prop_assert!(!shown.chars().any(forbidden), "{:?}", shown);
            prop_assert!(!clean_lines(&text).chars().any(|c| c != '\n' && forbidden(c)));
        }
    }
}
