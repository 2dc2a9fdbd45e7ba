//! Several commands one after the other: what one writes, the next undoes, lists and does again.

use std::fs;
use std::process::Output;

use crate::world::World;

const RECORD: &str = "\
article:
  title: T
claims:
  - id: one
    quote: first words
    grade: C3
  - id: two
    quote: second words
";

struct Desk {
    world: World,
    claims: std::path::PathBuf,
}

impl Desk {
    fn new() -> Self {
        let world = World::new();
        let claims = world.home().join("claims");
        fs::create_dir(&claims).unwrap();
        for file in ["a.yaml", "b.yaml"] {
            fs::write(claims.join(file), RECORD).unwrap();
        }
        Self { world, claims }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = self.world.onrecord(self.world.home(), args);
        command.output().unwrap()
    }

    /// Runs a command that must end with this code, and returns both outputs.
    #[track_caller]
    fn ends(&self, code: i32, args: &[&str]) -> (String, String) {
        let output = self.run(args);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{out}{err}");
        (out, err)
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.claims.join(file)).unwrap()
    }
}

#[test]
fn a_bulk_edit_is_one_step_back_and_one_forth() {
    let desk = Desk::new();
    desk.ends(
        0,
        &["annotate", "-q", "words", "--grade", "B2", "-m", "why"],
    );
    let after = [desk.text("a.yaml"), desk.text("b.yaml")];
    let (out, _) = desk.ends(0, &["undo"]);
    assert_eq!(out, "undone: grade of 4 claims (2 files)\n");
    assert_eq!([desk.text("a.yaml"), desk.text("b.yaml")], [RECORD, RECORD]);
    desk.ends(1, &["undo"]);
    let (out, _) = desk.ends(0, &["redo"]);
    assert_eq!(out, "done again: grade of 4 claims (2 files)\n");
    assert_eq!([desk.text("a.yaml"), desk.text("b.yaml")], after);
    desk.ends(1, &["redo"]);
    desk.ends(0, &["undo"]);
    assert_eq!([desk.text("a.yaml"), desk.text("b.yaml")], [RECORD, RECORD]);
}

#[test]
fn an_undo_is_refused_with_what_stands_there_now_and_can_be_passed_over() {
    let desk = Desk::new();
    desk.ends(0, &["annotate", "a/two", "-m", "the first note"]);
    desk.ends(0, &["annotate", "a/one", "-m", "the second note"]);
    let changed = desk.text("a.yaml").replace("the second note", "by hand");
    fs::write(desk.claims.join("a.yaml"), &changed).unwrap();
    let (_, err) = desk.ends(2, &["undo"]);
    assert!(err.contains("as it was written"), "{err}");
    assert!(err.contains("note: the second note"), "{err}");
    assert!(err.contains("note: by hand"), "{err}");
    assert!(err.contains("undo --skip"), "{err}");
    assert_eq!(desk.text("a.yaml"), changed);
    let (out, _) = desk.ends(0, &["undo", "--skip"]);
    assert_eq!(out, "left as it is: note of one\n");
    desk.ends(0, &["undo"]);
    let text = desk.text("a.yaml");
    assert!(
        text.contains("by hand") && !text.contains("the first note"),
        "{text}"
    );
}

#[test]
fn the_log_tells_when_who_what_and_where() {
    let desk = Desk::new();
    desk.ends(0, &["annotate", "a/one", "--grade", "B2"]);
    desk.ends(0, &["--by", "eve", "annotate", "-q", "words", "--tag", "x"]);
    desk.ends(0, &["undo"]);
    let (out, _) = desk.ends(0, &["log"]);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split('\t').collect()).collect();
    let tails: Vec<_> = rows.iter().map(|row| row[1..].to_vec()).collect();
    assert_eq!(
        tails,
        [
            [
                "eve",
                "undo: tags of 4 claims",
                "a.yaml b.yaml",
                "next redo"
            ],
            ["eve", "tags of 4 claims", "a.yaml b.yaml", "taken back"],
            ["dana", "grade of one", "a.yaml", "next undo"],
        ]
    );
    let (out, _) = desk.ends(0, &["log", "--format", "json", "--limit", "1"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json[0]["did"], "undo");
    assert_eq!(json[0]["of"], 2);
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
fn the_log_of_a_claim_has_its_entries_and_the_writes_that_touched_it() {
    let desk = Desk::new();
    desk.ends(0, &["annotate", "a/one", "--grade", "B2", "-m", "why"]);
    desk.ends(0, &["annotate", "a/two", "--tag", "x"]);
    desk.ends(0, &["annotate", "-q", "words", "--tag", "y"]);
    let (out, _) = desk.ends(0, &["log", "a/one"]);
    assert!(out.contains("dana · grade B2, was C3 · why"), "{out}");
    let writes: Vec<&str> = out.lines().filter(|line| line.contains('\t')).collect();
    assert_eq!(writes.len(), 2, "{out}");
    assert!(writes[0].contains("tags of 4 claims"), "{out}");
    assert!(writes[1].contains("grade of one"), "{out}");
    let (out, _) = desk.ends(0, &["log", "a/one", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["name"], "a/one");
    assert_eq!(json["log"][0]["was"], "C3");
    assert_eq!(json["writes"].as_array().unwrap().len(), 2);
    desk.ends(1, &["log", "nobody"]);
}

#[test]
fn a_torn_line_of_the_journal_is_passed_over_and_said() {
    let desk = Desk::new();
    desk.ends(0, &["annotate", "a/one", "-m", "kept"]);
    desk.ends(0, &["annotate", "a/two", "-m", "torn"]);
    let states = desk.world.home().join("state/onrecord");
    let state = fs::read_dir(states).unwrap().next().unwrap().unwrap();
    let journal = state.path().join("journal.jsonl");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 20]).unwrap();
    let (out, err) = desk.ends(0, &["log"]);
    assert!(err.contains("torn"), "{err}");
    assert_eq!(out.lines().count(), 1, "{out}");
    let (out, _) = desk.ends(0, &["undo"]);
    assert_eq!(out, "undone: note of one (1 file)\n");
    assert!(desk.text("a.yaml").contains("torn"));
}

#[test]
fn sixteen_undos_at_once_take_back_sixteen_writes() {
    let desk = Desk::new();
    for n in 0..16 {
        desk.ends(0, &["annotate", "a/one", "--tag", &format!("t{n}")]);
    }
    let mut running: Vec<_> = (0..16)
        .map(|_| {
            desk.world
                .onrecord(desk.world.home(), &["undo"])
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in &mut running {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(desk.text("a.yaml"), RECORD);
    desk.ends(1, &["undo"]);
}
