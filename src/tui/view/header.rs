//! The title line: a tab a view, which folder, how much is in it, what is wrong, what is marked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::spans::columns;
use super::views::{VIEWS, ViewRow};
use crate::model::Severity;
use crate::text::{clean::clean, width};
use crate::tui::state::State;

/// Draws the title line.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let theme = &state.setting.theme;
    let mut right: Vec<Span<'static>> = Vec::new();
    if state.watching.is_some() {
        right.push(Span::styled(" polling ", theme.warning));
    }
    if state.unread > 0 {
        let text = format!(" {} not read ", count(state.unread, "file"));
        right.push(Span::styled(text, theme.warning));
    }
    let marked = state.list.marks.len();
    if marked > 0 {
        right.push(Span::styled(marked_words(state, marked), theme.marked));
    }
    let worse = Severity::ALL.iter().filter(|own| **own < Severity::Hint);
    let wrong: usize = worse.map(|own| state.count_problems(*own)).sum();
    let files = state.store.files().len();
    let folder = format!("{} · ", clean(&state.setting.folder));
    let articles = format!(" · {}", count(files, "article"));
    let mut left = Vec::new();
    for (nth, (text, _)) in tabs(state).into_iter().enumerate() {
        let style = if VIEWS[nth] == *state.view {
            theme.tab
        } else {
            theme.dim
        };
        left.push(Span::styled(text, style));
    }
    let total = usize::from(area.width);
    let room = total.saturating_sub(columns(&right));
    let claims = count(state.store.len(), "claim");
    let problems = match wrong {
        0 => String::new(),
        wrong => format!(" · {}", count(wrong, "problem")),
    };
    // How many claims and what is wrong with them stays: the articles give way, then the folder. Where
    // there is no room for that either, the line of the filter has the number.
    let tabs = columns(&left) + 2;
    let alone = tabs + width::width(&claims);
    let must = alone + width::width(&problems);
    let with_folder = must + width::width(&folder);
    let with_articles = with_folder + width::width(&articles);
    let fitting = [
        (tabs, Span::raw("  ")),
        (with_folder, Span::styled(folder, theme.dim)),
        (alone, Span::styled(claims, theme.text)),
        (with_articles, Span::styled(articles, theme.dim)),
        (must, Span::styled(problems, theme.warning)),
    ];
    let fitting = fitting.into_iter().filter(|(wide, _)| *wide <= room);
    left.extend(fitting.map(|(_, span)| span));
    if let Some((done, texts)) = state.source.progress {
        let text = format!(" · quotes: {done} of {} read", count(texts, "text"));
        left.push(Span::styled(text, theme.dim));
    }
    // Who signs is told where room is left.
    let author = Span::styled(format!(" {} ", clean(&state.setting.author)), theme.dim);
    if columns(&left) + columns(&right) + author.width() < total {
        right.push(author);
    }
    let room = total.saturating_sub(columns(&right));
    let mut line = fit(left, room);
    let gap = room.saturating_sub(columns(&line));
    line.push(Span::raw(" ".repeat(gap)));
    line.extend(right);
    frame.render_widget(Paragraph::new(Line::from(line)), area);
}

/// Columns from which every tab shows its name; below that the others are their keys alone.
const NAMED: u16 = 100;
/// Columns that the named tabs may take on such a screen, or two thirds of it.
const TABS: usize = 76;

/// Returns the tabs, each with the column it begins at.
fn tabs(state: &State) -> Vec<(String, usize)> {
    let mut at = 0;
    let room = TABS.max(usize::from(state.size.0) * 2 / 3);
    let tab = |row: &ViewRow| {
        let key = row.keys.first().copied().unwrap_or_default();
        let named = format!(" {key} {} ", row.name);
        let fits = state.size.0 >= NAMED && at + named.len() <= room;
        let text = if fits || *row == *state.view {
            named
        } else {
            format!(" {key} ")
        };
        let start = at;
        at += width::width(&text);
        (text, start)
    };
    VIEWS.iter().map(tab).collect()
}

/// Returns the view whose tab is drawn at a column.
#[must_use]
pub fn tab_at(state: &State, column: u16) -> Option<usize> {
    let column = usize::from(column);
    let inside =
        |(text, start): &(String, usize)| (*start..start + width::width(text)).contains(&column);
    tabs(state).iter().position(inside)
}

/// "5 marked", and how many of them the filter hides: those are not touched.
fn marked_words(state: &State, marked: usize) -> String {
    let hidden = marked - state.marked_shown().len().min(marked);
    match hidden {
        0 => format!(" {marked} marked"),
        hidden => format!(" {marked} marked, {hidden} hidden: not touched"),
    }
}

/// Returns "1 claim", "2 claims".
#[must_use]
pub fn count(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {one}{s}")
}

/// Cuts spans to a width.
#[must_use]
pub fn fit(spans: Vec<Span<'static>>, room: usize) -> Vec<Span<'static>> {
    let mut left = room;
    let mut kept = Vec::new();
    for span in spans {
        let wide = span.width();
        if wide > left {
            kept.push(Span::styled(
                width::truncate(&span.content, left),
                span.style,
            ));
            break;
        }
        left -= wide;
        kept.push(span);
    }
    kept
}
