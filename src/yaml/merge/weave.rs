//! Makes one text of three trees of parts. What can not be decided is a conflict, shown with markers
//! around the smallest part that stands on lines of its own, or settled for one side.

use std::borrow::Cow;

use super::Unfit;
use super::order::{Three, order};
use super::part::{Block, Inner, Part, Sort, begin, indent};
use crate::text::marked;

/// How conflicts are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pick {
    /// Not at all: both sides between markers.
    Mark,
    /// For our side.
    Ours,
    /// For theirs.
    Theirs,
}

/// Writes the merged text.
pub(super) struct Weaver {
    pick: Pick,
    /// The text so far.
    pub out: String,
    /// What is in conflict: the keys on the way to it.
    pub conflicts: Vec<String>,
    path: Vec<String>,
}

impl Weaver {
    pub fn new(pick: Pick) -> Self {
        Self {
            pick,
            out: String::new(),
            conflicts: Vec::new(),
            path: Vec::new(),
        }
    }

    /// Writes a part at a column; `inline` where it stands behind a dash.
    ///
    /// # Errors
    /// It can not be written so.
    pub fn part(&mut self, three: Three, column: usize, inline: bool) -> Result<(), Unfit> {
        let Some(any) = three.ours.or(three.theirs) else {
            return Ok(());
        };
        let name = any.key.split('\0').next().unwrap_or_default();
        self.path.push(name.to_owned());
        let done = self.settle(three, column, inline);
        self.path.pop();
        done
    }

    fn settle(&mut self, three: Three, column: usize, inline: bool) -> Result<(), Unfit> {
        let Three { base, ours, theirs } = three;
        let is_base = |part: &Part| base.is_some_and(|base| base.same(part));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if is_base(theirs) || ours.same(theirs) => {
                return ours.write(&mut self.out, column, inline);
            }
            (Some(ours), Some(theirs)) if is_base(ours) => {
                return theirs.write(&mut self.out, column, inline);
            }
            (Some(one), None) | (None, Some(one)) => match base {
                None => return one.write(&mut self.out, column, inline),
                Some(base) if one.unchanged(base) => return Ok(()),
                Some(_) => {}
            },
            _ => {}
        }
        if let Some(sort) = [base, ours, theirs]
            .into_iter()
            .flatten()
            .find_map(Part::as_set)
            && let Some(done) = self.set(three, sort, column, inline)
        {
            return done;
        }
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => self.both(base, ours, theirs, column, inline),
            _ => self.conflict(ours, theirs, column, inline),
        }
    }

    /// Writes a part that both sides have, and that both changed.
    fn both(
        &mut self,
        base: Option<&Part>,
        ours: &Part,
        theirs: &Part,
        column: usize,
        inline: bool,
    ) -> Result<(), Unfit> {
        if base.is_none() && ours.value.is_some() && ours.value == theirs.value {
            // Added twice, in other quotes perhaps.
            let text = |part: &Part| {
                let mut text = String::new();
                part.write(&mut text, 0, false).map(|()| text)
            };
            if is_worded_alike(&text(ours)?, &text(theirs)?) {
                return ours.write(&mut self.out, column, inline);
            }
        }
        match (&ours.inner, &theirs.inner) {
            (Inner::Block(own), Inner::Block(others)) if own.sort.is_like(others.sort) => {
                if base.is_none() && self.is_claim() {
                    return self.conflict(Some(ours), Some(theirs), column, inline);
                }
                let place = self.mark();
                match self.block(base, (ours, own), (theirs, others), column, inline) {
                    Err(Unfit::Inline) if !inline => {
                        self.back(place);
                        self.lift(
                            Three {
                                base,
                                ours: Some(ours),
                                theirs: Some(theirs),
                            },
                            column,
                        )
                    }
                    done => done,
                }
            }
            (Inner::Leaf, Inner::Leaf) => self.leaf(base, ours, theirs, column, inline),
            _ => self.conflict(Some(ours), Some(theirs), column, inline),
        }
    }

    /// Tells that the present part is a claim.
    fn is_claim(&self) -> bool {
        self.path.len() == 3 && self.path[1] == "claims"
    }

    fn leaf(
        &mut self,
        base: Option<&Part>,
        ours: &Part,
        theirs: &Part,
        column: usize,
        inline: bool,
    ) -> Result<(), Unfit> {
        let trail = pick(base.map(|base| &*base.trail), &ours.trail, &theirs.trail);
        let mut open = pick(base.map(|base| &*base.open), &ours.open, &theirs.open);
        if open.is_none() && ours.value.is_some() && ours.value == theirs.value {
            open = Some(&*ours.open).filter(|open| is_worded_alike(open, &theirs.open));
        }
        let (Some(open), Some(trail)) = (open, trail) else {
            return self.conflict(Some(ours), Some(theirs), column, inline);
        };
        let lead = self.lead(base, ours, theirs);
        begin(&mut self.out, &lead, column, inline)?;
        indent(&mut self.out, &format!("{open}{trail}"), column);
        Ok(())
    }

    /// Returns what stands above a part that both sides have. Where they wrote different comments
    /// there, these alone are in conflict, and not the part.
    fn lead<'a>(
        &mut self,
        base: Option<&'a Part>,
        ours: &'a Part,
        theirs: &'a Part,
    ) -> Cow<'a, str> {
        let blank = |part: &Part| part.lead.trim().is_empty();
        if let Some(lead) = pick(base.map(|base| &*base.lead), &ours.lead, &theirs.lead) {
            return Cow::Borrowed(lead);
        }
        match self.pick {
            Pick::Theirs => Cow::Borrowed(&theirs.lead),
            Pick::Ours => Cow::Borrowed(&ours.lead),
            // Blank lines are nobody's loss.
            Pick::Mark if blank(theirs) => Cow::Borrowed(&ours.lead),
            Pick::Mark if blank(ours) => Cow::Borrowed(&theirs.lead),
            Pick::Mark => {
                self.path.push("comments".to_owned());
                self.disagree();
                self.path.pop();
                Cow::Owned(between_markers(&ours.lead, &theirs.lead))
            }
        }
    }

    fn block(
        &mut self,
        base: Option<&Part>,
        (ours, own): (&Part, &Block),
        (theirs, others): (&Part, &Block),
        column: usize,
        inline: bool,
    ) -> Result<(), Unfit> {
        let open = pick(base.map(|base| &*base.open), &ours.open, &theirs.open);
        let open = open.or(match self.pick {
            Pick::Mark => None,
            Pick::Ours => Some(&*ours.open),
            Pick::Theirs => Some(&*theirs.open),
        });
        let Some(open) = open else {
            self.disagree();
            return Err(Unfit::Inline);
        };
        if own.inline != others.inline {
            return Err(Unfit::Layout);
        }
        let lead = self.lead(base, ours, theirs);
        begin(&mut self.out, &lead, column, inline)?;
        indent(&mut self.out, open, column);
        let trail = pick(base.map(|base| &*base.trail), &ours.trail, &theirs.trail);
        let parts = base.map_or(&[][..], Part::parts);
        self.parts(
            order(parts, &own.parts, &others.parts, own.sort),
            own,
            column,
        )?;
        // Behind the last key of a file only comments stand: of two versions both are kept.
        if let Some(trail) = trail {
            self.out.push_str(trail);
        } else {
            self.out.push_str(&ours.trail);
            self.out.push_str(&theirs.trail);
        }
        Ok(())
    }

    /// Writes parts on lines of their own; tells how much was written.
    fn parts(&mut self, threes: Vec<Three>, block: &Block, column: usize) -> Result<usize, Unfit> {
        let start = self.out.len();
        for three in threes {
            let inline = block.inline && self.out.len() == start;
            self.part(three, column + block.step, inline)?;
        }
        Ok(self.out.len() - start)
    }

    /// Writes a list that is merged as a set; `None` where the versions are laid out too differently.
    fn set(
        &mut self,
        three: Three,
        sort: Sort,
        column: usize,
        inline: bool,
    ) -> Option<Result<(), Unfit>> {
        let filled = |part: Option<&'_ Part>| part.is_some_and(|part| !part.parts().is_empty());
        let readable = |part: Option<&Part>| part.is_none_or(|part| part.as_set().is_some());
        let Three { base, ours, theirs } = three;
        if !(readable(ours) && readable(theirs) && readable(base)) {
            return None;
        }
        let (own, others) = (
            ours.filter(|_| filled(ours)),
            theirs.filter(|_| filled(theirs)),
        );
        let Some(frame) = own.or(others) else {
            // Emptied on both sides, in other words.
            let kept = if theirs.is_some() { ours } else { None };
            return Some(kept.map_or(Ok(()), |ours| ours.write(&mut self.out, column, inline)));
        };
        let other = others.unwrap_or(frame);
        if std::mem::discriminant(&frame.inner) != std::mem::discriminant(&other.inner) {
            return None;
        }
        let known = base.filter(|_| ours.is_some() || theirs.is_some());
        let open = pick(known.map(|base| &*base.open), &frame.open, &other.open);
        let open = match frame.inner {
            Inner::Flow(..) => &*frame.open,
            _ => open?,
        };
        let parts = |part: Option<&'_ Part>| part.map_or(0, |part| part.parts().len());
        debug_assert!(parts(own) + parts(others) > 0);
        let threes = order(
            base.map_or(&[], Part::parts),
            own.map_or(&[], Part::parts),
            others.map_or(&[], Part::parts),
            sort,
        );
        let place = self.mark();
        let lead = self.lead(known, frame, other);
        let written = match &frame.inner {
            Inner::Flow(..) => {
                let trail = pick(known.map(|base| &*base.trail), &frame.trail, &other.trail)?;
                begin(&mut self.out, &lead, column, inline).and_then(|()| {
                    self.out.push_str(open);
                    let any = self.flow(threes)?;
                    indent(&mut self.out, trail, column);
                    Ok(any)
                })
            }
            Inner::Block(block) => begin(&mut self.out, &lead, column, inline).and_then(|()| {
                indent(&mut self.out, open, column);
                self.parts(threes, block, column)
            }),
            Inner::Leaf => return None,
        };
        match written {
            Ok(0) => self.back(place),
            Ok(_) => {}
            // An item in brackets is in conflict: the whole list has to show it.
            Err(Unfit::Inline) if !inline && self.pick == Pick::Mark => {
                self.back(place);
                return Some(self.lift(three, column));
            }
            Err(error) => return Some(Err(error)),
        }
        Some(Ok(()))
    }

    /// Writes items in brackets; tells how many.
    fn flow(&mut self, threes: Vec<Three>) -> Result<usize, Unfit> {
        let mut count = 0;
        for Three { base, ours, theirs } in threes {
            let is_base = |part: &Part| base.is_some_and(|base| base.open == part.open);
            let part = match (ours, theirs) {
                (Some(ours), Some(theirs)) if is_base(ours) => theirs,
                (Some(ours), Some(theirs)) if is_base(theirs) || ours.open == theirs.open => ours,
                (Some(ours), Some(theirs))
                    if ours.value == theirs.value && is_worded_alike(&ours.open, &theirs.open) =>
                {
                    ours
                }
                (Some(one), None) | (None, Some(one)) if base.is_none() => one,
                (Some(one), None) | (None, Some(one)) if is_base(one) => continue,
                _ => match (self.pick, ours, theirs) {
                    (Pick::Ours, Some(one), _) | (Pick::Theirs, _, Some(one)) => one,
                    (Pick::Mark, ..) => {
                        self.disagree();
                        return Err(Unfit::Inline);
                    }
                    _ => continue,
                },
            };
            match (count, part.lead.is_empty()) {
                (0, _) => {}
                (_, true) => self.out.push_str(", "),
                (_, false) => self.out.push_str(&part.lead),
            }
            self.out.push_str(&part.open);
            count += 1;
        }
        Ok(count)
    }

    /// Writes a part that has a conflict where no marker can stand: twice as a whole, merged but for
    /// what is in conflict.
    fn lift(&mut self, three: Three, column: usize) -> Result<(), Unfit> {
        if self.pick != Pick::Mark {
            return Err(Unfit::Layout);
        }
        let side = |pick| {
            let mut weaver = Self::new(pick);
            weaver.path.clone_from(&self.path);
            weaver.settle(three, column, false)?;
            Ok(weaver.out)
        };
        let (ours, theirs) = (side(Pick::Ours)?, side(Pick::Theirs)?);
        self.put(&ours, &theirs);
        Ok(())
    }

    /// Writes a part whose versions do not agree.
    fn conflict(
        &mut self,
        ours: Option<&Part>,
        theirs: Option<&Part>,
        column: usize,
        inline: bool,
    ) -> Result<(), Unfit> {
        self.disagree();
        let write = |part: Option<&Part>, out: &mut String| {
            part.map_or(Ok(()), |part| part.write(out, column, inline))
        };
        match self.pick {
            Pick::Ours => write(ours, &mut self.out),
            Pick::Theirs => write(theirs, &mut self.out),
            Pick::Mark if inline => Err(Unfit::Inline),
            Pick::Mark => {
                let [mut own, mut others] = [String::new(), String::new()];
                write(ours, &mut own)?;
                write(theirs, &mut others)?;
                self.put(&own, &others);
                Ok(())
            }
        }
    }

    /// Notes what is in conflict: the keys on the way to it, without those that every file has.
    fn disagree(&mut self) {
        let own = self.path.iter().skip(1).filter(|key| *key != "claims");
        let name = own.map(String::as_str).collect::<Vec<_>>().join(": ");
        if !self.conflicts.contains(&name) {
            self.conflicts.push(name);
        }
    }

    fn put(&mut self, ours: &str, theirs: &str) {
        self.out.push_str(&between_markers(ours, theirs));
    }

    fn mark(&self) -> usize {
        self.out.len()
    }

    fn back(&mut self, place: usize) {
        self.out.truncate(place);
    }
}

impl Sort {
    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

fn between_markers(ours: &str, theirs: &str) -> String {
    let marked = marked(ours.as_bytes(), theirs.as_bytes(), "\n");
    String::from_utf8_lossy(&marked).into_owned()
}

/// Returns what a text becomes that both sides may have changed; `None` when they differ.
fn pick<'a>(base: Option<&str>, ours: &'a str, theirs: &'a str) -> Option<&'a str> {
    if ours == theirs || base == Some(theirs) {
        Some(ours)
    } else if base == Some(ours) {
        Some(theirs)
    } else {
        None
    }
}

/// Tells that two texts differ in marks and blanks alone: neither has a word, comment or key that
/// the other has not.
fn is_worded_alike(one: &str, other: &str) -> bool {
    let word = |c: &char| c.is_alphanumeric();
    one.chars().filter(word).eq(other.chars().filter(word))
}
