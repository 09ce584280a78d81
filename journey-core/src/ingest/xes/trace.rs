//! The events of one trace until it is over: start and complete events become one.

use std::collections::{HashMap, VecDeque};

use super::values::Cell;
use crate::log::XesReport;

/// A trace that is being read.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// The texts of all its values.
    pub texts: String,
    /// Attributes of all its events, by the numbers of their keys.
    pub cells: Vec<(u32, Cell)>,
    /// Its own attributes.
    pub own: Vec<(u32, Cell)>,
    pub rows: Vec<Row>,
}

/// An event of a trace.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its attributes: from here to there.
    pub cells: (usize, usize),
    /// Its name among the texts.
    pub name: (usize, usize),
    pub time: i64,
    pub end: Option<i64>,
    /// Number of the event in the file.
    pub number: u64,
    pub transition: Transition,
    /// What tells instances of an activity apart, among the texts.
    pub instance: (usize, usize),
    pub pair: Option<i64>,
    /// Whether it is a part of another one.
    pub taken: bool,
    /// Position of the complete event that is a part of this one.
    pub complete: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transition {
    None,
    Start,
    Complete,
    Other,
}

impl Transition {
    pub fn of(text: &str) -> Self {
        match text {
            text if text.eq_ignore_ascii_case("start") => Self::Start,
            text if text.eq_ignore_ascii_case("complete") => Self::Complete,
            _ => Self::Other,
        }
    }
}

impl Trace {
    pub fn clear(&mut self) {
        self.texts.clear();
        self.cells.clear();
        self.own.clear();
        self.rows.clear();
    }

    /// Memory in bytes, about.
    pub fn memory(&self) -> usize {
        self.texts.len() + self.cells.len() * size_of::<(u32, Cell)>() + self.rows.len() * size_of::<Row>()
    }

    fn text(&self, (start, end): (usize, usize)) -> &str {
        self.texts.get(start..end).unwrap_or_default()
    }

    /// Makes one event of a start and the next complete event of the same activity, first in, first out.
    pub fn pair(&mut self, report: &mut XesReport) {
        let is_start = |row: &Row| row.transition == Transition::Start;
        if !self.rows.iter().any(is_start) {
            // They count once it is known whether the file has any start events.
            report.unmatched_completes +=
                self.rows.iter().filter(|row| row.transition == Transition::Complete).count() as u64;
            return;
        }
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&place| self.rows.get(place).map(|row| row.time));
        let mut open: HashMap<(&str, &str), VecDeque<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        for place in order {
            let Some(row) = self.rows.get(place) else { continue };
            let activity = (self.text(row.name), self.text(row.instance));
            match row.transition {
                Transition::Start => open.entry(activity).or_default().push_back(place),
                Transition::Complete => match open.get_mut(&activity).and_then(VecDeque::pop_front) {
                    Some(start) => pairs.push((start, place)),
                    None => report.unmatched_completes += 1,
                },
                Transition::None | Transition::Other => {}
            }
        }
        report.unmatched_starts += open.values().map(|starts| starts.len() as u64).sum::<u64>();
        report.paired += pairs.len() as u64;
        pairs.into_iter().for_each(|(start, complete)| self.join(start, complete, true));
    }

    /// Makes one event of those that have one number. Returns numbers that only one event has.
    pub fn pair_by_number(&mut self, report: &mut XesReport) {
        let mut starts: HashMap<i64, usize> = HashMap::new();
        for place in 0..self.rows.len() {
            let Some(number) = self.rows.get(place).and_then(|row| row.pair) else { continue };
            match starts.remove(&number) {
                Some(start) => {
                    self.join(start, place, false);
                    report.paired += 1;
                }
                None => {
                    starts.insert(number, place);
                }
            }
        }
        report.unmatched_starts += starts.len() as u64;
    }

    fn join(&mut self, start: usize, complete: usize, with_values: bool) {
        let Some(row) = self.rows.get_mut(complete) else { return };
        row.taken = true;
        let end = row.time;
        if let Some(row) = self.rows.get_mut(start) {
            row.end = Some(end);
            row.complete = with_values.then_some(complete);
        }
    }
}
