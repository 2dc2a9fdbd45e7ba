//! The stretches that stand in quote marks: marks paired, over paragraphs where they are reopened.
//!
//! A mark never closes what it did not open, and an unclosed one never runs past its paragraph unless
//! the next one opens again. Says nothing of what the words are: speech, a title, a sneer.

use std::ops::Range;

use super::glyphs::{Facing, Family, Glyph, glyphs};

/// A stretch in marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The bytes between the marks, trimmed of white space.
    pub inner: Range<usize>,
    /// The bytes with the marks.
    pub outer: Range<usize>,
    /// The paragraph it begins in.
    pub paragraph: usize,
    /// The paragraph it ends in.
    pub last_paragraph: usize,
    /// Its closing mark is there.
    pub closed: bool,
}

/// Returns the outermost stretches in marks, in order.
#[must_use]
pub fn quotes(text: &str, paragraphs: &[Range<usize>]) -> Vec<Quote> {
    let marked: Vec<Vec<Glyph>> = paragraphs
        .iter()
        .map(|span| glyphs(text, span.start, span.end))
        .collect();
    let mut found = Vec::new();
    let mut carried: Option<Open> = None;
    for (at, span) in paragraphs.iter().enumerate() {
        let next = marked
            .get(at + 1)
            .zip(paragraphs.get(at + 1))
            .and_then(|(glyphs, span)| {
                let first = glyphs.first()?;
                (first.facing == Facing::Open && text[span.start..first.at].trim().is_empty())
                    .then_some(first.family)
                    .zip(text[first.at..].chars().next())
            });
        let mut pairing = Pairing {
            text,
            at,
            end: span.end,
            glyphs: &marked[at],
            open: carried.take(),
            inner: Vec::new(),
            found: &mut found,
        };
        pairing.run();
        carried = pairing.leave(next);
    }
    found
}

/// An opening mark that waits for its closing one.
#[derive(Debug, Clone, Copy)]
struct Open {
    at: usize,
    len: usize,
    family: Family,
    paragraph: usize,
}

struct Pairing<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    glyphs: &'a [Glyph],
    open: Option<Open>,
    /// The families opened inside of the open one.
    inner: Vec<Family>,
    found: &'a mut Vec<Quote>,
}

impl Pairing<'_> {
    fn run(&mut self) {
        let mut reopened = self.open.is_some();
        for k in 0..self.glyphs.len() {
            let glyph = self.glyphs[k];
            let Some(open) = self.open else {
                if self.begins(k) {
                    self.open = Some(Open {
                        at: glyph.at,
                        len: glyph.len,
                        family: glyph.family,
                        paragraph: self.at,
                    });
                    self.inner.clear();
                }
                continue;
            };
            if std::mem::take(&mut reopened)
                && glyph.family == open.family
                && glyph.facing == Facing::Open
            {
                continue;
            }
            let innermost = *self.inner.last().unwrap_or(&open.family);
            match glyph.facing {
                Facing::Open if glyph.family == open.family => self.again(k, open),
                Facing::Open if self.begins(k) => self.inner.push(glyph.family),
                Facing::Open => {}
                Facing::Close | Facing::Either => {
                    if glyph.family == innermost {
                        if self.is_apostrophe(k) {
                            continue;
                        }
                        if self.inner.pop().is_none() {
                            self.close(open, glyph.at, glyph.at + glyph.len, true);
                        }
                    } else if glyph.family == open.family && !self.closes_later(k, innermost) {
                        // An inner mark was never closed, or was an apostrophe.
                        self.inner.clear();
                        self.close(open, glyph.at, glyph.at + glyph.len, true);
                    }
                }
            }
        }
    }

    /// Tells that the mark begins a stretch: what it opens must be closed somewhere, if it is single.
    fn begins(&self, k: usize) -> bool {
        let glyph = self.glyphs[k];
        let rest = &self.glyphs[k + 1..];
        let closes = || {
            let mut later = rest.iter().filter(|other| other.family == glyph.family);
            later.any(|other| other.facing != Facing::Open)
        };
        match (glyph.facing, glyph.family) {
            (Facing::Close, _) => false,
            (Facing::Open, family) if family != Family::Single => true,
            _ => closes(),
        }
    }

    /// A mark of the open family opens again: nested in its own kind, or the first was never closed.
    fn again(&mut self, k: usize, open: Open) {
        let glyph = self.glyphs[k];
        let so_far = &self.text[open.at + open.len..glyph.at];
        let ended = so_far.trim_end().ends_with(['.', '?', '!', '…', ',']);
        let mut closers = 0usize;
        for other in &self.glyphs[k + 1..] {
            match other.facing {
                _ if other.family != open.family => {}
                Facing::Open => break,
                _ => closers += 1,
            }
        }
        if closers >= 2 {
            self.inner.push(glyph.family);
        } else {
            let end = if ended {
                glyph.at
            } else {
                last_sentence(self.text, open.at + open.len, glyph.at)
            };
            self.inner.clear();
            self.close(open, end, end, false);
            self.open = Some(Open {
                at: glyph.at,
                len: glyph.len,
                family: glyph.family,
                paragraph: self.at,
            });
        }
    }

    /// Tells a plural's apostrophe (`the clerks’ office`) from a single mark that closes.
    fn is_apostrophe(&self, k: usize) -> bool {
        let glyph = self.glyphs[k];
        if glyph.family != Family::Single {
            return false;
        }
        let before = self.text[..glyph.at].chars().next_back();
        let mut after = self.text[glyph.at + glyph.len..].chars();
        let word_follows =
            after.next() == Some(' ') && after.next().is_some_and(char::is_alphanumeric);
        if !before.is_some_and(|c| c == 's' || c == 'n') || !word_follows {
            return false;
        }
        self.glyphs[k + 1..]
            .iter()
            .filter(|other| other.family == Family::Single)
            .take_while(|other| other.facing != Facing::Open)
            .next()
            .is_some()
    }

    /// Tells that an inner mark, still open, is closed further on: a single mark here is an apostrophe.
    fn closes_later(&self, k: usize, innermost: Family) -> bool {
        let rest = &self.glyphs[k + 1..];
        self.glyphs[k].family == Family::Single
            && rest
                .iter()
                .any(|other| other.family == innermost && other.facing == Facing::Close)
    }

    fn close(&mut self, open: Open, inner_end: usize, outer_end: usize, closed: bool) {
        self.open = None;
        let raw = &self.text[open.at + open.len..inner_end];
        let start = open.at + open.len + (raw.len() - raw.trim_start().len());
        let end = inner_end - (raw.len() - raw.trim_end().len());
        if start < end && raw.chars().any(char::is_alphanumeric) {
            self.found.push(Quote {
                inner: start..end,
                outer: open.at..outer_end.max(end),
                paragraph: open.paragraph,
                last_paragraph: self.at,
                closed,
            });
        }
    }

    /// The paragraph ends: what is open goes on where the next one opens again, and ends here else.
    fn leave(&mut self, next: Option<(Family, char)>) -> Option<Open> {
        let open = self.open?;
        let mark = self.text[open.at..].chars().next();
        if next.is_some_and(|(family, other)| family == open.family && Some(other) == mark) {
            return Some(open);
        }
        if open.family != Family::Single {
            self.close(open, self.end, self.end, false);
        }
        None
    }
}

/// The end of the last whole sentence of a stretch, or its end when it has none.
fn last_sentence(text: &str, start: usize, end: usize) -> usize {
    let ends = [". ", "? ", "! ", ", "];
    let last = ends
        .iter()
        .filter_map(|mark| text[start..end].rfind(mark))
        .max();
    last.map_or(end, |at| start + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            spans.push(start..start + line.trim_end().len());
            start += line.len();
        }
        quotes(text, &spans)
            .into_iter()
            .map(|quote| &text[quote.inner])
            .collect()
    }

    #[test]
    fn marks_pair_within_their_family() {
        for (text, expected) in [
            ("“A,” he said. “B.”", vec!["A,", "B."]),
            (
                "'I didn't,' she said. 'The clerks' office did.'",
                vec!["I didn't,", "The clerks' office did."],
            ),
            (
                "“He said, ‘No,’ twice,” X said",
                vec!["He said, ‘No,’ twice,"],
            ),
            (
                "‘They’ll blame the clerks’ office,’ he said",
                vec!["They’ll blame the clerks’ office,"],
            ),
            ("It was 12\" wide and 5'10\" tall.", vec![]),
            ("“A,\" he said. \"B.”", vec!["A,", "B."]),
            ("She said: « Non », then left", vec!["Non"]),
            ("the bosses’ plan, the workers’ pay", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_quote_runs_on_only_where_it_is_reopened() {
        assert_eq!(found("X said: “A.\n“B.”\nC."), vec!["A.\n“B."]);
        assert_eq!(found("X said: “A.\nB.\nC “d”."), vec!["A.", "d"]);
        assert_eq!(
            found("\"A.\n\"B,\" he said. \"C.\""),
            vec!["A.\n\"B,", "C."]
        );
    }

    #[test]
    fn a_mark_that_was_never_closed_ends_before_the_next_quote() {
        assert_eq!(
            found("“A bad day, said X. “B.”"),
            vec!["A bad day, said X.", "B."]
        );
    }

    proptest::proptest! {
        #[test]
        fn pairing_never_fails_and_stays_in_order(text in "[a-c .,\"'“”‘’«»„\n`5]{0,60}") {
            let mut last = 0;
            for quote in found(&text) {
                let at = quote.as_ptr() as usize - text.as_ptr() as usize;
                proptest::prop_assert!(at >= last);
                last = at + quote.len();
            }
        }
    }
}
