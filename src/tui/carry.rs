//! Carrying out what touches files: writes, undo, drafts, exports. One thread, one after the other.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::effect::Effect;
use super::msg::Msg;
use super::pace::Pace;
use super::work::World;
use crate::disk::journal::Entry;
use crate::disk::{self, Ledger, PathError, SaveError, Way, Write, Written};
use crate::source::capture::Record;

/// The writing thread's hands.
pub struct Writer {
    world: World,
    ledger: Ledger,
    /// What was last told of the history, so that it is told again only when it has changed.
    told: Option<(Option<String>, Option<String>)>,
}

impl Writer {
    /// Returns the writer of a claims folder.
    #[must_use]
    pub fn new(world: World) -> Self {
        Self {
            ledger: Ledger::new(world.state.clone()),
            world,
            told: None,
        }
    }

    /// Carries out an effect that needs no terminal.
    pub fn carry_out(&mut self, effect: Effect) {
        let world = &self.world;
        match effect {
            Effect::Save { write, draft } => self.save(write, draft),
            Effect::Keep(file, record) => self.keep(&file, *record),
            Effect::Folder(folder) => {
                let listed = disk::capture::listing(folder.as_deref());
                world.tell(Msg::Folder(listed.map_err(|error| error.to_string())));
            }
            Effect::Revert(way) => self.revert(way),
            Effect::SkipUndo => {
                let skipped = self.ledger.skip(disk::now());
                let skipped = skipped.map_err(|error| error.to_string());
                world.tell(Msg::Skipped(skipped));
            }
            Effect::KeepDraft(key, text) => {
                world.draft(|state| disk::drafts::save(state, &key, &text));
            }
            Effect::DropDraft(key) => world.draft(|state| disk::drafts::remove(state, &key)),
            Effect::NameAuthor(name) => world.name_author(&name),
            Effect::Configure(key, value) => world.configure(key, &value),
            Effect::Greeted => world.greeted(),
            Effect::KeepViews(saved) => world.keep_views(&saved),
            Effect::ShareView(view) => {
                let said = format!("view `{}` is shared: it stands in onrecord.toml", view.name);
                world.shared(disk::shared::share(&world.root.dir, &view), said);
            }
            Effect::UnshareView(name) => {
                let said = format!("view `{name}` is shared no longer");
                world.shared(disk::shared::unshare(&world.root.dir, &name), said);
            }
            Effect::Open(url) => {
                let opened = open::that_detached(&url);
                world.tell(match opened {
                    Ok(()) => Msg::Note(format!("opened {url}")),
                    Err(error) => Msg::Failed(format!("can not open {url}: {error}")),
                });
            }
            Effect::Source(file) => {
                let text = world.source(&file);
                world.tell(Msg::Source(file, text));
            }
            // These need the terminal, or are answered elsewhere.
            Effect::Search { .. }
            | Effect::Export(_)
            | Effect::StopExport
            | Effect::StopWriting
            | Effect::StopReading
            | Effect::Reload
            | Effect::Like(_)
            | Effect::Verify(_)
            | Effect::Capture(..)
            | Effect::StopCapture(_)
            | Effect::Edit { .. }
            | Effect::Copy(_)
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Quit => {}
        }
    }

    /// Writes. Typed text is a draft until it is written: whatever ends the program meanwhile, it is
    /// offered again.
    fn save(&mut self, write: Write, draft: Option<(String, String)>) {
        let world = &self.world;
        if let Some((key, text)) = &draft {
            world.draft(|state| disk::drafts::save(state, key, text));
        }
        let result = self.write(&write);
        let world = &self.world;
        let mut changed = Vec::new();
        if let Ok(written) = &result {
            changed = world.paths(&written.files);
            if let (Some((key, _)), true) = (&draft, written.refused.is_empty()) {
                world.draft(|state| disk::drafts::remove(state, key));
            }
        }
        world.tell(Msg::Saved {
            result: result.map(Box::new).map_err(|error| error.to_string()),
            write: Box::new(write),
            draft,
        });
        world.reload_if_any(&changed);
    }

    /// Writes, and remembers how it is undone.
    fn write(&mut self, write: &Write) -> Result<Written, SaveError> {
        let world = &self.world;
        let waiting = |text: &str| world.tell(Msg::Warning(text.to_owned()));
        let go_on = world.telling();
        let (root, limits) = (&world.root, &world.limits);
        let mut written = disk::write_watched(root, write, limits, &waiting, &go_on)?;
        if let Err(error) = self.ledger.wrote(&written.undo, disk::now()) {
            let text = format!("it can be undone in this run only: {error}");
            written.warnings.push(text);
        }
        Ok(written)
    }

    /// Keeps the text of a drafted record and writes the record; both or neither.
    fn keep(&mut self, file: &str, record: Record) {
        let folder = disk::folder_settings(&self.world.root.dir).sources;
        let kept = disk::capture::keep(&self.world.root.dir, &folder, file, record);
        let kept = match kept {
            Ok(kept) => kept,
            Err(error) => return self.world.tell(Msg::NotKept(error.to_string())),
        };
        let written = match self.write(&kept.write) {
            Ok(written) => written,
            Err(error) => {
                kept.discard(&folder);
                return self.world.tell(Msg::NotKept(error.to_string()));
            }
        };
        let changed = self.world.paths(&written.files);
        self.world.tell(Msg::Saved {
            result: Ok(Box::new(written)),
            write: Box::new(kept.write),
            draft: None,
        });
        self.world.reload_if_any(&changed);
    }

    /// Takes the last write back, or does it again, and tells how that ended.
    fn revert(&mut self, way: Way) {
        let world = &self.world;
        let waiting = |text: &str| world.tell(Msg::Warning(text.to_owned()));
        let go_on = world.telling();
        let (root, limits) = (&world.root, &world.limits);
        let now = disk::now();
        let result = self.ledger.revert(way, root, limits, now, &waiting, &go_on);
        let files = match &result {
            Ok(Some(reverted)) => world.paths(&reverted.files),
            _ => Vec::new(),
        };
        let result = result.map_err(|error| error.to_string());
        world.tell(Msg::Reverted(way, result));
        world.reload_if_any(&files);
    }

    /// Tells what can be undone and redone, when that has changed.
    pub fn tell_history(&mut self) {
        let journal = match self.ledger.journal() {
            Ok(journal) => journal,
            Err(error) => {
                if self.told.is_none() {
                    self.told = Some((None, None));
                    self.world.tell(Msg::Failed(error.to_string()));
                }
                return;
            }
        };
        let first = self.told.is_none();
        if let Some(problem) = journal.problem().filter(|_| first) {
            self.world.tell(Msg::Warning(problem));
        }
        let summary = |entry: Option<&Entry>| entry.map(|entry| entry.record.summary.clone());
        let next = (summary(journal.next_undo()), summary(journal.next_redo()));
        if self.told.as_ref() != Some(&next) {
            let (undo, redo) = next.clone();
            self.told = Some(next);
            self.world.tell(Msg::History { undo, redo });
        }
    }
}

impl World {
    /// Returns what tells how far a write or an undo of many files is, and that it shall stop.
    fn telling(&self) -> impl Fn(usize, usize) -> bool {
        self.stop.store(false, Ordering::Relaxed);
        let pace = Pace::new();
        move |done, total| {
            if pace.is_due() {
                self.tell(Msg::Writing(done, total));
            }
            !self.stop.load(Ordering::Relaxed)
        }
    }

    /// Returns the absolute paths of claim files.
    fn paths(&self, files: &[String]) -> Vec<PathBuf> {
        files.iter().map(|file| self.root.dir.join(file)).collect()
    }

    fn reload_if_any(&self, paths: &[PathBuf]) {
        if !paths.is_empty() {
            self.reload(paths);
        }
    }

    fn keep_views(&self, saved: &disk::Saved) {
        let Some(config) = &self.config_file else {
            let text = "saved for this run only: there is no place for a config";
            return self.tell(Msg::Warning(text.to_owned()));
        };
        if let Err(error) = saved.save(&disk::saved::file(config)) {
            self.tell(Msg::Failed(error.to_string()));
        }
    }

    /// Tells how a change of the shared views ended, and what they are now.
    fn shared(&self, result: Result<(), SaveError>, said: String) {
        let views = disk::folder_settings(&self.root.dir).views;
        self.tell(Msg::Shared(views));
        self.tell(match result {
            Ok(()) => Msg::Note(said),
            Err(error) => Msg::Failed(error.to_string()),
        });
    }

    /// A setting that can not be kept holds in this run.
    fn configure(&self, key: &str, value: &str) {
        let Some(file) = &self.config_file else {
            return;
        };
        if let Err(error) = disk::config_set::set(file, key, value) {
            self.tell(Msg::Warning(format!("in this run only: {error}")));
        }
    }

    fn greeted(&self) {
        let kept = self.greeted.as_deref().map(disk::places::greeted);
        if let Some(Err(error)) = kept {
            self.tell(Msg::Failed(error.to_string()));
        }
    }

    fn name_author(&self, name: &str) {
        let Some(file) = &self.config_file else {
            return self.tell(Msg::Note(format!("signed `{name}` in this run")));
        };
        self.tell(match disk::author::remember(file, name) {
            Ok(()) => Msg::Note(format!("your notes are signed `{name}` from now on")),
            Err(error) => Msg::Failed(error.to_string()),
        });
    }

    fn draft(&self, act: impl FnOnce(&Path) -> Result<(), PathError>) {
        let Some(state) = &self.state else {
            return;
        };
        if let Err(error) = act(state) {
            self.tell(Msg::Failed(error.to_string()));
        }
    }
}
