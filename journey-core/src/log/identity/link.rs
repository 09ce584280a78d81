//! Linking ids: union-find with rules.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::Xxh3;

use super::edges::{Edge, Edges};
use super::nodes::Nodes;
use super::{IdValue, Loss, OnConflict, Stitching};
use crate::error::Result;
use crate::log::columns::MISSING;
use crate::work::Work;

/// Which ids belong together.
#[derive(Debug)]
pub(super) struct Links {
    /// The least id of those that belong together, for each id.
    roots: Vec<u32>,
    /// Ids that belong to several customers and link nothing.
    pub shared: Vec<bool>,
    /// Ids with too many others, and how many.
    pub hubs: Vec<(u32, u32)>,
    /// By column of the less trustworthy id: links that brought two customers together, that were refused because
    /// these stay apart, and because the customer would be too large.
    pub merges: Vec<u64>,
    pub kept_apart: Vec<u64>,
    pub too_large: Vec<u64>,
    /// Ids that belong to several values of a distinct column, and these values.
    pub conflicts: Vec<(u32, Vec<u32>)>,
}

/// Links while they are made.
struct Making<'m> {
    nodes: &'m Nodes,
    options: &'m Stitching,
    links: Links,
    /// Number of ids of each root.
    sizes: Vec<u32>,
    /// Positions of the distinct columns, and for each root the value that it has.
    distinct: Vec<usize>,
    holders: Vec<Vec<u32>>,
    /// Ids from which those of a root stay apart.
    apart: BTreeMap<u32, Vec<u32>>,
}

impl Links {
    pub fn new(nodes: &Nodes, edges: &Edges, options: &Stitching, loss: Option<Loss>) -> Result<Self> {
        let mut making = Making::new(nodes, options);
        let hub = making.find_hubs(edges);
        let is_hub = |id: u32| hub.get(id as usize) == Some(&true);
        let usable = |edge: &&Edge| {
            !is_hub(edge.a) && !is_hub(edge.b) && !loss.is_some_and(|loss| loss.of(nodes, edge))
        };
        let mut keyed: Vec<(usize, usize, Edge)> = (edges.0.iter().filter(usable))
            .map(|edge| (nodes.column_of(edge.b), nodes.column_of(edge.a), *edge))
            .collect();
        keyed.sort_unstable_by_key(|&(below, above, edge)| {
            (below, above, std::cmp::Reverse(edge.events), edge.a, edge.b)
        });
        for level in keyed.chunk_by(|one, other| one.0 == other.0) {
            Work::current().check()?;
            let below = level.first().map_or(0, |&(below, ..)| below);
            making.find_shared(below, level);
            for &(.., edge) in level {
                making.link(below, edge);
            }
        }
        Ok(making.finish())
    }

    /// The least id of the customer of an id.
    pub fn root(&self, id: u32) -> u32 {
        self.roots.get(id as usize).copied().unwrap_or(id)
    }

    pub fn is_shared(&self, id: u32) -> bool {
        self.shared.get(id as usize) == Some(&true)
    }
}

impl<'m> Making<'m> {
    fn new(nodes: &'m Nodes, options: &'m Stitching) -> Self {
        let columns = nodes.columns.len();
        let distinct: Vec<usize> = match &options.distinct {
            None => vec![0],
            Some(names) => (0..columns)
                .filter(|&at| nodes.columns.get(at).is_some_and(|column| names.contains(&column.name)))
                .collect(),
        };
        let holder = |&position: &usize| {
            let mut all = vec![MISSING; nodes.len()];
            if let Some(column) = nodes.columns.get(position) {
                let range = column.first as usize..(column.first + column.len()) as usize;
                let own = all.get_mut(range).unwrap_or_default();
                own.iter_mut().zip(column.first..).for_each(|(slot, id)| *slot = id);
            }
            all
        };
        let links = Links {
            roots: (0..nodes.len() as u32).collect(),
            shared: vec![false; nodes.len()],
            hubs: Vec::new(),
            merges: vec![0; columns],
            kept_apart: vec![0; columns],
            too_large: vec![0; columns],
            conflicts: Vec::new(),
        };
        let holders = distinct.iter().map(holder).collect();
        let apart = pairs(nodes, options);
        Self { nodes, options, links, sizes: vec![1; nodes.len()], distinct, holders, apart }
    }

    /// Ids that come with too many others.
    fn find_hubs(&mut self, edges: &Edges) -> Vec<bool> {
        let mut others = vec![0u32; self.nodes.len()];
        for id in edges.0.iter().flat_map(|edge| [edge.a, edge.b]) {
            others.get_mut(id as usize).into_iter().for_each(|count| *count += 1);
        }
        let hub: Vec<bool> =
            others.iter().map(|&count| u64::from(count) > self.options.max_cluster).collect();
        let ids = (0u32..).zip(others).zip(&hub);
        self.links.hubs = ids.filter(|(_, hub)| **hub).map(|(found, _)| found).collect();
        hub
    }

    fn find(&mut self, mut id: u32) -> u32 {
        loop {
            let above = self.links.root(id);
            if above == id {
                return id;
            }
            // Every step halves the way for the next one.
            let next = self.links.root(above);
            self.links.roots.get_mut(id as usize).into_iter().for_each(|slot| *slot = next);
            id = next;
        }
    }

    /// Value of a distinct column that a root has.
    fn holder(&self, which: usize, root: u32) -> u32 {
        self.holders.get(which).and_then(|all| all.get(root as usize)).copied().unwrap_or(MISSING)
    }

    /// Finds ids of a column that belong to several values of a distinct column before it.
    fn find_shared(&mut self, below: usize, level: &[(usize, usize, Edge)]) {
        let mut held: Vec<(u32, usize, u32)> = Vec::new();
        for &(.., edge) in level {
            if self.links.is_shared(edge.a) {
                continue;
            }
            let root = self.find(edge.a);
            for which in 0..self.distinct.len() {
                let holder = self.holder(which, root);
                if holder != MISSING && self.distinct.get(which).is_some_and(|&column| column < below) {
                    held.push((edge.b, which, holder));
                }
            }
        }
        held.sort_unstable();
        held.dedup();
        for several in held.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let Some(&(id, ..)) = several.first().filter(|_| several.len() > 1) else { continue };
            if self.links.conflicts.last().is_none_or(|(last, _)| *last != id) {
                self.links.conflicts.push((id, several.iter().map(|&(.., holder)| holder).collect()));
            }
            if self.options.on_conflict == OnConflict::KeepApart {
                self.links.shared.get_mut(id as usize).into_iter().for_each(|shared| *shared = true);
            }
        }
    }

    fn link(&mut self, below: usize, edge: Edge) {
        if self.links.is_shared(edge.a) || self.links.is_shared(edge.b) {
            if let Some(count) = self.links.kept_apart.get_mut(below) {
                *count += 1;
            }
            return;
        }
        let (one, other) = (self.find(edge.a), self.find(edge.b));
        if one == other {
            return;
        }
        let size = |root: u32| self.sizes.get(root as usize).copied().unwrap_or(1);
        let together = size(one).saturating_add(size(other));
        let counts = if self.must_stay_apart(below, one, other) {
            &mut self.links.kept_apart
        } else if u64::from(together) > self.options.max_cluster {
            &mut self.links.too_large
        } else {
            self.unite(one.min(other), one.max(other), together);
            &mut self.links.merges
        };
        counts.get_mut(below).into_iter().for_each(|count| *count += 1);
    }

    fn must_stay_apart(&mut self, below: usize, one: u32, other: u32) -> bool {
        let known = self.apart.get(&one).cloned().unwrap_or_default();
        if known.into_iter().any(|id| self.find(id) == other) {
            return true;
        }
        let keeps = self.options.on_conflict == OnConflict::KeepApart;
        keeps
            && (0..self.distinct.len()).any(|which| {
                let (a, b) = (self.holder(which, one), self.holder(which, other));
                let before = self.distinct.get(which).is_some_and(|&column| column < below);
                before && a != MISSING && b != MISSING && a != b
            })
    }

    fn unite(&mut self, root: u32, gone: u32, size: u32) {
        self.links.roots.get_mut(gone as usize).into_iter().for_each(|slot| *slot = root);
        self.sizes.get_mut(root as usize).into_iter().for_each(|slot| *slot = size);
        for all in &mut self.holders {
            let least = all.get(root as usize).min(all.get(gone as usize)).copied().unwrap_or(MISSING);
            all.get_mut(root as usize).into_iter().for_each(|slot| *slot = least);
        }
        if let Some(more) = self.apart.remove(&gone) {
            self.apart.entry(root).or_default().extend(more);
        }
    }

    fn finish(mut self) -> Links {
        for id in 0..self.links.roots.len() as u32 {
            let root = self.find(id);
            self.links.roots.get_mut(id as usize).into_iter().for_each(|slot| *slot = root);
        }
        self.links
    }
}

/// For each id that must stay apart from others, these.
fn pairs(nodes: &Nodes, options: &Stitching) -> BTreeMap<u32, Vec<u32>> {
    let listed: Vec<IdValue> = options.apart.iter().flatten().cloned().collect();
    let found = nodes.find(&listed, options);
    let ids = |id: &IdValue| found.get(&options.normalised(id)).cloned().unwrap_or_default();
    let mut all: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for [one, other] in &options.apart {
        let (ones, others) = (ids(one), ids(other));
        for (&a, &b) in ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
            all.entry(a).or_default().push(b);
            all.entry(b).or_default().push(a);
        }
    }
    all
}

impl Loss {
    /// Whether a link is lost. Of two losses of one seed, that of the larger share loses all that the other one does.
    fn of(&self, nodes: &Nodes, edge: &Edge) -> bool {
        let mut hash = Xxh3::with_seed(self.seed);
        for id in [edge.a, edge.b] {
            let (column, text) = nodes.id(id);
            for part in [column, text] {
                hash.update(&(part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
        }
        ((hash.digest() >> 11) as f64 / (1u64 << 53) as f64) < self.share
    }
}
