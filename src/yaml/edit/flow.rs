//! The flow part of the outline: `[a, b]` and `{a: b}`, over as many lines as they take.

use super::outline::Parser;
use super::spans::{Failed, Item, Kind, List, Map, Pair};

impl Parser<'_> {
    /// Reads a flow list or map.
    pub(super) fn flow(&mut self) -> Result<Kind, Failed> {
        let list = self.byte() == Some(b'[');
        let close = if list { b']' } else { b'}' };
        let (mut items, mut pairs, mut comma) = (Vec::new(), Vec::new(), None);
        self.at += 1;
        loop {
            self.space();
            match self.byte() {
                Some(byte) if byte == close => break,
                Some(b',') | None => {
                    return Err("a bracket is not closed, or a comma stands alone");
                }
                Some(_) => {}
            }
            let at = self.at;
            if list {
                items.push((at, self.flow_value()?));
                self.space();
                if self.byte() == Some(b':') {
                    return Err("a list in brackets holds a bare pair");
                }
            } else {
                pairs.push(self.flow_pair()?);
            }
            self.space();
            comma = None;
            if self.byte() == Some(b',') {
                self.at += 1;
                comma = Some(self.at);
            } else if self.byte() != Some(close) {
                return Err("a comma is missing between brackets");
            }
        }
        self.at += 1;
        let column = 0;
        let flow = true;
        Ok(if list {
            Kind::List(List {
                flow,
                column,
                items,
                comma,
            })
        } else {
            Kind::Map(Map {
                flow,
                column,
                pairs,
            })
        })
    }

    fn flow_pair(&mut self) -> Result<Pair, Failed> {
        let at = self.at;
        let key = self.flow_value()?;
        let text = self.text.get(key.core..key.span.end).unwrap_or_default();
        let key = match key.kind {
            Kind::Plain => text,
            Kind::Single | Kind::Double => text.get(1..text.len() - 1).unwrap_or_default(),
            _ => return Err("a key in brackets is no text"),
        };
        if key.contains(['\\', '\'', '\n']) {
            return Err("a quoted key holds a mark");
        }
        let key = key.to_owned();
        let end = self.at;
        self.space();
        let value = if self.byte() == Some(b':') {
            self.at += 1;
            let behind = self.at;
            self.space();
            if matches!(self.byte(), Some(b',' | b'}')) {
                self.at = behind;
                empty(behind)
            } else {
                self.flow_value()?
            }
        } else {
            return Err("a key in brackets has no colon");
        };
        debug_assert!(end <= value.span.start);
        Ok(Pair { key, at, value })
    }

    pub(super) fn flow_value(&mut self) -> Result<Item, Failed> {
        let begin = self.at;
        while matches!(self.byte(), Some(b'&' | b'!')) {
            while !self.is_blank(self.at) && !self.is_indicator(self.at) {
                self.at += 1;
            }
            self.space();
        }
        let core = self.at;
        let kind = match self.byte() {
            Some(b'[' | b'{') => self.flow()?,
            Some(mark @ (b'"' | b'\'')) => self.quoted(mark)?,
            Some(b'*') => {
                while !self.is_blank(self.at) && !self.is_indicator(self.at) {
                    self.at += 1;
                }
                Kind::Alias
            }
            Some(b'?') if self.is_blank(self.at + 1) => return Err("a key begins with `?`"),
            Some(b',' | b']' | b'}') => return Ok(empty(core)),
            _ => self.flow_plain(),
        };
        Ok(Item {
            span: begin..self.at,
            core,
            kind,
        })
    }

    fn is_indicator(&self, at: usize) -> bool {
        self.bytes
            .get(at)
            .is_some_and(|byte| b",[]{}".contains(byte))
    }

    fn flow_plain(&mut self) -> Kind {
        let begin = self.at;
        while let Some(byte) = self.byte() {
            let colon =
                byte == b':' && (self.is_blank(self.at + 1) || self.is_indicator(self.at + 1));
            let comment = byte == b'#' && self.is_blank(self.at - 1);
            if self.is_indicator(self.at) || colon || comment {
                break;
            }
            self.at += 1;
        }
        self.at = begin + self.text[begin..self.at].trim_end().len();
        Kind::Plain
    }

    /// Goes over blanks, lines and comments.
    fn space(&mut self) {
        while let Some(byte) = self.byte() {
            if byte == b'#' && self.is_blank(self.at.saturating_sub(1)) {
                self.at = super::line_end(self.text, self.at);
            } else if b" \t\r\n".contains(&byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }
}

fn empty(at: usize) -> Item {
    Item {
        span: at..at,
        core: at,
        kind: Kind::Empty,
    }
}
