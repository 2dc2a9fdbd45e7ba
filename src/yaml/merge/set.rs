//! Lists of a claim that are merged as sets: what one side adds is added, what one side takes away
//! is gone, whatever the other side did to the rest.

use super::Unfit;
use super::order::{Three, order};
use super::part::{Inner, Part, Sort, begin, indent};
use super::weave::{Pick, Weaver, is_worded_alike, pick};

impl Weaver {
    /// Writes a list that is merged as a set; `None` where the versions are laid out too differently.
    pub fn set(
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
        let threes = order(
            base.map_or(&[], Part::parts),
            own.map_or(&[], Part::parts),
            others.map_or(&[], Part::parts),
            sort,
        );
        let place = self.out.len();
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
            Ok(0) => self.out.truncate(place),
            Ok(_) => {}
            // An item in brackets is in conflict: the whole list has to show it.
            Err(Unfit::Inline) if !inline && self.pick == Pick::Mark => {
                self.out.truncate(place);
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
}
