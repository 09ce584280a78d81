//! A map and options resolved against a log: columns looked up, KPIs turned into readings.

use std::ops::Range;

use super::bind::Binding;
use super::calendar::Calendar;
use super::comments;
use super::expected::Expectation;
use super::facts::Reach;
use super::layout::Layout;
use super::options::Measure;
use super::personas::persona_position;
use crate::analysis::{BottleneckPlan, OpenTimes, Scale, ScoredTexts, Visit, time_zone};
use crate::error::{Error, Result};
use crate::log::rule::{Columns as RuleColumns, Rule};
use crate::log::{ColumnKind, EventLog, Names};
use crate::model::{CesForm, JourneyMap, Kpi, KpiMeasure, KpiScope, Period, Statistic, Touchpoint};

/// Everything that observing a shard needs.
#[derive(Debug)]
pub struct Plan {
    pub(super) binding: Binding,
    /// Raw names of the log.
    pub(super) names: Names,
    pub(super) calendar: Calendar,
    /// A day before that of any event.
    pub(super) first_day: i64,
    /// Days that ratings are summed up over: one, or more in a long log.
    pub(super) piece: i64,
    /// First and last time of the log.
    pub(super) period: Option<(i64, i64)>,
    /// An incomplete journey with an event after this time is open.
    pub(super) open_after: i64,
    /// Where the ratings of each touchpoint are.
    pub(super) ratings: Vec<Option<Rating>>,
    /// What the map expects at each touchpoint.
    pub(super) expected: Vec<Expectation>,
    pub(super) channels: Channels,
    pub(super) kpis: Vec<KpiPlan>,
    /// Whether customers should have to do each touchpoint only once.
    pub(super) once: Vec<bool>,
    /// Whether customers come to each touchpoint for help, and whether there is any such.
    pub(super) support: Vec<bool>,
    pub(super) any_support: bool,
    /// Help that is asked for within this time, in microseconds, is about what was before.
    pub(super) support_within: i64,
    /// When waiting counts; always if `None`.
    pub(super) open: Option<OpenTimes>,
    /// Which events of each touchpoint are failed attempts, and whether any touchpoint says so.
    pub(super) failed: Vec<Option<Rule>>,
    pub(super) any_failed: bool,
    pub(super) comments: Option<ScoredTexts>,
    /// Column of the amounts that customers bring, and its name.
    pub(super) value: Option<(usize, String)>,
    /// Columns that the map names and the log does not have.
    pub(super) missing_columns: Vec<String>,
    pub(super) facts: LogFacts,
}

/// Pieces of time that ratings are summed up over, at most, to bound the memory.
const PIECES: i64 = 400;

/// What the report says about the log.
#[derive(Debug)]
pub(super) struct LogFacts {
    pub fingerprint: String,
    pub events: u64,
    pub customers: u64,
    pub quality: crate::log::Quality,
}

/// A column of ratings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rating {
    pub column: usize,
    pub scale: Scale,
}

/// Where the channels of events are found.
#[derive(Debug)]
pub(super) struct Channels {
    /// Position of the column, if the log has one.
    pub column: Option<usize>,
    /// Channel of each touchpoint, where the log has no column.
    pub stated: Vec<Option<u32>>,
    /// Names.
    pub names: Vec<String>,
}

/// A KPI ready to be read.
#[derive(Debug)]
pub(super) struct KpiPlan {
    /// Touchpoints whose events count; all if `None`.
    pub place: Option<Range<usize>>,
    /// Whether the place is a stage.
    pub stage: bool,
    /// Journeys that reach none of these have nothing for it.
    pub reach: Reach,
    /// Persona whose customers count; all if `None`.
    pub persona: Option<usize>,
    pub reading: Reading,
}

/// What is read of a journey for a KPI.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    Conversion {
        from: Range<usize>,
        to: Range<usize>,
        within: Option<i64>,
    },
    DropOff,
    Answers {
        column: usize,
        weight: Option<usize>,
        weight_name: String,
        scale: Scale,
    },
    Retention {
        period: Period,
        after: i64,
    },
    Churn {
        inactivity: i64,
    },
    Revenue {
        column: usize,
    },
    Lifetime {
        column: usize,
        margin: f64,
        rate: f64,
    },
    Orders {
        column: usize,
        order: Option<usize>,
    },
    TimeSpent(Statistic),
    WaitingTime(Statistic),
    Interactions,
    Engagement {
        at_least: u64,
    },
    /// The log lacks the column.
    Nothing,
}

impl Plan {
    /// # Errors
    /// For options out of range, and for rules, ratings and KPIs that do not fit the log.
    pub(super) fn of(map: &JourneyMap, options: &Measure, log: &EventLog) -> Result<Self> {
        options.check()?;
        if log.shards().is_empty() {
            let expected = "an `EventLog`: findings have customers as examples, and are tested with the times of all visits";
            return Err(Error::option("log", "a stream", expected));
        }
        let binding = Binding::of(map, log)?;
        let mut columns = Columns { log, missing: Vec::new() };
        let ratings = columns.ratings(map)?;
        let kpis = columns.kpis(map, &binding.layout)?;
        let comments = comments::of(map, &mut columns)?;
        let value = columns.value(map, options)?;
        let failed = failures(map, log)?;
        let expected = map.touchpoints().map(|touchpoint| Expectation::of(map, touchpoint));
        let period = log.period().map(|(first, last)| (first.as_microsecond(), last.as_microsecond()));
        let calendar = Calendar::new(time_zone(map.time_zone.as_deref())?, period);
        Ok(Self {
            names: log.touchpoints().clone(),
            // Clocks may be put back over midnight, by a day where the date line was moved.
            first_day: period.map_or(0, |(first, _)| calendar.day(first) - 2),
            piece: period.map_or(1, |(first, last)| (calendar.day(last) - calendar.day(first)) / PIECES + 1),
            calendar,
            period,
            open_after: period.map_or(i64::MAX, |(_, last)| last.saturating_sub(options.window(map))),
            ratings,
            expected: expected.collect::<Result<Vec<_>>>()?,
            channels: channels(map, log),
            kpis,
            once: map.touchpoints().map(|touchpoint| touchpoint.once).collect(),
            support: map.touchpoints().map(|touchpoint| touchpoint.support).collect(),
            any_support: map.touchpoints().any(|touchpoint| touchpoint.support),
            support_within: options.support_within.as_micros(),
            open: options.hours.as_ref().map(|hours| OpenTimes::new(hours, log.schema.period)).transpose()?,
            any_failed: failed.iter().any(Option::is_some),
            failed,
            comments,
            value,
            missing_columns: columns.missing,
            facts: LogFacts {
                fingerprint: log.fingerprint(),
                events: log.events(),
                customers: log.customers(),
                quality: log.quality().clone(),
            },
            binding,
        })
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.binding.layout
    }

    /// How waiting for touchpoints is broken down.
    pub(super) fn waiting_plan(&self, map: &JourneyMap) -> BottleneckPlan {
        let spots = || (0..).zip(map.touchpoints());
        let target = |(place, spot): (u32, &Touchpoint)| Some((place, spot.target_waiting_time?.as_micros()));
        let ids = map.touchpoints().map(|spot| spot.id.clone()).collect();
        BottleneckPlan::of(ids, spots().filter_map(target).collect(), self.open.clone())
    }

    /// Microseconds from the end of a visit to the beginning of the next one, within opening hours if there are any.
    pub(super) fn waited(&self, before: &Visit, visit: &Visit) -> i64 {
        match &self.open {
            Some(open) => open.between(before.end, visit.start),
            None => visit.waiting_time(before).0,
        }
    }
}

/// Columns that a map names, found in a log.
pub(super) struct Columns<'a> {
    pub log: &'a EventLog,
    missing: Vec<String>,
}

impl Columns<'_> {
    /// Position of a column; `None`, and noted, if the log does not have it or has no value in it.
    pub(super) fn find(&mut self, name: &str, kinds: &[ColumnKind], field: &str) -> Result<Option<usize>> {
        let empty = |names: &Names, kind| kind == ColumnKind::Dictionary && names.is_empty();
        match self.log.column(name) {
            Ok((position, column)) if kinds.contains(&column.info.kind) => Ok(Some(position)),
            Ok((_, column)) if !empty(&column.names, column.info.kind) => {
                let found = format!("{name:?}, a {:?} column,", column.info.kind).to_lowercase();
                let wanted: Vec<String> =
                    kinds.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect();
                Err(Error::option(field, found, format!("a {} column", wanted.join(" or "))))
            }
            _ => {
                if !self.missing.iter().any(|missing| missing == name) {
                    self.missing.push(name.into());
                }
                Ok(None)
            }
        }
    }

    pub(super) fn number(&mut self, name: &str, field: &str) -> Result<Option<usize>> {
        self.find(name, &[ColumnKind::Number], field)
    }

    /// The amounts that customers bring: the stated column, else that of the first KPI about revenue.
    fn value(&mut self, map: &JourneyMap, options: &Measure) -> Result<Option<(usize, String)>> {
        let of_kpi = |kpi: &Kpi| match &kpi.measure {
            KpiMeasure::RevenuePerCustomer { column }
            | KpiMeasure::CustomerLifetimeValue { column, .. }
            | KpiMeasure::AverageOrderValue { column, .. } => Some(column.clone()),
            _ => None,
        };
        let Some(name) = options.value.clone().or_else(|| map.kpis.iter().find_map(of_kpi)) else {
            return Ok(None);
        };
        if options.value.is_some() {
            return Ok(Some((self.log.number_column("value", &name)?, name)));
        }
        Ok(self.number(&name, "value")?.map(|column| (column, name)))
    }

    fn ratings(&mut self, map: &JourneyMap) -> Result<Vec<Option<Rating>>> {
        let mut ratings = Vec::new();
        for (s, stage) in map.stages.iter().enumerate() {
            for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
                let own = touchpoint.rating.as_ref();
                let field = match own {
                    Some(_) => format!("stages[{s}].touchpoints[{t}].rating"),
                    None => "rating".into(),
                };
                let Some(scale) = own.or(map.rating.as_ref()) else {
                    ratings.push(None);
                    continue;
                };
                if scale.min.partial_cmp(&scale.max) != Some(std::cmp::Ordering::Less)
                    || !(scale.max - scale.min).is_finite()
                {
                    return Err(Error::option(&format!("{field}.max"), scale.max, "more than `min`"));
                }
                let column = self.number(&scale.column, &format!("{field}.column"))?;
                let scale = Scale { min: scale.min, max: scale.max, whole: false };
                ratings.push(column.map(|column| Rating { column, scale }));
            }
        }
        Ok(ratings)
    }

    fn kpis(&mut self, map: &JourneyMap, layout: &Layout) -> Result<Vec<KpiPlan>> {
        let mut kpis = Vec::new();
        for (k, kpi) in map.kpis.iter().enumerate() {
            let (place, persona) = match &kpi.scope {
                KpiScope::Map => (None, None),
                KpiScope::Stage(id) | KpiScope::Touchpoint(id) => (Some(layout.place(id)?), None),
                KpiScope::Persona(id) => (None, Some(persona_position(map, id)?)),
            };
            let reading = self.reading(kpi, place.clone(), layout, &format!("kpis[{k}].measure"))?;
            let stage = matches!(kpi.scope, KpiScope::Stage(_));
            let reach = match (&reading, &place) {
                (Reading::Conversion { from, .. }, _) => from.clone().collect(),
                (_, Some(place)) => place.clone().collect(),
                (_, None) => (0..layout.touchpoints.len()).collect(),
            };
            kpis.push(KpiPlan { place, stage, reach, persona, reading });
        }
        Ok(kpis)
    }

    fn reading(
        &mut self,
        kpi: &Kpi,
        place: Option<Range<usize>>,
        layout: &Layout,
        field: &str,
    ) -> Result<Reading> {
        let at = |name: &str| format!("{field}.{}.{name}", super::kpi::kind(&kpi.measure));
        Ok(match &kpi.measure {
            KpiMeasure::ConversionRate { from, to, within } => Reading::Conversion {
                from: match from {
                    Some(id) => layout.place(id)?,
                    None => place.unwrap_or_else(|| layout.start.clone()),
                },
                to: layout.place(to)?,
                within: within.map(|span| span.as_micros()),
            },
            KpiMeasure::DropOffRate {} => Reading::DropOff,
            KpiMeasure::Nps { column, weight } => self.answers((column, weight), Scale::NPS, &at)?,
            KpiMeasure::Csat { column, min, max, weight, .. } => {
                self.answers((column, weight), Scale { min: *min, max: *max, whole: false }, &at)?
            }
            KpiMeasure::Ces { column, form, weight } => {
                let max = if *form == CesForm::Effort { 5.0 } else { 7.0 };
                self.answers((column, weight), Scale { min: 1.0, max, whole: false }, &at)?
            }
            KpiMeasure::RetentionRate { period, after } => {
                Reading::Retention { period: *period, after: i64::from(*after) }
            }
            KpiMeasure::ChurnRate { inactivity } => Reading::Churn { inactivity: inactivity.as_micros() },
            KpiMeasure::RevenuePerCustomer { column } => self
                .number(column, &at("column"))?
                .map_or(Reading::Nothing, |column| Reading::Revenue { column }),
            KpiMeasure::CustomerLifetimeValue { column, margin, discount_rate } => {
                self.number(column, &at("column"))?.map_or(Reading::Nothing, |column| Reading::Lifetime {
                    column,
                    margin: *margin,
                    rate: *discount_rate,
                })
            }
            KpiMeasure::AverageOrderValue { column, order } => self.orders(column, order.as_deref(), &at)?,
            KpiMeasure::TimeSpent { statistic } => Reading::TimeSpent(*statistic),
            KpiMeasure::WaitingTime { statistic } => Reading::WaitingTime(*statistic),
            KpiMeasure::InteractionsPerCustomer {} => Reading::Interactions,
            KpiMeasure::EngagementRate { at_least } => Reading::Engagement { at_least: u64::from(*at_least) },
        })
    }

    fn answers(
        &mut self,
        (column, weight): (&str, &Option<String>),
        scale: Scale,
        at: &impl Fn(&str) -> String,
    ) -> Result<Reading> {
        let column = self.number(column, &at("column"))?;
        let weights = match weight {
            Some(name) => Some(self.number(name, &at("weight"))?),
            None => None,
        };
        Ok(match (column, weights) {
            (Some(column), None) => {
                Reading::Answers { column, weight: None, weight_name: String::new(), scale }
            }
            (Some(column), Some(Some(position))) => Reading::Answers {
                column,
                weight: Some(position),
                weight_name: weight.clone().unwrap_or_default(),
                scale,
            },
            _ => Reading::Nothing,
        })
    }

    fn orders(&mut self, column: &str, order: Option<&str>, at: &impl Fn(&str) -> String) -> Result<Reading> {
        let column = self.number(column, &at("column"))?;
        let kinds = [ColumnKind::Dictionary, ColumnKind::Text, ColumnKind::Number];
        let orders = match order {
            Some(name) => Some(self.find(name, &kinds, &at("order"))?),
            None => None,
        };
        Ok(match (column, orders) {
            (Some(column), None) => Reading::Orders { column, order: None },
            (Some(column), Some(Some(order))) => Reading::Orders { column, order: Some(order) },
            _ => Reading::Nothing,
        })
    }
}

/// The rules of failed attempts.
fn failures(map: &JourneyMap, log: &EventLog) -> Result<Vec<Option<Rule>>> {
    let columns = RuleColumns::new(log, time_zone(map.time_zone.as_deref())?);
    let mut rules = Vec::new();
    for (s, stage) in map.stages.iter().enumerate() {
        for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
            let field = || format!("stages[{s}].touchpoints[{t}].failed");
            let rule = touchpoint.failed.as_ref();
            rules.push(rule.map(|rule| Rule::of(rule, &columns, &field())).transpose()?);
        }
    }
    Ok(rules)
}

fn channels(map: &JourneyMap, log: &EventLog) -> Channels {
    if let Ok((position, column)) = log.column("channel")
        && column.info.kind == ColumnKind::Dictionary
        && !column.names.is_empty()
    {
        let names = column.names.iter().map(str::to_string).collect();
        return Channels { column: Some(position), stated: Vec::new(), names };
    }
    let mut names = Names::default();
    let stated =
        map.touchpoints().map(|touchpoint| touchpoint.channel.as_ref().map(|name| names.intern(name)));
    let stated = stated.collect();
    Channels { column: None, stated, names: names.iter().map(str::to_string).collect() }
}
