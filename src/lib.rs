//! A record of what is claimed in the news. This page is the map of the house.
pub mod model;
pub mod text;
pub mod yaml;
pub mod store;
pub mod query;
pub mod exchange;
pub mod disk;
pub mod cli;
