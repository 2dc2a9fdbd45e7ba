//! Sets and removes the keys of a map.

use super::spans::{Item, Kind, Map};
use super::splice::{Splice, lines_after, past_comments, without_lines};
use super::{line_end, line_start, next_line};
use crate::yaml::node::{Node, Tree};
use crate::yaml::scalar;
use crate::yaml::shape::{Keys, Shape};
use crate::yaml::write::{self, STEP};

/// Returns the edit that gives a key of a map a scalar value.
pub(super) fn set(text: &str, map: &Map, keys: &dyn Keys, key: &str, value: &Node) -> Splice {
    let shape = keys.find(key).map_or(Shape::Text, |row| row.shape);
    match map.find(key) {
        Some(at) => replace(text, map, &map.pairs[at].value, value, shape),
        None => add(text, map, keys, key, value),
    }
}

/// Returns the edit that adds a key: at its place in the order if the map follows that, else last.
pub(super) fn add(text: &str, map: &Map, keys: &dyn Keys, key: &str, value: &Node) -> Splice {
    let shape = keys.find(key).map_or(Shape::Text, |row| row.shape);
    if map.flow {
        let pair = format!("{}: {}", key, write::flow(value, shape));
        return match before(map, keys, key) {
            Some(last) => {
                let end = map.pairs[last].value.span.end;
                Splice::new(end..end, format!(", {pair}"))
            }
            None => Splice::new(0..0, ""),
        };
    }
    let mut lines = " ".repeat(map.column);
    lines.push_str(key);
    lines.push(':');
    write::value(&mut lines, value, shape, map.column, 1);
    add_lines(text, map, keys, key, &lines, is_clip(value))
}

/// As [`add`], for lines that are already written.
pub(super) fn add_lines(
    text: &str,
    map: &Map,
    keys: &dyn Keys,
    key: &str,
    lines: &str,
    clip: bool,
) -> Splice {
    match before(map, keys, key) {
        Some(last) => {
            let end = map.pairs[last].value.span.end;
            let end = past_comments(text, end, map.column);
            lines_after(text, end, lines, clip)
        }
        None => Splice::new(0..0, ""),
    }
}

/// Returns the pair behind which a new key goes.
fn before(map: &Map, keys: &dyn Keys, key: &str) -> Option<usize> {
    let place = |key: &str| keys.rows().position(|row| row.key == key);
    let places: Vec<_> = map
        .pairs
        .iter()
        .filter_map(|pair| place(&pair.key))
        .collect();
    let last = map.pairs.len().checked_sub(1)?;
    let (Some(new), true) = (place(key), places.is_sorted()) else {
        return Some(last);
    };
    let next = |pair: &super::spans::Pair| place(&pair.key).is_some_and(|place| place > new);
    match map.pairs.iter().position(next) {
        Some(0) | None => Some(last),
        Some(next) => Some(next - 1),
    }
}

/// Tells that a value is written as a block scalar that ends in a line end.
pub(super) fn is_clip(value: &Node) -> bool {
    match &value.tree {
        Tree::Text(text) => scalar::is_block(text) && text.ends_with('\n'),
        Tree::List(items) => items.last().is_some_and(is_clip),
        Tree::Map(entries) => entries.last().is_some_and(|entry| is_clip(&entry.value)),
        _ => false,
    }
}

/// Returns the edit that replaces a value by a scalar. Its quotes are kept where they can be, and so
/// is the comment behind it.
fn replace(text: &str, map: &Map, old: &Item, value: &Node, shape: Shape) -> Splice {
    let Tree::Text(new) = &value.tree else {
        return Splice::new(old.core..old.span.end, write::flow(value, shape));
    };
    if map.flow {
        let new = styled(new, old, shape, true);
        let gap = matches!(old.kind, Kind::Empty) && text[..old.core].ends_with(':');
        let gap = if gap { " " } else { "" };
        return Splice::new(old.core..old.span.end, format!("{gap}{new}"));
    }
    let gap = if matches!(old.kind, Kind::Empty) {
        " "
    } else {
        ""
    };
    if !scalar::is_block(new) {
        let new = styled(new, old, shape, false);
        let comment = header_comment(text, old);
        return Splice::new(old.core..old.span.end, format!("{gap}{new}{comment}"));
    }
    let (header, lines) = scalar::block(new, map.column, STEP);
    let comment = header_comment(text, old);
    let end = line_end(text, old.span.end);
    let rest = if matches!(old.kind, Kind::Block) {
        ""
    } else {
        &text[old.span.end..end]
    };
    let last = if new.ends_with('\n') && end == text.len() {
        "\n"
    } else {
        ""
    };
    let comment = if comment.is_empty() { rest } else { &comment };
    let comment = comment.trim_end();
    Splice::new(
        old.core..end,
        format!("{gap}{header}{comment}\n{lines}{last}"),
    )
}

/// Returns the comment in the first line of a block scalar, which would go with it.
pub(super) fn header_comment(text: &str, old: &Item) -> String {
    if !matches!(old.kind, Kind::Block) {
        return String::new();
    }
    let header = &text[old.core..line_end(text, old.core)];
    let comment = header
        .find(" #")
        .map(|at| header[at..].trim_end().to_owned());
    comment.unwrap_or_default()
}

/// Returns a text in one line, in the quotes of the value it replaces where it has some.
pub(super) fn styled(new: &str, old: &Item, shape: Shape, flow: bool) -> String {
    match old.kind {
        Kind::Single => scalar::quoted(new),
        Kind::Double => scalar::double(new),
        _ => scalar::inline(new, shape, flow),
    }
}

/// Returns the edit that removes a pair, with the comment behind its value.
pub(super) fn remove(text: &str, map: &Map, at: usize) -> Splice {
    let pair = &map.pairs[at];
    let end = pair.value.span.end;
    let next = map.pairs.get(at + 1).map(|next| next.at);
    if map.flow {
        return match (at.checked_sub(1), next) {
            (_, Some(next)) => Splice::new(pair.at..next, ""),
            (Some(last), None) => Splice::new(map.pairs[last].value.span.end..end, ""),
            (None, None) => Splice::new(pair.at..end, ""),
        };
    }
    let start = line_start(text, pair.at);
    if text[start..pair.at].trim().is_empty() {
        // Comments deeper than the key go with it: below a `|` scalar they would become text.
        let end = past_comments(text, end, map.column);
        return without_lines(text, start, end);
    }
    // It stands behind the dash: the next key takes its place, unless a comment is between.
    match next {
        Some(next)
            if text[next_line(text, line_end(text, end))..next]
                .trim()
                .is_empty() =>
        {
            Splice::new(pair.at..next, "")
        }
        _ => Splice::new(pair.at..end, ""),
    }
}
