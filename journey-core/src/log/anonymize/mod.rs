//! Logs that say less about people: pseudonyms, coarser values, forgotten customers, texts without addresses and numbers.

mod key;
mod plan;
mod redact;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Event, EventLog, LogBuilder, LogOptions, Quality, Schema, Shard};
use crate::error::{Error, Result};
use crate::model::TimeSpan;
use crate::work::Work;

pub use key::PseudonymKey;
use plan::Plan;
pub use redact::Redacted;

/// What to take out of a log or to make coarser before others see it.
///
/// Steps apply in the order of the fields. Nothing here makes a log *anonymous* in the sense of the law by itself: who knows some
/// events of a person may still find their journey. Publish counts instead of logs where that matters: see [`crate::privacy`].
///
/// ```
/// use journey_core::{EventLog, log::{Anonymize, ColumnKind, Columns, Generalize, PseudonymKey}};
/// let csv = "customer,time,event,postcode,comment\n\
///            ann@example.org,2024-01-01T10:17:00Z,buy,10115,call me: +49 30 901820\n\
///            bob@example.org,2024-01-02T11:00:00Z,look,10117,\n";
/// let columns = Columns::new("customer", "time", "event").kind("postcode", ColumnKind::Dictionary);
/// let log = EventLog::read_csv_text(csv, &columns)?;
/// let options = Anonymize::new()
///     .forget(["bob@example.org"])
///     .redact("comment")
///     .generalize("postcode", Generalize::Prefix { characters: 2 })
///     .times("1d".parse()?)
///     .pseudonyms(true);
/// let (public, report) = log.anonymize(&options, Some(&PseudonymKey::new(&[7; 32])))?;
/// assert_eq!((report.customers_forgotten, report.redacted.phones), (1, 1));
/// let mut text = Vec::new();
/// public.to_csv(&mut text).map_err(|error| error.to_string())?;
/// let text = String::from_utf8(text).unwrap();
/// assert!(text.contains("call me: [phone]") && text.contains(",10,") && text.contains("2024-01-01T00:00:00Z"));
/// assert!(!text.contains("example.org"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Anonymize {
    /// Customers who are taken out. Where their ids stand alone in a further column of others, the value is taken out as well; where
    /// they are part of a longer text, or of the name of a touchpoint, `[forgotten]` stands in their place.
    pub forget: Vec<String>,
    /// Further columns that are taken out.
    pub drop: Vec<String>,
    /// Further columns that stay; all if `None`.
    pub keep: Option<Vec<String>>,
    /// Text and dictionary columns in which e-mail addresses, phone numbers and card numbers are replaced by `[e-mail]`, `[phone]` and
    /// `[card]`.
    pub redact: Vec<String>,
    /// Columns that are made coarser.
    pub generalize: Vec<Generalized>,
    /// Times of events, and their ends, are put back to the beginning of a span of this length, counted from 1970 in UTC.
    pub times: Option<TimeSpan>,
    /// Whether ids of journeys, and those in a column `customer`, are replaced by pseudonyms.
    pub pseudonyms: bool,
    /// Text and dictionary columns whose values are replaced by pseudonyms; the same id has the same pseudonym everywhere.
    pub pseudonym_columns: Vec<String>,
}

/// A column and how it is made coarser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Generalized {
    /// Further column.
    pub column: String,
    /// How.
    pub to: Generalize,
}

/// How a column is made coarser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Generalize {
    /// The first characters of names and texts, such as two of a postcode.
    Prefix {
        /// How many.
        characters: u32,
    },
    /// Numbers are put down to a multiple of the width: 34 becomes 30 with a width of 10.
    Width {
        /// Above 0.
        width: f64,
    },
    /// Times are put back to the beginning of a span of this length, counted from 1970 in UTC.
    Span {
        /// Above 0.
        length: TimeSpan,
    },
    /// Names that fewer than `k` customers have become `other`.
    Rare {
        /// At least 2.
        k: u64,
        /// The name for all of them.
        other: String,
    },
}

/// What [`EventLog::anonymize`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct AnonymizeReport {
    /// Customers before.
    pub customers_before: u64,
    /// Customers after.
    pub customers_after: u64,
    /// Events before.
    pub events_before: u64,
    /// Events after.
    pub events_after: u64,
    /// Customers who were to be forgotten and were there.
    pub customers_forgotten: u64,
    /// Customers who were to be forgotten and were not there.
    pub customers_unknown: u64,
    /// Values and touchpoints of others that named a forgotten customer.
    pub mentions: u64,
    /// Columns taken out.
    pub columns_dropped: Vec<String>,
    /// What was taken out of texts.
    pub redacted: Redacted,
    /// Values made coarser: those that changed.
    pub values_generalized: u64,
    /// Times of events and ends made coarser: those that changed.
    pub times_generalized: u64,
    /// Ids and values that were replaced by pseudonyms.
    pub pseudonyms: u64,
    /// Events that stayed and of which something was changed: customer, time, end, touchpoint or a value.
    pub events_changed: u64,
}

impl AnonymizeReport {
    /// Values that were changed.
    fn changes(&self) -> u64 {
        self.mentions
            + self.redacted.texts
            + self.values_generalized
            + self.times_generalized
            + self.pseudonyms
    }
}

impl Anonymize {
    /// Changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether it takes a [`PseudonymKey`].
    pub(crate) fn needs_key(&self) -> bool {
        self.pseudonyms || !self.pseudonym_columns.is_empty()
    }

    /// Takes these customers out.
    #[must_use]
    pub fn forget<T: Into<String>>(mut self, customers: impl IntoIterator<Item = T>) -> Self {
        self.forget.extend(customers.into_iter().map(Into::into));
        self
    }

    /// Takes a further column out.
    #[must_use]
    pub fn drop(mut self, column: impl Into<String>) -> Self {
        self.drop.push(column.into());
        self
    }

    /// Takes all further columns out but these.
    #[must_use]
    pub fn keep<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.keep = Some(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Replaces addresses and numbers in a column.
    #[must_use]
    pub fn redact(mut self, column: impl Into<String>) -> Self {
        self.redact.push(column.into());
        self
    }

    /// Makes a column coarser.
    #[must_use]
    pub fn generalize(mut self, column: impl Into<String>, to: Generalize) -> Self {
        self.generalize.push(Generalized { column: column.into(), to });
        self
    }

    /// Makes the times of events coarser.
    #[must_use]
    pub fn times(mut self, length: TimeSpan) -> Self {
        self.times = Some(length);
        self
    }

    /// Sets whether ids of customers are replaced by pseudonyms.
    #[must_use]
    pub fn pseudonyms(mut self, pseudonyms: bool) -> Self {
        self.pseudonyms = pseudonyms;
        self
    }

    /// Replaces the values of a column by pseudonyms.
    #[must_use]
    pub fn pseudonym_column(mut self, column: impl Into<String>) -> Self {
        self.pseudonym_columns.push(column.into());
        self
    }
}

impl EventLog {
    /// A log that says less about people. The key is used for pseudonyms only, and never kept.
    ///
    /// Names that no event has any more are not in the new log, nor is what was done to it before: steps of cleaning hold ids and values as
    /// they were, so keep their recipe apart. Samples of bad rows are left out of the quality report for the same reason. What was
    /// forgotten is in no file to which the log is saved. Copies that were made before still have it.
    ///
    /// Ids in a column `customer`, which logs of sessions and other units have, are treated as those of the journeys, and so are journeys
    /// with a number behind the id of their customer.
    ///
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a column that the log does not have;
    /// [`Error::InvalidOption`](crate::Error::InvalidOption) for a step that does not fit the kind of its column, for `keep` together
    /// with `drop`, for pseudonyms without a key, and if two ids get one pseudonym;
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(events · columns + texts · forgotten customers) time; the log is built anew.
    pub fn anonymize(
        &self,
        options: &Anonymize,
        key: Option<&PseudonymKey>,
    ) -> Result<(Self, AnonymizeReport)> {
        let flat = self.flat();
        let plan = Plan::new(&flat, options, key)?;
        let mut report = plan.report(self);
        let priority: Vec<String> =
            flat.schema.priority.iter().map(|name| plan.without(name).into_owned()).collect();
        let kinds = plan.columns.iter().map(|column| (column.name.clone(), Some(column.kind))).collect();
        let ordered = LogOptions { priority: priority.clone(), ..LogOptions::default() };
        let mut builder = LogBuilder::new(ordered, kinds);
        plan.rewrite(&flat, &mut builder, &mut report)?;
        *builder.quality_mut() = without_samples(self.quality());
        let mut log = builder.finish()?;
        if log.customers() != report.customers_after {
            return Err(Error::option("pseudonyms", true, "another key: two ids have the same pseudonym"));
        }
        report.events_after = log.events();
        report.pseudonyms += if options.pseudonyms { log.customers() } else { 0 };
        let there = |name: &String| log.touchpoints().iter().any(|other| other == name);
        let priority = priority.into_iter().filter(there).collect();
        log.schema = Arc::new(Schema { priority, ..(*log.schema).clone() });
        Ok((log, report))
    }
}

impl Plan<'_> {
    /// Puts the events that stay into the builder, as they are to be.
    fn rewrite(&self, log: &EventLog, builder: &mut LogBuilder, report: &mut AnonymizeReport) -> Result<()> {
        let names: Vec<Cow<'_, str>> = log.touchpoints().iter().map(|name| self.without(name)).collect();
        let mut texts = vec![String::new(); self.columns.len()];
        for journey in log.shards().iter().flat_map(Shard::journeys) {
            Work::current().check()?;
            if self.forgets(journey.customer()) {
                continue;
            }
            let customer = self.customer(journey.customer());
            let (ends, mut stays) = (journey.ends(), 0);
            for (event, (&time, &code)) in journey.times().iter().zip(journey.touchpoints()).enumerate() {
                if self.forgets_event(&journey, event) {
                    continue;
                }
                let before = report.changes();
                let mut values = Vec::with_capacity(self.columns.len());
                for (column, text) in self.columns.iter().zip(&mut texts) {
                    values.push(column.value(log.value(&journey, event, column.position), text, report));
                }
                let touchpoint = names.get(code as usize).map_or("", |name| name);
                report.mentions += u64::from(touchpoint != log.touchpoints().get(code));
                let end = ends.get(event).copied().filter(|&end| end != super::NO_END);
                builder.push(Event {
                    customer: &customer,
                    time: self.time(time, report),
                    touchpoint,
                    end: end.map(|end| self.time(end, report)),
                    row: journey.rows().get(event).copied().unwrap_or_default().into(),
                    values: &values,
                })?;
                let renamed = matches!(customer, Cow::Owned(_));
                report.events_changed += u64::from(renamed || report.changes() != before);
                stays = 1;
            }
            report.customers_after += stays;
        }
        Ok(())
    }
}

/// The counts without what was found in single rows.
fn without_samples(quality: &Quality) -> Quality {
    let mut quality = quality.clone();
    quality.skipped_rows.clear();
    quality.xes.iter_mut().for_each(|xes| xes.problems.clear());
    quality
}
