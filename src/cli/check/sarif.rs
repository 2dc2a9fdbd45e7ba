//! Findings as SARIF 2.1.0 (OASIS, 2020), which code scanning reads.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::cli::session::Opened;
use crate::model::{Diagnostic, Severity};
use crate::store::checks;

/// Returns the whole log: one run of this tool.
#[must_use]
pub fn log(found: &[Diagnostic], opened: &Opened) -> Value {
    let results: Vec<Value> = found
        .iter()
        .map(|d| result(d, &opened.shown_path(&d.file)))
        .collect();
    let rules: Vec<Value> = checks::RULES
        .iter()
        .map(|row| json!({"id": row.code, "fullDescription": {"text": row.doc}}))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, path: &str) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    };
    let text = match &diagnostic.hint {
        Some(hint) => format!("{}\n{hint}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut location = json!({"artifactLocation": {"uri": uri(path)}});
    if let Some(place) = diagnostic.place {
        location["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width.max(1),
        });
    }
    json!({
        "ruleId": diagnostic.code,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    })
}

/// Returns the path as a relative URI reference (RFC 3986): all but unreserved characters and `/`
/// are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string can not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[test]
    fn a_finding_has_rule_level_and_region() {
        let diagnostic = Diagnostic {
            place: Some(Place {
                line: 3,
                column: 5,
                width: 2,
            }),
            ..Diagnostic::of_file("odd-id", Severity::Hint, "x", "message")
        };
        let value = result(&diagnostic, "claims/a b%é.yaml");
        assert_eq!(value["level"], "note");
        let location = &value["locations"][0]["physicalLocation"];
        assert_eq!(
            location["artifactLocation"]["uri"],
            "claims/a%20b%25%C3%A9.yaml"
        );
        assert_eq!(location["region"]["endColumn"], 7);
    }
}
