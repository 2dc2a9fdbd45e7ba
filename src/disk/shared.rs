//! Saved views that a claims folder's people share: the `[[views]]` of its `onrecord.toml`, put in and
//! taken out with every other byte left as it is.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::config::read_text;
use super::error::{PathError, SaveError};
use super::folder::{FOLDER_FILE, views_of};
use super::lock::FolderLock;
use super::places;
use super::save::output;
use super::view::View;

/// Saves a view for everybody: in the place of the one of its name, or last.
///
/// # Errors
/// The file can not be read or written, or it is written in a way that only its author can change.
pub fn share(root: &Path, view: &View) -> Result<(), SaveError> {
    change(root, &|text| {
        let (before, after) = match place(text, &view.name) {
            Some(place) => (&text[..place.start], &text[place.end..]),
            None => (text, ""),
        };
        let mut new = before.to_owned();
        if !new.is_empty() && !new.ends_with('\n') {
            new.push('\n');
        }
        if !new.is_empty() && !new.ends_with("\n\n") {
            new.push('\n');
        }
        new.push_str(&block(view));
        new + after
    })
}

/// Takes a view away from everybody.
///
/// # Errors
/// As [`share`].
pub fn unshare(root: &Path, name: &str) -> Result<(), SaveError> {
    change(root, &|text| match place(text, name) {
        Some(place) => {
            let head = text[..place.start].trim_end();
            let gap = if head.is_empty() { "" } else { "\n" };
            format!("{head}{gap}{}", &text[place.end..])
        }
        None => text.to_owned(),
    })
}

/// Writes the file anew under the folder's lock, when the new text is as sound as the old one and only
/// one view differs.
fn change(root: &Path, edit: &dyn Fn(&str) -> String) -> Result<(), SaveError> {
    let _lock = FolderLock::take(root)?;
    let path = root.join(FOLDER_FILE);
    let text = places::ordinary_or_absent(&path)
        .and_then(|()| read_text(&path))
        .map_err(PathError::on("read", &path))?
        .unwrap_or_default();
    let new = edit(&text);
    let (old_views, new_views) = (views_of(&text), views_of(&new));
    let apart = match (&old_views, &new_views) {
        (Ok(old), Ok(new)) => differing(old, new),
        _ => usize::MAX,
    };
    if apart > 1 {
        let why = "its views can not be changed from here: change the file by hand";
        return Err(SaveError::refused(FOLDER_FILE, why));
    }
    output(&path, new.as_bytes(), true)
}

/// How many views are in one of the lists alone; a view that is another one now counts once.
fn differing(old: &[View], new: &[View]) -> usize {
    let missing = |from: &[View], of: &[View]| of.iter().filter(|v| !from.contains(v)).count();
    missing(old, new).max(missing(new, old))
}

fn block(view: &View) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut out = String::from("[[views]]\n");
    // Writing to a string can not fail.
    let _ = writeln!(out, "name = {}", quoted(&view.name));
    let _ = writeln!(out, "query = {}", quoted(&view.query));
    if let Some(key) = view.key {
        let _ = writeln!(out, "key = {}", quoted(&key.to_string()));
    }
    out
}

/// Returns the bytes of the `[[views]]` table of that name, from its header to its last key.
fn place(text: &str, name: &str) -> Option<Range<usize>> {
    let mut headers = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            headers.push(at);
        }
        at += line.len();
    }
    headers.push(text.len());
    headers.windows(2).find_map(|pair| {
        let table = &text[pair[0]..pair[1]];
        let own = table.starts_with("[[views]]");
        let named = || views_of(table).is_ok_and(|views| views.iter().any(|v| v.name == name));
        // Comments and blanks at its end belong to what follows.
        let last = || {
            let mut end = 0;
            let mut at = 0;
            for line in table.split_inclusive('\n') {
                at += line.len();
                if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                    end = at;
                }
            }
            pair[0] + end
        };
        (own && named()).then(|| pair[0]..last())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, query: &str) -> View {
        View {
            name: name.to_owned(),
            query: query.to_owned(),
            key: Some('m'),
        }
    }

    #[test]
    fn a_view_is_shared_replaced_and_taken_back_and_every_other_byte_stays() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FOLDER_FILE);
        let read = || std::fs::read_to_string(&file).unwrap();
        share(dir.path(), &view("new", "cred:5")).unwrap();
        assert_eq!(
            read(),
            "[[views]]\nname = \"new\"\nquery = \"cred:5\"\nkey = \"m\"\n"
        );
        let before = "# ours\nsources = \"../sources\"\n\n[[views]]  # the first\nname = \"open\"\nquery = \"-has:verdict\"\n\n# the scale\n[verdicts]\nname = \"x\"\nscale = [{ label = \"true\", value = 3 }]\n";
        std::fs::write(&file, before).unwrap();
        share(dir.path(), &view("a \"b\"", "who:\"Ann B\"")).unwrap();
        let text = read();
        assert!(text.starts_with(before), "{text}");
        assert_eq!(views_of(&text).unwrap().len(), 2);
        unshare(dir.path(), "a \"b\"").unwrap();
        assert_eq!(read(), before);
        share(dir.path(), &view("open", "kind:fact")).unwrap();
        let text = read();
        assert!(text.contains("# the scale\n[verdicts]"), "{text}");
        assert_eq!(views_of(&text).unwrap(), [view("open", "kind:fact")]);
    }

    #[test]
    fn what_only_its_author_can_change_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FOLDER_FILE);
        for text in [
            "views = [{ name = \"open\", query = \"a\" }]\n",
            "views = 3\n",
            "[[views]\n",
        ] {
            std::fs::write(&file, text).unwrap();
            let refused = share(dir.path(), &view("new", "b")).unwrap_err();
            assert!(refused.to_string().contains("by hand"), "{refused}");
            assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
        }
    }
}
