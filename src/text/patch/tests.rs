use proptest::prelude::*;

use super::*;

const OLD: &str = "claims:\n  - id: a\n    quote: x\n  - id: b\n    quote: x\n  - id: c\n";
const NEW: &str =
    "claims:\n  - id: a\n    quote: x\n  - id: b\n    quote: x\n    grade: D4\n  - id: c\n";

#[test]
fn a_write_is_one_hunk_with_its_surroundings() {
    let patch = Patch::between(OLD, NEW);
    assert_eq!(patch.hunks.len(), 1);
    let hunk = &patch.hunks[0];
    assert_eq!(hunk.at, 5);
    assert_eq!(
        (hunk.before.len(), hunk.after.as_slice()),
        (0, &["    grade: D4\n".to_owned()][..])
    );
    assert_eq!(hunk.context_before.len(), 3);
    assert_eq!(hunk.context_after, ["  - id: c\n"]);
    assert_eq!(patch.revert(NEW).as_deref(), Ok(OLD));
    assert_eq!(patch.inverted().revert(OLD).as_deref(), Ok(NEW));
    assert!(Patch::between(OLD, OLD).is_empty());
}

#[test]
fn a_colleagues_lines_stay() {
    let patch = Patch::between(OLD, NEW);
    for (theirs, expected) in [
        (
            NEW.replace("claims:\n", "# top\n\nclaims:\n"),
            OLD.replace("claims:\n", "# top\n\nclaims:\n"),
        ),
        (
            NEW.replace("  - id: c\n", "    tags: [t]\n  - id: c\n"),
            OLD.replace("  - id: c\n", "    tags: [t]\n  - id: c\n"),
        ),
        (
            NEW.replace("quote: x\n    grade", "quote: y\n    grade"),
            OLD.replace("quote: x\n  - id: c", "quote: y\n  - id: c"),
        ),
        (
            NEW.replace("id: b", "id: bb"),
            OLD.replace("id: b", "id: bb"),
        ),
    ] {
        assert_eq!(patch.revert(&theirs), Ok(expected));
    }
}

#[test]
fn what_no_longer_stands_is_named() {
    let patch = Patch::between(OLD, NEW);
    let conflict = patch.revert(&NEW.replace("D4", "B2")).unwrap_err();
    assert_eq!((conflict.hunk, conflict.line), (0, 5));
    assert_eq!(conflict.expected, ["    grade: D4\n"]);
    assert_eq!(conflict.found, ["    grade: B2\n"]);
    assert_eq!(
        conflict.to_string(),
        "line 6 no longer holds what was written there"
    );
    assert!(patch.revert("").is_err());
}

#[test]
fn of_twins_the_right_one_is_found_again() {
    // Both places look alike, context and all, and seven lines more make the wrong one nearer.
    let block = "a\nb\nc\nGRADE\nd\ne\nf\n";
    let new = format!("{}{block}", block.replace("GRADE", "NEW"));
    let twins = new.replace("GRADE", "NEW");
    let patch = Patch::between(&new, &twins);
    assert_eq!(patch.revert(&twins), Ok(new.clone()));
    let shifted = format!("1\n2\n3\n4\n5\n6\n7\n{twins}");
    assert_eq!(
        patch.revert(&shifted),
        Ok(format!("1\n2\n3\n4\n5\n6\n7\n{new}"))
    );
}

#[test]
fn a_removal_comes_back_only_to_its_context() {
    let patch = Patch::between(NEW, OLD);
    assert_eq!(patch.revert(OLD).as_deref(), Ok(NEW));
    assert!(patch.revert("something\nelse\n").is_err());
    let emptied = Patch::between("a\n", "");
    assert_eq!(emptied.revert("").as_deref(), Ok("a\n"));
    assert!(emptied.revert("b\n").is_err());
}

#[test]
fn a_last_line_without_an_end_is_not_glued_to_the_next() {
    let patch = Patch::between("a\nb", "a\nb\nc");
    assert_eq!(patch.revert("a\nb\nc").as_deref(), Ok("a\nb"));
    assert_eq!(patch.revert("a\nb\nc\nd\n").as_deref(), Ok("a\nb\nd\n"));
    let windows = Patch::between("a\r\nb", "a\r\nb\r\nc");
    let theirs = windows.revert("a\r\nb\r\nc\r\nd\r\n");
    assert_eq!(theirs.as_deref(), Ok("a\r\nb\r\nd\r\n"));
}

#[test]
fn a_patch_is_stored_and_read_back() {
    let patch = Patch::between(OLD, NEW);
    let json = serde_json::to_string(&patch).unwrap();
    assert_eq!(serde_json::from_str::<Patch>(&json).unwrap(), patch);
}

fn file() -> impl Strategy<Value = String> {
    let line = prop_oneof!["[ab]{0,2}", "[a-z]{1,6}"];
    let end = prop::sample::select(vec!["\n", "\n", "\r\n"]);
    let lines = prop::collection::vec((line, end), 0..25);
    (lines, "[ab]{0,2}").prop_map(|(lines, last)| {
        lines
            .into_iter()
            .map(|(line, end)| line + end)
            .collect::<String>()
            + &last
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_old_bytes_come_back(old in file(), new in file()) {
        let patch = Patch::between(&old, &new);
        prop_assert_eq!(patch.revert(&new), Ok(old.clone()));
        prop_assert_eq!(patch.inverted().revert(&old), Ok(new.clone()));
        prop_assert_eq!(patch.inverted().inverted(), patch);
    }

    #[test]
    fn far_away_insertions_stay(
        old in file(), new in file(), top in 0usize..40, bottom in 0usize..40,
    ) {
        let wrap = |text: &str| {
            let row = |n: usize, name: &str| (0..n).map(|i| [name, &i.to_string(), "\n"].concat()).collect::<String>();
            format!("{}1\n2\n3\n{text}\n4\n5\n6\n{}", row(top, "top"), row(bottom, "bottom"))
        };
        let plain = |text: &str| format!("1\n2\n3\n{text}\n4\n5\n6\n");
        let patch = Patch::between(&plain(&old), &plain(&new));
        prop_assert_eq!(patch.revert(&wrap(&new)), Ok(wrap(&old)));
    }

    #[test]
    fn any_text_can_be_tried(old in file(), new in file(), other in file()) {
        if let Err(conflict) = Patch::between(&old, &new).revert(&other) {
            prop_assert!(conflict.line <= other.split_inclusive('\n').count());
        }
    }
}
