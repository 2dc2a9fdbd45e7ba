//! `onrecord check --explain CODE`: what a code means and what to do about it.

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::line::{Line, STRONG};
use crate::cli::report::Report;
use crate::model::nearest;
use crate::store::checks;

/// Prints what a code means.
///
/// # Errors
/// A code that no rule has, a closed pipe.
pub fn run(code: &str, report: &mut Report) -> Result<Exit, Failure> {
    let Some(rule) = checks::rule(code) else {
        let codes: Vec<&str> = checks::RULES.iter().map(|rule| rule.code).collect();
        let message = format!("there is no rule `{code}`; rules: {}", codes.join(", "));
        return Err(Failure::new(message).did_you_mean(nearest(code, codes)));
    };
    let title = Line::new()
        .add(STRONG, rule.code)
        .text(format!(" ({})", rule.severity));
    report.line(&title)?;
    let columns = report.width().min(100);
    for paragraph in rule.doc.split('\n') {
        for row in Line::from(paragraph).wrap(columns) {
            report.line(&row)?;
        }
    }
    Ok(Exit::Done)
}
