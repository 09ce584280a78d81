//! Ids as numbers: those of different columns differ, and so do those of one device after a long time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::normal::{Normal, look_alikes, normal, representatives};
use super::{Expiry, IdValue, OWN, Stitching};
use crate::error::Result;
use crate::log::columns::MISSING;
use crate::log::regroup::{Coded, too_many};
use crate::log::{EventLog, Names};

/// All ids of a log, by priority of their column, then in byte order.
#[derive(Debug)]
pub(super) struct Nodes {
    pub columns: Vec<IdColumn>,
    /// Position of the log's own ids among the columns.
    pub own: usize,
    /// Whether an id may link anything: it is no value that is none, and no hub.
    pub usable: Vec<bool>,
    /// Events with each id.
    pub events: Vec<u32>,
}

/// A use of an id: the id, when, shard and place of the event, and whether it counts as a login.
type Use = (u32, i64, u32, u32, bool);

/// Ids of one column.
#[derive(Debug)]
pub(super) struct IdColumn {
    pub name: String,
    pub names: Arc<Names>,
    /// Number of the first of them.
    pub first: u32,
    /// Code of each of them.
    pub codes: Vec<u32>,
    /// Id of each event, by shard and place; [`MISSING`] where there is none.
    pub of: Vec<Vec<u32>>,
    /// Groups of codes that look alike.
    pub look_alikes: Vec<Vec<u32>>,
    /// Values that are no ids.
    pub never: u64,
}

impl IdColumn {
    pub fn len(&self) -> u32 {
        self.codes.len() as u32
    }

    /// The text of an id.
    pub fn text(&self, node: u32) -> &str {
        let code = node.checked_sub(self.first).and_then(|node| self.codes.get(node as usize));
        code.map_or("", |&code| self.names.get(code))
    }
}

impl Nodes {
    pub fn new(log: &EventLog, options: &Stitching) -> Result<Self> {
        let every = [Normal::Case, Normal::Blanks];
        let never: BTreeSet<String> =
            options.never.iter().map(|value| normal(value, &every).into_owned()).collect();
        let mut nodes = Self { columns: Vec::new(), own: 0, usable: Vec::new(), events: Vec::new() };
        for (position, name) in options.all_columns().into_iter().enumerate() {
            let own = name == OWN;
            let (names, codes) = if own {
                let (names, codes) = log.customer_codes()?;
                (Arc::new(names), codes)
            } else {
                selected(log, log.coded(log.column(name)?.0)?)?
            };
            if own {
                nodes.own = position;
            }
            let how = options.normalise.get(name).map_or(&[][..], Vec::as_slice);
            let column = IdColumn::new(name, names, codes, how, nodes.usable.len())?;
            let linking = options.own_ids || !own || options.columns.iter().any(|name| name == OWN);
            nodes.add(column, linking, &never);
        }
        for position in 0..nodes.columns.len() {
            let name = nodes.columns.get(position).map(|column| column.name.clone()).unwrap_or_default();
            if let Some(span) = options.valid_for.get(&name) {
                nodes.expire(log, position, span.as_micros(), options.expiry)?;
            }
        }
        nodes.count();
        Ok(nodes)
    }

    fn add(&mut self, mut column: IdColumn, linking: bool, never: &BTreeSet<String>) {
        let every = [Normal::Case, Normal::Blanks];
        for text in column.names.iter() {
            let bad = !never.is_empty() && never.contains(&*normal(text, &every));
            column.never += u64::from(bad);
            self.usable.push(linking && !bad);
        }
        self.columns.push(column);
    }

    /// Parts the ids of a column where they were not used, or not logged in with, for long.
    fn expire(&mut self, log: &EventLog, position: usize, span: i64, expiry: Expiry) -> Result<()> {
        let Some(column) = self.columns.get(position) else { return Ok(()) };
        let (first, old) = (column.first, column.len());
        let uses = self.uses(log, position, column, expiry);
        let (mut codes, mut usable) = (Vec::new(), Vec::new());
        let mut of: Vec<Vec<u32>> = column.of.iter().map(|ids| vec![MISSING; ids.len()]).collect();
        let (mut last_id, mut anchor) = (None, 0);
        // Equal times come together, and any login among them counts for all.
        for same in uses.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some(&(id, time, ..)) = same.first() else { continue };
            if last_id != Some(id) || time.saturating_sub(anchor) > span {
                codes.push(column.codes.get((id - first) as usize).copied().unwrap_or(MISSING));
                usable.push(self.usable.get(id as usize).copied().unwrap_or_default());
                (last_id, anchor) = (Some(id), time);
            } else if same.iter().any(|&(.., login)| login) {
                anchor = time;
            }
            let number = first + codes.len() as u32 - 1;
            for &(_, _, shard, place, _) in same {
                let slot = of.get_mut(shard as usize).and_then(|of| of.get_mut(place as usize));
                slot.into_iter().for_each(|slot| *slot = number);
            }
        }
        if codes.len() + self.usable.len() >= u32::MAX as usize {
            return Err(too_many("the number of ids"));
        }
        self.usable.splice(first as usize..(first + old) as usize, usable);
        self.replace(position, codes, of);
        Ok(())
    }

    /// Uses of the ids of a column by id and time: where, and whether with a better id.
    fn uses(&self, log: &EventLog, position: usize, column: &IdColumn, expiry: Expiry) -> Vec<Use> {
        let mut uses = Vec::new();
        for (index, (shard, ids)) in log.shards.iter().zip(&column.of).enumerate() {
            for (place, (&id, &time)) in ids.iter().zip(shard.data.times.iter()).enumerate() {
                if id != MISSING {
                    let login = expiry == Expiry::LastUse || self.has_before(position, index, place);
                    uses.push((id, time, index as u32, place as u32, login));
                }
            }
        }
        uses.sort_unstable();
        uses
    }

    /// Gives a column other ids; the numbers of later columns move on.
    fn replace(&mut self, position: usize, codes: Vec<u32>, of: Vec<Vec<u32>>) {
        let Some(column) = self.columns.get_mut(position) else { return };
        let (old, new) = (column.len(), codes.len() as u32);
        (column.codes, column.of) = (codes, of);
        for column in self.columns.iter_mut().skip(position + 1) {
            column.first = column.first - old + new;
            let ids = column.of.iter_mut().flatten();
            ids.filter(|id| **id != MISSING).for_each(|id| *id = *id - old + new);
        }
    }

    /// Whether an event has a usable id in a column before this one.
    fn has_before(&self, position: usize, shard: usize, place: usize) -> bool {
        self.columns.iter().take(position).any(|column| {
            let id = column.of.get(shard).and_then(|of| of.get(place)).copied().unwrap_or(MISSING);
            id != MISSING && self.usable.get(id as usize) == Some(&true)
        })
    }

    fn count(&mut self) {
        let mut events = vec![0u32; self.usable.len()];
        for &id in self.columns.iter().flat_map(|column| column.of.iter().flatten()) {
            events.get_mut(id as usize).into_iter().for_each(|count| *count += 1);
        }
        self.events = events;
    }

    /// Number of ids.
    pub fn len(&self) -> usize {
        self.usable.len()
    }

    /// Position of the column of an id.
    pub fn column_of(&self, id: u32) -> usize {
        self.columns.partition_point(|column| column.first <= id).saturating_sub(1)
    }

    /// The column and the text of an id.
    pub fn id(&self, id: u32) -> (&str, &str) {
        self.columns.get(self.column_of(id)).map_or(("", ""), |column| (&column.name, column.text(id)))
    }

    /// Ids of these values, by column and value after normalisation: several for a value that expired.
    pub fn find(&self, values: &[IdValue], options: &Stitching) -> BTreeMap<IdValue, Vec<u32>> {
        let mut found: BTreeMap<IdValue, Vec<u32>> =
            values.iter().map(|id| (options.normalised(id), Vec::new())).collect();
        let named = |column: &&IdColumn| values.iter().any(|id| id.column == column.name);
        for column in self.columns.iter().filter(named) {
            let how = options.normalise.get(&column.name).map_or(&[][..], Vec::as_slice);
            let mut wanted = IdValue { column: column.name.clone(), value: String::new() };
            for id in column.first..column.first + column.len() {
                wanted.value.clear();
                wanted.value.push_str(&normal(column.text(id), how));
                if let Some(ids) = found.get_mut(&wanted) {
                    ids.push(id);
                }
            }
        }
        found
    }
}

impl Stitching {
    /// An id without the differences that do not count.
    pub(super) fn normalised(&self, id: &IdValue) -> IdValue {
        let how = self.normalise.get(&id.column).map_or(&[][..], Vec::as_slice);
        IdValue { column: id.column.clone(), value: normal(&id.value, how).into_owned() }
    }
}

/// The codes of a column for selected journeys only.
fn selected(log: &EventLog, coded: Coded<'_>) -> Result<(Arc<Names>, Vec<Vec<u32>>)> {
    let codes = log.each_event(|shard, journey, slots| {
        let codes = coded.codes.get(shard).and_then(|codes| codes.get(journey.source().1));
        slots.copy_from_slice(codes.unwrap_or_default());
    })?;
    Ok((coded.names, codes))
}

impl IdColumn {
    fn new(
        name: &str,
        names: Arc<Names>,
        mut of: Vec<Vec<u32>>,
        how: &[Normal],
        before: usize,
    ) -> Result<Self> {
        if before + names.len() >= u32::MAX as usize {
            return Err(too_many("the number of ids"));
        }
        let own = representatives(&names, how);
        let first = before as u32;
        for code in of.iter_mut().flatten().filter(|code| **code != MISSING) {
            *code = first + own.get(*code as usize).copied().unwrap_or_default();
        }
        let look_alikes = look_alikes(&names, &own);
        let codes = (0..names.len() as u32).collect();
        Ok(Self { name: name.into(), names, first, codes, of, look_alikes, never: 0 })
    }
}
