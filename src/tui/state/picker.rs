//! A picker: a list of choices, by letter or by typing a part of the name.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Target;
use crate::model::{Credibility, Link, Relation, Reliability, Scalar};

/// What picking an item does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Judge the source, or clear that half.
    Reliability(Option<Reliability>),
    /// Judge the information, or clear that half.
    Credibility(Option<Credibility>),
    /// Give or take back the verdict.
    Verdict(Option<String>),
    /// Add the tag, or take it off.
    Tag {
        /// The tag.
        tag: String,
        /// Put it on, or take it off.
        on: bool,
    },
    /// Edit this field.
    Field(Scalar),
    /// Choose the claim to link to.
    Relation(Relation),
    /// Link to that claim.
    Link(Link),
    /// Remove the link.
    Unlink(Link),
    /// Put this into the filter: field, value, and whether to exclude it.
    Filter(String, String, bool),
    /// Take this into the filter: field and value; then exclude it, then neither.
    Cycle(String, String),
    /// Filter by this text.
    Query(String),
    /// Switch this term of the filter off or on.
    Chip(String),
    /// Order by this.
    Sort(Option<String>),
    /// Offer what can be done with this saved view.
    View(String),
    /// Offer what can be done with this shared view.
    Shared(String),
    /// Take this shared view away from everybody.
    Unshare(String),
    /// Do that.
    ViewDo(String, ViewDo),
    /// Copy in the way of this letter.
    CopyAs(char),
    /// Run the action of this name.
    Action(&'static str),
    /// Open the export menu at this format.
    Format(String),
    /// Take this theme.
    Theme(&'static str),
    /// Delete the claim.
    Delete(Target),
    /// Offer what can be done with this tag over all claims.
    AllOf(String),
    /// Do that.
    TagDo(String, TagDo),
    /// Make the first tag the second one.
    Retag(String, String),
    /// Add a claim to this file.
    AddTo(String),
    /// Look through this folder for an article.
    Folder(String),
    /// Capture this file.
    Capture(String),
    /// Capture what is pasted.
    Paste,
    /// Put this template into the note.
    Template(String),
    /// Correct one's own annotation of this moment; its text.
    Correct(String, String),
    /// Go to the claim of this draft and take it up.
    Draft(String),
    /// Throw this draft away.
    DropDraft(String),
    /// Go to the claim of this name.
    GoTo(String),
    /// Nothing.
    Close,
}

/// What can be done with a saved view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewDo {
    /// Give it another name or letter.
    Rename,
    /// Take it away.
    Remove,
    /// Move it by one, up when below 0.
    Shift(isize),
    /// Open the app with it, or no longer.
    Default,
}

/// What can be done with a tag over all claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagDo {
    /// Give it another name.
    Rename,
    /// Make it another tag that is there.
    Merge,
    /// Take it off every claim.
    Delete,
    /// Filter by it.
    Filter,
}

/// One line of a picker.
#[derive(Debug, Clone)]
pub struct Item {
    /// The key that picks it at once.
    pub key: Option<char>,
    /// Its name.
    pub label: String,
    /// What it means.
    pub doc: String,
    /// What it does.
    pub choice: Choice,
}

impl Item {
    /// Returns an item.
    #[must_use]
    pub fn new(
        key: Option<char>,
        label: impl Into<String>,
        doc: impl Into<String>,
        choice: Choice,
    ) -> Self {
        Self {
            key,
            label: label.into(),
            doc: doc.into(),
            choice,
        }
    }
}

/// A picker over the panes.
#[derive(Debug)]
pub struct Picker {
    /// What is picked, and whom for.
    pub title: String,
    /// All items.
    pub items: Vec<Item>,
    /// The items shown, best first, and the characters of the label that matched.
    pub shown: Vec<(usize, Vec<usize>)>,
    /// The line under the cursor, of those shown.
    pub cursor: usize,
    /// What is typed to narrow it; `None` when letters pick at once.
    pub typed: Option<String>,
    /// Makes a choice of typed text that is no item: a new tag.
    pub create: Option<fn(&str) -> Choice>,
    /// What Backspace picks: clearing.
    pub clear: Option<Choice>,
    /// The claims it is for.
    pub targets: Vec<Target>,
    /// Stay open after a pick.
    pub stays: bool,
    /// What is typed is a query: the items are the claims it finds, to be linked to by this relation.
    pub finds: Option<Relation>,
}

impl Picker {
    /// Returns a picker whose letters pick at once.
    #[must_use]
    pub fn by_letter(title: impl Into<String>, items: Vec<Item>, targets: Vec<Target>) -> Self {
        Self::new(title.into(), items, targets, None)
    }

    /// Returns a picker that is narrowed by typing.
    #[must_use]
    pub fn by_typing(title: impl Into<String>, items: Vec<Item>, targets: Vec<Target>) -> Self {
        Self::new(title.into(), items, targets, Some(String::new()))
    }

    fn new(title: String, items: Vec<Item>, targets: Vec<Target>, typed: Option<String>) -> Self {
        let mut picker = Self {
            title,
            items,
            shown: Vec::new(),
            cursor: 0,
            typed,
            create: None,
            clear: None,
            targets,
            stays: false,
            finds: None,
        };
        picker.narrow();
        picker
    }

    /// Shows the items that match what is typed, best first.
    pub fn narrow(&mut self) {
        let typed = self.typed.as_deref().unwrap_or_default();
        let matcher = SkimMatcherV2::default();
        let mut found: Vec<(i64, usize, Vec<usize>)> = Vec::new();
        for (at, item) in self.items.iter().enumerate() {
            if typed.is_empty() || self.finds.is_some() {
                found.push((0, at, Vec::new()));
                continue;
            }
            let in_label = matcher.fuzzy_indices(&item.label, typed);
            if let Some((score, places)) = in_label {
                found.push((score, at, places));
            } else if item.doc.to_lowercase().contains(&typed.to_lowercase()) {
                found.push((0, at, Vec::new()));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        self.shown = found
            .into_iter()
            .map(|(_, at, places)| (at, places))
            .collect();
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
    }

    /// Returns the item under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Item> {
        self.shown
            .get(self.cursor)
            .and_then(|(at, _)| self.items.get(*at))
    }

    /// Returns the choice a letter makes at once.
    #[must_use]
    pub fn by_key(&self, key: char) -> Option<Choice> {
        if self.typed.is_some() {
            return None;
        }
        let same = |item: &&Item| {
            item.key
                .is_some_and(|own| own == key || own.eq_ignore_ascii_case(&key))
        };
        // The exact letter first: `S` and `s` may both be bound.
        let exact = self.items.iter().find(|item| item.key == Some(key));
        exact
            .or_else(|| self.items.iter().find(same))
            .map(|item| item.choice.clone())
    }

    /// Returns what Enter picks: the item under the cursor, or what the typed text makes.
    #[must_use]
    pub fn picked(&self) -> Option<Choice> {
        let typed = self.typed.as_deref().unwrap_or_default();
        let exact = self.items.iter().any(|item| item.label == typed);
        match (self.create, self.current()) {
            (Some(create), None) if !typed.is_empty() => Some(create(typed)),
            // A new tag that happens to match an old one fuzzily: the cursor decides, and the line
            // "new: …" stands below the matches.
            (Some(create), Some(_)) if self.cursor == self.shown.len() && !exact => {
                Some(create(typed))
            }
            (_, current) => current.map(|item| item.choice.clone()),
        }
    }

    /// Tells that the typed text would make something new.
    #[must_use]
    pub fn offers_new(&self) -> Option<&str> {
        self.create?;
        let typed = self.typed.as_deref().filter(|typed| !typed.is_empty())?;
        (!self.items.iter().any(|item| item.label == typed)).then_some(typed)
    }

    /// Returns the number of lines the cursor can stand on.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.shown.len() + usize::from(self.offers_new().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picker() -> Picker {
        let item = |label: &str| {
            Item::new(
                label.chars().next(),
                label,
                "",
                Choice::Query(label.to_owned()),
            )
        };
        Picker::by_typing(
            "tags",
            vec![item("chips"), item("china"), item("crypto")],
            Vec::new(),
        )
    }

    #[test]
    fn typing_narrows_and_the_best_comes_first() {
        let mut picker = picker();
        picker.typed = Some("chn".to_owned());
        picker.narrow();
        assert_eq!(
            picker.current().map(|item| item.label.as_str()),
            Some("china")
        );
        assert_eq!(picker.shown.len(), 1);
    }

    #[test]
    fn new_text_makes_a_new_thing_on_the_last_line() {
        let mut picker = picker();
        picker.create = Some(|text| Choice::Query(format!("new {text}")));
        picker.typed = Some("ch".to_owned());
        picker.narrow();
        assert_eq!((picker.shown.len(), picker.lines()), (2, 3));
        assert_eq!(picker.picked(), Some(Choice::Query("chips".to_owned())));
        picker.cursor = 2;
        assert_eq!(picker.picked(), Some(Choice::Query("new ch".to_owned())));
    }

    #[test]
    fn a_letter_picks_at_once_in_either_case() {
        let mut picker = picker();
        assert_eq!(picker.by_key('c'), None);
        picker.typed = None;
        assert_eq!(picker.by_key('C'), Some(Choice::Query("chips".to_owned())));
        assert_eq!(picker.by_key('z'), None);
    }
}
