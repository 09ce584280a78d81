//! A record and its cells.

/// Where the text of a cell is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub start: usize,
    pub end: usize,
    pub place: In,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum In {
    /// In the text, as it is.
    Text,
    /// In the text, with doubled quotes.
    Doubled,
    /// In the scratch text, with doubled quotes resolved.
    Scratch,
}

/// The cells of one line of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record<'r> {
    pub(super) text: &'r str,
    pub(super) cells: CellsOf<'r>,
    /// Number of cells, also of those that were not kept.
    pub count: usize,
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Data row, from 1; 0 is the header.
    pub row: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum CellsOf<'r> {
    /// No quotes: each cell ends at a mark, and the next begins behind it.
    Plain {
        start: usize,
        ends: &'r [u32],
    },
    Listed {
        fields: &'r [Field],
        scratch: &'r str,
    },
}

impl<'r> Record<'r> {
    /// The text of a cell, without quotes.
    #[inline]
    pub(crate) fn get(&self, position: usize) -> Option<&'r str> {
        match self.cells {
            CellsOf::Plain { start, ends } => {
                let end = *ends.get(position)? as usize;
                let start = match position.checked_sub(1) {
                    Some(before) => *ends.get(before)? as usize + 1,
                    None => start,
                };
                self.text.get(start..end)
            }
            CellsOf::Listed { fields, scratch } => {
                let field = fields.get(position)?;
                let text = if field.place == In::Scratch { scratch } else { self.text };
                text.get(field.start..field.end)
            }
        }
    }
}

/// Moves cells with doubled quotes to the scratch text.
pub(super) fn resolve_quotes(text: &str, fields: &mut [Field], scratch: &mut String) {
    scratch.clear();
    for field in fields.iter_mut().filter(|field| field.place == In::Doubled) {
        let cell = text.get(field.start..field.end).unwrap_or_default();
        let start = scratch.len();
        let mut pieces = cell.split("\"\"");
        scratch.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            scratch.push('"');
            scratch.push_str(piece);
        }
        *field = Field { start, end: scratch.len(), place: In::Scratch };
    }
}
