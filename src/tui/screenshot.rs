//! A screen without a terminal: keys in, text or SVG out. The README's pictures and the screen tests
//! are made with it.

use std::fmt::Write as _;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::effect::Effect;
use super::keymap;
use super::msg::Msg;
use super::state::State;
use super::update::{query_env, update};
use super::view;
use super::work::{find, like};

/// Sends one message and answers the searches it asks for; returns the other effects.
pub fn send(state: &mut State, msg: Msg, now: Timestamp) -> Vec<Effect> {
    let effects = update(state, msg, now);
    settle(state, effects, now)
}

/// Answers the searches among effects, as the searching thread would; returns the others.
pub fn settle(state: &mut State, effects: Vec<Effect>, now: Timestamp) -> Vec<Effect> {
    let mut others = Vec::new();
    for effect in effects {
        if let Effect::Search {
            generation,
            text,
            view,
        } = effect
        {
            let env = query_env(state);
            let store = state.arrived.as_ref().unwrap_or(&state.store);
            let mut found = find(store, (&text, view), generation, &env, Instant::now());
            // Pictures and snapshots must not depend on the machine.
            found.took = std::time::Duration::from_micros(400);
            let more = update(state, Msg::Found(Box::new(found)), now);
            others.extend(settle(state, more, now));
        } else if let Effect::Like(name) = effect {
            let like = like(&state.store, &name);
            others.extend(update(state, Msg::Like(name, like), now));
        } else {
            others.push(effect);
        }
    }
    others
}

/// Presses the keys written as in the config, separated by spaces; `"text"` types it.
///
/// # Errors
/// A word that names no key.
pub fn press(state: &mut State, keys: &str, now: Timestamp) -> Result<Vec<Effect>, String> {
    let mut effects = Vec::new();
    for key in events(keys)? {
        effects.extend(send(state, Msg::Key(key), now));
    }
    Ok(effects)
}

fn events(keys: &str) -> Result<Vec<KeyEvent>, String> {
    let mut events = Vec::new();
    for (at, part) in keys.split('"').enumerate() {
        if at % 2 == 1 {
            let typed = part
                .chars()
                .map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            events.extend(typed);
        } else if !part.trim().is_empty() {
            events.extend(keymap::parse(part)?.into_iter().map(Into::<KeyEvent>::into));
        }
    }
    Ok(events)
}

/// Returns the screen.
#[must_use]
pub fn screen(state: &State) -> Buffer {
    let (columns, rows) = state.size;
    match Terminal::new(TestBackend::new(columns, rows)) {
        Ok(mut terminal) => {
            // A test backend never fails.
            let _ = terminal.draw(|frame| view::draw(state, frame));
            terminal.backend().buffer().clone()
        }
        Err(never) => match never {},
    }
}

/// Returns the screen as lines of text, trailing blanks left out.
#[must_use]
pub fn text(screen: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..screen.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < screen.area.width {
            let symbol = screen[(x, y)].symbol();
            line.push_str(symbol);
            x += cells(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// How many cells a symbol takes; the ones behind a wide glyph are hidden by it.
fn cells(symbol: &str) -> u16 {
    u16::try_from(crate::text::width::width(symbol))
        .unwrap_or(1)
        .max(1)
}

const CELL: (u16, u16) = (9, 19);
const PAPER: &str = "#14181d";
const INK: &str = "#d8dce2";

/// Returns the screen as an SVG picture: real text in a fixed-width face, one element a run of cells.
#[must_use]
pub fn svg(screen: &Buffer) -> String {
    let (columns, rows) = (screen.area.width, screen.area.height);
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut svg = String::new();
    // Writing to a string can not fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{INK}\" xml:space=\"preserve\">"
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let start = x;
            let first = &screen[(x, y)];
            let mut run = String::new();
            while x < columns && alike(first, &screen[(x, y)]) {
                run.push_str(screen[(x, y)].symbol());
                x += cells(screen[(x, y)].symbol());
            }
            draw_run(&mut svg, first, &run, start, x - start, y);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn draw_run(svg: &mut String, cell: &Cell, run: &str, column: u16, columns: u16, row: u16) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if reversed {
        std::mem::swap(&mut ink, &mut paper);
    }
    let (x, y) = (10 + column * CELL.0, 10 + row * CELL.1);
    let wide = columns * CELL.0;
    if paper != PAPER {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if run.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if cell.modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    } else if cell.modifier.contains(Modifier::CROSSED_OUT) {
        style.push_str(" text-decoration=\"line-through\"");
    }
    if cell.modifier.contains(Modifier::DIM) {
        style.push_str(" opacity=\"0.6\"");
    }
    let text = run
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{style}>{text}</text>",
        y + 14
    );
}

/// Returns a colour for the picture; the sixteen are those of a common dark palette.
fn colour(colour: Color, default: &str) -> String {
    let hex = match colour {
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Black => "#1d2229",
        Color::Red | Color::LightRed => "#e0635c",
        Color::Green | Color::LightGreen => "#6cbf6c",
        Color::Yellow | Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#5c9ee0",
        Color::Magenta | Color::LightMagenta => "#c678dd",
        Color::Cyan | Color::LightCyan => "#56b6c2",
        Color::Gray => "#b8bec7",
        Color::DarkGray => "#8b929c",
        Color::White => "#ffffff",
        Color::Reset | Color::Indexed(_) => default,
    };
    hex.to_owned()
}
