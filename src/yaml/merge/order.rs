//! In which order the parts of two versions stand when they are one: as in one of them, with what
//! only the other has put behind what it stood behind there. The log is in order of time.

use std::collections::{HashMap, HashSet};

use super::part::{Part, Sort};

/// A part in its three versions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Three<'a> {
    /// As both began with it.
    pub base: Option<&'a Part>,
    /// As one side has it.
    pub ours: Option<&'a Part>,
    /// As the other side has it.
    pub theirs: Option<&'a Part>,
}

struct Index<'a>(HashMap<&'a str, &'a Part>);

impl<'a> Index<'a> {
    fn new(parts: &'a [Part]) -> Self {
        Self(parts.iter().map(|part| (part.key.as_str(), part)).collect())
    }

    fn get(&self, key: &str) -> Option<&'a Part> {
        self.0.get(key).copied()
    }
}

/// Returns every part that some version has, in order.
pub(super) fn order<'a>(
    base: &'a [Part],
    ours: &'a [Part],
    theirs: &'a [Part],
    sort: Sort,
) -> Vec<Three<'a>> {
    let [b, o, t] = [base, ours, theirs].map(Index::new);
    let moved = is_moved(base, theirs, &b, &t) && !is_moved(base, ours, &b, &o);
    let (frame, other, in_frame, in_other) = if moved {
        (theirs, ours, &t, &o)
    } else {
        (ours, theirs, &o, &t)
    };
    let mut slots: Vec<&'a Part> = frame.iter().collect();
    let mut above: Option<&str> = None;
    for part in other {
        let twin = in_frame
            .get(&part.key)
            .filter(|twin| is_twin(part, twin, &b, sort));
        if twin.is_none() {
            let own = |part: &Part| in_other.get(&part.key).is_none() && b.get(&part.key).is_none();
            let at = place(&slots, part, above, sort, own);
            slots.insert(at, part);
        }
        above = Some(&part.key);
    }
    let mut seen = HashSet::new();
    let mut threes = Vec::new();
    for part in slots {
        let three = Three {
            base: b.get(&part.key),
            ours: o.get(&part.key),
            theirs: t.get(&part.key),
        };
        if let (
            Three {
                base: None,
                ours: Some(own),
                theirs: Some(others),
            },
            false,
        ) = (three, is_pair(&three, &b, sort))
        {
            // Two entries that happen to be signed alike.
            let own = std::ptr::eq(own, part);
            threes.push(Three {
                base: None,
                ours: own.then_some(part),
                theirs: (!own).then_some(others),
            });
        } else if seen.insert(&part.key) {
            threes.push(three);
        }
    }
    threes
}

/// Tells that the versions of a part are versions of one thing.
fn is_pair(three: &Three, base: &Index, sort: Sort) -> bool {
    match (three.ours, three.theirs) {
        (Some(ours), Some(theirs)) => is_twin(ours, theirs, base, sort),
        _ => true,
    }
}

/// Tells that two parts with the same key are versions of one thing: log entries that both sides
/// added are so only when they say the same.
fn is_twin(part: &Part, twin: &Part, base: &Index, sort: Sort) -> bool {
    !matches!(sort, Sort::Log) || base.get(&part.key).is_some() || part.value == twin.value
}

/// Tells that a version has the parts it kept in another order.
fn is_moved(base: &[Part], version: &[Part], in_base: &Index, in_version: &Index) -> bool {
    let kept = base
        .iter()
        .filter(|part| in_version.get(&part.key).is_some());
    let there = version
        .iter()
        .filter(|part| in_base.get(&part.key).is_some());
    !kept.map(|part| &part.key).eq(there.map(|part| &part.key))
}

/// Returns where a part goes that the frame does not have.
fn place(
    slots: &[&Part],
    part: &Part,
    above: Option<&str>,
    sort: Sort,
    own: impl Fn(&Part) -> bool,
) -> usize {
    if let (Sort::Log, Some(time)) = (sort, &part.time) {
        let later = |slot: &&Part| slot.time.as_ref().is_some_and(|other| other > time);
        return slots.iter().position(later).unwrap_or(slots.len());
    }
    let above = above.and_then(|key| slots.iter().rposition(|slot| slot.key == key));
    let mut at = above.map_or(0, |above| above + 1);
    while slots
        .get(at)
        .is_some_and(|slot| own(slot) && !is_before(part, slot, sort))
    {
        at += 1;
    }
    at
}

/// Tells that a key comes before another one in the order of the format.
fn is_before(part: &Part, other: &Part, sort: Sort) -> bool {
    let Sort::Map(Some(keys)) = sort else {
        return false;
    };
    let place = |key: &str| keys.rows().position(|row| row.key == key);
    matches!((place(&part.key), place(&other.key)), (Some(new), Some(old)) if new < old)
}
