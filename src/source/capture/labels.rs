//! Interviews as they are printed: paragraphs that begin with who speaks (`SMITH: …`, `Q: …`, `A: …`).

use std::collections::HashMap;
use std::ops::Range;

use super::page::Page;
use super::people::People;

/// What an answer may be labelled with when it names nobody.
const ANSWER: &[&str] = &["A", "Answer", "ANSWER"];
/// Labels of questions.
const QUESTION: &[&str] = &["Q", "Question", "QUESTION"];

/// A labelled answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The words after the label.
    pub span: Range<usize>,
    /// Who speaks, when it is told.
    pub speaker: Option<String>,
}

/// Returns the answers of an interview, the questions left out; none for any other text.
///
/// Two labels must take turns at least three times. Who ends most paragraphs with a question mark asks.
#[must_use]
pub fn labelled(page: &Page<'_>, people: &People) -> Vec<Labelled> {
    let turns: Vec<(&str, Range<usize>)> = page
        .paragraphs
        .iter()
        .filter_map(|span| {
            let (label, rest) = page.text[span.clone()].split_once(':')?;
            let words = rest.trim_start();
            (is_label(label) && !words.is_empty())
                .then(|| (label, span.end - words.len()..span.end))
        })
        .collect();
    let mut asks: HashMap<&str, (usize, usize)> = HashMap::new();
    for (label, span) in &turns {
        let (all, questions) = asks.entry(label).or_default();
        *all += 1;
        *questions += usize::from(page.text[span.clone()].ends_with('?'));
    }
    if turns.len() < 3 || asks.len() < 2 || asks.len() * 2 > turns.len() + 1 {
        return Vec::new();
    }
    let asking = |label: &str| {
        let (all, questions) = asks.get(label).copied().unwrap_or_default();
        QUESTION.contains(&label) || !ANSWER.contains(&label) && questions * 2 > all
    };
    let only = turns
        .first()
        .and_then(|(_, span)| people.only_one_before(page.sentence_at(span.start)?));
    let answers = turns.into_iter().filter(|(label, _)| !asking(label));
    answers
        .map(|(label, span)| {
            let named = || people.called(label).unwrap_or(label).to_owned();
            let speaker = if ANSWER.contains(&label) {
                only.map(str::to_owned)
            } else {
                Some(named())
            };
            Labelled { span, speaker }
        })
        .collect()
}

/// One to three words, all in capitals; or a letter that asks or answers.
fn is_label(label: &str) -> bool {
    let words = label.split(' ').count();
    let capitals = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    ANSWER.contains(&label)
        || QUESTION.contains(&label)
        || words <= 3 && capitals && label.len() > 2
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;
    use super::*;

    fn answers(text: &str) -> Vec<(String, Option<String>)> {
        let lexicon = Lexicon::default();
        let page = Page::new(text, &lexicon);
        let people = People::of(&page, &lexicon);
        let found = labelled(&page, &people).into_iter();
        found
            .map(|answer| (text[answer.span].to_owned(), answer.speaker))
            .collect()
    }

    #[test]
    fn answers_are_told_from_questions() {
        let text = "We met Leyla Haddad in Lisbon.\nPOHL: Why?\nHADDAD: Because.\nPOHL: And then?\nHADDAD: Chess.\n";
        let leyla = Some("Leyla Haddad".to_owned());
        assert_eq!(
            answers(text),
            [
                ("Because.".to_owned(), leyla.clone()),
                ("Chess.".to_owned(), leyla)
            ]
        );
    }

    #[test]
    fn a_letter_answers_for_the_one_person_named_before() {
        let text =
            "The mayor, Ann O'Neill, spoke to us.\nQ: Why?\nA: Because.\nQ: When?\nA: Soon.\n";
        assert_eq!(answers(text)[0].1.as_deref(), Some("Ann O'Neill"));
        let two =
            "Ann O'Neill and Bob Marsh spoke to us.\nQ: Why?\nA: Because.\nQ: When?\nA: Soon.\n";
        assert_eq!(answers(two)[0].1, None);
    }

    #[test]
    fn a_colon_makes_no_interview() {
        assert!(answers("NOTE: a\nWARNING: b\nThe rest.\nUPDATE: c\n").is_empty());
    }
}
