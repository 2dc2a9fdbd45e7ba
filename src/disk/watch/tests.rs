use super::*;
use std::fs;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

struct Watched {
    dir: PathBuf,
    told: Receiver<Vec<PathBuf>>,
    watcher: Watcher,
    _temp: tempfile::TempDir,
}

fn watched(native: bool) -> Watched {
    let temp = tempfile::tempdir().unwrap();
    let dir = fs::canonicalize(temp.path()).unwrap().join("claims");
    fs::create_dir_all(dir.join("sub")).unwrap();
    fs::write(dir.join("a.yaml"), "old").unwrap();
    let (tell, told) = channel();
    let on_change = move |paths| tell.send(paths).unwrap_or(());
    let on_change: OnChange = Arc::new(Mutex::new(on_change));
    let (begin, begun) = channel();
    let watcher = Watcher::new(&dir, native, on_change, move |started| {
        begin
            .send(started.map_err(|error| error.to_string()))
            .unwrap();
    });
    assert_eq!(begun.recv().unwrap(), Ok(()));
    Watched {
        dir,
        told,
        watcher: watcher.unwrap(),
        _temp: temp,
    }
}

impl Watched {
    /// Waits until a path is told of, and returns all that were told of until then.
    fn wait_for(&self, path: &Path) -> Vec<PathBuf> {
        let until = Instant::now() + Duration::from_secs(20);
        let mut all = Vec::new();
        while !all.iter().any(|told| told == path) {
            let left = until.saturating_duration_since(Instant::now());
            all.extend(self.told.recv_timeout(left).expect("a change is told"));
        }
        all
    }
}

#[test]
fn a_replaced_file_is_told_and_temp_files_are_not() {
    let w = watched(true);
    assert_eq!(w.watcher.note(), None);
    for round in 0..3 {
        let temp = w.dir.join(".onrecord-save-x.tmp");
        fs::write(&temp, format!("new {round}")).unwrap();
        fs::write(w.dir.join(".onrecord.lock"), "process 1").unwrap();
        fs::write(w.dir.join("notes.txt"), "x").unwrap();
        fs::rename(&temp, w.dir.join("a.yaml")).unwrap();
        let told = w.wait_for(&w.dir.join("a.yaml"));
        assert!(
            told.iter().all(|path| *path == w.dir.join("a.yaml")),
            "{told:?}"
        );
    }
    fs::write(w.dir.join("sub/b.yml"), "new").unwrap();
    w.wait_for(&w.dir.join("sub/b.yml"));
    fs::remove_file(w.dir.join("sub/b.yml")).unwrap();
    w.wait_for(&w.dir.join("sub/b.yml"));
}

#[test]
fn every_way_an_editor_saves_is_told_and_its_litter_is_not() {
    let w = watched(true);
    let at = |name: &str| w.dir.join(name);
    let litter = [
        ".a.yaml.swp",
        ".a.yaml.swo",
        "a.yaml~",
        "#a.yaml#",
        ".#a.yaml",
    ];
    for name in litter {
        fs::write(at(name), "litter").unwrap();
    }
    // In place.
    fs::write(at("a.yaml"), "in place").unwrap();
    let told = w.wait_for(&at("a.yaml"));
    let is_litter = |path: &&PathBuf| litter.iter().any(|name| **path == at(name));
    assert_eq!(told.iter().find(is_litter), None);
    // Backup by renaming, then a new file of the name.
    fs::rename(at("a.yaml"), at("a.yaml~")).unwrap();
    fs::write(at("a.yaml"), "after a backup").unwrap();
    w.wait_for(&at("a.yaml"));
    // Written beside and renamed over it.
    fs::write(at("a.yaml.new"), "beside").unwrap();
    fs::rename(at("a.yaml.new"), at("a.yaml")).unwrap();
    w.wait_for(&at("a.yaml"));
    // Truncated, then written after a while.
    let file = fs::File::create(at("a.yaml")).unwrap();
    w.wait_for(&at("a.yaml"));
    std::io::Write::write_all(&mut &file, b"late").unwrap();
    drop(file);
    w.wait_for(&at("a.yaml"));
}

#[test]
fn a_checkout_of_many_files_is_told_whole_and_in_few_calls() {
    let w = watched(true);
    let paths: Vec<PathBuf> = (0..500)
        .map(|n| w.dir.join(format!("many-{}/{n}.yaml", n % 10)))
        .collect();
    for path in &paths {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "new").unwrap();
    }
    // A file may be told by itself, or by a folder above it that is new.
    let mut missing: Vec<&PathBuf> = paths.iter().collect();
    let mut calls = 0;
    while !missing.is_empty() {
        let told = w.told.recv_timeout(Duration::from_secs(20));
        let told = told.unwrap_or_else(|_| panic!("{} are not told", missing.len()));
        calls += 1;
        missing.retain(|path| !told.iter().any(|folder| path.starts_with(folder)));
    }
    assert!(calls < 50, "{calls} calls");
}

#[test]
fn reading_a_file_is_no_change() {
    let w = watched(true);
    fs::read(w.dir.join("a.yaml")).unwrap();
    let told = w.told.recv_timeout(Duration::from_millis(600));
    assert!(told.is_err(), "{told:?}");
}

#[test]
fn without_watches_the_folder_is_looked_over_and_the_user_told() {
    let w = watched(false);
    assert!(w.watcher.note().unwrap().contains("once a second"));
    fs::write(w.dir.join("a.yaml"), "longer than before").unwrap();
    w.wait_for(&w.dir.join("a.yaml"));
}

#[test]
fn a_folder_that_went_and_came_back_is_watched_again() {
    let w = watched(true);
    fs::remove_dir_all(&w.dir).unwrap();
    w.wait_for(&w.dir);
    std::thread::sleep(ROUND + Duration::from_millis(300));
    while w.told.try_recv().is_ok() {}
    fs::create_dir(&w.dir).unwrap();
    w.wait_for(&w.dir);
    std::thread::sleep(ROUND + Duration::from_millis(300));
    while w.told.try_recv().is_ok() {}
    fs::write(w.dir.join("b.yaml"), "new").unwrap();
    w.wait_for(&w.dir.join("b.yaml"));
}
