//! A private copy of a small record, an empty home, and the program run on them.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_onrecord");

/// Longer than the ten seconds a writer waits for the lock.
const PATIENCE: Duration = Duration::from_secs(40);

const RIVER: &str = "\
# A comment that every edit keeps.
article:
  title: River clean again, minister says
  author: Ruth Calder
  outlet: Valley Courier
  published: 2025-05
claims:
  - id: clean
    quote: the river has never been cleaner   # so he said
    speaker: Olof Berg
    attribution: paraphrase
    kind: opinion
  - id: cost
    assertion: The clean-up cost 2 million euro.
    speaker: Ruth Calder
    attribution: author
    kind: figure
    figures:
      - text: €2 million
";

/// Claims of two articles from elsewhere.
const INCOMING: &str = "\
title,outlet,quote,speaker,attribution
Harbour to close,Coast Daily,the harbour closes in spring,Ana Duarte,paraphrase
Harbour to close,Coast Daily,forty boats will leave,Ana Duarte,paraphrase
Schools reopen,Valley Courier,every school is open,Olof Berg,paraphrase
";

/// With the line ends of another system.
const MINE: &str = "\
article: {title: Mine to bring jobs, author: Ruth Calder, outlet: Valley Courier}\r
claims:\r
  - id: jobs\r
    assertion: The mine brings 1,200 jobs.\r
    speaker: Ruth Calder\r
    attribution: author\r
    kind: figure\r
    figures:\r
      - text: 1,200 jobs\r
";

const LONG: &str = "\
article:
  title: A long record
  author: Ruth Calder
  outlet: Valley Courier
claims:
  - id: level
    assertion: The water stands at 3.4 metres.
    speaker: Ruth Calder
    attribution: author
    kind: figure
    figures:
      - text: 3.4 metres
";

/// What a run of the program left: how it ended and what it said.
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
    pub signal: Option<i32>,
    /// It did not end by itself in time.
    pub hung: bool,
    pub took: Duration,
}

impl Run {
    pub fn is_done(&self) -> bool {
        self.code == Some(0)
    }

    pub fn panicked(&self) -> bool {
        const ABORT: i32 = 6;
        const SEGV: i32 = 11;
        self.err.contains("panicked")
            || self.code == Some(101)
            || self.signal == Some(ABORT)
            || self.signal == Some(SEGV)
    }

    /// How it ended, in a line.
    pub fn ending(&self) -> String {
        let end = match (self.code, self.signal) {
            (Some(code), _) => format!("exit {code}"),
            (None, Some(signal)) => format!("signal {signal}"),
            _ => "no end".to_owned(),
        };
        let said: String = self.err.trim().chars().take(400).collect();
        format!("{end}, said {said:?}")
    }
}

/// The bytes of every file, by path below the desk.
pub type Snapshot = BTreeMap<PathBuf, Vec<u8>>;

pub struct Desk {
    base: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let base = tempfile::Builder::new().prefix("faults-").tempdir();
        let desk = Self {
            base: base.expect("a temporary folder"),
        };
        // Others may look in, so that the program can be run as another user.
        open_to_all(desk.base.path());
        fs::create_dir(desk.path("claims")).expect("a claims folder");
        fs::create_dir(desk.path("home")).expect("a home");
        desk.fill();
        fs::write(desk.path("in.csv"), INCOMING).expect("a table");
        desk
    }

    /// Writes the record into the claims folder.
    pub fn fill(&self) {
        fs::create_dir_all(self.path("claims/2025")).expect("a folder");
        let padding = "# a comment of forty characters or so ...\n".repeat(600);
        for (name, text) in [
            ("claims/river.yaml", RIVER),
            ("claims/2025/mine.yaml", MINE),
            ("claims/long.yaml", &format!("{LONG}{padding}")),
        ] {
            fs::write(self.path(name), text).expect("a claim file");
        }
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.base.path().join(below)
    }

    pub fn base(&self) -> &Path {
        self.base.path()
    }

    /// A command in this desk's surroundings; the program's words follow `wrapper`.
    pub fn command(&self, wrapper: &[&str], words: &[&str]) -> Command {
        let argv = [wrapper, &[PROGRAM], words].concat();
        let mut command = Command::new(argv[0]);
        command
            .args(&argv[1..])
            .current_dir(self.base.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.path("home"))
            .env("ONRECORD_AUTHOR", "dana")
            .env("NO_COLOR", "1")
            .env("TZ", "UTC")
            // One reading thread, so that calls are counted alike in every run.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program as it is.
    pub fn run(&self, words: &[&str]) -> Run {
        self.run_in(&[], words)
    }

    /// Runs the program under another one.
    pub fn run_in(&self, wrapper: &[&str], words: &[&str]) -> Run {
        let start = Instant::now();
        let mut child = self.command(wrapper, words).spawn().expect("it starts");
        let mut hung = false;
        while child.try_wait().expect("a child").is_none() {
            if start.elapsed() > PATIENCE {
                hung = true;
                child.kill().expect("our own child");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let took = start.elapsed();
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().expect("its output");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Run {
            out: text(stdout),
            err: text(stderr),
            code: status.code(),
            signal: status.signal(),
            hung,
            took,
        }
    }

    /// Every file below the desk, but the lock, which is never the user's.
    pub fn snapshot(&self) -> Snapshot {
        let mut found = Snapshot::new();
        walk(self.base.path(), self.base.path(), &mut found);
        found.retain(|path, _| !path.ends_with(".onrecord.lock"));
        found
    }
}

fn open_to_all(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("our own folder");
}

fn walk(base: &Path, dir: &Path, found: &mut Snapshot) {
    for entry in fs::read_dir(dir).expect("a folder of the desk") {
        let path = entry.expect("a folder of the desk").path();
        if path.is_dir() {
            walk(base, &path, found);
        } else {
            let below = path.strip_prefix(base).expect("below").to_owned();
            // It may be a temp file that goes just now.
            if let Ok(bytes) = fs::read(&path) {
                found.insert(below, bytes);
            }
        }
    }
}
