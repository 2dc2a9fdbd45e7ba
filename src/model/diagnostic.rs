//! What is wrong with a file, where, and what to do: data, never an abort.

use super::words::words;

words! {
    /// How bad it is.
    Severity {
        Error "error" "something of the record could not be read"
        Warning "warning" "readable, and probably not what was meant"
        Hint "hint" "worth a look"
    }
}

/// A place in a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
    /// How many characters the caret underlines; at least 1.
    pub width: u32,
}

/// One problem of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Short stable code, kebab-case: `duplicate-key`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file's path under the claims folder, `/` on every system.
    pub file: String,
    /// Where in the file; `None` when it is about the whole file.
    pub place: Option<Place>,
    /// The text of that line, for the caret.
    pub excerpt: String,
    /// The id of the claim it is about, when there is one.
    pub claim: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Another place that matters (the first of two duplicate keys), and what is there.
    pub other: Option<(Place, String)>,
}

impl Diagnostic {
    /// Returns a diagnostic about a whole file.
    #[must_use]
    pub fn of_file(
        code: &'static str,
        severity: Severity,
        file: &str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            file: file.to_owned(),
            place: None,
            excerpt: String::new(),
            claim: None,
            message: message.into(),
            hint: None,
            other: None,
        }
    }

    /// Returns `file:line:column`, or just the file.
    #[must_use]
    pub fn location(&self) -> String {
        match self.place {
            Some(place) => format!("{}:{}:{}", self.file, place.line, place.column),
            None => self.file.clone(),
        }
    }
}

/// Returns the allowed word nearest to a misspelt one, for "did you mean".
///
/// Jaro-Winkler at least 0.8 (Winkler 1990), the value at which `sttus` still finds `status` and
/// unrelated short words do not find each other.
#[must_use]
pub fn nearest<'a>(word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    allowed
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_word_is_proposed_and_a_far_one_is_not() {
        let allowed = ["status", "speaker", "quote", "tags"];
        assert_eq!(nearest("sttus", allowed), Some("status"));
        assert_eq!(nearest("speeker", allowed), Some("speaker"));
        assert_eq!(nearest("zebra", allowed), None);
    }
}
