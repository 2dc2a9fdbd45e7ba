//! The columns: how claims lie in memory. One block holds the claims of many files; a changed file
//! gets a small block of its own, so that one edit never rebuilds the rest.
//!
//! Private to `store`: everybody else sees [`super::ClaimRef`].

use jiff::civil::Date;

use crate::model::{
    Amount, Attribution, Claim, Evidence, Figure, Grade, Kind, Link, LogEntry, PartialDate, Review,
    Skepticism,
};
use crate::text::{figure, fold::fold};

/// A column of texts in one allocation; a row may be absent.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pool: String,
    spans: Vec<(u32, u32)>,
}

const ABSENT: (u32, u32) = (u32::MAX, u32::MAX);

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.spans.push(match text {
            Some(text) => {
                let start = small(self.pool.len());
                self.pool.push_str(text);
                (start, small(self.pool.len()))
            }
            None => ABSENT,
        });
    }

    pub(super) fn get(&self, row: usize) -> Option<&str> {
        let span = *self.spans.get(row)?;
        (span != ABSENT)
            .then(|| self.pool.get(span.0 as usize..span.1 as usize))
            .flatten()
    }
}

/// A column of lists: all items in a row, and where each claim's end.
#[derive(Debug)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(small(self.items.len()));
    }

    pub(super) fn get(&self, row: usize) -> &[T] {
        let end = self.ends.get(row).map_or(0, |&end| end as usize);
        let start = match row.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(0, |&end| end as usize),
            None => 0,
        };
        self.items.get(start..end).unwrap_or_default()
    }
}

/// A block is cut long before four gigabytes of text; saturating keeps a monster file harmless.
fn small(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX - 1)
}

/// The text columns of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) enum Col {
    Id,
    Quote,
    Assertion,
    Speaker,
    Role,
    Org,
    Via,
    Said,
    Lang,
    Translation,
    Verdict,
    Confidence,
    Rule,
    /// Quote, assertion, translation, skepticism and notes, folded, a line each.
    FoldedBody,
    /// Id, speaker, role, organisation, tags and title, folded, a line each.
    FoldedNames,
}

const COLS: usize = Col::FoldedNames as usize + 1;

/// A figure with what it amounts to, parsed once.
#[derive(Debug)]
pub(super) struct FigureRow {
    pub(super) figure: Figure,
    pub(super) amount: Option<Amount>,
}

/// The claims of some files, by column.
#[derive(Debug, Default)]
pub(super) struct Columns {
    texts: [Texts; COLS],
    pub(super) item_line: Vec<u32>,
    pub(super) line: Vec<Option<u32>>,
    pub(super) said: Vec<Option<(Date, Date)>>,
    pub(super) attribution: Vec<Option<Attribution>>,
    pub(super) kind: Vec<Option<Kind>>,
    pub(super) grade: Vec<Grade>,
    pub(super) candidate: Vec<bool>,
    pub(super) figures: Lists<FigureRow>,
    pub(super) skepticism: Lists<Skepticism>,
    pub(super) tags: Lists<String>,
    pub(super) evidence: Lists<Evidence>,
    pub(super) links: Lists<Link>,
    pub(super) reviews: Lists<Review>,
    pub(super) annotations: Lists<LogEntry>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.grade.len()
    }

    pub(super) fn text(&self, col: Col, row: usize) -> Option<&str> {
        self.texts[col as usize].get(row)
    }

    /// Appends a claim; `title` is its article's, for the folded names.
    pub(super) fn push(&mut self, claim: Claim, item_line: u32, title: &str) {
        let body = folded_body(&claim);
        let names = folded_names(&claim, title);
        let said = claim.said.as_ref();
        let texts: [(Col, Option<&str>); COLS] = [
            (Col::Id, Some(&claim.id)),
            (Col::Quote, claim.quote.as_deref()),
            (Col::Assertion, claim.assertion.as_deref()),
            (Col::Speaker, claim.speaker.as_deref()),
            (Col::Role, claim.role.as_deref()),
            (Col::Org, claim.org.as_deref()),
            (Col::Via, claim.via.as_deref()),
            (Col::Said, said.map(|date| date.text.as_str())),
            (Col::Lang, claim.lang.as_deref()),
            (Col::Translation, claim.translation.as_deref()),
            (Col::Verdict, claim.verdict.as_deref()),
            (Col::Confidence, claim.confidence.as_deref()),
            (Col::Rule, claim.rule.as_deref()),
            (Col::FoldedBody, Some(&body)),
            (Col::FoldedNames, Some(&names)),
        ];
        for (col, text) in texts {
            self.texts[col as usize].push(text);
        }
        self.item_line.push(item_line);
        self.line.push(claim.line);
        self.said.push(said.map(|date| (date.first, date.last)));
        self.attribution.push(claim.attribution);
        self.kind.push(claim.kind);
        self.grade.push(claim.grade);
        self.candidate.push(claim.candidate);
        self.figures
            .push(claim.figures.into_iter().map(|figure| FigureRow {
                amount: figure::amount(&figure),
                figure,
            }));
        self.skepticism.push(claim.skepticism);
        self.tags.push(claim.tags);
        self.evidence.push(claim.evidence);
        self.reviews.push(claim.reviews);
        self.links.push(claim.links);
        self.annotations.push(claim.annotations);
    }

    /// Returns a row as a claim again: for editors and exports, never for a loop over all claims.
    pub(super) fn claim(&self, row: usize) -> Claim {
        let text = |col| self.text(col, row).map(str::to_owned);
        let said = text(Col::Said).zip(self.said[row]);
        Claim {
            id: text(Col::Id).unwrap_or_default(),
            quote: text(Col::Quote),
            assertion: text(Col::Assertion),
            speaker: text(Col::Speaker),
            role: text(Col::Role),
            org: text(Col::Org),
            via: text(Col::Via),
            attribution: self.attribution[row],
            kind: self.kind[row],
            line: self.line[row],
            said: said.map(|(text, (first, last))| PartialDate { text, first, last }),
            lang: text(Col::Lang),
            translation: text(Col::Translation),
            figures: self
                .figures
                .get(row)
                .iter()
                .map(|row| row.figure.clone())
                .collect(),
            grade: self.grade[row],
            skepticism: self.skepticism.get(row).to_vec(),
            tags: self.tags.get(row).to_vec(),
            evidence: self.evidence.get(row).to_vec(),
            reviews: self.reviews.get(row).to_vec(),
            links: self.links.get(row).to_vec(),
            verdict: text(Col::Verdict),
            annotations: self.annotations.get(row).to_vec(),
            candidate: self.candidate[row],
            confidence: text(Col::Confidence),
            rule: text(Col::Rule),
        }
    }
}

fn folded_body(claim: &Claim) -> String {
    let notes = claim.annotations.iter().filter_map(|e| e.note.as_deref());
    let reasons = claim.skepticism.iter().map(|reason| reason.note.as_str());
    let texts = [&claim.quote, &claim.assertion, &claim.translation]
        .into_iter()
        .filter_map(Option::as_deref);
    join_folded(texts.chain(reasons).chain(notes))
}

fn folded_names(claim: &Claim, title: &str) -> String {
    let names = [&claim.speaker, &claim.role, &claim.org]
        .into_iter()
        .filter_map(Option::as_deref);
    let tags = claim.tags.iter().map(String::as_str);
    join_folded(
        [claim.id.as_str()]
            .into_iter()
            .chain(names)
            .chain(tags)
            .chain([title]),
    )
}

fn join_folded<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(&fold(text));
    }
    joined
}
