//! The threads that share the work of reading and searching.
//!
//! They are started here and not at their first use, because there a system that gives no threads
//! could only be answered with a panic.

use std::error::Error as _;
use std::sync::OnceLock;

use rayon::ThreadPoolBuilder;

use super::error::DiskError;

/// Starts the threads, once.
///
/// # Errors
/// The system gives none, as under a limit of processes.
pub fn start() -> Result<(), DiskError> {
    built(ThreadPoolBuilder::new())
}

/// Starts all but one: the thread that asks is one of them, and works whenever it waits for the others.
/// Only for the first thread of a process that ends with it.
///
/// # Errors
/// As those of [`start`].
pub(super) fn start_beside() -> Result<(), DiskError> {
    built(ThreadPoolBuilder::new().use_current_thread())
}

/// Starts none: the thread that asks does the work, which is so little that threads would only be
/// waited for. Only for the first thread of a process that ends with it.
///
/// # Errors
/// None that a thread which runs gives.
pub(super) fn start_none() -> Result<(), DiskError> {
    built(ThreadPoolBuilder::new().num_threads(1).use_current_thread())
}

/// Does something on all cores, also where no threads were started for the little there seemed to be.
pub(super) fn on_all<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let own = if rayon::current_num_threads() == 1 {
        ThreadPoolBuilder::new().build().ok()
    } else {
        None
    };
    match own {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// Lets a thread work only while no other wants its core, where the system has priorities of threads.
pub fn give_way() {
    // Elsewhere they are those of the whole process. Who can not be told works on as he is.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(19);
}

fn built(builder: ThreadPoolBuilder) -> Result<(), DiskError> {
    // The library tries only once, and the second answer no longer tells why.
    static STARTED: OnceLock<Result<(), String>> = OnceLock::new();
    let started = STARTED.get_or_init(|| {
        let built = builder.build_global();
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

    #[cfg(target_os = "linux")]
    #[test]
    fn who_gives_way_is_alone_in_it() {
        let nice = || rustix::process::nice(0).unwrap();
        let own = nice();
        let other = std::thread::spawn(move || {
            give_way();
            nice()
        });
        assert_eq!((other.join().unwrap(), nice()), (19, own));
    }

    #[test]
    fn to_start_them_twice_is_no_failure() {
        use rayon::prelude::*;
        start().unwrap();
        start().unwrap();
        assert_eq!((0..100).into_par_iter().sum::<i32>(), 4950);
    }
}
