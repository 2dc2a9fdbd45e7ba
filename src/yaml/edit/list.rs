//! Appends to the lists of a map, replaces their texts, removes from them.

use super::EditError;
use super::map::{add, add_lines, header_comment, is_clip, remove, styled};
use super::spans::{Item, Kind, List, Map};
use super::splice::{Splice, lines_after, past_comments, without_lines};
use super::{line_end, line_start};
use crate::yaml::node::{Node, Tree};
use crate::yaml::scalar;
use crate::yaml::shape::{Keys, Shape};
use crate::yaml::write::{self, STEP, element};

/// Returns the edit that appends an item to the list under a key.
///
/// # Errors
/// What stands there is no list.
pub(super) fn append(
    text: &str,
    map: &Map,
    keys: &dyn Keys,
    key: &str,
    node: &Node,
) -> Result<Splice, EditError> {
    let shape = keys.find(key).map_or(Shape::Text, |row| row.shape);
    let value = map.find(key).map(|at| &map.pairs[at].value);
    let whole = || Node::new(Tree::List(vec![node.clone()]));
    let Some(value) = value else {
        let flow = map.flow || write::as_line(&whole(), shape).is_some();
        return Ok(if flow {
            add(text, map, keys, key, &whole())
        } else {
            let mut lines = format!("{}{key}:\n", " ".repeat(map.column));
            let column = map.column + step(text, map);
            write::list(&mut lines, &whole(), shape, column);
            add_lines(text, map, keys, key, &lines, is_clip(node))
        });
    };
    match &value.kind {
        Kind::List(list) if !list.items.is_empty() => {
            Ok(append_to(text, list, node, element(shape)))
        }
        Kind::List(_) => Ok(begin(text, map, value, &whole(), shape)),
        _ if value.is_null(text) => Ok(begin(text, map, value, &whole(), shape)),
        Kind::Alias => Err(EditError::refused(format!(
            "`{key}` is an alias: write the list out first"
        ))),
        _ => Err(EditError::refused(format!("`{key}` is no list"))),
    }
}

/// Returns the edit that appends to a list which has items.
fn append_to(text: &str, list: &List, node: &Node, shape: Shape) -> Splice {
    let end = list.items.last().map_or(0, |(_, item)| item.span.end);
    if list.flow {
        let item = write::flow(node, shape);
        return match list.comma {
            Some(comma) => Splice::new(comma..comma, format!(" {item}")),
            None => Splice::new(end..end, format!(", {item}")),
        };
    }
    let mut lines = String::new();
    write::item(&mut lines, node, shape, list.column, gap(text, list));
    let end = past_comments(text, end, list.column);
    lines_after(text, end, &lines, is_clip(node))
}

/// Returns how many blanks stand behind the last dash.
pub(super) fn gap(text: &str, list: &List) -> usize {
    let gap = list.items.last().map(|(dash, item)| {
        let between = &text[dash + 1..item.span.start.max(dash + 1)];
        if between.contains(['\n', '\t', '#']) {
            1
        } else {
            between.len()
        }
    });
    gap.unwrap_or(1).clamp(1, 4)
}

/// Returns the edit that puts a list where an empty one or nothing stands.
fn begin(text: &str, map: &Map, value: &Item, whole: &Node, shape: Shape) -> Splice {
    let line = write::as_line(whole, shape);
    let line = if map.flow {
        Some(write::flow(whole, shape))
    } else {
        line
    };
    let behind = text[..value.core].ends_with(':');
    if let Some(line) = line {
        let gap = if behind { " " } else { "" };
        return Splice::new(value.core..value.span.end, format!("{gap}{line}"));
    }
    let mut lines = String::new();
    write::list(&mut lines, whole, shape, map.column + step(text, map));
    let start = text[..value.core].trim_end_matches(' ').len();
    let end = line_end(text, value.span.end);
    let comment = text[value.span.end..end].trim_end();
    let last = if end == text.len() && is_clip(whole) {
        "\n"
    } else {
        ""
    };
    let lines = lines.strip_suffix('\n').unwrap_or(&lines);
    Splice::new(start..end, format!("{comment}\n{lines}{last}"))
}

/// Returns how far the lists of this map stand behind their keys: as its other lists do, and else as
/// the list it is in itself.
fn step(text: &str, map: &Map) -> usize {
    for pair in &map.pairs {
        match &pair.value.kind {
            Kind::List(list) if !list.flow => return list.column.saturating_sub(map.column),
            _ => {}
        }
    }
    // A claim whose dash is at the very margin stands in a list that is not indented.
    let margin = map
        .pairs
        .first()
        .is_some_and(|pair| text[line_start(text, pair.at)..pair.at].starts_with('-'));
    if margin { 0 } else { STEP }
}

/// Returns the edit that removes an item of the list under a key; of the only one, the key too.
///
/// # Errors
/// What stands there is no list of this length.
pub(super) fn remove_item(
    text: &str,
    map: &Map,
    key: &str,
    at: usize,
    length: usize,
) -> Result<Splice, EditError> {
    let (pair, list) = list_of(map, key, length)?;
    if list.items.len() == 1 {
        return Ok(remove(text, map, pair));
    }
    let (start, item) = list.items.get(at).ok_or_else(|| missing(key, at))?;
    let next = list.items.get(at + 1).map(|(start, _)| *start);
    let above = at.checked_sub(1).map(|above| list.items[above].1.span.end);
    Ok(match (list.flow, next, above) {
        (false, ..) => {
            let end = past_comments(text, item.span.end, list.column);
            without_lines(text, line_start(text, *start), end)
        }
        (true, Some(next), _) => Splice::new(*start..next, ""),
        (true, None, above) => Splice::new(above.unwrap_or(*start)..item.span.end, ""),
    })
}

/// Returns the edit that replaces a text of the list under a key, at a place of so many, by another.
/// Its quotes are kept where they can be, and so is the comment behind it; a block becomes one line.
///
/// # Errors
/// What stands there is no list of this length, or its item is an alias or no text.
pub(super) fn replace_item(
    text: &str,
    map: &Map,
    key: &str,
    (at, length): (usize, usize),
    new: &str,
) -> Result<Splice, EditError> {
    let (_, list) = list_of(map, key, length)?;
    let (_, item) = list.items.get(at).ok_or_else(|| missing(key, at))?;
    let old = match item.kind {
        Kind::Plain | Kind::Single | Kind::Double | Kind::Block => item,
        _ => {
            let what = format!("entry {} of `{key}` is no text: write it out first", at + 1);
            return Err(EditError::refused(what));
        }
    };
    // A text of several lines is none of a list's: it is written in double quotes.
    let new = if new.contains(['\n', '\r']) {
        scalar::double(new)
    } else {
        styled(new, old, Shape::Text, list.flow)
    };
    let comment = header_comment(text, old);
    Ok(Splice::new(
        old.core..old.span.end,
        format!("{new}{comment}"),
    ))
}

/// Returns the pair of a list and the list, if it has the length that was read.
///
/// # Errors
/// It is no list, or some of its items could not be read: their numbers would not be those of the text.
pub(super) fn list_of<'m>(
    map: &'m Map,
    key: &str,
    length: usize,
) -> Result<(usize, &'m List), EditError> {
    let pair = map.find(key).ok_or_else(|| missing(key, 0))?;
    match &map.pairs[pair].value.kind {
        Kind::List(list) if list.items.len() == length => Ok((pair, list)),
        Kind::List(_) => Err(EditError::refused(format!(
            "some of `{key}` can not be read: correct that first"
        ))),
        _ => Err(EditError::refused(format!("`{key}` is no list"))),
    }
}

fn missing(key: &str, at: usize) -> EditError {
    EditError::refused(format!("`{key}` has no entry {}", at + 1))
}
