//! The user's own formats: a `minijinja` template that is given the claims as data.
//!
//! The texts of templates are handed in. `brief.html.jinja` is the format `brief`, its files end in
//! `.html`, and what it prints is escaped for HTML; a comment on its first line says what it is for.

use std::fmt;
use std::io::{self, Write};

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde_json::{Map, Value};

use super::record::record;
use super::{ExportError, Selection, citation, markdown};
use crate::store::ClaimRef;
use crate::text::{clean, clean_lines};

/// How the name of a template's file ends.
const ENDING: &str = ".jinja";

/// Steps a template may take, and those it may take for each claim: enough for any report, and an
/// end for `range(1000000000)`.
const FUEL: u64 = 10_000_000;
const FUEL_PER_CLAIM: u64 = 100_000;

/// A template that was read.
pub(super) struct Template {
    pub(super) name: String,
    pub(super) extension: String,
    pub(super) doc: String,
    environment: Environment<'static>,
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({}.{})", self.name, self.extension)
    }
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// A name that is no format's, and a template that can not be read: with its line.
    pub(super) fn parse(file: &str, text: String) -> Result<Self, String> {
        let shown = clean(file).into_owned();
        let stem = file.strip_suffix(ENDING).unwrap_or(file);
        let (name, extension) = stem.split_once('.').unwrap_or((stem, "txt"));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        if name.is_empty() || !name.chars().all(plain) {
            return Err(format!(
                "the template {shown} makes no name of a format: expected a-z 0-9 - _ before the dot, as in brief.html.jinja"
            ));
        }
        let doc = doc(&text).unwrap_or_else(|| format!("your template {shown}"));
        let is_markup = ["html", "htm", "xhtml", "xml", "svg"].contains(&extension);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(move |_| {
            if is_markup {
                AutoEscape::Html
            } else {
                AutoEscape::None
            }
        });
        environment.add_filter("markdown", |text: String| markdown::inline(&text));
        let (name, extension) = (name.to_owned(), extension.to_owned());
        environment
            .add_template_owned(name.clone(), text)
            .map_err(|error| format!("the template {shown} can not be read: {}", told(&error)))?;
        Ok(Self {
            name,
            extension,
            doc,
            environment,
        })
    }

    /// Writes the claims as the template says.
    pub(super) fn write(&self, selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        let failed = |error: &minijinja::Error| ExportError::Template {
            name: self.name.clone(),
            why: told(error),
        };
        let mut environment = self.environment.clone();
        let claims = u64::try_from(selection.rows.len()).unwrap_or(u64::MAX);
        environment.set_fuel(Some(
            FUEL.saturating_add(claims.saturating_mul(FUEL_PER_CLAIM)),
        ));
        let template = environment
            .get_template(&self.name)
            .map_err(|e| failed(&e))?;
        let context = Serde(context(selection));
        let watch = &selection.options.watch;
        watch.go_on()?;
        // As a whole first: a template that fails half way must not leave half a file.
        let mut text = watch.guarded(Vec::new());
        let rendered = template.render_captured_to(context, &mut text);
        rendered.map_err(|e| failed(&e))?;
        let text = text.into_inner();
        out.write_all(&text)?;
        if text.ends_with(b"\n") || text.is_empty() {
            return Ok(());
        }
        out.write_all(b"\n")
    }
}

/// Returns what the comment on the first line says.
fn doc(text: &str) -> Option<String> {
    let comment = text.strip_prefix("{#")?.split_once("#}")?.0;
    let doc = clean(
        comment
            .trim()
            .trim_start_matches('-')
            .trim_end_matches('-')
            .trim(),
    )
    .into_owned();
    (!doc.is_empty() && doc.len() <= 200).then_some(doc)
}

fn told(error: &minijinja::Error) -> String {
    let what = error
        .detail()
        .map_or_else(|| error.kind().to_string(), str::to_owned);
    let what = clean(&what).into_owned();
    match error.line() {
        Some(line) => format!("line {line}: {what}"),
        None => what,
    }
}

/// Returns what a template is given: `claims`, `articles` and `speakers` with the claims of each,
/// `query`, `made` and `scale`. Hidden characters stand as marks.
fn context(selection: &Selection<'_>) -> Value {
    let one = |claim: ClaimRef<'_>| cleaned(view(selection, claim));
    let all = |claims: Vec<ClaimRef<'_>>| {
        let wanted = claims.into_iter();
        let wanted = wanted.take_while(|_| !selection.options.watch.is_stopped());
        wanted.map(one).collect::<Vec<Value>>()
    };
    let articles = selection.by_file().into_iter().map(|(file, claims)| {
        let article = crate::yaml::article_to_json(file.article());
        let mut article = cleaned(Value::Object(article));
        article["file"] = cleaned(file.path().into());
        article["claims"] = all(claims).into();
        article
    });
    let speakers = selection.by_speaker().into_iter().map(|(name, claims)| {
        let mut speaker = Map::new();
        speaker.insert("name".to_owned(), cleaned(name.into()));
        speaker.insert("claims".to_owned(), all(claims).into());
        Value::Object(speaker)
    });
    serde_json::json!({
        "claims": selection.claims().map(one).collect::<Vec<Value>>(),
        "articles": articles.collect::<Vec<Value>>(),
        "speakers": speakers.collect::<Vec<Value>>(),
        "query": cleaned(selection.query.into()),
        "made": selection.options.made,
        "scale": cleaned(selection.store.folder().scale.name.as_str().into()),
    })
}

/// Returns a claim's record with what a report says of it.
fn view(selection: &Selection<'_>, claim: ClaimRef<'_>) -> Value {
    let mut view = record(selection, claim);
    let wording = claim.wording();
    view["derived"]["words"] = (wording.lead + &wording.words).into();
    view["derived"]["credit"] = wording.credit.into();
    view["derived"]["citation"] = citation(claim).into();
    view["derived"]["grade"] = claim.grade().in_words().into();
    view
}

/// Returns a value in which no text hides anything.
fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_lines(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(cleaned).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key, cleaned(value)))
            .collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, claim, store, text_of_rows};
    use super::super::{Format, Formats, Options};
    use super::*;
    use crate::store::{Ix, Store};

    fn parsed(file: &str, text: &str) -> Result<Format, String> {
        Template::parse(file, text.to_owned()).map(Format::of_template)
    }

    fn written(format: &Format, store: &Store) -> String {
        let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
        let bytes = text_of_rows(format, store, &rows, &Options::default());
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_template_is_a_format_with_its_own_name_ending_and_doc() {
        let format = parsed(
            "brief.txt.jinja",
            "{# for the morning meeting #}\n{% for claim in claims %}{{ claim.name }}: {{ claim.derived.words }}\n{% endfor %}",
        )
        .unwrap();
        assert_eq!(
            (&*format.name, &*format.extension, &*format.doc),
            ("brief", "txt", "for the morning meeting")
        );
        let text = written(&format, &store(vec![claim("a"), claim("b")]));
        assert_eq!(text, "\na/a: “words of a”\na/b: “words of b”\n");
    }

    #[test]
    fn an_html_template_escapes_and_nothing_hides() {
        let format = parsed(
            "page.html.jinja",
            "{% for c in claims %}<p>{{ c.quote }}</p>{% endfor %}",
        )
        .unwrap();
        for hostile in HOSTILE {
            let mut quoting = claim("a");
            quoting.quote = Some((*hostile).to_owned());
            let text = written(&format, &store(vec![quoting]));
            assert_eq!(text.matches('<').count(), 2, "{text}");
            assert!(!text.contains(['\u{1b}', '\u{202e}']));
        }
    }

    #[test]
    fn what_is_wrong_with_a_template_is_told_with_its_line() {
        let told = parsed("a.txt.jinja", "one\n{% for %}").unwrap_err();
        assert!(told.contains("line 2"), "{told}");
        assert!(parsed("../x.jinja", "").is_err());
        let (formats, problems) = Formats::with_templates(vec![
            ("csv.jinja".to_owned(), "mine".to_owned()),
            ("ok.md.jinja".to_owned(), "mine".to_owned()),
        ]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("csv.jinja"), "{problems:?}");
        assert_eq!(formats.of_ending("md").map(|f| &*f.name), Some("markdown"));
        assert_eq!(formats.find("ok").map(|f| &*f.extension), Some("md"));
    }

    #[test]
    fn a_template_that_does_not_end_is_stopped_and_writes_nothing() {
        let format = parsed(
            "a.txt.jinja",
            "x{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}",
        )
        .unwrap();
        let store = store(vec![claim("a")]);
        let options = Options::default();
        let selection = Selection {
            store: &store,
            rows: &[Ix(0)],
            query: "",
            options: &options,
        };
        let mut out = Vec::new();
        let error = format.write(&selection, &mut out).unwrap_err();
        assert!(ExportError::of(&error).is_some() && out.is_empty());
    }
}
