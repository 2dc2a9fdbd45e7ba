//! Text from the news moves no cursor: a record whose every field and file name is hostile.

use std::path::Path;

use crate::world::World;

/// What a terminal obeys, or what makes it show another text than the file has.
const HOSTILE: [(&str, &str); 12] = [
    ("clear screen", "\u{1b}[2J"),
    ("lone escape", "\u{1b}"),
    ("title", "\u{1b}]0;PWN\u{7}"),
    ("clipboard, never ended", "\u{1b}]52;c;UFdO"),
    ("device control", "\u{1b}Pq\u{1b}\\"),
    ("C1 control sequence", "\u{9b}31m"),
    ("C1 operating system command", "\u{9d}0;PWN\u{9c}"),
    ("delete", "\u{7f}"),
    ("back and bell", "\u{8}\u{8}\u{7}"),
    ("carriage return over the line", "safe\rPWN"),
    ("bidi override", "\u{202e}gnp.exe\u{2066}"),
    ("zero width and tags", "a\u{200b}b\u{feff}c\u{e0041}"),
];

/// Writes a record in which `bad` stands in every field, and in the names of file and folder.
fn record(dir: &Path, bad: &str) {
    let claims = dir.join("claims");
    std::fs::create_dir_all(&claims).unwrap();
    // The control codes of a double-quoted YAML text are those of JSON.
    let text = |field: &str| serde_json::to_string(&format!("{field} {bad} end")).unwrap();
    let escaped = |field: &str| {
        let json = text(field);
        let hidden = |c: char| !c.is_ascii_graphic() && c != ' ';
        json.chars()
            .map(|c| {
                if hidden(c) {
                    format!("\\U{:08x}", u32::from(c))
                } else {
                    c.to_string()
                }
            })
            .collect::<String>()
    };
    let yaml = format!(
        "article:\n  title: {t}\n  author: {a}\n  outlet: {o}\n  url: {u}\n  archived: {u}\n\
         claims:\n  - id: {id}\n    quote: {q}\n    assertion: {q}\n    speaker: {s}\n    \
         role: {s}\n    org: {s}\n    via: {s}\n    attribution: paraphrase\n    lang: {s}\n    \
         translation: {q}\n    grade: B2\n    verdict: {v}\n    figures:\n      - text: {f}\n        \
         about: {f}\n        unit: {f}\n    skepticism: [{q}]\n    tags: [{v}]\n    evidence:\n      \
         - {{url: {u}, quote: {q}, note: {q}}}\n    links:\n      - contradicts: {id}\n    \
         annotations:\n      - at: {v}\n        by: {s}\n        grade: {v}\n        was: {v}\n        \
         note: {q}\n  - id: fine\n    quote: {q}\n    kind: {v}\n    {key}: {q}\n    line: {q}\n  \
         - quote: {q}\n",
        t = escaped("title"),
        a = escaped("author"),
        o = escaped("outlet"),
        u = escaped("url"),
        id = escaped("id"),
        q = escaped("quote"),
        s = escaped("speaker"),
        v = escaped("verdict"),
        f = escaped("figure"),
        key = escaped("key"),
    );
    let name = format!("odd {bad} name").replace('/', "_");
    std::fs::create_dir_all(claims.join(&name)).unwrap();
    std::fs::write(claims.join(&name).join(format!("{name}.yaml")), &yaml).unwrap();
    // The raw bytes themselves: in a block that is read, and in a file that can not be.
    let raw = format!("article:\n  title: raw\nclaims:\n  - id: raw\n    quote: 'x {bad} y'\n");
    std::fs::write(claims.join("raw.yaml"), raw).unwrap();
    let broken = format!("article:\n  title: \"{bad}\nclaims: [{bad}\n");
    std::fs::write(claims.join("broken.yaml"), broken).unwrap();
    let speakers = format!(
        "speakers:\n  {}:\n    aliases: [{}]\n",
        escaped("speaker"),
        escaped("b")
    );
    std::fs::write(claims.join("speakers.yaml"), speakers).unwrap();
    let views = format!(
        "[[views]]\nname = {}\nquery = {}\n",
        escaped("view"),
        escaped("query")
    );
    std::fs::write(claims.join("onrecord.toml"), views).unwrap();
}

/// Returns the first character of an output that no output may hold.
fn forbidden(output: &[u8]) -> Option<char> {
    let text = String::from_utf8(output.to_vec()).expect("output is UTF-8");
    text.chars().find(|&c| {
        (c < ' ' && c != '\n' && c != '\t')
            || ('\u{7f}'..='\u{9f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || ['\u{200b}', '\u{feff}', '\u{e0041}'].contains(&c)
    })
}

#[test]
fn no_command_prints_what_a_terminal_obeys() {
    let world = World::new();
    for (what, bad) in HOSTILE {
        let dir = tempfile::tempdir().unwrap();
        record(dir.path(), bad);
        let stem = format!("odd {bad} name").replace('/', "_");
        let name = format!("{stem}/{stem}/id {bad} end");
        let absent = format!("absent {bad}");
        let commands: Vec<Vec<&str>> = vec![
            vec!["list"],
            vec!["list", &absent],
            vec!["list", "--view", &absent],
            vec!["list", "--format", &absent],
            vec!["show", &name],
            vec!["show", "fine"],
            vec!["show", "fine", "raw", "--format", "json"],
            vec!["show", &absent],
            vec!["check"],
            vec!["check", "--format", "json"],
            vec!["check", "--format", "sarif"],
            vec!["check", "--format", "github"],
            vec!["check", "--explain", &absent],
            vec!["stats"],
            vec!["stats", "--format", "json"],
            vec!["config"],
            vec!["annotate", "fine", "--verdict", &absent],
            vec!["annotate", "raw", "--link", &absent],
            vec!["add", &absent, "--quote", "x"],
            vec![&absent],
        ];
        let mut printed = 0;
        for args in commands {
            let output = world.onrecord(dir.path(), &args).output().unwrap();
            printed += output.stdout.len();
            for stream in [&output.stdout, &output.stderr] {
                let text = String::from_utf8_lossy(stream);
                assert_eq!(forbidden(stream), None, "{what}: {args:?}: {text:?}");
            }
            assert_ne!(output.status.code(), Some(101), "{what}: {args:?}");
            if args == ["list"] || args == ["show", "fine"] || args == ["stats"] {
                assert_eq!(output.status.code(), Some(0), "{what}: {args:?}");
            }
        }
        assert!(
            printed > 2_000,
            "{what}: nothing was shown, so nothing was tested"
        );
    }
}

#[test]
fn the_mark_of_what_was_hidden_is_seen() {
    let world = World::new();
    let dir = tempfile::tempdir().unwrap();
    record(dir.path(), "\u{1b}[2J");
    let output = world.onrecord(dir.path(), &["list"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("quote <ESC>[2J end"), "{text}");
}
