//! The reference pages under docs/ are made from the program's own tables and fail here when they
//! drift. `UPDATE_DOCS=1 cargo test --test reference` writes them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::Path;

use onrecord::{exchange, query, store, tui, yaml};

fn compare(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, made).expect("docs/ can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/{name} has drifted: UPDATE_DOCS=1 cargo test --test reference"
    );
}

const MADE: &str = "<!-- Made by tests/reference.rs from the program's own tables. -->\n\n";

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn keys() {
    let (keymap, _) = tui::keymap::Keymap::new(&std::collections::HashMap::new());
    let mut page = format!(
        "{MADE}# Keys\n\nEvery key can be bound anew in the config, by the action's name: a list of sequences.\n"
    );
    let mut title = "";
    let mut actions: Vec<_> = tui::actions::ACTIONS.iter().copied().flatten().collect();
    actions.sort_by_key(|action| action.context as u8);
    for action in actions {
        if action.context.title() != title {
            title = action.context.title();
            let _ = write!(
                page,
                "\n## {title}\n\n| keys | action | |\n| --- | --- | --- |\n"
            );
        }
        let _ = writeln!(
            page,
            "| {} | `{}` | {} |",
            cell(&keymap.keys_of(action)),
            action.name,
            cell(action.doc)
        );
    }
    compare("keys.md", &page);
}

#[test]
fn query_fields() {
    let mut page = format!(
        "{MADE}# Query fields\n\n| field | also | what | for example |\n| --- | --- | --- | --- |\n"
    );
    for row in query::fields() {
        let code = |text: &&str| format!("`{}`", cell(text));
        let aliases: Vec<String> = row.aliases.iter().map(code).collect();
        let examples: Vec<String> = row.examples.iter().map(code).collect();
        let _ = writeln!(
            page,
            "| `{}:` | {} | {} | {} |",
            row.name,
            aliases.join(", "),
            cell(row.doc),
            examples.join(" ")
        );
    }
    compare("query.md", &page);
}

#[test]
fn formats() {
    let mut page =
        format!("{MADE}# Export formats\n\n| format | ending | |\n| --- | --- | --- |\n");
    for format in exchange::FORMATS {
        let _ = writeln!(
            page,
            "| `{}` | `.{}` | {} |",
            format.name,
            format.extension,
            cell(&format.doc)
        );
    }
    page += "\n# Import formats\n\n| format | endings | |\n| --- | --- | --- |\n";
    for importer in exchange::import::IMPORTERS {
        let endings: Vec<String> = importer
            .endings
            .iter()
            .map(|end| format!("`.{end}`"))
            .collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} |",
            importer.name,
            endings.join(" "),
            cell(importer.doc)
        );
    }
    page += "\n# Fields of an import\n\n`--map FIELD=COLUMN`; a column that is called so, or as one of the others, needs none.\n\n| field | also | |\n| --- | --- | --- |\n";
    for field in exchange::import::FIELDS {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} |",
            field.name,
            field.aliases.join(", "),
            cell(field.doc)
        );
    }
    compare("formats.md", &page);
}

#[test]
fn checks() {
    let mut page = format!(
        "{MADE}# Checks\n\nWhat `onrecord check` reports; `check --explain CODE` prints one of them. First the rules over \
         what was read, then what reading itself finds.\n"
    );
    for rule in store::checks::RULES {
        let _ = write!(
            page,
            "\n## {}\n\n{} ({})\n",
            rule.code, rule.doc, rule.severity
        );
    }
    page.push_str("\n# Reading\n");
    for row in onrecord::model::READING_CODES {
        let _ = write!(page, "\n## {}\n\n{}\n", row.code, row.doc);
    }
    compare("checks.md", &page);
}

#[test]
fn schema() {
    let made = serde_json::to_string_pretty(&yaml::schema()).expect("a schema") + "\n";
    compare("onrecord.schema.json", &made);
}
