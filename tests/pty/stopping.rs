//! Esc while many files are read or written: what is there then is whole, and nothing is lost. How long
//! a machine takes is not known here: a folder that was gone through before the key came is made anew,
//! twice as large.

use std::collections::BTreeMap;
use std::fs;

use super::Desk;
use crate::session::{Session, wait_long_until};

/// Claims of each file.
const CLAIMS: usize = 12;

/// The largest folder that is tried.
const MOST: usize = 16_000;

impl Desk {
    /// A record of so many files, as none is shipped.
    fn of(files: usize) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let claims = home.path().join("claims");
        fs::create_dir(&claims).expect("a claims folder");
        for file in 0..files {
            let mut text = format!("article:\n  title: Article {file}\nclaims:\n");
            for claim in 0..CLAIMS {
                let quote = format!("The {claim}. thing that was said in {file}");
                text.extend([
                    format!("  - id: c{file}-{claim}\n"),
                    format!("    quote: {quote}\n"),
                ]);
            }
            fs::write(claims.join(format!("a{file}.yaml")), text).expect("a file");
        }
        Self { home }
    }

    /// Returns every file of the record.
    fn files(&self) -> BTreeMap<std::ffi::OsString, String> {
        let listed = fs::read_dir(self.home.path().join("claims")).expect("the record");
        let files = listed.map(|entry| entry.expect("a file").path());
        let files = files.filter(|path| path.extension().is_some_and(|own| own == "yaml"));
        let read = |path: std::path::PathBuf| {
            let text = fs::read_to_string(&path).expect("a claim file");
            (path.file_name().expect("a name").to_owned(), text)
        };
        files.map(read).collect()
    }
}

/// Waits for one of two texts and tells whether it was the first; both at once count as the second.
#[track_caller]
fn first_of(app: &Session, one: &str, other: &str) -> bool {
    let mut which = None;
    wait_long_until(&format!("{one:?} or {other:?}"), 6, || {
        let screen = app.screen();
        if screen.contains(other) {
            which = Some(false);
        } else if screen.contains(one) {
            which = Some(true);
        }
        which.is_some()
    });
    which == Some(true)
}

/// Tries ever larger folders until one is stopped in the middle.
#[track_caller]
fn grown_until(mut files: usize, stopped: impl Fn(usize) -> bool) {
    while !stopped(files) {
        files *= 2;
        assert!(
            files <= MOST,
            "the key comes too late even in {files} files"
        );
    }
}

#[test]
fn esc_at_the_first_reading_shows_what_is_read_and_ctrl_l_reads_the_rest() {
    grown_until(1000, |files| {
        let desk = Desk::of(files);
        let all = format!("{} claims", files * CLAIMS);
        let mut app = desk.open(&[]);
        let stopped = first_of(&app, "files read  Esc stop", &all) && {
            app.send("\x1b");
            first_of(&app, "not read: Ctrl-l reads the rest", &all)
        };
        if stopped {
            // It stays in the title line when the message is gone.
            app.send("j");
            wait_long_until("the message is gone", 1, || {
                let screen = app.screen();
                screen.contains("files not read") && !screen.contains("reads the rest")
            });
            app.send("\x0c");
            wait_long_until("everything is read", 6, || app.screen().contains(&all));
            wait_long_until("nothing is unread", 6, || {
                !app.screen().contains("not read")
            });
        }
        app.send("q");
        app.wait_for_exit();
        stopped
    });
}

#[test]
fn esc_at_an_undo_of_many_files_leaves_every_file_as_it_was() {
    grown_until(400, |files| {
        let desk = Desk::of(files);
        let mut app = desk.open(&[]);
        let all = format!("{} claims", files * CLAIMS);
        wait_long_until("everything is read", 6, || app.screen().contains(&all));
        app.send("*c5");
        wait_long_until("it is shown", 6, || {
            app.screen().contains(&format!(" in {files} files"))
        });
        app.send("\r");
        wait_long_until("it is written", 6, || app.screen().contains("saved: "));
        let before = desk.files();
        app.send("u");
        let stopped = first_of(&app, "files written  Esc stop", "undone: grade") && {
            app.send("\x1b");
            first_of(&app, "every file is as it was", "undone: grade")
        };
        if stopped {
            assert!(desk.files() == before, "a file has changed");
        }
        app.send("\x03");
        app.wait_for_exit();
        stopped
    });
}
