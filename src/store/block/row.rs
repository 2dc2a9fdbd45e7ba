//! One claim into the columns, and out of them again.

use super::details::{self, Details};
use super::{Block, Numbers, small};
use crate::model::{Attribution, Claim, Credibility, Grade, Kind, Relation, Reliability};
use crate::text::fold::fold_into;

/// What is known of a claim without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Flag {
    /// Nobody has accepted it.
    Candidate = 1,
    /// The latest grades that two people gave are not the same.
    GradersDiffer = 2,
    /// It says that it contradicts another.
    Contradicts = 4,
    Links = 8,
    Figures = 16,
    Evidence = 32,
    Skepticism = 64,
    Annotations = 128,
}

/// No line is recorded.
const NO_LINE: u32 = u32::MAX;

impl Block {
    /// Appends a claim; `title` is its article's, for the folded names.
    pub(super) fn push(&mut self, claim: &Claim, item_line: u32, title: &str) {
        self.ids.push(Some(&claim.id));
        self.quotes.push(claim.quote.as_deref());
        self.assertions.push(claim.assertion.as_deref());
        self.names.push_with(|pool| fold_names(claim, title, pool));
        self.bodies.push_with(|pool| fold_body(claim, pool));
        self.speakers.push(claim.speaker.as_deref());
        self.roles.push(claim.role.as_deref());
        self.orgs.push(claim.org.as_deref());
        self.vias.push(claim.via.as_deref());
        self.verdicts.push(claim.verdict.as_deref());
        for tag in &claim.tags {
            self.tags.push(Some(tag));
        }
        self.tag_ends.push(small(self.tags.codes.len()));
        self.kinds.push(claim.kind.map_or(0, |kind| kind as u8 + 1));
        let attribution = claim.attribution;
        self.attributions
            .push(attribution.map_or(0, |attribution| attribution as u8 + 1));
        self.grades.push(grade_code(claim.grade));
        self.flags.push(flags(claim));
        self.item_lines.push(item_line);
        self.lines.push(claim.line.unwrap_or(NO_LINE));
        self.packed.push_with(|bytes| details::pack(claim, bytes));
        self.len += 1;
    }

    pub(crate) fn has_details(&self, row: usize) -> bool {
        !self.packed.span(row..row + 1).is_empty()
    }

    /// Unpacks the details of a claim; nothing when it has none.
    pub(crate) fn details(&self, row: usize) -> Option<Details> {
        let bytes = self.packed.get(row);
        (!bytes.is_empty()).then(|| details::unpack(bytes).unwrap_or_default())
    }

    pub(crate) fn has(&self, row: usize, flag: Flag) -> bool {
        self.flags
            .at(row)
            .is_some_and(|flags| flags & flag as u8 != 0)
    }

    /// Returns the flags of some rows, a byte each.
    pub(crate) fn flags(&self, rows: std::ops::Range<u32>) -> &[u8] {
        let rows = rows.start as usize..rows.end as usize;
        self.flags.get(rows).unwrap_or_default()
    }

    pub(crate) fn kind(&self, row: usize) -> Option<Kind> {
        one_of(Kind::ALL, &self.kinds, row)
    }

    pub(crate) fn attribution(&self, row: usize) -> Option<Attribution> {
        one_of(Attribution::ALL, &self.attributions, row)
    }

    pub(crate) fn grade(&self, row: usize) -> Grade {
        grade_of(self.grades.at(row).unwrap_or_default())
    }

    pub(crate) fn grade_code(&self, row: usize) -> u8 {
        self.grades.at(row).unwrap_or_default()
    }

    pub(crate) fn item_line(&self, row: usize) -> u32 {
        self.item_lines.at(row).unwrap_or(1)
    }

    pub(crate) fn line(&self, row: usize) -> Option<u32> {
        self.lines.at(row).filter(|&line| line != NO_LINE)
    }

    /// Returns the places of a claim's tags among all.
    pub(crate) fn tag_span(&self, row: usize) -> std::ops::Range<usize> {
        let end = self.tag_ends.at(row).map_or(0, |end| end as usize);
        let before = row.checked_sub(1).and_then(|row| self.tag_ends.at(row));
        before.map_or(0, |end| end as usize)..end
    }

    pub(crate) fn tags_of(&self, row: usize) -> impl ExactSizeIterator<Item = &str> {
        let codes = self.tags.codes(self.tag_span(row));
        codes
            .iter()
            .map(|&code| self.tags.word(code).unwrap_or_default())
    }

    pub(crate) fn folded_names(&self, row: usize) -> &str {
        let text = self.names.get(row).unwrap_or_default();
        text.strip_suffix('\n').unwrap_or(text)
    }

    pub(crate) fn folded_body(&self, row: usize) -> &str {
        let text = self.bodies.get(row).unwrap_or_default();
        text.strip_suffix('\n').unwrap_or(text)
    }

    /// Returns a row as a claim again: for editors and exports, never for a loop over all claims.
    pub(crate) fn claim(&self, row: usize) -> Claim {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let details = self.details(row).unwrap_or_default();
        Claim {
            id: own(self.ids.get(row)).unwrap_or_default(),
            quote: own(self.quotes.get(row)),
            assertion: own(self.assertions.get(row)),
            speaker: own(self.speakers.get(row)),
            role: own(self.roles.get(row)),
            org: own(self.orgs.get(row)),
            via: own(self.vias.get(row)),
            attribution: self.attribution(row),
            kind: self.kind(row),
            line: self.line(row),
            said: details.said,
            lang: details.lang,
            translation: details.translation,
            figures: details.figures.into_iter().map(|row| row.figure).collect(),
            grade: self.grade(row),
            skepticism: details.skepticism,
            tags: self.tags_of(row).map(str::to_owned).collect(),
            evidence: details.evidence,
            reviews: details.reviews,
            links: details.links,
            verdict: own(self.verdicts.get(row)),
            annotations: details.annotations,
            candidate: self.has(row, Flag::Candidate),
            confidence: details.confidence,
            rule: details.rule,
        }
    }
}

fn one_of<T: Copy>(all: &[T], column: &Numbers<u8>, row: usize) -> Option<T> {
    let code = usize::from(column.at(row)?);
    all.get(code.checked_sub(1)?).copied()
}

/// Returns 0 to 48: both halves, each one more than its place.
fn grade_code(grade: Grade) -> u8 {
    let reliability = grade.reliability.map_or(0, |half| half as u8 + 1);
    let credibility = grade.credibility.map_or(0, |half| half as u8 + 1);
    reliability * 7 + credibility
}

/// Returns the grade of a code.
pub(crate) fn grade_of(code: u8) -> Grade {
    let half = |code: u8| usize::from(code).checked_sub(1);
    Grade {
        reliability: half(code / 7).and_then(|at| Reliability::ALL.get(at).copied()),
        credibility: half(code % 7).and_then(|at| Credibility::ALL.get(at).copied()),
    }
}

fn flags(claim: &Claim) -> u8 {
    let contradicts = |link: &crate::model::Link| link.relation == Relation::Contradicts;
    [
        (Flag::Candidate, claim.candidate),
        (Flag::GradersDiffer, graders_differ(claim)),
        (Flag::Contradicts, claim.links.iter().any(contradicts)),
        (Flag::Links, !claim.links.is_empty()),
        (Flag::Figures, !claim.figures.is_empty()),
        (Flag::Evidence, !claim.evidence.is_empty()),
        (Flag::Skepticism, !claim.skepticism.is_empty()),
        (Flag::Annotations, !claim.annotations.is_empty()),
    ]
    .into_iter()
    .filter(|(_, holds)| *holds)
    .fold(0, |flags, (flag, _)| flags | flag as u8)
}

/// Tells that the latest grades two people gave are not the same.
fn graders_differ(claim: &Claim) -> bool {
    let mut latest = std::collections::BTreeMap::new();
    for entry in &claim.annotations {
        if let (Some(by), Some(grade)) = (&entry.by, &entry.grade) {
            latest.insert(by, grade);
        }
    }
    let mut grades = latest.into_values();
    grades
        .next()
        .is_some_and(|first| grades.any(|other| other != first))
}

/// Id, speaker, role, organisation, tags and title, a line each.
fn fold_names(claim: &Claim, title: &str, pool: &mut String) {
    let names = [&claim.speaker, &claim.role, &claim.org];
    let own = names.into_iter().filter_map(Option::as_deref);
    let tags = claim.tags.iter().map(String::as_str);
    let all = [claim.id.as_str()].into_iter().chain(own).chain(tags);
    fold_lines(all.chain([title]), pool);
}

/// Quote, assertion, translation, skepticism and notes, a line each.
fn fold_body(claim: &Claim, pool: &mut String) {
    let own = [&claim.quote, &claim.assertion, &claim.translation];
    let own = own.into_iter().filter_map(Option::as_deref);
    let reasons = claim.skepticism.iter().map(|reason| reason.note.as_str());
    let notes = claim
        .annotations
        .iter()
        .filter_map(|entry| entry.note.as_deref());
    fold_lines(own.chain(reasons).chain(notes), pool);
}

/// Every text ends with a line feed, which stands in no folded text: nothing is found across two.
fn fold_lines<'t>(texts: impl Iterator<Item = &'t str>, pool: &mut String) {
    let start = pool.len();
    for text in texts {
        fold_into(text, pool);
        pool.push('\n');
    }
    if pool.len() == start {
        pool.push('\n');
    }
}
