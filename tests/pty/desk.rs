//! A day at the desk: articles added, claims linked, tags tidied, views saved, lists exported; left in
//! the middle, stopped and taken up again.

use std::fs;

use super::{Desk, added, session};

#[test]
fn a_new_article_is_on_the_disk_with_its_claim_and_one_undo_takes_both() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.send("\x0e");
    app.wait_for("a new article and its first claim");
    app.send("Chips, again\r\r\r\r2026-11-20\r\r");
    app.send("chips are cheap\t\tAnn Lee\x13");
    app.wait_for("saved: new file 2026-11-20-chips-again.yaml");
    app.wait_for("91 claims · 2 articles");
    app.wait_for("chips are cheap");
    let file = desk.record().with_file_name("2026-11-20-chips-again.yaml");
    let text = fs::read_to_string(&file).expect("the new file");
    assert!(text.contains("title: Chips, again") && text.contains("speaker: Ann Lee"));
    app.send("u");
    app.wait_for("undone: new file");
    app.wait_for("90 claims · 1 article");
    assert!(!file.exists());
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn a_link_found_by_a_query_is_on_both_claims() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "id:=sputnik OR id:just-millions"]);
    app.wait_for("2 of 90");
    app.send("l");
    app.wait_for("contradicts");
    app.send("s");
    app.wait_for("supports …");
    app.send("who:andreessen");
    app.wait_for("Marc Andreessen · ");
    app.send("\r");
    app.wait_for("saved: links of just-millions");
    let lines = added(&before, &desk.text()).concat();
    assert!(lines.contains("supports: sputnik"), "{lines}");
    app.resize(60, 120);
    app.wait_for("supports sputnik");
    app.send("R");
    app.wait_for("related to just-millions");
    app.wait_for("supports · Marc Andreessen");
    app.send("sputnik\r");
    app.wait_for("supported by just-millions");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn a_tag_is_merged_over_all_claims_and_undone_to_the_same_bytes() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.send("\x14");
    app.wait_for("all tags");
    app.send("startups\r");
    app.wait_for("startups · 18 claims in 1 file");
    app.send("m");
    app.wait_for("startups becomes …");
    app.send("spending\r");
    app.wait_for("`startups` → `spending` on 18 claims in 1 file");
    assert_eq!(desk.text(), before, "nothing is written before Enter");
    app.send("\r");
    app.wait_for("saved: ");
    assert!(!desk.command(&["list", "tag:startups"]).success());
    app.send("u");
    app.wait_for("undone: ");
    assert_eq!(desk.text(), before);
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn a_view_is_saved_opened_by_its_letter_and_named_on_the_command_line() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("B");
    app.wait_for("save view · sputnik");
    app.send("\x18moment\tm\x13");
    app.wait_for("view saved");
    app.send("\x1b");
    app.wait_for("press / to filter");
    app.send("b");
    app.wait_for("saved views");
    app.send("m");
    app.wait_for("1 of 90");
    app.send("q");
    app.wait_for_exit();
    let kept = desk.home.path().join(".config/onrecord/views.toml");
    let kept = fs::read_to_string(kept).expect("the saved views");
    assert!(
        kept.contains("moment") && kept.contains("sputnik"),
        "{kept}"
    );
    let mut app = desk.open(&["--fresh", "--view", "moment"]);
    app.wait_for("1 of 90");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn an_export_is_the_list_and_no_file_is_written_over_unasked() {
    let desk = Desk::new();
    let there = desk.home.path().join("claims.csv");
    fs::write(&there, "mine").expect("a file");
    let mut app = desk.open(&["-q", "kind:figure"]);
    app.wait_for("15 of 90");
    app.send("x");
    app.wait_for("export 15 claims");
    app.send("\r");
    app.wait_for("export 15 claims to …");
    app.send("\r");
    app.wait_for("claims.csv is there already");
    assert_eq!(fs::read_to_string(&there).expect("the file"), "mine");
    app.send("\x18out.csv\r");
    app.wait_for("exported 15 claims to out.csv");
    let made = fs::read_to_string(desk.home.path().join("out.csv")).expect("the export");
    let rows = csv::Reader::from_reader(made.as_bytes())
        .into_records()
        .count();
    assert_eq!(rows, 15);
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn the_next_start_is_where_the_last_one_was_left_unless_asked_not_to() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.send("/kind:figure\r");
    app.wait_for("15 of 90");
    app.send("jj ");
    app.wait_for("1 marked");
    app.send("4");
    app.wait_for("log scale");
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open(&[]);
    app.wait_for("15 of 90");
    app.wait_for("log scale");
    app.wait_for("1 marked");
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open(&["--fresh"]);
    app.wait_for("press / to filter");
    assert!(!app.screen().contains("marked"), "{}", app.screen());
    app.send("q");
    app.wait_for_exit();
}

#[cfg(unix)]
#[test]
fn stopped_and_continued_it_draws_itself_anew_and_reads_what_changed() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("\x1a");
    session::wait_until("it stopped", || !app.alternate_screen());
    assert!(!app.mouse_is_on() && !app.bracketed_paste_is_on());
    let text = desk
        .text()
        .replace("“Sputnik Moment.”", "“Sputnik Moment.” MEANWHILE");
    fs::write(desk.record(), text).expect("the record can be written");
    app.signal("CONT");
    session::wait_until("it is back", || app.alternate_screen());
    app.wait_for("MEANWHILE");
    assert!(app.mouse_is_on() && app.bracketed_paste_is_on());
    app.send("q");
    app.wait_for_exit();
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_closed_keeps_the_draft_and_d_lists_it() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("kept at the hangup");
    app.wait_for("kept at the hangup");
    app.signal("HUP");
    app.wait_for_exit();
    assert!(!app.alternate_screen() && !app.mouse_is_on() && !app.bracketed_paste_is_on());
    let mut app = desk.open(&["--fresh"]);
    app.wait_for("90 claims");
    app.send("d");
    app.wait_for("kept at the hangup");
    app.send("\r");
    app.wait_for("/sputnik · as dana");
    app.send("\x13");
    app.wait_for("saved: ");
    assert!(desk.text().contains("note: kept at the hangup"));
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn a_note_and_a_change_from_outside_are_both_in_the_file() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("mine");
    app.wait_for("mine");
    // To the same claim, by somebody who knows no lock.
    let id = "  - id: sputnik\n";
    assert!(desk.text().contains(id));
    let theirs = desk
        .text()
        .replace(id, &format!("{id}    said: 2025-01-27\n"));
    fs::write(desk.record(), &theirs).expect("the record can be written");
    app.send("\x13");
    app.wait_for("saved: ");
    let lines = added(&theirs, &desk.text()).concat();
    assert!(lines.contains("note: mine"), "{lines}");
    app.wait_for("2025-01-27");
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn no_color_has_no_colour_and_sixteen_colours_are_no_more() {
    let desk = Desk::new();
    for (vars, most) in [
        (vec![("NO_COLOR", "1"), ("TERM", "xterm-256color")], 0),
        (vec![("TERM", "xterm")], 16),
    ] {
        let mut app = desk.open_with(&["--fresh"], &vars);
        app.wait_for("90 claims");
        for (key, text) in [
            ("2", "dossier"),
            ("3", "grid ·"),
            ("4", "log scale"),
            ("5", "oldest first"),
            ("7", "problems"),
            ("1/sputnik\r", "1 of 90"),
            ("c", "credibility of the information"),
        ] {
            app.send(key);
            app.wait_for(text);
            app.settle();
            let colours = app.colours();
            assert!(colours.iter().all(|at| *at < most), "{key}: {colours:?}");
        }
        app.send("\x03");
        app.wait_for_exit();
    }
}
