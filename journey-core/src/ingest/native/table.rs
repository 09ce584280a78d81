//! A shard as a record batch: the columns that other tools see.

use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::types::{TimestampMicrosecondType, UInt32Type};
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, LargeStringArray, PrimitiveArray, RecordBatch,
    StringArray, UInt32Array, new_empty_array,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};

use super::NARROW;
use crate::error::{Error, Place, Result};
use crate::log::{
    ColumnKind, EventLog, MISSING, NO_BOOLEAN, NO_END, NO_TIME, Names, Shard, ShardData, Texts, Values,
};

/// The columns of a file, with the names that their codes stand for.
pub(super) struct Table {
    pub schema: Arc<Schema>,
    customers: ArrayRef,
    touchpoints: ArrayRef,
    /// Whether there is a column of ends.
    pub ends: bool,
    columns: Vec<(DataType, ArrayRef)>,
}

fn dictionary(values: &ArrayRef) -> DataType {
    DataType::Dictionary(Box::new(DataType::UInt32), Box::new(values.data_type().clone()))
}

fn times() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
}

fn names(names: &Names) -> Result<ArrayRef> {
    let bytes: usize = names.iter().map(str::len).sum();
    fits(bytes, "the length of all names of a column")?;
    Ok(Arc::new(StringArray::from_iter_values(names.iter())))
}

fn fits(bytes: usize, what: &str) -> Result<()> {
    match bytes <= NARROW {
        true => Ok(()),
        false => Err(Error::Limit { place: Place::default(), what: what.into(), limit: NARROW as u64 }),
    }
}

fn failed(error: ArrowError) -> Error {
    Error::Io { path: String::new(), message: error.to_string() }
}

impl Table {
    /// # Errors
    /// [`Error::Limit`] beyond 2 GiB of names of a column.
    pub fn new(log: &EventLog, narrow: usize) -> Result<Self> {
        let customers = customers(log, narrow);
        let touchpoints = names(log.touchpoints())?;
        let ends = log.shards().iter().flat_map(Shard::journeys).any(|journey| !journey.ends().is_empty());
        let mut fields = vec![
            Field::new("customer", dictionary(&customers), false),
            Field::new("time", times(), false),
            Field::new("touchpoint", dictionary(&touchpoints), false),
        ];
        if ends {
            fields.push(Field::new("end", times(), true));
        }
        fields.push(Field::new("row", DataType::UInt32, false));
        let mut known = Vec::with_capacity(log.schema.columns.len());
        for column in &log.schema.columns {
            let values = names(&column.names)?;
            let kind = match column.info.kind {
                ColumnKind::Dictionary => dictionary(&values),
                ColumnKind::Number => DataType::Float64,
                ColumnKind::Boolean => DataType::Boolean,
                ColumnKind::Time => times(),
                ColumnKind::Text => DataType::Utf8,
            };
            fields.push(Field::new(free_name(&fields, &column.info.name), kind.clone(), true));
            known.push((kind, values));
        }
        Ok(Self { schema: Arc::new(Schema::new(fields)), customers, touchpoints, ends, columns: known })
    }

    /// The batch of a shard, before which there are so many customers.
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 2 GiB of texts.
    pub fn batch(&self, shard: &ShardData, customers_before: u32) -> Result<RecordBatch> {
        let rows = shard.touchpoints.len();
        let lengths = shard.starts.windows(2).zip(customers_before..);
        let customers = lengths.flat_map(|(journey, customer)| {
            let length = journey.last().zip(journey.first()).map_or(0, |(end, start)| end - start);
            std::iter::repeat_n(customer, length as usize)
        });
        let mut arrays = vec![
            codes(UInt32Array::from_iter_values(customers), &self.customers)?,
            timestamps(&shard.times, NO_TIME),
            codes(UInt32Array::from(shard.touchpoints.to_vec()), &self.touchpoints)?,
        ];
        if self.ends {
            arrays.push(match shard.ends.is_empty() {
                true => timestamps(&vec![NO_END; rows], NO_END),
                false => timestamps(&shard.ends, NO_END),
            });
        }
        arrays.push(Arc::new(UInt32Array::from(shard.rows.to_vec())));
        for (position, (field, names)) in self.columns.iter().enumerate() {
            arrays.push(match shard.values.get(position) {
                Some(values) => array(values, names)?,
                // Data without any journey may not have columns; names are those of the whole file still.
                None => match field {
                    DataType::Dictionary(..) => codes(UInt32Array::from(Vec::<u32>::new()), names)?,
                    field => new_empty_array(field),
                },
            });
        }
        RecordBatch::try_new(self.schema.clone(), arrays).map_err(failed)
    }
}

/// A name that no field has yet.
fn free_name(fields: &[Field], name: &str) -> String {
    let taken = |name: &str| fields.iter().any(|field| field.name() == name);
    let mut free = name.to_string();
    let mut number = 2;
    while taken(&free) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
}

/// All customers, shard by shard.
fn customers(log: &EventLog, narrow: usize) -> ArrayRef {
    let all = || log.shards().iter().flat_map(Shard::journeys).map(|journey| journey.customer());
    match all().map(str::len).sum::<usize>() <= narrow {
        true => Arc::new(StringArray::from_iter_values(all())),
        false => Arc::new(LargeStringArray::from_iter_values(all())),
    }
}

/// Codes as they are; those that stand for no value are not valid.
fn codes(keys: UInt32Array, names: &ArrayRef) -> Result<ArrayRef> {
    Ok(Arc::new(DictionaryArray::<UInt32Type>::try_new(keys, names.clone()).map_err(failed)?))
}

fn timestamps(times: &[i64], missing: i64) -> ArrayRef {
    let valid = times.contains(&missing);
    let valid = valid.then(|| times.iter().map(|&time| time != missing).collect());
    let times = PrimitiveArray::<TimestampMicrosecondType>::new(times.to_vec().into(), valid);
    Arc::new(times.with_timezone("UTC"))
}

fn array(values: &Values, names: &ArrayRef) -> Result<ArrayRef> {
    Ok(match values {
        Values::Dictionary(all) => {
            let valid = all.iter().map(|&code| code != MISSING).collect();
            return codes(UInt32Array::new(all.to_vec().into(), Some(valid)), names);
        }
        Values::Number(all) => {
            let valid = all.iter().map(|number| !number.is_nan()).collect();
            Arc::new(Float64Array::new(all.to_vec().into(), Some(valid)))
        }
        Values::Boolean(all) => {
            let value = |&value: &u8| (value != NO_BOOLEAN).then_some(value == 1);
            Arc::new(all.iter().map(value).collect::<BooleanArray>())
        }
        Values::Time(all) => timestamps(all, NO_TIME),
        Values::Text(texts) => Arc::new(strings(texts)?.finish()),
    })
}

fn strings(texts: &Texts) -> Result<StringBuilder> {
    let bytes = texts.iter().map(str::len).sum();
    fits(bytes, "the length of all texts of a column in one shard")?;
    let mut strings = StringBuilder::with_capacity(texts.len(), bytes);
    texts.iter().for_each(|text| strings.append_option((!text.is_empty()).then_some(text)));
    Ok(strings)
}
