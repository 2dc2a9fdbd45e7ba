//! Who has been named so far: full names for surnames, and whom a pronoun may mean.

use std::ops::Range;

use super::lexicon::{self, Lexicon};
use super::names::{Mention, Sort, mention};
use super::page::Page;

/// Grammatical gender, as far as a name or title tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gender {
    She,
    He,
}

/// Somebody with a name, at one place.
#[derive(Debug, Clone)]
struct Seen {
    at: usize,
    sentence: usize,
    place: usize,
    name: usize,
    role: Option<String>,
    org: Option<String>,
}

/// Everybody the narrative names.
#[derive(Debug)]
pub struct People {
    /// Full names, in order of appearance.
    names: Vec<String>,
    gender: Vec<Option<Gender>>,
    is_person: Vec<bool>,
    seen: Vec<Seen>,
}

impl People {
    /// Collects the names of a page.
    #[must_use]
    pub fn of(page: &Page<'_>, lexicon: &Lexicon) -> Self {
        let mut people = Self {
            names: Vec::new(),
            gender: Vec::new(),
            is_person: Vec::new(),
            seen: Vec::new(),
        };
        for (at, sentence) in page.sentences.iter().enumerate() {
            // The byline names who writes, not who is written of.
            let byline = page.tokens[sentence.tokens.start].is("by")
                && sentence.tokens.len() <= 9
                && sentence.paragraph < 4;
            if byline {
                continue;
            }
            let words: Vec<usize> = sentence
                .tokens
                .clone()
                .filter(|&tok| page.tokens[tok].quote.is_none())
                .collect();
            people.collect(page, lexicon, &words, at);
        }
        people
    }

    fn collect(&mut self, page: &Page<'_>, lexicon: &Lexicon, words: &[usize], sentence: usize) {
        let (mut k, mut place) = (0, 0);
        while k < words.len() {
            let read = mention(page, words, k).or_else(|| {
                // Fitch's son: the owner is named all the same.
                let named = page.tokens[words[k]].is_possessive && page.is_name(words[k]);
                let found = named
                    .then(|| super::attribution::owner(page, words, k + 1))
                    .flatten()?;
                Some((found, k + 1))
            });
            let Some((found, next)) = read else {
                k += 1;
                continue;
            };
            let possessive = (found.first..found.end).find(|&tok| page.tokens[tok].is_possessive);
            let owner = possessive
                .filter(|_| found.sort == Sort::Described)
                .and_then(|tok| {
                    let at = words.iter().position(|&word| word == tok)?;
                    super::attribution::owner(page, words, at + 1)
                });
            let found = owner.unwrap_or(found);
            if found.sort == Sort::Named {
                let gender = gender(page, lexicon, &found);
                let titled = found.role.is_some() || gender.is_some();
                let name = self.index(&found.name, gender, titled);
                self.seen.push(Seen {
                    at: found.first,
                    sentence,
                    place,
                    name,
                    role: found.role,
                    org: found.org,
                });
                place += 1;
            }
            k = next.max(k + 1);
        }
    }

    fn index(&mut self, name: &str, gender: Option<Gender>, titled: bool) -> usize {
        let full = self.full_of(name);
        let at = full.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.gender.push(None);
            self.is_person.push(false);
            self.names.len() - 1
        });
        self.gender[at] = self.gender[at].or(gender);
        let words = name.split(' ').count();
        let body = name.split(' ').any(is_body_word) || name.chars().all(|c| !c.is_lowercase());
        self.is_person[at] |= !body && (titled || (2..=4).contains(&words));
        at
    }

    /// The earlier name whose last words these are; the last so named wins.
    fn full_of(&self, name: &str) -> Option<usize> {
        let folded = crate::text::fold(name);
        self.names.iter().rposition(|full| {
            let full = crate::text::fold(full);
            full == folded
                || full
                    .strip_suffix(folded.as_str())
                    .is_some_and(|head| head.ends_with(' '))
                || !folded.contains(' ')
                    && full.split(' ').next() == Some(folded.as_str())
                    && full.contains(' ')
        })
    }

    /// Returns the full name of a mention by name, with its first role and organisation.
    #[must_use]
    pub fn full(&self, found: &Mention) -> (String, Option<String>, Option<String>) {
        let Some(at) = self.full_of(&found.name) else {
            return (found.name.clone(), found.role.clone(), found.org.clone());
        };
        let first = |part: fn(&Seen) -> &Option<String>| {
            self.seen
                .iter()
                .filter(|seen| seen.name == at)
                .find_map(|seen| part(seen).clone())
        };
        (
            self.names[at].clone(),
            found.role.clone().or_else(|| first(|seen| &seen.role)),
            found.org.clone().or_else(|| first(|seen| &seen.org)),
        )
    }

    /// Returns whom a pronoun at a token means: the nearest fitting person, subjects first.
    ///
    /// `heard` are the speakers of the quotes before, latest last, each with its sentence.
    #[must_use]
    pub fn meant(
        &self,
        pronoun: &str,
        at: usize,
        sentence: usize,
        heard: &[(usize, String)],
    ) -> Option<String> {
        let wanted = match pronoun {
            "she" | "her" => Gender::She,
            "he" | "his" | "him" => Gender::He,
            _ => return None,
        };
        let fits = |name: usize| {
            self.is_person[name] && self.gender[name].is_none_or(|gender| gender == wanted)
        };
        let far = |other: usize| sentence.saturating_sub(other) * 10;
        let named = self
            .seen
            .iter()
            .filter(|seen| seen.at < at && far(seen.sentence) <= 80 && fits(seen.name));
        let by_name = named.map(|seen| {
            let sure = if self.gender[seen.name] == Some(wanted) {
                0
            } else {
                6
            };
            (far(seen.sentence) + 4 * seen.place.min(4) + sure, seen.name)
        });
        let by_voice = heard.iter().filter_map(|(said, name)| {
            let name = self.full_of(name).filter(|&name| fits(name))?;
            (far(*said) <= 80).then(|| (far(*said).saturating_sub(1), name))
        });
        let best = by_name.chain(by_voice).min_by_key(|&(cost, _)| cost)?;
        Some(self.names[best.1].clone())
    }

    /// Returns the person named first in a stretch of sentences, the last sentence first.
    #[must_use]
    pub fn subject_of(&self, sentence: usize) -> Option<&str> {
        let first = self
            .seen
            .iter()
            .find(|seen| seen.sentence == sentence && self.is_person[seen.name])?;
        (first.place == 0).then(|| self.names[first.name].as_str())
    }

    /// Tells that somebody is named between two tokens.
    #[must_use]
    pub fn any_in(&self, tokens: Range<usize>) -> bool {
        self.seen
            .iter()
            .any(|seen| tokens.contains(&seen.at) && self.is_person[seen.name])
    }
}

fn is_body_word(word: &str) -> bool {
    let heads = "Inc. Inc Corp. Ltd Bank University Institute Party Senate House Court Council Ministry Department \
                 Agency Committee Office Group Company Street City County State States Association Union Times Post \
                 Journal News School College Hospital Center Centre Board Commission of";
    heads.split_whitespace().any(|head| head == word)
}

fn gender(page: &Page<'_>, lexicon: &Lexicon, found: &Mention) -> Option<Gender> {
    let tell = |sorts: lexicon::Sorts| match (sorts.any(lexicon::SHE), sorts.any(lexicon::HE)) {
        (true, false) => Some(Gender::She),
        (false, true) => Some(Gender::He),
        _ => None,
    };
    let title = (found.first..found.end).find_map(|tok| {
        let token = &page.tokens[tok];
        if token.any(lexicon::HONORIFIC.or(lexicon::ROLE)) {
            tell(token.sorts)
        } else {
            None
        }
    });
    title.or_else(|| {
        let first = found.name.split(' ').next()?.to_lowercase();
        let first = first.split('-').next().unwrap_or_default().to_owned();
        tell(lexicon.sorts(&first))
    })
}
