//! What the screen looks like, at the sizes people have.

use super::*;

#[test]
fn the_claims_view_at_four_sizes() {
    for (columns, rows) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut app = App::new(columns, rows);
        app.press("/ \"who:tapscott fig:>1bn\" enter j");
        insta::assert_snapshot!(format!("claims_{columns}x{rows}"), app.screen());
    }
}

#[test]
fn no_line_is_wider_than_the_screen_and_none_is_missing() {
    for (columns, rows) in [
        (40, 12),
        (57, 13),
        (79, 24),
        (80, 24),
        (119, 30),
        (120, 31),
        (200, 60),
    ] {
        for keys in [
            "",
            "/ \"c\"",
            "a",
            "A",
            "E",
            "t",
            "l",
            "x",
            "?",
            ":",
            "S",
            "enter",
            "f",
            "r",
            "D",
            "2",
            "2 tab",
            "3",
            "3 m G enter",
            "4 G",
            "5",
            "7",
        ] {
            let mut app = App::new(columns, rows);
            app.press(keys);
            let screen = app.screen();
            assert_eq!(screen.lines().count(), usize::from(rows));
            for line in screen.lines() {
                let wide = crate::text::width::width(line);
                assert!(
                    wide <= usize::from(columns),
                    "{columns}x{rows} {keys}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    for (columns, rows) in [(1, 1), (20, 5), (39, 12), (40, 11)] {
        let mut app = App::new(columns, rows);
        app.press("a \"x\" esc / \"y\" esc G");
        let screen = app.screen();
        assert!(columns < 10 || screen.contains("too small"), "{screen}");
    }
}

#[test]
fn popups() {
    for (name, keys) in [
        ("annotate", "a \"Asked the company for the breakdown.\""),
        ("credibility", "c"),
        ("verdict", "v"),
        ("tags", "t \"ch\""),
        ("link", "l"),
        ("export", "x j j"),
        ("add", "A"),
        ("complete", "/ \"who:\""),
        ("help", "?"),
        ("nothing_found", "/ \"cred:5 kind:commitment\" enter"),
    ] {
        let mut app = App::new(100, 30);
        app.press(keys);
        insta::assert_snapshot!(name, app.screen());
    }
}

#[test]
fn words_that_nobody_spoke_never_stand_in_marks() {
    let store = bundled();
    for claim in store.claims() {
        use crate::model::Attribution::{Author, Direct};
        let mut app = App::new(100, 40);
        app.press(&format!("/ \"id:={}\" enter", claim.id()));
        let own = matches!(claim.attribution(), Some(Direct | Author));
        let wording = claim.wording();
        assert_eq!(
            wording.lead.is_empty() && claim.quote().is_some(),
            own,
            "{}",
            claim.id()
        );
        let outer = wording.words.starts_with('“') && wording.words.ends_with('”');
        let inner = claim.quote().is_some_and(|quote| quote.starts_with('“'));
        assert_eq!(outer && !inner, own, "{}: {}", claim.id(), wording.words);
    }
}

#[test]
fn how_many_claims_there_are_is_read_on_every_screen() {
    for (columns, folder) in [
        (40, false),
        (80, true),
        (100, false),
        (120, true),
        (200, true),
    ] {
        let mut app = App::new(columns, 30);
        let claim = |n: usize| {
            let claim = crate::model::Claim {
                id: format!("c{n}"),
                assertion: Some("x".to_owned()),
                ..crate::model::Claim::default()
            };
            (claim, 1)
        };
        let files = (0..3000).map(|file| LoadedFile {
            path: format!("a{file}.yaml"),
            claims: (0..4).map(|n| claim(file * 4 + n)).collect(),
            ..LoadedFile::default()
        });
        let store = Arc::new(Store::build(files.collect(), Folder::default()));
        let problems = Vec::new();
        app.send(Msg::Reloaded { store, problems });
        let screen = app.screen();
        let head = screen.lines().next().unwrap();
        // There the line of the filter has it.
        assert!(screen.contains("12000") && !head.contains('…'), "{screen}");
        assert_eq!(head.contains("12000 claims"), columns > 40, "{head}");
        assert_eq!(head.contains("claims/ ·"), folder, "{head}");
        assert_eq!(
            head.contains("3000 articles"),
            !matches!(columns, 40 | 100),
            "{head}"
        );
    }
}
