//! A value that is one of a closed set of words.

use super::Piece;
use crate::model::nearest;
use crate::query::Problem;
use crate::text::fold::fold;

/// Returns the place of the value among the words: the word itself, or the only one it begins.
///
/// # Errors
/// The words, and the nearest of them, when it is none or could be several.
pub(crate) fn one_of(piece: &Piece, words: &[&str]) -> Result<usize, Problem> {
    let typed = fold(&piece.text);
    let is = |word: &&str| fold(word) == typed;
    if let Some(at) = words.iter().position(is) {
        return Ok(at);
    }
    let mut begun = (0..words.len()).filter(|&at| fold(words[at]).starts_with(&typed));
    match (begun.next(), begun.next()) {
        (Some(only), None) if !typed.is_empty() => Ok(only),
        _ => Err(unknown(piece, words)),
    }
}

fn unknown(piece: &Piece, words: &[&str]) -> Problem {
    let expected = format!("`{}`: expected one of {}", piece.text, words.join(", "));
    let problem = piece.problem(expected);
    match nearest(&fold(&piece.text), words.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(text: &str) -> Result<usize, Problem> {
        let piece = Piece {
            text: text.to_owned(),
            span: 0..text.len(),
            quoted: false,
        };
        one_of(&piece, &["fact", "figure", "prediction"])
    }

    #[test]
    fn a_word_or_the_only_one_it_begins() {
        assert_eq!(choose("FACT"), Ok(0));
        assert_eq!(choose("pred"), Ok(2));
    }

    #[test]
    fn several_or_none_is_a_problem_with_the_nearest() {
        assert!(choose("f").is_err());
        assert!(choose("").is_err());
        let problem = choose("figrue").unwrap_err();
        assert_eq!(problem.hint.as_deref(), Some("did you mean `figure`?"));
        assert_eq!(
            problem.message,
            "`figrue`: expected one of fact, figure, prediction"
        );
    }
}
