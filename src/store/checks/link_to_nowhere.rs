//! A link that points to no claim, or to several.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::{Ix, Lookup, Store};
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "link-to-nowhere",
    severity: Severity::Warning,
    doc: "A link names its target by an id of the same file, or by any trailing part of a global \
          name that is unique. This one names no claim, or several, so it is shown at no other end. \
          Correct the name, or write more of it.",
    check: Look::Folder(check),
};

/// How many of the claims that a name may mean are listed.
const LISTED: usize = 5;

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        for link in claim.links() {
            if store.link_target(claim.ix(), &link.target).is_some() {
                continue;
            }
            let (relation, target) = (link.relation, clean(&link.target));
            let (message, hint) = match store.find(&link.target) {
                // One claim would have been the target.
                Lookup::One(_) | Lookup::None(_) if link.target.trim().is_empty() => {
                    (format!("`{relation}` names no claim"), None)
                }
                Lookup::One(_) => continue,
                Lookup::None(near) => (
                    format!("`{relation}: {target}` names no claim"),
                    did_you_mean(&near),
                ),
                Lookup::Many(many) => (
                    format!("`{relation}: {target}` names {} claims", many.len()),
                    Some(format!("write more of the name: {}", names(store, &many))),
                ),
            };
            let finding = Finding::at(claim, message);
            report(Finding { hint, ..finding });
        }
    }
}

fn did_you_mean(near: &[String]) -> Option<String> {
    let near: Vec<String> = near.iter().map(|id| format!("`{}`", clean(id))).collect();
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

fn names(store: &Store, many: &[Ix]) -> String {
    let claims = many.iter().filter_map(|&ix| store.claim(ix));
    let mut names: Vec<String> = claims
        .take(LISTED)
        .map(|claim| format!("`{}`", clean(&claim.name())))
        .collect();
    if many.len() > LISTED {
        names.push("…".to_owned());
    }
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim, file, found_in};
    use crate::model::{Claim, Link, Relation};
    use crate::store::{Folder, Store, checks};

    fn linked(target: &str) -> Claim {
        Claim {
            links: vec![Link {
                relation: Relation::Repeats,
                target: target.to_owned(),
            }],
            ..claim("from")
        }
    }

    fn files(target: &str) -> Vec<crate::store::LoadedFile> {
        vec![
            file("a.yaml", vec![linked(target), claim("here")]),
            file("b.yaml", vec![claim("twice"), claim("here")]),
            file("c.yaml", vec![claim("twice"), claim("only")]),
        ]
    }

    fn found(target: &str) -> Vec<String> {
        found_in("link-to-nowhere", files(target), Folder::default())
    }

    #[test]
    fn nothing_and_several_are_reported() {
        assert_eq!(found("onlee"), ["`repeats: onlee` names no claim"]);
        assert_eq!(found("twice"), ["`repeats: twice` names 2 claims"]);
        assert_eq!(found("zzz"), ["`repeats: zzz` names no claim"]);
    }

    #[test]
    fn the_hint_names_what_may_be_meant() {
        let hints = |target| {
            let store = Store::build(files(target), Folder::default());
            let hints: Vec<_> = checks::check(&store)
                .into_iter()
                .filter(|one| one.code == "link-to-nowhere")
                .map(|one| one.hint)
                .collect();
            hints
        };
        assert_eq!(hints("onlee"), [Some("did you mean `only`?".to_owned())]);
        let both = "write more of the name: `b/twice`, `c/twice`".to_owned();
        assert_eq!(hints("twice"), [Some(both)]);
    }

    #[test]
    fn a_target_that_is_there_is_left_alone() {
        for target in ["here", "only", "c/twice", "b/here"] {
            assert_eq!(found(target), [""; 0], "{target}");
        }
    }
}
