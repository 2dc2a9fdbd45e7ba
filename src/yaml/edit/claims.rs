//! Adds and deletes whole claims.

use super::find::{Found, brackets};
use super::list::gap;
use super::map::is_clip;
use super::outline;
use super::spans::{Failed, Item, Kind, List};
use super::splice::{Splice, lines_after, lines_at, past_comments};
use super::{EditError, line_end, line_start, next_line};
use crate::model::Claim;
use crate::yaml::fields::CLAIM;
use crate::yaml::items;
use crate::yaml::shape::Shape;
use crate::yaml::write::{self, STEP};

/// Returns the edit that adds a claim behind the others.
///
/// # Errors
/// The list of claims can not be found in the text.
pub(super) fn add(text: &str, claim: &Claim) -> Result<Splice, EditError> {
    let node = CLAIM.write(claim);
    let shape = Shape::Map(&CLAIM);
    let clip = is_clip(&node);
    let root = match outline::document(text) {
        Ok(root) => root,
        Err(reason) => return add_by_lines(text, claim, clip, reason),
    };
    let Kind::Map(map) = &root.kind else {
        return Err(EditError::refused("the file has no `claims:`"));
    };
    let Some(at) = map.find("claims") else {
        if map.flow {
            return Err(EditError::refused(
                "the file is in brackets and has no `claims`",
            ));
        }
        let lines = format!("claims:\n{}", write::claim_block(claim, STEP));
        return Ok(lines_at(text, text.len(), &lines, clip));
    };
    let value = &map.pairs[at].value;
    match &value.kind {
        Kind::List(list) if list.items.is_empty() => Ok(begin(text, value, claim, clip)),
        Kind::List(list) if list.flow => {
            let end = list.items.last().map_or(0, |(_, item)| item.span.end);
            let item = write::flow(&node, shape);
            Ok(match list.comma {
                Some(comma) => Splice::new(comma..comma, format!(" {item}")),
                None => Splice::new(end..end, format!(", {item}")),
            })
        }
        Kind::List(list) => {
            let mut lines = separator(text, list).to_owned();
            write::item(&mut lines, &node, shape, list.column, gap(text, list));
            let end = list.items.last().map_or(0, |(_, item)| item.span.end);
            let end = past_comments(text, end, list.column);
            Ok(lines_after(text, end, &lines, clip))
        }
        _ if value.is_null(text) => Ok(begin(text, value, claim, clip)),
        _ => Err(EditError::refused("`claims` is no list")),
    }
}

/// Returns a line end when the last two claims have a blank line between them.
fn separator(text: &str, list: &List) -> &'static str {
    let [.., (_, above), (start, _)] = &list.items[..] else {
        return "";
    };
    let between = text[above.span.end..*start].lines().skip(1);
    if between.map(str::trim).any(str::is_empty) && !is_joined(text, above.span.end, *start) {
        "\n"
    } else {
        ""
    }
}

/// Tells that the next item begins on the line below.
fn is_joined(text: &str, end: usize, start: usize) -> bool {
    next_line(text, line_end(text, end)) == line_start(text, start)
}

/// Returns the edit that puts the first claim where `[]` or nothing stands.
fn begin(text: &str, value: &Item, claim: &Claim, clip: bool) -> Splice {
    let start = text[..value.core].trim_end_matches(' ').len();
    let end = line_end(text, value.span.end);
    let comment = text[value.span.end..end].trim_end();
    let lines = write::claim_block(claim, STEP);
    let lines = lines.strip_suffix('\n').unwrap_or(&lines);
    let last = if clip && end == text.len() { "\n" } else { "" };
    Splice::new(start..end, format!("{comment}\n{lines}{last}"))
}

/// Adds behind the last item that indentation shows, for a file with a claim that is no YAML.
fn add_by_lines(
    text: &str,
    claim: &Claim,
    clip: bool,
    reason: Failed,
) -> Result<Splice, EditError> {
    let cut = items::cut(text);
    let Some(last) = cut.claims.last() else {
        return Err(EditError::refused(reason));
    };
    let content = text[last.clone()].trim_end();
    let end = last.start + content.len();
    let column = text[last.clone()].find('-').unwrap_or(0);
    Ok(lines_after(
        text,
        end,
        &write::claim_block(claim, column),
        clip,
    ))
}

/// Returns the edit that puts a claim before another one and the comment lines directly above that.
pub(super) fn insert(text: &str, next: &Found<'_>, claim: &Claim) -> Splice {
    let node = CLAIM.write(claim);
    let shape = Shape::Map(&CLAIM);
    if next.flow {
        let item = write::flow(&node, shape);
        return Splice::new(next.start..next.start, format!("{item}, "));
    }
    let column = next.start - line_start(text, next.start);
    let list = match outline::document(text).map(|root| root.kind) {
        Ok(Kind::Map(mut map)) => map
            .find("claims")
            .map(|at| map.pairs.swap_remove(at).value.kind),
        _ => None,
    };
    let (gap, blank) = match &list {
        Some(Kind::List(list)) => (gap(text, list), separator(text, list)),
        _ => (1, ""),
    };
    let mut lines = String::new();
    write::item(&mut lines, &node, shape, column, gap);
    lines.push_str(blank);
    let begin = with_comments(text, next.start, column);
    Splice::new(begin..begin, lines)
}

/// Returns where the comment lines directly above an item begin, or the item's own line.
fn with_comments(text: &str, start: usize, column: usize) -> usize {
    let mut begin = line_start(text, start);
    while let Some(above) = begin.checked_sub(1).map(|end| line_start(text, end)) {
        let line = &text[above..begin];
        let inner = line.trim_start_matches(' ');
        if !inner.starts_with('#') || line.len() - inner.len() > column {
            break;
        }
        begin = above;
    }
    begin
}

/// Returns the edit that deletes a claim, with the comment lines directly above it.
pub(super) fn delete(text: &str, found: &Found<'_>) -> Splice {
    let start = found.start;
    let end = found.item.span.end;
    if found.flow {
        let around = brackets(text).map_or((None, None), |list| {
            let at = list.items.iter().position(|(at, _)| *at == start);
            let at = at.unwrap_or(0);
            let above = at.checked_sub(1).map(|above| list.items[above].1.span.end);
            (above, list.items.get(at + 1).map(|(at, _)| *at))
        });
        return match around {
            (_, Some(next)) => Splice::new(start..next, ""),
            (above, None) => Splice::new(above.unwrap_or(start)..end, ""),
        };
    }
    let column = start - line_start(text, start);
    let end = next_line(text, line_end(text, past_comments(text, end, column)));
    let begin = with_comments(text, start, column);
    let only = items_in(text, column, begin, end);
    if let (true, Some(key)) = (only, claims_key(text)) {
        // `claims:` with nothing under it would be a null.
        let line = line_end(text, key);
        let comment = text[key..line].trim_end();
        let tail = if end == text.len() && !text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let kept = &text[next_line(text, line).min(begin)..begin];
        let kept = kept
            .strip_suffix('\n')
            .map(|kept| kept.strip_suffix('\r').unwrap_or(kept));
        let kept = kept.map_or_else(String::new, |kept| {
            format!("\n{}", kept.replace("\r\n", "\n"))
        });
        return Splice::new(key..end, format!(" []{comment}{kept}{tail}"));
    }
    let blank = |at: usize| text[at..line_end(text, at)].trim().is_empty();
    let above = begin.checked_sub(1).map(|end| line_start(text, end));
    let mut end = end;
    // Of the blank lines above and below, one side is enough.
    if above.is_none_or(|above| blank(above) || claims_line(text, above)) {
        while end < text.len() && blank(end) {
            end = next_line(text, line_end(text, end));
        }
    }
    if end == text.len() && !text.ends_with('\n') {
        return super::splice::without_lines(text, begin, end);
    }
    Splice::new(begin..end, "")
}

fn claims_line(text: &str, line: usize) -> bool {
    text[line..].starts_with("claims")
}

/// Tells that the item between two bytes is the only one.
fn items_in(text: &str, column: usize, begin: usize, end: usize) -> bool {
    let dash = |line: &str| {
        let inner = line.trim_start_matches(' ');
        let item = inner
            .strip_prefix('-')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
        item && line.len() - inner.len() == column
    };
    let cut = items::cut(text);
    let inside = |start: usize| (begin..end).contains(&start);
    let others = cut.claims.iter().filter(|item| !inside(item.start));
    !others.map(|item| &text[item.clone()]).any(dash)
}

/// Returns the byte behind the colon of `claims:`.
fn claims_key(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = ["claims:", "\"claims\":", "'claims':"]
            .iter()
            .find(|key| line.starts_with(**key));
        if let Some(key) = key {
            return Some(at + key.len());
        }
        at += line.len();
    }
    None
}
