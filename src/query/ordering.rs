//! Ordering claims by the keys of `sort:`. Texts are compared once each, not once a claim.

use std::cmp::Ordering;
use std::collections::HashMap;

use rayon::prelude::*;

use super::Query;
use super::ast::{Node, SortKey, Term};
use super::value::figures::{FigureTest, UnitTest};
use crate::model::Amount;
use crate::store::{Ix, Store};
use crate::text::fold::fold;

/// What a claim is compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Key<'s> {
    /// 0 has a place on the scale; more comes after it, whichever way the scale runs.
    pub(super) off: u8,
    /// Compared first, and never turned round: the unit.
    pub(super) group: &'s str,
    /// Compared folded.
    pub(super) text: &'s str,
    pub(super) number: f64,
}

impl<'s> Key<'s> {
    pub(super) fn number(number: f64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    pub(super) fn text(text: Option<&'s str>) -> Self {
        match text {
            Some(text) => Self {
                text,
                ..Self::default()
            },
            None => Self::off(1),
        }
    }

    pub(super) fn off(off: u8) -> Self {
        Self {
            off,
            ..Self::default()
        }
    }
}

/// What an ordering may ask beside the claim.
pub(super) struct Context<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) descending: bool,
    /// The claim's place before the ordering: by relevance, else file order.
    pub(super) place: u32,
}

/// What the query asks of the figures of every claim it finds.
#[derive(Default)]
pub(super) struct Asked<'a> {
    numbers: Vec<&'a FigureTest>,
    units: Vec<Vec<&'a UnitTest>>,
}

impl<'a> Asked<'a> {
    fn new(root: Option<&'a Node>) -> Self {
        let mut asked = Self::default();
        if let Some(root) = root {
            asked.gather(root);
        }
        asked
    }

    fn gather(&mut self, node: &'a Node) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.gather(node)),
            Node::Term(term) => self.gather_term(term),
            Node::Any(_) | Node::Not(_) => {}
        }
    }

    fn gather_term(&mut self, term: &'a Term) {
        let filters = term.filters();
        self.numbers
            .extend(filters.iter().filter_map(|filter| filter.figure()));
        let units: Vec<_> = filters.iter().filter_map(|filter| filter.unit()).collect();
        if !units.is_empty() {
            self.units.push(units);
        }
    }

    /// Tells that the figure has one of the numbers, and the units, asked for.
    pub(super) fn holds(&self, amount: &Amount) -> bool {
        let number = self.numbers.is_empty() || self.numbers.iter().any(|test| test.holds(amount));
        number
            && self
                .units
                .iter()
                .all(|any| any.iter().any(|test| test.holds(amount)))
    }
}

/// A key with its texts as numbers.
#[derive(Debug, Clone, Copy)]
struct Place {
    off: u8,
    group: u32,
    text: u32,
    number: f64,
}

impl Place {
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let value = self
            .text
            .cmp(&other.text)
            .then(self.number.total_cmp(&other.number));
        let value = if descending { value.reverse() } else { value };
        self.off
            .cmp(&other.off)
            .then(self.group.cmp(&other.group))
            .then(value)
    }
}

/// The orderings of a query, first to last.
pub(super) struct Sorting<'a> {
    keys: &'a [SortKey],
    asked: Asked<'a>,
}

impl<'a> Sorting<'a> {
    pub(super) fn new(query: &'a Query) -> Self {
        Self {
            keys: &query.sorts,
            asked: Asked::new(query.root.as_ref()),
        }
    }

    /// Returns the claims in order; ties stay as they came.
    pub(super) fn order(&self, store: &Store, rows: Vec<Ix>) -> Vec<Ix> {
        if self.keys.is_empty() {
            return rows;
        }
        let columns: Vec<Vec<Place>> = self
            .keys
            .iter()
            .map(|key| self.column(store, &rows, *key))
            .collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.par_sort_by(|&a, &b| {
            let pairs = columns.iter().zip(self.keys);
            let mut orders =
                pairs.map(|(column, key)| column[a].compare(&column[b], key.descending));
            orders
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        order.into_iter().map(|at| rows[at]).collect()
    }

    /// Returns the places of the claims by one key.
    fn column(&self, store: &Store, rows: &[Ix], key: SortKey) -> Vec<Place> {
        let mut found: Vec<Key<'_>> = Vec::with_capacity(rows.len());
        for (&ix, place) in rows.iter().zip(0..) {
            let context = Context {
                asked: &self.asked,
                descending: key.descending,
                place,
            };
            let own = store.claim(ix).map(|claim| (key.row.key)(claim, &context));
            found.push(own.unwrap_or_default());
        }
        let groups = numbered(found.iter().map(|key| key.group));
        let texts = numbered(found.iter().map(|key| key.text));
        let place = |key: &Key<'_>| Place {
            off: key.off,
            group: place_of(&groups, key.group),
            text: place_of(&texts, key.text),
            number: key.number,
        };
        found.iter().map(place).collect()
    }
}

fn place_of(places: &HashMap<&str, u32>, text: &str) -> u32 {
    places.get(text).copied().unwrap_or_default()
}

/// Returns for each distinct text its place among them, folded; texts that fold alike share one.
fn numbered<'t>(texts: impl Iterator<Item = &'t str>) -> HashMap<&'t str, u32> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    for text in texts {
        numbers.entry(text).or_default();
    }
    let mut distinct: Vec<(String, &str)> =
        numbers.keys().map(|text| (fold(text), *text)).collect();
    distinct.sort_unstable();
    let mut place = 0;
    let mut before: Option<&str> = None;
    for (folded, text) in &distinct {
        if before.is_some_and(|before| before != folded) {
            place += 1;
        }
        before = Some(folded);
        numbers.insert(text, place);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_folded() {
        let numbers = numbered(["b", "Ăn", "an", "C", "b"].into_iter());
        let of = |text| numbers[text];
        assert_eq!([of("an"), of("Ăn"), of("b"), of("C")], [0, 0, 1, 2]);
    }
}
