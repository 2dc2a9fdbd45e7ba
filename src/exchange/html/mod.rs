//! HTML: one page to send to an editor. It holds all it needs, asks for nothing from elsewhere, and
//! is a plain report where scripts do not run.
//!
//! `report.html` is the template: it escapes every text, and only it makes elements. `view` is what
//! it is given, `charts` the geometry of the pictures. The policy in the page's head forbids
//! everything but the page's own script and style, by their hashes.

mod charts;
mod view;

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use sha2::{Digest as _, Sha256};

use super::{ExportError, Format, Selection};
use crate::text::width;
use view::Report;

pub(super) const FORMAT: Format = Format::row(
    "html",
    "html",
    "a report in one file, with charts: sorts, filters, prints, works offline",
    write,
);

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Returns how a policy names an inline script or style: by the hash of its text (CSP 3, 2.3.1).
fn hash(text: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let failed = |error: minijinja::Error| match io_reason(&error) {
        Some(kind) => io::Error::from(kind),
        None => ExportError::Failed(format!("the report can not be made: {error}")).into(),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("short", |text: String, columns: usize| {
        width::truncate(&text, columns)
    });
    environment
        .add_template("report", TEMPLATE)
        .map_err(failed)?;
    let report = Report::new(selection, STYLE, SCRIPT, [hash(STYLE), hash(SCRIPT)])?;
    let template = environment.get_template("report").map_err(failed)?;
    template
        .render_captured_to(Serde(report), out)
        .map_err(failed)?;
    Ok(())
}

/// Returns the system's reason, when it was the writing that failed.
fn io_reason(error: &minijinja::Error) -> Option<io::ErrorKind> {
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(error) = inner.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        source = inner.source();
    }
    None
}

#[cfg(test)]
mod tests;
