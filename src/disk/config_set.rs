//! One setting written into the user's config; every other line of it stays.

use std::path::Path;

use super::config::{Config, read_text};
use super::error::{PathError, SaveError, shown};
use super::save::{output, output_folder};

/// Sets a key of the config to a text.
///
/// # Errors
/// The file can not be read or written, or the key stands in it as something that is no one line.
pub fn set(config_file: &Path, key: &str, value: &str) -> Result<(), SaveError> {
    let text = read_text(config_file).map_err(PathError::on("read", config_file))?;
    if let Some(dir) = config_file.parent() {
        output_folder(dir)?;
    }
    let text = text.unwrap_or_default();
    let new = with(&text, key, value);
    let faults = |text: &str| Config::parse(text, "").problems.len();
    if faults(&new) > faults(&text) {
        let why = format!("`{key}` stands there as more than one line: change it by hand");
        return Err(SaveError::refused(shown(config_file), why));
    }
    output(config_file, new.as_bytes(), true)
}

/// Returns a config text with the key's line replaced, or put first: what follows a table's header
/// would belong to that table.
fn with(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key} = {}\n", toml::Value::from(value));
    let own = text
        .split_inclusive('\n')
        .take_while(|line| !line.trim_start().starts_with('['))
        .find(|line| line.split_once('=').map(|(own, _)| own.trim()) == Some(key));
    match own {
        Some(own) => text.replacen(own, &line, 1),
        None => line + text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_that_name_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.toml");
        set(&file, "theme", "light").unwrap();
        set(&file, "theme", "dark").unwrap();
        let read = || std::fs::read_to_string(&file).unwrap();
        assert_eq!(read(), "theme = \"dark\"\n");
        let own = "[theme]\nbase = \"dark\"\n";
        std::fs::write(&file, own).unwrap();
        let refused = set(&file, "theme", "light").unwrap_err().to_string();
        assert!(refused.contains("by hand"), "{refused}");
        assert_eq!(read(), own);
    }
}
