//! The file has changed since the screen showed it: the edit is made of what is there now, or refused.

use super::*;

impl Fixture {
    fn put(&self, file: &str, text: &str) {
        fs::write(self.root.dir.join(file), text).unwrap();
    }
}

#[test]
fn an_edit_is_made_of_the_file_as_it_is_now() {
    let f = fixture(&[("a.yaml", RECORD)]);
    // Moved down, reordered and reworded by somebody else.
    let (head, claims) = RECORD.split_once("claims:\n").unwrap();
    let new = format!("{head}claims:\n  - id: zero\n    quote: new\n{claims}# end\n");
    f.put("a.yaml", &new.replace("second words", "other words"));
    f.edits(&[("a.yaml", "two", note("mine"))]);
    assert_eq!(f.claim("two").annotations.len(), 1);
    assert_eq!(f.claim("two").quote.as_deref(), Some("other words"));
    assert_eq!(f.claim("zero").quote.as_deref(), Some("new"));
    assert!(f.text("a.yaml").ends_with("# end\n"));
}

#[test]
fn an_edit_of_a_claim_that_vanished_is_refused_and_changes_nothing() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let text = RECORD.replace("id: two", "id: renamed");
    f.put("a.yaml", &text);
    let written = f.edits(&[("a.yaml", "two", note("mine"))]);
    assert_eq!(written.done, 0);
    assert_eq!(written.refused[0].0, "a/two");
    assert!(written.refused[0].1.contains("no longer in the file"));
    assert_eq!(f.text("a.yaml"), text);
    assert!(written.undo.files.is_empty(), "there is nothing to undo");
}

#[test]
fn an_edit_that_no_longer_fits_is_refused_with_the_reason() {
    let f = fixture(&[("a.yaml", RECORD)]);
    f.edits(&[("a.yaml", "one", note("mine"))]);
    // A colleague answered: the note is no longer the last.
    let answer = Edit {
        stamp: stamp("eve"),
        ..edit("a.yaml", "one", note("theirs"))
    };
    f.write(&Write::Edits(vec![answer])).unwrap();
    let before = f.text("a.yaml");
    for change in [Change::EditLast("reworded".to_owned()), Change::RemoveLast] {
        let written = f.edits(&[("a.yaml", "one", change)]);
        assert_eq!((written.done, written.refused.len()), (0, 1));
        assert_eq!(f.text("a.yaml"), before);
    }
    let written = f.edits(&[("a.yaml", "one", Change::Tag("a".to_owned()))]);
    assert!(
        written.refused[0].1.contains("already"),
        "{:?}",
        written.refused
    );
}

#[test]
fn a_file_that_broke_meanwhile_is_refused_and_left_alone() {
    let f = fixture(&[("a.yaml", RECORD)]);
    for broken in ["claims: [\n", "", "just text\n", "a: 1\na: 2\n"] {
        f.put("a.yaml", broken);
        let written = f.edits(&[("a.yaml", "one", note("mine"))]);
        assert_eq!((written.done, written.refused.len()), (0, 1), "{broken:?}");
        assert_eq!(f.text("a.yaml"), broken);
    }
    fs::remove_file(f.root.dir.join("a.yaml")).unwrap();
    let edits = Write::Edits(vec![edit("a.yaml", "one", note("mine"))]);
    let why = f.write(&edits).unwrap_err().to_string();
    assert!(why.contains("a.yaml"), "{why}");
    assert!(!f.root.dir.join("a.yaml").exists());
    assert_eq!(f.left_over(), Vec::<String>::new());
}

#[test]
fn the_record_of_a_write_names_its_claims() {
    let f = fixture(&[("a.yaml", RECORD), ("b.yaml", RECORD)]);
    let written = f.edits(&[("a.yaml", "one", note("x")), ("b.yaml", "two", note("x"))]);
    let claims: Vec<_> = written.undo.files.iter().map(|file| &file.claims).collect();
    assert_eq!(claims, [&["one"], &["two"]]);
    let redo = f.undo(&written.undo).unwrap();
    let again: Vec<_> = redo.files.iter().map(|file| &file.claims).collect();
    assert_eq!(again, claims);
}
