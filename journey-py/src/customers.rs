//! Tables of customers and joining them: a handle on the core's.

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::error::Result;
use journey_core::ingest::CustomerTable as Table;
use journey_core::log::{ColumnKind, Columns};
use journey_core::surface::python::List;
use pyo3::prelude::*;

use crate::arrow::ArrowStream;
use crate::frame::ColumnsInMemory;
use crate::input::byte;
use crate::log::EventLog;
use crate::work::polite;

/// A table with one row a customer, such as demographics, to be joined to a log.
#[pyclass(frozen, module = "journey")]
pub struct CustomerTable(pub Table);

/// `fn name(input: Type) => core function`: a static method with the options of all tables of customers.
macro_rules! readers {
    ($($(#[$doc:meta])* fn $name:ident($input:ident: $type:ty $(, $delimiter:ident)?) => $read:expr;)+) => {
        #[pymethods]
        impl CustomerTable {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = ($input, *, customer, keep=None, kinds=None, missing=None, $($delimiter=None)?))]
            #[allow(clippy::too_many_arguments)]
            fn $name(
                py: Python<'_>,
                $input: $type,
                customer: String,
                keep: Option<List<String>>,
                kinds: Option<BTreeMap<String, ColumnKind>>,
                missing: Option<List<String>>,
                $($delimiter: Option<&str>,)?
            ) -> PyResult<Self> {
                #[allow(unused_mut)]
                let mut columns = Columns {
                    keep: keep.map(|list| list.0),
                    kinds: kinds.unwrap_or_default().into_iter().collect(),
                    missing: missing.unwrap_or_default().0,
                    ..Columns::customers(customer)
                };
                $(columns.delimiter = byte($delimiter)?;)?
                Ok(Self(polite(py, || $read($input, &columns))?))
            }
        )+}
    };
}

readers! {
    /// Reads a table of customers from a CSV file, plain or gzip.
    fn read_csv(path: PathBuf, delimiter) => Table::read_csv;

    /// Reads a table of customers from CSV text.
    fn read_csv_text(text: &str, delimiter) => Table::read_csv_text;

    /// Reads a table of customers from the bytes of a CSV file, plain or gzip.
    fn read_csv_bytes(data: &[u8], delimiter) => Table::read_csv_bytes;

    /// Takes a table of customers from Arrow record batches.
    fn from_arrow(data: ArrowStream) => of_arrow;

    /// Takes a table of customers from columns in memory.
    fn from_columns(data: ColumnsInMemory) => of_columns;
}

fn of_arrow(data: ArrowStream, columns: &Columns) -> Result<Table> {
    let (batches, schema) = data.open();
    Table::from_arrow(batches, &schema, columns)
}

fn of_columns(data: ColumnsInMemory, columns: &Columns) -> Result<Table> {
    Table::from_columns(&data.0, columns)
}

#[pymethods]
impl CustomerTable {
    /// Number of customers.
    fn __len__(&self) -> usize {
        self.0.len() as usize
    }

    fn __repr__(&self) -> String {
        format!("<CustomerTable: {} customers>", self.0.len())
    }
}

#[pymethods]
impl EventLog {
    /// Adds the attributes of customers as columns to all their events. Customers that the table does not have
    /// get no value; both kinds of strangers are counted in the quality report.
    fn join_customers(&self, py: Python<'_>, customers: &CustomerTable) -> PyResult<Self> {
        Ok(Self::new(polite(py, || self.0.join_customers(&customers.0))?))
    }
}
