//! Files of some blocks into one block: small blocks are joined, and what was replaced is left out.

use super::{Block, Packed, Texts, small};

/// What a block's codes are called in the new one.
#[derive(Default)]
struct Maps([Vec<u32>; 7]);

impl Block {
    /// Joins files of other blocks, in the order given: a block, and the file's number in it.
    #[must_use]
    pub fn gather<'b>(files: impl IntoIterator<Item = (&'b Block, usize)>) -> Self {
        let mut joined = Self::default();
        let mut maps = Maps::default();
        let mut before: Option<&Block> = None;
        for (block, file) in files {
            if before.is_none_or(|before| !std::ptr::eq(before, block)) {
                maps = Maps::default();
                before = Some(block);
            }
            joined.append(block, file, &mut maps);
        }
        joined.seal();
        joined
    }

    fn append(&mut self, other: &Self, file: usize, maps: &mut Maps) {
        let rows = other.rows(file);
        let rows = rows.start as usize..rows.end as usize;
        self.ids.append(&other.ids, rows.clone());
        self.quotes.append(&other.quotes, rows.clone());
        self.assertions.append(&other.assertions, rows.clone());
        self.names.append(&other.names, rows.clone());
        self.bodies.append(&other.bodies, rows.clone());
        let Maps([speakers, roles, orgs, vias, verdicts, tags, outlets]) = maps;
        self.speakers
            .append(&other.speakers, rows.clone(), speakers);
        self.roles.append(&other.roles, rows.clone(), roles);
        self.orgs.append(&other.orgs, rows.clone(), orgs);
        self.vias.append(&other.vias, rows.clone(), vias);
        self.verdicts
            .append(&other.verdicts, rows.clone(), verdicts);
        let first = rows
            .start
            .checked_sub(1)
            .map_or(0, |row| other.tag_span(row).end);
        let last = rows
            .end
            .checked_sub(1)
            .map_or(0, |row| other.tag_span(row).end);
        let offset = self.tags.codes.len();
        self.tags.append(&other.tags, first..last.max(first), tags);
        let ends = rows
            .clone()
            .map(|row| other.tag_span(row).end - first + offset);
        let ends = ends.map(small);
        self.tag_ends.change(|own| own.extend(ends));
        for (to, from) in [
            (&mut self.kinds, &other.kinds),
            (&mut self.attributions, &other.attributions),
            (&mut self.grades, &other.grades),
            (&mut self.flags, &other.flags),
        ] {
            to.change(|to| to.extend_from_slice(from.get(rows.clone()).unwrap_or_default()));
        }
        for (to, from) in [
            (&mut self.item_lines, &other.item_lines),
            (&mut self.lines, &other.lines),
        ] {
            to.change(|to| to.extend_from_slice(from.get(rows.clone()).unwrap_or_default()));
        }
        self.len += rows.len();
        for row in rows {
            copy(&mut self.packed, &other.packed, row);
        }
        copy_text(&mut self.paths, &other.paths, file);
        self.outlets.append(&other.outlets, file..file + 1, outlets);
        self.published
            .push(other.published.get(file).copied().unwrap_or_default());
        copy(&mut self.articles, &other.articles, file);
        copy(&mut self.problems, &other.problems, file);
        self.unkept
            .push(other.unkept.get(file).copied().unwrap_or(1));
        self.file_ends.push(small(self.len()));
    }
}

fn copy(to: &mut Packed, from: &Packed, row: usize) {
    to.push_with(|bytes| bytes.extend_from_slice(from.get(row)));
}

fn copy_text(to: &mut Texts, from: &Texts, row: usize) {
    to.append(from, row..row + 1);
}
