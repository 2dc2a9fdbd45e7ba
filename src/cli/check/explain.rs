//! `onrecord check --explain CODE`: what a code means and what to do about it.

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::line::{Line, STRONG};
use crate::cli::report::Report;
use crate::model::{READING_CODES, nearest, reading_code};
use crate::store::checks;

/// Prints what a code means.
///
/// # Errors
/// A code that no rule has, a closed pipe.
pub fn run(code: &str, report: &mut Report) -> Result<Exit, Failure> {
    let rule = checks::rule(code).map(|rule| (rule.severity.to_string(), rule.doc));
    let reading = || reading_code(code).map(|row| ("reading".to_owned(), row.doc));
    let Some((what, doc)) = rule.or_else(reading) else {
        let rules = checks::RULES.iter().map(|rule| rule.code);
        let codes: Vec<&str> = rules
            .chain(READING_CODES.iter().map(|row| row.code))
            .collect();
        let message = format!("there is no code `{code}`; codes: {}", codes.join(", "));
        return Err(Failure::new(message).did_you_mean(nearest(code, codes)));
    };
    let title = Line::new().add(STRONG, code).text(format!(" ({what})"));
    report.line(&title)?;
    let columns = report.width().min(100);
    for paragraph in doc.split('\n') {
        for row in Line::from(paragraph).wrap(columns) {
            report.line(&row)?;
        }
    }
    Ok(Exit::Done)
}
