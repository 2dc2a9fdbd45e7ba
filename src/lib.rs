//! A record of what is claimed in the news. This page is the map of the house.
pub mod cli;
pub mod disk;
pub mod exchange;
pub mod model;
pub mod query;
pub mod store;
pub mod text;
pub mod yaml;
