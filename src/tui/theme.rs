//! Colours by role. A theme is one row; meaning is never by colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::model::{Credibility, Grade, Integrity};

/// The styles of every role on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Its name in the config.
    pub name: &'static str,
    /// Running text.
    pub text: Style,
    /// Secondary text: labels, counts, hints.
    pub dim: Style,
    /// Titles of panes and popups.
    pub title: Style,
    /// The tab of the view that is shown.
    pub tab: Style,
    /// The border of the pane that has the keys.
    pub focus: Style,
    /// Names of speakers.
    pub speaker: Style,
    /// Keys in the footer and in help.
    pub key: Style,
    /// What the filter matched.
    pub matched: Style,
    /// The row under the cursor.
    pub cursor: Style,
    /// Marked rows.
    pub marked: Style,
    /// Words that are not the speaker's own.
    pub relayed: Style,
    /// Something done.
    pub good: Style,
    /// Something to mind.
    pub warning: Style,
    /// Something wrong.
    pub error: Style,
    /// By credibility, 1 to 6.
    pub credibility: [Style; 6],
}

const fn fg(color: Color) -> Style {
    Style::new().fg(color)
}

const fn rgb(hex: u32) -> Style {
    let [_, red, green, blue] = hex.to_be_bytes();
    fg(Color::Rgb(red, green, blue))
}

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const ITALIC: Style = Style::new().add_modifier(Modifier::ITALIC);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const DIM: Style = Style::new().add_modifier(Modifier::DIM);

/// The user's own sixteen colours: right on dark and light backgrounds alike. No bright black, which
/// some palettes have as their background.
const TERMINAL: Theme = Theme {
    name: "terminal",
    text: Style::new(),
    dim: DIM,
    title: BOLD,
    tab: BOLD.add_modifier(Modifier::REVERSED),
    focus: fg(Color::Cyan),
    speaker: fg(Color::Cyan),
    key: fg(Color::Cyan).add_modifier(Modifier::BOLD),
    matched: fg(Color::Yellow)
        .add_modifier(Modifier::BOLD)
        .add_modifier(Modifier::UNDERLINED),
    cursor: REVERSED,
    marked: fg(Color::Magenta).add_modifier(Modifier::BOLD),
    relayed: ITALIC,
    good: fg(Color::Green),
    warning: fg(Color::Yellow),
    error: fg(Color::Red).add_modifier(Modifier::BOLD),
    credibility: [
        fg(Color::Green),
        fg(Color::Green),
        fg(Color::Yellow),
        fg(Color::Red),
        fg(Color::Red),
        DIM,
    ],
};

/// For dark backgrounds; the hues are those of Okabe and Ito (2008), told apart by colour-blind eyes.
const DARK: Theme = Theme {
    name: "dark",
    dim: rgb(0x0088_8f99),
    focus: rgb(0x0056_b4e9),
    speaker: rgb(0x0056_b4e9),
    key: rgb(0x0056_b4e9).add_modifier(Modifier::BOLD),
    matched: rgb(0x00f0_e442)
        .add_modifier(Modifier::BOLD)
        .add_modifier(Modifier::UNDERLINED),
    cursor: Style::new().bg(Color::Rgb(0x26, 0x3b, 0x52)),
    marked: rgb(0x00cc_79a7).add_modifier(Modifier::BOLD),
    good: rgb(0x0000_9e73),
    warning: rgb(0x00e6_9f00),
    error: rgb(0x00d5_5e00).add_modifier(Modifier::BOLD),
    credibility: [
        rgb(0x0000_9e73),
        rgb(0x0056_b4e9),
        rgb(0x00f0_e442),
        rgb(0x00e6_9f00),
        rgb(0x00d5_5e00),
        rgb(0x0088_8f99),
    ],
    ..TERMINAL
};

/// For light backgrounds: the same hues, dark enough to read.
const LIGHT: Theme = Theme {
    name: "light",
    dim: rgb(0x0066_6c75),
    focus: rgb(0x0000_72b2),
    speaker: rgb(0x0000_72b2),
    key: rgb(0x0000_72b2).add_modifier(Modifier::BOLD),
    matched: rgb(0x0000_0000)
        .bg(Color::Rgb(0xff, 0xe9, 0x7a))
        .add_modifier(Modifier::BOLD),
    cursor: Style::new().bg(Color::Rgb(0xd6, 0xe6, 0xf5)),
    marked: rgb(0x00a0_3c78).add_modifier(Modifier::BOLD),
    good: rgb(0x0000_7a57),
    warning: rgb(0x009a_6200),
    error: rgb(0x00b0_4000).add_modifier(Modifier::BOLD),
    credibility: [
        rgb(0x0000_7a57),
        rgb(0x0000_72b2),
        rgb(0x0080_6c00),
        rgb(0x009a_6200),
        rgb(0x00b0_4000),
        rgb(0x0066_6c75),
    ],
    ..TERMINAL
};

/// No grey and no thin distinctions.
const HIGH_CONTRAST: Theme = Theme {
    name: "high-contrast",
    dim: Style::new(),
    focus: BOLD,
    speaker: BOLD,
    key: BOLD.add_modifier(Modifier::UNDERLINED),
    matched: REVERSED.add_modifier(Modifier::UNDERLINED),
    marked: BOLD,
    good: BOLD,
    warning: BOLD,
    error: REVERSED.add_modifier(Modifier::BOLD),
    credibility: [BOLD; 6],
    ..TERMINAL
};

/// For `NO_COLOR`: weight and shape only.
const PLAIN: Theme = Theme {
    name: "plain",
    dim: DIM,
    matched: UNDERLINED.add_modifier(Modifier::BOLD),
    credibility: [Style::new(); 6],
    ..HIGH_CONTRAST
};

/// Every theme, the default first.
pub const THEMES: [Theme; 5] = [TERMINAL, DARK, LIGHT, HIGH_CONTRAST, PLAIN];

/// Returns the theme of that name.
#[must_use]
pub fn theme(name: &str) -> Option<Theme> {
    THEMES.into_iter().find(|theme| theme.name == name)
}

/// Returns the theme that `NO_COLOR` asks for.
#[must_use]
pub const fn plain() -> Theme {
    PLAIN
}

/// Returns a glyph that fills with credibility, so that a column can be read without its colour.
#[must_use]
pub fn glyph(grade: Grade) -> &'static str {
    match grade.credibility {
        Some(Credibility::One) => "●",
        Some(Credibility::Two) => "◕",
        Some(Credibility::Three) => "◑",
        Some(Credibility::Four) => "◔",
        Some(Credibility::Five) => "○",
        Some(Credibility::Six) => "?",
        None => "·",
    }
}

impl Theme {
    /// Returns the style of a quote's state.
    #[must_use]
    pub fn integrity(&self, integrity: Integrity) -> Style {
        match integrity {
            Integrity::Found => self.good,
            Integrity::Gone => self.error,
            other if other.is_amiss() => self.warning,
            _ => self.dim,
        }
    }

    /// Returns the style of a grade by its credibility.
    #[must_use]
    pub fn grade(&self, grade: Grade) -> Style {
        match grade.credibility {
            Some(half) => self.credibility[half as usize],
            None => self.dim,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found() {
        for one in THEMES {
            assert_eq!(theme(one.name).map(|found| found.name), Some(one.name));
        }
        assert_eq!(THEMES.iter().filter(|t| t.name == "dark").count(), 1);
    }

    #[test]
    fn the_plain_theme_has_no_colour() {
        let plain = plain();
        let styles = [
            plain.text,
            plain.dim,
            plain.title,
            plain.tab,
            plain.focus,
            plain.speaker,
            plain.key,
            plain.matched,
            plain.cursor,
            plain.marked,
            plain.relayed,
            plain.good,
            plain.warning,
            plain.error,
        ];
        for style in styles.iter().chain(&plain.credibility) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
