//! A record without the names of those who worked on it: for handing it out.

use std::collections::HashMap;

use super::Selection;
use crate::store::{Ix, LoadedFile, Store};

/// Returns a store of the selected claims in which `annotator 1`, `annotator 2` and so on stand for
/// those who signed notes and reasons to doubt, with the claims in the same order.
///
/// One person has one number throughout, by first appearance. Names inside of notes stay.
#[must_use]
pub fn redacted(selection: &Selection<'_>) -> (Store, Vec<Ix>) {
    let mut numbers = HashMap::new();
    let mut files = Vec::new();
    for (file, claims) in selection.by_file() {
        let mut kept = Vec::new();
        for claim in claims {
            let mut data = claim.to_claim();
            let log = data.annotations.iter_mut().map(|entry| &mut entry.by);
            let doubts = data.skepticism.iter_mut().map(|reason| &mut reason.by);
            for by in log.chain(doubts).flatten() {
                let next = numbers.len() + 1;
                let number = *numbers.entry(by.clone()).or_insert(next);
                *by = format!("annotator {number}");
            }
            kept.push((data, claim.line_in_file()));
        }
        files.push(LoadedFile {
            path: file.path().to_owned(),
            article: file.article().clone(),
            claims: kept,
            ..LoadedFile::default()
        });
    }
    let store = Store::build(files, selection.store.folder().clone());
    let places: HashMap<String, Ix> = store.claims().map(|c| (c.name(), c.ix())).collect();
    let rows = selection.claims();
    let rows = rows.filter_map(|claim| places.get(&claim.name()).copied());
    let rows = rows.collect();
    (store, rows)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim, store, text_of_rows};
    use super::super::{FORMATS, Options};
    use super::*;
    use crate::model::{LogEntry, Skepticism};

    #[test]
    fn no_format_names_who_signed() {
        let signed = |by: &str| {
            let by = Some(by.to_owned());
            let mut signed = claim(&format!("c-{}", by.as_deref().unwrap_or_default().len()));
            signed.annotations = vec![LogEntry {
                by: by.clone(),
                note: Some("n".to_owned()),
                ..LogEntry::default()
            }];
            signed.skepticism = vec![Skepticism {
                note: "s".to_owned(),
                by,
                ..Skepticism::default()
            }];
            signed
        };
        let store = store(vec![signed("Dana-Secret"), signed("Kim")]);
        let mut rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
        rows.reverse();
        let options = Options::default();
        let selection = Selection {
            store: &store,
            rows: &rows,
            query: "",
            options: &options,
        };
        let (redacted, places) = redacted(&selection);
        let by = |ix: Ix| {
            redacted.claim(ix).unwrap().to_claim().skepticism[0]
                .by
                .clone()
        };
        assert_eq!(
            by(places[0]).as_deref(),
            Some("annotator 1"),
            "in the order of the rows"
        );
        for format in FORMATS {
            let text = text_of_rows(format, &redacted, &places, &options);
            let text = String::from_utf8_lossy(&text);
            assert!(
                !text.contains("Dana-Secret") && !text.contains("Kim"),
                "{}",
                format.name
            );
        }
    }
}
