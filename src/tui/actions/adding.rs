//! A new article and its first claim: one form, one write, one step to undo.

use super::super::effect::Effect;
use super::super::state::{Form, FormField, State, Submit};
use super::editing::claim_fields;
use super::noting::open_form;
use super::{Action, Context, always};
use crate::disk::Write;
use crate::disk::names::check_new_file;
use crate::model::{Article, Claim, PartialDate, file_stem, id_from};
use crate::store::Store;

pub(super) static ACTIONS: &[Action] = &[Action {
    name: "add-article",
    keys: &["ctrl-n"],
    context: Context::Browse,
    doc: "add an article that has no record yet, and its first claim",
    short: "",
    when: always,
    run: open,
}];

/// Opens the form of a new article and its first claim.
pub(in crate::tui) fn open(state: &mut State) -> Vec<Effect> {
    let mut fields = vec![
        FormField::line("title", "the headline", ""),
        FormField::line("url", "where it stands", ""),
        FormField::line("outlet", "who published it", ""),
        FormField::line("author", "who wrote it", ""),
        FormField::line(
            "published",
            "2025, 2025-02, 2025-02-01 or 2025-02-01T15:00:00",
            "",
        ),
        FormField::line(
            "file",
            "under the claims folder; left empty, it is made from date and title",
            "",
        ),
    ];
    fields.extend(claim_fields(&Claim::default()));
    let title = "a new article and its first claim";
    let form = Form::new(title, fields, Submit::AddArticle, Vec::new());
    open_form(state, form)
}

/// Returns the write of what stands in the form; `claim` is its claim, none when nothing of it is
/// filled in.
///
/// # Errors
/// What is missing or can not be, and in which field.
pub(in crate::tui) fn write(
    store: &Store,
    form: &Form,
    claim: Option<Claim>,
) -> Result<Write, String> {
    let published = form.text("published");
    let published = published.map(|text| PartialDate::parse(&text)).transpose();
    let article = Article {
        title: form.text("title").ok_or("title: an article needs one")?,
        author: form.text("author"),
        outlet: form.text("outlet"),
        published: published.map_err(|problem| format!("published: {problem}"))?,
        url: form.text("url"),
        ..Article::default()
    };
    let file = match form.text("file") {
        Some(typed) => with_extension(typed.trim()),
        None => file_of(store, &article)?,
    };
    check_new_file(&file).map_err(|problem| format!("file: {problem}"))?;
    if store.file(&file).is_some() {
        return Err(format!(
            "file: {file} is there already: A adds a claim to it"
        ));
    }
    Ok(Write::NewFile {
        file,
        article,
        claims: claim.into_iter().collect(),
    })
}

fn with_extension(path: &str) -> String {
    let named = file_stem(path) != path;
    format!("{path}{}", if named { "" } else { ".yaml" })
}

/// Returns a name no file has: the day and the beginning of the title.
fn file_of(store: &Store, article: &Article) -> Result<String, String> {
    let words = id_from(&article.title);
    let day = article.published.as_ref().map(PartialDate::day);
    let parts: Vec<&str> = day.into_iter().chain([words.as_str()]).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Err("file: none can be made from the title; type one".to_owned());
    }
    let stem = parts.join("-");
    let names = (2..).map(|n| format!("{stem}-{n}.yaml"));
    let mut names = std::iter::once(format!("{stem}.yaml")).chain(names);
    let free = names.find(|name| store.file(name).is_none());
    free.ok_or_else(|| "file: type one".to_owned())
}
