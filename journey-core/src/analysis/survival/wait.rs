//! How long each customer waits, for which outcome: what survival and Cox's model share.

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Journey};
use crate::model::{Pattern, TimeSpan};

/// The options that say what is waited for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wait<'a> {
    pub start: Option<&'a Pattern>,
    pub end: Option<&'a Pattern>,
    pub inactivity: Option<TimeSpan>,
    pub competing: &'a [Pattern],
    pub within: Option<TimeSpan>,
    pub until: Option<Timestamp>,
}

/// What is waited for, resolved against a log.
#[derive(Debug)]
pub struct WaitPlan {
    start: Option<Automaton>,
    /// The awaited end first, if it is one, then those that compete.
    ends: Vec<Automaton>,
    inactivity: Option<i64>,
    within: i64,
    /// Last instant of observation.
    end: i64,
    /// Names of the outcomes: those of `ends`, then inactivity.
    pub(super) outcomes: Vec<String>,
}

/// What is known about a customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Waited {
    /// The event at which the time starts.
    pub event: usize,
    /// Time from there to the outcome or to the end of observation.
    pub time: i64,
    /// The outcome; `None` if there was none as long as the customer was observed.
    pub outcome: Option<usize>,
}

/// How the outcome of silence is called.
pub(super) const INACTIVITY: &str = "inactivity";
/// Outcomes at most.
const MOST_OUTCOMES: usize = 32;

impl Wait<'_> {
    pub fn plan(&self, log: &EventLog) -> Result<WaitPlan> {
        if self.end.is_none() && self.inactivity.is_none() {
            let expected = "a pattern, or `inactivity` to wait for a silence";
            return Err(Error::option("end", "nothing", expected));
        }
        for (field, span) in [("inactivity", self.inactivity), ("within", self.within)] {
            if let Some(span) = span.filter(|span| span.as_micros() <= 0) {
                return Err(Error::option(field, span, "a time span of more than 0"));
            }
        }
        if self.competing.len() > MOST_OUTCOMES {
            return Err(Error::option("competing", self.competing.len(), format!("at most {MOST_OUTCOMES}")));
        }
        let patterns = || self.end.into_iter().chain(self.competing);
        let mut outcomes: Vec<String> = patterns().map(ToString::to_string).collect();
        outcomes.extend(self.inactivity.map(|_| INACTIVITY.to_string()));
        for (at, name) in outcomes.iter().enumerate() {
            if outcomes.iter().take(at).any(|other| other == name) {
                return Err(Error::option("competing", format!("{name:?} twice"), "different outcomes"));
            }
        }
        let last = log.schema.period.map_or(i64::MIN, |(_, last)| last);
        Ok(WaitPlan {
            start: self.start.map(|pattern| Automaton::new(pattern, log)).transpose()?,
            ends: patterns().map(|pattern| Automaton::new(pattern, log)).collect::<Result<_>>()?,
            inactivity: self.inactivity.map(TimeSpan::as_micros),
            within: self.within.map_or(i64::MAX, TimeSpan::as_micros),
            end: self.until.map_or(last, |until| until.as_microsecond()),
            outcomes,
        })
    }
}

/// Looks at one journey after another.
pub(super) struct Watch<'a> {
    plan: &'a WaitPlan,
    start: Option<Matcher<'a>>,
    ends: Vec<Matcher<'a>>,
}

impl WaitPlan {
    pub(super) fn watch(&self) -> Watch<'_> {
        Watch {
            plan: self,
            start: self.start.as_ref().map(Matcher::new),
            ends: self.ends.iter().map(Matcher::new).collect(),
        }
    }

    /// The longest time that is looked at.
    pub(super) fn longest(&self) -> Option<i64> {
        (self.within != i64::MAX).then_some(self.within)
    }
}

impl Watch<'_> {
    /// What is known about a customer; nothing if the start was not seen.
    pub fn see(&mut self, journey: &Journey<'_>) -> Option<Waited> {
        let (times, end) = (journey.times(), self.plan.end);
        let event = match &mut self.start {
            None => 0,
            Some(start) => start.next(journey, None)?.events.end.checked_sub(1)?,
        };
        let started = *times.get(event).filter(|&&time| time <= end)?;
        let mut found: Option<(i64, usize, usize)> = None;
        for (outcome, matcher) in self.ends.iter_mut().enumerate() {
            let place =
                matcher.next(journey, Some(event + 1)).map(|found| found.events.end.saturating_sub(1));
            let at = place.and_then(|place| Some((*times.get(place)?, place, outcome)));
            found = [found, at].into_iter().flatten().min();
        }
        if let Some(silence) = self.plan.inactivity {
            let lost = lost(times.get(event..).unwrap_or_default(), silence, end);
            let at = lost.map(|(time, events)| (time, event + events, self.ends.len()));
            found = [found, at].into_iter().flatten().min();
        }
        let seen = end.saturating_sub(started).min(self.plan.within);
        let outcome = found.filter(|(time, ..)| *time <= end && time.saturating_sub(started) <= seen);
        Some(Waited {
            event,
            time: outcome.map_or(seen, |(time, ..)| time.saturating_sub(started)),
            outcome: outcome.map(|(.., outcome)| outcome),
        })
    }
}

/// When the first silence longer than this has lasted that long, and how many events were before it.
fn lost(times: &[i64], silence: i64, end: i64) -> Option<(i64, usize)> {
    let nexts = times.iter().skip(1).copied().chain(std::iter::once(end));
    let mut gaps = times.iter().zip(nexts).enumerate();
    let gap = gaps.find(|(_, (time, next))| next.saturating_sub(**time) > silence);
    gap.map(|(place, (time, _))| (time.saturating_add(silence), place + 1))
}
