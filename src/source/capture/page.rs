//! A captured text cut up for the rules: paragraphs, quotes, sentences, tokens.
//!
//! A sentence ends outside of marks, or where the words in marks end one. Knows nothing of speakers.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{self, Lexicon, Sorts};
use super::quotes::{Quote, quotes};
use super::verbs::Manner;

/// A word, or one mark of punctuation.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its bytes; an abbreviation has its dot.
    pub span: Range<usize>,
    /// The word in lower case, without a possessive.
    pub lower: String,
    /// What it may be.
    pub sorts: Sorts,
    /// How it reports, if it is a form of a verb of speech.
    pub manner: Option<Manner>,
    /// The quote it stands in.
    pub quote: Option<usize>,
    /// It begins with a letter or a digit.
    pub is_word: bool,
    /// It begins with a capital.
    pub is_capital: bool,
    /// It ends with a possessive.
    pub is_possessive: bool,
}

impl Token {
    /// Tells that it is this mark or word, in lower case.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.lower == text
    }

    /// Tells that it may be of one of these sorts.
    #[must_use]
    pub fn any(&self, sorts: Sorts) -> bool {
        self.sorts.any(sorts)
    }
}

/// A sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its paragraph.
    pub paragraph: usize,
}

/// A text, cut up.
#[derive(Debug)]
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// Paragraphs, without the line ends.
    pub paragraphs: Vec<Range<usize>>,
    /// Stretches in marks, outermost only.
    pub quotes: Vec<Quote>,
    /// All tokens, quotes included.
    pub tokens: Vec<Token>,
    /// Sentences, each in one paragraph.
    pub sentences: Vec<Sentence>,
    /// Words that stand in lower case somewhere.
    lower: HashSet<String>,
    /// Where lines begin.
    lines: Vec<usize>,
}

impl<'a> Page<'a> {
    /// Cuts up a text.
    #[must_use]
    pub fn new(text: &'a str, lexicon: &Lexicon) -> Self {
        let paragraphs = super::paragraphs::paragraphs(text);
        let quotes = quotes(text, &paragraphs);
        let mut page = Self {
            text,
            quotes,
            tokens: Vec::new(),
            sentences: Vec::new(),
            lower: HashSet::new(),
            lines: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            paragraphs,
        };
        for at in 0..page.paragraphs.len() {
            let first = page.tokens.len();
            let span = page.paragraphs[at].clone();
            super::tokens::tokenise(text, span, lexicon, &mut page.tokens);
            page.mark_quoted(first);
            page.cut_sentences(at, first);
        }
        let lower = page
            .tokens
            .iter()
            .filter(|token| token.is_word && !token.is_capital);
        page.lower = lower.map(|token| token.lower.clone()).collect();
        page
    }

    /// Returns the text of some tokens, from the first to the last.
    #[must_use]
    pub fn shown(&self, tokens: Range<usize>) -> &'a str {
        match (
            self.tokens.get(tokens.start),
            tokens
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.span.start < last.span.end => {
                &self.text[first.span.start..last.span.end]
            }
            _ => "",
        }
    }

    /// Returns the sentence a byte stands in.
    #[must_use]
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let at = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= byte);
        (at < self.sentences.len() && self.sentences[at].span.start <= byte).then_some(at)
    }

    /// Returns the 1-based line of a byte.
    #[must_use]
    pub fn line(&self, byte: usize) -> u32 {
        let lines = self.lines.partition_point(|&start| start <= byte);
        u32::try_from(lines + 1).unwrap_or(u32::MAX)
    }

    /// Tells that the token is part of a name: a capital that is no mere beginning of a sentence.
    #[must_use]
    pub fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if !token.is_word || !token.is_capital {
            return false;
        }
        let heads = lexicon::DETERMINER
            .or(lexicon::PRONOUN)
            .or(lexicon::PREPOSITION)
            .or(lexicon::CONJUNCTION)
            .or(lexicon::CALENDAR);
        let initial = self.begins_sentence(at);
        // A particle may be a preposition elsewhere: Von der Heide.
        if token.any(lexicon::PARTICLE) {
            return !token.any(heads) || !initial;
        }
        if token.any(heads) && token.lower.chars().count() > 1 {
            return false;
        }
        // Legendary investor X: an office or rank at the head of a sentence begins no name by itself
        let next_lower = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_word && !next.is_capital);
        if initial && next_lower && token.any(lexicon::ROLE.or(lexicon::RANK)) {
            return false;
        }
        let shout = token.span.len() > 1
            && self.text[token.span.clone()]
                .chars()
                .all(|c| !c.is_lowercase());
        !initial
            || shout && token.span.len() > 1
            || !(token.any(
                lexicon::OPENER
                    .or(lexicon::ADVERB)
                    .or(lexicon::AUXILIARY)
                    .or(lexicon::BODY),
            ) || token.manner.is_some()
                || self.lower.contains(&token.lower))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| &self.tokens[at]);
        let sentence = self
            .sentences
            .partition_point(|sentence| sentence.tokens.start < at);
        let first =
            (self.sentences.get(sentence)).is_some_and(|sentence| sentence.tokens.start == at);
        first
            || before.is_some_and(|token| {
                !token.is_word && !matches!(token.lower.as_str(), "," | "-" | "–" | "&" | "/" | "(")
            })
    }

    fn mark_quoted(&mut self, first: usize) {
        for token in &mut self.tokens[first..] {
            let at = self
                .quotes
                .partition_point(|quote| quote.outer.end <= token.span.start);
            token.quote = (self.quotes.get(at))
                .filter(|quote| quote.outer.start <= token.span.start)
                .map(|_| at);
        }
    }

    fn cut_sentences(&mut self, paragraph: usize, first: usize) {
        let mut start = first;
        for at in first..self.tokens.len() {
            if self.ends_sentence(at) {
                self.push_sentence(paragraph, start, at + 1);
                start = at + 1;
            }
        }
        self.push_sentence(paragraph, start, self.tokens.len());
    }

    fn push_sentence(&mut self, paragraph: usize, start: usize, end: usize) {
        if start < end {
            self.sentences.push(Sentence {
                span: self.tokens[start].span.start..self.tokens[end - 1].span.end,
                tokens: start..end,
                paragraph,
            });
        }
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let Some(next) = self.tokens.get(at + 1) else {
            return true;
        };
        let opens = next.quote.is_some() && next.quote != token.quote;
        let fresh = next.is_capital
            || opens
            || next.is_word && next.lower.starts_with(|c: char| c.is_ascii_digit());
        match token.quote {
            None if token.is_word => {
                token.lower.ends_with('.') && next.is_capital && next.any(lexicon::STARTER)
            }
            None => matches!(token.lower.as_str(), "." | "?" | "!" | "…") && fresh,
            Some(_) if next.quote == token.quote => false,
            Some(quote) => {
                let inner = &self.text[self.quotes[quote].inner.clone()];
                let last = inner
                    .trim_end_matches(['”', '’', '"', '\'', ')', '»', '“'])
                    .chars()
                    .next_back();
                match last {
                    Some('.' | '…') => fresh,
                    Some('?' | '!') => fresh && (opens || !self.reports_soon(at + 1)),
                    _ => false,
                }
            }
        }
    }

    /// Tells that a subject and a verb of speech follow at once: `“Why?” Smith asked.`
    fn reports_soon(&self, from: usize) -> bool {
        self.tokens[from..]
            .iter()
            .take(6)
            .take_while(|token| token.is_word || token.is(","))
            .any(|token| {
                matches!(
                    token.manner,
                    Some(Manner::Say | Manner::Argue | Manner::Voice | Manner::Write)
                ) && !token.is_capital
            })
    }
}
