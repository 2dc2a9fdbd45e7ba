//! Reads a file that can not be read as a whole, piece by piece: what fails is a problem, the rest
//! loads.

use super::items;
use super::limits::Noticed;
use super::node::{Node, Tree};
use super::places::Places;
use super::raw;
use super::read::Record;
use super::reader::Issue;
use super::typed::Source;
use crate::model::Severity;

/// Reads what can be read of a file. `error` is why it could not be read as a whole, unless that is
/// in what was noticed.
pub(super) fn read(
    text: &str,
    error: Option<&serde_yaml::Error>,
    noticed: &Noticed,
    record: &mut Record<'_>,
) {
    conflicts(text, noticed, record);
    if let Some(&second) = noticed.documents.first() {
        let message = "a second document begins here: a file holds one record";
        let issue = Issue::new("several-documents", Severity::Error, Some(second), message);
        let hint = "it is not read; move it to a file of its own, or remove this line";
        record.reader.issues.push(issue.wide(3).hint(hint));
    }
    let end = noticed.documents.first().copied().unwrap_or(text.len());
    let text = &text[..end];
    if error.is_none()
        && noticed.conflicts.is_empty()
        && let Ok(node) = raw::read(Source(text), text)
    {
        record.document(node);
        return;
    }
    let before = record.reader.issues.len();
    let cut = items::cut(text);
    if let Some(article) = cut.article.clone() {
        match raw::read(Source(text), &text[article.clone()]) {
            Ok(node) => {
                if let Some(entry) = first_entry(node) {
                    record.article(entry);
                }
            }
            Err(error) => {
                let issue = syntax(text, article.start, &error, noticed);
                record.reader.issues.push(issue);
                record.unreadable = true;
            }
        }
    }
    for claim in &cut.claims {
        match raw::read(Source(text), &text[claim.clone()]) {
            Ok(Node {
                tree: Tree::List(items),
                ..
            }) => items.into_iter().for_each(|item| record.claim(item)),
            Ok(node) => record.claim(node),
            Err(error) => {
                let issue = syntax(text, claim.start, &error, noticed);
                record.broken_claim(issue, id_in(&text[claim.clone()]));
            }
        }
    }
    let told = record.reader.issues[before..].iter().any(is_syntax);
    if let (Some(error), false) = (error, told) {
        record.unreadable |= cut.article.is_none();
        record.reader.issues.push(syntax(text, 0, error, noticed));
    }
}

fn is_syntax(issue: &Issue) -> bool {
    matches!(issue.code, "syntax" | "tab-indent")
}

fn first_entry(node: Node) -> Option<Node> {
    match node.tree {
        Tree::Map(entries) => entries.into_iter().next().map(|entry| entry.value),
        _ => None,
    }
}

/// Returns the id that an unreadable item seems to have.
fn id_in(item: &str) -> Option<String> {
    let key = |line: &str| {
        let line = line.trim_start_matches(['-', ' ', '{']);
        let id = line.strip_prefix("id:")?.split(" #").next()?.trim();
        let id = id.trim_matches(['"', '\'']);
        (!id.is_empty() && !id.contains(char::is_whitespace)).then(|| id.to_owned())
    };
    item.lines().find_map(key)
}

fn conflicts(text: &str, noticed: &Noticed, record: &mut Record<'_>) {
    for at in &noticed.conflicts {
        if text[*at..].starts_with("<<<<<<<") {
            let message = "a git conflict is not resolved: what it touches is left out";
            let issue = Issue::new("conflict-markers", Severity::Error, Some(*at), message);
            let hint = "choose between the two sides and remove the marker lines";
            record.reader.issues.push(issue.wide(7).hint(hint));
        }
    }
    let begun = noticed
        .conflicts
        .iter()
        .any(|at| text[*at..].starts_with("<<<<<<<"));
    if let (Some(first), false) = (noticed.conflicts.first(), begun) {
        let message = "part of a git conflict marker stands here";
        let issue = Issue::new("conflict-markers", Severity::Error, Some(*first), message);
        record
            .reader
            .issues
            .push(issue.wide(7).hint("remove the marker line"));
    }
}

/// What the parser says, and what to do about it.
const HINTS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "a value with `: ` in it has to be quoted; a key stands under the key above it",
    ),
    (
        "found unexpected end of stream",
        "a quote or bracket that opens here is never closed",
    ),
    (
        "found character that cannot start",
        "a value that begins with @, ` or % has to be quoted",
    ),
    (
        "did not find expected key",
        "is the line indented like the keys above it, and are inner quotes doubled?",
    ),
    (
        "did not find expected '-'",
        "is the item indented like those above it?",
    ),
    (
        "did not find expected ',' or",
        "a bracket is not closed, or a comma is missing",
    ),
    (
        "could not find expected ':'",
        "a key needs `: ` after it; a long text goes under its key, indented",
    ),
    (
        "unknown anchor",
        "the anchor `&name` is not defined above, or the claim that defines it could not be read",
    ),
    (
        "unknown escape",
        "use single quotes, where a backslash is a backslash",
    ),
    ("control characters", "remove the control character"),
    ("a text as key", "keys are texts: quote it"),
];

/// Returns the diagnostic of a syntax error in the piece that begins at `start`.
pub(super) fn syntax(
    text: &str,
    start: usize,
    error: &serde_yaml::Error,
    noticed: &Noticed,
) -> Issue {
    let told = error.to_string();
    let location = error.location().map(|place| (place.line(), place.column()));
    // Of a quote that is never closed the parser tells where the text ends; where it began is of use.
    let opened = told
        .contains("unexpected end of stream")
        .then(|| context(&told))
        .flatten();
    let position = told
        .split_once(" at position ")
        .and_then(|(_, at)| at.parse::<usize>().ok());
    let at = opened.or(location).map(|(line, column)| {
        let piece = &text[start..];
        let line_start = Places::new(piece).start(line);
        let rest = piece[line_start..].lines().next().unwrap_or("");
        let inside = rest.char_indices().nth(column.saturating_sub(1));
        start + line_start + inside.map_or(rest.len(), |(at, _)| at)
    });
    let at = position.map(|at| start + at).or(at).unwrap_or(start);
    if let Some(tab) = tab_before(text, at, noticed) {
        let message = "a tab indents this line: YAML knows only spaces";
        let issue = Issue::new("tab-indent", Severity::Error, Some(tab), message);
        return issue.hint("replace it by spaces");
    }
    let problem = told.split(" at line ").next().unwrap_or(&told);
    let problem = problem.split(" at position ").next().unwrap_or(problem);
    let problem = problem.split(": ").last().unwrap_or(problem);
    let message = format!("this is not YAML: {problem}");
    let hint = HINTS.iter().find(|(found, _)| told.contains(found));
    let issue = Issue::new("syntax", Severity::Error, Some(at), message);
    issue.hint(hint.map_or("correct it; the rest of the file is read", |(_, hint)| hint))
}

/// Returns the place the parser names last: where what it was reading began.
fn context(told: &str) -> Option<(usize, usize)> {
    let (_, place) = told.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Returns the tab that indents the line of a byte, or the one above: the parser stumbles after it.
fn tab_before(text: &str, at: usize, noticed: &Noticed) -> Option<usize> {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let above = text[..line.saturating_sub(1)]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let tabs = &noticed.tabs[noticed.tabs.partition_point(|tab| *tab < above)..];
    tabs.first().copied().filter(|tab| *tab <= end)
}
