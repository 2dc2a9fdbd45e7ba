//! A record drafted from a text: claims with their words, speaker, figures, confidence and rule.
//!
//! Every claim is a candidate, the most worth checking first. No speaker is a speaker nobody named.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cue::cue;
use super::frame::Frame;
use super::labels::labelled;
use super::lexicon::Lexicon;
use super::names::{Mention, Sort};
use super::page::Page;
use super::people::People;
use super::speech::{Spoken, spoken};
use super::statements::{Statement, hedges, kind, statement};
use super::voice::Voice;
use crate::model::{Attribution, Claim, Figure, Kind, Skepticism, Unit, id_from};
use crate::text::figure;

/// How sure a label is, 0 to 100: five of five on the development set.
const LABEL: u8 = 85;

/// A drafted claim and where it stands.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The claim; a candidate.
    pub claim: Claim,
    /// The bytes of its quote in the text.
    pub span: Range<usize>,
    /// How much it is worth checking; higher is more.
    pub worth: u32,
}

/// Drafts the claims of a text; `body` is where the article itself begins, `author` who writes it.
#[must_use]
pub fn drafts(text: &str, body: usize, author: Option<&str>) -> Vec<Draft> {
    drafts_watched(text, body, author, &|_, _| true).unwrap_or_default()
}

/// As [`drafts`]; `goes_on` is told how far it is, so much of so much, and stops it by returning `false`.
#[must_use]
pub fn drafts_watched(
    text: &str,
    body: usize,
    author: Option<&str>,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<Draft>> {
    let lexicon = Lexicon::default();
    let page = Page::new(text, &lexicon);
    let people = People::of(&page, &lexicon);
    let mut heard = Vec::new();
    let mut all = Vec::new();
    let mut taken = HashSet::new();
    let total = page.quotes.len() + page.sentences.len();
    for spoken in spoken(&page, &people, &|done| goes_on(done, total))? {
        let span = page.quotes[spoken.quote].outer.clone();
        if span.start < body || spoken.voice != Voice::Speech {
            continue;
        }
        let sentence = page.sentence_at(span.start);
        taken.extend(sentence);
        if let (Some(sentence), Some(speaker)) = (sentence, &spoken.speaker) {
            heard.push((sentence, speaker.name.clone()));
        }
        all.push(of_speech(&page, &spoken));
    }
    for answer in labelled(&page, &people) {
        let mut draft = draft(&page, answer.span.clone(), "label", LABEL);
        draft.claim.attribution = Some(Attribution::Direct);
        draft.claim.speaker = answer.speaker;
        draft.worth += 2;
        let from = page
            .sentences
            .partition_point(|sentence| sentence.span.end <= answer.span.start);
        let to = page
            .sentences
            .partition_point(|sentence| sentence.span.start < answer.span.end);
        taken.extend(from..to);
        all.push(draft);
    }
    for sentence in 0..page.sentences.len() {
        if !goes_on(page.quotes.len() + sentence + 1, total) {
            return None;
        }
        let cut = &page.sentences[sentence];
        let ends =
            page.text[cut.span.clone()].ends_with(['.', '!', '”', '"', '’', '»', '…', ')', ']']);
        if cut.span.start < body || taken.contains(&sentence) || !ends {
            continue;
        }
        if let Some(statement) = statement(&page, sentence) {
            all.push(of_statement(&page, &people, &statement, &heard, author));
        }
    }
    all.sort_by_key(|draft| (std::cmp::Reverse(draft.worth), draft.span.start));
    name(&mut all);
    Some(all)
}

fn of_speech(page: &Page<'_>, spoken: &Spoken) -> Draft {
    let quote = &page.quotes[spoken.quote];
    let whole = spoken
        .partial
        .then(|| in_its_clause(page, spoken))
        .flatten();
    let partial = whole.is_some();
    let mut span = whole.unwrap_or_else(|| quote.inner.clone());
    if page.text[span.clone()].ends_with(',') {
        span.end -= 1;
    }
    let speaker = spoken.speaker.as_ref();
    let nameless = speaker
        .is_some_and(|speaker| speaker.unnamed && !speaker.name.to_lowercase().starts_with("the "));
    let attribution = match (nameless, partial) {
        (true, _) => Attribution::Unnamed,
        (false, true) => Attribution::Partial,
        (false, false) => Attribution::Direct,
    };
    let mut draft = draft(page, span, spoken.rule, spoken.confidence);
    draft.claim.attribution = Some(attribution);
    if let Some(speaker) = speaker {
        draft.claim.speaker = Some(speaker.name.clone());
        draft.claim.role.clone_from(&speaker.role);
        draft.claim.org.clone_from(&speaker.org);
        draft.worth += 1;
    }
    draft.worth += 1;
    draft
}

/// The clause that words in marks stand in: from the verb of speech to the closing mark.
fn in_its_clause(page: &Page<'_>, spoken: &Spoken) -> Option<Range<usize>> {
    let frame = Frame::of(page, spoken.quote)?;
    let end = page.quotes[spoken.quote].outer.end;
    let words = &frame.words[..frame.at];
    let verb = (0..words.len())
        .rev()
        .find(|&at| cue(page, words, at).is_some());
    let from = match verb {
        Some(verb) => {
            let that =
                (verb + 1..words.len().min(verb + 8)).find(|&at| page.tokens[words[at]].is("that"));
            that.unwrap_or(verb) + 1
        }
        None if frame.since == 0 => 0,
        None => return None,
    };
    let first = *words.get(from)?;
    let start = page.tokens[first].span.start;
    let before = spoken.quote.checked_sub(1).map(|at| &page.quotes[at]);
    let other = before.is_some_and(|quote| quote.outer.end > start);
    (words.len() - from <= 25 && !other && page.tokens[first].is_word).then_some(start..end)
}

fn of_statement(
    page: &Page<'_>,
    people: &People,
    statement: &Statement,
    heard: &[(usize, String)],
    author: Option<&str>,
) -> Draft {
    let span = page.sentences[statement.sentence].span.clone();
    let mut draft = draft(page, span, statement.rule, statement.confidence);
    draft.claim.kind = Some(statement.kind);
    match &statement.reported {
        Some(mention) => {
            let (name, role, org) = reported(page, people, mention, statement.sentence, heard);
            let nameless =
                mention.sort == Sort::Described && !mention.name.to_lowercase().starts_with("the ");
            let paraphrase = if nameless {
                Attribution::Unnamed
            } else {
                Attribution::Paraphrase
            };
            draft.claim.attribution = Some(paraphrase);
            draft.claim.speaker = name;
            draft.claim.role = role;
            draft.claim.org = org;
            draft.worth += 1;
        }
        None if statement.hearsay => draft.claim.attribution = Some(Attribution::Unnamed),
        None => {
            draft.claim.attribution = Some(Attribution::Author);
            draft.claim.speaker = author.map(str::to_owned);
        }
    }
    draft.worth += u32::from(statement.kind != Kind::Fact);
    draft
}

type Who = (Option<String>, Option<String>, Option<String>);

fn reported(
    page: &Page<'_>,
    people: &People,
    mention: &Mention,
    sentence: usize,
    heard: &[(usize, String)],
) -> Who {
    match mention.sort {
        Sort::Described => (Some(mention.name.clone()), None, mention.org.clone()),
        Sort::Named => {
            let (name, role, org) = people.full(mention);
            (Some(name), role, org)
        }
        Sort::Pronoun => {
            let word = page.tokens[mention.first].lower.as_str();
            (
                people.meant(word, mention.first, sentence, heard),
                None,
                None,
            )
        }
    }
}

fn draft(page: &Page<'_>, span: Range<usize>, rule: &str, confidence: u8) -> Draft {
    let text = &page.text[span.clone()];
    let first = page
        .tokens
        .partition_point(|token| token.span.start < span.start);
    let last = page
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let tokens: Vec<usize> = (first..last).collect();
    let found = figure::scan(text);
    let measured = found
        .iter()
        .filter(|found| found.amount.unit != Unit::None)
        .count();
    let soft = hedges(page, tokens.iter().copied());
    let kind = kind(page, &tokens, text);
    let note = format!("hedged in the article: {}", soft.join(", "));
    let skepticism = Skepticism {
        note,
        ..Skepticism::default()
    };
    let figures = found.into_iter().map(|found| Figure {
        text: text[found.span].to_owned(),
        ..Figure::default()
    });
    let claim = Claim {
        quote: Some(text.to_owned()),
        kind,
        line: Some(page.line(span.start)),
        figures: figures.collect(),
        skepticism: if soft.is_empty() {
            Vec::new()
        } else {
            vec![skepticism]
        },
        candidate: true,
        confidence: Some(format!("0.{confidence:02}")),
        rule: Some(rule.to_owned()),
        ..Claim::default()
    };
    let worth = 3 * u32::from(measured > 0) + u32::from(kind.is_some());
    Draft { claim, span, worth }
}

/// Gives every claim an id made of its first words, a number after it where it is taken.
fn name(drafts: &mut [Draft]) {
    let mut taken = HashSet::new();
    let mut next: HashMap<String, u32> = HashMap::new();
    for draft in drafts {
        let stem = draft
            .claim
            .quote
            .as_deref()
            .map(id_from)
            .filter(|id| !id.is_empty());
        let stem = stem.unwrap_or_else(|| format!("line-{}", draft.claim.line.unwrap_or(1)));
        let mut id = stem.clone();
        let n = next.entry(stem.clone()).or_insert(1);
        while !taken.insert(id.clone()) {
            *n += 1;
            id = format!("{stem}-{n}");
        }
        draft.claim.id = id;
    }
}
