//! What must hold before a shard is handed out. A file that was made to deceive has right checksums, so that
//! whatever an analysis relies on is looked at.

use crate::error::Result;
use crate::log::{
    self, Column, ColumnKind, FIRST_TIME, LAST_TIME, MISSING, NO_END, NO_TIME, ShardData, Texts, Values,
    shard_of,
};

use super::damaged;

/// Where each journey starts, and the number of the first customer, from the number of the customer of each
/// event.
///
/// # Errors
/// If the customers of the events are not numbered one by one.
pub(super) fn journeys(customers: &[u32]) -> Result<(usize, Vec<u32>)> {
    let (Some(&first), Some(&last)) = (customers.first(), customers.last()) else {
        return Ok((0, vec![0]));
    };
    let wrong = || damaged("the events of a customer are not together");
    let count = last.checked_sub(first).ok_or_else(wrong)? as usize + 1;
    if count > customers.len() {
        return Err(wrong());
    }
    // Branches that depend on where journeys end would be mispredicted at each of them.
    let mut starts = vec![0u32; count + 1];
    let (mut journey, mut steps) = (0usize, 0u32);
    for (event, (before, after)) in (1..).zip(customers.iter().zip(customers.iter().skip(1))) {
        let step = after.wrapping_sub(*before);
        steps |= step;
        journey += (step & 1) as usize;
        if let Some(start) = starts.get_mut(journey + 1) {
            *start = event;
        }
    }
    if steps > 1 || journey + 1 != count {
        return Err(wrong());
    }
    // Each event moved the end of its journey, from which the journey after it starts.
    starts.iter_mut().skip(1).for_each(|end| *end += 1);
    Ok((first as usize, starts))
}

/// Bytes of a boolean column from its bits.
///
/// # Errors
/// If there are too few bits.
pub(super) fn booleans(valid: &[u8], bits: &[u8], rows: usize) -> Result<Vec<u8>> {
    let bytes = rows.div_ceil(8);
    if bits.len() < bytes || (!valid.is_empty() && valid.len() < bytes) {
        return Err(damaged("a column has another length"));
    }
    let bit = |bits: &[u8], row: usize| bits.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1);
    let value = |row| match valid.is_empty() || bit(valid, row) {
        true => u8::from(bit(bits, row)),
        false => log::NO_BOOLEAN,
    };
    Ok((0..rows).map(value).collect())
}

/// What is known of a shard before its events.
pub(super) struct Known<'k> {
    /// Number of touchpoints.
    pub touchpoints: usize,
    pub columns: &'k [Column],
    pub period: Option<(i64, i64)>,
    /// Number of the shard, and of all shards.
    pub shard: (usize, usize),
}

impl Known<'_> {
    /// The first and last time of a shard.
    ///
    /// # Errors
    /// If the events are not a shard of a log.
    pub fn check(&self, data: &ShardData) -> Result<Option<(i64, i64)>> {
        self.check_customers(&data.customers)?;
        if !all(&data.touchpoints, |&code| (code as usize) < self.touchpoints) {
            return Err(damaged("a touchpoint without a name"));
        }
        let period = self.check_times(data)?;
        let values = data.values.iter().zip(self.columns);
        match values.into_iter().all(|(values, column)| fits(values, column)) {
            true => Ok(period),
            false => Err(damaged("a value that its column cannot have")),
        }
    }

    /// Customers are in the shard of their hash, by hash, and at equal hashes in byte order.
    fn check_customers(&self, customers: &Texts) -> Result<()> {
        let wrong = || damaged("customers are not in order");
        let (number, shards) = self.shard;
        for outer in [0, customers.len().saturating_sub(1)] {
            if !customers.is_empty() && shard_of(customers.get(outer), shards) != number {
                return Err(wrong());
            }
        }
        let mut before: Option<(u64, &str)> = None;
        for customer in customers.iter() {
            let this = (log::hash(customer), customer);
            if before.is_some_and(|before| before >= this) {
                return Err(wrong());
            }
            before = Some(this);
        }
        Ok(())
    }

    /// Times of a journey never fall, lie within the period of the log, and not behind their ends.
    fn check_times(&self, data: &ShardData) -> Result<Option<(i64, i64)>> {
        let falls = |times: &[i64]| {
            times.iter().zip(times.iter().skip(1)).map(|(a, b)| usize::from(a > b)).sum::<usize>()
        };
        let (mut between, mut first, mut last) = (0, i64::MAX, i64::MIN);
        for journey in data.starts.windows(2) {
            let &[start, end] = journey else { continue };
            let (start, end) = (start as usize, end as usize);
            let time = |at: usize| data.times.get(at).copied().unwrap_or_default();
            first = first.min(time(start));
            last = last.max(time(end - 1));
            between += usize::from(start > 0 && time(start - 1) > time(start));
        }
        let (from, to) = self.period.unwrap_or((FIRST_TIME, FIRST_TIME - 1));
        let outside = first < from || last > to || from < FIRST_TIME || to > LAST_TIME;
        let possible = |(&end, &time): (&i64, &i64)| end == NO_END || (time..=LAST_TIME).contains(&end);
        if data.times.is_empty() {
            return Ok(None);
        }
        if outside || falls(&data.times) != between || !data.ends.iter().zip(data.times.iter()).all(possible)
        {
            return Err(damaged("times are not in order"));
        }
        Ok(Some((first, last)))
    }
}

/// Whether all values of a column can be.
fn fits(values: &Values, column: &Column) -> bool {
    let names = column.names.len();
    match values {
        Values::Dictionary(codes) => all(codes, |&code| code == MISSING || (code as usize) < names),
        Values::Number(numbers) => all(numbers, |number| !number.is_infinite()),
        Values::Time(times) => all(times, |time| *time == NO_TIME || (FIRST_TIME..=LAST_TIME).contains(time)),
        Values::Boolean(_) | Values::Text(_) => column.info.kind != ColumnKind::Dictionary,
    }
}

/// Whether something holds for all, without stopping at the first for which it does not: that is faster where it
/// nearly always does.
fn all<T>(values: &[T], holds: impl Fn(&T) -> bool) -> bool {
    values.iter().fold(true, |so_far, value| so_far & holds(value))
}
