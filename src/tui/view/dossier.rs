//! The dossier: everything on record of one speaker, as a page of lines.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::spans::{bar, one_line, wrapped};
use super::{speakers, under_cursor};
use crate::model::Credibility;
use crate::query::dossier::{Dossier, made};
use crate::store::{Ix, SpeakerRef};
use crate::text::{clean::clean, width};
use crate::tui::state::{Pane, State};
use crate::tui::theme::glyph;

/// One row of the page.
pub enum Row {
    /// It is drawn so.
    Line(Line<'static>),
    /// The claim of this place in the dossier: there may be thousands, and those on the screen are
    /// written out.
    Claim(usize),
}

/// A page, and on which of its rows each claim stands.
#[derive(Default)]
pub struct DossierPage {
    /// The rows.
    pub rows: Vec<Row>,
    /// The row of each claim, in the order of the dossier.
    pub claims: Vec<usize>,
}

impl DossierPage {
    /// Returns the lines of the rows that an area shows.
    #[must_use]
    pub fn lines(self, state: &State, skip: usize, area: Rect) -> Vec<Line<'static>> {
        let columns = usize::from(area.width).saturating_sub(1);
        let shown = self.rows.into_iter().skip(skip).take(area.height.into());
        let line = |row| match row {
            Row::Line(line) => line,
            Row::Claim(at) => claim(state, at, columns).unwrap_or_default(),
        };
        shown.map(line).collect()
    }
}

/// With fewer claims than this a share says little, and the page says that.
const FEW: usize = 10;

/// Returns the page of the speaker under the cursor.
#[must_use]
pub fn page(state: &State, columns: usize) -> DossierPage {
    let Some(((speaker, _), dossier)) = speakers::chosen(state).zip(speakers::record(state)) else {
        return DossierPage::default();
    };
    let mut page = Writer {
        state,
        columns: columns.saturating_sub(1),
        page: DossierPage::default(),
    };
    page.head(speaker, dossier);
    page.credibility(dossier);
    page.verdicts(dossier);
    page.contradictions(dossier);
    page.over_time(dossier);
    page.page
}

struct Writer<'a> {
    state: &'a State,
    columns: usize,
    page: DossierPage,
}

impl Writer<'_> {
    fn text(&mut self, first: &str, text: &str, style: Style) {
        let theme = &self.state.setting.theme;
        let query = &self.state.filter.query;
        let lines = wrapped(text, self.columns, first, query, style, theme.matched);
        self.page.rows.extend(lines.into_iter().map(Row::Line));
    }

    fn line(&mut self, line: Line<'static>) {
        self.page.rows.push(Row::Line(line));
    }

    fn heading(&mut self, text: &str) {
        let title = self.state.setting.theme.title;
        self.line(Line::default());
        self.line(Line::styled(format!(" {text}"), title));
    }

    fn head(&mut self, speaker: SpeakerRef<'_>, dossier: &Dossier) {
        let theme = self.state.setting.theme;
        let bold = theme.speaker.add_modifier(Modifier::BOLD);
        self.text(" ", speaker.name(), bold);
        if speaker.is_unnamed() {
            let text = "an unnamed source of one article: no track record";
            self.text(" ", text, theme.warning);
        }
        let aliases: Vec<&str> = speaker.aliases().collect();
        if !aliases.is_empty() {
            self.text(" ", &format!("also {}", aliases.join(", ")), theme.dim);
        }
        if let Some(profile) = speaker.profile() {
            if let Some(role) = &profile.role {
                self.text(" ", role, theme.text);
            }
            if let Some(interest) = &profile.interest {
                self.text(" ", &format!("interest: {interest}"), theme.text);
            }
            if let Some(half) = profile.reliability {
                let text = format!("{half} {}: a hint, which fills no grade", half.doc());
                self.text(" ", &text, theme.dim);
            }
        }
        let orgs: Vec<String> = dossier
            .orgs
            .iter()
            .map(|(org, n)| format!("{org} ({n})"))
            .collect();
        if !orgs.is_empty() {
            self.text(" ", &format!("for {}", orgs.join(", ")), theme.text);
        }
        let (shown, all) = (dossier.claims.len(), speaker.claims().len());
        let of = if shown == all {
            String::new()
        } else {
            format!(" shown of {all}")
        };
        let claims = super::header::count(shown, "claim");
        let articles = super::header::count(dossier.articles, "article");
        self.text(" ", &format!("{claims}{of} in {articles}"), theme.text);
    }

    fn credibility(&mut self, dossier: &Dossier) {
        let theme = self.state.setting.theme;
        let n = dossier.claims.len();
        self.heading("credibility");
        let room = (self.columns / 4).clamp(4, 24);
        let label = self.columns.saturating_sub(room + 15).clamp(2, 32);
        let most = dossier.credibility.iter().copied().max().unwrap_or(0);
        let most = most.max(dossier.unjudged);
        let known = Credibility::ALL.iter().map(|half| {
            let style = theme.credibility[*half as usize];
            (
                format!("{half} {}", half.doc()),
                dossier.credibility[*half as usize],
                style,
            )
        });
        let none = ("· not judged yet".to_owned(), dossier.unjudged, theme.dim);
        for (words, count, style) in known.chain([none]) {
            if count == 0 {
                continue;
            }
            self.line(Line::from(vec![
                Span::styled(format!(" {} ", width::pad(&words, label)), style),
                Span::styled(bar(count, most, room), style),
                Span::styled(format!(" {count:>3} {:>4}", share(count, n)), theme.text),
            ]));
        }
        let mut words = match dossier.commonest() {
            Some((half, count, judged)) => format!(
                "most often {half} {}: {count} of {judged} judged",
                half.doc()
            ),
            None => "no credibility is the most common one".to_owned(),
        };
        if n < FEW {
            words.push_str(" · few claims: shares say little");
        }
        self.text(" ", &words, theme.dim);
        let given: Vec<String> = dossier
            .reliabilities()
            .map(|(half, count)| format!("{half} {count}"))
            .collect();
        if !given.is_empty() {
            self.text(
                " ",
                &format!("as a source: {}", given.join(", ")),
                theme.dim,
            );
        }
    }

    fn verdicts(&mut self, dossier: &Dossier) {
        let theme = self.state.setting.theme;
        self.heading("verdicts");
        let mut words: Vec<String> = dossier
            .verdicts
            .iter()
            .map(|(label, n)| format!("{label} {n}"))
            .collect();
        words.push(format!("not checked {}", dossier.unchecked));
        self.text(" ", &words.join(" · "), theme.text);
    }

    fn contradictions(&mut self, dossier: &Dossier) {
        if dossier.contradictions.is_empty() {
            return;
        }
        let theme = self.state.setting.theme;
        self.heading("contradictions");
        for (own, other) in &dossier.contradictions {
            self.beside(" • ", *own, theme.text);
            self.beside("   against ", *other, theme.dim);
        }
    }

    fn beside(&mut self, first: &str, ix: Ix, style: Style) {
        let Some(claim) = self.state.store.claim(ix) else {
            return;
        };
        let words = claim.assertion().or(claim.quote()).unwrap_or_default();
        let who = claim.speaker_name().unwrap_or("—");
        let grade = claim.grade().shown();
        self.text(first, &format!("{grade} {who}: {words}"), style);
    }

    fn over_time(&mut self, dossier: &Dossier) {
        let theme = self.state.setting.theme;
        self.heading("claims over time");
        let mut day = None;
        for (at, ix) in dossier.claims.iter().enumerate() {
            let Some(claim) = self.state.store.claim(*ix) else {
                continue;
            };
            let dates = &self.state.setting.dates;
            let made = made(claim).map_or_else(|| "undated".to_owned(), |date| dates.shown(&date));
            if day.as_ref() != Some(&made) {
                self.line(Line::styled(format!(" {}", clean(&made)), theme.dim));
                day = Some(made);
            }
            self.page.claims.push(self.page.rows.len());
            self.page.rows.push(Row::Claim(at));
        }
    }
}

/// The line of a claim of the dossier.
fn claim(state: &State, at: usize, columns: usize) -> Option<Line<'static>> {
    let theme = &state.setting.theme;
    let claim = state
        .store
        .claim(*speakers::record(state)?.claims.get(at)?)?;
    let here = state.pane == Pane::Detail && at == state.desk.dossier.at;
    let grade = claim.grade();
    let verdict = claim
        .verdict()
        .map_or(String::new(), |v| format!(" {}", clean(v)));
    let mut spans = vec![
        Span::styled(if here { "▸ " } else { "  " }, theme.focus),
        Span::styled(
            format!("{} {} ", glyph(grade), grade.shown()),
            theme.grade(grade),
        ),
    ];
    let room = columns.saturating_sub(7 + width::width(&verdict));
    let wording = claim.wording();
    let base = if wording.lead.is_empty() {
        theme.text
    } else {
        theme.relayed
    };
    let query = &state.filter.query;
    spans.extend(one_line(&wording.words, room, query, base, theme.matched));
    spans.push(Span::styled(verdict, theme.title));
    let line = Line::from(spans);
    Some(if here {
        under_cursor(state, line)
    } else {
        line
    })
}

/// "42%": whole percent, and never 0% or 100% of what is not none or all.
fn share(count: usize, of: usize) -> String {
    match (count * 100 + of / 2).checked_div(of) {
        None => String::new(),
        Some(0) if count > 0 => "<1%".to_owned(),
        Some(100) if count < of => ">99%".to_owned(),
        Some(percent) => format!("{percent}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_never_rounded_to_none_or_all() {
        let shares = [
            share(1, 3),
            share(1, 1000),
            share(999, 1000),
            share(0, 5),
            share(0, 0),
        ];
        assert_eq!(shares, ["33%", "<1%", ">99%", "0%", ""]);
    }
}
