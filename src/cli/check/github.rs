//! A finding as a workflow command of GitHub Actions, which shows it beside the line.
//!
//! The form and its escapes: GitHub Docs, "Workflow commands for GitHub Actions"; the toolkit's
//! `core/src/command.ts`.

use crate::cli::line::Line;
use crate::model::{Diagnostic, Severity};
use crate::text::clean;

/// Returns the command that shows the finding.
#[must_use]
pub fn command(diagnostic: &Diagnostic, path: &str) -> Line {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let place = diagnostic.place.map_or_else(String::new, |place| {
        let end = place.column + place.width.max(1);
        format!(",line={},col={},endColumn={end}", place.line, place.column)
    });
    let hint = diagnostic
        .hint
        .iter()
        .map(|hint| format!("%0A{}", data(hint)));
    let message: String = std::iter::once(data(&diagnostic.message))
        .chain(hint)
        .collect();
    Line::from(format!(
        "::{level} file={}{place},title={}::{message}",
        property(path),
        property(diagnostic.code)
    ))
}

fn data(text: &str) -> String {
    clean(text).replace('%', "%25")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[test]
    fn text_can_not_end_the_command_or_begin_another() {
        let diagnostic = Diagnostic {
            place: Some(Place {
                line: 3,
                column: 5,
                width: 2,
            }),
            hint: Some("try it".to_owned()),
            ..Diagnostic::of_file("odd-id", Severity::Warning, "x", "100%\n::error::no")
        };
        assert_eq!(
            command(&diagnostic, "a,b:c.yaml"),
            Line::from(
                "::warning file=a%2Cb%3Ac.yaml,line=3,col=5,endColumn=7,title=odd-id::\
                 100%25␤::error::no%0Atry it"
            )
        );
    }
}
