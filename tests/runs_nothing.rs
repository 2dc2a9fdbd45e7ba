//! A claims folder can name no command: what comes with the files is data, whoever wrote it.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const RECORD: &str = "article: {title: T, url: 'file:///bin/sh'}\nclaims:\n  - {id: one, quote: words, attribution: author}\n";

/// A program that leaves a mark when it is run.
fn trap(dir: &Path, name: &str, mark: &Path) {
    let path = dir.join(name);
    fs::write(&path, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).expect("a trap");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[test]
fn settings_of_a_folder_name_no_editor_no_pager_no_hook_and_no_place_outside() {
    let home = tempfile::tempdir().expect("a folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a folder");
    fs::write(claims.join("a.yaml"), RECORD).expect("a record");
    let mark = home.path().join("RAN");
    // Helpers that a search of the current folder would find.
    for name in [
        "vi",
        "git",
        "less",
        "sh",
        "xdg-open",
        "editor",
        "onrecord-hook",
    ] {
        trap(&claims, name, &mark);
        trap(home.path(), name, &mark);
    }
    let trap = claims.join("vi").display().to_string();
    let keys = [
        "editor", "pager", "command", "hook", "on_save", "shell", "keys", "aliases",
    ];
    let line = |key: &&str| format!("{key} = \"{trap}\"\n");
    let mut settings = keys.iter().map(line).collect::<Vec<_>>().concat();
    settings.push_str("sources = \"/etc\"\n");
    fs::write(claims.join("onrecord.toml"), settings).expect("settings");
    // A config of the user's own lies elsewhere: one here is nobody's.
    fs::write(claims.join("config.toml"), format!("editor = \"{trap}\"\n")).expect("a file");
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .env_clear()
            .env("HOME", home.path())
            .env("PATH", "/usr/bin:/bin")
            .current_dir(&claims)
            .args(args)
            .output()
            .expect("the program runs");
        assert_ne!(output.status.code(), Some(101), "{args:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let told = run(&["check"]);
    for key in keys.iter().chain(&["sources"]) {
        assert!(
            told.contains(&format!("`{key}`")),
            "{key} is not refused:\n{told}"
        );
    }
    for args in [
        &["list"][..],
        &["show", "one"],
        &["stats"],
        &["config"],
        &["annotate", "one", "-m", "a note"],
        &["export", "-f", "yaml"],
        &["export", "-f", "markdown"],
    ] {
        run(args);
    }
    assert!(!mark.exists(), "something of the folder was run");
}

#[test]
fn what_is_kept_about_a_folder_is_for_its_user_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a folder");
    fs::write(claims.join("a.yaml"), RECORD).expect("a record");
    let state = home.path().join("state");
    let output = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" annotate one -m note"])
        .arg(env!("CARGO_BIN_EXE_onrecord"))
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_STATE_HOME", &state)
        .env("ONRECORD_AUTHOR", "dana")
        .current_dir(home.path())
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    let mut seen = 0;
    let mut folders = vec![state];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("state is kept") {
            let path = entry.expect("an entry").path();
            let mode = fs::metadata(&path).expect("an entry").permissions().mode() & 0o777;
            if path.is_dir() {
                assert_eq!(mode, 0o700, "{}", path.display());
                folders.push(path);
            } else {
                assert_eq!(mode, 0o600, "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "the journal is kept");
}
