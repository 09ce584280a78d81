//! What each fault of the data does to the events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::DataFault;
use super::cells::Cell;
use super::plant::{DAY, Raw, SECOND, Table};
use crate::error::Result;
use crate::model::TimeSpan;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const CRAWLER: &str = "ExampleBot/2.1 (+https://example.com/bot)";
/// Journeys at an edge lie within this share of the period, which is less than a look at the quality takes for it.
const EDGE: f64 = 0.08;
/// Events of a touchpoint from which on it is a frequent one.
const FREQUENT: u32 = 500;
/// How many rows later a late event comes.
const LATER: usize = 50;

impl Table {
    pub fn fault(&mut self, fault: &DataFault, field: &str) -> Result<()> {
        let any = |_: &Self, _: usize| true;
        match fault {
            DataFault::Duplicates { events } => {
                for place in self.choose(field, *events, any)? {
                    self.events.get(place).cloned().into_iter().for_each(|event| self.push(event));
                }
            }
            DataFault::Ties { events } => self.ties(field, *events)?,
            DataFault::SkippedRows { rows } => {
                self.choose(field, *rows, any)?.into_iter().for_each(|place| self.skip(place));
            }
            DataFault::FutureTimes { events, now } => {
                let places = self.choose(field, *events, any)?;
                for (place, later) in places.into_iter().zip(1..) {
                    let time = now.as_microsecond().saturating_add(later * 3600 * SECOND);
                    self.update(place, |event| (event.time, event.end) = (time, None));
                }
            }
            DataFault::PlaceholderTimes { events } => {
                for place in self.choose(field, *events, any)? {
                    self.update(place, |event| (event.time, event.end) = (0, None));
                }
            }
            DataFault::DayResolution { touchpoint } => {
                self.known(touchpoint)?;
                let at = self.events.iter_mut().filter(|event| event.touchpoint == *touchpoint);
                at.for_each(|event| event.time -= event.time.rem_euclid(DAY));
            }
            DataFault::ClockChanges { events } => self.clock_changes(field, *events)?,
            DataFault::ClockSkew { events, by } => self.skew(field, *events, *by)?,
            DataFault::NegativeDurations { events } => {
                let ends =
                    |table: &Self, place: usize| table.events.get(place).is_some_and(|e| e.end.is_some());
                for place in self.choose(field, *events, ends)? {
                    self.update(place, |event| event.end = None);
                }
                self.quality.negative_durations += events;
            }
            DataFault::ReversedOrder { touchpoint, journeys } => {
                self.reverse(field, touchpoint, *journeys)?
            }
            DataFault::LateEvents { events } => self.late(field, *events)?,
            DataFault::FastBots { customers } => self.bots("fast-bot", *customers, 60),
            DataFault::RegularBots { customers } => self.bots("regular-bot", *customers, 30),
            DataFault::CrawlerAgents { customers } => self.crawlers(field, *customers)?,
            DataFault::TruncatedBeginning { journeys } => self.truncate_beginning(field, *journeys)?,
            DataFault::TruncatedEnd { journeys } => self.truncate_end(field, *journeys)?,
            DataFault::CollectionGap { days } => self.gap(*days),
            DataFault::VolumeChange { touchpoint, from, share } => {
                self.thin_out(touchpoint, from.as_microsecond(), *share)?
            }
            DataFault::MixedScales { column, touchpoint } => self.rescale(column, touchpoint)?,
            DataFault::NoAnswerCodes { column, code, events } => {
                let column = self.column(column)?;
                for place in self.choose(field, *events, has(column))? {
                    self.update(place, |event| put(event, column, Cell::Number(*code)));
                }
            }
            DataFault::MissingValues { column, touchpoint, events } => {
                self.lose_values(field, (column, touchpoint), *events)?
            }
            DataFault::SimilarIds { customers } => self.similar_ids(field, *customers)?,
        }
        Ok(())
    }

    /// A share of the events of a touchpoint is gone from a time on.
    fn thin_out(&mut self, touchpoint: &str, from: i64, share: f64) -> Result<()> {
        self.known(touchpoint)?;
        for place in 0..self.events.len() {
            let hit = self.time(place) >= from && self.name(place) == touchpoint;
            if hit && self.draw.chance(share) {
                self.update(place, |event| event.gone = true);
            }
        }
        Ok(())
    }

    /// Events of a touchpoint have no value in a column.
    fn lose_values(&mut self, field: &str, (column, touchpoint): (&str, &str), events: u64) -> Result<()> {
        self.known(touchpoint)?;
        let column = self.column(column)?;
        let at = |table: &Self, place: usize| table.name(place) == touchpoint && has(column)(table, place);
        for place in self.choose(field, events, at)? {
            self.update(place, |event| put(event, column, Cell::Missing));
        }
        Ok(())
    }

    /// Events, each with the one before it in the journey, of which none is chosen twice.
    fn ties(&mut self, field: &str, events: u64) -> Result<()> {
        let pair = |pair: &[usize]| Some((*pair.last()?, *pair.first()?));
        let pairs = |journey: &Vec<usize>| journey.chunks_exact(2).filter_map(pair).collect::<Vec<_>>();
        let all: Vec<(usize, usize)> = self.journeys().values().flat_map(pairs).collect();
        for (place, before) in self.draw_some(field, events, all)? {
            let time = self.time(before);
            self.update(place, |event| event.time = time);
            self.mark(place);
            self.mark(before);
        }
        Ok(())
    }

    fn clock_changes(&mut self, field: &str, events: u64) -> Result<()> {
        let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
        let first = self.events.iter().filter(|event| !event.gone).map(|event| event.time).min().unwrap_or(0);
        let back = Timestamp::from_microsecond(first).ok().and_then(|first| {
            let mut winters = zone.following(first).filter(|change| !change.dst().is_dst());
            Some(winters.next()?.timestamp().as_microsecond())
        });
        for place in self.choose(field, events, |_, _| true)? {
            let time = back.unwrap_or(first) - 1800 * SECOND;
            self.update(place, |event| (event.time, event.end) = (time, None));
        }
        self.quality.time_zone = "Europe/Berlin".into();
        self.quality.times_without_zone += events;
        self.quality.ambiguous_times += events;
        Ok(())
    }

    fn skew(&mut self, field: &str, events: u64, by: TimeSpan) -> Result<()> {
        let column = self.text_column("source", "web");
        let mut times: BTreeMap<(String, String), u32> = BTreeMap::new();
        for event in self.events.iter().filter(|event| !event.gone) {
            *times.entry((event.customer.clone(), event.touchpoint.clone())).or_default() += 1;
        }
        let once = |table: &Self, place: usize| {
            let event = table.events.get(place);
            event.is_some_and(|e| times.get(&(e.customer.clone(), e.touchpoint.clone())) == Some(&1))
        };
        for place in self.choose(field, events, once)? {
            let Some(mut event) = self.events.get(place).cloned() else { continue };
            event.time = event.time.saturating_add(by.as_micros());
            event.end = event.end.map(|end| end.saturating_add(by.as_micros()));
            put(&mut event, column, Cell::Text("crm".into()));
            self.push(event);
        }
        Ok(())
    }

    fn reverse(&mut self, field: &str, touchpoint: &str, journeys: u64) -> Result<()> {
        self.known(touchpoint)?;
        let mut all = Vec::new();
        for events in self.journeys().values() {
            let place = events.iter().position(|&place| self.name(place) == touchpoint);
            let first = events.first().copied();
            all.extend(place.filter(|place| *place > 0).and_then(|at| Some((*events.get(at)?, first?))));
        }
        for (place, first) in self.draw_some(field, journeys, all)? {
            let time = self.time(first) - 60 * SECOND;
            self.update(place, |event| (event.time, event.end) = (time, None));
            self.mark(place);
        }
        Ok(())
    }

    fn late(&mut self, field: &str, events: u64) -> Result<()> {
        self.events.sort_by_key(|event| (event.time, event.row));
        // Far enough from each other that each passes events that stay where they are.
        let places = (LATER..self.events.len().saturating_sub(2 * LATER)).step_by(2 * LATER).collect();
        for place in self.draw_some(field, events, places)? {
            self.events.get_mut(place..=place + LATER).into_iter().for_each(|run| run.rotate_left(1));
        }
        self.events.iter_mut().zip(1..).for_each(|(event, row)| event.row = row);
        Ok(())
    }

    /// Further customers, with the events of others: irregularly within a minute, or every ten minutes.
    fn bots(&mut self, name: &str, customers: u64, events: u64) {
        let (first, last) = self.period();
        let patterns: Vec<Raw> = self.events.iter().filter(|event| !event.gone).take(1).cloned().collect();
        for customer in 1..=customers {
            let mut time = first + (self.draw.unit() * (last - first) as f64) as i64;
            for _ in 0..events {
                let regular = events == 30;
                time += if regular { 600 * SECOND } else { 200_000 + (self.draw.unit() * 1e6) as i64 };
                let customer = format!("{name}-{customer}");
                let copies = patterns.iter().cloned().map(|raw| Raw {
                    customer: customer.clone(),
                    time,
                    end: None,
                    ..raw
                });
                copies.collect::<Vec<_>>().into_iter().for_each(|event| self.push(event));
            }
        }
    }

    fn crawlers(&mut self, field: &str, customers: u64) -> Result<()> {
        let column = self.text_column("user_agent", BROWSER);
        let all: Vec<String> = self.journeys().into_keys().collect();
        let chosen: BTreeSet<String> = self.draw_some(field, customers, all)?.into_iter().collect();
        for event in self.events.iter_mut().filter(|event| chosen.contains(&event.customer)) {
            put(event, column, Cell::Text(CRAWLER.into()));
        }
        Ok(())
    }

    fn truncate_beginning(&mut self, field: &str, journeys: u64) -> Result<()> {
        let (first, last) = self.period();
        let until = first + (EDGE * (last - first) as f64) as i64;
        let all = self.journeys();
        let begin: BTreeSet<&str> =
            all.values().filter_map(|events| Some(self.name(*events.first()?))).collect();
        let frequent = self.frequent();
        let mut cuts: Vec<Vec<usize>> = Vec::new();
        for events in all.values() {
            let cut = events.iter().position(|&place| !begin.contains(self.name(place)));
            let early = |cut: &usize| {
                let place = events.get(*cut).copied().unwrap_or(usize::MAX);
                self.time(place) < until && frequent.contains(self.name(place))
            };
            cuts.extend(cut.filter(early).and_then(|cut| events.get(..cut)).map(<[usize]>::to_vec));
        }
        for place in self.draw_some(field, journeys, cuts)?.into_iter().flatten() {
            self.update(place, |event| event.gone = true);
        }
        Ok(())
    }

    fn truncate_end(&mut self, field: &str, journeys: u64) -> Result<()> {
        let (first, last) = self.period();
        let from = last - (EDGE * (last - first) as f64) as i64;
        let ends: Vec<usize> = self.journeys().values().filter_map(|events| events.last().copied()).collect();
        let frequent = self.frequent();
        let late = |place: &usize| self.time(*place) > from && frequent.contains(self.name(*place));
        let late = ends.iter().copied().filter(late).collect();
        let open = self.draw_some(field, journeys, late)?;
        for place in ends.into_iter().filter(|place| open.binary_search(place).is_err()) {
            let Some(event) = self.events.get(place).cloned() else { continue };
            let time = event.end.unwrap_or(event.time).max(event.time) + SECOND;
            let values = vec![Cell::Missing; event.values.len()];
            self.push(Raw { time, end: None, touchpoint: "journey_closed".into(), values, ..event });
        }
        Ok(())
    }

    /// Touchpoints with enough events to know that journeys never begin or end there.
    fn frequent(&self) -> BTreeSet<String> {
        let mut events: BTreeMap<&str, u32> = BTreeMap::new();
        for event in self.events.iter().filter(|event| !event.gone) {
            *events.entry(&event.touchpoint).or_default() += 1;
        }
        events.into_iter().filter(|(_, events)| *events >= FREQUENT).map(|(name, _)| name.into()).collect()
    }

    fn gap(&mut self, days: u64) {
        let (first, last) = self.period();
        let from = first.midpoint(last).div_euclid(DAY) * DAY;
        let to = from.saturating_add(DAY.saturating_mul(i64::try_from(days).unwrap_or(i64::MAX)));
        let within = self.events.iter_mut().filter(|event| (from..to).contains(&event.time));
        within.for_each(|event| event.gone = true);
    }

    fn rescale(&mut self, column: &str, touchpoint: &str) -> Result<()> {
        self.known(touchpoint)?;
        let column = self.column(column)?;
        for place in 0..self.events.len() {
            let lower = if self.draw.chance(0.5) { 1.0 } else { 0.0 };
            let at = self.events.get_mut(place).filter(|event| event.touchpoint == touchpoint);
            if let Some(Cell::Number(value)) = at.and_then(|event| event.values.get_mut(column)) {
                *value = 2.0 * *value - lower;
            }
        }
        Ok(())
    }

    fn similar_ids(&mut self, field: &str, customers: u64) -> Result<()> {
        let mut all: Vec<Vec<usize>> = self.journeys().into_values().collect();
        all.retain(|events| events.len() > 1);
        for events in self.draw_some(field, customers, all)? {
            for place in events.iter().skip(events.len() / 2) {
                self.update(*place, |event| event.customer = event.customer.to_uppercase());
            }
        }
        Ok(())
    }
}

/// Whether an event has a value in a column.
fn has(column: usize) -> impl Fn(&Table, usize) -> bool {
    move |table, place| {
        let value = table.events.get(place).and_then(|event| event.values.get(column));
        value.is_some_and(|cell| *cell != Cell::Missing)
    }
}

fn put(event: &mut Raw, column: usize, cell: Cell) {
    event.values.get_mut(column).into_iter().for_each(|slot| *slot = cell.clone());
}
