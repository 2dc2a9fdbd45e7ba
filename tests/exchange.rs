//! Formats as a whole: what is exported and taken up again is the same, hostile text stays text, the
//! schema judges the fixtures as the program does, and the report works in a real browser.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test stands outside of the layers, and fails by panicking"
)]

#[path = "exchange/browser.rs"]
mod browser;
#[path = "exchange/hostile.rs"]
mod hostile;
#[path = "exchange/round_trip.rs"]
mod round_trip;
#[path = "exchange/schema.rs"]
mod schema;
#[path = "exchange/world.rs"]
mod world;
