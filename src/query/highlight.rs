//! Where a text holds what the query asks for. Excluded terms are not looked for.

use std::ops::Range;

use super::Query;
use super::ast::Seeks;
use super::filters::Filter;
use crate::text::figure;
use crate::text::fold::{Folded, fold, words};

/// Returns the places of an original text that match the query's words, phrases, regular
/// expressions and figures: bytes at character boundaries, ascending, disjoint.
#[must_use]
pub fn highlights(query: &Query, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if let Some(root) = &query.root {
        let folded = Folded::new(text);
        root.positive(&mut |term| {
            for filter in term.filters() {
                of_filter(filter, text, &folded, &mut found);
            }
        });
    }
    merged(found)
}

/// Returns the places of a speaker's name that match the query: words as everywhere, and the words of
/// `who:` at the beginnings of the name's own.
#[must_use]
pub fn name_highlights(query: &Query, name: &str) -> Vec<Range<usize>> {
    let mut found = highlights(query, name);
    if let Some(root) = &query.root {
        let folded = Folded::new(name);
        root.positive(&mut |term| {
            if let Seeks::Field(row, any) = &term.seeks
                && row.name == "who"
            {
                for own in any {
                    let asked = fold(own.piece.after("=").unwrap_or(&own.piece.text));
                    for word in words(&asked).map(|word| &asked[word]) {
                        let begun = words(&folded.text)
                            .find(|part| folded.text[part.clone()].starts_with(word));
                        found.extend(
                            begun.map(|part| folded.original(part.start..part.start + word.len())),
                        );
                    }
                }
            }
        });
    }
    merged(found)
}

fn of_filter(filter: &dyn Filter, text: &str, folded: &Folded, found: &mut Vec<Range<usize>>) {
    if let Some(needle) = filter.needle() {
        found.extend(needle.find_all(text, folded));
    }
    if let Some(fuzzy) = filter.fuzzy() {
        found.extend(fuzzy.find_all(text, folded));
    }
    if let Some(pattern) = filter.pattern() {
        if pattern.sees_folded() {
            let places = pattern.regex().find_iter(&folded.text);
            found.extend(places.map(|place| folded.original(place.range())));
        } else {
            found.extend(pattern.regex().find_iter(text).map(|place| place.range()));
        }
    }
    if let Some(test) = filter.figure() {
        let printed = figure::scan(text).into_iter();
        found.extend(
            printed
                .filter(|place| test.holds(&place.amount))
                .map(|place| place.span),
        );
    }
}

fn merged(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.retain(|range| !range.is_empty());
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use proptest::prelude::*;

    fn marked<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        let ranges = highlights(&parse(query), text);
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_phrases_and_expressions() {
        let text = "Ștefan said “more than” one; don’t say more.";
        assert_eq!(marked("stefan more", text), ["Ștefan", "more", "more"]);
        assert_eq!(marked("\"more than\" don't", text), ["more than", "don’t"]);
        assert_eq!(marked(r"/\bs\w+/", text), ["Ștefan", "said", "say"]);
        assert_eq!(marked("/Ș[a-z]+/", text), ["Ștefan"]);
        assert_eq!(marked("quote:one note:say", text), ["one", "say"]);
    }

    #[test]
    fn overlaps_are_one_and_exclusions_none() {
        assert_eq!(marked("metav verse -the", "the metaverse"), ["metaverse"]);
        assert_eq!(marked("who:meta", "meta"), [""; 0]);
    }

    #[test]
    fn the_letters_of_a_fuzzy_term_are_marked() {
        assert_eq!(marked("~spdg", "Huge Spénding"), ["S", "p", "d", "g"]);
        assert_eq!(marked("~xyz", "Huge"), [""; 0]);
    }

    #[test]
    fn figures_are_marked_as_printed() {
        let text = "lost more than $1 trillion, and $80 billion, and billions";
        assert_eq!(marked("fig:>100bn", text), ["more than $1 trillion"]);
    }

    #[test]
    fn who_marks_the_beginnings_of_a_names_words() {
        let marked = |query: &str, name: &'static str| -> Vec<&str> {
            let ranges = name_highlights(&parse(query), name);
            ranges.into_iter().map(|range| &name[range]).collect()
        };
        assert_eq!(marked("who:zuck", "Mark Zuckerberg"), ["Zuck"]);
        assert_eq!(
            marked("who:\"mark zuck\" berg", "Mark Zuckerberg"),
            ["Mark", "Zuck", "berg"]
        );
        assert_eq!(marked("who:stef", "Ștefan"), ["Ștef"]);
        assert_eq!(marked("-who:mark org:mark", "Mark"), [""; 0]);
    }

    proptest! {
        #[test]
        fn ranges_are_ascending_disjoint_and_at_boundaries(
            query in "[a-cé~\"/. ]{0,8}",
            text in "[a-cA-Cé\u{301}ß “…]{0,30}",
        ) {
            let mut at = 0;
            for range in highlights(&parse(&query), &text) {
                prop_assert!(range.start >= at && range.start < range.end, "{range:?}");
                prop_assert!(text.get(range.clone()).is_some(), "{range:?}");
                at = range.end;
            }
        }
    }
}
