//! The columns of the list: a row each. The config names them; `words` takes the room that is left.

use ratatui::style::Style;
use ratatui::text::Span;

use super::spans::{one_line, part};
use crate::model::Integrity;
use crate::query;
use crate::store::ClaimRef;
use crate::text::{clean::clean, width};
use crate::tui::state::{State, hint};
use crate::tui::theme::glyph;

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
pub enum Wide {
    /// Of a list of so many columns.
    Of(fn(usize) -> usize),
    /// As its text in each row; right of the others.
    AsText,
    /// What is left.
    Rest,
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Its name in the config.
    pub name: &'static str,
    /// How wide it is.
    pub wide: Wide,
    /// It is shown now.
    pub when: fn(&State) -> bool,
    /// What it says of a claim, in this width.
    pub cell: fn(&State, ClaimRef<'_>, usize) -> Vec<Span<'static>>,
}

fn always(_: &State) -> bool {
    true
}

/// A column of plain text.
const fn text(
    name: &'static str,
    wide: Wide,
    cell: fn(&State, ClaimRef<'_>, usize) -> Vec<Span<'static>>,
) -> Column {
    Column {
        name,
        wide,
        when: always,
        cell,
    }
}

fn dim(state: &State, text: &str) -> Vec<Span<'static>> {
    one(text, state.setting.theme.dim)
}

fn one(text: &str, style: Style) -> Vec<Span<'static>> {
    vec![Span::styled(clean(text).into_owned(), style)]
}

/// Every column.
pub static COLUMNS: &[Column] = &[
    text("grade", Wide::Of(|_| 4), |state, claim, _| {
        let grade = claim.grade();
        let shown = format!("{} {}", glyph(grade), grade.shown());
        one(&shown, state.setting.theme.grade(grade))
    }),
    Column {
        name: "integrity",
        wide: Wide::Of(|_| 1),
        when: |state| state.store.overlay().is_some(),
        cell: |state, claim, _| {
            let theme = &state.setting.theme;
            let integrity = claim.integrity();
            let glyph = integrity.map_or(' ', Integrity::glyph);
            let style = integrity.map_or(theme.dim, |integrity| theme.integrity(integrity));
            one(&glyph.to_string(), style)
        },
    },
    text("speaker", Wide::Of(|room| room.clamp(40, 110) / 6), speaker),
    text(
        "org",
        Wide::Of(|room| room.clamp(40, 110) / 6),
        |state, claim, _| dim(state, claim.org().unwrap_or_default()),
    ),
    text("words", Wide::Rest, words),
    text("date", Wide::Of(|_| 10), |state, claim, _| {
        let date = claim.article().published.as_ref();
        dim(
            state,
            &date.map_or(String::new(), |date| state.setting.dates.shown(date)),
        )
    }),
    text("said", Wide::Of(|_| 10), |state, claim, _| {
        let date = claim.said();
        dim(
            state,
            &date.map_or(String::new(), |date| state.setting.dates.shown(&date)),
        )
    }),
    text(
        "outlet",
        Wide::Of(|room| room.clamp(40, 110) / 7),
        |state, claim, _| dim(state, claim.article().outlet.as_deref().unwrap_or_default()),
    ),
    text("kind", Wide::Of(|_| 10), |state, claim, _| {
        dim(state, claim.kind().map_or("", |kind| kind.word()))
    }),
    text("attribution", Wide::Of(|_| 10), |state, claim, _| {
        dim(state, claim.attribution().map_or("", |how| how.word()))
    }),
    text(
        "tags",
        Wide::Of(|room| room.clamp(40, 120) / 6),
        |state, claim, _| {
            let tags: Vec<&str> = claim.tags().collect();
            dim(state, &tags.join(", "))
        },
    ),
    text(
        "id",
        Wide::Of(|room| room.clamp(40, 120) / 5),
        |state, claim, _| dim(state, claim.id()),
    ),
    text("verdict", Wide::AsText, |state, claim, _| {
        let amiss = claim.integrity().filter(|integrity| integrity.is_amiss());
        let words = amiss.map(|integrity| integrity.to_string());
        let verdict = claim.verdict().map(str::to_owned);
        let words: Vec<String> = words.into_iter().chain(verdict).collect();
        dim(state, &words.join(" "))
    }),
    text("notes", Wide::AsText, |state, claim, _| {
        match claim.annotations().len() {
            0 => Vec::new(),
            notes => dim(state, &format!("✎{notes}")),
        }
    }),
];

/// The columns where the config names none.
const USUAL: [&str; 6] = ["grade", "integrity", "speaker", "words", "verdict", "notes"];

/// Returns the columns where the config names none.
#[must_use]
pub fn usual() -> Vec<&'static Column> {
    USUAL.iter().filter_map(|name| column(name)).collect()
}

fn column(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

/// Returns the columns of these names, and what is wrong with them: those are left out.
#[must_use]
pub fn of(names: &[String]) -> (Vec<&'static Column>, Vec<String>) {
    let (mut columns, mut wrong) = (Vec::new(), Vec::new());
    for name in names {
        if let Some(column) = column(name) {
            columns.push(column);
        } else {
            let hint = hint(name, COLUMNS.iter().map(|column| column.name));
            wrong.push(format!("no column `{name}`{hint}"));
        }
    }
    if columns.is_empty() {
        columns = usual();
    }
    (columns, wrong)
}

fn speaker(state: &State, claim: ClaimRef<'_>, room: usize) -> Vec<Span<'static>> {
    let theme = &state.setting.theme;
    let speaker = width::truncate(&clean(short_name(claim)), room);
    let named = query::name_highlights(&state.filter.marked, &speaker);
    part(
        &speaker,
        0..speaker.len(),
        &named,
        theme.speaker,
        theme.matched,
    )
}

/// Returns the shortest spelling of the speaker that is a part of the canonical name.
fn short_name(claim: ClaimRef<'_>) -> &str {
    let Some(known) = claim.profile() else {
        return claim.speaker_as_written().unwrap_or("—");
    };
    let aliases = known.aliases.iter().map(String::as_str);
    let parts = aliases.filter(|alias| known.name.ends_with(alias));
    parts.min_by_key(|alias| alias.len()).unwrap_or(&known.name)
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
    let left = room.saturating_sub(super::spans::columns(&spans));
    let query = &state.filter.marked;
    spans.extend(one_line(&wording.words, left, query, base, theme.matched));
    spans
}

/// "via Tapscott: ", the surname of who passes the words on.
fn short_lead(claim: ClaimRef<'_>) -> String {
    let via = claim.via().or(claim.article().author.as_deref());
    match via.and_then(|via| via.split_whitespace().next_back()) {
        Some(surname) => format!("via {}: ", clean(surname)),
        None => "not in their words: ".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own_and_stands_in_the_default_config() {
        let text = crate::disk::Config::commented_default();
        for (at, column) in COLUMNS.iter().enumerate() {
            assert!(COLUMNS[..at].iter().all(|other| other.name != column.name));
            let word = |part: &str| {
                part.split(|c: char| !c.is_alphanumeric())
                    .any(|w| w == column.name)
            };
            assert!(
                text.lines()
                    .any(|line| line.starts_with("##") && word(line)),
                "{}",
                column.name
            );
        }
        assert_eq!(usual().len(), USUAL.len());
    }

    #[test]
    fn the_views_of_the_config_are_those_of_the_app() {
        let names: Vec<&str> = super::super::views::VIEWS
            .iter()
            .map(|view| view.name)
            .collect();
        assert_eq!(names, crate::disk::config::VIEWS);
    }
}
