use serde_json::{Value, json};

use super::write::of_review;
use super::*;
use crate::exchange::Options;
use crate::exchange::tests::{HOSTILE, article, claim, store, store_of, text_of};
use crate::model::{Claim, LogEntry};

/// The shape of the first example at schema.org/ClaimReview: an image here, two addresses there.
fn example() -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": "2014-07-23",
        "url": "https://checker.example/2014/homicides",
        "author": {"@type": "Organization", "url": "https://checker.example/", "image": "https://checker.example/logo.jpg"},
        "claimReviewed": "More than 3,000 homicides were committed.",
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": "6", "alternateName": "True", "image": "x.gif"},
        "itemReviewed": {
            "@type": "CreativeWork",
            "author": [{"@type": "Person", "name": "Rich Perry", "jobTitle": "Governor", "sameAs": ["https://a.example", "https://b.example"]}],
            "datePublished": "2014-07-17",
            "name": "The interview [...]"
        }
    })
}

fn one(json: &Value) -> (crate::model::Article, Claim) {
    let incoming = incoming(json).unwrap();
    (incoming.article, incoming.claim)
}

#[test]
fn every_field_lands_somewhere_and_comes_back() {
    let (article, claim) = one(&example());
    assert_eq!(article.title, "The interview [...]");
    assert_eq!(claim.speaker.as_deref(), Some("Rich Perry"));
    assert_eq!(claim.role.as_deref(), Some("Governor"));
    assert_eq!(
        claim.verdict, None,
        "a verdict of another scale is not ours"
    );
    let review = &claim.reviews[0];
    assert_eq!(
        [&review.label, &review.value, &review.best, &review.by].map(Option::as_deref),
        [Some("True"), Some("1"), Some("6"), Some("checker.example")]
    );
    let back = |claim: Claim| -> Value {
        let store = store_of("a.yaml", article.clone(), vec![claim], vec![]);
        let text = text_of("claimreview", &store, &Options::default());
        serde_json::from_str::<Value>(&text).unwrap()[0].clone()
    };
    let mut claim = claim;
    claim.id = "a".to_owned();
    assert_eq!(back(claim.clone()), example());
    claim.reviews[0].label = Some("Half true".to_owned());
    claim.role = None;
    let changed = back(claim);
    assert_eq!(changed["reviewRating"]["alternateName"], "Half true");
    assert_eq!(changed["reviewRating"]["image"], "x.gif");
    assert_eq!(
        changed["itemReviewed"]["author"][0]["jobTitle"],
        Value::Null
    );
    assert_eq!(
        changed["itemReviewed"]["author"][0]["sameAs"][1],
        "https://b.example"
    );
}

#[test]
fn what_this_program_writes_needs_no_original() {
    let (article, claim) = one(&example());
    let ours = of_review(&article, &claim, &claim.reviews[0]);
    let (again, claim) = one(&ours);
    assert_eq!(
        (&again.title, &again.published),
        (&article.title, &article.published)
    );
    assert_eq!(claim.reviews[0].original, None);
}

#[test]
fn sloppy_reviews_are_read_as_far_as_they_go() {
    let bare = json!({
        "@type": "ClaimReview", "claimReviewed": " x ", "url": "https://c.example/1",
        "author": "Checker", "datePublished": "2019-07-22 03:00 pm",
        "reviewRating": {"ratingValue": "1", "alternateName": ""},
        "itemReviewed": {"@type": "Claim", "appearance": ["https://a.example/post", "https://b.example"]}
    });
    let (article, claim) = one(&bare);
    assert_eq!(
        (article.title.as_str(), article.url.as_deref()),
        ("https://a.example/post", Some("https://a.example/post"))
    );
    assert_eq!(claim.assertion.as_deref(), Some("x"));
    assert_eq!(
        claim.reviews[0]
            .published
            .as_ref()
            .map(|date| date.text.as_str()),
        Some("2019-07-22")
    );
    assert_eq!(claim.reviews[0].label, None);
    let page = json!({"@type": "ClaimReview", "claimReviewed": "y", "url": "https://c.example/2", "author": {"name": "C"}});
    assert_eq!(
        one(&page).0.url.as_deref(),
        Some("https://c.example/2"),
        "for want of another"
    );
    assert!(incoming(&json!({"@type": "ClaimReview", "itemReviewed": 3})).is_none());
    assert!(incoming(&json!("ClaimReview")).is_none());
}

fn checked(verdict: &str) -> Claim {
    Claim {
        verdict: Some(verdict.to_owned()),
        annotations: vec![LogEntry {
            at: Some("2026-11-23T15:40:00Z".to_owned()),
            verdict: Some(verdict.to_owned()),
            ..LogEntry::default()
        }],
        ..claim("a")
    }
}

#[test]
fn an_own_verdict_has_its_place_on_the_scale() {
    let options = Options {
        publisher: Some("The Desk".to_owned()),
        page: Some("https://desk.example/checks".to_owned()),
        ..Options::default()
    };
    let text = text_of(
        "claimreview",
        &store(vec![checked("mixed"), claim("b"), checked("misleading")]),
        &options,
    );
    let reviews: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        reviews.as_array().map(Vec::len),
        Some(2),
        "without a verdict none is written"
    );
    assert_eq!(reviews[0]["url"], "https://desk.example/checks#a");
    assert_eq!(reviews[0]["datePublished"], "2026-11-23");
    assert_eq!(reviews[0]["author"]["name"], "The Desk");
    let rating = json!({"@type": "Rating", "ratingValue": 3, "bestRating": 5, "worstRating": 1, "alternateName": "mixed"});
    assert_eq!(reviews[0]["reviewRating"], rating);
    assert_eq!(
        reviews[1]["reviewRating"],
        json!({"@type": "Rating", "alternateName": "misleading"})
    );
    assert_eq!(reviews[0]["itemReviewed"]["author"]["name"], "Tom Serres");
    assert_eq!(
        reviews[0]["itemReviewed"]["appearance"]["headline"],
        article().title
    );
}

#[test]
fn what_search_engines_will_not_take_is_said() {
    let mut long = checked("mixed");
    long.quote = Some("x".repeat(76));
    let store = store(vec![long, claim("b")]);
    let rows: Vec<_> = store.claims().map(|claim| claim.ix()).collect();
    let options = Options::default();
    let remarks = FORMAT.remarks(&crate::exchange::Selection {
        store: &store,
        rows: &rows,
        query: "",
        options: &options,
    });
    let begins: Vec<_> = remarks
        .iter()
        .map(|remark| remark.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(begins, ["1 without", "1 with", "1 without", "1 without"]);
    assert!(remarks[1].contains("75 characters"), "{remarks:?}");
}

#[test]
fn no_text_ends_a_script_and_all_come_back() {
    for hostile in HOSTILE.iter().chain(&["</script><script>alert(1)", "<!--"]) {
        let mut checked = checked("mixed");
        checked.quote = Some((*hostile).to_owned());
        let text = text_of("claimreview", &store(vec![checked]), &Options::default());
        assert!(!text.contains(['<', '\u{2028}', '\u{1b}']), "{text}");
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read[0]["claimReviewed"], *hostile);
    }
}
