//! The articles of the claims as references: BibTeX, and the JSON of citation styles that Zotero and
//! pandoc read (CSL-JSON).

use std::collections::HashSet;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::record::escaped;
use super::{Format, Selection};
use crate::model::{Article, PartialDate, id_from};
use crate::text::clean;

pub(super) const BIBTEX: Format = Format::row(
    "bibtex",
    "bib",
    "the articles as references, for LaTeX",
    write_bibtex,
)
.holding(amount);

pub(super) const CSL_JSON: Format = Format::row(
    "csl-json",
    "json",
    "the articles as references, for Zotero, pandoc and citation styles",
    write_csl,
)
.holding(amount);

fn amount(selection: &Selection<'_>) -> (usize, &'static str, &'static str) {
    (selection.by_file().len(), "reference", "references")
}

/// Returns the articles with a key each: author's last name, year, first word of the title.
fn references<'a>(selection: &Selection<'a>) -> Vec<(String, &'a Article)> {
    let mut taken = HashSet::new();
    let articles = selection
        .by_file()
        .into_iter()
        .map(|(file, _)| file.article());
    articles
        .map(|article| (key(article, &mut taken), article))
        .collect()
}

fn key(article: &Article, taken: &mut HashSet<String>) -> String {
    let last = |name: &str| {
        name.split_whitespace()
            .next_back()
            .unwrap_or_default()
            .to_owned()
    };
    let who = article
        .author
        .as_deref()
        .map(last)
        .or_else(|| article.outlet.clone());
    let year = article
        .published
        .as_ref()
        .and_then(|date| date.text.get(..4));
    let long = |word: &&str| word.len() > 3;
    let word = article
        .title
        .split(|c: char| !c.is_alphanumeric())
        .find(long);
    let parts = [who.as_deref(), year, word];
    let parts: Vec<String> = parts.into_iter().flatten().map(id_from).collect();
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let base = if parts.is_empty() {
        "article".to_owned()
    } else {
        parts.join("-")
    };
    let others = (2u32..).map(|n| format!("{base}-{n}"));
    let mut keys = std::iter::once(base.clone()).chain(others);
    let free = keys.find(|key| taken.insert(key.clone()));
    free.unwrap_or(base)
}

fn write_bibtex(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (nth, (key, article)) in references(selection).into_iter().enumerate() {
        if nth > 0 {
            writeln!(out)?;
        }
        let day = |date: &Option<PartialDate>| date.as_ref().map(|date| date.day().to_owned());
        // Braces round the whole of a title keep its letters' case, and round a name keep it whole.
        let fields = [
            ("title", Some(format!("{{{}}}", latex(&article.title)))),
            (
                "author",
                article
                    .author
                    .as_deref()
                    .map(|name| format!("{{{}}}", latex(name))),
            ),
            ("journal", article.outlet.as_deref().map(latex)),
            (
                "year",
                article
                    .published
                    .as_ref()
                    .and_then(|date| Some(date.text.get(..4)?.to_owned())),
            ),
            ("date", day(&article.published)),
            ("url", article.url.as_deref().map(address)),
            ("urldate", day(&article.accessed)),
            (
                "note",
                article
                    .archived
                    .as_deref()
                    .map(|url| format!("Archived: \\url{{{}}}", address(url))),
            ),
        ];
        writeln!(out, "@article{{{key},")?;
        for (name, value) in fields {
            if let Some(value) = value {
                writeln!(out, "  {name} = {{{value}}},")?;
            }
        }
        writeln!(out, "}}")?;
    }
    Ok(())
}

/// Returns a text in which nothing is a command: for a field in braces.
fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    balanced(&out)
}

/// BibTeX counts braces, escaped ones too: those that have no partner are written by their names.
fn balanced(text: &str) -> String {
    text.replace("\\{", "\\textbraceleft{}")
        .replace("\\}", "\\textbraceright{}")
}

/// Returns an address as `url` fields have it: what would end the field is percent-encoded.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in clean(url).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

fn write_csl(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let items = references(selection)
        .into_iter()
        .map(|(key, article)| item(&key, article));
    let items: Value = items.collect();
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(&items)?))
}

fn item(key: &str, article: &Article) -> Value {
    let literal = |name: &String| json!([{"literal": name}]);
    let fields = [
        ("id", Some(key.into())),
        ("type", Some("article-newspaper".into())),
        ("title", Some(article.title.as_str().into())),
        ("author", article.author.as_ref().map(literal)),
        (
            "container-title",
            article.outlet.as_deref().map(Value::from),
        ),
        ("issued", article.published.as_ref().map(parts)),
        ("accessed", article.accessed.as_ref().map(parts)),
        ("URL", article.url.as_deref().map(Value::from)),
        (
            "archive_location",
            article.archived.as_deref().map(Value::from),
        ),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(given.collect::<Map<_, _>>())
}

/// Returns a date in as many parts as are known.
fn parts(date: &PartialDate) -> Value {
    let parts: Vec<i64> = date
        .day()
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    json!({"date-parts": [parts]})
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::tests::{HOSTILE, article, claim, full_of, store_of, text_of};
    use super::*;

    #[test]
    fn an_article_is_one_reference_however_many_its_claims() {
        let store = store_of("a.yaml", article(), vec![claim("a"), claim("b")], vec![]);
        let text = text_of("bibtex", &store, &Options::default());
        assert_eq!(
            text,
            "@article{tapscott-2025-upended,\n  title = {{How AI is upended}},\n  author = {{Alex Tapscott}},\n  journal = {New York Post},\n  year = {2025},\n  date = {2025-02-01},\n}\n"
        );
        let csl: Value =
            serde_json::from_str(&text_of("csl-json", &store, &Options::default())).unwrap();
        assert_eq!(csl[0]["issued"], json!({"date-parts": [[2025, 2, 1]]}));
        assert_eq!(csl.as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn no_text_ends_its_field() {
        let more = ["}\n@article{x,", "\\input{x}", "{", "}}}", "$x$ %"];
        for hostile in HOSTILE.iter().chain(&more) {
            let text = text_of("bibtex", &full_of(hostile), &Options::default());
            let mut depth = 0i32;
            for (at, c) in text.char_indices() {
                depth += i32::from(c == '{') - i32::from(c == '}');
                assert!(
                    depth > 0 || matches!(c, '}' | '\n') || at < 40,
                    "{hostile:?}: {text}"
                );
            }
            assert_eq!(depth, 0, "{text}");
            assert_eq!(text.matches("\n@").count(), 0);
            assert!(!text.contains("\\input"));
        }
    }

    #[test]
    fn keys_are_told_apart() {
        let mut taken = HashSet::new();
        let keys =
            [article(), article(), Article::default()].map(|article| key(&article, &mut taken));
        assert_eq!(
            keys,
            [
                "tapscott-2025-upended",
                "tapscott-2025-upended-2",
                "article"
            ]
        );
    }
}
