//! How the customers of both sides differ.

use std::collections::BTreeMap;

use super::MixChange;
use super::kpis::p;
use crate::analysis::{Estimate, difference, time_zone};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, MISSING, ValueOf};
use crate::measure::MeasuredMap;
use crate::measure::calendar::Calendar;
use crate::model::JourneyMap;
use crate::numeric::benjamini_hochberg;

/// Columns of more names do not make up a mix, unless they are named.
const FEW: usize = 20;
/// Names of a column at most.
const MOST: usize = 200;
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Customers by value, of one side.
type Counts<K> = BTreeMap<K, u64>;

/// Rows of one attribute: values with their names, and the sizes of both sides.
fn rows<K: Ord + Clone>(
    attribute: &str,
    [before, after]: [&Counts<K>; 2],
    sizes: [u64; 2],
    name: impl Fn(&K) -> Option<String>,
) -> Vec<MixChange> {
    let values: BTreeMap<&K, ()> = before.keys().chain(after.keys()).map(|value| (value, ())).collect();
    let share = |counts: &Counts<K>, value: &K, n: u64| {
        Estimate::share(counts.get(value).copied().unwrap_or_default(), n, "customers")
    };
    let row = |value: &K| {
        let (earlier, later) = (share(before, value, sizes[0]), share(after, value, sizes[1]));
        let difference = difference(&later, &earlier);
        let p = p(&difference);
        let (attribute, value) = (attribute.to_string(), name(value));
        MixChange { attribute, value, before: earlier, after: later, difference, p, p_adjusted: None }
    };
    values.keys().map(|value| row(value)).collect()
}

/// Shares of the personas.
pub(super) fn of_personas(before: &MeasuredMap, after: &MeasuredMap) -> Vec<MixChange> {
    let size = |measured: &MeasuredMap| measured.everybody().map_or(0, |view| view.customers);
    let counts = |measured: &MeasuredMap| -> Counts<usize> {
        let personas = measured.views.iter().filter(|view| view.persona.is_some());
        personas.enumerate().map(|(at, view)| (at, view.customers)).collect()
    };
    let name = |at: &usize| before.map.personas.get(*at).map(|persona| persona.id.clone());
    rows("persona", [&counts(before), &counts(after)], [size(before), size(after)], name)
}

/// Shares of the days of the week on which journeys began.
pub(super) fn of_weekdays(map: &JourneyMap, logs: [&EventLog; 2]) -> Result<Vec<MixChange>> {
    let zone = time_zone(map.time_zone.as_deref())?;
    let counts = |log: &EventLog| -> Counts<usize> {
        let period = log.period().map(|(first, last)| (first.as_microsecond(), last.as_microsecond()));
        let calendar = Calendar::new(zone.clone(), period);
        let shards = log.map_shards(|shard| {
            let mut counts = [0_u64; 7];
            for first in shard.journeys().filter_map(|journey| journey.times().first().copied()) {
                // 1970-01-01 was a Thursday.
                let day = (calendar.day(first) + 3).rem_euclid(7) as usize;
                counts.get_mut(day).into_iter().for_each(|count| *count += 1);
            }
            counts
        });
        let sum = |day: usize| shards.iter().filter_map(|counts| counts.get(day)).sum();
        (0..7).map(|day| (day, sum(day))).collect()
    };
    let sizes = logs.map(EventLog::customers);
    let name = |day: &usize| DAYS.get(*day).map(|day| (*day).to_string());
    Ok(rows("weekday", [&counts(logs[0]), &counts(logs[1])], sizes, name))
}

/// Shares of the values of columns: of those named, or of all with few names.
pub(super) fn of_columns(logs: [&EventLog; 2], columns: Option<&[String]>) -> Result<Vec<MixChange>> {
    // Each side has its own names.
    let few = |name: &String| {
        logs.iter().all(|log| {
            let found = log.column(name);
            found.is_ok_and(|(_, column)| {
                column.info.kind == ColumnKind::Dictionary && column.names.len() <= FEW
            })
        })
    };
    let columns = match columns {
        Some(columns) => columns.to_vec(),
        None => logs[0].columns().into_iter().map(|column| column.name).filter(few).collect(),
    };
    let mut all = Vec::new();
    for column in &columns {
        let [before, after] = logs.map(|log| of_column(log, column));
        let name = |value: &Option<String>| value.clone();
        all.extend(rows(column, [&before?, &after?], logs.map(EventLog::customers), name));
    }
    Ok(all)
}

/// Journeys by their first value of a column.
fn of_column(log: &EventLog, column: &str) -> Result<Counts<Option<String>>> {
    let position = names_column("mix", log, column)?;
    let names = &log.column(column)?.1.names;
    let shards = log.map_shards(|shard| {
        let mut counts: Counts<u32> = Counts::new();
        for journey in shard.journeys() {
            let first = journey.codes(position).iter().copied().find(|&code| code != MISSING);
            *counts.entry(first.unwrap_or(MISSING)).or_default() += 1;
        }
        counts
    });
    let mut total = Counts::new();
    for (code, count) in shards.into_iter().flatten() {
        let name = (code != MISSING).then(|| names.get(code).to_string());
        *total.entry(name).or_default() += count;
    }
    Ok(total)
}

fn names_column(field: &str, log: &EventLog, name: &str) -> Result<usize> {
    let (position, column) = log.column(name)?;
    if column.info.kind != ColumnKind::Dictionary || column.names.len() > MOST {
        let found = format!("{name:?}, a {:?} column of {} names,", column.info.kind, column.names.len());
        return Err(Error::option(field, found, "a dictionary column of at most 200 names"));
    }
    Ok(position)
}

/// Both sides of each value of a column that both have.
pub(super) fn strata(logs: [&EventLog; 2], column: &str) -> Result<Vec<[EventLog; 2]>> {
    names_column("same_mix", logs[0], column)?;
    names_column("same_mix", logs[1], column)?;
    let parts = |log: &EventLog| -> Result<BTreeMap<Option<String>, EventLog>> {
        Ok(log.split(column, ValueOf::First)?.into_iter().collect())
    };
    let (before, mut after) = (parts(logs[0])?, parts(logs[1])?);
    Ok(before.into_iter().filter_map(|(value, log)| Some([log, after.remove(&value)?])).collect())
}

/// Adjusts the p-values of the whole list.
pub(super) fn adjust(rows: &mut [MixChange]) {
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.p).collect();
    rows.iter_mut().zip(benjamini_hochberg(&p)).for_each(|(row, p)| row.p_adjusted = p);
}
