//! Three-way merge by lines: two versions of a text with the one both began with.
//!
//! Works on bytes, so that no text is too odd for it, and gives them back exactly. Knows no files and
//! no YAML.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// A stretch of a merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// What both sides agree on, or what one of them changed.
    Agreed(Vec<u8>),
    /// What both changed to something different.
    Conflict {
        /// One side's lines.
        ours: Vec<u8>,
        /// The other side's.
        theirs: Vec<u8>,
    },
}

/// Lines of the old text and what stands there in the new one.
struct Changed {
    old: Range<usize>,
    new: Range<usize>,
}

/// Merges by lines. Changes that touch each other are a conflict, unless they are equal.
#[must_use]
pub fn merge_lines(base: &[u8], ours: &[u8], theirs: &[u8]) -> Vec<Stretch> {
    let [base, ours, theirs] = [lines(base), lines(ours), lines(theirs)];
    let sides = [
        (&ours, changes(&base, &ours)),
        (&theirs, changes(&base, &theirs)),
    ];
    let mut next = [0, 0];
    let mut at = 0;
    let mut stretches = Vec::new();
    while let Some(region) = region(&sides, &mut next) {
        let (old, taken) = region;
        agree(&mut stretches, base[at..old.start].concat());
        at = old.end;
        let side = |side: usize| {
            let (lines, changes): &(&Vec<&[u8]>, Vec<Changed>) = &sides[side];
            let changes = &changes[taken[side].clone()];
            let (first, last) = (changes.first()?, changes.last()?);
            let start = first.new.start - (first.old.start - old.start);
            let end = last.new.end + (old.end - last.old.end);
            Some(lines[start..end].concat())
        };
        match (side(0), side(1)) {
            (Some(ours), Some(theirs)) if ours != theirs => {
                stretches.push(Stretch::Conflict { ours, theirs });
            }
            (ours, theirs) => agree(&mut stretches, ours.or(theirs).unwrap_or_default()),
        }
    }
    agree(&mut stretches, base[at..].concat());
    stretches
}

/// Takes the next region that changed: lines of the base, and which changes of each side are in it.
fn region(
    sides: &[(&Vec<&[u8]>, Vec<Changed>); 2],
    next: &mut [usize; 2],
) -> Option<(Range<usize>, [Range<usize>; 2])> {
    let from = *next;
    let coming = |side: usize, at: usize| sides[side].1.get(at).map(|change| &change.old);
    let starts = [0, 1].map(|side| coming(side, from[side]).map(|old| old.start));
    let start = starts.into_iter().flatten().min()?;
    let mut end = start;
    loop {
        let before = *next;
        for side in [0, 1] {
            while let Some(old) = coming(side, next[side]).filter(|old| old.start <= end) {
                end = end.max(old.end);
                next[side] += 1;
            }
        }
        if *next == before {
            return Some((start..end, [from[0]..next[0], from[1]..next[1]]));
        }
    }
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

fn changes(old: &[&[u8]], new: &[&[u8]]) -> Vec<Changed> {
    let ops = capture_diff_slices(Algorithm::Myers, old, new);
    let changed = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    changed
        .map(|op| Changed {
            old: op.old_range(),
            new: op.new_range(),
        })
        .collect()
}

fn agree(stretches: &mut Vec<Stretch>, lines: Vec<u8>) {
    match stretches.last_mut() {
        _ if lines.is_empty() => {}
        Some(Stretch::Agreed(text)) => text.extend(lines),
        _ => stretches.push(Stretch::Agreed(lines)),
    }
}

/// Returns the two sides of a conflict between the markers that git writes, each on lines of its own.
#[must_use]
pub fn marked(ours: &[u8], theirs: &[u8], eol: &str) -> Vec<u8> {
    let mut text = Vec::new();
    let mut put = |marker: &str, side: &[u8]| {
        text.extend_from_slice(marker.as_bytes());
        text.extend_from_slice(eol.as_bytes());
        text.extend_from_slice(side);
        if !side.is_empty() && !side.ends_with(b"\n") {
            text.extend_from_slice(eol.as_bytes());
        }
    };
    put("<<<<<<< ours", ours);
    put("=======", theirs);
    put(">>>>>>> theirs", b"");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let mut text = Vec::new();
        for stretch in merge_lines(base.as_bytes(), ours.as_bytes(), theirs.as_bytes()) {
            match stretch {
                Stretch::Agreed(lines) => text.extend(lines),
                Stretch::Conflict { ours, theirs } => text.extend(marked(&ours, &theirs, "\n")),
            }
        }
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn changes_apart_are_both_made() {
        let base = "a\nb\nc\nd\ne\n";
        assert_eq!(
            merged(base, "A\nb\nc\nd\ne\n", "a\nb\nc\ne\nf\n"),
            "A\nb\nc\ne\nf\n"
        );
        assert_eq!(merged(base, base, ""), "");
        assert_eq!(merged("", "x\n", "x\n"), "x\n");
    }

    #[test]
    fn changes_that_touch_are_a_conflict() {
        let shown = merged("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n");
        assert_eq!(
            shown,
            "a\n<<<<<<< ours\nB\nc\n=======\nb\nC\n>>>>>>> theirs\n"
        );
        let shown = merged("a", "b", "c");
        assert_eq!(shown, "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n");
    }

    fn side(stretches: &[Stretch], want_ours: bool) -> Vec<u8> {
        let part = |stretch: &Stretch| match stretch {
            Stretch::Agreed(text) => text.clone(),
            Stretch::Conflict { ours, theirs } => if want_ours { ours } else { theirs }.clone(),
        };
        stretches.iter().flat_map(part).collect()
    }

    proptest! {
        #[test]
        fn one_sided_changes_are_taken_and_no_line_goes(
            base in "([abc]\n){0,8}", ours in "([abcx]\n){0,8}", theirs in "([abcy]\n){0,8}",
        ) {
            let [b, o, t] = [base.as_bytes(), ours.as_bytes(), theirs.as_bytes()];
            prop_assert_eq!(side(&merge_lines(b, o, b), false), o);
            prop_assert_eq!(side(&merge_lines(b, b, t), true), t);
            prop_assert_eq!(side(&merge_lines(b, o, o), true), o);
            // What only one side has is its own: every x is there once, and every y.
            let both = merge_lines(b, o, t);
            for (mark, text) in [(b'x', o), (b'y', t)] {
                let count = |text: &[u8]| text.split(|byte| *byte == mark).count();
                prop_assert_eq!(count(&side(&both, mark == b'x')), count(text));
            }
        }
    }
}
