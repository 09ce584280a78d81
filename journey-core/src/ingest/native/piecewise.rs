//! Files of logs that are looked at some shards at a time.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::open::{Stored, Whole, map, open, shared};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::work::Work;

/// So many shards a thread are looked at together.
const SHARDS: usize = 8;

/// A file whose footer was read.
pub(crate) struct Piecewise {
    file: File,
    footer: Stored,
}

impl Piecewise {
    /// The file at a path.
    ///
    /// # Errors
    /// See [`EventLog::open`].
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let file = open(path)?;
        let footer = Stored::new(shared(map(&file, path)?))?;
        Ok(Self { file, footer })
    }

    /// The log without its shards.
    pub(crate) fn log(&self) -> EventLog {
        self.footer.log_of(Arc::new([]))
    }

    pub(crate) fn customers(&self) -> u64 {
        self.footer.customers()
    }

    /// Verifies all shards and shows them, some at a time on all threads, each of which has a state of its own. `take`
    /// gets the states each time.
    ///
    /// # Errors
    /// See [`EventLog::open`], and those of `take`.
    pub(crate) fn each<S: Send>(
        &self,
        path: &Path,
        start: impl Fn() -> S + Sync,
        see: impl Fn(&mut S, &Shard) + Sync,
        mut take: impl FnMut(S) -> Result<()>,
    ) -> Result<()> {
        let (work, mut whole) = (Work::current(), Whole::default());
        let (shards, step) = (self.footer.shards(), SHARDS * work.thread_count());
        for first in (0..shards).step_by(step) {
            // The pages of a mapping count as memory of the process as long as it is there.
            let mapped = Stored::new(shared(map(&self.file, path)?))?;
            let look = |(state, seen): &mut (S, Vec<_>), number: usize| {
                let shard = mapped.shard(first + number)?;
                seen.push((number, shard.extent()));
                see(state, &shard.data.into());
                Ok(())
            };
            let count = step.min(shards - first);
            let states = work.silent().fold("analysing", count, || (start(), Vec::new()), look)?;
            let mut extents = Vec::with_capacity(count);
            for (state, mut seen) in states {
                extents.append(&mut seen);
                take(state)?;
            }
            extents.sort_unstable_by_key(|(number, _)| *number);
            extents.iter().try_for_each(|(_, extent)| whole.add(extent))?;
            work.tell("analysing", (first + count) as u64, shards as u64);
        }
        whole.check(&self.footer)
    }
}
