//! JSON Lines: one claim a line.

use std::io::{self, Write};

use super::record::{escaped, record};
use super::{Format, Selection};

pub(super) const FORMAT: Format = Format::row(
    "jsonl",
    "jsonl",
    "a JSON object a line, for streams: jq, DuckDB, pandas",
    write,
);

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for claim in selection.claims() {
        let json = serde_json::to_string(&record(selection, claim))?;
        writeln!(out, "{}", escaped(&json))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::Options;
    use super::super::tests::{claim, store, text_of};

    #[test]
    fn each_line_is_an_object() {
        let mut hostile = claim("a");
        hostile.quote = Some("a\nb\u{2028}c".to_owned());
        let store = store(vec![hostile, claim("b")]);
        let text = text_of("jsonl", &store, &Options::default());
        let read = text.lines().map(serde_json::from_str::<Value>);
        let names: Vec<_> = read.map(|one| one.unwrap()["name"].clone()).collect();
        assert_eq!(names, ["a/a", "a/b"]);
        assert!(!text.contains('\u{2028}'));
    }
}
