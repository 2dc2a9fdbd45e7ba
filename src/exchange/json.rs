//! JSON: an array of claims, indented.

use std::io::{self, Write};

use super::record::{escaped, record};
use super::{Format, Selection};

pub(super) const FORMAT: Format = Format::row(
    "json",
    "json",
    "an array of claims with all that is recorded and derived, for programs",
    write,
);

/// Claim by claim, so that a large export needs the memory of one.
fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut before = "[\n  ";
    for claim in selection.claims() {
        let json = serde_json::to_string_pretty(&record(selection, claim))?;
        // A line end inside a string is escaped, so these are all between values.
        let json = escaped(&json).replace('\n', "\n  ");
        write!(out, "{before}{json}")?;
        before = ",\n  ";
    }
    out.write_all(if before.starts_with('[') {
        b"[]\n"
    } else {
        b"\n]\n"
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Options;
    use super::super::tests::{HOSTILE, claim, store, text_of};
    use crate::model::Claim;

    #[test]
    fn every_hostile_text_reads_back_the_same() {
        let quoting = |quote: &&str| Claim {
            quote: Some((*quote).to_owned()),
            ..claim("a")
        };
        let store = store(HOSTILE.iter().map(quoting).collect());
        let text = text_of("json", &store, &Options::default());
        let control = |c: char| c.is_control() && c != '\n';
        assert!(!text.contains(control));
        let read: Vec<Value> = serde_json::from_str(&text).unwrap();
        let quotes: Vec<_> = read
            .iter()
            .map(|one| one["quote"].as_str().unwrap())
            .collect();
        assert_eq!(quotes, HOSTILE);
    }

    #[test]
    fn it_is_laid_out_like_any_indented_json() {
        for claims in [vec![], vec![claim("a"), claim("b")]] {
            let text = text_of("json", &store(claims), &Options::default());
            let read: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(text, serde_json::to_string_pretty(&read).unwrap() + "\n");
        }
    }
}
