//! The threads that share the work of reading and searching.
//!
//! They are started here and not at their first use, because there a system that gives no threads
//! could only be answered with a panic.

use std::error::Error as _;
use std::sync::OnceLock;

use super::error::DiskError;

/// Starts the threads, once.
///
/// # Errors
/// The system gives none, as under a limit of processes.
pub fn start() -> Result<(), DiskError> {
    // The library tries only once, and the second answer no longer tells why.
    static STARTED: OnceLock<Result<(), String>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        let built = rayon::ThreadPoolBuilder::new().build_global();
        match built.as_ref().err().and_then(|error| error.source()) {
            // That somebody else has started them is no failure, and has no source.
            None => Ok(()),
            Some(reason) => Err(reason.to_string()),
        }
    });
    started.clone().map_err(DiskError::Threads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_start_them_twice_is_no_failure() {
        use rayon::prelude::*;
        start().unwrap();
        start().unwrap();
        assert_eq!((0..100).into_par_iter().sum::<i32>(), 4950);
    }
}
