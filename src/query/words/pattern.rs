//! A regular expression: linear time, each field of a claim by itself. A capital in it matches case.

use regex::{Regex, RegexBuilder};

use crate::query::Env;
use crate::query::filters::{Filter, Test};
use crate::store::Store;

use super::{known_speakers, texts};

/// A compiled expression takes at most this many bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression as it is sought.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    regex: Regex,
    /// Lower-case ASCII patterns see the folded text, so that accents and curly marks do not matter.
    folded: bool,
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let capital = has_capital(source);
        let regex = RegexBuilder::new(source)
            .case_insensitive(!capital)
            .size_limit(SIZE_LIMIT)
            .build()
            .map_err(|error| one_line(&error))?;
        Ok(Self {
            regex,
            folded: source.is_ascii() && !capital,
        })
    }

    /// Tells that the expression sees folded texts.
    pub(crate) fn sees_folded(&self) -> bool {
        self.folded
    }

    /// Returns the compiled expression.
    pub(crate) fn regex(&self) -> &Regex {
        &self.regex
    }
}

/// The class escapes `\W \S \D \B` and `\P` are no capitals.
fn has_capital(source: &str) -> bool {
    let mut escaped = false;
    source.chars().any(|c| {
        let capital = c.is_uppercase() && !escaped;
        escaped = c == '\\' && !escaped;
        capital
    })
}

fn one_line(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "the regular expression is too large".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            format!(
                "no regular expression: {}",
                last.trim_start_matches("error: ")
            )
        }
    }
}

impl Filter for Pattern {
    fn test<'a>(&'a self, store: &'a Store, _: &'a Env) -> Test<'a> {
        let speakers = known_speakers(store, |name| self.regex.is_match(name));
        Box::new(move |claim| {
            let found = if self.folded {
                let mut lines = claim
                    .folded_body()
                    .lines()
                    .chain(claim.folded_names().lines());
                lines.any(|line| self.regex.is_match(line))
            } else {
                texts(claim).any(|text| self.regex.is_match(text))
            };
            found || speakers.has(claim.ix())
        })
    }

    fn pattern(&self) -> Option<&Pattern> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_matches_case_and_a_class_is_none() {
        assert!(
            Pattern::new(r"\bmeta\B")
                .unwrap()
                .regex()
                .is_match("METAverse")
        );
        assert!(!Pattern::new("Meta").unwrap().regex().is_match("meta"));
        assert!(Pattern::new(r"\S\W").unwrap().sees_folded());
    }

    #[test]
    fn faults_are_one_line() {
        assert_eq!(
            Pattern::new("(a").unwrap_err(),
            "no regular expression: unclosed group"
        );
        assert_eq!(
            Pattern::new("(a{1000}){1000}").unwrap_err(),
            "the regular expression is too large"
        );
    }
}
