//! The one reader of the keyboard, on a thread of its own; it can be paused while an editor has it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossterm::event::{self, Event};

use super::msg::Msg;

/// The reader.
pub struct Input {
    /// Held while reading; who holds it otherwise has the keyboard.
    gate: Arc<Mutex<()>>,
    paused: Arc<AtomicBool>,
}

/// How long the reader looks for a key before it lets somebody else have the keyboard.
const SLICE: Duration = Duration::from_millis(50);

impl Input {
    /// Starts to read.
    #[must_use]
    pub fn start(out: Sender<Msg>) -> Self {
        let gate = Arc::new(Mutex::new(()));
        let paused = Arc::new(AtomicBool::new(false));
        signals(out.clone());
        let (own_gate, own_paused) = (Arc::clone(&gate), Arc::clone(&paused));
        std::thread::spawn(move || {
            loop {
                if own_paused.load(Ordering::Acquire) {
                    std::thread::sleep(SLICE / 10);
                    continue;
                }
                let held = own_gate.lock().unwrap_or_else(PoisonError::into_inner);
                let event = match event::poll(SLICE) {
                    Ok(true) => event::read(),
                    Ok(false) => continue,
                    Err(error) => Err(error),
                };
                drop(held);
                let msg = match event {
                    Ok(event) => message(event),
                    // The terminal is gone.
                    Err(_) => Some(Msg::Terminate),
                };
                let ended = matches!(msg, Some(Msg::Terminate));
                if msg.is_some_and(|msg| out.send(msg).is_err()) || ended {
                    return;
                }
            }
        });
        Self { gate, paused }
    }

    /// Takes the keyboard away from the reader for as long as the result lives.
    #[must_use]
    pub fn pause(&self) -> Paused<'_> {
        self.paused.store(true, Ordering::Release);
        Paused {
            _held: self.gate.lock().unwrap_or_else(PoisonError::into_inner),
            paused: &self.paused,
        }
    }
}

/// The keyboard, away from the reader.
pub struct Paused<'a> {
    _held: MutexGuard<'a, ()>,
    paused: &'a AtomicBool,
}

impl Drop for Paused<'_> {
    fn drop(&mut self) {
        self.paused.store(false, Ordering::Release);
    }
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Key(key)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// SIGTERM and SIGHUP end the program as Ctrl-c does: typed text is kept, the terminal given back.
#[cfg(unix)]
fn signals(out: Sender<Msg>) {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::Signals;
    let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP]) else {
        return;
    };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _ = out.send(Msg::Terminate);
        }
    });
}

#[cfg(not(unix))]
fn signals(_: Sender<Msg>) {}
