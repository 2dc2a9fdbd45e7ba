//! The hash of the article's source, written beside the name of its file.

use super::map::set;
use super::spans::{Item, Kind, Map};
use super::splice::Splice;
use super::{EditError, layout, outline};
use crate::yaml::fields::SOURCE;
use crate::yaml::node::Node;

/// Returns the edit that gives the article's source this hash.
///
/// # Errors
/// There is no source, or it stands in a layout that has no outline.
pub(super) fn pin(text: &str, sha256: &str) -> Result<Splice, EditError> {
    let root = outline::document(text).map_err(layout)?;
    let article = under(map(&root)?, "article")?;
    let source = map(under(map(article)?, "source")?)?;
    Ok(set(text, source, &SOURCE, "sha256", &Node::text(sha256)))
}

fn under<'a>(map: &'a Map, key: &str) -> Result<&'a Item, EditError> {
    let at = map.find(key);
    let at = at.ok_or_else(|| EditError::refused(format!("the record has no `{key}`")))?;
    Ok(&map.pairs[at].value)
}

fn map(item: &Item) -> Result<&Map, EditError> {
    match &item.kind {
        Kind::Map(map) => Ok(map),
        _ => Err(layout("the article's source is no map of its own")),
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::edit::{FileEdit, edit};
    use crate::yaml::{Limits, read_claims};

    fn pinned(text: &str) -> Result<String, String> {
        let pin = FileEdit::Pin("ab12".to_owned());
        let bytes = edit("a.yaml", text.as_bytes(), &pin, &Limits::default());
        let bytes = bytes.map_err(|error| error.to_string())?;
        let read = read_claims("a.yaml", &bytes, &Limits::default());
        assert_eq!(read.article.source.unwrap().sha256.as_deref(), Some("ab12"));
        Ok(String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn the_hash_is_added_or_replaced_and_nothing_else_changes() {
        for (before, after) in [
            (
                "article:\n  title: T\n  source:\n    file: a.txt   # captured\n# end\nclaims: []\n",
                "article:\n  title: T\n  source:\n    file: a.txt   # captured\n    sha256: ab12\n# end\nclaims: []\n",
            ),
            (
                "article:\n  title: T\n  source:\n    sha256: 'ff'  # old\n    file: a.txt\n",
                "article:\n  title: T\n  source:\n    sha256: 'ab12'  # old\n    file: a.txt\n",
            ),
            (
                "article: {title: T, source: {file: a.txt}}\n",
                "article: {title: T, source: {file: a.txt, sha256: ab12}}\n",
            ),
        ] {
            assert_eq!(pinned(before).as_deref(), Ok(after));
        }
    }

    #[test]
    fn without_a_source_it_is_refused() {
        for text in [
            "article:\n  title: T\n",
            "article:\n  title: T\n  source:\n",
        ] {
            assert!(
                pinned(text).unwrap_err().contains("names no source"),
                "{text}"
            );
        }
    }
}
