//! The first look at posts: in how many each group and each term is.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::read::{Key, Reader};
use crate::error::Result;
use crate::log::EventLog;
use crate::work::Work;

/// In how many posts each group and each term is.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub posts: Span,
    pub groups: BTreeMap<Key, u64>,
    pub terms: BTreeMap<String, Seen>,
    pub without_text: u64,
}

/// Posts before the last period and in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Span {
    pub before: u64,
    pub now: u64,
}

/// Posts with a term.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub posts: Span,
    /// Customers who used it in the last period.
    pub customers: u64,
    /// Time of the first one.
    pub first: i64,
    /// Number of the journey that was counted last.
    latest: usize,
}

impl Default for Seen {
    fn default() -> Self {
        Self { posts: Span::default(), customers: 0, first: i64::MAX, latest: usize::MAX }
    }
}

impl Span {
    fn add(&mut self, new: bool) {
        *(if new { &mut self.now } else { &mut self.before }) += 1;
    }

    fn merge(&mut self, more: Self) {
        self.before += more.before;
        self.now += more.now;
    }
}

/// What a shard tells.
#[derive(Default)]
struct Part {
    posts: Span,
    groups: HashMap<Key, u64>,
    terms: HashMap<String, Seen>,
    without_text: u64,
}

impl Counts {
    pub fn of(log: &EventLog, reader: &Reader) -> Result<Self> {
        let parts = Work::current().map("counting terms of posts", log.shards().len(), |index| {
            let mut part = Part::default();
            let (mut number, mut customer) = (0, "");
            if let Some(shard) = log.shards().get(index) {
                part.without_text += reader.each(shard, |journey, event, text| {
                    if customer != journey.customer() {
                        (number, customer) = (number + 1, journey.customer());
                    }
                    let time = journey.times().get(event).copied().unwrap_or_default();
                    part.see(text, reader, (reader.is_new(journey, event), number, time));
                });
            }
            Ok(part)
        })?;
        let mut all = Self::default();
        for part in parts {
            all.posts.merge(part.posts);
            all.without_text += part.without_text;
            part.groups.into_iter().for_each(|(key, posts)| *all.groups.entry(key).or_default() += posts);
            for (term, more) in part.terms {
                let seen = all.terms.entry(term).or_default();
                seen.posts.merge(more.posts);
                seen.customers += more.customers;
                seen.first = seen.first.min(more.first);
            }
        }
        Ok(all)
    }
}

impl Part {
    fn see(&mut self, text: &str, reader: &Reader, (new, customer, time): (bool, usize, i64)) {
        let content = reader.content(text);
        self.posts.add(new);
        content.groups.into_iter().for_each(|key| *self.groups.entry(key).or_default() += 1);
        for term in content.terms {
            let seen = self.terms.entry(term).or_default();
            seen.posts.add(new);
            seen.first = seen.first.min(time);
            if new && seen.latest != customer {
                seen.latest = customer;
                seen.customers += 1;
            }
        }
    }
}
