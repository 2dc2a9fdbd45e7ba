//! Edits of several claims by keys, down to the bytes of the files: said before, reported afterwards,
//! one undo step.

#![expect(
    clippy::disallowed_methods,
    reason = "the test stands for the disk, and for whoever else writes there"
)]

use std::fs;

use super::*;
use crate::disk::{self, Root, Written};

const A: &str = "\
# kept
article:
  title: \"A\"   # kept too
claims:
  - id: one
    quote: 'first'
    grade: C4
    tags: [ai,  chips]
  # between
  - id: two
    quote: second
    tags:
      - ai   # why
";

const B: &str = "\
article: {title: B}
claims:
- {id: three, quote: third, tags: [ai, AI]}
- {id: four, quote: fourth, grade: C3}
";

/// The app over real files; what it asks to be written is written.
pub(super) struct Desk {
    pub(super) app: App,
    root: Root,
    undo: Vec<disk::UndoRecord>,
    _temp: tempfile::TempDir,
}

impl Desk {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let dir = fs::canonicalize(temp.path()).unwrap();
        for (file, text) in files {
            fs::write(dir.join(file), text).unwrap();
        }
        let root = Root {
            dir,
            only: None,
            how: "test",
        };
        let mut desk = Self {
            app: App::new(100, 30),
            root,
            undo: Vec::new(),
            _temp: temp,
        };
        desk.reload();
        desk
    }

    fn reload(&mut self) {
        let (library, _) = disk::load(&self.root, &Limits::default(), None, &|_, _| ()).unwrap();
        let reloaded = Msg::Reloaded {
            store: library.store,
            problems: Vec::new(),
        };
        screenshot::send(&mut self.app.state, reloaded, now());
    }

    /// Presses keys, and writes what they ask for.
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        self.app.press(keys);
        for effect in std::mem::take(&mut self.app.effects) {
            let Effect::Save { write, draft } = effect else {
                continue;
            };
            let result = disk::write(&self.root, &write, &Limits::default());
            if let Ok(Written { undo, .. }) = &result {
                self.undo.push(undo.clone());
            }
            let saved = Msg::Saved {
                result: result.map(Box::new).map_err(|error| error.to_string()),
                write: Box::new(write),
                draft,
            };
            screenshot::send(&mut self.app.state, saved, now());
            self.reload();
        }
        self
    }

    pub(super) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.root.dir.join(file)).unwrap()
    }

    /// Takes everything back, a step a write.
    pub(super) fn undo_all(&mut self) -> usize {
        let steps = self.undo.len();
        for record in std::mem::take(&mut self.undo).into_iter().rev() {
            disk::undo(&self.root, &record, &Limits::default()).unwrap();
        }
        steps
    }

    /// Takes the last write back, as the writing thread does.
    pub(super) fn undo(&mut self) {
        let record = self.undo.pop().unwrap();
        let inverse = disk::undo(&self.root, &record, &Limits::default()).unwrap();
        let names = inverse.files.iter().flat_map(|file| {
            let stem = crate::model::file_stem(&file.path);
            file.claims
                .iter()
                .map(move |claim| format!("{stem}/{claim}"))
        });
        let reverted = disk::Reverted {
            summary: inverse.summary.clone(),
            files: Vec::new(),
            claims: names.collect(),
            warning: None,
        };
        let reverted = Msg::Reverted(disk::Way::Undo, Ok(Some(reverted)));
        screenshot::send(&mut self.app.state, reverted, now());
        self.reload();
    }

    pub(super) fn sees(&self, what: &str) {
        let screen = self.app.screen();
        assert!(screen.contains(what), "no {what:?} in\n{screen}");
    }
}

#[test]
fn a_tag_is_renamed_over_all_claims_after_a_preview_and_is_one_step_to_undo() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("ctrl-t");
    desk.sees("all tags · 3");
    desk.press("enter r ctrl-u");
    desk.press("backspace backspace \"AI\" enter");
    insta::assert_snapshot!("rename_tag", desk.app.screen());
    desk.press("esc");
    assert_eq!((desk.text("a.yaml").as_str(), desk.undo.len()), (A, 0));
    assert_eq!(desk.app.state.popups.len(), 1, "the name is still there");
    desk.press("enter enter");
    desk.sees("saved: tag `ai` → `AI` on 3 claims in 2 files");
    assert!(desk.app.state.popups.is_empty());
    assert_eq!(
        desk.text("a.yaml"),
        A.replace("[ai,  chips]", "[AI,  chips]")
            .replace("- ai   # why", "- AI   # why")
    );
    assert_eq!(desk.text("b.yaml"), B.replace("[ai, AI]", "[AI]"));
    assert_eq!(desk.undo_all(), 1);
    assert_eq!(
        (desk.text("a.yaml").as_str(), desk.text("b.yaml").as_str()),
        (A, B)
    );
}

#[test]
fn a_tag_is_merged_deleted_and_filtered_by() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("ctrl-t \"chips\" enter m \"AI\"");
    desk.press("enter");
    desk.sees("tag `chips` → `AI` on 1 claim in 1 file, which is on 1 already");
    desk.press("enter");
    assert_eq!(desk.text("a.yaml"), A.replace("chips", "AI"));
    desk.press("ctrl-t \"ai\" enter d");
    desk.sees("off 3 claims in 2 files");
    desk.press("n");
    assert!(desk.text("b.yaml").contains("[ai, AI]"));
    desk.press("ctrl-t enter f");
    assert_eq!(desk.app.state.filter.text(), "tag:ai");
}

#[test]
fn a_name_that_is_none_is_refused_beside_the_field() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("ctrl-t enter r enter");
    desk.sees("it is called that already");
    desk.press("backspace backspace enter");
    desk.sees("a tag needs a name");
}

#[test]
fn a_grade_of_several_says_what_it_does_and_takes_one_reason() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("* c 4");
    insta::assert_snapshot!("grade_several", desk.app.screen());
    desk.press("\"one source\" enter");
    desk.sees("saved: credibility 4 on 3 claims in 2 files");
    let text = desk.text("b.yaml");
    assert!(
        text.contains("grade: C4") && text.contains("was: C3"),
        "{text}"
    );
    assert_eq!(text.matches("one source").count(), 2, "{text}");
    assert_eq!(desk.text("a.yaml").matches("one source").count(), 1);
    assert_eq!(desk.undo_all(), 1);
    assert_eq!(
        (desk.text("a.yaml").as_str(), desk.text("b.yaml").as_str()),
        (A, B)
    );
}

#[test]
fn a_note_on_several_asks_and_esc_goes_back_to_the_text() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("* a \"same for all\" ctrl-s");
    desk.sees("a note on 4 claims in 2 files");
    desk.press("esc");
    desk.sees("same for all");
    assert_eq!(desk.undo.len(), 0);
    desk.press("ctrl-s enter");
    desk.sees("saved: a note on 4 claims in 2 files");
    assert!(desk.app.state.popups.is_empty());
    assert_eq!(desk.text("b.yaml").matches("same for all").count(), 2);
}

#[test]
fn a_tag_of_several_is_asked_for_and_the_menu_stays() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("* t \"ai\" enter");
    desk.sees("tag `ai` on 1 claim in 1 file");
    desk.sees("so already: left as they are");
    desk.press("enter");
    desk.sees("✓ on");
    assert_eq!(desk.text("a.yaml"), A);
    assert!(
        desk.text("b.yaml")
            .contains("id: four, quote: fourth, grade: C3, tags: [ai]")
    );
}

#[test]
fn marked_claims_are_deleted_together_after_a_sheet() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("* D");
    desk.sees("delete 4 claims in 2 files");
    desk.press("esc space j D y");
    // Three are left marked.
    desk.sees("saved: deleted 3 claims in 2 files");
    assert!(desk.text("a.yaml").contains("id: one") && !desk.text("a.yaml").contains("second"));
    assert_eq!(desk.undo_all(), 1);
    assert_eq!(
        (desk.text("a.yaml").as_str(), desk.text("b.yaml").as_str()),
        (A, B)
    );
}

#[test]
fn what_is_refused_is_listed_by_a_key() {
    let mut desk = Desk::new(&[("a.yaml", A), ("b.yaml", B)]);
    desk.press("* a \"x\" ctrl-s");
    // Somebody takes a claim out meanwhile.
    let without = A
        .replace(
            "    quote: 'first'\n    grade: C4\n    tags: [ai,  chips]\n",
            "",
        )
        .replace("  - id: one\n", "");
    fs::write(desk.root.dir.join("a.yaml"), without).unwrap();
    desk.press("enter");
    desk.sees("saved: a note on 3 claims in 2 files · 1 refused (! lists them): a/one");
    desk.press("!");
    desk.sees("it is no longer in the file");
}

#[test]
fn a_single_claim_needs_no_second_question() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("a \"so\" ctrl-s t \"chips\" enter esc");
    assert_eq!(desk.undo.len(), 2);
    assert!(desk.app.state.popups.is_empty());
}

#[test]
fn the_history_of_a_grade_says_who_when_and_why() {
    let mut desk = Desk::new(&[("a.yaml", A)]);
    desk.press("H");
    desk.sees("nobody logged when");
    desk.press("esc c 2 , \"two papers agree\" enter");
    desk.press("r B").press("v e").press("H");
    insta::assert_snapshot!("grade_history", desk.app.screen());
    desk.press("q");
    assert!(desk.app.state.popups.is_empty());
}

#[test]
fn a_reason_that_is_left_is_offered_with_the_next_judgement_of_them() {
    let mut app = App::new(100, 30);
    app.press("space space c 2 \"because\" esc c 5");
    assert!(app.screen().contains("because"), "{}", app.screen());
    app.press("enter");
    let changes = app.changes();
    assert!(
        matches!(&changes[0].1, Change::Credibility(Some(_), Some(why)) if why == "because"),
        "{changes:?}"
    );
}

#[test]
fn marks_stay_on_their_claims_when_others_come_and_go_before_them() {
    let mut desk = Desk::new(&[("b.yaml", B)]);
    desk.press("G space");
    let marked = |desk: &Desk| -> Vec<String> {
        let state = &desk.app.state;
        let claims = state
            .marked_shown()
            .into_iter()
            .filter_map(|ix| state.store.claim(ix));
        claims.map(|claim| claim.name()).collect()
    };
    let before = marked(&desk);
    assert_eq!(before.len(), 1);
    // Its place is another one now, and many others are there too.
    let many: String = (0..40).fold("article: {title: A}\nclaims:\n".to_owned(), |text, n| {
        text + &format!("  - {{id: n{n}, quote: words}}\n")
    });
    fs::write(desk.root.dir.join("a.yaml"), many).unwrap();
    desk.reload();
    assert_eq!(marked(&desk), before);
    desk.press("*");
    assert_eq!(marked(&desk).len(), desk.app.state.store.len());
    desk.press("*");
    assert_eq!(marked(&desk), [""; 0]);
}
