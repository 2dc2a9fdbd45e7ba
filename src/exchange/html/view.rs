//! What the report's template is given: texts in which nothing hides, and addresses that may be
//! followed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::charts::{Charts, Lanes};
use crate::exchange::{Selection, phrases};
use crate::model::{Credibility, Evidence, PartialDate, Reliability};
use crate::store::{ClaimRef, FileRef};
use crate::text::{clean, clean_lines};

/// The whole page.
#[derive(Serialize)]
pub(super) struct Report {
    style: &'static str,
    script: &'static str,
    style_hash: String,
    script_hash: String,
    query: String,
    made: Option<String>,
    scale: String,
    /// Each a [`Row`], made into what the template takes one by one: of all in one go nobody could stop it.
    claims: Vec<Value>,
    articles: Vec<Source>,
    speakers: Vec<Choice>,
    verdicts: Vec<Choice>,
    kinds: Vec<Choice>,
    reliabilities: Vec<Legend>,
    credibilities: Vec<Legend>,
    charts: Charts,
}

/// A value of a filter, and how many claims have it.
#[derive(Serialize)]
struct Choice {
    value: String,
    count: usize,
}

/// A letter or digit of the Admiralty code.
#[derive(Serialize)]
struct Legend {
    code: &'static str,
    doc: &'static str,
}

/// An article of the report.
#[derive(Serialize)]
struct Source {
    title: String,
    by: String,
    url: Link,
    archived: Link,
    count: usize,
}

/// An address: what it says, and where it leads when it may be followed.
#[derive(Serialize, Default)]
struct Link {
    text: String,
    href: Option<String>,
}

/// A claim.
#[derive(Serialize)]
struct Row {
    /// Its place in the report, from 1: the page's anchors are made of it.
    n: usize,
    name: String,
    id: String,
    lead: String,
    words: String,
    credit: String,
    lang: Option<String>,
    assertion: Option<String>,
    translation: Option<String>,
    speaker: String,
    role: String,
    grade: String,
    grade_words: String,
    reliability: &'static str,
    credibility: &'static str,
    /// For sorting; an unknown credibility has no place among the judgements.
    grade_key: Option<u8>,
    verdict: String,
    verdict_glyph: String,
    status: &'static str,
    kind: &'static str,
    figures: Vec<Figure>,
    figure_key: Option<f64>,
    tags: Vec<String>,
    doubts: Vec<String>,
    evidence: Vec<EvidenceItem>,
    reviews: Vec<EvidenceItem>,
    links: Vec<String>,
    notes: Vec<String>,
    title: String,
    outlet: String,
    day: String,
    url: Link,
    line: Option<u32>,
}

#[derive(Serialize)]
struct Figure {
    text: String,
    about: Option<String>,
}

#[derive(Serialize)]
struct EvidenceItem {
    text: String,
    urls: Vec<Link>,
}

impl Report {
    /// # Errors
    /// It shall stop.
    pub(super) fn new(
        selection: &Selection<'_>,
        style: &'static str,
        script: &'static str,
        [style_hash, script_hash]: [String; 2],
    ) -> io::Result<Self> {
        let watch = &selection.options.watch;
        let mut charts = Charts::default();
        let mut lanes = Lanes::default();
        let mut claims = Vec::new();
        let [mut speakers, mut verdicts, mut kinds] = [const { BTreeMap::new() }; 3];
        for (n, claim) in selection.claims().enumerate() {
            watch.pass()?;
            charts.count(claim.grade());
            lanes.add(n + 1, claim);
            let row = Row::new(n + 1, claim, selection);
            count(&mut speakers, &row.speaker);
            count(&mut verdicts, &row.verdict);
            count(&mut kinds, row.kind);
            claims.push(Value::from(Serde(row)));
        }
        charts.finish(lanes);
        let sources = selection.by_file();
        // What is begun is whole: claims end early where the export shall stop.
        watch.go_on()?;
        let sources = sources
            .iter()
            .map(|(file, claims)| Source::new(*file, claims.len()));
        Ok(Self {
            style,
            script,
            style_hash,
            script_hash,
            query: line(selection.query.trim()),
            made: selection.options.made.as_deref().map(line),
            scale: line(&selection.store.folder().scale.name),
            articles: sources.collect(),
            speakers: choices(speakers),
            verdicts: choices(verdicts),
            kinds: choices(kinds),
            reliabilities: legend(Reliability::ALL, Reliability::word, Reliability::doc),
            credibilities: legend(Credibility::ALL, Credibility::word, Credibility::doc),
            claims,
            charts,
        })
    }
}

fn legend<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    doc: fn(T) -> &'static str,
) -> Vec<Legend> {
    let one = |&half: &T| Legend {
        code: word(half),
        doc: doc(half),
    };
    all.iter().map(one).collect()
}

/// Counts a value; what is empty is none.
fn count(counts: &mut BTreeMap<String, usize>, value: &str) {
    if let Some(count) = counts.get_mut(value) {
        *count += 1;
    } else if !value.is_empty() {
        counts.insert(value.to_owned(), 1);
    }
}

/// Returns the values, by name.
fn choices(counts: BTreeMap<String, usize>) -> Vec<Choice> {
    let choice = |(value, count)| Choice { value, count };
    counts.into_iter().map(choice).collect()
}

impl Source {
    fn new(file: FileRef<'_>, count: usize) -> Self {
        let article = file.article();
        let facts = [
            article.author.as_deref(),
            article.outlet.as_deref(),
            article.published.as_ref().map(PartialDate::day),
        ];
        Self {
            title: line(&article.title),
            by: line(&facts.into_iter().flatten().collect::<Vec<_>>().join(", ")),
            url: link(article.url.as_deref()),
            archived: link(article.archived.as_deref()),
            count,
        }
    }
}

impl Row {
    fn new(n: usize, claim: ClaimRef<'_>, selection: &Selection<'_>) -> Self {
        let (article, wording, grade) = (claim.article(), claim.wording(), claim.grade());
        let notes = selection.options.notes;
        let role = [phrases::role(claim), phrases::org(claim)];
        let recorder = claim.quote().and(claim.assertion());
        let verdict = claim.verdict().unwrap_or_default();
        let scale = &selection.store.folder().scale;
        let measured = phrases::measured(claim);
        Self {
            n,
            name: line(&claim.name()),
            id: line(claim.id()),
            lead: line(&wording.lead),
            words: clean_lines(&wording.words).into_owned(),
            credit: line(&wording.credit),
            lang: claim
                .lang()
                .map(|lang| if is_language(lang) { lang } else { "" }.to_owned()),
            assertion: recorder.map(line),
            translation: claim.translation().map(line),
            speaker: line(claim.speaker_name().unwrap_or_default()),
            role: line(&role.into_iter().flatten().collect::<Vec<_>>().join(", ")),
            grade: grade.shown(),
            grade_words: grade.in_words(),
            reliability: grade.reliability.map_or("none", Reliability::word),
            credibility: grade.credibility.map_or("none", Credibility::word),
            grade_key: grade
                .credibility
                .and_then(Credibility::rank)
                .map(|rank| 10 * rank + grade.reliability.and_then(Reliability::rank).unwrap_or(9)),
            verdict: line(verdict),
            verdict_glyph: scale
                .get(verdict)
                .map_or_else(String::new, |v| line(&v.glyph)),
            status: claim.status().word(),
            kind: claim.kind().map_or("", |kind| kind.word()),
            figures: claim
                .figures()
                .map(|figure| Figure {
                    text: line(&figure.recorded.text),
                    about: figure.recorded.about.as_deref().map(line),
                })
                .collect(),
            figure_key: measured.and_then(|amount| amount.high.or(amount.low)),
            tags: claim.tags().map(line).collect(),
            doubts: some(notes, claim.skepticism().map(|reason| line(&reason.note))),
            evidence: claim.evidence().map(evidence).collect(),
            reviews: claim
                .reviews()
                .map(|review| EvidenceItem {
                    text: line(&phrases::review(review)),
                    urls: review.url.iter().map(|url| link(Some(url))).collect(),
                })
                .collect(),
            links: claim.links().map(|one| line(&phrases::link(one))).collect(),
            notes: some(notes, phrases::log(claim).iter().map(|entry| line(entry))),
            title: line(&article.title),
            outlet: line(article.outlet.as_deref().unwrap_or_default()),
            day: article
                .published
                .as_ref()
                .map_or_else(String::new, |date| line(date.day())),
            url: link(article.url.as_deref()),
            line: claim.line(),
        }
    }
}

fn some(wanted: bool, items: impl Iterator<Item = String>) -> Vec<String> {
    items.filter(|_| wanted).collect()
}

fn evidence(evidence: &Evidence) -> EvidenceItem {
    let urls = [&evidence.url, &evidence.archived];
    let text = Evidence {
        url: None,
        ..evidence.clone()
    };
    EvidenceItem {
        text: line(&phrases::evidence(&text)),
        urls: urls
            .into_iter()
            .flatten()
            .map(|url| link(Some(url)))
            .collect(),
    }
}

/// Returns a text as one line in which nothing hides.
fn line(text: &str) -> String {
    clean(text).into_owned()
}

/// Returns an address; it may be followed when it is a page or a mailbox and shows all of itself.
fn link(url: Option<&str>) -> Link {
    let Some(url) = url else {
        return Link::default();
    };
    let text = line(url.trim());
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let schemes: BTreeSet<&str> = ["http", "https", "mailto"].into();
    let followed = scheme.is_some_and(|scheme| schemes.contains(scheme.as_str()));
    let plain = text == url && !text.chars().any(char::is_whitespace);
    Link {
        href: (followed && plain).then(|| text.clone()),
        text,
    }
}

/// Tells that a text has the form of a language tag; anything else is written as an unknown one.
fn is_language(text: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    text.split('-').all(part)
}
