//! The pictures of docs/ and the page that shows them are made by the program, and fail here when they
//! drift. `UPDATE_DOCS=1 cargo test --test pictures` makes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// One picture.
struct Picture {
    file: &'static str,
    title: &'static str,
    /// What it shows, for the page.
    words: &'static str,
    claims: &'static str,
    size: &'static str,
    keys: &'static str,
}

const BUNDLED: &str = "claims";
/// A small record whose captured text is in the repository.
const RIVER: &str = "tests/cli/verify/claims";

/// A record as it is captured, and an older one that it repeats.
const HEARING: &str = "tests/fixtures/triage/claims";

const PICTURES: &[Picture] = &[
    Picture {
        file: "claims",
        title: "Claims",
        words: "The list, its facets, and the claim under the cursor in full. `f` goes to the facets: Enter \
            filters by a value, a second time excludes it, a third time neither; two values of a facet are \
            either. A term of the filter is clicked, or switched with `-`, off and on.",
        claims: BUNDLED,
        size: "140x40",
        keys: "j",
    },
    Picture {
        file: "filter",
        title: "Filter",
        words: "`/` filters while one types, says how many claims are found and how long it took, and \
            completes fields and values with their counts.",
        claims: BUNDLED,
        size: "120x24",
        keys: "/ \"kind:figure who:\"",
    },
    Picture {
        file: "speakers",
        title: "Speakers",
        words: "Who is on record, and the dossier of one: credibility with its numbers, verdicts so far, \
            contradictions, and every claim over time.",
        claims: BUNDLED,
        size: "120x40",
        keys: "2",
    },
    Picture {
        file: "grid",
        title: "Grid",
        words: "How many claims have which grade, under the filter. Enter filters by a cell; `m` picks up a \
            claim, or the marked ones, and Enter puts them down on another grade.",
        claims: BUNDLED,
        size: "120x36",
        keys: "3",
    },
    Picture {
        file: "figures",
        title: "Figures",
        words: "Per unit and measure, on a logarithmic axis: what differs about the same thing stands \
            together, scale words (\"billions\") apart from numbers.",
        claims: BUNDLED,
        size: "120x40",
        keys: "4 j j",
    },
    Picture {
        file: "timeline",
        title: "Timeline",
        words: "What was published, said and noted, and when.",
        claims: BUNDLED,
        size: "120x24",
        keys: "5",
    },
    Picture {
        file: "article",
        title: "Article",
        words: "The captured text with what is recorded of it; `+` marks words and figures that no claim \
            has yet, and Enter there records them.",
        claims: RIVER,
        size: "120x24",
        keys: "j j j 6",
    },
    Picture {
        file: "triage",
        title: "Triage",
        words: "A captured draft in its text, with the rule that found it and how sure it is; `≈` is what it \
            repeats or contradicts. `a` accepts, `e` edits, `x` rejects, `s` splits, `m` merges, `L` links; `C` \
            captures an article, here or in any view.",
        claims: HEARING,
        size: "120x30",
        keys: "T n n n n n",
    },
    Picture {
        file: "problems",
        title: "Problems",
        words: "What is wrong in the files, and in the config. Enter goes to the claim, `e` opens the \
            editor at the line.",
        claims: RIVER,
        size: "120x24",
        keys: "7",
    },
    Picture {
        file: "annotate",
        title: "Annotating",
        words: "`a` writes a note on the claim, or on all that are marked.",
        claims: BUNDLED,
        size: "120x30",
        keys: "space space space a \"Asked the author for the source of this number.\"",
    },
    Picture {
        file: "palette",
        title: "Palette",
        words: "`:` has every action, saved view, export format and theme, by name; `?` the keys of the \
            pane one is in.",
        claims: BUNDLED,
        size: "120x30",
        keys: ": \"grade\"",
    },
];

/// Returns the picture as the program draws it.
fn drawn(picture: &Picture, home: &Path) -> String {
    let file = home.join("picture.svg");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command
        .arg(root.join(picture.claims))
        .args(["--fresh", "--no-cache", "--size", picture.size])
        .args(["--keys", picture.keys, "--by", "dana", "--screenshot"])
        .arg(&file)
        .current_dir(home)
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("CLICOLOR_FORCE", "1")
        .env("TERM", "xterm-256color")
        .env("TZ", "UTC");
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}: {output:?}", picture.file);
    std::fs::read_to_string(&file).expect("a picture")
}

#[test]
fn the_pictures_and_their_page_are_as_the_program_draws_them() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut page = String::from(
        "<!-- Made by tests/pictures.rs; the pictures by the program itself. -->\n\n# Views\n\n\
         Every picture is made by the program: `UPDATE_DOCS=1 cargo test --test pictures` makes them \
         anew. The keys are [here](keys.md).\n",
    );
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut drifted = Vec::new();
    for picture in PICTURES {
        let Picture {
            file, title, words, ..
        } = picture;
        let made = [(format!("{file}.svg"), drawn(picture, home.path()))];
        // Writing to a string can not fail.
        let _ = write!(page, "\n## {title}\n\n{words}\n\n![{title}]({file}.svg)\n");
        drifted.extend(
            made.into_iter()
                .filter(|(name, made)| differs(&docs, name, made, update)),
        );
    }
    if differs(&docs, "views.md", &page, update) {
        drifted.push(("views.md".to_owned(), page));
    }
    let names: Vec<&String> = drifted.iter().map(|(name, _)| name).collect();
    assert!(
        names.is_empty(),
        "docs/ has drifted: {names:?}: UPDATE_DOCS=1 cargo test --test pictures"
    );
}

/// Tells that a file of docs/ is another one than what was made; with `update` it is made so.
fn differs(docs: &Path, name: &str, made: &str, update: bool) -> bool {
    let path = docs.join(name);
    if update {
        std::fs::write(&path, made).expect("docs/ can be written");
    }
    std::fs::read_to_string(&path).unwrap_or_default() != made
}
