//! Texts as YAML scalars: plain only where that is certainly the same text, for this reader and for
//! those that see booleans, numbers and dates (YAML 1.1).

use super::shape::Shape;

/// Characters besides letters and digits that a plain scalar may begin with.
const FIRST: &str = "$£€“‘…(_/";

/// Words that some reader takes for something else than text.
const NOT_TEXT: &[&str] = &[
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none",
];

/// Returns a text as one line: plain, single-quoted, or double-quoted with escapes.
pub(crate) fn inline(text: &str, shape: Shape, flow: bool) -> String {
    if is_plain(text, shape, flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Returns a text in quotes, single ones where they do.
pub(crate) fn quoted(text: &str) -> String {
    if text.chars().all(|c| c == '\t' || is_printable(c)) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        double(text)
    }
}

/// Returns a text in double quotes, on one line.
pub(crate) fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_printable(c) => quoted.push(c),
            c if u32::from(c) < 0x100 => quoted.push_str(&escape('x', 2, c)),
            c if u32::from(c) < 0x10000 => quoted.push_str(&escape('u', 4, c)),
            c => quoted.push_str(&escape('U', 8, c)),
        }
    }
    quoted.push('"');
    quoted
}

fn escape(letter: char, digits: usize, c: char) -> String {
    format!("\\{letter}{:0digits$X}", u32::from(c))
}

/// Tells that a text may stand without quotes.
pub(crate) fn is_plain(text: &str, shape: Shape, flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let bad = |c: char| !is_printable(c) || flow && ",[]{}".contains(c);
    if !(first.is_alphanumeric() || FIRST.contains(first)) || text.chars().any(bad) {
        return false;
    }
    let ends = text.ends_with(|c: char| c == ':' || c.is_whitespace());
    if ends || text.contains(": ") || text.contains(" #") {
        return false;
    }
    match shape {
        // They may look like what they are, and not like nothing.
        Shape::Date | Shape::Grade | Shape::Number | Shape::Line | Shape::Flag => {
            !text.eq_ignore_ascii_case("null")
        }
        _ => !looks_like_no_text(text),
    }
}

/// Tells that some reader might take a plain text for a boolean, a number, a date or a time.
fn looks_like_no_text(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "+-_.,: abcdefABCDEFoOxXtTzZ".contains(c);
    text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(number)
        || NOT_TEXT.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Tells that a character stays what it is between quotes: no control, no line break of any kind.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Tells that a text is written as a block scalar: of several lines, and ending in at most one line end.
pub(crate) fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.ends_with('\n')
        && !body.trim().is_empty()
        && body
            .chars()
            .all(|c| c == '\n' || c == '\t' || is_printable(c))
}

/// Returns the header of a block scalar, and its lines without the last line end; `step` is how far
/// they stand behind their parent at column `parent`.
pub(crate) fn block(text: &str, parent: usize, step: usize) -> (String, String) {
    let (body, chomp) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let indicator = if body.starts_with([' ', '\t', '\n']) {
        step.to_string()
    } else {
        String::new()
    };
    let pad = " ".repeat(parent + step);
    let line = |line: &str| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{pad}{line}")
        }
    };
    let lines: Vec<String> = body.split('\n').map(line).collect();
    (format!("|{indicator}{chomp}"), lines.join("\n"))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_certain_texts_are_plain() {
        for plain in [
            "training cost",
            "$6 million",
            "“x”",
            "a, b",
            "it's",
            "http://x.org/#y",
            "Größe",
            "2nd rule",
        ] {
            assert!(is_plain(plain, Shape::Text, false), "{plain}");
        }
        for quoted in [
            "",
            " a",
            "a ",
            "- a",
            "a: b",
            "a #b",
            "a:",
            "yes",
            "NO",
            "null",
            "~",
            "012",
            "1e3",
            "12:30",
            "2026-11-23",
            "0x1F",
            "@a",
            "`a",
            "*a",
            "&a",
            "!a",
            "%a",
            "|",
            ">",
            "[a",
            "{a",
            "\"a",
            "'a",
            "#a",
            "? a",
            "---",
            "...",
            "a\tb\u{7}",
            "a\nb",
            "=",
            "<<",
            "1.5",
            "+1",
            ".5",
            "a\u{85}b",
            "\u{feff}",
        ] {
            assert!(!is_plain(quoted, Shape::Text, false), "{quoted}");
        }
        assert!(!is_plain("a, b", Shape::Text, true));
        assert!(is_plain("2026-11-23T15:40:00Z", Shape::Date, false));
        assert!(!is_plain("null", Shape::Date, false));
    }

    /// Any text at all, with what is special in YAML far more often than by chance.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-zé日 ]{1,6}",
            2 => prop::sample::select(vec![
                "\n", "\n\n", "  ", "\t", ": ", " #", "- ", "'", "\"", "\\", "|", ">", "%", "@", "{", "}", "[", "]",
                ",", "yes", "null", "~", "012", "---", "...", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{feff}", "\u{7}",
                "\u{202e}", "😀", "*a", "&a", "!a", "? ", "$6 million", "<<",
            ]).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any_text()) {
            for flow in [false, true] {
                for scalar in [inline(&text, Shape::Text, flow), inline(&text, Shape::Date, flow), quoted(&text), double(&text)] {
                    let yaml = if flow { format!("[{{a: {scalar}}}]\n") } else { format!("- a: {scalar}\n") };
                    let read: Vec<std::collections::HashMap<String, String>> = serde_yaml::from_str(&yaml).unwrap();
                    prop_assert_eq!(&read[0]["a"], &text);
                }
            }
            if is_block(&text) {
                let (header, lines) = block(&text, 2, 3);
                let yaml = format!("- a: {header}\n{lines}\n  b: x\n");
                let read: Vec<std::collections::HashMap<String, String>> = serde_yaml::from_str(&yaml).unwrap();
                prop_assert_eq!(&read[0]["a"], &text);
            }
        }
    }
}
