//! What a format is: a row of the table of built-in ones, or a template of the user's.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::template::Template;
use super::{FORMATS, Selection};

/// Writes a selection.
///
/// What can not be written in a format is an [`super::ExportError`] inside the [`io::Error`]; then
/// nothing was written.
type WriteFn = fn(&Selection<'_>, &mut dyn Write) -> io::Result<()>;

/// Returns what the user should know beside an export, a line each.
type RemarksFn = fn(&Selection<'_>) -> Vec<String>;

/// Returns what an export holds when it is not one entry a claim: how many, one and many of them.
type AmountFn = fn(&Selection<'_>) -> (usize, &'static str, &'static str);

/// A format: what it is called, what it is for, and the code that writes it.
#[derive(Debug, Clone)]
pub struct Format {
    /// What is typed: `-f csv`.
    pub name: Cow<'static, str>,
    /// The usual ending of its files, without the dot.
    pub extension: Cow<'static, str>,
    /// What it is for, in one line.
    pub doc: Cow<'static, str>,
    /// It is text, which can be shown, piped and copied.
    pub is_text: bool,
    writer: Writer,
    remarks: RemarksFn,
    amount: AmountFn,
}

#[derive(Debug, Clone)]
enum Writer {
    BuiltIn(WriteFn),
    Template(Arc<Template>),
}

fn nothing(_: &Selection<'_>) -> Vec<String> {
    Vec::new()
}

fn claims(selection: &Selection<'_>) -> (usize, &'static str, &'static str) {
    (selection.rows.len(), "claim", "claims")
}

impl Format {
    /// Returns a row of the table of built-in formats.
    pub(super) const fn row(
        name: &'static str,
        extension: &'static str,
        doc: &'static str,
        write: WriteFn,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            extension: Cow::Borrowed(extension),
            doc: Cow::Borrowed(doc),
            is_text: true,
            writer: Writer::BuiltIn(write),
            remarks: nothing,
            amount: claims,
        }
    }

    /// Says that its files are no text.
    pub(super) const fn binary(mut self) -> Self {
        self.is_text = false;
        self
    }

    /// Says what the user should know beside an export.
    pub(super) const fn remarking(mut self, remarks: RemarksFn) -> Self {
        self.remarks = remarks;
        self
    }

    /// Says what its entries are, where they are no claims.
    pub(super) const fn holding(mut self, amount: AmountFn) -> Self {
        self.amount = amount;
        self
    }

    /// Returns the format that a template of the user's is.
    pub(super) fn of_template(template: Template) -> Self {
        Self {
            name: Cow::Owned(template.name.clone()),
            extension: Cow::Owned(template.extension.clone()),
            doc: Cow::Owned(template.doc.clone()),
            is_text: true,
            writer: Writer::Template(Arc::new(template)),
            remarks: nothing,
            amount: claims,
        }
    }

    /// Writes the selection.
    ///
    /// # Errors
    /// An [`super::ExportError`] inside, when this format can not hold these claims: nothing was
    /// written then. That it was stopped: what was written is then to be thrown away. Else what `out`
    /// fails on.
    pub fn write(&self, selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        let written = match &self.writer {
            Writer::BuiltIn(write) => write(selection, out),
            Writer::Template(template) => template.write(selection, out),
        };
        // Whatever a library of the format made of being stopped: that is why it failed.
        selection.options.watch.go_on().and(written)
    }

    /// Returns what the user should know beside an export: what was left out or made harmless.
    #[must_use]
    pub fn remarks(&self, selection: &Selection<'_>) -> Vec<String> {
        (self.remarks)(selection)
    }

    /// Returns how many of what an export holds: `7 claims`, `1 reference`.
    #[must_use]
    pub fn amount(&self, selection: &Selection<'_>) -> String {
        let (count, one, many) = (self.amount)(selection);
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// The formats there are: the built-in ones, then the user's templates.
#[derive(Debug, Clone, Default)]
pub struct Formats {
    templates: Vec<Format>,
}

impl Formats {
    /// Returns the built-in formats and those of templates, each given by its file's name and text.
    /// What is wrong with a template is told, and it is left out.
    #[must_use]
    pub fn with_templates(files: Vec<(String, String)>) -> (Self, Vec<String>) {
        let (mut templates, mut problems) = (Vec::new(), Vec::new());
        for (file, text) in files {
            match Template::parse(&file, text) {
                Ok(template) if FORMATS.iter().any(|format| format.name == template.name) => {
                    problems.push(format!(
                        "the template {file} has the name of a built-in format: it is left out"
                    ));
                }
                Ok(template) => templates.push(Format::of_template(template)),
                Err(why) => problems.push(why),
            }
        }
        (Self { templates }, problems)
    }

    /// Returns every format, in the order of the menu.
    pub fn all(&self) -> impl Iterator<Item = &Format> {
        FORMATS.iter().chain(&self.templates)
    }

    /// Returns how many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        FORMATS.len() + self.templates.len()
    }

    /// Returns the format at a place of the menu; the first when there is none.
    #[must_use]
    pub fn at(&self, place: usize) -> &Format {
        self.all().nth(place).unwrap_or(&FORMATS[0])
    }

    /// Returns the format of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Format> {
        self.all().find(|format| format.name == name)
    }

    /// Returns the first format whose files end so.
    #[must_use]
    pub fn of_ending(&self, extension: &str) -> Option<&Format> {
        let ends = |format: &&Format| format.extension.rsplit('.').next() == Some(extension);
        self.all().find(ends)
    }
}
