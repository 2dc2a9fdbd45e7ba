//! What comes from outside and stays: the folder's name, and what the config says.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::disk::{Config, View};
use crate::exchange::Formats;
use crate::model::{Diagnostic, PartialDate, nearest};
use crate::tui::keymap::Keymap;
use crate::tui::style;
use crate::tui::theme::{self, Theme};
use crate::tui::view::columns::{self, Column};

/// What comes from outside and stays.
#[derive(Debug)]
pub struct Setting {
    /// The claims folder as the header names it.
    pub folder: String,
    /// Who annotates.
    pub author: String,
    /// No colours, whatever the config says.
    pub plain: bool,
    /// The colours.
    pub theme: Theme,
    /// The bindings.
    pub keymap: Keymap,
    /// The saved views of the user's config, which the app does not write.
    pub views: Vec<View>,
    /// Those that the folder's people share.
    pub shared: Vec<View>,
    /// The export formats, the user's templates among them.
    pub formats: Formats,
    /// Templates for notes.
    pub templates: Vec<String>,
    /// The user's time zone.
    pub zone: jiff::tz::TimeZone,
    /// The columns of the list.
    pub columns: Vec<&'static Column>,
    /// How days are shown.
    pub dates: Dates,
    /// The order where the filter asks for none.
    pub sort: Option<String>,
    /// The editor, when the environment names none.
    pub editor: Option<String>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// What is wrong in the config.
    pub problems: Vec<Diagnostic>,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            folder: String::new(),
            author: String::new(),
            plain: false,
            theme: theme::THEMES[0],
            keymap: Keymap::new(&HashMap::new()).0,
            views: Vec::new(),
            shared: Vec::new(),
            formats: Formats::default(),
            templates: Vec::new(),
            zone: jiff::tz::TimeZone::UTC,
            columns: columns::usual(),
            dates: Dates::default(),
            sort: None,
            editor: None,
            mouse: true,
            problems: Vec::new(),
        }
    }
}

impl Setting {
    /// Takes up what a config says; what is wrong with it is left out, and is in `problems`.
    pub fn take(&mut self, config: &Config) {
        let mut problems = config.problems.clone();
        let own = config.keys.iter();
        let own = own.map(|binding| (binding.action.clone(), binding.keys.clone()));
        let (keymap, wrong) = Keymap::new(&own.collect());
        let wrong = wrong
            .iter()
            .map(|(action, why)| config.problem(&format!("keys.{action}"), why));
        problems.extend(wrong);
        let named = config.theme.as_deref().and_then(theme::theme);
        let mut colours = named.unwrap_or(theme::THEMES[0]);
        for (part, written) in &config.styles {
            if let Err(why) = style::set(&mut colours, part, written) {
                problems.push(config.problem(&format!("theme.{part}"), &why));
            }
        }
        self.keymap = keymap;
        self.theme = if self.plain { theme::plain() } else { colours };
        let (columns, wrong) = columns::of(&config.columns);
        problems.extend(wrong.iter().map(|why| config.problem("columns", why)));
        self.columns = columns;
        self.dates = Dates(config.date_format.clone());
        self.sort.clone_from(&config.default_sort);
        self.views.clone_from(&config.views);
        self.templates.clone_from(&config.templates);
        self.editor.clone_from(&config.editor);
        self.mouse = config.mouse;
        problems.sort_by(|a, b| (&a.file, a.place).cmp(&(&b.file, b.place)));
        self.problems = problems;
    }
}

/// Returns what is wrong with a config, also what only the app can tell: keys, columns, styles.
#[must_use]
pub fn faults(config: &Config) -> Vec<Diagnostic> {
    let mut setting = Setting::default();
    setting.take(config);
    setting.problems
}

/// Returns `; did you mean …?` for a word that is none of these.
pub(crate) fn hint<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}

/// How days are shown: in the words of `strftime`, or as recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates(pub Option<String>);

impl Dates {
    /// Returns a date for people.
    #[must_use]
    pub fn shown(&self, date: &PartialDate) -> String {
        self.day((date.first, date.last), date.day())
    }

    /// Returns a span of days for people; a month or a year is shown as recorded.
    #[must_use]
    pub fn day(&self, (first, last): (Date, Date), recorded: &str) -> String {
        let format = self.0.as_deref().filter(|_| first == last);
        let shown = format.and_then(|format| jiff::fmt::strtime::format(format, first).ok());
        shown.unwrap_or_else(|| recorded.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_shown_as_asked_for_and_a_month_as_recorded() {
        let shown = |format: Option<&str>, date: &str| {
            let date = PartialDate::parse(date).unwrap();
            Dates(format.map(str::to_owned)).shown(&date)
        };
        assert_eq!(shown(Some("%d.%m.%y"), "2025-02-01"), "01.02.25");
        assert_eq!(shown(Some("%d.%m.%y"), "2025-02"), "2025-02");
        assert_eq!(shown(None, "2025-02-01"), "2025-02-01");
    }

    #[test]
    fn what_only_the_app_can_tell_is_told_with_its_line_and_the_rest_holds() {
        let text = "columns = [\"grade\", \"speeker\", \"words\"]\n[keys]\nannotat = [\"x\"]\n\
            tags = [\"a\"]\n[theme]\ndim = \"grau\"\nkey = \"red\"\n";
        let config = Config::parse(text, "c");
        let mut setting = Setting::default();
        setting.take(&config);
        let told: Vec<String> = setting
            .problems
            .iter()
            .map(crate::disk::config::in_words)
            .collect();
        let wanted = [
            "c: line 3: `keys.annotat`: there is no such action; did you mean `annotate`?",
            "c: line 4: `keys.tags`: a means both",
            "c: line 6: `theme.dim`: `grau` is neither",
            "c: line 1: `columns`: no column `speeker`; did you mean `speaker`?",
        ];
        for wanted in wanted {
            assert!(
                told.iter().any(|told| told.starts_with(wanted)),
                "{wanted}: {told:#?}"
            );
        }
        assert_eq!(told.len(), wanted.len(), "{told:#?}");
        let names: Vec<&str> = setting.columns.iter().map(|column| column.name).collect();
        assert_eq!(names, ["grade", "words"]);
        assert_eq!(setting.theme.key, style::parse("red").unwrap());
    }
}
