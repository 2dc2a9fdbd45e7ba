//! Every string of the corpora in every text of a claim and in every format. Without the corpora
//! (`ONRECORD_CORPORA` names their folder) a small set of our own.

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::exchange::{self, FORMATS, Options, Selection};
use onrecord::model::{Article, Claim, Evidence, LogEntry, Review, Skepticism};
use onrecord::store::{Folder, Ix, LoadedFile, Store};
use scraper::Html;

/// Returns the files of a folder with their bytes, those at its root that begin with a dot left out.
pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                walk(root, &path, found);
            } else if !name.starts_with('.') {
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(dir, dir, &mut found);
    found
}

const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' autofocus onfocus=alert(1) '",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "]]>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u{feff}=1+1",
    "![x](http://evil.example/x.png)",
    "\u{1b}]0;title\u{7}\u{9b}2J",
    "\u{202e}gnp.exe",
    "{{ 7 * 7 }}{% raw %}",
    "\\input{/etc/passwd} $x$ %",
    "#+INCLUDE: \"/etc/passwd\"",
    "a\0b",
];

/// The strings, and how many files of corpora they are from.
fn strings() -> Vec<String> {
    let mut strings: Vec<String> = OWN.iter().map(|&text| text.to_owned()).collect();
    let Some(dir) = std::env::var_os("ONRECORD_CORPORA") else {
        eprintln!("only our own strings: ONRECORD_CORPORA names no folder of corpora");
        return strings;
    };
    let dir = Path::new(&dir);
    let blns = std::fs::read_to_string(dir.join("blns/blns.json")).unwrap();
    strings.extend(serde_json::from_str::<Vec<String>>(&blns).unwrap());
    let h5sc = std::fs::read_to_string(dir.join("h5sc/vectors.txt")).unwrap();
    strings.extend(h5sc.lines().map(str::to_owned));
    for (_, bytes) in files(&dir.join("csv-injection/Intruder")) {
        strings.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
    }
    strings.retain(|text| !text.trim().is_empty());
    strings
}

fn full_of(text: &str) -> Store {
    let some = || Some(text.to_owned());
    let claim = Claim {
        id: "a".to_owned(),
        quote: some(),
        assertion: some(),
        speaker: some(),
        role: some(),
        org: some(),
        via: some(),
        translation: some(),
        verdict: some(),
        tags: vec![text.to_owned()],
        skepticism: vec![Skepticism {
            note: text.to_owned(),
            ..Skepticism::default()
        }],
        evidence: vec![Evidence {
            note: some(),
            quote: some(),
            ..Evidence::default()
        }],
        reviews: vec![Review {
            label: some(),
            note: some(),
            ..Review::default()
        }],
        annotations: vec![LogEntry {
            at: Some("2026-11-23T15:40:00Z".to_owned()),
            by: some(),
            note: some(),
            ..LogEntry::default()
        }],
        ..Claim::default()
    };
    let file = LoadedFile {
        path: "a.yaml".to_owned(),
        article: Article {
            title: text.to_owned(),
            author: some(),
            outlet: some(),
            ..Article::default()
        },
        claims: vec![(claim, 1)],
        ..LoadedFile::default()
    };
    Store::build(vec![file], Folder::default())
}

fn written(name: &str, store: &Store) -> Vec<u8> {
    let options = Options::default();
    let selection = Selection {
        store,
        rows: &[Ix(0)],
        query: "",
        options: &options,
    };
    let mut out = Vec::new();
    let format = FORMATS.iter().find(|format| format.name == name).unwrap();
    format.write(&selection, &mut out).unwrap();
    out
}

/// The elements of a page in order, each with its attributes' names.
fn outline(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let elements = page
        .tree
        .nodes()
        .filter_map(|node| node.value().as_element());
    let mut outline: Vec<String> = elements
        .map(|element| {
            let mut names: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
            names.sort_unstable();
            format!("{} {names:?}", element.name())
        })
        .collect();
    outline.sort();
    outline
}

#[test]
fn the_report_has_the_elements_of_its_template_and_no_other() {
    let page = |text: &str| String::from_utf8(written("html", &full_of(text))).unwrap();
    let plain = outline(&page("plain"));
    for text in strings() {
        assert_eq!(outline(&page(&text)), plain, "{text:?}");
    }
}

#[test]
fn no_cell_of_a_table_begins_like_a_formula() {
    for text in strings() {
        for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
            let bytes = written(format, &full_of(&text));
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(separator)
                .from_reader(bytes.as_slice());
            let row = reader.records().next().unwrap().unwrap();
            for cell in &row {
                let begin = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                assert!(
                    !begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                    "{text:?}: {cell:?}"
                );
            }
            let back: Vec<_> = row
                .iter()
                .map(exchange::undefuse)
                .filter(|cell| *cell == text.as_str())
                .collect();
            assert!(
                back.len() >= 6,
                "{text:?} comes back in {} cells of {format}",
                back.len()
            );
        }
    }
}

#[test]
fn json_and_yaml_and_databases_give_the_same_text_back() {
    for text in strings() {
        let store = full_of(&text);
        let claim = store.claims().next().unwrap().to_claim();
        for format in ["json", "jsonl", "yaml", "sqlite"] {
            let importer = exchange::import::importer(format).unwrap();
            let read = (importer.read)(
                "a.yaml",
                &written(format, &store),
                &exchange::import::Wishes::default(),
            );
            let read = read.unwrap_or_else(|why| panic!("{format} {text:?}: {why}"));
            assert_eq!(read.claims[0].claim, claim, "{format} {text:?}");
        }
    }
}

#[test]
fn no_format_lets_a_text_end_a_script_or_move_a_cursor() {
    for text in strings() {
        let store = full_of(&text);
        let review = String::from_utf8(written("claimreview", &store)).unwrap();
        assert!(!review.contains('<'), "{text:?}");
        for format in [
            "html",
            "claimreview",
            "json",
            "markdown",
            "markdown-list",
            "markdown-table",
        ] {
            let shown = String::from_utf8(written(format, &store)).unwrap();
            let control =
                |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
            assert!(!shown.contains(control), "{format} {text:?}");
        }
    }
}
