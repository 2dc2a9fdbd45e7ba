//! `ClaimReview`s wherever they come: an object, an array, a graph, a feed, a line each, a page.
//!
//! What stands on real pages is often not quite JSON; the usual slips are mended. Linear in the size
//! of the text, so that no page can keep it busy.

use std::borrow::Cow;

use serde_json::Value;

/// What was found in a text.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Found {
    /// The objects, each with the line its JSON begins on, from 1.
    pub(in crate::exchange) objects: Vec<(usize, Value)>,
    /// What could not be read, with its line.
    pub(in crate::exchange) faults: Vec<(usize, String)>,
}

/// Finds the objects that `wanted` says yes to, however deep they lie.
pub(in crate::exchange) fn find(text: &str, wanted: fn(&Value) -> bool) -> Found {
    let mut found = Found::default();
    let text = text.trim_start_matches('\u{feff}');
    if is_page(text) {
        for (line, json) in scripts(text) {
            take(line, json, wanted, &mut found);
        }
        return found;
    }
    match parse(text) {
        Ok(value) => collect(1, value, wanted, &mut found),
        Err(whole) => lines(text, &whole, wanted, &mut found),
    }
    found
}

/// Tells a page, or a text that has parts of pages in it, from JSON.
fn is_page(text: &str) -> bool {
    match text.trim_start().as_bytes().first() {
        Some(b'<') => true,
        Some(b'{' | b'[' | b'"') => false,
        _ => text.contains("ld+json"),
    }
}

/// One JSON value a line; when no line is one, the whole was meant to be.
fn lines(text: &str, whole: &str, wanted: fn(&Value) -> bool, found: &mut Found) {
    let mut good = false;
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        match parse(line) {
            Ok(value) => {
                good = true;
                collect(at + 1, value, wanted, found);
            }
            Err(why) => found.faults.push((at + 1, why)),
        }
    }
    if !good {
        found.faults = vec![(1, whole.to_owned())];
    }
}

fn take(line: usize, json: &str, wanted: fn(&Value) -> bool, found: &mut Found) {
    match parse(json) {
        Ok(value) => collect(line, value, wanted, found),
        Err(why) => found.faults.push((line, why)),
    }
}

fn collect(line: usize, value: Value, wanted: fn(&Value) -> bool, found: &mut Found) {
    if wanted(&value) {
        found.objects.push((line, value));
        return;
    }
    match value {
        Value::Array(items) => items
            .into_iter()
            .for_each(|item| collect(line, item, wanted, found)),
        Value::Object(map) => map
            .into_iter()
            .for_each(|(_, item)| collect(line, item, wanted, found)),
        _ => {}
    }
}

fn parse(json: &str) -> Result<Value, String> {
    let strict = serde_json::from_str(json);
    strict.or_else(|error| serde_json::from_str(&mended(json)).map_err(|_| error.to_string()))
}

/// Returns the text with the slips of real pages mended: comment and CDATA marks round it, line ends
/// and tabs inside of strings, commas before a closing bracket, a semicolon behind it.
fn mended(json: &str) -> Cow<'_, str> {
    let mut inner = json.trim().trim_start_matches('\u{feff}');
    for mark in [
        "<!--",
        "//<![CDATA[",
        "// <![CDATA[",
        "/*<![CDATA[*/",
        "<![CDATA[",
    ] {
        inner = inner.strip_prefix(mark).unwrap_or(inner).trim_start();
    }
    for mark in ["-->", "//]]>", "// ]]>", "/*]]>*/", "]]>", "//", ";"] {
        inner = inner.strip_suffix(mark).unwrap_or(inner).trim_end();
    }
    let mut out = String::with_capacity(inner.len());
    let (mut string, mut escaped) = (false, false);
    for c in inner.chars() {
        if string {
            match c {
                '\n' | '\r' | '\t' => out.push(' '),
                c if c < ' ' => {}
                c => out.push(c),
            }
            string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        if matches!(c, '}' | ']') {
            let kept = out.trim_end().strip_suffix(',').map(str::len);
            out.truncate(kept.unwrap_or(out.len()));
        }
        string = c == '"';
        out.push(c);
    }
    Cow::Owned(out)
}

/// Returns the text of every `<script type="application/ld+json">` of a page, with its line.
///
/// By the HTML standard a script ends at the next `</script`, whatever stands before it.
fn scripts(page: &str) -> Vec<(usize, &str)> {
    let lower = page.to_ascii_lowercase();
    let (mut at, mut line, mut counted) = (0, 1, 0);
    let mut found = Vec::new();
    while let Some(start) = lower[at..].find("<script").map(|place| at + place) {
        let Some(open) = lower[start..].find('>').map(|place| start + place + 1) else {
            break;
        };
        let end = lower[open..]
            .find("</script")
            .map_or(lower.len(), |place| open + place);
        if lower[start..open].contains("ld+json") {
            line += page[counted..open].matches('\n').count();
            counted = open;
            found.push((line, &page[open..end]));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_review(value: &Value) -> bool {
        value["@type"] == "ClaimReview"
    }

    fn count(text: &str) -> (usize, Vec<usize>) {
        let found = find(text, is_review);
        let faults = found.faults.iter().map(|(line, _)| *line).collect();
        (found.objects.len(), faults)
    }

    const ONE: &str = r#"{"@type": "ClaimReview", "claimReviewed": "x"}"#;

    #[test]
    fn they_are_found_in_all_they_come_in() {
        for (text, n) in [
            (ONE.to_owned(), 1),
            (format!("\u{feff}[{ONE}, {ONE}]"), 2),
            (
                format!(r#"{{"@graph": [{ONE}, {{"@type": "Person"}}]}}"#),
                1,
            ),
            (
                format!(r#"{{"@type": "DataFeed", "dataFeedElement": [{{"item": [{ONE}]}}]}}"#),
                1,
            ),
            (format!("{ONE}\n{ONE}\n\n{ONE}\n"), 3),
            (
                format!(
                    "<!DOCTYPE html>\n<p>\n<SCRIPT type='application/ld+json'>{ONE}</SCRIPT><script>var x = 1</script>"
                ),
                1,
            ),
            (
                format!("JSON:\n\n<script type=\"application/ld+json\">\n{ONE}\n</script>\n"),
                1,
            ),
            ("[]".to_owned(), 0),
        ] {
            assert_eq!(count(&text), (n, vec![]), "{text}");
        }
    }

    #[test]
    fn slips_of_real_pages_are_mended() {
        for text in [
            "{\"@type\": \"ClaimReview\", \"claimReviewed\": \"two\nlines\t\\\"x,]\\\"\",}",
            "<script type=\"application/ld+json\">\n//<![CDATA[\n[{\"@type\": \"ClaimReview\"},]\n//]]>\n</script>",
            "{\"@type\": \"ClaimReview\"};",
        ] {
            assert_eq!(count(text), (1, vec![]), "{text}");
        }
    }

    #[test]
    fn a_fault_has_its_line_and_does_not_stop_the_others() {
        assert_eq!(count(&format!("{ONE}\n{{oops\n{ONE}")), (2, vec![2]));
        let page = format!(
            "<p>\n\n<script type=application/ld+json>{{oops</script>\n<script type=application/ld+json>{ONE}</script>"
        );
        assert_eq!(count(&page), (1, vec![3]));
        assert_eq!(count("{\n oops"), (0, vec![1]));
        assert_eq!(count("<script type=application/ld+json"), (0, vec![]));
    }
}
