//! Columns in memory: what JavaScript's typed arrays and Python's lists become.

use super::loader::Loader;
use super::sink::{Cell, Cells, Sink, Spot};
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog, MISSING};

/// A table in memory: named columns of one length.
///
/// ```
/// use journey_core::ingest::{Frame, FrameColumn};
/// use journey_core::{EventLog, log::Columns};
/// let frame = Frame::new()
///     .column("user", FrameColumn::Integer(vec![Some(1), Some(1)]))
///     .column("at", FrameColumn::Time(vec![Some(0), Some(1_000_000)]))
///     .column("event", FrameColumn::Dictionary { codes: vec![0, 1], names: vec!["visit".into(), "buy".into()] });
/// let log = EventLog::from_columns(&frame, &Columns::new("user", "at", "event"))?;
/// assert_eq!(log.events(), 2);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    columns: Vec<(String, FrameColumn)>,
}

/// Values of a column of a [`Frame`].
#[derive(Debug, Clone, PartialEq)]
pub enum FrameColumn {
    /// Texts. They stay texts, except that texts that are all times with an offset become times.
    Text(Vec<Option<String>>),
    /// Positions in a list of names; `u32::MAX` is missing.
    Dictionary {
        /// Position of the name of each row.
        codes: Vec<u32>,
        /// The names.
        names: Vec<String>,
    },
    /// Numbers; NaN is missing.
    Number(Vec<f64>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Booleans.
    Boolean(Vec<Option<bool>>),
    /// Times in UTC microseconds.
    Time(Vec<Option<i64>>),
}

impl FrameColumn {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(values) => values.len(),
            Self::Dictionary { codes, .. } => codes.len(),
            Self::Number(values) => values.len(),
            Self::Integer(values) => values.len(),
            Self::Boolean(values) => values.len(),
            Self::Time(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        fn text(text: &str) -> Cell<'_> {
            if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
        }
        let cell = match self {
            Self::Text(values) => values.get(row).and_then(|value| value.as_deref().map(text)),
            Self::Dictionary { codes, names } => {
                codes.get(row).and_then(|&code| names.get(code as usize)).map(|name| text(name))
            }
            Self::Number(values) => {
                values.get(row).filter(|value| !value.is_nan()).map(|&value| Cell::Number(value))
            }
            Self::Integer(values) => values.get(row).and_then(|value| value.map(Cell::Integer)),
            Self::Boolean(values) => values.get(row).and_then(|value| value.map(Cell::Boolean)),
            Self::Time(values) => values.get(row).and_then(|value| value.map(Cell::Time)),
        };
        cell.unwrap_or(Cell::Missing)
    }
}

impl Frame {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column.
    #[must_use]
    pub fn column(mut self, name: impl Into<String>, column: FrameColumn) -> Self {
        self.columns.push((name.into(), column));
        self
    }

    /// Gives all rows to what takes them.
    pub(crate) fn read<S: Sink>(&self, sink: impl FnOnce(&[String], &Place) -> Result<S>) -> Result<S> {
        let rows = self.check()?;
        let names: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let mut sink = sink(&names, &Place::default())?;
        for row in 0..rows {
            sink.row(&FrameRow { frame: self, row }, Spot { row: row as u64 + 1, line: None })?;
        }
        Ok(sink)
    }

    /// Number of rows.
    fn check(&self) -> Result<usize> {
        let rows = self.columns.first().map_or(0, |(_, column)| column.len());
        for (name, column) in &self.columns {
            let place = || Place { column: Some(name.clone()), ..Place::default() };
            if column.len() != rows {
                let message = format!("the column has {} rows, the first one {rows}", column.len());
                return Err(Error::Syntax { place: place(), message });
            }
            if let FrameColumn::Dictionary { codes, names } = column {
                let wrong = codes.iter().position(|&code| code != MISSING && code as usize >= names.len());
                if let Some(row) = wrong {
                    return Err(Error::BadValue {
                        place: Place::cell(row as u64 + 1, name.clone()),
                        value: codes.get(row).map(ToString::to_string).unwrap_or_default(),
                        expected: format!("a position in the {} names, or {MISSING} for none", names.len()),
                    });
                }
            }
        }
        Ok(rows)
    }
}

struct FrameRow<'a> {
    frame: &'a Frame,
    row: usize,
}

impl<'a> Cells<'a> for FrameRow<'a> {
    fn cell(&self, position: usize) -> Cell<'a> {
        self.frame.columns.get(position).map_or(Cell::Missing, |(_, column)| column.cell(self.row))
    }
}

impl EventLog {
    /// Makes a log from columns in memory.
    ///
    /// # Errors
    /// As [`Self::read_csv`]; [`Error::Syntax`] for columns of different length.
    ///
    /// # Complexity
    /// O(cells) time.
    pub fn from_columns(frame: &Frame, columns: &Columns) -> Result<Self> {
        let loader = frame.read(|names, place| {
            let mut loader = Loader::new(columns, names, place)?;
            loader.texts_stay_texts();
            Ok(loader)
        })?;
        loader.finish()
    }
}
