//! The scalars of the outline: quoted, plain, block.

use super::outline::Parser;
use super::spans::{Failed, Kind};

impl Parser<'_> {
    pub(super) fn quoted(&mut self, mark: u8) -> Result<Kind, Failed> {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += 1;
            if byte == b'\\' && mark == b'"' {
                self.at += 1;
            } else if byte == mark {
                if mark == b'\'' && self.byte() == Some(b'\'') {
                    self.at += 1;
                } else if mark == b'"' {
                    return Ok(Kind::Double);
                } else {
                    return Ok(Kind::Single);
                }
            }
        }
        Err("a quote is not closed")
    }

    /// Reads an unquoted scalar, which goes on over deeper lines until a comment.
    pub(super) fn plain(&mut self, parent: Option<usize>) -> Result<Kind, Failed> {
        loop {
            let end = super::line_end(self.text, self.at);
            let line = &self.text[self.at..end];
            let comment = line.find(" #").or_else(|| line.find("\t#"));
            let part = line[..comment.unwrap_or(line.len())].trim_end_matches([' ', '\t']);
            if part.contains(": ") || part.contains(":\t") || part.ends_with(':') {
                return Err("an unquoted value holds a colon");
            }
            self.at += part.len();
            if comment.is_some() {
                return Ok(Kind::Plain);
            }
            match self.next_content()? {
                Some((column, at))
                    if parent.is_none_or(|parent| column > parent)
                        && !self.text[end..at].contains('#') =>
                {
                    self.at = at;
                }
                _ => return Ok(Kind::Plain),
            }
        }
    }

    /// Reads a block scalar.
    pub(super) fn block(&mut self, parent: Option<usize>) -> Kind {
        let end = super::line_end(self.text, self.at);
        let header = self.text[self.at..end]
            .split([' ', '\t'])
            .next()
            .unwrap_or("");
        self.at += header.len();
        let told = header.chars().find_map(|c| c.to_digit(10));
        let mut indent = told.map(|told| parent.unwrap_or(0) + told as usize);
        let mut line = super::next_line(self.text, end);
        while line < self.text.len() {
            let end = super::line_end(self.text, line);
            let content = &self.text[line..end];
            let column = content.len() - content.trim_start_matches(' ').len();
            let blank = content.trim_start_matches(' ').is_empty();
            let needed = indent.unwrap_or_else(|| parent.map_or(0, |parent| parent + 1));
            if !blank && column < needed {
                break;
            }
            if !blank && indent.is_none() {
                indent = Some(column);
            }
            // Blank lines are part of it when more follows, when they are kept, and when they hold
            // more than the indentation.
            if !blank || header.contains('+') || indent.is_some_and(|indent| column > indent) {
                self.at = end;
            }
            line = super::next_line(self.text, end);
        }
        Kind::Block
    }
}
