//! The claim: everything about it, wrapped, the matches highlighted.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::spans::wrapped;
use super::{context, draw_lines};
use crate::model::{Corrections, Integrity, LogEntry};
use crate::source::in_line;
use crate::store::{ClaimRef, Held};
use crate::text::{clean::clean, figure};
use crate::tui::state::State;
use crate::tui::theme::glyph;

/// Draws the claim under the cursor.
pub fn draw(state: &State, frame: &mut Frame<'_>, area: Rect) {
    let Some(claim) = state.current() else {
        return;
    };
    let lines = lines(state, claim, area.width.into());
    let last = lines.len().saturating_sub(area.height.into());
    let skip = state.detail_scroll.min(last);
    draw_lines(frame, area, lines, skip, state.setting.theme.text);
}

/// Returns the lines of a claim for a width.
#[must_use]
pub fn lines(state: &State, claim: ClaimRef<'_>, columns: usize) -> Vec<Line<'static>> {
    let mut page = Page {
        state,
        columns: columns.saturating_sub(1),
        lines: Vec::new(),
    };
    page.words(claim);
    page.facts(claim);
    page.figures(claim);
    page.skepticism(claim);
    page.evidence(claim);
    page.reviews(claim);
    page.links(claim);
    page.like(claim);
    page.context(claim);
    page.log(claim);
    page.lines
}

/// How many lines of the article are shown before and after the quote.
const AROUND: usize = 3;

/// The page being written.
struct Page<'a> {
    state: &'a State,
    columns: usize,
    lines: Vec<Line<'static>>,
}

impl Page<'_> {
    fn text(&mut self, first: &str, text: &str, style: Style) {
        let theme = &self.state.setting.theme;
        let query = &self.state.filter.marked;
        let lines = wrapped(text, self.columns, first, query, style, theme.matched);
        self.lines.extend(lines);
    }

    fn heading(&mut self, text: &str) {
        self.lines.push(Line::default());
        let title = self.state.setting.theme.title;
        self.lines.push(Line::styled(format!(" {text}"), title));
    }

    /// Whose words these are, and the words.
    fn words(&mut self, claim: ClaimRef<'_>) {
        let theme = self.state.setting.theme;
        let wording = claim.wording();
        if wording.lead.is_empty() {
            self.text(" ", &wording.words, theme.text.add_modifier(Modifier::BOLD));
        } else {
            self.text(" ", wording.lead.trim_end(), theme.dim);
            self.text(" ", &wording.words, theme.relayed);
        }
        self.text(" ", &format!("— {}", wording.credit), theme.speaker);
        if let Some(translation) = claim.translation() {
            self.text(" ", &format!("in translation: {translation}"), theme.text);
        }
        if let (Some(assertion), Some(_)) = (claim.assertion(), claim.quote()) {
            self.lines.push(Line::default());
            self.text(" ", assertion, theme.text);
        }
    }

    fn facts(&mut self, claim: ClaimRef<'_>) {
        let theme = self.state.setting.theme;
        self.lines.push(Line::default());
        let grade = claim.grade();
        let words = format!("{} · {}", grade.shown(), grade.in_words());
        self.text(&format!(" {} ", glyph(grade)), &words, theme.grade(grade));
        if let Some(verdict) = claim.verdict() {
            let known = claim_verdict_glyph(self.state, verdict);
            self.text(" ", &format!("{known} verdict: {verdict}"), theme.title);
        }
        let mut facts = vec![claim.status().to_string()];
        facts.extend(claim.kind().map(|kind| kind.to_string()));
        facts.extend(
            claim
                .attribution()
                .map(|attribution| attribution.to_string()),
        );
        let dates = &self.state.setting.dates;
        facts.extend(
            claim
                .said()
                .map(|date| format!("said {}", dates.shown(&date))),
        );
        facts.extend(claim.lang().map(|lang| format!("in {lang}")));
        self.text(" ", &facts.join(" · "), theme.text);
        let place = [claim.role(), claim.org()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        if !place.is_empty() {
            self.text(" ", &place.join(", "), theme.text);
        }
        let interest = claim.profile().and_then(|known| known.interest.as_deref());
        if let Some(interest) = interest {
            self.text(" ", &format!("interest: {interest}"), theme.dim);
        }
        let tags: Vec<&str> = claim.tags().collect();
        if !tags.is_empty() {
            self.text(" ", &format!("tags: {}", tags.join(", ")), theme.dim);
        }
        let article = claim.article();
        let mut source = vec![article.title.clone()];
        source.extend(article.outlet.clone());
        source.extend(article.published.as_ref().map(|date| dates.shown(date)));
        source.extend(claim.line().map(|line| format!("line {line}")));
        self.text(" ", &source.join(" · "), theme.dim);
        self.text(" ", &claim.name(), theme.dim);
        self.integrity(claim);
    }

    /// How the quote stands to its captured text; nothing is said of one that is not recorded.
    fn integrity(&mut self, claim: ClaimRef<'_>) {
        let pinned = |held: &Held| held.integrity != Integrity::Unpinned;
        let Some(held) = claim.held().filter(pinned) else {
            return;
        };
        let theme = self.state.setting.theme;
        let glyph = held.integrity.glyph();
        let words = format!("{} in the captured text", held.in_words());
        self.text(
            &format!(" {glyph} "),
            &words,
            theme.integrity(held.integrity),
        );
        if !held.diff().is_empty() {
            self.text("   ", &in_line(held.diff()), theme.text);
            self.text("   ", "[-the text-] {+the quote+}", theme.dim);
        }
    }

    /// The lines of the captured text round the quote, when the text is at hand.
    fn context(&mut self, claim: ClaimRef<'_>) {
        // These views show them already.
        if ["article", "triage"].contains(&self.state.view.name) {
            return;
        }
        let Some(source) = self.state.source_of(claim.file().path()) else {
            return;
        };
        let theme = &self.state.setting.theme;
        let lines = context::lines(claim, &source.text, self.columns, AROUND, theme);
        if !lines.is_empty() {
            self.heading("in the article");
            self.lines.extend(lines);
        }
    }

    fn figures(&mut self, claim: ClaimRef<'_>) {
        if claim.figures().len() == 0 {
            return;
        }
        let theme = self.state.setting.theme;
        self.heading("figures");
        for row in claim.figures() {
            let meant = match row.amount {
                Some(amount) if amount.is_scale_word() => "a scale word, no number".to_owned(),
                Some(amount) => figure::shown(amount),
                None => "not understood".to_owned(),
            };
            self.text(
                " • ",
                &format!("{} = {meant}", row.recorded.text),
                theme.text,
            );
            if let Some(about) = &row.recorded.about {
                self.text("   ", about, theme.dim);
            }
        }
    }

    fn skepticism(&mut self, claim: ClaimRef<'_>) {
        if claim.skepticism().len() == 0 {
            return;
        }
        let theme = self.state.setting.theme;
        self.heading("skepticism");
        for reason in claim.skepticism() {
            self.text(" • ", &reason.note, theme.text);
            if let Some(by) = &reason.by {
                let at = reason.at.as_deref().unwrap_or_default();
                self.text("   ", &format!("{by} {at}"), theme.dim);
            }
        }
    }

    fn evidence(&mut self, claim: ClaimRef<'_>) {
        if claim.evidence().len() == 0 {
            return;
        }
        let theme = self.state.setting.theme;
        self.heading("evidence");
        for piece in claim.evidence() {
            let stance = piece.stance.map_or("no stance", |stance| stance.word());
            let what = [&piece.url, &piece.note]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>();
            self.text(
                " • ",
                &format!("{stance}: {}", what.join(" · ")),
                theme.text,
            );
            if let Some(quote) = &piece.quote {
                self.text("   ", &format!("“{quote}”"), theme.text);
            }
        }
    }

    /// What others found on checking it, on their own scales.
    fn reviews(&mut self, claim: ClaimRef<'_>) {
        if claim.reviews().len() == 0 {
            return;
        }
        let theme = self.state.setting.theme;
        self.heading("reviews by others");
        for review in claim.reviews() {
            let value = review.value.as_ref().map(|value| match &review.best {
                Some(best) => format!("{value} of {best}"),
                None => value.clone(),
            });
            let day = review.published.as_ref();
            let day = day.map(|date| self.state.setting.dates.shown(date));
            let said = [review.by.clone(), review.label.clone(), value, day];
            let said: Vec<String> = said.into_iter().flatten().collect();
            self.text(" • ", &said.join(" · "), theme.text);
            for more in [&review.url, &review.note].into_iter().flatten() {
                self.text("   ", more, theme.dim);
            }
        }
    }

    fn links(&mut self, claim: ClaimRef<'_>) {
        if claim.links().len() == 0 && claim.backlinks().is_empty() {
            return;
        }
        let store = &self.state.store;
        let theme = self.state.setting.theme;
        self.heading("links");
        for link in claim.links() {
            let target = store
                .link_target(claim.ix(), &link.target)
                .and_then(|ix| store.claim(ix));
            self.text(
                " → ",
                &format!("{} {}", link.relation, link.target),
                theme.text,
            );
            match target {
                Some(target) => self.text(
                    "   ",
                    target.assertion().or(target.quote()).unwrap_or_default(),
                    theme.dim,
                ),
                None => self.text("   ", "there is no such claim", theme.warning),
            }
        }
        for link in claim.backlinks() {
            let Some(from) = store.claim(link.from) else {
                continue;
            };
            self.text(
                " ← ",
                &format!("{} {}", link.relation.reverse(), from.id()),
                theme.text,
            );
            self.text(
                "   ",
                from.assertion().or(from.quote()).unwrap_or_default(),
                theme.dim,
            );
        }
    }

    /// What triage found to be like a draft.
    fn like(&mut self, claim: ClaimRef<'_>) {
        if self.state.view.name != "triage" {
            return;
        }
        let theme = self.state.setting.theme;
        let like = self.state.desk.triage.like(&claim.name());
        let like = like.unwrap_or_default();
        if !like.is_empty() {
            self.heading("like it");
        }
        for one in like {
            self.text(" ≈ ", &one.name, theme.text);
            self.text("   ", &one.words, theme.dim);
        }
    }

    fn log(&mut self, claim: ClaimRef<'_>) {
        if claim.annotations().len() == 0 {
            return;
        }
        self.heading("annotations");
        let corrections = Corrections::of(claim.annotations());
        for entry in claim.annotations() {
            self.entry(entry, corrections.replace(entry));
        }
    }

    fn entry(&mut self, entry: &LogEntry, replaced: bool) {
        let theme = self.state.setting.theme;
        let by = entry.by.as_deref().unwrap_or("somebody");
        let at = entry.at.as_deref().unwrap_or_default();
        let mut head = format!("{by} {at}");
        for (what, value) in [("grade", &entry.grade), ("verdict", &entry.verdict)] {
            if let Some(value) = value {
                let was = entry.was.as_deref().unwrap_or("none");
                head.extend([" · ", what, " ", was, " → ", value.as_str()]);
            }
        }
        if replaced {
            head.push_str(" · replaced");
        }
        if let Some(at) = &entry.replaces {
            head.extend([" · corrects ", at]);
        }
        self.text(" • ", &head, theme.dim);
        if let Some(note) = &entry.note {
            let style = if replaced {
                theme.dim.add_modifier(Modifier::CROSSED_OUT)
            } else {
                theme.text
            };
            self.text("   ", note, style);
        }
    }
}

fn claim_verdict_glyph(state: &State, label: &str) -> String {
    let verdict = state.store.folder().scale.get(label);
    verdict.map_or_else(
        || "?".to_owned(),
        |verdict| clean(&verdict.glyph).into_owned(),
    )
}
