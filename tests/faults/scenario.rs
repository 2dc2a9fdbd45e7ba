//! What is done while things fail: a row is a command. To have another one swept, add a row.

use crate::desk::{Desk, Snapshot};
use crate::outcome;

/// A command that writes, and what it needs to have something to write.
pub struct Scenario {
    pub name: &'static str,
    /// Commands that are run first, in peace.
    pub before: &'static [&'static [&'static str]],
    pub command: &'static [&'static str],
    /// Among the points of every `cargo test`; the others wait for the full sweep.
    pub quick: bool,
}

pub const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "annotate",
        before: &[],
        command: &["annotate", "river/clean", "-m", "Asked for the samples."],
        quick: true,
    },
    Scenario {
        name: "bulk grade of three files",
        before: &[],
        command: &[
            "annotate",
            "-q",
            "kind:figure",
            "--grade",
            "C3",
            "-m",
            "One source.",
        ],
        quick: true,
    },
    Scenario {
        name: "undo",
        before: &[&["annotate", "-q", "kind:figure", "--grade", "C3"]],
        command: &["undo"],
        quick: true,
    },
    Scenario {
        name: "redo",
        before: &[&["annotate", "river/clean", "-m", "x"], &["undo"]],
        command: &["redo"],
        quick: false,
    },
    Scenario {
        name: "new",
        before: &[],
        command: &["new", "2026/bridge", "--title", "A bridge is to be built"],
        quick: true,
    },
    Scenario {
        name: "add",
        before: &[],
        command: &[
            "add",
            "2025/mine",
            "--id",
            "opening",
            "--quote",
            "it opens in May",
            "--speaker",
            "Olof Berg",
            "--attribution",
            "paraphrase",
        ],
        quick: false,
    },
    Scenario {
        name: "import",
        before: &[],
        command: &["import", "in.csv"],
        quick: true,
    },
    Scenario {
        name: "undo of an import",
        before: &[&["import", "in.csv"]],
        command: &["undo"],
        quick: false,
    },
    Scenario {
        name: "export",
        before: &[],
        command: &["export", "-f", "csv", "-o", "out.csv"],
        quick: false,
    },
    Scenario {
        name: "export over an older one",
        before: &[
            &["export", "-f", "csv", "-o", "out.csv"],
            &["annotate", "river/clean", "--grade", "B2"],
        ],
        command: &["export", "-f", "csv", "-o", "out.csv", "--force"],
        quick: true,
    },
];

impl Scenario {
    /// Tells that this program has the command, and those that go before it.
    pub fn is_known(&self, help: &str) -> bool {
        let all = self.before.iter().chain(std::iter::once(&self.command));
        all.filter_map(|words| words.first()).all(|name| {
            help.lines()
                .any(|line| line.split_whitespace().next() == Some(name))
        })
    }

    /// A fresh desk on which only the command itself is still to be done.
    pub fn desk(&self) -> Desk {
        let desk = Desk::new();
        for words in self.before {
            let run = desk.run(words);
            assert!(run.is_done(), "{}: {words:?}: {}", self.name, run.ending());
        }
        desk
    }

    /// What the files hold when nothing fails.
    pub fn expected(&self) -> Snapshot {
        let desk = self.desk();
        let before = desk.snapshot();
        let run = desk.run(self.command);
        assert!(run.is_done(), "{}: {}", self.name, run.ending());
        let after = desk.snapshot();
        assert_ne!(
            outcome::plain(&before),
            outcome::plain(&after),
            "{}: it writes nothing",
            self.name
        );
        after
    }
}
