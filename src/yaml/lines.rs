//! The line of each claim's `- `, from where its first key begins.

use super::items;
use crate::model::Claim;

/// Returns the line (1-based) of each claim's item; `numbers` are the numbers of those items.
///
/// The parser tells where first keys begin. Where it can not, as of an alias, the file is cut by
/// indentation, and the items are counted.
pub(super) fn of_claims(
    text: &str,
    claims: &[(Claim, Option<usize>)],
    numbers: &[usize],
) -> Vec<usize> {
    let starts: Option<Vec<usize>> = claims.iter().map(|(_, at)| *at).collect();
    let rising = starts.filter(|starts| starts.is_sorted_by(|a, b| a < b));
    let starts = rising.map_or_else(
        || {
            let cut = items::cut(text).claims;
            let start = |number: &usize| cut.get(*number).map_or(0, |item| item.start);
            numbers.iter().map(start).collect()
        },
        |keys| {
            keys.iter()
                .map(|key| item_start(text, *key))
                .collect::<Vec<_>>()
        },
    );
    let (mut line, mut from) = (1, 0);
    let count = |start: &usize| {
        if let Some(between) = text.get(from..*start) {
            line += memchr::memchr_iter(b'\n', between.as_bytes()).count();
            from = *start;
        }
        line
    };
    starts.iter().map(count).collect()
}

/// Returns where the item begins whose first key is at this byte: at its dash, or at the key where
/// there is none on its line or in the blank and comment lines above.
pub(super) fn item_start(text: &str, key: usize) -> usize {
    let mut end = key;
    loop {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..end]).map_or(0, |at| at + 1);
        let line = &text[start..end];
        let content = line.trim();
        if content.starts_with('-') {
            return start + line.find('-').unwrap_or(0);
        }
        let skipped = end != key && (content.is_empty() || content.starts_with('#'));
        if start == 0 || !(skipped || end == key && content.trim_matches(['"', '\'']).is_empty()) {
            return key;
        }
        end = start - 1;
    }
}
