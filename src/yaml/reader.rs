//! Nodes into values, with a complaint about each that is not what was expected. Knows no file and
//! no lines: a complaint carries byte offsets.

use std::fmt::Display;

use super::node::{Entry, Node, Tree};
use super::shape::Table;
use crate::model::{Diagnostic, PartialDate, Severity, nearest};

use super::places::Places;

/// A problem, with byte offsets where a diagnostic has places.
#[derive(Debug, Clone)]
pub(crate) struct Issue {
    pub code: &'static str,
    pub severity: Severity,
    pub at: Option<usize>,
    pub width: usize,
    pub claim: Option<String>,
    pub message: String,
    pub hint: Option<String>,
    pub other: Option<(usize, usize, String)>,
}

impl Issue {
    /// Returns a problem at a byte.
    pub fn new(
        code: &'static str,
        severity: Severity,
        at: Option<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            at,
            width: 1,
            claim: None,
            message: message.into(),
            hint: None,
            other: None,
        }
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says how many characters the caret underlines.
    pub fn wide(mut self, width: usize) -> Self {
        self.width = width;
        self
    }
}

/// Turns problems into diagnostics of a file, in the order of their places.
pub(crate) fn diagnostics(file: &str, text: &str, mut issues: Vec<Issue>) -> Vec<Diagnostic> {
    if issues.is_empty() {
        return Vec::new();
    }
    issues.sort_by_key(|issue| issue.at);
    let mut places = Places::new(text);
    let mut others = Places::new(text);
    let found = issues.into_iter().map(|issue| {
        let place = issue.at.map(|at| places.place(at, issue.width));
        Diagnostic {
            place,
            excerpt: place.map_or_else(String::new, |place| places.excerpt(place.line)),
            claim: issue.claim,
            hint: issue.hint,
            other: issue
                .other
                .map(|(at, width, what)| (others.place(at, width), what)),
            ..Diagnostic::of_file(issue.code, issue.severity, file, issue.message)
        }
    });
    found.collect()
}

/// Reads nodes, and keeps what is wrong with them.
#[derive(Default)]
pub(crate) struct Reader {
    /// What was wrong so far.
    pub issues: Vec<Issue>,
    key: &'static str,
    key_at: Option<usize>,
    key_width: usize,
    /// What is read is an entry of a list.
    entry: bool,
}

impl Reader {
    /// Reads the keys of a map into a thing: unknown keys are hints, duplicate ones errors.
    pub fn map<T>(&mut self, table: &Table<T>, node: Node, thing: &mut T) {
        let Tree::Map(entries) = node.tree else {
            self.mismatch(&node, "a map");
            return;
        };
        let outer = (self.key, self.key_at, self.key_width, self.entry);
        self.entry = false;
        let mut seen: Vec<Option<Option<usize>>> = vec![None; table.fields.len()];
        for entry in entries {
            let Some(place) = table.place(&entry.key) else {
                self.unknown(table, &entry);
                continue;
            };
            if let Some(first) = seen[place] {
                self.duplicate(&entry, first);
                continue;
            }
            seen[place] = Some(entry.at);
            let field = &table.fields[place];
            self.key = field.row.key;
            self.key_at = entry.at;
            self.key_width = entry.key.chars().count();
            (field.read)(thing, entry.value, self);
        }
        (self.key, self.key_at, self.key_width, self.entry) = outer;
    }

    fn unknown<T>(&mut self, table: &Table<T>, entry: &Entry) {
        let key = &*entry.key;
        if key.starts_with("x-") {
            return;
        }
        let width = key.chars().count();
        if key == "<<" {
            let message = "merge keys (`<<`) are not read";
            let issue = Issue::new("merge-key", Severity::Error, entry.at, message);
            self.issues.push(
                issue
                    .wide(width)
                    .hint("write the keys out where they belong"),
            );
            return;
        }
        let message = format!("`{key}` is no key of {}", table.what);
        let near = nearest(key, table.fields.iter().map(|field| field.row.key));
        let hint = near.map_or_else(
            || "it is kept; a key of your own begins with `x-`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let issue = Issue::new("unknown-key", Severity::Hint, entry.at, message);
        self.issues.push(issue.wide(width).hint(hint));
    }

    /// Complains about a key that stands twice.
    pub fn duplicate(&mut self, entry: &Entry, first: Option<usize>) {
        let width = entry.key.chars().count();
        let message = format!("`{}` stands twice", entry.key);
        let mut issue = Issue::new("duplicate-key", Severity::Error, entry.at, message)
            .wide(width)
            .hint("the first one is read; remove one of them");
        issue.other = first.map(|at| (at, width, "the first one".to_owned()));
        self.issues.push(issue);
    }

    /// Returns a text; nothing for a null, and for what is no text.
    pub fn text(&mut self, node: Node) -> Option<String> {
        match node.tree {
            Tree::Text(text) => Some(text),
            Tree::Null => None,
            _ => {
                self.mismatch(&node, "a text");
                None
            }
        }
    }

    /// Returns what `parse` makes of a text.
    pub fn parsed<V>(
        &mut self,
        node: Node,
        parse: impl FnOnce(&str) -> Result<V, String>,
    ) -> Option<V> {
        let at = node.at;
        let text = self.text(node)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(expected) => {
                let message = format!("`{}`: {expected}", self.key);
                self.bad(at, text.chars().count(), message);
                None
            }
        }
    }

    /// Returns the value of one of a closed set of words.
    pub fn word<V: Copy + Display>(
        &mut self,
        node: Node,
        all: &[V],
        parse: fn(&str) -> Option<V>,
    ) -> Option<V> {
        let at = node.at;
        let text = self.text(node)?;
        let found = parse(&text);
        if found.is_none() {
            let words: Vec<String> = all.iter().map(ToString::to_string).collect();
            let message = format!(
                "`{}` is `{text}`: expected one of {}",
                self.key,
                words.join(", ")
            );
            self.bad(at, text.chars().count(), message);
            let near = nearest(&text, words.iter().map(String::as_str));
            if let (Some(near), Some(issue)) = (near, self.issues.last_mut()) {
                issue.hint = Some(format!("did you mean `{near}`?"));
            }
        }
        found
    }

    /// Returns a date.
    pub fn date(&mut self, node: Node) -> Option<PartialDate> {
        self.parsed(node, PartialDate::parse)
    }

    /// Returns what `read` makes of the entries of a list; an entry it returns nothing for is left out.
    pub fn list<V>(
        &mut self,
        node: Node,
        mut read: impl FnMut(Node, &mut Self) -> Option<V>,
    ) -> Vec<V> {
        match node.tree {
            Tree::Null => Vec::new(),
            Tree::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                self.entry = true;
                for item in items {
                    if item.tree == Tree::Null {
                        let message = format!("`{}` has an empty entry", self.key);
                        self.bad(item.at, 1, message);
                    } else {
                        values.extend(read(item, self));
                    }
                }
                self.entry = false;
                values
            }
            _ => {
                self.mismatch(&node, "a list");
                Vec::new()
            }
        }
    }

    /// Complains about a value at a byte; without one, about the key.
    pub fn bad(&mut self, at: Option<usize>, width: usize, message: String) {
        let width = if at.is_some() { width } else { self.key_width };
        let issue = Issue::new("bad-value", Severity::Error, at.or(self.key_at), message);
        let hint = if self.entry {
            "correct it; the entry is left out".to_owned()
        } else {
            format!("correct it; it is read as if `{}` were not there", self.key)
        };
        self.issues.push(issue.wide(width).hint(hint));
    }

    fn mismatch(&mut self, node: &Node, expected: &str) {
        let message = if self.key.is_empty() {
            format!("{} stands here: expected {expected}", node.kind())
        } else {
            format!("`{}` is {}: expected {expected}", self.key, node.kind())
        };
        let width = match &node.tree {
            Tree::Text(text) => text.chars().count(),
            _ => 1,
        };
        self.bad(node.at, width, message);
    }
}
