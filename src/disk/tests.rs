//! Writing and undoing on real folders: what is kept, what is refused, who wins a race.

mod outside;
mod undone;

use std::fs;
use std::sync::Arc;

use super::*;
use crate::disk::save::read_bounded;
use crate::model::{Article, Change, Claim, Edit, Grade, Stamp};
use crate::store::Store;
use crate::yaml::{Limits, read_claims};

/// Odd on purpose: comments, unknown keys, quotes of both sorts, a faulty claim.
const RECORD: &str = "\
# kept comment
article:
  title: \"T\"   # kept too
  unknown_key: [1,   2]
claims:
  - id: one
    quote: 'first ''words'''
    grade: C3
    tags: [a,  b]
  # between
  - id: two
    quote: second words
  - {id: bad, kind: nonsense, quote: third}
";

struct Fixture {
    root: Root,
    _temp: tempfile::TempDir,
}

fn fixture(files: &[(&str, &str)]) -> Fixture {
    let temp = tempfile::tempdir().unwrap();
    let dir = fs::canonicalize(temp.path()).unwrap().join("claims");
    fs::create_dir(&dir).unwrap();
    for (file, text) in files {
        let path = dir.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = Root {
        dir,
        only: None,
        how: "test",
    };
    Fixture { root, _temp: temp }
}

fn stamp(by: &str) -> Stamp {
    Stamp {
        at: "2026-11-23T15:40:00Z".parse().unwrap(),
        by: by.to_owned(),
    }
}

fn edit(file: &str, claim: &str, change: Change) -> Edit {
    Edit {
        file: file.to_owned(),
        claim: claim.to_owned(),
        change,
        stamp: stamp("dana"),
    }
}

fn note(text: &str) -> Change {
    Change::Note {
        note: text.to_owned(),
        replaces: None,
    }
}

impl Fixture {
    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root.dir.join(file)).unwrap()
    }

    fn write(&self, what: &Write) -> Result<Written, SaveError> {
        write(&self.root, what, &Limits::default())
    }

    fn edits(&self, edits: &[(&str, &str, Change)]) -> Written {
        let edits = edits
            .iter()
            .map(|(file, claim, change)| edit(file, claim, change.clone()));
        self.write(&Write::Edits(edits.collect())).unwrap()
    }

    fn undo(&self, record: &UndoRecord) -> Result<UndoRecord, SaveError> {
        undo(&self.root, record, &Limits::default())
    }

    fn store(&self) -> Arc<Store> {
        let loaded = load(&self.root, &Limits::default(), None, &|_, _| {});
        loaded.unwrap().0.store
    }

    fn claim(&self, name: &str) -> Claim {
        let store = self.store();
        let crate::store::Lookup::One(ix) = store.find(name) else {
            panic!("{name} is there");
        };
        store.claim(ix).unwrap().to_claim()
    }

    /// Returns the hidden files but for the lock: there should be none.
    fn left_over(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root.dir).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| name.starts_with('.') && name != lock::LOCK_FILE)
            .collect()
    }
}

#[test]
fn a_note_adds_lines_and_changes_none() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let written = f.edits(&[("a.yaml", "one", note("checked: \"yes\", # no comment"))]);
    assert_eq!((written.done, written.refused), (1, vec![]));
    assert_eq!(written.files, ["a.yaml"]);
    assert_eq!(written.summary, "note of one");
    let text = f.text("a.yaml");
    let mut old = RECORD.lines().peekable();
    let added = text.lines().filter(|line| old.next_if_eq(line).is_none());
    assert!(added.count() >= 3);
    assert_eq!(
        old.next(),
        None,
        "every old line is there, in order: {text}"
    );
    let log = f.claim("one").annotations;
    assert_eq!(
        log[0].note.as_deref(),
        Some("checked: \"yes\", # no comment")
    );
    assert_eq!(f.left_over(), Vec::<String>::new());
}

#[test]
fn eight_writers_of_one_file_lose_nothing() {
    let f = fixture(&[("a.yaml", RECORD)]);
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let f = &f;
            scope.spawn(move || {
                for n in 0..25 {
                    let edit = Edit {
                        stamp: stamp(&format!("writer {writer}")),
                        ..edit("a.yaml", "two", note(&format!("note {writer}-{n}")))
                    };
                    let written = f.write(&Write::Edits(vec![edit])).unwrap();
                    assert_eq!(written.done, 1, "{:?}", written.refused);
                }
            });
        }
    });
    let log = f.claim("two").annotations;
    assert_eq!(log.len(), 200);
    let mut notes: Vec<_> = log.iter().filter_map(|entry| entry.note.clone()).collect();
    notes.sort();
    notes.dedup();
    assert_eq!(notes.len(), 200);
    let mut pairs: Vec<_> = log.iter().map(|entry| (&entry.at, &entry.by)).collect();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), 200, "(at, by) names one entry");
    assert!(f.text("a.yaml").starts_with("# kept comment\n"));
    assert_eq!(f.left_over(), Vec::<String>::new());
}

#[test]
fn a_claim_that_can_not_be_changed_does_not_stop_the_others() {
    let f = fixture(&[("a.yaml", RECORD), ("b.yaml", RECORD)]);
    let tag = |name: &str| Change::Tag(name.to_owned());
    let written = f.edits(&[
        ("a.yaml", "one", tag("a")),
        ("a.yaml", "two", tag("a")),
        ("a.yaml", "nobody", tag("a")),
        ("gone.yaml", "one", tag("a")),
        ("b.yaml", "one", tag("c")),
    ]);
    assert_eq!((written.done, written.files.len()), (2, 2));
    let mut names: Vec<&str> = written
        .refused
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["a/nobody", "a/one", "gone/one"]);
    assert_eq!(f.claim("a/two").tags, ["a"]);
    assert_eq!(f.claim("b/one").tags, ["a", "b", "c"]);
}

#[test]
fn was_is_what_stands_in_the_file_and_not_what_a_screen_showed() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let grade = |text| Change::Grade(Grade::parse(text).unwrap(), None);
    f.edits(&[("a.yaml", "one", grade("B2"))]);
    f.edits(&[("a.yaml", "one", grade("E5"))]);
    let log = f.claim("one").annotations;
    let was: Vec<_> = log
        .iter()
        .map(|entry| entry.was.as_deref().unwrap())
        .collect();
    assert_eq!(was, ["C3", "B2"]);
}

#[test]
fn claims_are_added_and_deleted_and_both_can_be_undone() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let claim = Claim {
        id: "three".to_owned(),
        quote: Some("third".to_owned()),
        ..Claim::default()
    };
    let add = Write::Add {
        file: "a.yaml".to_owned(),
        claim,
    };
    let added = f.write(&add).unwrap();
    assert_eq!(f.claim("three").quote.as_deref(), Some("third"));
    let taken = f.write(&add).unwrap_err().to_string();
    assert!(
        taken.contains("three") && taken.contains("already"),
        "{taken}"
    );
    f.undo(&added.undo).unwrap();
    assert_eq!(f.text("a.yaml"), RECORD);
    let delete = Write::Delete {
        file: "a.yaml".to_owned(),
        claim: "two".to_owned(),
    };
    let deleted = f.write(&delete).unwrap();
    assert!(!f.text("a.yaml").contains("second words"));
    f.undo(&deleted.undo).unwrap();
    assert_eq!(f.text("a.yaml"), RECORD);
}

#[test]
fn a_new_file_is_made_once_and_undone_only_while_it_is_ours_alone() {
    let f = fixture(&[("old.yml", RECORD)]);
    let new = |file: &str| Write::NewFile {
        file: file.to_owned(),
        article: Article {
            title: "New: \"title\"".to_owned(),
            ..Article::default()
        },
        claims: vec![Claim {
            id: "first".to_owned(),
            assertion: Some("It is so.".to_owned()),
            ..Claim::default()
        }],
    };
    let made = f.write(&new("2026/x.yaml")).unwrap();
    assert_eq!(
        f.claim("2026/x/first").assertion.as_deref(),
        Some("It is so.")
    );
    assert!(f.write(&new("2026/x.yaml")).is_err());
    assert!(f.write(&new("old.yaml")).is_err(), "beside old.yml");
    for bad in ["../x.yaml", "/x.yaml", ".x.yaml", "x.txt", "speakers.yaml"] {
        assert!(f.write(&new(bad)).is_err(), "{bad}");
    }
    let redo = f.undo(&made.undo).unwrap();
    assert!(!f.root.dir.join("2026/x.yaml").exists());
    f.undo(&redo).unwrap();
    f.edits(&[("2026/x.yaml", "first", note("mine"))]);
    let error = f.undo(&made.undo).unwrap_err().to_string();
    assert!(error.contains("has been changed since"), "{error}");
    assert!(f.text("2026/x.yaml").contains("mine"));
}

#[test]
fn a_path_out_of_the_folder_is_no_file_of_it() {
    let f = fixture(&[]);
    fs::write(f.root.dir.join("../out.yaml"), RECORD).unwrap();
    for file in ["../out.yaml", "/etc/passwd", "", "./../out.yaml"] {
        let edits = Write::Edits(vec![edit(file, "one", note("x"))]);
        f.write(&edits).unwrap_err();
    }
    assert_eq!(f.text("../out.yaml"), RECORD);
}

#[test]
fn a_file_with_conflict_markers_is_refused_with_that_reason() {
    let sides = "<<<<<<< ours\n    kind: fact\n=======\n    kind: figure\n>>>>>>> theirs\n";
    let text = format!("{RECORD}  - id: x\n{sides}");
    let f = fixture(&[("a.yaml", &text)]);
    let written = f.edits(&[("a.yaml", "one", note("x"))]);
    assert_eq!(written.done, 0);
    assert!(
        written.refused[0].1.contains("conflict"),
        "{:?}",
        written.refused
    );
    assert_eq!(f.text("a.yaml"), text);
}

#[cfg(unix)]
#[test]
fn links_out_are_read_only_and_links_inside_are_written_through() {
    use std::os::unix::fs::symlink;
    let f = fixture(&[("sub/real.txt", RECORD)]);
    fs::write(f.root.dir.join("../out.yaml"), RECORD).unwrap();
    symlink("../out.yaml", f.root.dir.join("out.yaml")).unwrap();
    symlink("sub/real.txt", f.root.dir.join("in.yaml")).unwrap();
    let error = f
        .write(&Write::Edits(vec![edit("out.yaml", "one", note("x"))]))
        .unwrap_err();
    assert!(matches!(error, SaveError::ReadOnly { .. }), "{error}");
    assert_eq!(f.text("../out.yaml"), RECORD);
    f.edits(&[("in.yaml", "one", note("through"))]);
    assert!(f.text("sub/real.txt").contains("through"));
    let link = fs::symlink_metadata(f.root.dir.join("in.yaml")).unwrap();
    assert!(link.is_symlink(), "the link stays a link");
    symlink("..", f.root.dir.join("up")).unwrap();
    let new = Write::NewFile {
        file: "up/new.yaml".to_owned(),
        article: Article::default(),
        claims: Vec::new(),
    };
    assert!(matches!(f.write(&new), Err(SaveError::ReadOnly { .. })));
}

#[cfg(unix)]
#[test]
fn the_mode_is_kept_and_a_write_protected_file_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let f = fixture(&[("a.yaml", RECORD)]);
    let path = f.root.dir.join("a.yaml");
    let set = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    set(0o640);
    let written = f.edits(&[("a.yaml", "one", note("x"))]);
    f.undo(&written.undo).unwrap();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o640);
    set(0o440);
    let edits = Write::Edits(vec![edit("a.yaml", "one", note("x"))]);
    let error = f.write(&edits).unwrap_err().to_string();
    assert_eq!(error, "a.yaml is read-only: its mode forbids writing");
}

#[test]
fn a_reader_sees_old_bytes_or_new_ones_and_never_torn_ones() {
    let f = fixture(&[("a.yaml", RECORD)]);
    let path = f.root.dir.join("a.yaml");
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let bytes = read_bounded(&path, 1 << 20).unwrap();
                let read = read_claims("a.yaml", &bytes, &Limits::default());
                assert_eq!(read.problems.len(), problems_of_record());
                assert_eq!(read.claims.len(), 3);
                seen += 1;
            }
            seen
        });
        for n in 0..30 {
            f.edits(&[("a.yaml", "one", note(&n.to_string()))]);
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
    });
}

/// Returns how many problems the record has to begin with.
fn problems_of_record() -> usize {
    read_claims("a.yaml", RECORD.as_bytes(), &Limits::default())
        .problems
        .len()
}
