//! The list: one claim a row, who says it, how credible it is, and its words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::draw_lines;
use super::spans::{columns, one_line, part};
use crate::model::Integrity;
use crate::query;
use crate::store::ClaimRef;
use crate::text::{clean::clean, width};
use crate::tui::state::State;
use crate::tui::theme::glyph;

/// Draws the rows, or why there are none.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    if state.rows().is_empty() {
        empty(state, frame, area);
        return;
    }
    let shown = state
        .rows()
        .iter()
        .enumerate()
        .skip(state.list.offset)
        .take(area.height.into());
    let lines = shown
        .filter_map(|(at, ix)| Some(row(state, state.store.claim(*ix)?, at, area.width.into())))
        .collect();
    draw_lines(frame, area, lines, 0, state.setting.theme.text);
}

fn row(state: &State, claim: ClaimRef<'_>, at: usize, room: usize) -> Line<'static> {
    let theme = &state.setting.theme;
    let in_range = state.list.range().is_some_and(|range| range.contains(&at));
    let marked = state.list.marks.contains(&claim.name());
    let mark = match (marked, in_range) {
        (true, _) => "✓",
        (false, true) => "▏",
        (false, false) => " ",
    };
    let here = at == state.list.cursor;
    let grade = claim.grade();
    let who = room.clamp(40, 110) / 6;
    let speaker = width::truncate(&clean(short_name(claim)), who);
    let pad = who.saturating_sub(width::width(&speaker));
    let mut spans = vec![
        Span::styled(if here { "▸" } else { " " }, theme.focus),
        Span::styled(mark, theme.marked),
        Span::styled(
            format!("{} {} ", glyph(grade), grade.shown()),
            theme.grade(grade),
        ),
    ];
    let integrity = claim.integrity();
    if state.store.overlay().is_some() {
        let glyph = integrity.map_or(' ', Integrity::glyph);
        let style = integrity.map_or(theme.dim, |integrity| theme.integrity(integrity));
        spans.push(Span::styled(format!("{glyph} "), style));
    }
    let named = query::name_highlights(&state.filter.marked, &speaker);
    spans.extend(part(
        &speaker,
        0..speaker.len(),
        &named,
        theme.speaker,
        theme.matched,
    ));
    spans.push(Span::styled(" ".repeat(pad + 1), theme.speaker));
    let mut tail = tail(claim);
    if let Some(integrity) = integrity.filter(|integrity| integrity.is_amiss()) {
        tail = format!(" {integrity}{tail}");
    }
    let left = room.saturating_sub(columns(&spans) + width::width(&tail));
    spans.extend(words(state, claim, left));
    let gap = room.saturating_sub(columns(&spans) + width::width(&tail));
    spans.push(Span::styled(
        format!("{}{tail}", " ".repeat(gap)),
        theme.dim,
    ));
    let line = Line::from(spans);
    if here {
        super::under_cursor(state, line)
    } else {
        line
    }
}

/// The claim's words: in marks only when the speaker spoke them, else after whose words they are.
fn words(state: &State, claim: ClaimRef<'_>, room: usize) -> Vec<Span<'static>> {
    let theme = &state.setting.theme;
    let wording = claim.wording();
    let mut spans = Vec::new();
    let mut base = theme.text;
    if !wording.lead.is_empty() {
        base = theme.relayed;
        let lead = if room < 30 {
            "via …: ".to_owned()
        } else {
            short_lead(claim)
        };
        spans.push(Span::styled(width::truncate(&lead, room), theme.dim));
    }
    let left = room.saturating_sub(columns(&spans));
    spans.extend(one_line(
        &wording.words,
        left,
        &state.filter.marked,
        base,
        theme.matched,
    ));
    spans
}

/// Returns the shortest spelling of the speaker that is a part of the canonical name.
fn short_name(claim: ClaimRef<'_>) -> &str {
    let Some(speaker) = claim.speaker() else {
        return "—";
    };
    let name = speaker.name();
    let part = |alias: &&str| name.ends_with(alias);
    speaker
        .aliases()
        .filter(part)
        .min_by_key(|alias| alias.len())
        .unwrap_or(name)
}

/// "via Tapscott: ", the surname of who passes the words on.
fn short_lead(claim: ClaimRef<'_>) -> String {
    let via = claim.via().or(claim.article().author.as_deref());
    match via.and_then(|via| via.split_whitespace().next_back()) {
        Some(surname) => format!("via {}: ", clean(surname)),
        None => "not in their words: ".to_owned(),
    }
}

/// Verdict and number of notes, right.
fn tail(claim: ClaimRef<'_>) -> String {
    let notes = claim.annotations().len();
    let mut tail = String::new();
    if let Some(verdict) = claim.verdict() {
        tail.push(' ');
        tail.push_str(&clean(verdict));
    }
    if notes > 0 {
        tail.push_str(" ✎");
        tail.push_str(&notes.to_string());
    }
    tail
}

/// Says why the list is empty, and what to do.
fn empty(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let lines: Vec<Line<'static>> = if state.filter.answered.is_none() {
        let progress = state.reading.map_or_else(String::new, |(done, total)| {
            format!("{done} of {total} files")
        });
        vec![Line::styled(format!("  reading … {progress}"), theme.dim)]
    } else if state.store.is_empty() {
        let folder = clean(&state.setting.folder).into_owned();
        vec![
            Line::default(),
            Line::styled(format!("  {folder} holds no claim yet."), theme.text),
            Line::default(),
            Line::styled(
                "  onrecord new FILE --title …   begins an article's record",
                theme.dim,
            ),
            Line::styled(
                "  onrecord demo                 shows a real one",
                theme.dim,
            ),
        ]
    } else if !state.filter.problems.is_empty() {
        vec![
            Line::default(),
            Line::styled(
                "  the filter can not be understood as it stands",
                theme.text,
            ),
        ]
    } else {
        nothing_matches(state)
    };
    frame.render_widget(Paragraph::new(lines), area);
}

/// What was asked for, and what is found without one of its terms.
fn nothing_matches(state: &State) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let filter = clean(state.filter.text()).into_owned();
    let mut lines = vec![
        Line::default(),
        Line::styled(format!("  no claim matches {filter}"), theme.text),
        Line::default(),
    ];
    for (nth, relaxed) in state.filter.relaxed.iter().take(5).enumerate() {
        let without = clean(&relaxed.without).into_owned();
        let hint = if nth == 0 {
            "   Backspace leaves it out"
        } else {
            ""
        };
        lines.push(Line::from(vec![
            Span::styled(format!("  {:>5} without ", relaxed.found), theme.text),
            Span::styled(without, theme.matched),
            Span::styled(hint, theme.dim),
        ]));
    }
    if state.filter.relaxed.is_empty() && !state.filter.text().is_empty() {
        let text = "  nor without any one of its terms";
        lines.push(Line::styled(text, theme.dim));
    }
    let keys = "  Esc takes the filter away, / changes it, - switches terms off";
    lines.push(Line::default());
    lines.push(Line::styled(keys, theme.dim));
    lines
}
