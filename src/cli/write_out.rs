//! Handing a selection to an export format: what `list --format`, `show --format` and `export` share.

use std::ffi::OsStr;
use std::io::{self, Write};

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use super::failure::Failure;
use super::report::Report;
use crate::exchange::{self, ExportError, Format, Formats, Selection};
use crate::model::nearest;
use crate::store::Ix;

/// Reads a format's name on the command line: any word, for the user's templates are known later.
#[derive(Clone)]
pub struct FormatName;

impl TypedValueParser for FormatName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    /// For completion and help.
    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let rows = exchange::FORMATS.iter();
        Some(Box::new(rows.map(|format| {
            PossibleValue::new(&*format.name).help(&*format.doc)
        })))
    }
}

/// Returns the names of the formats, for a message.
#[must_use]
pub fn names(formats: &Formats) -> String {
    let names: Vec<&str> = formats.all().map(|format| &*format.name).collect();
    names.join(", ")
}

/// Returns the format of this name.
///
/// # Errors
/// When there is none, with those there are.
pub fn format<'a>(formats: &'a Formats, name: &str) -> Result<&'a Format, Failure> {
    formats.find(name).ok_or_else(|| {
        let listed = names(formats);
        Failure::new(format_args!(
            "there is no format `{name}`: expected one of {listed}"
        ))
        .did_you_mean(nearest(name, formats.all().map(|format| &*format.name)))
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
        let written = format.write(selection, &mut out);
        return if out.closed {
            Err(Failure::PipeClosed)
        } else {
            written.map_err(failure)
        };
    }
    if !format.is_text {
        let name = &format.name;
        let why = format!("{name} is no text, and would upset the terminal");
        return Err(Failure::new(why).hint("write it to a file with -o FILE"));
    }
    let mut bytes = Vec::new();
    format.write(selection, &mut bytes).map_err(failure)?;
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
