//! Naming while writing: what `@` offers of the speakers, and `#` of the tags; and the same in fields that
//! are names. Knows nothing of drawing.

use ratatui_textarea::{CursorMove, TextArea};

use crate::store::{Store, tags};
use crate::text::fold::{fold, words};

/// How many names are offered at a time.
const OFFERED: usize = 6;

/// A name that can be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As it is put in.
    pub name: String,
    /// How many claims are his, or have it.
    pub claims: usize,
    /// What it is found by, folded: itself and other spellings.
    keys: Vec<String>,
}

/// Where a sign stands: the line and the column, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    line: usize,
    column: usize,
}

/// Which names are offered in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// None.
    #[default]
    None,
    /// Behind `@` speakers, behind `#` tags.
    Signs,
    /// Speakers: the field is the name of one.
    Speaker,
    /// Tags, separated by commas.
    Tags,
}

/// The names offered for a sign that was typed, or for the name that a field is.
#[derive(Debug)]
pub struct Mention {
    /// Where the sign stands.
    pub place: Place,
    /// In which kind of field.
    pub naming: Naming,
    /// The row under the cursor.
    pub cursor: usize,
    /// The cursor was moved.
    moved: bool,
    all: Vec<Named>,
    offered: Vec<usize>,
}

impl Mention {
    /// Returns what is offered for the sign before the cursor, if there is one and a name fits.
    #[must_use]
    pub fn of(store: &Store, naming: Naming, area: &TextArea<'_>) -> Option<Self> {
        let (place, sign, _) = before(naming, area)?;
        let mut new = Self {
            place,
            naming,
            cursor: 0,
            moved: false,
            all: if sign == '@' {
                speakers(store)
            } else {
                all_tags(store, naming == Naming::Tags)
            },
            offered: Vec::new(),
        };
        new.narrow(area).then_some(new)
    }

    /// Takes up what stands behind the sign now; tells that something is still offered for it.
    pub fn narrow(&mut self, area: &TextArea<'_>) -> bool {
        let Some((place, _, typed)) = before(self.naming, area) else {
            return false;
        };
        let typed = fold(&typed);
        let ranked = self.all.iter().enumerate();
        let mut ranked: Vec<(usize, usize)> = ranked
            .filter_map(|(at, named)| Some((rank(named, &typed)?, at)))
            .collect();
        ranked.sort_unstable();
        let offered: Vec<usize> = ranked.into_iter().map(|(_, at)| at).take(OFFERED).collect();
        if offered != self.offered {
            self.cursor = 0;
            self.moved = false;
        }
        self.offered = offered;
        let whole = |&at: &usize| self.all[at].keys.first() == Some(&typed);
        let done = self.offered.len() == 1 && self.offered.iter().all(whole);
        place == self.place && !self.offered.is_empty() && !done
    }

    /// Returns the names offered, the likeliest first.
    #[must_use]
    pub fn offered(&self) -> impl ExactSizeIterator<Item = &Named> {
        self.offered.iter().map(|&at| &self.all[at])
    }

    /// Tells that a name is chosen. What is typed into a field that is a name may be a new one: none is
    /// until the cursor goes to it.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.moved || self.naming == Naming::Signs
    }

    /// Moves the cursor, round at the ends; the first step chooses the first name, or the last.
    pub fn move_by(&mut self, by: isize) {
        let len = self.offered.len().max(1);
        if self.is_chosen() || by < 0 {
            self.cursor = (self.cursor + len).saturating_add_signed(by) % len;
        }
        self.moved = true;
    }

    /// Puts the name under the cursor in place of what is typed behind the sign.
    pub fn put(&self, area: &mut TextArea<'_>) {
        let named = self.offered().nth(self.cursor);
        let (Some(named), Some((_, _, typed))) = (named, before(self.naming, area)) else {
            return;
        };
        let chars = typed.chars().count();
        for _ in 0..chars {
            area.move_cursor(CursorMove::Back);
        }
        area.delete_str(chars);
        area.insert_str(&named.name);
    }
}

impl Naming {
    /// Returns the place of the sign, or of the beginning of the name, that the text before the cursor
    /// belongs to, if any.
    #[must_use]
    pub fn place(self, area: &TextArea<'_>) -> Option<Place> {
        before(self, area).map(|(place, ..)| place)
    }
}

/// Returns where what is named before the cursor begins, as which sign, and what is typed of it.
fn before(naming: Naming, area: &TextArea<'_>) -> Option<(Place, char, String)> {
    let (line, column) = (area.cursor().0, area.cursor().1);
    let text = area.lines().get(line)?;
    let head: Vec<char> = text.chars().take(column).collect();
    let named = |begin: usize, sign: char| {
        let blanks = head[begin..].iter().take_while(|c| c.is_whitespace());
        let begin = begin + blanks.count();
        let typed: String = head[begin..].iter().collect();
        let place = Place {
            line,
            column: begin,
        };
        let at_end = column == text.chars().count();
        (at_end && !typed.is_empty()).then_some((place, sign, typed))
    };
    match naming {
        Naming::None => None,
        Naming::Signs => behind_sign(line, &head),
        Naming::Speaker => named(0, '@'),
        Naming::Tags => {
            let comma = head.iter().rposition(|&c| c == ',');
            named(comma.map_or(0, |at| at + 1), '#')
        }
    }
}

/// Returns the last sign in the head of a line, and what is typed behind it. A sign begins a word; a tag
/// has no blank.
fn behind_sign(line: usize, head: &[char]) -> Option<(Place, char, String)> {
    let at = head.iter().rposition(|c| matches!(c, '@' | '#'))?;
    let in_word = at > 0 && head[at - 1].is_alphanumeric();
    let (sign, typed) = (head[at], &head[at + 1..]);
    let blank = |c: &char| c.is_whitespace();
    let ended = match sign {
        '#' => typed.iter().any(blank),
        _ => typed.first().is_some_and(blank),
    };
    let place = Place { line, column: at };
    (!in_word && !ended).then(|| (place, sign, typed.iter().collect()))
}

/// Returns how well a name fits: 0 where it begins so, 1 where another spelling or a later word does.
fn rank(named: &Named, typed: &str) -> Option<usize> {
    if named.keys.first()?.starts_with(typed) {
        return Some(0);
    }
    let fits = |key: &String| words(key).any(|word| key[word.start..].starts_with(typed));
    named.keys.iter().any(fits).then_some(1)
}

fn speakers(store: &Store) -> Vec<Named> {
    let speakers = store.speakers().map(|speaker| Named {
        name: speaker.name().to_owned(),
        claims: speaker.claims().len(),
        keys: [speaker.name()]
            .into_iter()
            .chain(speaker.aliases())
            .map(fold)
            .collect(),
    });
    let mut speakers: Vec<Named> = speakers.collect();
    speakers.sort_by_key(|named| std::cmp::Reverse(named.claims));
    speakers
}

fn all_tags(store: &Store, blanks: bool) -> Vec<Named> {
    let tags = tags(store).into_iter().map(|(tag, claims)| Named {
        name: tag.to_owned(),
        claims,
        keys: vec![fold(tag)],
    });
    // In a text, what has a blank in it can not be told from what follows it.
    tags.filter(|named| blanks || !named.name.contains(char::is_whitespace))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Option<(char, String)> {
        typed_into(Naming::Signs, text)
    }

    fn typed_into(naming: Naming, text: &str) -> Option<(char, String)> {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        before(naming, &area).map(|(_, sign, typed)| (sign, typed))
    }

    #[test]
    fn a_sign_begins_a_word_and_reaches_to_the_cursor() {
        let found = |sign, text: &str| Some((sign, text.to_owned()));
        assert_eq!(typed("@"), found('@', ""));
        assert_eq!(typed("asked @Tom Ser"), found('@', "Tom Ser"));
        assert_eq!(typed("(#chi"), found('#', "chi"));
        assert_eq!(typed("@one\n#two"), found('#', "two"));
        assert_eq!(typed("Größe @é"), found('@', "é"));
        for none in ["", "me@example", "C#", "#1 reason", "@ noon", "@a\nb"] {
            assert_eq!(typed(none), None, "{none}");
        }
    }

    #[test]
    fn a_field_that_is_a_name_needs_no_sign() {
        let found = |sign, text: &str| Some((sign, text.to_owned()));
        assert_eq!(
            typed_into(Naming::Speaker, "Tom Ser"),
            found('@', "Tom Ser")
        );
        assert_eq!(typed_into(Naming::Tags, "ai, big t"), found('#', "big t"));
        assert_eq!(typed_into(Naming::Tags, "ai, "), None);
        assert_eq!(typed_into(Naming::Speaker, ""), None);
        assert_eq!(typed_into(Naming::None, "@Tom"), None);
    }

    #[test]
    fn names_that_begin_so_come_before_those_with_such_a_word() {
        let named = |keys: &[&str]| Named {
            name: String::new(),
            claims: 0,
            keys: keys.iter().map(|&key| key.to_owned()).collect(),
        };
        assert_eq!(rank(&named(&["tom serres"]), "tom s"), Some(0));
        assert_eq!(rank(&named(&["tom serres"]), "ser"), Some(1));
        assert_eq!(rank(&named(&["tom serres", "t. serres"]), "t."), Some(1));
        assert_eq!(rank(&named(&["tom serres"]), "om"), None);
    }
}
