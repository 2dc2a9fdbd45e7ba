//! Keys that type into a picker, or pick by letter.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::state::{Choice, Picker};

/// Types into the picker, or returns the choice that a letter makes at once.
pub fn into_picker(picker: &mut Picker, key: KeyEvent) -> Option<Choice> {
    let plain = !key
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    match (key.code, &mut picker.typed) {
        (KeyCode::Char(letter), None) if plain => pick_by_letter(picker, letter),
        (KeyCode::Char(letter), Some(typed)) if plain => {
            typed.push(letter);
            picker.cursor = 0;
            picker.narrow();
            None
        }
        (KeyCode::Backspace, Some(typed)) if !typed.is_empty() => {
            typed.pop();
            picker.narrow();
            None
        }
        (KeyCode::Backspace, None) => picker.clear.clone(),
        _ => None,
    }
}

/// Picks by letter; when they are no item's letter `j` and `k` move, and Space takes the line under the
/// cursor.
fn pick_by_letter(picker: &mut Picker, letter: char) -> Option<Choice> {
    let choice = picker.by_key(letter);
    if choice.is_none() {
        let last = picker.lines().saturating_sub(1);
        match letter {
            'j' => picker.cursor = (picker.cursor + 1).min(last),
            'k' => picker.cursor = picker.cursor.saturating_sub(1),
            ' ' => return picker.picked(),
            _ => {}
        }
    }
    choice
}
