//! Journeys cut between two places.

use std::ops::Range;

use super::remake::{Line, Remake};
use super::{CutBetween, Done, placed};
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::regroup::{Added, Regroup};
use crate::log::{EventLog, Journey, MISSING};
use crate::work::Work;

/// The places resolved against a log.
struct Places<'o> {
    from: Option<Automaton>,
    to: Option<Automaton>,
    options: &'o CutBetween,
}

pub(super) fn cut(log: &EventLog, options: &CutBetween, field: &str) -> Result<Done> {
    if options.from.is_none() && options.to.is_none() {
        return Err(Error::option(&format!("{field}.from"), "nothing", "a place, or one for `to`"));
    }
    if options.keep_as.is_some() && !options.each {
        let field = format!("{field}.keep_as");
        return Err(Error::option(&field, "a name", "nothing: without `each`, ids stay as they are"));
    }
    let place = |pattern: &Option<_>, name: &str| {
        let automaton = pattern.as_ref().map(|pattern| Automaton::new(pattern, log)).transpose();
        placed(automaton, &format!("{field}.{name}"))
    };
    let places = Places { from: place(&options.from, "from")?, to: place(&options.to, "to")?, options };
    if options.each {
        return apart(log, &places, field);
    }
    let (log, changed) = Remake::new(log).make(|_| {
        let mut finder = Finder::new(&places);
        move |journey: &Journey<'_>, lines: &mut Vec<Line>| {
            finder.parts(journey, |part| {
                let codes = journey.touchpoints().get(part.clone()).unwrap_or_default();
                lines.extend(part.zip(codes).map(|(event, &code)| Line::event(event, code)));
            });
        }
    })?;
    Ok((log, changed, None))
}

/// Every part as a journey.
fn apart(log: &EventLog, places: &Places<'_>, field: &str) -> Result<Done> {
    let log = log.flat();
    let name = log.new_column(&format!("{field}.keep_as"), places.options.keep_as.as_deref())?;
    let found = Work::current().map("indexing", log.shards.len(), |index| {
        let Some(shard) = log.shards.get(index) else { return Ok((Vec::new(), 0)) };
        let (mut numbers, mut gone) = (vec![MISSING; shard.data.times.len()], 0);
        let mut finder = Finder::new(places);
        for journey in shard.journeys() {
            let slots = numbers.get_mut(journey.source().1).unwrap_or_default();
            let mut number = 0;
            finder.parts(&journey, |part| {
                slots.get_mut(part).into_iter().for_each(|slots| slots.fill(number));
                number += 1;
            });
            gone += u64::from(number == 0);
        }
        Ok((numbers, gone))
    })?;
    let (numbers, gone): (Vec<_>, Vec<u64>) = found.into_iter().unzip();
    let (ids, journeys) = log.number(&numbers)?;
    let (names, codes) = log.customer_codes()?;
    let added = vec![Added { name, names, codes }];
    let edited = log.regroup(Regroup { ids: ids.into(), journeys, sort: false, added })?;
    let changed = edited.events();
    Ok((edited, changed, Some(gone.iter().sum())))
}

/// Finds the parts of one journey after another.
struct Finder<'p> {
    from: Option<Matcher<'p>>,
    to: Option<Matcher<'p>>,
    options: &'p CutBetween,
}

impl<'p> Finder<'p> {
    fn new(places: &'p Places<'_>) -> Self {
        Self {
            from: places.from.as_ref().map(Matcher::new),
            to: places.to.as_ref().map(Matcher::new),
            options: places.options,
        }
    }

    /// Hands over the events of every part, or of the first one.
    fn parts(&mut self, journey: &Journey<'_>, mut found: impl FnMut(Range<usize>)) {
        let mut at = None;
        while at.is_none_or(|at| at < journey.len()) {
            let Some((begin, next)) = self.begin(journey, at) else { return };
            let Some(end) = self.end(journey, begin, next) else { return };
            if begin < end {
                found(begin..end);
            }
            if !self.options.each {
                return;
            }
            at = Some(end.max(begin + 1));
        }
    }

    /// Where a part begins, and from where its end is looked for.
    fn begin(&mut self, journey: &Journey<'_>, at: Option<usize>) -> Option<(usize, Option<usize>)> {
        match &mut self.from {
            Some(from) => from.next(journey, at).map(|found| (found.events.start, Some(found.events.end))),
            None => Some((at.unwrap_or(0), at)),
        }
    }

    /// Where a part ends.
    fn end(&mut self, journey: &Journey<'_>, begin: usize, next: Option<usize>) -> Option<usize> {
        if let Some(to) = &mut self.to {
            let open = self.options.keep_open.then_some(journey.len());
            return to.next(journey, next).map(|found| found.events.end).or(open);
        }
        let again =
            self.from.as_mut().filter(|_| self.options.each).and_then(|from| from.next(journey, next));
        Some(again.map_or(journey.len(), |found| found.events.start.max(begin + 1)))
    }
}
