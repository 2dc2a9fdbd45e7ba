//! A web page to an article's text: the readability library behind limits of size, depth and breadth.
//!
//! HTML parsers take minutes over a page of nested elements, so a linear scan refuses one first.

use dom_smoothie::{Config, Readability, TextMode};

use super::metadata::date;
use crate::model::Article;

/// The deepest nesting, in elements; pages of news reach 60.
pub const DEEPEST: usize = 512;
/// The largest page, in bytes.
pub const LARGEST: usize = 10_000_000;
/// The most elements, and the most attributes of one.
const MOST_TAGS: usize = 200_000;
const MOST_ATTRIBUTES: usize = 2_000;

/// Elements that have no end tag, or need none.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot",
    "colgroup", "rp", "rt", "!doctype",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp"];

/// Elements whose end tag does not end what was opened within them.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that drawings and formulas are made of.
const DRAWING: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "clippath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "text",
    "lineargradient",
    "radialgradient",
    "math",
    "mrow",
];

/// An article taken out of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// What the page says of it.
    pub article: Article,
    /// Its text, a paragraph a line.
    pub text: String,
}

/// Tells that a text is a web page.
#[must_use]
pub fn is_html(text: &str) -> bool {
    let head: String = text
        .trim_start()
        .chars()
        .take(400)
        .collect::<String>()
        .to_lowercase();
    head.starts_with('<')
        && [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<article",
            "<div",
            "<p",
            "<meta",
        ]
        .iter()
        .any(|tag| head.contains(tag))
}

/// Takes the article out of a page.
///
/// # Errors
/// What is too much of the page, or that no article was found in it; in words.
pub fn take(page: &str) -> Result<Taken, String> {
    bounded(page)?;
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: MOST_TAGS,
        ..Config::default()
    };
    let mut reader = Readability::new(page, None, Some(config)).map_err(|why| why.to_string())?;
    let found = reader
        .parse()
        .map_err(|why| format!("no article was found in the page: {why}"))?;
    let lines: Vec<String> = (found.text_content.lines())
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return Err("no article was found in the page".to_owned());
    }
    let author = found
        .byline
        .map(|line| line.trim().trim_start_matches("By ").to_owned());
    Ok(Taken {
        article: Article {
            title: found.title.trim().to_owned(),
            author: author.filter(|author| !author.is_empty()),
            outlet: found.site_name,
            published: found.published_time.as_deref().and_then(date),
            url: found.url.or_else(|| canonical(page)),
            ..Article::default()
        },
        text: format!("{}\n", lines.join("\n")),
    })
}

/// The address of `<link rel="canonical">`.
fn canonical(page: &str) -> Option<String> {
    page.match_indices("<link").find_map(|(at, _)| {
        let tag = page[at..].split('>').next()?;
        let rel = tag.contains("rel=\"canonical\"")
            || tag.contains("rel='canonical'")
            || tag.contains("rel=canonical");
        let value = rel.then(|| tag.split_once("href=")).flatten()?.1;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let url = value[1..].split(quote).next()?.trim();
        url.starts_with("http").then(|| url.to_owned())
    })
}

/// Counts before anything is parsed; one pass over the bytes.
fn bounded(page: &str) -> Result<(), String> {
    if page.len() > LARGEST {
        return Err(format!(
            "the page has {} MB, more than {} MB",
            page.len() / 1_000_000,
            LARGEST / 1_000_000
        ));
    }
    let (mut open, mut tags) = (Vec::<String>::new(), 0usize);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closes = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '!')
            .take(20)
            .collect();
        if name.is_empty() {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = &rest[..end];
        tags += 1;
        if tag.matches('=').count() > MOST_ATTRIBUTES || tag.len() > 200_000 {
            return Err(format!(
                "an element of the page has more than {MOST_ATTRIBUTES} attributes"
            ));
        }
        if tags > MOST_TAGS {
            return Err(format!("the page has more than {MOST_TAGS} elements"));
        }
        rest = &rest[end..];
        if closes {
            close(&mut open, &name);
        } else if RAW.contains(&name.as_str()) {
            rest = past(rest, &name);
        } else if !(UNCLOSED.contains(&name.as_str()) || tag.ends_with('/') && drawn(&open)) {
            open.push(name);
        }
        if open.len() > DEEPEST {
            return Err(format!(
                "the page is nested more than {DEEPEST} elements deep"
            ));
        }
    }
    Ok(())
}

/// Ends the innermost element of a name and what stands open in it, as a parser does; an end without a
/// start ends nothing, and one of [`FORMATTING`] leaves the elements within it open.
fn close(open: &mut Vec<String>, name: &str) {
    let Some(at) = open.iter().rposition(|one| one == name) else {
        return;
    };
    if FORMATTING.contains(&name) {
        open.remove(at);
    } else {
        open.truncate(at);
    }
}

/// Tells that `<x/>` is whole here: it is within drawings only, anywhere else it opens an element.
fn drawn(open: &[String]) -> bool {
    open.last()
        .is_some_and(|within| DRAWING.contains(&within.as_str()))
}

/// The rest after the end tag of an element whose content is no markup; nothing where it never ends.
fn past<'a>(rest: &'a str, name: &str) -> &'a str {
    let ends = |at: usize| {
        let after = rest.get(at + 2..at + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    };
    let end = rest.match_indices("</").find(|(at, _)| ends(*at));
    end.map_or("", |(at, _)| &rest[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><title>Tunnel late</title>
        <meta name="author" content="Ruth Adeyemi"><meta property="og:site_name" content="The Courier">
        <link rel="canonical" href="https://example.org/tunnel">
        <meta property="article:published_time" content="2025-03-14T09:00:00Z"></head>
        <body><nav><a href="/">Home</a></nav><article><h1>Tunnel late</h1>
        <p>The harbour tunnel will open at least three years late, ministers admitted on Thursday, and it will cost more than before.</p>
        <p>“This is not the news that commuters were hoping for,” said <b>Margaret</b> Oduya, the transport secretary, in a long statement.</p>
        <p>Residents of the eastern bank have complained for years about the noise, the dust, and the trucks on their streets.</p>
        </article></body></html>"#;

    #[test]
    fn the_article_is_taken_with_what_the_page_says_of_it() {
        assert!(is_html(PAGE));
        let taken = take(PAGE).unwrap();
        assert_eq!(taken.article.title, "Tunnel late");
        assert_eq!(taken.article.author.as_deref(), Some("Ruth Adeyemi"));
        assert_eq!(taken.article.outlet.as_deref(), Some("The Courier"));
        assert_eq!(
            taken.article.url.as_deref(),
            Some("https://example.org/tunnel")
        );
        assert!(taken.article.published.is_some());
        assert!(
            taken.text.contains("hoping for,” said Margaret Oduya, the"),
            "{}",
            taken.text
        );
        assert!(!taken.text.contains("Home"));
    }

    #[test]
    fn a_hostile_page_is_refused_before_it_is_parsed() {
        let nested = format!("<html>{}", "<div>".repeat(100_000));
        assert!(take(&nested).unwrap_err().contains("nested"));
        let wide = format!("<html><p {}>", "a=1 ".repeat(100_000));
        assert!(take(&wide).unwrap_err().contains("attributes"));
        assert!(
            take(&format!("<html>{}", "<br>".repeat(300_000)))
                .unwrap_err()
                .contains("elements")
        );
        assert!(take("<html><body></body></html>").is_err());
        for trick in [
            "<div/>",
            "<div></x>",
            "<b><div></b>",
            "<noscript><div>",
            "<DIV class='a'>",
            "<svg><desc><g></desc><div>",
        ] {
            let page = format!("<html><body>{}", trick.repeat(500_000 / trick.len()));
            assert!(take(&page).unwrap_err().contains("nested"), "{trick}");
        }
    }

    #[test]
    fn what_is_no_nesting_is_read() {
        let icon = format!("<svg>{}</svg>", "<path d='m1'/>".repeat(2_000));
        let script = "<SCRIPT>'<div>'.repeat(9)</Script>".repeat(600);
        let lists = format!("<ul>{}</ul>", "<li>one<br><b>two</b>".repeat(2_000));
        for more in [icon, script, lists] {
            let page = PAGE.replace("<nav>", &format!("{more}<nav>"));
            assert_eq!(bounded(&page), Ok(()));
        }
        // Elements that never end are looked for once, not once for each.
        assert_eq!(bounded(&"<script>".repeat(100_000)), Ok(()));
    }
}
