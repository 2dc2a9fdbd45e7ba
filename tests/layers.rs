//! The architecture, enforced: a layer names only lower ones, and no file grows past 400 lines.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. `tui` and `cli` stand side by side: neither names the other.
const LAYERS: [&str; 10] = [
    "model", "text", "yaml", "source", "store", "query", "exchange", "disk", "tui", "cli",
];

const LONGEST: usize = 400;

fn sources() -> Vec<PathBuf> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found.sort();
    found
}

fn layer_of(path: &Path) -> Option<usize> {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    LAYERS.iter().position(|layer| *layer == first)
}

/// Returns the layers a line names as `crate::layer`, comments left out.
fn named(line: &str) -> Vec<usize> {
    let code = line.split("//").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        found.extend(LAYERS.iter().position(|layer| *layer == word));
    }
    found
}

#[test]
fn a_layer_names_only_lower_ones() {
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(own) = layer_of(&path) else { continue };
        let text = fs::read_to_string(&path).expect("a source file can be read");
        for (at, line) in text.lines().enumerate() {
            for other in named(line) {
                let sideways = LAYERS[own] == "cli" && LAYERS[other] == "tui";
                if other > own || sideways {
                    wrong.push(format!("{}:{}: {}", path.display(), at + 1, line.trim()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these reach upwards:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_layers_are_declared_in_order() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("lib.rs");
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let expected: Vec<&str> = LAYERS
        .iter()
        .copied()
        .filter(|layer| declared.contains(layer))
        .collect();
    assert_eq!(declared, expected);
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let mut long = Vec::new();
    for path in sources() {
        let tests_only = path.file_stem().is_some_and(|name| name == "tests")
            || path.components().any(|part| part.as_os_str() == "tests");
        if tests_only {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file can be read");
        let code = text
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]")
            .count();
        if code > LONGEST {
            long.push(format!("{}: {code}", path.display()));
        }
    }
    assert!(long.is_empty(), "split these:\n{}", long.join("\n"));
}

#[test]
fn the_check_itself_sees_a_wrong_line() {
    assert_eq!(named("use crate::tui::state::State; // crate::cli"), [8]);
    assert_eq!(named("let x = crate::model::Grade::NONE;"), [0]);
}
