//! Paragraphs: a line each, or blocks between blank lines where the text is wrapped by hand.

use std::ops::Range;

/// Returns the paragraphs of a text, trimmed, none empty.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim();
        let at = start + (line.len() - line.trim_start().len()).min(line.len());
        lines.push(if body.is_empty() {
            start..start
        } else {
            at..at + body.len()
        });
        start += line.len();
    }
    if !is_wrapped(text, &lines) {
        return lines.into_iter().filter(|line| !line.is_empty()).collect();
    }
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        match blocks.last_mut() {
            _ if line.is_empty() => open = false,
            Some(block) if open => block.end = line.end,
            _ => {
                blocks.push(line);
                open = true;
            }
        }
    }
    blocks
}

/// Tells that lines were broken at a width: most lines that another one follows end within a sentence
/// and are about as long as the longest.
fn is_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    let (mut cut, mut whole) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        if line.is_empty() || next.is_empty() {
            continue;
        }
        let ends = text[line.clone()].ends_with(['.', '!', '?', ':', '”', '"', '’', '»', '…']);
        if !ends && (40..=100).contains(&line.len()) {
            cut += 1;
        } else {
            whole += 1;
        }
    }
    cut >= 3 && cut > whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        paragraphs(text)
            .into_iter()
            .map(|span| &text[span])
            .collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(cut("A.\n\n  B. \r\nC"), ["A.", "B.", "C"]);
        assert!(cut("\n \n").is_empty());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let line = "a line that was broken by hand at some sixty characters or";
        let text = format!("{line}\n{line}\n{line}\n{line}\nend.\n\nNext one.\n");
        assert_eq!(cut(&text).len(), 2);
    }
}
