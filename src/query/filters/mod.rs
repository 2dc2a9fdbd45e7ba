//! The fields of the query language: one file each, one row each in [`FIELDS`]. Parsing, completion,
//! help and the reference page are loops over the rows.
//!
//! To add a field, write its file and name its row here.

mod article;
mod attribution;
mod author;
mod by;
mod cred;
mod fig;
mod grade;
mod has;
mod id;
mod integrity;
mod kind;
mod note;
mod noted;
mod on;
mod org;
mod outlet;
mod quote;
mod rel;
mod role;
mod said;
mod shapes;
mod sort;
mod status;
mod tag;
mod unit;
mod verdict;
mod via;
mod who;

use std::fmt;
use std::sync::Arc;

use crate::store::{ClaimRef, RowSet, Store};

pub(super) use noted::moments;

use super::value::Piece;
use super::value::figures::{FigureTest, UnitTest};
use super::words::{Fuzzy, Needle, Pattern};
use super::{Env, Problem};

/// A test of single claims, made for one store.
pub type Test<'a> = Box<dyn Fn(ClaimRef<'_>) -> bool + Send + Sync + 'a>;

/// One condition of a query.
pub(super) trait Filter: fmt::Debug + Send + Sync {
    /// Returns the test of this store's claims. What can be found out once per store, file or
    /// speaker is found out here.
    fn test<'a>(&'a self, store: &'a Store, env: &'a Env) -> Test<'a>;

    /// Returns the claims that pass, when an index tells them without looking at each.
    fn rows(&self, _: &Store, _: &Env) -> Option<RowSet> {
        None
    }

    /// Returns the text to highlight.
    fn needle(&self) -> Option<&Needle> {
        None
    }

    /// Returns the letters to highlight.
    fn fuzzy(&self) -> Option<&Fuzzy> {
        None
    }

    /// Returns the regular expression to highlight.
    fn pattern(&self) -> Option<&Pattern> {
        None
    }

    /// Returns what it asks for, where the environment or a grammar has a say in that.
    fn meaning(&self, _: &Env) -> Option<String> {
        None
    }

    /// Returns the test of single figures, when this is one.
    fn figure(&self) -> Option<&FigureTest> {
        None
    }

    /// Returns the test of a figure's unit, when this is one.
    fn unit(&self) -> Option<&UnitTest> {
        None
    }
}

/// Where a term is looked up: what one has to pass through to answer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// The speakers of `speakers.yaml` and of the claims, each with its claims.
    Speakers,
    /// The files, each with its article and its claims.
    Files,
    /// The distinct texts of a column.
    Texts,
    /// A column of small values.
    Column,
    /// The figures, parsed when the claims were read.
    Figures,
    /// Annotations and reasons to doubt.
    Notes,
    /// What became of the quotes in their captured texts.
    Anchors,
    /// All words, each with its claims; a phrase is then sought in the text of those that have its words.
    Words,
    /// One folded text of all that is searched.
    Folded,
    /// The texts as written, where case matters.
    Originals,
    /// Nothing is looked up: it puts in order.
    Order,
}

impl Index {
    /// Returns how it is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Speakers => "table of speakers",
            Self::Files => "table of files",
            Self::Texts => "distinct texts of a column",
            Self::Column => "column of the claims",
            Self::Figures => "figures of the claims",
            Self::Notes => "notes of the claims",
            Self::Anchors => "anchors in the captured texts",
            Self::Words => "index of words",
            Self::Folded => "folded text",
            Self::Originals => "texts as written",
            Self::Order => "",
        }
    }
}

/// How a field reads one piece of its value.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reads {
    /// As a condition.
    Condition(fn(&Piece) -> Result<Arc<dyn Filter>, Problem>),
    /// As a place in the ordering: `sort:`.
    Order,
}

/// A closed set of words a field may have, each with a line that says what it means.
type Words = fn() -> Vec<(&'static str, &'static str)>;

/// Gives each value of the field that a claim has.
type Values = fn(ClaimRef<'_>, &mut dyn FnMut(&str));

/// A field of the query language.
#[derive(Debug)]
pub struct FieldRow {
    /// Its name, without the colon.
    pub name: &'static str,
    /// Other names.
    pub aliases: &'static [&'static str],
    /// What it looks at, in one line.
    pub doc: &'static str,
    /// Whole terms, as one would type them.
    pub examples: &'static [&'static str],
    /// Where it is looked up.
    pub(super) index: Index,
    /// A comma between a digit and a group of three is part of a number.
    pub(super) thousands: bool,
    pub(super) words: Words,
    pub(super) values: Values,
    pub(super) reads: Reads,
}

impl FieldRow {
    /// Returns the words the field may have, each with its meaning; empty when the set is open.
    #[must_use]
    pub fn words(&self) -> Vec<(&'static str, &'static str)> {
        (self.words)()
    }

    /// Calls `each` with every value of the field that the claim has.
    pub fn values_of(&self, claim: ClaimRef<'_>, each: &mut dyn FnMut(&str)) {
        (self.values)(claim, each);
    }

    /// Returns the name and the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name].into_iter().chain(self.aliases.iter().copied())
    }
}

/// Every field, in the order of the reference page.
pub(super) const FIELDS: &[&FieldRow] = &[
    &who::ROW,
    &org::ROW,
    &role::ROW,
    &via::ROW,
    &rel::ROW,
    &cred::ROW,
    &grade::ROW,
    &kind::ROW,
    &attribution::ROW,
    &tag::ROW,
    &fig::ROW,
    &unit::ROW,
    &article::ROW,
    &outlet::ROW,
    &author::ROW,
    &quote::ROW,
    &note::ROW,
    &id::ROW,
    &on::ROW,
    &said::ROW,
    &noted::ROW,
    &by::ROW,
    &has::ROW,
    &status::ROW,
    &integrity::ROW,
    &verdict::ROW,
    &sort::ROW,
];

/// Why a typed field name stands for no single field.
#[derive(Debug)]
pub(super) enum Unknown {
    /// The names that begin so.
    Several(Vec<&'static str>),
    /// No name begins so; the nearest, if any is near.
    Nothing(Option<&'static str>),
}

/// Returns the field with this name or alias, or the only one with a name that begins so.
pub(super) fn field(typed: &str) -> Result<&'static FieldRow, Unknown> {
    let typed = typed.to_ascii_lowercase();
    let named = FIELDS
        .iter()
        .find(|row| row.names().any(|name| name == typed));
    if let Some(row) = named {
        return Ok(row);
    }
    let begins = |row: &&&FieldRow| row.names().any(|name| name.starts_with(&typed));
    let begun: Vec<&FieldRow> = FIELDS.iter().filter(begins).copied().collect();
    match begun.as_slice() {
        [row] => Ok(row),
        [] => {
            let known = FIELDS.iter().flat_map(|row| row.names());
            Err(Unknown::Nothing(crate::model::nearest(&typed, known)))
        }
        several => Err(Unknown::Several(
            several.iter().map(|row| row.name).collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn names_are_unique_and_everything_has_a_doc() {
        let mut names: Vec<_> = FIELDS.iter().flat_map(|row| row.names()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for row in FIELDS {
            assert!(
                !row.doc.is_empty() && !row.examples.is_empty(),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn every_example_parses_and_names_its_field() {
        for row in FIELDS {
            for example in row.examples {
                assert_eq!(parse(example).problems(), [], "{example}");
                let term = example.trim_start_matches('-');
                let name = term.split(':').next().unwrap_or_default();
                assert!(row.names().any(|own| own == name), "{example}");
            }
        }
    }

    #[test]
    fn every_closed_word_parses() {
        for row in FIELDS {
            for (word, doc) in row.words() {
                assert!(!doc.is_empty(), "{word}");
                let query = format!("{}:{word}", row.name);
                assert_eq!(parse(&query).problems(), [], "{query}");
            }
        }
    }

    #[test]
    fn a_name_may_be_cut_while_it_is_unambiguous() {
        assert_eq!(field("spe").map(|row| row.name).ok(), Some("who"));
        assert_eq!(field("KIND").map(|row| row.name).ok(), Some("kind"));
        assert_eq!(field("note").map(|row| row.name).ok(), Some("note"));
        assert!(matches!(field("no"), Err(Unknown::Several(names)) if names == ["note", "noted"]));
        assert!(matches!(
            field("speeker"),
            Err(Unknown::Nothing(Some("speaker")))
        ));
        assert!(matches!(field("https"), Err(Unknown::Nothing(None))));
    }
}
