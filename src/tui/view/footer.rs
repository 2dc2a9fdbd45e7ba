//! The bottom line: what just happened, or the keys that work now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::header::{count, fit};
use super::spans::columns;
use crate::text::{clean::clean, width};
use crate::tui::actions::{self, ACTIONS, Action, Context};
use crate::tui::keymap;
use crate::tui::state::{Popup, State, Tone};

/// Draws the bottom line.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let room = usize::from(area.width);
    let line = match &state.message {
        Some((tone, text)) => message(state, *tone, text, room),
        None if !state.pressed.is_empty() => prefix(state, room),
        None => match work(state) {
            Some(work) => progress(state, &work, room),
            None => keys(state, room),
        },
    };
    frame.render_widget(Paragraph::new(line), area);
}

fn message(state: &State, tone: Tone, text: &str, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let (glyph, style) = match tone {
        Tone::Good => ("✓", theme.good),
        Tone::Warning => ("!", theme.warning),
        Tone::Error => ("✗", theme.error),
    };
    let text = format!(" {glyph} {}", clean(text));
    Line::styled(width::truncate(&text, room), style)
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
    actions.retain(|action| keymap.reaches(&contexts, action));
    // A pane's own keys come first; those of the list are known to everybody who has used one.
    actions.sort_by_key(|action| match action.context {
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
        Span::styled(format!(" {} ", action.short), theme.dim),
    ]
}
