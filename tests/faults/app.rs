//! The app in a pseudo-terminal while its saves and drafts fail: what was typed comes back.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::desk::{Desk, PROGRAM};
use crate::outcome::Wrongs;
use crate::tally::{Tally, Wrong};

const PATIENCE: Duration = Duration::from_secs(20);
/// Wide, so that a message with a long path is seen whole.
const COLUMNS: u16 = 240;
const ROWS_SHOWN: u16 = 30;
const TYPED: &str = "typed and worth keeping";

struct App {
    bytes: Arc<Mutex<Vec<u8>>>,
    keys: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl App {
    fn open(desk: &Desk, wrapper: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS_SHOWN,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let argv = [wrapper, &[PROGRAM, "-q", "id:clean"]].concat();
        let mut command = CommandBuilder::new(argv[0]);
        command.args(&argv[1..]);
        command.cwd(desk.base());
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", desk.path("home"));
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("ONRECORD_AUTHOR", "dana"),
            ("TZ", "UTC"),
        ] {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&bytes);
        std::thread::spawn(move || {
            // The terminal lives as long as somebody reads it.
            let _terminal = pair.master;
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                seen.lock().expect("the bytes").extend(&buffer[..n]);
            }
        });
        Self { bytes, keys, child }
    }

    fn screen(&self) -> String {
        let cells = |n| std::num::NonZeroU16::new(n).expect("a size");
        let mut terminal = vt100::Parser::new(cells(ROWS_SHOWN), cells(COLUMNS), 0);
        terminal.process(&self.bytes.lock().expect("the bytes"));
        terminal.screen().contents()
    }

    /// Waits until the screen shows a text; not at all once the app has ended.
    fn sees(&mut self, text: &str) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.screen().contains(text) {
                return true;
            }
            if self.has_ended() {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    fn ends(&mut self) -> bool {
        let start = Instant::now();
        while !self.has_ended() {
            if start.elapsed() > PATIENCE {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        true
    }

    /// An app that has ended takes no keys, and that is seen by other means.
    fn press(&mut self, keys: &str) {
        let _ = self.keys.write_all(keys.as_bytes());
        let _ = self.keys.flush();
    }

    /// Opens the note of the only claim and types.
    fn types(&mut self) -> bool {
        let shown = self.sees("1 of 4");
        self.press("a");
        let opened = shown && self.sees("annotate");
        self.press(TYPED);
        opened && self.sees(TYPED)
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// What the app is told while a call fails, and what must come of it.
struct Row {
    inject: &'static str,
    /// `Ctrl-s` saves, `Esc` keeps a draft.
    keys: &'static str,
    /// What the screen says; nothing where the app is killed.
    says: Option<&'static str>,
    /// Killed before the text could be kept: only the files count.
    unkept: bool,
    quick: bool,
}

const SAVE: &str = "\x13";
const ESC: &str = "\x1b";

const ROWS: &[Row] = &[
    Row {
        inject: "fchmod:error=EPERM:when=1",
        keys: SAVE,
        says: Some("Operation not permitted"),
        unkept: false,
        quick: true,
    },
    Row {
        inject: "renameat:error=ENOSPC:when=1",
        keys: SAVE,
        says: Some("No space left on device"),
        unkept: false,
        quick: false,
    },
    Row {
        inject: "fsync:error=EIO:when=1",
        keys: SAVE,
        says: Some("Input/output error"),
        unkept: false,
        quick: false,
    },
    Row {
        inject: "flock:error=ENOLCK:when=1",
        keys: SAVE,
        says: Some("No locks available"),
        unkept: false,
        quick: false,
    },
    Row {
        inject: "fsync:error=ENOSPC:when=1",
        keys: ESC,
        says: Some("No space left on device"),
        unkept: true,
        quick: false,
    },
    Row {
        inject: "renameat:signal=KILL:when=1",
        keys: ESC,
        says: None,
        unkept: true,
        quick: false,
    },
    Row {
        inject: "renameat:signal=KILL:when=1",
        keys: SAVE,
        says: None,
        unkept: true,
        quick: false,
    },
];

pub fn rows(full: bool) -> Tally {
    let mut tally = Tally::default();
    let rows: Vec<&Row> = ROWS.iter().filter(|row| row.quick || full).collect();
    for row in rows {
        let key = if row.keys == SAVE { "Ctrl-s" } else { "Esc" };
        tally.point(&format!("{} at {key}", row.inject), one(row));
    }
    tally
}

fn one(row: &Row) -> Wrongs {
    let mut wrongs = Wrongs::new();
    let desk = Desk::new();
    let call = row.inject.split(':').next().unwrap_or_default();
    let (trace, inject) = (format!("trace={call}"), format!("inject={}", row.inject));
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
    let before = desk.snapshot();
    let mut app = App::open(&desk, &strace);
    if !app.types() {
        wrongs.push((
            Wrong::Panic,
            format!("it does not start:\n{}", app.screen()),
        ));
        return wrongs;
    }
    app.press(row.keys);
    match row.says {
        Some(text) if !app.sees(text) => {
            wrongs.push((
                Wrong::Rule,
                format!("it does not say {text}:\n{}", app.screen()),
            ));
        }
        None if !app.ends() => wrongs.push((Wrong::Rule, "it is not killed".to_owned())),
        _ => {}
    }
    // Leaving at once, whatever is open.
    app.press("\x03");
    if !app.ends() {
        wrongs.push((Wrong::Panic, format!("it does not end:\n{}", app.screen())));
    }
    let screen = app.screen();
    if screen.contains("panicked") {
        wrongs.push((Wrong::Panic, screen));
    }
    let (now, river) = (desk.snapshot(), std::path::Path::new("claims/river.yaml"));
    let saved = now.get(river) != before.get(river);
    wrongs.extend(crate::outcome::next_writer(&desk));
    if !saved && !row.unkept {
        wrongs.extend(offered_again(&desk));
    }
    wrongs
}

/// What was typed and not saved is offered when the app is opened again.
fn offered_again(desk: &Desk) -> Option<(Wrong, String)> {
    let mut app = App::open(desk, &[]);
    let listed = app.sees("1 of 4");
    app.press("a");
    let offered = listed && app.sees(TYPED);
    let screen = app.screen();
    app.press("\x03");
    app.ends();
    (!offered).then(|| {
        (
            Wrong::Lost,
            format!("what was typed is not offered again:\n{screen}"),
        )
    })
}
