use super::*;
use crate::model::Corrections;

fn stamp() -> Stamp {
    Stamp {
        at: "2026-11-23T15:40:00Z".parse().unwrap(),
        by: "dana".to_owned(),
    }
}

fn done(claim: &Claim, change: &Change) -> Claim {
    let mut claim = claim.clone();
    for step in change.steps(&claim, &stamp()).unwrap() {
        step.apply(&mut claim).unwrap();
    }
    claim
}

#[test]
fn a_grade_is_logged_with_what_it_was() {
    let change = Change::Reliability(Some(Reliability::D), None);
    let claim = done(&Claim::default(), &change);
    let entry = &claim.annotations[0];
    assert_eq!(claim.grade.to_string(), "D");
    assert_eq!(entry.grade.as_deref(), Some("D"));
    assert_eq!(entry.was.as_deref(), Some("none"));

    let claim = done(&claim, &Change::Credibility(Some(Credibility::Four), None));
    assert_eq!(claim.annotations[1].was.as_deref(), Some("D"));
    assert_eq!(claim.annotations[1].grade.as_deref(), Some("D4"));
}

#[test]
fn a_reason_goes_to_the_judgement_it_is_meant_for_and_to_no_other_entry() {
    let judged = Change::Credibility(Some(Credibility::Four), None);
    let claim = done(&Claim::default(), &judged);
    let reason = |seconds| Change::Reason {
        since: stamp().at + jiff::SignedDuration::from_secs(seconds),
        note: Some("one interested source".to_owned()),
    };
    let with = done(&claim, &reason(0));
    assert_eq!(
        with.annotations[0].note.as_deref(),
        Some("one interested source")
    );
    assert_eq!(with.annotations[0].grade.as_deref(), Some("4"));
    let note = Change::Note {
        note: "later".to_owned(),
        replaces: None,
    };
    for (claim, change) in [
        (&done(&claim, &note), reason(0)),
        (&claim, reason(1)),
        (&Claim::default(), reason(0)),
    ] {
        let refused = change.steps(claim, &stamp()).unwrap_err();
        assert!(matches!(refused, Refusal::Impossible(_)), "{refused}");
    }
}

#[test]
fn two_entries_of_one_second_differ_in_milliseconds() {
    let note = |text: &str| Change::Note {
        note: text.to_owned(),
        replaces: None,
    };
    let claim = done(
        &done(&done(&Claim::default(), &note("a")), &note("b")),
        &note("c"),
    );
    let at: Vec<_> = claim
        .annotations
        .iter()
        .filter_map(|e| e.at.as_deref())
        .collect();
    assert_eq!(
        at,
        [
            "2026-11-23T15:40:00Z",
            "2026-11-23T15:40:00.000Z",
            "2026-11-23T15:40:00.001Z"
        ]
    );
}

#[test]
fn what_is_so_already_is_refused() {
    let tag = Change::Tag("ai".to_owned());
    let claim = done(&Claim::default(), &tag);
    assert!(matches!(
        tag.steps(&claim, &stamp()),
        Err(Refusal::Nothing(_))
    ));
    let change = Change::Grade(Grade::NONE, None);
    assert!(matches!(
        change.steps(&claim, &stamp()),
        Err(Refusal::Nothing(_))
    ));
}

#[test]
fn a_draft_is_accepted_once() {
    let draft = Claim {
        candidate: true,
        confidence: Some("0.80".to_owned()),
        rule: Some("said-x".to_owned()),
        ..Claim::default()
    };
    let claim = done(&draft, &Change::Accept);
    assert_eq!(claim, Claim::default());
    assert!(Change::Accept.steps(&claim, &stamp()).is_err());
}

#[test]
fn a_tag_gets_another_name_where_it_stands() {
    let claim = |tags: &str| Claim {
        tags: tags.split_whitespace().map(str::to_owned).collect(),
        ..Claim::default()
    };
    let cases = [
        ("a ai b", Some("AI"), "a AI b"),
        ("ai a ai", Some("AI"), "AI a"),
        ("AI a ai", Some("AI"), "AI a"),
        ("a ai b ai", None, "a b"),
    ];
    for (before, to, after) in cases {
        let change = Change::Retag {
            from: "ai".to_owned(),
            to: to.map(str::to_owned),
        };
        assert_eq!(done(&claim(before), &change).tags.join(" "), after);
        assert!(matches!(
            change.steps(&claim("other"), &stamp()),
            Err(Refusal::Nothing(_))
        ));
    }
}

#[test]
fn a_correction_names_an_entry_of_ones_own() {
    let note = |replaces: Option<&str>| Change::Note {
        note: "a".to_owned(),
        replaces: replaces.map(str::to_owned),
    };
    let claim = done(&Claim::default(), &note(None));
    let corrected = done(&claim, &note(Some("2026-11-23T15:40:00Z")));
    let corrections = Corrections::of(&corrected.annotations);
    assert!(corrections.replace(&corrected.annotations[0]));
    assert!(!corrections.replace(&corrected.annotations[1]));
    let eve = Stamp {
        by: "eve".to_owned(),
        ..stamp()
    };
    let refused = note(Some("2026-11-23T15:40:00Z")).steps(&claim, &eve);
    assert!(
        matches!(refused, Err(Refusal::Impossible(_))),
        "{refused:?}"
    );
}

#[test]
fn an_emptied_last_entry_goes_and_the_reason_of_a_judgement_alone() {
    let grade = Change::Reliability(Some(Reliability::D), Some("why".to_owned()));
    let emptied = done(
        &done(&Claim::default(), &grade),
        &Change::EditLast(String::new()),
    );
    assert_eq!(emptied.annotations[0].note, None);
    assert_eq!(emptied.annotations[0].grade.as_deref(), Some("D"));
    let note = Change::Note {
        note: "a".to_owned(),
        replaces: None,
    };
    let gone = done(
        &done(&Claim::default(), &note),
        &Change::EditLast(String::new()),
    );
    assert_eq!(gone.annotations, []);
}

#[test]
fn only_ones_own_last_entry_can_be_changed() {
    let mut claim = done(
        &Claim::default(),
        &Change::Note {
            note: "a".to_owned(),
            replaces: None,
        },
    );
    assert_eq!(done(&claim, &Change::RemoveLast).annotations, []);
    assert_eq!(
        done(&claim, &Change::EditLast("b".to_owned())).annotations[0]
            .note
            .as_deref(),
        Some("b")
    );
    claim.annotations[0].by = Some("eve".to_owned());
    assert!(Change::RemoveLast.steps(&claim, &stamp()).is_err());
}
