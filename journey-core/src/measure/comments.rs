//! Comments of customers, and how positive each is.

use super::plan::Columns;
use crate::analysis::{CommentExample, Texts};
use crate::error::Result;
use crate::log::{ColumnKind, Journey};
use crate::model::JourneyMap;
use crate::text::Lexicon;

/// Where comments are found, and their sentiment.
#[derive(Debug)]
pub(super) struct Comments {
    texts: Texts,
    scores: Scores,
}

#[derive(Debug)]
enum Scores {
    /// A number column has them.
    Column(usize),
    /// The words of a text column are looked up.
    Words(Lexicon),
    /// A dictionary column, with the score of each code.
    Codes(usize, Vec<f64>),
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
        let scored = match &stated.sentiment {
            Some(name) => Some(columns.number(name, "comments.sentiment")?),
            None => None,
        };
        let (Some(column), true) = (column, scored != Some(None)) else { return Ok(None) };
        let (_, found) = columns.log.column(&stated.column)?;
        let scores = match (scored.flatten(), found.info.kind) {
            (Some(number), _) => Scores::Column(number),
            (None, ColumnKind::Dictionary) => {
                let lexicon = Lexicon::english();
                Scores::Codes(column, found.names.iter().map(|text| lexicon.score(text).compound).collect())
            }
            (None, _) => Scores::Words(Lexicon::english()),
        };
        Ok(Some(Self { texts: Texts::of(columns.log, &stated.column)?, scores }))
    }

    /// Sentiment of the comment of an event, from -1 to +1.
    pub(super) fn sentiment(&self, journey: &Journey<'_>, event: usize) -> Option<f64> {
        let text = self.texts.text(journey, event)?;
        let score = match &self.scores {
            Scores::Column(column) => journey.numbers(*column).get(event).copied()?,
            Scores::Words(lexicon) => lexicon.score(text).compound,
            Scores::Codes(column, scores) => *scores.get(*journey.codes(*column).get(event)? as usize)?,
        };
        (-1.0..=1.0).contains(&score).then_some(score)
    }

    /// The comment of an event as an example.
    pub(super) fn example(&self, journey: &Journey<'_>, event: usize, sentiment: f64) -> CommentExample {
        self.texts.example(journey, event, Some(sentiment))
    }
}
