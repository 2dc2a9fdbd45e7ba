//! Who writes.

use std::path::Path;
use std::process::{Command, Stdio};

use super::config::Config;
use super::config_set::set;
use super::env::Surroundings;
use super::error::SaveError;

/// Returns the author's name: `--by`, `$ONRECORD_AUTHOR`, the config's `author`, git's
/// `user.name`, the login name; `unknown` when nobody says.
#[must_use]
pub fn author(flag: Option<&str>, config: &Config, env: &Surroundings) -> String {
    let said = [flag, env.author.as_deref(), config.author.as_deref()];
    said.into_iter()
        .flatten()
        .find_map(name)
        .or_else(|| env.ask_git.then(git_name).flatten())
        .or_else(|| env.login.as_deref().and_then(name))
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Tells that nobody chose the author's name for this program: then the first start asks once.
#[must_use]
pub fn is_guessed(flag: Option<&str>, config: &Config, env: &Surroundings) -> bool {
    let said = [flag, env.author.as_deref(), config.author.as_deref()];
    said.into_iter().flatten().find_map(name).is_none()
}

/// Writes the author's name into the config file; every other line of it stays.
///
/// # Errors
/// The file can not be read or written.
pub fn remember(config_file: &Path, name: &str) -> Result<(), SaveError> {
    set(config_file, "author", name)
}

/// Returns a name as one line, or nothing when it has no visible character.
fn name(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Asks git for the user's own name. It is asked for the user's settings alone and from the root
/// folder: the folder of the claims has no say, and can not have git run anything.
fn git_name() -> Option<String> {
    let output = Command::new("git")
        .args(["config", "--global", "--get", "user.name"])
        .current_dir(if cfg!(windows) { "C:\\" } else { "/" })
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    if !output.status.success() {
        return None;
    }
    name(&String::from_utf8(output.stdout).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_remembered_and_the_rest_of_the_config_stays() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("new").join("config.toml");
        let read = || Config::load(&file);
        remember(&file, "Dana \"D\" Scully").unwrap();
        assert_eq!(read().author.as_deref(), Some("Dana \"D\" Scully"));
        std::fs::write(&file, "mouse = false\n# mine\n[keys]\nannotate = [\"n\"]\n").unwrap();
        remember(&file, "dana").unwrap();
        remember(&file, "eve").unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(
            text,
            "author = \"eve\"\nmouse = false\n# mine\n[keys]\nannotate = [\"n\"]\n"
        );
        assert_eq!(
            (read().author.as_deref(), read().mouse),
            (Some("eve"), false)
        );
    }

    #[test]
    fn the_first_who_says_so_names_the_author() {
        let mut env = Surroundings {
            author: Some("from env".to_owned()),
            login: Some("login".to_owned()),
            ..Surroundings::default()
        };
        let mut config = Config {
            author: Some("from config".to_owned()),
            ..Config::default()
        };
        assert_eq!(author(Some("flag"), &config, &env), "flag");
        assert_eq!(author(Some("  "), &config, &env), "from env");
        env.author = None;
        assert_eq!(author(None, &config, &env), "from config");
        assert!(!is_guessed(None, &config, &env));
        config.author = None;
        assert_eq!(author(None, &config, &env), "login");
        assert!(is_guessed(None, &config, &env));
        env.login = None;
        assert_eq!(author(None, &config, &env), "unknown");
    }

    #[test]
    fn a_name_is_one_line_without_control_characters() {
        assert_eq!(
            name(" Dana\n\u{1b} Scully ").as_deref(),
            Some("Dana Scully")
        );
        assert_eq!(name("\n\t"), None);
    }
}
