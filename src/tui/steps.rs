//! Undo and redo inside a text: typing is taken back a word at a time, all else as it was done.

use ratatui_textarea::TextArea;

/// How many changes of a text are remembered.
pub const REMEMBERED: usize = 5_000;

/// Takes the last change of a text back; tells that there was one.
pub fn undo(area: &mut TextArea<'_>) -> bool {
    step(area, TextArea::undo, TextArea::redo)
}

/// Makes the change taken back last once more; tells that there was one.
pub fn redo(area: &mut TextArea<'_>) -> bool {
    step(area, TextArea::redo, TextArea::undo)
}

type Go<'a> = fn(&mut TextArea<'a>) -> bool;

/// Goes on while single characters come or go, up to the blank after a word.
fn step<'a>(area: &mut TextArea<'a>, go: Go<'a>, back: Go<'a>) -> bool {
    let mut text = joined(area);
    if !go(area) {
        return false;
    }
    let mut now = joined(area);
    let mut last = single(&text, &now);
    while let Some((grows, of_word)) = last {
        text = now;
        if !go(area) {
            break;
        }
        now = joined(area);
        let next = single(&text, &now);
        let goes_on = |(also, word): (bool, bool)| also == grows && (word || !of_word);
        if !next.is_some_and(goes_on) {
            back(area);
            break;
        }
        last = next;
    }
    true
}

fn joined(area: &TextArea<'_>) -> String {
    area.lines().join("\n")
}

/// Where one character came or went: that it came, and that it belongs to a word. A new line is no
/// character.
fn single(before: &str, after: &str) -> Option<(bool, bool)> {
    let grows = after.len() > before.len();
    let (short, long) = if grows {
        (before, after)
    } else {
        (after, before)
    };
    let same = short.chars().zip(long.chars()).take_while(|(a, b)| a == b);
    let at: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let other = long[at..].chars().next()?;
    let only = short[at..] == long[at + other.len_utf8()..];
    (only && other != '\n').then(|| (grows, !other.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TextArea<'static> {
        let mut area = TextArea::default();
        for c in text.chars() {
            area.insert_char(c);
        }
        area
    }

    #[test]
    fn typing_is_taken_back_a_word_at_a_time_and_made_again() {
        let mut area = typed("two words, Größe 漢字");
        let mut seen = vec![joined(&area)];
        while undo(&mut area) {
            seen.push(joined(&area));
        }
        let all = [
            "two words, Größe 漢字",
            "two words, Größe ",
            "two words, ",
            "two ",
            "",
        ];
        assert_eq!(seen, all);
        for text in all.iter().rev().skip(1) {
            assert!(redo(&mut area), "{text}");
        }
        assert_eq!(joined(&area), all[0]);
        assert!(!redo(&mut area));
    }

    #[test]
    fn what_was_pasted_or_broken_goes_by_itself() {
        let mut area = typed("ab");
        area.insert_str("one\ntwo three");
        area.insert_newline();
        area.insert_char('x');
        for text in ["abone\ntwo three\n", "abone\ntwo three", "ab", ""] {
            assert!(undo(&mut area));
            assert_eq!(joined(&area), text);
        }
    }

    #[test]
    fn what_was_erased_comes_back() {
        let mut area = typed("keep this");
        for _ in 0..4 {
            area.delete_char();
        }
        assert!(undo(&mut area));
        assert_eq!(joined(&area), "keep this");
    }
}
