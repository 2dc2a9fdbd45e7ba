//! The fuzz targets as functions; each file in `fuzz_targets` hands its bytes to one of them.

pub mod targets;
