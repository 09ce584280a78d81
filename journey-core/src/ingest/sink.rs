//! What every reader delivers and every loader takes: rows of cells.

use crate::error::{Error, Place, Result, shorten};

/// A cell as a reader found it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(not(feature = "arrow"), allow(dead_code, reason = "only Arrow has local times and nanoseconds"))]
pub(crate) enum Cell<'a> {
    /// No value.
    Missing,
    /// A text, which may be the written form of anything.
    Text(&'a str),
    /// A number; NaN is missing.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
    /// UTC microseconds.
    Time(i64),
    /// Microseconds of a local time in the zone of the options.
    LocalTime(i64),
    /// Nanoseconds, of UTC if `zoned`, else of a local time.
    Nanos {
        /// Since 1970.
        nanos: i64,
        /// Whether there is a zone.
        zoned: bool,
    },
}

impl Cell<'_> {
    /// The cell as text, for messages.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Missing => String::new(),
            Cell::Text(text) => shorten(text),
            Cell::Number(number) => number.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Boolean(value) => value.to_string(),
            Cell::Nanos { nanos, .. } => crate::log::detect::write_time(nanos.div_euclid(1000)),
            Cell::Time(micros) | Cell::LocalTime(micros) => crate::log::detect::write_time(*micros),
        }
    }
}

/// One row of an input.
pub(crate) trait Cells<'a> {
    /// The cell of the column at this position of the header; missing if there is none.
    fn cell(&self, position: usize) -> Cell<'a>;
}

/// Which row, for messages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spot {
    /// Data row, from 1.
    pub row: u64,
    /// Line of a text, from 1.
    pub line: Option<u64>,
}

impl Spot {
    /// The place of the row, or of its cell in a column.
    pub(crate) fn place(&self, column: Option<&str>) -> Place {
        let column = column.map(str::to_string);
        Place { row: (self.row > 0).then_some(self.row), line: self.line, column, ..Place::default() }
    }

    /// The cell cannot be read.
    pub(crate) fn bad(&self, column: &str, cell: &Cell<'_>, expected: impl Into<String>) -> Error {
        Error::BadValue { place: self.place(Some(column)), value: cell.shown(), expected: expected.into() }
    }
}

/// Takes the rows of an input.
pub(crate) trait Sink {
    /// Takes a row.
    fn row<'a>(&mut self, cells: &impl Cells<'a>, spot: Spot) -> Result<()>;

    /// Whether the column at this position is looked at.
    #[cfg_attr(not(feature = "arrow"), allow(dead_code, reason = "only Arrow skips columns"))]
    fn uses(&self, position: usize) -> bool;

    /// Takes a row that could not be taken apart; an error unless such rows are skipped.
    fn broken(&mut self, error: Error, spot: Spot) -> Result<()>;
}

/// Refuses a column name that no CSV file can have.
pub(crate) fn check_name(name: &str, place: &Place) -> Result<()> {
    match name.contains('\0') {
        true => Err(Error::BadValue {
            place: place.clone(),
            value: shorten(name),
            expected: "a name of a column without NUL characters".into(),
        }),
        false => Ok(()),
    }
}

/// Refuses a column name that is there twice.
pub(crate) fn check_names(names: &[String], place: &Place) -> Result<()> {
    names.iter().try_for_each(|name| check_name(name, place))?;
    let mut sorted: Vec<&String> = names.iter().collect();
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair.first() == pair.last()).and_then(|pair| pair.first()) {
        Some(name) => Err(Error::DuplicateColumn { place: place.clone(), column: name.to_string() }),
        None => Ok(()),
    }
}

/// Position of a column.
pub(crate) fn find(names: &[String], wanted: &str, place: &Place) -> Result<usize> {
    names.iter().position(|name| name == wanted).ok_or_else(|| Error::MissingColumn {
        place: place.clone(),
        column: wanted.into(),
        available: names.to_vec(),
    })
}
