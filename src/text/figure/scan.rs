//! The figures of running text. What looks like a figure and is none is the business of the rules.

use std::ops::Range;

use super::grammar::{Parsed, figure};
use super::parse::on_one_line;
use super::period::period;
use super::rules::is_no_figure;
use super::token::Tokens;
use crate::model::Amount;

/// A figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its bytes, with qualifier and period.
    pub span: Range<usize>,
    /// What it amounts to.
    pub amount: Amount,
}

/// Returns every figure of a text, in order; no two overlap.
#[must_use]
pub fn scan(text: &str) -> Vec<Found> {
    let t = Tokens::new(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < t.len() {
        let Some(parsed) = figure(&t, at).and_then(|parsed| accept(&t, parsed)) else {
            at += 1;
            continue;
        };
        let over = period(&t, parsed.next);
        at = over.as_ref().map_or(parsed.next, |over| over.end);
        let amount = Amount {
            period: over.map(|over| on_one_line(&text[t.span(over)])),
            ..parsed.amount()
        };
        all.push(Found {
            span: t.span(parsed.start..at),
            amount,
        });
    }
    all
}

/// The figure, if it is one; a range that goes down (`from 10% to 5%`) is two figures.
fn accept(t: &Tokens<'_>, parsed: Parsed) -> Option<Parsed> {
    if is_no_figure(t, &parsed) {
        None
    } else if parsed.descends() {
        Some(parsed.first_only()).filter(|first| !is_no_figure(t, first))
    } else {
        Some(parsed)
    }
}
