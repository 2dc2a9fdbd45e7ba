//! A screen without a terminal: keys in, text or SVG out. The README's pictures and the screen tests
//! are made with it.

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::alike::like;
use super::effect::Effect;
use super::keymap;
use super::msg::Msg;
use super::search::{Search, find};
use super::state::State;
use super::update::{query_env, update};
use super::view;

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
            let search = Search {
                generation,
                text,
                view,
                env,
            };
            let mut found = find(store, &search);
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

/// Returns the keys that [`press`] presses.
///
/// # Errors
/// A word that names no key.
pub fn events(keys: &str) -> Result<Vec<KeyEvent>, String> {
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

/// The ground of a picture and the colour of plain text on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    ground: &'static str,
    ink: &'static str,
}

/// As in a terminal with a dark background.
pub const DARK: Paper = Paper {
    ground: "#14181d",
    ink: "#d8dce2",
};

/// As in a terminal with a light background.
pub const LIGHT: Paper = Paper {
    ground: "#fbfbf8",
    ink: "#1f2328",
};

/// Returns the screen as an SVG picture: real text in a fixed-width face, one element a run of cells.
#[must_use]
pub fn svg(screen: &Buffer, paper: Paper) -> String {
    let (columns, rows) = (screen.area.width, screen.area.height);
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let Paper { ground, ink } = paper;
    let mut svg = String::new();
    // Writing to a string can not fail.
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{ink}\">"
    );
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let start = x;
            let first = &screen[(x, y)];
            let mut run = Vec::new();
            while x < columns && alike(first, &screen[(x, y)]) {
                run.push((screen[(x, y)].symbol(), x));
                x += cells(screen[(x, y)].symbol());
            }
            let place = (start, x - start, y);
            draw_run(&mut svg, first, &run, place, paper);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn draw_run(
    svg: &mut String,
    cell: &Cell,
    run: &[(&str, u16)],
    (column, columns, row): (u16, u16, u16),
    paper: Paper,
) {
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let (mut ink, mut ground) = (colour(cell.fg, paper.ink), colour(cell.bg, paper.ground));
    if reversed {
        std::mem::swap(&mut ink, &mut ground);
    }
    let (x, y) = (10 + column * CELL.0, 10 + row * CELL.1);
    if ground != paper.ground {
        let wide = columns * CELL.0;
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{ground}\"/>",
            CELL.1
        );
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
    for (text, start, columns) in pieces(run) {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let (x, wide) = (10 + start * CELL.0, columns * CELL.0);
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{style}>{text}</text>",
            y + 14
        );
    }
}

/// Cuts a run where two blanks or more stand, and leaves those at its ends out: what draws the picture
/// may take many blanks for one, and stretch the rest. A wide glyph is a piece of its own: it may come
/// from a face in which it is not two columns wide. Each piece with its column and its columns.
fn pieces(run: &[(&str, u16)]) -> Vec<(String, u16, u16)> {
    let mut pieces: Vec<(String, u16, u16)> = Vec::new();
    let mut alone = false;
    for &(symbol, at) in run.iter().filter(|(symbol, _)| *symbol != " ") {
        let wide = cells(symbol);
        match pieces.last_mut() {
            Some((text, start, columns)) if !alone && wide == 1 && at <= *start + *columns + 1 => {
                if at > *start + *columns {
                    text.push(' ');
                }
                text.push_str(symbol);
                *columns = at + wide - *start;
            }
            _ => pieces.push((symbol.to_owned(), at, wide)),
        }
        alone = wide > 1;
    }
    pieces
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
        Color::Indexed(index @ 16..) => return indexed(index),
        Color::Reset | Color::Indexed(_) => default,
    };
    hex.to_owned()
}

/// A colour of xterm's 256, past the sixteen: a cube of six steps a side, then greys.
fn indexed(index: u8) -> String {
    if index >= 232 {
        let grey = 8 + (index - 232) * 10;
        return format!("#{grey:02x}{grey:02x}{grey:02x}");
    }
    let step = |nth: u8| if nth == 0 { 0 } else { 55 + nth * 40 };
    let place = index - 16;
    let (red, green, blue) = (step(place / 36), step(place / 6 % 6), step(place % 6));
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_picture_holds_every_piece_at_its_column_and_no_run_of_blanks() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 20, 1));
        screen.set_string(0, 0, "  a b   漢 <c>", Style::new());
        let svg = svg(&screen, LIGHT);
        let place = |text: &str, column: u16, columns: u16| {
            let (x, wide) = (10 + column * 9, columns * 9);
            let piece = format!("<text x=\"{x}\" y=\"24\" textLength=\"{wide}\"");
            svg.lines()
                .any(|line| line.starts_with(&piece) && line.ends_with(&format!(">{text}</text>")))
        };
        assert!(place("a b", 2, 3), "{svg}");
        assert!(place("漢", 8, 2) && place("&lt;c&gt;", 11, 3), "{svg}");
        assert!(!svg.contains("  "));
    }

    #[test]
    fn colours_past_the_sixteen_are_xterms() {
        assert_eq!(colour(Color::Indexed(214), ""), "#ffaf00");
        assert_eq!(colour(Color::Indexed(244), ""), "#808080");
    }
}
