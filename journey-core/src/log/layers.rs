//! Layers: where journeys lie to which events were appended.

use std::ops::Range;
use std::sync::Arc;

use super::gather::Gather;
use super::shard::{Shard, ShardData};

/// Journeys that lie beside the first data of a shard, because events were appended to them.
#[derive(Debug, Clone, Default)]
pub(super) struct Later {
    /// Data with the position of their first journey. Journeys that the order does not have lie again in later
    /// data, with more events.
    pub layers: Vec<(u32, Arc<ShardData>)>,
    /// Positions of all journeys in their order.
    pub order: Vec<u32>,
}

/// A shard while some of its journeys are made anew.
pub(super) struct Making<'s> {
    old: &'s Shard,
    /// Layers that stay; journeys of the others move to the new one.
    layers: usize,
    /// Position of the first journey of the new layer; 0 if there is no other.
    first: u32,
    order: Vec<u32>,
    gather: Gather<'s>,
}

impl<'s> Making<'s> {
    /// A layer with so many events swallows those before it that are not larger, and in the end, when four times its
    /// size would hold all, the data that the shard began with. So every event is seldom copied, and layers are few.
    pub fn new(old: &'s Shard, events: usize) -> Self {
        let layers = old.later.as_deref().map_or(&[][..], |later| &later.layers);
        let (mut stay, mut size) = (layers.len(), events);
        while let Some((_, layer)) = stay.checked_sub(1).and_then(|last| layers.get(last)) {
            if layer.times.len() > size {
                break;
            }
            size += layer.times.len();
            stay -= 1;
        }
        let all = stay == 0 && old.data.times.len() <= 4 * size;
        let end = |data: &ShardData| data.customers.len() as u32;
        let first = match stay.checked_sub(1).and_then(|last| layers.get(last)) {
            _ if all => 0,
            Some((first, layer)) => first + end(layer),
            None => end(&old.data),
        };
        Self { old, layers: stay, first, order: Vec::with_capacity(old.len() + 16), gather: Gather::new() }
    }

    /// Position of the next journey that is added.
    pub fn position(&self) -> u32 {
        self.first + self.gather.len() as u32
    }

    pub fn add(&mut self, add: impl FnOnce(&mut Gather<'s>)) {
        self.order.push(self.position());
        add(&mut self.gather);
    }

    /// Keeps the journeys at these places.
    pub fn keep(&mut self, places: Range<usize>) {
        let Some(order) = self.old.order() else {
            if self.first == 0 {
                places.for_each(|place| self.copy(place));
            } else {
                self.order.extend(places.map(|place| place as u32));
            }
            return;
        };
        for place in places {
            match order.get(place) {
                Some(&position) if position < self.first => self.order.push(position),
                _ => self.copy(place),
            }
        }
    }

    fn copy(&mut self, place: usize) {
        if let Some(journey) = self.old.nth(place) {
            self.add(|gather| gather.copy(&journey));
        }
    }

    pub fn finish(self) -> Shard {
        let data = self.gather.finish();
        if self.first == 0 {
            return data.into();
        }
        let layers = self.old.later.as_deref().map_or(&[][..], |later| &later.layers);
        let mut layers = layers.get(..self.layers).unwrap_or_default().to_vec();
        layers.push((self.first, Arc::new(data)));
        let later = Later { layers, order: self.order };
        Shard { data: self.old.data.clone(), later: Some(Arc::new(later)), keep: None }
    }
}
