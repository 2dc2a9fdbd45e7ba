//! `ClaimReview`s into claims.
//!
//! The article is where the claim appeared, when the review says so, else the review's own page. The
//! verdict becomes a review of the claim and never the folder's verdict: scales are not converted.

use serde_json::Value;

use super::write::of_review;
use crate::exchange::import::Incoming;
use crate::model::{Article, Claim, PartialDate, Review};

/// The longest original that is kept beside a claim, in bytes.
const LONGEST_ORIGINAL: usize = 16 << 10;

/// Returns the claim of a ClaimReview; nothing when it reviews no claim.
pub(in crate::exchange) fn incoming(json: &Value) -> Option<Incoming> {
    let item = first(&json["itemReviewed"]);
    let rating = first(&json["reviewRating"]);
    let mut review = Review {
        label: text(&rating["alternateName"]).or_else(|| text(&rating["name"])),
        value: text(&rating["ratingValue"]),
        best: text(&rating["bestRating"]),
        worst: text(&rating["worstRating"]),
        by: name(&json["author"]).or_else(|| name(&json["publisher"])),
        url: text(&json["url"]).or_else(|| text(&json["mainEntityOfPage"])),
        published: date(&json["datePublished"]),
        note: text(&json["reviewBody"]).or_else(|| text(&json["description"])),
        original: None,
    };
    let speaker = speaker(item);
    let claimed = text(&json["claimReviewed"]).or_else(|| text(&item["text"]));
    let is_claim = item["@type"] == "Claim";
    let claimed = claimed.or_else(|| text(&item["name"]).filter(|_| is_claim))?;
    let (article, said) = match appearance(item) {
        Some(article) => (article, date(&item["datePublished"])),
        None => (page(json, &review, &claimed), date(&item["datePublished"])),
    };
    let mut claim = Claim {
        assertion: Some(claimed),
        speaker: name(speaker),
        role: text(&first(speaker)["jobTitle"]),
        org: name(&first(speaker)["worksFor"]).or_else(|| name(&first(speaker)["affiliation"])),
        said: said.filter(|said| Some(said) != article.published.as_ref()),
        reviews: vec![review.clone()],
        ..Claim::default()
    };
    if of_review(&article, &claim, &review) != *json {
        let original = json.to_string();
        review.original = (original.len() <= LONGEST_ORIGINAL).then_some(original);
        claim.reviews = vec![review];
    }
    Some(Incoming {
        article,
        claim,
        ..Incoming::default()
    })
}

/// Tells that the article is the review's own page, for want of another.
pub(super) fn is_page(article: &Article, review: &Review) -> bool {
    article.url == review.url && article.outlet == review.by
}

fn speaker(item: &Value) -> &Value {
    match &item["author"] {
        Value::Null => &item["creator"],
        author => author,
    }
}

/// Returns the work the claim stands in, if the review names one.
fn appearance(item: &Value) -> Option<Article> {
    let kind = item["@type"].as_str().unwrap_or("Claim");
    let named = [&item["appearance"], &item["firstAppearance"]];
    let named = named.into_iter().map(first).find(|work| !work.is_null());
    let is_work = !matches!(kind, "Claim" | "Thing");
    let work = named.or(is_work.then_some(item))?;
    if let Some(url) = work.as_str() {
        return Some(Article {
            title: url.to_owned(),
            url: text(work),
            ..Article::default()
        });
    }
    let part = first(&work["isPartOf"]);
    let url = text(&work["url"])
        .or_else(|| text(&part["url"]))
        .or_else(|| text(&work["@id"]));
    let title = text(&work["headline"]).or_else(|| text(&work["name"]));
    let title = title
        .or_else(|| text(&part["name"]))
        .or_else(|| url.clone())?;
    Some(Article {
        title,
        author: name(&work["author"]).filter(|_| named.is_some()),
        outlet: name(&work["publisher"]),
        published: date(&work["datePublished"]),
        url,
        ..Article::default()
    })
}

/// Returns the review's own page as the article.
fn page(json: &Value, review: &Review, claimed: &str) -> Article {
    let title = text(&json["headline"]).or_else(|| text(&json["name"]));
    Article {
        title: title.unwrap_or_else(|| format!("Review: {claimed}")),
        outlet: review.by.clone(),
        url: review.url.clone(),
        published: review.published.clone(),
        ..Article::default()
    }
}

/// Returns the value, or the first of several.
fn first(value: &Value) -> &Value {
    value
        .as_array()
        .and_then(|items| items.first())
        .unwrap_or(value)
}

/// Returns a scalar as text; what is blank is nothing.
fn text(value: &Value) -> Option<String> {
    let text = match first(value) {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the name of a person or organisation, given as an object or as a text; else its address.
fn name(value: &Value) -> Option<String> {
    let one = first(value);
    text(&one["name"]).or_else(|| text(one)).or_else(|| {
        let url = text(&one["url"])?;
        let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let host = host.split('/').next().unwrap_or(host);
        Some(host.trim_start_matches("www.").to_owned())
    })
}

/// Returns a date as far as it can be read: the day, when the rest can not.
fn date(value: &Value) -> Option<PartialDate> {
    let text = text(value)?;
    let day = || text.get(..10).and_then(|day| PartialDate::parse(day).ok());
    PartialDate::parse(&text).ok().or_else(day)
}
