//! The figures of the claims found, per unit and measure, so that two values for one thing stand side
//! by side.
//!
//! A measure is named by the head of what the recorder wrote in `about`: its words before the first
//! `of`, `by`, `for` … ("development cost" of "development cost of the model, as reported"). Heads of
//! one unit that begin alike are one measure. No number is made of a scale word: it stands beside the
//! numbers of its measure, and says so.

use std::collections::BTreeMap;

use crate::model::{Amount, Unit};
use crate::store::{ClaimRef, FigureRef, Ix, Store};
use crate::text::fold::fold;

/// The figures of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFigures {
    /// What they count.
    pub unit: Unit,
    /// The figures by measure, and within one by value.
    pub figures: Vec<Figured>,
    /// The smallest and the largest positive number, for a logarithmic axis.
    pub span: Option<(f64, f64)>,
}

/// One figure of one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Figured {
    /// Whose it is.
    pub claim: Ix,
    /// As printed.
    pub text: String,
    /// What it measures, in the recorder's words.
    pub about: Option<String>,
    /// The measure it is listed under; empty when the recorder did not say.
    pub measure: String,
    /// What it amounts to; nothing when it was not understood.
    pub amount: Option<Amount>,
}

impl Figured {
    /// Returns the ends of the number, lower one first; nothing of scale words and what was not
    /// understood.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        let amount = self
            .amount
            .as_ref()
            .filter(|amount| !amount.is_scale_word())?;
        let low = amount.low.or(amount.high)?;
        Some((low, amount.high.unwrap_or(low)))
    }
}

impl UnitFigures {
    fn new(unit: Unit, mut figures: Vec<Figured>) -> Self {
        order(&mut figures);
        let ends = figures.iter().filter_map(Figured::ends);
        let positive = ends
            .flat_map(|(low, high)| [low, high])
            .filter(|n| *n > 0.0);
        let span = positive.fold(None, |span, n| match span {
            None => Some((n, n)),
            Some((low, high)) => Some((n.min(low), n.max(high))),
        });
        Self {
            unit,
            figures,
            span,
        }
    }
}

/// Returns the figures of some claims, the unit with most of them first. Scale words without a unit go
/// to the unit whose measure they share, else they are a group of their own, the last.
#[must_use]
pub fn measures(store: &Store, rows: &[Ix]) -> Vec<UnitFigures> {
    let mut units: BTreeMap<Unit, Vec<Figured>> = BTreeMap::new();
    let mut words: Vec<Figured> = Vec::new();
    for claim in rows.iter().filter_map(|&ix| store.claim(ix)) {
        for row in claim.figures() {
            let figure = figured(claim, &row);
            match &figure.amount {
                Some(amount) if amount.is_scale_word() && amount.unit == Unit::None => {
                    words.push(figure);
                }
                Some(amount) => units.entry(amount.unit.clone()).or_default().push(figure),
                None => units.entry(Unit::None).or_default().push(figure),
            }
        }
    }
    let mut left = Vec::new();
    for word in words {
        let shares = |figures: &Vec<Figured>| {
            let mut heads = figures.iter().map(|figure| &figure.measure);
            !word.measure.is_empty() && heads.any(|head| alike(head, &word.measure))
        };
        match units.values_mut().find(|figures| shares(figures)) {
            Some(figures) => figures.push(word),
            None => left.push(word),
        }
    }
    let mut groups: Vec<UnitFigures> = units
        .into_iter()
        .map(|(unit, figures)| UnitFigures::new(unit, figures))
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.figures.len()));
    if !left.is_empty() {
        let unit = Unit::Thing("scale words".to_owned());
        groups.push(UnitFigures::new(unit, left));
    }
    groups
}

fn figured(claim: ClaimRef<'_>, row: &FigureRef<'_>) -> Figured {
    let about = row.recorded.about.clone();
    Figured {
        claim: claim.ix(),
        text: row.recorded.text.clone(),
        measure: about.as_deref().map(head).unwrap_or_default(),
        about,
        amount: row.amount.cloned(),
    }
}

/// Words that end the head of a description.
const ENDS: &[&str] = &[
    "of", "by", "for", "in", "on", "at", "per", "to", "from", "that", "which", "needed", "said",
];

/// Returns the head of a description, folded: its words before the first comma or preposition.
fn head(about: &str) -> String {
    let first = about.split([',', ';', '(']).next().unwrap_or(about);
    let folded = fold(first);
    let words = folded.split_whitespace();
    let head: Vec<&str> = words.take_while(|word| !ENDS.contains(word)).collect();
    head.join(" ")
}

/// One of two heads begins with the other, word by word.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = long.strip_prefix(short);
    !short.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Gives heads that begin alike the shortest of them, and puts the figures in order.
fn order(figures: &mut [Figured]) {
    let mut heads: Vec<String> = figures.iter().map(|f| f.measure.clone()).collect();
    heads.sort_unstable();
    heads.dedup();
    for figure in figures.iter_mut() {
        let shortest = heads.iter().find(|head| alike(head, &figure.measure));
        if let Some(head) = shortest.filter(|head| head.len() <= figure.measure.len()) {
            figure.measure.clone_from(head);
        }
    }
    // Measures with most figures first: these are the ones to compare. Unnamed ones last.
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for figure in figures.iter() {
        *counts.entry(figure.measure.clone()).or_default() += 1;
    }
    let size = |figure: &Figured| {
        let number = figure.ends().map(|(low, _)| low);
        let scale = figure.amount.as_ref().and_then(|amount| amount.scale);
        number.or(scale).unwrap_or(f64::INFINITY)
    };
    figures.sort_by(|a, b| {
        let rank = |figure: &Figured| {
            let count = counts.get(&figure.measure).copied().unwrap_or(0);
            (figure.measure.is_empty(), std::cmp::Reverse(count))
        };
        rank(a)
            .cmp(&rank(b))
            .then_with(|| a.measure.cmp(&b.measure))
            .then_with(|| size(a).total_cmp(&size(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Figure};
    use crate::query::testing::{article, claim, rows};

    fn figure(id: &str, text: &str, about: &str) -> Claim {
        let figure = Figure {
            text: text.to_owned(),
            about: (!about.is_empty()).then(|| about.to_owned()),
            ..Figure::default()
        };
        Claim {
            figures: vec![figure],
            ..claim(id, "X")
        }
    }

    #[test]
    fn one_measure_with_other_values_stands_together_scale_words_beside_it() {
        let store = article(vec![
            figure("a", "millions", "development cost of the DeepSeek model"),
            figure("b", "$1 trillion", "market value lost by AI leaders"),
            figure(
                "c",
                "$6 million",
                "development cost of the DeepSeek model, as reported",
            ),
            figure(
                "d",
                "billions",
                "development cost otherwise expected for a model",
            ),
            figure("e", "17%", "fall of the Nvidia share"),
            figure("f", "dozens", "companies acquired by Apple"),
        ]);
        let groups = measures(&store, &rows(&store, ""));
        let seen: Vec<(String, Vec<(&str, &str)>)> = groups
            .iter()
            .map(|group| {
                let figures = group.figures.iter();
                let figures = figures.map(|f| (f.measure.as_str(), f.text.as_str()));
                (group.unit.to_string(), figures.collect())
            })
            .collect();
        let cost = "development cost";
        assert_eq!(
            seen,
            [
                (
                    "USD".to_owned(),
                    vec![
                        (cost, "millions"),
                        (cost, "$6 million"),
                        (cost, "billions"),
                        ("market value lost", "$1 trillion"),
                    ]
                ),
                ("%".to_owned(), vec![("fall", "17%")]),
                (
                    "scale words".to_owned(),
                    vec![("companies acquired", "dozens")]
                ),
            ]
        );
        assert_eq!(groups[0].span, Some((6e6, 1e12)));
    }

    #[test]
    fn what_is_not_understood_is_there_without_a_number() {
        let store = article(vec![figure("a", "a lot", ""), figure("b", "0", "")]);
        let groups = measures(&store, &rows(&store, ""));
        let ends: Vec<_> = groups[0].figures.iter().map(Figured::ends).collect();
        assert_eq!(ends, [Some((0.0, 0.0)), None]);
        assert_eq!(groups[0].span, None);
    }

    #[test]
    fn heads_begin_alike_by_whole_words_only() {
        assert!(alike("cost", "cost otherwise") && alike("cost", "cost"));
        assert!(!alike("cost", "costs") && !alike("", "cost"));
        assert_eq!(head("Spending by Meta on chips"), "spending");
    }
}
