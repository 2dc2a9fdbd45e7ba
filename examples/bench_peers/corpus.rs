//! A record of N claims, the same each time: speakers by Zipf's law, sentences of stock parts, 10 to
//! 60 claims a file.

use std::fmt::Write as _;
use std::path::Path;

/// xorshift64*: small, and the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from((self.next() >> 33) % end.max(1) as u64).unwrap_or(0)
    }

    /// A number below `end`, the first most often: Zipf's law by its inverse.
    fn zipf(&mut self, end: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let place = (end as f64 + 1.0).powf(unit) - 1.0;
        (place as usize).min(end.saturating_sub(1))
    }

    fn of<'t>(&mut self, words: &[&'t str]) -> &'t str {
        words[self.below(words.len())]
    }
}

const FIRST: &[&str] = &[
    "Ana", "Bogdan", "Clara", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ioana", "Jonas",
    "Karim", "Lena", "Marta", "Nadia", "Omar", "Petra", "Quinn", "Rosa", "Ștefan", "Tomás",
];
const LAST: &[&str] = &[
    "Albu",
    "Brandt",
    "Castro",
    "Dahl",
    "Eriksen",
    "Fischer",
    "Grigorescu",
    "Haddad",
    "Ilves",
    "Jansen",
    "Kovács",
    "Lindqvist",
    "Moreau",
    "Novak",
    "Okafor",
    "Popescu",
    "Quiroga",
    "Rossi",
    "Serres",
    "Tapscott",
    "Ueda",
    "Vargas",
    "Weber",
    "Yilmaz",
    "Zhang",
];
const ORGS: &[&str] = &[
    "the finance ministry",
    "the central bank",
    "the port authority",
    "a trade union",
    "Norda Steel",
    "Helio Energy",
    "the health agency",
    "the city council",
    "Brightwater",
    "the audit office",
];
const OUTLETS: &[&str] = &[
    "The Morning Ledger",
    "Harbour Post",
    "Northern Times",
    "Daily Courier",
    "The Observer's Desk",
    "Capital Wire",
    "Evening Star",
    "The Weekly Record",
];
const SUBJECTS: &[&str] = &[
    "inflation",
    "unemployment",
    "the new tariff",
    "household debt",
    "the housing programme",
    "energy demand",
    "the rail project",
    "vaccination",
    "the pension fund",
    "export growth",
    "the steel plant",
    "air quality",
    "the budget deficit",
    "school attendance",
    "the flood barrier",
];
const VERBS: &[&str] = &[
    "will fall",
    "has risen",
    "could double",
    "is expected to shrink",
    "never reached the promised level",
    "was overstated",
    "remains under control",
    "has been spending faster than planned",
    "will recover",
];
const TAILS: &[&str] = &[
    "before the end of the decade",
    "according to internal figures",
    "despite what critics have claimed",
    "because suppliers raised their prices",
    "and nobody in the region doubts it",
    "once the second phase of construction begins",
    "if the current policy is kept",
    "in spite of a record harvest",
    "as the committee heard on Thursday",
    "without any help from abroad",
];
const KINDS: &[&str] = &[
    "fact",
    "figure",
    "prediction",
    "opinion",
    "allegation",
    "commitment",
];
const VOICES: &[&str] = &["direct", "partial", "paraphrase", "author", "unnamed"];
const TAGS: &[&str] = &[
    "economy",
    "energy",
    "housing",
    "health",
    "transport",
    "labour",
    "trade",
    "climate",
    "schools",
    "debt",
    "steel",
    "budget",
];

/// Parts that rare words are made of: the vocabulary grows with the record, as it does in the news.
const SYLLABLES: &[&str] = &[
    "ba", "cor", "dan", "el", "fir", "gol", "han", "is", "jor", "kel", "lum", "mar", "nos", "or",
    "pel", "quin", "ros", "sta", "tur", "ul", "ven", "wic", "yor", "zan",
];

/// A claim as its file and its quote have it.
struct Written {
    yaml: String,
    quote: String,
}

fn rare(random: &mut Random) -> String {
    let parts = 2 + random.below(2);
    (0..parts).map(|_| random.of(SYLLABLES)).collect()
}

fn claim(random: &mut Random, number: usize, people: usize) -> Written {
    let who = random.zipf(people);
    let first = FIRST[who % FIRST.len()];
    let last = LAST[(who / FIRST.len()) % LAST.len()];
    let (subject, verb, tail) = (random.of(SUBJECTS), random.of(VERBS), random.of(TAILS));
    let place = rare(random);
    let billions = 1 + random.below(900);
    let middle = match random.below(4) {
        0 => format!("by ${billions} billion "),
        1 => format!("by more than {}% ", 1 + billions % 60),
        2 => format!("near {place} "),
        _ => String::new(),
    };
    let quote = format!("{subject} {verb} {middle}{tail}");
    let mut yaml = String::new();
    let _ = writeln!(
        yaml,
        "  - id: {}-{number}",
        subject.rsplit(' ').next().unwrap_or("c")
    );
    let _ = writeln!(yaml, "    quote: {quote}");
    let suffix = who / (FIRST.len() * LAST.len());
    if suffix == 0 {
        let _ = writeln!(yaml, "    speaker: {first} {last}");
    } else {
        let _ = writeln!(yaml, "    speaker: {first} {last} {suffix}");
    }
    let _ = writeln!(yaml, "    org: {}", random.of(ORGS));
    let _ = writeln!(yaml, "    attribution: {}", random.of(VOICES));
    let _ = writeln!(yaml, "    kind: {}", random.of(KINDS));
    let _ = writeln!(yaml, "    line: {}", 1 + random.below(200));
    if random.below(10) < 6 {
        let letter = random.of(&["A", "B", "C", "D", "E", "F"]);
        let _ = writeln!(yaml, "    grade: {letter}{}", 1 + random.below(6));
    }
    if middle.contains('$') {
        let _ = writeln!(yaml, "    figures:\n      - text: ${billions} billion");
    }
    let (one, other) = (random.of(TAGS), random.of(TAGS));
    if one == other {
        let _ = writeln!(yaml, "    tags: [{one}]");
    } else {
        let _ = writeln!(yaml, "    tags: [{one}, {other}]");
    }
    if random.below(12) == 0 {
        let note = format!("asked {} for the breakdown of {subject}", random.of(ORGS));
        let _ = writeln!(
            yaml,
            "    annotations:\n      - at: 2026-11-2{}T15:40:00Z\n        by: dana\n        note: {note}",
            random.below(4)
        );
    }
    if random.below(15) == 0 {
        yaml.push_str("    verdict: mixed\n");
    }
    Written { yaml, quote }
}

/// What was written.
pub struct Corpus {
    pub files: usize,
    pub bytes: usize,
}

/// Writes a record of so many claims, and its quotes a line each into `quotes`.
pub fn write(dir: &Path, quotes: &Path, claims: usize) -> std::io::Result<Corpus> {
    let mut random = Random::new(claims as u64);
    let people = (claims / 20).clamp(50, 40_000);
    let mut corpus = Corpus { files: 0, bytes: 0 };
    let mut lines = String::new();
    let mut written = 0;
    while written < claims {
        let own = (10 + random.below(51)).min(claims - written);
        let day = 1 + random.below(28);
        let (year, month) = (2018 + random.below(8), 1 + random.below(12));
        let mut text = format!(
            "article:\n  title: {} and {}, seen from {}\n  outlet: {}\n  author: {} {}\n  published: {year}-{month:02}-{day:02}\nclaims:\n",
            random.of(SUBJECTS),
            random.of(SUBJECTS),
            rare(&mut random),
            random.of(OUTLETS),
            random.of(FIRST),
            random.of(LAST),
        );
        for number in 0..own {
            let claim = claim(&mut random, written + number, people);
            text.push_str(&claim.yaml);
            lines.push_str(&claim.quote);
            lines.push('\n');
        }
        written += own;
        let folder = dir.join(format!("{year}-{month:02}"));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{:06}.yaml", corpus.files)), &text)?;
        corpus.files += 1;
        corpus.bytes += text.len();
    }
    std::fs::write(quotes, lines)?;
    Ok(corpus)
}
