//! Pure text work: cleaning, folding, width, figures, wording. Knows `model`, nothing else.
