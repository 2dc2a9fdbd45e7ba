//! Cuts a file into its parts: the keys of the record, of the article and of each claim, and the
//! items of a claim's lists. What it does not know stays in one piece.

use std::collections::HashMap;
use std::ops::Range;

use super::Unfit;
use super::part::{Block, Inner, Part, Sort, dedent};
use crate::model::{Claim, LogEntry};
use crate::yaml::edit::spans::{Item, Kind, List, Map};
use crate::yaml::edit::splice::past_comments;
use crate::yaml::edit::{line_end, line_start, next_line, outline};
use crate::yaml::fields::{ARTICLE, CLAIM};
use crate::yaml::node::{Node, Tree};
use crate::yaml::read::FileRead;
use crate::yaml::shape::{Keys, Shape};
use crate::yaml::write::{element, flow};

/// Returns the parts of a file whose text ends in a line end, and which was read without errors.
///
/// # Errors
/// It is laid out in a way that has no outline.
pub(super) fn build(text: &str, read: &FileRead) -> Result<Part, Unfit> {
    let root = outline::document(text).map_err(|_| Unfit::Layout)?;
    let Kind::Map(map) = &root.kind else {
        return Err(Unfit::Layout);
    };
    let mut builder = Builder { text, at: 0, read };
    let parts = builder.map(map, 0, false, &Holder::File)?;
    Ok(Part {
        key: String::new(),
        lead: String::new(),
        open: String::new(),
        inner: Inner::Block(Block {
            sort: Sort::Map(None),
            inline: false,
            step: map.column,
            parts,
        }),
        trail: text[builder.at..].to_owned(),
        value: None,
        time: None,
    })
}

/// What a map belongs to: where its values are known from.
enum Holder<'a> {
    File,
    Article(Node),
    Claim(&'a Claim, Node),
    Other,
}

impl Holder<'_> {
    /// Returns the table of the keys, and what the format reads under one of them.
    fn known(&self, key: &str) -> (Option<&'static dyn Keys>, Option<(&Node, Shape)>) {
        let (table, node): (&'static dyn Keys, _) = match self {
            Self::Article(node) => (&ARTICLE, node),
            Self::Claim(_, node) => (&CLAIM, node),
            Self::File | Self::Other => return (None, None),
        };
        let shape = table.find(key).map(|row| row.shape);
        let Tree::Map(entries) = &node.tree else {
            return (Some(table), None);
        };
        let entry = entries.iter().find(|entry| entry.key == key);
        (Some(table), entry.map(|entry| &entry.value).zip(shape))
    }
}

struct Builder<'a> {
    text: &'a str,
    /// All before it belongs to a part already.
    at: usize,
    read: &'a FileRead,
}

impl Builder<'_> {
    fn map(
        &mut self,
        map: &Map,
        column: usize,
        inline: bool,
        holder: &Holder,
    ) -> Result<Vec<Part>, Unfit> {
        let mut parts = Vec::new();
        if map.flow {
            return Err(Unfit::Layout);
        }
        for (at, pair) in map.pairs.iter().enumerate() {
            let lead = self.lead(pair.at, inline && at == 0)?;
            let mut part = self.pair(pair.at, map.column, &pair.key, &pair.value, holder)?;
            part.lead = lead;
            part.key.clone_from(&pair.key);
            parts.push(part);
        }
        debug_assert!(column <= map.column);
        Ok(unique(parts))
    }

    /// Takes what stands above the part that begins at a byte.
    fn lead(&self, at: usize, inline: bool) -> Result<String, Unfit> {
        if inline {
            return if at == self.at {
                Ok(String::new())
            } else {
                Err(Unfit::Layout)
            };
        }
        let line = line_start(self.text, at);
        let blanks = self.text[line..at].bytes().all(|byte| byte == b' ');
        if !blanks || line < self.at {
            return Err(Unfit::Layout);
        }
        Ok(self.text[self.at..line].to_owned())
    }

    fn pair(
        &mut self,
        at: usize,
        column: usize,
        key: &str,
        value: &Item,
        holder: &Holder,
    ) -> Result<Part, Unfit> {
        let known = holder.known(key).1;
        let canonical = known.map(|(node, shape)| flow(node, shape));
        let mut part = match (&value.kind, holder) {
            (Kind::Map(map), _) if !map.flow => {
                let holder = match holder {
                    Holder::File if key == "article" => {
                        Holder::Article(ARTICLE.write(&self.read.article))
                    }
                    _ => Holder::Other,
                };
                let sort = Sort::Map(holder.known("").0);
                self.open(
                    at,
                    value,
                    map.pairs.first().map(|pair| pair.at),
                    column,
                    sort,
                    |own| Ok((map.column, own.map(map, column, false, &holder)?)),
                )?
            }
            (Kind::List(list), Holder::File) if key == "claims" && !list.flow => {
                let first = list.items.first().map(|(at, _)| *at);
                self.open(at, value, first, column, Sort::Claims, |own| {
                    Ok((list.column, own.claims(list)?))
                })?
            }
            (Kind::List(list), Holder::Claim(claim, _)) => {
                match items(claim, key, known, list.items.len()) {
                    Some((sort, items)) if list.flow => self.flow(at, value, list, sort, items)?,
                    Some((sort, items)) => {
                        let first = list.items.first().map(|(at, _)| *at);
                        self.open(at, value, first, column, sort, |own| {
                            Ok((list.column, own.items(list, items)?))
                        })?
                    }
                    None => self.leaf(at, column, value)?,
                }
            }
            (_, Holder::Claim(..)) if value.is_null(self.text) && sort(key).is_some() => {
                let mut part = self.leaf(at, column, value)?;
                part.inner = Inner::Flow(sort(key).unwrap_or(Sort::Set), Vec::new());
                part
            }
            _ => self.leaf(at, column, value)?,
        };
        part.value = canonical;
        Ok(part)
    }

    fn leaf(&mut self, at: usize, column: usize, value: &Item) -> Result<Part, Unfit> {
        let open = self.text.get(at..value.span.end).ok_or(Unfit::Layout)?;
        let end = past_comments(self.text, value.span.end, column);
        let end = next_line(self.text, line_end(self.text, end));
        let trail = &self.text[value.span.end..end];
        // The two are indented as one text: the first line of the trail is the last of the value.
        let part = Part {
            key: String::new(),
            lead: String::new(),
            open: dedent(open, column).ok_or(Unfit::Layout)?,
            inner: Inner::Leaf,
            trail: dedent(trail, column).ok_or(Unfit::Layout)?,
            value: None,
            time: None,
        };
        self.at = end;
        Ok(part)
    }

    /// Takes a key or a dash with the parts on the lines below it, the first of which is at `first`.
    fn open(
        &mut self,
        at: usize,
        value: &Item,
        first: Option<usize>,
        column: usize,
        sort: Sort,
        parts: impl FnOnce(&mut Self) -> Result<(usize, Vec<Part>), Unfit>,
    ) -> Result<Part, Unfit> {
        let first = first.ok_or(Unfit::Layout)?;
        let line = next_line(self.text, line_end(self.text, at));
        let inline = first < line;
        let end = if inline { first } else { line };
        if value.span.start > first || inline && value.core != first {
            return Err(Unfit::Layout);
        }
        self.at = end;
        let open = self.text[at..end].to_owned();
        let (inner, parts) = parts(self)?;
        Ok(Part {
            key: String::new(),
            lead: String::new(),
            open,
            inner: Inner::Block(Block {
                sort,
                inline,
                step: inner.checked_sub(column).ok_or(Unfit::Layout)?,
                parts,
            }),
            trail: String::new(),
            value: None,
            time: None,
        })
    }

    fn claims(&mut self, list: &List) -> Result<Vec<Part>, Unfit> {
        if list.items.len() != self.read.claims.len() {
            return Err(Unfit::Layout);
        }
        let mut parts = Vec::new();
        for ((dash, item), read) in list.items.iter().zip(&self.read.claims) {
            let lead = self.lead(*dash, false)?;
            let holder = Holder::Claim(&read.claim, CLAIM.write(&read.claim));
            let mut part = match &item.kind {
                Kind::Map(map) if !map.flow => {
                    let inline = map.pairs.first().is_some_and(|pair| {
                        pair.at < next_line(self.text, line_end(self.text, *dash))
                    });
                    let first = map.pairs.first().map(|pair| pair.at);
                    let sort = Sort::Map(Some(&CLAIM));
                    self.open(*dash, item, first, list.column, sort, |own| {
                        Ok((map.column, own.map(map, list.column, inline, &holder)?))
                    })?
                }
                _ => self.leaf(*dash, list.column, item)?,
            };
            part.lead = lead;
            part.key.clone_from(&read.claim.id);
            parts.push(part);
        }
        Ok(unique(parts))
    }

    fn items(&mut self, list: &List, items: Vec<Known>) -> Result<Vec<Part>, Unfit> {
        let mut parts = Vec::new();
        for ((dash, item), known) in list.items.iter().zip(items) {
            let lead = self.lead(*dash, false)?;
            let part = self.leaf(*dash, list.column, item)?;
            parts.push(Part {
                lead,
                ..known.name(part)
            });
        }
        Ok(unique(parts))
    }

    /// Takes a list in brackets; one of several lines stays in one piece.
    fn flow(
        &mut self,
        at: usize,
        value: &Item,
        list: &List,
        sort: Sort,
        items: Vec<Known>,
    ) -> Result<Part, Unfit> {
        let text = self.text;
        if text[at..value.span.end].contains('\n') {
            return self.leaf(at, at - line_start(text, at), value);
        }
        let first = list.items.first().map(|(_, item)| item.span.start);
        let mut last = first.unwrap_or(value.core + 1);
        let open = text[at..last].to_owned();
        let mut parts = Vec::new();
        for ((_, item), known) in list.items.iter().zip(items) {
            let part = Part {
                key: String::new(),
                lead: text[last..item.span.start].to_owned(),
                open: text[item.span.clone()].to_owned(),
                inner: Inner::Leaf,
                trail: String::new(),
                value: None,
                time: None,
            };
            parts.push(known.name(part));
            last = item.span.end;
        }
        let line = next_line(text, line_end(text, last));
        self.at = line;
        Ok(Part {
            key: String::new(),
            lead: String::new(),
            open,
            inner: Inner::Flow(sort, unique(parts)),
            trail: text[Range {
                start: last,
                end: line,
            }]
            .to_owned(),
            value: None,
            time: None,
        })
    }
}

/// What is known of an item of a list.
struct Known {
    key: String,
    value: String,
    time: Option<(jiff::Timestamp, String)>,
}

impl Known {
    fn name(self, part: Part) -> Part {
        Part {
            key: self.key,
            value: Some(self.value),
            time: self.time,
            ..part
        }
    }
}

/// Returns how the list under a key of a claim is merged.
fn sort(key: &str) -> Option<Sort> {
    match key {
        "annotations" => Some(Sort::Log),
        "skepticism" | "tags" | "evidence" | "reviews" | "links" | "figures" => Some(Sort::Set),
        _ => None,
    }
}

/// Returns how the list under a key of a claim is merged, and its items as they are read; `None`
/// when some of them are not.
fn items(
    claim: &Claim,
    key: &str,
    known: Option<(&Node, Shape)>,
    length: usize,
) -> Option<(Sort, Vec<Known>)> {
    let sort = sort(key)?;
    let (nodes, shape): (&[Node], _) = match known {
        Some((
            Node {
                tree: Tree::List(nodes),
                ..
            },
            shape,
        )) => (nodes, element(shape)),
        _ => (&[], Shape::Text),
    };
    let known = |(at, node): (usize, &Node)| {
        let value = flow(node, shape);
        let entry = claim.annotations.get(at).filter(|_| key == "annotations");
        let figure = claim.figures.get(at).filter(|_| key == "figures");
        Known {
            key: match (entry.and_then(signed), figure) {
                (Some(signed), _) => signed,
                (_, Some(figure)) => figure.text.clone(),
                _ => value.clone(),
            },
            time: entry
                .and_then(|entry| Some((entry.instant()?, entry.by.clone().unwrap_or_default()))),
            value,
        }
    };
    let items = nodes.iter().enumerate().map(known).collect();
    (nodes.len() == length).then_some((sort, items))
}

/// Returns what identifies a log entry: when, and by whom.
pub(super) fn signed(entry: &LogEntry) -> Option<String> {
    Some(format!("{} {}", entry.at.as_deref()?, entry.by.as_deref()?))
}

/// Numbers the parts that have a key in common.
fn unique(mut parts: Vec<Part>) -> Vec<Part> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for part in &mut parts {
        let number = seen.entry(part.key.clone()).or_default();
        *number += 1;
        if *number > 1 {
            part.key = format!("{}\u{0}{number}", part.key);
        }
    }
    parts
}
