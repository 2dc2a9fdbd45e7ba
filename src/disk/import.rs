//! Many claims into many files at once: all of them or none, and one step to take it back.

use crate::exchange::import::{Addition, Plan};
use crate::model::{Severity, Speaker};
use crate::yaml::{self, FileEdit, Limits};

use super::error::SaveError;
use super::lock::FolderLock;
use super::names::SPEAKERS_FILE;
use super::root::Root;
use super::save::{self, Saved};
use super::target;
use super::undo::{FileUndo, UndoRecord};
use super::write::Written;

/// One file of an import: its path, its text now and then.
struct Planned {
    file: String,
    now: Option<String>,
    then: String,
    claims: Vec<String>,
}

/// Writes what an import would add. New speakers are written when the folder knows none.
///
/// `progress` is told how many files were written, and of how many; `waiting` whom it waits for.
///
/// # Errors
/// Nothing was written: what the system says, or a file that would not be read as what was to be
/// written. What was written before the failure is taken back.
pub fn import(
    root: &Root,
    plan: &Plan,
    speakers: &[Speaker],
    limits: &Limits,
    progress: &dyn Fn(usize, usize),
    waiting: &dyn Fn(&str),
) -> Result<Written, SaveError> {
    let _lock = FolderLock::take_telling(&root.dir, waiting)?;
    let mut files: Vec<Planned> = plan
        .additions
        .iter()
        .map(|addition| planned(root, addition, limits))
        .collect::<Result<_, _>>()?;
    let unknown = !root.dir.join(SPEAKERS_FILE).exists();
    if unknown && !speakers.is_empty() && !files.is_empty() {
        files.push(Planned {
            file: SPEAKERS_FILE.to_owned(),
            now: None,
            then: yaml::new_speakers(speakers),
            claims: Vec::new(),
        });
    }
    let mut written = Written::default();
    for (at, planned) in files.iter().enumerate() {
        match put(root, planned) {
            Ok(warning) => written.warnings.extend(warning),
            Err(error) => return Err(take_back(root, &files[..at], error)),
        }
        progress(at + 1, files.len());
    }
    written.done = plan.count();
    written.summary = format!("import of {} claims", written.done);
    for planned in files {
        let mut undo =
            FileUndo::between(&planned.file, planned.now.as_deref(), Some(&planned.then));
        undo.claims = planned.claims;
        written.files.push(planned.file);
        written.undo.files.push(undo);
    }
    written.undo = UndoRecord {
        summary: written.summary.clone(),
        ..written.undo
    };
    Ok(written)
}

fn planned(root: &Root, addition: &Addition, limits: &Limits) -> Result<Planned, SaveError> {
    let file = addition.file.as_str();
    let claims = addition
        .claims
        .iter()
        .map(|claim| claim.id.clone())
        .collect();
    let (now, then) = if addition.is_new {
        target::fresh(root, file)?;
        (None, new_text(addition, limits)?)
    } else {
        let real = target::existing(root, file)?;
        let now = String::from_utf8(target::read(&real, limits)?);
        let now = now.map_err(|_| SaveError::refused(file, "it is not UTF-8"))?;
        let mut bytes = now.clone().into_bytes();
        for claim in &addition.claims {
            let edit = FileEdit::AddClaim(claim.clone());
            let edited = yaml::edit(file, &bytes, &edit, limits);
            bytes = edited.map_err(|why| SaveError::refused(file, why.to_string()))?;
        }
        let then =
            String::from_utf8(bytes).map_err(|_| SaveError::refused(file, "it is not UTF-8"))?;
        (Some(now), then)
    };
    Ok(Planned {
        file: file.to_owned(),
        now,
        then,
        claims,
    })
}

/// Returns the text of a new file; refuses one that would not be read as what it was made of.
fn new_text(addition: &Addition, limits: &Limits) -> Result<String, SaveError> {
    let text = yaml::new_file(&addition.article, &addition.claims);
    let read = yaml::read_claims(&addition.file, text.as_bytes(), limits);
    let error = read.problems.iter().find(|p| p.severity == Severity::Error);
    if let Some(problem) = error {
        return Err(SaveError::refused(
            addition.file.as_str(),
            problem.message.clone(),
        ));
    }
    let same = read.article == addition.article
        && read
            .claims
            .iter()
            .map(|one| &one.claim)
            .eq(&addition.claims);
    if same {
        return Ok(text);
    }
    let why = "it would not be read as what was to be written";
    Err(SaveError::refused(addition.file.as_str(), why))
}

fn put(root: &Root, planned: &Planned) -> Result<Option<String>, SaveError> {
    let then = planned.then.as_bytes();
    let saved = match &planned.now {
        Some(now) => {
            let real = target::existing(root, &planned.file)?;
            save::replace(&real, now.as_bytes(), then)?
        }
        None => save::create(&root.dir.join(&planned.file), then)?,
    };
    match saved {
        Saved::Done(warning) => Ok(warning),
        Saved::Changed => {
            let why = "another program changed it just now";
            Err(SaveError::refused(planned.file.as_str(), why))
        }
    }
}

/// Takes back the files that were written before one failed.
fn take_back(root: &Root, done: &[Planned], error: SaveError) -> SaveError {
    let mut stuck = Vec::new();
    for planned in done.iter().rev() {
        let path = root.dir.join(&planned.file);
        let back = match &planned.now {
            Some(now) => save::replace(&path, planned.then.as_bytes(), now.as_bytes()),
            None => save::remove(&path, planned.then.as_bytes()),
        };
        if !matches!(back, Ok(Saved::Done(_))) {
            stuck.push(planned.file.as_str());
        }
    }
    if stuck.is_empty() {
        return error;
    }
    let why = format!("{error}; and already written: {}", stuck.join(", "));
    SaveError::refused("the import stopped half way", why)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::disk::names::check_new_file;
    use crate::exchange::import::safe_file;
    use crate::model::{Article, Claim};

    fn addition(file: &str, is_new: bool) -> Addition {
        Addition {
            file: file.to_owned(),
            is_new,
            article: Article {
                title: "T".to_owned(),
                ..Article::default()
            },
            claims: vec![Claim {
                id: "new".to_owned(),
                quote: Some("=words: # \u{1b}".to_owned()),
                ..Claim::default()
            }],
        }
    }

    fn run(dir: &Path, additions: Vec<Addition>) -> Result<Written, SaveError> {
        let root = Root {
            dir: fs::canonicalize(dir).unwrap(),
            only: None,
            how: "test",
        };
        let plan = Plan {
            additions,
            skipped: Vec::new(),
        };
        import(&root, &plan, &[], &Limits::default(), &|_, _| (), &|_| ())
    }

    const OLD: &str = "# kept\narticle:\n  title: T\nclaims:\n  - id: one\n    quote: first\n";

    #[test]
    fn it_is_one_step_and_one_undo() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("a.yaml"), OLD).unwrap();
        let written = run(
            temp.path(),
            vec![addition("a.yaml", false), addition("x/b.yaml", true)],
        )
        .unwrap();
        assert_eq!((written.done, written.files.len()), (2, 2));
        assert!(
            fs::read_to_string(temp.path().join("a.yaml"))
                .unwrap()
                .starts_with(OLD)
        );
        let root = Root {
            dir: fs::canonicalize(temp.path()).unwrap(),
            only: None,
            how: "test",
        };
        crate::disk::undo(&root, &written.undo, &Limits::default()).unwrap();
        assert_eq!(fs::read_to_string(temp.path().join("a.yaml")).unwrap(), OLD);
        assert!(!temp.path().join("x/b.yaml").exists());
    }

    #[test]
    fn one_file_that_fails_takes_all_of_it_back() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("a.yaml"), OLD).unwrap();
        fs::write(temp.path().join("x"), "a file where a folder is wanted").unwrap();
        let error = run(
            temp.path(),
            vec![
                addition("a.yaml", false),
                addition("b.yaml", true),
                addition("x/c.yaml", true),
            ],
        );
        assert!(error.is_err());
        assert_eq!(fs::read_to_string(temp.path().join("a.yaml")).unwrap(), OLD);
        assert!(!temp.path().join("b.yaml").exists());
    }

    proptest! {
        #[test]
        fn every_name_from_elsewhere_can_be_made(name in r"[./\\a-cC:* O\-Nn1\x00-\x1f\u{202e}é]{0,24}") {
            prop_assert_eq!(check_new_file(&safe_file(&name)), Ok(()), "{:?}", name);
        }

        #[test]
        fn any_name_at_all_can_be_made(name in any::<String>()) {
            prop_assert_eq!(check_new_file(&safe_file(&name)), Ok(()), "{:?}", name);
        }
    }
}
