//! The export menu: which claims, which format, and how it will look.

use crate::exchange::{Format, Formats, Options, Selection};
use crate::store::{Ix, Store};

/// Which claims are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every claim the filter shows.
    Shown,
    /// The marked ones among them.
    Marked,
}

/// The export menu.
#[derive(Debug)]
pub struct ExportMenu {
    /// The format, its place in [`Formats`].
    pub format: usize,
    /// Which claims.
    pub scope: Scope,
    /// Every claim the filter shows, in order.
    pub shown: Vec<Ix>,
    /// The marked ones among them.
    pub marked: Vec<Ix>,
    /// The beginning of the file, line by line, or why it can not be made.
    pub preview: Result<Vec<String>, String>,
    /// First line of the preview that is shown.
    pub scroll: usize,
}

/// How many claims a preview is made of.
const PREVIEWED: usize = 20;

impl ExportMenu {
    /// Returns the menu; the marked claims are preselected when there are some.
    #[must_use]
    pub fn new(
        store: &Store,
        shown: Vec<Ix>,
        marked: Vec<Ix>,
        query: &str,
        formats: &Formats,
    ) -> Self {
        let scope = if marked.is_empty() {
            Scope::Shown
        } else {
            Scope::Marked
        };
        let mut menu = Self {
            format: 0,
            scope,
            shown,
            marked,
            preview: Ok(Vec::new()),
            scroll: 0,
        };
        menu.render_preview(store, query, formats);
        menu
    }

    /// Takes up the list as it is after a change on disk.
    pub fn renew(
        &mut self,
        store: &Store,
        shown: Vec<Ix>,
        marked: Vec<Ix>,
        query: &str,
        formats: &Formats,
    ) {
        if marked.is_empty() {
            self.scope = Scope::Shown;
        }
        (self.shown, self.marked) = (shown, marked);
        let scroll = self.scroll;
        self.render_preview(store, query, formats);
        self.scroll = scroll;
    }

    /// Returns the format.
    #[must_use]
    pub fn chosen<'a>(&self, formats: &'a Formats) -> &'a Format {
        formats.at(self.format)
    }

    /// Returns the claims.
    #[must_use]
    pub fn rows(&self) -> &[Ix] {
        match self.scope {
            Scope::Shown => &self.shown,
            Scope::Marked => &self.marked,
        }
    }

    /// Renders the beginning of the file.
    pub fn render_preview(&mut self, store: &Store, query: &str, formats: &Formats) {
        let rows = self.rows();
        let first = &rows[..rows.len().min(PREVIEWED)];
        let format = self.chosen(formats);
        if !format.is_text {
            self.preview = Err(format!(
                "{} is no text: Enter writes it to a file",
                format.name
            ));
            self.scroll = 0;
            return;
        }
        self.preview = render(format, store, first, query).map(|bytes| {
            String::from_utf8_lossy(&bytes)
                .lines()
                .map(str::to_owned)
                .collect()
        });
        self.scroll = 0;
    }
}

fn render(format: &Format, store: &Store, rows: &[Ix], query: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let options = Options::default();
    let selection = Selection {
        store,
        rows,
        query,
        options: &options,
    };
    format
        .write(&selection, &mut bytes)
        .map_err(|error| error.to_string())?;
    Ok(bytes)
}
