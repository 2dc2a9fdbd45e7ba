//! One name that stands for two speakers.

use std::collections::HashMap;

use super::{Finding, Look, Rule, SPEAKERS_FILE};
use crate::model::Severity;
use crate::store::Store;
use crate::text::clean::clean;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "name-clash",
    severity: Severity::Warning,
    doc: "A name or alias in speakers.yaml stands for one speaker. This one stands for two, and all \
          claims under it go to the first. Give it to one of them, and tell namesakes apart in their \
          canonical names: `John Smith (economist)`.",
    check: Look::Folder(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    let mut owner: HashMap<String, usize> = HashMap::new();
    let speakers = &store.folder().speakers;
    for (at, speaker) in speakers.iter().enumerate() {
        for name in [&speaker.name].into_iter().chain(&speaker.aliases) {
            let first = *owner.entry(fold(name)).or_insert(at);
            if first != at {
                let first = speakers.get(first).map_or("", |first| first.name.as_str());
                let message = format!(
                    "`{}` stands for both {} and {}",
                    clean(name),
                    clean(first),
                    clean(&speaker.name)
                );
                let hint = "give the name to one of them; its claims go to the first now";
                report(Finding::in_file(SPEAKERS_FILE, message).hint(hint));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_in, speaker};
    use crate::store::Folder;

    fn found(speakers: &[(&str, &[&str])]) -> Vec<String> {
        let folder = Folder {
            speakers: speakers
                .iter()
                .map(|(name, aliases)| speaker(name, aliases))
                .collect(),
            ..Folder::default()
        };
        found_in("name-clash", vec![], folder)
    }

    #[test]
    fn a_name_of_two_is_reported() {
        assert_eq!(
            found(&[("John Smith", &["Smith"]), ("Adam Smith", &["SMITH"])]),
            ["`SMITH` stands for both John Smith and Adam Smith"]
        );
        assert_eq!(
            found(&[("Meta", &["Facebook"]), ("Facebook", &[])]),
            ["`Facebook` stands for both Meta and Facebook"]
        );
    }

    #[test]
    fn names_of_one_are_not() {
        assert_eq!(
            found(&[("Meta", &["meta", "Facebook"]), ("Apple", &[])]),
            [""; 0]
        );
    }
}
