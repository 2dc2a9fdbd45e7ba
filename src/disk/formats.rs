//! The user's templates for exports: `formats/NAME.EXT.jinja` beside the config file.

use std::fs;
use std::path::Path;

use super::save::read_bounded;
use crate::exchange::Formats;
use crate::text::clean;

/// The largest template, in bytes.
const LARGEST: u64 = 1 << 20;

/// Returns the formats there are, the user's templates among them, and what is wrong with those.
///
/// They stand in `formats/` beside the config file; without that folder there are none.
#[must_use]
pub fn formats(config_file: Option<&Path>) -> (Formats, Vec<String>) {
    let dir = config_file
        .and_then(Path::parent)
        .map(|dir| dir.join("formats"));
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let entries = dir.and_then(|dir| fs::read_dir(dir).ok());
    for path in entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
    {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| is_template(name)) else {
            continue;
        };
        let text = read_bounded(&path, LARGEST).and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| std::io::Error::other("it is not UTF-8"))
        });
        match text {
            Ok(text) => files.push((name.to_owned(), text)),
            Err(error) => {
                let name = clean(name);
                problems.push(format!("cannot read the template {name}: {error}"));
            }
        }
    }
    files.sort();
    let (formats, faulty) = Formats::with_templates(files);
    problems.extend(faulty);
    (formats, problems)
}

fn is_template(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending == "jinja") && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_beside_the_config_are_formats() {
        let temp = tempfile::tempdir().unwrap();
        let config = temp.path().join("config.toml");
        assert_eq!(formats(Some(&config)).0.count(), Formats::default().count());
        fs::create_dir(temp.path().join("formats")).unwrap();
        for (name, text) in [
            ("brief.txt.jinja", "{{ query }}"),
            ("faulty.jinja", "{% if %}"),
            ("notes.txt", "no template"),
        ] {
            fs::write(temp.path().join("formats").join(name), text).unwrap();
        }
        let (found, problems) = formats(Some(&config));
        assert!(found.find("brief").is_some());
        assert_eq!(found.count(), Formats::default().count() + 1);
        assert_eq!(problems.len(), 1, "{problems:?}");
    }
}
