use proptest::prelude::*;

use super::*;
use crate::text::fold::fold;

/// The matcher's own score.
fn expected(line: &str, letters: &str) -> Option<i32> {
    fuzzy_indices(line, letters).map(|(score, _)| i32::try_from(score).unwrap())
}

#[test]
fn letters_stand_in_order() {
    let stand = |line, letters| Letters::new(letters).stand_in(line);
    assert!(stand("huge spending", "spndng"));
    assert!(!stand("huge spending", "gnds"));
    assert!(stand("日本 本", "本本") && !stand("日本", "本日"));
    assert!(!stand("", "a"));
}

#[test]
fn letters_stand_within_one_line() {
    let letters = Letters::new("spnd");
    assert_eq!(letters.score("sp\nnd"), None);
    assert_eq!(
        letters.score("sxpxnxd\nspend\nsp"),
        expected("spend", "spnd")
    );
    assert!(letters.stand_in("sp\nspend") && !letters.stand_in("sp\nend"));
}

#[test]
fn letters_that_lie_very_far_apart_are_scored_at_the_floor() {
    for gap in [29_990, 30_010, 32_780, 40_000] {
        let far = format!("spend{}ing now", " x".repeat(gap / 2));
        for letters in ["sng", "spendi", "now", "sx", "spw"] {
            let score = Letters::new(letters).score(&far);
            assert_eq!(score, expected(&far, letters), "{letters} {gap}");
        }
    }
}

#[test]
fn more_letters_than_bits_are_scored_too() {
    let line = "ab c-".repeat(40);
    for letters in ["abc".repeat(25), "ab".repeat(32), "b c".repeat(22)] {
        let letters = letters.as_str();
        assert_eq!(Letters::new(letters).score(&line), expected(&line, letters));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    #[test]
    fn the_score_is_the_matchers(
        line in "[a-d ]{0,40}|[ab/. -]{0,12}|\\PC{0,20}|(big-tech |a/b |1b|Camel|é){0,6}|[ab]{1,3}[ x]{0,90}[ab(]{1,6}|[a\0 b]{0,8}",
        letters in "[a-d]{1,6}|[ab/.-]{1,5}|\\PC{1,3}|big-tech|1b|[aé]{1,3}|aaa|ab",
    ) {
        let line = fold(&line);
        let sought = Letters::new(&fold(&letters));
        prop_assume!(sought.count() > 0);
        let score = expected(&line, sought.text());
        prop_assert_eq!(sought.score(&line), score);
        prop_assert_eq!(sought.stand_in(&line), score.is_some());
        let matrix = sought.stand_in(&line).then(|| sought.by_matrix(&line)).flatten();
        prop_assert_eq!(matrix, score);
        // Fewer letters tell the most that these may score.
        for (at, _) in sought.text().char_indices().skip(1) {
            let fewer = Letters::new(&sought.text()[..at]);
            let most = fewer.score(&line).map(|own| own + sought.most_more(&fewer));
            prop_assert!(score <= most, "{:?} {:?} {}", score, most, fewer.text());
        }
    }
}
