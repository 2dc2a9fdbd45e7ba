use super::*;
use crate::model::{Claim, Figure};
use crate::store::{Folder, LoadedFile};

fn claim(id: &str, speaker: &str, quote: &str, figures: &[(&str, &str)]) -> Claim {
    Claim {
        id: id.to_owned(),
        quote: Some(quote.to_owned()),
        speaker: Some(speaker.to_owned()),
        figures: figures
            .iter()
            .map(|(text, about)| Figure {
                text: (*text).to_owned(),
                about: Some((*about).to_owned()),
                ..Figure::default()
            })
            .collect(),
        ..Claim::default()
    }
}

fn found(claims: Vec<Claim>) -> Vec<String> {
    let file = LoadedFile {
        path: "a.yaml".to_owned(),
        claims: claims.into_iter().zip(1..).collect(),
        ..LoadedFile::default()
    };
    let store = Store::build(vec![file], Folder::default());
    let related = related(&store, Ix(0));
    let line = |one: &Related| {
        let reasons: Vec<String> = one.reasons.iter().map(Reason::in_words).collect();
        let who = if one.other_speaker {
            " (other speaker)"
        } else {
            ""
        };
        format!(
            "{}{who}: {}",
            store.claim(one.ix).unwrap().id(),
            reasons.join("; ")
        )
    };
    related.iter().map(line).collect()
}

#[test]
fn words_and_figures_are_found_again_with_the_reason() {
    let cost = "training cost of the model";
    let claims = vec![
        claim(
            "this",
            "Ann",
            "It was trained for only $6 million in two months",
            &[("$6 million", cost)],
        ),
        claim(
            "figure",
            "Ann",
            "The firm paid $6 million in tax",
            &[("$6 million", "tax paid by the firm")],
        ),
        claim(
            "other",
            "Bo",
            "Its training ate up far more",
            &[("$1.3 billion", "the model’s training cost")],
        ),
        claim(
            "again",
            "Bo",
            "it was trained for only $6 million in two months",
            &[],
        ),
        claim("percent", "Bo", "nothing of the kind", &[("6%", cost)]),
        claim(
            "unrelated",
            "Ann",
            "The river is clean",
            &[("$7 million", "cleaning of the river")],
        ),
    ];
    assert_eq!(
        found(claims),
        [
            "again (other speaker): the same words",
            "other (other speaker): training cost model: $1.3 billion there, $6 million here",
            "figure: the figure $6 million",
        ]
    );
}

#[test]
fn the_same_words_round_another_figure_are_another_value() {
    let long = "We spent $6 million on the survey. Nobody knew what was under the river";
    let claims = vec![
        claim("this", "Ann", long, &[("$6 million", "")]),
        claim(
            "other",
            "Ann",
            "He said that “we spent $4 million on the survey”",
            &[("$4 million", "")],
        ),
        claim(
            "unlike",
            "Ann",
            "We paid $4 million on the day",
            &[("$4 million", "")],
        ),
        claim("percent", "Ann", "We spent 4% on the survey", &[("4%", "")]),
    ];
    assert_eq!(
        found(claims),
        ["other: we spent … on the survey: $4 million there, $6 million here"]
    );
}

#[test]
fn what_a_link_would_say_is_proposed() {
    let relation = |reasons| {
        let one = Related {
            ix: Ix(0),
            reasons,
            other_speaker: false,
        };
        one.relation()
    };
    let near =
        |text: &str, quote: &str| Reason::Quote(Likeness::Near(crate::source::diff(text, quote)));
    assert_eq!(
        relation(vec![near("it cost 6 euros", "it cost 7 euros")]),
        Relation::Contradicts
    );
    assert_eq!(
        relation(vec![near("it cost 6 euros", "it costs 6 euros")]),
        Relation::Repeats
    );
    let other = Reason::OtherValue {
        measure: "cost".to_owned(),
        there: "6".to_owned(),
        here: "7".to_owned(),
    };
    assert_eq!(
        relation(vec![Reason::Figure("6".to_owned()), other]),
        Relation::Contradicts
    );
    assert_eq!(
        relation(vec![Reason::Quote(Likeness::Same)]),
        Relation::Repeats
    );
}

#[test]
fn small_numbers_and_scale_words_say_nothing() {
    let claims = vec![
        claim(
            "this",
            "Ann",
            "Two of the billions",
            &[("two", "of them"), ("billions", "cost of it all")],
        ),
        claim(
            "other",
            "Ann",
            "Two other things",
            &[("two", "of us"), ("billions", "cost of it all")],
        ),
    ];
    assert_eq!(found(claims), [""; 0]);
}
