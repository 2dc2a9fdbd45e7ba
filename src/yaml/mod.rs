//! Text to model and back: reading with diagnostics, byte-preserving edits. Knows `model` and `text`.
