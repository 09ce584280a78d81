//! CSV: a header and rows of cells.

use super::input::Input;
use super::loader::Loader;
use super::records::{Record, Records};
use super::sink::{Cell, Cells, Sink, Spot};
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog};

/// A table may have so many columns.
const MOST_COLUMNS: usize = 20_000;

impl<'a> Cells<'a> for Record<'a> {
    fn cell(&self, position: usize) -> Cell<'a> {
        match self.get(position) {
            Some("") | None => Cell::Missing,
            Some(text) => Cell::Text(text),
        }
    }
}

/// Reads a table; `sink` makes what takes its rows from the header.
pub(crate) fn read<S: Sink>(
    input: Input<'_>,
    delimiter: u8,
    sink: impl FnOnce(&[String], &Place) -> Result<S>,
) -> Result<S> {
    let mut records = Records::new(input, delimiter, MOST_COLUMNS)?;
    let first_line = Place { line: Some(1), ..Place::default() };
    let Some(header) = records.next()? else {
        let message = "the input is empty; expected a line with the names of the columns".into();
        return Err(Error::Syntax { place: first_line, message });
    };
    let place = Place { line: Some(header.line), ..Place::default() };
    if header.count > MOST_COLUMNS {
        let what = "the number of columns".into();
        return Err(Error::Limit { place, what, limit: MOST_COLUMNS as u64 });
    }
    let names: Vec<String> =
        (0..header.count).map(|position| header.get(position).unwrap_or_default().to_string()).collect();
    let mut sink = sink(&names, &place)?;
    records.keep(names.len());
    while let Some(record) = records.next()? {
        let spot = Spot { row: record.row, line: Some(record.line) };
        if record.count == names.len() {
            sink.row(&record, spot)?;
        } else {
            let message = format!("the row has {} cells, the header {}", record.count, names.len());
            sink.broken(Error::Syntax { place: spot.place(None), message }, spot)?;
        }
    }
    Ok(sink)
}

impl EventLog {
    /// Reads events from a CSV file, plain or gzip.
    ///
    /// The first line names the columns. Cells may be quoted (`"`, doubled within), lines may end with
    /// LF, CR LF or CR, blank lines are skipped, and a byte order mark is ignored. Times are ISO 8601
    /// (with `T` or a blank; what is below a microsecond is dropped and counted), or numbers since 1970.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Syntax`] (unclosed quote, rows with too few or many cells, NUL bytes, no
    /// header), [`Error::Encoding`], [`Error::MissingColumn`], [`Error::DuplicateColumn`],
    /// [`Error::BadValue`] with row, column and value (or, with [`OnError::Skip`](crate::log::OnError),
    /// a count in [`Quality`](crate::log::Quality)), [`Error::Limit`], and [`Error::InvalidOption`] for
    /// contradictory columns.
    ///
    /// # Complexity
    /// O(bytes) time; the text itself is not kept.
    pub fn read_csv(path: impl AsRef<std::path::Path>, columns: &Columns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, columns.max_bytes)?;
        let log = read(input, columns.delimiter, |names, place| Loader::new(columns, names, place))
            .and_then(Loader::finish)
            .map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads events from CSV text. See [`Self::read_csv`].
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let csv = "user,at,event,channel\nann,2024-03-01 12:00,visit,web\nann,2024-03-01 12:05,buy,store\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event").time_zone("Europe/Berlin"))?;
    /// assert_eq!((log.customers(), log.events()), (1, 2));
    /// assert_eq!(log.quality().times_without_zone, 2);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_text(text: &str, columns: &Columns) -> Result<Self> {
        Self::read_csv_bytes(text.as_bytes(), columns)
    }

    /// Reads events from the bytes of a CSV file, plain or gzip. See [`Self::read_csv`].
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_bytes(bytes: &[u8], columns: &Columns) -> Result<Self> {
        let input = Input::bytes(bytes, columns.max_bytes)?;
        read(input, columns.delimiter, |names, place| Loader::new(columns, names, place))?.finish()
    }
}
