//! Whole columns of Arrow batches at once, as long as every cell of them is as usual.
//!
//! What is not usual (a missing or blank name, a time out of range, a zone with clock changes) goes row by row
//! through the loader, which knows what to do and what to say.

use arrow_array::{Array, Int64Array};

use super::arrow::{Keyed, Values};
use super::further::is_missing;
use super::loader::{Loader, is_blank};
use super::plan::{Name, Plan, When};
use crate::log::chunk::{FIRST_TIME, LAST_TIME};
use crate::log::seats::Seat;
use crate::log::{Chunk, MISSING};

/// Memory for one batch, used again for the next.
#[derive(Default)]
pub(crate) struct Bulk {
    customers: Names<Seat>,
    touchpoints: Names<u32>,
    times: Vec<i64>,
    /// Rows to be read, if not all are.
    wanted: Vec<usize>,
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
        let (plan, chunk) = (&loader.plan, &mut loader.builder);
        if !chunk.is_plain() || first_row + rows as u64 > u64::from(u32::MAX) {
            return false;
        }
        let When::Column(time, _) = &plan.time else { return false };
        let utc = plan.clock.is_utc();
        let times = columns.get(time.position).and_then(|column| times(column, rows, utc, &mut self.times));
        let Some(kept) = times else { return false };
        if plan.is_partial() {
            let inside = self.times.iter().enumerate().filter(|(_, time)| !plan.is_outside(**time));
            self.wanted.clear();
            self.wanted.extend(inside.map(|(row, _)| row));
        }
        if !self.read_names(plan, chunk, columns, rows) {
            return false;
        }
        match plan.is_partial() {
            true => self.add_wanted(chunk, first_row as u32),
            false => {
                chunk.add_all(&self.customers.codes, &self.touchpoints.codes, &self.times, first_row as u32);
            }
        }
        loader.rows += rows as u64;
        let quality = &mut chunk.quality;
        quality.times_without_zone += if kept.zoned { 0 } else { self.customers.codes.len() as u64 };
        quality.truncated_times += match kept.nanos {
            Some(nanos) if plan.is_partial() => {
                truncated(self.wanted.iter().filter_map(|&row| nanos.get(row)))
            }
            Some(nanos) => truncated(nanos.iter()),
            None => 0,
        };
        true
    }

    /// Finds the customers and touchpoints of the wanted rows; `false` if one is not as usual. A touchpoint becomes known to
    /// the chunk only if its row becomes an event.
    fn read_names(&mut self, plan: &Plan<'_>, chunk: &mut Chunk, columns: &[Values], rows: usize) -> bool {
        let missing = &plan.columns.missing;
        let usual = |name: &str| !is_blank(name) && !is_missing(name, missing) && !name.contains('\0');
        let Some(only) = &plan.only else {
            return self.read_customers(plan, chunk, columns, rows, usual)
                && self.read_touchpoints(plan, chunk, columns, rows, |chunk, name| {
                    chunk.touchpoint_if(name, usual)
                });
        };
        let code = |_: &mut Chunk, name: &str| usual(name).then(|| only.code(name).unwrap_or(MISSING));
        if !self.read_touchpoints(plan, chunk, columns, rows, code) {
            return false;
        }
        let mut codes = self.touchpoints.codes.iter();
        self.wanted.retain(|_| codes.next().is_some_and(|&code| code != MISSING));
        self.touchpoints.codes.retain(|&code| code != MISSING);
        if !self.read_customers(plan, chunk, columns, rows, usual) {
            return false;
        }
        let mut known = vec![None; only.len()];
        for code in &mut self.touchpoints.codes {
            let Some(known) = known.get_mut(*code as usize) else { return false };
            let found = known.or_else(|| chunk.touchpoint_if(only.get(*code), |_| true));
            (*known, *code) = (found, found.unwrap_or(MISSING));
        }
        true
    }

    fn read_touchpoints(
        &mut self,
        plan: &Plan<'_>,
        chunk: &mut Chunk,
        columns: &[Values],
        rows: usize,
        code: impl Fn(&mut Chunk, &str) -> Option<u32>,
    ) -> bool {
        let wanted = self.wanted.iter().copied();
        match &plan.touchpoint {
            Name::Column(role) => columns.get(role.position).is_some_and(|column| match plan.is_partial() {
                true => self.touchpoints.read(column, rows, wanted, chunk, |_, _| None, code),
                false => self.touchpoints.read(column, rows, 0..rows, chunk, |_, _| None, code),
            }),
            Name::Constant(name) => {
                let rows = if plan.is_partial() { self.wanted.len() } else { rows };
                self.touchpoints.fill(|| code(chunk, name), rows)
            }
        }
    }

    fn read_customers(
        &mut self,
        plan: &Plan<'_>,
        chunk: &mut Chunk,
        columns: &[Values],
        rows: usize,
        usual: impl Fn(&str) -> bool,
    ) -> bool {
        let known = |chunk: &mut Chunk, short| chunk.last_customer(short);
        let code = |chunk: &mut Chunk, id: &str| chunk.customer_if(id, &usual);
        let wanted = self.wanted.iter().copied();
        columns.get(plan.customer.position).is_some_and(|ids| match plan.is_partial() {
            true => self.customers.read(ids, rows, wanted, chunk, known, code),
            false => self.customers.read(ids, rows, 0..rows, chunk, known, code),
        })
    }

    /// Adds the wanted rows.
    fn add_wanted(&self, chunk: &mut Chunk, first_row: u32) {
        let names = self.customers.codes.iter().zip(&self.touchpoints.codes);
        for (&row, (&customer, &touchpoint)) in self.wanted.iter().zip(names) {
            if let Some(&time) = self.times.get(row) {
                chunk.add(customer, touchpoint, time, first_row + row as u32);
            }
        }
    }
}

impl<C: Copy> Names<C> {
    /// One code for all rows, of which there may be none; `false` if there is no code.
    fn fill(&mut self, code: impl FnOnce() -> Option<C>, rows: usize) -> bool {
        self.codes.clear();
        if rows == 0 {
            return true;
        }
        let code = code();
        self.codes.extend(code.into_iter().flat_map(|code| std::iter::repeat_n(code, rows)));
        code.is_some()
    }

    /// Codes of the wanted rows of a column of texts; `false` if a name is missing or not usual. Those of views that hold their texts
    /// may be `known` without looking at these.
    fn read(
        &mut self,
        column: &Values,
        rows: usize,
        wanted: impl Iterator<Item = usize>,
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
                for row in wanted {
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
                let views = texts.views();
                for row in wanted {
                    let held = views.get(row).copied().filter(|&view| view as u32 <= HELD);
                    let found = held.and_then(|view| known(chunk, view));
                    match found.or_else(|| code(chunk, texts.value(row))) {
                        Some(code) => self.codes.push(code),
                        None => return false,
                    }
                }
                true
            }
            Values::Keyed(keyed) => self.read_keyed(keyed, rows, wanted, chunk, code),
            _ => false,
        }
    }

    fn read_keyed(
        &mut self,
        keyed: &Keyed,
        rows: usize,
        wanted: impl Iterator<Item = usize>,
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
        let keys = keyed.keys.values();
        for key in wanted.filter_map(|row| keys.get(row).copied()) {
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
struct Kept<'v> {
    zoned: bool,
    /// Nanoseconds of which each time has kept the microseconds.
    nanos: Option<&'v [i64]>,
}

/// How many of these nanoseconds are no whole microseconds.
fn truncated<'v>(nanos: impl Iterator<Item = &'v i64>) -> u64 {
    nanos.filter(|&nanos| nanos % 1000 != 0).count() as u64
}

/// Times in UTC microseconds; `None` if one is missing, out of range, or local in a zone other than UTC.
fn times<'v>(column: &'v Values, rows: usize, utc: bool, out: &mut Vec<i64>) -> Option<Kept<'v>> {
    let all = |values: &Int64Array| values.null_count() == 0 && values.len() == rows;
    out.clear();
    let kept = match column {
        Values::Time { values, unit, zoned } if (*zoned || utc) && all(values) => {
            out.extend(values.values().iter().map(|value| value.saturating_mul(*unit)));
            Kept { zoned: *zoned, nanos: None }
        }
        Values::Nanos { values, zoned } if (*zoned || utc) && all(values) => {
            out.extend(values.values().iter().map(|nanos| nanos.div_euclid(1000)));
            Kept { zoned: *zoned, nanos: Some(values.values()) }
        }
        _ => return None,
    };
    let inside = out.iter().all(|time| (FIRST_TIME..=LAST_TIME).contains(time));
    inside.then_some(kept)
}
