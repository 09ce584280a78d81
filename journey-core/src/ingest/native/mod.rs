//! The log's own file: an Arrow IPC file that is opened in place.
//!
//! Each shard is a record batch of the columns `customer`, `time`, `touchpoint`, `end` (if any event has one),
//! `row` and the further ones, so that any tool that reads Arrow files sees a plain table of events. The footer
//! carries what the table does not say, and a checksum of every part of the file. Nothing is handed out before
//! all of it is verified: the checksums, and that the parts are a log (see `check`).

mod check;
mod header;
mod open;
mod piecewise;
mod save;
mod table;
#[cfg(test)]
mod tests;

use std::path::Path;

use arrow_buffer::Buffer;

pub(crate) use piecewise::Piecewise;

use crate::error::{Error, Place, Result};
use crate::log::EventLog;

/// Version of the format that is written. Since 2 the footer has the steps of cleaning.
const FORMAT: u32 = 2;
/// Versions that are read; a file of a higher one is refused.
const FORMATS: std::ops::RangeInclusive<u32> = 1..=FORMAT;
/// Alignment of everything in the file, in bytes.
const ALIGNMENT: usize = 64;
/// Arrow texts with narrow offsets have at most so many bytes.
const NARROW: usize = i32::MAX as usize;

impl EventLog {
    /// Saves the log to a file that [`open`](Self::open) has ready in milliseconds. The file is an Arrow IPC
    /// file, which polars, pyarrow, DuckDB and others read as a table of events.
    ///
    /// A selection is saved as what it keeps. The file appears whole or not at all, and replaces an older one
    /// even while that is open.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let csv = "user,at,event\nann,2024-03-01,visit\nann,2024-03-02,buy\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
    /// let path = std::env::temp_dir().join(format!("journey-{}.arrow", std::process::id()));
    /// log.save(&path)?;
    /// let again = EventLog::open(&path)?;
    /// assert_eq!((again.events(), again.fingerprint()), (2, log.fingerprint()));
    /// # drop(again);
    /// # std::fs::remove_file(&path).unwrap();
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Io`]; [`Error::Limit`] for more than 2 GiB of texts in a column of one shard;
    /// [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(cells) time, one shard at a time in memory.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        save::to_file(self, path.as_ref())
    }

    /// Opens a file that [`save`](Self::save) wrote. It is mapped into memory and used in place.
    ///
    /// The file must not be changed by others while the log is in use; to replace it, save to its name.
    ///
    /// # Errors
    /// [`Error::Io`]; [`Error::Syntax`] for any other file and for a damaged one; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(bytes) time, at the speed of the memory; O(customers + names + booleans) memory besides the mapped
    /// file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let name = path.as_ref().to_string_lossy();
        let map = open::map(&open::open(path.as_ref())?, path.as_ref())?;
        // Makes the pages known at once where the system can; otherwise each comes with its first use.
        #[cfg(target_os = "linux")]
        let _ = map.advise(memmap2::Advice::PopulateRead);
        open::read(open::shared(map)).map_err(|error| error.in_file(&name))
    }

    /// The bytes of the file that [`save`](Self::save) writes.
    ///
    /// # Errors
    /// See [`Self::save`].
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        save::write(self, &mut bytes, NARROW)?;
        Ok(bytes)
    }

    /// Opens the bytes of a file that [`save`](Self::save) wrote. They are used in place.
    ///
    /// # Errors
    /// See [`Self::open`].
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self> {
        let bytes = Buffer::from_vec(bytes.into());
        match bytes.as_ptr().align_offset(size_of::<u64>()) {
            0 => open::read(bytes),
            _ => open::read(Buffer::from(bytes.as_slice())),
        }
    }
}

/// The file is not as it was written.
fn damaged(what: impl std::fmt::Display) -> Error {
    syntax(format!("the file is damaged: {what}"))
}

fn syntax(message: impl Into<String>) -> Error {
    Error::Syntax { place: Place::default(), message: message.into() }
}
