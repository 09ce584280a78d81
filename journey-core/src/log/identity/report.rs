//! What stitching did, and what to look at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assign::Assigned;
use super::link::Links;
use super::nodes::{IdColumn, Nodes};
use super::normal::is_suspicious;
use crate::analysis::{Table, Tabular};
use crate::log::columns::MISSING;
use crate::log::{EventLog, Shard};

/// What [`EventLog::stitch`] did. Lists of examples have at most 20 entries, those with most events first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StitchReport {
    /// Customers before.
    pub customers_before: u64,
    /// Customers after.
    pub customers_after: u64,
    /// Customers before whose events went to several customers: their id was shared, expired, or a hub.
    pub customers_split: u64,
    /// Events.
    pub events: u64,
    /// Events that had no id that links, and stay with the log's own id.
    pub events_without_id: u64,
    /// What each column did, in order of priority.
    pub rows: Vec<StitchColumn>,
    /// Customers by the number of former customers in them, from the smallest number.
    pub sizes: Vec<CustomerSize>,
    /// Ids that belong to several values of a distinct column before them.
    pub conflicts: u64,
    /// Some of them.
    pub conflict_examples: Vec<Conflict>,
    /// Ids with too many others.
    pub hubs: u64,
    /// Some of them.
    pub hub_examples: Vec<SuspiciousId>,
    /// Values that look as if they stood for no id, such as `unknown` or `0000`, and link nevertheless: they may belong
    /// to `never`.
    pub suspicious: Vec<SuspiciousId>,
    /// Groups of ids that differ by case, white space or encoding only, and were not taken as the same. In order of
    /// column and id.
    pub look_alikes: Vec<LookAlikes>,
}

/// What the ids of a column did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StitchColumn {
    /// The column; `customer` for the log's own ids.
    pub column: String,
    /// Distinct ids. An id that expired and was used again counts once more.
    pub ids: u64,
    /// Events with one.
    pub events: u64,
    /// Links of its ids, to each other or to those of columns before, that brought two customers together.
    pub merges: u64,
    /// Links that were not made as they would join what stays apart.
    pub kept_apart: u64,
    /// Links that were not made as the customer would have too many ids.
    pub too_large: u64,
    /// Ids that belong to several customers, and link nothing.
    pub shared: u64,
    /// Ids with too many others, which link nothing.
    pub hubs: u64,
    /// Values that are no ids, as stated.
    pub never: u64,
    /// Ids that were used again after they had expired.
    pub expired: u64,
    /// Ids that belong to nobody with another id.
    pub unlinked: u64,
    /// Groups of ids that look alike.
    pub look_alikes: u64,
}

/// Customers of so many former ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CustomerSize {
    /// Former customers.
    pub former: u64,
    /// Customers with events of so many.
    pub customers: u64,
}

/// An id that belongs to several customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Conflict {
    /// Its column.
    pub column: String,
    /// Its value.
    pub value: String,
    /// Events with it.
    pub events: u64,
    /// The ids that it belongs to, at most five.
    pub ids: Vec<IdExample>,
    /// How many these are.
    pub count: u64,
}

/// An id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct IdExample {
    /// Its column.
    pub column: String,
    /// Its value.
    pub value: String,
}

/// An id that may be none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SuspiciousId {
    /// Its column.
    pub column: String,
    /// Its value.
    pub value: String,
    /// Events with it.
    pub events: u64,
    /// Other ids that it comes with; 0 if that was not counted.
    pub ids: u64,
}

/// Ids that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LookAlikes {
    /// Their column.
    pub column: String,
    /// At most five of them.
    pub values: Vec<String>,
}

impl Tabular for StitchReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("column", rows.clone().map(|row| row.column.clone()))
            .count("ids", rows.clone().map(|row| row.ids))
            .count("events", rows.clone().map(|row| row.events))
            .count("merges", rows.clone().map(|row| row.merges))
            .count("kept_apart", rows.clone().map(|row| row.kept_apart))
            .count("too_large", rows.clone().map(|row| row.too_large))
            .count("shared", rows.clone().map(|row| row.shared))
            .count("hubs", rows.clone().map(|row| row.hubs))
            .count("never", rows.clone().map(|row| row.never))
            .count("expired", rows.clone().map(|row| row.expired))
            .count("unlinked", rows.clone().map(|row| row.unlinked))
            .count("look_alikes", rows.map(|row| row.look_alikes))
    }
}

/// Entries of a list of examples.
const EXAMPLES: usize = 20;
/// Ids of an example.
const FEW: usize = 5;

pub(super) fn report(log: &EventLog, nodes: &Nodes, links: &Links, assigned: &Assigned) -> StitchReport {
    let (sizes, customers_split) = sizes(log, assigned);
    let alike =
        nodes.columns.iter().flat_map(|column| column.look_alikes.iter().map(move |group| (column, group)));
    let suspects = nodes.columns.iter().flat_map(|column| {
        let ids = column.first..column.first + column.len();
        ids.filter(|&id| nodes.is_used(id) && nodes.is_usable(id) && is_suspicious(column.text(id)))
    });
    StitchReport {
        customers_before: log.customers(),
        customers_after: assigned.ids.len() as u64,
        customers_split,
        events: log.events(),
        events_without_id: assigned.without_id,
        rows: rows(nodes, links),
        sizes,
        conflicts: links.conflicts.len() as u64,
        conflict_examples: conflicts(nodes, links),
        hubs: links.hubs.len() as u64,
        hub_examples: nodes.suspicious(links.hubs.iter().copied()),
        suspicious: nodes.suspicious(suspects.map(|id| (id, 0))),
        look_alikes: alike
            .take(EXAMPLES)
            .map(|(column, group)| LookAlikes {
                column: column.name.clone(),
                values: group.iter().take(FEW).map(|&code| column.names.get(code).to_string()).collect(),
            })
            .collect(),
    }
}

impl Nodes {
    /// Whether an event has the id.
    fn is_used(&self, id: u32) -> bool {
        self.events.get(id as usize).is_some_and(|&events| events > 0)
    }

    fn is_usable(&self, id: u32) -> bool {
        self.usable.get(id as usize) == Some(&true)
    }

    fn events_of(&self, id: u32) -> u64 {
        self.events.get(id as usize).copied().unwrap_or_default().into()
    }

    fn suspicious(&self, ids: impl Iterator<Item = (u32, u32)>) -> Vec<SuspiciousId> {
        let mut ids: Vec<(u32, u32)> = ids.collect();
        ids.sort_unstable_by_key(|&(id, _)| (std::cmp::Reverse(self.events_of(id)), id));
        let example = |&(id, others): &(u32, u32)| {
            let (column, value) = self.id(id);
            SuspiciousId {
                column: column.into(),
                value: value.into(),
                events: self.events_of(id),
                ids: others.into(),
            }
        };
        ids.iter().take(EXAMPLES).map(example).collect()
    }
}

fn rows(nodes: &Nodes, links: &Links) -> Vec<StitchColumn> {
    let mut ids_of_root = vec![0u32; nodes.len()];
    for id in (0..nodes.len() as u32).filter(|&id| nodes.is_used(id)) {
        ids_of_root.get_mut(links.root(id) as usize).into_iter().for_each(|count| *count += 1);
    }
    let count = |counts: &[u64], position: usize| counts.get(position).copied().unwrap_or_default();
    let row = |(position, column): (usize, &IdColumn)| {
        let own = |id: &u32| (column.first..column.first + column.len()).contains(id);
        let used = || (column.first..column.first + column.len()).filter(|&id| nodes.is_used(id));
        let alone = |id: &u32| ids_of_root.get(links.root(*id) as usize) == Some(&1);
        let mut codes: Vec<u32> =
            used().filter_map(|id| column.codes.get((id - column.first) as usize).copied()).collect();
        let ids = codes.len() as u64;
        codes.dedup();
        StitchColumn {
            column: column.name.clone(),
            ids,
            events: used().map(|id| nodes.events_of(id)).sum(),
            merges: count(&links.merges, position),
            kept_apart: count(&links.kept_apart, position),
            too_large: count(&links.too_large, position),
            shared: used().filter(|&id| links.is_shared(id)).count() as u64,
            hubs: links.hubs.iter().filter(|(id, _)| own(id)).count() as u64,
            never: column.never,
            expired: ids - codes.len() as u64,
            unlinked: used().filter(|id| alone(id) && !links.is_shared(*id)).count() as u64,
            look_alikes: column.look_alikes.len() as u64,
        }
    };
    nodes.columns.iter().enumerate().map(row).collect()
}

fn conflicts(nodes: &Nodes, links: &Links) -> Vec<Conflict> {
    let mut all: Vec<&(u32, Vec<u32>)> = links.conflicts.iter().collect();
    all.sort_by_key(|(id, _)| (std::cmp::Reverse(nodes.events_of(*id)), *id));
    let example = |(id, ids): &(u32, Vec<u32>)| {
        let (column, value) = nodes.id(*id);
        let named = ids.iter().take(FEW).map(|&id| {
            let (column, value) = nodes.id(id);
            IdExample { column: column.into(), value: value.into() }
        });
        Conflict {
            column: column.into(),
            value: value.into(),
            events: nodes.events_of(*id),
            ids: named.collect(),
            count: ids.len() as u64,
        }
    };
    all.into_iter().take(EXAMPLES).map(example).collect()
}

/// Customers by the number of former ones in them, and former ones that were split.
fn sizes(log: &EventLog, assigned: &Assigned) -> (Vec<CustomerSize>, u64) {
    let mut former = vec![0u32; assigned.ids.len()];
    let (mut split, mut here) = (0, Vec::new());
    for (shard, customers) in log.shards.iter().zip(&assigned.customers) {
        for journey in Shard::journeys(shard) {
            here.clear();
            here.extend_from_slice(customers.get(journey.source().1).unwrap_or_default());
            here.sort_unstable();
            here.dedup();
            split += u64::from(here.len() > 1);
            for &customer in here.iter().filter(|&&customer| customer != MISSING) {
                former.get_mut(customer as usize).into_iter().for_each(|count| *count += 1);
            }
        }
    }
    let mut sizes: BTreeMap<u64, u64> = BTreeMap::new();
    former.into_iter().for_each(|former| *sizes.entry(former.into()).or_default() += 1);
    (sizes.into_iter().map(|(former, customers)| CustomerSize { former, customers }).collect(), split)
}
