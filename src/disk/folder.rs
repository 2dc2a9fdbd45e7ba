//! `onrecord.toml` at the root of a claims folder: what its people share.
//!
//! It comes with the folder, from whoever made it, and so can name no editor, no key, no command
//! and no path outside.

use std::path::{Component, Path, PathBuf};

use crate::model::{Diagnostic, Scale, Severity, Verdict};

use super::config::read_text;
use super::settings::{self, Fault, Row, Value};
use super::view::{self, View};

/// The file's name.
pub const FOLDER_FILE: &str = "onrecord.toml";

/// Keys of the user's config that a folder may not set.
const USERS_OWN: &[&str] = &["keys", "editor", "author", "claims", "command", "commands"];

/// What a folder's people share.
#[derive(Debug, Clone, PartialEq)]
pub struct FolderSettings {
    /// The verdict scale.
    pub scale: Scale,
    /// Shared saved views.
    pub views: Vec<View>,
    /// The folder of captured texts, absolute.
    pub sources: PathBuf,
    /// What is wrong with the file.
    pub problems: Vec<Diagnostic>,
}

const ROWS: &[Row<FolderSettings>] = &[
    Row {
        key: "sources",
        doc: "The folder of captured texts, in the claims folder or beside it.",
        example: r#"sources = "../sources""#,
        set: |folder, value| {
            folder.sources = near(&settings::text(value)?)?;
            Ok(())
        },
    },
    Row {
        key: "views",
        doc: "Saved views everybody has.",
        example: "[[views]]\nname = \"open\"\nquery = \"-has:verdict\"",
        set: |folder, value| view::take(value).map(|views| folder.views = views),
    },
    Row {
        key: "verdicts",
        doc: "The verdict scale, best first; a verdict without a value is off the scale.",
        example: "[verdicts]\nname = \"three steps\"\nscale = [{ label = \"true\", value = 3, glyph = \"✓\" }]",
        set: |folder, value| scale(value).map(|scale| folder.scale = scale),
    },
];

/// Reads the settings of a claims folder. Never fails: what is wrong is a problem.
#[must_use]
pub fn folder_settings(root: &Path) -> FolderSettings {
    let path = root.join(FOLDER_FILE);
    let text = super::places::ordinary_or_absent(&path).and_then(|()| read_text(&path));
    let (text, unreadable) = match text {
        Ok(text) => (text.unwrap_or_default(), None),
        Err(error) => (String::new(), Some(error)),
    };
    let mut settings = parse(&text);
    settings.sources = root.join(&settings.sources);
    if let Some(error) = unreadable {
        let message = format!("cannot read it: {error}");
        let problem = Diagnostic::of_file("unreadable", Severity::Error, FOLDER_FILE, message);
        settings.problems.push(problem);
    }
    settings
}

fn parse(text: &str) -> FolderSettings {
    let mut settings = FolderSettings {
        scale: Scale::default(),
        views: Vec::new(),
        sources: PathBuf::from("../sources"),
        problems: Vec::new(),
    };
    let faults = settings::read(text, ROWS, &mut settings);
    settings.problems = faults.into_iter().map(problem).collect();
    settings
}

/// Returns the saved views of an `onrecord.toml`.
///
/// # Errors
/// What is wrong with the text.
pub(super) fn views_of(text: &str) -> Result<Vec<View>, String> {
    let settings = parse(text);
    match settings.problems.first() {
        Some(problem) => Err(problem.message.clone()),
        None => Ok(settings.views),
    }
}

fn problem(fault: Fault) -> Diagnostic {
    let (severity, message) = if USERS_OWN.contains(&fault.key.as_str()) {
        let message = format!(
            "a claims folder can not set `{}`: it belongs in your own config",
            fault.key
        );
        (Severity::Error, message)
    } else if fault.key.is_empty() {
        (Severity::Error, fault.message.clone())
    } else {
        let key = crate::text::clean::clean(&fault.key);
        (Severity::Warning, format!("`{key}`: {}", fault.message))
    };
    fault.problem("folder-settings", severity, FOLDER_FILE, message)
}

/// Takes a path that stays in the claims folder or goes one step beside it.
fn near(path: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(path);
    let ups = path.components().filter(|c| *c == Component::ParentDir);
    let rest_plain = path
        .components()
        .skip(1)
        .all(|c| matches!(c, Component::Normal(_)));
    let first_plain = !matches!(
        path.components().next(),
        Some(Component::RootDir | Component::Prefix(_)) | None
    );
    if ups.count() <= 1 && rest_plain && first_plain {
        return Ok(path);
    }
    Err("expected a folder in the claims folder or beside it, as in `../sources`".to_owned())
}

fn scale(value: &Value<'_>) -> Result<Scale, String> {
    let table = value
        .as_table()
        .ok_or_else(|| settings::expected("a table", value))?;
    settings::only_keys(table, &["name", "scale"])?;
    let verdicts = settings::get(table, "scale", |rows| settings::tables(rows, verdict))?;
    let verdicts = verdicts.ok_or("it needs a `scale`: a list of verdicts")?;
    for (at, verdict) in verdicts.iter().enumerate() {
        if verdicts[..at].iter().any(|v| v.label == verdict.label) {
            return Err(format!("the label `{}` stands twice", verdict.label));
        }
    }
    if verdicts.is_empty() {
        return Err("the scale has no verdict".to_owned());
    }
    let name = settings::get(table, "name", settings::text)?;
    Ok(Scale {
        name: name.unwrap_or_else(|| "own".to_owned()),
        verdicts,
    })
}

fn verdict(table: &toml::de::DeTable<'_>) -> Result<Verdict, String> {
    settings::only_keys(
        table,
        &["label", "value", "glyph", "colour", "claim_review"],
    )?;
    let text = |key| settings::get(table, key, settings::text);
    let label = text("label")?.ok_or("it needs a `label`")?;
    if label.trim().is_empty() || label == "none" {
        return Err("`label`: `none` and an empty text mean no verdict".to_owned());
    }
    let value = settings::get(table, "value", settings::integer)?;
    let value = value
        .map(|value| i32::try_from(value).map_err(|_| "`value`: too large".to_owned()))
        .transpose()?;
    let glyph = text("glyph")?.unwrap_or_else(|| label.chars().take(1).collect());
    Ok(Verdict {
        label,
        value,
        glyph,
        colour: text("colour")?,
        claim_review: text("claim_review")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_scale_views_and_sources() {
        let text = r##"
sources = "texts"
[verdicts]
name = "three steps"
[[verdicts.scale]]
label = "true"
value = 3
glyph = "+"
colour = "#00aa00"
claim_review = "True"
[[verdicts.scale]]
label = "satire"
[[views]]
name = "open"
query = "-has:verdict"
key = "o"
"##;
        let settings = parse(text);
        assert_eq!(settings.problems, []);
        assert_eq!(settings.sources, Path::new("texts"));
        assert_eq!(settings.scale.name, "three steps");
        let satire = settings.scale.get("satire").unwrap();
        assert_eq!((satire.value, satire.glyph.as_str()), (None, "s"));
        assert_eq!(settings.views[0].key, Some('o'));
    }

    #[test]
    fn a_folder_names_no_key_editor_or_command() {
        let settings = parse("editor = \"rm -rf\"\n[keys]\nquit = \"x\"\n");
        let errors: Vec<_> = settings
            .problems
            .iter()
            .map(|p| (p.severity, p.location()))
            .collect();
        assert_eq!(
            errors,
            [
                (Severity::Error, "onrecord.toml:1:1".to_owned()),
                (Severity::Error, "onrecord.toml:2:2".to_owned())
            ]
        );
    }

    #[test]
    fn the_sources_stay_near() {
        for good in ["../sources", "sources", "./a/b", "../a/b"] {
            assert!(near(good).is_ok(), "{good}");
        }
        for bad in ["", "/etc", "../../x", "a/../../x", "../a/../.."] {
            assert!(near(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_faulty_scale_leaves_the_built_in_one() {
        for text in [
            "verdicts = 3",
            "[verdicts]\nname = \"x\"",
            "[verdicts]\nscale = [{ label = \"a\" }, { label = \"a\" }]",
            "[verdicts]\nscale = [{ lable = \"a\" }]",
            "[verdicts]\nscale = [{ label = \"none\" }]",
        ] {
            let settings = parse(text);
            assert_eq!(settings.scale, Scale::default(), "{text}");
            assert_eq!(settings.problems.len(), 1, "{text}");
        }
    }

    #[test]
    fn the_examples_are_good() {
        let text: Vec<&str> = ROWS.iter().map(|row| row.example).collect();
        assert_eq!(parse(&text.join("\n")).problems, []);
        assert!(ROWS.iter().all(|row| !row.doc.is_empty()));
    }
}
