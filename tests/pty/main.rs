//! The real program in a real pseudo-terminal: what a person would do, and what is on the disk after.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

mod desk;
mod frames;
mod hostile;
mod keeping;
mod manners;
mod session;
mod stopping;

use std::fs;
use std::path::{Path, PathBuf};

use session::Session;

const RECORD: &str = "2025-02-01-deepseek-upending-ai.yaml";

/// A private copy of the bundled record, and an empty home.
struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let claims = home.path().join("claims");
        fs::create_dir(&claims).expect("a claims folder");
        let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
        for name in [RECORD, "speakers.yaml"] {
            fs::copy(bundled.join(name), claims.join(name)).expect("the bundled record");
        }
        Self { home }
    }

    fn record(&self) -> PathBuf {
        self.home.path().join("claims").join(RECORD)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.record()).expect("the record can be read")
    }

    /// Runs the program without a terminal, in the same world.
    fn command(&self, args: &[&str]) -> std::process::ExitStatus {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("ONRECORD_AUTHOR", "dana")
            .stdout(std::process::Stdio::null());
        command.status().expect("the program runs")
    }

    /// Takes the right to write away from the record, or gives it back.
    #[cfg(unix)]
    fn protect(&self, protected: bool) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = if protected { 0o444 } else { 0o644 };
        fs::set_permissions(self.record(), fs::Permissions::from_mode(mode)).expect("a mode");
    }

    fn open(&self, args: &[&str]) -> Session {
        self.open_with(args, &[])
    }

    fn open_with(&self, args: &[&str], vars: &[(&str, &str)]) -> Session {
        Session::start(self.home.path(), &[], args, vars, (36, 120))
    }

    /// Opens the app as another program's child.
    #[cfg(target_os = "linux")]
    fn open_under(&self, under: &[&str], args: &[&str]) -> Session {
        Session::start(self.home.path(), under, args, &[], (36, 120))
    }
}

/// Returns the lines of `new` that `old` has not, when nothing else changed.
fn added(old: &str, new: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(old, new);
    let mut added = Vec::new();
    for change in diff.iter_all_changes() {
        match change.tag() {
            similar::ChangeTag::Equal => {}
            similar::ChangeTag::Insert => added.push(change.to_string()),
            similar::ChangeTag::Delete => panic!("a line was taken away: {change}"),
        }
    }
    added
}

/// Returns how many lines of `new` are not as they were in `old`.
fn added_or_changed(old: &str, new: &str) -> usize {
    let diff = similar::TextDiff::from_lines(old, new);
    let changes = diff.iter_all_changes();
    changes
        .filter(|change| change.tag() == similar::ChangeTag::Insert)
        .count()
}

#[test]
fn filter_annotate_quit_and_only_the_note_is_new() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.send("/sputnik");
    app.wait_for("1 of 90");
    app.send("\r");
    app.send("a");
    app.wait_for("annotate");
    app.send("Said on X; the link is in the evidence.\rSecond line: with # and - signs.");
    app.send("\x13");
    app.wait_for("saved");
    app.send("q");
    app.wait_for_exit();
    let lines = added(&before, &desk.text());
    let new = lines.concat();
    assert!(new.contains("annotations:"), "{new}");
    assert!(new.contains("by: dana"), "{new}");
    assert!(
        new.contains("Said on X; the link is in the evidence."),
        "{new}"
    );
    assert!(new.contains("Second line: with # and - signs."), "{new}");
    assert!(lines.len() <= 7, "{new}");
}

#[test]
fn a_grade_is_set_by_two_keys_its_reason_after_it_and_undone_to_the_same_bytes() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    app.send("c");
    app.wait_for("credibility of the information");
    app.send("5");
    app.wait_for("saved: credibility 5 on gasparino-skeptical · , says why");
    let graded = desk.text();
    assert_ne!(graded, before);
    app.send(",");
    app.wait_for("reason · gasparino-skeptical");
    app.send("one interested source\r");
    app.wait_for("saved: reason of gasparino-skeptical");
    assert_eq!(added(&graded, &desk.text()).len(), 1);
    app.send("u");
    app.wait_for("undone: reason");
    assert_eq!(desk.text(), graded);
    app.send("u");
    app.wait_for("undone: grade");
    assert_eq!(desk.text(), before);
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn a_change_from_outside_appears_while_the_filter_stays() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    let text = desk
        .text()
        .replace("“Sputnik Moment.”", "“Sputnik Moment.” EDITED-OUTSIDE");
    fs::write(desk.record(), text).expect("the record can be written");
    app.wait_for("EDITED-OUTSIDE");
    app.wait_for("1 of 90");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn the_editor_opens_at_the_line_and_the_screen_comes_back() {
    let desk = Desk::new();
    let log = desk.home.path().join("editor.log");
    let editor = desk.home.path().join("vi");
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", log.display());
    fs::write(&editor, script).expect("an editor");
    make_executable(&editor);
    let editor = editor.display().to_string();
    let mut app = desk.open_with(&["-q", "id:trillion-lost"], &[("EDITOR", editor.as_str())]);
    app.wait_for("1 of 90");
    app.send("e");
    session::wait_until("the editor ran", || {
        log.exists() && fs::read_to_string(&log).is_ok_and(|t| !t.is_empty())
    });
    let args = fs::read_to_string(&log).expect("the editor's log");
    let line = desk
        .text()
        .lines()
        .position(|line| line.contains("id: trillion-lost"))
        .expect("the claim")
        + 1;
    assert!(args.contains(&format!("+{line}")), "{args}");
    assert!(args.contains(RECORD), "{args}");
    app.wait_for("1 of 90");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn ctrl_c_keeps_what_was_typed_and_the_next_start_offers_it() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("half a thought");
    app.wait_for("half a thought");
    app.send("\x03");
    app.wait_for_exit();
    assert_eq!(desk.text(), before);
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("half a thought");
    app.send("\x03");
    app.wait_for_exit();
}

#[test]
fn the_terminal_is_given_back_as_it_was() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    assert!(app.alternate_screen());
    app.send("q");
    app.wait_for_exit();
    assert!(!app.alternate_screen());
    assert!(!app.mouse_is_on() && !app.bracketed_paste_is_on());
}

#[cfg(unix)]
#[test]
fn sigterm_gives_the_terminal_back_and_keeps_the_draft() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("kept at the end");
    app.wait_for("kept at the end");
    app.signal("TERM");
    app.wait_for_exit();
    assert!(!app.alternate_screen());
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("kept at the end");
    app.send("\x03");
    app.wait_for_exit();
}

#[test]
fn a_panic_gives_the_terminal_back_and_can_be_read() {
    const ROLE: &str = "ONRECORD_TEST_PANICS";
    if std::env::var_os(ROLE).is_some() {
        onrecord::tui::terminal::restore_on_panic();
        let _screen = onrecord::tui::terminal::Screen::take(true, "onrecord").expect("a terminal");
        std::thread::sleep(std::time::Duration::from_millis(200));
        panic!("on purpose");
    }
    let home = tempfile::tempdir().expect("a temporary folder");
    let own = std::env::current_exe().expect("this test");
    let name = "a_panic_gives_the_terminal_back_and_can_be_read";
    let args = [name, "--exact", "--nocapture"];
    let app = Session::start_program(&own, home.path(), &args, &[(ROLE, "1")], (24, 80));
    session::wait_until("the app has the screen", || app.alternate_screen());
    app.wait_for("on purpose");
    assert!(!app.alternate_screen() && !app.mouse_is_on() && !app.bracketed_paste_is_on());
}

#[test]
fn a_pasted_q_does_not_quit() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.send("/");
    app.send("\x1b[200~sputnik q\x1b[201~");
    app.wait_for("sputnik q");
    app.send("\x1b");
    // Esc and a letter right behind it would be one key, Alt with the letter.
    app.wait_for("press / to filter");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn what_is_pasted_into_a_note_is_text_with_its_lines() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("\x1b[200~first q: u\rsecond \x13line\x1b[201~");
    app.wait_for("second ");
    assert_eq!(desk.text(), before, "a pasted key saves nothing");
    app.send("\x13");
    app.wait_for("saved");
    app.send("q");
    app.wait_for_exit();
    let new = added(&before, &desk.text()).concat();
    let note = r#"note: "first q: u\nsecond \x13line""#;
    assert!(new.contains(note), "{new}");
}

#[test]
fn a_tiny_terminal_says_so_and_growing_it_helps() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.resize(5, 20);
    app.wait_for("too small");
    app.resize(24, 80);
    app.wait_for("90 claims");
    app.send("q");
    app.wait_for_exit();
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}
