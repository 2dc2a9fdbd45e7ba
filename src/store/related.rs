//! Where a claim's words and figures come up again: proposed with the reason, never linked by itself.

use rayon::prelude::*;

use super::{ClaimRef, Folder, Ix, LoadedFile, Store};
use crate::model::{Amount, Article, Claim, Relation};
use crate::source::{Compared, Likeness, Side, in_line};
use crate::text::fold::fold;

/// Most claims that are proposed.
const MOST: usize = 100;
/// So many claims at least are compared by one thread.
const CLAIMS: usize = 512;

/// A claim that has something in common with another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The claim.
    pub ix: Ix,
    /// What they have in common, the strongest first; at least one thing.
    pub reasons: Vec<Reason>,
    /// Another speaker says it; of two that are not known nothing is said.
    pub other_speaker: bool,
}

/// What two claims have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The words of the quotes.
    Quote(Likeness),
    /// The same measure with another value: the measure, the figure there, the figure here.
    OtherValue {
        /// The words of both descriptions.
        measure: String,
        /// As printed in the other claim.
        there: String,
        /// As printed in this one.
        here: String,
    },
    /// The same figure: as printed there.
    Figure(String),
}

impl Related {
    /// Returns what a link to the claim would say, as a proposal: another value for the same measure or
    /// other numbers in the same words contradict, all else repeats.
    #[must_use]
    pub fn relation(&self) -> Relation {
        let contradicts = |reason: &Reason| match reason {
            Reason::OtherValue { .. } => true,
            Reason::Quote(Likeness::Near(diff)) => diff.iter().any(|part| {
                part.side != Side::Both && part.words.contains(|c: char| c.is_ascii_digit())
            }),
            _ => false,
        };
        if self.reasons.iter().any(contradicts) {
            Relation::Contradicts
        } else {
            Relation::Repeats
        }
    }
}

impl Reason {
    /// Returns the reason in words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Quote(Likeness::Same) => "the same words".to_owned(),
            Self::Quote(Likeness::Near(diff)) => {
                format!("nearly the same words: {}", in_line(diff))
            }
            Self::Quote(Likeness::Run(words)) => format!("the words “{words}”"),
            Self::OtherValue {
                measure,
                there,
                here,
            } => format!("{measure}: {there} there, {here} here"),
            Self::Figure(text) => format!("the figure {text}"),
        }
    }

    fn weight(&self) -> u8 {
        match self {
            Self::Quote(Likeness::Same) => 0,
            Self::Quote(Likeness::Near(_)) => 1,
            Self::OtherValue { .. } => 2,
            Self::Quote(Likeness::Run(_)) => 3,
            Self::Figure(_) => 4,
        }
    }
}

/// Returns the claims that repeat a claim's words or figures, or give its measure another value; the
/// strongest reason first, at most a hundred.
#[must_use]
pub fn related(store: &Store, ix: Ix) -> Vec<Related> {
    let claim = store.claim(ix);
    claim.map_or_else(Vec::new, |claim| alike(store, claim, Some(ix)))
}

/// A draft that comes up again in a store.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// Which of the drafts, counted from 0.
    pub draft: usize,
    /// Where, the strongest reason first.
    pub related: Vec<Related>,
}

/// Returns which drafts of a record repeat or contradict claims of a store that they are no part of.
#[must_use]
pub fn again(store: &Store, article: &Article, drafts: &[Claim]) -> Vec<Again> {
    let file = LoadedFile {
        path: "drafts.yaml".to_owned(),
        article: article.clone(),
        claims: drafts.iter().map(|draft| (draft.clone(), 1)).collect(),
        ..LoadedFile::default()
    };
    // Aliases name the same speaker in both.
    let folder = Folder {
        speakers: store.folder().speakers.clone(),
        ..Folder::default()
    };
    let own = Store::build(vec![file], folder);
    let found: Vec<Again> = (0..drafts.len())
        .into_par_iter()
        .filter_map(|draft| {
            let claim = own.claim(Ix(u32::try_from(draft).ok()?))?;
            let related = alike(store, claim, None);
            (!related.is_empty()).then_some(Again { draft, related })
        })
        .collect();
    found
}

/// Returns what is like a claim in a store, that claim itself left out.
fn alike(store: &Store, claim: ClaimRef<'_>, own: Option<Ix>) -> Vec<Related> {
    let quote = claim.quote().map(Compared::new);
    let figures = measured(claim);
    let speaker = claim.speaker_name();
    let all = (0..u32::try_from(store.len()).unwrap_or(u32::MAX)).into_par_iter();
    let mut found: Vec<Related> = all
        .with_min_len(CLAIMS)
        .filter_map(|ix| store.claim(Ix(ix)))
        .filter(|other| own != Some(other.ix()))
        .filter_map(|other| {
            let mut reasons = Vec::new();
            if let (Some(quote), Some(text)) = (&quote, other.quote()) {
                reasons.extend(quote.like(text).map(Reason::Quote));
            }
            if !figures.is_empty() && other.figures().len() > 0 {
                reasons.extend(by_figures(&figures, &measured(other)));
            }
            reasons.sort_by_key(Reason::weight);
            let theirs = other.speaker_name();
            let other_speaker = theirs.is_some() && speaker.is_some() && theirs != speaker;
            (!reasons.is_empty()).then(|| Related {
                ix: other.ix(),
                reasons,
                other_speaker,
            })
        })
        .collect();
    found.sort_by_key(|one| one.reasons.first().map(Reason::weight));
    found.truncate(MOST);
    found
}

/// A figure that measures something.
struct Measured<'a> {
    text: &'a str,
    amount: &'a Amount,
    /// What it is about, folded, without the little words.
    about: Vec<String>,
    /// The words before it in the quote, the nearest first, and those behind it; folded.
    around: [Vec<String>; 2],
}

/// Returns the figures of a claim that tell one matter from another: not scale words, and not the
/// bare small numbers that stand everywhere.
fn measured(claim: ClaimRef<'_>) -> Vec<Measured<'_>> {
    let figures = claim.figures().filter_map(|figure| {
        let amount = figure.amount?;
        let high = amount.high.or(amount.low)?;
        let telling = !amount.unit.to_string().is_empty() || high >= 1_000.0;
        telling.then(|| Measured {
            text: &figure.recorded.text,
            amount,
            about: content(figure.recorded.about.as_deref().unwrap_or_default()),
            around: around(claim.quote().unwrap_or_default(), &figure.recorded.text),
        })
    });
    figures.collect()
}

fn by_figures(here: &[Measured<'_>], there: &[Measured<'_>]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for own in here {
        for other in there {
            if own.amount.unit != other.amount.unit {
                continue;
            }
            let same = own.amount.low == other.amount.low && own.amount.high == other.amount.high;
            let measure =
                || common(&own.about, &other.about).or_else(|| framed(&own.around, &other.around));
            let reason = match (same, (!same).then(measure).flatten()) {
                (true, _) => Reason::Figure(other.text.to_owned()),
                (false, Some(measure)) => Reason::OtherValue {
                    measure,
                    there: other.text.to_owned(),
                    here: own.text.to_owned(),
                },
                (false, None) => continue,
            };
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    reasons
}

/// Returns the words that two descriptions share when they are of the same measure: two words, and
/// two thirds of the shorter one.
fn common(one: &[String], other: &[String]) -> Option<String> {
    let shared: Vec<&str> = one
        .iter()
        .filter(|word| other.contains(word))
        .map(String::as_str)
        .collect();
    let least = one.len().min(other.len());
    (shared.len() >= 2 && shared.len() * 3 >= least * 2).then(|| shared.join(" "))
}

/// How many words round a figure are compared.
const AROUND: usize = 6;
/// Fewest equal words next to two figures that make them figures of the same measure.
const FRAME: usize = 4;

/// Returns the words before a figure, the nearest first, and those behind it.
fn around(quote: &str, figure: &str) -> [Vec<String>; 2] {
    let Some((before, after)) = quote.split_once(figure) else {
        return [Vec::new(), Vec::new()];
    };
    let (before, after) = (fold(before), fold(after));
    let word = |c: char| !c.is_alphanumeric() && c != '’' && c != '\'';
    let words = |word: &&str| !word.is_empty();
    let owned = |word: &str| word.to_owned();
    [
        (before.rsplit(word).filter(words).take(AROUND).map(owned)).collect(),
        (after.split(word).filter(words).take(AROUND).map(owned)).collect(),
    ]
}

/// Returns the words that two figures stand in, when they are the same on from the figure: four of them,
/// and two that tell something.
fn framed(one: &[Vec<String>; 2], other: &[Vec<String>; 2]) -> Option<String> {
    let equal = |side: usize| {
        let pairs = one[side].iter().zip(&other[side]);
        let equal = pairs.take_while(|(own, other)| own == other);
        equal.map(|(word, _)| word.as_str()).collect::<Vec<_>>()
    };
    let (mut before, after) = (equal(0), equal(1));
    before.reverse();
    let both = || before.iter().chain(&after);
    let telling = both().filter(|word| !LITTLE.contains(word)).count();
    (both().count() >= FRAME && telling >= 2).then(|| {
        format!("{} … {}", before.join(" "), after.join(" "))
            .trim()
            .to_owned()
    })
}

/// Words that tell no measure from another.
const LITTLE: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "it", "its", "of", "on", "or",
    "over", "per", "that", "the", "their", "this", "to", "under", "with",
];

fn content(about: &str) -> Vec<String> {
    let folded = fold(about);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let telling = |word: &&str| !word.is_empty() && !LITTLE.contains(word);
    let mut content: Vec<String> = Vec::new();
    for word in words.filter(telling) {
        if !content.iter().any(|known| known == word) {
            content.push(word.to_owned());
        }
    }
    content
}

#[cfg(test)]
mod tests;
