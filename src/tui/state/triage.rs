//! How far the drafts are gone through, and what the one under the cursor has in common with others.
//! The drafts themselves are in the files: triage is taken up where they are.

use super::State;
use crate::model::Relation;
use crate::tui::effect::Effect;

/// What triage keeps of its own.
#[derive(Debug, Default)]
pub struct Triage {
    /// The filter that was left for it, to be brought back.
    pub before: Option<String>,
    /// How many drafts there were, with those decided on since.
    pub total: usize,
    /// The filter they are counted under.
    counted: Option<String>,
    /// The draft whose like was asked for, by name.
    wanted: Option<String>,
    /// The like of it; nothing until the answer is there.
    like: Option<Vec<Like>>,
}

/// A claim that has something in common with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Like {
    /// Its name.
    pub name: String,
    /// Who says it, and what they have in common, in words.
    pub words: String,
    /// What a link to it would say; a proposal.
    pub relation: Relation,
}

impl Triage {
    /// Takes the number of drafts there are now under a filter.
    pub fn count(&mut self, filter: &str, drafts: usize) {
        if self.counted.as_deref() != Some(filter) {
            self.counted = Some(filter.to_owned());
            self.total = 0;
        }
        self.total = self.total.max(drafts);
    }

    /// Returns what is known to be like the draft of this name; nothing while it is sought.
    #[must_use]
    pub fn like(&self, name: &str) -> Option<&[Like]> {
        let known = self.wanted.as_deref() == Some(name);
        self.like.as_deref().filter(|_| known)
    }

    /// Takes an answer; one about another draft is dropped.
    pub fn take_like(&mut self, name: &str, like: Vec<Like>) {
        if self.wanted.as_deref() == Some(name) {
            self.like = Some(like);
        }
    }

    /// The claims have changed: what is alike is sought again.
    pub fn forget_like(&mut self) {
        self.wanted = None;
    }
}

impl State {
    /// Asks for what is like the draft under the cursor of triage when it is another one.
    pub fn want_like(&mut self) -> Option<Effect> {
        if self.view.name != "triage" {
            return None;
        }
        let name = self.current()?.name();
        if self.desk.triage.wanted.as_ref() == Some(&name) {
            return None;
        }
        self.desk.triage.wanted = Some(name.clone());
        self.desk.triage.like = None;
        Some(Effect::Like(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_stays_counted_until_the_filter_is_another_one() {
        let mut triage = Triage::default();
        triage.count("status:candidate", 31);
        triage.count("status:candidate", 25);
        assert_eq!(triage.total, 31);
        triage.count("status:candidate file:a", 4);
        assert_eq!(triage.total, 4);
    }
}
