//! The user's own settings: `config.toml`. Whatever is wrong with it, the program starts.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::shown;
use super::saved::Saved;
use super::settings::{self, Row, Value};
use super::view::{self, View};
use crate::model::{Diagnostic, Place, Severity};
use crate::query;

/// The themes that may be named.
pub const THEMES: &[&str] = &["dark", "light", "high-contrast", "terminal"];

/// The views the app may open with.
pub const VIEWS: &[&str] = &[
    "claims", "speakers", "grid", "figures", "timeline", "article", "problems", "triage",
];

/// Largest config file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The user's settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Who writes, when neither `--by` nor `$ONRECORD_AUTHOR` says so.
    pub author: Option<String>,
    /// The claims folder, when no nearer one is found; `~/` is the home folder.
    pub claims: Option<PathBuf>,
    /// One of [`THEMES`].
    pub theme: Option<String>,
    /// Styles of a theme of one's own, over that one; only the app can tell whether they are any.
    pub styles: Vec<(String, String)>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The editor, when neither `$VISUAL` nor `$EDITOR` names one.
    pub editor: Option<String>,
    /// Largest claim file that is read, in MiB.
    pub max_file_mb: u64,
    /// Deepest nesting of lists and maps that is read.
    pub max_depth: usize,
    /// The query the app starts with.
    pub default_query: Option<String>,
    /// One of [`VIEWS`]: the one the app opens with.
    pub default_view: Option<String>,
    /// The order of the list where the query asks for none: the value of `sort:`.
    pub default_sort: Option<String>,
    /// The columns of the list, in order; only the app can tell whether they are any.
    pub columns: Vec<String>,
    /// How days are shown, in the words of `strftime`; as recorded when there is none.
    pub date_format: Option<String>,
    /// Notes to start from.
    pub templates: Vec<String>,
    /// One's own saved views.
    pub views: Vec<View>,
    /// Those of `views.toml`, which the app writes.
    pub saved: Saved,
    /// Key bindings as written; only the app can tell whether they are any.
    pub keys: Vec<Binding>,
    /// The file they were read from, as it is shown.
    pub file: String,
    /// What is wrong with it: that is left out, and the rest holds.
    pub problems: Vec<Diagnostic>,
    /// Where each key stands, those of a table as `keys.annotate`: place and line.
    pub places: BTreeMap<String, (Place, String)>,
}

/// The keys of one action, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The action's name.
    pub action: String,
    /// The key sequences that run it; none takes the action's keys away.
    pub keys: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            author: None,
            claims: None,
            theme: None,
            styles: Vec::new(),
            mouse: true,
            editor: None,
            max_file_mb: 16,
            max_depth: 64,
            default_query: None,
            default_view: None,
            default_sort: None,
            columns: Vec::new(),
            date_format: None,
            templates: Vec::new(),
            views: Vec::new(),
            saved: Saved::default(),
            keys: Vec::new(),
            file: String::new(),
            problems: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

const ROWS: &[Row<Config>] = &[
    Row {
        key: "author",
        doc: "Your name in what you note. --by and $ONRECORD_AUTHOR go before it.",
        example: r#"author = "dana""#,
        set: |config, value| settings::text(value).map(|text| config.author = Some(text)),
    },
    Row {
        key: "claims",
        doc: "The claims folder, when there is no `claims` folder here or above.",
        example: r#"claims = "~/claims""#,
        set: |config, value| settings::text(value).map(|text| config.claims = Some(text.into())),
    },
    Row {
        key: "theme",
        doc: "dark, light, high-contrast, or terminal (your terminal's own 16 colours).\n\
            Or one of your own: `theme = { base = \"dark\", speaker = \"cyan bold\" }`, or as a table\n\
            [theme]. A style is a colour (a name, a number to 255, #rrggbb), `on` a colour, and\n\
            bold, dim, italic, underlined, reversed. The parts of the screen: text dim title tab\n\
            focus speaker key matched cursor marked relayed good warning error, and\n\
            credibility-1 to credibility-6.",
        example: r#"theme = "dark""#,
        set: set_theme,
    },
    Row {
        key: "mouse",
        doc: "Whether clicks and the wheel are used.",
        example: "mouse = true",
        set: |config, value| settings::yes_no(value).map(|yes| config.mouse = yes),
    },
    Row {
        key: "editor",
        doc: "Your editor, when neither $VISUAL nor $EDITOR names one. Never run by a shell.",
        example: r#"editor = "nano""#,
        set: |config, value| settings::text(value).map(|text| config.editor = Some(text)),
    },
    Row {
        key: "max_file_mb",
        doc: "Larger claim files are not read.",
        example: "max_file_mb = 16",
        set: set_max_file,
    },
    Row {
        key: "max_depth",
        doc: "Files whose lists and maps are nested more deeply are not read.",
        example: "max_depth = 64",
        set: set_max_depth,
    },
    Row {
        key: "default_query",
        doc: "The query the app starts with.",
        example: r#"default_query = "-status:settled sort:-noted""#,
        set: |config, value| settings::text(value).map(|text| config.default_query = Some(text)),
    },
    Row {
        key: "default_view",
        doc: "What the app opens with: claims, speakers, grid, figures, timeline, article, problems, triage.",
        example: r#"default_view = "claims""#,
        set: |config, value| {
            settings::word(value, VIEWS).map(|word| config.default_view = Some(word))
        },
    },
    Row {
        key: "default_sort",
        doc: "The order of the list where the query asks for none and looks for no words.",
        example: r#"default_sort = "-noted""#,
        set: set_sort,
    },
    Row {
        key: "columns",
        doc: "The columns of the list, in order: grade integrity speaker org words date said outlet\n\
            kind attribution tags id verdict notes.",
        example: r#"columns = ["grade", "integrity", "speaker", "words", "verdict", "notes"]"#,
        set: |config, value| settings::texts(value).map(|columns| config.columns = columns),
    },
    Row {
        key: "date_format",
        doc: "How days are shown, in the words of strftime; months and years stay as recorded.",
        example: r#"date_format = "%d %b %Y""#,
        set: set_date_format,
    },
    Row {
        key: "templates",
        doc: "Notes to start from.",
        example: r#"templates = ["Asked the source for the original.", "Single interested source."]"#,
        set: |config, value| settings::texts(value).map(|texts| config.templates = texts),
    },
    Row {
        key: "views",
        doc: "Your own saved views: name, query, and a letter for `b`.",
        example: "[[views]]\nname = \"doubtful money\"\nquery = \"fig:>1bn cred:4..5\"\nkey = \"m\"",
        set: |config, value| view::take(value).map(|views| config.views = views),
    },
    Row {
        key: "keys",
        doc: "Other keys for an action; the help screen names the actions.",
        example: "[keys]\nannotate = [\"a\", \"alt-a\"]",
        set: set_keys,
    },
];

fn set_theme(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    let Some(table) = value.as_table() else {
        return settings::word(value, THEMES).map(|word| config.theme = Some(word));
    };
    let mut wrong = Vec::new();
    for (part, style) in table {
        let (part, style) = (part.get_ref().to_string(), style.get_ref());
        let taken = if part == "base" {
            settings::word(style, THEMES).map(|word| config.theme = Some(word))
        } else {
            settings::text(style).map(|style| config.styles.push((part.clone(), style)))
        };
        wrong.extend(taken.err().map(|why| format!("`{part}`: {why}")));
    }
    all_taken(&wrong)
}

fn all_taken(wrong: &[String]) -> Result<(), String> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("; "))
    }
}

fn set_sort(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    let sort = settings::text(value)?;
    let query = query::parse(&format!("sort:{sort}"));
    if let Some(problem) = query.problems().first() {
        return Err(problem.message.clone());
    }
    config.default_sort = Some(sort);
    Ok(())
}

fn set_date_format(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    let format = settings::text(value)?;
    // Whatever can be asked of a day is there on this one as on every other.
    jiff::fmt::strtime::format(&format, jiff::civil::date(2025, 2, 1))
        .map_err(|error| format!("`{format}`: {error}"))?;
    config.date_format = Some(format);
    Ok(())
}

fn set_max_file(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    match settings::integer(value).map(u64::try_from)? {
        Ok(mb @ 1..=1024) => {
            config.max_file_mb = mb;
            Ok(())
        }
        _ => Err("expected 1 to 1024".to_owned()),
    }
}

/// Below 8 no record could be read; the parser itself ends at 128.
fn set_max_depth(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    match settings::integer(value).map(usize::try_from)? {
        Ok(depth @ 8..=120) => {
            config.max_depth = depth;
            Ok(())
        }
        _ => Err("expected 8 to 120".to_owned()),
    }
}

fn set_keys(config: &mut Config, value: &Value<'_>) -> Result<(), String> {
    let table = value
        .as_table()
        .ok_or_else(|| settings::expected("a table of actions", value))?;
    let mut wrong = Vec::new();
    for (action, keys) in table {
        let action = action.get_ref().to_string();
        match settings::texts(keys.get_ref()) {
            Ok(keys) => config.keys.push(Binding { action, keys }),
            Err(why) => wrong.push(format!("`{action}`: {why}")),
        }
    }
    all_taken(&wrong)
}

/// Returns a problem of a config file in one line: `FILE: line 3: what`.
#[must_use]
pub fn in_words(problem: &Diagnostic) -> String {
    let Diagnostic { file, message, .. } = problem;
    match problem.place {
        Some(place) => format!("{file}: line {}: {message}", place.line),
        None => format!("{file}: {message}"),
    }
}

impl Config {
    /// Reads a config file; what is wrong with it is in `problems`, each with line and key.
    ///
    /// A file that is not there is no problem; one that can not be read is one.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let file = shown(path);
        match read_text(path) {
            Ok(text) => Self::parse(&text.unwrap_or_default(), &file),
            Err(error) => {
                let why = format!("cannot read it: {error}");
                let problem = Diagnostic::of_file("config", Severity::Error, &file, why);
                Self {
                    problems: vec![problem],
                    file,
                    ..Self::default()
                }
            }
        }
    }

    /// Reads a config file and the views beside it that the app writes.
    #[must_use]
    pub fn load_all(path: &Path) -> Self {
        let mut config = Self::load(path);
        let (saved, wrong) = Saved::load(&super::saved::file(path));
        config.saved = saved;
        config.problems.extend(wrong);
        config
    }

    /// Reads the text of a config file; `file` is how the file is shown.
    #[must_use]
    pub fn parse(text: &str, file: &str) -> Self {
        let mut config = Self {
            file: file.to_owned(),
            places: settings::places(text),
            ..Self::default()
        };
        let faults = settings::read(text, ROWS, &mut config);
        let problems = faults.into_iter().map(|fault| fault.of_user(file));
        config.problems = problems.collect();
        config
    }

    /// Returns a problem of a key, such as `keys.annotate`, with its place in the file.
    #[must_use]
    pub fn problem(&self, key: &str, message: &str) -> Diagnostic {
        let message = format!("`{}`: {message}", crate::text::clean::clean(key));
        let found = self.places.get(key);
        let found = found.or_else(|| self.places.get(key.split('.').next().unwrap_or(key)));
        Diagnostic {
            place: found.map(|(place, _)| *place),
            excerpt: found.map_or_else(String::new, |(_, line)| line.clone()),
            ..Diagnostic::of_file("config", Severity::Warning, &self.file, message)
        }
    }

    /// Returns a config file in which every setting stands as a comment.
    #[must_use]
    pub fn commented_default() -> String {
        let mut out = String::from("# onrecord: your settings. Take away a `#` to change one.\n");
        for row in ROWS {
            for line in row.doc.lines() {
                out.push_str("\n## ");
                out.push_str(line);
            }
            for line in row.example.lines() {
                out.push_str("\n# ");
                out.push_str(line);
            }
            out.push('\n');
        }
        out
    }
}

/// Reads a small text file; nothing when it is not there.
pub(super) fn read_text(path: &Path) -> io::Result<Option<String>> {
    use std::io::Read as _;
    let meta = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        meta => meta?,
    };
    if !meta.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    if meta.len() > LARGEST {
        return Err(io::Error::other("it is larger than 1 MiB"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(LARGEST)
        .read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8"))?;
    Ok(Some(
        text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
    ))
}

#[cfg(test)]
mod tests;
