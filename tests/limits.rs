//! Files made to exhaust a reader: each is refused with its reason, at once or within what a file of
//! that size may cost, and the other files load.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const GOOD: &str =
    "article: {title: T}\nclaims:\n  - {id: good, quote: still here, attribution: author}\n";

/// A folder with a good file among these.
fn folder(files: &[(&str, String)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a folder");
    fs::write(claims.join("good.yaml"), GOOD).expect("a file");
    for (name, text) in files {
        fs::write(claims.join(name), text).expect("a file");
    }
    home
}

fn onrecord(home: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Returns the errors of `check` by file: code and message.
fn errors(home: &Path) -> BTreeMap<String, (String, String)> {
    let (code, out, err) = onrecord(home, &["check", "--format", "json"]);
    assert_eq!(code, Some(1), "{err}");
    let found: Vec<Value> = serde_json::from_str(&out).expect("json");
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let errors = found.iter().filter(|one| one["severity"] == "error");
    errors
        .map(|one| {
            let file = text(one, "file").trim_start_matches("claims/").to_owned();
            let told = format!("{} {}", text(one, "message"), text(one, "hint"));
            (file, (text(one, "code"), told))
        })
        .collect()
}

/// Nine aliases to the level below, ten levels: a billion laughs.
fn laughs() -> String {
    let mut text = String::from("a0: &a0 lol\n");
    for level in 1..=10 {
        let below = format!("*a{}, ", level - 1).repeat(9);
        text = format!(
            "{text}a{level}: &a{level} [{}]\n",
            below.trim_end_matches(", ")
        );
    }
    text + GOOD
}

#[test]
fn what_would_exhaust_the_parser_never_reaches_it() {
    let map = |depth: usize| {
        let levels = (0..depth).map(|at| format!("{}k:\n", " ".repeat(at)));
        levels.collect::<String>()
    };
    let home = folder(&[
        ("laughs.yaml", laughs()),
        ("self.yaml", format!("{GOOD}x: &a [*a]\n")),
        ("flow.yaml", format!("x: {}", "[".repeat(100_000))),
        ("flow-map.yaml", format!("x: {}", "{a: ".repeat(100_000))),
        ("dashes.yaml", "- ".repeat(100_000)),
        ("block.yaml", map(5_000)),
    ]);
    let errors = errors(home.path());
    for (file, code) in [
        ("laughs.yaml", "too-many-aliases"),
        ("self.yaml", "too-many-aliases"),
        ("flow.yaml", "too-deep"),
        ("flow-map.yaml", "too-deep"),
        ("dashes.yaml", "too-deep"),
        ("block.yaml", "too-deep"),
    ] {
        assert_eq!(errors.get(file).map(|e| e.0.as_str()), Some(code), "{file}");
    }
    let (code, out, _) = onrecord(home.path(), &["list"]);
    assert_eq!((code, out.lines().count()), (Some(0), 1), "{out}");
    assert!(out.contains("still here"), "{out}");
}

#[test]
fn what_is_too_large_is_not_read_and_the_limit_is_named() {
    let home = folder(&[
        (
            "quote.yaml",
            format!("article: {{title: \"{}", "x".repeat(50 << 20)),
        ),
        ("deep-block.yaml", {
            let levels = (0..10_000).map(|at| format!("{}k:\n", " ".repeat(at)));
            levels.collect()
        }),
    ]);
    // Longer than any disk: only its length is looked at.
    let huge = fs::File::create(home.path().join("claims/huge.yaml")).expect("a file");
    let sparse = huge.set_len(1 << 40).is_ok();
    drop(huge);
    let found = errors(home.path());
    let mut files = vec!["quote.yaml", "deep-block.yaml"];
    if sparse {
        files.push("huge.yaml");
    }
    for file in files {
        let (code, told) = &found[file];
        assert_eq!(code, "too-large", "{file}");
        assert!(told.contains("larger than 16777216 bytes"), "{told}");
        assert!(told.contains("max_file_mb"), "{told}");
    }
    let config = home.path().join("config.toml");
    fs::write(&config, "max_file_mb = 1\n").expect("a config");
    fs::write(home.path().join("claims/two.yaml"), "#".repeat(2 << 20)).expect("a file");
    let config = config.display().to_string();
    let (_, out, _) = onrecord(home.path(), &["--config", &config, "check"]);
    assert!(out.contains("larger than 1048576 bytes"), "{out}");
}

#[test]
fn long_lines_and_open_quotes_within_the_limit_end() {
    let long = "word ".repeat(2 << 20);
    let home = folder(&[
        ("line.yaml", GOOD.replace("still here", &long)),
        (
            "open.yaml",
            format!("article: {{title: T}}\nclaims:\n  - id: a\n    quote: \"{long}"),
        ),
        (
            "plain.yaml",
            format!("article: {{title: T}}\nclaims:\n  - id: a\n    quote: {long}\n"),
        ),
    ]);
    let errors = errors(home.path());
    assert_eq!(
        errors.keys().collect::<Vec<_>>(),
        ["open.yaml"],
        "{errors:?}"
    );
    let (code, out, _) = onrecord(home.path(), &["list", "id:good"]);
    assert_eq!(code, Some(0), "{}", &out[..200.min(out.len())]);
    assert!(out.contains("still here"));
}

#[test]
fn many_files_load_and_one_bad_one_is_one_problem() {
    let files: Vec<(String, String)> = (0..3_000)
        .map(|at| {
            (
                format!("f{at}.yaml"),
                GOOD.replace("good", &format!("g{at}")),
            )
        })
        .collect();
    let mut named: Vec<(&str, String)> =
        files.iter().map(|(n, t)| (n.as_str(), t.clone())).collect();
    named.push(("bad.yaml", "claims: [".to_owned()));
    let home = folder(&named);
    let (code, out, err) = onrecord(home.path(), &["list"]);
    assert_eq!((code, out.lines().count()), (Some(0), 3_001), "{err}");
    assert!(err.contains("1 file"), "{err}");
}

#[test]
fn a_regular_expression_can_not_run_away() {
    let text = GOOD.replace("still here", &"a".repeat(20_000));
    let home = folder(&[("a.yaml", text)]);
    for query in [
        "/(a+)+$/",
        "/(a*)*b/",
        "/(?:){4294967295}/",
        "/a{1000}{1000}{1000}/",
        "/(/",
    ] {
        let (code, _, err) = onrecord(home.path(), &["list", query]);
        assert!(matches!(code, Some(0..=2)), "{query}: {code:?} {err}");
    }
}
