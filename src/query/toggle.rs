//! Adding and removing one value of one field, as the facets do.

use super::ast::{Top, TopField};
use super::filters;
use super::value::{Piece, written};
use super::{Query, parse};
use crate::text::fold::fold;

/// Returns the query with `field:value` added at its top level, or removed if it stands there. With
/// `exclude` it is `-field:value`.
///
/// Another value of the same field joins by a comma; a value that stood on the other side changes
/// sides; a leading `=` in `value` asks for equality. An unknown field changes nothing.
#[must_use]
pub fn toggle(text: &str, field: &str, value: &str, exclude: bool) -> String {
    let Ok(row) = filters::field(field) else {
        return text.to_owned();
    };
    let query = parse(text);
    let of_row = |excluded: bool| {
        query.tops.iter().filter_map(move |top| {
            let field = top.field.as_ref()?;
            let ours = std::ptr::eq(field.row, row) && field.excluded == excluded;
            ours.then_some((top, field))
        })
    };
    let holding = |excluded| {
        of_row(excluded).find_map(|(top, field)| {
            let at = field.pieces.iter().position(|piece| is(piece, value))?;
            Some((top, field, at))
        })
    };
    if let Some((top, field, at)) = holding(exclude) {
        return without(text, top, field, at);
    }
    if let Some((top, field, at)) = holding(!exclude) {
        return toggle(
            &without(text, top, field, at),
            field.row.name,
            value,
            exclude,
        );
    }
    let value = operand(value);
    if let Some((top, _)) = of_row(false).next().filter(|_| !exclude) {
        let (before, after) = text.split_at(top.span.end);
        return format!("{before},{value}{after}");
    }
    let sign = if exclude { "-" } else { "" };
    with(&query, &format!("{sign}{}:{value}", row.name))
}

/// How a query stands to one value of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It asks for it, beside others perhaps.
    Asked,
    /// It excludes it.
    Excluded,
}

/// Returns how a query's top level stands to `field:value`; nothing when it does not name it.
#[must_use]
pub fn standing(query: &Query, field: &str, value: &str) -> Option<Standing> {
    let own = query.tops.iter().filter_map(|top| top.field.as_ref());
    let mut own = own.filter(|own| own.row.name == field);
    let holding = own.find(|own| own.pieces.iter().any(|piece| is(piece, value)))?;
    Some(if holding.excluded {
        Standing::Excluded
    } else {
        Standing::Asked
    })
}

/// Returns the query with `field:value` asked for; excluded when it was asked for; gone when it was
/// excluded.
#[must_use]
pub fn cycle(text: &str, field: &str, value: &str) -> String {
    let standing = standing(&parse(text), field, value);
    toggle(text, field, value, standing.is_some())
}

/// Tells that the piece is this value; case and accents do not matter.
fn is(piece: &Piece, value: &str) -> bool {
    let (wanted, equal) = split(value);
    let (text, has_equal) = match piece.after("=") {
        Some(text) => (text, true),
        None => (piece.text.as_str(), false),
    };
    equal == has_equal && fold(text) == fold(wanted)
}

/// Parts a leading `=` from a value that has more than it.
fn split(value: &str) -> (&str, bool) {
    match value.strip_prefix('=').filter(|rest| !rest.is_empty()) {
        Some(rest) => (rest, true),
        None => (value, false),
    }
}

fn operand(value: &str) -> String {
    let (text, equal) = split(value);
    let sign = if equal { "=" } else { "" };
    format!("{sign}{}", written(text))
}

/// Returns the text without one piece of a term; without the term when it was the only one.
fn without(text: &str, top: &Top, field: &TopField, at: usize) -> String {
    let piece = &field.pieces[at];
    if field.pieces.len() > 1 {
        let cut = match field.pieces.get(at + 1) {
            Some(next) => piece.span.start..next.span.start,
            None => piece.span.start - 1..piece.span.end,
        };
        return format!("{}{}", &text[..cut.start], &text[cut.end..]);
    }
    let (before, after) = (
        text[..top.span.start].trim_end(),
        text[top.span.end..].trim_start(),
    );
    let space = if before.is_empty() || after.is_empty() {
        ""
    } else {
        " "
    };
    format!("{before}{space}{after}")
}

fn with(query: &Query, term: &str) -> String {
    let text = query.text.trim();
    if text.is_empty() {
        return term.to_owned();
    }
    if query.alternatives {
        return format!("({text}) {term}");
    }
    let after = format!("{text} {term}");
    let stands = parse(&after)
        .tops
        .last()
        .is_some_and(|top| after[top.span.clone()] == *term);
    // Behind an open quote or a dangling `NOT` it would mean something else.
    if stands {
        after
    } else {
        format!("{term} {text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_added_joined_and_removed() {
        for (text, field, value, expected) in [
            ("", "who", "Tom Serres", "who:\"Tom Serres\""),
            (
                "who:serres",
                "who",
                "Tom Serres",
                "who:serres,\"Tom Serres\"",
            ),
            (
                "who:serres,\"tom serres\"",
                "who",
                "Tom Serres",
                "who:serres",
            ),
            (
                "speaker:\"Tom Serres\",x a",
                "who",
                "Tom Serres",
                "speaker:x a",
            ),
            ("a kind:fact b", "kind", "fact", "a b"),
            ("a OR b", "kind", "fact", "(a OR b) kind:fact"),
            ("-kind:fact", "kind", "fact", "kind:fact"),
            ("(kind:fact)", "kind", "fact", "(kind:fact) kind:fact"),
            ("\"open", "kind", "fact", "kind:fact \"open"),
            ("a NOT", "kind", "fact", "kind:fact a NOT"),
            ("a", "org", "=Meta", "a org:=Meta"),
            ("a org:=meta", "org", "=Meta", "a"),
            ("a", "nofield", "x", "a"),
        ] {
            assert_eq!(toggle(text, field, value, false), expected, "{text}");
        }
    }

    #[test]
    fn an_exclusion_is_a_term_of_its_own() {
        assert_eq!(toggle("tag:a", "tag", "b", true), "tag:a -tag:b");
        assert_eq!(toggle("-tag:a", "tag", "b", true), "-tag:a -tag:b");
        assert_eq!(toggle("-tag:a -tag:b", "tag", "b", true), "-tag:a");
        assert_eq!(toggle("tag:a,b", "tag", "b", true), "tag:a -tag:b");
    }

    #[test]
    fn a_value_goes_round_from_asked_for_to_excluded_to_nothing() {
        let mut text = "who:ann a".to_owned();
        for (expected, standing_of_bob) in [
            ("who:ann,bob a", Some(Standing::Asked)),
            ("who:ann a -who:bob", Some(Standing::Excluded)),
            ("who:ann a", None),
        ] {
            text = cycle(&text, "who", "bob");
            assert_eq!(text, expected);
            assert_eq!(standing(&parse(&text), "who", "BOB"), standing_of_bob);
        }
        assert_eq!(standing(&parse("kind:bob"), "who", "bob"), None);
    }

    fn spaced(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn twice_is_nothing_and_the_result_parses(
            text in "(-?(who:(a|\"b c\"|=d)(,e)?|tag:x|word|\"a phrase\"|\\(p OR q\\)|fig:>1,000) ){0,4}",
            field in "who|tag|outlet|quote",
            value in "=?Z\\PC{0,8}|Z[,\" ()\\\\.-]{0,6}",
            exclude: bool,
        ) {
            prop_assert!(parse(&text).problems().is_empty());
            let once = toggle(&text, &field, &value, exclude);
            prop_assert!(parse(&once).problems().is_empty(), "{}", once);
            prop_assert_eq!(spaced(&toggle(&once, &field, &value, exclude)), spaced(&text), "{}", once);
        }
    }
}
