//! Whole claims added, put before others, accepted and deleted.

use super::*;

/// Returns a new claim with a quote.
fn quoting(quote: &str) -> Claim {
    Claim {
        id: "new".to_owned(),
        quote: Some(quote.to_owned()),
        ..Claim::default()
    }
}

#[test]
fn claims_are_added_and_deleted() {
    let claim = quoting("new: one");
    let add = FileEdit::AddClaim(claim);
    let block = "- id: new\n  quote: 'new: one'\n";
    let cases = [
        ("a: x # c\n", None, ""),
        (
            "article: {title: t}\n",
            Some("article: {title: t}\nclaims:\n  - id: new\n    quote: 'new: one'\n"),
            "article: {title: t}\nclaims: []\n",
        ),
        (
            "article: {title: t}\nclaims: [] # c\nx-a: 1\n",
            Some("article: {title: t}\nclaims: # c\n  - id: new\n    quote: 'new: one'\nx-a: 1\n"),
            "article: {title: t}\nclaims: [] # c\nx-a: 1\n",
        ),
        (
            "article: {title: t}\nclaims: [{id: a, quote: q}]\n",
            Some(
                "article: {title: t}\nclaims: [{id: a, quote: q}, {id: new, quote: 'new: one'}]\n",
            ),
            "article: {title: t}\nclaims: [{id: a, quote: q}]\n",
        ),
    ];
    for (before, after, deleted) in cases {
        let Some(after) = after else {
            assert!(run(before, &add).is_ok_and(|new| new.contains("claims:")));
            continue;
        };
        let new = run(before, &add).unwrap();
        assert_eq!(new, after);
        assert_eq!(
            run(&new, &FileEdit::DeleteClaim("new".to_owned())).unwrap(),
            deleted
        );
    }
    let two = "article: {title: t}\nclaims:\n- id: a\n  quote: q\n\n# about b\n- id: b\n  quote: r\n\n# the end\n";
    let three = run(two, &add).unwrap();
    assert_eq!(three, two.replace("r\n", &format!("r\n\n{block}")));
    assert_eq!(
        run(&three, &FileEdit::DeleteClaim("new".to_owned())).unwrap(),
        two
    );
    let one = run(two, &FileEdit::DeleteClaim("b".to_owned())).unwrap();
    assert_eq!(
        one,
        "article: {title: t}\nclaims:\n- id: a\n  quote: q\n\n# the end\n"
    );
    let first = run(two, &FileEdit::DeleteClaim("a".to_owned())).unwrap();
    assert_eq!(first, two.replace("- id: a\n  quote: q\n\n", ""));
}

#[test]
fn a_claim_is_put_before_another_one_and_its_comment() {
    let claim = quoting("words");
    let insert = |at| FileEdit::InsertClaim(at, claim.clone());
    let two = "article: {title: t}\nclaims:\n- id: a\n  quote: q\n# about b\n- id: b\n  quote: r\n";
    let new = "- id: new\n  quote: words\n";
    assert_eq!(
        run(two, &insert(1)).unwrap(),
        two.replace("# about", &format!("{new}# about"))
    );
    assert_eq!(
        run(two, &insert(0)).unwrap(),
        two.replace("- id: a", &format!("{new}- id: a"))
    );
    assert_eq!(run(two, &insert(9)).unwrap(), format!("{two}{new}"));
    let flow = "article: {title: t}\nclaims: [{id: a, quote: q}]\n";
    let expected = "article: {title: t}\nclaims: [{id: new, quote: words}, {id: a, quote: q}]\n";
    assert_eq!(run(flow, &insert(0)).unwrap(), expected);
    let blank =
        "article: {title: t}\nclaims:\n  - id: a\n    quote: q\n\n  - id: b\n    quote: r\n";
    assert_eq!(
        run(blank, &insert(1)).unwrap(),
        blank.replace("  - id: b", "  - id: new\n    quote: words\n\n  - id: b")
    );
}

#[test]
fn an_accepted_draft_loses_the_three_keys_of_a_draft() {
    let draft = "  - id: a # kept\n    quote: q\n    candidate: true\n    confidence: 0.80\n    rule: said-x\n    tags: [x]\n";
    case(
        draft,
        &Step::AcceptDraft,
        "  - id: a # kept\n    quote: q\n    tags: [x]\n",
    );
}
