//! A whole file of claims in one of the layouts.

use super::*;

fn flow_claim(pick: &mut Pick, out: &mut String, id: &str) {
    let break_ = pick.from(&["", "\n      ", " # c\n      "]);
    let tags = pick.from(&["", ", tags: [a, b]", ", tags: []", ", \"tags\": [a,]"]);
    let log = pick.from(&[
        "",
        ", annotations: [{at: 2026-11-21T10:00:00Z, by: dana, note: 'x, y'}]",
        ", annotations: ",
    ]);
    let grade = pick.from(&["", ", grade: B2", ", grade: ~", ", speaker: 'it''s'"]);
    let close = pick.from(&["}", " }", ",}"]);
    out.push_str(&format!(
        "{{id: {id},{break_} quote: \"a, b\"{grade}{tags}{log}{close}"
    ));
}

pub(in crate::yaml::edit::tests) fn file(pick: &mut Pick) -> File {
    let mut text = String::new();
    if pick.one_in(8) {
        text.push_str("--- # a record\n");
    }
    if pick.one_in(4) {
        text.push_str("# a comment\n\n");
    }
    text.push_str(pick.from(&[
        "article:\n  title: A title\n",
        "article: {title: 'A: title'}\n",
        "article:\n    author: x # y\n    title: |\n      A title\n",
    ]));
    let count = 1 + pick.of(3);
    let mut claims = Vec::new();
    if pick.one_in(8) {
        text.push_str("claims: [");
        for at in 0..count {
            let id = format!("c{at}");
            let start = text.len();
            flow_claim(pick, &mut text, &id);
            claims.push((id, start..text.len()));
            text.push_str(if at + 1 < count { ", " } else { "" });
        }
        text.push_str("]\n");
    } else {
        text.push_str(pick.from(&["claims:\n", "claims: # all\n", "claims:\n\n"]));
        let column = pick.of(4);
        let blank = pick.one_in(3);
        for at in 0..count {
            if at > 0 && blank {
                text.push('\n');
            }
            if pick.one_in(8) {
                text.push_str(&format!("{}# about the claim\n", " ".repeat(column)));
            }
            let id = format!("c{at}");
            let start = text.len();
            if pick.one_in(8) {
                text.push_str(&format!("{}- ", " ".repeat(column)));
                flow_claim(pick, &mut text, &id);
                text.push('\n');
            } else {
                claim(pick, &mut text, column, &id);
            }
            claims.push((id, start..text.len()));
        }
        text.push_str(pick.from(&["", "", "\n", "x-after: 1\n", "# end\n", "...\n"]));
    }
    let mut file = File { text, claims };
    if pick.one_in(4) {
        file.convert("\n", "\r\n");
    }
    if pick.one_in(4) {
        let end = file.text.trim_end_matches(['\r', '\n']).len();
        file.text.truncate(end);
        for (_, range) in &mut file.claims {
            range.end = range.end.min(end);
        }
    }
    if pick.one_in(6) {
        file.text.insert(0, '\u{feff}');
        for (_, range) in &mut file.claims {
            *range = range.start + 3..range.end + 3;
        }
    }
    file
}

impl File {
    fn convert(&mut self, from: &str, to: &str) {
        for (_, range) in &mut self.claims {
            let grown =
                |at: usize| at + self.text[..at].matches(from).count() * (to.len() - from.len());
            *range = grown(range.start)..grown(range.end);
        }
        self.text = self.text.replace(from, to);
    }
}
