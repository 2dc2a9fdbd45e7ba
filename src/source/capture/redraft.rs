//! Drafts made of drafts: one cut into parts, two joined. Only words that the draft or the text has.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::page::Page;
use crate::model::{Attribution, Claim, Integrity, Skepticism, id_from};
use crate::source::{SourceText, anchor};

/// Most bytes between two drafts that are joined to one passage; over more than that an elision stands.
const BETWEEN: usize = 400;

/// Returns the sentences of a quote, as one would cut it.
#[must_use]
pub fn sentences(quote: &str) -> Vec<String> {
    let lexicon = Lexicon::default();
    let page = Page::new(quote, &lexicon);
    let cut = page.sentences.iter();
    cut.map(|sentence| folded(&quote[sentence.span.clone()]))
        .filter(|words| !words.is_empty())
        .collect()
}

/// Returns a draft for each part of a draft's quote; `taken` tells the ids that others have.
///
/// # Errors
/// Less than two parts, or words that do not stand in the quote.
pub fn split(
    draft: &Claim,
    parts: &[String],
    source: Option<&SourceText>,
    taken: &dyn Fn(&str) -> bool,
) -> Result<Vec<Claim>, String> {
    let quote = folded(draft.quote.as_deref().unwrap_or_default());
    let parts: Vec<String> = parts.iter().map(|part| folded(part)).collect();
    let parts: Vec<&String> = parts.iter().filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 {
        return Err("a line for each part, two at least".to_owned());
    }
    let mut made: Vec<Claim> = Vec::new();
    for part in parts {
        if !quote.contains(part.as_str()) {
            return Err(format!("“{part}” does not stand in the quote"));
        }
        let free = |id: &str| !taken(id) && made.iter().all(|other| other.id != id);
        let id = fresh_id(part, &free);
        let mut claim = Claim {
            id,
            quote: Some(part.clone()),
            ..draft.clone()
        };
        claim
            .figures
            .retain(|figure| part.contains(&folded(&figure.text)));
        if let Some((place, source)) = source.and_then(|text| Some((place(text, &claim)?, text))) {
            claim.line = u32::try_from(source.line_at(place.start)).ok();
        }
        made.push(claim);
    }
    Ok(made)
}

/// Returns the draft of two drafts: the passage from the one to the other, or with an elision between
/// what stands far apart or in no text that is at hand.
///
/// # Errors
/// They have different speakers, or one has no quote.
pub fn merge(a: &Claim, b: &Claim, source: Option<&SourceText>) -> Result<Claim, String> {
    if let (Some(one), Some(other)) = (&a.speaker, &b.speaker)
        && one != other
    {
        return Err(format!("two speakers: {one} and {other}"));
    }
    let places = source.and_then(|text| Some((text, place(text, a)?, place(text, b)?)));
    let (first, last, quote) = match places {
        Some((text, one, other)) => {
            let ((first, start), (last, end)) = if one.start <= other.start {
                ((a, one), (b, other))
            } else {
                ((b, other), (a, one))
            };
            let near = end.start.saturating_sub(start.end) <= BETWEEN;
            let whole = start.start..start.end.max(end.end);
            let words = text.original().get(whole).filter(|_| near);
            (first, last, words.map(str::to_owned))
        }
        None => (a, b, None),
    };
    let words = |claim: &Claim| claim.quote.clone().ok_or("a draft without a quote");
    let quote = match quote {
        Some(quote) => quote,
        None => format!("{} […] {}", words(first)?, words(last)?),
    };
    let mut merged = Claim {
        quote: Some(quote),
        ..first.clone()
    };
    if merged.speaker.is_none() {
        (merged.speaker, merged.role, merged.org) =
            (last.speaker.clone(), last.role.clone(), last.org.clone());
    }
    let whole = |claim: &Claim| claim.attribution == Some(Attribution::Direct);
    if whole(first) || whole(last) {
        // Words of the article stand between what stands in marks.
        merged.attribution = Some(Attribution::Partial);
    }
    merged.kind = first.kind.or(last.kind);
    for figure in &last.figures {
        if !merged.figures.contains(figure) {
            merged.figures.push(figure.clone());
        }
    }
    let new = |reason: &&Skepticism| !first.skepticism.contains(reason);
    merged
        .skepticism
        .extend(last.skepticism.iter().filter(new).cloned());
    let sure = |claim: &Claim| {
        claim
            .confidence
            .as_deref()
            .and_then(|text| text.parse().ok())
    };
    if sure(last).unwrap_or(0.0_f64) < sure(first).unwrap_or(0.0) {
        merged.confidence.clone_from(&last.confidence);
        merged.rule.clone_from(&last.rule);
    }
    Ok(merged)
}

/// Returns an id made of the first words, with a number behind it where it is taken.
fn fresh_id(words: &str, free: &dyn Fn(&str) -> bool) -> String {
    let stem = Some(id_from(words)).filter(|id| !id.is_empty());
    let stem = stem.unwrap_or_else(|| "part".to_owned());
    let mut id = stem.clone();
    let mut n = 1;
    while !free(&id) {
        n += 1;
        id = format!("{stem}-{n}");
    }
    id
}

fn place(source: &SourceText, claim: &Claim) -> Option<Range<usize>> {
    let anchor = anchor(source, claim.quote.as_deref()?, claim.line);
    matches!(anchor.integrity, Integrity::Found | Integrity::Moved)
        .then(|| anchor.original(source, claim.line))?
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Figure;

    const TEXT: &str = "“It cost $6 million. Nobody knew.\nAnd it grew,” said Ann Lee.\n“It lost 15%,” she said.\n";

    fn draft(quote: &str, line: u32, figures: &[&str]) -> Claim {
        Claim {
            id: id_from(quote),
            quote: Some(quote.to_owned()),
            line: Some(line),
            speaker: Some("Ann Lee".to_owned()),
            attribution: Some(Attribution::Direct),
            candidate: true,
            confidence: Some("0.90".to_owned()),
            rule: Some("said-x".to_owned()),
            figures: figures
                .iter()
                .map(|text| Figure {
                    text: (*text).to_owned(),
                    ..Figure::default()
                })
                .collect(),
            ..Claim::default()
        }
    }

    #[test]
    fn a_quote_is_cut_into_parts_with_their_lines_and_figures() {
        let whole = draft(
            "It cost $6 million. Nobody knew.\nAnd it grew,",
            1,
            &["$6 million"],
        );
        let parts = sentences(whole.quote.as_deref().unwrap());
        assert_eq!(
            parts,
            ["It cost $6 million.", "Nobody knew.", "And it grew,"]
        );
        let source = SourceText::new(TEXT);
        let taken = |id: &str| id == "nobody-knew";
        let made = split(&whole, &parts, Some(&source), &taken).unwrap();
        let shown: Vec<_> = made
            .iter()
            .map(|claim| (claim.id.as_str(), claim.line, claim.figures.len()))
            .collect();
        assert_eq!(
            shown,
            [
                ("it-cost-6-million", Some(1), 1),
                ("nobody-knew-2", Some(1), 0),
                ("and-it-grew", Some(2), 0)
            ]
        );
        assert!(made.iter().all(|claim| claim.candidate));
        let none = |_: &str| false;
        assert!(split(&whole, &parts[..1], None, &none).is_err());
        let other = [parts[0].clone(), "It shrank".to_owned()];
        assert!(
            split(&whole, &other, None, &none)
                .unwrap_err()
                .contains("It shrank")
        );
    }

    #[test]
    fn two_drafts_become_the_passage_from_one_to_the_other() {
        let (a, mut b) = (
            draft(
                "It cost $6 million. Nobody knew.\nAnd it grew",
                1,
                &["$6 million"],
            ),
            draft("It lost 15%", 3, &["15%"]),
        );
        b.confidence = Some("0.60".to_owned());
        b.rule = Some("pronoun".to_owned());
        let source = SourceText::new(TEXT);
        let merged = merge(&b, &a, Some(&source)).unwrap();
        assert_eq!(
            merged.quote.as_deref(),
            Some("It cost $6 million. Nobody knew.\nAnd it grew,” said Ann Lee.\n“It lost 15%")
        );
        assert_eq!(merged.id, a.id);
        assert_eq!(merged.figures.len(), 2);
        assert_eq!(merged.attribution, Some(Attribution::Partial));
        assert_eq!(merged.rule.as_deref(), Some("pronoun"));
        let apart = merge(&a, &b, None).unwrap();
        assert!(apart.quote.unwrap().ends_with("it grew […] It lost 15%"));
        b.speaker = Some("Bo Ek".to_owned());
        assert!(merge(&a, &b, None).unwrap_err().contains("Bo Ek"));
    }
}
