//! The one shape where adding below a value changes it: a `|` scalar at the very end of a file that
//! has no last line end. Its text ends without one too, and would gain it from the line below.

use super::outline::document;
use super::spans::{Item, Kind};

/// Returns the same text with the header of such a scalar saying so (`|-`); `None` where there is none.
pub(super) fn stripped(text: &str) -> Option<String> {
    if text.ends_with('\n') {
        return None;
    }
    let root = document(text).ok()?;
    let last = last_leaf(&root);
    if !matches!(last.kind, Kind::Block) || last.span.end != text.len() {
        return None;
    }
    let header =
        text[last.core + 1..].find(|c: char| c != '+' && c != '-' && !c.is_ascii_digit())?;
    let header = last.core + 1..last.core + 1 + header;
    let digits: String = text[header.clone()].matches(char::is_numeric).collect();
    let mut stripped = text.to_owned();
    stripped.replace_range(header, &format!("{digits}-"));
    Some(stripped)
}

fn last_leaf(item: &Item) -> &Item {
    let inner = match &item.kind {
        Kind::List(list) => list.items.last().map(|(_, item)| item),
        Kind::Map(map) => map.pairs.last().map(|pair| &pair.value),
        _ => None,
    };
    inner.map_or(item, last_leaf)
}
