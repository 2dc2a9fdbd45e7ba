//! Export, import into an empty folder, export again: the same bytes.

use std::path::Path;

use crate::world::{World, repository};

const FORMATS: [&str; 4] = ["csv", "tsv", "json", "jsonl"];

/// The folders that are sent round.
fn records() -> Vec<std::path::PathBuf> {
    ["tests/fixtures/export/claims", "claims"]
        .map(repository)
        .into()
}

/// Takes a record through a format once; returns the folder it is in then.
fn through(world: &World, from: &Path, format: &str, to: &str) -> std::path::PathBuf {
    let file = world.path(&format!("{to}.{format}"));
    let there = world.path(to);
    std::fs::create_dir(&there).unwrap();
    let shown = file.display().to_string();
    world.good(
        from,
        &[
            "export",
            "-q",
            "status:candidate OR -status:candidate",
            "-f",
            format,
            "-o",
            &shown,
        ],
    );
    world.good(&there, &["import", &shown, "--from", format]);
    there
}

fn exported(world: &World, claims: &Path, format: &str) -> String {
    let bytes = world.good(
        claims,
        &[
            "export",
            "-q",
            "status:candidate OR -status:candidate",
            "-f",
            format,
        ],
    );
    String::from_utf8(bytes).unwrap()
}

#[test]
fn tables_and_json_come_back_byte_by_byte() {
    for record in records() {
        for format in FORMATS {
            let world = World::new();
            let there = through(&world, &record, format, "there");
            let (first, second) = (
                exported(&world, &record, format),
                exported(&world, &there, format),
            );
            assert_eq!(first, second, "{format}");
        }
    }
}

#[test]
fn a_database_loses_nothing_that_a_claim_file_has() {
    for record in records() {
        let world = World::new();
        let there = through(&world, &record, "sqlite", "there");
        let again = through(&world, &there, "sqlite", "again");
        let yaml = |claims: &Path, to: &str| {
            let dir = world.path(to);
            let shown = format!("{}/", dir.display());
            world.good(
                claims,
                &[
                    "export",
                    "-q",
                    "status:candidate OR -status:candidate",
                    "-f",
                    "yaml",
                    "-o",
                    &shown,
                ],
            );
            crate::hostile::files(&dir)
        };
        assert_eq!(yaml(&there, "a"), yaml(&again, "b"));
        assert_eq!(
            exported(&world, &record, "csv"),
            exported(&world, &again, "csv")
        );
    }
}

#[test]
fn claim_files_come_back_byte_by_byte() {
    let record = repository("tests/fixtures/export/claims");
    let world = World::new();
    let out = format!("{}/", world.path("out").display());
    world.good(
        &record,
        &[
            "export",
            "-q",
            "status:candidate OR -status:candidate",
            "-f",
            "yaml",
            "-o",
            &out,
        ],
    );
    for (name, bytes) in crate::hostile::files(&record) {
        if name != "speakers.yaml" {
            let copy = std::fs::read(world.path("out").join(&name)).unwrap();
            assert!(copy == bytes, "{name} has other bytes");
        }
    }
    let there = world.path("there");
    std::fs::create_dir(&there).unwrap();
    world.good(&there, &["import", &out]);
    assert_eq!(
        exported(&world, &there, "csv"),
        exported(&world, &record, "csv")
    );
    assert!(
        there.join("speakers.yaml").is_file(),
        "the speakers came too"
    );
}

#[test]
fn an_import_is_taken_back_in_one_step_and_adds_nothing_twice() {
    let record = repository("tests/fixtures/export/claims");
    let world = World::new();
    let there = through(&world, &record, "jsonl", "there");
    let before = crate::hostile::files(&there);
    let file = world.path("there.jsonl").display().to_string();
    let again = world.run(&there, &["import", &file]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("added 0 claims; 11 there already"), "{said}");
    assert_eq!(crate::hostile::files(&there), before);
    world.good(&there, &["undo"]);
    assert!(crate::hostile::files(&there).is_empty(), "all of it went");
}
