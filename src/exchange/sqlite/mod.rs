//! `SQLite`: one database with a table a thing and a full-text index; opens in Datasette as it is.
//!
//! `schema.sql` says what there is. The columns that are keys of the YAML carry its names, so that
//! `write` and `read` are loops over [`LISTS`] and the keys themselves. The database is made in
//! memory and handed on as bytes: no file is opened here.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::FORMAT;

const SCHEMA: &str = include_str!("schema.sql");

/// The keys of an article that are columns.
const ARTICLE: &[&str] = &[
    "title",
    "author",
    "outlet",
    "published",
    "url",
    "archived",
    "accessed",
];

/// The keys of a claim that are columns.
const CLAIM: &[&str] = &[
    "quote",
    "assertion",
    "speaker",
    "role",
    "org",
    "via",
    "attribution",
    "kind",
    "line",
    "said",
    "lang",
    "translation",
    "grade",
    "verdict",
    "candidate",
    "confidence",
    "rule",
];

/// The keys of a claim that are lists, each a table of its own with these columns.
const LISTS: &[(&str, &[&str])] = &[
    (
        "figures",
        &[
            "text",
            "about",
            "low",
            "high",
            "unit",
            "qualifier",
            "period",
        ],
    ),
    ("skepticism", &["note", "at", "by"]),
    ("tags", &["tag"]),
    (
        "evidence",
        &["stance", "url", "quote", "note", "archived", "accessed"],
    ),
    ("links", &["relation", "target"]),
    (
        "reviews",
        &[
            "label",
            "value",
            "best",
            "worst",
            "by",
            "url",
            "published",
            "note",
            "original",
        ],
    ),
    (
        "annotations",
        &["at", "by", "grade", "verdict", "was", "replaces", "note"],
    ),
];

/// What a speaker of `speakers.yaml` has beside a name.
const SPEAKER: &[&str] = &["role", "org", "interest", "reliability", "url"];

#[cfg(test)]
pub(super) use tests::dump;

#[cfg(test)]
mod tests;
