//! What a part of a log tells about moves, their times and values, by group of customers.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::WhatIfPlan;
use crate::log::Journey;
use crate::numeric::ExactSum;

/// Groups into which customers are put, for intervals.
pub(super) const GROUPS: u32 = 64;
/// Before the first event.
pub(super) const START: u32 = u32::MAX;
/// The end without success.
pub(super) const END: u32 = u32::MAX - 1;
/// Added to the code of a touchpoint at whose event a journey succeeded.
pub(super) const SUCCESS: u32 = 1 << 31;

/// Moves from one place to another.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Flow {
    pub count: u64,
    /// Microseconds in all.
    pub micros: i128,
}

impl Flow {
    pub fn add(&mut self, more: Self) {
        self.count += more.count;
        self.micros += more.micros;
    }

    pub fn subtract(&mut self, less: Self) {
        self.count = self.count.saturating_sub(less.count);
        self.micros -= less.micros;
    }
}

/// What a part of the log tells about moves.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WhatIfSummary {
    /// By group, source and target: touchpoint codes, [`START`], [`END`], or codes with [`SUCCESS`].
    #[serde(with = "crate::analysis::pairs")]
    pub(super) flows: HashMap<(u32, u32, u32), Flow>,
    /// Values by group and target.
    #[serde(with = "crate::analysis::pairs")]
    pub(super) values: HashMap<(u32, u32), ExactSum>,
    pub(super) open: u64,
}

/// Group of a customer: FNV-1a of the id, both halves of 32 bits together.
pub(super) fn group(customer: &str) -> u32 {
    let hash = customer.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    ((hash ^ (hash >> 32)) % u64::from(GROUPS)) as u32
}

impl WhatIfSummary {
    /// Adds a journey with the position of the event with which it succeeded.
    pub(super) fn see(&mut self, plan: &WhatIfPlan, journey: &Journey<'_>, success: Option<usize>) {
        let last = journey.last_time().unwrap_or(i64::MIN);
        if success.is_none() && plan.silent_since.is_some_and(|since| last > since) {
            self.open += 1;
            return;
        }
        let group = group(journey.customer());
        let values = plan.value.map_or(&[][..], |column| journey.numbers(column));
        let events = journey.touchpoints().iter().zip(journey.times()).enumerate();
        let (mut source, mut before) = (START, None);
        for (event, (&code, &time)) in events.take(success.map_or(journey.len(), |last| last + 1)) {
            let target = if success == Some(event) { code | SUCCESS } else { code };
            let micros = i128::from(time) - i128::from(before.unwrap_or(time));
            self.flows.entry((group, source, target)).or_default().add(Flow { count: 1, micros });
            if let Some(value) = values.get(event).filter(|value| value.is_finite() && **value != 0.0) {
                self.values.entry((group, target)).or_default().add(*value);
            }
            (source, before) = (code, Some(time));
        }
        if success.is_none() {
            self.flows.entry((group, source, END)).or_default().add(Flow { count: 1, micros: 0 });
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (key, more) in other.flows {
            self.flows.entry(key).or_default().add(more);
        }
        for (key, more) in other.values {
            self.values.entry(key).or_default().merge(more);
        }
        self.open += other.open;
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        2 * size_of::<((u32, u32, u32), Flow)>() * self.flows.len() + 600 * self.values.len()
    }
}
