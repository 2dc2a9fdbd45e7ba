//! What the app is started with, and the state it then has.

use std::path::PathBuf;
use std::sync::Arc;

use super::actions::drafts;
use super::effect::Effect;
use super::state::{Setting, State, Tone};
use super::view::views;
use super::work::Places;
use crate::disk::{self, Cache, Config, Root, Surroundings, View, config};
use crate::store::Store;
use crate::yaml::Limits;

/// Whether the app takes up where it was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// It does.
    Resumed,
    /// It begins anew, and is taken up the next time.
    Fresh,
    /// It leaves no trace: a folder that is gone afterwards.
    Untraced,
}

/// What the app is started with.
#[derive(Debug)]
pub struct Launch {
    /// The claims folder.
    pub root: Root,
    /// The user's config.
    pub config: Config,
    /// The environment.
    pub env: Surroundings,
    /// Limits of what is read.
    pub limits: Limits,
    /// Where the index is kept.
    pub index: Option<Cache>,
    /// The first filter.
    pub query: String,
    /// Who annotates.
    pub author: String,
    /// Nobody chose that name: the first start says how to.
    pub author_guessed: bool,
    /// Where the chosen name is kept.
    pub config_file: Option<PathBuf>,
    /// The saved views that the folder's people share.
    pub shared: Vec<View>,
    /// No colours.
    pub plain: bool,
    /// Whether it takes up where it was left.
    pub start: Start,
}

impl Launch {
    /// Returns the state folder of this claims folder, for drafts.
    pub(super) fn state(&self) -> Option<PathBuf> {
        let places = self.env.places.as_ref()?;
        Some(places.state_of(&self.root.dir))
    }

    /// Returns the file that tells that the card of the first start was seen.
    pub(super) fn greeted(&self) -> Option<PathBuf> {
        let places = self.env.places.as_ref()?;
        Some(places.state.join(disk::places::GREETED))
    }

    /// Returns where what the threads need is kept.
    pub(super) fn places(&self) -> Places {
        Places {
            root: self.root.clone(),
            limits: self.limits,
            index: self.index.clone(),
            state: self.state(),
            config_file: self.config_file.clone(),
            cache: self.cache(),
            greeted: self.greeted(),
        }
    }

    /// Returns the cache folder of this claims folder.
    pub(super) fn cache(&self) -> Option<PathBuf> {
        let places = self.env.places.as_ref()?;
        Some(places.cache_of(&self.root.dir))
    }
}

/// Returns the state at the start.
pub(super) fn begin(launch: &Launch) -> (State, Vec<Effect>) {
    let (formats, faulty) = disk::formats(launch.config_file.as_deref());
    let mut setting = Setting {
        formats,
        folder: folder_name(&launch.root),
        author: launch.author.clone(),
        plain: launch.plain,
        shared: launch.shared.clone(),
        zone: disk::zone(),
        ..Setting::default()
    };
    setting.take(&launch.config);
    let mut problems: Vec<String> = setting
        .problems
        .first()
        .map(config::in_words)
        .into_iter()
        .collect();
    problems.extend(faulty);
    let (mut state, effects) = State::new(
        Arc::new(Store::default()),
        setting,
        &launch.query,
        disk::now(),
    );
    state.saved.clone_from(&launch.config.saved);
    let view = launch.config.default_view.as_deref().and_then(views::view);
    state.view = view.unwrap_or(state.view);
    match launch.state().as_deref().map(disk::drafts::list) {
        Some(Ok(drafts)) => {
            state.drafts = drafts
                .into_iter()
                .map(|draft| (draft.key, draft.text))
                .collect();
        }
        Some(Err(error)) => problems.push(error.to_string()),
        None => {}
    }
    if launch.author_guessed {
        let text = format!(
            "your notes will be signed `{}`: press I to change that",
            launch.author
        );
        state.say(Tone::Warning, text);
    }
    if let Some(greeting) = drafts::greeting(&state) {
        state.say(Tone::Warning, greeting);
    }
    if let Some(problem) = problems.first() {
        state.say(Tone::Warning, problem.clone());
    }
    // The view is another one than that of the first search.
    let effects = if view.is_some() {
        state.refilter()
    } else {
        effects
    };
    (state, effects)
}

/// Returns the claims folder as the header names it: its own name, or the one file.
pub(super) fn folder_name(root: &Root) -> String {
    let name = root.dir.file_name().unwrap_or(root.dir.as_os_str());
    let name = name.to_string_lossy();
    match &root.only {
        Some(file) => format!("{name}/{file}"),
        None => format!("{name}/"),
    }
}
