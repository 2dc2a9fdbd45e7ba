//! The view of the article: the captured text, what is recorded of it, and what could be.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::views::Scrolled;
use super::{detail, draw_lines, layout, pane_frame, told};
use crate::store::{ClaimRef, Ix, What};
use crate::text::clean::clean;
use crate::tui::state::{ArticlePlace, Captured, Pane, Row, State};
use crate::tui::theme::glyph;

/// Columns before the text: the cursor, the line's number, a glyph for what begins there.
const GUTTER: u16 = 8;

/// Draws it.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let areas = layout::areas(state);
    let place = &state.desk.article;
    let borders = ratatui::widgets::Borders::TOP;
    if let (Some(outer), Some(area)) = (areas.list_frame, areas.list) {
        let title = title(state);
        pane_frame(state, frame, outer, Pane::List, &title, borders);
        let lines = match place.captured() {
            Some(captured) => rows(state, captured, area.height.into()),
            None => missing(state, area),
        };
        draw_lines(frame, area, lines, 0, state.setting.theme.text);
    }
    if let Some(area) = areas.detail_frame {
        pane_frame(state, frame, area, Pane::Detail, "claim", areas.beside());
    }
    match areas.detail {
        Some(area) if state.current().is_some() || place.captured().is_none() => {
            detail::draw(state, frame, area);
        }
        Some(area) => draw_lines(frame, area, no_claim(state, area), 0, Style::default()),
        None => {}
    }
}

/// Says what can be done at a place that no claim is about.
fn no_claim(state: &State, area: Rect) -> Vec<Line<'static>> {
    let says = |name: &str, what: &str| {
        let key = state.key_of(name);
        key.map_or(String::new(), |key| format!("{key} {what}"))
    };
    let next = says("next-passage", "goes to the next claim");
    let passage = state.desk.article.passage();
    if passage.is_some_and(|passage| !matches!(passage.what, What::Claim(_))) {
        let record = says("article-enter", "records it");
        return told(state, &["no claim has this yet", &record, &next], area);
    }
    let select = says("select-words", "selects words to record");
    told(state, &["no claim stands here", &next, &select], area)
}

fn title(state: &State) -> String {
    let file = state.store.file(&state.desk.article.file);
    let title = file.map(|file| clean(&file.article().title).into_owned());
    format!("article · {}", title.unwrap_or_default())
}

/// Says why there is no text, and what to do about it.
fn missing(state: &State, area: Rect) -> Vec<Line<'static>> {
    let file = state.store.file(&state.desk.article.file);
    let pin = file.and_then(|file| file.article().source.as_ref());
    match pin.and_then(|pin| pin.file.as_ref()) {
        None => {
            let key = state.key_of("edit");
            let how = key.map_or(String::new(), |key| format!(": {key}, then"));
            let what = format!("name it in the record{how}\narticle: source: {{file: NAME.txt}}");
            told(
                state,
                &["no captured text is recorded for this article", &what],
                area,
            )
        }
        Some(name) if state.source.arrived => {
            let what = format!(
                "put {} into the sources folder: ../sources, or as onrecord.toml says",
                clean(name)
            );
            told(
                state,
                &["the captured text is not on this machine", &what],
                area,
            )
        }
        Some(_) => told(state, &["reading …"], area),
    }
}

fn rows(state: &State, captured: &Captured, height: usize) -> Vec<Line<'static>> {
    let place = &state.desk.article;
    let shown = place.rows().iter().enumerate();
    let shown = shown.skip(place.cursor.first).take(height);
    shown
        .map(|(at, row)| one_row(state, captured, at, row))
        .collect()
}

fn one_row(state: &State, captured: &Captured, at: usize, row: &Row) -> Line<'static> {
    let theme = &state.setting.theme;
    let place = &state.desk.article;
    let here = at == place.cursor.at;
    let number = if row.first {
        row.line.to_string()
    } else {
        String::new()
    };
    let begins = captured.passages.iter().find(|passage| {
        let begins = passage.place.start;
        row.place.start <= begins && begins < row.place.end.max(row.place.start + 1)
    });
    let (mark, style) = match begins.map(|passage| &passage.what) {
        Some(What::Claim(id)) => {
            let grade = named(state, id)
                .map(|claim| claim.grade())
                .unwrap_or_default();
            (glyph(grade), theme.grade(grade))
        }
        Some(What::Words | What::Figure) => ("+", theme.dim),
        None => (" ", theme.dim),
    };
    let mut spans = vec![
        Span::styled(if here { "▸" } else { " " }, theme.focus),
        Span::styled(format!("{number:>4} "), theme.dim),
        Span::styled(format!("{mark} "), style),
    ];
    spans.extend(pieces(state, captured, row));
    Line::from(spans)
}

/// Cuts a row where a passage, the selection or the word under the cursor begins or ends.
fn pieces(state: &State, captured: &Captured, row: &Row) -> Vec<Span<'static>> {
    let text = captured.text.original();
    let place = &state.desk.article;
    let inside = |at: usize| row.place.start < at && at < row.place.end;
    let passages: Vec<_> = captured
        .passages
        .iter()
        .filter(|passage| {
            passage.place.start < row.place.end && row.place.start < passage.place.end
        })
        .collect();
    let selected = place.selected();
    let word = word_at(text, place.at);
    let ranges = passages.iter().map(|passage| &passage.place);
    let ends = ranges
        .chain(&selected)
        .chain([&word])
        .flat_map(|range| [range.start, range.end]);
    let mut cuts: Vec<usize> = ends.filter(|&at| inside(at)).collect();
    cuts.extend([row.place.start, row.place.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let span = |cut: &[usize]| {
        let (start, end) = (*cut.first()?, *cut.last()?);
        let words = text.get(start..end).filter(|words| !words.is_empty())?;
        let over = passages
            .iter()
            .filter(|passage| passage.place.start <= start && end <= passage.place.end);
        let mut style = style(state, place, over.map(|passage| &passage.what));
        let holds = |range: &std::ops::Range<usize>| range.start <= start && end <= range.end;
        if selected.as_ref().is_some_and(holds) {
            style = style.patch(state.setting.theme.matched);
        }
        if holds(&word) {
            style = style.add_modifier(Modifier::REVERSED);
        }
        Some(Span::styled(clean(words).into_owned(), style))
    };
    cuts.windows(2).filter_map(span).collect()
}

/// The look of words that these passages lie over: the colour of the grade, bold where two overlap, the
/// claim in focus underlined too; candidates are underlined only.
fn style<'a>(state: &State, place: &ArticlePlace, over: impl Iterator<Item = &'a What>) -> Style {
    let theme = &state.setting.theme;
    let focus = place.passage().map(|passage| &passage.what);
    let mut style = theme.text;
    let mut claims = 0;
    for what in over {
        match what {
            What::Claim(id) => {
                claims += 1;
                let grade = named(state, id)
                    .map(|claim| claim.grade())
                    .unwrap_or_default();
                style = style
                    .patch(theme.grade(grade))
                    .add_modifier(Modifier::ITALIC);
                if focus == Some(what) {
                    style = style.add_modifier(Modifier::UNDERLINED);
                }
            }
            What::Words | What::Figure => style = style.add_modifier(Modifier::UNDERLINED),
        }
    }
    if claims > 1 {
        style = style.add_modifier(Modifier::BOLD);
    }
    style
}

fn word_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    at..at + rest.find(char::is_whitespace).unwrap_or(rest.len())
}

fn named<'a>(state: &'a State, id: &str) -> Option<ClaimRef<'a>> {
    let file = state.store.file(&state.desk.article.file)?;
    let mut claims = file.claims().filter_map(|ix| state.store.claim(ix));
    claims.find(|claim| claim.id() == id)
}

/// Returns the claim under the cursor.
pub fn claim(state: &State) -> Option<Ix> {
    match &state.desk.article.passage()?.what {
        What::Claim(id) => named(state, id).map(|claim| claim.ix()),
        What::Words | What::Figure => None,
    }
}

/// Moves by rows; the claim scrolls when it has the keys.
pub fn step(state: &mut State, by: isize) {
    if state.pane == Pane::Detail {
        super::claims::step(state, by);
    } else {
        state.desk.article.move_rows(by);
    }
}

/// Returns how the text scrolls.
pub fn scrolled(state: &mut State) -> Option<Scrolled<'_>> {
    let height = layout::areas(state).list?.height.into();
    let place = &mut state.desk.article;
    let (line, len) = (place.cursor.at, place.rows().len());
    Some(Scrolled {
        cursor: &mut place.cursor,
        line,
        len,
        height,
    })
}

/// Puts the cursor on the row drawn there.
pub fn click(state: &mut State, place: Position) -> Option<bool> {
    let area = layout::areas(state)
        .list
        .filter(|area| area.contains(place))?;
    let row = state.desk.article.cursor.first + usize::from(place.y - area.y);
    let start = state.desk.article.rows().get(row)?.place.start;
    let there = state.desk.article.cursor.at == row && state.pane == Pane::List;
    if !there {
        state.desk.article.go_to(start);
    }
    state.pane = Pane::List;
    Some(there)
}

/// Takes the captured text in when it is there, and goes to the claim the view was opened at.
pub fn settle(state: &mut State) {
    if state.view.name != "article" {
        state.desk.article.opened = false;
        return;
    }
    if !state.desk.article.opened {
        let claim = state.listed();
        let claim = claim.map(|claim| (claim.file().path().to_owned(), claim.id().to_owned()));
        let (file, id) = claim.unwrap_or_default();
        state.desk.article = ArticlePlace::open(file, id);
    }
    let columns = layout::areas(state).list.map_or(0, |area| area.width);
    let columns = usize::from(columns.saturating_sub(GUTTER + 1));
    let Some(captured) = state.source_of(&state.desk.article.file).cloned() else {
        return;
    };
    let place = &mut state.desk.article;
    place.lay_out(&captured, columns);
    if let Some(id) = place.seeks.take() {
        let is_it = |what: &What| matches!(what, What::Claim(other) if *other == id);
        let passage = captured
            .passages
            .iter()
            .find(|passage| is_it(&passage.what));
        place.go_to(passage.map_or(0, |passage| passage.place.start));
    }
}
