//! A picture of the screen after some keys, with everything a person would wait for: the claims, their
//! quotes held to their texts, the captured text.

use std::path::Path;
use std::sync::mpsc;

use jiff::Timestamp;

use super::effect::Effect;
use super::launch::{Launch, begin};
use super::msg::Msg;
use super::screenshot;
use super::state::State;
use super::verifier::LISTED;
use super::verifier::hold;
use super::work::World;
use crate::disk;
use crate::store::checks;

/// Writes a picture of the screen after some keys to a file: SVG when it ends so, else text.
///
/// # Errors
/// A word that names no key, claims that can not be read, a file that can not be written.
pub fn picture(launch: &Launch, file: &Path, size: (u16, u16), keys: &str) -> Result<(), String> {
    let now = disk::now();
    let index = launch.index.as_ref();
    let (library, _) = disk::load(&launch.root, &launch.limits, index, &|_, _| {})
        .map_err(|error| error.to_string())?;
    let store = library.store.clone();
    // Nobody listens: what is asked for is answered here.
    let (out, _) = mpsc::channel();
    let world = World::still(launch.places(), library, out);
    let (mut state, effects) = begin(launch);
    answer(&mut state, &world, effects, now);
    let problems = checks::check(&store);
    let messages = [
        Msg::Reloaded { store, problems },
        Msg::Resize(size.0, size.1),
    ];
    let pressed = screenshot::events(keys)?.into_iter().map(Msg::Key);
    for msg in messages.into_iter().chain(pressed) {
        let effects = screenshot::send(&mut state, msg, now);
        answer(&mut state, &world, effects, now);
    }
    let screen = screenshot::screen(&state);
    let paper = match state.setting.theme.name {
        "light" => screenshot::LIGHT,
        _ => screenshot::DARK,
    };
    let picture = if file.extension().is_some_and(|end| end == "svg") {
        screenshot::svg(&screen, paper)
    } else {
        screenshot::text(&screen)
    };
    disk::save::output(file, picture.as_bytes(), true).map_err(|error| error.to_string())
}

/// Answers what only reads, and what the answers ask for; nothing is written.
fn answer(state: &mut State, world: &World, effects: Vec<Effect>, now: Timestamp) {
    let mut open = screenshot::settle(state, effects, now);
    while let Some(effect) = open.pop() {
        let msg = match effect {
            Effect::Source(file) => {
                let text = world.source(&file);
                Msg::Source(file, text)
            }
            Effect::Verify(generation) => {
                let store = world.store();
                hold(world, &store, &|_, _| (), &|| false);
                Msg::Verified {
                    generation,
                    problems: checks::check_some(&store, LISTED),
                }
            }
            _ => continue,
        };
        open.extend(screenshot::send(state, msg, now));
    }
}
