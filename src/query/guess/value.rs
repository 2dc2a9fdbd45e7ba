//! The value of a field that a misspelt one is nearest to: `who:zukerberg`.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::names::tight_score;
use super::word::{begins_otherwise, tolerance};
use super::{Swap, list, quoted, showing};
use crate::query::ast::{Condition, Seeks, Term};
use crate::query::filters::{FieldRow, Filter, Reads};
use crate::query::value::counts::Counts;
use crate::query::value::{Piece, written};
use crate::query::{Env, Query};
use crate::store::Store;
use crate::text::Letters;
use crate::text::fold::{fold, words};

/// What was guessed for the values of one term.
pub(super) struct GuessedValues {
    /// The number of the term.
    pub(super) term: usize,
    /// What stands in for its conditions.
    pub(super) filters: Vec<Arc<dyn Filter>>,
    pub(super) announced: String,
    pub(super) swaps: Vec<Swap>,
}

/// Guesses what was meant by the values that are asked for and that nothing has.
pub(super) fn guess_values(store: &Store, query: &Query, env: &Env) -> Vec<GuessedValues> {
    let mut guessed = Vec::new();
    if let Some(root) = &query.root {
        root.positive(&mut |term| {
            if let Seeks::Field(row, any) = &term.seeks {
                guessed.extend(guess_term(store, env, term, row, any));
            }
        });
    }
    guessed
}

fn guess_term(
    store: &Store,
    env: &Env,
    term: &Term,
    row: &FieldRow,
    any: &[Condition],
) -> Option<GuessedValues> {
    let Reads::Condition(read) = row.reads else {
        return None;
    };
    let may_be_off = |own: &Condition| !own.piece.quoted && own.piece.after("=").is_none();
    // One that finds something was meant as it stands.
    if any.iter().any(|own| is_found(store, env, own)) {
        return None;
    }
    let mut guessed = GuessedValues {
        term: term.number,
        filters: Vec::new(),
        announced: String::new(),
        swaps: Vec::new(),
    };
    let (mut shown, mut typed) = (Vec::new(), Vec::new());
    for own in any.iter().filter(|own| may_be_off(own)) {
        let Some(value) = nearest_value(store, row, own) else {
            continue;
        };
        let meant = Piece {
            text: format!("={value}"),
            ..own.piece.clone()
        };
        guessed.filters.extend(read(&meant).ok());
        guessed.swaps.push(Swap {
            span: own.piece.span.clone(),
            read_as: written(&value),
            literal: quoted(&own.piece.text),
        });
        typed.push(own.piece.text.clone());
        shown.push(value);
    }
    guessed.announced = showing(&list(&shown), &typed.join(", "));
    (!shown.is_empty()).then_some(guessed)
}

fn is_found(store: &Store, env: &Env, own: &Condition) -> bool {
    let test = own.filter.test(store, env);
    store.claims().any(&test)
}

/// Returns the value of the field, as some claim has it, that was most likely meant.
pub(in crate::query) fn nearest_value(
    store: &Store,
    row: &FieldRow,
    own: &Condition,
) -> Option<String> {
    // A word of a closed set was understood as it is: that nothing has it is an answer. So is a
    // number or a date that nothing has.
    let exact = own.filter.figure().is_some() || own.filter.unit().is_some();
    if row.words().len() > 1 || exact {
        return None;
    }
    let mut counts = Counts::default();
    let mut spellings: BTreeSet<(&str, &str)> = BTreeSet::new();
    for claim in store.claims() {
        row.values_of(claim, &mut |value| counts.add(value));
        if let Some(speaker) = claim.speaker().filter(|_| row.name == "who") {
            spellings.extend(speaker.aliases().map(|alias| (alias, speaker.name())));
        }
    }
    let counts = counts.by_count();
    let counts: HashMap<&str, usize> = counts.iter().map(|(v, n)| (v.as_str(), *n)).collect();
    spellings.extend(counts.keys().map(|&value| (value, value)));
    let typed = fold(own.piece.after("=").unwrap_or(&own.piece.text));
    let letters = Letters::new(&typed);
    let mut off = Vec::new();
    let mut tight = Vec::new();
    for (spelling, value) in spellings {
        if !value.contains(char::is_alphabetic) {
            continue;
        }
        let folded = fold(spelling);
        let count = counts.get(value).copied().unwrap_or_default();
        if let Some((letters, otherwise)) = letters_off(&typed, &folded) {
            off.push((letters, otherwise, Reverse(count), value));
        } else if letters.count() >= 3
            && let Some(score) = tight_score(&folded, &letters)
        {
            tight.push((Reverse(score), Reverse(count), value));
        }
    }
    let near = off.into_iter().min().map(|(.., value)| value);
    near.or_else(|| tight.into_iter().min().map(|(.., value)| value))
        .map(str::to_owned)
}

/// Returns by how many letters the words typed are off those of a value, and whether one begins
/// otherwise; `None` when a word is like none of them.
fn letters_off(typed: &str, value: &str) -> Option<(usize, bool)> {
    let (mut off, mut otherwise, mut any) = (0, false, false);
    for word in words(typed).map(|word| &typed[word]) {
        let near = words(value).map(|part| &value[part]).filter_map(|part| {
            let off = strsim::osa_distance(word, part);
            (off <= tolerance(word)).then_some((off, begins_otherwise(word, part)))
        });
        let (own, begins) = near.min()?;
        off += own;
        otherwise |= begins;
        any = true;
    }
    any.then_some((off, otherwise))
}
