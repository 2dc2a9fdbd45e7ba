use std::collections::BTreeMap;

use proptest::prelude::*;
use scraper::{Html, Node, Selector};

use super::super::tests::{HOSTILE, full_of, text_of};
use super::*;
use crate::exchange::Options;
use crate::exchange::tests::{claim, store};
use crate::model::{Claim, Figure, Grade};

fn report(text: &str) -> String {
    text_of("html", &full_of(text), &Options::default())
}

/// Every element of a page with its attributes' names, counted; and the values that can act.
fn elements(page: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for node in Html::parse_document(page).tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                let mut names: Vec<_> = element.attrs().map(|(name, _)| name).collect();
                names.sort_unstable();
                let key = format!("{} {}", element.name(), names.join(" "));
                *found.entry(key).or_default() += 1;
            }
            Node::Comment(_) => *found.entry("comment".to_owned()).or_default() += 1,
            _ => {}
        }
    }
    found
}

#[test]
fn hostile_text_makes_no_element_and_no_attribute() {
    let plain = elements(&report("plain"));
    assert!(!plain.contains_key("comment"));
    for hostile in HOSTILE {
        assert_eq!(elements(&report(hostile)), plain, "{hostile:?}");
    }
}

#[test]
fn nothing_is_asked_for_from_elsewhere() {
    let page = Html::parse_document(&report("https://example.org/x"));
    for node in page
        .tree
        .nodes()
        .filter_map(|node| node.value().as_element())
    {
        for (name, value) in node.attrs() {
            assert!(!["src", "srcset", "style", "action", "background"].contains(&name));
            assert!(!name.starts_with("on"), "{name}");
            assert!(name != "href" || node.name() == "a", "{}", node.name());
            assert!(!value.contains("url("));
        }
        assert!(!["img", "link", "iframe", "object", "embed", "base"].contains(&node.name()));
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
}

#[test]
fn only_pages_and_mailboxes_can_be_followed() {
    let hrefs = |text: &str| -> Vec<String> {
        let page = Html::parse_document(&report(text));
        let links = Selector::parse("a[href]").unwrap();
        let hrefs = page.select(&links).filter_map(|link| link.attr("href"));
        hrefs
            .filter(|href| !href.starts_with('#'))
            .map(str::to_owned)
            .collect()
    };
    assert!(
        hrefs("https://example.org/a?b=c&d")
            .iter()
            .all(|href| href == "https://example.org/a?b=c&d")
    );
    assert!(!hrefs("https://example.org/a").is_empty());
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "data:text/html,<script>",
        "Data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "https://a\u{202e}b",
    ] {
        assert_eq!(hrefs(bad), [""; 0], "{bad:?}");
    }
}

#[test]
fn the_policy_names_the_hashes_of_what_stands_in_the_page() {
    let page = report("x");
    let document = Html::parse_document(&page);
    let inner = |name: &str| -> String {
        let selector = Selector::parse(name).unwrap();
        let found: Vec<_> = document.select(&selector).collect();
        assert_eq!(found.len(), 1);
        found[0].text().collect()
    };
    let meta = Selector::parse("meta[http-equiv]").unwrap();
    let policy = document
        .select(&meta)
        .next()
        .unwrap()
        .attr("content")
        .unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for name in ["style", "script"] {
        let named = format!("{name}-src {}", hash(&inner(name)));
        assert!(policy.contains(&named), "{policy} has no {named}");
    }
    assert!(!policy.contains("unsafe"));
}

#[test]
fn unknown_has_no_place_among_the_judgements() {
    let graded = |id: &str, grade: &str| Claim {
        grade: Grade::parse(grade).unwrap_or_default(),
        figures: vec![Figure {
            text: "$5 billion".to_owned(),
            ..Figure::default()
        }],
        ..claim(id)
    };
    let page = text_of(
        "html",
        &store(vec![graded("a", "F6"), graded("b", "E5"), graded("c", "x")]),
        &Options::default(),
    );
    let document = Html::parse_document(&page);
    let cells = Selector::parse("tbody td:first-child").unwrap();
    let cells = document.select(&cells);
    let keys: Vec<&str> = cells.map(|cell| cell.attr("data-key").unwrap()).collect();
    assert_eq!(keys, ["", "44", ""]);
    assert!(page.contains("class=\"point\""), "figures are drawn");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_text_makes_an_element(text in "[<>\"'&/=a-z !\\-\\[\\]{}%#:\u{0}\u{1b}\u{2028}]{0,24}") {
        // What is empty or blank is left out in places; it makes nothing either.
        prop_assume!(text.chars().any(|c| !c.is_whitespace()));
        prop_assert_eq!(elements(&report(&text)), elements(&report("plain")));
    }
}

#[test]
fn a_report_that_shall_stop_is_not_made_to_its_end() {
    let store = full_of("x");
    let options = Options {
        watch: crate::exchange::Watch::on(),
        ..Options::default()
    };
    let rows: Vec<_> = store.claims().map(|claim| claim.ix()).collect();
    let selection = Selection {
        store: &store,
        rows: &rows,
        query: "",
        options: &options,
    };
    let made = |selection: &Selection<'_>| Report::new(selection, "", "", <[String; 2]>::default());
    assert!(made(&selection).is_ok());
    options.watch.stop();
    assert_eq!(
        made(&selection).map(drop).unwrap_err().to_string(),
        "stopped"
    );
}
