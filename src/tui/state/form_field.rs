//! One field of a form: its text, what belongs into it, what may be typed.

use crossterm::event::KeyEvent;
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::super::steps::REMEMBERED;
use super::mention::Naming;
use super::one_of::OneOf;
use crate::text::clean::{clean, hidden};

/// One field of a form.
#[derive(Debug)]
pub struct FormField {
    /// Its name, as in the file.
    pub label: &'static str,
    /// What belongs into it.
    pub doc: String,
    /// More than one line.
    pub multiline: bool,
    /// Which names are offered in it.
    pub naming: Naming,
    /// It takes one of a few words.
    pub one_of: Option<OneOf>,
    /// The text.
    pub area: TextArea<'static>,
}

impl FormField {
    /// Returns a field of one line.
    #[must_use]
    pub fn line(label: &'static str, doc: &str, text: &str) -> Self {
        Self::new(label, doc, text, false)
    }

    /// Returns a field of several lines.
    #[must_use]
    pub fn lines(label: &'static str, doc: &str, text: &str) -> Self {
        Self::new(label, doc, text, true)
    }

    fn new(label: &'static str, doc: &str, text: &str, multiline: bool) -> Self {
        let mut field = Self {
            label,
            doc: doc.to_owned(),
            multiline,
            naming: Naming::None,
            one_of: None,
            area: TextArea::default(),
        };
        field.set(text);
        field
    }

    /// Has `@` and `#` offer speakers and tags in it.
    #[must_use]
    pub fn naming(mut self) -> Self {
        self.naming = Naming::Signs;
        self
    }

    /// Has what is typed be a name: of a speaker, or of tags.
    #[must_use]
    pub fn of(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self
    }

    /// Returns a field that takes one of a few words.
    #[must_use]
    pub fn one_of(label: &'static str, doc: &str, one_of: OneOf, text: &str) -> Self {
        Self {
            one_of: Some(one_of),
            ..Self::line(label, doc, text)
        }
    }

    /// Takes a key that chooses among its words; tells that it is such a field.
    pub fn choose(&mut self, key: KeyEvent) -> bool {
        let now = self.area.lines().join("");
        let Some(one_of) = &mut self.one_of else {
            return false;
        };
        if let Some(word) = one_of.press(key, &now) {
            self.set(&word);
        }
        true
    }

    /// Puts another text in, the cursor at its end.
    pub fn set(&mut self, text: &str) {
        let lines = if self.multiline {
            text.split('\n').map(str::to_owned).collect()
        } else {
            vec![text.replace('\n', " ")]
        };
        self.area = TextArea::new(lines);
        self.area.set_max_histories(REMEMBERED);
        self.area.set_cursor_line_style(Style::default());
        self.area.set_wrap_mode(if self.multiline {
            WrapMode::WordOrGlyph
        } else {
            WrapMode::None
        });
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Returns the field as it may be drawn, when its text holds what can not be seen: with marks in
    /// place of that, the cursor at its place. The text itself stays as it is until it is edited.
    #[must_use]
    pub fn shown(&self) -> Option<TextArea<'static>> {
        let hides = |line: &String| hidden(line).next().is_some();
        if !self.area.lines().iter().any(hides) {
            return None;
        }
        let (row, column) = (self.area.cursor().0, self.area.cursor().1);
        let mut place = 0;
        let lines = self.area.lines().iter().enumerate().map(|(at, line)| {
            if at != row {
                return clean(line).into_owned();
            }
            // Each part by itself, so that the cursor stands between the same two characters.
            let cut = line.char_indices().nth(column);
            let (head, tail) = line.split_at(cut.map_or(line.len(), |(at, _)| at));
            let head = clean(head);
            place = head.chars().count();
            format!("{head}{}", clean(tail))
        });
        let mut shown = TextArea::new(lines.collect());
        shown.set_wrap_mode(self.area.wrap_mode());
        shown.set_cursor_line_style(Style::default());
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        shown.move_cursor(CursorMove::Jump(number(row), number(place)));
        Some(shown)
    }

    /// Returns the text, trailing white space left out; `None` when there is none.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let text = self.area.lines().join("\n");
        let text = text.trim_end();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_seen_is_drawn_as_marks_and_kept_as_it_is() {
        let text = "a\u{1b}]0;x\u{7}\nb\u{200b}c\u{202e}";
        let mut field = FormField::lines("note", "", text);
        let shown = field.shown().unwrap();
        assert_eq!(shown.lines(), ["a<ESC>]0;x<U+0007>", "b<U+200B>c<U+202E>"]);
        assert_eq!(shown.cursor().1, "b<U+200B>c<U+202E>".len());
        assert_eq!(field.text().as_deref(), Some(text));
        field.area.move_cursor(CursorMove::Back);
        let cursor = field.shown().unwrap().cursor();
        assert_eq!((cursor.0, cursor.1), (1, "b<U+200B>c".len()));
    }

    #[test]
    fn what_can_be_seen_is_drawn_as_it_is() {
        for text in [
            "plain",
            "tab\there",
            "Ștefan “said” 漢字",
            "می\u{200c}خواهم",
            "",
        ] {
            assert!(
                FormField::lines("note", "", text).shown().is_none(),
                "{text}"
            );
        }
    }
}
