//! The user's own settings: `config.toml`. Whatever is wrong with it, the program starts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::shown;
use super::saved::Saved;
use super::settings::{self, Row, Value};
use super::view::{self, View};

/// The themes that may be named.
pub const THEMES: &[&str] = &["dark", "light", "high-contrast", "terminal"];

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
    /// Notes to start from.
    pub templates: Vec<String>,
    /// One's own saved views.
    pub views: Vec<View>,
    /// Those of `views.toml`, which the app writes.
    pub saved: Saved,
    /// Key bindings as written; only the app can tell whether they are any.
    pub keys: Vec<Binding>,
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
            mouse: true,
            editor: None,
            max_file_mb: 16,
            max_depth: 64,
            default_query: None,
            templates: Vec::new(),
            views: Vec::new(),
            saved: Saved::default(),
            keys: Vec::new(),
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
        doc: "dark, light, high-contrast, or terminal (your terminal's own 16 colours).",
        example: r#"theme = "dark""#,
        set: |config, value| settings::word(value, THEMES).map(|word| config.theme = Some(word)),
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
        example: "[keys]\nannotate = [\"a\", \"ctrl-n\"]",
        set: set_keys,
    },
];

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
    if wrong.is_empty() {
        return Ok(());
    }
    Err(wrong.join("; "))
}

impl Config {
    /// Reads a config file: the settings, and what is wrong with them, each with line and key.
    ///
    /// A file that is not there is no problem; one that can not be read is one.
    #[must_use]
    pub fn load(path: &Path) -> (Self, Vec<String>) {
        match read_text(path) {
            Ok(Some(text)) => {
                let (config, problems) = Self::parse(&text);
                let place = shown(path);
                let named = problems.into_iter().map(|p| format!("{place}: {p}"));
                (config, named.collect())
            }
            Ok(None) => (Self::default(), Vec::new()),
            Err(error) => {
                let problem = format!("cannot read {}: {error}", shown(path));
                (Self::default(), vec![problem])
            }
        }
    }

    /// Reads the text of a config file.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut config = Self::default();
        let faults = settings::read(text, ROWS, &mut config);
        let problems = faults.iter().map(settings::Fault::in_words);
        (config, problems.collect())
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
mod tests {
    use super::*;

    #[test]
    fn the_default_file_is_all_comment_and_every_example_in_it_is_good() {
        let text = Config::commented_default();
        assert_eq!(Config::parse(&text), (Config::default(), vec![]));
        let used: String = text
            .lines()
            .filter(|line| !line.starts_with("##"))
            .skip(1)
            .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n")
            .collect();
        let (config, problems) = Config::parse(&used);
        assert_eq!(problems, Vec::<String>::new(), "{used}");
        assert_eq!(config.author.as_deref(), Some("dana"));
        assert_eq!(config.views.len(), 1);
        assert_eq!(config.keys[0].keys, ["a", "ctrl-n"]);
    }

    #[test]
    fn a_faulty_value_is_named_and_the_rest_holds() {
        let text = "author = 7\nmouse = false\nthemes = \"dark\"\nmax_file_mb = 0\n";
        let (config, problems) = Config::parse(text);
        assert!(!config.mouse);
        assert_eq!((config.author, config.max_file_mb), (None, 16));
        assert_eq!(
            problems,
            [
                "line 1: `author`: expected a text in quotes, found integer",
                "line 3: `themes`: unknown key; did you mean `theme`?",
                "line 4: `max_file_mb`: expected 1 to 1024",
            ]
        );
    }

    #[test]
    fn what_is_no_toml_keeps_what_is() {
        let (config, problems) = Config::parse("author = \"dana\"\ntheme = = 3\nmouse = false\n");
        assert_eq!(config.author.as_deref(), Some("dana"));
        assert!(!config.mouse);
        assert!(problems[0].starts_with("line 2"), "{problems:?}");
    }

    #[test]
    fn a_file_that_is_not_there_is_no_problem_and_a_folder_is_one() {
        let temp = tempfile::tempdir().unwrap();
        let absent = temp.path().join("config.toml");
        assert_eq!(Config::load(&absent), (Config::default(), vec![]));
        let (_, problems) = Config::load(temp.path());
        assert!(problems[0].contains("no ordinary file"), "{problems:?}");
    }

    #[test]
    fn every_row_has_a_doc_and_a_key_of_its_own() {
        for (at, row) in ROWS.iter().enumerate() {
            assert!(!row.doc.is_empty() && row.example.contains(row.key));
            assert!(ROWS[..at].iter().all(|other| other.key != row.key));
        }
    }
}
