//! `by:` who annotated or doubted.

use std::sync::Arc;

use super::{FieldRow, Filter, Index, Reads, Test};
use crate::query::Env;
use crate::query::value::name::NameTest;
use crate::store::{ClaimRef, Store};
use crate::text::fold::fold;

pub(super) const ROW: FieldRow = FieldRow {
    name: "by",
    aliases: &[],
    doc: "who annotated or doubted; `me` is you",
    examples: &["by:dana", "by:me"],
    index: Index::Notes,
    thousands: false,
    words: || vec![("me", "you")],
    values: |claim, each| {
        let mut people: Vec<&str> = people(claim).collect();
        people.sort_unstable();
        people.dedup();
        people.into_iter().for_each(each);
    },
    reads: Reads::Condition(|piece| {
        let me = piece.text == "me" && !piece.quoted;
        let name = NameTest::parse(piece)?;
        Ok(Arc::new(By { name, me }))
    }),
};

#[derive(Debug)]
struct By {
    name: NameTest,
    me: bool,
}

impl Filter for By {
    fn test<'a>(&'a self, _: &'a Store, env: &'a Env) -> Test<'a> {
        if let Some(me) = env.me.as_deref().filter(|_| self.me) {
            let me = fold(me);
            return Box::new(move |claim| people(claim).any(|by| fold(by) == me));
        }
        Box::new(|claim| people(claim).any(|by| self.name.holds(by)))
    }
}

fn people(claim: ClaimRef<'_>) -> impl Iterator<Item = &str> {
    let notes = claim.annotations().filter_map(|entry| entry.by.as_deref());
    notes.chain(claim.skepticism().filter_map(|reason| reason.by.as_deref()))
}

#[cfg(test)]
mod tests {
    use crate::model::{Claim, LogEntry};
    use crate::query::testing::{article, claim, found};

    #[test]
    fn annotators_are_found_and_me_is_the_user() {
        let by = |id: &str, by: &str| Claim {
            annotations: vec![LogEntry {
                by: Some(by.to_owned()),
                ..LogEntry::default()
            }],
            ..claim(id, "X")
        };
        let store = article(vec![by("a", "dana"), by("b", "Dana K."), by("c", "mel")]);
        assert_eq!(found(&store, "by:dana"), ["a", "b"]);
        assert_eq!(found(&store, "by:me"), ["a"]);
        assert_eq!(found(&store, "by:\"me\""), ["c"]);
    }
}
