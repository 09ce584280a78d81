//! Journeys by a column: orders, tickets, accounts or sessions instead of customers.

use serde::{Deserialize, Serialize};

use super::columns::MISSING;
use super::regroup::{Added, Regroup, push_id};
use super::{EventLog, Names, TextList};
use crate::error::Result;

/// Journeys by the values of a column, such as orders of customers.
///
/// ```
/// use journey_core::log::{By, Without};
/// let by = By::new("order_id").without(Without::Keep).keep_as("buyer");
/// assert_eq!(by.column, "order_id");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct By {
    /// Column of any kind whose values, as text, become the ids of the journeys.
    pub column: String,
    /// What becomes of events without a value.
    #[serde(default)]
    pub without: Without,
    /// Name of the column that keeps the id of the former journey; `customer` if `None`.
    #[serde(default)]
    pub keep_as: Option<String>,
}

/// What becomes of events without a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Without {
    /// They are left out, and counted.
    #[default]
    LeaveOut,
    /// Those of a former journey stay together in the journey `<former id>/0`, with as many underscores as make this
    /// id differ from all values.
    Keep,
}

/// What [`EventLog::by`] did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ByReport {
    /// The column.
    pub column: String,
    /// Journeys before.
    pub journeys_before: u64,
    /// Journeys after.
    pub journeys_after: u64,
    /// Events before.
    pub events: u64,
    /// Events without a value.
    pub without_value: u64,
    /// Events left out, which are those without a value or none.
    pub left_out: u64,
    /// Journeys with events of more than one former journey, such as orders of two customers.
    pub shared: u64,
}

impl By {
    /// By this column; events without a value are left out.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), without: Without::LeaveOut, keep_as: None }
    }

    /// Sets what becomes of events without a value.
    #[must_use]
    pub fn without(mut self, without: Without) -> Self {
        self.without = without;
        self
    }

    /// Sets the name of the column that keeps the id of the former journey.
    #[must_use]
    pub fn keep_as(mut self, column: impl Into<String>) -> Self {
        self.keep_as = Some(column.into());
        self
    }
}

impl From<&str> for By {
    fn from(column: &str) -> Self {
        Self::new(column)
    }
}

impl EventLog {
    /// The same events as journeys by the values of a column, and what that did: journeys of orders, tickets, accounts or
    /// sessions instead of customers.
    ///
    /// The log gets one more dictionary column with the ids of the former journeys, so that customer > session > order
    /// is one `by` after the other. Events are in order of time, at equal times in that of the input, or by the
    /// priority that the log was built with.
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let csv = "user,at,event,order\nann,2024-03-01,visit,\nann,2024-03-02,buy,o1\nann,2024-03-03,buy,o2\n\
    ///            ann,2024-03-04,deliver,o1\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
    /// let (orders, report) = log.by("order")?;
    /// assert_eq!((orders.customers(), orders.events(), report.without_value), (2, 3, 1));
    /// assert_eq!(orders.journey("o1").map(|journey| journey.len()), Some(2));
    /// assert_eq!(orders.columns()[1].name, "customer");
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a column that is not there;
    /// [`Error::InvalidOption`](crate::Error::InvalidOption) for `keep_as` if there is a column of that name;
    /// [`Error::Limit`](crate::Error::Limit) beyond 4 GiB of ids; [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(events · columns + journeys · log journeys) time; the events are there twice.
    pub fn by(&self, by: impl Into<By>) -> Result<(Self, ByReport)> {
        let by = by.into();
        let log = self.flat();
        let (position, _) = log.column(&by.column)?;
        let name = log.new_column("keep_as", by.keep_as.as_deref())?;
        let coded = log.coded(position)?;
        let mut ids = TextList::default();
        coded.names.iter().try_for_each(|id| push_id(&mut ids, id))?;
        let mut journeys = log.each_event(|shard, journey, slots| {
            let codes = coded.codes.get(shard).and_then(|codes| codes.get(journey.source().1));
            slots.copy_from_slice(codes.unwrap_or_default());
        })?;
        let (names, codes) = log.customer_codes()?;
        let rest = Rest { keep: by.without == Without::Keep, values: &coded.names, formers: &names };
        let without_value = rest.place(&mut journeys, &codes, &mut ids)?;
        let shared = shared(&journeys, &codes, ids.len());
        let added = vec![Added { name, names, codes }];
        let after = log.regroup(Regroup { ids: ids.into(), journeys, sort: true, added })?;
        let report = ByReport {
            column: by.column,
            journeys_before: log.customers(),
            journeys_after: after.customers(),
            events: log.events(),
            without_value,
            left_out: if by.without == Without::Keep { 0 } else { without_value },
            shared,
        };
        Ok((after, report))
    }
}

/// Events without a value.
struct Rest<'r> {
    keep: bool,
    values: &'r Names,
    formers: &'r Names,
}

impl Rest<'_> {
    /// Finds a journey for them if they are kept, and counts them.
    fn place(&self, journeys: &mut [Vec<u32>], formers: &[Vec<u32>], ids: &mut TextList) -> Result<u64> {
        let mut count = 0;
        let mut kept = vec![MISSING; self.formers.len()];
        let all = journeys.iter_mut().flatten().zip(formers.iter().flatten());
        for (journey, &former) in all.filter(|(journey, former)| **journey == MISSING && **former != MISSING)
        {
            count += 1;
            let Some(kept) = kept.get_mut(former as usize).filter(|_| self.keep) else { continue };
            if *kept == MISSING {
                *kept = ids.len() as u32;
                let mut id = format!("{}/0", self.formers.get(former));
                while self.values.code(&id).is_some() {
                    id.push('_');
                }
                push_id(ids, &id)?;
            }
            *journey = *kept;
        }
        Ok(count)
    }
}

/// Number of new journeys with events of several former ones.
fn shared(journeys: &[Vec<u32>], formers: &[Vec<u32>], count: usize) -> u64 {
    let mut first = vec![MISSING; count];
    let mut several = vec![false; count];
    let pairs = journeys.iter().flatten().zip(formers.iter().flatten());
    for (&journey, &former) in pairs {
        if let (Some(first), Some(several)) =
            (first.get_mut(journey as usize), several.get_mut(journey as usize))
        {
            *several |= *first != MISSING && *first != former;
            *first = former;
        }
    }
    several.into_iter().filter(|&several| several).count() as u64
}
