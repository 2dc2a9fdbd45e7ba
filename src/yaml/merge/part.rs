//! A file as a tree of parts, each with the bytes that are its own: comments above, text, comment
//! behind. Put together again they are the file. Knows nothing of a second version.

use jiff::Timestamp;

use crate::yaml::shape::Keys;

/// A key with its value, an item of a list, or the whole file.
#[derive(Debug)]
pub(super) struct Part {
    /// What it is known by among its siblings, whatever its place.
    pub key: String,
    /// The blank and comment lines above it.
    pub lead: String,
    /// Its text; of a part with parts, what stands before them. Later lines are without the
    /// indentation of the first.
    pub open: String,
    /// What it is made of.
    pub inner: Inner,
    /// What stands behind it: a comment and the line's end, or a closing bracket.
    pub trail: String,
    /// What the format reads it as, where it does: the same for the same value in other words.
    pub value: Option<String>,
    /// Of a log entry: when, and by whom.
    pub time: Option<(Timestamp, String)>,
}

/// What a part is made of.
#[derive(Debug)]
pub(super) enum Inner {
    /// Nothing smaller.
    Leaf,
    /// Parts on lines of their own.
    Block(Block),
    /// A list in brackets on one line; a part's lead is the comma before it.
    Flow(Sort, Vec<Part>),
}

/// Parts on lines of their own.
#[derive(Debug)]
pub(super) struct Block {
    /// What the parts are.
    pub sort: Sort,
    /// The first one stands behind the part's dash.
    pub inline: bool,
    /// How far they stand behind the part itself.
    pub step: usize,
    /// The parts.
    pub parts: Vec<Part>,
}

/// What the parts of a part are, which says how they are merged.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    /// Keys, with the table that has their order, if any.
    Map(Option<&'static dyn Keys>),
    /// The claims.
    Claims,
    /// A set: what one side adds is added, what one side removes is removed.
    Set,
    /// The log: a set ordered by time.
    Log,
}

impl std::fmt::Debug for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Map(_) => "Map",
            Self::Claims => "Claims",
            Self::Set => "Set",
            Self::Log => "Log",
        })
    }
}

impl Part {
    /// Returns its parts.
    pub fn parts(&self) -> &[Part] {
        match &self.inner {
            Inner::Leaf => &[],
            Inner::Block(Block { parts, .. }) | Inner::Flow(_, parts) => parts,
        }
    }

    /// Returns what its parts are, when it is a list that is merged as a set.
    pub fn as_set(&self) -> Option<Sort> {
        match &self.inner {
            Inner::Block(Block { sort, .. }) | Inner::Flow(sort, _) => {
                matches!(sort, Sort::Set | Sort::Log).then_some(*sort)
            }
            Inner::Leaf => None,
        }
    }

    /// Tells that two versions of a part have the same bytes, indentation apart.
    pub fn same(&self, other: &Self) -> bool {
        self.lead == other.lead && self.same_below(other)
    }

    /// As [`Part::same`], whatever stands above them.
    pub fn same_below(&self, other: &Self) -> bool {
        let kind = std::mem::discriminant(&self.inner) == std::mem::discriminant(&other.inner);
        let (own, others) = (self.parts(), other.parts());
        kind && self.key == other.key
            && self.open == other.open
            && self.trail == other.trail
            && own.len() == others.len()
            && own.iter().zip(others).all(|(own, other)| own.same(other))
    }

    /// Tells that the part, with the comments above it, says what another version said.
    pub fn unchanged(&self, other: &Self) -> bool {
        let comments = |part: &Self| -> Vec<String> {
            let lines = part.lead.lines().map(str::trim);
            lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect()
        };
        self.same_below(other) && comments(self) == comments(other)
    }

    /// Writes it at a column; `inline` where it stands behind a dash.
    ///
    /// # Errors
    /// Something would have to stand between a dash and what is behind it.
    pub fn write(&self, out: &mut String, column: usize, inline: bool) -> Result<(), super::Unfit> {
        begin(out, &self.lead, column, inline)?;
        match &self.inner {
            Inner::Leaf => indent(out, &format!("{}{}", self.open, self.trail), column),
            Inner::Flow(_, parts) => {
                out.push_str(&self.open);
                for part in parts {
                    out.push_str(&part.lead);
                    out.push_str(&part.open);
                }
                indent(out, &self.trail, column);
            }
            Inner::Block(block) => {
                indent(out, &self.open, column);
                for (at, part) in block.parts.iter().enumerate() {
                    part.write(out, column + block.step, block.inline && at == 0)?;
                }
                out.push_str(&self.trail);
            }
        }
        Ok(())
    }
}

/// Writes what stands before a part.
///
/// # Errors
/// Something would have to stand between a dash and what is behind it.
pub(super) fn begin(
    out: &mut String,
    lead: &str,
    column: usize,
    inline: bool,
) -> Result<(), super::Unfit> {
    if inline {
        return if lead.is_empty() {
            Ok(())
        } else {
            Err(super::Unfit::Layout)
        };
    }
    out.push_str(lead);
    out.extend(std::iter::repeat_n(' ', column));
    Ok(())
}

/// Writes a text whose later lines are without their indentation; blank lines have none.
pub(super) fn indent(out: &mut String, text: &str, column: usize) {
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at > 0 && !line.trim().is_empty() {
            out.extend(std::iter::repeat_n(' ', column));
        }
        out.push_str(line);
    }
}

/// Returns a text whose later lines have lost their indentation, as [`indent`] gives it back;
/// `None` where a line has less.
pub(super) fn dedent(text: &str, column: usize) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at == 0 || line.trim().is_empty() {
            out.push_str(line);
        } else {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            out.push_str(line.get(column..).filter(|_| blanks >= column)?);
        }
    }
    Some(out)
}
