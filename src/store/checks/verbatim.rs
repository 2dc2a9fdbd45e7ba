//! Where a quote stands in its captured text, word for word.
//!
//! Only Unicode form (NFC) and white space are made alike: other marks, dashes or capitals are
//! other text. Knows nothing of claims.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

/// A captured text, ready to be searched.
pub(super) struct Source {
    /// White space is one space each.
    text: String,
    /// Where each line of the file begins in `text`.
    lines: Vec<usize>,
    /// Where each paragraph (after an empty line) begins in `text`.
    paragraphs: Vec<usize>,
}

impl Source {
    pub(super) fn new(original: &str) -> Self {
        let mut source = Self {
            text: String::with_capacity(original.len()),
            lines: Vec::new(),
            paragraphs: vec![0],
        };
        let mut empty_before = false;
        for line in original.split('\n') {
            let line = alike(line);
            if !line.is_empty() && !source.text.is_empty() {
                source.text.push(' ');
            }
            source.lines.push(source.text.len());
            if empty_before && !line.is_empty() {
                source.paragraphs.push(source.text.len());
            }
            empty_before = line.is_empty();
            source.text.push_str(&line);
        }
        source
    }

    /// Returns every place where the quote stands. It is sought letter for letter; only when that
    /// finds nothing, brackets in it are read as words left out or put in.
    pub(super) fn places(&self, quote: &str) -> Vec<Range<usize>> {
        let wanted = alike(quote);
        if wanted.is_empty() {
            return Vec::new();
        }
        let found: Vec<_> = self
            .text
            .match_indices(&wanted)
            .map(|(at, _)| at..at + wanted.len())
            .collect();
        if !found.is_empty() {
            return found;
        }
        self.pieces(&wanted).into_iter().collect()
    }

    /// The parts of a quote outside brackets, one after the other.
    fn pieces(&self, wanted: &str) -> Option<Range<usize>> {
        let pieces = outside_brackets(wanted);
        if pieces.len() < 2 {
            return None;
        }
        let mut place: Option<Range<usize>> = None;
        for piece in pieces {
            let from = place.as_ref().map_or(0, |place| place.end);
            let at = from + self.text.get(from..)?.find(piece)?;
            let start = place.map_or(at, |place| place.start);
            place = Some(start..at + piece.len());
        }
        place
    }

    /// Returns the 1-based line of a place.
    pub(super) fn line_of(&self, at: usize) -> usize {
        // Empty lines share their beginning with the next one: the last that begins here counts.
        self.lines.partition_point(|&start| start <= at)
    }

    /// Tells that both ends of a place stand in quote marks.
    pub(super) fn in_marks(&self, place: &Range<usize>) -> bool {
        let last = self.text[..place.end].chars().next_back();
        let last = place.end - last.map_or(0, char::len_utf8);
        self.is_open_at(place.start) && (self.is_open_at(last) || closes(last, &self.text))
    }

    /// Tells that a mark is open here, counted from the beginning of the line or of the paragraph: a
    /// text may be one line a paragraph, or wrapped.
    fn is_open_at(&self, at: usize) -> bool {
        let begin = |starts: &[usize]| {
            let n = starts.partition_point(|&start| start <= at);
            starts.get(n.saturating_sub(1)).copied().unwrap_or(0)
        };
        let mark_itself = self.text[at..].chars().next().is_some_and(is_opening);
        mark_itself
            || is_open(&self.text[begin(&self.lines)..at])
            || is_open(&self.text[begin(&self.paragraphs)..at])
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '"' | '「' | '‘')
}

/// The quote may take its own closing mark with it.
fn closes(at: usize, text: &str) -> bool {
    text[at..]
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '”' | '»' | '"' | '」' | '’'))
}

/// Tells that a quotation was opened and not closed. A single closing mark between letters is an
/// apostrophe.
fn is_open(before: &str) -> bool {
    let mut open = false;
    let mut previous = ' ';
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            // German closes with what English opens with.
            '“' if open && previous != ' ' && !next.is_alphanumeric() => open = false,
            '“' | '„' | '«' | '「' => open = true,
            '”' | '»' | '」' => open = false,
            '"' => open = !open,
            '‘' if !previous.is_alphanumeric() => open = true,
            '’' if open && !next.is_alphanumeric() && single_open(before) => open = false,
            _ => {}
        }
        previous = c;
    }
    open
}

/// Tells that the text quotes with single marks alone, so that `’` at the end of a word closes.
fn single_open(text: &str) -> bool {
    text.contains('‘') && !text.contains(['“', '„', '«', '"', '「'])
}

/// One Unicode form, one space between words.
fn alike(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

fn outside_brackets(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((_, behind)) = after.split_once(']') else {
            break;
        };
        pieces.push(before);
        rest = behind;
    }
    pieces.push(rest);
    let pieces = pieces.into_iter().map(str::trim);
    pieces.filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Title\n\n“Big Tech is  too\u{a0}big,” said Serres. “It can’t last.”\n\
                        He sold cafe\u{301}s and a lower[s] thing.\n\n\"Straight,\" he said, \"too.\"\n";

    fn line(quote: &str) -> Option<usize> {
        let source = Source::new(TEXT);
        let place = source.places(quote).into_iter().next()?;
        Some(source.line_of(place.start))
    }

    fn marked(quote: &str) -> bool {
        let source = Source::new(TEXT);
        let places = source.places(quote);
        assert!(!places.is_empty(), "{quote}");
        places.iter().any(|place| source.in_marks(place))
    }

    #[test]
    fn form_and_white_space_are_alike_and_nothing_else() {
        assert_eq!(line("Big Tech is too big,"), Some(3));
        assert_eq!(line("caf\u{e9}s and"), Some(4));
        assert_eq!(line("a lower[s] thing"), Some(4));
        assert_eq!(line("last.” He sold"), Some(3));
        assert_eq!(line("Straight"), Some(6));
        for other in ["big tech is too big", "can't last", "Big Tech was", ""] {
            assert_eq!(line(other), None, "{other}");
        }
    }

    #[test]
    fn brackets_leave_out_and_put_in() {
        assert_eq!(line("Big Tech […] too big"), Some(3));
        assert_eq!(line("[The firm] can’t last"), None);
        assert_eq!(line("It [surely] can’t last"), Some(3));
        assert_eq!(line("too big […] Big Tech"), None);
    }

    #[test]
    fn marks_are_open_from_the_opening_to_the_closing_one() {
        for quote in [
            "Big Tech is too big",
            "can’t last",
            "Straight",
            "“It can’t last.”",
        ] {
            assert!(marked(quote), "{quote}");
        }
        for quote in [
            "said Serres",
            "He sold",
            "he said",
            "too big,” said Serres",
            "Title",
        ] {
            assert!(!marked(quote), "{quote}");
        }
    }

    #[test]
    fn a_wrapped_paragraph_is_one() {
        let source = Source::new("He said: “one\ntwo\nthree,” and left.\n\nNext\n");
        let inside = |quote: &str| source.in_marks(&source.places(quote)[0]);
        assert!(inside("two") && inside("three") && inside("one two three,"));
        assert!(!inside("and left") && !inside("Next"));
    }
}
