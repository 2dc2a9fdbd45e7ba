//! A styled line that is safe to print: whatever is put into it is cleaned on the way in.

use std::fmt;

use anstyle::{AnsiColor, Effects, Style};

use crate::text::{clean, width};

/// As it is.
pub const PLAIN: Style = Style::new();
/// What the eye should find first.
pub const STRONG: Style = Style::new().bold();
/// What is there for completeness.
pub const DIM: Style = Style::new().effects(Effects::DIMMED);
/// What went wrong.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// What may be wrong.
pub const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
/// What helps.
pub const HELP: Style = AnsiColor::Cyan.on_default();
/// What no longer holds; always with a word that says so.
pub const STRUCK: Style = Style::new().effects(Effects::STRIKETHROUGH);

/// Pieces of text with a style each. Control and other hidden characters stand as visible marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    pieces: Vec<(Style, String)>,
}

impl Line {
    /// Returns an empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the line with a piece added.
    #[must_use]
    pub fn add(mut self, style: Style, text: impl AsRef<str>) -> Self {
        let text = clean(text.as_ref());
        if !text.is_empty() {
            self.pieces.push((style, text.into_owned()));
        }
        self
    }

    /// Returns the line with an unstyled piece added.
    #[must_use]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.add(PLAIN, text)
    }

    /// Returns the line with a tab added: the separator of fields in a pipe.
    #[must_use]
    pub fn tab(mut self) -> Self {
        self.pieces.push((PLAIN, "\t".to_owned()));
        self
    }

    /// Returns the line with another one after it.
    #[must_use]
    pub fn then(mut self, other: &Self) -> Self {
        self.pieces.extend(other.pieces.iter().cloned());
        self
    }

    /// Returns the line broken into rows of at most this many columns, styles kept.
    #[must_use]
    pub fn wrap(&self, columns: usize) -> Vec<Self> {
        let whole: String = self.pieces.iter().map(|(_, text)| text.as_str()).collect();
        let rows = width::wrap_ranges(&whole, columns);
        rows.into_iter()
            .map(|row| self.cut(row.start, row.end))
            .collect()
    }

    /// Returns the part between two bytes of the text.
    fn cut(&self, from: usize, to: usize) -> Self {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (style, text) in &self.pieces {
            let piece = from.max(start)..to.min(start + text.len());
            let part = text.get(piece.start - start..piece.end.saturating_sub(start));
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                pieces.push((*style, part.to_owned()));
            }
            start += text.len();
        }
        Self { pieces }
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new().text(text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new().text(text)
    }
}

/// With escape sequences for the styles; the printer strips them where there is no colour.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (style, text) in &self.pieces {
            write!(f, "{style}{text}{style:#}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_marked_in_every_piece() {
        let line = Line::new().text("a\u{1b}]0;PWN\u{7}").tab().text("b\tc\nd");
        assert_eq!(line.to_string(), "a<ESC>]0;PWN<U+0007>\tb c␤d");
    }

    #[test]
    fn wrapping_keeps_the_styles() {
        let line = Line::new().text("who: ").add(STRONG, "one two");
        let rows = line.wrap(8);
        assert_eq!(rows[0], Line::new().text("who: ").add(STRONG, "one"));
        assert_eq!(rows[1], Line::new().add(STRONG, "two"));
    }
}
