//! What is on the path of a key: reading, building, finding, counting, drawing.
//!
//! `cargo bench` prints medians with their spread; compare ratios within one run, not runs.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use onrecord::query::{Env, Guessing, facet_counts, parse, run};
use onrecord::store::{Folder, LoadedFile, Store};
use onrecord::yaml::{Limits, read_claims};

const RECORD: &[u8] = include_bytes!("../claims/2025-02-01-deepseek-upending-ai.yaml");

/// Returns a store of `copies` files with the bundled record's claims.
fn store(copies: usize) -> Store {
    let files = (0..copies).map(|at| {
        let read = read_claims("x.yaml", RECORD, &Limits::default());
        LoadedFile {
            path: format!("{at:05}.yaml"),
            article: read.article,
            claims: read
                .claims
                .into_iter()
                .map(|read| (read.claim, read.line))
                .collect(),
            ..LoadedFile::default()
        }
    });
    Store::build(files.collect(), Folder::default())
}

fn env() -> Env {
    Env {
        now: jiff::Timestamp::UNIX_EPOCH,
        zone: jiff::tz::TimeZone::UTC,
        me: None,
    }
}

fn benches(criterion: &mut Criterion) {
    criterion.bench_function("read the record (62 kB)", |bench| {
        bench.iter(|| read_claims("x.yaml", black_box(RECORD), &Limits::default()));
    });
    let store = Arc::new(store(100));
    let env = env();
    for text in [
        "sputnik",
        "big tech",
        "who:serres",
        "fig:>100bn",
        "cred:4..5 -has:evidence",
        "inflatoin",
        "xqzvkw",
        "~spndng",
    ] {
        criterion.bench_function(&format!("find {text} in 9,000 claims"), |bench| {
            let query = parse(text);
            bench.iter(|| run(&store, black_box(&query), &env, Guessing::Allowed));
        });
    }
    let all = run(&store, &parse(""), &env, Guessing::Literal);
    criterion.bench_function("count the facets of 9,000 claims", |bench| {
        bench.iter(|| facet_counts(&store, black_box(&all.rows)));
    });
}

criterion_group!(core, benches);
criterion_main!(core);
