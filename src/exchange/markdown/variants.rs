//! Markdown in short: a list of quotations to paste into a draft, and a table.

use std::io::{self, Write};

use super::{Group, inline, title};
use crate::exchange::columns::{Cell, Column, chosen};
use crate::exchange::{Format, Options, Selection, citation};
use crate::store::ClaimRef;

pub(in crate::exchange) const LIST: Format = Format::row(
    "markdown-list",
    "md",
    "one line a claim with its citation and grade, to paste into a draft",
    write_list,
);

pub(in crate::exchange) const TABLE: Format = Format::row(
    "markdown-table",
    "md",
    "a table of the columns you choose, for an issue or a wiki",
    write_table,
);

/// What the table shows when nobody chose its columns.
const COLUMNS: &[&str] = &[
    "name",
    "grade",
    "verdict",
    "speaker",
    "words",
    "outlet",
    "published",
];

fn write_list(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    title(selection, out)?;
    writeln!(out)?;
    let item = |claim: ClaimRef<'_>, out: &mut dyn Write, indent: &str| {
        selection.options.watch.pass()?;
        let (words, grade) = (inline(&citation(claim)), inline(&grade(claim)));
        writeln!(out, "{indent}- {words} ({grade})")
    };
    match selection.options.group {
        Group::Article => selection
            .claims()
            .try_for_each(|claim| item(claim, out, "")),
        Group::Speaker => selection
            .by_speaker()
            .into_iter()
            .try_for_each(|(name, claims)| {
                writeln!(out, "- {}", inline(name.unwrap_or("Speaker not recorded")))?;
                claims
                    .into_iter()
                    .try_for_each(|claim| item(claim, out, "  "))
            }),
    }
}

fn grade(claim: ClaimRef<'_>) -> String {
    let grade = claim.grade().in_words();
    match claim.verdict() {
        Some(verdict) => format!("{grade}; {verdict}"),
        None => grade,
    }
}

fn write_table(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(selection.options)?;
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = columns
        .iter()
        .map(|column| column.name.to_owned())
        .collect();
    writeln!(out, "{}", row(heads))?;
    writeln!(out, "{}", row(vec!["---".to_owned(); columns.len()]))?;
    for claim in selection.claims() {
        selection.options.watch.pass()?;
        let cell = |column: &&Column| match (column.cell)(claim) {
            Cell::Text(text) => inline(&text),
            Cell::Number(number) => number,
        };
        writeln!(out, "{}", row(columns.iter().map(cell).collect()))?;
    }
    Ok(())
}

fn columns(options: &Options) -> io::Result<Vec<&'static Column>> {
    let names = COLUMNS.iter().map(|&name| name.to_owned());
    let names = options.columns.clone().unwrap_or_else(|| names.collect());
    let options = Options {
        columns: Some(names),
        ..options.clone()
    };
    Ok(chosen(&options)?)
}

#[cfg(test)]
mod tests {
    use crate::exchange::tests::{HOSTILE, claim, store, text_of};
    use crate::exchange::{Group, Options};

    #[test]
    fn no_text_ends_a_row_or_an_item() {
        for format in ["markdown-table", "markdown-list"] {
            for group in [Group::Article, Group::Speaker] {
                let options = Options {
                    group,
                    ..Options::default()
                };
                let lines = |text: &str| {
                    let mut hostile = claim("a");
                    hostile.quote = Some(text.to_owned());
                    hostile.speaker = Some(text.to_owned());
                    let text = text_of(format, &store(vec![hostile]), &options);
                    assert!(!text.contains(['<', '\u{1b}']), "{text}");
                    text.lines().count()
                };
                for hostile in HOSTILE {
                    assert_eq!(lines(hostile), lines("plain"), "{hostile:?}");
                }
            }
        }
    }
}
