//! Arrow record batches: what polars, pandas, pyarrow and duckdb deliver, and Parquet files hold.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array, LargeStringArray, RecordBatch,
    StringArray, StringViewArray,
};
use arrow_cast::cast::{CastOptions, can_cast_types, cast_with_options};
use arrow_schema::{ArrowError, DataType, Schema, TimeUnit};

use super::customers::CustomerTable;
use super::loader::Loader;
use super::sink::{Cell, Cells, Sink, Spot};
use super::survey::{self, SurveyColumns};
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog};
use crate::work::Work;

/// A column of a batch in one of few forms.
pub(super) enum Values {
    /// Nulls, or a column that is not used.
    Nothing,
    Text(StringArray),
    LargeText(LargeStringArray),
    TextView(StringViewArray),
    /// Texts by their place in a list.
    Keyed(Keyed),
    Integer(Int64Array),
    Number(Float64Array),
    Boolean(BooleanArray),
    /// Times in units of so many microseconds.
    Time {
        values: Int64Array,
        unit: i64,
        zoned: bool,
    },
    /// Times in nanoseconds.
    Nanos {
        values: Int64Array,
        zoned: bool,
    },
}

/// Keys into a list of texts.
pub(super) struct Keyed {
    pub keys: Int32Array,
    pub names: StringArray,
}

impl Keyed {
    /// The text of a key; `None` if it is missing.
    pub(super) fn name(&self, key: usize) -> Option<&str> {
        (key < self.names.len() && self.names.is_valid(key)).then(|| self.names.value(key))
    }

    /// Where the texts lie in memory: equal for batches that share them.
    pub(super) fn identity(&self) -> (usize, usize) {
        (self.names.value_data().as_ptr() as usize, self.names.value_data().len())
    }
}

const DAY: i64 = 86_400_000_000;

impl Values {
    fn new(array: &ArrayRef, name: &str) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Null => Self::Nothing,
            DataType::Utf8 => Self::Text(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Self::LargeText(array.as_string::<i64>().clone()),
            DataType::Utf8View => Self::TextView(array.as_string_view().clone()),
            DataType::Boolean => Self::Boolean(array.as_boolean().clone()),
            DataType::Timestamp(unit, zone) => {
                Self::timestamps(integers(array, name)?, *unit, zone.is_some())
            }
            DataType::Date32 => {
                let days = cast(array, &DataType::Int32, name)?;
                Self::Time { values: integers(&days, name)?, unit: DAY, zoned: false }
            }
            DataType::Date64 => Self::timestamps(integers(array, name)?, TimeUnit::Millisecond, false),
            DataType::Dictionary(key, value) if **key == DataType::Int32 && **value == DataType::Utf8 => {
                let keyed = array.as_dictionary::<Int32Type>();
                Self::Keyed(Keyed { keys: keyed.keys().clone(), names: keyed.values().as_string().clone() })
            }
            DataType::Dictionary(_, value) => Self::new(&cast(array, value, name)?, name)?,
            DataType::RunEndEncoded(_, value) => Self::new(&cast(array, value.data_type(), name)?, name)?,
            DataType::Float16 | DataType::Float32 | DataType::Float64 => Self::Number(numbers(array, name)?),
            kind if is_whole(kind) => match integers(array, name) {
                Ok(values) => Self::Integer(values),
                // Ids beyond 64 bits stay exact as texts.
                Err(_) => Self::texts(array, name)?,
            },
            kind if kind.is_decimal() => Self::Number(numbers(array, name)?),
            kind if is_written_out(kind) => Self::texts(array, name)?,
            kind => {
                let expected = "texts, numbers, booleans or times; leave the column out with `keep`";
                return Err(Error::option("keep", format!("{name:?}, a column of {kind},"), expected));
            }
        })
    }

    fn timestamps(values: Int64Array, unit: TimeUnit, zoned: bool) -> Self {
        match unit {
            TimeUnit::Second => Self::Time { values, unit: 1_000_000, zoned },
            TimeUnit::Millisecond => Self::Time { values, unit: 1_000, zoned },
            TimeUnit::Microsecond => Self::Time { values, unit: 1, zoned },
            TimeUnit::Nanosecond => Self::Nanos { values, zoned },
        }
    }

    fn texts(array: &ArrayRef, name: &str) -> Result<Self> {
        Ok(Self::LargeText(cast(array, &DataType::LargeUtf8, name)?.as_string::<i64>().clone()))
    }

    fn cell(&self, row: usize) -> Cell<'_> {
        fn text(text: &str) -> Cell<'_> {
            if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
        }
        let there = |array: &dyn Array| row < array.len() && array.is_valid(row);
        match self {
            Self::Text(values) if there(values) => text(values.value(row)),
            Self::LargeText(values) if there(values) => text(values.value(row)),
            Self::TextView(values) if there(values) => text(values.value(row)),
            Self::Keyed(keyed) if there(&keyed.keys) => {
                keyed.name(keyed.keys.value(row) as usize).map_or(Cell::Missing, text)
            }
            Self::Integer(values) if there(values) => Cell::Integer(values.value(row)),
            Self::Number(values) if there(values) => match values.value(row) {
                number if number.is_nan() => Cell::Missing,
                number => Cell::Number(number),
            },
            Self::Boolean(values) if there(values) => Cell::Boolean(values.value(row)),
            Self::Time { values, unit, zoned } if there(values) => {
                let micros = values.value(row).saturating_mul(*unit);
                if *zoned { Cell::Time(micros) } else { Cell::LocalTime(micros) }
            }
            Self::Nanos { values, zoned } if there(values) => {
                Cell::Nanos { nanos: values.value(row), zoned: *zoned }
            }
            _ => Cell::Missing,
        }
    }
}

fn is_whole(kind: &DataType) -> bool {
    use DataType::{Decimal32, Decimal64, Decimal128, Decimal256};
    kind.is_integer()
        || matches!(kind, Decimal32(_, 0) | Decimal64(_, 0) | Decimal128(_, 0) | Decimal256(_, 0))
}

/// Kinds that are kept as the text they are written as.
fn is_written_out(kind: &DataType) -> bool {
    use DataType::{Duration, FixedSizeList, Interval, LargeList, List, Time32, Time64};
    matches!(
        kind,
        Time32(_) | Time64(_) | Duration(_) | Interval(_) | List(_) | LargeList(_) | FixedSizeList(..)
    ) && can_cast_types(kind, &DataType::LargeUtf8)
}

/// Casts without losing anything.
fn cast(array: &ArrayRef, to: &DataType, name: &str) -> Result<ArrayRef> {
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(array, to, &strict).map_err(|error| {
        let place = Place { column: Some(name.into()), ..Place::default() };
        Error::Syntax { place, message: error.to_string() }
    })
}

fn integers(array: &ArrayRef, name: &str) -> Result<Int64Array> {
    Ok(cast(array, &DataType::Int64, name)?.as_primitive::<Int64Type>().clone())
}

fn numbers(array: &ArrayRef, name: &str) -> Result<Float64Array> {
    Ok(cast(array, &DataType::Float64, name)?.as_primitive::<Float64Type>().clone())
}

struct BatchRow<'a> {
    columns: &'a [Values],
    row: usize,
}

impl<'a> Cells<'a> for BatchRow<'a> {
    fn cell(&self, position: usize) -> Cell<'a> {
        self.columns.get(position).map_or(Cell::Missing, |column| column.cell(self.row))
    }
}

/// Gives the rows of all batches to what takes them.
pub(super) fn read<S: Sink>(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &Schema,
    sink: impl FnOnce(&[String], &Place) -> Result<S>,
) -> Result<S> {
    let names = names(schema);
    let mut sink = sink(&names, &Place::default())?;
    each(batches, &names, 0, &mut sink, |_, _, _, _| false)?;
    Ok(sink)
}

/// Names of the columns.
pub(super) fn names(schema: &Schema) -> Vec<String> {
    schema.fields().iter().map(|field| field.name().clone()).collect()
}

/// Gives all batches to `whole`, and row by row those that it does not take as a whole. There are `row` rows
/// before the first.
pub(super) fn each<S: Sink>(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    names: &[String],
    mut row: u64,
    sink: &mut S,
    mut whole: impl FnMut(&mut S, &[Values], u64, usize) -> bool,
) -> Result<()> {
    let work = Work::current();
    for batch in batches {
        work.check()?;
        let broken = |message: String| Error::Syntax { place: Place::default(), message };
        let batch = batch.map_err(|error| broken(error.to_string()))?;
        if batch.num_columns() != names.len() {
            let message = format!("a batch has {} columns, the schema {}", batch.num_columns(), names.len());
            return Err(broken(message));
        }
        let columns = batch.columns().iter().zip(names).enumerate();
        let columns = columns.map(|(position, (array, name))| match sink.uses(position) {
            true => Values::new(array, name),
            false => Ok(Values::Nothing),
        });
        let columns: Vec<Values> = columns.collect::<Result<_>>()?;
        if whole(sink, &columns, row + 1, batch.num_rows()) {
            row += batch.num_rows() as u64;
            continue;
        }
        for position in 0..batch.num_rows() {
            row += 1;
            sink.row(&BatchRow { columns: &columns, row: position }, Spot { row, line: None })?;
        }
    }
    Ok(())
}

impl EventLog {
    /// Makes a log from Arrow record batches.
    ///
    /// Columns may be texts, dictionaries, integers, floats, decimals, booleans, dates and timestamps of
    /// any unit; timestamps without zone and dates are local times of [`Columns::time_zone`]. Lists,
    /// durations and times of day are kept as text.
    ///
    /// # Errors
    /// As [`Self::from_columns`]; [`Error::Syntax`] for what the source of the batches reports, and
    /// [`Error::InvalidOption`] for a column of a kind that cannot be kept, such as a struct.
    ///
    /// # Complexity
    /// O(cells) time.
    pub fn from_arrow(
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        schema: &Schema,
        columns: &Columns,
    ) -> Result<Self> {
        let loader = read(batches, schema, |names, place| {
            let mut loader = Loader::new(columns, names, place)?;
            loader.texts_stay_texts();
            Ok(loader)
        })?;
        loader.finish()
    }

    /// Makes a log from a wide survey table of Arrow record batches. See [`SurveyColumns`].
    ///
    /// # Errors
    /// See [`Self::from_arrow`] and [`Self::read_survey`].
    pub fn from_survey_arrow(
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        schema: &Schema,
        survey: &SurveyColumns,
    ) -> Result<Self> {
        read(batches, schema, |names, place| survey::Loader::new(survey, names, place))?.finish()
    }
}

impl CustomerTable {
    /// Takes a table of customers from Arrow record batches. Use [`Columns::customers`].
    ///
    /// # Errors
    /// See [`EventLog::from_arrow`] and [`Self::read_csv`].
    pub fn from_arrow(
        batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
        schema: &Schema,
        columns: &Columns,
    ) -> Result<Self> {
        let loader = read(batches, schema, |names, place| {
            let mut loader = Loader::table(columns, names, place)?;
            loader.texts_stay_texts();
            Ok(loader)
        })?;
        Self::new(loader.finish()?, columns)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{
        BinaryArray, Date32Array, Decimal128Array, DictionaryArray, Float32Array, Int16Array, NullArray,
        TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray, UInt64Array,
    };

    use super::*;
    use crate::log::{ColumnKind, Value};

    fn log(columns: Vec<(&str, ArrayRef)>, options: &Columns) -> Result<EventLog> {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let schema = batch.schema();
        EventLog::from_arrow([Ok(batch.clone()), Ok(batch)], &schema, options)
    }

    fn roles() -> Vec<(&'static str, ArrayRef)> {
        vec![
            ("user", Arc::new(StringViewArray::from(vec!["a", "b"]))),
            ("at", Arc::new(TimestampMillisecondArray::from(vec![1_000, 2_000]).with_timezone("UTC"))),
            ("event", Arc::new(["x", "y"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ]
    }

    fn options() -> Columns {
        Columns::new("user", "at", "event")
    }

    #[test]
    fn further_columns_of_all_kinds() {
        let mut columns = roles();
        columns.push(("int", Arc::new(Int16Array::from(vec![Some(3), None]))));
        columns.push(("huge", Arc::new(UInt64Array::from(vec![u64::MAX, 1]))));
        columns.push(("float", Arc::new(Float32Array::from(vec![0.5, f32::NAN]))));
        columns.push(("none", Arc::new(NullArray::new(2))));
        columns.push(("zip", Arc::new(LargeStringArray::from(vec!["01", "2"]))));
        columns.push(("day", Arc::new(Date32Array::from(vec![1, -1]))));
        let price = Decimal128Array::from(vec![1050, 1]).with_precision_and_scale(10, 2).unwrap();
        columns.push(("price", Arc::new(price)));
        let log = log(columns, &options()).unwrap();
        assert_eq!((log.customers(), log.events()), (2, 4));
        let journeys = ["a", "b"].map(|customer| log.journey(customer).unwrap());
        let values: Vec<Value<'_>> = (0..7).map(|column| log.value(&journeys[0], 0, column)).collect();
        let expected = [
            Value::Number(3.0),
            Value::Text("18446744073709551615"),
            Value::Number(0.5),
            Value::Missing,
            Value::Text("01"),
            Value::Time(DAY),
            Value::Number(10.5),
        ];
        assert_eq!(values, expected);
        assert_eq!(log.value(&journeys[1], 0, 2), Value::Missing);
        assert_eq!(log.column("zip").unwrap().1.info.kind, ColumnKind::Dictionary);
        assert_eq!(log.quality().times_without_zone, 4);
    }

    #[test]
    fn times_of_all_units() {
        let nanos = TimestampNanosecondArray::from(vec![1_500, -1]);
        let seconds = TimestampSecondArray::from(vec![2, 3]);
        let dates = Date32Array::from(vec![0, 1]);
        let times = |array: ArrayRef, options: &Columns| {
            let mut columns = roles();
            columns[1] = ("at", array);
            let log = log(columns, options).unwrap();
            let journeys = ["a", "b"].map(|customer| log.journey(customer).unwrap());
            (journeys[0].times()[0], journeys[1].times()[0], log.quality().clone())
        };
        let (first, second, quality) = times(Arc::new(nanos), &options());
        assert_eq!((first, second, quality.truncated_times), (1, -1, 4));
        let (first, _, quality) = times(Arc::new(seconds), &options().time_zone("Asia/Kolkata"));
        assert_eq!((first, quality.times_without_zone), (2_000_000 - 19_800_000_000, 4));
        assert_eq!(times(Arc::new(dates), &options()).1, DAY);
        let far = TimestampSecondArray::from(vec![i64::MAX, 0]).with_timezone("UTC");
        let mut columns = roles();
        columns[1] = ("at", Arc::new(far));
        let error = log(columns, &options()).unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().row), ("bad_value", Some(1)));
    }

    #[test]
    fn nulls_in_needed_columns_and_unfit_columns_are_errors() {
        let mut columns = roles();
        columns[0] = ("user", Arc::new(StringArray::from(vec![Some("a"), None])));
        let error = log(columns, &options()).unwrap_err();
        let place = error.place().unwrap();
        assert_eq!((error.code(), place.row, place.column.as_deref()), ("bad_value", Some(2), Some("user")));
        let mut columns = roles();
        columns.push(("raw", Arc::new(BinaryArray::from(vec![b"x".as_slice(), b"y"]))));
        assert_eq!(log(columns.clone(), &options()).unwrap_err().code(), "invalid_option");
        assert!(log(columns, &options().keep(["event"])).is_ok());
        let mut columns = roles();
        columns.push(("due", Arc::new(TimestampSecondArray::from(vec![0, 1 << 50]).with_timezone("UTC"))));
        let error = log(columns, &options()).unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().row), ("bad_value", Some(2)));
        let mut columns = roles();
        columns.push(("a\0", Arc::new(NullArray::new(2))));
        assert_eq!(log(columns, &options()).unwrap_err().code(), "bad_value");
        let failed = Err(ArrowError::ComputeError("lost".into()));
        let schema = RecordBatch::try_from_iter(roles()).unwrap().schema();
        assert_eq!(EventLog::from_arrow([failed], &schema, &options()).unwrap_err().code(), "syntax");
    }
}
