//! The terminal app: keys in, a screen out.
//!
//! One keypress: the terminal's event -> [`msg::Msg`] -> [`keymap`] finds the [`actions::Action`] ->
//! it changes the [`state::State`] and asks for [`effect::Effect`]s -> `work` carries them out on
//! threads of its own -> their answers are messages again -> [`view::draw`]. All but `run`, `work`,
//! `verifier`, `input` and `terminal` is pure. Knows nothing of subcommands.

pub mod actions;
mod alike;
mod asking;
mod capturer;
mod carry;
mod choose;
pub mod effect;
pub mod exporting;
mod found;
mod input;
mod jobs;
mod joined;
mod judge;
pub mod keymap;
mod launch;
mod linking;
mod links;
mod mouse;
pub mod msg;
mod outcome;
mod pace;
mod picture;
mod resume;
mod run;
pub mod screenshot;
mod search;
pub mod state;
mod steps;
pub mod style;
mod submit;
pub mod terminal;
pub mod theme;
mod typing;
mod update;
mod verifier;
pub mod view;
mod work;

pub use launch::{Launch, Start};
pub use picture::picture;
pub use run::run;
pub use state::faults;
pub use update::update;

#[cfg(test)]
mod tests;
