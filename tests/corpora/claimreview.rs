//! Fact-checks as others publish them: the examples of schema.org, and a table of Brazilian ones.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Runs the program over a claims folder.
fn run(world: &TempDir, args: &[&str]) -> Output {
    let claims = world.path().join("claims");
    std::fs::create_dir_all(&claims).unwrap();
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .arg("--claims")
        .arg(claims)
        .env("HOME", world.path())
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_DATA_HOME")
        .output()
        .unwrap()
}

fn good(world: &TempDir, args: &[&str]) -> String {
    let output = run(world, args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
    String::from_utf8(output.stdout).unwrap() + &said
}

fn import(world: &TempDir, file: &Path, from: &str) -> String {
    let shown = file.display().to_string();
    good(world, &["import", &shown, "--from", from, "--keep-going"])
}

/// Returns every scalar with its path; numbers as their text, for a rating may come back as one.
fn leaves(path: &str, value: &Value, all: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                leaves(&format!("{path}/{key}"), value, all);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(&format!("{path}/{at}"), item, all);
            }
        }
        Value::String(text) => all.push((path.to_owned(), text.clone())),
        other => all.push((path.to_owned(), other.to_string())),
    }
}

#[test]
fn every_field_of_the_examples_comes_back() {
    let Some(folder) = crate::corpus("schemaorg-claimreview") else {
        return;
    };
    for name in ["eg-0324.jsonld", "eg-0325.jsonld"] {
        let world = TempDir::new().unwrap();
        let file = folder.join(name);
        let said = import(&world, &file, "claimreview");
        assert!(said.contains("added 1 claim"), "{name}: {said}");
        let out = world.path().join("out.jsonld").display().to_string();
        good(&world, &["export", "-f", "claimreview", "-o", &out]);
        let read = |path: &Path| -> Value {
            serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
        };
        let back = read(Path::new(&out));
        let back = [&back, &back[0], &back["@graph"][0]]
            .into_iter()
            .find(|one| one["claimReviewed"].is_string())
            .unwrap_or_else(|| panic!("{name}: no ClaimReview in {back}"));
        let (mut given, mut got) = (Vec::new(), Vec::new());
        leaves("", &read(&file), &mut given);
        leaves("", back, &mut got);
        let lost: Vec<_> = given
            .iter()
            .filter(|(path, _)| path != "/@context")
            .filter(|leaf| !got.contains(leaf))
            .collect();
        assert!(lost.is_empty(), "{name} lost {lost:#?} of {back:#}");
        let again = import(&world, &file, "claimreview");
        assert!(again.contains("added 0 claims; 1 there already"), "{again}");
    }
}

#[test]
fn the_examples_are_found_inside_of_a_page_of_text() {
    let Some(folder) = crate::corpus("schemaorg-claimreview") else {
        return;
    };
    let world = TempDir::new().unwrap();
    let file = folder.join("sdo-ClaimReview-issue-1061-examples.txt");
    let text = std::fs::read_to_string(&file).unwrap();
    let scripts = text.matches("application/ld+json").count();
    let said = import(&world, &file, "claimreview");
    let of = format!("added {scripts} claim");
    assert!(scripts > 0 && said.contains(&of), "{scripts}: {said}");
}

#[test]
fn microdata_is_refused_with_a_reason() {
    let Some(folder) = crate::corpus("schemaorg-claimreview") else {
        return;
    };
    let world = TempDir::new().unwrap();
    let file = folder.join("eg-0324.microdata.html").display().to_string();
    let output = run(&world, &["import", &file]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("JSON-LD is read, microdata is not"), "{said}");
}

#[test]
fn a_table_of_six_hundred_fact_checks_comes_in_once() {
    let Some(folder) = crate::corpus("factckbr") else {
        return;
    };
    let world = TempDir::new().unwrap();
    let file = folder.join("first-600-lines.tsv");
    let said = import(&world, &file, "tsv");
    assert!(
        said.contains("assertion=claimReviewed") && said.contains("review.label=alternativeName"),
        "{said}"
    );
    let count = good(&world, &["list", "-f", "jsonl"]).lines().count();
    assert!(count > 550, "{count} claims: {said}");
    let again = import(&world, &file, "tsv");
    assert!(again.contains("added 0 claims"), "{again}");
    good(&world, &["check"]);
}
