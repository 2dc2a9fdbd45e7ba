//! Which editor to run, as an argument vector: no shell ever sees a path.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::env::Surroundings;

/// The editor of last resort.
const FALLBACK: &str = "vi";

/// How an editor is told the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `+12 FILE`
    Plus,
    /// `FILE:12`
    Colon,
    /// `-g FILE:12`
    GotoColon,
    /// `--line 12 FILE`
    LineFlag,
}

/// Programs by name, and how each is told the line.
const STYLES: &[(&[&str], Style)] = &[
    (
        &[
            "vi",
            "vim",
            "nvim",
            "gvim",
            "view",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
        ],
        Style::Plus,
    ),
    (
        &["kak", "micro", "joe", "jed", "ne", "mg", "mcedit"],
        Style::Plus,
    ),
    (&["hx", "helix", "subl", "zed"], Style::Colon),
    (
        &["code", "codium", "vscodium", "code-insiders"],
        Style::GotoColon,
    ),
    (&["kate", "gedit-line", "kwrite"], Style::LineFlag),
];

/// Returns what to run to edit a file at a line (1-based): `$VISUAL`, `$EDITOR`, the config's
/// editor, then `vi`. Text that can not be split (an open quote) is passed over.
///
/// The path is made absolute, so that it never begins with `-` and is one argument whatever it
/// is made of.
#[must_use]
pub fn editor_argv(
    file: &Path,
    line: u32,
    config_editor: Option<&str>,
    env: &Surroundings,
) -> Vec<OsString> {
    let file = env.absolute(file);
    let config_editor = config_editor.map(OsStr::new);
    let named = [env.visual.as_deref(), env.editor.as_deref(), config_editor];
    let mut argv = named
        .into_iter()
        .flatten()
        .find_map(|command| split(command).filter(|words| !words.is_empty()))
        .unwrap_or_else(|| vec![OsString::from(FALLBACK)]);
    let colon = || {
        let mut place = file.clone().into_os_string();
        place.push(format!(":{line}"));
        place
    };
    match style(&argv[0]) {
        Some(Style::Plus) => argv.extend([format!("+{line}").into(), file.into()]),
        Some(Style::Colon) => argv.push(colon()),
        Some(Style::GotoColon) => argv.extend(["-g".into(), colon()]),
        Some(Style::LineFlag) => {
            argv.extend(["--line".into(), line.to_string().into(), file.into()]);
        }
        None => argv.push(file.into()),
    }
    argv
}

fn style(program: &OsStr) -> Option<Style> {
    let name = Path::new(program).file_stem()?.to_str()?;
    STYLES
        .iter()
        .find(|(names, _)| names.contains(&name))
        .map(|(_, style)| *style)
}

/// Splits a command as a shell would split plain words: blanks, single and double quotes,
/// backslashes. Nothing is expanded. Nothing comes back when a quote stays open.
fn split(command: &OsStr) -> Option<Vec<OsString>> {
    let Some(command) = command.to_str() else {
        // What is no text holds no quotes that we could read: it is one program's name.
        return Some(vec![command.to_owned()]);
    };
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('"'), '\\') if matches!(chars.peek(), Some('"' | '\\')) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            // On Windows a backslash is part of a path.
            (None, '\\') if !cfg!(windows) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (None, c) if c.is_whitespace() => words.extend(word.take().map(OsString::from)),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word.map(OsString::from));
    quote.is_none().then_some(words)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn argv(visual: Option<&str>, editor: Option<&str>, config: Option<&str>) -> String {
        let env = Surroundings {
            cwd: "/c".into(),
            visual: visual.map(OsString::from),
            editor: editor.map(OsString::from),
            ..Surroundings::default()
        };
        let argv = editor_argv(Path::new("a.yaml"), 7, config, &env);
        let shown: Vec<_> = argv.iter().map(|a| a.to_str().unwrap()).collect();
        shown.join("|")
    }

    #[test]
    fn visual_goes_before_editor_before_the_config_before_vi() {
        assert_eq!(
            argv(Some("nvim"), Some("nano"), Some("hx")),
            "nvim|+7|/c/a.yaml"
        );
        assert_eq!(
            argv(None, Some("nano -w"), Some("hx")),
            "nano|-w|+7|/c/a.yaml"
        );
        assert_eq!(argv(None, None, Some("hx")), "hx|/c/a.yaml:7");
        assert_eq!(argv(None, None, None), "vi|+7|/c/a.yaml");
        assert_eq!(argv(Some("  "), Some("'open"), None), "vi|+7|/c/a.yaml");
    }

    #[test]
    fn each_editor_is_told_the_line_its_own_way() {
        assert_eq!(
            argv(Some("code --wait"), None, None),
            "code|--wait|-g|/c/a.yaml:7"
        );
        assert_eq!(
            argv(Some("/usr/bin/kak"), None, None),
            "/usr/bin/kak|+7|/c/a.yaml"
        );
        assert_eq!(argv(Some("unknown"), None, None), "unknown|/c/a.yaml");
    }

    #[test]
    fn a_command_is_split_and_nothing_in_it_is_expanded() {
        let words = |text: &str| {
            split(OsStr::new(text)).map(|w| {
                let words = w.into_iter().map(|w| w.into_string().unwrap());
                words.collect::<Vec<_>>()
            })
        };
        let list = |words: &[&str]| Some(words.iter().map(|w| (*w).to_owned()).collect());
        assert_eq!(
            words(r#""/my editor/ed" -a 'b c'"#),
            list(&["/my editor/ed", "-a", "b c"])
        );
        assert_eq!(words(r#"a\ b "c\"d" ''"#), list(&["a b", "c\"d", ""]));
        assert_eq!(
            words("x; touch $(id) `y`"),
            list(&["x;", "touch", "$(id)", "`y`"])
        );
        assert_eq!(words("a 'b"), None);
    }

    #[test]
    fn a_hostile_file_name_is_one_argument_that_begins_with_a_slash() {
        let env = Surroundings {
            cwd: "/c".into(),
            ..Surroundings::default()
        };
        for name in ["; touch PWNED", "$(id)", "-c:!id", "+1\nq", "a b"] {
            let argv = editor_argv(Path::new(name), 1, None, &env);
            assert_eq!(argv[2], OsString::from(format!("/c/{name}")));
            assert_eq!(argv.len(), 3);
        }
    }
}
