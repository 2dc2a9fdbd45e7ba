use super::*;
use proptest::prelude::*;

fn problems(text: &str) -> Vec<(Range<usize>, String)> {
    let query = parse(text);
    let problems = query.problems().iter();
    problems
        .map(|p| (p.span.clone(), p.message.clone()))
        .collect()
}

#[test]
fn faults_are_reported_at_their_place() {
    for (text, span, message) in [
        ("a speeker:x", 2..10, "no field `speeker`"),
        ("no:x", 0..3, "`no:` could be `note:` or `noted:`"),
        ("who:", 0..4, "a value was expected after `who:`"),
        ("kind:fact,figrue", 10..16, "`figrue`: expected one of"),
        ("a OR", 2..4, "a term was expected after `OR`"),
        ("OR a", 0..2, "a term was expected before `OR`"),
        ("a ) b", 2..3, "this `)` closes nothing"),
        ("(a", 0..1, "this `(` is not closed"),
        ("a ()", 2..4, "the group is empty"),
        ("a NOT", 2..5, "a term to exclude was expected"),
        ("/(/", 0..3, "no regular expression: unclosed group"),
        ("\"\"", 0..2, "the quotes are empty"),
        ("-sort:cred", 6..10, "an ordering can not be excluded"),
        ("sort:foo", 5..8, "`foo`: expected one of"),
    ] {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, span, "{text}");
        assert!(found[0].1.starts_with(message), "{text}: {}", found[0].1);
    }
}

#[test]
fn a_misspelt_field_is_corrected() {
    let query = parse("speeker:x");
    let hint = query.problems()[0].hint.as_deref();
    assert_eq!(hint, Some("did you mean `speaker:`?"));
}

#[test]
fn a_very_deep_query_is_one_problem() {
    let found = problems(&"(".repeat(100_000));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, TOO_DEEP);
    assert_eq!(problems(&format!("{}a", "-".repeat(100_000))), []);
}

#[test]
fn chips_are_the_terms_of_the_top_level() {
    let chips = |text: &str| -> Vec<String> {
        parse(text)
            .chips()
            .into_iter()
            .map(|chip| chip.text)
            .collect()
    };
    assert_eq!(
        chips("a -who:\"Tom S\" (b OR c) sort:cred"),
        ["a", "-who:\"Tom S\"", "(b OR c)", "sort:cred"]
    );
    assert_eq!(chips("a b OR c"), ["a b OR c"]);
    assert_eq!(chips(""), [""; 0]);
}

proptest! {
    #[test]
    fn parsing_never_panics(
        text in "\\PC{0,40}|([-(]{0,3}(who|fig|cred|on|sort|tag|has|no|zz)?:?[a-z<>=.,\"/~()$%0-9é“”]{0,6} ?(OR |NOT )?){0,6}"
    ) {
        let query = parse(&text);
        prop_assert_eq!(query.text(), text.as_str());
        for problem in query.problems() {
            prop_assert!(text.get(problem.span.clone()).is_some(), "{text:?} {problem:?}");
            prop_assert!(problem.render(&text).contains('^'));
        }
        for chip in query.chips() {
            prop_assert_eq!(text.get(chip.span), Some(chip.text.as_str()));
        }
    }
}
