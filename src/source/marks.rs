//! Whether a place of the text stands in quote marks.

use std::ops::Range;

use super::SourceText;

impl SourceText {
    /// Tells that both ends of a place stand in quote marks.
    ///
    /// The place is one of [`Anchor::places`](super::Anchor::places).
    #[must_use]
    pub fn in_marks(&self, place: &Range<usize>) -> bool {
        let text = self.text();
        let last = text[..place.end].chars().next_back();
        let last = place.end - last.map_or(0, char::len_utf8);
        self.is_open_at(place.start) && (self.is_open_at(last) || closes(last, text))
    }

    /// Tells that a mark is open here, counted from the beginning of the line or of the paragraph: a
    /// text may be one line a paragraph, or wrapped.
    fn is_open_at(&self, at: usize) -> bool {
        let text = self.text();
        let mark_itself = text[at..].chars().next().is_some_and(is_opening);
        mark_itself
            || self
                .begins(at)
                .into_iter()
                .any(|start| is_open(&text[start..at]))
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

#[cfg(test)]
mod tests {
    use crate::source::{SourceText, anchor};

    fn marked(text: &str, quote: &str) -> bool {
        let source = SourceText::new(text);
        let places = anchor(&source, quote, None).places;
        assert!(!places.is_empty(), "{quote}");
        places.iter().any(|place| source.in_marks(place))
    }

    #[test]
    fn marks_are_open_from_the_opening_to_the_closing_one() {
        let text = "Title\n\n“Big Tech is  too\u{a0}big,” said Serres. “It can’t last.”\n\
                    He sold cafés.\n\n\"Straight,\" he said, \"too.\"\n";
        for quote in [
            "Big Tech is too big",
            "can’t last",
            "Straight",
            "“It can’t last.”",
        ] {
            assert!(marked(text, quote), "{quote}");
        }
        for quote in [
            "said Serres",
            "He sold",
            "he said",
            "too big,” said Serres",
            "Title",
        ] {
            assert!(!marked(text, quote), "{quote}");
        }
    }

    #[test]
    fn a_wrapped_paragraph_is_one() {
        let text = "He said: “one\ntwo\nthree,” and left.\n\nNext\n";
        assert!(marked(text, "two") && marked(text, "three") && marked(text, "one two three,"));
        assert!(!marked(text, "and left") && !marked(text, "Next"));
    }
}
