//! Judging what a fault left behind.
//!
//! Every file has its old bytes or its new ones; what was acknowledged is there; who failed says so,
//! with file and reason, and cleans up; the next writer is not in anybody's way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use regex::Regex;

use crate::desk::{Desk, Run, Snapshot};
use crate::tally::Wrong;

pub type Wrongs = Vec<(Wrong, String)>;

/// What a fault may excuse.
#[derive(Default, Clone, Copy)]
pub struct Excuse {
    /// It was killed: no message, and its temp file stays until the next load.
    pub killed: bool,
    /// It could not remove its temp file.
    pub temp: bool,
    /// Its message could not be written.
    pub silent: bool,
    /// What the system said, when that is known.
    pub reason: Option<&'static str>,
}

/// What is said where files could not be read: the others are worked on all the same.
const FEWER: &str = "run onrecord check";

/// Tells that an export has only lines of the whole one.
fn is_part(now: Option<&Vec<u8>>, whole: Option<&Vec<u8>>) -> bool {
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let lines = bytes.split_inclusive(|byte| *byte == b'\n');
        lines.map(<[u8]>::to_vec).collect()
    };
    let (Some(now), Some(whole)) = (now, whole) else {
        return false;
    };
    let (now, whole) = (lines(now), lines(whole));
    now.first() == whole.first() && now.iter().all(|line| whole.contains(line))
}

/// Files with the moments in them made alike, so that two runs can be compared.
pub fn plain(files: &Snapshot) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files.iter().filter(|(path, _)| !is_state(path));
    files
        .map(|(path, bytes)| (path.clone(), timeless(bytes)))
        .collect()
}

fn timeless(bytes: &[u8]) -> Vec<u8> {
    let moment = Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z").expect("a pattern");
    let text = String::from_utf8_lossy(bytes);
    moment
        .replace_all(&text, "MOMENT")
        .into_owned()
        .into_bytes()
}

fn is_state(path: &Path) -> bool {
    path.starts_with("home")
}

fn is_temp(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "tmp")
}

/// Judges the files and the run: `before` and `expected` are what they held and should hold.
pub fn judge(
    run: &Run,
    before: &Snapshot,
    expected: &Snapshot,
    now: &Snapshot,
    excuse: Excuse,
) -> Wrongs {
    let mut wrongs = Wrongs::new();
    let (plain_expected, plain_now) = (plain(expected), plain(now));
    let told = run.err.contains(FEWER);
    let mut all_new = true;
    for path in before
        .keys()
        .chain(expected.keys())
        .filter(|path| !is_state(path))
    {
        let is_old = before.get(path) == now.get(path);
        let is_new = plain_expected.get(path) == plain_now.get(path)
            || told
                && path.starts_with("out.csv")
                && is_part(plain_now.get(path), plain_expected.get(path));
        all_new &= is_new;
        if is_old || is_new {
            continue;
        }
        let shown = path.display();
        match now.get(path) {
            None => wrongs.push((Wrong::Lost, format!("{shown} is gone"))),
            Some(bytes) => {
                let text = format!("{shown} is neither old nor new: {} bytes", bytes.len());
                wrongs.push((Wrong::Torn, text));
            }
        }
    }
    for path in now.keys().filter(|path| !is_state(path)) {
        let known = before.contains_key(path) || expected.contains_key(path);
        let excused = is_temp(path) && (excuse.killed || excuse.temp);
        if !known && !excused {
            wrongs.push((Wrong::Rule, format!("{} stays", path.display())));
        }
    }
    wrongs.extend(judge_state(before, now));
    wrongs.extend(judge_ending(run, all_new, excuse));
    wrongs
}

/// The journal only grows.
fn judge_state(before: &Snapshot, now: &Snapshot) -> Option<(Wrong, String)> {
    let mut journals = before
        .iter()
        .filter(|(path, _)| path.ends_with("journal.jsonl"));
    journals.find_map(|(path, old)| {
        let kept = now.get(path).is_some_and(|bytes| bytes.starts_with(old));
        (!kept).then(|| (Wrong::Lost, "the journal lost lines".to_owned()))
    })
}

fn judge_ending(run: &Run, all_new: bool, excuse: Excuse) -> Wrongs {
    let mut wrongs = Wrongs::new();
    if run.hung || run.panicked() {
        wrongs.push((Wrong::Panic, run.ending()));
    }
    if run.is_done() && !all_new && !run.err.contains(FEWER) {
        let text = format!("acknowledged and not there: {}", run.ending());
        wrongs.push((Wrong::Lost, text));
    }
    let ended = run.is_done() || run.signal.is_some() || run.hung || run.panicked();
    if ended || excuse.killed || excuse.silent {
        return wrongs;
    }
    let told = run.err.contains(FEWER);
    let says = told || excuse.reason.is_none_or(|reason| run.err.contains(reason));
    let names = [
        "claims",
        "yaml",
        "out.csv",
        ".onrecord",
        "state/onrecord",
        "standard output",
        "journal",
        "river/",
        "mine/",
    ];
    if !says || !told && !names.iter().any(|name| run.err.contains(name)) {
        let text = format!("the message lacks file or reason: {}", run.ending());
        wrongs.push((Wrong::Rule, text));
    }
    wrongs
}

/// What whoever comes next finds: the lock free, every file readable, no temp file left.
pub fn next_writer(desk: &Desk) -> Wrongs {
    const NOTE: &str = "After the fault.";
    let mut wrongs = Wrongs::new();
    let run = desk.run(&["annotate", "river/cost", "-m", NOTE]);
    if !run.is_done() || run.took > Duration::from_secs(8) {
        let text = format!("the next writer: {:?}, {}", run.took, run.ending());
        wrongs.push((Wrong::Rule, text));
    }
    let river = std::fs::read_to_string(desk.path("claims/river.yaml")).unwrap_or_default();
    if run.is_done() && river.matches(NOTE).count() != 1 {
        wrongs.push((
            Wrong::Lost,
            "the next writer's note is not there once".to_owned(),
        ));
    }
    let check = desk.run(&["check"]);
    if !check.is_done() {
        let text = format!("check: {}\n{}", check.ending(), check.out);
        wrongs.push((Wrong::Torn, text));
    }
    let is_save = |path: &&PathBuf| is_temp(path) && path.starts_with("claims");
    for path in desk.snapshot().keys().filter(is_save) {
        let text = format!("{} is never swept", path.display());
        wrongs.push((Wrong::Rule, text));
    }
    wrongs
}
