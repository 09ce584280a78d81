//! Tables of customers: attributes that become columns on every event of the customer.

use super::csv;
use super::frame::Frame;
use super::input::Input;
use super::loader::Loader;
use crate::error::{Error, Place, Result};
use crate::log::{
    Column, Columns, EventLog, MISSING, NO_BOOLEAN, NO_TIME, Shard, ShardData, TextList, Values,
};

/// A table with one row a customer, such as demographics, to be joined to a log.
///
/// ```
/// use journey_core::{EventLog, ingest::CustomerTable, log::Columns};
/// let log = EventLog::read_csv_text("user,at,event\nann,2024-03-01,visit\nbob,2024-03-02,visit\n",
///     &Columns::new("user", "at", "event"))?;
/// let people = CustomerTable::read_csv_text("id,age\nann,34\neve,51\n", &Columns::customers("id"))?;
/// let log = log.join_customers(&people)?;
/// assert_eq!(log.columns()[0].name, "age");
/// assert_eq!(log.quality().customers_without_events, 1);
/// assert_eq!(log.quality().customers_without_attributes, 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct CustomerTable {
    /// The table as a log: one event a customer.
    table: EventLog,
}

impl CustomerTable {
    /// Reads a table of customers from a CSV file, plain or gzip. Use [`Columns::customers`].
    ///
    /// # Errors
    /// As [`EventLog::read_csv`]; [`Error::BadValue`] for a customer that is there twice.
    pub fn read_csv(path: impl AsRef<std::path::Path>, columns: &Columns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, columns.max_bytes)?;
        Self::read(input, columns).map_err(|error| error.in_file(&path))
    }

    /// Reads a table of customers from CSV text.
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_text(text: &str, columns: &Columns) -> Result<Self> {
        Self::read_csv_bytes(text.as_bytes(), columns)
    }

    /// Reads a table of customers from the bytes of a CSV file, plain or gzip.
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_bytes(bytes: &[u8], columns: &Columns) -> Result<Self> {
        Self::read(Input::bytes(bytes, columns.max_bytes)?, columns)
    }

    /// Takes a table of customers from columns in memory.
    ///
    /// # Errors
    /// See [`Self::read_csv`] and [`EventLog::from_columns`].
    pub fn from_columns(frame: &Frame, columns: &Columns) -> Result<Self> {
        let loader = frame.read(|names, place| {
            let mut loader = Loader::table(columns, names, place)?;
            loader.texts_stay_texts();
            Ok(loader)
        })?;
        Self::new(loader.finish()?, columns)
    }

    fn read(input: Input<'_>, columns: &Columns) -> Result<Self> {
        let read = csv::read(input, columns.delimiter, |names, place| Loader::table(columns, names, place));
        Self::new(read?.finish()?, columns)
    }

    /// A log of one event a customer as a table.
    pub(crate) fn new(table: EventLog, columns: &Columns) -> Result<Self> {
        let repeated = table.shards.iter().flat_map(Shard::journeys).filter(|journey| journey.len() > 1);
        let second = repeated.filter_map(|journey| Some((*journey.rows().get(1)?, journey.customer()))).min();
        match second {
            Some((row, customer)) => Err(Error::BadValue {
                place: Place::cell(row.into(), columns.customer.clone()),
                value: customer.into(),
                expected: "each customer once".into(),
            }),
            None => Ok(Self { table }),
        }
    }

    /// Number of customers.
    pub fn len(&self) -> u64 {
        self.table.customers()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Shard and position of a customer.
    fn find(&self, customer: &str) -> Option<(&ShardData, usize)> {
        let shards = &self.table.shards;
        let shard = shards.get(crate::log::shard_of(customer, shards.len()))?;
        Some((&shard.data, shard.data.find(customer)?))
    }
}

impl EventLog {
    /// Adds the attributes of customers as columns to all their events. Customers that the table does
    /// not have get no value; both kinds of strangers are counted in [`Quality`](crate::log::Quality).
    ///
    /// # Errors
    /// [`Error::DuplicateColumn`] if the log has a column of the same name.
    ///
    /// # Complexity
    /// O(events · columns) time; the log is copied.
    pub fn join_customers(&self, customers: &CustomerTable) -> Result<Self> {
        let added = &customers.table.schema.columns;
        for column in added.iter() {
            if self.schema.columns.iter().any(|known| known.info.name == column.info.name) {
                let column = column.info.name.clone();
                return Err(Error::DuplicateColumn { place: Place::default(), column });
            }
        }
        let flat = self.flat();
        let joined = flat.map_shards(|shard| join_shard(&shard.data, customers));
        let strangers: u64 = joined.iter().map(|(_, strangers)| *strangers).sum();
        let known = joined.iter().map(|(data, _)| data.customers.len() as u64).sum::<u64>() - strangers;
        let mut quality = self.schema.quality.clone();
        quality.customers_without_attributes += strangers;
        quality.customers_without_events += customers.len().saturating_sub(known);
        let columns: Vec<Column> = self.schema.columns.iter().chain(added.iter()).cloned().collect();
        let data = joined.into_iter().map(|(data, _)| data).collect();
        Ok(flat.rebuilt(data, columns, quality))
    }
}

/// The data of a shard with the attributes, and how many of its customers the table does not have.
fn join_shard(source: &ShardData, customers: &CustomerTable) -> (ShardData, u64) {
    let mut data = source.clone();
    let matches: Vec<Option<(&ShardData, usize)>> =
        source.customers.iter().map(|customer| customers.find(customer)).collect();
    let lengths: Vec<usize> = source
        .starts
        .windows(2)
        .map(|pair| pair.last().zip(pair.first()).map_or(0, |(end, start)| (end - start) as usize))
        .collect();
    for position in 0..customers.table.schema.columns.len() {
        let kind = customers.table.schema.columns.get(position).map(|column| column.info.kind);
        data.values.push(spread(kind, &matches, &lengths, position));
    }
    let strangers = matches.iter().filter(|found| found.is_none()).count() as u64;
    (data, strangers)
}

/// The attribute of each customer, once for each of the customer's events.
fn spread(
    kind: Option<crate::log::ColumnKind>,
    matches: &[Option<(&ShardData, usize)>],
    lengths: &[usize],
    column: usize,
) -> Values {
    use crate::log::ColumnKind;
    macro_rules! repeat {
        ($variant:ident, $missing:expr) => {{
            let mut all = Vec::new();
            for (found, &length) in matches.iter().zip(lengths) {
                let value = match found.and_then(|(data, row)| Some((data.values.get(column)?, row))) {
                    Some((Values::$variant(values), row)) => values.get(row).copied(),
                    _ => None,
                };
                all.extend(std::iter::repeat_n(value.unwrap_or($missing), length));
            }
            Values::$variant(all.into())
        }};
    }
    match kind {
        Some(ColumnKind::Number) => repeat!(Number, f64::NAN),
        Some(ColumnKind::Boolean) => repeat!(Boolean, NO_BOOLEAN),
        Some(ColumnKind::Time) => repeat!(Time, NO_TIME),
        Some(ColumnKind::Text) => {
            let text = |found: &Option<(&'_ ShardData, usize)>| match found {
                Some((data, row)) => match data.values.get(column) {
                    Some(Values::Text(texts)) => texts.get(*row).to_string(),
                    _ => String::new(),
                },
                None => String::new(),
            };
            let mut all = TextList::default();
            for (found, &length) in matches.iter().zip(lengths) {
                let text = text(found);
                (0..length).for_each(|_| all.push(&text));
            }
            Values::Text(all.into())
        }
        Some(ColumnKind::Dictionary) | None => repeat!(Dictionary, MISSING),
    }
}
