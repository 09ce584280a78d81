//! What to do with an input that is not sorted.

use super::grouped::Misplaced;
use super::source::Source;
use crate::error::{Error, Place};
use crate::log::{Columns, Source as Touchpoint};

/// How to get a sorted input.
pub(super) struct Hint<'h> {
    pub source: &'h Source,
    pub columns: &'h Columns,
    /// Number of rows, if it is known.
    pub rows: Option<u64>,
}

impl Hint<'_> {
    /// The error for the first event that is not where it should be.
    pub fn misplaced(&self, row: u64, customer: String, why: &Misplaced) -> Error {
        let wrong = match why {
            Misplaced::CameBack => "all rows of a customer together; this one had others before it",
            Misplaced::Unsorted => "customers in the order of those before",
        };
        Error::BadValue {
            place: Place::cell(row, self.columns.customer.clone()),
            value: customer,
            expected: format!("{wrong}. {}{}", self.sorting(), self.loading()),
        }
    }

    /// Statements that sort the input.
    fn sorting(&self) -> String {
        let (format, header) = match self.source {
            Source::Csv(_) => ("csv", true),
            Source::JsonLines(_) => ("json", false),
            #[cfg(feature = "parquet")]
            Source::Parquet(_) => ("parquet", false),
            #[cfg(feature = "arrow")]
            Source::Arrow(_) => return "Sort the batches by customer and time".into(),
            #[cfg(feature = "file")]
            Source::Saved { .. } => return String::new(),
        };
        let path = text(self.source.path().unwrap_or_default());
        let sorted = format!("sorted.{format}");
        let (customer, time) = (&self.columns.customer, &self.columns.time);
        let duck_header = if header { ", header" } else { "" };
        let spark_header = if header { ", header 'true'" } else { "" };
        let spark_options = if header { " OPTIONS (header 'true')" } else { "" };
        format!(
            "Sort it, in DuckDB: COPY (SELECT * FROM {path} ORDER BY {}, {}) TO '{sorted}' (FORMAT {format}{duck_header}); \
             in Spark SQL: CREATE TEMPORARY VIEW unsorted USING {format} OPTIONS (path {path}{spark_header}); \
             INSERT OVERWRITE DIRECTORY 'sorted' USING {format}{spark_options} SELECT * FROM unsorted ORDER BY {}, {}",
            quoted(customer, '"'),
            quoted(time, '"'),
            quoted(customer, '`'),
            quoted(time, '`'),
        )
    }

    /// What loading it as it is would take: events and their way into the log.
    fn loading(&self) -> String {
        let named = matches!(self.columns.touchpoint, Touchpoint::Column(_));
        let further = self.columns.keep.as_ref().map_or(0, Vec::len);
        let each =
            2 * (20 + 4 * u64::from(named) + 8 * (further as u64 + u64::from(self.columns.end.is_some())));
        match self.rows {
            Some(rows) => {
                let megabytes = rows.saturating_mul(each).div_ceil(1_000_000);
                format!("; or load it as it is, which takes about {megabytes} MB for {rows} rows")
            }
            None => format!("; or load it as it is, which takes about {each} bytes a row"),
        }
    }
}

fn text(text: &str) -> String {
    quoted(text, '\'')
}

fn quoted(name: &str, mark: char) -> String {
    format!("{mark}{}{mark}", name.replace(mark, &format!("{mark}{mark}")))
}
