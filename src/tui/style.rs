//! Styles as they are written in the config: `cyan bold`, `#1d2229 on yellow underlined`.

use ratatui::style::{Color, Modifier, Style};

use super::state::hint;
use super::theme::Theme;

/// The part of the screen that a style is for, in a theme.
type Part = fn(&mut Theme) -> &mut Style;

/// Every part, by its name in the config.
pub const PARTS: &[(&str, Part)] = &[
    ("text", |theme| &mut theme.text),
    ("dim", |theme| &mut theme.dim),
    ("title", |theme| &mut theme.title),
    ("tab", |theme| &mut theme.tab),
    ("focus", |theme| &mut theme.focus),
    ("speaker", |theme| &mut theme.speaker),
    ("key", |theme| &mut theme.key),
    ("matched", |theme| &mut theme.matched),
    ("cursor", |theme| &mut theme.cursor),
    ("marked", |theme| &mut theme.marked),
    ("relayed", |theme| &mut theme.relayed),
    ("good", |theme| &mut theme.good),
    ("warning", |theme| &mut theme.warning),
    ("error", |theme| &mut theme.error),
    ("credibility-1", |theme| &mut theme.credibility[0]),
    ("credibility-2", |theme| &mut theme.credibility[1]),
    ("credibility-3", |theme| &mut theme.credibility[2]),
    ("credibility-4", |theme| &mut theme.credibility[3]),
    ("credibility-5", |theme| &mut theme.credibility[4]),
    ("credibility-6", |theme| &mut theme.credibility[5]),
];

const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// Puts a style into a theme.
///
/// # Errors
/// There is no such part, or the style can not be understood.
pub fn set(theme: &mut Theme, part: &str, style: &str) -> Result<(), String> {
    let Some((_, of)) = PARTS.iter().find(|(name, _)| *name == part) else {
        let hint = hint(part, PARTS.iter().map(|(name, _)| *name));
        return Err(format!("no part of the screen{hint}"));
    };
    *of(theme) = parse(style)?;
    Ok(())
}

/// Reads a style; an empty one is that of plain text.
///
/// # Errors
/// The word that is neither a colour nor a way to write.
pub fn parse(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if let Some((_, modifier)) = MODIFIERS.iter().find(|(name, _)| *name == word) {
            style = style.add_modifier(*modifier);
        } else if word == "on" {
            let ground = words.next().ok_or("`on` needs a colour after it")?;
            style = style.bg(colour(ground)?);
        } else {
            style = style.fg(colour(word)?);
        }
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    word.parse::<Color>().map_err(|_| {
        format!("`{word}` is neither a colour (cyan, 214, #ffaf00) nor bold, dim, italic, underlined, reversed, on")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::plain;

    #[test]
    fn a_style_is_colours_and_ways_to_write() {
        let parsed = parse("#010203 on 214 bold underlined").unwrap();
        let expected = Style::new()
            .fg(Color::Rgb(1, 2, 3))
            .bg(Color::Indexed(214))
            .add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        assert_eq!(parsed, expected);
        assert_eq!(parse(""), Ok(Style::new()));
        assert_eq!(parse("darkgray"), Ok(Style::new().fg(Color::DarkGray)));
        assert!(parse("blod").unwrap_err().contains("`blod`"));
        assert!(parse("red on").is_err());
    }

    #[test]
    fn every_part_is_one_of_its_own() {
        let mut theme = plain();
        for (at, (name, _)) in PARTS.iter().enumerate() {
            set(&mut theme, name, &at.to_string()).unwrap();
        }
        for (at, (name, of)) in PARTS.iter().enumerate() {
            let own = Color::Indexed(u8::try_from(at).unwrap());
            assert_eq!(of(&mut theme).fg, Some(own), "{name}");
        }
        let unknown = set(&mut theme, "speeker", "red").unwrap_err();
        assert!(unknown.contains("did you mean `speaker`"), "{unknown}");
    }
}
