//! Files in the layouts that people write, made of random choices.

#![expect(
    clippy::format_push_string,
    reason = "texts are put together, speed does not matter"
)]

mod file;

use std::ops::Range;

pub(super) use file::file;

/// Choices out of random bytes: fewer and smaller bytes are simpler files, so that proptest shrinks them.
pub(super) struct Pick {
    pub bytes: std::vec::IntoIter<u8>,
}

impl Pick {
    pub(super) fn of(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().unwrap_or(0)) % count
    }

    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.of(count) == count - 1
    }

    pub(super) fn from<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.of(words.len())]
    }

    pub(super) fn text(&mut self) -> String {
        const PIECES: &[&str] = &[
            "word",
            "two words",
            "é",
            "日本",
            "$6 million",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            ": ",
            " #",
            "- ",
            "'",
            "\"",
            "\\",
            "|",
            ">",
            "%",
            "@",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "yes",
            "null",
            "~",
            "012",
            "---",
            "...",
            "\r\n",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\u{7}",
            "😀",
            "*a",
            "&a",
            "!a",
            "? ",
            "<<",
            "- a: b # c",
            "0x1F",
            "2026-11-23",
            "a long stretch of words that goes on for a while, so that the line is a long one ",
        ];
        let count = 1 + self.of(5);
        (0..count).map(|_| self.from(PIECES)).collect()
    }
}

/// A file under generation: what is in it, and where its claims begin and end.
pub(super) struct File {
    pub text: String,
    pub claims: Vec<(String, Range<usize>)>,
}

/// Writes a scalar key in one of the ways a person might.
fn scalar_key(pick: &mut Pick, out: &mut String, column: usize, key: &str, value: &str) {
    let comment = pick.from(&["", "", "", " # said so", "   #x: y"]);
    let deep = " ".repeat(column + 1 + pick.of(4));
    let anchor = if pick.one_in(12) {
        format!("&{key} ")
    } else {
        String::new()
    };
    let style = match pick.of(10) {
        0 | 1 => format!(" {anchor}{value}{comment}"),
        2 => format!("  {anchor}'{value}'{comment}"),
        3 => format!(" {anchor}\"{value}\"{comment}"),
        4 => format!(" {anchor}|{comment}\n{deep}{value}\n\n{deep}  more: of # it"),
        5 => format!(" {anchor}>-{comment}\n{deep}{value}\n{deep}- folded"),
        6 => format!("\n{deep}{value}{comment}"),
        7 => format!(" {anchor}{value}\n{deep}that goes on{comment}"),
        8 => format!(" {anchor}\"{value}\n\n{deep}- goes: on\"{comment}"),
        _ => format!(" !!str {value}{comment}"),
    };
    out.push_str(&format!("{key}:{style}\n"));
}

/// Writes a list key.
fn list_key(
    pick: &mut Pick,
    out: &mut String,
    column: usize,
    key: &str,
    items: &[Vec<String>],
    zero: bool,
) {
    let comment = pick.from(&["", "", " # list"]);
    if items.is_empty() {
        let empty = pick.from(&["", " []", " ~", " null", " [ ]", " [\n\n   ]"]);
        out.push_str(&format!("{key}:{empty}{comment}\n"));
        return;
    }
    let flow = |item: &Vec<String>| match &item[..] {
        [one] if !one.contains(": ") => one.clone(),
        pairs => format!("{{{}}}", pairs.join(", ")),
    };
    match pick.of(5) {
        0 => {
            let items: Vec<_> = items.iter().map(flow).collect();
            let trailing = pick.from(&["", ",", " , "]);
            out.push_str(&format!(
                "{key}: [{}{trailing}]{comment}\n",
                items.join(", ")
            ));
        }
        1 => {
            let pad = " ".repeat(column + 3);
            let items: Vec<_> = items.iter().map(flow).collect();
            let glue = format!(", # c\n{pad}");
            let trailing = pick.from(&["", ","]);
            out.push_str(&format!(
                "{key}: [\n{pad}{}{trailing} # last\n{pad}]{comment}\n",
                items.join(&glue)
            ));
        }
        _ => {
            out.push_str(&format!("{key}:{comment}\n"));
            let column = if zero {
                column
            } else {
                column + 1 + pick.of(4)
            };
            let pad = " ".repeat(column);
            let gap = " ".repeat(1 + pick.of(3));
            for item in items {
                if pick.one_in(8) {
                    out.push_str(&format!("{pad}# about the next\n"));
                }
                if let ([one], false) = (&item[..], item[0].contains(": ")) {
                    out.push_str(&format!("{pad}-{gap}{one}\n"));
                } else if pick.one_in(4) {
                    out.push_str(&format!(
                        "{pad}-{gap}{}{}\n",
                        flow(item),
                        pick.from(&["", " # c"])
                    ));
                } else {
                    let inner = " ".repeat(column + 1 + gap.len());
                    let pairs = item.join(&format!("\n{inner}"));
                    out.push_str(&format!("{pad}-{gap}{pairs}\n"));
                }
                if pick.one_in(8) {
                    out.push_str(&format!("{pad}  # inside\n"));
                }
            }
        }
    }
}

fn claim(pick: &mut Pick, out: &mut String, column: usize, id: &str) {
    let gap = 1 + pick.of(3);
    let inner = column + 1 + gap;
    let zero = pick.one_in(3);
    let mut keys: Vec<&str> = vec![
        "quote",
        "assertion",
        "speaker",
        "kind",
        "line",
        "x-own",
        "grade",
        "skepticism",
        "tags",
        "evidence",
        "links",
        "verdict",
        "annotations",
    ];
    keys.retain(|key| *key == "quote" || pick.of(3) > 0);
    if pick.one_in(6) {
        keys.reverse();
    }
    let id_at = if pick.one_in(6) {
        pick.of(keys.len() + 1)
    } else {
        0
    };
    keys.insert(id_at, "id");
    out.push_str(&" ".repeat(column));
    out.push('-');
    let own_line = pick.one_in(10);
    if own_line {
        out.push_str(pick.from(&["\n", " # claim\n"]));
    }
    for (at, key) in keys.iter().enumerate() {
        if at > 0 && pick.one_in(8) {
            out.push('\n');
        }
        if at > 0 && pick.one_in(8) {
            out.push_str(&format!("{}# about {key}\n", " ".repeat(inner)));
        }
        let pad = if at > 0 || own_line { inner } else { gap };
        out.push_str(&" ".repeat(pad));
        value(pick, out, inner, key, id, zero);
    }
}

fn value(pick: &mut Pick, out: &mut String, inner: usize, key: &str, id: &str, zero: bool) {
    let words = [
        "a text",
        "Alex Tapscott",
        "it's",
        "12 of them",
        "größer",
        "over: colon",
    ];
    match key {
        "id" => out.push_str(&format!("id: {id}{}\n", pick.from(&["", " # id"]))),
        "kind" => out.push_str(&format!(
            "kind: {}\n",
            pick.from(&["fact", "'figure'", "", "~", "opinion # c"])
        )),
        "line" => out.push_str(&format!(
            "line: {}\n",
            pick.from(&["1", "28  # c", "", "null"])
        )),
        "grade" => out.push_str(&format!(
            "grade: {}\n",
            pick.from(&["B2", "\"D\"", "4", "", "~ # none yet"])
        )),
        "x-own" => out.push_str(&format!(
            "x-own: {}\n",
            pick.from(&[
                "{a: [1, 2]}",
                "yes",
                "|\n            deep\n            - text"
            ])
        )),
        "tags" => {
            let tags =
                (0..pick.of(4)).map(|at| vec![format!("{}{at}", pick.from(&["t", "a b", "'q'"]))]);
            let tags: Vec<_> = tags.map(|tag| vec![tag[0].replace("'q'", "q-")]).collect();
            list_key(pick, out, inner, key, &tags, zero);
        }
        "skepticism" => {
            let reasons = (0..pick.of(3)).map(|at| match pick.of(2) {
                0 => vec![format!("'reason {at}'")],
                _ => vec![format!("note: reason {at}"), "by: dana".to_owned()],
            });
            let reasons: Vec<_> = reasons.collect();
            list_key(pick, out, inner, key, &reasons, zero);
        }
        "evidence" => {
            let evidence = (0..pick.of(3)).map(|at| {
                vec![
                    "stance: for".to_owned(),
                    format!("url: 'https://x.org/{at}'"),
                ]
            });
            let evidence: Vec<_> = evidence.collect();
            list_key(pick, out, inner, key, &evidence, zero);
        }
        "links" => {
            let links: Vec<_> = (0..pick.of(3))
                .map(|at| vec![format!("repeats: other-{at}")])
                .collect();
            list_key(pick, out, inner, key, &links, zero);
        }
        "annotations" => {
            let entries = (0..pick.of(3)).map(|at| {
                vec![
                    format!("at: 2026-11-2{at}T10:00:00Z"),
                    "by: dana".to_owned(),
                    format!("note: number {at}"),
                ]
            });
            let entries: Vec<_> = entries.collect();
            list_key(pick, out, inner, key, &entries, zero);
        }
        _ => {
            let value = words[pick.of(5)];
            let quoted = value.replace('\'', "");
            scalar_key(pick, out, inner, key, &quoted);
        }
    }
}
