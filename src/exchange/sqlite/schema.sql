CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  author TEXT, outlet TEXT, published TEXT, url TEXT, archived TEXT, accessed TEXT,
  source_file TEXT, source_sha256 TEXT
);
CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  known INTEGER NOT NULL, -- 1: of speakers.yaml
  role TEXT, org TEXT, interest TEXT, reliability TEXT, url TEXT
);
CREATE TABLE aliases (
  speaker_id INTEGER NOT NULL REFERENCES speakers(id),
  position INTEGER NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (speaker_id, position)
);
CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  claim TEXT NOT NULL, -- its id in the file
  speaker_id INTEGER REFERENCES speakers(id),
  quote TEXT, assertion TEXT, speaker TEXT, role TEXT, org TEXT, via TEXT, attribution TEXT, kind TEXT,
  line INTEGER, said TEXT, lang TEXT, translation TEXT, grade TEXT, verdict TEXT,
  candidate TEXT, confidence TEXT, rule TEXT,
  reliability TEXT, credibility INTEGER, status TEXT NOT NULL -- derived
);
CREATE TABLE figures (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  text TEXT, about TEXT, low TEXT, high TEXT, unit TEXT, qualifier TEXT, period TEXT,
  value_low REAL, value_high REAL, value_unit TEXT, -- what it amounts to
  PRIMARY KEY (claim_id, position)
);
CREATE TABLE skepticism (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  note TEXT, at TEXT, by TEXT, PRIMARY KEY (claim_id, position)
);
CREATE TABLE tags (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  tag TEXT, PRIMARY KEY (claim_id, position)
);
CREATE TABLE evidence (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  stance TEXT, url TEXT, quote TEXT, note TEXT, archived TEXT, accessed TEXT, PRIMARY KEY (claim_id, position)
);
CREATE TABLE links (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  relation TEXT, target TEXT, PRIMARY KEY (claim_id, position)
);
CREATE TABLE reviews (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  label TEXT, value TEXT, best TEXT, worst TEXT, by TEXT, url TEXT, published TEXT, note TEXT, original TEXT,
  PRIMARY KEY (claim_id, position)
);
CREATE TABLE annotations (
  claim_id INTEGER NOT NULL REFERENCES claims(id), position INTEGER NOT NULL,
  at TEXT, by TEXT, grade TEXT, verdict TEXT, was TEXT, replaces TEXT, note TEXT, PRIMARY KEY (claim_id, position)
);
CREATE INDEX claims_by_article ON claims(article_id);
CREATE INDEX claims_by_speaker ON claims(speaker_id);
CREATE INDEX tags_by_tag ON tags(tag);
CREATE VIRTUAL TABLE claims_fts USING fts5(
  quote, assertion, translation, speaker, content='claims', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2"
);
