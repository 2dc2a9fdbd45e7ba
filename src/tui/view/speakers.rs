//! The view of the speakers: who is on record, and the dossier of the one under the cursor.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Borders;

use super::spans::bar;
use super::views::Scrolled;
use super::{dossier as page, draw_lines, layout, pane_frame, still_reading, under_cursor};
use crate::query::dossier::{Dossier, Spoken, dossier};
use crate::store::{Ix, SpeakerRef};
use crate::text::{clean::clean, width};
use crate::tui::state::{Cursor, Digest, Pane, State};

/// Returns the speakers of the claims found.
fn spoken(state: &State) -> &[Spoken] {
    match &state.digest {
        Digest::Speakers(spoken) => spoken,
        _ => &[],
    }
}

/// Returns the speaker under the cursor, and their claims among those found.
#[must_use]
pub fn chosen(state: &State) -> Option<(SpeakerRef<'_>, &Spoken)> {
    let spoken = spoken(state).get(state.desk.speakers.at)?;
    Some((state.store.speaker(spoken.speaker)?, spoken))
}

/// Makes the dossier of the speaker under the cursor, when it is not that which is there.
pub fn settle(state: &mut State) {
    let Some((speaker, spoken)) = chosen(state) else {
        state.desk.record = None;
        return;
    };
    let speaker = speaker.ix();
    if !matches!(&state.desk.record, Some((known, _)) if *known == speaker) {
        let dossier = dossier(&state.store, &spoken.claims);
        state.desk.record = Some((speaker, Arc::new(dossier)));
    }
}

/// Returns the dossier of the speaker under the cursor.
#[must_use]
pub fn record(state: &State) -> Option<&Arc<Dossier>> {
    state.desk.record.as_ref().map(|(_, dossier)| dossier)
}

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    if let Some(area) = areas.list_frame {
        let title = format!("speakers · {}", spoken(state).len());
        pane_frame(state, frame, area, Pane::List, &title, Borders::TOP);
    }
    if let Some(area) = areas.list {
        list(state, frame, area);
    }
    if let Some(area) = areas.detail_frame {
        // The claim that keys act on may be below the screen: it is named.
        let title = state.current().map_or_else(
            || "dossier".to_owned(),
            |claim| format!("dossier · {}", claim.id()),
        );
        pane_frame(state, frame, area, Pane::Detail, &title, areas.beside());
    }
    if let Some(area) = areas.detail {
        let page = page::page(state, area.width.into());
        let skip = state
            .desk
            .dossier
            .first
            .min(page.rows.len().saturating_sub(1));
        let lines = page.lines(state, skip, area);
        draw_lines(frame, area, lines, 0, state.setting.theme.text);
    }
}

fn list(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let spoken = spoken(state);
    if spoken.is_empty() {
        still_reading(state, frame, area, "no speaker among the claims found");
        return;
    }
    let most = spoken.first().map_or(1, |one| one.claims.len());
    let first = state.desk.speakers.first;
    let shown = spoken
        .iter()
        .enumerate()
        .skip(first)
        .take(area.height.into());
    let lines = shown.map(|(at, one)| row(state, at, one, most, area.width.into()));
    draw_lines(frame, area, lines.collect(), 0, state.setting.theme.text);
}

fn row(state: &State, at: usize, one: &Spoken, most: usize, columns: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let n = one.claims.len();
    let room = (columns / 4).clamp(4, 16);
    let name = state.store.speaker(one.speaker);
    let name = clean(name.map_or("—", |speaker| speaker.name())).into_owned();
    let label = columns.saturating_sub(room + 8);
    let here = at == state.desk.speakers.at;
    let line = Line::from(vec![
        Span::styled(if here { "▸ " } else { "  " }, theme.focus),
        Span::styled(width::pad(&name, label), theme.speaker),
        Span::styled(format!(" {n:>4} "), theme.text),
        Span::styled(bar(n, most, room), theme.dim),
    ]);
    if here {
        under_cursor(state, line)
    } else {
        line
    }
}

/// Moves among the speakers, or among the claims of the dossier.
pub fn step(state: &mut State, by: isize) {
    if state.pane == Pane::Detail {
        step_dossier(state, by);
    } else {
        let len = spoken(state).len();
        let before = state.desk.speakers.at;
        state.desk.speakers.move_by(by, len);
        if state.desk.speakers.at != before {
            state.desk.dossier = Cursor::default();
        }
    }
}

/// Scrolls while the claim under the cursor is off the screen, so that all of the page is seen; else
/// moves among the claims.
fn step_dossier(state: &mut State, by: isize) {
    let Some(area) = layout::areas(state).detail else {
        return;
    };
    let page = page::page(state, area.width.into());
    let (len, height) = (page.rows.len(), usize::from(area.height));
    let cursor = &mut state.desk.dossier;
    let line = |at: usize| page.claims.get(at).copied().unwrap_or(0);
    let below = line(cursor.at) >= cursor.first + height;
    if (by > 0 && below) || (by < 0 && cursor.at == 0) {
        let last = len.saturating_sub(height);
        cursor.first = cursor.first.saturating_add_signed(by).min(last);
    } else {
        cursor.move_by(by, page.claims.len());
        cursor.follow(line(cursor.at), len, height);
        if by == isize::MIN {
            cursor.first = 0;
        }
    }
}

/// Returns what scrolls.
pub fn scrolled(state: &mut State) -> Option<Scrolled<'_>> {
    let areas = layout::areas(state);
    if state.pane == Pane::Detail {
        // It scrolls as it is moved in.
        return None;
    }
    let len = spoken(state).len();
    let cursor = &mut state.desk.speakers;
    cursor.move_by(0, len);
    Some(Scrolled {
        line: cursor.at,
        cursor,
        len,
        height: areas.list?.height.into(),
    })
}

/// Returns the claim under the cursor of the dossier; the list of speakers has none.
#[must_use]
pub fn claim(state: &State) -> Option<Ix> {
    if state.pane != Pane::Detail {
        return None;
    }
    record(state)?.claims.get(state.desk.dossier.at).copied()
}

/// Returns the speaker under the cursor as the filter takes them.
#[must_use]
pub fn value(state: &State) -> Option<(&'static str, String)> {
    if state.pane == Pane::Detail {
        return None;
    }
    chosen(state).map(|(speaker, _)| ("who", format!("={}", speaker.name())))
}

/// Puts the cursor on the speaker or the claim drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let areas = layout::areas(state);
    if areas.detail.is_some_and(|area| area.contains(place)) {
        state.pane = Pane::Detail;
        return None;
    }
    let area = areas.list.filter(|area| area.contains(place))?;
    let row = state.desk.speakers.first + usize::from(place.y - area.y);
    if row >= spoken(state).len() {
        return None;
    }
    let there = state.desk.speakers.at == row && state.pane == Pane::List;
    state.pane = Pane::List;
    if !there {
        state.desk.speakers.at = row;
        state.desk.dossier = Cursor::default();
    }
    Some(there)
}
