//! Figures that are said to measure one thing and do not agree: candidates for a contradiction.
//!
//! Whether they contradict each other is for people to say. Here only what can be told from the
//! record is told: what measures alike (the recorder's words in `about`), and which values can not
//! both hold. A scale word ("billions") measures nothing and disagrees with nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{ClaimRef, FigureRef, Ix, Store};
use crate::model::{Amount, Qualifier};
use crate::text::fold::{fold, words};

/// Two figures of two claims that can not both hold, if they measure one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The earlier claim and its figure, counted from zero.
    pub a: (Ix, usize),
    /// The later claim and its figure.
    pub b: (Ix, usize),
    /// The words that both descriptions share, as they stand in the earlier one.
    pub shared: Vec<String>,
}

/// Of the words of both descriptions, so large a part must be shared: three of five.
const SHARED: (usize, usize) = (3, 5);

/// Fewer shared words name no measure: "cost" alone is said of everything.
const FEWEST: usize = 2;

/// A word that stands in more descriptions than this tells none of them apart.
const COMMON: usize = 400;

/// Words that name no measure.
const EMPTY: &str = "\
    the and for with from that this its their his her one two per said according about than into \
    over under after before announced reported reportedly estimated expected projected needed";

/// Returns the pairs of figures that differ, in store order. Claims that are linked already, by
/// whatever relation, are left out: somebody has looked at them.
#[must_use]
pub fn differing(store: &Store) -> Vec<Differing> {
    let measured: Vec<Measured<'_>> = store.claims().flat_map(of_claim).collect();
    let mut with_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, one) in measured.iter().enumerate() {
        for word in &one.words {
            with_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (at, one) in measured.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let rare = one
            .words
            .iter()
            .filter_map(|word| with_word.get(word.as_str()));
        for others in rare.filter(|others| others.len() <= COMMON) {
            for &other in others.iter().filter(|&&other| other > at) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let likely = shared.into_iter().filter(|&(_, count)| count >= FEWEST);
        pairs.extend(likely.filter_map(|(other, _)| one.differs_from(&measured[other])));
    }
    pairs
}

/// A figure that measures something.
struct Measured<'a> {
    claim: ClaimRef<'a>,
    nth: usize,
    amount: &'a Amount,
    words: BTreeSet<String>,
    /// Whose measure it is: figures of two firms do not disagree.
    names: BTreeSet<String>,
}

fn of_claim(claim: ClaimRef<'_>) -> impl Iterator<Item = Measured<'_>> {
    let figures = claim.figures().enumerate();
    figures.filter_map(move |(nth, figure)| Measured::new(claim, nth, figure))
}

impl<'a> Measured<'a> {
    fn new(claim: ClaimRef<'a>, nth: usize, figure: FigureRef<'a>) -> Option<Self> {
        let amount = figure.amount.filter(|amount| !amount.is_scale_word())?;
        let about = figure.recorded.about.as_deref()?;
        let said =
            |word: &str| word.chars().count() >= 3 && !EMPTY.split(' ').any(|own| own == word);
        let folded = fold(about);
        let own = words(&folded).map(|word| folded[word].to_owned());
        let capital = |word: &&str| word.contains(char::is_uppercase);
        // The first word may begin with a capital as a sentence does.
        let first = about.split_whitespace().next().into_iter();
        let first = first.filter(|word| word.chars().skip(1).any(char::is_uppercase));
        let names = first.chain(about.split_whitespace().skip(1).filter(capital));
        let bare = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        Some(Self {
            claim,
            nth,
            amount,
            words: own.filter(|word| said(word)).collect(),
            names: names.map(bare).collect(),
        })
    }

    fn differs_from(&self, other: &Self) -> Option<Differing> {
        let shared = self.words.intersection(&other.words).count();
        let all = self.words.union(&other.words).count();
        let alike = shared >= FEWEST && shared * SHARED.1 >= all * SHARED.0;
        if !alike
            || self.claim.ix() == other.claim.ix()
            || self.names != other.names
            || !exclude(self.amount, other.amount)
            || linked(self.claim, other.claim)
        {
            return None;
        }
        Some(Differing {
            a: (self.claim.ix(), self.nth),
            b: (other.claim.ix(), other.nth),
            shared: self.words.intersection(&other.words).cloned().collect(),
        })
    }
}

/// Tells that the two can not both hold: one unit and period, and no common number even when "at
/// least" and "up to" are taken at their word.
fn exclude(a: &Amount, b: &Amount) -> bool {
    let comparable =
        a.unit == b.unit && a.period.as_deref().map(fold) == b.period.as_deref().map(fold);
    let (Some(a), Some(b)) = (reach(a), reach(b)) else {
        return false;
    };
    comparable && (a.1 < b.0 || b.1 < a.0)
}

/// How far a rounded or hedged number may be off: "about 100" is not contradicted by 105.
const ROUGH: f64 = 0.1;

/// Returns between which numbers the thing measured lies, by the figure's own word.
fn reach(amount: &Amount) -> Option<(f64, f64)> {
    let low = amount.low.or(amount.high)?;
    let high = amount.high.unwrap_or(low);
    Some(match amount.qualifier {
        Some(Qualifier::AtLeast | Qualifier::MoreThan) => (low, f64::INFINITY),
        Some(Qualifier::UpTo | Qualifier::LessThan) => (f64::NEG_INFINITY, high),
        Some(Qualifier::About | Qualifier::Nearly) => {
            (low - low.abs() * ROUGH, high + high.abs() * ROUGH)
        }
        Some(Qualifier::Only | Qualifier::Reportedly) | None => (low, high),
    })
}

fn linked(a: ClaimRef<'_>, b: ClaimRef<'_>) -> bool {
    let back = |one: ClaimRef<'_>, other: ClaimRef<'_>| {
        one.backlinks().iter().any(|link| link.from == other.ix())
    };
    back(a, b) || back(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Figure, Link, Relation};
    use crate::store::{Folder, LoadedFile};

    fn claim(id: &str, text: &str, about: &str) -> Claim {
        let figure = Figure {
            text: text.to_owned(),
            about: Some(about.to_owned()),
            ..Figure::default()
        };
        Claim {
            id: id.to_owned(),
            figures: vec![figure],
            ..Claim::default()
        }
    }

    fn store(claims: Vec<Claim>) -> Store {
        let file = LoadedFile {
            path: "x.yaml".to_owned(),
            claims: claims.into_iter().zip(1..).collect(),
            ..LoadedFile::default()
        };
        Store::build(vec![file], Folder::default())
    }

    fn differ(a: (&str, &str), b: (&str, &str)) -> bool {
        !differing(&store(vec![claim("a", a.0, a.1), claim("b", b.0, b.1)])).is_empty()
    }

    const COST: &str = "cost of training the DeepSeek model";

    #[test]
    fn two_values_of_one_measure_differ() {
        let other = "training cost of the DeepSeek model, as reported";
        let store = store(vec![
            claim("a", "$6 million", COST),
            claim("b", "$1.3 billion", other),
        ]);
        let [found] = differing(&store).try_into().unwrap();
        assert_eq!((found.a, found.b), ((Ix(0), 0), (Ix(1), 0)));
        assert_eq!(found.shared, ["cost", "deepseek", "model", "training"]);
    }

    #[test]
    fn what_can_both_hold_does_not_differ() {
        for (a, b, expected) in [
            ("$6 million", "$6 million", false),
            ("at least $5 million", "$6 million", false),
            ("at least $5 million", "$4 million", true),
            ("up to $5 million", "$4 million", false),
            ("more than $5 million", "less than $4 million", true),
            ("$5-7 million", "$6 million", false),
            ("about $6 million", "$6.3 million", false),
            ("about $6 million", "$7 million", true),
            ("millions", "$7 billion", false),
            ("$6 million", "€5 million", false),
            ("$6 million", "15%", false),
            ("$6 million a year", "$9 million", false),
            ("$6 million a year", "$9 million a year", true),
        ] {
            assert_eq!(differ((a, COST), (b, COST)), expected, "{a}, {b}");
        }
    }

    #[test]
    fn measures_of_two_things_do_not_differ() {
        for (a, b, expected) in [
            (
                "market value lost by Nvidia on the news",
                "market value lost by US firms on the news",
                false,
            ),
            (
                "spending by Amazon on data centers",
                "spending by Microsoft on data centers",
                false,
            ),
            (
                "spending on data centers",
                "spending on new data centers",
                true,
            ),
            ("cost of a chip", "price of a share", false),
            ("cost", "cost", false),
        ] {
            assert_eq!(differ(("$1", a), ("$2", b)), expected, "{a} / {b}");
        }
    }

    #[test]
    fn linked_claims_were_looked_at() {
        let mut a = claim("a", "$1", COST);
        a.links.push(Link {
            relation: Relation::Corrects,
            target: "b".to_owned(),
        });
        assert_eq!(differing(&store(vec![a, claim("b", "$2", COST)])), []);
    }
}
