//! Where in a stretch of words another row of words fits best: an alignment that may begin and end
//! anywhere in the stretch (Sellers 1980).

use std::cmp::Reverse;
use std::ops::Range;

/// What a word that is missing, added or another one costs.
pub(in crate::source) const WORD: u32 = 12;

/// Returns the part of `0..wide` that is nearest to a row of `long` words, and what the differences
/// cost. `cost` is that of taking one word for another, 0 to [`WORD`].
pub(in crate::source) fn best_fit(
    long: usize,
    wide: usize,
    cost: impl Fn(usize, usize) -> u32,
) -> (u32, Range<usize>) {
    // For each end in the stretch: the least cost so far, and where that alignment began.
    let mut above: Vec<(u32, usize)> = (0..=wide).map(|at| (0, at)).collect();
    let mut row = above.clone();
    for word in 0..long {
        row[0] = (above[0].0 + WORD, 0);
        for at in 0..wide {
            let (diagonal, up, left) = (above[at], above[at + 1], row[at]);
            let taken = (diagonal.0 + cost(word, at), diagonal.1);
            let missing = (up.0 + WORD, up.1);
            let added = (left.0 + WORD, left.1);
            row[at + 1] = [taken, missing, added]
                .into_iter()
                .min_by_key(|way| way.0)
                .unwrap_or(taken);
        }
        std::mem::swap(&mut above, &mut row);
    }
    // Of equals the longest: a word put in is likelier than one that was there and is missing.
    let ends = above.iter().enumerate();
    let best = ends.min_by_key(|(end, way)| (way.0, Reverse(end - way.1)));
    best.map_or((0, 0..0), |(end, &(cost, start))| (cost, start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(quote: &str, text: &str) -> (u32, String) {
        let quote: Vec<&str> = quote.split(' ').collect();
        let text: Vec<&str> = text.split(' ').collect();
        let cost = |a: usize, b: usize| if quote[a] == text[b] { 0 } else { WORD };
        let (cost, range) = best_fit(quote.len(), text.len(), cost);
        (cost / WORD, text[range].join(" "))
    }

    #[test]
    fn the_nearest_stretch_is_found() {
        let text = "so he said the river is very clean and left";
        assert_eq!(
            fit("the river is clean", text),
            (1, "the river is very clean".to_owned())
        );
        assert_eq!(
            fit("the river was very clean", text),
            (1, "the river is very clean".to_owned())
        );
        assert_eq!(
            fit("said that the river", text),
            (1, "said the river".to_owned())
        );
        assert_eq!(fit("he said", text), (0, "he said".to_owned()));
        assert_eq!(fit("a b", text).0, 2);
        assert_eq!(fit("x", ""), (1, String::new()));
    }
}
