//! The app by keys: a fixture, keys, then the screen or the effects asked for. No disk, no terminal.

mod adding;
mod answers;
mod article;
mod bulk;
mod capture;
mod editing;
mod every;
mod exporting;
mod finding;
mod judging;
mod keeping;
mod manners;
mod screens;
mod small;
mod triage;
mod views;
mod writing;

use std::sync::Arc;

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Timestamp;

use super::effect::Effect;
use super::keymap::Keymap;
use super::msg::{Exported, Msg};
use super::screenshot;
use super::state::{Setting, State};
use super::theme;
use crate::disk::Write;
use crate::exchange::{Formats, Watch};
use crate::model::{Change, Edit};
use crate::store::{Folder, LoadedFile, Store};
use crate::yaml::{Limits, read_claims, read_speakers};

const RECORD: &str = "2025-02-01-deepseek-upending-ai.yaml";

/// Returns the bundled record as a store.
fn bundled() -> Store {
    let read = read_claims(
        RECORD,
        include_bytes!("../../../claims/2025-02-01-deepseek-upending-ai.yaml"),
        &Limits::default(),
    );
    let (speakers, problems) = read_speakers(
        "speakers.yaml",
        include_bytes!("../../../claims/speakers.yaml"),
        &Limits::default(),
    );
    let file = LoadedFile {
        path: RECORD.to_owned(),
        article: read.article,
        claims: read
            .claims
            .into_iter()
            .map(|read| (read.claim, read.line))
            .collect(),
        problems: read.problems,
        read_only: None,
    };
    let folder = Folder {
        speakers,
        problems,
        ..Folder::default()
    };
    Store::build(vec![file], folder)
}

fn now() -> Timestamp {
    "2026-11-23T15:40:00Z".parse().unwrap()
}

/// The app, driven by keys.
struct App {
    state: State,
    effects: Vec<Effect>,
}

impl App {
    fn new(columns: u16, rows: u16) -> Self {
        let setting = Setting {
            folder: "claims/".to_owned(),
            author: "dana".to_owned(),
            plain: true,
            theme: theme::plain(),
            ..Setting::default()
        };
        let (mut state, effects) = State::new(Arc::new(bundled()), setting, "", now());
        screenshot::settle(&mut state, effects, now());
        screenshot::send(&mut state, Msg::Resize(columns, rows), now());
        Self {
            state,
            effects: Vec::new(),
        }
    }

    /// Presses keys as `screenshot::press` reads them, and keeps the effects they ask for.
    fn press(&mut self, keys: &str) -> &mut Self {
        self.effects
            .extend(screenshot::press(&mut self.state, keys, now()).unwrap());
        self
    }

    /// Does something with the mouse at a column and a row.
    fn mouse(&mut self, kind: MouseEventKind, column: usize, row: usize) -> &mut Self {
        let event = MouseEvent {
            kind,
            column: column.try_into().unwrap(),
            row: row.try_into().unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        let effects = screenshot::send(&mut self.state, Msg::Mouse(event), now());
        self.effects.extend(effects);
        self
    }

    fn click(&mut self, column: usize, row: usize) -> &mut Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    /// Answers the export asked for last, as the thread would that carries it out.
    fn export(&mut self) {
        if let Some(Effect::Export(export)) = self.effects.last().cloned() {
            let bytes = export.render(&Watch::default()).unwrap();
            let text = String::from_utf8(bytes).unwrap();
            let ended = Msg::Exported(export.number, Ok(Exported::Text(text)));
            let effects = screenshot::send(&mut self.state, ended, now());
            self.effects.extend(effects);
        }
    }

    fn screen(&self) -> String {
        screenshot::text(&screenshot::screen(&self.state))
    }

    /// Returns the ids of the claims shown.
    fn ids(&self) -> Vec<&str> {
        let claims = self
            .state
            .rows()
            .iter()
            .filter_map(|ix| self.state.store.claim(*ix));
        claims.map(|claim| claim.id()).collect()
    }

    fn current(&self) -> &str {
        self.state.current().map_or("", |claim| claim.id())
    }

    /// Returns the edits asked for since the last time.
    fn edits(&mut self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for effect in self.effects.drain(..) {
            if let Effect::Save {
                write: Write::Edits(some),
                ..
            } = effect
            {
                edits.extend(some);
            }
        }
        edits
    }

    /// Returns the changes asked for, each with its claim.
    fn changes(&mut self) -> Vec<(String, Change)> {
        self.edits()
            .into_iter()
            .map(|edit| (edit.claim, edit.change))
            .collect()
    }
}
