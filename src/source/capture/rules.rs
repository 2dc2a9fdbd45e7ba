//! The rules that find drafts, and what each reads: triage, help and reference are loops over them.

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as drafts carry it.
    pub name: &'static str,
    /// What it reads, in words.
    pub doc: &'static str,
}

/// Every rule: speech first, then what is reported without marks, then the article's own statements.
pub static RULES: &[Rule] = &[
    rule("said-x", "“…,” said X"),
    rule("x-said", "“…,” X said"),
    rule("x-said-before", "X said: “…”"),
    rule("according-to", "according to X, “…”"),
    rule("colon", "X: “…”"),
    rule("colon-clause", "X was clear: “…”, without a verb of saying"),
    rule("his-words", "the words of X, then “…”"),
    rule(
        "clause",
        "X said it would “…”: the verb stands further away",
    ),
    rule("later-verb", "“…” and more, X says"),
    rule(
        "pronoun",
        "“…,” she said: the nearest person that may be meant",
    ),
    rule(
        "same-sentence",
        "another quote in the sentence tells who speaks",
    ),
    rule("carried-on", "the quote before tells who speaks"),
    rule("following-quote", "the quote after tells who speaks"),
    rule(
        "sentence-subject",
        "whoever the sentence is about; not sure",
    ),
    rule(
        "sentence-before",
        "whoever the sentence before is about; not sure",
    ),
    rule(
        "paragraph-before",
        "whoever the paragraph before is about; the least sure",
    ),
    rule("label", "an answer in an interview: X: …"),
    rule("none", "speech, and nothing tells whose: nobody is named"),
    rule("indirect", "X said that …: reported without marks"),
    rule("reportedly", "passed on without a source"),
    rule("figure", "the article's own statement, with a figure"),
    rule("prediction", "the article's own prediction"),
    rule("commitment", "a promise, in the article's words"),
    rule("allegation", "an accusation, in the article's words"),
    rule("comparison", "the article's own comparison"),
];

const fn rule(name: &'static str, doc: &'static str) -> Rule {
    Rule { name, doc }
}

/// Returns what a rule reads; nothing for one that another program wrote.
#[must_use]
pub fn rule_doc(name: &str) -> Option<&'static str> {
    RULES
        .iter()
        .find(|rule| rule.name == name)
        .map(|rule| rule.doc)
}

/// Returns how sure a rule was, in words: `0.80` is `rather sure`.
#[must_use]
pub fn in_words(confidence: &str) -> Option<&'static str> {
    let sure: f64 = confidence.trim().parse().ok()?;
    Some(match sure {
        0.9..=1.0 => "sure",
        0.75..0.9 => "rather sure",
        0.5..0.75 => "not sure",
        0.0..0.5 => "a guess",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_name_and_stands_in_the_docs() {
        let docs = include_str!("../../../docs/capture.md");
        for (at, rule) in RULES.iter().enumerate() {
            assert!(
                RULES[..at].iter().all(|other| other.name != rule.name),
                "{} is there twice",
                rule.name
            );
            assert!(docs.contains(&format!("`{}`", rule.name)), "{}", rule.name);
            assert_eq!(rule_doc(rule.name), Some(rule.doc));
        }
        assert_eq!(rule_doc("by-hand"), None);
    }

    #[test]
    fn confidence_is_said_in_words() {
        for (confidence, words) in [
            ("0.95", Some("sure")),
            ("0.80", Some("rather sure")),
            ("0.55", Some("not sure")),
            ("0", Some("a guess")),
            ("7", None),
            ("high", None),
        ] {
            assert_eq!(in_words(confidence), words, "{confidence}");
        }
    }
}
