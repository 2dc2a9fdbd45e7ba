use std::collections::HashSet;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

const CLAIM: &str = "article: {title: T}\nclaims:\n  - {id: ID, quote: words}\n";

fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, Root) {
    let temp = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = temp.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let root = Root {
        dir: fs::canonicalize(temp.path()).unwrap(),
        only: None,
        how: "test",
    };
    (temp, root)
}

fn ids(store: &Store) -> Vec<&str> {
    store.claims().map(|claim| claim.id()).collect()
}

fn claim(id: &str) -> String {
    CLAIM.replace("ID", id)
}

fn all(root: &Root) -> Arc<Store> {
    library(root).store
}

fn library(root: &Root) -> Library {
    load(root, &Limits::default(), None, &|_, _| {}).unwrap().0
}

#[test]
fn good_files_load_and_each_bad_one_is_a_problem() {
    let sides =
        "  - id: x\n<<<<<<< ours\n    kind: fact\n=======\n    kind: figure\n>>>>>>> theirs\n";
    let conflict = claim("c") + sides;
    let (_temp, root) = folder(&[
        ("a.yaml", &claim("a")),
        ("bad.yaml", "claims: [\n"),
        ("big.yaml", &"#".repeat(2000)),
        ("conflict.yaml", &conflict),
        ("empty.yaml", ""),
        ("sub/b.yml", &claim("b")),
        ("speakers.yaml", "speakers:\n  Ann: {aliases: [A.]}\n"),
        ("onrecord.toml", "editor = \"x\"\n"),
    ]);
    let limits = Limits {
        bytes: 1000,
        ..Limits::default()
    };
    let most = AtomicUsize::new(0);
    let (library, _) = load(&root, &limits, None, &|done, total| {
        assert!(done <= total && total == 6);
        most.fetch_max(done, Ordering::Relaxed);
    })
    .unwrap();
    let store = library.store;
    assert_eq!(most.load(Ordering::Relaxed), 6);
    assert_eq!(ids(&store), ["a", "c", "b"]);
    let read_only = |path: &str| store.file(path).unwrap().read_only();
    assert!(
        read_only("conflict.yaml")
            .unwrap()
            .contains("conflict markers")
    );
    assert_eq!(read_only("a.yaml"), None);
    let problems: HashSet<&str> = store.read_problems().map(|p| p.file.as_str()).collect();
    for file in ["bad.yaml", "big.yaml", "conflict.yaml", "onrecord.toml"] {
        assert!(problems.contains(file), "{file}: {problems:?}");
    }
    assert_eq!(store.folder().speakers[0].name, "Ann");
}

#[test]
fn one_file_loads_alone() {
    let (_temp, mut root) = folder(&[("a.yaml", &claim("a")), ("b.yaml", &claim("b"))]);
    root.only = Some("b.yaml".to_owned());
    assert_eq!(ids(&all(&root)), ["b"]);
}

#[test]
fn only_what_changed_is_read_again() {
    let (_temp, root) = folder(&[
        ("a.yaml", &claim("a")),
        ("b.yaml", &claim("b")),
        ("d/c.yaml", &claim("c")),
    ]);
    let old = library(&root);
    let write = |name: &str, id: &str| fs::write(root.dir.join(name), claim(id)).unwrap();
    write("a.yaml", "a2");
    write("b.yaml", "b2");
    write("d/c.yaml", "c2");
    write("new.yaml", "n");
    let again = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|p| root.dir.join(p)).collect();
        let again = old.refreshed(&root, &Limits::default(), &paths, &|_, _| true);
        again.unwrap().store
    };
    // What is named is read again, and what looks changed without being named too.
    assert_eq!(ids(&again(&["a.yaml"])), ["a2", "b2", "c2", "n"]);
    fs::remove_file(root.dir.join("b.yaml")).unwrap();
    assert_eq!(ids(&again(&[])), ["a2", "c2", "n"]);
}

#[test]
fn a_reading_that_is_stopped_shows_what_it_read_and_reads_the_rest_when_asked() {
    let names: Vec<String> = (0..200).map(|n| format!("f{n:03}.yaml")).collect();
    let texts: Vec<String> = (0..200).map(|n| claim(&format!("c{n}"))).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(n, t)| (&**n, &**t))
        .collect();
    let (_temp, root) = folder(&files);
    let (limits, none) = (Limits::default(), Library::default());
    let part = none.refreshed(&root, &limits, &[], &|done, _| done < 10);
    let part = part.unwrap();
    let shown = part.store.len();
    assert!((10..150).contains(&shown), "{shown}");
    assert_eq!((part.unread, part.knows(&root)), (200 - shown, false));
    // What is named is read, and nothing else: the stop holds.
    let (mine, named) = (&names[199], [root.dir.join(&names[199])]);
    let saved = part
        .refreshed(&root, &limits, &named, &|_, _| true)
        .unwrap();
    assert!(saved.store.file(mine).is_some() && saved.unread >= 200 - shown - 1);
    let rest = saved.refreshed(&root, &limits, &[], &|_, _| true).unwrap();
    assert_eq!((rest.store.len(), rest.unread), (200, 0));
    // A file that is known stays as it was read until it is read again.
    for name in &names {
        fs::write(root.dir.join(name), claim(&format!("new-{name}"))).unwrap();
    }
    let old = rest.refreshed(&root, &limits, &[], &|_, _| false).unwrap();
    // Each core had begun one.
    assert_eq!(old.store.len(), 200);
    assert!((50..200).contains(&old.unread), "{}", old.unread);
}

#[test]
fn a_folder_that_went_away_is_an_error_and_no_empty_store() {
    let (temp, root) = folder(&[("a.yaml", &claim("a"))]);
    let old = library(&root);
    drop(temp);
    let again = old.refreshed(&root, &Limits::default(), &[], &|_, _| true);
    assert!(again.is_err());
}

#[test]
fn what_a_killed_save_left_is_cleaned_unless_a_save_is_going_on() {
    let (_temp, root) = folder(&[("a.yaml", &claim("a"))]);
    let temp = root.dir.join(".onrecord-save-x1.tmp");
    fs::write(&temp, "half").unwrap();
    let lock = FolderLock::take(&root.dir).unwrap();
    assert_eq!(ids(&all(&root)), ["a"]);
    assert!(temp.exists(), "its owner lives");
    drop(lock);
    all(&root);
    assert!(!temp.exists());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_loads_and_is_read_only() {
    let (_other, outside) = folder(&[("o.yaml", &claim("o"))]);
    let (_temp, root) = folder(&[]);
    let link = root.dir.join("o.yaml");
    std::os::unix::fs::symlink(outside.dir.join("o.yaml"), link).unwrap();
    let store = all(&root);
    assert_eq!(ids(&store), ["o"]);
    let why = store.file("o.yaml").unwrap().read_only().unwrap();
    assert!(
        why.starts_with("it is a link out of the claims folder"),
        "{why}"
    );
}
