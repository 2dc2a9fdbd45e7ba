//! Pictures that are made of several characters (❤️, 👩‍🚀): terminals do not agree on how many columns
//! one takes, so its place is cleared before, and what stands behind it is put there anew.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use unicode_width::UnicodeWidthChar as _;

use crate::text::width;

/// Has such pictures of a screen drawn so that the columns hold, however wide the terminal takes them.
pub fn settle(screen: &mut Buffer) {
    for row in screen.area.top()..screen.area.bottom() {
        for column in screen.area.left()..screen.area.right() {
            let symbol = screen[(column, row)].symbol();
            if !symbol.contains(['\u{fe0f}', '\u{200d}']) || symbol.contains('\u{1b}') {
                continue;
            }
            let short = |n: usize| u16::try_from(n).unwrap_or(1);
            let wide = short(width::width(symbol)).max(1);
            let apart = short(symbol.chars().filter_map(char::width).sum());
            let blanks = " ".repeat(wide.into());
            // To a column by its number: a way back would begin elsewhere at the end of a line.
            let drawn = format!("{blanks}\u{1b}[{}G{symbol}", column + 1);
            screen[(column, row)]
                .set_symbol(&drawn)
                .set_diff_option(CellDiffOption::ForcedWidth(
                    NonZeroU16::new(wide).unwrap_or(NonZeroU16::MIN),
                ));
            let end = screen.area.right().min(column.saturating_add(apart));
            for behind in column.saturating_add(wide)..end {
                let cell = &mut screen[(behind, row)];
                if cell.diff_option == CellDiffOption::None {
                    cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_picture_clears_its_place_and_what_is_behind_it_is_put_there_anew() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 12, 1));
        screen.set_string(1, 0, "👩\u{200d}🚀xyz 漢", Style::new());
        settle(&mut screen);
        assert_eq!(screen[(1, 0)].symbol(), "  \u{1b}[2G👩\u{200d}🚀");
        let option = |column: u16| screen[(column, 0)].diff_option;
        assert_eq!(
            [option(3), option(4), option(5), option(7)],
            [
                CellDiffOption::AlwaysUpdate,
                CellDiffOption::AlwaysUpdate,
                CellDiffOption::None,
                CellDiffOption::None,
            ]
        );
        assert_eq!(screen[(7, 0)].symbol(), "漢");
    }
}
