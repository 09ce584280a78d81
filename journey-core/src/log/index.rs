//! From the pieces of a partition to a shard: whole journeys, in order.

use super::chunk::Piece;
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
        let (customers, numbers) = merge(&pieces);
        let (by_hash, starts, mut next) = journeys(&customers, &pieces, &numbers);
        let mut table = Placed::new(pieces.iter().map(|piece| piece.events.len()).sum(), self.needs_order());
        let mut position = 0;
        for (piece, numbers) in pieces.iter().zip(&numbers) {
            let codes = self.touchpoints.get(piece.chunk).map(Vec::as_slice).unwrap_or_default();
            for event in &piece.events {
                let number = numbers.get(event.customer as usize).copied().unwrap_or_default();
                let Some(next) = next.get_mut(number as usize) else { continue };
                let touchpoint = codes.get(event.touchpoint as usize).copied().unwrap_or(MISSING);
                let row = event.row + piece.rows_before;
                table.set(*next as usize, Moved { time: event.time, touchpoint, row, position });
                *next += 1;
                position += 1;
            }
        }
        self.sort(&mut table, &starts);
        let values = (0..self.columns.len()).map(|column| self.values(&pieces, column));
        let values = values.map(|values| pick_values(&values, &table.order)).collect();
        let ends = if self.ends { pick(&ends(&pieces), &table.order, NO_END) } else { Vec::new() };
        ShardData {
            customers: customers.texts.pick(&by_hash).into(),
            touchpoints: table.touchpoints.into(),
            times: table.times.into(),
            rows: table.rows.into(),
            ends: ends.into(),
            values,
            starts: starts.into(),
        }
    }

    /// Whether anything follows the events to their places.
    fn needs_order(&self) -> bool {
        self.ends || !self.columns.is_empty()
    }

    /// Orders the events of each journey by time, at equal times by rank, else as they came.
    fn sort(&self, table: &mut Placed, starts: &[u32]) {
        let rank = |touchpoint: u32| self.rank.get(touchpoint as usize).copied();
        let mut moved = Vec::new();
        for journey in starts.windows(2) {
            let &[start, end] = journey else { continue };
            let events = start as usize..end as usize;
            if self.rank.is_empty() && table.times.get(events.clone()).is_none_or(<[i64]>::is_sorted) {
                continue;
            }
            moved.clear();
            moved.extend(events.clone().map(|place| table.get(place)));
            moved.sort_by_key(|event| (event.time, rank(event.touchpoint)));
            for (place, event) in events.zip(&moved) {
                table.set(place, *event);
            }
        }
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

/// An event on its way to its place in a shard.
#[derive(Debug, Clone, Copy)]
struct Moved {
    time: i64,
    touchpoint: u32,
    row: u32,
    /// Where it stands in the input of the shard.
    position: u32,
}

/// Events in their places.
struct Placed {
    times: Vec<i64>,
    touchpoints: Vec<u32>,
    rows: Vec<u32>,
    /// Positions in the input of the shard; empty if nobody needs them.
    order: Vec<u32>,
}

impl Placed {
    fn new(events: usize, order: bool) -> Self {
        Self {
            times: vec![0; events],
            touchpoints: vec![0; events],
            rows: vec![0; events],
            order: vec![0; if order { events } else { 0 }],
        }
    }

    #[inline]
    fn set(&mut self, place: usize, event: Moved) {
        if let (Some(time), Some(touchpoint), Some(row)) =
            (self.times.get_mut(place), self.touchpoints.get_mut(place), self.rows.get_mut(place))
        {
            (*time, *touchpoint, *row) = (event.time, event.touchpoint, event.row);
        }
        if let Some(position) = self.order.get_mut(place) {
            *position = event.position;
        }
    }

    fn get(&self, place: usize) -> Moved {
        fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
            values.get(place).copied().unwrap_or_default()
        }
        Moved {
            time: at(&self.times, place),
            touchpoint: at(&self.touchpoints, place),
            row: at(&self.rows, place),
            position: at(&self.order, place),
        }
    }
}

/// All customers, and the number of each customer of each piece among them.
fn merge(pieces: &[Piece]) -> (Interner, Vec<Vec<u32>>) {
    let most = pieces.iter().map(|piece| piece.customers.len()).max().unwrap_or_default();
    let mut customers = Interner::with_capacity(most);
    let mut intern = |id: &str| customers.intern(id, super::names::hash(id));
    let numbers = pieces.iter().map(|piece| piece.customers.iter().map(&mut intern).collect()).collect();
    (customers, numbers)
}

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

/// The customers with events in their order, where the journey of each starts, and the same by number.
fn journeys(customers: &Interner, pieces: &[Piece], numbers: &[Vec<u32>]) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let mut next = vec![0u32; customers.len()];
    for (piece, numbers) in pieces.iter().zip(numbers) {
        for event in &piece.events {
            let number = numbers.get(event.customer as usize).copied().unwrap_or_default();
            if let Some(count) = next.get_mut(number as usize) {
                *count += 1;
            }
        }
    }
    let mut by_hash = customers.order();
    by_hash.retain(|&number| next.get(number as usize).is_some_and(|&count| count > 0));
    let mut starts = Vec::with_capacity(by_hash.len() + 1);
    let mut total = 0;
    for &number in &by_hash {
        starts.push(total);
        if let Some(slot) = next.get_mut(number as usize) {
            total += std::mem::replace(slot, total);
        }
    }
    starts.push(total);
    (by_hash, starts, next)
}
