//! Faults at exact system calls: strace counts them in one run, and fails or kills at each in others.
//!
//! Only the main thread is traced where a command writes, for it alone writes; `when=N` counts per
//! thread.

use std::collections::HashMap;

use crate::desk::Desk;
use crate::outcome::{self, Excuse};
use crate::scenario::{SCENARIOS, Scenario};
use crate::tally::{Tally, sweep};

/// An error the system may answer: its name for strace, its number, its words.
struct Errno(&'static str, &'static str);

const ERRNOS: &[Errno] = &[
    Errno("EPERM", "Operation not permitted"),
    Errno("EIO", "Input/output error"),
    Errno("EACCES", "Permission denied"),
    Errno("EXDEV", "Invalid cross-device link"),
    Errno("EMFILE", "Too many open files"),
    Errno("EFBIG", "File too large"),
    Errno("ENOSPC", "No space left on device"),
    Errno("EROFS", "Read-only file system"),
    Errno("ENOLCK", "No locks available"),
    Errno("EDQUOT", "Disk quota exceeded"),
    Errno("ESTALE", "Stale file handle"),
    Errno("EINTR", "Interrupted system call"),
];

/// A call, and what may be answered to it; the first error is the one of the quick sweep.
struct Call {
    name: &'static str,
    errors: &'static [&'static str],
    /// It changes something, or holds something: who is killed before it leaves another state.
    changes: bool,
}

const fn call(name: &'static str, errors: &'static [&'static str], changes: bool) -> Call {
    Call {
        name,
        errors,
        changes,
    }
}

const MAKING: &[&str] = &["ENOSPC", "EIO", "EACCES", "EROFS", "EXDEV", "EDQUOT"];
const LOOKING: &[&str] = &["EIO", "EACCES", "ESTALE"];

const CALLS: &[Call] = &[
    call(
        "openat",
        &["EMFILE", "ENOSPC", "EIO", "EACCES", "EROFS", "EINTR"],
        true,
    ),
    call("read", &["EIO", "ESTALE", "EINTR"], false),
    call(
        "write",
        &["ENOSPC", "EIO", "EDQUOT", "EFBIG", "EINTR"],
        true,
    ),
    call(
        "fsync",
        &["EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"],
        true,
    ),
    call("fdatasync", &["EIO", "ENOSPC", "EDQUOT", "EINTR"], true),
    call("rename", MAKING, true),
    call("renameat", MAKING, true),
    call("renameat2", MAKING, true),
    call("link", MAKING, true),
    call("linkat", MAKING, true),
    call("unlink", &["EACCES", "EIO", "EROFS"], true),
    call("unlinkat", &["EACCES", "EIO", "EROFS"], true),
    call("mkdir", &["ENOSPC", "EACCES", "EROFS", "EIO"], true),
    call("flock", &["ENOLCK", "EIO"], true),
    call("ftruncate", &["EIO", "ENOSPC"], true),
    call("fchmod", &["EPERM", "EIO", "EROFS"], true),
    call("fchown", &["EPERM", "EIO", "EROFS"], true),
    call("close", &["EIO", "EINTR"], false),
    call("fcntl", &[], false),
    call("lseek", &[], false),
    call("statx", LOOKING, false),
    call("newfstatat", LOOKING, false),
    call("readlink", LOOKING, false),
    call("getdents64", &["EIO", "ESTALE"], false),
    call("exit_group", &[], true),
];

/// What the first call names that makes a change: the lock, or the temp file of an export.
const WRITES: &str = "/.onrecord";

/// What happens at a call.
#[derive(Clone, Copy)]
enum Fault {
    Kill,
    Once(&'static str),
    FromThenOn(&'static str),
}

struct Point {
    call: &'static str,
    nth: usize,
    fault: Fault,
    /// The lock is taken: from here on a message has the system's reason.
    writing: bool,
}

impl Point {
    fn inject(&self) -> String {
        let (call, nth) = (self.call, self.nth);
        match self.fault {
            Fault::Kill => format!("inject={call}:signal=KILL:when={nth}"),
            Fault::Once(error) => format!("inject={call}:error={error}:when={nth}"),
            Fault::FromThenOn(error) => format!("inject={call}:error={error}:when={nth}+"),
        }
    }

    /// Rust's own library panics when a folder that was listed can not be closed, which no file
    /// system does; folders are listed before anything is written.
    fn is_close_error(&self) -> bool {
        self.call == "close" && !matches!(self.fault, Fault::Kill | Fault::Once("EINTR"))
    }

    fn excuse(&self) -> Excuse {
        let (Fault::Once(error) | Fault::FromThenOn(error)) = self.fault else {
            return Excuse {
                killed: true,
                ..Excuse::default()
            };
        };
        let again = matches!(self.fault, Fault::FromThenOn(_));
        let words = ERRNOS.iter().find(|errno| errno.0 == error);
        Excuse {
            killed: false,
            temp: self.call.starts_with("unlink"),
            // Standard error is written to as well.
            silent: self.call == "write" && again,
            reason: words.map(|errno| errno.1).filter(|_| self.writing),
        }
    }
}

/// Tells why strace can not be used here, if it can not.
pub fn unusable() -> Option<String> {
    let tried = std::process::Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "-e", "trace=exit_group", "true"])
        .output();
    match tried {
        Ok(done) if done.status.success() => None,
        Ok(done) => {
            let why = String::from_utf8_lossy(&done.stderr);
            let first = why.lines().next().unwrap_or("it fails");
            Some(format!("strace can not trace here: {first}"))
        }
        Err(_) => Some("strace is not installed".to_owned()),
    }
}

/// Kills and fails a command at its calls, one at a time.
pub fn row(scenario: &Scenario, full: bool) -> Tally {
    let mut tally = Tally::default();
    let points = points(scenario, full);
    assert!(!points.is_empty(), "{}: no call was seen", scenario.name);
    let expected = scenario.expected();
    sweep(&points, &mut tally, |point, own| {
        let desk = scenario.desk();
        let before = desk.snapshot();
        let inject = point.inject();
        let trace = format!("trace={}", point.call);
        let strace = [
            "strace",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &trace,
            "-e",
            &inject,
        ];
        let run = desk.run_in(&strace, scenario.command);
        let now = desk.snapshot();
        let mut wrongs = outcome::judge(&run, &before, &expected, &now, point.excuse());
        wrongs.extend(outcome::next_writer(&desk));
        own.point(&inject, wrongs);
    });
    tally
}

/// Counts the calls of a run in peace, and makes points of those from the first that matters.
fn points(scenario: &Scenario, full: bool) -> Vec<Point> {
    let desk = scenario.desk();
    let lines = traced(&desk, scenario.command, &[]);
    // The program is itself from the first call that names the desk; it writes from the lock on.
    let base = desk.base().display().to_string();
    let begins = if full { base.as_str() } else { WRITES };
    let mut seen: HashMap<&'static str, usize> = HashMap::new();
    let (mut started, mut writing) = (false, false);
    let mut points = Vec::new();
    for line in &lines {
        let name = line.split('(').next().unwrap_or_default();
        let Some(call) = CALLS.iter().find(|call| call.name == name) else {
            continue;
        };
        let nth = seen.entry(call.name).or_default();
        *nth += 1;
        started |= line.contains(begins);
        writing |= line.contains(WRITES);
        if started {
            let new = at(call, *nth, full, writing);
            points.extend(
                new.into_iter()
                    .filter(|point| writing || !point.is_close_error()),
            );
        }
    }
    points
}

fn at(call: &'static Call, nth: usize, full: bool, writing: bool) -> Vec<Point> {
    let mut faults = Vec::new();
    if call.changes || full {
        faults.push(Fault::Kill);
    }
    let errors = call.errors.iter().copied();
    let few = usize::from(call.changes);
    for error in errors.take(if full { usize::MAX } else { few }) {
        faults.push(Fault::Once(error));
        // Whoever is interrupted for ever tries for ever.
        if full && error != "EINTR" {
            faults.push(Fault::FromThenOn(error));
        }
    }
    let point = |fault| Point {
        call: call.name,
        nth,
        fault,
        writing,
    };
    faults.into_iter().map(point).collect()
}

/// Runs a command in peace and returns its calls, a line each.
fn traced(desk: &Desk, words: &[&str], flags: &[&str]) -> Vec<String> {
    let names: Vec<&str> = CALLS.iter().map(|call| call.name).collect();
    // A `?` before a name that this machine may not have.
    let trace = format!("trace=?{}", names.join(",?"));
    let list = tempfile::NamedTempFile::new().expect("a temporary file");
    let path = list.path().display().to_string();
    let strace = [
        &["strace", "-qq", "-s", "200", "-o", &path],
        flags,
        &["-e", &trace],
    ]
    .concat();
    let run = desk.run_in(&strace, words);
    assert!(run.is_done(), "{words:?} in peace: {}", run.ending());
    let text = std::fs::read_to_string(list.path()).expect("what strace wrote");
    text.lines().map(str::to_owned).collect()
}

/// Fails every thread's calls while the folder is read: fewer claims are listed only with a word
/// about it, and nothing is changed.
pub fn loading(full: bool) -> Tally {
    const READING: &[(&str, &[&str])] = &[
        ("openat", &["EACCES", "EIO", "EMFILE"]),
        ("read", &["EIO", "ESTALE"]),
        ("getdents64", &["EIO"]),
        ("statx", &["EACCES", "EIO"]),
        ("clone3", &["EAGAIN"]),
    ];
    const LIST: &[&str] = &["list"];
    let desk = Desk::new();
    let base = desk.base().display().to_string();
    let lines = traced(&desk, LIST, &["-f"]);
    let listed = desk.run(LIST).out;
    let mut points = Vec::new();
    for &(name, errors) in READING {
        let needle = format!("{name}(");
        let of_name = |line: &&String| line.contains(&needle);
        let first = lines
            .iter()
            .position(|line| line.contains(&base))
            .unwrap_or_default();
        let before = lines[..first].iter().filter(of_name).count();
        let all = lines.iter().filter(of_name).count().max(before + 1);
        // Reading threads count from one.
        let nths = (1..4)
            .chain(before + 1..=all)
            .filter(|nth| full || nth % 3 == 0 || all < 4);
        for nth in nths {
            let with = |error: &&'static str| Point {
                call: name,
                nth,
                writing: false,
                fault: if full && nth % 2 == 0 {
                    Fault::FromThenOn(error)
                } else {
                    Fault::Once(error)
                },
            };
            points.extend(errors.iter().take(if full { 9 } else { 1 }).map(with));
        }
    }
    let mut tally = Tally::default();
    sweep(&points, &mut tally, |point, own| {
        let desk = Desk::new();
        let before = desk.snapshot();
        let inject = point.inject();
        let trace = format!("trace={}", point.call);
        let strace = [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &trace,
            "-e",
            &inject,
        ];
        let run = desk.run_in(&strace, LIST);
        let excuse = Excuse {
            silent: true,
            ..Excuse::default()
        };
        let mut wrongs = outcome::judge(&run, &before, &before, &desk.snapshot(), excuse);
        if run.out != listed && run.err.trim().is_empty() {
            let text = format!("fewer claims without a word: {}", run.ending());
            wrongs.push((crate::tally::Wrong::Rule, text));
        }
        own.point(&inject, wrongs);
    });
    tally
}

/// Fails and kills what writes the index file, in every thread: the list is the same, and so is that of
/// the next run, which finds a whole index, a part of one, or none.
pub fn caching(full: bool) -> Tally {
    const WRITING: &[(&str, &[&str])] = &[
        ("openat", &["ENOSPC", "EACCES", "EROFS"]),
        ("mkdir", &["EACCES", "EROFS"]),
        ("write", &["ENOSPC", "EIO", "EFBIG"]),
        ("fsync", &["EIO"]),
        ("rename", &["ENOSPC", "EIO", "EROFS"]),
        ("unlink", &["EIO"]),
        ("flock", &["ENOLCK"]),
        ("ftruncate", &["ENOSPC"]),
    ];
    const LIST: &[&str] = &["list"];
    let desk = Desk::new();
    let lines = traced(&desk, LIST, &["-f"]);
    let cache = desk.path("home/.cache").display().to_string();
    let listed = desk.run(LIST).out;
    let mut points = Vec::new();
    for &(name, errors) in WRITING {
        let needle = format!("{name}(");
        let of_name: Vec<&String> = lines.iter().filter(|line| line.contains(&needle)).collect();
        // Calls on descriptors do not name the file: all of them are tried.
        let about = |line: &str| name != "openat" || line.contains(&cache);
        for (at, _) in of_name.iter().enumerate().filter(|(_, line)| about(line)) {
            let point = |fault| Point {
                call: name,
                nth: at + 1,
                fault,
                writing: false,
            };
            points.push(point(Fault::Kill));
            let few = if full { usize::MAX } else { 1 };
            points.extend(
                errors
                    .iter()
                    .take(few)
                    .map(|error| point(Fault::Once(error))),
            );
        }
    }
    let mut tally = Tally::default();
    sweep(&points, &mut tally, |point, own| {
        let desk = Desk::new();
        let before = desk.snapshot();
        let inject = point.inject();
        let trace = format!("trace={}", point.call);
        let strace = [
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &trace,
            "-e",
            &inject,
        ];
        let run = desk.run_in(&strace, LIST);
        let excuse = Excuse {
            killed: matches!(point.fault, Fault::Kill),
            silent: true,
            ..Excuse::default()
        };
        let mut wrongs = outcome::judge(&run, &before, &before, &desk.snapshot(), excuse);
        let again = desk.run(LIST);
        if again.out != listed {
            let text = format!("the next run lists otherwise: {}", again.ending());
            wrongs.push((crate::tally::Wrong::Lost, text));
        }
        own.point(&inject, wrongs);
    });
    tally
}

/// The rows of this module that the program knows.
pub fn scenarios(full: bool) -> impl Iterator<Item = &'static Scenario> {
    SCENARIOS.iter().filter(move |row| row.quick || full)
}
