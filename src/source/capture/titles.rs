//! What stands before a name: titles, ranks, roles, an owner (`Darwin.AI CEO`, `Nvidia's chief executive`).

use super::lexicon::{
    AUXILIARY, BODY, CONJUNCTION, DETERMINER, HONORIFIC, PREPOSITION, RANK, ROLE,
};
use super::names::{Mention, Sort, build, run, tail};
use super::page::Page;

/// `Nvidia's chief executive Jensen Huang`, `Fitch's son`: the owner is not who speaks.
pub(super) fn possessive(
    page: &Page<'_>,
    toks: &[usize],
    k: usize,
    start: usize,
    end: usize,
) -> Option<(Mention, usize)> {
    let mut after = end;
    while let Some(&tok) = toks.get(after) {
        let token = &page.tokens[tok];
        let noun = token.is_word
            && !page.is_name(tok)
            && !token.any(PREPOSITION.or(CONJUNCTION).or(AUXILIARY))
            && (token.manner.is_none() || token.any(ROLE.or(BODY)));
        if !noun || after - end >= 5 {
            break;
        }
        after += 1;
    }
    if toks
        .get(after)
        .is_some_and(|&tok| page.is_name(tok) && tok == toks[after - 1] + 1)
    {
        let stop = run(page, toks, after);
        let mut found = titled(page, toks, k, after, stop);
        if after > end {
            found.role = build(page, toks, end..after, Sort::Named, end, None, None)
                .name
                .into();
        }
        found.org = Some(build(page, toks, start..end, Sort::Named, start, None, None).name);
        return Some((found, stop));
    }
    let described = (end..after).any(|at| page.tokens[toks[at]].any(ROLE.or(BODY)));
    described.then(|| {
        let stop = tail(page, toks, after);
        (
            build(
                page,
                toks,
                k..stop,
                Sort::Described,
                k,
                None,
                Some(start..end),
            ),
            stop,
        )
    })
}

/// Splits titles, ranks and an organisation off the front of a name.
pub(super) fn titled(
    page: &Page<'_>,
    toks: &[usize],
    k: usize,
    start: usize,
    end: usize,
) -> Mention {
    let is_title = |at: usize| page.tokens[toks[at]].any(ROLE.or(HONORIFIC));
    let is_rank = |at: usize| page.tokens[toks[at]].any(RANK);
    let of = (start..end).any(|at| page.tokens[toks[at]].is("of"));
    let last_title = (start..end.saturating_sub(1))
        .rev()
        .find(|&at| is_title(at));
    match last_title {
        Some(title) if !of && !is_title(end - 1) => {
            let mut role_from = title;
            while role_from > start && (is_title(role_from - 1) || is_rank(role_from - 1)) {
                role_from -= 1;
            }
            let org = (role_from > start).then_some(start..role_from);
            let lower = (start > k && org.is_none()).then(|| skip_article(page, toks, k));
            let role = lower.unwrap_or(role_from)..title + 1;
            build(page, toks, k..end, Sort::Named, title + 1, Some(role), org)
        }
        _ => {
            let from = if start > k
                && page.tokens[toks[start - 1]].any(ROLE.or(RANK).or(BODY).or(HONORIFIC))
            {
                Some(skip_article(page, toks, k)..start)
            } else {
                None
            };
            let office = (start..end).all(|at| is_title(at) || is_rank(at));
            if office {
                let sort = Sort::Described;
                return build(page, toks, k..end, sort, k, None, None);
            }
            build(page, toks, k..end, Sort::Named, start, from, None)
        }
    }
}

fn skip_article(page: &Page<'_>, toks: &[usize], k: usize) -> usize {
    k + usize::from(page.tokens[toks[k]].any(DETERMINER))
}
