//! Tab-separated values: for `cut`, `awk` and their like.

use std::io::{self, Write};

use ::csv::{QuoteStyle, Terminator};

use super::csv::{Dialect, remarks, write_as};
use super::{Format, Selection};

pub(super) const FORMAT: Format = Format::row(
    "tsv",
    "tsv",
    "tab-separated values, a line a claim; quoted only where a value holds a tab, mark or line end",
    write,
)
.remarking(remarks);

const TSV: Dialect = Dialect {
    delimiter: b'\t',
    quote: QuoteStyle::Necessary,
    line_end: Terminator::Any(b'\n'),
};

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_as(&TSV, selection, out)
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::tests::{claim, store, text_of};

    #[test]
    fn values_stand_between_tabs() {
        let mut hostile = claim("b");
        hostile.quote = Some("x\ty\n=1".to_owned());
        let options = Options {
            columns: Some(vec!["quote".to_owned(), "name".to_owned()]),
            ..Options::default()
        };
        let text = text_of("tsv", &store(vec![claim("a"), hostile]), &options);
        assert_eq!(text, "quote\tname\nwords of a\ta/a\n\"x\ty\n'=1\"\ta/b\n");
    }
}
