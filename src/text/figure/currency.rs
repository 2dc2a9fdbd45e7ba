//! Currencies: signs, ISO 4217 codes and words, in tables. Knows no numbers.
//!
//! `$` is the US dollar and `¥` the yen unless a letter says otherwise, as wire services print
//! them. What several countries share alike (`kr`, `pesos`) gets no code.

use super::token::Tokens;

/// Sign and code; longer signs first, for `US$` ends in `$`.
const SIGNS: &[(&str, &str)] = &[
    ("USD$", "USD"),
    ("US$", "USD"),
    ("AU$", "AUD"),
    ("CA$", "CAD"),
    ("HK$", "HKD"),
    ("NZ$", "NZD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("₴", "UAH"),
    ("฿", "THB"),
];

/// Codes that are read before or after a number.
const CODES: &str = "\
    AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KES \
    KRW MXN MYR NGN NOK NZD PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND \
    ZAR";

/// Words that stand for a code, as printed before or after a number.
const SHORT: &[(&str, &str)] = &[("RMB", "CNY"), ("Rs", "INR"), ("Fr", "CHF"), ("zł", "PLN")];

/// Nationality, noun (singular; an `s` may follow) and code. Without a nationality the noun alone
/// means this code; rows with one come first.
const NAMES: &[(&str, &str, &str)] = &[
    ("us", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("australian", "dollar", "AUD"),
    ("canadian", "dollar", "CAD"),
    ("hong kong", "dollar", "HKD"),
    ("singapore", "dollar", "SGD"),
    ("new zealand", "dollar", "NZD"),
    ("taiwan", "dollar", "TWD"),
    ("british", "pound", "GBP"),
    ("egyptian", "pound", "EGP"),
    ("indian", "rupee", "INR"),
    ("pakistani", "rupee", "PKR"),
    ("swiss", "franc", "CHF"),
    ("chinese", "yuan", "CNY"),
    ("japanese", "yen", "JPY"),
    ("mexican", "peso", "MXN"),
    ("argentine", "peso", "ARS"),
    ("swedish", "crown", "SEK"),
    ("norwegian", "kroner", "NOK"),
    ("norwegian", "crown", "NOK"),
    ("danish", "kroner", "DKK"),
    ("danish", "crown", "DKK"),
    ("czech", "crown", "CZK"),
    ("", "dollar", "USD"),
    ("", "buck", "USD"),
    ("", "euro", "EUR"),
    ("", "pound", "GBP"),
    ("", "franc", "CHF"),
    ("", "yuan", "CNY"),
    ("", "renminbi", "CNY"),
    ("", "yen", "JPY"),
    ("", "rupee", "INR"),
    ("", "rouble", "RUB"),
    ("", "ruble", "RUB"),
    ("", "lira", "TRY"),
    ("", "shekel", "ILS"),
    ("", "kronor", "SEK"),
    ("", "real", "BRL"),
    ("", "reais", "BRL"),
    ("", "zloty", "PLN"),
    ("", "zlotys", "PLN"),
    ("", "baht", "THB"),
    ("", "hryvnia", "UAH"),
    ("", "ringgit", "MYR"),
    ("", "rupiah", "IDR"),
    ("", "naira", "NGN"),
    ("", "rand", "ZAR"),
];

/// Returns the currency sign at the start of the text, and its code.
pub(super) fn sign(rest: &str) -> Option<(&'static str, &'static str)> {
    SIGNS
        .iter()
        .copied()
        .find(|(sign, _)| rest.starts_with(sign))
}

/// Tells that digits may be glued to this word: `EUR5m`, `Rs500`.
pub(super) fn is_prefix_word(word: &str) -> bool {
    short(word).is_some() || word == "kr"
}

/// Returns the code that a printed word is or abbreviates.
pub(super) fn short(word: &str) -> Option<&'static str> {
    let code = CODES.split_ascii_whitespace().find(|&code| code == word);
    code.or_else(|| SHORT.iter().find(|row| row.0 == word).map(|row| row.1))
}

/// Returns the code of a currency written out here (`Hong Kong dollars`, `euro`), and the place
/// after it.
pub(super) fn name(t: &Tokens<'_>, i: usize) -> Option<(&'static str, usize)> {
    NAMES.iter().find_map(|&(of, noun, code)| {
        let at = if of.is_empty() {
            i
        } else {
            t.past_hyphen(t.phrase(i, of)?)
        };
        let word = t.word(at);
        let fits = word == noun || word.strip_suffix('s') == Some(noun);
        let sterling = noun == "pound" && t.word(at + 1) == "sterling";
        fits.then_some((code, at + 1 + usize::from(sterling)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_known_and_stands_once() {
        let mut seen = std::collections::HashSet::new();
        assert!(CODES.split(' ').all(|code| seen.insert(code)));
        let used = SIGNS
            .iter()
            .map(|row| row.1)
            .chain(SHORT.iter().map(|row| row.1));
        for code in used.chain(NAMES.iter().map(|row| row.2)) {
            assert!(seen.contains(code), "{code}");
        }
    }

    #[test]
    fn a_longer_sign_comes_before_its_ending() {
        for (i, (sign, _)) in SIGNS.iter().enumerate() {
            assert!(
                !SIGNS[..i]
                    .iter()
                    .any(|(earlier, _)| sign.starts_with(earlier)),
                "{sign}"
            );
        }
    }

    #[test]
    fn names_with_and_without_a_country() {
        for (text, code, next) in [
            ("dollars", "USD", 1),
            ("Hong Kong dollars", "HKD", 3),
            ("U.S. dollar", "USD", 2),
            ("pounds sterling", "GBP", 2),
            ("yen", "JPY", 1),
        ] {
            assert_eq!(name(&Tokens::new(text), 0), Some((code, next)), "{text}");
        }
        assert_eq!(name(&Tokens::new("pesos"), 0), None);
    }
}
