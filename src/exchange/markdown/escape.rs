//! Text that Markdown shows as it is: nothing in it becomes a link, an image, HTML, a heading, a
//! list, a table or emphasis.
//!
//! By `CommonMark` 0.31, sections 2.4 (a backslash before ASCII punctuation) and 2.5 (entities), and
//! for the bare links, tables, strikethrough and formulas that GitHub adds.

use crate::text::{clean, clean_lines};

/// Returns a text as one escaped line; hidden characters are shown as marks.
#[must_use]
pub(in crate::exchange) fn inline(text: &str) -> String {
    escape(clean(text).trim())
}

/// Returns a text as escaped lines of a block quote.
pub(super) fn quote_block(text: &str) -> String {
    let mut block = String::new();
    for line in clean_lines(text).lines() {
        let line = escape(line.trim());
        block.push_str(if line.is_empty() { ">" } else { "> " });
        block.push_str(&line);
        block.push('\n');
    }
    block
}

/// Returns a link to a page, or the escaped text when it is not one that may be followed.
#[must_use]
pub(super) fn link(url: &str) -> String {
    let scheme = url
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let followed = scheme == "http" || scheme == "https";
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\\`\"{}|^".contains(c);
    if followed && url.contains("://") && url.chars().all(plain) && clean(url) == url {
        format!("<{url}>")
    } else {
        inline(url)
    }
}

fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line.chars();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut at = 0;
    while let Some(c) = rest.next() {
        let opens_block = at == 0 && "+-=:".contains(c);
        let opens_list = at == digits && digits > 0 && matches!(c, '.' | ')');
        // GitHub makes links of bare addresses.
        let opens_link = match c {
            ':' => rest.as_str().starts_with("//"),
            '.' => ends_in_www(&out),
            c => c == '@',
        };
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if opens_block || opens_list || opens_link => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        at += c.len_utf8();
    }
    out
}

fn ends_in_www(text: &str) -> bool {
    let tail = text.len().checked_sub(3).and_then(|at| text.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_is_shown_as_text() {
        for (text, escaped) in [
            ("plain words, 5% (so)", "plain words, 5% (so)"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("![x](http://evil)", "!\\[x\\](http\\://evil)"),
            (
                "<script>&lt;</script>",
                "&lt;script&gt;&amp;lt;&lt;/script&gt;",
            ),
            ("# no heading #", "\\# no heading \\#"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("12) no list", "12\\) no list"),
            ("1.5 and 2.", "1\\.5 and 2."),
            ("=====", "\\====="),
            ("*a* _b_ ~~c~~ `d`", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\`d\\`"),
            ("$35-40 billion", "\\$35-40 billion"),
            ("a | b", "a \\| b"),
            ("\\", "\\\\"),
            ("see www.evil.com", "see www\\.evil.com"),
            ("me@evil.com", "me\\@evil.com"),
            ("    indented", "indented"),
            ("two\nlines", "two␤lines"),
            ("esc\u{1b}[2J", "esc&lt;ESC&gt;\\[2J"),
        ] {
            assert_eq!(inline(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn a_quote_keeps_its_lines() {
        assert_eq!(
            quote_block("- a\n\n\t# b\r\nc"),
            "> \\- a\n>\n> \\# b\n> c\n"
        );
    }

    #[test]
    fn only_pages_are_linked() {
        assert_eq!(
            link("https://example.org/a_b?c=1&d"),
            "<https://example.org/a_b?c=1&d>"
        );
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt://x",
            "data:text/html,x",
            "https://a b",
            "https://a>b",
            "https://a\u{202e}b",
            "http:x",
            "mailto:a",
        ] {
            assert!(!link(bad).starts_with('<'), "{bad}");
        }
    }

    /// What `CommonMark` makes of escaped text that has no active mark left: the text itself.
    fn read(escaped: &str) -> String {
        let mut out = String::new();
        let mut rest = escaped.chars();
        while let Some(c) = rest.next() {
            match c {
                '\\' => out.extend(rest.next().filter(char::is_ascii_punctuation)),
                '&' => {
                    let entity: String = rest.by_ref().take_while(|&c| c != ';').collect();
                    out.push(match entity.as_str() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        other => panic!("entity {other}"),
                    });
                }
                c => {
                    assert!(!"`*_[]<>#|~$".contains(c), "{c} is active in {escaped:?}");
                    out.push(c);
                }
            }
        }
        out
    }

    proptest! {
        #[test]
        fn no_active_mark_is_left_and_the_text_reads_back(
            text in "[\\\\`*_\\[\\]<>&;#+=.:@/!|~$()0-9a w\t\n\u{1b}-]{0,24}"
        ) {
            let escaped = inline(&text);
            let shown = clean(&text);
            prop_assert_eq!(read(&escaped), shown.trim());
            prop_assert!(!escaped.starts_with(['+', '-', '=', ':', '>', ' ']));
            let word = escaped.split([' ']).next().unwrap_or_default();
            let number = word.strip_suffix(['.', ')']).unwrap_or("x");
            prop_assert!(number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()));
            let mut schemes = escaped.match_indices("://");
            prop_assert!(schemes.all(|(at, _)| escaped[..at].ends_with('\\')));
            prop_assert!(!escaped.contains("www."));
        }
    }
}
