//! Whether the rules can read a text: they know English only.

/// Little words that stand everywhere in English, and seldom in other languages.
const LITTLE: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "on", "with", "as", "are", "by", "be",
    "this", "have", "from", "has", "had", "not", "but", "which", "it", "he", "she", "they", "said",
    "at", "his", "her", "been", "will", "would", "were", "who", "their", "its", "we", "you", "i",
];

/// Fewest words by which the language of a paragraph can be told.
const FEWEST: usize = 12;

/// Returns how many paragraphs of a text are not English, and of how many that could be told.
#[must_use]
pub fn foreign(text: &str) -> (usize, usize) {
    let (mut foreign, mut told) = (0, 0);
    for paragraph in text.lines() {
        let mut words = 0;
        let mut little = 0;
        for word in paragraph.split(|c: char| !c.is_alphabetic()) {
            words += usize::from(!word.is_empty());
            let is_it = |known: &&str| known.eq_ignore_ascii_case(word);
            little += usize::from(LITTLE.iter().any(is_it));
        }
        // Scripts without spaces have few words and many bytes.
        let dense = words < FEWEST && paragraph.len() > 60 && !paragraph.is_ascii();
        if words >= FEWEST || dense && little == 0 {
            told += 1;
            // One in twelve: headlines and lists of names have that few, other languages none.
            foreign += usize::from(little * 12 < words || words < FEWEST);
        }
    }
    (foreign, told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_from_other_languages_by_its_little_words() {
        let english = "The harbour tunnel will open at least three years late, ministers admitted on Thursday.";
        let german = "Der Hafentunnel wird mindestens drei Jahre später eröffnet, wie die Minister am Donnerstag einräumten.";
        let french = "« Le tunnel ouvrira avec au moins trois ans de retard », ont admis jeudi les ministres du port.";
        let japanese = "港湾トンネルの開通は少なくとも三年遅れると大臣らが木曜日に認めた。費用も当初の見積もりを上回るという。";
        for (text, expected) in [
            (english, (0, 1)),
            (german, (1, 1)),
            (french, (1, 1)),
            (japanese, (1, 1)),
            ("Tunnel late", (0, 0)),
            ("", (0, 0)),
        ] {
            assert_eq!(foreign(text), expected, "{text}");
        }
        assert_eq!(foreign(&format!("{english}\n{german}\n{english}")), (1, 3));
    }
}
