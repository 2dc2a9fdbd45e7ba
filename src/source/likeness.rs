//! What two quotes share: the same words, nearly the same, or a run of them.

use super::anchor::{WORD, best_fit, keys};
use super::diff::{Part, diff};
use super::text::alike;

/// Fewest words in a row that are more than a turn of phrase.
const RUN: usize = 6;
/// Fewest words of a quote that is compared as a whole.
const FEWEST: usize = 4;
/// Longest quote that is compared, in words.
const LONGEST: usize = 500;

/// How two quotes are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likeness {
    /// The same words; marks and capitals may differ.
    Same,
    /// At least seven in ten of the words, in order: what differs.
    Near(Vec<Part>),
    /// These words in a row stand in both.
    Run(String),
}

/// A quote made ready to be compared with many.
#[derive(Debug)]
pub struct Compared {
    text: String,
    words: Vec<(u64, usize, usize)>,
    sorted: Vec<u64>,
}

impl Compared {
    /// Returns a quote made ready.
    #[must_use]
    pub fn new(quote: &str) -> Self {
        let text = alike(quote);
        let words: Vec<(u64, usize, usize)> = keys(&text)
            .iter()
            .take(LONGEST)
            .map(|key| (key.hash, key.place().start, key.place().end))
            .collect();
        let mut sorted: Vec<u64> = words.iter().map(|word| word.0).collect();
        sorted.sort_unstable();
        Self {
            text: text.into_owned(),
            words,
            sorted,
        }
    }

    /// Returns how another quote is like this one, if it is.
    #[must_use]
    pub fn like(&self, other: &str) -> Option<Likeness> {
        let shares = |other: &Self| {
            let shared = other
                .words
                .iter()
                .filter(|word| self.sorted.binary_search(&word.0).is_ok());
            shared.count()
        };
        let other = Self::new(other);
        let least = self.words.len().min(other.words.len());
        if least < FEWEST || shares(&other) < RUN.min(least.div_ceil(2)) {
            return None;
        }
        let hashes = |quote: &Self| quote.words.iter().map(|word| word.0).collect::<Vec<_>>();
        let (mine, theirs) = (hashes(self), hashes(&other));
        if mine == theirs {
            return Some(Likeness::Same);
        }
        let cost = |a: usize, b: usize| if mine[a] == theirs[b] { 0 } else { WORD };
        let (cost, _) = best_fit(mine.len(), theirs.len(), cost);
        let most = mine.len().max(theirs.len());
        let apart = cost as usize / WORD as usize + theirs.len().saturating_sub(mine.len());
        if apart * 10 <= most * 3 {
            return Some(Likeness::Near(diff(&other.text, &self.text)));
        }
        let (start, long) = longest_run(&mine, &theirs);
        let whole = long == least;
        (long >= RUN || whole).then(|| {
            let (from, to) = (self.words[start].1, self.words[start + long - 1].2);
            Likeness::Run(self.text[from..to].to_owned())
        })
    }
}

/// Returns where the longest run of words that both have begins in the first, and how long it is.
fn longest_run(one: &[u64], other: &[u64]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut above = vec![0; other.len() + 1];
    for (at, word) in one.iter().enumerate() {
        let mut row = vec![0; other.len() + 1];
        for (place, known) in other.iter().enumerate() {
            if word == known {
                row[place + 1] = above[place] + 1;
                if row[place + 1] > best.1 {
                    best = (at + 1 - row[place + 1], row[place + 1]);
                }
            }
        }
        above = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::in_line;

    fn like(one: &str, other: &str) -> String {
        match Compared::new(one).like(other) {
            None => "no".to_owned(),
            Some(Likeness::Same) => "same".to_owned(),
            Some(Likeness::Near(diff)) => format!("near: {}", in_line(&diff)),
            Some(Likeness::Run(words)) => format!("run: {words}"),
        }
    }

    #[test]
    fn quotes_are_alike_by_their_words_in_order() {
        let quote = "“It will lose billions, and its investors with it.”";
        assert_eq!(
            like(quote, "it will lose billions — and its investors with it"),
            "same"
        );
        assert_eq!(
            like(quote, "It will lose millions, and its investors with it."),
            "near: [-It-]{+“It+} will lose [-millions,-]{+billions,+} and its investors with [-it.-]{+it.”+}"
        );
        assert_eq!(
            like(
                quote,
                "He told us on Monday that by then it will lose billions, and its backers gave up hope long ago"
            ),
            "run: It will lose billions, and its"
        );
        assert_eq!(
            like(quote, "It will rain, and its banks with it lose"),
            "no"
        );
        assert_eq!(like("It will", "It will"), "no");
    }
}
