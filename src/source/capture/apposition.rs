//! What an apposition says of a speaker, and the speaker right after a verb.

use super::lexicon::{ADVERB, AUXILIARY, BODY, DETERMINER, PREPOSITION, RELATIVE, ROLE, STATE};
use super::names::{Mention, Sort, mention};
use super::page::Page;

/// Returns the speaker right after a verb: `said Margaret Oduya, the transport secretary`.
#[must_use]
pub fn after(page: &Page<'_>, toks: &[usize], from: usize) -> Option<Mention> {
    let mut at = from;
    while toks
        .get(at)
        .is_some_and(|&tok| page.tokens[tok].any(ADVERB) && !page.is_name(tok))
    {
        at += 1;
    }
    let read = mention(page, toks, at);
    // said the head coach, Luis Ferreira; said lead author X
    let (mut found, next) = if let Some((found, next)) = read {
        (found, next)
    } else {
        let comma = (at..toks.len()).find(|&k| !page.tokens[toks[k]].is_word)?;
        let (mut found, next) = mention(page, toks, comma + 1)?;
        if comma - at > 6 || found.sort != Sort::Named {
            return None;
        }
        found
            .role
            .get_or_insert_with(|| role_text(page, toks, at, comma));
        (found, next)
    };
    let comma = toks.get(next).is_some_and(|&tok| page.tokens[tok].is(","));
    if comma
        && found.sort == Sort::Described
        && let Some((mut named, stop)) =
            mention(page, toks, next + 1).filter(|(named, _)| named.sort == Sort::Named)
    {
        let ends = toks.get(stop).is_none_or(|&tok| !page.tokens[tok].is_word);
        if ends && page.tokens[found.first].any(DETERMINER) && named.role.is_none() {
            named.role = Some(
                found
                    .name
                    .split_once(' ')
                    .map_or(found.name.clone(), |(_, role)| role.to_owned()),
            );
            return Some(named);
        }
    }
    if comma {
        describe(page, toks, next, toks.len(), &mut found);
    } else if toks
        .get(next)
        .is_some_and(|&tok| matches!(page.tokens[tok].lower.as_str(), "of" | "from" | "at"))
        && found.org.is_none()
    {
        let org = mention(page, toks, next + 1)
            .map(|(org, _)| org)
            .filter(|org| org.sort == Sort::Named);
        found.org = org.map(|org| org.name);
    }
    Some(found)
}

/// Fills role and organisation from what stands between commas after a name.
pub(super) fn describe(
    page: &Page<'_>,
    toks: &[usize],
    from: usize,
    to: usize,
    found: &mut Mention,
) {
    if found.sort != Sort::Named {
        return;
    }
    let mut at = from;
    let word = |at: usize| toks.get(at).map(|&tok| &page.tokens[tok]);
    while at < to
        && word(at).is_some_and(|token| {
            !token.is_word || token.lower.starts_with(|c: char| c.is_ascii_digit())
        })
    {
        at += 1;
    }
    let end = (at..to).find(|&k| {
        word(k).is_some_and(|token| {
            !token.is_word && !token.is("&") || token.any(RELATIVE) && !token.is("that")
        })
    });
    let end = end.unwrap_or(to);
    let Some(role) = (at..end)
        .find(|&k| word(k).is_some_and(|token| token.any(ROLE.or(BODY)) && !token.is_possessive))
    else {
        return;
    };
    if (at..role).any(|k| {
        word(k).is_some_and(|token| token.manner.is_some() || token.any(AUXILIARY.or(PREPOSITION)))
    }) {
        return;
    }
    let link = (role..end).find(|&k| {
        word(k).is_some_and(|token| {
            matches!(token.lower.as_str(), "of" | "at" | "for" | "with" | "from")
        })
    });
    let role_end = link.unwrap_or(end);
    if found.role.is_none() {
        let from = at + usize::from(word(at).is_some_and(|token| token.any(DETERMINER)));
        found.role = Some(role_text(page, toks, from, role_end)).filter(|text| !text.is_empty());
    }
    if let (Some(link), None) = (link, &found.org) {
        let org = (link + 1..end).find_map(|k| {
            let (org, _) = mention(page, &toks[..end], k)?;
            // Democrat of Washington: a state is where, not for whom
            let state = page.tokens[toks[k]].any(STATE);
            (org.sort == Sort::Named && !state).then_some(org.name)
        });
        found.org = org;
    }
}

fn role_text(page: &Page<'_>, toks: &[usize], from: usize, to: usize) -> String {
    if from >= to {
        return String::new();
    }
    page.shown(toks[from]..toks[to - 1] + 1)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// `the commissioner, Dr. Patricia Vance,`: the role stands before the name, between commas.
pub(super) fn introduce(
    page: &Page<'_>,
    toks: &[usize],
    (start, end): (usize, usize),
    found: &mut Mention,
) {
    let whole = |&(_, next): &(Mention, usize)| next == end;
    let Some((role, _)) = mention(page, &toks[..end], start).filter(whole) else {
        return;
    };
    let article = page.tokens[role.first].any(DETERMINER);
    let office = (role.first..role.end).any(|tok| page.tokens[tok].any(ROLE));
    let address = found.role.as_deref().is_none_or(|role| role.ends_with('.'));
    if found.sort == Sort::Named && role.sort == Sort::Described && article && office && address {
        let words = role.name.split_once(' ').map(|(_, words)| words.to_owned());
        found.role = words;
    }
}
