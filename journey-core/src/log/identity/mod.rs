//! Several ids of one customer: which of them are the same person?

mod assign;
mod edges;
mod link;
mod nodes;
mod normal;
mod report;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EventLog;
use super::regroup::{Added, Regroup};
use crate::error::{Error, Result};
use crate::model::TimeSpan;
use edges::Edges;
use link::Links;
use nodes::Nodes;
pub use normal::Normal;
pub use report::{Conflict, CustomerSize, IdExample, LookAlikes, StitchColumn, StitchReport, SuspiciousId};

/// Name of the log's own ids among the columns of a [`Stitching`].
pub(super) const OWN: &str = "customer";

/// How the ids of customers are brought together: events share ids, so ids share customers.
///
/// ```
/// use journey_core::log::{Normal, Stitching};
/// let stitching = Stitching::new(["user_id", "email_hash", "cookie"])
///     .normalise("email_hash", [Normal::Case, Normal::Blanks])
///     .valid_for("cookie", "30d".parse()?)
///     .never(["unknown", "0000"]);
/// assert_eq!(stitching.columns.len(), 3);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Stitching {
    /// Columns with ids, of any kind, the most trustworthy first: a customer is named by the first of them that it has,
    /// and of several ids by the first in byte order. `customer` stands for the log's own ids; unless listed, these
    /// come last.
    pub columns: Vec<String>,
    /// Whether the log's own ids link events. If not, they only name events that have no other id.
    pub own_ids: bool,
    /// Differences between ids of a column that do not count. Without this, ids that differ in such ways stay
    /// different, and are reported.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, Normal[]>"))]
    pub normalise: BTreeMap<String, Vec<Normal>>,
    /// For ids of devices: how long one links events. After a longer time it counts as another id; see `expiry`.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, TimeSpan>"))]
    pub valid_for: BTreeMap<String, TimeSpan>,
    /// What the time of `valid_for` is counted from.
    pub expiry: Expiry,
    /// Values that are no ids, such as `unknown`, in any column; letter case and white space do not matter.
    pub never: Vec<String>,
    /// Pairs of ids that are different customers.
    pub apart: Vec<[IdValue; 2]>,
    /// Columns of which a customer has one value only; the first column if `None`.
    pub distinct: Option<Vec<String>>,
    /// What happens if an id belongs to several values of a `distinct` column that comes before it.
    pub on_conflict: OnConflict,
    /// An id that comes with more other ids than this is a hub, such as the address of a shop, and links nothing; nor
    /// does a link that would make a customer of more ids.
    pub max_cluster: u64,
    /// If stated, a column of this name keeps the id that the customer had before.
    pub keep_as: Option<String>,
}

/// An id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct IdValue {
    /// Its column.
    pub column: String,
    /// Its value.
    pub value: String,
}

/// What the time is counted from for which an id of a device is valid. A time equal to the limit is still valid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Expiry {
    /// From its last event.
    #[default]
    LastUse,
    /// From its last event that also has an id of a column before it; as long as there is none, from its first event.
    LastLogin,
}

/// What happens if an id belongs to two customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum OnConflict {
    /// They stay apart: the id is shared, and links nothing. Its events without any other id go to the customer who used
    /// it last, or else to the next one who does.
    #[default]
    KeepApart,
    /// They become one.
    Merge,
}

impl Default for Stitching {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            own_ids: true,
            normalise: BTreeMap::new(),
            valid_for: BTreeMap::new(),
            expiry: Expiry::default(),
            never: Vec::new(),
            apart: Vec::new(),
            distinct: None,
            on_conflict: OnConflict::default(),
            max_cluster: 1000,
            keep_as: None,
        }
    }
}

impl Stitching {
    /// By these columns, the most trustworthy first.
    pub fn new<T: Into<String>>(columns: impl IntoIterator<Item = T>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// The log's own ids link nothing.
    #[must_use]
    pub fn without_own_ids(mut self) -> Self {
        self.own_ids = false;
        self
    }

    /// Ids of a column that differ in these ways only are the same.
    #[must_use]
    pub fn normalise(mut self, column: impl Into<String>, how: impl IntoIterator<Item = Normal>) -> Self {
        self.normalise.insert(column.into(), how.into_iter().collect());
        self
    }

    /// Ids of a column link events within this time only.
    #[must_use]
    pub fn valid_for(mut self, column: impl Into<String>, span: TimeSpan) -> Self {
        self.valid_for.insert(column.into(), span);
        self
    }

    /// Says what the time of [`valid_for`](Self::valid_for) is counted from.
    #[must_use]
    pub fn expiry(mut self, expiry: Expiry) -> Self {
        self.expiry = expiry;
        self
    }

    /// Values that are no ids.
    #[must_use]
    pub fn never<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.never.extend(values.into_iter().map(Into::into));
        self
    }

    /// Two ids that are different customers.
    #[must_use]
    pub fn apart(mut self, one: (&str, &str), other: (&str, &str)) -> Self {
        self.apart
            .push([one, other].map(|(column, value)| IdValue { column: column.into(), value: value.into() }));
        self
    }

    /// Columns of which a customer has one value only.
    #[must_use]
    pub fn distinct<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.distinct = Some(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Says what happens if an id belongs to two customers.
    #[must_use]
    pub fn on_conflict(mut self, on_conflict: OnConflict) -> Self {
        self.on_conflict = on_conflict;
        self
    }

    /// Sets the number of ids beyond which a customer is not believed.
    #[must_use]
    pub fn max_cluster(mut self, ids: u64) -> Self {
        self.max_cluster = ids;
        self
    }

    /// Keeps the former ids of customers in a column of this name.
    #[must_use]
    pub fn keep_as(mut self, column: impl Into<String>) -> Self {
        self.keep_as = Some(column.into());
        self
    }

    /// All columns by priority, with that of the own ids.
    fn all_columns(&self) -> Vec<&str> {
        let listed = self.columns.iter().map(String::as_str);
        let own = (!self.columns.iter().any(|name| name == OWN)).then_some(OWN);
        listed.chain(own).collect()
    }

    fn check(&self, log: &EventLog) -> Result<()> {
        let columns = self.all_columns();
        self.keep_as.as_deref().map(|name| log.new_column("keep_as", Some(name))).transpose()?;
        for (position, name) in columns.iter().enumerate() {
            if *name != OWN {
                log.column(name)?;
            } else if self.columns.iter().any(|name| name == OWN) && log.column(OWN).is_ok() {
                let expected = "a column that is not called as the log's own ids are";
                return Err(Error::option("columns", format!("{OWN:?}, which the log has,"), expected));
            }
            if columns.iter().skip(position + 1).any(|other| other == name) {
                return Err(Error::option("columns", format!("{name:?} twice"), "every column once"));
            }
        }
        let known = |field: &str, name: &String| match columns.contains(&name.as_str()) {
            true => Ok(()),
            false => Err(Error::option(field, format!("{name:?}"), format!("one of {}", columns.join(", ")))),
        };
        self.normalise.keys().try_for_each(|name| known("normalise", name))?;
        self.valid_for.keys().try_for_each(|name| known("valid_for", name))?;
        self.distinct.iter().flatten().try_for_each(|name| known("distinct", name))?;
        self.apart.iter().flatten().try_for_each(|id| known("apart", &id.column))?;
        if let Some(span) = self.valid_for.values().find(|span| span.as_micros() < 0) {
            return Err(Error::option("valid_for", span, "a time of 0 or more"));
        }
        if self.max_cluster < 2 {
            return Err(Error::option("max_cluster", self.max_cluster, "at least 2"));
        }
        Ok(())
    }
}

/// Links that are lost, to see how much depends on them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Loss {
    /// Which of the links are lost.
    pub seed: u64,
    /// Share of the links.
    pub share: f64,
}

/// The ids of a log and what links them, made once for several ways of linking.
#[derive(Debug)]
pub(crate) struct Identities<'l> {
    log: &'l EventLog,
    options: &'l Stitching,
    nodes: Nodes,
    edges: Edges,
}

impl<'l> Identities<'l> {
    /// For a flat log.
    pub(crate) fn new(log: &'l EventLog, options: &'l Stitching) -> Result<Self> {
        options.check(log)?;
        let nodes = Nodes::new(log, options)?;
        let edges = Edges::new(log, &nodes)?;
        Ok(Self { log, options, nodes, edges })
    }

    /// Number of pairs of ids that stand on one event.
    pub(crate) fn links(&self) -> u64 {
        self.edges.0.len() as u64
    }

    /// The log with its customers brought together, less the lost links.
    pub(crate) fn stitched(&self, loss: Option<Loss>) -> Result<(EventLog, StitchReport)> {
        let links = Links::new(&self.nodes, &self.edges, self.options, loss)?;
        let assigned = assign::assign(self.log, &self.nodes, &links)?;
        let added = match &self.options.keep_as {
            Some(name) => {
                let (names, codes) = self.log.customer_codes()?;
                vec![Added { name: name.clone(), names, codes }]
            }
            None => Vec::new(),
        };
        let report = report::report(self.log, &self.nodes, &links, &assigned);
        let regroup = Regroup { ids: assigned.ids, journeys: assigned.customers, sort: true, added };
        Ok((self.log.regroup(regroup)?, report))
    }
}

impl EventLog {
    /// The log with the ids of one person brought together as one customer, and what that did.
    ///
    /// Ids that stand on one event belong to one customer, and so do all that are linked by way of others: the
    /// connected parts of the graph of ids, found by union-find. Ids of different columns are different, whatever they
    /// look like. Links are made column by column, the most trustworthy first; within a column first those with
    /// another id of a more trustworthy column, then those with more events, then in byte order. So the result depends
    /// on nothing but the events: not on their order, nor on threads and shards.
    ///
    /// An event belongs to the customer of its first id that is neither shared, nor a hub, nor a value that is no id.
    /// Where a customer has the same name as one before it, its column stands before its name.
    ///
    /// Unless links were refused for the size of customers, stitching twice changes nothing; with
    /// [`OnConflict::Merge`] and no limits of time, more events never part what belongs together.
    ///
    /// ```
    /// use journey_core::{EventLog, log::{Columns, Stitching}};
    /// let csv = "cookie,at,event,user\nc1,2024-03-01,look,\nc1,2024-03-02,login,ann\nc2,2024-03-03,login,ann\n\
    ///            c2,2024-03-04,buy,\nc3,2024-03-05,look,\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("cookie", "at", "event"))?;
    /// let (people, report) = log.stitch(&Stitching::new(["user"]))?;
    /// assert_eq!((report.customers_before, report.customers_after), (3, 2));
    /// assert_eq!(people.journey("ann").map(|journey| journey.len()), Some(4));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a column that is not there; [`Error::InvalidOption`] for options that contradict each
    /// other; [`Error::Limit`] beyond 4 GiB of ids; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · columns² + ids · log ids) time. Memory for the codes of all ids of all events, and for every pair of
    /// ids that stand on one event.
    pub fn stitch(&self, options: &Stitching) -> Result<(Self, StitchReport)> {
        let log = self.flat();
        Identities::new(&log, options)?.stitched(None)
    }
}
