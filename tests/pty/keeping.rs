//! What is typed and what is written outlives restarts, kills, full disks and other programs.

use std::fs;

use super::session::{self, wait_until};
use super::{Desk, RECORD};

#[test]
fn undo_works_after_a_restart_and_takes_back_what_the_command_line_wrote() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    app.send("c5");
    app.wait_for("saved");
    app.send("q");
    app.wait_for_exit();
    let graded = desk.text();
    let status = desk.command(&["annotate", "gasparino-skeptical", "--tag", "from-outside"]);
    assert!(status.success());
    assert_ne!(desk.text(), graded);
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    app.send("u");
    app.wait_for("undone: tags of gasparino-skeptical");
    assert_eq!(desk.text(), graded);
    app.send("u");
    app.wait_for("undone: grade of gasparino-skeptical");
    assert_eq!(desk.text(), before);
    app.send("q");
    app.wait_for_exit();
    assert!(desk.command(&["redo"]).success());
    assert_eq!(desk.text(), graded);
}

#[test]
fn a_refused_undo_shows_what_stands_there_now() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    app.send("afirst thought\x13");
    app.wait_for("saved");
    let text = desk.text().replace("first thought", "reworded");
    fs::write(desk.record(), &text).expect("the record can be written");
    app.send("u");
    app.wait_for("not undone");
    app.wait_for("is now `note: reworded`");
    assert_eq!(desk.text(), text);
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn half_typed_text_filter_marks_and_cursor_survive_a_change_on_disk() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "tapscott"]);
    app.wait_for(" of 90");
    app.send("  ");
    app.wait_for("2 marked");
    app.send("a");
    app.wait_for("annotate · 2 claims");
    app.send("half a thought");
    app.wait_for("half a thought");
    // As editors do that write beside and rename, with a swap file lying about.
    let dir = desk.record().with_file_name("");
    fs::write(dir.join(format!(".{RECORD}.swp")), "swap").expect("a swap file");
    let text = desk
        .text()
        .replace("claims:\n", "claims:\n  # from outside\n");
    let new = desk.text().replace("title: ", "title: CHANGED ");
    assert_ne!(text, new);
    let beside = dir.join("4913");
    fs::write(&beside, &new).expect("a new version");
    fs::rename(&beside, desk.record()).expect("it takes the place of the old one");
    // Another article, before this one: every claim moves up by one.
    let extra = "article:\n  title: A\nclaims:\n  - {id: extra, quote: tapscott}\n";
    fs::write(dir.join("0.yaml"), extra).expect("another record");
    app.wait_for("91 claims");
    app.wait_for("half a thought");
    app.send(" and more\x13");
    app.wait_for("a note on 2 claims in 1 file");
    app.send("\r");
    app.wait_for("saved: a note on 2 claims in 1 file");
    app.wait_for("2 marked");
    app.wait_for("tapscott");
    app.send("q");
    app.wait_for_exit();
    assert_eq!(desk.text().matches("half a thought and more").count(), 2);
    assert!(desk.text().contains("title: CHANGED "));
}

#[cfg(unix)]
#[test]
fn a_failed_save_is_said_and_tried_again_by_one_key() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    desk.protect(true);
    app.send("aprecious\x13");
    app.wait_for("NOT saved (Ctrl-r tries again)");
    app.wait_for("read-only");
    assert_eq!(desk.text(), before);
    app.send("\x12");
    app.wait_for("NOT saved");
    desk.protect(false);
    app.send("\x12");
    app.wait_for("saved: note of gasparino-skeptical");
    assert_eq!(desk.text().matches("precious").count(), 1);
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    assert!(!app.screen().contains("unsaved"), "{}", app.screen());
    app.send("q");
    app.wait_for_exit();
}

#[cfg(unix)]
#[test]
fn the_text_of_a_failed_save_outlives_a_kill_and_is_offered_at_the_start() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    desk.protect(true);
    app.send("aprecious\x13");
    app.wait_for("NOT saved");
    app.signal("KILL");
    app.wait_for_end();
    desk.protect(false);
    let mut app = desk.open(&[]);
    app.wait_for("1 unsaved draft: d lists them");
    app.wait_for("90 claims");
    app.send("d");
    app.wait_for("precious");
    app.send("\r");
    app.wait_for("your draft of an earlier time");
    app.send("\x13");
    app.wait_for("saved: note of gasparino-skeptical");
    app.send("q");
    app.wait_for_exit();
    assert_eq!(desk.text().matches("precious").count(), 1);
}

#[test]
fn a_folder_that_goes_and_comes_back_is_shown_again() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "tapscott"]);
    app.wait_for(" of 90");
    let claims = desk.record().with_file_name("");
    let away = claims.with_file_name("away");
    fs::rename(&claims, &away).expect("the folder goes");
    app.wait_for("cannot");
    fs::rename(&away, &claims).expect("the folder comes back");
    let extra = "article:\n  title: A\nclaims:\n  - {id: extra, quote: tapscott}\n";
    fs::write(claims.join("0.yaml"), extra).expect("another record");
    app.wait_for("91 claims");
    app.wait_for("tapscott");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn who_waits_for_the_lock_says_for_whom() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "id:gasparino-skeptical"]);
    app.wait_for("1 of 90");
    let lock = desk.record().with_file_name(".onrecord.lock");
    fs::write(&lock, "process 4711 on elsewhere\n").expect("a lock file");
    let held = fs::File::open(&lock).expect("the lock file");
    held.lock().expect("the lock");
    app.send("apatient\x13");
    app.wait_for("waiting for process 4711 on elsewhere");
    drop(held);
    app.wait_for("saved");
    app.send("q");
    app.wait_for_exit();
    assert!(desk.text().contains("patient"));
}

/// Needs strace: it makes the system say that there are no file watches left.
#[cfg(target_os = "linux")]
#[test]
fn without_file_watches_the_folder_is_polled_and_the_app_says_so() {
    let strace = ["-f", "-qq", "-o", "/dev/null", "-e", "trace=inotify_init1"];
    let inject = ["-e", "inject=inotify_init1:error=EMFILE"];
    let under: Vec<&str> = ["strace"].into_iter().chain(strace).chain(inject).collect();
    if !session::runs(&under, "true") {
        eprintln!("skipped: strace is missing or may not trace here");
        return;
    }
    let desk = Desk::new();
    let mut app = desk.open_under(&under, &["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.wait_for("no file watches left");
    app.wait_for("polling");
    let text = desk
        .text()
        .replace("“Sputnik Moment.”", "“Sputnik Moment.” EDITED-OUTSIDE");
    fs::write(desk.record(), text).expect("the record can be written");
    app.wait_for("EDITED-OUTSIDE");
    app.send("q");
    app.wait_for_exit();
    wait_until("the record is whole", || {
        desk.text().contains("EDITED-OUTSIDE")
    });
}

/// The index is shown at once; what is written before the folder is watched, and before the files were
/// looked at, is in neither.
#[test]
fn what_changes_while_the_app_starts_is_shown() {
    let desk = Desk::new();
    for (turn, wait) in [0, 1, 3, 8, 15, 30, 60].into_iter().enumerate() {
        // Some run before has written the index.
        assert!(desk.command(&["list"]).success());
        let mut app = desk.open(&["--fresh", "-q", "gasparino-skeptical"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let tag = format!("tag-of-turn-{turn}");
        assert!(
            desk.command(&["annotate", "gasparino-skeptical", "--tag", &tag])
                .success()
        );
        app.wait_for(&tag);
        app.send("q");
        app.wait_for_exit();
    }
}
