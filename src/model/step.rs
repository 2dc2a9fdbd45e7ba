//! The smallest edits: what each does to a claim. `yaml::edit` does the same to the bytes, and the
//! guard compares the two.

use super::words::words;
use super::{Attribution, Claim, Evidence, Grade, Kind, Link, LogEntry, PartialDate, Skepticism};

words! {
    /// The fields of a claim that hold one value each and can be set or cleared.
    Scalar {
        Quote "quote" "the article's own text, verbatim"
        Assertion "assertion" "the proposition in your words"
        Speaker "speaker" "who makes the claim"
        Role "role" "their role as this article gives it"
        Org "org" "their organisation as this article gives it"
        Via "via" "who passes it on"
        Attribution "attribution" "whose words the quote is made of"
        Kind "kind" "what sort of statement it is"
        Line "line" "line of the captured text"
        Said "said" "when it was said"
        Lang "lang" "language of the quote"
        Translation "translation" "the quote in your language"
        Grade "grade" "Admiralty grade"
        Verdict "verdict" "the verdict after checking"
    }
}

/// One elementary edit of one claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Set a scalar field, or remove its key.
    Set(Scalar, Option<String>),
    /// Append an entry to `annotations`.
    AppendLog(LogEntry),
    /// Replace the log entry at this index (0-based) by another.
    ReplaceLog(usize, LogEntry),
    /// Remove the log entry at this index (0-based).
    RemoveLog(usize),
    /// Append to `skepticism`.
    AppendSkepticism(Skepticism),
    /// Append to `tags`.
    AppendTag(String),
    /// Replace the tag at this index (0-based) by another.
    ReplaceTag(usize, String),
    /// Remove the tag at this index (0-based).
    RemoveTag(usize),
    /// Append to `evidence`.
    AppendEvidence(Evidence),
    /// Append to `links`.
    AppendLink(Link),
    /// Remove the link at this index (0-based).
    RemoveLink(usize),
    /// Make a captured draft a claim: take away that it is one, its confidence and its rule.
    AcceptDraft,
}

/// Returns the first reason why this text can not be the value of the field.
///
/// # Errors
/// What was expected, for the closed word sets, grades, dates and numbers.
pub fn check_scalar(field: Scalar, value: &str) -> Result<(), String> {
    let mut probe = Claim::default();
    set(&mut probe, field, Some(value))
}

impl Step {
    /// Does the step to a claim.
    ///
    /// # Errors
    /// A value that the field can not hold, or an index that is not there.
    pub fn apply(&self, claim: &mut Claim) -> Result<(), String> {
        match self {
            Self::Set(field, value) => set(claim, *field, value.as_deref())?,
            Self::AppendLog(entry) => claim.annotations.push(entry.clone()),
            Self::ReplaceLog(at, entry) => {
                *claim.annotations.get_mut(*at).ok_or("no such log entry")? = entry.clone();
            }
            Self::RemoveLog(at) => remove(&mut claim.annotations, *at)?,
            Self::AppendSkepticism(reason) => claim.skepticism.push(reason.clone()),
            Self::AppendTag(tag) => claim.tags.push(tag.clone()),
            Self::ReplaceTag(at, tag) => {
                claim
                    .tags
                    .get_mut(*at)
                    .ok_or("no such tag")?
                    .clone_from(tag);
            }
            Self::RemoveTag(at) => remove(&mut claim.tags, *at)?,
            Self::AppendEvidence(evidence) => claim.evidence.push(evidence.clone()),
            Self::AppendLink(link) => claim.links.push(link.clone()),
            Self::RemoveLink(at) => remove(&mut claim.links, *at)?,
            Self::AcceptDraft => claim.accept(),
        }
        Ok(())
    }
}

impl Claim {
    /// Makes a captured draft a claim like any other.
    pub fn accept(&mut self) {
        (self.candidate, self.confidence, self.rule) = (false, None, None);
    }

    /// Returns the text of a field, as a form shows it.
    #[must_use]
    pub fn scalar(&self, field: Scalar) -> Option<String> {
        match field {
            Scalar::Quote => self.quote.clone(),
            Scalar::Assertion => self.assertion.clone(),
            Scalar::Speaker => self.speaker.clone(),
            Scalar::Role => self.role.clone(),
            Scalar::Org => self.org.clone(),
            Scalar::Via => self.via.clone(),
            Scalar::Attribution => self.attribution.map(|word| word.to_string()),
            Scalar::Kind => self.kind.map(|word| word.to_string()),
            Scalar::Line => self.line.map(|line| line.to_string()),
            Scalar::Said => self.said.as_ref().map(|date| date.text.clone()),
            Scalar::Lang => self.lang.clone(),
            Scalar::Translation => self.translation.clone(),
            Scalar::Grade => (!self.grade.is_none()).then(|| self.grade.to_string()),
            Scalar::Verdict => self.verdict.clone(),
        }
    }
}

fn remove<T>(list: &mut Vec<T>, at: usize) -> Result<(), String> {
    if at >= list.len() {
        return Err(format!("there is no entry {} of {}", at + 1, list.len()));
    }
    list.remove(at);
    Ok(())
}

fn set(claim: &mut Claim, field: Scalar, value: Option<&str>) -> Result<(), String> {
    let text = value.map(str::to_owned);
    match field {
        Scalar::Quote => claim.quote = text,
        Scalar::Assertion => claim.assertion = text,
        Scalar::Speaker => claim.speaker = text,
        Scalar::Role => claim.role = text,
        Scalar::Org => claim.org = text,
        Scalar::Via => claim.via = text,
        Scalar::Lang => claim.lang = text,
        Scalar::Translation => claim.translation = text,
        Scalar::Verdict => claim.verdict = text,
        Scalar::Attribution => {
            claim.attribution = value
                .map(|word| one_of(word, Attribution::parse(word), Attribution::ALL))
                .transpose()?;
        }
        Scalar::Kind => {
            claim.kind = value
                .map(|word| one_of(word, Kind::parse(word), Kind::ALL))
                .transpose()?;
        }
        Scalar::Line => {
            claim.line = value
                .map(|text| match text.parse() {
                    Ok(line) if line > 0 => Ok(line),
                    _ => Err(format!("`{text}` is no line: expected 1 or more")),
                })
                .transpose()?;
        }
        Scalar::Said => claim.said = value.map(PartialDate::parse).transpose()?,
        Scalar::Grade => {
            claim.grade = match value {
                None => Grade::NONE,
                Some(text) => Grade::parse(text).ok_or_else(|| {
                    format!("`{text}` is no grade: expected A-F and 1-6, as in B2, B or 2")
                })?,
            };
        }
    }
    Ok(())
}

fn one_of<T: std::fmt::Display>(word: &str, found: Option<T>, all: &[T]) -> Result<T, String> {
    found.ok_or_else(|| {
        let words: Vec<String> = all.iter().map(ToString::to_string).collect();
        let near = super::nearest(word, words.iter().map(String::as_str));
        let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        format!("`{word}`: expected one of {}{hint}", words.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_checked_before_it_is_set() {
        assert_eq!(check_scalar(Scalar::Grade, "B2"), Ok(()));
        assert!(check_scalar(Scalar::Grade, "B9").is_err());
        assert!(check_scalar(Scalar::Line, "0").is_err());
        let error = check_scalar(Scalar::Kind, "figur").unwrap_err();
        assert!(error.contains("did you mean `figure`"), "{error}");
    }

    #[test]
    fn an_index_that_is_not_there_is_refused() {
        let mut claim = Claim::default();
        assert!(Step::RemoveTag(0).apply(&mut claim).is_err());
        assert!(
            Step::ReplaceLog(0, LogEntry::default())
                .apply(&mut claim)
                .is_err()
        );
    }
}
