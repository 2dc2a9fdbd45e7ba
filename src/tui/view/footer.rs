//! The bottom line: what just happened, or the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use super::header::{count, fit};
use super::layout;
use super::spans::columns;
use crate::text::{clean::clean, width};
use crate::tui::actions::{self, ACTIONS, Action, Context};
use crate::tui::keymap;
use crate::tui::state::{Popup, State, Tone};

/// Draws the bottom line.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let room = usize::from(area.width);
    let line = match &state.message {
        // It is drawn over everything else.
        Some(_) => return,
        None if !state.pressed.is_empty() => prefix(state, room),
        None => match work(state) {
            Some(work) => progress(state, &work, room),
            None => keys(state, room),
        },
    };
    frame.render_widget(Paragraph::new(line), area);
}

/// A longer message is cut.
const MOST: usize = 4;

/// Draws what was just said, in as many lines as it takes: over the bottom line and those above it.
pub fn draw_message(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some((tone, text)) = &state.message else {
        return;
    };
    let theme = &state.setting.theme;
    let (glyph, style) = match tone {
        Tone::Good => ("✓", theme.good),
        Tone::Warning => ("!", theme.warning),
        Tone::Error => ("✗", theme.error),
    };
    let text = clean(text);
    let room = usize::from(area.width).saturating_sub(4);
    let rows = width::wrap_ranges(&text, room);
    let mut lines = Vec::new();
    for (at, row) in rows.iter().take(MOST).enumerate() {
        let head = if at == 0 { glyph } else { " " };
        let part = if rows.len() > MOST && at + 1 == MOST {
            width::truncate(text.get(row.start..).unwrap_or_default(), room)
        } else {
            text.get(row.clone()).unwrap_or_default().to_owned()
        };
        lines.push(Line::styled(format!(" {head} {part}"), style));
    }
    let high = u16::try_from(lines.len()).unwrap_or(1).min(area.bottom());
    let area = Rect {
        y: area.bottom() - high,
        height: high,
        ..area
    };
    frame.render_widget(Clear, area);
    frame.render_widget(Paragraph::new(lines), area);
}

/// Long work: what it is and how far, of how much, and the action that stops it.
struct Work {
    text: String,
    done: usize,
    total: usize,
    stop: Option<&'static str>,
}

/// Returns the long work that is shown, the same that its keys stop: a write, an export,
/// the reading of the folder, else a capture.
fn work(state: &State) -> Option<Work> {
    if let Some((done, total)) = state.writing {
        return Some(Work {
            text: format!("{done} of {} written", count(total, "file")),
            done,
            total,
            stop: Some("stop-writing"),
        });
    }
    if let Some((export, done, total)) = state.exports.shown() {
        let claims = count(total, "claim");
        let format = clean(&export.format.name);
        return Some(Work {
            text: format!("{format}: {done} of {claims} written"),
            done,
            total,
            stop: Some("stop-export"),
        });
    }
    if let Some((done, total)) = state.reading {
        return Some(Work {
            text: format!("{done} of {} read", count(total, "file")),
            done,
            total,
            stop: Some("stop-reading"),
        });
    }
    let running = state.desk.capture.running.as_ref()?;
    let (words, done, total) = match (running.writing, running.total) {
        (true, _) => ("writing".to_owned(), 1, 1),
        (false, 0) => ("reading".to_owned(), 0, 0),
        (false, total) => (format!("{} of {total}", running.done), running.done, total),
    };
    Some(Work {
        text: format!("capturing {}: {words}", clean(running.order.what())),
        done,
        total,
        stop: (!running.writing).then_some("stop-capture"),
    })
}

/// How far long work is, as a bar and in words, and the key that stops it.
fn progress(state: &State, work: &Work, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let full = (work.done * BAR).checked_div(work.total);
    let full = full.unwrap_or(0).min(BAR);
    let bar = format!(" {}{} ", "█".repeat(full), "░".repeat(BAR - full));
    let text = format!("{} ", work.text);
    let mut spans = vec![
        Span::styled(bar, theme.good),
        Span::styled(text, theme.text),
    ];
    // In a menu or a form its key does something else.
    let reached = |stop: &&'static Action| state.setting.keymap.reaches(&state.contexts(), stop);
    if let Some(stop) = work.stop.and_then(actions::action).filter(reached) {
        spans.extend(hint(state, stop));
    }
    Line::from(fit(spans, room))
}

/// Cells of the bar that tells how far long work is.
const BAR: usize = 10;

/// The keys pressed so far, and each key that can follow with what it does.
fn prefix(state: &State, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let pressed = format!(" {} … ", keymap::shown(&state.pressed));
    let mut spans = vec![Span::styled(pressed, theme.key)];
    let keymap = &state.setting.keymap;
    for (keys, action) in keymap.followed_by(&state.contexts(), &state.pressed) {
        spans.push(Span::styled(format!(" {keys}"), theme.key));
        spans.push(Span::styled(
            format!(" {} ", action.name.replace('-', " ")),
            theme.dim,
        ));
    }
    Line::from(fit(spans, room))
}

/// The keys that work now, help always among them.
fn keys(state: &State, room: usize) -> Line<'static> {
    let mut line: Vec<Span<'static>> = Vec::new();
    for (at, action) in placed(state, room) {
        let gap = at.saturating_sub(columns(&line));
        line.push(Span::raw(" ".repeat(gap)));
        line.extend(hint(state, action));
    }
    Line::from(fit(line, room))
}

/// Returns the actions named in the bottom line, each with the column it begins at.
fn placed(state: &State, room: usize) -> Vec<(usize, &'static Action)> {
    let contexts = state.contexts();
    let here = |action: &&Action| {
        contexts.contains(&action.context) && !action.short.is_empty() && (action.when)(state)
    };
    let keymap = &state.setting.keymap;
    let mut actions: Vec<&'static Action> =
        ACTIONS.iter().copied().flatten().filter(here).collect();
    if read_only(state) {
        actions.retain(|action| action.name != "agree");
    }
    if over_the_list(state) {
        actions.extend(actions::action("back"));
    }
    actions.retain(|action| keymap.reaches(&contexts, action));
    // A pane's own keys come first; those of the list are known to everybody who has used one.
    actions.sort_by_key(|action| match action.context {
        _ if action.name == "back" => 0,
        Context::Browse => 1,
        Context::List => 2,
        _ => 0,
    });
    let (last, first): (Vec<_>, Vec<_>) = actions
        .into_iter()
        .partition(|action| ["help", "quit"].contains(&action.name));
    let wide = |action: &'static Action| columns(&hint(state, action));
    let end: usize = last.iter().map(|action| wide(action)).sum();
    let left = room.saturating_sub(end);
    let mut placed = Vec::new();
    let mut at = 0;
    for action in first {
        if at + wide(action) > left {
            break;
        }
        placed.push((at, action));
        at += wide(action);
    }
    at = left;
    for action in last {
        placed.push((at, action));
        at += wide(action);
    }
    placed
}

/// Returns the action named at a column of the bottom line, while it names actions.
#[must_use]
pub fn action_at(state: &State, area: Rect, column: u16) -> Option<&'static Action> {
    let told = state.message.is_some() || work(state).is_some();
    if told || !state.pressed.is_empty() {
        return None;
    }
    let column = usize::from(column.checked_sub(area.x)?);
    let there = |(at, action): &(usize, &'static Action)| {
        (*at..*at + columns(&hint(state, action))).contains(&column)
    };
    let placed = placed(state, area.width.into());
    placed.into_iter().find(there).map(|(_, action)| action)
}

/// Returns the key named for an action: saving is Enter's where Enter saves.
fn key_of(state: &State, action: &'static Action) -> Option<String> {
    let keymap = &state.setting.keymap;
    match state.popups.last() {
        Some(Popup::Form(form)) if action.name == "save" && form.enter_saves() => {
            let enter = actions::action("next-line").and_then(|enter| keymap.key_of(enter));
            enter.or_else(|| keymap.key_of(action))
        }
        _ => keymap.key_of(action),
    }
}

fn hint(state: &State, action: &'static Action) -> Vec<Span<'static>> {
    let theme = &state.setting.theme;
    let Some(key) = key_of(state, action) else {
        return Vec::new();
    };
    vec![
        Span::styled(format!(" {key}"), theme.key),
        Span::styled(format!(" {} ", short(state, action)), theme.dim),
    ]
}

/// What an action does, in a word: what is only read is closed, and the way back has a name where it
/// leads to the list.
fn short(state: &State, action: &'static Action) -> &'static str {
    match action.name {
        "close-sheet" if read_only(state) => "close",
        "back" => "back",
        _ => action.short,
    }
}

/// A sheet that asks nothing lies over the panes.
fn read_only(state: &State) -> bool {
    matches!(state.popups.last(), Some(Popup::Sheet(sheet)) if sheet.asked.is_none())
}

/// The claim lies over the list, on a narrow screen.
fn over_the_list(state: &State) -> bool {
    let contexts = state.contexts();
    let areas = layout::areas(state);
    contexts.contains(&Context::Browse) && areas.list.is_none() && areas.detail.is_some()
}
