//! How a query was understood: its parts, what each asks for, where that is looked up, and how many
//! claims are left after it.

use super::ast::{Node, Seeks, Term};
use super::filters::Index;
use super::plan::Guesses;
use super::words::Needle;
use super::{Env, Query, run};
use crate::store::Store;

/// A query taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// How many claims there are.
    pub total: usize,
    /// Its parts, in the order they are held to.
    pub parts: Vec<Part>,
    /// What puts the claims in order.
    pub order: String,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How deep it stands in groups.
    pub depth: usize,
    /// As written.
    pub text: String,
    /// What it asks for.
    pub asks: String,
    /// Where that is looked up.
    pub index: &'static str,
    /// How many claims pass it alone.
    pub alone: usize,
    /// How many are left after it and all before it; `None` of parts of a group.
    pub left: Option<usize>,
}

/// Takes a query apart, as it is literally: what could be guessed is not.
#[must_use]
pub fn explain(store: &Store, query: &Query, env: &Env) -> Explained {
    let count = |root: Option<Node>, names_status: bool| {
        let part = Query {
            root,
            names_status,
            ..query.clone()
        };
        run::filter(store, &part, env, &Guesses::new()).len()
    };
    let alone = |node: &Node| count(Some(node.clone()), true);
    let mut parts = Vec::new();
    if !query.names_status {
        let left = count(None, false);
        parts.push(Part {
            depth: 0,
            text: "-status:candidate".to_owned(),
            asks: "implied: drafts that nobody accepted are left out".to_owned(),
            index: Index::Column.word(),
            alone: left,
            left: Some(left),
        });
    }
    let top = match &query.root {
        Some(Node::All(nodes)) => nodes.as_slice(),
        Some(node) => std::slice::from_ref(node),
        None => &[],
    };
    for (at, node) in top.iter().enumerate() {
        let first = parts.len();
        describe(node, 0, env, query, &alone, &mut parts);
        let so_far = Node::All(top[..=at].to_vec());
        parts[first].left = Some(count(Some(so_far), query.names_status));
    }
    Explained {
        total: store.len(),
        parts,
        order: order(query),
    }
}

fn describe(
    node: &Node,
    depth: usize,
    env: &Env,
    query: &Query,
    alone: &dyn Fn(&Node) -> usize,
    parts: &mut Vec<Part>,
) {
    let group = |text: &str, asks: &str| Part {
        depth,
        text: text.to_owned(),
        asks: asks.to_owned(),
        index: "",
        alone: alone(node),
        left: None,
    };
    let within = match node {
        Node::Term(term) => {
            parts.push(Part {
                depth,
                text: query
                    .text
                    .get(term.span.clone())
                    .unwrap_or_default()
                    .to_owned(),
                asks: asks(term, env),
                index: index(term).word(),
                alone: alone(node),
                left: None,
            });
            return;
        }
        Node::Not(inner) => {
            parts.push(group("-", "not what follows"));
            std::slice::from_ref(inner.as_ref())
        }
        Node::All(nodes) => {
            parts.push(group("( )", "all of what follows"));
            nodes
        }
        Node::Any(nodes) => {
            parts.push(group("OR", "any of what follows"));
            nodes
        }
    };
    for node in within {
        describe(node, depth + 1, env, query, alone, parts);
    }
}

fn index(term: &Term) -> Index {
    match &term.seeks {
        Seeks::Field(row, _) => row.index,
        Seeks::Pattern(pattern) if !pattern.sees_folded() => Index::Originals,
        Seeks::Word(..) | Seeks::Phrase(_) => Index::Words,
        _ => Index::Folded,
    }
}

fn asks(term: &Term, env: &Env) -> String {
    match &term.seeks {
        Seeks::Word(needle, _) => sought("the letters", needle),
        Seeks::Phrase(needle) => sought("exactly", needle),
        Seeks::Pattern(pattern) => format!("the regular expression {}", pattern.regex()),
        Seeks::Fuzzy(_) => "the letters in this order, others between".to_owned(),
        Seeks::Field(row, any) => {
            let own = any.iter().map(|own| match own.filter.meaning(env) {
                Some(meaning) => meaning,
                None if own.piece.after("=").is_some() => own.piece.text.clone(),
                None => format!("`{}`", own.piece.text),
            });
            let own: Vec<String> = own.collect();
            let what = row.doc.split([',', ';']).next().unwrap_or(row.doc);
            format!("{what}: {}", own.join(" or "))
        }
    }
}

fn sought(what: &str, needle: &Needle) -> String {
    let case = if needle.matches_case() {
        ", capitals as typed"
    } else {
        ""
    };
    format!("{what} `{}`{case}", needle.folded())
}

fn order(query: &Query) -> String {
    let keys = query.sorts.iter().map(|key| {
        let turned = if key.descending { ", turned round" } else { "" };
        format!("{}{turned}", key.row.name)
    });
    let keys: Vec<String> = keys.collect();
    match (keys.is_empty(), query.has_words()) {
        (false, true) => format!("{}, then relevance", keys.join(", then ")),
        (false, false) => format!("{}, then file", keys.join(", then ")),
        (true, true) => "relevance, then publication, newest first, then file".to_owned(),
        (true, false) => "file".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Kind};
    use crate::query::testing::{article, claim, env};
    use crate::query::{Guessing, parse, run};

    fn store() -> Store {
        let with = |id: &str, kind, candidate| Claim {
            kind: Some(kind),
            candidate,
            ..claim(id, "Ann")
        };
        article(vec![
            with("alpha", Kind::Fact, false),
            with("beta", Kind::Figure, false),
            with("draft", Kind::Fact, true),
        ])
    }

    fn shown(query: &str) -> Vec<String> {
        let explained = explain(&store(), &parse(query), &env());
        assert_eq!(explained.total, 3);
        let line = |part: Part| {
            let left = part.left.map_or("-".to_owned(), |left| left.to_string());
            format!(
                "{} {left} {} {}: {} | {}",
                part.depth, part.alone, part.text, part.asks, part.index
            )
        };
        let lines = explained.parts.into_iter().map(line);
        lines.chain([explained.order]).collect()
    }

    #[test]
    fn parts_say_what_they_ask_where_and_how_many_are_left() {
        assert_eq!(
            shown("Words kind:fact -(alpha OR on:2025-01..2025-03) sort:-who"),
            [
                "0 2 2 -status:candidate: implied: drafts that nobody accepted are left out | column of the claims",
                "0 0 0 Words: the letters `words`, capitals as typed | index of words",
                "0 0 2 kind:fact: what sort of statement it is: `fact` | column of the claims",
                "0 0 0 -: not what follows | ",
                "1 - 3 OR: any of what follows | ",
                "2 - 1 alpha: the letters `alpha` | index of words",
                "2 - 3 on:2025-01..2025-03: when the article was published: 2025-01-01 to 2025-03-31 | table of files",
                "who, turned round, then relevance",
            ]
        );
        assert_eq!(shown("status:candidate").len(), 2);
        assert_eq!(
            shown("fig:>$1bn noted:<7d")[1..],
            [
                "0 0 0 fig:>$1bn: the printed number of a figure: more than 1bn USD | figures of the claims",
                "0 0 0 noted:<7d: when somebody annotated or doubted: after 2026-11-16 22:30 | notes of the claims",
                "file",
            ]
        );
    }

    #[test]
    fn what_is_left_in_the_end_is_what_is_found() {
        let store = store();
        for query in [
            "",
            "words",
            "kind:fact words",
            "a OR b",
            "-alpha -kind:fact",
            "status:candidate",
        ] {
            let query = parse(query);
            let explained = explain(&store, &query, &env());
            let left = explained.parts.last().map(|_| {
                explained
                    .parts
                    .iter()
                    .filter_map(|part| part.left)
                    .next_back()
            });
            let found = run(&store, &query, &env(), Guessing::Literal);
            assert_eq!(left.flatten(), Some(found.rows.len()), "{}", query.text());
        }
    }
}
