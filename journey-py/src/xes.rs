//! XES files, in and out.

use std::path::PathBuf;

use journey_core::EventLog as Log;
use journey_core::ingest::{Classifier, XesLifecycle, XesOptions};
use journey_core::surface::python::List;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::log::EventLog;
use crate::work::{Show, polite, polite_showing};

/// The name of a classifier, or keys.
#[derive(FromPyObject)]
enum ClassifierArgument {
    Name(String),
    Keys(Vec<String>),
}

impl From<ClassifierArgument> for Classifier {
    fn from(argument: ClassifierArgument) -> Self {
        match argument {
            ClassifierArgument::Name(name) => Self::Name(name),
            ClassifierArgument::Keys(keys) => Self::Keys(keys),
        }
    }
}

macro_rules! readers {
    ($($(#[$doc:meta])* fn $name:ident($input:ident: $type:ty) => $read:expr;)+) => {
        #[pymethods]
        impl EventLog {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = (
                $input, *, strict=false, journey=None, time=None, classifier=None, lifecycle=None, defaults=true,
                keep=None, time_zone=None, max_bytes=None, max_attribute_bytes=None, max_depth=None, progress=None,
            ))]
            #[allow(clippy::too_many_arguments)]
            fn $name(
                py: Python<'_>,
                $input: $type,
                strict: bool,
                journey: Option<String>,
                time: Option<String>,
                classifier: Option<ClassifierArgument>,
                lifecycle: Option<XesLifecycle>,
                defaults: bool,
                keep: Option<List<String>>,
                time_zone: Option<String>,
                max_bytes: Option<u64>,
                max_attribute_bytes: Option<u64>,
                max_depth: Option<u64>,
                progress: Option<Show>,
            ) -> PyResult<Self> {
                let usual = XesOptions::new();
                let options = XesOptions {
                    strict,
                    journey: journey.unwrap_or(usual.journey),
                    time: time.unwrap_or(usual.time),
                    classifier: classifier.map(Classifier::from),
                    lifecycle: lifecycle.unwrap_or_default(),
                    defaults,
                    keep: keep.map(|list| list.0),
                    time_zone,
                    max_bytes,
                    max_attribute_bytes: max_attribute_bytes.unwrap_or(usual.max_attribute_bytes),
                    max_depth: max_depth.unwrap_or(usual.max_depth),
                };
                Ok(Self::new(polite_showing(py, progress, || $read($input, &options))?))
            }
        )+}
    };
}

readers! {
    /// Reads an XES file (IEEE 1849-2016), plain or gzip: the event logs of process mining.
    ///
    /// A trace is a journey, named by `concept:name` or what `journey` says; an event is named by `concept:name` or by
    /// `classifier`: the name of a classifier of the file, or a list of keys. Attributes of events become columns,
    /// those of traces columns `case:key`. A start and a complete event become one event with an end, unless `lifecycle`
    /// says otherwise. What was left out is told in `quality().input.xes`; `strict=True` refuses it instead.
    fn read_xes(path: PathBuf) => Log::read_xes;

    /// Reads the bytes of an XES file, plain or gzip. See `read_xes`.
    fn read_xes_bytes(data: &[u8]) => Log::read_xes_bytes;
}

#[pymethods]
impl EventLog {
    /// Writes the log as an XES file (IEEE 1849-2016), gzip if the name ends in `.gz`.
    ///
    /// `read_xes` reads it as an equal log, other tools as traces and events. An event with an end is a start and a
    /// complete event.
    #[pyo3(signature = (path, *, progress=None))]
    fn write_xes(&self, py: Python<'_>, path: PathBuf, progress: Option<Show>) -> PyResult<()> {
        polite_showing(py, progress, || self.0.write_xes(path))
    }

    /// The bytes of the file that `write_xes` writes.
    fn to_xes_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &polite(py, || self.0.to_xes_bytes())?))
    }
}
