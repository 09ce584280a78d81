//! Journeys as they are searched, and what follows a pattern in them.

use hashbrown::HashMap;

use super::sequences::FrequentSummary;

/// An event at a touchpoint that is not frequent.
pub(super) const RARE: u32 = u32::MAX;

/// Journeys of each group.
pub(super) type Support = [u64; 2];

/// From what support on a pattern is frequent: at least so much in one of the groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Least(pub Support);

impl Least {
    #[inline]
    pub fn reached(&self, support: Support) -> bool {
        support[0] >= self.0[0] || support[1] >= self.0[1]
    }
}

/// Frequent touchpoints, numbered in the order of their codes.
#[derive(Debug)]
pub(super) struct Items {
    /// Codes by number.
    pub codes: Vec<u32>,
    /// Numbers by code; [`RARE`] if not frequent.
    pub numbers: Vec<u32>,
}

impl Items {
    /// The touchpoints that are frequent by themselves.
    pub fn new(summary: &FrequentSummary, touchpoints: usize, least: Least) -> Self {
        let mut counts = vec![[0, 0]; touchpoints];
        let mut latest = vec![0; touchpoints];
        for (journey, (group, events)) in (1_usize..).zip(summary.journeys()) {
            for &code in summary.codes.get(events).unwrap_or_default() {
                if let (Some(latest), Some(count)) =
                    (latest.get_mut(code as usize), counts.get_mut(code as usize))
                    && *latest != journey
                {
                    *latest = journey;
                    add(count, group, 1);
                }
            }
        }
        let codes: Vec<u32> =
            (0..).zip(&counts).filter(|(_, count)| least.reached(**count)).map(|(code, _)| code).collect();
        let mut numbers = vec![RARE; touchpoints];
        for (number, &code) in (0..).zip(&codes) {
            numbers.get_mut(code as usize).into_iter().for_each(|place| *place = number);
        }
        Self { codes, numbers }
    }

    pub fn number(&self, code: u32) -> u32 {
        self.numbers.get(code as usize).copied().unwrap_or(RARE)
    }
}

/// Adds journeys of a group.
#[inline]
pub(super) fn add(support: &mut Support, group: usize, journeys: u64) {
    support.get_mut(group).into_iter().for_each(|count| *count += journeys);
}

/// How the occurrences of a pattern go on.
pub(super) trait Project: Sync {
    /// Where an occurrence of a pattern ends, in which journey.
    type Entry: Copy + Send + Sync;
    /// Whether only the earliest end in each journey is needed.
    const EARLIEST: bool;

    /// Number of journeys.
    fn journeys(&self) -> usize;
    /// How many journeys of each group this one stands for.
    fn weight(&self, journey: u32) -> Support;
    /// The empty pattern.
    fn root(&self, journey: u32) -> Self::Entry;
    /// The journey of an entry.
    fn journey(entry: &Self::Entry) -> u32;
    /// Hands over what can be the next event of a pattern, from its entries in one journey. It is told whether the item was
    /// seen for the first time.
    fn each(&self, entries: &[Self::Entry], visit: impl FnMut(u32, Self::Entry) -> bool);
    /// Whether an occurrence counts.
    fn holds(&self, entry: &Self::Entry) -> bool;
}

/// Journeys without limits: frequent touchpoints only, and equal journeys once.
#[derive(Debug, Default)]
pub(super) struct Plain {
    items: Vec<u32>,
    /// For each event, how many different items are there from it on.
    different: Vec<u32>,
    ends: Vec<usize>,
    weights: Vec<Support>,
}

/// The place after the earliest occurrence of a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct After {
    pub journey: u32,
    pub place: u32,
}

impl Plain {
    pub fn new(summary: &FrequentSummary, items: &Items) -> Self {
        let mut all = Vec::with_capacity(summary.codes.len());
        let mut ranges = Vec::with_capacity(summary.ends.len());
        for (group, events) in summary.journeys() {
            let start = all.len();
            let codes = summary.codes.get(events).unwrap_or_default();
            all.extend(codes.iter().map(|&code| items.number(code)).filter(|item| *item != RARE));
            ranges.push((group, start..all.len()));
        }
        let mut known: HashMap<&[u32], usize> = HashMap::with_capacity(ranges.len());
        let mut plain = Self::default();
        for (group, range) in ranges {
            let Some(journey) = all.get(range).filter(|journey| !journey.is_empty()) else { continue };
            let next = plain.weights.len();
            let number = *known.entry(journey).or_insert(next);
            if number == next {
                plain.items.extend_from_slice(journey);
                plain.ends.push(plain.items.len());
                plain.weights.push([0, 0]);
            }
            plain.weights.get_mut(number).into_iter().for_each(|weight| add(weight, group, 1));
        }
        plain.different = plain.count_different(items.codes.len());
        plain
    }

    fn count_different(&self, items: usize) -> Vec<u32> {
        let mut different = vec![0; self.items.len()];
        let mut latest = vec![0; items];
        let starts = std::iter::once(&0).chain(&self.ends);
        for (journey, (&start, &end)) in (1..).zip(starts.zip(&self.ends)) {
            let events = self.items.get(start..end).unwrap_or_default().iter();
            let counts = different.get_mut(start..end).unwrap_or_default().iter_mut();
            let mut count = 0;
            for (item, different) in events.zip(counts).rev() {
                if let Some(latest) = latest.get_mut(*item as usize) {
                    count += u32::from(std::mem::replace(latest, journey) != journey);
                }
                *different = count;
            }
        }
        different
    }

    /// The touchpoints of a journey.
    #[inline]
    pub fn sequence(&self, journey: u32) -> &[u32] {
        self.items.get(self.events(journey)).unwrap_or_default()
    }

    #[inline]
    fn events(&self, journey: u32) -> std::ops::Range<usize> {
        let journey = journey as usize;
        let start = journey.checked_sub(1).and_then(|before| self.ends.get(before));
        start.copied().unwrap_or_default()..self.ends.get(journey).copied().unwrap_or_default()
    }
}

impl Project for Plain {
    type Entry = After;
    const EARLIEST: bool = true;

    fn journeys(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    fn weight(&self, journey: u32) -> Support {
        self.weights.get(journey as usize).copied().unwrap_or_default()
    }

    fn root(&self, journey: u32) -> After {
        After { journey, place: 0 }
    }

    #[inline]
    fn journey(entry: &After) -> u32 {
        entry.journey
    }

    #[inline]
    fn each(&self, entries: &[After], mut visit: impl FnMut(u32, After) -> bool) {
        for entry in entries {
            let events = self.events(entry.journey);
            let rest = self.items.get(events.start + entry.place as usize..events.end).unwrap_or_default();
            let mut different =
                self.different.get(events.start + entry.place as usize).copied().unwrap_or_default();
            for (place, &item) in (entry.place + 1..).zip(rest) {
                if visit(item, After { journey: entry.journey, place }) {
                    different = different.saturating_sub(1);
                    if different == 0 {
                        break;
                    }
                }
            }
        }
    }

    fn holds(&self, _: &After) -> bool {
        true
    }
}
