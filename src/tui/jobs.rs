//! What the writing thread is asked for, and what of it can be done in one go.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use super::effect::Effect;

/// A job of the writing thread.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a few at a time stand in the queue"
)]
pub(super) enum Job {
    /// What the index has is shown.
    Glance,
    /// All files are looked at, and those read that are not as they were.
    Load,
    /// These changed.
    Reload(Vec<PathBuf>),
    /// What the index gave is not as it was written: everything is read from its files.
    Rebuild,
    /// What the user asked for.
    Do(Effect),
    /// Nothing comes after this.
    End,
}

/// What is left to do once the user's wishes are carried out.
#[derive(Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "one a job")]
pub(super) struct Waiting {
    pub(super) glance: bool,
    pub(super) load: bool,
    pub(super) rebuild: bool,
    pub(super) changed: Vec<PathBuf>,
    pub(super) end: bool,
}

/// Carries out what the user asked for, and gathers what is to be read: a write of many files is told
/// file by file, and is read in one go.
pub(super) fn gather(first: Job, queue: &Receiver<Job>, mut act: impl FnMut(Effect)) -> Waiting {
    let mut waiting = Waiting::default();
    for job in std::iter::once(first).chain(queue.try_iter()) {
        match job {
            Job::Glance => waiting.glance = true,
            Job::Load => waiting.load = true,
            Job::Rebuild => waiting.rebuild = true,
            Job::Reload(paths) => waiting.changed.extend(paths),
            Job::Do(effect) => act(effect),
            Job::End => {
                waiting.end = true;
                break;
            }
        }
    }
    waiting.changed.sort_unstable();
    waiting.changed.dedup();
    waiting
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_wish_waits_for_no_change_on_disk_and_changes_are_read_at_once() {
        let (jobs, queue) = mpsc::channel();
        let changed = |name: &str| Job::Reload(vec![PathBuf::from(name)]);
        for job in [
            changed("b"),
            Job::Do(Effect::Greeted),
            changed("b"),
            changed("a"),
        ] {
            jobs.send(job).unwrap();
        }
        let mut done = Vec::new();
        let first = queue.recv().unwrap();
        let waiting = gather(first, &queue, |effect| done.push(effect));
        assert_eq!(done, [Effect::Greeted]);
        let all = Waiting {
            changed: vec!["a".into(), "b".into()],
            ..Waiting::default()
        };
        assert_eq!(waiting, all);
    }

    #[test]
    fn nothing_is_done_after_the_end() {
        let (jobs, queue) = mpsc::channel();
        jobs.send(Job::End).unwrap();
        jobs.send(Job::Do(Effect::Greeted)).unwrap();
        let waiting = gather(Job::Load, &queue, |effect| panic!("{effect:?}"));
        assert!(waiting.end && waiting.load);
    }
}
