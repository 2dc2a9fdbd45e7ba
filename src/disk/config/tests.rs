use super::*;

fn problems(config: &Config) -> Vec<String> {
    config.problems.iter().map(in_words).collect()
}

#[test]
fn the_default_file_is_all_comment_and_every_example_in_it_is_good() {
    let text = Config::commented_default();
    assert_eq!(Config::parse(&text, ""), Config::default());
    let used: String = text
        .lines()
        .filter(|line| !line.starts_with("##"))
        .skip(1)
        .map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n")
        .collect();
    let config = Config::parse(&used, "c");
    assert_eq!(problems(&config), Vec::<String>::new(), "{used}");
    assert_eq!(config.author.as_deref(), Some("dana"));
    assert_eq!(config.views.len(), 1);
    assert_eq!(config.keys[0].keys, ["a", "alt-a"]);
}

#[test]
fn a_faulty_value_is_named_and_the_rest_holds() {
    let text = "author = 7\nmouse = false\nthemes = \"dark\"\nmax_file_mb = 0\ndefault_view = \"gird\"\ndefault_sort = \"nothing\"\ndate_format = \"%Q\"\n";
    let config = Config::parse(text, "c.toml");
    assert!(!config.mouse);
    assert_eq!((&config.author, config.max_file_mb), (&None, 16));
    let problems = problems(&config);
    assert_eq!(
        problems[..4],
        [
            "c.toml: line 1: `author`: expected a text in quotes, found integer",
            "c.toml: line 3: `themes`: unknown key; did you mean `theme`?",
            "c.toml: line 4: `max_file_mb`: expected 1 to 1024",
            "c.toml: line 5: `default_view`: `gird`: expected one of claims, speakers, grid, figures, timeline, article, problems, triage",
        ]
    );
    assert!(
        problems[4].contains("line 6: `default_sort`"),
        "{problems:?}"
    );
    assert!(
        problems[5].contains("line 7: `date_format`"),
        "{problems:?}"
    );
    assert_eq!(config.problems[1].excerpt, "themes = \"dark\"");
}

#[test]
fn a_theme_of_ones_own_is_a_base_and_styles_each_with_its_place() {
    let text = "mouse = true\n\n[theme]\nbase = \"light\"\nspeaker = \"cyan bold\"\ntitle = 3\n";
    let config = Config::parse(text, "c");
    assert_eq!(config.theme.as_deref(), Some("light"));
    let own = ("speaker".to_owned(), "cyan bold".to_owned());
    assert_eq!(config.styles, [own]);
    assert!(problems(&config)[0].contains("line 3: `theme`: `title`"));
    let of_style = config.problem("theme.speaker", "no colour");
    assert_eq!(in_words(&of_style), "c: line 5: `theme.speaker`: no colour");
    let of_none = config.problem("theme.other", "x");
    assert_eq!(of_none.place.map(|place| place.line), Some(3));
}

#[test]
fn what_is_no_toml_keeps_what_is() {
    let config = Config::parse("author = \"dana\"\ntheme = = 3\nmouse = false\n", "c");
    assert_eq!(config.author.as_deref(), Some("dana"));
    assert!(!config.mouse);
    let problems = problems(&config);
    assert!(problems[0].starts_with("c: line 2"), "{problems:?}");
}

#[test]
fn a_file_that_is_not_there_is_no_problem_and_a_folder_is_one() {
    let temp = tempfile::tempdir().unwrap();
    let absent = temp.path().join("config.toml");
    assert_eq!(problems(&Config::load(&absent)), Vec::<String>::new());
    let config = Config::load(temp.path());
    assert!(config.problems[0].message.contains("no ordinary file"));
}

#[test]
fn every_row_has_a_doc_and_a_key_of_its_own() {
    for (at, row) in ROWS.iter().enumerate() {
        assert!(!row.doc.is_empty() && row.example.contains(row.key));
        assert!(ROWS[..at].iter().all(|other| other.key != row.key));
    }
}
