//! Many writers at once, and writers who know no lock.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use onrecord::model::Severity;
use onrecord::yaml::{Limits, read_claims};

use crate::desk::Desk;
use crate::tally::{Tally, Wrong};

const WRITERS: usize = 16;
const CLAIMS: [&str; 4] = ["river/clean", "river/cost", "mine/jobs", "long/level"];
const FILES: [&str; 3] = [
    "claims/river.yaml",
    "claims/2025/mine.yaml",
    "claims/long.yaml",
];

/// Sixteen writers, each a process a note, and a reader who looks all the time: every note is
/// there once, and at no moment is a file faulty.
pub fn writers(full: bool) -> Tally {
    let mut tally = Tally::default();
    let notes = if full { 50 } else { 2 };
    let desk = Desk::new();
    let ended = AtomicBool::new(false);
    let (said, seen) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| look(&desk, &ended));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let desk = &desk;
                scope.spawn(move || write(desk, writer, notes))
            })
            .collect();
        let said: Vec<_> = writers
            .into_iter()
            .flat_map(|writer| writer.join().expect("a writer"))
            .collect();
        ended.store(true, Ordering::Relaxed);
        (said, reader.join().expect("the reader"))
    });
    let now = FILES.map(|file| fs::read_to_string(desk.path(file)).unwrap_or_default());
    let whole = now.concat();
    for (note, failure) in said {
        let mut wrongs = Vec::new();
        if let Some(failure) = failure {
            wrongs.push((Wrong::Rule, failure));
        }
        match whole.matches(&format!("{note}.")).count() {
            1 => {}
            times => wrongs.push((Wrong::Lost, format!("it is there {times} times"))),
        }
        tally.point(&note, wrongs);
    }
    tally.point("a reader meanwhile", seen);
    tally.point("after them", crate::outcome::next_writer(&desk));
    tally
}

type Said = (String, Option<String>);

fn write(desk: &Desk, writer: usize, notes: usize) -> Vec<Said> {
    let one = |note: usize| {
        let text = format!("writer {writer} note {note}");
        let claim = CLAIMS[(writer + note) % CLAIMS.len()];
        let run = desk.run(&["annotate", claim, "-m", &format!("{text}.")]);
        let failure = (!run.is_done()).then(|| run.ending());
        (text, failure)
    };
    (0..notes).map(one).collect()
}

fn look(desk: &Desk, ended: &AtomicBool) -> Vec<(Wrong, String)> {
    let mut wrongs = Vec::new();
    while !ended.load(Ordering::Relaxed) && wrongs.is_empty() {
        for file in FILES {
            let Ok(bytes) = fs::read(desk.path(file)) else {
                wrongs.push((Wrong::Lost, format!("{file} is not there for a moment")));
                continue;
            };
            let read = read_claims(file, &bytes, &Limits::default());
            let mut problems = read.problems.iter();
            if let Some(error) = problems.find(|p| p.severity == Severity::Error) {
                wrongs.push((Wrong::Torn, format!("{file}: {}", error.message)));
            }
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    wrongs
}

/// Another program replaces the file while a save is under way: what both wrote is there.
pub fn replaced_meanwhile() -> Tally {
    let mut tally = Tally::default();
    // The save stands still before it looks at the file for the last time.
    let strace = [
        "strace",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=fchmod",
        "-e",
        "inject=fchmod:delay_enter=400000:when=1",
    ];
    let desk = Desk::new();
    let river = desk.path("claims/river.yaml");
    let run = std::thread::scope(|scope| {
        let saving =
            scope.spawn(|| desk.run_in(&strace, &["annotate", "river/clean", "-m", "Ours."]));
        // Until its temp file is there, it has not read the file for the last time but one.
        let begun = || {
            let mut names = desk.snapshot().into_keys();
            names.any(|path| path.extension().is_some_and(|end| end == "tmp"))
        };
        while !begun() && !saving.is_finished() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let theirs = fs::read_to_string(&river).expect("the file") + "    tags: [theirs]\n";
        let aside = desk.path("claims/.river.yaml.swp");
        fs::write(&aside, theirs).expect("another program's file");
        fs::rename(&aside, &river).expect("another program's rename");
        saving.join().expect("the save")
    });
    let now = fs::read_to_string(&river).unwrap_or_default();
    let mut wrongs = crate::outcome::next_writer(&desk);
    if !run.is_done() {
        wrongs.push((Wrong::Rule, run.ending()));
    }
    for text in ["Ours.", "tags: [theirs]"] {
        if now.matches(text).count() != 1 {
            wrongs.push((Wrong::Lost, format!("{text} is not there once:\n{now}")));
        }
    }
    tally.point("replaced between read and rename", wrongs);
    tally
}
