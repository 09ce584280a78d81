//! How two groups differ in their attributes.

use super::super::Estimate;
use super::{MixRow, difference};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, MISSING, ValueOf};
use crate::numeric::{benjamini_hochberg, proportions_p};

/// Columns of more names are not an attribute that makes up a mix, unless they are named.
const FEW: usize = 20;
/// Names of a column at most.
const MOST: usize = 200;

/// The mix of columns: of those named, or of all with few names.
pub(super) fn mix(a: &EventLog, b: &EventLog, columns: Option<&[String]>) -> Result<Vec<MixRow>> {
    let columns: Vec<String> = match columns {
        Some(columns) => columns.to_vec(),
        None => {
            let few = |name: &String| {
                a.column(name).is_ok_and(|(_, column)| {
                    column.info.kind == ColumnKind::Dictionary && column.names.len() <= FEW
                })
            };
            a.columns().into_iter().map(|column| column.name).filter(few).collect()
        }
    };
    let mut rows = Vec::new();
    for column in &columns {
        rows.extend(of_column(a, b, column)?);
    }
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.p).collect();
    rows.iter_mut().zip(benjamini_hochberg(&p)).for_each(|(row, p)| row.p_adjusted = p);
    Ok(rows)
}

/// The mix of a column, its most frequent values first.
fn of_column(a: &EventLog, b: &EventLog, column: &str) -> Result<Vec<MixRow>> {
    let (position, names) = names(a, column)?;
    let (here, there) = (counts(a, position, names.len()), counts(b, position, names.len()));
    let mut order: Vec<usize> = (0..=names.len()).collect();
    let count = |list: &[u64], code: usize| list.get(code).copied().unwrap_or_default();
    order.retain(|&code| count(&here, code) + count(&there, code) > 0);
    order.sort_by_key(|&code| {
        let all = count(&here, code) + count(&there, code);
        (code == names.len(), std::cmp::Reverse(all), names.get(code).cloned())
    });
    let (m, n) = (a.customers(), b.customers());
    let row = |code: usize| {
        let (i, j) = (count(&here, code), count(&there, code));
        let (a, b) =
            (Estimate::share(i, m, "journeys of the group"), Estimate::share(j, n, "journeys of the group"));
        MixRow {
            column: column.into(),
            value: names.get(code).cloned(),
            difference: difference(&a, &b),
            a,
            b,
            p: proportions_p((i as f64, m as f64), (j as f64, n as f64)),
            p_adjusted: None,
        }
    };
    Ok(order.into_iter().map(row).collect())
}

/// Where a column is, and the names in it.
fn names(log: &EventLog, name: &str) -> Result<(usize, Vec<String>)> {
    let (position, column) = log.column(name)?;
    if column.info.kind != ColumnKind::Dictionary || column.names.len() > MOST {
        let found = format!("{name:?}, a {:?} column of {} names,", column.info.kind, column.names.len());
        return Err(Error::option("mix", found, "a dictionary column of at most 200 names"));
    }
    Ok((position, column.names.iter().map(str::to_string).collect()))
}

/// Journeys by the first value that they have; those without one at the end.
fn counts(log: &EventLog, position: usize, names: usize) -> Vec<u64> {
    let shards = log.map_shards(|shard| {
        let mut counts = vec![0_u64; names + 1];
        for journey in shard.journeys() {
            let first = journey.codes(position).iter().find(|&&code| code != MISSING);
            let place = first.map_or(names, |&code| code as usize);
            counts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
        counts
    });
    (0..=names).map(|code| shards.iter().filter_map(|counts| counts.get(code)).sum()).collect()
}

/// The journeys by their first value of a column.
pub(super) fn parts(both: &EventLog, column: &str) -> Result<Vec<EventLog>> {
    names(both, column)?;
    Ok(both.split(column, ValueOf::First)?.into_iter().map(|(_, part)| part).collect())
}
