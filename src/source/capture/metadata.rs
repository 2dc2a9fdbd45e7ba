//! The head of a plain text: title, author, outlet and date from its first lines.
//!
//! Only lines that say what they are (`Author: …`, `By …`, `Published on: …`) are read; the rest is the article.

use crate::model::{Article, PartialDate};

/// What the first lines tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// Title, author, outlet and date, as far as they are told.
    pub article: Article,
    /// The byte where the article itself begins.
    pub body: usize,
}

/// How far down a head may reach, in lines that are not blank.
const LONGEST: usize = 10;

/// A label of a head's line and what it fills.
type Label = (&'static [&'static str], fn(&mut Article, &str));

const LABELS: &[Label] = &[
    (&["title", "headline"], |article, text| {
        text.clone_into(&mut article.title);
    }),
    (
        &["author", "authors", "by", "byline", "interview by"],
        |article, text| {
            article.author = Some(text.to_owned());
        },
    ),
    (
        &[
            "published",
            "published on",
            "date",
            "published at",
            "posted",
            "updated",
        ],
        |article, text| {
            if article.published.is_none() {
                article.published = date(text);
            }
        },
    ),
    (
        &["source", "outlet", "publisher", "publication"],
        |article, text| {
            article.outlet = Some(outlet(text));
        },
    ),
    (&["url", "link", "canonical"], |article, text| {
        article.url = Some(text.to_owned());
    }),
    (&["disclaimer", "category", "tags", "section"], |_, _| ()),
];

/// Reads the head of a text.
#[must_use]
pub fn head(text: &str) -> Head {
    let mut head = Head::default();
    let mut at = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim();
        let end = at + line.len();
        let is_head = shown.is_empty()
            || labelled(&mut head.article, shown)
            || by(&mut head.article, shown)
            || head.article.title == shown
            || title(&mut head.article, shown);
        if !is_head || seen > LONGEST {
            break;
        }
        seen += usize::from(!shown.is_empty());
        at = end;
    }
    head.body = at;
    head
}

/// The first line is the title, unless it ends like a sentence of a paragraph, in marks or not.
fn title(article: &mut Article, line: &str) -> bool {
    let bare = line.trim_end_matches(['”', '’', '"', '\'', '»', '“']);
    let sentence = bare.ends_with('.') || bare.len() < line.len() && bare.ends_with(',');
    let is = article.title.is_empty() && line.chars().count() <= 200 && !sentence;
    if is {
        line.clone_into(&mut article.title);
    }
    is
}

fn labelled(article: &mut Article, line: &str) -> bool {
    let Some((label, value)) = line.split_once(':') else {
        return false;
    };
    let label = label.trim().to_lowercase();
    let row = LABELS
        .iter()
        .find(|(labels, _)| labels.contains(&label.as_str()));
    if let Some((_, fill)) = row {
        fill(article, value.trim());
    }
    row.is_some()
}

/// `By Ruth Adeyemi`, `Interview by Jonas Pohl`
fn by(article: &mut Article, line: &str) -> bool {
    let name = ["By ", "Interview by ", "BY "]
        .iter()
        .find_map(|lead| line.strip_prefix(lead));
    let name = name.filter(|name| {
        name.split_whitespace().count() <= 8
            && name.starts_with(char::is_uppercase)
            && !name.ends_with(['.', '!', '?', ':'])
    });
    if let (Some(name), None) = (name, &article.author) {
        article.author = Some(name.to_owned());
    }
    name.is_some()
}

/// What follows the last bar: `Latest News | New York Post`.
fn outlet(text: &str) -> String {
    text.rsplit(" | ").next().unwrap_or(text).trim().to_owned()
}

/// A date in the ways heads print it: ISO, `14 March 2025`, `March 14, 2025`.
#[must_use]
pub fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let iso = text.replacen(' ', "T", 1);
    let day = text.get(..10).unwrap_or_default();
    [iso.as_str(), text, day]
        .iter()
        .find_map(|text| PartialDate::parse(text).ok())
        .or_else(|| spelled(text))
}

fn spelled(text: &str) -> Option<PartialDate> {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let lower = word.to_lowercase();
        match word.parse::<u16>() {
            Ok(number) if (1000..3000).contains(&number) => year = year.or(Some(number)),
            Ok(number) if (1..=31).contains(&number) => day = day.or(Some(number)),
            _ => {
                let found = months
                    .iter()
                    .position(|name| lower.starts_with(name) && lower.len() >= 3);
                month = month.or(found.map(|at| at + 1));
            }
        }
    }
    let written = match day {
        Some(day) => format!("{}-{:02}-{day:02}", year?, month?),
        None => format!("{}-{:02}", year?, month?),
    };
    PartialDate::parse(&written).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_what_it_labels() {
        let text = "A headline\nA headline\nAuthor: Jo Roe\nPublished on: 2025-02-01 15:00:00\nSource: News | The Post\nBody: no.\nBody.\n";
        let head = head(text);
        assert_eq!(head.article.title, "A headline");
        assert_eq!(head.article.author.as_deref(), Some("Jo Roe"));
        assert_eq!(head.article.outlet.as_deref(), Some("The Post"));
        assert_eq!(
            head.article.published,
            PartialDate::parse("2025-02-01T15:00:00").ok()
        );
        assert_eq!(&text[head.body..], "Body: no.\nBody.\n");
    }

    #[test]
    fn a_text_without_a_head_is_all_article() {
        let head = head("The first sentence stands here.\nBy noon it rained.\n");
        assert_eq!((head.article.title.as_str(), head.body), ("", 0));
    }

    #[test]
    fn dates_are_read_as_heads_print_them() {
        for text in [
            "14 March 2025",
            "March 14, 2025",
            "Fri, 14 Mar 2025 10:00",
            "2025-03-14",
        ] {
            assert_eq!(date(text), PartialDate::parse("2025-03-14").ok(), "{text}");
        }
        assert_eq!(date("yesterday"), None);
    }
}
