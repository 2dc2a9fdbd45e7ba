//! A query made ready for one store: what can be found out once is, and the rest is a test a claim.

use std::collections::HashMap;
use std::sync::Arc;

use super::Env;
use super::ast::{Node, Term};
use super::filters::{Filter, Test};
use super::rows::Rows;
use super::value::figures::{FigureTest, UnitTest};
use super::words::Needle;
use crate::model::Amount;
use crate::store::{ClaimRef, RowSet, Store};

/// What stands in for a word that was not found, by the number of its term.
pub(super) type Guesses = HashMap<usize, Guess>;

/// What stands in for a word that was not found.
#[derive(Debug, Clone)]
pub(super) enum Guess {
    /// A word of the vocabulary.
    Word(Needle),
    /// The claims with a name like it.
    Names(Rows),
    /// Other values of the field: any of them.
    Values(Vec<Arc<dyn Filter>>),
}

/// A part of the plan.
pub(super) enum Plan<'a> {
    All(Vec<Plan<'a>>),
    Any(Vec<Plan<'a>>),
    Not(Box<Plan<'a>>),
    /// An index has told which.
    Rows(RowSet),
    Test(Test<'a>),
}

impl<'a> Plan<'a> {
    /// Makes a query ready. `guesses` stand in for words that were not found.
    pub(super) fn new(
        query: &'a super::Query,
        store: &'a Store,
        env: &'a Env,
        guesses: &'a Guesses,
    ) -> Self {
        let maker = Maker {
            store,
            env,
            guesses,
        };
        let mut parts = Vec::new();
        if !query.names_status {
            parts.push(Plan::Rows(store.accepted().clone()));
        }
        parts.extend(
            query
                .root
                .as_ref()
                .map(|root| maker.node(root, &Units::new())),
        );
        Plan::All(parts)
    }

    /// Tells that the claim passes.
    pub(super) fn passes(&self, claim: ClaimRef<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.passes(claim)),
            Self::Any(parts) => parts.iter().any(|part| part.passes(claim)),
            Self::Not(part) => !part.passes(claim),
            Self::Rows(rows) => rows.has(claim.ix()),
            Self::Test(test) => test(claim),
        }
    }

    /// Returns the claims that pass, where indexes tell of all parts; `len` is how many claims there
    /// are.
    pub(super) fn rows(&self, len: usize) -> Option<RowSet> {
        match self {
            Self::All(parts) => {
                let mut all = RowSet::all(len);
                for part in parts {
                    all.keep(&part.rows(len)?);
                }
                Some(all)
            }
            Self::Any(parts) => {
                let mut any = RowSet::default();
                for part in parts {
                    any.add(&part.rows(len)?);
                }
                Some(any)
            }
            Self::Not(part) => Some(part.rows(len)?.complement(len)),
            Self::Rows(rows) => Some(rows.clone()),
            Self::Test(_) => None,
        }
    }

    /// Returns claims among which all are that pass, where an index has told; nobody else is looked
    /// at.
    pub(super) fn among(&self) -> Option<RowSet> {
        match self {
            Self::All(parts) => parts.iter().filter_map(Self::among).reduce(|mut all, own| {
                all.keep(&own);
                all
            }),
            Self::Any(parts) => {
                let mut all = RowSet::default();
                for part in parts {
                    all.add(&part.among()?);
                }
                Some(all)
            }
            Self::Rows(rows) => Some(rows.clone()),
            Self::Not(_) | Self::Test(_) => None,
        }
    }
}

struct Maker<'a> {
    store: &'a Store,
    env: &'a Env,
    guesses: &'a Guesses,
}

/// The units asked for beside a figure: one of each list.
type Units<'a> = Vec<Vec<&'a UnitTest>>;

impl<'a> Maker<'a> {
    /// `units` are those asked for beside the node: value and unit bind to one figure.
    fn node(&self, node: &'a Node, units: &Units<'a>) -> Plan<'a> {
        match node {
            Node::All(nodes) => {
                let own = nodes.iter().filter_map(units_of);
                let units = own.chain(units.iter().cloned()).collect();
                Plan::All(nodes.iter().map(|node| self.node(node, &units)).collect())
            }
            Node::Any(nodes) => {
                Plan::Any(nodes.iter().map(|node| self.node(node, units)).collect())
            }
            Node::Not(node) => Plan::Not(Box::new(self.node(node, &Units::new()))),
            Node::Term(term) => self.term(term, units),
        }
    }

    fn filter(&self, filter: &'a dyn Filter) -> Plan<'a> {
        match filter.rows(self.store, self.env) {
            Some(rows) => Plan::Rows(rows),
            None => Plan::Test(filter.test(self.store, self.env)),
        }
    }

    fn term(&self, term: &'a Term, units: &Units<'a>) -> Plan<'a> {
        match self.guesses.get(&term.number) {
            Some(Guess::Word(needle)) => {
                return self.filter(needle);
            }
            Some(Guess::Names(rows)) => return Plan::Rows(rows.clone().set()),
            Some(Guess::Values(_)) | None => {}
        }
        let filters = match self.guesses.get(&term.number) {
            Some(Guess::Values(filters)) => filters.iter().map(AsRef::as_ref).collect(),
            _ => term.filters(),
        };
        let figures: Vec<&FigureTest> = filters
            .iter()
            .filter_map(|filter| filter.figure())
            .collect();
        if !figures.is_empty() && !units.is_empty() {
            return Plan::Test(figure_with_units(figures, units.clone()));
        }
        let mut tests: Vec<Plan<'_>> = filters
            .into_iter()
            .map(|filter| self.filter(filter))
            .collect();
        match tests.len() {
            1 => tests.remove(0),
            _ => Plan::Any(tests),
        }
    }
}

/// Returns the units of which the node asks for one, when it asks for nothing else.
fn units_of(node: &Node) -> Option<Vec<&UnitTest>> {
    match node {
        Node::Term(term) => term.filters().into_iter().map(Filter::unit).collect(),
        Node::Any(nodes) => {
            let units: Option<Vec<_>> = nodes.iter().map(units_of).collect();
            units.map(|units| units.concat())
        }
        Node::All(_) | Node::Not(_) => None,
    }
}

/// Returns the test for one figure that has a number asked for and every unit asked for.
fn figure_with_units<'a>(figures: Vec<&'a FigureTest>, units: Units<'a>) -> Test<'a> {
    let fits = move |amount: &Amount| {
        figures.iter().any(|figure| figure.holds(amount))
            && units
                .iter()
                .all(|any| any.iter().any(|unit| unit.holds(amount)))
    };
    Box::new(move |claim| {
        claim
            .figures()
            .filter_map(|figure| figure.amount)
            .any(&fits)
    })
}
