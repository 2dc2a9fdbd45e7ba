//! How a diagnostic looks on a terminal: the line it is about, a caret under the place, the hint.
//!
//! Knows nothing of which check found it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::model::{Diagnostic, Place, Severity};
use crate::text::clean;
use crate::text::clean::is_clean;

/// Returns the diagnostic as a block of lines with styles; hostile text is made visible.
///
/// `path` is the file as the reader of the message finds it; `columns` is how wide a line may be.
#[must_use]
pub fn render(diagnostic: &Diagnostic, path: &str, columns: usize) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name("hint"),
    };
    let title = level
        .primary_title(clean(&diagnostic.message).into_owned())
        .id(diagnostic.code);
    let path = clean(path).into_owned();
    let mut group = match diagnostic.place {
        Some(place) if !diagnostic.excerpt.is_empty() => {
            let (excerpt, span) = underlined(&diagnostic.excerpt, place);
            let snippet = Snippet::source(excerpt)
                .line_start(place.line as usize)
                .annotation(AnnotationKind::Primary.span(span));
            let group = Group::with_title(title);
            if is_clean(diagnostic.excerpt.trim_end()) {
                group.element(snippet.path(path.clone()))
            } else {
                // With marks in the line the renderer would count these, not the file's columns.
                group.element(origin(&path, place)).element(snippet)
            }
        }
        Some(place) => Group::with_title(title).element(origin(&path, place)),
        None => Group::with_title(title).element(Origin::path(path.clone())),
    };
    if let (Some(claim), true) = (&diagnostic.claim, diagnostic.excerpt.is_empty()) {
        group = group.element(Level::NOTE.message(format!("claim `{}`", clean(claim))));
    }
    if let Some((place, what)) = &diagnostic.other {
        let note = format!("{} ({}:{}:{})", clean(what), path, place.line, place.column);
        group = group.element(Level::NOTE.message(note));
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(clean(hint).into_owned()));
    }
    let renderer = Renderer::styled().term_width(columns);
    format!("{}\n", renderer.render(&[group]))
}

fn origin<'a>(path: &str, place: Place) -> Origin<'a> {
    Origin::path(path.to_owned())
        .line(place.line as usize)
        .char_column(place.column as usize)
}

/// Returns the cleaned line, and the bytes of it that the caret underlines.
///
/// Cleaning makes text longer, so each part is cleaned by itself.
fn underlined(line: &str, place: Place) -> (String, Range<usize>) {
    let line = line.trim_end_matches(['\n', '\r']);
    let byte = |column: usize| {
        let found = line.char_indices().nth(column);
        found.map_or(line.len(), |(at, _)| at)
    };
    let first = (place.column as usize).saturating_sub(1);
    let start = byte(first);
    let end = byte(first.saturating_add(place.width.max(1) as usize));
    let before = clean(&line[..start]);
    let within = clean(&line[start..end]);
    let after = clean(&line[end..]);
    let span = before.len()..before.len() + within.len();
    (format!("{before}{within}{after}"), span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(diagnostic: &Diagnostic, columns: usize) -> String {
        let text = render(diagnostic, &format!("claims/{}", diagnostic.file), columns);
        anstream::adapter::strip_str(&text).to_string()
    }

    fn at(line: u32, column: u32, width: u32, excerpt: &str) -> Diagnostic {
        Diagnostic {
            place: Some(Place {
                line,
                column,
                width,
            }),
            excerpt: excerpt.to_owned(),
            hint: Some("did you mean `figure`?".to_owned()),
            ..Diagnostic::of_file(
                "unknown-word",
                Severity::Error,
                "a.yaml",
                "`figur` is no kind",
            )
        }
    }

    #[test]
    fn the_caret_stands_under_the_place() {
        let shown = plain(&at(12, 11, 5, "    kind: figur"), 80);
        insta::assert_snapshot!(shown, @r#"
        error[unknown-word]: `figur` is no kind
          --> claims/a.yaml:12:11
           |
        12 |     kind: figur
           |           ^^^^^
           |
           = help: did you mean `figure`?
        "#);
    }

    #[test]
    fn the_caret_counts_characters_and_marks() {
        let shown = plain(&at(3, 9, 3, "é漢\u{1b}[2J: bad"), 80);
        insta::assert_snapshot!(shown, @r#"
        error[unknown-word]: `figur` is no kind
         --> claims/a.yaml:3:9
          |
         ::: 
        3 | é漢<ESC>[2J: bad
          |              ^^^
          |
          = help: did you mean `figure`?
        "#);
    }

    #[test]
    fn a_place_beyond_the_line_and_a_whole_file_are_shown_too() {
        assert!(plain(&at(3, 80, 3, "kind"), 80).contains("claims/a.yaml:3"));
        let whole = Diagnostic::of_file("not-yaml", Severity::Warning, "a\u{9b}.yaml", "bad \u{7}");
        insta::assert_snapshot!(plain(&whole, 80), @r#"
        warning[not-yaml]: bad <U+0007>
        --> claims/a<U+009B>.yaml
        "#);
    }

    #[test]
    fn another_place_is_named() {
        let place = Place {
            line: 4,
            column: 5,
            width: 2,
        };
        let twice = Diagnostic {
            other: Some((place, "the first one is here".to_owned())),
            ..at(9, 5, 2, "    id: b")
        };
        insta::assert_snapshot!(plain(&twice, 80), @r#"
        error[unknown-word]: `figur` is no kind
         --> claims/a.yaml:9:5
          |
        9 |     id: b
          |     ^^
          |
          = note: the first one is here (claims/a.yaml:4:5)
          = help: did you mean `figure`?
        "#);
    }
}
