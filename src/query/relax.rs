//! Why nothing was found: which term of the query keeps how many claims away.

use super::{Env, Guessing, Query, parse, run};
use crate::store::Store;

/// The query without one of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxed {
    /// The term that is left out, as written.
    pub without: String,
    /// The query's text without it.
    pub text: String,
    /// How many claims that finds; at least 1.
    pub found: usize,
}

/// Returns the query without each of its terms where that finds something, most claims first.
#[must_use]
pub fn relaxed(store: &Store, query: &Query, env: &Env) -> Vec<Relaxed> {
    let mut found: Vec<Relaxed> = Vec::new();
    for chip in query.chips() {
        if chip.text.starts_with("sort:") {
            continue;
        }
        let text = query.without(&chip);
        let rows = run(store, &parse(&text), env, Guessing::Literal).rows;
        if !rows.is_empty() {
            found.push(Relaxed {
                without: chip.text,
                text,
                found: rows.len(),
            });
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.found));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{env, graded};

    #[test]
    fn each_term_is_left_out_in_turn() {
        let store = graded(&["B2", "B4", "C4"]);
        let query = parse("rel:B  cred:5 words");
        let seen: Vec<(String, String, usize)> = relaxed(&store, &query, &env())
            .into_iter()
            .map(|one| (one.without, one.text, one.found))
            .collect();
        assert_eq!(seen, [("cred:5".to_owned(), "rel:B words".to_owned(), 2)]);
        assert_eq!(relaxed(&store, &parse("zzz"), &env())[0].text, "");
        assert_eq!(relaxed(&store, &parse("zzz yyy"), &env()), []);
    }
}
