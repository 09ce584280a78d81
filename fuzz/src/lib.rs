//! What all targets share: an allocator with a limit, and what must hold of every log.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use journey_core::analysis::{Transitions, Variants};
use journey_core::log::{Columns, OnError};
use journey_core::{Error, EventLog};

/// No input of some kilobytes may need more memory than this; 10 GB that it declares are no reason.
const MOST: usize = 1 << 30;

/// Memory up to a limit. Beyond, an allocation fails, and with it the target.
struct Limited;

static USED: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static MEMORY: Limited = Limited;

// SAFETY: all is done by the allocator of the system; this one counts, and may refuse.
unsafe impl GlobalAlloc for Limited {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size() > MOST {
            USED.fetch_sub(layout.size(), Ordering::Relaxed);
            return std::ptr::null_mut();
        }
        // SAFETY: as demanded of the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size() > MOST {
            USED.fetch_sub(layout.size(), Ordering::Relaxed);
            return std::ptr::null_mut();
        }
        // SAFETY: as demanded of the caller.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as demanded of the caller.
        unsafe { System.dealloc(memory, layout) }
    }
}

/// The last byte chooses options, the others are the input: so any file is an input as it is.
pub fn options(input: &[u8]) -> (u8, &[u8]) {
    input.split_last().map_or((0, input), |(options, bytes)| (*options, bytes))
}

/// The columns of the inputs by some bits of the options.
pub fn columns(options: u8) -> Columns {
    let mut columns = Columns::new("customer", "time", "event");
    if options & 1 == 1 {
        columns = columns.on_error(OnError::Skip);
    }
    if options & 2 == 2 {
        columns = columns.time_zone("Europe/Berlin");
    }
    if options & 4 == 4 {
        columns = columns.end("end");
    }
    columns
}

/// Everything that can be said of a log, or the error.
pub fn shown(log: &Result<EventLog, Error>) -> String {
    match log {
        Err(error) => format!("{error:?}"),
        Ok(log) => {
            format!("{} {:?} {:?} {:?}", log.fingerprint(), log.columns(), log.period(), log.quality())
        }
    }
}

/// Everything that would go wrong in a log that is none.
pub fn use_all(log: &EventLog) {
    log.run(&(Transitions::new(), Variants::new())).expect("they fit any log");
    log.to_csv(std::io::sink()).expect("it takes all");
    let saved = log.to_bytes().expect("a vector takes all");
    let again = EventLog::from_bytes(saved).expect("what was saved is opened");
    assert_eq!(again.fingerprint(), log.fingerprint());
    assert_eq!(again.quality(), log.quality());
    for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
        assert!(journey.times().is_sorted() && !journey.is_empty());
    }
}

/// What was written is read as the same log.
pub fn write_and_read(log: &EventLog) {
    let mut written = Vec::new();
    log.to_csv(&mut written).expect("a vector takes all");
    let again = EventLog::read_csv_bytes(&written, &log.csv_columns()).expect("what was written is read");
    assert_eq!(again.fingerprint(), log.fingerprint());
}

/// What must hold of a log that was just read: no row is lost, and it can be used, written and saved.
pub fn check(log: &EventLog) {
    use_all(log);
    write_and_read(log);
    assert_eq!(log.quality().rows, log.quality().events + log.quality().skipped);
    assert_eq!(log.quality().events, log.events() as u64);
}

/// Lets the decoders of other libraries panic, in silence: what reads with them turns that into an error. A panic of
/// this project ends the run.
pub fn forgive_decoders() {
    std::panic::set_hook(Box::new(|panic| {
        let file = panic.location().map_or("", |location| location.file());
        if file.contains("journey-core") || file.contains("fuzz_targets") || file.starts_with("src/") {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}
