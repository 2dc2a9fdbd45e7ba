use super::*;

/// One column of numbers, of which one part may be broken.
#[derive(Debug, Default)]
struct Shelf {
    numbers: Vec<u32>,
    broken: Option<usize>,
    /// Whether all was read, or how many parts.
    whole: AtomicBool,
    parts: AtomicUsize,
    damaged: AtomicBool,
}

impl Kept for Shelf {
    fn bytes(&self, _: usize) -> Option<Vec<u8>> {
        None
    }

    fn words(&self, _: usize) -> Option<Vec<u32>> {
        self.whole.store(true, Ordering::Relaxed);
        Some(self.numbers.clone())
    }

    fn part_of_bytes(&self, _: usize, _: usize) -> Option<Vec<u8>> {
        None
    }

    fn part_of_words(&self, _: usize, part: usize) -> Option<Vec<u32>> {
        self.parts.fetch_add(1, Ordering::Relaxed);
        let mut parts = self.numbers.chunks(PART / 4);
        (self.broken != Some(part)).then(|| parts.nth(part).map(<[u32]>::to_vec))?
    }

    fn piece(&self, _: usize, _: usize, _: Range<usize>) -> Option<Vec<u8>> {
        None
    }

    fn pieces(&self, _: usize, _: usize, _: usize, _: &[usize], _: &mut Vec<u8>) -> Option<()> {
        None
    }

    fn damaged(&self) {
        self.damaged.store(true, Ordering::Relaxed);
    }

    fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }
}

fn column(shelf: Shelf) -> (Arc<Shelf>, Numbers<u32>) {
    let len = shelf.numbers.len();
    let shelf = Arc::new(shelf);
    let kept = Arc::clone(&shelf) as Arc<dyn Kept>;
    (shelf, Numbers::kept(Place { kept, column: 0 }, Some(len)))
}

#[test]
fn of_a_long_column_parts_are_read_until_many_are_asked_for() {
    let numbers: Vec<u32> = (0..40_000).map(|at| at * 7).collect();
    let (shelf, column) = column(Shelf {
        numbers: numbers.clone(),
        ..Shelf::default()
    });
    assert_eq!(column.count(), 40_000);
    for at in [0, 1, 1023, 39_999, 40_000] {
        assert_eq!(column.at(at), numbers.get(at).copied(), "{at}");
    }
    let parts = || shelf.parts.load(Ordering::Relaxed);
    assert_eq!((parts(), shelf.whole.load(Ordering::Relaxed)), (2, false));
    for at in (0..40_000).step_by(500) {
        assert_eq!(column.at(at), Some(numbers[at]));
    }
    assert!(parts() < 10 && shelf.whole.load(Ordering::Relaxed));
    assert!(!shelf.is_damaged());
}

#[test]
fn a_short_column_is_read_whole_and_a_broken_part_is_noticed() {
    let (shelf, short) = column(Shelf {
        numbers: vec![5; 2000],
        ..Shelf::default()
    });
    assert_eq!(short.at(1999), Some(5));
    assert_eq!(shelf.parts.load(Ordering::Relaxed), 0);
    let (shelf, long) = column(Shelf {
        numbers: vec![5; 40_000],
        broken: Some(3),
        ..Shelf::default()
    });
    assert_eq!((long.at(0), shelf.is_damaged()), (Some(5), false));
    assert_eq!((long.at(3 * 1024), shelf.is_damaged()), (None, true));
}
