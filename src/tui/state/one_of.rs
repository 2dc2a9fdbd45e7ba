//! A field that takes one of a few words: letters and arrows choose, nothing else can be typed.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The words such a field takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOf {
    /// The words, in order.
    pub words: Vec<String>,
    /// It may also be left empty.
    pub optional: bool,
    /// The letters typed since the last other key: the beginning of a word.
    typed: String,
}

impl OneOf {
    /// Returns the choice among words.
    #[must_use]
    pub fn new(words: Vec<String>, optional: bool) -> Self {
        Self {
            words,
            optional,
            typed: String::new(),
        }
    }

    /// Returns what stands in the field after a key; nothing when the key chooses nothing.
    pub fn press(&mut self, key: KeyEvent, now: &str) -> Option<String> {
        let plain = !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(letter) if plain && letter != ' ' => self.type_letter(letter, now),
            KeyCode::Left | KeyCode::Up => self.step(now, false),
            KeyCode::Right | KeyCode::Down | KeyCode::Char(' ') if plain => self.step(now, true),
            KeyCode::Backspace | KeyCode::Delete if self.optional => {
                self.typed.clear();
                Some(String::new())
            }
            _ => None,
        }
    }

    /// Letters after one another are the beginning of a word; one that is not begins anew. The same
    /// letter again goes to the next word that begins with it.
    fn type_letter(&mut self, letter: char, now: &str) -> Option<String> {
        let letter = letter.to_lowercase().to_string();
        let longer = format!("{}{letter}", self.typed);
        if let Some(word) = self.beginning(&longer).first().cloned() {
            self.typed = longer;
            return Some(word);
        }
        let begins = self.beginning(&letter);
        let at = begins.iter().position(|word| *word == now);
        let at = at.map_or(0, |at| (at + 1) % begins.len());
        let word = begins.get(at)?.clone();
        self.typed = letter;
        Some(word)
    }

    fn beginning(&self, typed: &str) -> Vec<String> {
        let words = self.words.iter();
        words
            .filter(|word| word.starts_with(typed))
            .cloned()
            .collect()
    }

    /// The word after, or before, the one that stands there; empty is one of them where it may be.
    fn step(&mut self, now: &str, forward: bool) -> Option<String> {
        self.typed.clear();
        let none = String::new();
        let all: Vec<&String> = self
            .optional
            .then_some(&none)
            .into_iter()
            .chain(&self.words)
            .collect();
        let len = all.len();
        let at = all.iter().position(|word| *word == now);
        let at = match (at, forward) {
            (Some(at), true) => (at + 1) % len,
            (Some(at), false) => (at + len - 1) % len,
            (None, _) => 0,
        };
        all.get(at).map(|word| (*word).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use KeyCode::{Backspace, Down, Left, Right, Up};

    fn after(keys: &[KeyCode], optional: bool, from: &str) -> String {
        let words = ["fact", "figure", "prediction", "commitment"];
        let mut one = OneOf::new(words.map(str::to_owned).to_vec(), optional);
        keys.iter().fold(from.to_owned(), |now, key| {
            one.press(KeyEvent::from(*key), &now).unwrap_or(now)
        })
    }

    #[test]
    fn letters_and_arrows_choose_and_nothing_else_can_be_typed() {
        let typed = |text: &str| text.chars().map(KeyCode::Char).collect::<Vec<_>>();
        for (keys, word) in [
            ("f", "fact"),
            ("ff", "figure"),
            ("fff", "fact"),
            ("fi", "figure"),
            ("prediction", "prediction"),
            ("predictionf", "fact"),
            ("Fig", "figure"),
            ("x", ""),
            ("c", "commitment"),
        ] {
            assert_eq!(after(&typed(keys), true, ""), word, "{keys}");
        }
        assert_eq!(after(&[Down, Right], true, ""), "figure");
        assert_eq!(after(&[Up], true, ""), "commitment");
        assert_eq!(after(&[Left], false, "fact"), "commitment");
        assert_eq!(after(&[Backspace], true, "fact"), "");
        assert_eq!(after(&[Backspace], false, "fact"), "fact");
        assert_eq!(after(&[Right], true, "not a kind"), "");
    }
}
