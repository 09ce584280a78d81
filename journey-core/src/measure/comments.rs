//! Comments of customers, and how positive each is.

use std::sync::Arc;

use super::plan::Columns;
use crate::error::Result;
use crate::log::{ColumnKind, Journey, MISSING, Names};
use crate::model::JourneyMap;
use crate::text::Lexicon;

/// Where comments are found, and their sentiment.
#[derive(Debug)]
pub(super) struct Comments {
    texts: Texts,
    /// Column with the sentiment of each comment; if `None`, words are looked up.
    sentiment: Option<usize>,
    lexicon: Lexicon,
}

#[derive(Debug)]
enum Texts {
    /// A text column.
    Column(usize),
    /// A dictionary column, the text of each code and its sentiment.
    Codes(usize, Arc<Names>, Vec<f64>),
}

impl Comments {
    /// The comments of a map; `None` if the map or the log has none.
    ///
    /// # Errors
    /// For columns of other kinds.
    pub(super) fn of(map: &JourneyMap, columns: &mut Columns<'_>) -> Result<Option<Self>> {
        let Some(stated) = &map.comments else { return Ok(None) };
        let kinds = [ColumnKind::Text, ColumnKind::Dictionary];
        let column = columns.find(&stated.column, &kinds, "comments.column")?;
        let sentiment = match &stated.sentiment {
            Some(name) => match columns.number(name, "comments.sentiment")? {
                Some(column) => Some(column),
                None => return Ok(None),
            },
            None => None,
        };
        let Some(column) = column else { return Ok(None) };
        let names =
            columns.log.column(&stated.column).map(|(_, column)| (column.info.kind, column.names.clone()))?;
        let lexicon = Lexicon::english();
        let texts = match names {
            (ColumnKind::Dictionary, names) => {
                let scores = names.iter().map(|text| lexicon.score(text).compound).collect();
                Texts::Codes(column, names, scores)
            }
            _ => Texts::Column(column),
        };
        Ok(Some(Self { texts, sentiment, lexicon }))
    }

    /// Text of the comment of an event.
    pub(super) fn text<'a>(&'a self, journey: &Journey<'a>, event: usize) -> Option<&'a str> {
        let text = match &self.texts {
            Texts::Column(column) => journey.text(*column, event)?,
            Texts::Codes(column, names, _) => {
                let code = journey.codes(*column).get(event).copied().filter(|&code| code != MISSING)?;
                names.get(code)
            }
        };
        (!text.trim().is_empty()).then_some(text)
    }

    /// Sentiment of the comment of an event, from -1 to +1.
    pub(super) fn sentiment(&self, journey: &Journey<'_>, event: usize) -> Option<f64> {
        if let Some(column) = self.sentiment {
            let score = journey.numbers(column).get(event).copied()?;
            return (-1.0..=1.0).contains(&score).then_some(score);
        }
        match &self.texts {
            Texts::Column(_) => self.text(journey, event).map(|text| self.lexicon.score(text).compound),
            Texts::Codes(column, _, scores) => {
                let code = journey.codes(*column).get(event).copied().filter(|&code| code != MISSING)?;
                scores.get(code as usize).copied()
            }
        }
    }
}
