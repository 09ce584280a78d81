//! Data frames come in as Arrow streams, through the PyCapsule interface: no dependency, no copy in Python.

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use journey_core::error::{Error, Place};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier};

/// Any object with `__arrow_c_stream__`: a polars, pandas or pyarrow table, a duckdb relation, a report.
pub struct ArrowStream {
    reader: RecordBatchStreamReader,
}

impl ArrowStream {
    /// The batches and their schema.
    pub fn open(self) -> (RecordBatchStreamReader, arrow_schema::SchemaRef) {
        let schema = self.reader.schema();
        (self.reader, schema)
    }
}

impl<'py> FromPyObject<'_, 'py> for ArrowStream {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "object");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if !object.hasattr("__arrow_c_stream__")? {
            let given = object.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "expected an object with `__arrow_c_stream__`, such as a polars, pandas or pyarrow table or a \
                 duckdb relation, not `{given}`; for a dict of lists use `from_columns`"
            )));
        }
        let capsule = object.call_method0("__arrow_c_stream__")?;
        let stream = take(capsule.cast::<PyCapsule>()?)?;
        let reader = RecordBatchStreamReader::try_new(stream)
            .map_err(|error| Error::Syntax { place: Place::default(), message: error.to_string() })?;
        Ok(Self { reader })
    }
}

/// Moves the stream out of its capsule.
#[allow(unsafe_code)]
fn take(capsule: &Bound<'_, PyCapsule>) -> PyResult<FFI_ArrowArrayStream> {
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the interface promises that a capsule of this name, which was just checked, points to a valid
    // `ArrowArrayStream`. `from_raw` leaves a released one behind, as the interface asks of whoever takes it,
    // so the capsule's destructor releases nothing twice. Python is attached, so nobody else can take it.
    Ok(unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) })
}
