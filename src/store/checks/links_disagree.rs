//! Two links between the same two claims that can not both hold.

use super::{Finding, Look, Rule};
use crate::model::{Relation, Severity};
use crate::store::{ClaimRef, Store};
use crate::text::clean::clean;

pub(super) const RULE: Rule = Rule {
    code: "links-disagree",
    severity: Severity::Warning,
    doc: "A link is stored at one end and shown at both. These two claims are linked twice, once \
          as agreeing (repeats, supports) and once as disagreeing (contradicts, attacks, \
          corrects); the reader can not know which is meant. Remove one of the two links.",
    check: Look::Folder(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    for claim in store.claims() {
        let links: Vec<_> = claim
            .links()
            .filter_map(|link| Some((link, store.link_target(claim.ix(), &link.target)?)))
            .collect();
        for (at, &(link, target)) in links.iter().enumerate() {
            let relation = link.relation;
            let here = links[..at]
                .iter()
                .find(|(other, same)| *same == target && disagree(other.relation, relation));
            // Of two ends the later claim is reported, once.
            let there = claim.backlinks().iter().find(|back| {
                back.from == target && target < claim.ix() && disagree(back.relation, relation)
            });
            let other = here
                .map(|(other, _)| format!("and `{}`", other.relation))
                .or_else(|| there.map(|back| format!("and is {} by it", passive(back.relation))));
            if let (Some(other), Some(to)) = (other, store.claim(target)) {
                report(
                    Finding::at(claim, said(relation, to, &other)).hint("remove one of the two"),
                );
            }
        }
    }
}

fn said(relation: Relation, to: ClaimRef<'_>, other: &str) -> String {
    format!("`{relation}` {} {other}", clean(&to.name()))
}

/// "contradicted by" without its "by".
fn passive(relation: Relation) -> &'static str {
    relation.reverse().trim_end_matches(" by")
}

fn disagree(a: Relation, b: Relation) -> bool {
    agrees(a) != agrees(b)
}

fn agrees(relation: Relation) -> bool {
    matches!(relation, Relation::Repeats | Relation::Supports)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim, file, found_in};
    use crate::model::{Claim, Link, Relation};
    use crate::store::Folder;

    fn linked(id: &str, links: &[(Relation, &str)]) -> Claim {
        let links = links.iter().map(|&(relation, target)| Link {
            relation,
            target: target.to_owned(),
        });
        Claim {
            links: links.collect(),
            ..claim(id)
        }
    }

    fn found(a: &[(Relation, &str)], b: &[(Relation, &str)]) -> Vec<String> {
        let files = vec![file("x.yaml", vec![linked("a", a), linked("b", b)])];
        found_in("links-disagree", files, Folder::default())
    }

    #[test]
    fn both_ends_and_one_end_are_looked_at() {
        let (no, yes) = (Relation::Contradicts, Relation::Supports);
        assert_eq!(
            found(&[(no, "b")], &[(yes, "a")]),
            ["`supports` x/a and is contradicted by it"]
        );
        assert_eq!(
            found(&[(no, "b"), (yes, "b")], &[]),
            ["`supports` x/b and `contradicts`"]
        );
    }

    #[test]
    fn what_goes_together_is_left_alone() {
        let (no, yes) = (Relation::Contradicts, Relation::Supports);
        assert_eq!(found(&[(no, "b")], &[(no, "a")]), [""; 0]);
        assert_eq!(found(&[(yes, "b")], &[(Relation::Repeats, "a")]), [""; 0]);
        assert_eq!(found(&[(yes, "b"), (no, "nowhere")], &[]), [""; 0]);
    }
}
