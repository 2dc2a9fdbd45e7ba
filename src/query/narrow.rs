//! A query that goes on where another stood: what it finds is among what that one found, and nothing
//! else need be looked at.

use super::Query;
use super::ast::{Node, Seeks, Top};

/// Fields whose answer depends on more than the store: what they find may grow while one types, with
/// the clock or as the captured texts are read.
const CLOCK: [&str; 4] = ["on", "said", "noted", "integrity"];

/// Tells that whatever `new` finds, `old` found too. Not told of every pair that it holds for.
#[must_use]
pub fn narrows(old: &Query, new: &Query) -> bool {
    let plain =
        |query: &Query| !query.alternatives && query.problems.is_empty() && !on_clock(query);
    if !plain(old) || !plain(new) || old.names_status != new.names_status {
        return false;
    }
    if old.tops.len() > new.tops.len() {
        return false;
    }
    let mut pairs = old.tops.iter().zip(&new.tops).rev();
    let Some((last, other)) = pairs.next() else {
        return true;
    };
    let same = |(a, b): (&Top, &Top)| written(old, a) == written(new, b);
    pairs.all(same) && (same((last, other)) || goes_on(old, last, new, other))
}

fn on_clock(query: &Query) -> bool {
    let mut found = false;
    if let Some(root) = &query.root {
        root.terms(&mut |term, _| {
            found |= matches!(&term.seeks, Seeks::Field(row, _) if CLOCK.contains(&row.name));
        });
    }
    found
}

fn written<'q>(query: &'q Query, top: &Top) -> &'q str {
    query.text.get(top.span.clone()).unwrap_or_default()
}

/// Tells that a bare word has become a longer one.
fn goes_on(old: &Query, a: &Top, new: &Query, b: &Top) -> bool {
    let (Some(short), Some(long)) = (word_at(old, a), word_at(new, b)) else {
        return false;
    };
    // Letter by letter what was typed stays, and so do its capitals.
    written(new, b).starts_with(written(old, a)) && long.starts_with(short)
}

/// Returns the folded word that stands at the place, when it is one that is asked for.
fn word_at<'q>(query: &'q Query, top: &Top) -> Option<&'q str> {
    let nodes = match query.root.as_ref()? {
        Node::All(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    };
    nodes.iter().find_map(|node| match node {
        Node::Term(term) if term.span == top.span => match &term.seeks {
            Seeks::Word(needle, _) => Some(needle.folded()),
            _ => None,
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Claim;
    use crate::query::testing::{article, claim, env};
    use crate::query::{Guessing, parse, put_in_order, run, run_within};

    #[test]
    fn longer_is_narrower_only_where_that_is_sound() {
        for (old, new, expected) in [
            ("", "a", true),
            ("infl", "inflation", true),
            ("infl", "Inflation", false),
            ("infl kind:fact", "infl kind:fact who:ann", true),
            ("who:an", "who:ann", false),
            ("who:ann infl", "who:ann inflation sort:who", true),
            ("-infl", "-inflation", false),
            ("a OR b", "a OR bc", false),
            ("a", "a OR b", false),
            ("a b", "a", false),
            ("a", "a status:candidate", false),
            ("noted:<7d", "noted:<7d a", false),
            ("fig:>1", "fig:>15", false),
            ("\"a", "\"a b\"", false),
        ] {
            assert_eq!(narrows(&parse(old), &parse(new)), expected, "{old} > {new}");
        }
    }

    proptest! {
        #[test]
        fn within_the_old_result_is_the_same_as_afresh(
            quotes in prop::collection::vec("[abAB]{1,4}( [abA]{1,3}){0,3}", 1..12),
            words in "(-?[abA]{1,3}|\"a b\"|~ab|/a+/|kind:none|fig:1)( -?[ab]{1,2}| who:x| unit:usd){0,2}",
            more in "[abA]| [ab]| -a| who:x| sort:-who| OR b| fig:1",
            first in 0_usize..4,
        ) {
            let claims = quotes.iter().zip(0..).map(|(quote, at)| Claim {
                quote: Some(quote.clone()),
                ..claim(&format!("z{at}"), "X")
            });
            let store = article(claims.collect());
            let (old, new) = (parse(&words), parse(&format!("{words}{more}")));
            let before = run(&store, &old, &env(), Guessing::Allowed);
            let fresh = run(&store, &new, &env(), Guessing::Allowed);
            let before = (&old, &before);
            let mut within = run_within(&store, &new, &env(), Guessing::Allowed, before, first);
            let start = first.min(fresh.rows.len());
            prop_assert_eq!(&within.rows[..start], &fresh.rows[..start]);
            put_in_order(&store, &new, &mut within);
            prop_assert_eq!(within, fresh);
        }
    }
}
