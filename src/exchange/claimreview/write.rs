//! Verdicts into `ClaimReview`s.

use std::io::{self, Write};

use serde_json::{Map, Number, Value, json};

use super::overlay;
use super::read;
use crate::exchange::import::Incoming;
use crate::exchange::record::escaped;
use crate::exchange::{Format, Selection, phrases};
use crate::model::{Article, Claim, PartialDate, Relation, Review, Scale};
use crate::store::ClaimRef;

pub(in crate::exchange) const FORMAT: Format = Format::row(
    "claimreview",
    "jsonld",
    "schema.org ClaimReview of the claims that have a verdict, for search engines",
    write,
)
.remarking(remarks)
.holding(amount);

/// The longest text of a claim that is shown whole in search results, by Google's page.
const LONGEST: usize = 75;

fn write(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut before = "[\n  ";
    for claim in selection.claims() {
        selection.options.watch.pass()?;
        for review in reviews(selection, claim) {
            let json = serde_json::to_string_pretty(&review)?;
            // `<` stands only inside strings, and would end a script element there.
            let json = escaped(&json).replace('<', "\\u003c").replace('\n', "\n  ");
            write!(out, "{before}{json}")?;
            before = ",\n  ";
        }
    }
    out.write_all(if before.starts_with('[') {
        b"[]\n"
    } else {
        b"\n]\n"
    })
}

/// Returns the reviews of a claim: one's own verdict, then those of others.
fn reviews(selection: &Selection<'_>, claim: ClaimRef<'_>) -> Vec<Value> {
    let own = claim
        .verdict()
        .map(|verdict| own(selection, claim, verdict));
    let data = claim.to_claim();
    let others = claim.reviews().map(|review| {
        let ours = of_review(claim.article(), &data, review);
        let original = review
            .original
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        match original {
            Some(original) => on_original(original, ours),
            None => ours,
        }
    });
    own.into_iter().chain(others).collect()
}

/// Returns the JSON a review was imported from, with what has been changed since.
fn on_original(original: Value, ours: Value) -> Value {
    let Some(Incoming { article, claim, .. }) = read::incoming(&original) else {
        return ours;
    };
    let Some(review) = claim.reviews.first() else {
        return ours;
    };
    let then = of_review(&article, &claim, review);
    overlay::changed(original, &then, &ours)
}

/// Returns the review that another publisher gave.
pub(super) fn of_review(article: &Article, claim: &Claim, review: &Review) -> Value {
    let rating = object([
        ("@type", Some("Rating".into())),
        ("ratingValue", number(review.value.as_deref())),
        ("bestRating", number(review.best.as_deref())),
        ("worstRating", number(review.worst.as_deref())),
        ("alternateName", text(review.label.as_deref())),
    ]);
    let author = review
        .by
        .as_ref()
        .map(|by| json!({"@type": "Organization", "name": by}));
    // Of a review without an appearance, the article is the review's own page.
    let is_page = read::is_page(article, review);
    object([
        ("@context", Some("https://schema.org".into())),
        ("@type", Some("ClaimReview".into())),
        ("url", text(review.url.as_deref())),
        ("datePublished", date(review.published.as_ref())),
        ("author", author),
        ("claimReviewed", text(words(claim))),
        ("reviewBody", text(review.note.as_deref())),
        ("reviewRating", Some(rating)),
        (
            "itemReviewed",
            Some(item(claim, (!is_page).then_some(article), None)),
        ),
    ])
}

/// Returns the review that one's own verdict is.
fn own(selection: &Selection<'_>, claim: ClaimRef<'_>, verdict: &str) -> Value {
    let options = selection.options;
    let data = claim.to_claim();
    let given = claim
        .annotations()
        .filter(|entry| entry.verdict.as_deref() == Some(verdict));
    let given = given.filter_map(|entry| entry.at.as_deref()).next_back();
    let published = given.and_then(|at| at.get(..10));
    let url = options.page.as_ref().map(|page| {
        if page.contains('#') {
            page.clone()
        } else {
            format!("{page}#{}", claim.id())
        }
    });
    let publisher = options.publisher.as_ref();
    let mut data = data;
    data.role = phrases::role(claim).map(str::to_owned);
    data.org = phrases::org(claim).map(str::to_owned);
    data.speaker = claim.speaker_name().map(str::to_owned);
    let first = first_appearance(selection, claim);
    object([
        ("@context", Some("https://schema.org".into())),
        ("@type", Some("ClaimReview".into())),
        ("url", url.map(Value::from)),
        ("datePublished", text(published)),
        (
            "author",
            publisher.map(|name| json!({"@type": "Organization", "name": name})),
        ),
        ("claimReviewed", text(words(&data))),
        (
            "reviewRating",
            Some(rating(&selection.store.folder().scale, verdict)),
        ),
        (
            "itemReviewed",
            Some(item(&data, Some(claim.article()), first)),
        ),
    ])
}

/// Returns the verdict with its place on the scale; one off the scale has its name alone.
fn rating(scale: &Scale, verdict: &str) -> Value {
    let found = scale.get(verdict);
    let name = found
        .and_then(|found| found.claim_review.as_deref())
        .unwrap_or(verdict);
    let place = found.and_then(|found| found.value);
    let values = || scale.verdicts.iter().filter_map(|verdict| verdict.value);
    let on_scale = |value: Option<i32>| place.and(value).map(Value::from);
    object([
        ("@type", Some("Rating".into())),
        ("ratingValue", on_scale(place)),
        ("bestRating", on_scale(values().max())),
        ("worstRating", on_scale(values().min())),
        ("alternateName", Some(name.into())),
    ])
}

/// Returns the article of the claim that this one repeats, if it says so.
fn first_appearance<'a>(selection: &Selection<'a>, claim: ClaimRef<'_>) -> Option<&'a Article> {
    let mut repeated = claim
        .links()
        .filter(|link| link.relation == Relation::Repeats);
    let target = selection
        .store
        .link_target(claim.ix(), &repeated.next()?.target)?;
    selection.store.claim(target).map(|first| first.article())
}

/// Returns the claim itself: who made it, when, and where it stands.
fn item(claim: &Claim, article: Option<&Article>, first: Option<&Article>) -> Value {
    let works_for = claim
        .org
        .as_ref()
        .map(|org| json!({"@type": "Organization", "name": org}));
    let author = claim.speaker.as_ref().map(|name| {
        object([
            ("@type", Some("Person".into())),
            ("name", Some(name.as_str().into())),
            ("jobTitle", text(claim.role.as_deref())),
            ("worksFor", works_for),
        ])
    });
    let said = claim.said.as_ref();
    let published = article.and_then(|article| article.published.as_ref());
    object([
        ("@type", Some("Claim".into())),
        ("author", author),
        ("datePublished", date(said.or(published))),
        ("appearance", article.map(work)),
        ("firstAppearance", first.map(work)),
    ])
}

fn work(article: &Article) -> Value {
    let publisher = article.outlet.as_ref();
    let author = article.author.as_ref();
    object([
        ("@type", Some("NewsArticle".into())),
        ("url", text(article.url.as_deref())),
        ("headline", Some(article.title.as_str().into())),
        ("datePublished", date(article.published.as_ref())),
        (
            "author",
            author.map(|name| json!({"@type": "Person", "name": name})),
        ),
        (
            "publisher",
            publisher.map(|name| json!({"@type": "Organization", "name": name})),
        ),
    ])
}

fn words(claim: &Claim) -> Option<&str> {
    claim.assertion.as_deref().or(claim.quote.as_deref())
}

fn text(text: Option<&str>) -> Option<Value> {
    text.map(Value::from)
}

fn date(date: Option<&PartialDate>) -> Option<Value> {
    date.map(|date| date.text.as_str().into())
}

/// A number where the text is one as JSON writes it; else the text.
fn number(text: Option<&str>) -> Option<Value> {
    let text = text?;
    let number = text
        .parse::<Number>()
        .ok()
        .filter(|number| number.to_string() == text);
    Some(number.map_or_else(|| text.into(), Value::Number))
}

fn object<const N: usize>(keys: [(&str, Option<Value>); N]) -> Value {
    let given = keys
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(given.collect::<Map<String, Value>>())
}

fn amount(selection: &Selection<'_>) -> (usize, &'static str, &'static str) {
    let claims = selection.claims();
    let count = claims.map(|claim| reviews(selection, claim).len()).sum();
    (count, "review", "reviews")
}

/// Says what was left out, and what a search engine will not take.
fn remarks(selection: &Selection<'_>) -> Vec<String> {
    let without = selection
        .claims()
        .filter(|claim| claim.verdict().is_none() && claim.reviews().len() == 0);
    let all: Vec<Value> = selection
        .claims()
        .flat_map(|claim| reviews(selection, claim))
        .collect();
    let missing = |key: &str| {
        all.iter()
            .filter(|review| review.get(key).is_none())
            .count()
    };
    let long = all.iter().filter(|review| {
        let text = review.get("claimReviewed").and_then(Value::as_str);
        text.is_some_and(|text| text.chars().count() > LONGEST)
    });
    let told = [
        (without.count(), "without a verdict: not exported"),
        (
            long.count(),
            "with more than 75 characters in claimReviewed, which search results cut: a shorter `assertion` helps",
        ),
        (
            missing("url"),
            "without the address of the review, which Google asks for: --page URL",
        ),
        (missing("author"), "without a publisher: --publisher NAME"),
    ];
    told.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect()
}
