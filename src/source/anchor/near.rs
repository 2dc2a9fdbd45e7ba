//! The words of a text nearest to a quote that does not stand in it. Shown beside it, and never
//! taken for it.

use std::ops::Range;

use super::align::{WORD, best_fit};
use super::keys::{Key, keys};
use crate::source::SourceText;

/// Longest quote that is aligned, in words: five pages. What is longer was pasted by mistake.
const LONGEST: usize = 2_000;
/// A word that stands more often than this says nothing about the place.
const COMMON: usize = 60;
/// How many stretches of the text are looked at closely.
const STRETCHES: usize = 3;
/// Two words of this likeness (normalised Levenshtein) are one, misspelt.
const SPELT_ALIKE: f64 = 0.6;
/// A quote of more words than this is not compared letter by letter.
const SHORT: usize = 60;
/// A quote of so few words is sought letter by letter when no word of it is in the text.
const FEW: usize = 3;
/// How many places are tried for that.
const MOST_PLACES: usize = 50_000;

/// Returns the nearest words, when at least six in ten of the quote's are there in order.
///
/// The share is that of Fuzzy matching in translation memories: below it people no longer see the
/// same sentence.
pub(super) fn nearest(source: &SourceText, wanted: &str) -> Option<Range<usize>> {
    let quote = keys(wanted);
    if quote.is_empty() || quote.len() > LONGEST {
        return None;
    }
    let seek = Seek {
        source,
        wanted,
        quote,
    };
    let place = seek.by_words().or_else(|| seek.by_letters())?;
    Some(seek.with_marks(place))
}

/// A quote that is sought.
struct Seek<'a> {
    source: &'a SourceText,
    wanted: &'a str,
    quote: Vec<Key>,
}

impl Seek<'_> {
    /// Aligns the quote with the stretches that have most of its words.
    fn by_words(&self) -> Option<Range<usize>> {
        let long = self.quote.len();
        let slack = (long / 3).max(4);
        let text = &self.source.index().keys;
        let mut best: Option<(u32, Range<usize>)> = None;
        for start in self.likely_starts(slack) {
            let from = start.saturating_sub(slack).min(text.len());
            let to = (start + long + 2 * slack).min(text.len());
            let stretch = &text[from..to];
            let cost = |a: usize, b: usize| self.cost(&self.quote[a], &stretch[b]);
            let (cost, range) = best_fit(long, stretch.len(), cost);
            if !range.is_empty() && best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, range.start + from..range.end + from));
            }
        }
        let (cost, range) = best?;
        let most = u32::try_from(long).ok()? * WORD;
        (cost * 10 <= most * 4).then(|| self.bytes(&range))
    }

    /// Returns the numbers of the words at which a stretch with many words of the quote begins.
    fn likely_starts(&self, slack: usize) -> Vec<usize> {
        let index = self.source.index();
        let mut votes: Vec<(usize, f64)> = Vec::new();
        // Where only common words are shared, those have to do.
        for most in [COMMON, COMMON * 20] {
            for (at, places) in index.places(&self.quote, most).into_iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a small count")]
                let weight = 1.0 / places.len().max(1) as f64;
                let starts = places.into_iter().map(|place| place.saturating_sub(at));
                votes.extend(starts.map(|start| (start, weight)));
            }
            if !votes.is_empty() {
                break;
            }
        }
        votes.sort_by_key(|vote| vote.0);
        let mut sums: Vec<(f64, usize)> = Vec::new();
        let mut sum = 0.0;
        let mut first = 0;
        for (at, &(start, weight)) in votes.iter().enumerate() {
            sum += weight;
            while votes[first].0 + slack < start {
                sum -= votes[first].1;
                first += 1;
            }
            // The next vote may belong to the same stretch: the sum is of all that end here.
            if votes.get(at + 1).is_none_or(|next| next.0 != start) {
                sums.push((sum, votes[first].0));
            }
        }
        sums.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut starts: Vec<usize> = Vec::new();
        for (_, start) in sums {
            if starts.iter().all(|known| known.abs_diff(start) > slack) {
                starts.push(start);
            }
            if starts.len() == STRETCHES {
                break;
            }
        }
        starts
    }

    /// What it costs to take one word for the other.
    fn cost(&self, quote: &Key, text: &Key) -> u32 {
        if quote.hash == text.hash {
            return 0;
        }
        if self.quote.len() > SHORT {
            return WORD;
        }
        // Each letter that only one of them has is an edit at least.
        let long = quote.place().len().max(text.place().len());
        let apart = (quote.letters & !text.letters).count_ones();
        let apart = apart.max((text.letters & !quote.letters).count_ones());
        if apart as usize * 5 > long * 2 {
            return WORD;
        }
        let likeness = likeness(
            &self.wanted[quote.place()],
            &self.source.text()[text.place()],
        );
        if likeness >= SPELT_ALIKE {
            WORD / 2
        } else {
            WORD
        }
    }

    /// Compares a few words letter by letter with all stretches of as many words.
    fn by_letters(&self) -> Option<Range<usize>> {
        let long = self.quote.len();
        if long > FEW {
            return None;
        }
        let words = &self.wanted[self.quote.first()?.place().start..self.quote.last()?.place().end];
        let stretches = self.source.index().keys.windows(long).take(MOST_PLACES);
        let mut best: Option<(f64, Range<usize>)> = None;
        for stretch in stretches {
            let place = stretch[0].place().start..stretch[long - 1].place().end;
            if place.len().abs_diff(words.len()) * 4 > words.len() {
                continue;
            }
            let likeness = likeness(words, &self.source.text()[place.clone()]);
            if likeness >= 0.75 && best.as_ref().is_none_or(|(most, _)| likeness > *most) {
                best = Some((likeness, place));
            }
        }
        best.map(|(_, place)| place)
    }

    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let keys = &self.source.index().keys;
        let start = keys.get(words.start).map_or(0, |key| key.place().start);
        let last = words.end.saturating_sub(1);
        start..keys.get(last).map_or(start, |key| key.place().end)
    }

    /// Takes in the marks round the words where the quote has marks too.
    fn with_marks(&self, place: Range<usize>) -> Range<usize> {
        let text = self.source.text();
        let place = whole_words(text, place);
        let mark = |c: &char| !c.is_alphanumeric() && *c != ' ';
        let before = self.quote.first().map_or(0, |key| key.place().start);
        let after = self.quote.last().map_or(0, |key| key.place().end);
        let lead = self.wanted[..before].chars().count();
        let tail = self.wanted[after..].chars().count();
        let lead = text[..place.start]
            .chars()
            .rev()
            .take_while(mark)
            .take(lead);
        let tail = text[place.end..].chars().take_while(mark).take(tail);
        let width =
            |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
        place.start - width(&mut { lead })..place.end + width(&mut { tail })
    }
}

/// Takes in the rest of a word that a hyphen or a character nobody sees cuts in two: a difference
/// inside of it must show.
fn whole_words(text: &str, place: Range<usize>) -> Range<usize> {
    let rest = |chars: &mut dyn Iterator<Item = char>| {
        let mut long = 0;
        let mut glue = 0;
        for c in chars {
            if holds_together(c) {
                glue += c.len_utf8();
            } else if c.is_alphanumeric() && (glue > 0 || long > 0) {
                long += glue + c.len_utf8();
                glue = 0;
            } else {
                break;
            }
        }
        long
    };
    let before = rest(&mut text[..place.start].chars().rev());
    let after = rest(&mut text[place.end..].chars());
    place.start - before..place.end + after
}

/// Tells that a character joins the letters on either side of it.
fn holds_together(c: char) -> bool {
    matches!(
        c,
        '-' | '‐' | '\u{2011}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Returns how alike two words are, 0 to 1, capitals apart.
fn likeness(a: &str, b: &str) -> f64 {
    // Words of very different length can not be alike: most pairs end here.
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a.is_ascii() && b.is_ascii() && short * 2 < long {
        return 0.0;
    }
    strsim::normalized_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Title\n\nThe river is clean, the mayor said on Monday. The river was dirty \
                        before.\nHe paid $6 million for it, “a fair price”.\n";

    fn near(wanted: &str) -> Option<String> {
        let source = SourceText::new(TEXT);
        nearest(&source, wanted).map(|place| source.text()[place].to_owned())
    }

    #[test]
    fn other_words_in_the_same_sentence_are_near() {
        assert_eq!(
            near("the river was clean, the mayor said").unwrap(),
            "The river is clean, the mayor said"
        );
        assert_eq!(
            near("He paid $5 million for it").unwrap(),
            "He paid $6 million for it"
        );
        assert_eq!(
            near("paid 6 million for it, \"a fair price\"").unwrap(),
            "paid $6 million for it, “a fair price”"
        );
        assert_eq!(near("A FAIR PRICE").unwrap(), "a fair price");
    }

    #[test]
    fn a_misspelt_word_is_near() {
        assert_eq!(near("mayer").unwrap(), "mayor");
        assert_eq!(near("The rivver is claen").unwrap(), "The river is clean");
    }

    #[test]
    fn other_sentences_are_not() {
        for wanted in [
            "the moon is made of cheese",
            "He sold the house on Tuesday",
            "",
            "…",
            "elephant",
        ] {
            assert_eq!(near(wanted), None, "{wanted}");
        }
    }
}
