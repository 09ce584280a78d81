//! Inputs that can be read again and again.

use crate::error::{Error, Place, Result};
use crate::ingest::input::Input;
use crate::ingest::loader::{Collect, Loader};
use crate::ingest::plan::Plan;
use crate::ingest::{csv, lines};
use crate::log::Columns;

#[cfg(feature = "arrow")]
type Batches = dyn Fn() -> Result<Box<dyn arrow_array::RecordBatchReader + Send>> + Send + Sync;

/// Where the events are.
pub(super) enum Source {
    Csv(String),
    JsonLines(String),
    #[cfg(feature = "parquet")]
    Parquet(String),
    #[cfg(feature = "arrow")]
    Arrow(Box<Batches>),
    #[cfg(feature = "file")]
    Saved {
        path: String,
        file: Box<crate::ingest::native::Piecewise>,
    },
}

impl Source {
    /// The file, if it is one.
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Csv(path) | Self::JsonLines(path) => Some(path),
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => Some(path),
            #[cfg(feature = "arrow")]
            Self::Arrow(_) => None,
            #[cfg(feature = "file")]
            Self::Saved { path, .. } => Some(path),
        }
    }

    /// The error, with the file it happened in.
    pub fn place(&self, error: Error) -> Error {
        match self.path() {
            Some(path) => error.in_file(path),
            None => error,
        }
    }

    /// Reads all rows in order. What collects them is made from the plan and the number of rows, if that is known.
    pub fn read<'c, B: Collect>(
        &self,
        columns: &'c Columns,
        collector: impl FnOnce(&Plan<'c>, Option<u64>) -> B,
    ) -> Result<(B, Plan<'c>)> {
        let make = |names: &[String], place: &Place, rows: Option<u64>, typed: bool| {
            let plan = Plan::new(columns, names, place)?;
            let mut collector = collector(&plan, rows);
            if typed {
                collector.texts_stay_texts();
            }
            Ok(Loader::collecting(plan, collector))
        };
        let loader = match self {
            Self::Csv(path) => {
                let input = Input::open(path, columns.max_bytes)?;
                csv::read(input, columns.delimiter, |names, place| make(names, place, None, false))
            }
            Self::JsonLines(path) => {
                let input = Input::open(path, columns.max_bytes)?;
                lines::load(input, columns, |names| make(names, &Place::default(), None, true))
            }
            #[cfg(feature = "parquet")]
            Self::Parquet(path) => crate::ingest::parquet::each_row(path, columns, |names, place, rows| {
                make(names, place, Some(rows), true)
            }),
            #[cfg(feature = "arrow")]
            Self::Arrow(batches) => {
                let batches = batches()?;
                let schema = batches.schema();
                crate::ingest::arrow::read(batches, &schema, |names, place| make(names, place, None, true))
            }
            #[cfg(feature = "file")]
            Self::Saved { .. } => make(&[], &Place::default(), None, true),
        };
        Ok(loader?.into_parts())
    }
}
