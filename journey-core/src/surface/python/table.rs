//! Tables leave as an Arrow stream, which every data frame library reads without copying by hand.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::analysis::{Cells, Table};
use crate::error::{Error, Place, Result};

/// The table as one Arrow record batch. Counts are 64-bit integers, times are UTC microseconds.
pub fn table_batch(table: &Table) -> Result<RecordBatch> {
    let fields: Vec<Field> =
        table.columns.iter().map(|column| Field::new(&column.name, kind(&column.cells), true)).collect();
    let columns = table.columns.iter().map(|column| array(&column.cells)).collect();
    let schema = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema, columns)
        .map_err(|error| Error::Syntax { place: Place::default(), message: error.to_string() })
}

/// The table as a capsule of the Arrow C stream interface.
pub fn arrow_stream<'py>(py: Python<'py>, table: &Table) -> PyResult<Bound<'py, PyCapsule>> {
    let batch = table_batch(table)?;
    let schema = batch.schema();
    let batches = std::iter::once(Ok::<_, ArrowError>(batch));
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)));
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

fn kind(cells: &Cells) -> DataType {
    match cells {
        Cells::Text(_) => DataType::Utf8,
        Cells::Integer(_) => DataType::Int64,
        Cells::Number(_) => DataType::Float64,
        Cells::Boolean(_) => DataType::Boolean,
        Cells::Time(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
    }
}

fn array(cells: &Cells) -> ArrayRef {
    match cells {
        Cells::Text(values) => Arc::new(StringArray::from_iter(values)),
        Cells::Integer(values) => Arc::new(Int64Array::from_iter(values.iter().copied())),
        Cells::Number(values) => Arc::new(Float64Array::from_iter(values.iter().copied())),
        Cells::Boolean(values) => Arc::new(BooleanArray::from_iter(values.iter().copied())),
        Cells::Time(values) => {
            Arc::new(TimestampMicrosecondArray::from_iter(values.iter().copied()).with_timezone("UTC"))
        }
    }
}
