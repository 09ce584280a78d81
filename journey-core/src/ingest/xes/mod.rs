//! XES (IEEE 1849-2016): event logs of process mining, read into a log and written from one.

mod attributes;
mod collect;
mod header;
mod keys;
mod options;
mod reader;
#[cfg(test)]
mod tests;
mod trace;
mod values;
mod write;

use std::path::Path;

pub use options::{Classifier, XesLifecycle, XesOptions};

use super::input::Input;
use crate::error::Result;
use crate::log::EventLog;

impl EventLog {
    /// Reads an XES file (IEEE 1849-2016), plain or gzip: the event logs of process mining.
    ///
    /// A trace is a journey, named by its `concept:name`; a trace without one is named by its number in the file. An event
    /// is named by its `concept:name` or by a classifier. Attributes of events become columns of their keys, attributes
    /// of traces columns `case:key`; an attribute within another one is named by the path to it, such as `cost.currency`;
    /// a list is the text of a JSON list. A start and a complete event become one event with an end, see
    /// [`XesLifecycle`].
    ///
    /// A log has no place for traces without events, events outside of traces and attributes of the whole log; what
    /// was left out, and all else that was found, is told in [`Quality::xes`](crate::log::Quality::xes). Strict reading
    /// refuses the first departure from the standard instead.
    ///
    /// Nothing outside of the file is ever read: a document type is an error, and so is any entity but the five of XML.
    ///
    /// # Errors
    /// [`Error::Syntax`](crate::Error::Syntax) for what is no XML or no XES and, if strict, for departures from the
    /// standard, with the line; [`Error::Encoding`](crate::Error::Encoding) unless the text is UTF-8;
    /// [`Error::Limit`](crate::Error::Limit) beyond the limits of the options;
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a classifier that the file does not declare;
    /// [`Error::MissingColumn`](crate::Error::MissingColumn) for a column to keep that is not there;
    /// [`Error::Io`](crate::Error::Io), [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(bytes + events · columns) time; the text itself is not kept, but for the trace that is being read.
    ///
    /// Source: IEEE 1849-2016, Standard for eXtensible Event Stream (XES).
    pub fn read_xes(path: impl AsRef<Path>, options: &XesOptions) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, options.max_bytes)?;
        let log = reader::read(input, options).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads the bytes of an XES file, plain or gzip. See [`Self::read_xes`].
    ///
    /// ```
    /// use journey_core::{EventLog, ingest::XesOptions};
    /// let xes = br#"<log xes.version="1849.2016" xes.features=""><trace>
    ///     <string key="concept:name" value="ann"/><string key="channel" value="web"/>
    ///     <event>
    ///         <string key="concept:name" value="call"/><string key="lifecycle:transition" value="start"/>
    ///         <date key="time:timestamp" value="2024-03-01T12:00:00Z"/>
    ///     </event>
    ///     <event>
    ///         <string key="concept:name" value="call"/><string key="lifecycle:transition" value="complete"/>
    ///         <date key="time:timestamp" value="2024-03-01T12:05:00Z"/>
    ///     </event>
    /// </trace></log>"#;
    /// let log = EventLog::read_xes_bytes(xes, &XesOptions::new())?;
    /// assert_eq!((log.events(), log.quality().xes.as_ref().map(|report| report.paired)), (1, Some(1)));
    /// assert_eq!(log.columns()[0].name, "case:channel");
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// See [`Self::read_xes`].
    pub fn read_xes_bytes(bytes: &[u8], options: &XesOptions) -> Result<Self> {
        reader::read(Input::bytes(bytes, options.max_bytes)?, options)
    }
}
