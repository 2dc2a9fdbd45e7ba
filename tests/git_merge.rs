//! Two people work on the same claims in two branches, and git merges them with this program: nothing
//! either of them wrote is lost, and what they do not agree on is visible.
//!
//! `ONRECORD_HISTORIES=500 cargo test --test git_merge` merges more random histories.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

#[path = "cli/world.rs"]
mod world;

#[path = "git_merge/history.rs"]
mod history;
#[path = "git_merge/repository.rs"]
mod repository;

use std::fs;

use history::{Counts, History};
use repository::Repository;

const RECORD: &str = "\
article:
  title: River
claims:
  - id: jobs   # the plan
    quote: creates 400 jobs
    speaker: unnamed reports
    grade: C3
  - id: cost
    assertion: It costs two million.
";

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
fn two_people_annotate_and_regrade_the_same_claim_and_nothing_is_lost() {
    let Some(repo) = Repository::new() else {
        return;
    };
    repo.write(RECORD.as_bytes());
    repo.onrecord(&["init", "--set"]);
    repo.commit("base");
    repo.branch("finn");
    repo.onrecord(&[
        "annotate",
        "jobs",
        "--by",
        "finn",
        "-m",
        "Asked the ministry.",
        "--grade",
        "D4",
    ]);
    repo.onrecord(&["annotate", "jobs", "--by", "finn", "--tag", "ministry"]);
    repo.commit("finn");
    repo.back();
    repo.onrecord(&[
        "annotate",
        "jobs",
        "--by",
        "eve",
        "-m",
        "Asked the mayor.",
        "--skepticism",
        "No source.",
    ]);
    repo.onrecord(&[
        "annotate",
        "cost",
        "--by",
        "eve",
        "--grade",
        "B2",
        "-m",
        "Two reports.",
    ]);
    repo.commit("eve");
    assert!(repo.merge("finn"), "{}", repo.text());
    let text = repo.text();
    for part in [
        "Asked the ministry.",
        "Asked the mayor.",
        "grade: B2",
        "Two reports.",
        "No source.",
        "[ministry]",
        "# the plan",
    ] {
        assert_eq!(
            text.matches(part).count(),
            if part == "grade: B2" { 2 } else { 1 },
            "{part}\n{text}"
        );
    }
    repo.onrecord(&["check", "--strict"]);

    // Both regrade it now, differently: that is for people to decide, both reasons at hand.
    repo.commit("merged");
    repo.branch("finn-again");
    repo.onrecord(&[
        "annotate",
        "jobs",
        "--by",
        "finn",
        "--grade",
        "E5",
        "-m",
        "They deny it.",
    ]);
    repo.commit("finn");
    repo.back();
    repo.onrecord(&[
        "annotate",
        "jobs",
        "--by",
        "eve",
        "--grade",
        "B2",
        "-m",
        "A second source.",
    ]);
    repo.commit("eve");
    assert!(!repo.merge("finn-again"));
    let text = repo.text();
    assert!(
        text.contains("<<<<<<< ours\n    grade: B2\n=======\n    grade: E5\n>>>>>>> theirs\n"),
        "{text}"
    );
    for part in ["They deny it.", "A second source."] {
        assert_eq!(text.matches(part).count(), 1, "{part}\n{text}");
    }
}

#[test]
fn init_is_idempotent_and_leaves_the_settings_of_others_alone() {
    let Some(repo) = Repository::new() else {
        return;
    };
    repo.write(RECORD.as_bytes());
    let printed = repo.onrecord(&["init"]);
    assert!(
        printed.contains("git config merge.onrecord.driver 'onrecord merge-driver %O %A %B %P'"),
        "{printed}"
    );
    let attributes = repo.read(".gitattributes");
    let printed = repo.onrecord(&["init", "--set"]);
    assert!(printed.contains("set merge.onrecord.driver"), "{printed}");
    assert_eq!(
        repo.onrecord(&["init", "--set"]),
        "all is set already: nothing changed\n"
    );
    assert_eq!(repo.read(".gitattributes"), attributes);

    repo.git(&["config", "merge.onrecord.driver", "rm -rf"]);
    let (code, said) = repo.refused(&["init", "--set"]);
    assert!(
        code == 2 && said.contains("is set to something else: rm -rf"),
        "{said}"
    );
    assert_eq!(repo.git(&["config", "merge.onrecord.driver"]), "rm -rf\n");
    fs::write(repo.claims().join(".gitattributes"), "*.yaml merge=union\n").unwrap();
    let (code, said) = repo.refused(&["init"]);
    assert!(code == 2 && said.contains("merge is `union`"), "{said}");
    assert_eq!(repo.read(".gitattributes"), "*.yaml merge=union\n");
}

#[test]
fn random_histories_lose_nothing_and_show_every_conflict() {
    let Some(repo) = Repository::new() else {
        return;
    };
    let count = std::env::var("ONRECORD_HISTORIES").ok();
    let count = count.and_then(|count| count.parse().ok()).unwrap_or(120);
    repo.write(RECORD.as_bytes());
    repo.onrecord(&["init", "--set"]);
    let mut counts = Counts::default();
    for seed in 0..count {
        let history = History::new(seed);
        repo.write(&history.base);
        repo.commit("base");
        repo.branch(&format!("finn-{seed}"));
        repo.write(&history.theirs);
        repo.commit("finn");
        repo.back();
        repo.write(&history.ours);
        repo.commit("eve");
        let clean = repo.merge(&format!("finn-{seed}"));
        history.judge(clean, &repo.bytes(), &mut counts);
        repo.resolve();
    }
    println!("{counts}");
    assert_eq!(counts.clean + counts.conflicted, count);
    assert!(counts.clean > 0 && counts.conflicted > 0, "{counts}");
    assert!(counts.faults.is_empty(), "{counts}");
}
