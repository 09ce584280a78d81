//! The names and kinds of all chunks become those of one log.

use std::sync::Arc;

use super::chunk::Piece;
use super::columns::{MISSING, NO_BOOLEAN, NO_TIME};
use super::decimal::Written;
use super::pending::dictionary;
use super::{Column, ColumnInfo, ColumnKind, Names, Values, detect};

/// What the values of one column of one chunk become.
#[derive(Debug)]
pub(super) enum Recode {
    /// They stay as they are.
    Keep,
    /// There are none.
    Missing,
    /// Codes become codes of the whole log.
    Codes(Vec<u32>),
    /// Codes become numbers, booleans, times or texts.
    Numbers(Vec<f64>),
    Booleans(Vec<u8>),
    Times(Vec<i64>),
    Texts(Names),
}

/// All names in byte order, and the new codes of each chunk.
pub(super) fn names<'n>(chunks: impl Iterator<Item = &'n Names>) -> (Names, Vec<Vec<u32>>) {
    let mut all = Names::default();
    let codes: Vec<Vec<u32>> =
        chunks.map(|names| names.iter().map(|name| all.intern(name)).collect()).collect();
    let (sorted, new_codes) = all.sorted();
    let codes = codes.iter().map(|codes| recode(codes, &new_codes)).collect();
    (sorted, codes)
}

pub(super) fn recode(codes: &[u32], new_codes: &[u32]) -> Vec<u32> {
    codes.iter().map(|&code| new_codes.get(code as usize).copied().unwrap_or(MISSING)).collect()
}

/// One column of all chunks.
pub(super) struct Part<'p> {
    /// Its names in each chunk; `None` for a chunk that did not have it yet.
    pub chunks: Vec<Option<Names>>,
    /// How its numbers were written in each chunk in which they were texts.
    pub written: Vec<Option<Written>>,
    pub name: String,
    /// The kind that was stated.
    pub kind: Option<ColumnKind>,
    /// The kind that it turns out to have, if that is known from elsewhere.
    pub known: Option<ColumnKind>,
    pub pieces: &'p mut [Vec<Piece>],
    pub position: usize,
}

impl Part<'_> {
    /// Settles the kind of a column.
    pub(super) fn settle(mut self, events: usize, texts: detect::TextsAre) -> (Column, Vec<Recode>) {
        let kinds = self.kinds();
        let mut seen = kinds.iter().flatten();
        let first = seen.next().copied();
        let uniform = first.filter(|_| seen.all(|kind| Some(*kind) == first));
        match uniform {
            Some(kind) if kind != ColumnKind::Dictionary && self.known.is_none_or(|known| known == kind) => {
                let recode = kinds.iter().map(|kind| match kind {
                    Some(_) => Recode::Keep,
                    None => Recode::Missing,
                });
                (self.column(kind, Names::default()), recode.collect())
            }
            _ => {
                self.write_out(&kinds);
                self.texts(events, texts)
            }
        }
    }

    /// Kind of the values of each chunk, if it has any.
    fn kinds(&self) -> Vec<Option<ColumnKind>> {
        let mut kinds = vec![None; self.chunks.len()];
        for piece in self.pieces.iter().flatten() {
            let Some(slot) = kinds.get_mut(piece.chunk) else { continue };
            let named = || {
                self.chunks
                    .get(piece.chunk)
                    .is_some_and(|names| names.as_ref().is_some_and(|names| !names.is_empty()))
            };
            match piece.values.get(self.position).map(Values::kind) {
                Some(ColumnKind::Dictionary) if !named() => {}
                Some(kind) if !piece.events.is_empty() => *slot = Some(kind),
                _ => {}
            }
        }
        if let Some(stated) = self.kind {
            kinds
                .iter_mut()
                .zip(&self.chunks)
                .filter(|(_, chunk)| chunk.is_some())
                .for_each(|(kind, _)| *kind = Some(stated));
        }
        kinds
    }

    fn column(&self, kind: ColumnKind, names: Names) -> Column {
        Column { info: ColumnInfo { name: self.name.clone(), kind }, names: Arc::new(names) }
    }

    /// Typed values of chunks become codes, for other chunks have texts.
    fn write_out(&mut self, kinds: &[Option<ColumnKind>]) {
        for piece in self.pieces.iter_mut().flatten() {
            let typed = kinds
                .get(piece.chunk)
                .is_some_and(|kind| kind.is_some_and(|kind| kind != ColumnKind::Dictionary));
            if let (true, Some(values), Some(Some(names))) =
                (typed, piece.values.get_mut(self.position), self.chunks.get_mut(piece.chunk))
            {
                let written = self.written.get(piece.chunk).copied().flatten();
                *values = Values::Dictionary(dictionary(values, written, names).into());
            }
        }
    }

    fn texts(self, events: usize, texts: detect::TextsAre) -> (Column, Vec<Recode>) {
        let mut all = Names::default();
        let codes: Vec<Option<Vec<u32>>> = self
            .chunks
            .iter()
            .map(|names| names.as_ref().map(|names| names.iter().map(|name| all.intern(name)).collect()))
            .collect();
        let known = self.kind.or(self.known);
        let kind = known.unwrap_or_else(|| detect::kind(&all, events, texts));
        let numbers = |name: &str| detect::number(name).unwrap_or(f64::NAN) + 0.0;
        let booleans = |name: &str| detect::boolean(name).map_or(NO_BOOLEAN, u8::from);
        let times = |name: &str| detect::time(name).unwrap_or(NO_TIME);
        if kind == ColumnKind::Dictionary {
            let (sorted, new_codes) = all.sorted();
            let recode = codes.into_iter().map(|codes| match codes {
                Some(codes) => Recode::Codes(recode(&codes, &new_codes)),
                None => Recode::Missing,
            });
            return (self.column(kind, sorted), recode.collect());
        }
        let column = self.column(kind, Names::default());
        let recode = self.chunks.into_iter().map(|names| match (kind, names) {
            (_, None) => Recode::Missing,
            (ColumnKind::Number, Some(names)) => Recode::Numbers(names.iter().map(numbers).collect()),
            (ColumnKind::Boolean, Some(names)) => Recode::Booleans(names.iter().map(booleans).collect()),
            (ColumnKind::Time, Some(names)) => Recode::Times(names.iter().map(times).collect()),
            (_, Some(names)) => Recode::Texts(names),
        });
        (column, recode.collect())
    }
}
