//! What a funnel tells beyond its steps, where somebody asks: groups, periods, sums, next touchpoints, what goes along
//! with success.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::outcome::{Passage, SKIPPED, SKIPPED_TIME};
use super::plan::dictionary;
use super::summary::{Step, see_steps};
use super::{Funnel, FunnelAttribution};
use crate::analysis::{Periods, pairs, time_zone};
use crate::error::{Error, Result};
use crate::log::{EventLog, Journey, MISSING};
use crate::numeric::{Durations, ExactSum};

/// What somebody asks, resolved against a log.
#[derive(Debug, Default)]
pub(super) struct ExtraPlan {
    /// Column of groups, and their names.
    by: Option<(usize, Vec<String>)>,
    attribution: FunnelAttribution,
    attribution_step: usize,
    /// Calendar of the first step, and the number of its first period.
    calendar: Option<(Periods, i64)>,
    /// Number column that is summed up.
    value: Option<usize>,
    pub bins: Option<u32>,
    pub next: Option<u32>,
    /// Columns that may go along with success, with the names of their values; touchpoints have no column.
    correlate: Vec<Correlate>,
    pub least: u64,
    pub touchpoints: Vec<String>,
    /// By touchpoint: whether it is a step.
    own: Vec<bool>,
    steps: usize,
}

#[derive(Debug)]
struct Correlate {
    column: Option<usize>,
    name: String,
    values: Vec<String>,
}

/// Units that did not finish, by whether they still may.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Unfinished {
    count: u64,
    /// When the windows end of those that may still finish.
    deadlines: Durations,
    /// Those that are open, whenever that was.
    open: u64,
}

impl Unfinished {
    /// Sees a unit, and counts it unless it has finished.
    pub fn see_all(&mut self, complete: bool, deadline: Option<i64>) {
        if !complete {
            self.see(deadline);
        }
    }

    fn see(&mut self, deadline: Option<i64>) {
        self.count += 1;
        self.deadlines.extend(deadline);
    }

    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.deadlines.merge(other.deadlines);
        self.open += other.open;
    }

    pub fn close(&mut self, end: i64) {
        self.open += std::mem::take(&mut self.deadlines).count_above(end);
    }

    pub fn open(&self, end: i64) -> u64 {
        self.open + self.deadlines.count_above(end)
    }

    pub fn dropped(&self, end: i64) -> u64 {
        self.count.saturating_sub(self.open(end))
    }
}

/// Units whose first step lies in a period.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct PeriodCounts {
    pub converted: u64,
    pub rest: Unfinished,
}

/// Values at a step.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Worth {
    pub sum: ExactSum,
    pub n: u64,
    /// Values of units that went no further.
    pub lost: ExactSum,
    /// Those that still may go on, with the end of their window.
    pub waiting: Vec<(i64, f64)>,
}

/// What a part of the log tells.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Extras {
    #[serde(with = "pairs")]
    pub groups: BTreeMap<u32, Vec<Step>>,
    #[serde(with = "pairs")]
    pub periods: BTreeMap<i64, PeriodCounts>,
    pub values: Vec<Worth>,
    /// By step and the touchpoint after it; none at the end of a journey.
    #[serde(with = "pairs")]
    pub next: BTreeMap<(u16, Option<u32>), Unfinished>,
    /// By number of the column and code of the value.
    #[serde(with = "pairs")]
    pub features: BTreeMap<(u16, u32), PeriodCounts>,
    pub all: PeriodCounts,
    /// Times from the first step to the last one.
    pub times: Durations,
    /// Times of the first step of units that did not finish.
    pub starts: Durations,
}

impl Funnel {
    /// Whether anything is asked beyond the steps.
    pub(super) fn has_extras(&self) -> bool {
        self.by.is_some()
            || self.trend.is_some()
            || self.value.is_some()
            || self.bins.is_some()
            || self.next.is_some()
            || !self.correlate.is_empty()
    }

    fn check_attribution(&self) -> Result<()> {
        let step = self.attribution == FunnelAttribution::Step;
        if self.by.is_none()
            && (self.attribution != FunnelAttribution::First || self.attribution_step.is_some())
        {
            return Err(Error::option("attribution", "without `by`", "it together with `by`"));
        }
        if step != self.attribution_step.is_some() {
            let value = self.attribution_step.map_or("nothing".into(), |step| step.to_string());
            return Err(Error::option(
                "attribution_step",
                value,
                "a step together with the attribution `step`",
            ));
        }
        Ok(())
    }

    fn check_extras(&self) -> Result<()> {
        self.check_attribution()?;
        let number = |value: Option<u32>| value.map_or(1, |value| value as usize);
        let checks = [
            ("attribution_step", self.attribution_step, self.steps.len()),
            ("bins", self.bins, 1000),
            ("next", self.next, 10_000),
        ];
        for (field, value, most) in checks {
            if !(1..=most).contains(&number(value)) {
                return Err(Error::option(field, number(value), format!("1 to {most}")));
            }
        }
        if self.correlate.len() > 64 {
            return Err(Error::option(
                "correlate",
                format!("a list of {}", self.correlate.len()),
                "at most 64",
            ));
        }
        if self.trend.is_none() && self.time_zone.is_some() {
            return Err(Error::option("time_zone", "without `trend`", "it together with `trend`"));
        }
        if self.correlate.is_empty() && self.correlate_least.is_some() {
            return Err(Error::option(
                "correlate_least",
                "without `correlate`",
                "it together with `correlate`",
            ));
        }
        Ok(())
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(str::to_string).collect()
}

/// The periods of a trend, and the number of the first one.
fn calendar(funnel: &Funnel, log: &EventLog) -> Result<Option<(Periods, i64)>> {
    let Some(period) = funnel.trend else { return Ok(None) };
    let zone = time_zone(funnel.time_zone.as_deref())?;
    let (first, last) = log.schema.period.unwrap_or((0, -1));
    let calendar = Periods::new(period, &zone, funnel.week_start, first, last)?;
    let number = calendar.first_number().unwrap_or_default();
    Ok(Some((calendar, number)))
}

impl ExtraPlan {
    pub fn new(funnel: &Funnel, log: &EventLog, own: Vec<bool>) -> Result<Self> {
        funnel.check_extras()?;
        let column = |field: &str, name: &str| -> Result<(usize, Vec<String>)> {
            let position = dictionary(log, field, name)?;
            Ok((position, names(log.column(name)?.1.names.iter())))
        };
        let correlate = funnel.correlate.iter().map(|name| match name.as_str() {
            "touchpoint" => {
                Ok(Correlate { column: None, name: name.clone(), values: names(log.touchpoints().iter()) })
            }
            _ => column("correlate", name).map(|(position, values)| Correlate {
                column: Some(position),
                name: name.clone(),
                values,
            }),
        });
        Ok(Self {
            by: funnel.by.as_deref().map(|name| column("by", name)).transpose()?,
            attribution: funnel.attribution,
            attribution_step: funnel.attribution_step.unwrap_or(1) as usize - 1,
            calendar: calendar(funnel, log)?,
            value: funnel.value.as_deref().map(|name| log.number_column("value", name)).transpose()?,
            bins: funnel.bins,
            next: funnel.next,
            correlate: correlate.collect::<Result<_>>()?,
            least: u64::from(funnel.correlate_least.unwrap_or(25)),
            touchpoints: names(log.touchpoints().iter()),
            own,
            steps: funnel.steps.len(),
        })
    }

    pub fn group_names(&self) -> &[String] {
        self.by.as_ref().map_or(&[], |(_, names)| names)
    }

    pub fn has_value(&self) -> bool {
        self.value.is_some()
    }

    pub fn calendar(&self) -> Option<&(Periods, i64)> {
        self.calendar.as_ref()
    }

    /// Name of a column and of one of its values.
    pub fn feature(&self, (column, value): (u16, u32)) -> Option<(&str, &str)> {
        let correlate = self.correlate.get(usize::from(column))?;
        Some((&correlate.name, correlate.values.get(value as usize)?))
    }

    pub fn correlates(&self) -> bool {
        !self.correlate.is_empty()
    }

    /// Adds how far a unit got.
    pub fn see(&self, journey: &Journey<'_>, passage: &Passage, extras: &mut Extras) {
        let complete = passage.times.len() == self.steps;
        self.see_groups(journey, passage, extras);
        let first = passage.times.iter().find(|&&time| time != SKIPPED_TIME);
        let start = first.copied().unwrap_or_default();
        if let Some((calendar, number)) = &self.calendar {
            let period = extras.periods.entry(number + calendar.find(start) as i64).or_default();
            period.see(complete, passage.deadline);
        }
        if let Some(column) = self.value {
            self.see_values(journey.numbers(column), passage, &mut extras.values);
        }
        if self.bins.is_some() {
            match passage.times.last() {
                Some(last) if complete => extras.times.add(last.saturating_sub(start)),
                _ => extras.starts.add(start),
            }
        }
        if self.next.is_some() && !complete {
            let last = passage.events.last().map_or(0, |&event| event as usize);
            let next = journey.touchpoints().get(last + 1).copied();
            let step = passage.events.len().saturating_sub(1) as u16;
            extras.next.entry((step, next)).or_default().see(passage.deadline);
        }
        if self.correlates() {
            extras.all.see(complete, passage.deadline);
            self.see_features(journey, passage, extras);
        }
    }

    fn see_groups(&self, journey: &Journey<'_>, passage: &Passage, extras: &mut Extras) {
        let Some((column, _)) = &self.by else { return };
        let codes = journey.codes(*column);
        let at = |&event: &u32| codes.get(event as usize).copied().filter(|&code| code != MISSING);
        let mut events = passage.events.iter().filter(|&&event| event != SKIPPED);
        let mut groups: Vec<u32> = match self.attribution {
            FunnelAttribution::First => events.find_map(at).into_iter().collect(),
            FunnelAttribution::Last => events.rev().find_map(at).into_iter().collect(),
            FunnelAttribution::All => events.filter_map(at).collect(),
            FunnelAttribution::Step => {
                passage.events.get(self.attribution_step).and_then(at).into_iter().collect()
            }
        };
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            let steps = extras.groups.entry(group).or_default();
            steps.resize_with(self.steps, Step::default);
            see_steps(steps, passage);
        }
    }

    fn see_values(&self, numbers: &[f64], passage: &Passage, values: &mut Vec<Worth>) {
        values.resize_with(self.steps, Worth::default);
        let at = |event: u32| numbers.get(event as usize).copied().filter(|number| number.is_finite());
        for (worth, &event) in values.iter_mut().zip(&passage.events) {
            if let Some(value) = at(event) {
                worth.sum.add(value);
                worth.n += 1;
            }
        }
        let furthest = passage.events.len().saturating_sub(1);
        let last = passage.events.last().and_then(|&event| at(event));
        if let (Some(value), Some(worth)) = (last, values.get_mut(furthest))
            && passage.events.len() < self.steps
        {
            match passage.deadline {
                Some(deadline) => worth.waiting.push((deadline, value)),
                None => worth.lost.add(value),
            }
        }
    }

    /// Values of the events after the first step: up to the last one, or as long as the unit might go on.
    fn see_features(&self, journey: &Journey<'_>, passage: &Passage, extras: &mut Extras) {
        let complete = passage.times.len() == self.steps;
        let first = passage.events.iter().find(|&&event| event != SKIPPED).map_or(0, |&event| event as usize);
        let times = journey.times();
        let last = match (complete, passage.deadline) {
            (true, _) => passage.events.last().map_or(first, |&event| event as usize),
            (false, Some(deadline)) => times.partition_point(|&time| time <= deadline),
            (false, None) => times.len(),
        };
        for (number, correlate) in (0..).zip(&self.correlate) {
            let codes = correlate.column.map_or(journey.touchpoints(), |column| journey.codes(column));
            // A touchpoint counts where it lies in between, a value of a column also at the first step.
            let from = if correlate.column.is_none() { first + 1 } else { first };
            let mut seen: Vec<u32> = codes.get(from..last.max(from)).unwrap_or_default().to_vec();
            seen.sort_unstable();
            seen.dedup();
            let own = |code: u32| correlate.column.is_none() && self.own.get(code as usize) == Some(&true);
            for code in seen.into_iter().filter(|&code| code != MISSING && !own(code)) {
                extras.features.entry((number, code)).or_default().see(complete, passage.deadline);
            }
        }
    }
}

impl PeriodCounts {
    fn see(&mut self, complete: bool, deadline: Option<i64>) {
        match complete {
            true => self.converted += 1,
            false => self.rest.see(deadline),
        }
    }

    fn merge(&mut self, other: Self) {
        self.converted += other.converted;
        self.rest.merge(other.rest);
    }
}

impl Extras {
    pub fn merge(&mut self, other: Self) {
        for (group, steps) in other.groups {
            let own = self.groups.entry(group).or_default();
            if own.len() < steps.len() {
                own.resize_with(steps.len(), Step::default);
            }
            own.iter_mut().zip(steps).for_each(|(step, more)| step.merge(more));
        }
        other.periods.into_iter().for_each(|(key, more)| self.periods.entry(key).or_default().merge(more));
        other.next.into_iter().for_each(|(key, more)| self.next.entry(key).or_default().merge(more));
        other.features.into_iter().for_each(|(key, more)| self.features.entry(key).or_default().merge(more));
        if self.values.len() < other.values.len() {
            self.values.resize_with(other.values.len(), Worth::default);
        }
        for (worth, more) in self.values.iter_mut().zip(other.values) {
            worth.sum.merge(more.sum);
            worth.lost.merge(more.lost);
            worth.n += more.n;
            worth.waiting.extend(more.waiting);
        }
        self.all.merge(other.all);
        self.times.merge(other.times);
        self.starts.merge(other.starts);
    }

    /// Counts who is open if the data end then.
    pub fn close(&mut self, end: i64) {
        self.groups.values_mut().flatten().for_each(|step| step.close(end));
        let counts = self.periods.values_mut().chain(self.features.values_mut()).chain([&mut self.all]);
        counts.map(|counts| &mut counts.rest).chain(self.next.values_mut()).for_each(|rest| rest.close(end));
        for worth in &mut self.values {
            let lost =
                std::mem::take(&mut worth.waiting).into_iter().filter(|(deadline, _)| *deadline <= end);
            lost.for_each(|(_, value)| worth.lost.add(value));
        }
    }

    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        let steps = self.groups.values_mut().flatten().flat_map(Step::lists_mut);
        steps.chain([&mut self.times, &mut self.starts])
    }
}
