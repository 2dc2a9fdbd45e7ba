//! File names and ids for what comes from elsewhere: whatever it is called there, it stays below the
//! claims folder, under a name that every system can keep.

use crate::model::{LONGEST_ID, id_from, id_problem};
use crate::text::clean;

/// The longest part of a path, in bytes, and the longest path, in parts.
const LONGEST_PART: usize = 100;
const DEEPEST: usize = 6;

/// Returns a path under the claims folder for a name from elsewhere; it ends in `.yaml` or `.yml`.
///
/// `../../etc/CON` becomes `etc/CON_.yaml`.
#[must_use]
pub fn safe_file(name: &str) -> String {
    let (stem, ending) = match name.strip_suffix(".yml") {
        Some(stem) => (stem, "yml"),
        None => (name.strip_suffix(".yaml").unwrap_or(name), "yaml"),
    };
    let mut parts: Vec<String> = stem
        .split(['/', '\\'])
        .map(safe_part)
        .filter(|part| !part.is_empty())
        .collect();
    let deeper = parts.len().saturating_sub(DEEPEST);
    parts.drain(..deeper);
    if parts.is_empty() {
        parts.push("imported".to_owned());
    }
    let mut path = parts.join("/");
    if matches!(path.as_str(), "speakers" | "onrecord") {
        path.push('_');
    }
    format!("{path}.{ending}")
}

fn safe_part(part: &str) -> String {
    let kept = |c: char| match c {
        ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\0' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let part: String = clean(part).chars().map(kept).collect();
    let part = part
        .trim_matches(|c: char| c == '.' || c == ' ')
        .trim_start_matches(['-', '.', ' ']);
    let mut part = part.to_owned();
    while part.len() > LONGEST_PART {
        part.pop();
    }
    let part = part.trim_end_matches(['.', ' ']).to_owned();
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let device = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str());
    let port = ["com", "lpt"]
        .iter()
        .filter_map(|kind| stem.strip_prefix(kind));
    let port = port
        .into_iter()
        .any(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    if device || port {
        let rest = part.get(stem.len()..).unwrap_or_default();
        return format!("{}_{rest}", part.get(..stem.len()).unwrap_or_default());
    }
    part
}

/// Returns a file for an article: the year, then the words of its title.
pub(super) fn file_of(title: &str, year: Option<&str>) -> String {
    let words = id_from(title);
    let words = if words.is_empty() {
        "article".to_owned()
    } else {
        words
    };
    match year {
        Some(year) => format!("{year}/{words}.yaml"),
        None => format!("{words}.yaml"),
    }
}

/// Returns an id by the rule: the one that was given where it can stand, else one made of it or of
/// the words, unlike those that are `taken`.
pub(super) fn id_of(given: &str, words: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let given_id = Some(given.to_owned()).filter(|id| id_problem(id).is_none());
    let made = || Some(id_from(given)).filter(|id| !id.is_empty());
    let worded = || Some(id_from(words)).filter(|id| !id.is_empty());
    let id = given_id
        .or_else(made)
        .or_else(worded)
        .unwrap_or_else(|| "claim".to_owned());
    if !taken(&id) {
        return id;
    }
    let numbered = (2u32..).map(|n| {
        let end = format!("-{n}");
        let head: String = id.chars().take(LONGEST_ID - end.len()).collect();
        head + &end
    });
    numbered.into_iter().find(|id| !taken(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_stays_below_and_can_be_kept() {
        for (name, path) in [
            ("2025/deepseek.yaml", "2025/deepseek.yaml"),
            ("a.yml", "a.yml"),
            ("../../x", "x.yaml"),
            ("/etc/x", "etc/x.yaml"),
            (".git/hooks/pre-commit", "git/hooks/pre-commit.yaml"),
            ("a\0b", "a<U+0000>b.yaml"),
            ("CON", "CON_.yaml"),
            ("sub/aux.txt", "sub/aux_.txt.yaml"),
            ("-rf", "rf.yaml"),
            ("c:\\windows\\x", "c-/windows/x.yaml"),
            ("", "imported.yaml"),
            ("...", "imported.yaml"),
            ("speakers", "speakers_.yaml"),
        ] {
            let path = path.replace(['<', '>'], "-");
            assert_eq!(safe_file(name), path, "{name:?}");
        }
        assert!(safe_file(&"é".repeat(300)).len() < 120);
    }

    #[test]
    fn an_id_follows_the_rule_and_is_new() {
        let taken = |id: &str| ["a", "a-2", "two-words"].contains(&id);
        assert_eq!(id_of("b.c", "x", &taken), "b.c");
        assert_eq!(id_of("a", "x", &taken), "a-3");
        assert_eq!(id_of("Two Words!", "x", &taken), "two-words-2");
        assert_eq!(id_of("", "Some words", &taken), "some-words");
        assert_eq!(id_of("", "漢", &taken), "claim");
        let long = "a".repeat(80);
        let id = id_of(&long, "", &|id| id == long);
        assert_eq!(id_problem(&id), None);
    }
}
