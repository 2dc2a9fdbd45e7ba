//! A number in digits: which dots, commas, spaces and marks group thousands, and which is the
//! decimal one. Knows no words and no units.

/// What a run of digits and separators is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Literal {
    /// A number.
    Number(Digits),
    /// Digits, a slash, digits: `2/3`, which may as well be a date.
    Slash(f64),
    /// Something else made of digits: a time, a date, a version, an address, `007`.
    Other,
}

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    /// What it is, read the English way.
    pub value: f64,
    /// `1.234` with its dot read the continental way, as 1234.
    pub grouped: Option<f64>,
    /// How many digits, when there is nothing else: 4 for `2025`, 0 for `2,025`.
    pub plain: usize,
}

/// Reads the literal at the start of the text, which must be an ASCII digit; returns its bytes too.
pub(super) fn literal(text: &str) -> (Literal, usize) {
    let (groups, len) = groups(text);
    if let [first] = groups.as_slice()
        && first.digits.len() <= 3
        && let Some((digits, len)) = spaced(text, len)
    {
        return (number(&digits, None, 0), len);
    }
    (judge(&groups), len)
}

/// Some digits and the separator before them.
struct Group<'a> {
    separator: char,
    digits: &'a str,
}

fn groups(text: &str) -> (Vec<Group<'_>>, usize) {
    let mut groups = Vec::new();
    let (mut at, mut separator) = (0, ' ');
    loop {
        let digits = leading_digits(&text[at..]);
        groups.push(Group { separator, digits });
        at += digits.len();
        let mut rest = text[at..].chars();
        match (rest.next(), rest.next()) {
            (Some(c @ (',' | '.' | '\'' | '’' | ':' | '/')), Some('0'..='9')) => {
                separator = if c == '’' { '\'' } else { c };
                at += c.len_utf8();
            }
            _ => return (groups, at),
        }
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(text.len());
    &text[..end]
}

/// `1 000 000` with any one kind of space; a single group after a plain space must end in `00`, or
/// two numbers that stand side by side would be joined.
fn spaced(text: &str, first: usize) -> Option<(String, usize)> {
    let space = text[first..]
        .chars()
        .next()
        .filter(|&c| is_group_space(c))?;
    if text.starts_with('0') {
        return None;
    }
    let mut digits = text[..first].to_owned();
    let (mut at, mut count) = (first, 0);
    // A bounded look ahead: seven groups are more than any number in the news has.
    while let Some(rest) = text[at..].strip_prefix(space).filter(|_| count < 7) {
        let group = leading_digits(rest);
        if group.len() != 3 {
            break;
        }
        digits.push_str(group);
        at += space.len_utf8() + 3;
        count += 1;
    }
    let sure = match (space, count) {
        (_, 0 | 7..) => false,
        // A row of numbers, such as a telephone number.
        _ if text[at..]
            .strip_prefix(space)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) =>
        {
            false
        }
        (' ', 1) => digits.ends_with("00"),
        _ => true,
    };
    if !sure {
        return None;
    }
    if let Some(rest) = text[at..].strip_prefix([',', '.']) {
        let decimals = leading_digits(rest);
        if !decimals.is_empty() {
            digits.push('.');
            digits.push_str(decimals);
            at += 1 + decimals.len();
        }
    }
    Some((digits, at))
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn judge(groups: &[Group<'_>]) -> Literal {
    let Some((first, rest)) = groups.split_first() else {
        return Literal::Other;
    };
    if first.digits.len() > 1 && first.digits.starts_with('0') {
        return Literal::Other;
    }
    let Some((last, middle)) = rest.split_last() else {
        return number(first.digits, None, first.digits.len());
    };
    if last.separator == '/' {
        return slash(first, middle, last);
    }
    // Thousands up to here, then maybe a decimal mark of another kind.
    let grouping = rest[0].separator;
    let whole = middle
        .iter()
        .chain([last])
        .take_while(|group| group.separator == grouping)
        .count();
    let (thousands, decimals) = rest.split_at(whole);
    let in_groups = groups_thousands(first, thousands, grouping);
    match (grouping, thousands, decimals) {
        ('.', [one], []) => {
            let grouped = in_groups.then(|| format!("{}{}", first.digits, one.digits));
            number(
                &format!("{}.{}", first.digits, one.digits),
                grouped.as_deref(),
                0,
            )
        }
        (',', [one], []) if !in_groups && (one.digits.len() < 3 || first.digits == "0") => {
            number(&format!("{}.{}", first.digits, one.digits), None, 0)
        }
        (',' | '.' | '\'', _, []) if in_groups => number(&joined(first, thousands), None, 0),
        (',' | '.' | '\'', _, [end]) if in_groups && matches!(end.separator, ',' | '.') => number(
            &format!("{}.{}", joined(first, thousands), end.digits),
            None,
            0,
        ),
        _ => Literal::Other,
    }
}

/// Groups of three; after commas also the Indian way, `12,34,567`.
fn groups_thousands(first: &Group<'_>, rest: &[Group<'_>], separator: char) -> bool {
    let three = |group: &Group<'_>| group.digits.len() == 3;
    let indian = |group: &Group<'_>| separator == ',' && group.digits.len() == 2;
    (1..=3).contains(&first.digits.len())
        && !first.digits.starts_with('0')
        && rest.split_last().is_some_and(|(last, middle)| {
            three(last) && (middle.iter().all(three) || middle.iter().all(indian))
        })
}

fn joined(first: &Group<'_>, rest: &[Group<'_>]) -> String {
    std::iter::once(first)
        .chain(rest)
        .map(|group| group.digits)
        .collect()
}

fn slash(first: &Group<'_>, middle: &[Group<'_>], last: &Group<'_>) -> Literal {
    let small = |group: &Group<'_>| group.digits.len() <= 3;
    let parts = (first.digits.parse::<f64>(), last.digits.parse::<f64>());
    match parts {
        (Ok(over), Ok(under))
            if middle.is_empty() && small(first) && small(last) && under > 0.0 =>
        {
            Literal::Slash(over / under)
        }
        _ => Literal::Other,
    }
}

fn number(text: &str, grouped: Option<&str>, plain: usize) -> Literal {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Literal::Number(Digits {
            value,
            grouped: grouped.and_then(|text| text.parse().ok()),
            plain,
        }),
        _ => Literal::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_both_conventions() {
        for (text, value) in [
            ("0", 0.0),
            ("35", 35.0),
            ("53.9", 53.9),
            ("1,234", 1234.0),
            ("1.234", 1.234),
            ("0,5", 0.5),
            ("0.123", 0.123),
            ("3,5", 3.5),
            ("1,000,000", 1e6),
            ("1.000.000", 1e6),
            ("1.234,56", 1234.56),
            ("1,234.56", 1234.56),
            ("1’000’000", 1e6),
            ("1'000.50", 1000.5),
            ("12,34,567", 1_234_567.0),
            ("1 000 000", 1e6),
            ("10 000", 10_000.0),
            ("1\u{a0}234,5", 1234.5),
            ("10\u{202f}123", 10_123.0),
            ("10\u{2009}123", 10_123.0),
        ] {
            match literal(text) {
                (Literal::Number(digits), len) => {
                    assert_eq!((digits.value, len), (value, text.len()), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "10:30",
            "3.11.2",
            "192.168.0.1",
            "007",
            "01.02.2025",
            "1,2,3",
            "1/2/2025",
            "5'10",
            "1,2345",
        ] {
            assert_eq!(literal(text), (Literal::Other, text.len()), "{text}");
        }
        assert_eq!(literal("3/4").0, Literal::Slash(0.75));
        assert_eq!(literal("12 345").1, 2);
        assert_eq!(literal(&"9".repeat(10_000)).0, Literal::Other);
    }
}
