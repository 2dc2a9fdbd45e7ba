//! The text under `--help`: examples first, then the query language from its own table.

use std::fmt::Write as _;

use crate::query;
use crate::text::width;

/// Shown under the short and the long help.
pub const EXAMPLES: &str = "\
Examples:
  onrecord                                        browse the claims of this folder
  onrecord demo                                   try it on a private copy of a real record
  onrecord list who:serres cred:4..5              doubtful claims of one speaker
  onrecord show training-cost                     everything about one claim
  onrecord export 'fig:>1bn' -f csv -o money.csv  hand a selection on
  onrecord annotate training-cost --grade D4 -m 'Single interested source.'
  onrecord check --strict                         what is wrong in the files; for CI too";

/// Returns what stands under `--help`: examples, the query language, exit codes.
#[must_use]
pub fn after_long_help() -> String {
    format!("{EXAMPLES}\n\n{}\n\n{EXIT_CODES}", query_sheet())
}

/// Returns the query language on one screen.
#[must_use]
pub fn query_sheet() -> String {
    let mut sheet = String::from(
        "Queries (the same in the app, list, export, check, stats and saved views):\n",
    );
    for (form, meaning) in FORMS {
        row(&mut sheet, form, meaning);
    }
    for field in query::fields() {
        row(&mut sheet, &format!("{}:", field.name), field.doc);
    }
    sheet.push_str("A query that begins with `-` goes through -q='-tag:crypto' or after `--`.");
    sheet
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 nothing matched, or check found errors; 2 could not run.";

/// What is not a field.
const FORMS: [(&str, &str); 7] = [
    (
        "sputnik moment",
        "every word somewhere in the claim; a capital matches case",
    ),
    ("\"more than\"", "the exact phrase"),
    ("/colou?r/", "a regular expression"),
    ("~spndng", "letters in this order, over all text"),
    ("-tag:crypto", "not"),
    ("a OR b, ( … )", "or, groups; a space is and"),
    ("sort:-noted", "order; a minus turns it round"),
];

fn row(sheet: &mut String, form: &str, meaning: &str) {
    let mut form = form;
    for line in width::wrap(meaning, 60) {
        // Writing to a string can not fail.
        let _ = writeln!(sheet, "  {form:<16} {line}");
        form = "";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_on_the_sheet() {
        let sheet = query_sheet();
        assert!(query::fields().len() > 10);
        for field in query::fields() {
            assert!(
                sheet.contains(&format!("  {}:", field.name)),
                "{}",
                field.name
            );
        }
    }

    #[test]
    fn the_forms_are_ones_the_query_language_reads() {
        for (form, _) in FORMS.iter().filter(|(form, _)| !form.contains('…')) {
            assert!(query::parse(form).problems().is_empty(), "{form}");
        }
    }
}
