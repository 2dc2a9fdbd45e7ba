//! The card of the first start: what this is, and the keys to begin with. Any key takes it away.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use super::header::fit;
use crate::text::width;
use crate::tui::actions::action;
use crate::tui::state::State;

/// The actions to begin with, and what each is good for.
const ROWS: [(&str, &str); 7] = [
    ("filter", "filter: words, who:name, cred:4..5"),
    ("open", "open the claim under the cursor"),
    ("annotate", "note something on it"),
    ("credibility", "grade what is said, 1 to 6"),
    ("view-speakers", "who says what; 1 to 8 are the views"),
    ("help", "the keys that work here"),
    ("palette", "everything, by name"),
];

const WIDE: u16 = 50;

/// Draws it above the bottom line, right.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let theme = &state.setting.theme;
    let screen = frame.area();
    let mut lines = vec![Line::styled(
        " Who said what, and how far to believe it.",
        theme.text,
    )];
    for (name, what) in ROWS {
        let key = action(name).and_then(|action| state.setting.keymap.key_of(action));
        if let Some(key) = key {
            lines.push(Line::from(vec![
                Span::styled(format!(" {}", width::pad(&key, 6)), theme.key),
                Span::styled(what, theme.text),
            ]));
        }
    }
    lines.push(Line::styled(
        " any key goes on; this is shown once",
        theme.dim,
    ));
    let high = u16::try_from(lines.len() + 2).unwrap_or(screen.height);
    let (wide, high) = (
        WIDE.min(screen.width),
        high.min(screen.height.saturating_sub(1)),
    );
    let area = Rect {
        x: screen.width - wide,
        y: screen.height.saturating_sub(high + 1),
        width: wide,
        height: high,
    };
    let title = Span::styled(" welcome to onrecord ", theme.title);
    let block = Block::bordered().border_style(theme.focus).title(title);
    let inner = block.inner(area);
    let room = usize::from(inner.width);
    let lines: Vec<Line<'static>> = lines
        .into_iter()
        .map(|line| Line::from(fit(line.spans, room)).style(line.style))
        .collect();
    frame.render_widget(Clear, area);
    frame.render_widget(block, area);
    frame.render_widget(Paragraph::new(lines), inner);
}
