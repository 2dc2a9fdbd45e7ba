//! The view of triage: one captured draft at a time, in its text, with the rule that found it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Borders;

use super::spans::wrapped;
use super::{claims, context, detail, draw_lines, layout, pane_frame, told};
use crate::source::capture::{in_words, rule_doc};
use crate::store::ClaimRef;
use crate::text::{clean::clean, figure, width};
use crate::tui::state::{Pane, State};

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    if let (Some(outer), Some(area)) = (areas.list_frame, areas.list) {
        let title = title(state, outer.width.into());
        pane_frame(state, frame, outer, Pane::List, &title, Borders::TOP);
        draft(state, frame, area);
    }
    if let Some(area) = areas.detail_frame {
        pane_frame(state, frame, area, Pane::Detail, "claim", areas.beside());
    }
    if let Some(area) = areas.detail {
        detail::draw(state, frame, area);
    }
}

/// "draft 7 of 31", those decided on counted in.
fn title(state: &State, room: usize) -> String {
    let left = state.rows().len();
    let total = state.desk.triage.total.max(left);
    if left == 0 {
        return match total {
            0 => "triage".to_owned(),
            total => format!("triage · all {total} decided"),
        };
    }
    let at = total - left + state.list.cursor + 1;
    let file = state.current().map(|claim| claim.file().path().to_owned());
    let text = format!(
        "draft {at} of {total} · {}",
        clean(&file.unwrap_or_default())
    );
    width::truncate(&text, room.saturating_sub(6))
}

fn draft(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let Some(claim) = state.current() else {
        let key = |name: &str, what: &str| {
            let key = state.key_of(name);
            key.map_or(String::new(), |key| format!("{key} {what}"))
        };
        let words = if state.filter.answered.is_none() {
            vec!["reading …".to_owned()]
        } else if state.desk.triage.total > 0 {
            let leave = key("leave-triage", "goes back to the claims");
            vec!["every draft is decided on".to_owned(), leave]
        } else {
            let capture = key("capture", "captures an article, and drafts its claims");
            vec!["no captured drafts".to_owned(), capture]
        };
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        draw_lines(frame, area, told(state, &words, area), 0, theme.text);
        return;
    };
    let columns = usize::from(area.width).saturating_sub(1);
    let mut lines = head(state, claim, columns);
    lines.push(Line::default());
    let room = usize::from(area.height).saturating_sub(lines.len());
    let around = (room / 6).min(5);
    let source = state.source_of(claim.file().path());
    let passage = source.map(|source| context::lines(claim, &source.text, columns, around, theme));
    match passage {
        Some(passage) if !passage.is_empty() => lines.extend(passage),
        _ => {
            let quote = claim.quote().unwrap_or_default();
            let query = &state.filter.marked;
            let pinned = claim.article().source.is_some();
            let why = match (source, pinned) {
                (Some(_), _) => "its words do not stand in the captured text",
                (None, true) if !state.source.arrived => "reading the captured text …",
                (None, true) => "the captured text is not on this machine",
                (None, false) => "no captured text is recorded for this article",
            };
            lines.extend(wrapped(
                quote,
                columns,
                " ",
                query,
                theme.text,
                theme.matched,
            ));
            lines.extend(wrapped(why, columns, " ", query, theme.dim, theme.matched));
        }
    }
    draw_lines(frame, area, lines, 0, theme.text);
}

/// Who says it, what it is, which rule found it and how sure it was, what is like it.
fn head(state: &State, claim: ClaimRef<'_>, columns: usize) -> Vec<Line<'static>> {
    let theme = &state.setting.theme;
    let query = &state.filter.marked;
    let mut lines = Vec::new();
    let mut text = |text: &str, style| {
        lines.extend(wrapped(text, columns, " ", query, style, theme.matched));
    };
    match claim.speaker_name() {
        Some(name) => {
            let place = [claim.role(), claim.org()];
            let who: Vec<&str> = [name]
                .into_iter()
                .chain(place.into_iter().flatten())
                .collect();
            text(&who.join(", "), theme.speaker);
        }
        None => text("nobody is named: e names who says it", theme.warning),
    }
    let mut facts: Vec<String> = Vec::new();
    facts.extend(claim.attribution().map(|word| word.to_string()));
    facts.extend(claim.kind().map(|word| word.to_string()));
    facts.extend(
        claim
            .figures()
            .map(|row| match row.amount.map(figure::shown) {
                Some(meant) if meant != row.recorded.text => {
                    format!("{} = {meant}", row.recorded.text)
                }
                _ => row.recorded.text.clone(),
            }),
    );
    if !facts.is_empty() {
        text(&facts.join(" · "), theme.text);
    }
    if claim.is_candidate() {
        text(&found_by(&claim.to_claim()), theme.dim);
    } else {
        text("accepted already: no draft any more", theme.warning);
    }
    let like = state.desk.triage.like(&claim.name()).unwrap_or_default();
    match like {
        [] => {}
        [one] => text(
            &format!("≈ {}: {} (L links)", one.name, one.words),
            theme.warning,
        ),
        many => {
            let more = many.len();
            text(
                &format!("≈ {more} claims are like it (L links)"),
                theme.warning,
            );
        }
    }
    lines
}

/// "“…,” said X · rather sure (said-x, 0.80)".
fn found_by(draft: &crate::model::Claim) -> String {
    let name = draft.rule.as_deref();
    let rule = name.and_then(rule_doc).or(name).unwrap_or("by hand");
    let confidence = draft.confidence.as_deref();
    let sure = confidence.and_then(in_words);
    let mut text = rule.to_owned();
    if let Some(sure) = sure {
        text.push_str(" · ");
        text.push_str(sure);
    }
    let marks: Vec<&str> = name.into_iter().chain(confidence).collect();
    if !marks.is_empty() {
        text = format!("{text} ({})", marks.join(", "));
    }
    text
}

/// A click anywhere in the text opens nothing: a draft is decided on by a key.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let area = layout::areas(state).list?;
    if area.contains(place) {
        state.pane = Pane::List;
    }
    None
}

/// Moves from draft to draft; the claim scrolls when it has the keys.
pub fn step(state: &mut State, by: isize) {
    claims::step(state, by);
}

/// Counts the drafts that are left.
pub fn settle(state: &mut State) {
    if state.view.name != "triage" {
        return;
    }
    let filter = state.filter.text().to_owned();
    if state.filter.answered.as_ref() == Some(&filter) {
        let left = state.rows().len();
        state.desk.triage.count(&filter, left);
    }
}
