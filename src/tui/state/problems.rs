//! What is wrong in the files, counted once: the head of the screen tells how much on every frame.

use std::ops::Deref;

use crate::model::{Diagnostic, Severity};
use crate::store::checks::Checked;

/// What is wrong in the files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    all: Vec<Diagnostic>,
    /// How many of each severity, in the order of [`Severity::ALL`].
    counts: [usize; Severity::ALL.len()],
    /// Those that are counted and not listed.
    more: usize,
}

impl Problems {
    /// Returns how many are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// Returns how many are counted and not listed.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }
}

impl From<Checked> for Problems {
    fn from(checked: Checked) -> Self {
        let mut problems = Self::from(checked.listed);
        for (count, more) in problems.counts.iter_mut().zip(checked.more) {
            *count += more;
            problems.more += more;
        }
        problems
    }
}

impl From<Vec<Diagnostic>> for Problems {
    fn from(mut all: Vec<Diagnostic>) -> Self {
        // The worst first; those of a severity stay as they are.
        all.sort_by_key(|problem| problem.severity);
        let mut counts = [0; Severity::ALL.len()];
        for problem in &all {
            counts[problem.severity as usize] += 1;
        }
        Self {
            all,
            counts,
            more: 0,
        }
    }
}

impl Deref for Problems {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_severity_is_counted_at_its_place() {
        let one = |severity| Diagnostic::of_file("code", severity, "a.yaml", "wrong".to_owned());
        for severity in Severity::ALL {
            let problems = Problems::from(vec![one(*severity), one(*severity)]);
            let count = |other| problems.count(other);
            let counts: Vec<usize> = Severity::ALL.iter().map(|own| count(*own)).collect();
            assert_eq!(counts.iter().sum::<usize>(), 2);
            assert_eq!(count(*severity), 2);
        }
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let one = Diagnostic::of_file("code", Severity::Hint, "a.yaml", "wrong".to_owned());
        let problems = Problems::from(Checked {
            listed: vec![one],
            more: [0, 2, 40],
        });
        let counts = Severity::ALL.iter().map(|own| problems.count(*own));
        assert_eq!(counts.collect::<Vec<_>>(), [0, 2, 41]);
        assert_eq!((problems.len(), problems.more()), (1, 42));
    }
}
