//! Undo and redo on real folders.

use super::*;

#[test]
fn undo_gives_the_exact_bytes_back_and_redo_the_new_ones() {
    let f = fixture(&[
        ("a.yaml", RECORD),
        ("b.yaml", &RECORD.replace('\n', "\r\n")),
    ]);
    let grade = Change::Grade(Grade::parse("B2").unwrap(), None);
    let edits = [("a.yaml", "two", grade.clone()), ("b.yaml", "one", grade)];
    let written = f.edits(&edits);
    let after = [f.text("a.yaml"), f.text("b.yaml")];
    assert!(
        !after[1].replace("\r\n", "").contains('\n'),
        "CRLF stays CRLF"
    );
    let redo = f.undo(&written.undo).unwrap();
    assert_eq!(f.text("a.yaml"), RECORD);
    assert_eq!(f.text("b.yaml"), RECORD.replace('\n', "\r\n"));
    let again = f.undo(&redo).unwrap();
    assert_eq!([f.text("a.yaml"), f.text("b.yaml")], after);
    f.undo(&again).unwrap();
    assert_eq!(f.text("a.yaml"), RECORD);
}

#[test]
fn undo_keeps_what_a_colleague_wrote_elsewhere() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let mine = f.edits(&[("a.yaml", "one", note("mine"))]);
    f.edits(&[("a.yaml", "two", note("theirs"))]);
    f.undo(&mine.undo).unwrap();
    let text = f.text("a.yaml");
    assert!(text.contains("theirs") && !text.contains("mine"), "{text}");
    assert_eq!(f.claim("one").annotations, []);
}

#[test]
fn undo_refuses_when_its_place_no_longer_holds_what_was_written() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let mine = f.edits(&[("a.yaml", "one", note("mine"))]);
    let changed = f.text("a.yaml").replace("mine", "mine, reworded");
    fs::write(f.root.dir.join("a.yaml"), &changed).unwrap();
    let error = f.undo(&mine.undo).unwrap_err().to_string();
    assert!(error.starts_with("a.yaml: "), "{error}");
    assert_eq!(f.text("a.yaml"), changed);
}

#[test]
fn an_undo_of_several_files_changes_all_or_none() {
    let f = fixture(&[("a.yaml", RECORD), ("b.yaml", RECORD)]);
    let written = f.edits(&[("a.yaml", "one", note("x")), ("b.yaml", "one", note("x"))]);
    fs::write(f.root.dir.join("b.yaml"), RECORD).unwrap();
    let before = f.text("a.yaml");
    f.undo(&written.undo).unwrap_err();
    assert_eq!(f.text("a.yaml"), before);
}

#[test]
fn an_undo_that_is_stopped_half_way_leaves_every_file_as_it_was_and_tells_how_it_goes_back() {
    let f = fixture(&[("a.yaml", RECORD), ("b.yaml", RECORD), ("c.yaml", RECORD)]);
    let notes = ["a.yaml", "b.yaml", "c.yaml"].map(|file| (file, "one", note("x")));
    let written = f.edits(&notes);
    let texts = || ["a.yaml", "b.yaml", "c.yaml"].map(|file| f.text(file));
    let before = texts();
    let told = std::cell::RefCell::new(Vec::new());
    let limits = Limits::default();
    let stopped = undo_watched(&f.root, &written.undo, &limits, &|_| (), &|done, total| {
        assert_eq!(total, 3);
        told.borrow_mut().push(done);
        done < 2
    });
    let error = stopped.unwrap_err();
    assert_eq!(error.to_string(), "stopped: every file is as it was");
    assert_eq!(texts(), before);
    // Planned, two done, and put back again.
    assert_eq!(told.into_inner(), [0, 0, 0, 0, 1, 2, 2, 1]);
    f.undo(&written.undo).unwrap();
    assert_eq!(f.text("c.yaml"), RECORD);
}
