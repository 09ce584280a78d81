//! OCEL 2.0: events that belong to several objects at once, read from JSON, XML or SQLite, and flattened to logs.

mod build;
mod flatten;
mod json;
mod object_log;
mod report;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(test)]
mod tests;
mod xml;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use object_log::{ObjectLog, ObjectRelation};
pub use report::{EventTypeInfo, FlattenReport, ObjectTypeInfo, OcelProblem, OcelReport};

use super::input::Input;
use crate::error::Result;

impl ObjectLog {
    /// Reads an OCEL 2.0 file in JSON, plain or gzip.
    ///
    /// Values become what their types declare. Relations to objects that are not there, later ones of two events or
    /// objects with one id, and values that are not of their type are left out and counted in [`Self::report`]; strict
    /// reading refuses the first such fault. Relations of objects to objects may be circular.
    ///
    /// # Errors
    /// [`Error::Syntax`](crate::Error::Syntax) with the line for what is no JSON or no OCEL 2.0 and, if strict, with the event
    /// or object for faults; [`Error::Encoding`](crate::Error::Encoding), [`Error::Limit`](crate::Error::Limit),
    /// [`Error::Io`](crate::Error::Io), [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(bytes) time; the text is in memory while it is read.
    ///
    /// Source: Berti et al., "OCEL (Object-Centric Event Log) 2.0 Specification" (2023).
    pub fn read_json(path: impl AsRef<Path>, options: &OcelOptions) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let read = Input::open(&path, options.max_bytes).and_then(|input| json::read(input, options));
        read.map_err(|error| error.in_file(&path))
    }

    /// Reads the bytes of an OCEL 2.0 file in JSON, plain or gzip. See [`Self::read_json`].
    ///
    /// # Errors
    /// See [`Self::read_json`].
    pub fn read_json_bytes(bytes: &[u8], options: &OcelOptions) -> Result<Self> {
        json::read(Input::bytes(bytes, options.max_bytes)?, options)
    }

    /// Reads an OCEL 2.0 file in XML, plain or gzip. See [`Self::read_json`]. A document type is an error, and so is any
    /// entity but the five of XML; tags and texts have at most 16 MiB.
    ///
    /// # Errors
    /// See [`Self::read_json`].
    pub fn read_xml(path: impl AsRef<Path>, options: &OcelOptions) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let read = Input::open(&path, options.max_bytes).and_then(|input| xml::read(input, options));
        read.map_err(|error| error.in_file(&path))
    }

    /// Reads the bytes of an OCEL 2.0 file in XML, plain or gzip. See [`Self::read_xml`].
    ///
    /// # Errors
    /// See [`Self::read_json`].
    pub fn read_xml_bytes(bytes: &[u8], options: &OcelOptions) -> Result<Self> {
        xml::read(Input::bytes(bytes, options.max_bytes)?, options)
    }

    /// Reads an OCEL 2.0 file of SQLite. See [`Self::read_json`]. Only tables are read: views, triggers and virtual tables of
    /// the file are never run.
    ///
    /// # Errors
    /// See [`Self::read_json`]; [`Error::Unsupported`](crate::Error::Unsupported) without the feature `sqlite`.
    pub fn read_sqlite(path: impl AsRef<Path>, options: &OcelOptions) -> Result<Self> {
        let path = path.as_ref();
        #[cfg(feature = "sqlite")]
        return sqlite::read(path, options).map_err(|error| error.in_file(&path.to_string_lossy()));
        #[cfg(not(feature = "sqlite"))]
        {
            let _ = options;
            let what = format!("reading {}", path.display());
            Err(crate::Error::Unsupported { what, feature: "sqlite".into() })
        }
    }
}

/// How an OCEL file is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OcelOptions {
    /// Whether a file with a fault is refused. If not, what is wrong is left out, counted and sampled in [`OcelReport`].
    pub strict: bool,
    /// IANA time zone of times without one; UTC unless set.
    pub time_zone: Option<String>,
    /// Files with more (unpacked) bytes are refused. If `None`, only gzip files have a limit: 64 GiB.
    pub max_bytes: Option<u64>,
}

impl OcelOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Refuses files with a fault.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Sets the zone of times without one.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Refuses files with more (unpacked) bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }
}
