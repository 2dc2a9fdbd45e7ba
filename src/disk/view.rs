//! Saved views: a query under a name. One's own stand in the config, shared ones in the folder.

use super::settings::{self, Value};

/// A query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name, for `--view` and the list of views.
    pub name: String,
    /// The query.
    pub query: String,
    /// The letter that opens it after `b`.
    pub key: Option<char>,
}

/// Takes the list of views of a settings file.
pub(super) fn take(value: &Value<'_>) -> Result<Vec<View>, String> {
    settings::tables(value, |table| {
        settings::only_keys(table, &["name", "query", "key"])?;
        let text = |key| settings::get(table, key, settings::text);
        let key = match text("key")? {
            None => None,
            Some(key) => Some(single(&key)?),
        };
        Ok(View {
            name: text("name")?.ok_or("it needs a `name`")?,
            query: text("query")?.ok_or("it needs a `query`")?,
            key,
        })
    })
}

fn single(key: &str) -> Result<char, String> {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(key), None) if !key.is_control() => Ok(key),
        _ => Err(format!("`key`: expected one letter, found `{key}`")),
    }
}
