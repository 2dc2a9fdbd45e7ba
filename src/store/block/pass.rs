//! Going through all texts of a column. Those that were kept are read a stretch at a time into a buffer
//! that is used again: memory that nobody has touched is slow to fill.

use std::cell::RefCell;
use std::ops::Range;

use super::column::PIECE;
use super::{Block, Texts};

/// Rows that are best gone through at a time: what they take stays in a core's own memory.
pub(in crate::store) const STRETCH: usize = 512;

/// One way through the texts of a column.
pub(in crate::store) struct Pass<'t> {
    texts: &'t Texts,
    /// All of them, when they are at hand.
    whole: Option<&'t str>,
}

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

impl Texts {
    /// Begins a way through all texts. Who comes a second time will come again: for him they are read
    /// to stay.
    pub(in crate::store) fn pass(&self) -> Pass<'_> {
        let whole = self.pool.is_here_or_wanted().then(|| self.pool());
        Pass { texts: self, whole }
    }

    /// Begins a way through a few texts, after which nobody need come again.
    pub(super) fn glance(&self) -> Pass<'_> {
        let whole = self.pool.is_here().then(|| self.pool());
        Pass { texts: self, whole }
    }
}

impl Block {
    /// Reads to stay what somebody has gone through, before he comes again.
    pub(in crate::store) fn settle(&self) {
        for texts in [&self.ids, &self.names, &self.bodies] {
            texts.pool.settle();
        }
    }
}

impl Pass<'_> {
    /// Calls `look` with the texts of some rows in one piece, and with the byte of the pool at which
    /// they begin.
    pub(in crate::store) fn rows<R>(
        &self,
        rows: Range<usize>,
        look: impl FnOnce(&str, usize) -> R,
    ) -> R {
        let texts = self.texts;
        let span = texts.span(rows.clone());
        let start = span.start;
        if let Some(whole) = self.whole {
            return look(whole.get(span).unwrap_or_default(), start);
        }
        let pieces = rows.start / PIECE..rows.end.div_ceil(PIECE);
        let ends: Vec<usize> = pieces
            .clone()
            .map(|piece| texts.span(0..((piece + 1) * PIECE).min(texts.len())).end)
            .collect();
        let first = texts.span(0..pieces.start * PIECE).end;
        let mut buffer = BUFFER.take();
        let all = texts.pool.pieces(pieces.start, first, &ends, &mut buffer);
        let own = all.get(start - first..span.end - first);
        let found = look(own.unwrap_or_default(), start);
        BUFFER.set(buffer);
        found
    }
}
