mod damage;

use std::fs;
use std::time::{Duration, SystemTime};

use super::super::load::{Library, load};
use super::*;
use crate::store::{Ix, Looking, Store};
use crate::text::Letters;

/// Claims with some of everything that is kept.
const RICH: &str = "\
article:
  title: Größe zählt
  outlet: New York Post
  published: 2025-02
  source: {file: a.txt, sha256: 0bdaa81674cc7a835f80965355844752feae7f735ac68d11bcd92fb79cc9ff9a}
claims:
  - id: cost
    quote: was built with only a $6 million investment, “don’t” ask
    speaker: Ann
    org: X
    kind: figure
    grade: D4
    line: 28
    said: 2025-02-01
    figures: [{text: $6 million, about: cost}]
    skepticism: ['no report named', {note: other, at: 2026-01-01T00:00:00Z, by: dana}]
    tags: [ai, ai, money]
    evidence: [{stance: against, url: 'https://example.org', accessed: 2025}]
    links: [{contradicts: other}]
    annotations: [{at: 2026-11-23T15:40:00Z, by: dana, grade: D4, was: C3}]
    unknown-one: 1
  - {id: other, assertion: plain, verdict: mixed, candidate: true, confidence: 0.8, rule: said-x}
";

const PLAIN: &str = "article: {title: T}\nclaims:\n  - {id: ID, quote: words}\n";

struct Desk {
    _temp: tempfile::TempDir,
    root: Root,
    cache: Cache,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let claims = temp.path().join("claims");
        fs::create_dir(&claims).unwrap();
        let root = Root {
            dir: fs::canonicalize(&claims).unwrap(),
            only: None,
            how: "test",
        };
        let places = Places::below(temp.path());
        let cache = Cache::of(&places, &root, &Limits::default()).unwrap();
        let desk = Self {
            _temp: temp,
            root,
            cache,
        };
        for (name, text) in files {
            desk.write(name, text);
            desk.age(name);
        }
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root.dir.join(name), text).unwrap();
    }

    /// Gives a file a time of long ago.
    fn age(&self, name: &str) {
        let path = self.root.dir.join(name);
        let file = fs::File::options().append(true).open(path).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        file.set_modified(long_ago).unwrap();
    }

    fn load(&self) -> Library {
        let (library, failed) = load(
            &self.root,
            &Limits::default(),
            Some(&self.cache),
            &|_, _| {},
        )
        .unwrap();
        assert!(failed.is_none(), "{failed:?}");
        library
    }

    fn fresh(&self) -> String {
        let (library, _) = load(&self.root, &Limits::default(), None, &|_, _| {}).unwrap();
        shown(&library.store)
    }

    fn kept(&self) -> Option<Library> {
        Library::kept(&self.root, &Limits::default(), &self.cache)
    }

    /// Returns the files of the cache, the index first.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.cache.dir).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort_by_key(|path| !path.ends_with(INDEX));
        files
    }
}

/// Returns all that a store tells of its claims.
fn shown(store: &Store) -> String {
    let claims = store.claims().map(|claim| {
        let amounts: Vec<_> = claim.figures().map(|figure| figure.amount).collect();
        let (names, body) = (claim.folded_names(), claim.folded_body());
        let (status, line) = (claim.status(), claim.line_in_file());
        format!(
            "{claim:?} {line} {:?} {amounts:?} {names:?} {body:?} {status} {:?} {:?}\n",
            claim.to_claim(),
            claim.speaker_name(),
            claim.article()
        )
    });
    let problems: Vec<_> = store.read_problems().collect();
    let read_only: Vec<_> = store.files().map(|file| file.read_only()).collect();
    claims.collect::<String>() + &format!("{problems:?} {read_only:?}")
}

fn desk() -> Desk {
    Desk::new(&[
        ("rich.yaml", RICH),
        ("sub.yml", PLAIN),
        ("bad.yaml", "claims: ["),
    ])
}

#[test]
fn the_cache_gives_the_claims_that_reading_gives() {
    let desk = desk();
    assert!(desk.kept().is_none());
    desk.load();
    let fresh = desk.fresh();
    assert!(fresh.contains("$6 million") && fresh.contains("unknown-one"));
    assert_eq!(shown(&desk.kept().unwrap().store), fresh);
    assert_eq!(shown(&desk.load().store), fresh);
}

#[test]
fn an_unchanged_file_is_not_read_again_and_a_changed_one_is() {
    let desk = desk();
    let read = |desk: &Desk| {
        let most = std::sync::atomic::AtomicUsize::new(0);
        let count = |_, total| {
            most.store(total, std::sync::atomic::Ordering::Relaxed);
        };
        load(&desk.root, &Limits::default(), Some(&desk.cache), &count).unwrap();
        most.into_inner()
    };
    assert_eq!(read(&desk), 3);
    assert_eq!(read(&desk), 0);
    desk.write("sub.yml", &PLAIN.replace("words", "other words"));
    assert_eq!(read(&desk), 1);
    desk.write("new.yaml", PLAIN);
    fs::remove_file(desk.root.dir.join("bad.yaml")).unwrap();
    assert_eq!(read(&desk), 1);
    assert_eq!(shown(&desk.kept().unwrap().store), desk.fresh());
}

#[test]
fn same_size_and_time_but_other_content_is_seen() {
    let desk = desk();
    desk.load();
    for word in ["steps", "winds", "words"] {
        desk.write("sub.yml", &PLAIN.replace("words", word));
        desk.age("sub.yml");
        let store = desk.load().store;
        assert!(store.claims().any(|claim| claim.quote() == Some(word)));
    }
}

/// Texts are gone through by stretches at first, and read to stay when somebody comes again: either way
/// what is found is what is found in claims that were read just now.
#[test]
fn texts_that_were_kept_are_gone_through_as_those_that_were_read() {
    let record = |from: usize, count: usize| {
        let claim = |at: usize| {
            let word = ["rose", "fell", "Größe", "don’t"][at % 4];
            format!(
                "  - {{id: n{at}, quote: 'prices {word} by {at} in May', tags: [t{}]}}\n",
                at % 7
            )
        };
        let claims: String = (from..from + count).map(claim).collect();
        format!("article: {{title: Of {from}}}\nclaims:\n{claims}")
    };
    let (long, short) = (record(0, 1300), record(5000, 40));
    let files = [
        ("a.yaml", long.as_str()),
        ("b.yaml", &short),
        ("c.yaml", RICH),
    ];
    let mut desk = Desk::new(&files);
    desk.cache.small = 0;
    desk.load();
    let (fresh, _) = load(&desk.root, &Limits::default(), None, &|_, _| {}).unwrap();
    let kept = desk.kept().unwrap().store;
    for sought in ["rose by 1", "by 12", "größe", "don't ask", "nowhere at all"] {
        let folded = crate::text::fold::fold(sought);
        for _ in 0..2 {
            kept.look_ahead();
            assert_eq!(
                kept.levels(&folded),
                fresh.store.levels(&folded),
                "{sought}"
            );
        }
    }
    for sought in ["1", "2", "12"] {
        let letters = Letters::new(sought);
        let found = kept.line_scores(&letters);
        assert!(found.iter().eq(fresh.store.line_scores(&letters).iter()));
        assert!(found.iter().len() > 100, "{}", found.iter().len());
        let looking = Looking {
            may: |_: &str| true,
            look: |line: &str| letters.score(line),
        };
        assert_eq!(kept.named(&looking), fresh.store.named(&looking));
    }
    assert!(!kept.is_damaged());
}

/// Of a long column only the parts are read in which something is asked for.
#[test]
fn single_claims_of_many_are_those_that_were_read() {
    let claim = |at: usize| {
        format!(
            "  - {{id: n{at}, quote: words {at}, line: {}}}\n",
            at % 90 + 1
        )
    };
    let claims: String = (0..9_000).map(claim).collect();
    let record = format!("article: {{title: Long}}\nclaims:\n{claims}");
    let mut desk = Desk::new(&[("long.yaml", &record)]);
    desk.cache.small = 0;
    desk.load();
    let shown = |store: &Store, at: u32| {
        let claim = store.claim(Ix(at)).unwrap();
        let words = (claim.id().to_owned(), claim.quote().map(str::to_owned));
        (
            words,
            claim.line(),
            claim.line_in_file(),
            claim.speaker_name().is_some(),
        )
    };
    let all = desk.kept().unwrap().store;
    all.read_all();
    // The last of a part, the first of one, and the last of all.
    for at in [0, 1023, 1024, 4095, 8_191, 8_999] {
        let kept = desk.kept().unwrap().store;
        let own = shown(&kept, at);
        assert_eq!(own.0.0, format!("n{at}"));
        assert_eq!(own, shown(&all, at));
        assert!(!kept.is_damaged());
    }
    // And of one store many, so that whole columns are read in between.
    let kept = desk.kept().unwrap().store;
    for at in (0..9_000).step_by(300) {
        assert_eq!(shown(&kept, at), shown(&all, at));
    }
    assert!(kept.claim(Ix(9_000)).is_none());
}

#[test]
fn two_writers_leave_one_whole_cache() {
    let desk = desk();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let desk = &desk;
            scope.spawn(move || {
                for round in 0..10 {
                    let text = PLAIN.replace("words", &format!("{writer} {round}"));
                    desk.write("sub.yml", &text);
                    let limits = Limits::default();
                    let cache = Some(&desk.cache);
                    load(&desk.root, &limits, cache, &|_, _| {}).unwrap();
                }
            });
        }
    });
    desk.load();
    assert_eq!(shown(&desk.kept().unwrap().store), desk.fresh());
    assert_eq!(desk.files().len(), 2, "{:?}", desk.files());
}

#[test]
fn a_cache_that_can_not_be_written_is_one_note() {
    let desk = desk();
    fs::create_dir_all(desk.cache.dir.parent().unwrap()).unwrap();
    fs::write(&desk.cache.dir, "in the way").unwrap();
    let limits = Limits::default();
    let (library, failed) = load(&desk.root, &limits, Some(&desk.cache), &|_, _| {}).unwrap();
    assert_eq!(shown(&library.store), desk.fresh());
    assert!(
        failed
            .unwrap()
            .to_string()
            .starts_with("cannot make the folder")
    );
}

#[cfg(unix)]
#[test]
fn the_cache_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = desk();
    desk.load();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&desk.cache.dir), 0o700);
    for file in desk.files() {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    let index = desk.cache.dir.join(INDEX);
    fs::set_permissions(&index, fs::Permissions::from_mode(0o622)).unwrap();
    assert!(desk.kept().is_none(), "others could have written it");
    let moved = desk.cache.dir.join("moved");
    fs::rename(&index, &moved).unwrap();
    fs::set_permissions(&moved, fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(&moved, &index).unwrap();
    assert!(desk.kept().is_none(), "a link");
}

#[test]
fn a_large_record_is_kept_by_what_changed() {
    let many = |at: usize| {
        let claim = |id| format!("  - {{id: c{id}, quote: words {at} {id}}}\n");
        let claims = (0..300).map(claim).collect::<Vec<_>>().concat();
        format!("article: {{title: T{at}}}\nclaims:\n{claims}")
    };
    let files: Vec<(String, String)> = (0..10).map(|at| (format!("{at}.yaml"), many(at))).collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let desk = Desk::new(&files);
    desk.load();
    let base = desk.files()[1].clone();
    desk.write("3.yaml", PLAIN);
    desk.load();
    assert_eq!(desk.files()[1], base, "one file in ten changed");
    assert_eq!(shown(&desk.kept().unwrap().store), desk.fresh());
    desk.write("4.yaml", PLAIN);
    desk.load();
    assert_ne!(desk.files()[1], base, "two files in ten changed");
    assert_eq!(shown(&desk.kept().unwrap().store), desk.fresh());
}
