//! Long work is polite: it runs on as many threads as it may, says how far it is, and stops when told to.
//!
//! ```
//! use journey_core::work::{CancelToken, Work};
//! use journey_core::{EventLog, log::Columns};
//! let stop = CancelToken::new();
//! let csv = "customer,time,event\nann,2024-03-01,visit\n";
//! let work = Work::new().threads(2).cancel(&stop);
//! let log = work.run(|| EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event")))?;
//! assert_eq!(log.events(), 1);
//! stop.cancel();
//! let stopped = work.run(|| EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event")));
//! assert_eq!(stopped.unwrap_err().code(), "cancelled");
//! # Ok::<(), journey_core::Error>(())
//! ```

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use crate::error::{Error, Result};

/// How everything that is called inside of [`Work::run`] works. Results never depend on it.
#[derive(Clone, Default)]
pub struct Work {
    threads: usize,
    cancel: Option<CancelToken>,
    progress: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
    memory_limit: Option<u64>,
}

/// How far a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: `simulating`, `reading`, `indexing`, `analysing` or `writing`.
    pub step: &'static str,
    /// How much of it is done: customers while simulating, bytes while reading, journeys while writing, else parts
    /// of the log.
    pub done: u64,
    /// How much it is in all; 0 if that is not known.
    pub total: u64,
}

/// Tells work to stop, from any thread.
///
/// Clones tell the same work.
#[derive(Debug, Clone, Default)]
pub struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// A token that nobody has used yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stops the work: what runs ends with [`Error::Cancelled`] within some milliseconds.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work")
            .field("threads", &self.threads)
            .field("cancel", &self.cancel)
            .field("progress", &self.progress.is_some())
            .field("memory_limit", &self.memory_limit)
            .finish()
    }
}

thread_local! {
    static CURRENT: RefCell<Work> = RefCell::new(Work::default());
}

/// Puts the former work of a thread back, also after a panic.
struct Restore(Option<Work>);

impl Drop for Restore {
    fn drop(&mut self) {
        if let Some(before) = self.0.take() {
            CURRENT.with(|current| *current.borrow_mut() = before);
        }
    }
}

impl Work {
    /// One thread a core, silent, never stopped, without a limit.
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses so many threads; 0 means one a core. Without the feature `threads` there is always one.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Stops when the token says so.
    #[must_use]
    pub fn cancel(mut self, token: &CancelToken) -> Self {
        self.cancel = Some(token.clone());
        self
    }

    /// Calls `tell` with every bit of progress, from any of the threads; it should return quickly.
    #[must_use]
    pub fn progress(mut self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(tell));
        self
    }

    /// Refuses, with [`Error::Limit`], what would need more bytes of memory.
    #[must_use]
    pub fn memory_limit(mut self, bytes: u64) -> Self {
        self.memory_limit = Some(bytes);
        self
    }

    /// Does some work under these conditions. An inner `run` replaces the conditions of an outer one.
    pub fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        let before = CURRENT.with(|current| current.replace(self.clone()));
        let _restore = Restore(Some(before));
        work()
    }

    /// The conditions of this thread.
    pub(crate) fn current() -> Self {
        CURRENT.with(|current| current.borrow().clone())
    }

    /// Whether there is still reason to go on.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub(crate) fn check(&self) -> Result<()> {
        match &self.cancel {
            Some(token) if token.is_cancelled() => Err(Error::Cancelled),
            _ => Ok(()),
        }
    }

    /// The same for work that is short or cannot be left half done: it is not stopped, and silent.
    pub(crate) fn unstoppable(&self) -> Self {
        Self { cancel: None, progress: None, ..self.clone() }
    }

    /// The same without telling how far it is, for a small part of what is told.
    pub(crate) fn silent(&self) -> Self {
        Self { progress: None, ..self.clone() }
    }

    /// Says how far the work is.
    pub(crate) fn tell(&self, step: &'static str, done: u64, total: u64) {
        if let Some(tell) = &self.progress {
            tell(Progress { step, done, total });
        }
    }

    /// The limit on memory in bytes.
    pub(crate) fn memory(&self) -> Option<u64> {
        self.memory_limit
    }

    /// How many threads there are.
    pub(crate) fn thread_count(&self) -> usize {
        #[cfg(feature = "threads")]
        return if self.threads == 0 { rayon::current_num_threads() } else { self.threads };
        #[cfg(not(feature = "threads"))]
        1
    }

    /// Gives the numbers below `items` to all threads, each with a state of its own, and returns the
    /// states. What is done must not depend on which thread does what.
    ///
    /// # Errors
    /// Of all errors that with the lowest number, or [`Error::Cancelled`].
    pub(crate) fn fold<S: Send>(
        &self,
        step: &'static str,
        items: usize,
        start: impl Fn() -> S + Sync,
        each: impl Fn(&mut S, usize) -> Result<()> + Sync,
    ) -> Result<Vec<S>> {
        let queue =
            Queue { next: AtomicUsize::new(0), failed: AtomicUsize::new(items), done: AtomicU64::new(0) };
        let one = || queue.serve(self, step, items, start(), &each);
        let threads = self.thread_count().min(items).max(1);
        let states = if threads == 1 { vec![one()] } else { self.on_threads(threads, one) };
        let mut whole = Vec::with_capacity(states.len());
        let mut first: Option<(usize, Error)> = None;
        for state in states {
            match state {
                Ok(state) => whole.push(state),
                Err((item, error)) if first.as_ref().is_none_or(|(other, _)| item < *other) => {
                    first = Some((item, error));
                }
                Err(_) => {}
            }
        }
        first.map_or(Ok(whole), |(_, error)| Err(error))
    }

    /// Does the same for every number below `items`; results in their order.
    ///
    /// # Errors
    /// See [`Self::fold`].
    pub(crate) fn map<T: Send>(
        &self,
        step: &'static str,
        items: usize,
        each: impl Fn(usize) -> Result<T> + Sync,
    ) -> Result<Vec<T>> {
        let parts = self.fold(step, items, Vec::new, |list, item| {
            list.push((item, each(item)?));
            Ok(())
        })?;
        let mut all: Vec<(usize, T)> = parts.into_iter().flatten().collect();
        all.sort_unstable_by_key(|(item, _)| *item);
        Ok(all.into_iter().map(|(_, result)| result).collect())
    }

    #[cfg(feature = "threads")]
    fn on_threads<T: Send>(&self, threads: usize, one: impl Fn() -> T + Sync) -> Vec<T> {
        use rayon::prelude::*;
        let all = || (0..threads).into_par_iter().with_max_len(1).map(|_| self.run(&one)).collect();
        match pool(self.threads) {
            Some(pool) => pool.install(all),
            None => all(),
        }
    }

    #[cfg(not(feature = "threads"))]
    fn on_threads<T: Send>(&self, _: usize, one: impl Fn() -> T + Sync) -> Vec<T> {
        vec![one()]
    }
}

/// An amount of memory from a text with a unit: `4 GB`, `512 MiB`. Letter case and the space do not matter;
/// `GB` is a thousand million bytes and `GiB` is 2^30 bytes.
///
/// ```
/// use journey_core::work::bytes;
/// assert_eq!(bytes("4 GB")?, 4_000_000_000);
/// assert_eq!(bytes("1.5gib")?, 1_610_612_736);
/// assert!(bytes("4").is_err());
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Errors
/// [`Error::InvalidOption`] if the text has no unit or is not a positive amount.
pub fn bytes(text: &str) -> Result<u64> {
    const UNITS: [(&str, f64); 9] = [
        ("kib", 1024.0),
        ("mib", 1_048_576.0),
        ("gib", 1_073_741_824.0),
        ("tib", 1_099_511_627_776.0),
        ("kb", 1e3),
        ("mb", 1e6),
        ("gb", 1e9),
        ("tb", 1e12),
        ("b", 1.0),
    ];
    let lower = text.trim().to_ascii_lowercase();
    let amount = UNITS.iter().find_map(|(unit, size)| Some((lower.strip_suffix(unit)?, size)));
    let amount = amount.and_then(|(number, size)| Some(number.trim_end().parse::<f64>().ok()? * size));
    match amount {
        Some(amount) if amount >= 1.0 && amount < u64::MAX as f64 => Ok(amount as u64),
        _ => Err(Error::option("memory_limit", format!("{text:?}"), "an amount with a unit, such as `4 GB`")),
    }
}

/// A pool of so many threads, made once; `None` for the pool of the process.
#[cfg(feature = "threads")]
fn pool(threads: usize) -> Option<Arc<rayon::ThreadPool>> {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};
    static POOLS: Mutex<BTreeMap<usize, Arc<rayon::ThreadPool>>> = Mutex::new(BTreeMap::new());
    if threads == 0 || rayon::current_num_threads() == threads {
        return None;
    }
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pool) = pools.get(&threads) {
        return Some(pool.clone());
    }
    let pool = Arc::new(rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()?);
    pools.insert(threads, pool.clone());
    Some(pool)
}

/// Numbers to be given out, in ascending order.
struct Queue {
    next: AtomicUsize,
    /// The lowest number that failed; higher ones need not be tried.
    failed: AtomicUsize,
    done: AtomicU64,
}

impl Queue {
    fn serve<S>(
        &self,
        work: &Work,
        step: &'static str,
        items: usize,
        mut state: S,
        each: &impl Fn(&mut S, usize) -> Result<()>,
    ) -> Result<S, (usize, Error)> {
        loop {
            let item = self.next.fetch_add(1, Ordering::Relaxed);
            if item >= self.failed.load(Ordering::Relaxed) {
                return Ok(state);
            }
            if let Err(error) = work.check().and_then(|()| each(&mut state, item)) {
                self.failed.fetch_min(item, Ordering::Relaxed);
                return Err((item, error));
            }
            let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
            work.tell(step, done, items as u64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_done_once_whatever_the_threads() {
        for threads in [1, 2, 5] {
            let squares =
                Work::new().threads(threads).map("analysing", 1000, |item| Ok(item * item)).unwrap();
            assert_eq!(squares, (0..1000).map(|item| item * item).collect::<Vec<_>>());
        }
        assert!(Work::new().map("analysing", 0, Ok).unwrap().is_empty());
    }

    #[test]
    fn the_first_error_in_order_is_the_one_reported() {
        for threads in [1, 2, 4] {
            let failing = |item: usize| match item % 10 {
                7 => Err(Error::option("item", item, "another")),
                _ => Ok(()),
            };
            for _ in 0..20 {
                let error = Work::new().threads(threads).map("analysing", 1000, failing).unwrap_err();
                assert_eq!(error, Error::option("item", 7, "another"));
            }
        }
    }

    #[test]
    fn conditions_hold_inside_of_run_only_and_on_all_threads() {
        let stop = CancelToken::new();
        let work = Work::new().threads(2).cancel(&stop);
        let seen =
            work.run(|| Work::current().map("analysing", 10, |_| Ok(Work::current().cancel.is_some())));
        assert_eq!(seen.unwrap(), [true; 10]);
        assert!(Work::current().cancel.is_none());
        let panicked =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work.run(|| panic!("expected"))));
        assert!(panicked.is_err() && Work::current().cancel.is_none());
    }

    #[test]
    fn amounts_of_memory_need_a_unit() {
        let amounts = [("1b", 1), ("2 kB", 2000), ("3MiB", 3 << 20), (" 0.5 TB ", 500_000_000_000)];
        for (text, amount) in amounts {
            assert_eq!(bytes(text), Ok(amount), "{text}");
        }
        for text in ["", "4", "GB", "-1 GB", "0 GB", "nan gb", "inf GB", "1e30 GB", "4 XB", "4 GB each"] {
            assert_eq!(bytes(text).unwrap_err().code(), "invalid_option", "{text}");
        }
    }

    #[test]
    fn a_token_stops_work_and_progress_counts_up() {
        let stop = CancelToken::new();
        let seen = Arc::new(AtomicU64::new(0));
        let (told, token) = (seen.clone(), stop.clone());
        let work = Work::new().threads(1).cancel(&stop).progress(move |progress| {
            assert_eq!((progress.step, progress.total), ("analysing", 100));
            told.fetch_max(progress.done, Ordering::Relaxed);
            if progress.done == 5 {
                token.cancel();
            }
        });
        assert_eq!(work.map("analysing", 100, Ok).unwrap_err(), Error::Cancelled);
        assert_eq!(seen.load(Ordering::Relaxed), 5);
    }
}
