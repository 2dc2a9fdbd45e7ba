//! What stands round a quote in its sentence: the narrative before it and after it.

use super::page::Page;

/// A quote with the narrative of its sentence.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The quote.
    pub quote: usize,
    /// The sentence it begins in.
    pub sentence: usize,
    /// All narrative tokens of the sentence, in order.
    pub words: Vec<usize>,
    /// Where in `words` the quote stands.
    pub at: usize,
    /// Where in `words` the quote before it in the sentence ends, 0 for none.
    pub since: usize,
    /// Where in `words` the next quote of the sentence begins.
    pub until: usize,
}

impl Frame {
    /// Returns the frame of a quote.
    #[must_use]
    pub fn of(page: &Page<'_>, quote: usize) -> Option<Self> {
        let span = &page.quotes[quote].outer;
        let first = page.sentence_at(span.start)?;
        let last = page
            .sentence_at(span.end.saturating_sub(1))
            .unwrap_or(first);
        let tokens = page.sentences[first].tokens.start..page.sentences[last.max(first)].tokens.end;
        let words: Vec<usize> = tokens
            .filter(|&tok| page.tokens[tok].quote.is_none())
            .collect();
        let place = |byte: usize| words.partition_point(|&tok| page.tokens[tok].span.start < byte);
        let at = place(span.start);
        let since = quote
            .checked_sub(1)
            .map_or(0, |before| place(page.quotes[before].outer.start));
        let until = page
            .quotes
            .get(quote + 1)
            .map_or(words.len(), |next| place(next.outer.start));
        Some(Self {
            quote,
            sentence: first,
            at,
            since,
            until,
            words,
        })
    }

    /// Tells that the sentence has no word outside of marks.
    #[must_use]
    pub fn is_bare(&self, page: &Page<'_>) -> bool {
        !self.words.iter().any(|&tok| page.tokens[tok].is_word)
    }

    /// Returns the token right before the quote.
    #[must_use]
    pub fn before(&self) -> Option<usize> {
        self.at
            .checked_sub(1)
            .map(|at| self.words[at])
            .filter(|_| self.at > 0)
    }

    /// Returns the token right after the quote.
    #[must_use]
    pub fn after(&self) -> Option<usize> {
        self.words.get(self.at).copied()
    }
}
