//! Figures as they are printed, read as numbers: `more than $1 trillion`, `$35-40 billion`, `half a
//! dozen`, `billions of dollars`.
//!
//! A small grammar of English number phrases over a token list: [`parse()`] reads a text that is one
//! figure, [`scan()`] finds the figures of running text. Both only report what is printed: a
//! qualifier never moves a number, and a scale word has none. Knows nothing of claims or queries.

mod bound;
mod currency;
mod fraction;
mod grammar;
mod literal;
mod number;
mod parse;
mod period;
mod qualifier;
mod rules;
mod scale_word;
mod scan;
mod shown;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod value;
mod words;

pub use bound::parse_bound;
pub use parse::{amount, parse};
pub use scan::{Found, scan};
pub use shown::{shown, shown_number};
