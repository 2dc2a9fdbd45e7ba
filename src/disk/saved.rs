//! One's own saved views: `views.toml` beside the config, which the app writes. What the folder's people
//! share stands in `onrecord.toml`, and is never written here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::config::read_text;
use super::error::SaveError;
use super::save::{output, output_folder};
use super::settings::{self, Row};
use super::view::{self, View};
use crate::model::{Diagnostic, Severity};

/// One's own saved views, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// The views.
    pub views: Vec<View>,
    /// The name of the one the app opens with, where nothing else is asked for.
    pub default: Option<String>,
}

const ROWS: &[Row<Saved>] = &[
    Row {
        key: "default",
        doc: "The view the app opens with.",
        example: r#"default = "doubtful money""#,
        set: |saved, value| settings::text(value).map(|name| saved.default = Some(name)),
    },
    Row {
        key: "views",
        doc: "The views: name, query, and a letter for `b`.",
        example: "[[views]]\nname = \"doubtful money\"\nquery = \"fig:>1bn cred:4..5\"\nkey = \"m\"",
        set: |saved, value| view::take(value).map(|views| saved.views = views),
    },
];

/// Returns where they are kept: beside the config file.
#[must_use]
pub fn file(config_file: &Path) -> PathBuf {
    config_file.with_file_name("views.toml")
}

impl Saved {
    /// Reads them, and what is wrong with the file. A file that is not there is no problem.
    #[must_use]
    pub fn load(file: &Path) -> (Self, Vec<Diagnostic>) {
        let mut saved = Self::default();
        let place = super::error::shown(file);
        let text = match read_text(file) {
            Ok(text) => text.unwrap_or_default(),
            Err(error) => {
                let why = format!("cannot read it: {error}");
                let problem = Diagnostic::of_file("config", Severity::Error, &place, why);
                return (saved, vec![problem]);
            }
        };
        let faults = settings::read(&text, ROWS, &mut saved);
        let problems = faults.into_iter().map(|fault| fault.of_user(&place));
        (saved, problems.collect())
    }

    /// Writes them.
    ///
    /// # Errors
    /// The file can not be written. One that holds what could not be read is not written over.
    pub fn save(&self, file: &Path) -> Result<(), SaveError> {
        let (_, problems) = Self::load(file);
        if let Some(problem) = problems.first() {
            let why = super::config::in_words(problem);
            return Err(SaveError::refused(super::error::shown(file), why));
        }
        if let Some(dir) = file.parent() {
            output_folder(dir)?;
        }
        output(file, self.text().as_bytes(), true)
    }

    fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut out = String::from("# Saved views; the app writes this file.\n");
        // Writing to a string can not fail.
        if let Some(default) = &self.default {
            let _ = writeln!(out, "default = {}", quoted(default));
        }
        for view in &self.views {
            let (name, query) = (quoted(&view.name), quoted(&view.query));
            let _ = write!(out, "\n[[views]]\nname = {name}\nquery = {query}\n");
            if let Some(key) = view.key {
                let _ = writeln!(out, "key = {}", quoted(&key.to_string()));
            }
        }
        out
    }

    /// Returns the query of the view that the app opens with.
    #[must_use]
    pub fn default_query(&self) -> Option<&str> {
        let name = self.default.as_ref()?;
        let view = self.views.iter().find(|view| view.name == *name)?;
        Some(&view.query)
    }

    /// Puts a view in the place of `old`, or of the one of its name, or last.
    pub fn put(&mut self, old: Option<&str>, view: View) {
        if self.default.as_deref() == old && old.is_some() {
            self.default = Some(view.name.clone());
        }
        let name = old.unwrap_or(&view.name).to_owned();
        // Renamed to the name of another: that one is replaced.
        self.views
            .retain(|known| known.name == name || known.name != view.name);
        if let Some(key) = view.key {
            // A letter opens one view: the latest.
            let others = self.views.iter_mut().filter(|other| other.key == Some(key));
            others.for_each(|other| other.key = None);
        }
        match self.views.iter_mut().find(|known| known.name == name) {
            Some(known) => *known = view,
            None => self.views.push(view),
        }
    }

    /// Takes a view away.
    pub fn remove(&mut self, name: &str) {
        self.views.retain(|view| view.name != name);
        if self.default.as_deref() == Some(name) {
            self.default = None;
        }
    }

    /// Moves a view up (below 0) or down, and no further than the ends.
    pub fn shift(&mut self, name: &str, by: isize) {
        let Some(at) = self.views.iter().position(|view| view.name == name) else {
            return;
        };
        let to = at.saturating_add_signed(by).min(self.views.len() - 1);
        self.views.swap(at, to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, key: Option<char>) -> View {
        View {
            name: name.to_owned(),
            query: format!("-tag:\"{name}\" cred:4..5"),
            key,
        }
    }

    #[test]
    fn what_is_saved_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        let file = file(&dir.path().join("new").join("config.toml"));
        let mut saved = Saved::default();
        saved.put(None, view("a \"b\" \\ é", Some('"')));
        saved.put(None, view("c", None));
        saved.default = Some("c".to_owned());
        saved.save(&file).unwrap();
        assert_eq!(Saved::load(&file), (saved.clone(), Vec::new()));
        assert_eq!(saved.default_query(), Some("-tag:\"c\" cred:4..5"));
        std::fs::write(&file, "views = 3\n").unwrap();
        assert!(Saved::load(&file).1[0].message.contains("`views`"));
        assert!(
            saved.save(&file).is_err(),
            "what can not be read is not written over"
        );
    }

    #[test]
    fn views_are_renamed_moved_and_removed_and_a_letter_opens_one() {
        let mut saved = Saved::default();
        saved.put(None, view("a", Some('m')));
        saved.put(None, view("b", None));
        saved.default = Some("a".to_owned());
        saved.put(Some("a"), view("z", None));
        assert_eq!(saved.default.as_deref(), Some("z"));
        saved.shift("z", 1);
        saved.shift("z", 9);
        saved.put(None, view("b", Some('m')));
        saved.put(None, view("c", Some('m')));
        let seen: Vec<_> = saved
            .views
            .iter()
            .map(|view| (view.name.as_str(), view.key))
            .collect();
        assert_eq!(seen, [("b", None), ("z", None), ("c", Some('m'))]);
        saved.remove("z");
        assert_eq!((saved.views.len(), saved.default), (2, None));
    }
}
