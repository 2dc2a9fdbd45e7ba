//! A captured text that is no longer the one that was pinned.

use super::{Finding, Look, Rule};
use crate::model::Severity;
use crate::store::{SourceState, Store};

pub(super) const RULE: Rule = Rule {
    code: "source-changed",
    severity: Severity::Warning,
    doc: "The captured text has another SHA-256 than the record pins: it was captured again, edited, \
          or is another file of that name, and lines and words may have moved. Look at what changed; \
          `onrecord verify --pin` pins the new text when every quote still stands in it.",
    check: Look::Claims(check),
};

fn check(store: &Store, report: &mut dyn FnMut(Finding)) {
    let Some(overlay) = store.overlay() else {
        return;
    };
    for file in store.files() {
        let state = overlay.file(file.path()).map(|held| &held.source);
        let message = match state {
            Some(SourceState::Changed(_)) => "the captured text is not the one that was pinned",
            _ => continue,
        };
        let hint = "compare the two; `onrecord verify --pin` pins the new one";
        report(Finding::in_file(file.path(), message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{file, with};
    use super::super::{Look, rule};
    use crate::model::SourcePin;
    use crate::store::checks::tests::laid_over;
    use crate::store::{Folder, Store};

    fn found(sha256: Option<&str>) -> usize {
        let mut file = file("a.yaml", with(|_| ()));
        file.article.source = Some(SourcePin {
            file: Some("a.txt".to_owned()),
            sha256: sha256.map(str::to_owned),
        });
        let store = Store::build(vec![file], Folder::default());
        laid_over(&store, "words\n");
        let mut count = 0;
        if let Look::Claims(look) = rule("source-changed").unwrap().check {
            look(&store, &mut |_| count += 1);
        }
        count
    }

    #[test]
    fn another_hash_is_reported() {
        assert_eq!(found(Some("ff")), 1);
        assert_eq!(found(Some("00")), 0);
        assert_eq!(found(None), 0);
    }
}
