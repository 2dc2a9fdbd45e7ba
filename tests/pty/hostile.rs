//! A folder whose every field, tag and file name does what a terminal obeys: the program's own
//! drawing is all that reaches it.

use std::fs;
use std::path::Path;

use crate::session::{Deeds, Session};

/// What each claim of the folder holds in every field: its mark is what a reader must see.
const ATTACKS: &[(&str, &str)] = &[
    ("\u{1b}]0;PWN\u{7}", "<ESC>]0;PWN<U+0007>"),
    ("\u{1b}]8;;http://evil\u{1b}\\x", "<ESC>]8;;"),
    ("\u{1b}]52;c;UFdO\u{7}", "<ESC>]52;c;UFdO"),
    ("\u{1b}[2J\u{1b}[6n", "<ESC>[2J<ESC>[6n"),
    ("\u{1b}[?1003h\u{1b}[?1049l", "<ESC>[?1003h"),
    ("\u{1b}Pq#0\u{1b}\\", "<ESC>Pq#0"),
    ("\u{9b}31m\u{9d}0;PWN\u{9c}", "<U+009B>31m"),
    ("\u{7}\u{8}\u{8}\u{7f}", "<U+0007><U+0008>"),
    ("\u{202e}gpj.exe\u{2066}x", "<U+202E>gpj"),
    ("pay\u{200b}pal\u{feff}\u{2060}", "<U+200B>pal"),
    ("\u{e0041}\u{e0042}\u{e007f}", "<U+E0041>"),
    ("\u{1b}]0;never ended", "<ESC>]0;never"),
    ("\u{301}", "<+"),
    (
        "\u{6f22}\u{5b57}\u{ff37}\u{ff29}\u{ff24}\u{ff25}",
        "\u{6f22}\u{5b57}",
    ),
    ("\u{1f600}\u{200d}a\u{200d}\u{1f680}", "<U+200D>a<U+200D>"),
];

/// The attack itself; an accent is piled up a thousand times.
fn attack(at: usize) -> String {
    let text = ATTACKS[at].0;
    if text == "\u{301}" {
        return format!("e{}", text.repeat(1000));
    }
    text.to_owned()
}

/// A double-quoted YAML text.
fn quoted(text: &str) -> String {
    let inner = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    });
    format!("\"{}\"", inner.collect::<String>())
}

/// All attacks, one after the other.
fn all() -> String {
    let attacks: Vec<String> = (0..ATTACKS.len()).map(attack).collect();
    attacks.concat()
}

/// Writes a record in which the attack stands in every field, under a name that is one too.
fn record(claims: &Path, at: usize, bad: &str) {
    let f = |name: &str| quoted(&format!("{name} {bad} end"));
    let yaml = format!(
        "article:\n  title: {t}\n  author: {t}\n  outlet: {t}\n  url: {t}\nclaims:\n  \
         - id: {id}\n    quote: {q}\n    assertion: {q}\n    speaker: {s}\n    role: {s}\n    \
         org: {s}\n    via: {s}\n    attribution: {how}\n    translation: {q}\n    grade: B2\n    \
         verdict: {v}\n    figures:\n      - {{text: {v}, about: {v}, unit: {v}}}\n    \
         skepticism: [{q}, {{note: {q}, by: {s}, at: {s}}}]\n    tags: [{v}]\n    evidence:\n      \
         - {{stance: for, url: {t}, quote: {q}, note: {q}}}\n    links:\n      \
         - contradicts: {id}\n      - repeats: {v}\n    annotations:\n      \
         - {{at: {s}, by: dana, grade: {v}, was: {v}, note: {q}}}\n    {key}: {q}\n",
        t = f("title"),
        id = f("id"),
        q = f("quote"),
        s = f("speaker"),
        v = f("value"),
        // YAML allows a key of one line 1,024 characters.
        key = quoted(&bad.chars().take(60).collect::<String>()),
        how = if at.is_multiple_of(2) {
            "direct"
        } else {
            "paraphrase"
        },
    );
    // A file name has at most 255 bytes.
    let name: String = bad.replace('/', "_").chars().take(40).collect();
    let path = claims.join(format!("{at:02} {name}.yaml"));
    fs::write(path, yaml).expect("a record");
}

/// Returns the columns of the pane borders, as the row of their corners has them.
fn borders(app: &Session) -> (u16, Vec<usize>) {
    for row in 0..8 {
        let cells = app.row(row);
        let corners: Vec<usize> = (0..cells.len())
            .filter(|&at| ["┐", "┌", "┬"].contains(&cells[at].as_str()))
            .collect();
        if !corners.is_empty() {
            return (row, corners);
        }
    }
    panic!("no panes on the screen:\n{}", app.screen());
}

const ROWS: u16 = 44;

/// Looks at the whole screen: the borders stand where they stood, nothing hidden is in any cell.
#[track_caller]
fn sound(app: &Session, what: &str, (top, columns): &(u16, Vec<usize>)) {
    for row in 0..ROWS {
        let cells = app.row(row);
        let inside = (top + 1..ROWS - 1).contains(&row);
        for &column in columns.iter().filter(|_| inside) {
            assert_eq!(cells[column], "│", "{what}: row {row}:\n{}", app.screen());
        }
        for cell in &cells {
            let bad = |c: char| {
                c.is_control()
                    || ('\u{200b}'..='\u{200f}').contains(&c)
                    || ('\u{202a}'..='\u{202e}').contains(&c)
                    || ('\u{2060}'..='\u{2069}').contains(&c)
                    || ('\u{e0000}'..='\u{e0fff}').contains(&c)
                    || c == '\u{feff}'
            };
            assert!(!cell.contains(bad), "{what}: row {row}: {cell:?}");
            assert!(cell.chars().count() <= 4, "{what}: row {row}: {cell:?}");
        }
    }
    calm(app, what, 0);
}

/// The program set its own title and nothing else of the terminal.
#[track_caller]
fn calm(app: &Session, what: &str, copies: usize) {
    let Deeds {
        titles,
        clipboard,
        odd,
    } = app.deeds();
    assert!(
        titles.iter().all(|title| title == "onrecord · claims/"),
        "{what}: {titles:?}"
    );
    assert_eq!(clipboard.len(), copies, "{what}: {clipboard:?}");
    assert_eq!(odd, [""; 0], "{what}");
    assert!(app.alternate_screen() && app.mouse_is_on(), "{what}");
}

#[test]
fn a_hostile_folder_is_drawn_and_does_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a claims folder");
    for at in 0..ATTACKS.len() {
        record(&claims, at, &attack(at));
    }
    let size = (ROWS, 140);
    let mut app = Session::start(home.path(), &[], &[], &[], size);
    app.wait_for("15 claims");
    app.settle();
    let panes = borders(&app);
    assert_eq!(panes.1.len(), 2, "facets and claim:\n{}", app.screen());
    for (attack, mark) in ATTACKS {
        app.settle();
        sound(&app, mark, &panes);
        assert!(
            app.screen().contains(mark),
            "{attack:?} as {mark}:\n{}",
            app.screen()
        );
        // The foot of the claim: figures, evidence, links, log.
        app.send("\t\x04\x04\x04");
        app.settle();
        sound(&app, mark, &panes);
        app.send("\x15\x15\x15\x15\x15\x1b");
        app.settle();
        app.send("j");
    }
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn popups_forms_and_messages_are_safe_too() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a claims folder");
    record(&claims, 0, &all());
    let mut app = Session::start(home.path(), &[], &[], &[], (ROWS, 140));
    app.wait_for("1 claim ");
    // Problems, tags, values, links, verdicts, fields, one's last note, a new one, export, deleting,
    // orders, help, actions, the filter.
    for keys in [
        "p", "t", "w", "l", "v", "F", "\x05", "a", "x", "D", "S", "?", ":", "/",
    ] {
        app.send(keys);
        app.settle();
        calm(&app, &format!("{keys:?}"), 0);
        // What is pasted is drawn as safely as what is read.
        app.send(&format!(
            "\x1b[200~{}\x1b[201~",
            all().replace("\u{1b}[20", "")
        ));
        app.settle();
        calm(&app, &format!("pasted after {keys:?}"), 0);
        for _ in 0..3 {
            app.send("\x1b");
            app.settle();
        }
    }
    app.send("y");
    app.settle();
    calm(&app, "copied", 1);
    app.send("\x03");
    app.wait_for_exit();
}

#[test]
fn the_fields_of_a_form_show_marks() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let claims = home.path().join("claims");
    fs::create_dir(&claims).expect("a claims folder");
    record(&claims, 0, &attack(0));
    let mut app = Session::start(home.path(), &[], &[], &[], (ROWS, 140));
    app.wait_for("1 claim");
    // One's own last annotation, whose note is hostile.
    app.send("\x05");
    app.wait_for("your last annotation");
    app.wait_for("quote <ESC>]0;PWN<U+0007> end");
    calm(&app, "the note", 0);
    app.send("\x03");
    app.wait_for_exit();
}
