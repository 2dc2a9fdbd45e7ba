use super::*;
use std::fs;

const OLD: &str = "article:\n  title: T\nclaims:\n  - id: one\n    quote: first\n";

fn raced(outside: impl Fn(&std::path::Path, usize)) -> (Result<(), SaveError>, String, usize) {
    let temp = tempfile::tempdir().unwrap();
    let dir = fs::canonicalize(temp.path()).unwrap();
    let path = dir.join("a.yaml");
    fs::write(&path, OLD).unwrap();
    let root = Root {
        dir,
        only: None,
        how: "test",
    };
    let writer = Writer {
        root: &root,
        limits: &Limits::default(),
        go_on: &|_, _| true,
        written: Written::default(),
    };
    let mut tries = 0;
    let result = writer.rewrite("a.yaml", |bytes| {
        tries += 1;
        outside(&path, tries);
        let mut new = bytes.to_vec();
        new.extend_from_slice(b"# ours\n");
        Ok(new)
    });
    let text = fs::read_to_string(&path).unwrap_or_default();
    (result.map(drop), text, tries)
}

#[test]
fn what_another_program_wrote_between_reading_and_renaming_is_kept() {
    let (result, text, tries) = raced(|path, nth| {
        if nth <= 2 {
            let now = fs::read_to_string(path).unwrap();
            fs::write(path, format!("{now}# theirs {nth}\n")).unwrap();
        }
    });
    assert!(result.is_ok());
    assert_eq!(tries, 3);
    assert_eq!(text, format!("{OLD}# theirs 1\n# theirs 2\n# ours\n"));
}

#[test]
fn a_file_that_never_holds_still_is_left_to_the_other_program() {
    let (result, text, _) = raced(|path, nth| {
        fs::write(path, format!("{OLD}# theirs {nth}\n")).unwrap();
    });
    let why = result.unwrap_err().to_string();
    assert!(why.contains("keeps changing it"), "{why}");
    assert!(
        text.contains("# theirs") && !text.contains("# ours"),
        "{text}"
    );
}

#[test]
fn what_is_written_when_it_is_stopped_stays_and_the_rest_is_told() {
    let temp = tempfile::tempdir().unwrap();
    let dir = fs::canonicalize(temp.path()).unwrap();
    let files = ["a.yaml", "b.yaml", "c.yaml"];
    for file in files {
        fs::write(dir.join(file), OLD).unwrap();
    }
    let root = Root {
        dir: dir.clone(),
        only: None,
        how: "test",
    };
    let edit = |file: &str| Edit {
        file: file.to_owned(),
        claim: "one".to_owned(),
        change: crate::model::Change::Tag("seen".to_owned()),
        stamp: crate::model::Stamp {
            at: "2026-11-23T15:40:00Z".parse().unwrap(),
            by: "dana".to_owned(),
        },
    };
    let all = || {
        files
            .map(|file| (file.to_owned(), "one".to_owned()))
            .to_vec()
    };
    let edits = Write::Edits(files.map(edit).to_vec());
    for (write, kept) in [(edits, 2), (Write::DeleteAll(all()), 2)] {
        let go_on = |done: usize, total: usize| {
            assert_eq!(total, 3);
            done < 1
        };
        let limits = Limits::default();
        let written = write_watched(&root, &write, &limits, &|_| (), &go_on).unwrap();
        assert_eq!((written.done, written.files.len()), (1, 1));
        assert!(!written.summary.contains('3'), "{}", written.summary);
        let refused: Vec<&str> = written.refused.iter().map(|(of, _)| of.as_str()).collect();
        assert_eq!(refused, ["b/one", "c/one"]);
        let now = |file: &&str| fs::read_to_string(dir.join(file)).unwrap() == OLD;
        assert_eq!(files.iter().filter(|file| now(file)).count(), kept);
        super::super::undo(&root, &written.undo, &limits).unwrap();
        assert!(files.iter().all(now));
    }
}

#[test]
fn a_file_that_goes_meanwhile_is_not_made_anew() {
    let (result, text, _) = raced(|path, _| fs::remove_file(path).unwrap());
    let why = result.unwrap_err().to_string();
    assert!(why.contains("a.yaml"), "{why}");
    assert_eq!(text, "");
}
