//! JSON of the commands' own output, safe to print: what a terminal would obey is written `\uXXXX`.

use std::fmt::Write as _;

use serde_json::Value;

use crate::text::clean;

/// Returns the value as indented JSON with a line end.
#[must_use]
pub fn pretty(value: &Value) -> String {
    format!("{}\n", safe(&format!("{value:#}")))
}

/// Escapes the hidden characters that JSON itself would leave as they are: DEL, C1, bidi and the
/// like. They can stand only inside strings, where an escape means the same.
#[must_use]
pub fn safe(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut done = 0;
    for (at, c) in clean::hidden(json) {
        out.push_str(&json[done..at]);
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string can not fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
        done = at + c.len_utf8();
    }
    out.push_str(&json[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn hidden_characters_are_escaped_and_come_back() {
        let value = json!({"a": "\u{1b}[2J \u{9b}31m \u{7f} \u{202e}x \u{e0041} é 漢"});
        let text = pretty(&value);
        assert!(
            text.contains("\\u009b31m \\u007f \\u202ex \\udb40\\udc41 é 漢"),
            "{text}"
        );
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
