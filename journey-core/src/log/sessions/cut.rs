//! Where a journey is cut.

use super::chosen::{Chosen, Scores};
use super::{SessionCut, SessionReport, SessionRule, Sessions};
use crate::analysis::{Periods, time_zone};
use crate::error::{Error, Result};
use crate::log::columns::MISSING;
use crate::log::pattern::Single;
use crate::log::regroup::Coded;
use crate::log::{EventLog, Journey};
use crate::work::Work;

/// Rules resolved against a log.
pub(super) struct Plan<'l> {
    log: &'l EventLog,
    options: &'l Sessions,
    /// Longest silence within a session in microseconds.
    pub gap: Option<i64>,
    starts: Single,
    ends: Single,
    separators: Single,
    calendar: Option<Periods>,
    /// Columns of which a new value cuts.
    change: Vec<Coded<'l>>,
    /// Cuts that need a look at the whole log.
    largest: Option<Chosen>,
    context: Option<Chosen>,
}

/// What an event does to its session.
#[derive(Debug, Clone, Copy)]
struct Role {
    starts: bool,
    ends: bool,
}

/// What was counted while cutting.
#[derive(Debug, Default)]
pub(super) struct Tally {
    cuts: [u64; SessionRule::ALL.len()],
    sessions: u64,
    single: u64,
    left_out: u64,
}

impl<'l> Plan<'l> {
    pub fn new(log: &'l EventLog, options: &'l Sessions) -> Result<Self> {
        options.check()?;
        let zone = time_zone(options.time_zone.as_deref())?;
        let periods = |period| {
            let (from, to) = log.schema.period.unwrap_or((0, 0));
            Periods::new(period, &zone, options.week_start, from, to)
        };
        let change = options.change.iter().map(|name| log.coded(log.column(name)?.0));
        let gap = match options.find_gap {
            true => Some(found(log)?),
            false => options.gap.map(|gap| gap.as_micros()),
        };
        let chosen = |cuts, scores| match cuts {
            Some(cuts) => Chosen::new(log, cuts, scores).map(Some),
            None => Ok(None),
        };
        Ok(Self {
            gap,
            calendar: options.calendar.map(periods).transpose()?,
            change: change.collect::<Result<_>>()?,
            largest: chosen(options.largest_gaps, Scores::Gaps)?,
            context: chosen(options.context_gaps, Scores::MeansOfPairs)?,
            log,
            starts: Single::of(&options.starts, log)?,
            ends: Single::of(&options.ends, log)?,
            separators: Single::of(&options.separators, log)?,
            options,
        })
    }

    /// Number of the session of each event within its journey, from 0, by shard and place; [`MISSING`] for separators.
    pub fn cut(&self) -> Result<(Vec<Vec<u32>>, Tally)> {
        let shards = &self.log.shards;
        let parts = Work::current().map("indexing", shards.len(), |index| {
            let Some(shard) = shards.get(index) else { return Ok((Vec::new(), Tally::default())) };
            let (mut numbers, mut tally) = (vec![MISSING; shard.data.times.len()], Tally::default());
            for journey in shard.journeys() {
                if let Some(slots) = numbers.get_mut(journey.source().1) {
                    self.cut_journey(index, &journey, slots, &mut tally);
                }
            }
            Ok((numbers, tally))
        })?;
        let mut total = Tally::default();
        let numbers = parts.into_iter().map(|(numbers, tally)| {
            total.merge(&tally);
            numbers
        });
        let numbers = numbers.collect();
        Ok((numbers, total))
    }

    fn cut_journey(&self, shard: usize, journey: &Journey<'_>, slots: &mut [u32], tally: &mut Tally) {
        let start = journey.source().1.start;
        let mut open = Open::new(self.change.len());
        let mut number = 0;
        let events = journey.times().iter().zip(journey.touchpoints()).zip(slots).enumerate();
        for (event, ((&time, &touchpoint), slot)) in events {
            let is = |events: &Single| events.holds(journey, event, touchpoint);
            let role = Role { starts: is(&self.starts), ends: is(&self.ends) };
            if is(&self.separators) {
                tally.left_out += 1;
                open.separated = true;
                continue;
            }
            let at = Here { shard, place: start + event, time, role };
            if open.events > 0 && self.cuts(&open, &at, tally) {
                tally.close(&open);
                number += 1;
                open.restart();
            }
            *slot = number;
            self.go_on(&mut open, &at);
        }
        tally.close(&open);
    }

    /// Whether a session ends before an event.
    fn cuts(&self, open: &Open, at: &Here, tally: &mut Tally) -> bool {
        let options = self.options;
        let over = |limit: Option<i64>, since: i64| limit.is_some_and(|limit| at.time - since > limit);
        let chosen =
            |chosen: &Option<Chosen>| chosen.as_ref().is_some_and(|chosen| chosen.has(at.shard, at.place));
        let period = |time| self.calendar.as_ref().map(|periods| periods.find(time));
        let mut changes =
            self.change.iter().zip(&open.values).map(|(column, &before)| (column.at(at), before));
        let said = [
            over(self.gap, open.last),
            chosen(&self.largest),
            chosen(&self.context),
            at.role.starts,
            open.ended,
            open.separated,
            over(options.longest.map(|span| span.as_micros()), open.first),
            options.most_events.is_some_and(|most| open.events >= most),
            period(at.time) != period(open.last),
            changes.any(|(now, before)| now != MISSING && before != MISSING && now != before),
        ];
        for (count, &said) in tally.cuts.iter_mut().zip(&said) {
            *count += u64::from(said);
        }
        said.contains(&true)
    }

    /// Adds an event to the session.
    fn go_on(&self, open: &mut Open, at: &Here) {
        if open.events == 0 {
            open.first = at.time;
        }
        open.events += 1;
        open.last = at.time;
        open.ended = at.role.ends;
        open.separated = false;
        for (value, column) in open.values.iter_mut().zip(&self.change) {
            let now = column.at(at);
            if now != MISSING {
                *value = now;
            }
        }
    }

    /// Whether a rule was asked for.
    fn has(&self, rule: SessionRule) -> bool {
        let options = self.options;
        match rule {
            SessionRule::Gap => self.gap.is_some(),
            SessionRule::LargestGaps => options.largest_gaps.is_some(),
            SessionRule::ContextGaps => options.context_gaps.is_some(),
            SessionRule::Starts => !options.starts.is_empty(),
            SessionRule::Ends => !options.ends.is_empty(),
            SessionRule::Separators => !options.separators.is_empty(),
            SessionRule::Longest => options.longest.is_some(),
            SessionRule::MostEvents => options.most_events.is_some(),
            SessionRule::Calendar => options.calendar.is_some(),
            SessionRule::Change => !options.change.is_empty(),
        }
    }
}

/// The limit of silence that a log shows.
fn found(log: &EventLog) -> Result<i64> {
    let report = log.session_gap()?;
    let refuse = || {
        let expected = "a stated gap: the silences of this log do not fall into short and long ones";
        Error::option("find_gap", true, expected)
    };
    report.valley.map(|valley| valley.gap.as_micros()).ok_or_else(refuse)
}

/// An event.
struct Here {
    shard: usize,
    place: usize,
    time: i64,
    role: Role,
}

impl Coded<'_> {
    fn at(&self, here: &Here) -> u32 {
        self.codes.get(here.shard).and_then(|codes| codes.get(here.place)).copied().unwrap_or(MISSING)
    }
}

/// The session that an event may still belong to.
#[derive(Debug)]
struct Open {
    first: i64,
    last: i64,
    events: u64,
    ended: bool,
    separated: bool,
    /// Last values of the columns that cut when they change.
    values: Vec<u32>,
}

impl Open {
    fn new(columns: usize) -> Self {
        let values = vec![MISSING; columns];
        Self { first: 0, last: 0, events: 0, ended: false, separated: false, values }
    }

    fn restart(&mut self) {
        self.events = 0;
        self.values.fill(MISSING);
    }
}

impl Tally {
    fn close(&mut self, open: &Open) {
        self.sessions += u64::from(open.events > 0);
        self.single += u64::from(open.events == 1);
    }

    fn merge(&mut self, other: &Self) {
        self.cuts.iter_mut().zip(&other.cuts).for_each(|(count, more)| *count += more);
        self.sessions += other.sessions;
        self.single += other.single;
        self.left_out += other.left_out;
    }

    pub fn report(&self, plan: &Plan<'_>, log: &EventLog) -> SessionReport {
        let rules = SessionRule::ALL.into_iter().zip(self.cuts).filter(|(rule, _)| plan.has(*rule));
        SessionReport {
            journeys: log.customers(),
            sessions: self.sessions,
            events: log.events(),
            left_out: self.left_out,
            single_event_sessions: self.single,
            gap_seconds: plan.gap.map(|gap| gap as f64 / 1e6),
            cuts: rules.map(|(rule, cuts)| SessionCut { rule, cuts }).collect(),
        }
    }
}
