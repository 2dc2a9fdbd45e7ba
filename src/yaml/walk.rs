//! One pass over a file's bytes that knows just enough of YAML to tell what is text and what nests:
//! quotes, comments, block scalars, brackets, columns.

use std::collections::HashMap;

use super::limits::{Limits, Noticed};
use super::reader::Issue;
use crate::model::Severity;

/// An anchor whose value is not over yet.
struct Open<'a> {
    name: &'a [u8],
    start: usize,
    /// The flow depth it stands at.
    flow: usize,
    /// In block style, it is over when a line begins at or before this column.
    column: Option<usize>,
    /// What the aliases in it stand for.
    inner: usize,
}

/// The walk over the bytes of a file.
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    at: usize,
    /// Depth of brackets.
    flow: usize,
    /// Columns of the open block lists and maps.
    columns: Vec<usize>,
    /// Inside a plain scalar, which goes on over lines that begin at this column or after it.
    plain: Option<usize>,
    /// Something of the document was seen.
    content: bool,
    anchors: HashMap<&'a [u8], usize>,
    open: Vec<Open<'a>>,
    aliases: usize,
    expanded: usize,
    /// What was noticed so far.
    pub noticed: Noticed,
}

impl<'a> Walk<'a> {
    /// Stands at the beginning of a text.
    pub fn new(text: &'a str, limits: &'a Limits) -> Self {
        Self {
            bytes: text.as_bytes(),
            limits,
            at: 0,
            flow: 0,
            columns: Vec::new(),
            plain: None,
            content: false,
            anchors: HashMap::new(),
            open: Vec::new(),
            aliases: 0,
            expanded: 0,
            noticed: Noticed::default(),
        }
    }

    /// Walks to the end.
    ///
    /// # Errors
    /// The bound that the file breaks.
    pub fn file(&mut self) -> Result<(), Box<Issue>> {
        while self.at < self.bytes.len() {
            self.line()?;
        }
        Ok(())
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn end_of_line(&self) -> usize {
        let rest = &self.bytes[self.at..];
        rest.iter()
            .position(|byte| *byte == b'\n')
            .map_or(self.bytes.len(), |end| self.at + end)
    }

    /// Walks over a line, and over the further lines of a quoted or block scalar that begins on it.
    fn line(&mut self) -> Result<(), Box<Issue>> {
        let start = self.at;
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        let column = self.at - start;
        if self.byte() == Some(b'\t') {
            let line = &self.bytes[self.at..self.end_of_line()];
            if self.flow == 0 && !line.trim_ascii().is_empty() {
                self.noticed.tabs.push(self.at);
            }
        }
        while matches!(self.byte(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        let blank = matches!(self.byte(), None | Some(b'\n' | b'\r'));
        if blank || self.byte() == Some(b'#') {
            if !blank {
                self.plain = None;
            }
            self.at = (self.end_of_line() + 1).min(self.bytes.len());
            return Ok(());
        }
        if column == 0 && self.marker() {
            return Ok(());
        }
        if self.flow == 0 {
            if self.plain.is_some_and(|first| column >= first) {
                self.at = (self.end_of_line() + 1).min(self.bytes.len());
                return Ok(());
            }
            self.plain = None;
            self.close(column);
            while self.columns.last().is_some_and(|top| *top > column) {
                self.columns.pop();
            }
        }
        self.content = true;
        self.tokens(start)
    }

    /// Takes a line of a conflict marker or a document's end; tells whether it was one.
    fn marker(&mut self) -> bool {
        let line = &self.bytes[self.at..self.end_of_line()];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is = |mark: &[u8]| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.first().is_none_or(u8::is_ascii_whitespace))
        };
        let conflict = [&b"<<<<<<<"[..], b"=======", b">>>>>>>", b"|||||||"];
        if conflict.iter().any(|mark| is(mark)) {
            self.noticed.conflicts.push(self.at);
        } else if is(b"---") {
            if self.content && self.flow == 0 {
                self.noticed.documents.push(self.at);
            }
            self.columns.clear();
            self.plain = None;
            self.at += 3;
            return false;
        } else if !is(b"...") {
            return false;
        }
        self.at = (self.end_of_line() + 1).min(self.bytes.len());
        true
    }

    /// Walks over the tokens of a line.
    fn tokens(&mut self, start: usize) -> Result<(), Box<Issue>> {
        let mut start = start;
        while let Some(byte) = self.byte() {
            let column = self.at.saturating_sub(start);
            let next = self.bytes.get(self.at + 1).copied();
            let alone = is_blank(next);
            match byte {
                b'\n' => {
                    self.at += 1;
                    return Ok(());
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'#' if self.at == 0 || matches!(self.bytes[self.at - 1], b' ' | b'\t' | b'\n') => {
                    self.at = self.end_of_line();
                }
                b'-' | b'?' if alone && self.flow == 0 => {
                    self.nest(column)?;
                    self.at += 1;
                }
                b':' if alone => self.at += 1,
                b'[' | b'{' => {
                    self.flow += 1;
                    self.at += 1;
                    self.depth()?;
                }
                b']' | b'}' | b',' if self.flow > 0 => {
                    if byte != b',' {
                        self.flow -= 1;
                    }
                    self.close_flow();
                    self.at += 1;
                }
                b'&' | b'*' | b'!' => self.property(byte)?,
                b'|' | b'>' if self.flow == 0 => {
                    self.block();
                    return Ok(());
                }
                b'"' | b'\'' => {
                    let line = self.at;
                    self.quoted(byte);
                    let inside = &self.bytes[line..self.at];
                    if let Some(end) = inside.iter().rposition(|byte| *byte == b'\n') {
                        start = line + end + 1;
                    } else if self.flow == 0 && self.is_colon(self.at) {
                        self.nest(column)?;
                    }
                }
                _ => {
                    let key = self.plain_scalar();
                    if self.flow == 0 && key {
                        self.nest(column)?;
                    } else if self.flow == 0 {
                        self.plain = Some(self.columns.last().map_or(0, |parent| parent + 1));
                    }
                }
            }
        }
        Ok(())
    }

    fn is_colon(&self, at: usize) -> bool {
        let rest = self.bytes[at..].trim_ascii_start();
        rest.first() == Some(&b':') && is_blank(rest.get(1).copied())
    }

    /// Goes to the end of a plain scalar's part on this line; tells whether it is a key.
    fn plain_scalar(&mut self) -> bool {
        loop {
            match self.byte() {
                None | Some(b'\n') => return false,
                Some(b':') if self.is_colon(self.at) => return true,
                Some(b'#') if matches!(self.bytes[self.at - 1], b' ' | b'\t') => return false,
                Some(b',' | b'[' | b']' | b'{' | b'}') if self.flow > 0 => return false,
                _ => self.at += 1,
            }
        }
    }

    fn quoted(&mut self, mark: u8) {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += 1;
            if byte == b'\\' && mark == b'"' {
                self.at = (self.at + 1).min(self.bytes.len());
            } else if byte == mark {
                if mark == b'\'' && self.byte() == Some(b'\'') {
                    self.at += 1;
                } else {
                    return;
                }
            }
        }
    }

    /// Goes past a block scalar: every further line that is blank or begins after its parent.
    fn block(&mut self) {
        let parent = self.columns.last().copied();
        self.at = (self.end_of_line() + 1).min(self.bytes.len());
        while self.at < self.bytes.len() {
            let end = self.end_of_line();
            let line = &self.bytes[self.at..end];
            let column = line.iter().take_while(|byte| **byte == b' ').count();
            let inside = parent.is_none_or(|parent| column > parent);
            if !inside && !line[column..].trim_ascii().is_empty() {
                return;
            }
            self.at = (end + 1).min(self.bytes.len());
        }
    }

    fn nest(&mut self, column: usize) -> Result<(), Box<Issue>> {
        while self.columns.last().is_some_and(|top| *top > column) {
            self.columns.pop();
        }
        if self.columns.last() != Some(&column) {
            self.columns.push(column);
        }
        self.depth()
    }

    fn depth(&self) -> Result<(), Box<Issue>> {
        if self.columns.len() + self.flow <= self.limits.depth {
            return Ok(());
        }
        let message = format!(
            "lists and maps are nested more than {} deep",
            self.limits.depth
        );
        let issue = Issue::new("too-deep", Severity::Error, Some(self.at), message);
        Err(Box::new(issue.hint(
            "no record needs such nesting: flatten it, or raise `max_depth` in your config",
        )))
    }

    /// Takes an anchor, an alias or a tag.
    fn property(&mut self, mark: u8) -> Result<(), Box<Issue>> {
        let start = self.at;
        let over = |byte: &u8| byte.is_ascii_whitespace() || b",[]{}".contains(byte);
        let length = self.bytes[start..].iter().position(over);
        let end = length.map_or(self.bytes.len(), |length| start + length);
        self.at = end.max(start + 1);
        let name = &self.bytes[start + 1..self.at];
        match mark {
            b'!' => {
                let own = [
                    &b"!str"[..],
                    b"!int",
                    b"!float",
                    b"!bool",
                    b"!null",
                    b"!seq",
                    b"!map",
                ];
                if !own.contains(&name) && !name.is_empty() {
                    self.noticed.tags.push((start, self.at - start));
                }
            }
            b'&' => self.open.push(Open {
                name,
                start,
                flow: self.flow,
                column: self.columns.last().copied(),
                inner: 0,
            }),
            _ => self.alias(name, start)?,
        }
        Ok(())
    }

    fn alias(&mut self, name: &'a [u8], start: usize) -> Result<(), Box<Issue>> {
        self.aliases += 1;
        let refuse = |message: String| {
            let issue = Issue::new("too-many-aliases", Severity::Error, Some(start), message);
            Err(Box::new(issue.hint("write the values out")))
        };
        if self.open.iter().any(|open| open.name == name) {
            return refuse("refused: the alias stands for something it is itself in".to_owned());
        }
        let weight = self.anchors.get(name).copied().unwrap_or(0);
        self.expanded = self.expanded.saturating_add(weight);
        for open in &mut self.open {
            open.inner = open.inner.saturating_add(weight);
        }
        if self.aliases > self.limits.aliases || self.expanded > self.limits.expanded {
            return refuse("refused: too many aliases".to_owned());
        }
        Ok(())
    }

    /// Closes the anchors that are over because a line begins at this column.
    fn close(&mut self, column: usize) {
        let at = self.at;
        self.close_where(at, |open| {
            open.column.is_some_and(|parent| column <= parent)
        });
    }

    /// Closes the anchors that are over because of a comma or a closing bracket.
    fn close_flow(&mut self) {
        let (at, flow) = (self.at, self.flow);
        self.close_where(at, |open| open.flow > 0 && open.flow >= flow);
    }

    fn close_where(&mut self, at: usize, over: impl Fn(&Open) -> bool) {
        while let Some(open) = self.open.pop_if(|open| over(open)) {
            let weight = (at - open.start).saturating_add(open.inner);
            self.anchors.insert(open.name, weight);
        }
    }
}

/// Whether a sign before it stands alone. A form feed is no white space of YAML.
fn is_blank(next: Option<u8>) -> bool {
    matches!(next, None | Some(b' ' | b'\t' | b'\n' | b'\r'))
}
