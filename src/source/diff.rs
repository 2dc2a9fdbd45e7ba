//! What differs between a quote and the words that stand in the text.

use similar::{ChangeTag, TextDiff};

/// Which of two wordings a stretch of words stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In both.
    Both,
    /// In the captured text alone.
    Text,
    /// In the quote alone.
    Quote,
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub side: Side,
    /// The words.
    pub words: String,
}

/// Returns the words of the captured text and of the quote, side by side, word by word.
#[must_use]
pub fn diff(text: &str, quote: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in TextDiff::from_words(text, quote).iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Text,
            ChangeTag::Insert => Side::Quote,
        };
        match parts.last_mut() {
            Some(last) if last.side == side => last.words.push_str(change.value()),
            _ => parts.push(Part {
                side,
                words: change.value().to_owned(),
            }),
        }
    }
    grouped(parts)
}

/// Joins differences that only a space separates, the text's words before the quote's.
fn grouped(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut run: [String; 2] = Default::default();
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        let open = !run[0].is_empty() || !run[1].is_empty();
        match part.side {
            Side::Text => run[0].push_str(&part.words),
            Side::Quote => run[1].push_str(&part.words),
            Side::Both if open && part.words.trim().is_empty() && parts.peek().is_some() => {
                run.iter_mut().for_each(|side| side.push_str(&part.words));
            }
            Side::Both => {
                flush(&mut out, &mut run);
                out.push(part);
            }
        }
    }
    flush(&mut out, &mut run);
    out
}

fn flush(out: &mut Vec<Part>, run: &mut [String; 2]) {
    for (side, words) in [Side::Text, Side::Quote].into_iter().zip(run.iter_mut()) {
        if !words.is_empty() {
            let words = std::mem::take(words);
            out.push(Part { side, words });
        }
    }
}

/// Returns differences as one line: `the river [-is-] {+was+} clean`, as git prints them.
#[must_use]
pub fn in_line(parts: &[Part]) -> String {
    let mut line = String::new();
    for part in parts {
        let (open, close) = match part.side {
            Side::Both => ("", ""),
            Side::Text => ("[-", "-]"),
            Side::Quote => ("{+", "+}"),
        };
        // Space round the words stays outside of the brackets.
        let words = part.words.trim();
        let start = part.words.len() - part.words.trim_start().len();
        let end = part.words.trim_end().len().max(start);
        line.push_str(&part.words[..start]);
        if words.is_empty() {
            continue;
        }
        line.push_str(open);
        line.push_str(words);
        line.push_str(close);
        line.push_str(&part.words[end..]);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, quote: &str) -> String {
        in_line(&diff(text, quote))
    }

    #[test]
    fn words_are_compared_one_by_one() {
        assert_eq!(
            shown("the river is clean", "the river was clean"),
            "the river [-is-]{+was+} clean"
        );
        assert_eq!(shown("a b c", "a c"), "a [-b-] c");
        assert_eq!(shown("a c", "a b c"), "a {+b+} c");
        assert_eq!(shown("same", "same"), "same");
        assert_eq!(shown("", "new words"), "{+new words+}");
    }

    #[test]
    fn either_wording_can_be_read_off() {
        let (text, quote) = ("It can’t last for long.", "It can't last, for so long.");
        let parts = diff(text, quote);
        let read = |side: Side| -> String {
            let parts = parts
                .iter()
                .filter(|part| [Side::Both, side].contains(&part.side));
            parts.map(|part| part.words.as_str()).collect()
        };
        assert_eq!(
            (read(Side::Text).as_str(), read(Side::Quote).as_str()),
            (text, quote)
        );
    }
}
