//! A captured text, ready to be searched: one Unicode form, one space between words, and the way
//! back to the text as it was captured.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::anchor::Index;

/// A captured text.
#[derive(Debug)]
pub struct SourceText {
    original: String,
    /// Where each line of the original begins in it.
    starts: Vec<usize>,
    /// White space is one space each, and the form is NFC.
    text: String,
    /// Where each line of the original begins in `text`.
    lines: Vec<usize>,
    /// Where each paragraph (after an empty line) begins in `text`.
    paragraphs: Vec<usize>,
    /// The stretches of the original that stand in `text`, in order.
    runs: Vec<Run>,
    /// Made when a quote is first sought that does not stand here.
    index: OnceLock<Index>,
}

/// A stretch of the original: words one space apart that stand in the text letter for letter, or one
/// word in another Unicode form.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the text.
    at: u32,
    /// Where it begins in the original.
    original: u32,
    /// Its length in the original.
    len: u32,
    /// It stands there letter for letter.
    same: bool,
}

impl SourceText {
    /// Returns a text made ready; bytes beyond four gigabytes are of no line.
    #[must_use]
    pub fn new(original: impl Into<String>) -> Self {
        let original = original.into();
        let mut source = Self {
            starts: Vec::new(),
            text: String::with_capacity(original.len()),
            lines: Vec::new(),
            paragraphs: vec![0],
            runs: Vec::new(),
            index: OnceLock::new(),
            original: String::new(),
        };
        let mut at = 0;
        let mut empty_before = false;
        for line in original.split('\n') {
            source.starts.push(at);
            let empty = source.push_line(line, at, empty_before);
            empty_before = empty;
            at += line.len() + 1;
        }
        source.original = original;
        source
    }

    /// Takes a line in; tells that it is blank.
    fn push_line(&mut self, line: &str, at: usize, empty_before: bool) -> bool {
        if is_plain(line) {
            return self.push_plain(line, at, empty_before);
        }
        let mut words = line.split_whitespace().peekable();
        let empty = words.peek().is_none();
        if !empty && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push(self.text.len());
        if empty_before && !empty {
            self.paragraphs.push(self.text.len());
        }
        let begin = line.as_ptr() as usize;
        let mut first = true;
        for word in words {
            if !first {
                self.text.push(' ');
            }
            first = false;
            let inside = word.as_ptr() as usize - begin;
            let form = composed(word);
            self.runs.push(Run {
                at: small(self.text.len()),
                original: small(at + inside),
                len: small(word.len()),
                same: form == word,
            });
            self.text.push_str(&form);
        }
        empty
    }

    /// Takes in a line that stands in the text as it is: most do, and nothing of it need be looked at.
    fn push_plain(&mut self, line: &str, at: usize, empty_before: bool) -> bool {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.lines.push(self.text.len());
        if empty_before {
            self.paragraphs.push(self.text.len());
        }
        self.runs.push(Run {
            at: small(self.text.len()),
            original: small(at),
            len: small(line.len()),
            same: true,
        });
        self.text.push_str(line);
        false
    }

    /// Returns the text as it was captured.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Returns the number of lines; a line end at the end of the text begins none.
    #[must_use]
    pub fn line_count(&self) -> usize {
        let last = self.starts.last().copied().unwrap_or(0);
        self.starts.len() - usize::from(last == self.original.len() && last > 0)
    }

    /// Returns a line of the original, 1-based, without its end.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<&str> {
        let line = &self.original[self.line_range(number)?];
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// Returns where a line, 1-based, stands in the original.
    #[must_use]
    pub fn line_range(&self, number: usize) -> Option<Range<usize>> {
        if number > self.line_count() {
            return None;
        }
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self
            .starts
            .get(number)
            .map_or(self.original.len(), |&next| next - 1);
        Some(start..end)
    }

    /// Returns the 1-based line of a byte of the original.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte)
    }

    /// Returns the text that is searched.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns where a line, 1-based, stands in the text that is searched; an empty one nowhere.
    pub(super) fn searched_line(&self, number: u32) -> Option<Range<usize>> {
        let at = (number as usize).checked_sub(1)?;
        let start = *self.lines.get(at)?;
        let end = self.lines.get(at + 1).copied().unwrap_or(self.text.len());
        (start < end).then_some(start..end)
    }

    /// Returns the words of the text, for quotes that do not stand in it.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }

    /// Returns where the line and the paragraph of a place begin, in the text that is searched.
    pub(super) fn begins(&self, at: usize) -> [usize; 2] {
        [&self.lines, &self.paragraphs].map(|starts| {
            let n = starts.partition_point(|&start| start <= at);
            starts.get(n.saturating_sub(1)).copied().unwrap_or(0)
        })
    }

    /// Returns the 1-based line of a place in the text that is searched.
    pub(super) fn line_of(&self, at: usize) -> u32 {
        // Empty lines share their beginning with the next one: the last that begins here counts.
        small(self.lines.partition_point(|&start| start <= at))
    }

    /// Returns a place of the text that is searched as a place of the original.
    ///
    /// Inside a word that was written in another Unicode form, the place is that of the whole word.
    pub(super) fn in_original(&self, place: &Range<usize>) -> Range<usize> {
        let start = self.back(place.start, false);
        start..self.back(place.end, true).max(start)
    }

    fn back(&self, at: usize, end: bool) -> usize {
        let before = |run: &Run| (run.at as usize) < at || !end && run.at as usize == at;
        let n = self.runs.partition_point(before).saturating_sub(1);
        let Some(run) = self.runs.get(n) else {
            return 0;
        };
        let inside = at.saturating_sub(run.at as usize);
        let inside = match (run.same, end) {
            (true, _) => inside.min(run.len as usize),
            (false, true) => run.len as usize,
            (false, false) => 0,
        };
        run.original as usize + inside
    }
}

/// Tells that a line stands in the text as it is: words one space apart, in the one Unicode form.
fn is_plain(line: &str) -> bool {
    if line.is_ascii() {
        let mut before = b' ';
        let plain = line.bytes().all(|b| {
            let good = b > b' ' && b < 0x7f || b == b' ' && before != b' ';
            before = b;
            good
        });
        return plain && before != b' ';
    }
    let mut before = ' ';
    let plain = line.chars().all(|c| {
        // Letters with their accents, and the usual marks and dashes: composed, and no space.
        let good = matches!(c, '!'..='~' | '\u{a1}'..='\u{2ff}' | '\u{2010}'..='\u{2027}')
            || c == ' ' && before != ' ';
        before = c;
        good
    });
    plain && before != ' '
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns a word in NFC.
fn composed(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || is_nfc_quick(word.chars()) == IsNormalized::Yes {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.nfc().collect())
    }
}

/// Returns a text in one Unicode form, with one space between words.
#[must_use]
pub(super) fn alike(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&composed(word));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_file() {
        let source = SourceText::new("Title\r\n\r\none  two\nthree\n");
        assert_eq!(source.text(), "Title one two three");
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.line(1), Some("Title"));
        assert_eq!(source.line(3), Some("one  two"));
        assert_eq!(source.line(5), None);
        assert_eq!(source.line(0), None);
        assert_eq!([0, 6, 10, 14].map(|at| source.line_of(at)), [1, 3, 3, 4]);
        assert_eq!(SourceText::new("").line_count(), 1);
        assert_eq!(SourceText::new("a").line(1), Some("a"));
    }

    #[test]
    fn a_place_is_found_again_in_the_original() {
        let source = SourceText::new(" a\u{a0}\n\ncafe\u{301}s  and\tmore\n");
        let text = source.text().to_owned();
        let back = |words: &str| {
            let at = text.find(words).unwrap();
            &source.original()[source.in_original(&(at..at + words.len()))]
        };
        assert_eq!(back("a café"), "a\u{a0}\n\ncafe\u{301}s");
        assert_eq!(back("cafés and more"), "cafe\u{301}s  and\tmore");
        assert_eq!(back("nd mo"), "nd\tmo");
        assert_eq!(back("and"), "and");
    }

    #[test]
    fn lines_that_stand_as_they_are_give_the_same_text_as_word_by_word() {
        for (line, plain) in [
            ("one two", true),
            ("“Größe” — naïve, 5 €", false),
            ("“Größe” — naïve", true),
            ("one  two", false),
            (" one", false),
            ("one ", false),
            ("one\ttwo", false),
            ("one\u{a0}two", false),
            ("cafe\u{301}", false),
            ("", false),
        ] {
            assert_eq!(is_plain(line), plain, "{line:?}");
            let source = SourceText::new(format!("a\n{line}\n\u{a0}b"));
            let words: Vec<String> = format!("a {line} b")
                .split_whitespace()
                .map(|word| word.nfc().collect())
                .collect();
            assert_eq!(source.text(), words.join(" "), "{line:?}");
        }
    }
}
