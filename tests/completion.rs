//! What a shell is told when a command is half typed: the real program, and a real bash.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::path::Path;
use std::process::Command;

fn claims() -> String {
    format!("{}/claims", env!("CARGO_MANIFEST_DIR"))
}

fn onrecord(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let home = std::env::temp_dir();
    command
        .env_clear()
        .env("HOME", home)
        .env("ONRECORD_CLAIMS", claims());
    command.args(args);
    command
}

/// What the program answers a shell that asks.
fn answered(words: &[&str]) -> Vec<String> {
    let mut all = vec!["--", "onrecord"];
    all.extend(words);
    let output = onrecord(&all)
        .env("ONRECORD_COMPLETE", "bash")
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn values_are_those_of_the_folder() {
    let who = answered(&["list", "who:"]);
    assert_eq!(who[0], "who:\"Alex Tapscott\"");
    assert!(
        who.contains(&"who:\"Mark Zuckerberg\"".to_owned()),
        "{who:?}"
    );
    assert_eq!(answered(&["list", "who:zuck"]), ["who:\"Mark Zuckerberg\""]);
    assert_eq!(
        answered(&["export", "-q", "who:zuck"]),
        ["who:\"Mark Zuckerberg\""]
    );
    assert_eq!(answered(&["list", "kind:pred"]), ["kind:prediction"]);
}

#[test]
fn the_words_before_count() {
    let first = answered(&["list", "who:altman", "kind:"]);
    let other = answered(&["list", "who:geraci", "kind:"]);
    assert_ne!(first[0], other[0], "{first:?} {other:?}");
}

#[test]
fn fields_and_options_are_offered() {
    assert_eq!(answered(&["list", "outl"]), ["outlet:"]);
    assert!(answered(&["list", "--exp"]).contains(&"--explain".to_owned()));
    assert!(answered(&["li"]).contains(&"list".to_owned()));
}

/// What bash would put into the line, the script of the program loaded.
#[cfg(unix)]
fn in_bash(words: &[&str], line: &str, part: &str) -> Option<Vec<String>> {
    let bin = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
    let words: Vec<String> = words
        .iter()
        .map(|word| format!("'{}'", word.replace('\'', "'\\''")))
        .collect();
    let script = format!(
        "source <(onrecord completions bash)\nCOMP_WORDS=({})\nCOMP_CWORD={}\nCOMP_LINE=$1\n\
         _onrecord onrecord \"$2\" ''\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() - 1
    );
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let output = Command::new("bash")
        .env_clear()
        .env("PATH", path)
        .env("HOME", std::env::temp_dir())
        .env("ONRECORD_CLAIMS", claims())
        .args(["--norc", "-c", &script, "bash", line, part])
        .output()
        .ok()?;
    assert!(output.stderr.is_empty(), "{output:?}");
    Some(
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect(),
    )
}

#[cfg(unix)]
#[test]
fn bash_parts_words_at_colons_and_gets_the_rest() {
    for (words, line, part, expected) in [
        (
            &["onrecord", "list", "who", ":", "zuck"][..],
            "onrecord list who:zuck",
            "zuck",
            "\\\"Mark\\ Zuckerberg\\\"",
        ),
        (
            &["onrecord", "list", "kind", ":", "pred"],
            "onrecord list kind:pred",
            "pred",
            "prediction",
        ),
        (
            &["onrecord", "list", "'who:zuck"],
            "onrecord list 'who:zuck",
            "who:zuck",
            "who:\"Mark Zuckerberg\"",
        ),
        (
            &["onrecord", "list", "outl"],
            "onrecord list outl",
            "outl",
            "outlet:",
        ),
    ] {
        let Some(found) = in_bash(words, line, part) else {
            return;
        };
        assert_eq!(found, [expected], "{line}");
    }
    let all = in_bash(&["onrecord", "list", "who", ":"], "onrecord list who:", "").unwrap();
    assert_eq!(all[0], "\\\"Alex\\ Tapscott\\\"");
}
