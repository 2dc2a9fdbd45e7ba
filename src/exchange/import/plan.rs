//! Where claims from elsewhere would go, and which are there already.

use std::collections::{HashMap, HashSet};

use super::{Incoming, names, safe_file};
use crate::model::{Article, Claim, PartialDate};
use crate::store::Store;
use crate::text::fold;

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What would be added, by file.
    pub additions: Vec<Addition>,
    /// What is there already.
    pub skipped: Vec<Skipped>,
}

/// The claims that one file would get.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// Its path under the claims folder.
    pub file: String,
    /// The file would be made.
    pub is_new: bool,
    /// What it is about.
    pub article: Article,
    /// The claims, with ids that are new in the file.
    pub claims: Vec<Claim>,
}

/// A claim that is not taken up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its line or number in the foreign file.
    pub at: usize,
    /// Why: `same name as 2025/x/a`.
    pub why: String,
}

impl Plan {
    /// Returns how many claims would be added.
    #[must_use]
    pub fn count(&self) -> usize {
        self.additions
            .iter()
            .map(|addition| addition.claims.len())
            .sum()
    }
}

/// Holds claims from elsewhere against those that are there.
///
/// A claim is there already when its name is, or when its article (by address, else by title and
/// outlet) has one with the same words of the same speaker. Claims that come with a name are told
/// apart by it alone among themselves.
#[must_use]
pub fn plan(store: &Store, incoming: Vec<Incoming>) -> Plan {
    let mut planner = Planner::new(store);
    for one in incoming {
        planner.take(one);
    }
    planner.plan
}

/// What an article is known by.
type Subject = String;

struct Planner<'a> {
    store: &'a Store,
    /// The file of each article.
    files: HashMap<Subject, String>,
    /// The names of claims, with those that are planned.
    names: HashSet<String>,
    /// The claim with these words, by article, and whether it is in the store.
    words: HashMap<String, (String, bool)>,
    /// The paths of files without their endings, in small letters.
    stems: HashSet<String>,
    places: HashMap<String, usize>,
    plan: Plan,
}

impl<'a> Planner<'a> {
    fn new(store: &'a Store) -> Self {
        let mut planner = Self {
            store,
            files: HashMap::new(),
            names: HashSet::new(),
            words: HashMap::new(),
            stems: HashSet::new(),
            places: HashMap::new(),
            plan: Plan::default(),
        };
        for file in store.files() {
            let subject = subject(file.article());
            planner.stems.insert(stem(file.path()));
            planner
                .files
                .entry(subject)
                .or_insert_with(|| file.path().to_owned());
        }
        for claim in store.claims() {
            planner.names.insert(claim.name());
            let said = [claim.quote(), claim.assertion(), claim.speaker_as_written()];
            let key = words(claim.article(), said);
            planner
                .words
                .entry(key)
                .or_insert_with(|| (claim.name(), true));
        }
        planner
    }

    fn take(&mut self, mut one: Incoming) {
        if one.article.title.trim().is_empty() {
            let named = one.article.url.clone().or_else(|| one.file.clone());
            one.article.title = named.unwrap_or_else(|| "Untitled".to_owned());
        }
        let file = self.file(&one);
        let name = |id: &str| format!("{}/{id}", crate::model::file_stem(&file));
        let is_named = one.file.is_some() && !one.claim.id.is_empty();
        if is_named && self.names.contains(&name(&one.claim.id)) {
            self.skip(one.at, format!("same name as {}", name(&one.claim.id)));
            return;
        }
        let said = [&one.claim.quote, &one.claim.assertion, &one.claim.speaker];
        let key = words(&one.article, said.map(Option::as_deref));
        let same = self.words.get(&key);
        if let Some((other, _)) = same.filter(|(_, is_stored)| !is_named || *is_stored) {
            let why = format!("same words of the same speaker as {other}");
            self.skip(one.at, why);
            return;
        }
        let text = one
            .claim
            .assertion
            .as_deref()
            .or(one.claim.quote.as_deref());
        let id = names::id_of(&one.claim.id, text.unwrap_or_default(), &|id| {
            self.names.contains(&name(id))
        });
        self.names.insert(name(&id));
        self.words.insert(key, (name(&id), false));
        one.claim.id = id;
        self.add(file, one);
    }

    fn skip(&mut self, at: usize, why: String) {
        self.plan.skipped.push(Skipped { at, why });
    }

    /// Returns the file of the claim's article: the one it has, the one it had, or a new one.
    fn file(&mut self, one: &Incoming) -> String {
        let subject = subject(&one.article);
        if let Some(file) = self.files.get(&subject) {
            return file.clone();
        }
        let wanted = if let Some(file) = &one.file {
            safe_file(file)
        } else {
            let year = one.article.published.as_ref().map(PartialDate::day);
            names::file_of(&one.article.title, year.and_then(|day| day.get(..4)))
        };
        let file = self.fresh(&wanted);
        self.stems.insert(stem(&file));
        self.files.insert(subject, file.clone());
        file
    }

    /// Returns a path that no file has, whatever the case of its letters.
    fn fresh(&self, wanted: &str) -> String {
        let (head, ending) = wanted.rsplit_once('.').unwrap_or((wanted, "yaml"));
        let others = (2u32..).map(|n| format!("{head}-{n}.{ending}"));
        let mut paths = std::iter::once(wanted.to_owned()).chain(others);
        let free = paths.find(|path| !self.stems.contains(&stem(path)));
        free.unwrap_or_else(|| wanted.to_owned())
    }

    fn add(&mut self, file: String, one: Incoming) {
        let next = self.plan.additions.len();
        let place = *self.places.entry(file.clone()).or_insert(next);
        if let Some(addition) = self.plan.additions.get_mut(place) {
            addition.claims.push(one.claim);
            return;
        }
        self.plan.additions.push(Addition {
            is_new: self.store.file(&file).is_none(),
            file,
            article: one.article,
            claims: vec![one.claim],
        });
    }
}

fn stem(path: &str) -> String {
    crate::model::file_stem(path).to_lowercase()
}

fn subject(article: &Article) -> Subject {
    let url = article.url.as_deref().map(str::trim);
    if let Some(url) = url.filter(|url| !url.is_empty()) {
        return url.trim_end_matches('/').to_owned();
    }
    let outlet = article.outlet.as_deref().unwrap_or_default();
    format!(
        "{}
{}",
        fold(&article.title),
        fold(outlet)
    )
}

fn words(article: &Article, said: [Option<&str>; 3]) -> String {
    let said = said.map(|text| fold(text.unwrap_or_default().trim()));
    format!("{}\n{}", subject(article), said.join("\n"))
}
