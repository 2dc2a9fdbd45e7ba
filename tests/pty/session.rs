//! A program in a pseudo-terminal, with the screen it shows.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::frames::Frames;

/// Generous: the machine that runs the tests may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// Set where the app is started for the first time.
pub const FIRST: &str = "ONRECORD_TEST_FIRST";

/// What a program did to the terminal beside drawing.
#[derive(Debug, Default, Clone)]
pub struct Deeds {
    /// Titles it set.
    pub titles: Vec<String>,
    /// What it put on the clipboard, in base64.
    pub clipboard: Vec<String>,
    /// Everything else that a screen does not show, or that no terminal knows.
    pub odd: Vec<String>,
}

impl vt100::Callbacks for Deeds {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.odd.push("bell".to_owned());
    }

    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.odd.push("visual bell".to_owned());
    }

    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.odd.push(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.titles.push(String::from_utf8_lossy(name).into_owned());
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.titles
            .push(String::from_utf8_lossy(title).into_owned());
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.clipboard
            .push(String::from_utf8_lossy(data).into_owned());
    }

    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.odd.push("asks for the clipboard".to_owned());
    }

    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        self.odd.push(format!("character {c:?}"));
    }

    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.odd.push(format!("control {byte:#x}"));
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        let params: Vec<_> = params.iter().map(|p| String::from_utf8_lossy(p)).collect();
        self.odd.push(format!("OSC {params:?}"));
    }
}

pub struct Session {
    parser: Arc<Mutex<vt100::Parser<Deeds>>>,
    writer: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a size")
}

impl Session {
    /// Starts the program in `home`, which is its home too; `under` another program, when there are
    /// words for one.
    pub fn start(
        home: &Path,
        under: &[&str],
        args: &[&str],
        vars: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        let mut words: Vec<&OsStr> = under.iter().map(OsStr::new).collect();
        words.push(env!("CARGO_BIN_EXE_onrecord").as_ref());
        Self::start_words(&words, home, args, vars, size)
    }

    /// Starts any program there.
    pub fn start_program(
        program: &Path,
        home: &Path,
        args: &[&str],
        vars: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        Self::start_words(&[program.as_os_str()], home, args, vars, size)
    }

    fn start_words(
        words: &[&OsStr],
        home: &Path,
        args: &[&str],
        vars: &[(&str, &str)],
        (rows, cols): (u16, u16),
    ) -> Self {
        // Seen on an earlier start: the card has a test of its own.
        if !vars.iter().any(|(name, _)| *name == FIRST) {
            let state = home.join(".local/state/onrecord");
            std::fs::create_dir_all(&state).expect("a state folder");
            std::fs::write(state.join("greeted"), "").expect("a file");
        }
        let pair = native_pty_system()
            .openpty(size(rows, cols))
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.args(args);
        command.cwd(home);
        command.env_clear();
        let path = std::env::var_os("PATH").unwrap_or_default();
        for (name, value) in [("PATH", path.as_os_str()), ("HOME", home.as_os_str())] {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("ONRECORD_AUTHOR", "dana");
        command.env("TZ", "UTC");
        for (name, value) in vars {
            command.env(name, value);
        }
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let parser = Arc::new(Mutex::new(vt100::Parser::new_with_callbacks(
            cells(rows),
            cells(cols),
            0,
            Deeds::default(),
        )));
        let screen = Arc::clone(&parser);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            let mut frames = Frames::default();
            let show = |bytes: &[u8]| screen.lock().expect("the screen").process(bytes);
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                show(&frames.whole(&buffer[..n]));
            }
            show(&frames.rest());
        });
        Self {
            parser,
            writer,
            child,
            master: pair.master,
        }
    }

    pub fn send(&mut self, keys: &str) {
        self.writer
            .write_all(keys.as_bytes())
            .expect("the program takes keys");
        self.writer.flush().expect("the program takes keys");
    }

    pub fn screen(&self) -> String {
        self.parser.lock().expect("the screen").screen().contents()
    }

    /// Returns what the program did beside drawing, so far.
    pub fn deeds(&self) -> Deeds {
        self.parser.lock().expect("the screen").callbacks().clone()
    }

    /// Returns what each cell of a row holds; the second half of a wide glyph holds nothing.
    pub fn row(&self, row: u16) -> Vec<String> {
        let parser = self.parser.lock().expect("the screen");
        let columns = parser.screen().size().1;
        let cell = |column| parser.screen().cell(row, column);
        (0..columns.get())
            .map(|column| cell(column).map_or_else(String::new, |c| c.contents().to_owned()))
            .collect()
    }

    /// Returns the colours on the screen, by their number; those that have none count as 1000.
    pub fn colours(&self) -> Vec<usize> {
        let parser = self.parser.lock().expect("the screen");
        let screen = parser.screen();
        let (rows, columns) = screen.size();
        let places = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |at| (row, at)));
        let cells = places.filter_map(|(row, column)| screen.cell(row, column));
        let drawn = cells.flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
        let numbers = drawn.filter_map(|colour| match colour {
            vt100::Color::Default => None,
            vt100::Color::Idx(at) => Some(at.into()),
            vt100::Color::Rgb(..) => Some(1000),
        });
        numbers.collect()
    }

    /// Waits until nothing new has been drawn for a moment.
    pub fn settle(&self) {
        let start = Instant::now();
        let mut before = String::new();
        while start.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_millis(60));
            let now = self.screen();
            if now == before {
                return;
            }
            before = now;
        }
    }

    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        let start = Instant::now();
        while !self.screen().contains(text) {
            assert!(
                start.elapsed() < PATIENCE,
                "waited for {text:?}; the screen:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    pub fn wait_for_exit(&mut self) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("the program") {
                // What it wrote last is still on its way through the reader.
                std::thread::sleep(Duration::from_millis(100));
                assert!(
                    status.success(),
                    "it ended with {status:?}:\n{}",
                    self.screen()
                );
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "it does not end; the screen:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Tells that it is gone.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("the program").is_some()
    }

    /// Waits until it is gone, however it went.
    #[cfg(unix)]
    pub fn wait_for_end(&mut self) {
        self.child.wait().expect("the program ends");
    }

    pub fn alternate_screen(&self) -> bool {
        self.parser
            .lock()
            .expect("the screen")
            .screen()
            .alternate_screen()
    }

    pub fn bracketed_paste_is_on(&self) -> bool {
        self.parser
            .lock()
            .expect("the screen")
            .screen()
            .bracketed_paste()
    }

    pub fn mouse_is_on(&self) -> bool {
        let parser = self.parser.lock().expect("the screen");
        parser.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.parser
            .lock()
            .expect("the screen")
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        self.master.resize(size(rows, cols)).expect("a new size");
    }

    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        let status = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status();
        assert!(status.expect("kill").success());
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// Waits until something outside the screen is so.
#[track_caller]
pub fn wait_until(what: &str, so: impl FnMut() -> bool) {
    wait_long_until(what, 1, so);
}

/// Waits so many times as long for what has a lot to do before.
#[track_caller]
pub fn wait_long_until(what: &str, times: u32, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE * times, "waited until {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Tells that a program can be run under another one here.
#[cfg(target_os = "linux")]
pub fn runs(under: &[&str], program: &str) -> bool {
    let ended = std::process::Command::new(under[0])
        .args(&under[1..])
        .arg(program)
        .status();
    ended.is_ok_and(|status| status.success())
}
