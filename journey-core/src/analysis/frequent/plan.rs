//! Options of frequent patterns resolved against a log.

use super::FrequentPatterns;
use super::sequences::{Cost, FrequentSummary};
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Shard};
use crate::model::TimeSpan;

/// Longest patterns that can be asked for.
const LONGEST: usize = 64;

/// Options resolved against a log.
#[derive(Debug)]
pub struct FrequentPlan {
    pub(super) touchpoints: Vec<String>,
    /// Codes that must be part of a pattern.
    pub(super) contains: Vec<u32>,
    pub(super) limits: Option<Limits>,
    pub(super) groups: Groups,
}

/// Limits of occurrences, in events and microseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub gap: (usize, usize),
    pub time: (i64, i64),
    pub span: i64,
    pub value: Option<Value>,
}

/// A limit of values: the sum of what each event costs must not exceed `most`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    column: usize,
    /// A value costs `sign * (value - zero)`.
    sign: f64,
    zero: f64,
    pub most: f64,
    /// Whether events without a value cost nothing; else they cannot be part.
    free: bool,
}

/// How journeys are told apart.
#[derive(Debug)]
pub(super) enum Groups {
    One,
    Column { column: usize, codes: [u32; 2], names: [String; 2] },
    Success { automaton: Automaton, before: bool },
}

impl Limits {
    /// Whether times are looked at.
    fn timed(&self) -> bool {
        self.time != (0, i64::MAX) || self.span != i64::MAX
    }
}

impl Value {
    fn cost(&self, value: f64) -> Cost {
        match value.is_nan() {
            true => Cost(self.free.then_some(0.0)),
            false => Cost(Some(self.sign * (value - self.zero)).filter(|cost| cost.is_finite())),
        }
    }
}

impl FrequentPlan {
    pub(super) fn new(options: &FrequentPatterns, log: &EventLog) -> Result<Self> {
        check(options)?;
        let mut contains: Vec<u32> =
            options.contains.iter().map(|name| log.touchpoint_code(name)).collect::<Result<_>>()?;
        contains.sort_unstable();
        contains.dedup();
        Ok(Self {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            contains,
            limits: limits(options, log)?,
            groups: groups(options, log)?,
        })
    }

    pub(super) fn observe(&self, shard: &Shard, into: &mut FrequentSummary) {
        let mut matcher = match &self.groups {
            Groups::Success { automaton, .. } => Some(Matcher::new(automaton)),
            _ => None,
        };
        for journey in shard.journeys() {
            match self.group(&journey, matcher.as_mut()) {
                Some((group, events)) => self.see(&journey, group, events, into),
                None => into.left_out += 1,
            }
        }
    }

    /// The group of a journey, and how many of its events are looked at.
    fn group(&self, journey: &Journey<'_>, matcher: Option<&mut Matcher<'_>>) -> Option<(u8, usize)> {
        match (&self.groups, matcher) {
            (Groups::Column { column, codes: [first, second], .. }, _) => {
                let mut values = journey.codes(*column).iter().filter(|code| **code != MISSING);
                let value = values.next()?;
                if values.any(|other| other != value) {
                    return None;
                }
                let group = if value == first { Some(0) } else { (value == second).then_some(1) };
                group.map(|group| (group, journey.len()))
            }
            (Groups::Success { before, .. }, Some(matcher)) => {
                let mut began = None;
                if *before {
                    matcher.each(journey, |found| began = began.or(Some(found.events.start)));
                } else if matcher.is_in(journey) {
                    began = Some(journey.len());
                }
                Some((u8::from(began.is_none()), began.unwrap_or(journey.len())))
            }
            _ => Some((0, journey.len())),
        }
    }

    fn see(&self, journey: &Journey<'_>, group: u8, events: usize, into: &mut FrequentSummary) {
        into.codes.extend(journey.touchpoints().iter().take(events));
        into.ends.push(into.codes.len());
        if !matches!(self.groups, Groups::One) {
            into.groups.push(group);
        }
        let Some(limits) = &self.limits else { return };
        if limits.timed() {
            into.times.extend(journey.times().iter().take(events));
        }
        if let Some(value) = &limits.value {
            into.costs
                .extend(journey.numbers(value.column).iter().take(events).map(|number| value.cost(*number)));
        }
    }
}

/// Options that need no log.
fn check(options: &FrequentPatterns) -> Result<()> {
    if let Some(0) = options.min_support {
        return Err(Error::option("min_support", 0, "at least 1"));
    }
    if options.min_support.is_some() && options.min_share.is_some() {
        return Err(Error::option("min_share", "beside `min_support`", "one of the two"));
    }
    if let Some(share) = options.min_share
        && !(share > 0.0 && share <= 1.0)
    {
        return Err(Error::option("min_share", share, "a share above 0 and at most 1"));
    }
    let (least, most) = (options.min_length, options.max_length);
    if !(1..=LONGEST).contains(&most) {
        return Err(Error::option("max_length", most, format!("1 to {LONGEST}")));
    }
    if !(1..=most).contains(&least) {
        return Err(Error::option("min_length", least, "1 to `max_length`"));
    }
    if options.max_gap.is_some_and(|gap| gap < options.min_gap) {
        return Err(Error::option("max_gap", "less than `min_gap`", "at least `min_gap`"));
    }
    if options.top == Some(0) {
        return Err(Error::option("top", 0, "at least 1, or nothing for all patterns"));
    }
    Ok(())
}

fn micros(field: &str, span: Option<TimeSpan>, unset: i64) -> Result<i64> {
    match span.map(TimeSpan::as_micros) {
        Some(micros) if micros < 0 => {
            Err(Error::option(field, "a negative time span", "a time span of 0 or more"))
        }
        Some(micros) => Ok(micros),
        None => Ok(unset),
    }
}

fn limits(options: &FrequentPatterns, log: &EventLog) -> Result<Option<Limits>> {
    let limits = Limits {
        gap: (options.min_gap as usize, options.max_gap.map_or(usize::MAX, |gap| gap as usize)),
        time: (
            micros("min_gap_time", options.min_gap_time, 0)?,
            micros("max_gap_time", options.max_gap_time, i64::MAX)?,
        ),
        span: micros("max_span", options.max_span, i64::MAX)?,
        value: value(options, log)?,
    };
    if limits.time.0 > limits.time.1 {
        return Err(Error::option("max_gap_time", "less than `min_gap_time`", "at least `min_gap_time`"));
    }
    if limits.value.is_some() && options.max_span.is_some() {
        return Err(Error::option("column", "beside `max_span`", "one of the two"));
    }
    let any = limits.gap != (0, usize::MAX) || limits.timed() || limits.value.is_some();
    Ok(any.then_some(limits))
}

fn value(options: &FrequentPatterns, log: &EventLog) -> Result<Option<Value>> {
    let bounds = [options.min_sum, options.max_sum, options.min_mean, options.max_mean];
    let given: Vec<f64> = bounds.into_iter().flatten().collect();
    let (Some(name), [bound]) = (&options.column, given.as_slice()) else {
        if options.column.is_none() && given.is_empty() {
            return Ok(None);
        }
        let given =
            format!("{:?} with {} limits", options.column.as_deref().unwrap_or_default(), given.len());
        let expected = "a column and one of `min_sum`, `max_sum`, `min_mean` and `max_mean`";
        return Err(Error::option("column", given, expected));
    };
    if !bound.is_finite() {
        return Err(Error::option("column", bound, "a finite limit"));
    }
    let sign = if options.min_sum.or(options.min_mean).is_some() { -1.0 } else { 1.0 };
    let sum = options.min_sum.or(options.max_sum).is_some();
    Ok(Some(Value {
        column: log.number_column("column", name)?,
        sign,
        zero: if sum { 0.0 } else { *bound },
        most: if sum { sign * bound } else { 0.0 },
        free: sum,
    }))
}

fn groups(options: &FrequentPatterns, log: &EventLog) -> Result<Groups> {
    if options.before_success && options.success.is_none() {
        return Err(Error::option("before_success", "true without `success`", "a pattern `success`"));
    }
    match (&options.by, &options.success) {
        (None, None) if options.values.is_empty() => Ok(Groups::One),
        (None, None) => Err(Error::option("values", "values without `by`", "the column that has them")),
        (Some(_), Some(_)) => Err(Error::option("by", "beside `success`", "one of the two")),
        (None, Some(pattern)) => {
            Ok(Groups::Success { automaton: Automaton::new(pattern, log)?, before: options.before_success })
        }
        (Some(by), None) => column(options, log, by),
    }
}

fn column(options: &FrequentPatterns, log: &EventLog, by: &str) -> Result<Groups> {
    let (column, found) = log.column(by)?;
    if found.info.kind != ColumnKind::Dictionary {
        let given = format!("{by:?}, a {:?} column,", found.info.kind);
        return Err(Error::option("by", given, "a dictionary column"));
    }
    let values: Vec<&str> = match options.values.is_empty() {
        true => found.names.iter().collect(),
        false => options.values.iter().map(String::as_str).collect(),
    };
    let [first, second] = values.as_slice() else {
        let given = format!("{} values of {by:?}", values.len());
        return Err(Error::option("values", given, "the two values that make the groups"));
    };
    if first == second {
        return Err(Error::option("values", format!("{first:?} twice"), "two different values"));
    }
    let code = |name: &str| {
        let known =
            || found.names.iter().take(20).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        let refuse =
            || Error::option("values", format!("{name:?}"), format!("values of {by:?} such as {}", known()));
        found.names.code(name).ok_or_else(refuse)
    };
    Ok(Groups::Column {
        column,
        codes: [code(first)?, code(second)?],
        names: [first.to_string(), second.to_string()],
    })
}
