//! CSV: a header and rows of cells.

use super::input::Input;
use super::loader::Loader;
use super::records::{Position, Record, Splitter};
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
    let mut table =
        Table { input, at_end: false, splitter: Splitter::new(delimiter)?, position: Position::default() };
    let (names, place) = table.header()?;
    let mut sink = sink(&names, &place)?;
    table.each(names.len(), |record| {
        let spot = Spot { row: record.row, line: Some(record.line) };
        if record.count == names.len() {
            sink.row(&record, spot)?;
        } else {
            let message = format!("the row has {} cells, the header {}", record.count, names.len());
            sink.broken(Error::Syntax { place: spot.place(None), message }, spot)?;
        }
        Ok(true)
    })?;
    Ok(sink)
}

/// A delimited text on its way in.
struct Table<'a> {
    input: Input<'a>,
    /// Whether the window holds the rest of the input.
    at_end: bool,
    splitter: Splitter,
    position: Position,
}

impl Table<'_> {
    /// Names of the columns, and where they are.
    fn header(&mut self) -> Result<(Vec<String>, Place)> {
        let mut header = None;
        self.each(MOST_COLUMNS, |record| {
            let place = Place { line: Some(record.line), ..Place::default() };
            if record.count > MOST_COLUMNS {
                let what = "the number of columns".into();
                return Err(Error::Limit { place, what, limit: MOST_COLUMNS as u64 });
            }
            let name = |position| record.get(position).unwrap_or_default().to_string();
            header = Some(((0..record.count).map(name).collect(), place));
            Ok(false)
        })?;
        header.ok_or_else(|| Error::Syntax {
            place: Place { line: Some(1), ..Place::default() },
            message: "the input is empty; expected a line with the names of the columns".into(),
        })
    }

    /// Hands over records until `take` says that it is enough.
    fn each(&mut self, width: usize, mut take: impl FnMut(Record<'_>) -> Result<bool>) -> Result<()> {
        loop {
            let mut records = self.splitter.records(self.input.window(), self.at_end, width, self.position);
            let mut more = true;
            while more && let Some(record) = records.next()? {
                more = take(record)?;
            }
            let (read, position) = records.read();
            self.position = position;
            self.input.consume(read);
            if !more || self.at_end {
                return Ok(());
            }
            self.at_end = !self.input.grow().map_err(|error| self.placed(error))?;
        }
    }

    fn placed(&self, mut error: Error) -> Error {
        if let Error::Limit { place, .. } | Error::Syntax { place, .. } = &mut error {
            place.line = Some(self.position.line);
        }
        error
    }
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
