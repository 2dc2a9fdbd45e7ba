//! Links that the terminal can follow (OSC 8), laid over what is drawn: web addresses of the claim on
//! the screen, and the title of its article. Only http and https, and only what a claim's record says:
//! nothing on the screen becomes a link by looking like one.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use super::state::State;
use super::view::layout;
use crate::text::{clean::clean, width};

/// A text on the screen and where it leads.
type Target = (String, String);

/// Lays the links over a screen that was drawn of a state.
pub fn mark(state: &State, screen: &mut Buffer) {
    let area = layout::areas(state).detail;
    if let Some(area) = area.filter(|_| state.popups.is_empty() && !state.card) {
        lay(screen, area, &targets(state));
    }
}

/// Returns what is linked while this claim is shown.
fn targets(state: &State) -> Vec<Target> {
    let Some(claim) = state.current() else {
        return Vec::new();
    };
    let article = claim.article();
    let evidence = claim.evidence();
    let own = evidence.filter_map(|piece| piece.url.as_deref().map(|url| (url, url)));
    let of_article = article.url.as_deref().or(article.archived.as_deref());
    let title = of_article.map(|url| (article.title.as_str(), url));
    own.chain(title)
        .filter(|(_, url)| is_safe(url))
        .map(|(text, url)| (clean(text).into_owned(), url.to_owned()))
        .collect()
}

/// Tells that an address is one of the web and can not end the sequence it is written in.
fn is_safe(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && url.len() <= 2000 && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Links each text wherever it stands in an area, over the ends of lines too. Blanks do not count: that
/// is where texts are wrapped.
fn lay(screen: &mut Buffer, area: Rect, targets: &[Target]) {
    let area = area.intersection(screen.area);
    let places = area.positions();
    let cells: Vec<_> = places
        .filter(|&place| !screen[place].symbol().trim().is_empty())
        .collect();
    let drawn: Vec<String> = cells
        .iter()
        .map(|&place| screen[place].symbol().to_owned())
        .collect();
    for (nth, (text, url)) in targets.iter().enumerate() {
        let letters: String = text.split_whitespace().collect();
        let mut at = 0;
        while at < drawn.len() {
            let Some(len) = run(&drawn[at..], &letters) else {
                at += 1;
                continue;
            };
            for (place, symbol) in cells[at..at + len].iter().zip(&drawn[at..]) {
                let wide = u16::try_from(width::width(symbol)).unwrap_or(1).max(1);
                let linked =
                    format!("\u{1b}]8;id=onrecord-{nth};{url}\u{1b}\\{symbol}\u{1b}]8;;\u{1b}\\");
                let wide = NonZeroU16::new(wide).unwrap_or(NonZeroU16::MIN);
                screen[*place]
                    .set_symbol(&linked)
                    .set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
            at += len;
        }
    }
}

/// Returns how many cells spell the letters from here on.
fn run(drawn: &[String], letters: &str) -> Option<usize> {
    let mut rest = letters;
    for (at, symbol) in drawn.iter().enumerate() {
        if rest.is_empty() {
            return (at > 0).then_some(at);
        }
        rest = rest.strip_prefix(symbol.as_str())?;
    }
    (rest.is_empty() && !letters.is_empty()).then_some(drawn.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn only_addresses_of_the_web_that_stay_in_their_sequence_are_safe() {
        assert!(is_safe("https://example.org/a?b=c#d"));
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://a\u{1b}\\b",
            "https://a b",
            "https://a\u{7}",
            "https://é",
            "",
        ] {
            assert!(!is_safe(url), "{url:?}");
        }
    }

    #[test]
    fn a_wrapped_address_is_one_link_and_what_only_looks_like_one_is_none() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 20, 3));
        screen.set_string(1, 0, "see https://a.org/x", Style::new());
        screen.set_string(1, 1, "yz and https://b", Style::new());
        let url = "https://a.org/xyz".to_owned();
        lay(&mut screen, Rect::new(0, 0, 20, 3), &[(url.clone(), url)]);
        let linked = |x, y| {
            screen[(x, y)]
                .symbol()
                .contains("]8;id=onrecord-0;https://a.org/xyz\u{1b}\\")
        };
        assert!(linked(5, 0) && linked(19, 0) && linked(1, 1) && linked(2, 1));
        assert!(!linked(1, 0) && !linked(4, 1) && !linked(8, 1));
        assert_eq!(screen[(8, 1)].symbol(), "h");
        assert!(
            screen[(5, 0)]
                .symbol()
                .ends_with("\u{1b}\\h\u{1b}]8;;\u{1b}\\")
        );
    }

    #[test]
    fn an_empty_text_links_nothing() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 4, 1));
        screen.set_string(0, 0, "abcd", Style::new());
        let before = screen.clone();
        lay(
            &mut screen,
            before.area,
            &[(String::new(), "https://a".to_owned())],
        );
        assert_eq!(screen, before);
    }
}
