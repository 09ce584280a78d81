//! Truncated journeys: what lies within an edge of the data and lacks its beginning or its end.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::sample::Sample;
use super::{QualityExample, QualityFinding, QualityKind};
use crate::analysis::pairs;
use crate::log::Journey;
use crate::numeric::{poisson_tail, wilson};

/// Journeys by touchpoint and day: where and when they begin and end, and what they pass.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Edges {
    begin: Edge,
    end: Edge,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Edge {
    /// Journeys that begin (or end) at a touchpoint on a day, and those that pass it and begin (or end) on that day.
    #[serde(with = "pairs")]
    days: BTreeMap<(u32, i32), (u64, u64)>,
    /// Those at each touchpoint that lie farthest out.
    #[serde(with = "pairs")]
    outermost: BTreeMap<u32, Sample>,
}

impl Edges {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        let mut passed: Vec<u32> = plan.events(journey).map(|(.., touchpoint)| touchpoint).collect();
        passed.sort_unstable();
        passed.dedup();
        let mut events = plan.events(journey);
        let Some(first) = events.next() else { return };
        let last = events.last().unwrap_or(first);
        self.begin.add(plan, journey, first, &passed, first.1);
        self.end.add(plan, journey, last, &passed, last.1.saturating_neg());
    }

    pub fn merge(&mut self, other: Self) {
        self.begin.merge(other.begin);
        self.end.merge(other.end);
    }

    pub fn findings(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        let first = self.begin.days.keys().map(|(_, day)| *day).min();
        let last = self.end.days.keys().map(|(_, day)| *day).max();
        let Some((first, last)) = first.zip(last) else { return Vec::new() };
        let length = f64::from(last.saturating_sub(first)) + 1.0;
        let edge = libm::ceil(plan.limits.edge * length) as i32;
        let (middle_from, middle_to) = (first.saturating_add(edge), last.saturating_sub(edge));
        let middle = |day: i32| (middle_from..=middle_to).contains(&day);
        let begin = self.begin.truncated(plan, &middle, &|day| day < middle_from);
        let end = self.end.truncated(plan, &middle, &|day| day > middle_to);
        let row = |kind, verb: &str, found: Truncated| {
            let said = format!(
                "{} of {} journeys that {verb} within {edge} days of the edge of the data do so where hardly any other does ({})",
                found.count, found.all, found.places
            );
            let row = finding(kind, (found.count, "journeys"), (found.all, "journeys within the edge"), said);
            QualityFinding { examples: found.examples, ..row }
        };
        let begin = begin.map(|found| row(QualityKind::TruncatedBeginning, "begin", found));
        let end = end.map(|found| row(QualityKind::TruncatedEnd, "end", found));
        begin.into_iter().chain(end).collect()
    }
}

/// Truncated journeys at one edge.
struct Truncated {
    count: u64,
    /// All journeys within the edge.
    all: u64,
    /// Where the most frequent begin or end, in words.
    places: String,
    examples: Vec<QualityExample>,
}

impl Edge {
    fn add(
        &mut self,
        plan: &QualityPlan,
        journey: &Journey<'_>,
        (event, time, touchpoint): (usize, i64, u32),
        passed: &[u32],
        place: i64,
    ) {
        let day = plan.day(time);
        for &code in passed {
            let counts = self.days.entry((code, day)).or_default();
            counts.0 += u64::from(code == touchpoint);
            counts.1 += 1;
        }
        let sample = self.outermost.entry(touchpoint).or_default();
        sample.add_at(place, journey, event, || plan.touchpoint(touchpoint));
    }

    fn merge(&mut self, other: Self) {
        for (place, (ends, passes)) in other.days {
            let counts = self.days.entry(place).or_default();
            counts.0 += ends;
            counts.1 += passes;
        }
        for (touchpoint, sample) in other.outermost {
            self.outermost.entry(touchpoint).or_default().merge(sample);
        }
    }

    fn truncated(
        &self,
        plan: &QualityPlan,
        middle: &dyn Fn(i32) -> bool,
        edge: &dyn Fn(i32) -> bool,
    ) -> Option<Truncated> {
        // By touchpoint: ends and passes in the middle, ends and passes in the edge.
        let mut places: BTreeMap<u32, [u64; 4]> = BTreeMap::new();
        for (&(touchpoint, day), &(ends, passes)) in &self.days {
            let counts = places.entry(touchpoint).or_default();
            let [a, b, c, d] = counts;
            if middle(day) {
                (*a, *b) = (*a + ends, *b + passes);
            } else if edge(day) {
                (*c, *d) = (*c + ends, *d + passes);
            }
        }
        let all = places.values().map(|[_, _, ends, _]| ends).sum();
        let rare = |[ends, passes, ..]: &[u64; 4]| {
            wilson(*ends, *passes).is_some_and(|(_, high)| high <= plan.limits.rare)
        };
        places.retain(|_, counts| rare(counts));
        let count: u64 = places.values().map(|[_, _, ends, _]| ends).sum();
        let usual = |[ends, passes, _, here]: &[u64; 4]| *ends as f64 / *passes as f64 * *here as f64;
        let expected = places.values().map(usual).fold(0.0, |sum, part| sum + part);
        if count < plan.limits.truncated.max(1) || poisson_tail(count, expected) >= plan.limits.level {
            return None;
        }
        let mut found: Vec<(u64, u32)> = places
            .iter()
            .map(|(code, [_, _, ends, _])| (*ends, *code))
            .filter(|(ends, _)| *ends > 0)
            .collect();
        found.sort_unstable_by_key(|&(ends, code)| (std::cmp::Reverse(ends), code));
        let mut sample = Sample::default();
        let samples = found.iter().filter_map(|(_, code)| self.outermost.get(code));
        samples.for_each(|part| sample.merge(part.clone()));
        let names: Vec<String> =
            found.iter().take(3).map(|(ends, code)| format!("{} {ends}", plan.touchpoint(*code))).collect();
        Some(Truncated { count, all, places: names.join(", "), examples: sample.examples() })
    }
}
