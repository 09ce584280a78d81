//! Copies, ties, times that cannot be, and times of which only the day is known.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, Whole, sampled};
use super::sample::Sample;
use super::words::said;
use super::{QualityFinding, QualityKind};
use crate::analysis::pairs;
use crate::log::{Journey, Step};
use crate::model::{Comparison, EventRule, Predicate};

/// What the times of events tell.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Times {
    duplicates: Sample,
    ties: Sample,
    future: Sample,
    placeholders: BTreeMap<String, Sample>,
    touchpoints: Places,
    sources: Places,
}

/// Events by touchpoint or source, and which lie at midnight.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Places(#[serde(with = "pairs")] BTreeMap<u32, Midnights>);

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Midnights {
    events: u64,
    at_midnight: Sample,
}

impl Places {
    fn merge(&mut self, other: Self) {
        for (place, part) in other.0 {
            let all = self.0.entry(place).or_default();
            all.events += part.events;
            all.at_midnight.merge(part.at_midnight);
        }
    }

    /// Places of which only days are known.
    fn days_only(&self, least: u64) -> impl Iterator<Item = (u32, &Sample)> {
        let all = move |(_, place): &(&u32, &Midnights)| {
            place.events >= least.max(1) && place.at_midnight.count == place.events
        };
        self.0.iter().filter(all).map(|(place, found)| (*place, &found.at_midnight))
    }
}

impl Times {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        self.repeated(plan, journey);
        let events = journey.times().iter().zip(journey.touchpoints()).enumerate();
        for (event, (&time, &touchpoint)) in events {
            if let Some(date) = plan.placeholder(time) {
                if !self.placeholders.contains_key(date) {
                    self.placeholders.insert(date.into(), Sample::default());
                }
                let sample = self.placeholders.get_mut(date);
                sample.into_iter().for_each(|all| all.add(journey, event, || plan.touchpoint(touchpoint)));
                continue;
            }
            if plan.is_future(time) {
                self.future.add(journey, event, || plan.touchpoint(touchpoint));
                continue;
            }
            let midnight = plan.is_midnight(time);
            let source = plan.source_of(journey, event).map(|source| (&mut self.sources, source));
            for (places, place) in [Some((&mut self.touchpoints, touchpoint)), source].into_iter().flatten() {
                let place = places.0.entry(place).or_default();
                place.events += 1;
                if midnight {
                    place.at_midnight.add(journey, event, || plan.touchpoint(touchpoint));
                }
            }
        }
    }

    /// Copies and ties.
    fn repeated(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        let (times, rows) = (journey.times(), journey.rows());
        if !times.iter().zip(times.iter().skip(1)).any(|(a, b)| a == b) {
            return;
        }
        let copies = plan.copies.of_journey(journey);
        let name = |event: usize| journey.touchpoints().get(event).map(|&code| plan.touchpoint(code));
        for (event, pair) in (1..).zip(times.windows(2)) {
            if pair.first() != pair.last() {
                continue;
            }
            let sample = match copies.binary_search(&event) {
                Ok(_) => &mut self.duplicates,
                // The order of the events of one record is that of the record.
                Err(_) if rows.get(event) == rows.get(event - 1) => continue,
                Err(_) => &mut self.ties,
            };
            sample.add(journey, event, || name(event).unwrap_or_default());
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.duplicates.merge(other.duplicates);
        self.ties.merge(other.ties);
        self.future.merge(other.future);
        for (date, sample) in other.placeholders {
            self.placeholders.entry(date).or_default().merge(sample);
        }
        self.touchpoints.merge(other.touchpoints);
        self.sources.merge(other.sources);
    }

    pub fn findings(&self, plan: &QualityPlan, whole: &Whole) -> Vec<QualityFinding> {
        let n = whole.events;
        let mut rows = Vec::new();
        if self.duplicates.count > 0 {
            let said = said(self.duplicates.count, "event equals one before", "events equal one before");
            let row = sampled(QualityKind::Duplicates, &self.duplicates, n, said);
            rows.push(QualityFinding { mend: Some(Step::DropDuplicates), ..row });
        }
        if self.ties.count > 0 {
            let said = format!(
                "{} the time of another one of the same customer",
                said(self.ties.count, "event has", "events have")
            );
            rows.push(sampled(QualityKind::Ties, &self.ties, n, said));
        }
        if let Some(now) = plan.now.filter(|_| self.future.count > 0) {
            let now = crate::log::detect::write_time(now);
            let said = format!("{} after {now}", said(self.future.count, "event lies", "events lie"));
            let after =
                Comparison { column: "time".into(), greater_than: Some(now.into()), ..Comparison::default() };
            let when = EventRule::Is(Predicate::Compare(after));
            let row = sampled(QualityKind::FutureTimes, &self.future, n, said);
            rows.push(QualityFinding { mend: Some(Step::DropEvents { when }), ..row });
        }
        for (date, sample) in &self.placeholders {
            let said = format!(
                "{} on {date}, which stands for \"no time\"",
                said(sample.count, "event lies", "events lie")
            );
            let mut row = sampled(QualityKind::PlaceholderTimes, sample, n, said);
            let (from, to) = plan.placeholder_range(date);
            let day =
                Comparison { column: "time".into(), at_least: from, less_than: to, ..Comparison::default() };
            row.mend = Some(Step::DropEvents { when: EventRule::Is(Predicate::Compare(day)) });
            rows.push(row);
        }
        rows.extend(self.days_only(plan));
        rows
    }

    fn days_only(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        let least = plan.limits.day_events;
        let row = |sample: &Sample, what: &str| {
            let said = format!("all {} times {what} are midnight", sample.count);
            sampled(QualityKind::DayResolution, sample, sample.count, said)
        };
        let (mut all, mut events) = (Sample::default(), 0);
        for place in self.touchpoints.0.values() {
            events += place.events;
            all.merge(place.at_midnight.clone());
        }
        if events >= least.max(1) && all.count == events {
            return vec![row(&all, "of the log")];
        }
        let sources = self.sources.days_only(least).map(|(source, sample)| QualityFinding {
            source: Some(plan.source_name(source)),
            ..row(sample, "of the source")
        });
        let sources: Vec<QualityFinding> = sources.collect();
        if !sources.is_empty() {
            return sources;
        }
        let touchpoints = self.touchpoints.days_only(least);
        touchpoints
            .map(|(touchpoint, sample)| QualityFinding {
                touchpoint: Some(plan.touchpoint(touchpoint)),
                ..row(sample, "of the touchpoint")
            })
            .collect()
    }
}
