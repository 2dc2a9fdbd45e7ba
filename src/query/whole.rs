//! Field names written out: they may be cut while typing, and are stored whole.

use super::filters::field;
use super::lex::{Lexeme, lex};

/// Returns the query with every cut field name written out; all else stays as it is.
#[must_use]
pub fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for token in lex(text) {
        let Lexeme::Field { name, at, .. } = token.lexeme else {
            continue;
        };
        if let Ok(row) = field(&name) {
            let typed = name.to_ascii_lowercase();
            let known = row.names().find(|known| *known == typed);
            out.push_str(&text[copied..token.span.start]);
            out.push_str(known.unwrap_or(row.name));
            copied = at - 1;
        }
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_names_are_written_out() {
        for (text, expected) in [
            ("spe:x  -ki:fact", "who:x  -kind:fact"),
            (
                "speaker:x (WHO:\"a b\" OR c)",
                "speaker:x (who:\"a b\" OR c)",
            ),
            ("no:x zz:y \"spe:x\" /spe:/", "no:x zz:y \"spe:x\" /spe:/"),
        ] {
            assert_eq!(whole(text), expected);
        }
    }
}
