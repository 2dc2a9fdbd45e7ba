//! Undo by lines: what a write changed, and how to take it back although other lines of the file
//! have changed since.
//!
//! Works on texts and gives exact bytes back. Knows no files, no journal and no YAML.

use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How many unchanged lines are kept on each side of a change.
const CONTEXT: usize = 3;

/// The difference between two texts, as a list of changes in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Patch {
    /// The changes.
    pub hunks: Vec<Hunk>,
}

/// One change. Lines keep their line ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The line of the new text at which `after` begins, from 0.
    pub at: usize,
    /// Up to three unchanged lines above.
    pub context_before: Vec<String>,
    /// What stood here in the old text.
    pub before: Vec<String>,
    /// What stands here in the new text.
    pub after: Vec<String>,
    /// Up to three unchanged lines below.
    pub context_after: Vec<String>,
    /// Which one it is of the places in the new text that look alike, context and all.
    pub twin: Twin,
    /// The same in the old text, for the way back.
    pub old_twin: Twin,
}

/// Which one of so many places that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Twin {
    /// Which one, from 0.
    pub nth: usize,
    /// How many there are.
    pub of: usize,
}

/// A place that no longer holds what was written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which change of the patch, from 0.
    pub hunk: usize,
    /// Where it should be, as a line of the present text, from 0.
    pub line: usize,
    /// What was written there.
    pub expected: Vec<String>,
    /// What stands there now.
    pub found: Vec<String>,
}

/// `line 12 no longer holds what was written there`
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {} no longer holds what was written there",
            self.line + 1
        )
    }
}

impl std::error::Error for Conflict {}

impl Patch {
    /// Returns the changes that lead from one text to another.
    #[must_use]
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (lines(old), lines(new));
        let mut hunks = Vec::new();
        for (before, after) in changes(&old, &new) {
            let above = after.start.saturating_sub(CONTEXT).max(end_of_last(&hunks));
            hunks.push(hunk(&old, &new, above, before, after));
        }
        let mut patch = Self { hunks };
        patch.cut_contexts();
        patch.count_twins(&old, &new);
        patch
    }

    /// Tells that nothing was changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }

    /// Returns the present text with every change of the patch taken back.
    ///
    /// Each change is looked for where it was made, then wherever its lines stand with their
    /// context, then with less context if that leaves one place only.
    ///
    /// # Errors
    /// A change whose lines are not there any more, or stand in several places. Then nothing is
    /// taken back.
    pub fn revert(&self, current: &str) -> Result<String, Conflict> {
        let current = lines(current);
        let mut places: Vec<Range<usize>> = Vec::with_capacity(self.hunks.len());
        let mut drift = Drift::default();
        for (n, hunk) in self.hunks.iter().enumerate() {
            let expected = drift.applied_to(hunk.at);
            let from = places.last().map_or(0, |place| place.end);
            let place = hunk
                .find(&current, expected)
                .filter(|place| *place >= from)
                .ok_or_else(|| hunk.conflict(n, expected, &current))?;
            drift = Drift {
                from: hunk.at,
                to: place,
            };
            places.push(place..place + hunk.after.len());
        }
        Ok(self.spliced(&current, &places))
    }

    /// Returns the patch that leads from the new text back to the old.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let (mut added, mut removed) = (0, 0);
        let invert = |hunk: &Hunk| {
            let at = hunk.at + removed - added;
            added += hunk.after.len();
            removed += hunk.before.len();
            Hunk {
                at,
                before: hunk.after.clone(),
                after: hunk.before.clone(),
                twin: hunk.old_twin,
                old_twin: hunk.twin,
                ..hunk.clone()
            }
        };
        Self {
            hunks: self.hunks.iter().map(invert).collect(),
        }
    }

    /// The text with the lines at these places replaced by what stood there before.
    fn spliced(&self, current: &[&str], places: &[Range<usize>]) -> String {
        let mut parts: VecDeque<&str> = VecDeque::new();
        let mut at = 0;
        for (hunk, place) in self.hunks.iter().zip(places) {
            parts.extend(&current[at..place.start]);
            parts.extend(hunk.before.iter().map(String::as_str));
            at = place.end;
        }
        parts.extend(&current[at..]);
        let line_end = if parts.iter().any(|line| line.ends_with("\r\n")) {
            "\r\n"
        } else {
            "\n"
        };
        let mut out = String::new();
        while let Some(line) = parts.pop_front() {
            out.push_str(line);
            // The last line of the old text may have had no end, and something stands behind it now.
            if !line.ends_with('\n') && !parts.is_empty() {
                out.push_str(line_end);
            }
        }
        out
    }

    /// Leaves in each context only lines that no other change touches.
    fn cut_contexts(&mut self) {
        for n in 1..self.hunks.len() {
            let (left, right) = self.hunks.split_at_mut(n);
            let (Some(one), Some(next)) = (left.last_mut(), right.first()) else {
                continue;
            };
            one.context_after
                .truncate(next.at - (one.at + one.after.len()));
        }
    }

    fn count_twins(&mut self, old: &[&str], new: &[&str]) {
        let inverted = self.inverted();
        for (hunk, back) in self.hunks.iter_mut().zip(inverted.hunks) {
            hunk.twin = hunk.twin_in(new);
            hunk.old_twin = back.twin_in(old);
        }
    }
}

/// How far the lines have moved, as seen at the last change that was found.
#[derive(Default)]
struct Drift {
    from: usize,
    to: usize,
}

impl Drift {
    fn applied_to(&self, line: usize) -> usize {
        (line + self.to).saturating_sub(self.from)
    }
}

impl Hunk {
    /// The line at which `after` stands in the present text.
    fn find(&self, current: &[&str], expected: usize) -> Option<usize> {
        let all = self.places(current, CONTEXT, CONTEXT);
        if all.len() == self.twin.of {
            return all.get(self.twin.nth).copied();
        }
        let nearest = all.into_iter().min_by_key(|place| place.abs_diff(expected));
        nearest.or_else(|| {
            [
                (2, 2),
                (1, 1),
                (3, 0),
                (0, 3),
                (2, 0),
                (0, 2),
                (1, 0),
                (0, 1),
                (0, 0),
            ]
            .into_iter()
            .filter(|(above, below)| self.is_anchored(*above, *below))
            .find_map(|(above, below)| {
                match self.places(current, above, below).as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            })
        })
    }

    /// Something to look for: the written lines, or for a removal at least a line of context.
    fn is_anchored(&self, above: usize, below: usize) -> bool {
        !self.after.is_empty()
            || above.min(self.context_before.len()) + below.min(self.context_after.len()) > 0
    }

    /// Every line at which `after` stands with so many lines of context.
    fn places(&self, current: &[&str], above: usize, below: usize) -> Vec<usize> {
        let above = &self.context_before[self.context_before.len().saturating_sub(above)..];
        let below = &self.context_after[..self.context_after.len().min(below)];
        let wanted: Vec<_> = above
            .iter()
            .chain(&self.after)
            .chain(below)
            .map(String::as_str)
            .collect();
        if wanted.is_empty() {
            // The text was emptied, and still is.
            return if current.is_empty() {
                vec![0]
            } else {
                Vec::new()
            };
        }
        let windows = current.windows(wanted.len()).enumerate();
        windows
            .filter(|(_, window)| window.iter().zip(&wanted).all(|(a, b)| same_line(a, b)))
            .map(|(at, _)| at + above.len())
            .collect()
    }

    fn twin_in(&self, text: &[&str]) -> Twin {
        let all = self.places(text, CONTEXT, CONTEXT);
        Twin {
            nth: all.iter().position(|&at| at == self.at).unwrap_or(0),
            of: all.len(),
        }
    }

    fn conflict(&self, hunk: usize, expected: usize, current: &[&str]) -> Conflict {
        let line = expected.min(current.len());
        let end = (line + self.after.len().max(1)).min(current.len());
        Conflict {
            hunk,
            line,
            expected: self.after.clone(),
            found: current[line..end]
                .iter()
                .map(|&line| line.to_owned())
                .collect(),
        }
    }
}

/// A line without an end, which only the last line of a text can be, equals the same line with one.
fn same_line(a: &str, b: &str) -> bool {
    let bare = |line: &'_ str| -> usize {
        line.strip_suffix("\r\n")
            .or_else(|| line.strip_suffix('\n'))
            .unwrap_or(line)
            .len()
    };
    a == b || (a.ends_with('\n') != b.ends_with('\n') && a[..bare(a)] == b[..bare(b)])
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The changed stretches of both texts; what is adjacent is one change.
fn changes(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut changes: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (tag, before, after) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match changes.last_mut() {
            Some((old, new)) if old.end == before.start && new.end == after.start => {
                (old.end, new.end) = (before.end, after.end);
            }
            _ => changes.push((before, after)),
        }
    }
    changes
}

fn end_of_last(hunks: &[Hunk]) -> usize {
    hunks.last().map_or(0, |hunk| hunk.at + hunk.after.len())
}

fn hunk(
    old: &[&str],
    new: &[&str],
    above: usize,
    before: Range<usize>,
    after: Range<usize>,
) -> Hunk {
    let owned = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    let below = (after.end + CONTEXT).min(new.len());
    Hunk {
        at: after.start,
        context_before: owned(&new[above..after.start]),
        before: owned(&old[before]),
        context_after: owned(&new[after.end..below]),
        after: owned(&new[after]),
        twin: Twin::default(),
        old_twin: Twin::default(),
    }
}

#[cfg(test)]
mod tests;
