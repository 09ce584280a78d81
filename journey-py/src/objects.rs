//! Object-centric event logs: a handle on the core's.

use std::path::PathBuf;

use journey_core::ingest::{
    EventTypeInfo, FlattenReport, ObjectLog as Log, ObjectTypeInfo, OcelOptions, OcelReport,
};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

/// Events that each belong to any number of objects of several types: the object-centric event log of OCEL 2.0.
/// Immutable and cheap to clone.
#[pyclass(frozen, module = "journey")]
pub struct ObjectLog(Log);

macro_rules! readers {
    ($($(#[$doc:meta])* fn $name:ident($input:ident: $type:ty) => $read:expr;)+) => {
        #[pymethods]
        impl ObjectLog {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = ($input, *, strict=false, time_zone=None, max_bytes=None))]
            fn $name(
                py: Python<'_>,
                $input: $type,
                strict: bool,
                time_zone: Option<String>,
                max_bytes: Option<u64>,
            ) -> PyResult<Self> {
                let options = OcelOptions { strict, time_zone, max_bytes };
                Ok(Self(polite(py, || $read($input, &options))?))
            }
        )+}
    };
}

readers! {
    /// Reads an OCEL 2.0 file in JSON, plain or gzip. What is wrong is left out and counted in `report`, or refused if
    /// `strict`.
    fn read_json(path: PathBuf) => Log::read_json;

    /// Reads the bytes of an OCEL 2.0 file in JSON, plain or gzip. See `read_json`.
    fn read_json_bytes(data: &[u8]) => Log::read_json_bytes;

    /// Reads an OCEL 2.0 file in XML, plain or gzip. See `read_json`.
    fn read_xml(path: PathBuf) => Log::read_xml;

    /// Reads the bytes of an OCEL 2.0 file in XML, plain or gzip. See `read_json`.
    fn read_xml_bytes(data: &[u8]) => Log::read_xml_bytes;

    /// Reads an OCEL 2.0 file of SQLite. See `read_json`.
    fn read_sqlite(path: PathBuf) => Log::read_sqlite;
}

#[pymethods]
impl ObjectLog {
    /// Number of events.
    #[getter]
    fn events(&self) -> u64 {
        self.0.events()
    }

    /// Number of objects.
    #[getter]
    fn objects(&self) -> u64 {
        self.0.objects()
    }

    /// What was found in the file, and what of it was left out.
    #[getter]
    fn report(&self) -> OcelReport {
        self.0.report().clone()
    }

    /// Types of objects in the order of the file, with counts.
    fn object_types(&self) -> Vec<ObjectTypeInfo> {
        self.0.object_types()
    }

    /// Types of events in the order of the file, with counts.
    fn event_types(&self) -> Vec<EventTypeInfo> {
        self.0.event_types()
    }

    /// The log whose journeys are the objects of a type.
    ///
    /// An event is in the journeys of all objects of the type to which it is related; `flatten_report` says how many
    /// events are there several times. Columns: `ocel:eid`, `ocel:qualifier`, the attributes of events, and those of
    /// the object as `case:name`.
    fn flatten(&self, py: Python<'_>, object_type: &str) -> PyResult<EventLog> {
        Ok(EventLog::new(polite(py, || self.0.flatten(object_type))?))
    }

    /// What flattening by a type of objects does to the events. See `flatten`.
    fn flatten_report(&self, py: Python<'_>, object_type: &str) -> PyResult<FlattenReport> {
        polite(py, || self.0.flatten_report(object_type))
    }

    /// Number of events.
    fn __len__(&self) -> usize {
        self.0.events() as usize
    }

    fn __repr__(&self) -> String {
        let (events, objects) = (self.0.events(), self.0.objects());
        format!("<ObjectLog: {events} events of {objects} objects>")
    }
}
