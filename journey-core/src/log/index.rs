//! From the pieces of a partition to a shard: whole journeys, in order.

use super::chunk::{Piece, Raw};
use super::columns::{MISSING, NO_BOOLEAN, NO_TIME};
use super::interner::Interner;
use super::layout::{pick, pick_values};
use super::shard::ShardData;
use super::unify::Recode;
use super::{ColumnKind, NO_END, Values};

/// How codes of chunks become codes of the log.
#[derive(Debug, Default)]
pub(super) struct Recoding {
    /// New codes of the touchpoints of each chunk.
    pub touchpoints: Vec<Vec<u32>>,
    /// Place of each touchpoint among events of equal time; empty if input order decides.
    pub rank: Vec<u32>,
    /// Kind of each further column, and what becomes of its values in each chunk.
    pub columns: Vec<(ColumnKind, Vec<Recode>)>,
    /// Whether any event has an end.
    pub ends: bool,
}

impl Recoding {
    /// The shard of these pieces, which are in input order. Everything fits into the cache.
    pub(super) fn index(&self, pieces: Vec<Piece>) -> ShardData {
        let values = (0..self.columns.len()).map(|column| self.values(&pieces, column)).collect::<Vec<_>>();
        let ends: Vec<i64> = if self.ends { ends(&pieces) } else { Vec::new() };
        let (customers, events) = self.merge(pieces);
        let mut by_hash = customers.order();
        let (starts, mut order) = journeys(&mut by_hash, &events);
        for journey in starts.windows(2) {
            if let &[start, end] = journey
                && let Some(journey) = order.get_mut(start as usize..end as usize)
            {
                self.sort(journey, &events);
            }
        }
        let event = |&position: &u32| events.get(position as usize).copied().unwrap_or(NOTHING);
        ShardData {
            customers: by_hash.iter().map(|&number| customers.texts.get(number as usize)).collect(),
            touchpoints: order.iter().map(event).map(|event| event.touchpoint).collect(),
            times: order.iter().map(event).map(|event| event.time).collect(),
            rows: order.iter().map(event).map(|event| event.row).collect(),
            ends: if self.ends { pick(&ends, &order, NO_END).into() } else { Vec::new().into() },
            values: values.iter().map(|values| pick_values(values, &order)).collect(),
            starts: starts.into(),
        }
    }

    /// All events in input order, with the codes of the log and customers counted through.
    fn merge(&self, pieces: Vec<Piece>) -> (Interner, Vec<Raw>) {
        let most = pieces.iter().map(|piece| piece.customers.len()).max().unwrap_or_default();
        let mut customers = Interner::with_capacity(most);
        let mut events = Vec::with_capacity(pieces.iter().map(|piece| piece.events.len()).sum());
        for piece in pieces {
            let names = piece.customers.iter().map(|id| customers.intern(id, super::names::hash(id)));
            let numbers: Vec<u32> = names.collect();
            let codes = self.touchpoints.get(piece.chunk).map(Vec::as_slice).unwrap_or_default();
            events.extend(piece.events.iter().map(|event| Raw {
                customer: numbers.get(event.customer as usize).copied().unwrap_or_default(),
                touchpoint: codes.get(event.touchpoint as usize).copied().unwrap_or(MISSING),
                row: event.row + piece.rows_before,
                time: event.time,
            }));
        }
        (customers, events)
    }

    /// Orders the events of a journey by time, at equal times by rank, else as they came.
    fn sort(&self, journey: &mut [u32], events: &[Raw]) {
        let time = |&position: &u32| events.get(position as usize).map_or(0, |event| event.time);
        if self.rank.is_empty() {
            if !journey.is_sorted_by_key(time) {
                journey.sort_by_key(time);
            }
            return;
        }
        let rank = |&position: &u32| {
            let touchpoint = events.get(position as usize).map_or(0, |event| event.touchpoint);
            self.rank.get(touchpoint as usize).copied()
        };
        journey.sort_by_key(|position| (time(position), rank(position)));
    }

    /// Values of a further column in input order.
    fn values(&self, pieces: &[Piece], column: usize) -> Values {
        let kind = self.columns.get(column).map_or(ColumnKind::Dictionary, |(kind, _)| *kind);
        let parts = pieces.iter().map(|piece| {
            let recode = self.columns.get(column).and_then(|(_, chunks)| chunks.get(piece.chunk));
            (recode.unwrap_or(&Recode::Missing), piece.values.get(column), piece.events.len())
        });
        macro_rules! collect {
            ($variant:ident, $missing:expr, $($recode:ident)?) => {{
                let mut all = Vec::new();
                for (recode, values, count) in parts {
                    match (recode, values) {
                        (Recode::Keep, Some(Values::$variant(values))) => all.extend_from_slice(values),
                        $((Recode::$recode(by_code), Some(Values::Dictionary(codes))) => {
                            let value = |&code: &u32| by_code.get(code as usize).copied().unwrap_or($missing);
                            all.extend(codes.iter().map(value));
                        })?
                        _ => all.extend(std::iter::repeat_n($missing, count)),
                    }
                }
                Values::$variant(all.into())
            }};
        }
        match kind {
            ColumnKind::Dictionary => collect!(Dictionary, MISSING, Codes),
            ColumnKind::Number => collect!(Number, f64::NAN, Numbers),
            ColumnKind::Boolean => collect!(Boolean, NO_BOOLEAN, Booleans),
            ColumnKind::Time => collect!(Time, NO_TIME, Times),
            ColumnKind::Text => {
                let mut all = super::buffer::TextList::default();
                for (recode, values, count) in parts {
                    match (recode, values) {
                        (Recode::Keep, Some(Values::Text(texts))) => {
                            texts.iter().for_each(|text| all.push(text))
                        }
                        (Recode::Texts(names), Some(Values::Dictionary(codes))) => {
                            codes.iter().for_each(|&code| all.push(names.get(code)));
                        }
                        _ => (0..count).for_each(|_| all.push("")),
                    }
                }
                Values::Text(all.into())
            }
        }
    }
}

const NOTHING: Raw = Raw { time: 0, customer: 0, touchpoint: MISSING, row: 0 };

fn ends(pieces: &[Piece]) -> Vec<i64> {
    let mut all = Vec::with_capacity(pieces.iter().map(|piece| piece.events.len()).sum());
    for piece in pieces {
        match piece.ends.is_empty() {
            true => all.extend(std::iter::repeat_n(NO_END, piece.events.len())),
            false => all.extend_from_slice(&piece.ends),
        }
    }
    all
}

/// Where the journey of each customer starts, and the positions of all events journey by journey: a counting
/// sort, which keeps input order within a journey. Customers without events are dropped.
fn journeys(by_hash: &mut Vec<u32>, events: &[Raw]) -> (Vec<u32>, Vec<u32>) {
    let mut next = vec![0u32; by_hash.len()];
    for event in events {
        if let Some(count) = next.get_mut(event.customer as usize) {
            *count += 1;
        }
    }
    by_hash.retain(|&number| next.get(number as usize).is_some_and(|&count| count > 0));
    let mut starts = Vec::with_capacity(by_hash.len() + 1);
    let mut total = 0;
    for &number in by_hash.iter() {
        starts.push(total);
        if let Some(slot) = next.get_mut(number as usize) {
            total += std::mem::replace(slot, total);
        }
    }
    starts.push(total);
    let mut order = vec![0u32; events.len()];
    for (position, event) in (0..).zip(events) {
        if let Some(next) = next.get_mut(event.customer as usize)
            && let Some(slot) = order.get_mut(*next as usize)
        {
            *slot = position;
            *next += 1;
        }
    }
    (starts, order)
}
