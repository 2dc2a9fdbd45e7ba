//! CSV by RFC 4180: for spreadsheets.

use std::io::{self, Write};

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::columns::{Cell, chosen};
use super::{Format, Options, Selection, defuse};

pub(super) const FORMAT: Format = Format::row(
    "csv",
    "csv",
    "comma-separated values, for spreadsheets; cells that look like formulas are made text",
    write,
)
.remarking(remarks);

/// Where values end, and when they are quoted.
pub(super) struct Dialect {
    pub(super) delimiter: u8,
    pub(super) quote: QuoteStyle,
    pub(super) line_end: Terminator,
}

/// All but numbers is quoted: a spreadsheet that expects another separator must not find one.
const CSV: Dialect = Dialect {
    delimiter: b',',
    quote: QuoteStyle::NonNumeric,
    line_end: Terminator::CRLF,
};

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_as(&CSV, selection, out)
}

pub(super) fn write_as(
    dialect: &Dialect,
    selection: &Selection<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = chosen(selection.options)?;
    if selection.options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .quote_style(dialect.quote)
        .terminator(dialect.line_end)
        .from_writer(out);
    table.write_record(columns.iter().map(|column| column.name))?;
    for claim in selection.claims() {
        selection.options.watch.pass()?;
        for column in &columns {
            match (column.cell)(claim) {
                Cell::Text(text) if !selection.options.raw => {
                    table.write_field(defuse(&text).as_bytes())?;
                }
                Cell::Text(text) | Cell::Number(text) => table.write_field(text)?,
            }
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

/// Says that cells were made text, so that nobody wonders about the marks before them; or that they
/// were not.
pub(super) fn remarks(selection: &Selection<'_>) -> Vec<String> {
    let guarded = Options {
        raw: false,
        ..selection.options.clone()
    };
    let count = count_defused(&Selection {
        options: &guarded,
        ..*selection
    });
    let cells = match count {
        0 => return Vec::new(),
        1 => "1 cell begins".to_owned(),
        n => format!("{n} cells begin"),
    };
    vec![if selection.options.raw {
        format!("{cells} like a formula and stand as they are: a spreadsheet may run them")
    } else {
        format!("{cells} like a formula and got a `'` before it; --raw leaves them")
    }]
}

/// Returns how many cells of the selection begin like formulas and are made text.
fn count_defused(selection: &Selection<'_>) -> usize {
    let columns = match chosen(selection.options) {
        Ok(columns) if !selection.options.raw => columns,
        _ => return 0,
    };
    let cells = selection
        .claims()
        .flat_map(|claim| columns.iter().map(move |column| (column.cell)(claim)));
    cells
        .filter(|cell| matches!(cell, Cell::Text(text) if defuse(text) != text.as_str()))
        .count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{HOSTILE, claim, store, text_of};
    use super::super::{Options, undefuse};
    use super::*;
    use crate::model::{Claim, Figure};

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let row = |row: ::csv::StringRecord| row.iter().map(str::to_owned).collect();
        reader
            .records()
            .map(|record| row(record.unwrap()))
            .collect()
    }

    fn quotes() -> Options {
        Options {
            columns: Some(vec!["quote".to_owned(), "line".to_owned()]),
            ..Options::default()
        }
    }

    fn quoting(quote: &str) -> Claim {
        Claim {
            quote: Some(quote.to_owned()),
            line: Some(3),
            ..claim("a")
        }
    }

    #[test]
    fn every_hostile_text_is_one_harmless_cell_and_comes_back() {
        let claims = HOSTILE.iter().map(|quote| quoting(quote)).collect();
        let rows = read(&text_of("csv", &store(claims), &quotes()));
        assert_eq!(rows[0], ["quote", "line"]);
        for (row, hostile) in rows[1..].iter().zip(HOSTILE) {
            assert_eq!(row.len(), 2, "{hostile:?}");
            assert_eq!(undefuse(&row[0]), *hostile);
            let begins = row[0].trim_start();
            assert!(
                !begins.starts_with(['=', '+', '-', '@', '＝']),
                "{begins:?}"
            );
        }
        assert_eq!(rows.len(), HOSTILE.len() + 1);
    }

    #[test]
    fn our_own_numbers_stay_numbers() {
        let mut claim = quoting("fell 3%");
        claim.figures = vec![Figure {
            text: "3%".to_owned(),
            low: Some("-3".to_owned()),
            high: Some("-3".to_owned()),
            ..Figure::default()
        }];
        let columns = ["low", "line", "figures"].map(str::to_owned).to_vec();
        let options = Options {
            columns: Some(columns),
            ..Options::default()
        };
        let text = text_of("csv", &store(vec![claim]), &options);
        assert_eq!(text, "\"low\",\"line\",\"figures\"\r\n-3,3,\"3%\"\r\n");
    }

    #[test]
    fn raw_leaves_formulas_and_the_count_says_so() {
        let store = store(vec![quoting("=1"), quoting("plain"), quoting("-x")]);
        let rows: Vec<_> = store.claims().map(|claim| claim.ix()).collect();
        let count = |options: &Options| {
            count_defused(&Selection {
                store: &store,
                rows: &rows,
                query: "",
                options,
            })
        };
        assert_eq!(count(&quotes()), 2);
        let raw = Options {
            raw: true,
            ..quotes()
        };
        assert_eq!(count(&raw), 0);
        assert_eq!(read(&text_of("csv", &store, &raw))[1][0], "=1");
    }

    proptest! {
        #[test]
        fn any_quote_comes_back(quote in any::<String>()) {
            let text = text_of("csv", &store(vec![quoting(&quote)]), &quotes());
            let rows = read(&text);
            prop_assert_eq!(undefuse(&rows[1][0]), quote);
        }
    }
}
