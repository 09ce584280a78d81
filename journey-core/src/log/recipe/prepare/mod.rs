//! Steps that change the sequence of touchpoints: which there are, under which names, and where journeys begin and end.

mod between;
mod options;
mod remake;
#[cfg(test)]
mod tests;
mod urls;

pub use options::{CollapseRuns, CutBetween, RunValue};
pub use urls::{UrlRow, UrlTree, UrlTreeReport};

use super::edit::{Edited, recorded};
use super::{CleaningRow, Step};
use crate::error::{Error, Result};
use crate::log::pattern::single;
use crate::log::rule::Rule;
use crate::log::{EventLog, Journey};
use crate::model::Pattern;
use remake::{Line, Remake};

/// Does a step, if it is one of these; `field` says where it is.
pub(super) fn apply(log: &EventLog, step: &Step, field: &str) -> Result<Option<Edited>> {
    let part = |name: &str| format!("{field}.{name}");
    let events = |pattern: &Pattern, name: &str| placed(single(pattern, log), &part(name));
    let (edited, changed, customers) = match step {
        Step::GroupTouchpoints { touchpoints, name } => {
            named(name, &part("group_touchpoints.name"))?;
            group(log, &events(touchpoints, "group_touchpoints.touchpoints")?, name)?
        }
        Step::HideTouchpoints { touchpoints } => {
            keep(log, &Rule::Not(Box::new(events(touchpoints, "hide_touchpoints.touchpoints")?)))?
        }
        Step::KeepTouchpoints { touchpoints } => {
            keep(log, &events(touchpoints, "keep_touchpoints.touchpoints")?)?
        }
        Step::CollapseRuns(options) => {
            let field = part("collapse_runs");
            let given = options.touchpoints.as_ref();
            let only = given.map(|pattern| events(pattern, "collapse_runs.touchpoints")).transpose()?;
            collapse(log, options, only.as_ref(), &field)?
        }
        Step::MarkEnds { start, end } => mark(log, start.as_deref(), end.as_deref(), &part("mark_ends"))?,
        Step::CutBetween(options) => between::cut(log, options, &part("cut_between"))?,
        Step::UrlTouchpoints(options) => urls::name(log, options, &part("url_touchpoints"))?,
        _ => return Ok(None),
    };
    let row = CleaningRow {
        step: step.clone(),
        events_changed: changed,
        events_dropped: log.events().saturating_sub(edited.events()),
        customers_dropped: customers.unwrap_or(log.customers().saturating_sub(edited.customers())),
    };
    Ok(Some(recorded(log, edited, row)))
}

/// A log, its events that were changed, and the customers that went if they are not told by the number of journeys.
type Done = (EventLog, u64, Option<u64>);

/// An error of a pattern with the place of the pattern.
fn placed<T>(result: Result<T>, at: &str) -> Result<T> {
    result.map_err(|error| match error {
        Error::InvalidOption { field, value, expected } if field == "pattern" => {
            Error::InvalidOption { field: at.into(), value, expected }
        }
        other => other,
    })
}

fn named(name: &str, field: &str) -> Result<()> {
    match name.is_empty() {
        true => Err(Error::option(field, "\"\"", "a name")),
        false => Ok(()),
    }
}

fn group(log: &EventLog, rule: &Rule, name: &str) -> Result<Done> {
    let mut remake = Remake::new(log);
    let new = remake.names.intern(name);
    let (log, changed) = remake.make(|_| {
        |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            lines.extend(journey.touchpoints().iter().enumerate().map(|(event, &code)| {
                Line::event(event, if rule.holds(journey, event) { new } else { code })
            }));
        }
    })?;
    Ok((log, changed, None))
}

fn keep(log: &EventLog, rule: &Rule) -> Result<Done> {
    let (log, changed) = Remake::new(log).make(|_| {
        |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            let events = journey.touchpoints().iter().enumerate();
            let kept = events.filter(|(event, _)| rule.holds(journey, *event));
            lines.extend(kept.map(|(event, &code)| Line::event(event, code)));
        }
    })?;
    Ok((log, changed, None))
}

fn collapse(log: &EventLog, options: &CollapseRuns, only: Option<&Rule>, field: &str) -> Result<Done> {
    let within = options.within.map_or(i64::MAX, |span| span.as_micros());
    if let Some(span) = options.within.filter(|span| span.as_micros() < 0) {
        return Err(Error::option(&format!("{field}.within"), span, "a time of 0 or more"));
    }
    let mut remake = Remake::new(log);
    for (column, &value) in &options.columns {
        let position = match value {
            RunValue::Sum => log.number_column(&format!("{field}.columns"), column)?,
            _ => log.column(column)?.0,
        };
        remake.columns.get_mut(position).into_iter().for_each(|slot| *slot = value);
    }
    let (log, changed) = remake.make(|_| {
        |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            let mut before: Option<(i64, bool)> = None;
            let events = journey.touchpoints().iter().zip(journey.times()).enumerate();
            for (event, (&code, &time)) in events {
                let meant = only.is_none_or(|rule| rule.holds(journey, event));
                let near = before.is_some_and(|(last, meant)| meant && time.saturating_sub(last) <= within);
                match lines.last_mut().filter(|line| near && meant && line.code == code) {
                    Some(line) => line.events.end = event + 1,
                    None => lines.push(Line::event(event, code)),
                }
                before = Some((time, meant));
            }
        }
    })?;
    Ok((log, changed, None))
}

fn mark(log: &EventLog, start: Option<&str>, end: Option<&str>, field: &str) -> Result<Done> {
    let mut remake = Remake::new(log);
    for (name, given) in [("start", start), ("end", end)] {
        let Some(given) = given else { continue };
        let field = format!("{field}.{name}");
        named(given, &field)?;
        if remake.names.code(given).is_some() {
            let expected = "a name that no touchpoint and no other mark has";
            return Err(Error::option(&field, format!("{given:?}"), expected));
        }
        remake.names.intern(given);
    }
    let code = |name: Option<&str>| name.and_then(|name| remake.names.code(name));
    let (first, last) = (code(start), code(end));
    if first.is_none() && last.is_none() {
        return Err(Error::option(&format!("{field}.start"), "nothing", "a name for the start or the end"));
    }
    let (log, changed) = remake.make(|_| {
        |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            let events = journey.touchpoints().iter().enumerate();
            lines.extend(first.map(|code| Line::mark(0, code)));
            lines.extend(events.map(|(event, &code)| Line::event(event, code)));
            lines.extend(last.map(|code| Line::mark(journey.len().saturating_sub(1), code)));
        }
    })?;
    Ok((log, changed, None))
}
