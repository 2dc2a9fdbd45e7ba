//! Claims from elsewhere: what a foreign file holds, and where it would go.
//!
//! One row a format in [`IMPORTERS`]. An importer turns bytes into [`Incoming`] claims and tells what
//! it could not read; `plan` holds them against the store. Nothing is written here.

mod fields;
mod flat;
mod hypothesis;
mod json;
mod names;
mod plan;
mod table;
mod yaml;

use crate::model::{Article, Claim, Speaker};
use crate::yaml::Limits;

pub use fields::{FIELDS, FieldRow};
pub use names::safe_file;
pub use plan::{Addition, Plan, Skipped, plan};

/// A claim that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Incoming {
    /// The line of the file it stands on, or its number among the records, from 1.
    pub at: usize,
    /// The claim file it was in, when it is from a record of this program.
    pub file: Option<String>,
    /// The article it is from.
    pub article: Article,
    /// The claim; its id may be empty.
    pub claim: Claim,
}

/// What a foreign file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The claims, in order.
    pub claims: Vec<Incoming>,
    /// The known speakers, of a whole record.
    pub speakers: Vec<Speaker>,
    /// What could not be read, with its line or number.
    pub faults: Vec<(usize, String)>,
    /// Of a table: each column, and the field it was taken for.
    pub columns: Vec<(String, Option<&'static str>)>,
}

/// What the user says of a foreign file.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Field and column, where they are not to be guessed.
    pub map: Vec<(String, String)>,
    /// How large and deep a record may be.
    pub limits: Limits,
}

/// A format that claims come in.
pub struct Importer {
    /// What is typed: `--from csv`.
    pub name: &'static str,
    /// The usual endings of its files, without the dot.
    pub endings: &'static [&'static str],
    /// What it is, in one line.
    pub doc: &'static str,
    /// Reads a file.
    pub read: ReadFn,
}

/// Reads a file: its name, for what is said of it, and its bytes. What makes the whole file unreadable
/// is the error.
type ReadFn = fn(&str, &[u8], &Wishes) -> Result<Imported, String>;

/// Every format that can be imported, in the order of the help.
pub static IMPORTERS: &[Importer] = &[
    Importer {
        name: "claimreview",
        endings: &["jsonld", "html", "htm"],
        doc: "schema.org ClaimReview: an object, an array, a feed, one a line, or in a web page",
        read: json::claimreviews,
    },
    Importer {
        name: "csv",
        endings: &["csv"],
        doc: "a table with a line of heads; columns are taken by their names",
        read: table::csv,
    },
    Importer {
        name: "tsv",
        endings: &["tsv", "tab"],
        doc: "a table whose columns are separated by tabs",
        read: table::tsv,
    },
    Importer {
        name: "json",
        endings: &["json"],
        doc: "an array of this program's, or of any objects: their keys are columns",
        read: json::read,
    },
    Importer {
        name: "jsonl",
        endings: &["jsonl", "ndjson"],
        doc: "an object a line",
        read: json::read,
    },
    Importer {
        name: "hypothesis",
        endings: &[],
        doc: "annotations as the Hypothesis API gives them",
        read: hypothesis::read,
    },
    Importer {
        name: "yaml",
        endings: &["yaml", "yml"],
        doc: "a claim file, or any YAML with --map",
        read: yaml::read,
    },
    Importer {
        name: "sqlite",
        endings: &["sqlite", "sqlite3", "db"],
        doc: "a database that this program wrote",
        read: super::sqlite::read,
    },
];

/// Returns the importer of this name.
#[must_use]
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.name == name)
}

/// Returns the importer whose files end so.
#[must_use]
pub fn importer_of_ending(ending: &str) -> Option<&'static Importer> {
    let ending = ending.to_ascii_lowercase();
    let mut importers = IMPORTERS.iter();
    importers.find(|importer| importer.endings.contains(&ending.as_str()))
}

/// Returns bytes as text without a byte order mark; UTF-16 with one is read too, as Excel writes it.
fn text(bytes: &[u8]) -> Result<String, String> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes
            .chunks_exact(2)
            .skip(1)
            .map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| "it is not UTF-16".to_owned())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = good.split(|byte| *byte == b'\n').count();
                Err(format!("line {line} is not UTF-8: save the file as UTF-8"))
            }
        },
    }
}

#[cfg(test)]
mod tests;
