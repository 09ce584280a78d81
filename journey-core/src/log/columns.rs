//! Further columns of an event log: dictionaries, numbers, booleans, times and texts.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Buffer, Journey, Names, Texts, Value};
use crate::error::Error;

/// Which column of an input is what. Further columns are kept under their own names.
///
/// ```
/// use journey_core::log::Columns;
/// let columns = Columns::new("user_id", "timestamp", "event").end("finished").time_zone("Europe/Berlin");
/// assert_eq!(columns.customer, "user_id");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Column whose value names the customer, or whatever unit a journey is about.
    pub customer: String,
    /// Column with the time of the event.
    pub time: String,
    /// Column with the name of the event.
    pub touchpoint: Source,
    /// Column with the time at which the event was over.
    pub end: Option<String>,
    /// IANA time zone of times without one; UTC unless set. Such times are counted in
    /// [`Quality`](super::Quality).
    pub time_zone: Option<String>,
    /// Further columns to keep; all if `None`.
    pub keep: Option<Vec<String>>,
    /// Touchpoints to read; all if `None`. Rows of others count as rows, but nothing else of them is looked at: a log for
    /// a single question, such as a funnel, is read in a part of the time.
    pub only: Option<Vec<String>>,
    /// Events before this time are not read: their rows count as rows, but nothing else of them is looked at.
    pub since: Option<Timestamp>,
    /// Events at this time or later are not read, like those before [`since`](Self::since).
    pub until: Option<Timestamp>,
    /// Kinds that further columns must have; the others are detected.
    pub kinds: Vec<(String, ColumnKind)>,
    /// Texts that mean "no value" besides the empty one.
    pub missing: Vec<String>,
    /// What happens to rows with a bad cell.
    pub on_error: OnError,
    /// The byte between two cells of a CSV text; a comma unless set. It is never guessed.
    pub delimiter: u8,
    /// Unit of times that are numbers. If `None` it is found out from the number of digits and
    /// reported in [`Quality`](super::Quality).
    pub epoch: Option<EpochUnit>,
    /// Order of touchpoints at equal times, first to last. Those that are not listed come after
    /// these, in input order.
    pub priority: Vec<String>,
    /// Number of shards; chosen from the number of events if `None`. Reports do not depend on it.
    pub shards: Option<usize>,
    /// Inputs with more (unpacked) bytes are refused. If `None`, only gzip inputs have a limit: 64 GiB.
    pub max_bytes: Option<u64>,
}

/// What happens to a row with a bad cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum OnError {
    /// Reading stops with an error that names row, column and value.
    #[default]
    Fail,
    /// The row is left out, counted and sampled in [`Quality`](super::Quality).
    Skip,
}

/// Unit of a time that is a number: what one is after 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum EpochUnit {
    /// Seconds.
    #[serde(rename = "s")]
    Seconds,
    /// Thousandths of a second.
    #[serde(rename = "ms")]
    Milliseconds,
    /// Millionths of a second.
    #[serde(rename = "us")]
    Microseconds,
    /// Billionths of a second; what is below a microsecond is dropped.
    #[serde(rename = "ns")]
    Nanoseconds,
}

impl EpochUnit {
    /// `s`, `ms`, `us` or `ns`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seconds => "s",
            Self::Milliseconds => "ms",
            Self::Microseconds => "us",
            Self::Nanoseconds => "ns",
        }
    }
}

impl std::str::FromStr for EpochUnit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "s" => Ok(Self::Seconds),
            "ms" => Ok(Self::Milliseconds),
            "us" => Ok(Self::Microseconds),
            "ns" => Ok(Self::Nanoseconds),
            _ => Err(Error::option("epoch", format!("{text:?}"), "s, ms, us or ns")),
        }
    }
}

impl std::str::FromStr for OnError {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "fail" => Ok(Self::Fail),
            "skip" => Ok(Self::Skip),
            _ => Err(Error::option("on_error", format!("{text:?}"), "fail or skip")),
        }
    }
}

/// Where the name of an event comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// From this column.
    Column(String),
    /// It is always this one: for tables of which every row is the same kind of event.
    Constant(String),
}

impl Columns {
    /// The three columns that every log needs.
    pub fn new(customer: impl Into<String>, time: impl Into<String>, touchpoint: impl Into<String>) -> Self {
        Self {
            customer: customer.into(),
            time: time.into(),
            touchpoint: Source::Column(touchpoint.into()),
            end: None,
            time_zone: None,
            keep: None,
            kinds: Vec::new(),
            missing: Vec::new(),
            on_error: OnError::Fail,
            delimiter: b',',
            epoch: None,
            priority: Vec::new(),
            shards: None,
            only: None,
            since: None,
            until: None,
            max_bytes: None,
        }
    }

    /// A table of which every row is an event of the same name, such as a table of orders.
    pub fn always(
        customer: impl Into<String>,
        time: impl Into<String>,
        touchpoint: impl Into<String>,
    ) -> Self {
        Self { touchpoint: Source::Constant(touchpoint.into()), ..Self::new(customer, time, "") }
    }

    /// A table with one row a customer, for a [`CustomerTable`](crate::ingest::CustomerTable).
    pub fn customers(customer: impl Into<String>) -> Self {
        Self::always(customer, "", "")
    }

    /// Sets the column with the time at which the event was over.
    #[must_use]
    pub fn end(mut self, column: impl Into<String>) -> Self {
        self.end = Some(column.into());
        self
    }

    /// Sets the zone of times without one.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Keeps only these further columns.
    #[must_use]
    pub fn keep<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.keep = Some(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Reads the rows of these touchpoints only.
    ///
    /// ```
    /// use journey_core::{EventLog, analysis::Funnel, log::Columns};
    /// let csv = "user,at,event\nann,2024-03-01,visit\nann,2024-03-02,browse\nann,2024-03-03,buy\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event").only(["visit", "buy"]))?;
    /// assert_eq!((log.events(), log.quality().rows), (2, 3));
    /// assert_eq!(log.run(&Funnel::new(["visit", "buy"]))?.rows[1].customers, 1);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    #[must_use]
    pub fn only<T: Into<String>>(mut self, touchpoints: impl IntoIterator<Item = T>) -> Self {
        self.only = Some(touchpoints.into_iter().map(Into::into).collect());
        self
    }

    /// Reads the events at this time and later only. Row groups of a Parquet file that are older are not unpacked.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let csv = "user,at,event\nann,2024-02-29,visit\nann,2024-03-01,visit\nann,2024-03-02,buy\n";
    /// let (since, until) = ("2024-03-01T00:00:00Z".parse()?, "2024-03-02T00:00:00Z".parse()?);
    /// let columns = Columns::new("user", "at", "event").since(since).until(until);
    /// let log = EventLog::read_csv_text(csv, &columns)?;
    /// assert_eq!((log.events(), log.quality().rows), (1, 3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn since(mut self, time: Timestamp) -> Self {
        self.since = Some(time);
        self
    }

    /// Reads the events before this time only. See [`Self::since`].
    #[must_use]
    pub fn until(mut self, time: Timestamp) -> Self {
        self.until = Some(time);
        self
    }

    /// Says which kind a further column must have; a value that does not fit is then an error.
    #[must_use]
    pub fn kind(mut self, column: impl Into<String>, kind: ColumnKind) -> Self {
        self.kinds.push((column.into(), kind));
        self
    }

    /// A text that means "no value".
    #[must_use]
    pub fn missing(mut self, text: impl Into<String>) -> Self {
        self.missing.push(text.into());
        self
    }

    /// Sets what happens to rows with a bad cell.
    #[must_use]
    pub fn on_error(mut self, on_error: OnError) -> Self {
        self.on_error = on_error;
        self
    }

    /// Sets the byte between two cells of a CSV text, such as `b';'` or `b'\t'`.
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// States the unit of times that are numbers.
    #[must_use]
    pub fn epoch(mut self, unit: EpochUnit) -> Self {
        self.epoch = Some(unit);
        self
    }

    /// Sets the order of touchpoints at equal times, first to last.
    #[must_use]
    pub fn priority<T: Into<String>>(mut self, touchpoints: impl IntoIterator<Item = T>) -> Self {
        self.priority = touchpoints.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the number of shards.
    #[must_use]
    pub fn shards(mut self, shards: usize) -> Self {
        self.shards = Some(shards);
        self
    }

    /// Refuses inputs with more (unpacked) bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }
}

/// What a further column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ColumnKind {
    /// Repeated names, such as channels.
    Dictionary,
    /// Numbers.
    Number,
    /// True or false.
    Boolean,
    /// Times.
    Time,
    /// Texts that hardly repeat, such as comments.
    Text,
}

/// Name and kind of a column of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ColumnInfo {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: ColumnKind,
}

/// A column of a log: its description and, for dictionaries, the names shared by all shards.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name and kind.
    pub info: ColumnInfo,
    /// Names of a dictionary column in byte order; empty for other kinds.
    pub names: Arc<Names>,
}

impl Column {
    /// The value of this column, which is at `position`, at an event of a journey.
    pub(crate) fn value<'a>(&'a self, journey: &Journey<'a>, event: usize, position: usize) -> Value<'a> {
        let value = match self.info.kind {
            ColumnKind::Dictionary => {
                let code = journey.codes(position).get(event).filter(|&&code| code != MISSING);
                code.map(|&code| Value::Text(self.names.get(code)))
            }
            ColumnKind::Number => {
                let number = journey.numbers(position).get(event).filter(|number| !number.is_nan());
                number.map(|&number| Value::Number(number))
            }
            ColumnKind::Boolean => journey.boolean(position, event).map(Value::Boolean),
            ColumnKind::Time => journey.instant(position, event).map(Value::Time),
            ColumnKind::Text => journey.text(position, event).map(Value::Text),
        };
        value.unwrap_or(Value::Missing)
    }
}

/// Values of one column for the events of a shard. Missing values are [`MISSING`] in dictionaries, NaN among
/// numbers, [`NO_BOOLEAN`] among booleans, [`NO_TIME`] among times, and the empty text.
#[derive(Debug, Clone)]
pub enum Values {
    /// Codes into [`Column::names`].
    Dictionary(Buffer<u32>),
    /// Numbers; NaN is missing and never a value.
    Number(Buffer<f64>),
    /// 0 and 1.
    Boolean(Buffer<u8>),
    /// UTC microseconds.
    Time(Buffer<i64>),
    /// Texts.
    Text(Texts),
}

/// Code of a missing value in a dictionary column.
pub const MISSING: u32 = u32::MAX;
/// A missing value in a boolean column.
pub const NO_BOOLEAN: u8 = 2;
/// A missing value in a time column.
pub const NO_TIME: i64 = i64::MIN;

impl Values {
    /// The kind of these values.
    pub(crate) fn kind(&self) -> ColumnKind {
        match self {
            Self::Dictionary(_) => ColumnKind::Dictionary,
            Self::Number(_) => ColumnKind::Number,
            Self::Boolean(_) => ColumnKind::Boolean,
            Self::Time(_) => ColumnKind::Time,
            Self::Text(_) => ColumnKind::Text,
        }
    }
}
