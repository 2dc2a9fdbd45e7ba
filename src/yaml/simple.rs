//! The fast path: a record in the layout in which this program writes it, read line by line without
//! the YAML parser. Block maps and lists by indentation, a text on its own line, lists and maps of
//! words in brackets; blank lines and comment lines. At the first thing beyond that it gives up, and `typed`
//! reads the file.
//!
//! It must never read anything otherwise than the parser: what it returns is, to the last place, what
//! [`super::typed::read`] returns, and [`super::limits`] would find nothing to complain about. Where
//! that is not plain to see, it gives up. Debug builds, and so all tests, read every file in both ways.

use super::node::{Entry, Node, Tree};
use super::shape::{Keys, Shape};

/// No shape nests lists and maps as deep as this: a file that may be nested deeper needs no counting.
pub(crate) const DEEPEST: usize = 16;

/// Reads a whole file as a map with these keys; nothing when it is not laid out as simply as this.
pub(crate) fn read(text: &str, keys: &'static dyn Keys) -> Option<Node> {
    if has_odd(text.as_bytes()) {
        return None;
    }
    let mut lines = Lines {
        text,
        next: 0,
        line: None,
    };
    lines.advance();
    if lines.line?.column != 0 {
        return None;
    }
    let node = lines.map(0, keys)?;
    lines.line.is_none().then_some(node)
}

/// A line with something on it, without its indentation and line end.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Of its first sign: in the file, and in the line.
    at: usize,
    column: usize,
    content: &'a str,
}

impl<'a> Line<'a> {
    /// Returns what comes after the dash of an item, one space behind it.
    fn item(self) -> Option<Self> {
        let content = self.content.strip_prefix("- ")?;
        let begins = !content.starts_with(' ');
        begins.then_some(Self {
            at: self.at + 2,
            column: self.column + 2,
            content,
        })
    }

    /// Returns the key, and the value behind it, which may be empty.
    fn entry(self) -> Option<(&'a str, Self)> {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let bytes = self.content.as_bytes();
        let end = bytes.iter().position(|byte| !plain(byte))?;
        let begins = bytes.first()?.is_ascii_alphabetic();
        let (key, rest) = self.content.split_at_checked(end)?;
        let rest = rest.strip_prefix(':')?;
        let value = rest.trim_start_matches(' ');
        let apart = rest.is_empty() || value.len() < rest.len() && !value.is_empty();
        let behind = self.content.len() - value.len();
        (begins && apart).then_some((
            key,
            Self {
                at: self.at + behind,
                column: self.column + behind,
                content: value,
            },
        ))
    }
}

/// The lines of a file, one ahead.
struct Lines<'a> {
    text: &'a str,
    next: usize,
    line: Option<Line<'a>>,
}

impl Lines<'_> {
    /// Goes to the next line with something on it.
    fn advance(&mut self) {
        self.line = None;
        while self.next < self.text.len() {
            let (start, rest) = (self.next, &self.text[self.next..]);
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            self.next = start + end + 1;
            let whole = &rest[..end];
            let content = whole.trim_start_matches(' ');
            if !content.is_empty() && !content.starts_with('#') {
                let column = whole.len() - content.len();
                self.line = Some(Line {
                    at: start + column,
                    column,
                    content,
                });
                return;
            }
        }
    }

    /// Reads a map whose keys stand at a column, from the line at hand on.
    fn map(&mut self, column: usize, keys: &'static dyn Keys) -> Option<Node> {
        let mut map = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            let (key, value) = line.entry().filter(|_| line.column == column)?;
            let row = keys.find(key)?;
            map.push(Entry {
                key: row.key.into(),
                at: Some(line.at),
                value: self.value(column, value, row.shape)?,
            });
        }
        Some(Node::of(Tree::Map(map)))
    }

    /// Reads a value: on the line of its key, whose column is given, or under it.
    fn value(&mut self, column: usize, value: Line<'_>, shape: Shape) -> Option<Node> {
        self.advance();
        let below = self.line.filter(|line| line.column > column);
        if !value.content.is_empty() {
            // What stands deeper than the key would go on with the text.
            return if below.is_some() {
                None
            } else {
                inline(value, shape)
            };
        }
        match shape {
            // The dashes may stand below the key, at its own column.
            Shape::List(shape) => {
                let first = self.line.filter(|line| line.column >= column)?;
                self.list(first.column, *shape)
            }
            Shape::Map(keys) | Shape::TextOrMap(keys) => self.map(below?.column, keys),
            _ => None,
        }
    }

    /// Reads a list whose dashes stand at a column.
    fn list(&mut self, column: usize, shape: Shape) -> Option<Node> {
        let mut list = Vec::new();
        while let Some(line) = self.line.filter(|line| line.column >= column) {
            let Some(item) = line.item().filter(|_| line.column == column) else {
                break;
            };
            let is_map = item.entry().is_some();
            list.push(match shape {
                Shape::Map(keys) | Shape::TextOrMap(keys) if is_map => {
                    // Its first key stands behind the dash.
                    self.line = Some(item);
                    self.map(item.column, keys)?
                }
                _ => {
                    self.advance();
                    let deeper = self.line.is_some_and(|line| line.column > column);
                    inline(item, shape).filter(|_| !deeper)?
                }
            });
        }
        // What follows is a key of the map the list is in, or stands where nothing may.
        (!list.is_empty()).then(|| Node::of(Tree::List(list)))
    }
}

/// Reads a value that ends with its line.
fn inline(value: Line<'_>, shape: Shape) -> Option<Node> {
    match (shape, value.content.as_bytes().first()) {
        (Shape::List(shape), Some(b'[')) => words(value, *shape),
        (Shape::Map(keys) | Shape::TextOrMap(keys), Some(b'{')) => pairs(value, keys),
        _ => text(value, shape),
    }
}

/// Reads a text that ends with its line.
fn text(value: Line<'_>, shape: Shape) -> Option<Node> {
    let (at, content) = (value.at, value.content);
    let quote = content.as_bytes().first().copied()?;
    let (at, text) = if matches!(quote, b'"' | b'\'') {
        let inner = content.get(1..content.len() - 1)?;
        let closed = content.len() > 2 && content.as_bytes().last() == Some(&quote);
        let special = |byte: u8| byte == quote || quote == b'"' && byte == b'\\';
        if !closed || inner.bytes().any(special) {
            return doubled(at + 1, inner, shape).filter(|_| closed && quote == b'\'');
        }
        (at + 1, inner)
    } else {
        let bytes = content.as_bytes();
        let ends = bytes.windows(2).any(|two| two == b": " || two == b" #");
        let plain = begins_text(quote) && !ends && !content.ends_with([' ', ':']);
        (at, plain.then_some(content)?)
    };
    is_text(text, shape).then(|| Node {
        at: Some(at),
        tree: Tree::Text(text.to_owned()),
    })
}

/// Reads the inside of a text in single quotes that has such quotes in it, each written twice.
fn doubled(at: usize, inner: &str, shape: Shape) -> Option<Node> {
    let paired = !inner.replace("''", "").contains('\'');
    let text = inner.replace("''", "'");
    // The parser lends out of the file what stands there as it is, and compares from the end.
    let lent = inner.ends_with(&text);
    (paired && is_text(&text, shape)).then(|| Node {
        at: lent.then(|| at + inner.len() - text.len()),
        tree: Tree::Text(text),
    })
}

/// Tells that a text is one for the parser too: what may be a number, a flag or nothing is for it to
/// tell.
fn is_text(text: &str, shape: Shape) -> bool {
    match shape {
        Shape::List(_) | Shape::Map(_) | Shape::MapOf(_) => false,
        Shape::TextOrMap(_) => text.contains(' '),
        _ => !is_null(text),
    }
}

/// Reads a list in brackets that ends with its line, of words without quotes.
fn words(value: Line<'_>, shape: Shape) -> Option<Node> {
    let inner = value.content.strip_prefix('[')?.strip_suffix(']')?;
    let parts = parts(value.at + 1, inner);
    let list: Option<Vec<Node>> = parts.map(|part| word(part, shape)).collect();
    Some(Node::of(Tree::List(list?)))
}

/// Reads a map in braces that ends with its line, from keys to words without quotes.
fn pairs(value: Line<'_>, keys: &'static dyn Keys) -> Option<Node> {
    let inner = value.content.strip_prefix('{')?.strip_suffix('}')?;
    let entry = |part: Line<'_>| {
        let (key, value) = part.entry()?;
        let row = keys.find(key)?;
        Some(Entry {
            key: row.key.into(),
            at: Some(part.at),
            value: word(value, row.shape)?,
        })
    };
    let map: Option<Vec<Entry>> = parts(value.at + 1, inner).map(entry).collect();
    Some(Node::of(Tree::Map(map?)))
}

/// Returns what stands between commas, without the blanks around it.
fn parts(at: usize, inner: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = at;
    inner.split(',').map(move |part| {
        let start = next;
        next += part.len() + 1;
        let behind = part.len() - part.trim_start_matches(' ').len();
        Line {
            at: start + behind,
            column: 0,
            content: part.trim_matches(' '),
        }
    })
}

/// Reads a text without quotes inside of brackets.
fn word(part: Line<'_>, shape: Shape) -> Option<Node> {
    let special = |byte: u8| matches!(byte, b'[' | b']' | b'{' | b'}' | b':' | b'#');
    let first = part.content.as_bytes().first().copied()?;
    let plain = begins_text(first) && !part.content.bytes().any(special);
    plain.then(|| text(part, shape))?
}

/// Tells that a plain text may begin with a byte, wherever it stands.
fn begins_text(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'$' | b'(' | b'_' | b'/') || !byte.is_ascii()
}

/// Tells that the parser may take a text for nothing.
fn is_null(text: &str) -> bool {
    text == "~" || text.eq_ignore_ascii_case("null")
}

/// Tells that there is a control character, a line break other than the line feed, a byte order mark,
/// or what is no character: the parser breaks lines there, or refuses them.
fn has_odd(bytes: &[u8]) -> bool {
    let control = |byte: u8| byte < b' ' && byte != b'\n' || byte == 0x7f;
    // Without a branch, so that many bytes are looked at at once.
    let ascii = bytes.iter().fold(false, |any, byte| any | control(*byte));
    // Beyond ASCII these begin with C2, E2 80 and EF.
    ascii
        || memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).any(|at| {
            matches!(
                bytes[at..],
                [0xc2, 0x80..=0x9f, ..]
                    | [0xe2, 0x80, 0xa8 | 0xa9, ..]
                    | [0xef, 0xbb, 0xbf, ..]
                    | [0xef, 0xbf, 0xbe | 0xbf, ..]
            )
        })
}

#[cfg(test)]
mod tests;
