//! A reader that goes away, as `head` does, ends the program quietly.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;

use crate::world::World;

/// A record of more claims than a pipe holds.
fn large(dir: &Path) {
    let claims = dir.join("claims");
    std::fs::create_dir(&claims).unwrap();
    let words = "word ".repeat(20);
    let items = (0..4_000).map(|n| format!("  - id: c{n}\n    quote: {words}\n"));
    let head = "article:\n  title: Long\nclaims:\n".to_owned();
    let text: String = [head].into_iter().chain(items).collect();
    std::fs::write(claims.join("long.yaml"), text).unwrap();
}

#[test]
fn a_closed_pipe_ends_quietly_with_success() {
    let world = World::new();
    let dir = tempfile::tempdir().unwrap();
    large(dir.path());
    for args in [
        &["list"][..],
        &["export", "-f", "csv"],
        &["list", "--format", "json"],
    ] {
        let mut child = world
            .onrecord(dir.path(), args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
        reader.read_line(&mut line).unwrap();
        drop(reader);
        let output = child.wait_with_output().unwrap();
        assert!(!line.is_empty(), "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(stderr, "", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_success() {
    let world = World::new();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let dir = Path::new("tests/cli/record");
    let output = world
        .onrecord(dir, &["list"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        stderr.contains("can not write to standard output"),
        "{stderr}"
    );
}
