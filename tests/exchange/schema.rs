//! The JSON Schema, which editors read, says what the program says.

use serde_json::Value;

use crate::world::repository;

fn schema() -> jsonschema::Validator {
    let schema = onrecord::yaml::schema();
    assert!(
        schema["$schema"]
            .as_str()
            .is_some_and(|draft| draft.contains("draft-07")),
        "editors read no later one"
    );
    jsonschema::draft7::new(&schema).expect("a schema")
}

/// Reads YAML as an editor's server does: with numbers, booleans and nulls.
fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("YAML")
}

#[test]
fn the_bundled_record_and_the_good_fixtures_are_accepted() {
    let schema = schema();
    let mut seen = 0;
    for dir in [
        "claims",
        "tests/cli/record/claims",
        "tests/fixtures/export/claims",
    ] {
        for (name, bytes) in crate::hostile::files(&repository(dir)) {
            let is_claims = is_yaml(&name) && name != "speakers.yaml" && !name.contains("hostile");
            if is_claims {
                let value = yaml(&String::from_utf8(bytes).unwrap());
                let faults: Vec<String> = schema
                    .iter_errors(&value)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert_eq!(faults, [""; 0], "{dir}/{name}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 3, "{seen} files");
}

#[test]
fn faulty_records_are_refused() {
    let schema = schema();
    for name in [
        "bad-kind",
        "bad-parts",
        "claims-not-a-list",
        "missing-title",
        "no-article",
        "unknown-key",
        "wrong-shape",
    ] {
        let path = repository(&format!("tests/fixtures/bad/{name}.yaml"));
        let value = yaml(&std::fs::read_to_string(path).unwrap());
        assert!(!schema.is_valid(&value), "{name} is accepted");
    }
}

#[test]
fn the_bundled_record_names_the_schema_for_editors() {
    for (name, bytes) in crate::hostile::files(&repository("claims")) {
        if is_yaml(&name) && name != "speakers.yaml" {
            let text = String::from_utf8(bytes).unwrap();
            let head: Vec<&str> = text.lines().take(3).collect();
            let named = head
                .iter()
                .any(|line| line.starts_with("# yaml-language-server: $schema="));
            assert!(named, "{name} has no modeline");
        }
    }
}

fn is_yaml(name: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|end| end == "yaml")
}
