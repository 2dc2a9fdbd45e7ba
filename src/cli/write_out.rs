//! Handing a selection to an export format: what `list --format`, `show --format` and `export` share.

use std::io::{self, Write};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::failure::Failure;
use super::report::Report;
use crate::exchange::{self, ExportError, Format, Selection};
use crate::model::nearest;
use crate::store::Ix;

/// Returns the names of the formats.
#[must_use]
pub fn names() -> Vec<&'static str> {
    exchange::FORMATS.iter().map(|format| format.name).collect()
}

/// Returns what reads a format's name on the command line, and completes it there.
#[must_use]
pub fn parser() -> PossibleValuesParser {
    let rows = exchange::FORMATS.iter();
    rows.map(|format| PossibleValue::new(format.name).help(format.doc))
        .collect::<Vec<_>>()
        .into()
}

/// Returns the format of this name.
///
/// # Errors
/// When there is none, with those there are.
pub fn format(name: &str) -> Result<&'static Format, Failure> {
    exchange::format(name).ok_or_else(|| {
        let names = names();
        let listed = names.join(", ");
        Failure::new(format_args!(
            "there is no format `{name}`: expected one of {listed}"
        ))
        .did_you_mean(nearest(name, names))
    })
}

/// Returns at most `limit` rows.
#[must_use]
pub fn limited(rows: &[Ix], limit: Option<usize>) -> &[Ix] {
    &rows[..limit.map_or(rows.len(), |limit| limit.min(rows.len()))]
}

/// Writes claims in a format to standard output; on a terminal hidden characters stand as marks.
///
/// # Errors
/// What the format can not write, and when standard output can not be written.
pub fn to_stdout(
    format: &Format,
    selection: &Selection<'_>,
    report: &mut Report,
) -> Result<(), Failure> {
    if !report.is_terminal() {
        let mut out = Watched {
            out: report.raw(),
            closed: false,
        };
        let written = (format.write)(selection, &mut out);
        return if out.closed {
            Err(Failure::PipeClosed)
        } else {
            written.map_err(failure)
        };
    }
    let mut bytes = Vec::new();
    (format.write)(selection, &mut bytes).map_err(failure)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(report.own(&exchange::on_terminal(&text))?)
}

/// Standard output that remembers that its reader has gone: a format may put the system's error
/// into one of its own, in which nobody can tell.
struct Watched<'a> {
    out: &'a mut dyn Write,
    closed: bool,
}

impl Watched<'_> {
    fn look<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.closed |= matches!(&done, Err(e) if e.kind() == io::ErrorKind::BrokenPipe);
        done
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.look(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.look(done)
    }
}

/// Returns why an export stopped: what the format can not write, or the system's reason.
#[must_use]
pub fn failure(error: io::Error) -> Failure {
    match ExportError::of(&error) {
        Some(reason) => Failure::new(reason).hint(reason.hint()),
        None => error.into(),
    }
}
