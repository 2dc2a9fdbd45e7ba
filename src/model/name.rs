//! Names: a claim's id in its file, and its global name PATH/ID.

/// The longest id, in characters.
pub const LONGEST_ID: usize = 80;

/// Returns what is wrong with an id, if it breaks the rule: 1 to 80 of `a-z 0-9 . _ -`, the first
/// a letter or digit.
#[must_use]
pub fn id_problem(id: &str) -> Option<String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    if id.is_empty() {
        return Some("an id can not be empty".to_owned());
    }
    if id.chars().count() > LONGEST_ID {
        return Some(format!("an id has at most {LONGEST_ID} characters"));
    }
    if let Some(bad) = id.chars().find(|&c| !allowed(c)) {
        return Some(format!(
            "an id is made of a-z 0-9 . _ -, and `{}` is none of them",
            bad.escape_debug()
        ));
    }
    (!id.starts_with(|c: char| c.is_ascii_alphanumeric()))
        .then(|| "an id begins with a letter or a digit".to_owned())
}

/// Returns an id made from free text: its first words, folded to the rule. Empty when nothing of
/// the text can stand in an id.
#[must_use]
pub fn id_from(text: &str) -> String {
    let mut id = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| {
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
    {
        if id.len() + word.len() + 1 > 32 && !id.is_empty() {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&word.to_ascii_lowercase());
    }
    id.truncate(LONGEST_ID);
    id
}

/// Returns the path part of the names of a file's claims: without `.yaml`/`.yml`, `/` on every system.
#[must_use]
pub fn file_stem(path: &str) -> String {
    let path = path.replace('\\', "/");
    let stem = path
        .strip_suffix(".yaml")
        .or_else(|| path.strip_suffix(".yml"));
    stem.unwrap_or(&path).to_owned()
}

/// Tells that `typed` is the whole name or a trailing part of it that begins at a `/`.
#[must_use]
pub fn is_trailing_part(name: &str, typed: &str) -> bool {
    name.strip_suffix(typed)
        .is_some_and(|head| head.is_empty() || head.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_rule() {
        for good in ["a", "training-cost", "2025.q1_x", &"a".repeat(80)] {
            assert_eq!(id_problem(good), None, "{good}");
        }
        for bad in ["", "-a", ".a", "Training", "a b", "é", &"a".repeat(81)] {
            assert!(id_problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn ids_made_from_text_follow_the_rule() {
        assert_eq!(
            id_from("DeepSeek’s model cost $6 million"),
            "deepseek-s-model-cost-6-million"
        );
        assert_eq!(id_problem(&id_from("É — “x” y")), None);
        assert_eq!(id_from("—"), "");
    }

    #[test]
    fn a_trailing_part_begins_at_a_slash() {
        let name = "2025/deepseek/training-cost";
        for part in ["training-cost", "deepseek/training-cost", name] {
            assert!(is_trailing_part(name, part));
        }
        assert!(!is_trailing_part(name, "cost"));
        assert!(!is_trailing_part(name, "seek/training-cost"));
    }
}
