//! How the app behaves beside finding and noting: the first start, the config, borders, sizes, editors
//! that fail, and keys that mean nothing.

use std::fs;
use std::path::PathBuf;

use super::session::FIRST;
use super::{Desk, RECORD};

impl Desk {
    fn config(&self, text: &str) -> PathBuf {
        let dir = self.home.path().join(".config/onrecord");
        fs::create_dir_all(&dir).expect("a config folder");
        let file = dir.join("config.toml");
        fs::write(&file, text).expect("a config");
        file
    }
}

#[test]
fn the_first_start_explains_itself_once() {
    let desk = Desk::new();
    let mut app = desk.open_with(&[], &[(FIRST, "1")]);
    app.wait_for("90 claims");
    app.wait_for("welcome to onrecord");
    app.send("/sputnik\r");
    app.wait_for("1 of 90");
    assert!(!app.screen().contains("welcome"), "{}", app.screen());
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open_with(&["--fresh"], &[(FIRST, "1")]);
    app.wait_for("90 claims");
    app.settle();
    assert!(!app.screen().contains("welcome"), "{}", app.screen());
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn the_config_is_read_again_while_the_app_runs_and_the_theme_with_it() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    desk.config("theme = \"light\"\nmouse = false\ncolumns = [\"id\", \"words\"]\n");
    app.wait_for("the config was read again");
    app.wait_for("just-millions");
    super::session::wait_until("the mouse is let go", || !app.mouse_is_on());
    desk.config("theme = \"lihgt\"\n[keys]\nannotate = [\"j\"]\n");
    app.wait_for("config.toml: line 1: `theme`");
    app.send("7");
    app.wait_for("`keys.annotate`: j means both");
    app.send("1:theme dark\r");
    super::session::wait_until("the theme is kept", || {
        let file = desk.home.path().join(".config/onrecord/config.toml");
        fs::read_to_string(file).is_ok_and(|text| text.starts_with("theme = \"dark\"\n"))
    });
    app.send("\x03");
    app.wait_for_exit();
}

#[test]
fn an_editor_that_fails_is_said_and_the_screen_comes_back() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open_with(&["-q", "sputnik"], &[("EDITOR", "false")]);
    app.wait_for("1 of 90");
    app.send("e");
    app.wait_for("false ended with exit status: 1");
    app.wait_for("1 of 90");
    assert!(app.alternate_screen() && app.mouse_is_on());
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open_with(&["-q", "sputnik"], &[("EDITOR", "/no/such/editor")]);
    app.wait_for("1 of 90");
    app.send("e");
    app.wait_for("can not run /no/such/editor");
    app.send("q");
    app.wait_for_exit();
    assert_eq!(desk.text(), before);
}

#[test]
fn many_claims_are_graded_at_once_and_it_is_taken_back_to_the_same_bytes() {
    let desk = Desk::new();
    let before = desk.text();
    let mut app = desk.open(&["-q", "who:tapscott kind:prediction"]);
    app.wait_for(" of 90");
    app.send("*");
    app.wait_for(" marked");
    app.send("c");
    app.wait_for("credibility of the information");
    app.send("5");
    app.wait_for("credibility 5 on 16 claims in 1 file");
    assert_eq!(desk.text(), before, "nothing is written before Enter");
    app.send("\r");
    app.wait_for("saved: credibility 5 on 16 claims in 1 file");
    assert!(super::added_or_changed(&before, &desk.text()) > 4);
    app.send("u");
    app.wait_for("undone: grade of ");
    assert_eq!(desk.text(), before);
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn what_is_typed_survives_a_terminal_of_one_cell() {
    let desk = Desk::new();
    let mut app = desk.open(&["-q", "sputnik"]);
    app.wait_for("1 of 90");
    app.send("a");
    app.wait_for("annotate");
    app.send("before ");
    app.wait_for("before");
    app.resize(1, 1);
    app.settle();
    app.send("while it is tiny ");
    app.settle();
    app.resize(36, 120);
    app.wait_for("before while it is tiny");
    app.send("and after\x13");
    app.wait_for("saved");
    app.send("q");
    app.wait_for_exit();
    assert!(desk.text().contains("before while it is tiny and after"));
}

/// Keys that leave the app, stop it or open a page are left out; every other one may come.
fn random_keys(seed: u64, count: usize) -> String {
    const SPECIAL: [&str; 14] = [
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\r",
        "\t",
        "\x1b[Z",
        "\x7f",
        "\x1b[5~",
        "\x1b[6~",
        "\x04",
        "\x15",
        "\x12",
        "\x1b[<0;30;10M",
    ];
    let mut state = seed;
    let mut next = |of: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % of as u64).expect("small")
    };
    let mut keys = String::new();
    for _ in 0..count {
        match next(10) {
            0..=5 => {
                let letter = char::from(b' ' + u8::try_from(next(95)).expect("a letter"));
                keys.push(if matches!(letter, 'q' | 'o') {
                    'j'
                } else {
                    letter
                });
            }
            6 => keys.push_str("\x1b\x1b"),
            _ => keys.push_str(SPECIAL[next(SPECIAL.len())]),
        }
    }
    keys
}

#[cfg(unix)]
#[test]
fn ten_thousand_random_keys_end_in_no_panic_and_no_lost_file() {
    let desk = Desk::new();
    let mut app = desk.open_with(&[], &[("EDITOR", "true")]);
    app.wait_for("90 claims");
    let keys = random_keys(0x2545_f491_4f6c_dd1d, 10_000);
    let letters: Vec<char> = keys.chars().collect();
    for some in letters.chunks(400) {
        app.send(&some.iter().collect::<String>());
        app.settle();
        if app.alternate_screen() {
            continue;
        }
        // Stopped or left through the palette, or in the editor: all are meant to be possible.
        app.signal("CONT");
        super::session::wait_until("it is back or gone", || {
            app.alternate_screen() || app.has_ended()
        });
        if app.has_ended() {
            app.wait_for_exit();
            app = desk.open_with(&[], &[("EDITOR", "true")]);
            app.wait_for("claim");
        }
    }
    // The last keys may still be on their way, and stop it: it goes on, and is left, once all that was
    // asked for is written.
    super::session::wait_long_until("it is left", 6, || {
        if app.has_ended() {
            return true;
        }
        if app.alternate_screen() {
            app.send("\x03");
        } else {
            app.signal("CONT");
        }
        app.settle();
        false
    });
    app.wait_for_exit();
    assert!(desk.record().exists() && desk.record().with_file_name("speakers.yaml").exists());
    let text = desk.text();
    assert!(
        text.contains("claims:") && text.len() > 10_000,
        "{}",
        text.len()
    );
    // Whatever was written can be read.
    let listed = desk.command(&["list", "--limit", "1"]);
    assert!(listed.success(), "{RECORD} can not be read any more");
}

#[test]
fn a_border_is_dragged_and_remembered_and_a_hint_is_clicked() {
    let desk = Desk::new();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    let border = |app: &super::Session| {
        let row = app.row(10);
        row.iter().rposition(|cell| cell == "│").expect("a border")
    };
    let at = border(&app);
    app.send(&format!(
        "\x1b[<0;{};11M\x1b[<32;{};11M\x1b[<0;{};11m",
        at + 1,
        at + 11,
        at + 11
    ));
    super::session::wait_until("the border moved", || border(&app) == at + 10);
    app.send("q");
    app.wait_for_exit();
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.settle();
    assert_eq!(border(&app), at + 10);
    // The last words of the bottom line are `q quit`.
    app.send("\x1b[<0;117;36M");
    app.wait_for_exit();
}

#[test]
fn addresses_of_the_web_are_links() {
    let desk = Desk::new();
    let title = "article:\n";
    let text = desk.text();
    assert!(text.contains(title), "{text}");
    let linked = text.replacen(title, "article:\n  url: https://example.org/news\n", 1);
    fs::write(desk.record(), linked).expect("the record can be written");
    let mut app = desk.open(&[]);
    app.wait_for("90 claims");
    app.settle();
    let odd = app.deeds().odd;
    assert!(
        odd.iter()
            .any(|deed| deed.contains("OSC [\"8\"") && deed.contains("https://")),
        "{odd:?}"
    );
    let titles = app.deeds().titles;
    assert!(
        titles.iter().all(|title| title == "onrecord · claims/"),
        "{titles:?}"
    );
    app.send("q");
    app.wait_for_exit();
}

#[test]
fn addresses_that_are_not_of_the_web_are_no_links() {
    let desk = Desk::new();
    let text = desk.text();
    for url in [
        "javascript:alert(1)",
        "file:///etc/hosts",
        "ftp://example.org/news",
    ] {
        let linked = text.replacen("article:\n", &format!("article:\n  url: {url}\n"), 1);
        assert_ne!(linked, text);
        fs::write(desk.record(), linked).expect("the record can be written");
        let mut app = desk.open(&["--fresh"]);
        app.wait_for("90 claims");
        app.wait_for("How DeepSeek is upending AI");
        app.settle();
        let odd = app.deeds().odd;
        assert_eq!(odd, [""; 0], "{url}");
        app.send("q");
        app.wait_for_exit();
    }
}
