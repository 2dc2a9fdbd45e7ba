//! Who has been named so far: full names for surnames, and whom a pronoun may mean.

use std::collections::HashMap;

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
}

/// Everybody the narrative names.
#[derive(Debug, Default)]
pub struct People {
    /// Full names, in order of appearance.
    names: Vec<String>,
    gender: Vec<Option<Gender>>,
    is_person: Vec<bool>,
    /// The first role and organisation given to each.
    about: Vec<(Option<String>, Option<String>)>,
    /// The names that begin or end with a word, folded.
    by_word: HashMap<String, Vec<usize>>,
    /// Every mention, in order.
    seen: Vec<Seen>,
}

/// How many sentences back a pronoun may reach.
const REACH: usize = 8;

impl People {
    /// Collects the names of a page.
    #[must_use]
    pub fn of(page: &Page<'_>, lexicon: &Lexicon) -> Self {
        let mut people = Self::default();
        for (at, sentence) in page.sentences.iter().enumerate() {
            // The byline names who writes, not who is written of.
            let mut opening = sentence.tokens.clone().take(3);
            let byline = opening.any(|tok| page.tokens[tok].is("by"))
                && sentence.tokens.len() <= 9
                && sentence.paragraph < 4
                && !sentence.tokens.clone().any(|tok| {
                    page.tokens[tok].any(lexicon::AUXILIARY) || page.tokens[tok].is(".")
                });
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
                let titled =
                    found.role.is_some() || gender.is_some() || described(page, words, k, next);
                let name = self.index(&found.name, gender, titled);
                self.seen.push(Seen {
                    at: found.first,
                    sentence,
                    place,
                    name,
                });
                let (role, org) = &mut self.about[name];
                *role = role.take().or(found.role.as_deref().and_then(office));
                *org = org.take().or(found.org);
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
            self.about.push((None, None));
            let at = self.names.len() - 1;
            let folded = crate::text::fold(name);
            let mut ends = vec![folded.split(' ').next_back(), folded.split(' ').next()];
            ends.dedup();
            for word in ends.into_iter().flatten() {
                self.by_word.entry(word.to_owned()).or_default().push(at);
            }
            at
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
        let sharing = self.by_word.get(folded.split(' ').next_back()?)?;
        sharing.iter().rev().copied().take(50).find(|&at| {
            let full = crate::text::fold(&self.names[at]);
            let ends = |head: &str| head.is_empty() || head.ends_with(' ');
            let by_first = |rest: &str| self.gender[at].is_some() && rest.starts_with(' ');
            full.strip_suffix(folded.as_str()).is_some_and(ends)
                || !folded.contains(' ') && full.strip_prefix(folded.as_str()).is_some_and(by_first)
        })
    }

    /// Returns the full name of a mention by name, with its first role and organisation.
    #[must_use]
    pub fn full(&self, found: &Mention) -> (String, Option<String>, Option<String>) {
        let Some(at) = self.full_of(&found.name) else {
            let role = found.role.as_deref().and_then(office);
            return (found.name.clone(), role, found.org.clone());
        };
        let (role, org) = &self.about[at];
        (
            self.names[at].clone(),
            (found.role.as_deref().and_then(office)).or_else(|| role.clone()),
            found.org.as_ref().or(org.as_ref()).cloned(),
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
            "it" | "they" | "its" | "their" => return self.body(sentence, heard),
            _ => return None,
        };
        let fits = |name: usize| {
            self.is_person[name] && self.gender[name].is_none_or(|gender| gender == wanted)
        };
        let far = |other: usize| sentence.saturating_sub(other) * 10;
        let named = self
            .seen_in(sentence.saturating_sub(REACH), sentence)
            .iter()
            .filter(|seen| seen.at < at && fits(seen.name));
        let by_name = named.map(|seen| {
            let sure = if self.gender[seen.name] == Some(wanted) {
                0
            } else {
                6
            };
            (far(seen.sentence) + 4 * seen.place.min(4) + sure, seen.name)
        });
        let by_voice = heard.iter().rev().take(REACH).filter_map(|(said, name)| {
            let name = self.full_of(name).filter(|&name| fits(name))?;
            (far(*said) <= 10 * REACH).then(|| (far(*said).saturating_sub(1), name))
        });
        let best = by_name.chain(by_voice).min_by_key(|&(cost, _)| cost)?;
        Some(self.names[best.1].clone())
    }

    /// Returns the body or group that spoke last, or that a sentence right before names first.
    fn body(&self, sentence: usize, heard: &[(usize, String)]) -> Option<String> {
        let near = |said: usize| sentence.saturating_sub(said) <= 3;
        let is_body = |name: &str| self.full_of(name).is_none_or(|at| !self.is_person[at]);
        let voice = heard.last().filter(|(said, _)| near(*said));
        if let Some((_, name)) = voice {
            return Some(name.clone()).filter(|name| is_body(name));
        }
        let from = sentence.saturating_sub(1);
        let first = self
            .seen_in(from, sentence)
            .iter()
            .find(|seen| seen.place == 0)?;
        (!self.is_person[first.name]).then(|| self.names[first.name].clone())
    }

    /// Returns whom a description like `the 52-year-old` means: who spoke last, or the person that a
    /// sentence right before is about.
    #[must_use]
    pub fn described(&self, sentence: usize, heard: &[(usize, String)]) -> Option<String> {
        let person = |name: &str| self.full_of(name).is_some_and(|at| self.is_person[at]);
        let subject = (sentence.saturating_sub(2)..sentence)
            .rev()
            .find_map(|at| Some((at, self.subject_of(at)?)));
        let voice = heard
            .last()
            .filter(|(said, name)| sentence - said <= 4 && person(name));
        match (subject, voice) {
            (Some((at, name)), Some((said, _))) if at > *said => Some(name.to_owned()),
            (_, Some((_, name))) => Some(name.clone()),
            (Some((_, name)), None) => Some(name.to_owned()),
            (None, None) => None,
        }
    }

    /// Returns the full name that a surname stands for.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<&str> {
        self.full_of(name).map(|at| self.names[at].as_str())
    }

    /// Returns the one person named before a sentence; none when there are more.
    #[must_use]
    pub fn only_one_before(&self, sentence: usize) -> Option<&str> {
        let before = self.seen[..self.seen.partition_point(|seen| seen.sentence < sentence)].iter();
        let mut persons = before
            .map(|seen| seen.name)
            .filter(|&name| self.is_person[name]);
        let first = persons.next()?;
        persons
            .all(|name| name == first)
            .then(|| self.names[first].as_str())
    }

    /// The mentions in some sentences, the last included.
    fn seen_in(&self, first: usize, last: usize) -> &[Seen] {
        let from = self.seen.partition_point(|seen| seen.sentence < first);
        let to = self.seen.partition_point(|seen| seen.sentence <= last);
        &self.seen[from..to]
    }

    /// Returns what a sentence names before anything else, person or body.
    #[must_use]
    pub fn first_of(&self, sentence: usize) -> Option<&str> {
        let first = self
            .seen_in(sentence, sentence)
            .iter()
            .find(|seen| seen.place == 0)?;
        Some(&self.names[first.name])
    }

    /// Returns the person a sentence names before anything else.
    #[must_use]
    pub fn subject_of(&self, sentence: usize) -> Option<&str> {
        let mut seen = self.seen_in(sentence, sentence).iter();
        let first = seen.find(|seen| self.is_person[seen.name])?;
        (first.place == 0).then(|| self.names[first.name].as_str())
    }
}

/// A role without the forms of address before it; `Dr.` alone is none.
fn office(role: &str) -> Option<String> {
    let address = [
        "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Dame", "Lord", "Lady", "Rev", "Hon",
    ];
    let mut words = role.split(' ').peekable();
    while words
        .next_if(|word| address.contains(&word.trim_end_matches('.')))
        .is_some()
    {}
    let rest = words.collect::<Vec<_>>().join(" ");
    (!rest.is_empty()).then_some(rest)
}

/// `Her daughter, Sunniva, …`, `Kelly, 44, …`: an apposition tells that one name is a person's.
fn described(page: &Page<'_>, words: &[usize], from: usize, to: usize) -> bool {
    let word = |at: usize| words.get(at).map(|&tok| &page.tokens[tok]);
    let comma = |at: usize| word(at).is_some_and(|token| token.is(","));
    let before = from.checked_sub(2).filter(|_| comma(from - 1));
    let kin = before
        .and_then(word)
        .is_some_and(|token| token.any(lexicon::ROLE));
    let age = word(to + 1).filter(|_| comma(to));
    kin && comma(to)
        || age.is_some_and(|token| token.lower.starts_with(|c: char| c.is_ascii_digit()))
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
