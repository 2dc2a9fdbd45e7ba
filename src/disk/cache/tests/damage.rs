//! Index files that are not as they were written, or not for this folder.

use super::*;

#[test]
fn a_damaged_cache_is_rebuilt_and_never_believed() {
    let desk = desk();
    desk.load();
    let fresh = desk.fresh();
    let whole: Vec<(PathBuf, Vec<u8>)> = desk
        .files()
        .into_iter()
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    assert_eq!(whole.len(), 2);
    // xorshift: the same damage each time.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut refused = 0;
    for round in 0..10_000 {
        let (path, bytes) = &whole[round % 2];
        let mut damaged = bytes.clone();
        if random(4) == 0 {
            damaged.truncate(random(bytes.len()));
        } else {
            damaged[random(bytes.len())] ^= 1 << random(8);
        }
        fs::write(path, &damaged).unwrap();
        match desk.kept() {
            Some(library) => assert_eq!(shown(&library.store), fresh, "round {round}"),
            None => refused += 1,
        }
        if round % 500 == 0 {
            assert_eq!(shown(&desk.load().store), fresh, "round {round}");
        }
        if round % 500 == 0 {
            // It was rebuilt, under other names perhaps.
            for (path, bytes) in &whole {
                fs::write(path, bytes).unwrap();
            }
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
    assert_eq!(refused, 10_000);
    assert_eq!(shown(&desk.kept().unwrap().store), fresh);
}

/// Returns a desk whose index is read by parts, as a large one is.
fn by_parts() -> Desk {
    let mut desk = desk();
    desk.cache.small = 0;
    desk.load();
    desk
}

/// Of a large file only what is needed is read and checked: damage is noticed when it is met.
#[test]
fn damage_that_is_met_late_is_noticed() {
    let desk = by_parts();
    let fresh = desk.fresh();
    assert_eq!(shown(&desk.kept().unwrap().store), fresh);
    assert!(desk.cache.is_sound());
    let base = desk.files()[1].clone();
    let whole = fs::read(&base).unwrap();
    let (mut met, mut unseen) = (0, 0);
    for at in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(&base, &damaged).unwrap();
        assert!(!desk.cache.is_sound(), "byte {at}");
        let Some(library) = desk.kept() else { continue };
        let shown = shown(&library.store);
        if library.store.is_damaged() {
            met += 1;
        } else {
            assert_eq!(shown, fresh, "byte {at}");
            unseen += 1;
        }
    }
    // What nobody looks at, as the words of this record, does no harm.
    assert!(met > 100 && unseen > 20, "{met} {unseen}");
    fs::write(&base, &whole).unwrap();
    assert_eq!(shown(&desk.kept().unwrap().store), fresh);
}

#[test]
fn damage_is_noticed_by_who_goes_through_the_texts() {
    let desk = by_parts();
    let base = desk.files()[1].clone();
    let whole = fs::read(&base).unwrap();
    // Folded text, which stands in no other column.
    let body = b"\"don't\" ask\n";
    let at = whole.windows(body.len()).position(|bytes| bytes == body);
    let at = at.unwrap();
    let mut damaged = whole.clone();
    damaged[at] ^= 1;
    fs::write(&base, &damaged).unwrap();
    let library = desk.kept().unwrap();
    let _ = library.store.line_scores(&Letters::new("x"));
    assert!(library.store.is_damaged());
}

#[test]
fn another_version_folder_or_limit_is_no_cache() {
    let desk = desk();
    desk.load();
    let limits = Limits {
        depth: 3,
        ..Limits::default()
    };
    let places = Places::below(desk.root.dir.parent().unwrap());
    let other = Cache::of(&places, &desk.root, &limits).unwrap();
    assert_eq!(other.dir, desk.cache.dir);
    assert!(Library::kept(&desk.root, &limits, &other).is_none());
    let alone = Root {
        only: Some("sub.yml".to_owned()),
        ..desk.root.clone()
    };
    assert!(Cache::of(&places, &alone, &limits).is_none());
}
