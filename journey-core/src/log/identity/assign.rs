//! Which customer an event belongs to, and what customers are called.

use std::collections::BTreeSet;

use super::link::Links;
use super::nodes::Nodes;
use crate::error::Result;
use crate::log::columns::MISSING;
use crate::log::regroup::push_id;
use crate::log::{EventLog, Names, TextList, Texts};
use crate::work::Work;

/// The customers after stitching.
#[derive(Debug)]
pub(super) struct Assigned {
    /// Their names, in the order of their least ids.
    pub ids: Texts,
    /// The customer of each event, by shard and place.
    pub customers: Vec<Vec<u32>>,
    /// Events that had no id that links.
    pub without_id: u64,
}

/// Events of a shard while customers are found.
#[derive(Default)]
struct Part {
    /// Least id of the customer of each event.
    roots: Vec<u32>,
    /// Events that have shared ids only: their places, and the first of these.
    open: Vec<(u32, u32)>,
    /// Uses of shared ids by a known customer: the id, when, and the customer.
    uses: Vec<(u32, i64, u32)>,
    without_id: u64,
}

pub(super) fn assign(log: &EventLog, nodes: &Nodes, links: &Links) -> Result<Assigned> {
    let finding = Finding { nodes, links, hubs: links.hubs.iter().map(|&(id, _)| id).collect() };
    let mut parts = Work::current().map("analysing", log.shards.len(), |shard| {
        let mut part = Part::default();
        let times = log.shards.get(shard).map_or(&[][..], |shard| &shard.data.times);
        times.iter().enumerate().for_each(|(place, &time)| finding.find(shard, place, time, &mut part));
        part.uses.dedup();
        Ok(part)
    })?;
    let mut uses: Vec<_> = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.uses)).collect();
    uses.sort_unstable();
    uses.dedup();
    for (part, shard) in parts.iter_mut().zip(log.shards.iter()) {
        for (place, id) in std::mem::take(&mut part.open) {
            let time = shard.data.times.get(place as usize).copied().unwrap_or_default();
            let root = part.roots.get_mut(place as usize).into_iter();
            root.for_each(|root| *root = handed_over(&uses, id, time).unwrap_or(id));
        }
    }
    let without_id = parts.iter().map(|part| part.without_id).sum();
    let (ids, customers) = name(nodes, parts)?;
    Ok(Assigned { ids, customers, without_id })
}

/// What finding the customer of an event needs to know.
struct Finding<'f> {
    nodes: &'f Nodes,
    links: &'f Links,
    hubs: BTreeSet<u32>,
}

impl Finding<'_> {
    fn find(&self, shard: usize, place: usize, time: i64, part: &mut Part) {
        let usable = || self.nodes.at(shard, place).filter(|id| !self.hubs.contains(id));
        let own = self.nodes.columns.get(self.nodes.own);
        let own = own.and_then(|column| column.of.get(shard)?.get(place)).copied().unwrap_or(MISSING);
        let known = usable().find(|&id| !self.links.is_shared(id)).map(|id| self.links.root(id));
        let root = match (known, usable().next()) {
            (Some(root), _) => {
                let shared = usable().filter(|&id| self.links.is_shared(id));
                part.uses.extend(shared.map(|id| (id, time, root)));
                root
            }
            (None, Some(shared)) => {
                part.open.push((place as u32, shared));
                shared
            }
            (None, None) => {
                part.without_id += u64::from(own != MISSING);
                own
            }
        };
        part.roots.push(root);
    }
}

/// The customer who used a shared id last, or else the first one who does later.
fn handed_over(uses: &[(u32, i64, u32)], id: u32, time: i64) -> Option<u32> {
    let next = uses.partition_point(|&(other, when, _)| (other, when) <= (id, time));
    let before = next.checked_sub(1).and_then(|last| uses.get(last)).filter(|(other, ..)| *other == id);
    let after = || uses.get(next).filter(|(other, ..)| *other == id);
    before.or_else(after).map(|&(.., root)| root)
}

/// Names the customers, and numbers them in the order of their least ids.
fn name(nodes: &Nodes, parts: Vec<Part>) -> Result<(Texts, Vec<Vec<u32>>)> {
    let mut numbers = vec![MISSING; nodes.len()];
    for &root in parts.iter().flat_map(|part| &part.roots) {
        numbers.get_mut(root as usize).into_iter().for_each(|number| *number = 0);
    }
    let (mut naming, mut ids) = (Naming::default(), TextList::default());
    for (number, root) in numbers.iter_mut().zip(0u32..).filter(|(number, _)| **number != MISSING) {
        let (column, text) = nodes.id(root);
        *number = ids.len() as u32;
        push_id(&mut ids, &naming.name(column, text))?;
    }
    let number = |root: u32| numbers.get(root as usize).copied().unwrap_or(MISSING);
    let customers = parts.into_iter().map(|part| part.roots.into_iter().map(number).collect());
    Ok((ids.into(), customers.collect()))
}

/// Gives customers different names.
#[derive(Default)]
struct Naming {
    taken: Names,
    /// The last name with a number: those of one device that expired often come one after the other.
    last: (String, u32),
}

impl Naming {
    /// The value, or with its column, or with a number as well: the first of these that is free.
    fn name(&mut self, column: &str, text: &str) -> String {
        let mut name = text.to_string();
        if self.taken.code(&name).is_some() {
            name = format!("{column}:{text}");
        }
        if self.taken.code(&name).is_some() {
            if self.last.0 != name {
                self.last = (name, 1);
            }
            (self.last.1, name) = self.numbered();
        }
        self.taken.intern(&name);
        name
    }

    /// The next number that is free, and the name with it.
    fn numbered(&self) -> (u32, String) {
        let mut number = self.last.1;
        loop {
            number += 1;
            let name = format!("{}:{number}", self.last.0);
            if self.taken.code(&name).is_none() {
                return (number, name);
            }
        }
    }
}
