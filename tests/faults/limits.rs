//! Real limits: sizes of files, handles, full and read-only file systems, files that may not change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::desk::{Desk, Snapshot};
use crate::outcome::{self, Excuse};
use crate::tally::{Tally, Wrong, sweep};

/// A note to the longest file, so that it is not written in one page.
const NOTE: &[&str] = &["annotate", "long/level", "-m", "Asked for the samples."];

fn expected() -> Snapshot {
    let desk = Desk::new();
    assert!(desk.run(NOTE).is_done());
    desk.snapshot()
}

fn works(program: &str, words: &[&str]) -> Result<(), String> {
    match Command::new(program).args(words).output() {
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => {
            let why = String::from_utf8_lossy(&done.stderr).trim().to_owned();
            Err(format!("{program} can not be used here: {why}"))
        }
        Err(_) => Err(format!("{program} is not installed")),
    }
}

/// No file may grow past a size: the system cuts the write, and kills whoever does not ignore it.
pub fn file_size(full: bool) -> Tally {
    let mut tally = Tally::default();
    if let Err(why) = works("prlimit", &["--fsize=100000", "true"]) {
        tally.skip(why);
        return tally;
    }
    let expected = expected();
    let step = if full { 512 } else { 8192 };
    let largest = 27_000;
    let points: Vec<(usize, bool)> = (0..=largest)
        .step_by(step)
        .flat_map(|size| [(size, false), (size, true)])
        .collect();
    sweep(&points, &mut tally, |&(size, ignored), own| {
        let desk = Desk::new();
        let before = desk.snapshot();
        let limit = format!("--fsize={size}");
        let trap = format!("trap '' XFSZ; exec prlimit {limit} \"$@\"");
        let wrapper: &[&str] = if ignored {
            &["sh", "-c", &trap, "sh"]
        } else {
            &["prlimit", &limit]
        };
        let run = desk.run_in(wrapper, NOTE);
        let excuse = Excuse {
            killed: run.signal.is_some(),
            reason: Some("File too large"),
            ..Excuse::default()
        };
        let mut wrongs = outcome::judge(&run, &before, &expected, &desk.snapshot(), excuse);
        wrongs.extend(outcome::next_writer(&desk));
        own.point(&format!("{limit}, ignored: {ignored}"), wrongs);
    });
    tally
}

/// Few handles, from too few to start with to enough.
pub fn handles(full: bool) -> Tally {
    let mut tally = Tally::default();
    if let Err(why) = works("prlimit", &["--nofile=64", "true"]) {
        tally.skip(why);
        return tally;
    }
    let expected = expected();
    let points: Vec<usize> = (3..=if full { 20 } else { 10 }).collect();
    sweep(&points, &mut tally, |count, own| {
        let desk = Desk::new();
        let before = desk.snapshot();
        let limit = format!("--nofile={count}");
        let run = desk.run_in(&["prlimit", &limit], NOTE);
        // With very few of them it is the loader of programs that fails, in its own words.
        let excuse = Excuse {
            silent: run.code == Some(127),
            ..Excuse::default()
        };
        let mut wrongs = outcome::judge(&run, &before, &expected, &desk.snapshot(), excuse);
        wrongs.extend(outcome::next_writer(&desk));
        own.point(&limit, wrongs);
    });
    tally
}

/// A file system of our own at a folder, gone with this value.
struct Mount(PathBuf);

impl Mount {
    fn tmpfs(at: &Path, options: &str) -> Result<Self, String> {
        let shown = at.display().to_string();
        works("mount", &["-t", "tmpfs", "-o", options, "tmpfs", &shown])?;
        Ok(Self(at.to_owned()))
    }

    fn remount(&self, options: &str) {
        let shown = self.0.display().to_string();
        let options = format!("remount,{options}");
        works("mount", &["-o", &options, &shown]).expect("our own mount");
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let shown = self.0.display().to_string();
        let _ = works("umount", &[&shown]);
    }
}

/// A file system that is nearly full: so many bytes left, and so many names.
pub fn full_disk(full: bool) -> Tally {
    const PAGE: usize = 4096;
    let mut tally = Tally::default();
    let expected = expected();
    let pages = if full { 0..=10 } else { 0..=3 };
    let space = pages.map(|pages| (Some(pages * PAGE), None));
    let names = (0..=3).map(|names| (None, Some(names)));
    for (room, names) in space.chain(names) {
        let desk = Desk::new();
        let claims = desk.path("claims");
        let inodes = names.map_or(1000, |names| 6 + names);
        let mount = match Mount::tmpfs(&claims, &format!("size=256k,mode=755,nr_inodes={inodes}")) {
            Ok(mount) => mount,
            Err(why) => {
                tally.skip(why);
                return tally;
            }
        };
        desk.fill();
        // The mount itself, a folder and three files have a name already; now the space.
        let filler = claims.join("filler");
        if let Some(room) = room {
            fill_up(&filler, room);
        }
        let before = desk.snapshot();
        let run = desk.run(NOTE);
        let excuse = Excuse {
            reason: Some("No space left on device"),
            ..Excuse::default()
        };
        let mut with_filler = expected.clone();
        if let Some(bytes) = before.get(Path::new("claims/filler")) {
            with_filler.insert("claims/filler".into(), bytes.clone());
        }
        let mut wrongs = outcome::judge(&run, &before, &with_filler, &desk.snapshot(), excuse);
        if room == Some(0) && run.is_done() {
            wrongs.push((Wrong::Rule, "there was room where there is none".to_owned()));
        }
        let _ = fs::remove_file(&filler);
        mount.remount("size=1m,nr_inodes=1000");
        wrongs.extend(outcome::next_writer(&desk));
        tally.point(&format!("room {room:?}, names {names:?}"), wrongs);
    }
    tally
}

/// Fills the file system until only `room` bytes are left.
fn fill_up(filler: &Path, room: usize) {
    use std::io::Write as _;
    let mut file = fs::File::create(filler).expect("a file on our own mount");
    let mut size = 0_u64;
    while let Ok(n @ 1..) = file.write(&[b'#'; 1024]) {
        size += n as u64;
    }
    file.set_len(size - room as u64).expect("our own file");
}

/// A state folder without room: the note is saved, and that it can not be undone later is said.
pub fn full_state() -> Tally {
    let mut tally = Tally::default();
    let expected = expected();
    let desk = Desk::new();
    let home = desk.path("home");
    let _mount = match Mount::tmpfs(&home, "size=4k,nr_inodes=2") {
        Ok(mount) => mount,
        Err(why) => {
            tally.skip(why);
            return tally;
        }
    };
    let before = desk.snapshot();
    let run = desk.run(NOTE);
    let mut wrongs = outcome::judge(
        &run,
        &before,
        &expected,
        &desk.snapshot(),
        Excuse::default(),
    );
    if !run.is_done() || !run.err.contains("No space left on device") {
        wrongs.push((Wrong::Rule, run.ending()));
    }
    tally.point("home without room", wrongs);
    tally
}

/// A file system that became read-only.
pub fn read_only() -> Tally {
    let mut tally = Tally::default();
    let expected = expected();
    let desk = Desk::new();
    let mount = match Mount::tmpfs(&desk.path("claims"), "size=1m,mode=755") {
        Ok(mount) => mount,
        Err(why) => {
            tally.skip(why);
            return tally;
        }
    };
    desk.fill();
    let before = desk.snapshot();
    mount.remount("ro");
    let run = desk.run(NOTE);
    let excuse = Excuse {
        reason: Some("Read-only file system"),
        ..Excuse::default()
    };
    let mut wrongs = outcome::judge(&run, &before, &expected, &desk.snapshot(), excuse);
    wrongs.extend(must_fail(&run));
    let listed = desk.run(&["list"]);
    if !listed.is_done() {
        wrongs.push((
            Wrong::Rule,
            format!("it can not be read: {}", listed.ending()),
        ));
    }
    mount.remount("rw");
    wrongs.extend(outcome::next_writer(&desk));
    tally.point("remount,ro", wrongs);
    tally
}

/// A file that not even root may change.
pub fn immutable() -> Tally {
    let mut tally = Tally::default();
    let expected = expected();
    let desk = Desk::new();
    let file = desk.path("claims/long.yaml").display().to_string();
    let before = desk.snapshot();
    if let Err(why) = works("chattr", &["+i", &file]) {
        tally.skip(why);
        return tally;
    }
    let run = desk.run(NOTE);
    let after = desk.snapshot();
    works("chattr", &["-i", &file]).expect("what was set can be cleared");
    let excuse = Excuse {
        reason: Some("Operation not permitted"),
        ..Excuse::default()
    };
    let mut wrongs = outcome::judge(&run, &before, &expected, &after, excuse);
    wrongs.extend(must_fail(&run));
    wrongs.extend(outcome::next_writer(&desk));
    tally.point("chattr +i", wrongs);
    tally
}

/// A folder of somebody else, as somebody without rights sees it.
pub fn foreign() -> Tally {
    let mut tally = Tally::default();
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let desk = Desk::new();
    let words = [&nobody[1..], &[crate::desk::PROGRAM, "--version"]].concat();
    if let Err(why) = works(nobody[0], &words) {
        tally.skip(why);
        return tally;
    }
    let before = desk.snapshot();
    let run = desk.run_in(&nobody, NOTE);
    let excuse = Excuse {
        reason: Some("Permission denied"),
        ..Excuse::default()
    };
    let mut wrongs = outcome::judge(&run, &before, &before, &desk.snapshot(), excuse);
    wrongs.extend(must_fail(&run));
    let listed = desk.run_in(&nobody, &["list"]);
    if !listed.is_done() || listed.out != desk.run(&["list"]).out {
        wrongs.push((
            Wrong::Rule,
            format!("it can not be read: {}", listed.ending()),
        ));
    }
    wrongs.extend(outcome::next_writer(&desk));
    tally.point("setpriv", wrongs);
    tally
}

fn must_fail(run: &crate::desk::Run) -> Option<(Wrong, String)> {
    (run.code == Some(0)).then(|| (Wrong::Rule, format!("it should fail: {}", run.ending())))
}
