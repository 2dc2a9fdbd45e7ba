//! Which action a sequence of keys means: the table of actions, with the user's own bindings over it.

use std::collections::HashMap;
use std::fmt::Write as _;

use crokey::{KeyCombination, KeyCombinationFormat};

use super::actions::{ACTIONS, Action, Context};
use super::state::hint;

/// A binding: one or more key combinations, one after the other.
pub type Sequence = Vec<KeyCombination>;

/// The live bindings.
#[derive(Debug)]
pub struct Keymap {
    bindings: Vec<(Sequence, &'static Action)>,
}

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Resolved {
    /// It is bound to this action.
    Action(&'static Action),
    /// It begins longer bindings.
    Prefix,
    /// Nothing.
    Nothing,
}

/// Returns the sequence written as `a`, `G`, `ctrl-d`, `space`, or several separated by spaces.
///
/// # Errors
/// A word that names no key.
pub fn parse(text: &str) -> Result<Sequence, String> {
    let keys: Result<Sequence, String> = text.split_whitespace().map(combination).collect();
    match keys {
        Ok(keys) if keys.is_empty() => Err("a binding needs at least one key".to_owned()),
        keys => keys,
    }
}

fn combination(word: &str) -> Result<KeyCombination, String> {
    // crokey reads a lone capital as its small letter: spell the shift out.
    let mut chars = word.chars();
    let spelt = match (chars.next(), chars.next()) {
        (Some(one), None) if one.is_ascii_uppercase() => format!("shift-{one}"),
        (Some('-'), None) => "minus".to_owned(),
        _ if word == "shift-tab" => "shift-backtab".to_owned(),
        _ => word.to_owned(),
    };
    crokey::parse(&spelt)
        .map(KeyCombination::normalized)
        .map_err(|_| {
            format!(
                "`{word}` names no key: expected a letter, or as in ctrl-d, alt-enter, space, f1"
            )
        })
}

/// Writes a sequence as help shows it: `Ctrl-d`, `G`, `Space`.
#[must_use]
pub fn shown(keys: &[KeyCombination]) -> String {
    let format = KeyCombinationFormat::default().with_implicit_shift();
    let mut text = String::new();
    for (at, key) in keys.iter().enumerate() {
        let gap = if at == 0 { "" } else { " " };
        let key = format
            .to_string(*key)
            .replace("Hyphen", "-")
            .replace("Shift-BackTab", "BackTab")
            .replace("BackTab", "Shift-Tab");
        // Writing to a string can not fail.
        let _ = write!(text, "{gap}{key}");
    }
    text
}

impl Keymap {
    /// Returns the default bindings with the user's own: action name to sequences. The second part
    /// lists what is wrong with them, each with the action's name; the rest holds.
    #[must_use]
    pub fn new(own: &HashMap<String, Vec<String>>) -> (Self, Vec<(String, String)>) {
        let mut problems = Vec::new();
        let mut bindings = Vec::new();
        for action in ACTIONS.iter().copied().flatten() {
            let defaults: Vec<&str> = action.keys.to_vec();
            let texts: Vec<&str> = own
                .get(action.name)
                .map_or(defaults, |own| own.iter().map(String::as_str).collect());
            for text in texts {
                match parse(text) {
                    Ok(keys) => bindings.push((keys, action)),
                    Err(problem) => problems.push((action.name.to_owned(), problem)),
                }
            }
        }
        for name in own
            .keys()
            .filter(|name| super::actions::action(name).is_none())
        {
            let names = ACTIONS.iter().copied().flatten().map(|action| action.name);
            let hint = hint(name, names);
            problems.push((name.clone(), format!("there is no such action{hint}")));
        }
        problems.sort();
        // Where two actions have the same keys, the one that the user bound is meant.
        bindings.sort_by_key(|(_, action): &(Sequence, &Action)| !own.contains_key(action.name));
        problems.extend(clashes(&bindings, own));
        (Self { bindings }, problems)
    }

    /// Returns what the keys pressed so far mean in the given contexts, the innermost first.
    #[must_use]
    pub fn resolve(&self, contexts: &[Context], pressed: &[KeyCombination]) -> Resolved {
        for context in contexts {
            let mut prefix = false;
            for (keys, action) in &self.bindings {
                if action.context != *context {
                    continue;
                }
                if keys.as_slice() == pressed {
                    return Resolved::Action(action);
                }
                prefix |= keys.starts_with(pressed);
            }
            if prefix {
                return Resolved::Prefix;
            }
        }
        Resolved::Nothing
    }

    /// Returns what the keys pressed so far can be followed by, and what that does: the innermost
    /// context first.
    #[must_use]
    pub fn followed_by(
        &self,
        contexts: &[Context],
        pressed: &[KeyCombination],
    ) -> Vec<(String, &'static Action)> {
        let mut found = Vec::new();
        for context in contexts {
            let of_it = self.bindings.iter().filter(|(keys, action)| {
                action.context == *context
                    && keys.len() > pressed.len()
                    && keys.starts_with(pressed)
            });
            found.extend(of_it.map(|(keys, action)| (shown(&keys[pressed.len()..]), *action)));
        }
        found
    }

    /// Tells that the first key of an action means it in these contexts, and not another one of an inner
    /// context.
    #[must_use]
    pub fn reaches(&self, contexts: &[Context], action: &'static Action) -> bool {
        let own = self.bindings.iter().find(|(_, bound)| *bound == action);
        own.is_some_and(|(keys, _)| self.resolve(contexts, keys) == Resolved::Action(action))
    }

    /// Returns the keys of an action as help shows them, `/` between alternatives.
    #[must_use]
    pub fn keys_of(&self, action: &Action) -> String {
        let bound = self
            .bindings
            .iter()
            .filter(|(_, bound)| std::ptr::eq(*bound, action));
        let shown: Vec<String> = bound.map(|(keys, _)| shown(keys)).collect();
        shown.join(" / ")
    }

    /// Returns the first key of an action, for the footer.
    #[must_use]
    pub fn key_of(&self, action: &Action) -> Option<String> {
        let mut bound = self
            .bindings
            .iter()
            .filter(|(_, bound)| std::ptr::eq(*bound, action));
        bound.next().map(|(keys, _)| shown(keys))
    }
}

/// Two actions of one context on one sequence, or a sequence that another one begins with: told of the
/// one that the user bound.
fn clashes(
    bindings: &[(Sequence, &'static Action)],
    own: &HashMap<String, Vec<String>>,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, (keys, action)) in bindings.iter().enumerate() {
        for (other_keys, other) in &bindings[at + 1..] {
            let clash = keys.starts_with(other_keys) || other_keys.starts_with(keys);
            if clash && action.context == other.context && !std::ptr::eq(*action, *other) {
                let users = if own.contains_key(other.name) {
                    other
                } else {
                    action
                };
                let (keys, one, two) = (shown(keys), action.name, other.name);
                let why = format!("{keys} means both `{one}` and `{two}`");
                found.push((users.name.to_owned(), why));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn own(name: &str, keys: &[&str]) -> HashMap<String, Vec<String>> {
        let keys = keys.iter().map(|&key| key.to_owned()).collect();
        HashMap::from([(name.to_owned(), keys)])
    }

    #[test]
    fn the_default_bindings_are_sound() {
        let (_, problems) = Keymap::new(&HashMap::new());
        assert_eq!(problems, []);
    }

    #[test]
    fn keys_are_shown_as_people_write_them() {
        for (written, seen) in [
            ("G", "G"),
            ("ctrl-d", "Ctrl-d"),
            ("space", "Space"),
            ("alt-enter", "Alt-Enter"),
            ("-", "-"),
            ("*", "*"),
            ("g g", "g g"),
            ("?", "?"),
            ("/", "/"),
        ] {
            assert_eq!(
                parse(written).map(|keys| shown(&keys)),
                Ok(seen.to_owned()),
                "{written}"
            );
        }
        assert!(parse("").is_err());
        assert!(parse("notakey").is_err());
    }

    #[test]
    fn a_parsed_key_is_the_key_that_the_terminal_sends() {
        for (written, code, modifiers) in [
            ("G", KeyCode::Char('G'), KeyModifiers::SHIFT),
            ("a", KeyCode::Char('a'), KeyModifiers::NONE),
            ("?", KeyCode::Char('?'), KeyModifiers::NONE),
            ("*", KeyCode::Char('*'), KeyModifiers::NONE),
            ("ctrl-s", KeyCode::Char('s'), KeyModifiers::CONTROL),
            ("shift-tab", KeyCode::BackTab, KeyModifiers::SHIFT),
            ("enter", KeyCode::Enter, KeyModifiers::NONE),
        ] {
            let sent = KeyCombination::from(KeyEvent::new(code, modifiers));
            assert_eq!(parse(written), Ok(vec![sent]), "{written}");
        }
    }

    #[test]
    fn an_own_binding_replaces_the_default() {
        let (keymap, problems) = Keymap::new(&own("annotate", &["alt-a", "z n"]));
        assert_eq!(problems, []);
        let Some(annotate) = super::super::actions::action("annotate") else {
            panic!("no such action");
        };
        assert_eq!(keymap.keys_of(annotate), "Alt-a / z n");
        let pressed = |text| parse(text).unwrap_or_default();
        let resolve = |text| keymap.resolve(&[Context::Browse], &pressed(text));
        assert_eq!(resolve("z n"), Resolved::Action(annotate));
        assert_eq!(resolve("a"), Resolved::Nothing);
    }

    #[test]
    fn faulty_bindings_are_reported_and_the_rest_holds() {
        let (_, problems) = Keymap::new(&own("annotat", &["x"]));
        assert!(
            problems[0].1.contains("did you mean `annotate`"),
            "{problems:?}"
        );
        let (_, problems) = Keymap::new(&own("annotate", &["j"]));
        assert!(problems[0].1.contains("means both"), "{problems:?}");
        let (keymap, problems) = Keymap::new(&own("quit", &["j"]));
        assert_eq!(problems[0].0, "quit");
        let pressed = parse("j").unwrap();
        let meant = keymap.resolve(&[Context::Browse], &pressed);
        assert_eq!(
            meant,
            Resolved::Action(super::super::actions::action("quit").unwrap())
        );
    }
}
