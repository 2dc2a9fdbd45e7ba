//! A claim as one JSON object: the same shape in every format that is made of JSON.

use std::fmt::Write as _;

use serde_json::{Map, Number, Value};

use super::Selection;
use crate::model::Speaker;
use crate::store::{ClaimRef, FigureRef};
use crate::text::clean;
use crate::yaml::{article_to_json, claim_to_json, speaker_to_json};

/// Returns `{name, file, article, KEYS OF THE CLAIM AS IN YAML, known_speaker, derived}`; absent keys
/// are left out. Nothing in it depends on how the claim file is laid out.
pub(super) fn record(selection: &Selection<'_>, claim: ClaimRef<'_>) -> Value {
    let mut record = Map::new();
    record.insert("name".to_owned(), claim.name().into());
    record.insert("file".to_owned(), claim.file().path().into());
    let article = article_to_json(claim.article());
    record.insert("article".to_owned(), article.into());
    record.extend(claim_to_json(&selection.data(claim)));
    if let Some(known) = claim.profile() {
        record.insert("known_speaker".to_owned(), known_speaker(known));
    }
    record.insert("derived".to_owned(), derived(claim));
    Value::Object(record)
}

/// What speakers.yaml says of who makes the claim, so that a claim brings its speaker along.
fn known_speaker(known: &Speaker) -> Value {
    let mut keys = Map::new();
    keys.insert("name".to_owned(), known.name.as_str().into());
    keys.extend(speaker_to_json(known));
    keys.into()
}

/// What no file says and every reader would have to work out.
fn derived(claim: ClaimRef<'_>) -> Value {
    let figures: Vec<Value> = claim.figures().map(figure).collect();
    object([
        ("status", Some(claim.status().word().into())),
        ("speaker", claim.speaker_name().map(Into::into)),
        (
            "integrity",
            claim.integrity().map(|integrity| integrity.word().into()),
        ),
        ("figures", (!figures.is_empty()).then_some(figures.into())),
    ])
}

fn figure(figure: FigureRef<'_>) -> Value {
    let amount = figure.amount;
    let unit = amount.map(|amount| amount.unit.to_string());
    object([
        ("text", Some(figure.recorded.text.as_str().into())),
        ("low", amount.and_then(|amount| number(amount.low?))),
        ("high", amount.and_then(|amount| number(amount.high?))),
        ("unit", unit.filter(|unit| !unit.is_empty()).map(Into::into)),
        (
            "qualifier",
            amount.and_then(|amount| Some(amount.qualifier?.word().into())),
        ),
        (
            "period",
            amount.and_then(|amount| Some(amount.period.as_deref()?.into())),
        ),
    ])
}

/// Through the decimal form, so that a whole number is written as one.
fn number(value: f64) -> Option<Value> {
    let number: Number = value.to_string().parse().ok()?;
    Some(Value::Number(number))
}

fn object<const N: usize>(keys: [(&str, Option<Value>); N]) -> Value {
    let given = keys
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(given.collect())
}

/// Returns JSON text with every hidden character as a `\u` escape; it reads back the same.
///
/// Such characters stand only inside strings, and `serde_json` leaves all from U+007F on as they are.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut done = 0;
    for (at, hidden) in clean::hidden(json) {
        out.push_str(json.get(done..at).unwrap_or_default());
        for unit in hidden.encode_utf16(&mut [0; 2]) {
            // Writing to a string can not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        done = at + hidden.len_utf8();
    }
    out.push_str(json.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_are_escaped() {
        for (hostile, json) in [
            ("\u{1b}\u{0}", r#""\u001b\u0000""#),
            ("\u{7f}\u{9b}6n", r#""\u007f\u009b6n""#),
            ("a\u{2028}b\u{2029}", r#""a\u2028b\u2029""#),
            ("\u{202e}x\u{feff}", r#""\u202ex\ufeff""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("“é” 漢", "\"“é” 漢\""),
        ] {
            let text = escaped(&serde_json::to_string(hostile).unwrap());
            assert_eq!(text, json);
        }
    }

    #[test]
    fn whole_numbers_are_whole() {
        let text = |value: f64| number(value).map(|number| number.to_string());
        assert_eq!(text(1e12).as_deref(), Some("1000000000000"));
        assert_eq!(text(0.5).as_deref(), Some("0.5"));
        assert_eq!(text(-3.0).as_deref(), Some("-3"));
        assert_eq!(text(f64::INFINITY), None);
    }

    proptest! {
        #[test]
        fn escaped_text_reads_back_the_same(text in any::<String>()) {
            let json = escaped(&serde_json::to_string(&text).unwrap());
            let raw = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            prop_assert!(!json.contains(raw));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
