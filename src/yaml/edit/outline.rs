//! The spans of a YAML text: where each key, value and item begins and ends. It reads what people
//! write; at anything else it gives up, and nothing is edited. It never judges: what an edit made of
//! the text is judged by reading it again.

use super::spans::{Failed, Item, Kind, List, Map, Pair};

/// Returns the outline of a whole text.
pub(in crate::yaml) fn document(text: &str) -> Result<Item, Failed> {
    let mut parser = Parser::new(text, 0);
    while let Some((0, at)) = parser.next_content()? {
        let line = &text[at..];
        parser.at = if line.starts_with('%') {
            super::line_end(text, at)
        } else if line.starts_with("---") {
            at + 3
        } else {
            break;
        };
    }
    parser.node(None, true, true)
}

/// Returns the outline of the value of the block item whose dash is at this byte.
pub(super) fn item(text: &str, dash: usize) -> Result<Item, Failed> {
    let mut parser = Parser::new(text, dash);
    if !parser.is_dash(dash) {
        return Err("the claim is not in a list of dashes");
    }
    let column = parser.column(dash);
    parser.at = dash + 1;
    parser.node(Some(column), true, false)
}

/// Returns the outline of the item of a list in brackets that begins at this byte.
pub(super) fn flow_item(text: &str, at: usize) -> Result<Item, Failed> {
    Parser::new(text, at).flow_value()
}

/// Walks over a text.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        let bytes = text.as_bytes();
        Self { text, bytes, at }
    }

    pub(super) fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Tells that white space or the end is at a byte.
    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.bytes
            .get(at)
            .is_none_or(|byte| b" \t\r\n".contains(byte))
    }

    fn is_dash(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b'-') && self.is_blank(at + 1)
    }

    fn column(&self, at: usize) -> usize {
        at - super::line_start(self.text, at)
    }

    pub(super) fn blanks(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Returns column and byte of the next content, over blanks, comments and lines; `None` at the end.
    /// It stays where it is. On this line only blanks and a comment may follow.
    pub(super) fn next_content(&self) -> Result<Option<(usize, usize)>, Failed> {
        let mut at = self.at;
        let mut first = at > 0 && self.bytes[at - 1] != b'\n';
        loop {
            let end = super::line_end(self.text, at);
            let line = &self.text[at..end];
            let inner = line.trim_start_matches([' ', '\t']);
            let begin = end - inner.len();
            let comment = inner.starts_with('#') && (begin == 0 || self.is_blank(begin - 1));
            if !inner.is_empty() && !comment {
                if first {
                    return Err("something stands behind a value");
                }
                let marks = inner.starts_with("---") || inner.starts_with("...");
                if begin == at && marks && self.is_blank(at + 3) && at > 0 && self.at > 0 {
                    return Ok(None);
                }
                if line[..begin - at].contains('\t') {
                    return Err("a tab indents a line");
                }
                return Ok(Some((begin - at, begin)));
            }
            if end == self.text.len() {
                return Ok(None);
            }
            at = super::next_line(self.text, end);
            first = false;
        }
    }

    /// Reads the value behind a colon or dash, or at the start. `parent` is the column of what it
    /// belongs to; `key` tells that a map may begin on this very line, `zero` that a list may stand
    /// at the parent's column.
    fn node(&mut self, parent: Option<usize>, mut key: bool, zero: bool) -> Result<Item, Failed> {
        let origin = self.at;
        let mut start = None;
        loop {
            self.blanks();
            let comment = self.byte() == Some(b'#') && self.is_blank(self.at.saturating_sub(1));
            let over = matches!(self.byte(), None | Some(b'\r' | b'\n')) || comment;
            if over || self.at == 0 {
                let inside = |(column, at): &(usize, usize)| match parent {
                    Some(parent) => {
                        *column > parent || zero && *column == parent && self.is_dash(*at)
                    }
                    None => true,
                };
                let Some((_, at)) = self.next_content()?.filter(inside) else {
                    let end = start.map_or(origin, |(_, end)| end);
                    self.at = end;
                    return Ok(Item {
                        span: start.map_or(origin, |(begin, _)| begin)..end,
                        core: end,
                        kind: Kind::Empty,
                    });
                };
                self.at = at;
                key = true;
            }
            let line_begins = key && self.key_follows()?;
            if !matches!(self.byte(), Some(b'&' | b'!')) || line_begins {
                let core = self.at;
                let kind = self.core(parent, key)?;
                let begin = start.map_or(core, |(begin, _)| begin);
                return Ok(Item {
                    span: begin..self.at,
                    core,
                    kind,
                });
            }
            let begin = self.at;
            self.property();
            start = Some((start.map_or(begin, |(begin, _)| begin), self.at));
        }
    }

    pub(super) fn property(&mut self) {
        while !self.is_blank(self.at) {
            self.at += 1;
        }
    }

    fn core(&mut self, parent: Option<usize>, key: bool) -> Result<Kind, Failed> {
        let column = self.column(self.at);
        match self.byte() {
            Some(b'-') if self.is_dash(self.at) => {
                if key {
                    self.list(column)
                } else {
                    Err("a list begins on the line of its key")
                }
            }
            Some(b'?') if self.is_blank(self.at + 1) => Err("a key begins with `?`"),
            Some(b'[' | b'{') => self.flow(),
            _ if key && self.key_follows()? => self.map(column),
            Some(mark @ (b'"' | b'\'')) => self.quoted(mark),
            Some(b'|' | b'>') => Ok(self.block(parent)),
            Some(b'*') => {
                self.property();
                Ok(Kind::Alias)
            }
            Some(b'%' | b'@' | b'`') => Err("a value begins with a reserved character"),
            _ => self.plain(parent),
        }
    }

    /// Tells that a key with its colon begins here.
    fn key_follows(&self) -> Result<bool, Failed> {
        let mut probe = Parser::new(self.text, self.at);
        Ok(probe.key()?.is_some())
    }

    /// Reads a key up to behind its colon; `None` where none is.
    fn key(&mut self) -> Result<Option<String>, Failed> {
        while matches!(self.byte(), Some(b'&' | b'!')) {
            self.property();
            self.blanks();
        }
        let begin = self.at;
        let line = super::line_end(self.text, begin);
        let key = match self.byte() {
            Some(mark @ (b'"' | b'\'')) => {
                self.quoted(mark)?;
                if self.at > line {
                    return Ok(None);
                }
                self.text.get(begin + 1..self.at - 1).unwrap_or_default()
            }
            Some(b'[' | b'{') => return Ok(None),
            _ => {
                while self.at < line && !(self.bytes[self.at] == b':' && self.is_blank(self.at + 1))
                {
                    if self.bytes[self.at] == b'#' && self.is_blank(self.at.saturating_sub(1)) {
                        return Ok(None);
                    }
                    self.at += 1;
                }
                self.text[begin..self.at].trim_end()
            }
        };
        self.blanks();
        if self.byte() != Some(b':') || !self.is_blank(self.at + 1) {
            return Ok(None);
        }
        self.at += 1;
        if self.bytes[begin] != key.bytes().next().unwrap_or(0) && key.contains(['\\', '\'']) {
            return Err("a quoted key holds a mark");
        }
        if key.starts_with('*') {
            return Err("a key is an alias");
        }
        Ok(Some(key.to_owned()))
    }

    fn map(&mut self, column: usize) -> Result<Kind, Failed> {
        let mut pairs = Vec::new();
        loop {
            let at = self.at;
            let key = self
                .key()?
                .ok_or("a line is neither a key nor part of a value")?;
            let value = self.node(Some(column), false, true)?;
            pairs.push(Pair { key, at, value });
            match self.next_content()? {
                Some((next, at)) if next == column && !self.is_dash(at) => self.at = at,
                Some((next, _)) if next > column => return Err("a line is indented too far"),
                _ => break,
            }
        }
        Ok(Kind::Map(Map {
            flow: false,
            column,
            pairs,
        }))
    }

    fn list(&mut self, column: usize) -> Result<Kind, Failed> {
        let mut items = Vec::new();
        loop {
            let dash = self.at;
            self.at += 1;
            items.push((dash, self.node(Some(column), true, false)?));
            match self.next_content()? {
                Some((next, at)) if next == column && self.is_dash(at) => self.at = at,
                Some((next, _)) if next > column => return Err("a line is indented too far"),
                _ => break,
            }
        }
        Ok(Kind::List(List {
            flow: false,
            column,
            items,
            comma: None,
        }))
    }
}
