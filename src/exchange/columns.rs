//! The columns of a table of claims: name, meaning and value of each.

use super::phrases::{self, joined};
use super::{ExportError, Options};
use crate::model::{Grade, SourcePin, nearest};
use crate::store::ClaimRef;
use crate::text::clean;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text that somebody wrote; it is not to be trusted.
    Text(String),
    /// A number that this program made.
    Number(String),
}

/// A column: what its head says, what stands in it, and the code that says so.
pub struct Column {
    /// The head of the column.
    pub name: &'static str,
    /// What stands in it, in a few words.
    pub doc: &'static str,
    /// Returns the cell of a claim; empty when there is nothing to say.
    pub cell: fn(ClaimRef<'_>) -> Cell,
}

fn text<T: ToString>(value: Option<T>) -> Cell {
    Cell::Text(value.map(|value| value.to_string()).unwrap_or_default())
}

fn number<T: ToString>(value: Option<T>) -> Cell {
    Cell::Number(value.map(|value| value.to_string()).unwrap_or_default())
}

fn list(values: impl IntoIterator<Item = String>) -> Cell {
    Cell::Text(joined(values))
}

fn pin(claim: ClaimRef<'_>) -> Option<&SourcePin> {
    claim.article().source.as_ref()
}

/// Declares the table: name, doc, then the cell of a claim.
macro_rules! columns {
    ($($name:literal $doc:literal |$claim:ident| $cell:expr;)*) => {
        /// Every column, in the order of an export that names none.
        pub const COLUMNS: &[Column] = &[
            $(Column { name: $name, doc: $doc, cell: |$claim| $cell },)*
        ];
    };
}

columns! {
    "name" "global name of the claim" |c| Cell::Text(c.name());
    "file" "file it is recorded in" |c| text(Some(c.file().path()));
    "title" "title of the article" |c| text(Some(&c.article().title));
    "outlet" "who published the article" |c| text(c.article().outlet.as_ref());
    "author" "who wrote the article" |c| text(c.article().author.as_ref());
    "published" "when it was published" |c| text(c.article().published.as_ref().map(|at| &at.text));
    "url" "where the article stands" |c| text(c.article().url.as_ref());
    "source_file" "file of its captured text" |c| text(pin(c).and_then(|pin| pin.file.as_ref()));
    "source_sha256" "fingerprint of that text" |c| text(pin(c).and_then(|pin| pin.sha256.as_ref()));
    "line" "line of the captured text" |c| number(c.line());
    "speaker" "who makes the claim, spellings merged" |c| text(c.speaker_name());
    "role" "their role" |c| text(phrases::role(c));
    "org" "their organisation" |c| text(phrases::org(c));
    "via" "who passes it on" |c| text(c.via());
    "attribution" "whose words the quote is made of" |c| text(c.attribution());
    "kind" "what sort of statement it is" |c| text(c.kind());
    "quote" "the article's own text" |c| text(c.quote());
    "assertion" "the recorder's words" |c| text(c.assertion());
    "words" "how the words may be printed, and whose they are" |c| {
        let wording = c.wording();
        Cell::Text(wording.lead + &wording.words)
    };
    "figures" "the figures as printed" |c| list(c.figures().map(|f| f.recorded.text.clone()));
    "unit" "unit of the first figure that measures something" |c| {
        text(phrases::measured(c).map(|amount| &amount.unit))
    };
    "low" "its lower end" |c| number(phrases::measured(c).and_then(|amount| amount.low));
    "high" "its upper end" |c| number(phrases::measured(c).and_then(|amount| amount.high));
    "grade" "Admiralty grade" |c| text(Some(c.grade()).filter(|grade| *grade != Grade::NONE));
    "reliability" "reliability of the source, A to F" |c| text(c.grade().reliability);
    "credibility" "credibility of the information, 1 to 6" |c| number(c.grade().credibility);
    "verdict" "verdict after checking" |c| text(c.verdict());
    "status" "candidate, settled, contested, graded or ungraded" |c| text(Some(c.status()));
    "integrity" "how the quote stands to its captured text" |c| text(c.integrity());
    "tags" "labels" |c| list(c.tags().map(str::to_owned));
    "skepticism" "reasons to doubt" |c| list(c.skepticism().map(|reason| reason.note.clone()));
    "evidence" "what was found for and against" |c| list(c.evidence().map(phrases::evidence));
    "links" "how it bears on other claims" |c| list(c.links().map(phrases::link));
    "notes" "the log: who noted what, and when" |c| list(phrases::log(c));
    "said" "when it was said" |c| text(c.said().map(|said| said.text));
    "lang" "language of the quote" |c| text(c.lang());
    "translation" "the quote in the record's language" |c| text(c.translation());
}

/// Returns the columns that are asked for, in that order; without log and reasons to doubt when
/// they are not wanted.
///
/// # Errors
/// A name that is no column.
pub fn chosen(options: &Options) -> Result<Vec<&'static Column>, ExportError> {
    if let Some(names) = &options.columns {
        return names.iter().map(|name| named(name)).collect();
    }
    let wanted =
        |column: &&Column| options.notes || !["notes", "skepticism"].contains(&column.name);
    Ok(COLUMNS.iter().filter(wanted).collect())
}

fn named(name: &str) -> Result<&'static Column, ExportError> {
    let typed = name.trim().to_lowercase();
    let known = COLUMNS.iter().find(|column| column.name == typed);
    known.ok_or_else(|| ExportError::UnknownColumn {
        name: clean(name).into_owned(),
        near: nearest(&typed, COLUMNS.iter().map(|column| column.name)),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_column_has_its_own_name_and_a_doc() {
        let names: BTreeSet<_> = COLUMNS.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), COLUMNS.len());
        assert!(COLUMNS.iter().all(|column| !column.doc.is_empty()));
    }

    fn names(options: &Options) -> Vec<&'static str> {
        let columns = chosen(options).unwrap();
        columns.iter().map(|column| column.name).collect()
    }

    #[test]
    fn columns_come_as_they_are_asked_for() {
        let options = Options {
            columns: Some(vec!["quote".to_owned(), " Name".to_owned()]),
            ..Options::default()
        };
        assert_eq!(names(&options), ["quote", "name"]);
        let silent = Options {
            notes: false,
            ..Options::default()
        };
        assert!(names(&Options::default()).contains(&"notes"));
        assert!(!names(&silent).contains(&"notes"));
    }

    #[test]
    fn a_misspelt_column_is_refused() {
        let ask = |name: &str| {
            let options = Options {
                columns: Some(vec![name.to_owned()]),
                ..Options::default()
            };
            chosen(&options).err().map(|error| error.hint())
        };
        assert_eq!(ask("speeker"), Some("did you mean `speaker`?".to_owned()));
        assert!(ask("\u{1b}[2J").is_some_and(|hint| hint.starts_with("the columns are name,")));
    }
}
