//! What each step does to each event.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{BotTest, CleaningRow, Step, fold};
use crate::analysis::time_zone;
use crate::error::{Error, Result};
use crate::log::event_log::Schema;
use crate::log::rule::{Columns, Rule};
use crate::log::{
    Anonymize, ColumnKind, Copies, Event, EventLog, Journey, LogBuilder, LogOptions, NO_END, PseudonymKey,
    Shard, Value,
};
use crate::model::{EventRule, Scalar};
use crate::work::Work;

/// A log after a step, and what the step did.
pub(super) struct Edited {
    pub log: EventLog,
    pub row: CleaningRow,
}

/// An event on its way through a step.
struct Draft<'a> {
    customer: String,
    time: i64,
    end: Option<i64>,
    touchpoint: &'a str,
    values: Vec<Value<'a>>,
}

/// A step resolved against a log: whether an event stays, and what becomes of it.
enum Edit<'s> {
    DropDuplicates(Copies),
    DropEvents(Rule),
    DropCustomers(BTreeSet<&'s str>),
    DropBots(BotTest),
    Shift(When, i64),
    Zone(When, TimeZone, TimeZone),
    Recode { when: When, column: usize, values: Vec<Value<'s>>, to: Value<'s> },
    Rescale { when: When, column: usize, from: [f64; 2], to: [f64; 2] },
    Rename(&'s std::collections::BTreeMap<String, String>),
    FoldIds,
    Nothing,
    Keep(i64, i64),
}

/// Which events a step is for; all if there is no rule.
struct When(Option<Rule>);

impl When {
    fn holds(&self, journey: &Journey<'_>, event: usize) -> bool {
        self.0.as_ref().is_none_or(|rule| rule.holds(journey, event))
    }
}

/// Does a step, with the key of pseudonyms; `field` says where it is.
pub(super) fn apply(log: &EventLog, step: &Step, key: Option<&PseudonymKey>, field: &str) -> Result<Edited> {
    match step {
        Step::Anonymize(options) => return anonymized(log, options, key, field),
        Step::Stitch(options) => return Ok(regrouped(log, log.stitch(options)?.0, step)),
        Step::ScoreSentiment(options) => return super::score::apply(log, options, step, field),
        Step::Sessions(options) => return Ok(regrouped(log, log.sessions(options)?.0, step)),
        _ => {}
    }
    if let Some(edited) = super::prepare::apply(log, step, field)? {
        return Ok(edited);
    }
    let edit = Edit::of(log, step, field)?;
    let priority = match step {
        Step::OrderTies { touchpoints } => touchpoints.clone(),
        _ => log.schema.priority.clone(),
    };
    let kinds = log.schema.columns.iter().map(|column| (column.info.name.clone(), Some(column.info.kind)));
    let mut builder =
        LogBuilder::new(LogOptions { priority: priority.clone(), ..LogOptions::default() }, kinds.collect());
    let (mut changed, mut dropped, work) = (0, 0, Work::current());
    let journeys = log.shards().iter().flat_map(Shard::journeys);
    for journey in journeys {
        work.check()?;
        let kept = edit.kept(&journey);
        for event in 0..journey.len() {
            if !kept.holds(&journey, event) {
                dropped += 1;
                continue;
            }
            let mut draft = draft(log, &journey, event);
            changed += u64::from(edit.change(&journey, event, &mut draft, field)?);
            builder.push(Event {
                customer: &draft.customer,
                time: draft.time,
                touchpoint: draft.touchpoint,
                end: draft.end,
                row: journey.rows().get(event).copied().unwrap_or_default().into(),
                values: &draft.values,
            })?;
        }
    }
    builder.quality_mut().clone_from(log.quality());
    let mut edited = builder.finish()?;
    if let Step::OrderTies { .. } = step {
        changed = moved(log, &edited);
    }
    let row = CleaningRow {
        step: step.clone(),
        events_changed: changed,
        events_dropped: dropped,
        customers_dropped: log.customers().saturating_sub(edited.customers()),
    };
    edited.schema = Arc::new(Schema { priority, ..(*edited.schema).clone() });
    Ok(recorded(log, edited, row))
}

/// The edited log with a row more in its history.
pub(super) fn recorded(log: &EventLog, mut edited: EventLog, row: CleaningRow) -> Edited {
    let mut history = log.history().to_vec();
    history.push(row.clone());
    edited.schema = Arc::new(Schema { history, ..(*edited.schema).clone() });
    Edited { log: edited, row }
}

/// A log with the same events as other journeys. An event is changed if its journey has another id.
fn regrouped(log: &EventLog, edited: EventLog, step: &Step) -> Edited {
    let new = |journey: Journey<'_>| {
        let before = log.journey(journey.customer()).map_or(0, |before| before.len());
        journey.len().saturating_sub(before) as u64
    };
    let row = CleaningRow {
        step: step.clone(),
        events_changed: edited.shards().iter().flat_map(Shard::journeys).map(new).sum(),
        events_dropped: log.events().saturating_sub(edited.events()),
        customers_dropped: log.customers().saturating_sub(edited.customers()),
    };
    recorded(log, edited, row)
}

/// A log that says less about people, and whose history does not either.
fn anonymized(
    log: &EventLog,
    options: &Anonymize,
    key: Option<&PseudonymKey>,
    field: &str,
) -> Result<Edited> {
    if options.needs_key() && key.is_none() {
        let field = format!("{field}.anonymize.pseudonyms");
        return Err(Error::option(
            &field,
            true,
            "the key, which is no part of a recipe and is given beside it",
        ));
    }
    let (edited, report) = log.anonymize(options, key)?;
    let row = CleaningRow {
        step: Step::Anonymize(Box::new(Anonymize { forget: Vec::new(), ..options.clone() })),
        events_changed: report.events_changed,
        events_dropped: report.events_before.saturating_sub(report.events_after),
        customers_dropped: report.customers_before.saturating_sub(report.customers_after),
    };
    // The new log has no history: what was done before names ids and values as they were.
    Ok(recorded(&edited.clone(), edited, row))
}

fn draft<'a>(log: &'a EventLog, journey: &Journey<'a>, event: usize) -> Draft<'a> {
    let touchpoint = journey.touchpoints().get(event).map_or("", |&code| log.touchpoints().get(code));
    Draft {
        customer: journey.customer().into(),
        time: journey.times().get(event).copied().unwrap_or_default(),
        end: journey.ends().get(event).copied().filter(|&end| end != NO_END),
        touchpoint,
        values: (0..log.schema.columns.len()).map(|column| log.value(journey, event, column)).collect(),
    }
}

/// Events that have another place in their journey than before.
fn moved(before: &EventLog, after: &EventLog) -> u64 {
    // One row may be several events.
    fn places<'l>(log: &'l EventLog, journey: &Journey<'l>) -> impl Iterator<Item = (u32, &'l str)> {
        let names = journey.touchpoints().iter().map(|&code| log.touchpoints().get(code));
        journey.rows().iter().copied().zip(names)
    }
    let of = |journey: Journey<'_>| -> u64 {
        let Some(new) = after.journey(journey.customer()) else { return 0 };
        places(before, &journey).zip(places(after, &new)).filter(|(old, new)| old != new).count() as u64
    };
    before.shards().iter().flat_map(Shard::journeys).map(of).sum()
}

/// Which events of a journey stay.
enum Kept<'e> {
    All,
    None,
    Without(Vec<usize>),
    Unless(&'e Rule),
    Within(i64, i64),
}

impl Kept<'_> {
    fn holds(&self, journey: &Journey<'_>, event: usize) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::Without(gone) => gone.binary_search(&event).is_err(),
            Self::Unless(rule) => !rule.holds(journey, event),
            Self::Within(from, to) => {
                journey.times().get(event).is_some_and(|time| (*from..*to).contains(time))
            }
        }
    }
}

impl<'s> Edit<'s> {
    fn of(log: &EventLog, step: &'s Step, field: &str) -> Result<Self> {
        // A recipe may be for an export of another month: what it does not find, it leaves alone, but columns must be there.
        let columns = Columns::new(log, TimeZone::UTC);
        let rule = |rule: &EventRule, name: &str| Rule::of(rule, &columns, &format!("{field}.{name}.when"));
        let when = |given: &Option<EventRule>, name: &str| -> Result<When> {
            given.as_ref().map(|given| rule(given, name)).transpose().map(When)
        };
        Ok(match step {
            Step::DropDuplicates => Self::DropDuplicates(Copies::of(log)),
            Step::DropEvents { when } => Self::DropEvents(rule(when, "drop_events")?),
            Step::DropCustomers { customers } => {
                Self::DropCustomers(customers.iter().map(String::as_str).collect())
            }
            Step::DropBots(bots) => Self::DropBots(bots.test(log)?),
            Step::ShiftTimes { when: of, by } => Self::Shift(when(of, "shift_times")?, by.as_micros()),
            Step::SetTimeZone { when: of, from, to } => {
                Self::Zone(when(of, "set_time_zone")?, time_zone(from.as_deref())?, time_zone(Some(to))?)
            }
            Step::Recode { column, values, to, when: of } => {
                let (position, found) = log.column(column)?;
                let kind = found.info.kind;
                let place = |name: &str| format!("{field}.recode.{name}");
                let values = values.iter().map(|value| fitting(value, kind, &place("values"), column));
                Self::Recode {
                    when: when(of, "recode")?,
                    column: position,
                    values: values.collect::<Result<_>>()?,
                    to: to
                        .as_ref()
                        .map_or(Ok(Value::Missing), |to| fitting(to, kind, &place("to"), column))?,
                }
            }
            Step::Rescale { column, from, to, when: of } => {
                let ends = from.iter().chain(to).all(|end| end.is_finite());
                let [low, high] = from;
                if !ends || low == high {
                    let field = format!("{field}.rescale.from");
                    return Err(Error::option(&field, format!("{from:?}"), "two different numbers"));
                }
                let column = log.number_column(&format!("{field}.rescale.column"), column)?;
                Self::Rescale { when: when(of, "rescale")?, column, from: *from, to: *to }
            }
            Step::RenameTouchpoints { names } => Self::Rename(names),
            Step::FoldIds => Self::FoldIds,
            // These are about the whole log.
            Step::OrderTies { .. }
            | Step::Stitch(_)
            | Step::Sessions(_)
            | Step::Anonymize(_)
            | Step::ScoreSentiment(_)
            | Step::GroupTouchpoints { .. }
            | Step::HideTouchpoints { .. }
            | Step::KeepTouchpoints { .. }
            | Step::CollapseRuns(_)
            | Step::CutBetween(_)
            | Step::MarkEnds { .. }
            | Step::UrlTouchpoints(_) => Self::Nothing,
            Step::KeepPeriod { from, to } => {
                let micros = |time: &Option<Timestamp>| time.map(Timestamp::as_microsecond);
                Self::Keep(micros(from).unwrap_or(i64::MIN), micros(to).unwrap_or(i64::MAX))
            }
        })
    }

    fn kept(&self, journey: &Journey<'_>) -> Kept<'_> {
        let unless = |gone: bool| if gone { Kept::None } else { Kept::All };
        match self {
            Self::DropDuplicates(copies) => Kept::Without(copies.of_journey(journey)),
            Self::DropEvents(rule) => Kept::Unless(rule),
            Self::DropCustomers(customers) => unless(customers.contains(journey.customer())),
            Self::DropBots(test) => unless(test.signs(journey).next().is_some()),
            Self::Keep(from, to) => Kept::Within(*from, *to),
            _ => Kept::All,
        }
    }

    /// Whether it changed something.
    fn change<'a>(
        &'a self,
        journey: &Journey<'a>,
        event: usize,
        draft: &mut Draft<'a>,
        field: &str,
    ) -> Result<bool> {
        match self {
            Self::Shift(when, by) if when.holds(journey, event) && *by != 0 => {
                draft.time = draft.time.saturating_add(*by);
                draft.end = draft.end.map(|end| end.saturating_add(*by));
                Ok(true)
            }
            Self::Zone(when, from, to) if when.holds(journey, event) => {
                let before = (draft.time, draft.end);
                draft.time = again(draft.time, from, to, field)?;
                draft.end = draft.end.map(|end| again(end, from, to, field)).transpose()?;
                // Of a clock change between beginning and end, the end may come before.
                draft.end = draft.end.filter(|&end| end >= draft.time);
                Ok(before != (draft.time, draft.end))
            }
            Self::Recode { when, column, values, to } if when.holds(journey, event) => {
                let slot = draft.values.get_mut(*column).filter(|slot| values.contains(slot) && *slot != to);
                Ok(slot.map(|slot| *slot = *to).is_some())
            }
            Self::Rescale { when, column, from: [low, high], to: [first, last] }
                if when.holds(journey, event) =>
            {
                let Some(Value::Number(number)) = draft.values.get_mut(*column) else { return Ok(false) };
                let scaled = first + (*number - low) * (last - first) / (high - low);
                let changed = scaled != *number && scaled.is_finite();
                *number = if changed { scaled } else { *number };
                Ok(changed)
            }
            Self::Rename(names) => {
                let new =
                    names.get(draft.touchpoint).map(String::as_str).filter(|new| *new != draft.touchpoint);
                draft.touchpoint = new.unwrap_or(draft.touchpoint);
                Ok(new.is_some())
            }
            Self::FoldIds => {
                let folded = fold(&draft.customer).into_owned();
                let changed = folded != draft.customer;
                draft.customer = folded;
                Ok(changed)
            }
            _ => Ok(false),
        }
    }
}

/// The instant that has in `to` the local time that this one has in `from`.
fn again(time: i64, from: &TimeZone, to: &TimeZone, field: &str) -> Result<i64> {
    let local = Timestamp::from_microsecond(time).ok().map(|time| from.to_datetime(time));
    let found = local.and_then(|local| to.to_timestamp(local).ok());
    found.map(Timestamp::as_microsecond).ok_or_else(|| {
        let shown = crate::log::detect::write_time(time);
        Error::option(&format!("{field}.set_time_zone"), shown, "a time within the calendar")
    })
}

/// A value for a column of this kind.
fn fitting<'s>(value: &'s Scalar, kind: ColumnKind, field: &str, column: &str) -> Result<Value<'s>> {
    let wrong = |expected: &str| {
        Err(Error::option(field, format!("{value}"), format!("{expected}, as column {column:?} holds")))
    };
    match (kind, value) {
        (ColumnKind::Number, Scalar::Number(number)) if number.is_finite() => Ok(Value::Number(*number)),
        (ColumnKind::Number, _) => wrong("a number"),
        (ColumnKind::Boolean, Scalar::Boolean(value)) => Ok(Value::Boolean(*value)),
        (ColumnKind::Boolean, _) => wrong("true or false"),
        (ColumnKind::Dictionary | ColumnKind::Text, Scalar::Text(text)) => Ok(Value::Text(text)),
        (ColumnKind::Dictionary | ColumnKind::Text, _) => wrong("a text"),
        (ColumnKind::Time, Scalar::Text(text)) => match text.parse::<Timestamp>() {
            Ok(time) => Ok(Value::Time(time.as_microsecond())),
            Err(_) => wrong("a time such as `2024-03-01T12:00:00Z`"),
        },
        (ColumnKind::Time, _) => wrong("a time"),
    }
}
