use std::fmt::Write as _;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, MAIN_DB};

use super::*;
use crate::exchange::Options;
use crate::exchange::import::Wishes;
use crate::exchange::tests::{HOSTILE, claim, format, full_of, store, text_of_rows};
use crate::model::Claim;
use crate::store::{Ix, Store};

fn bytes(store: &Store) -> Vec<u8> {
    let rows: Vec<Ix> = store.claims().map(|claim| claim.ix()).collect();
    text_of_rows(format("sqlite"), store, &rows, &Options::default())
}

fn open(bytes: &[u8]) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    connection
        .deserialize_read_exact(MAIN_DB, bytes, bytes.len(), true)
        .unwrap();
    connection
}

/// Returns every row of every table of ours, a line each.
pub(in crate::exchange) fn dump(bytes: &[u8]) -> String {
    let database = open(bytes);
    let mut text = String::new();
    let lists = LISTS.iter().map(|(name, _)| *name);
    for table in ["articles", "speakers", "aliases", "claims"]
        .into_iter()
        .chain(lists)
    {
        writeln!(text, "# {table}").unwrap();
        let mut rows = database.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query(()).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<Sql> = (0..columns).map(|at| row.get(at).unwrap()).collect();
            writeln!(text, "{cells:?}").unwrap();
        }
    }
    text
}

#[test]
fn what_is_written_is_read_back_the_same() {
    for text in HOSTILE {
        let store = full_of(text);
        let read = read("x", &bytes(&store), &Wishes::default()).unwrap();
        // A hostile text stands where a number or a tag is wanted too: those are told.
        let claim = &read.claims[0];
        let original = store.claims().next().unwrap().to_claim();
        assert_eq!(claim.claim, original, "{text:?}");
        assert_eq!(claim.article, *store.files().next().unwrap().article());
        assert_eq!(read.speakers, store.folder().speakers);
    }
}

#[test]
fn it_can_be_searched_and_counted() {
    let mut second = claim("b");
    second.quote = Some("The évaluation of inflation".to_owned());
    second.grade = crate::model::Grade::parse("B2").unwrap();
    let database = open(&bytes(&store(vec![claim("a"), second])));
    let one = |text: &str| -> Sql { database.query_row(text, (), |row| row.get(0)).unwrap() };
    assert_eq!(
        one(
            "SELECT name FROM claims JOIN claims_fts ON claims_fts.rowid = claims.id WHERE claims_fts MATCH 'evaluation'"
        ),
        Sql::Text("a/b".to_owned())
    );
    assert_eq!(
        one("SELECT credibility FROM claims WHERE claim = 'b'"),
        Sql::Integer(2)
    );
    assert_eq!(one("SELECT count(*) FROM speakers"), Sql::Integer(1));
    assert_eq!(one("PRAGMA integrity_check"), Sql::Text("ok".to_owned()));
    assert_eq!(
        one("SELECT count(*) FROM pragma_foreign_key_check"),
        Sql::Integer(0)
    );
}

#[test]
fn every_column_is_a_key_of_the_format() {
    let full = full_of("x");
    let mut claim: Claim = full.claims().next().unwrap().to_claim();
    claim.candidate = true;
    let json = crate::yaml::claim_to_json(&claim);
    let lists = LISTS.iter().map(|(name, _)| *name);
    let columns: Vec<&str> = CLAIM.iter().copied().chain(lists).collect();
    for key in json.keys().filter(|key| *key != "id") {
        assert!(columns.contains(&key.as_str()), "{key} would be lost");
    }
}

#[test]
fn strangers_are_refused() {
    let refused = |bytes: &[u8]| read("x", bytes, &Wishes::default()).unwrap_err();
    assert!(refused(b"no database").contains("no SQLite database"));
    let whole = bytes(&store(vec![claim("a")]));
    for end in [16, 100, 1000, whole.len() / 2] {
        refused(&whole[..end]);
    }
    let mut other = Connection::open_in_memory().unwrap();
    other
        .execute_batch("CREATE VIEW claims AS SELECT 1")
        .unwrap();
    let other = other.serialize(MAIN_DB).unwrap().to_vec();
    assert!(refused(&other).contains("no table"));
}
