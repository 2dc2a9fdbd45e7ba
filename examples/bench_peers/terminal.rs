//! A program in a terminal of its own: when its first frame stands, and when a key has its answer.

use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};

/// How long a key took.
pub struct Answer {
    /// To the first change of the screen.
    pub first: Duration,
    /// To the last change of the list.
    pub list: Duration,
    /// To the last change of anything.
    pub all: Duration,
}

/// Returns what stands right of a column, line by line.
fn right_of(screen: &str, column: usize) -> impl Iterator<Item = String> {
    screen
        .lines()
        .map(move |line| line.chars().skip(column).collect())
}

/// After so long without output the screen is taken for settled.
const QUIET: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(120);

pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
}

impl Session {
    /// Starts a program.
    pub fn start(command: CommandBuilder) -> Option<Self> {
        let pair = native_pty_system().openpty(SIZE).ok()?;
        let mut reader = pair.master.try_clone_reader().ok()?;
        let keys = pair.master.take_writer().ok()?;
        let (send, output) = mpsc::channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).ok()?;
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 18];
            while let Ok(read) = reader.read(&mut buffer) {
                let chunk = buffer[..read].to_vec();
                if read == 0 || send.send((Instant::now(), chunk)).is_err() {
                    return;
                }
            }
        });
        Some(Self {
            child,
            _master: pair.master,
            keys,
            output,
            screen: vt100::Parser::new(NonZeroU16::new(SIZE.rows)?, NonZeroU16::new(SIZE.cols)?, 0),
            started,
        })
    }

    /// Reads until the screen is as wanted; returns how long after `since` that was.
    fn until(&mut self, since: Instant, wanted: impl Fn(&str) -> bool) -> Option<Duration> {
        loop {
            let (at, chunk) = self.output.recv_timeout(LONGEST).ok()?;
            self.screen.process(&chunk);
            if wanted(&self.screen.screen().contents()) {
                return Some(at - since);
            }
        }
    }

    /// Returns how long the first frame took: three rows with something in them, and `mark`.
    pub fn frame(&mut self, mark: &str) -> Option<Duration> {
        let started = self.started;
        self.until(started, |screen| {
            let rows = screen.lines().filter(|line| !line.trim().is_empty());
            rows.count() >= 3 && screen.contains(mark)
        })
    }

    /// Presses keys; returns when the screen changed first, when what is right of a column changed
    /// last before all was quiet, and when anything did.
    pub fn press(&mut self, keys: &str, list: usize) -> Option<Answer> {
        while let Ok((_, chunk)) = self.output.recv_timeout(QUIET) {
            self.screen.process(&chunk);
        }
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes()).ok()?;
        self.keys.flush().ok()?;
        let mut before = self.screen.screen().contents();
        let mut answer = None;
        while let Ok((at, chunk)) =
            self.output
                .recv_timeout(if answer.is_some() { QUIET } else { QUIET * 12 })
        {
            self.screen.process(&chunk);
            let now = self.screen.screen().contents();
            if now != before {
                let took = at - pressed;
                if std::env::var_os("BENCH_DIFF").is_some() {
                    println!(
                        "-- {:.1} ms {} bytes",
                        took.as_secs_f64() * 1e3,
                        chunk.len()
                    );
                    for (a, b) in before
                        .lines()
                        .zip(now.lines())
                        .filter(|(a, b)| a != b)
                        .take(6)
                    {
                        println!("   {a}\n > {b}");
                    }
                }
                let answer = answer.get_or_insert(Answer {
                    first: took,
                    list: took,
                    all: took,
                });
                answer.all = took;
                if right_of(&now, list).ne(right_of(&before, list)) {
                    answer.list = took;
                }
                before = now;
            }
        }
        answer
    }

    /// Returns the resident memory of the program in bytes, where the system tells.
    pub fn resident(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/statm", self.child.process_id()?));
        let pages: usize = status.ok()?.split(' ').nth(1)?.parse().ok()?;
        Some(pages * 4096)
    }

    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
