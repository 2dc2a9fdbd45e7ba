//! Annotations of the web, as the Hypothesis API gives them: what was highlighted is the quote, what
//! was written beside it a note (W3C Web Annotation Data Model; h.readthedocs.io, "API").

use serde_json::Value;

use super::{Imported, Incoming, Wishes, text};
use crate::exchange::claimreview::find;
use crate::model::date::{at_seconds, instant};
use crate::model::{Article, Claim, LogEntry};

pub(super) fn read(_: &str, bytes: &[u8], _: &Wishes) -> Result<Imported, String> {
    let found = find(&text(bytes)?, |value| {
        value["target"].is_array() && value["uri"].is_string()
    });
    let mut imported = Imported {
        faults: found.faults,
        ..Imported::default()
    };
    for (nth, (_, annotation)) in found.objects.iter().enumerate() {
        if let Some(one) = incoming(annotation) {
            imported.claims.push(Incoming { at: nth + 1, ..one });
        } else {
            let fault = "a note on the page or a reply, which marks no words: left out".to_owned();
            imported.faults.push((nth + 1, fault));
        }
    }
    if imported.claims.is_empty() && imported.faults.is_empty() {
        return Err("there are no annotations in it".to_owned());
    }
    Ok(imported)
}

fn incoming(annotation: &Value) -> Option<Incoming> {
    let targets = annotation["target"].as_array()?.iter();
    let selectors = targets
        .filter_map(|target| target["selector"].as_array())
        .flatten();
    let mut quotes = selectors.filter(|selector| selector["type"] == "TextQuoteSelector");
    let quote = quotes.find_map(|selector| selector["exact"].as_str())?;
    let words = |key: &str| {
        let text = annotation[key].as_str().map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let url = words("uri");
    let title = annotation["document"]["title"]
        .as_array()
        .and_then(|titles| titles.first()?.as_str());
    let title = title
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .map(str::to_owned);
    let user = words("user");
    let by = user.as_deref().map(|user| {
        let name = user.strip_prefix("acct:").unwrap_or(user);
        name.split('@').next().unwrap_or(name).to_owned()
    });
    let tags = annotation["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let note = words("text").map(|note| LogEntry {
        at: words("created").and_then(|at| instant(&at)).map(at_seconds),
        by,
        note: Some(note),
        ..LogEntry::default()
    });
    Some(Incoming {
        article: Article {
            title: title.or_else(|| url.clone())?,
            url,
            ..Article::default()
        },
        claim: Claim {
            quote: Some(quote.trim().to_owned()),
            tags: tags.map(str::to_owned).collect(),
            annotations: note.into_iter().collect(),
            ..Claim::default()
        },
        ..Incoming::default()
    })
}
