//! "Did you mean": for words and values that nothing in the claims has. They say what could be
//! asked, and change nothing.

use super::ast::{Condition, Seeks};
use super::filters::FieldRow;
use super::guess::{near, nearest_value, unfound};
use super::value::written;
use super::{Env, Query};
use crate::store::Store;

/// Which terms are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Those under a `-`: one that excludes nothing would pass unseen.
    Excluded,
    /// The values that are asked for too.
    Both,
}

/// Returns what may have been meant by excluded words, and by values, that no claim has.
pub(super) fn suggest(store: &Store, query: &Query, env: &Env, side: Side) -> Vec<String> {
    let mut meant: Vec<String> = unfound(store, query, env, true)
        .iter()
        .filter_map(|(_, needle, _)| near(store, needle))
        .collect();
    if let Some(root) = &query.root {
        root.terms(&mut |term, excluded| {
            if let Seeks::Field(row, any) = &term.seeks
                && (excluded || side == Side::Both)
            {
                let unknown = any
                    .iter()
                    .filter_map(|own| near_value(store, env, row, own));
                meant.extend(unknown);
            }
        });
    }
    meant.iter().map(|meant| did_you_mean(meant)).collect()
}

/// Returns the question.
pub(super) fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

/// Returns the term with the nearest value that some claim has, when none has this one.
fn near_value(store: &Store, env: &Env, row: &FieldRow, own: &Condition) -> Option<String> {
    let test = own.filter.test(store, env);
    if store.claims().any(&test) {
        return None;
    }
    let value = nearest_value(store, row, own)?;
    Some(format!("{}:{}", row.name, written(&value)))
}

#[cfg(test)]
mod tests {
    use crate::model::Claim;
    use crate::query::testing::{article, claim, env};
    use crate::query::{Guessing, parse, run};

    #[test]
    fn what_nothing_has_is_answered_with_the_nearest() {
        let tagged = Claim {
            tags: vec!["deepseek".to_owned()],
            ..claim("a", "Mark Zuckerberg")
        };
        let store = article(vec![tagged, claim("b", "Ann")]);
        for (query, guessing, expected) in [
            (
                "who:zukerberg",
                Guessing::Literal,
                Some("who:\"Mark Zuckerberg\""),
            ),
            ("who:zukerberg", Guessing::Allowed, None),
            ("-tag:depseek", Guessing::Allowed, Some("tag:deepseek")),
            ("-wrods", Guessing::Allowed, Some("words")),
            ("wrods", Guessing::Literal, Some("words")),
            ("-tag:deepseek", Guessing::Literal, None),
            ("tag:deepseek who:ann", Guessing::Literal, None),
            ("on:2031", Guessing::Literal, None),
            ("kind:fact", Guessing::Literal, None),
        ] {
            let hits = run(&store, &parse(query), &env(), guessing);
            let expected: Vec<String> = expected
                .iter()
                .map(|meant| format!("did you mean `{meant}`?"))
                .collect();
            assert_eq!(hits.suggestions, expected, "{query}");
        }
    }
}
