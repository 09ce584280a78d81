//! Whole columns of Arrow batches at once, as long as every cell of them is as usual.
//!
//! What is not usual (a missing or blank name, a time out of range, a zone with clock changes) goes row by row
//! through the loader, which knows what to do and what to say.

use arrow_array::{Array, Int64Array};

use super::arrow::{Keyed, Values};
use super::further::is_missing;
use super::loader::{Loader, is_blank};
use super::plan::{Name, When};
use crate::log::Chunk;
use crate::log::chunk::{FIRST_TIME, LAST_TIME, Seat};

/// Memory for one batch, used again for the next.
#[derive(Default)]
pub(crate) struct Bulk {
    customers: Names<Seat>,
    touchpoints: Names<u32>,
    times: Vec<i64>,
}

/// What the names of a column stand for.
struct Names<C> {
    codes: Vec<C>,
    /// The same for the names of a dictionary, as far as they were needed.
    of_key: Vec<Option<C>>,
    /// Which dictionary that is: address and length of its texts.
    dictionary: (usize, usize),
}

impl<C> Default for Names<C> {
    fn default() -> Self {
        Self { codes: Vec::new(), of_key: Vec::new(), dictionary: (0, 0) }
    }
}

impl Bulk {
    /// Adds all rows of a batch, or none: `false` if it has to be taken row by row.
    pub(crate) fn take(
        &mut self,
        loader: &mut Loader<'_, Chunk>,
        columns: &[Values],
        first_row: u64,
        rows: usize,
    ) -> bool {
        let last_row = first_row + rows as u64;
        if !loader.builder.is_plain() || last_row > u64::from(u32::MAX) {
            return false;
        }
        let When::Column(time, _) = &loader.plan.time else { return false };
        let utc = loader.plan.clock.is_utc();
        let Some(kept) =
            columns.get(time.position).and_then(|column| times(column, rows, utc, &mut self.times))
        else {
            return false;
        };
        let missing = &loader.plan.columns.missing;
        let usual = |name: &str| !is_blank(name) && !is_missing(name, missing) && !name.contains('\0');
        let chunk = &mut loader.builder;
        let customers = columns.get(loader.plan.customer.position);
        let customers = customers.is_some_and(|column| {
            let known = |chunk: &mut Chunk, short| chunk.last_customer(short);
            self.customers.read(column, rows, chunk, known, |chunk, id| chunk.customer_if(id, usual))
        });
        let touchpoints = customers
            && match &loader.plan.touchpoint {
                Name::Column(role) => columns.get(role.position).is_some_and(|column| {
                    let code = |chunk: &mut Chunk, name: &str| chunk.touchpoint_if(name, usual);
                    self.touchpoints.read(column, rows, chunk, |_, _| None, code)
                }),
                Name::Constant(name) => match chunk.touchpoint_if(name, |_| true) {
                    Some(code) => {
                        self.touchpoints.codes.clear();
                        self.touchpoints.codes.resize(rows, code);
                        true
                    }
                    None => false,
                },
            };
        if !touchpoints {
            return false;
        }
        chunk.add_all(&self.customers.codes, &self.touchpoints.codes, &self.times, first_row as u32);
        loader.rows += rows as u64;
        let quality = &mut loader.builder.quality;
        quality.times_without_zone += if kept.zoned { 0 } else { rows as u64 };
        quality.truncated_times += kept.truncated;
        true
    }
}

impl<C: Copy> Names<C> {
    /// Codes of a column of texts; `false` if a name is missing or not usual. Those of views that hold their texts
    /// may be `known` without looking at these.
    fn read(
        &mut self,
        column: &Values,
        rows: usize,
        chunk: &mut Chunk,
        known: impl Fn(&mut Chunk, u128) -> Option<C>,
        mut code: impl FnMut(&mut Chunk, &str) -> Option<C>,
    ) -> bool {
        self.codes.clear();
        macro_rules! each {
            ($texts:expr) => {{
                let texts = $texts;
                if texts.null_count() > 0 || texts.len() != rows {
                    return false;
                }
                for row in 0..rows {
                    match code(chunk, texts.value(row)) {
                        Some(code) => self.codes.push(code),
                        None => return false,
                    }
                }
                true
            }};
        }
        match column {
            Values::Text(texts) => each!(texts),
            Values::LargeText(texts) => each!(texts),
            Values::TextView(texts) => {
                if texts.null_count() > 0 || texts.len() != rows {
                    return false;
                }
                for (row, &view) in texts.views().iter().enumerate() {
                    let found = if view as u32 <= HELD { known(chunk, view) } else { None };
                    match found.or_else(|| code(chunk, texts.value(row))) {
                        Some(code) => self.codes.push(code),
                        None => return false,
                    }
                }
                true
            }
            Values::Keyed(keyed) => self.read_keyed(keyed, rows, chunk, code),
            _ => false,
        }
    }

    fn read_keyed(
        &mut self,
        keyed: &Keyed,
        rows: usize,
        chunk: &mut Chunk,
        mut code: impl FnMut(&mut Chunk, &str) -> Option<C>,
    ) -> bool {
        if keyed.keys.null_count() > 0 || keyed.keys.len() != rows {
            return false;
        }
        if self.dictionary != keyed.identity() || self.of_key.len() != keyed.names.len() {
            self.dictionary = keyed.identity();
            self.of_key.clear();
            self.of_key.resize(keyed.names.len(), None);
        }
        for &key in keyed.keys.values() {
            let Some(known) = self.of_key.get_mut(key as usize) else { return false };
            if known.is_none() {
                *known = keyed.name(key as usize).and_then(|name| code(chunk, name));
            }
            match *known {
                Some(found) => self.codes.push(found),
                None => return false,
            }
        }
        true
    }
}

/// Longest text that a view holds itself.
const HELD: u32 = 12;

/// What is to be counted about times.
struct Kept {
    zoned: bool,
    truncated: u64,
}

/// Times in UTC microseconds; `None` if one is missing, out of range, or local in a zone other than UTC.
fn times(column: &Values, rows: usize, utc: bool, out: &mut Vec<i64>) -> Option<Kept> {
    let all = |values: &Int64Array| values.null_count() == 0 && values.len() == rows;
    out.clear();
    let kept = match column {
        Values::Time { values, unit, zoned } if (*zoned || utc) && all(values) => {
            out.extend(values.values().iter().map(|value| value.saturating_mul(*unit)));
            Kept { zoned: *zoned, truncated: 0 }
        }
        Values::Nanos { values, zoned } if (*zoned || utc) && all(values) => {
            out.extend(values.values().iter().map(|nanos| nanos.div_euclid(1000)));
            let truncated = values.values().iter().filter(|&nanos| nanos % 1000 != 0).count() as u64;
            Kept { zoned: *zoned, truncated }
        }
        _ => return None,
    };
    let inside = out.iter().all(|time| (FIRST_TIME..=LAST_TIME).contains(time));
    inside.then_some(kept)
}
