//! Comments: where analyses find the texts of events, and how they show some of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Names};
use crate::text::Lexicon;

/// Characters of a comment that a report shows.
const SHOWN: usize = 300;

/// A comment that shows what a number is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CommentExample {
    /// Id of the customer.
    pub customer: String,
    /// Row of the input, from 1.
    pub row: u64,
    /// Touchpoint.
    pub touchpoint: String,
    /// The comment, at most 300 characters of it.
    pub text: String,
    /// Its compound score, if it was scored.
    pub compound: Option<f64>,
}

/// The column of a log with the texts.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    position: usize,
    /// Names of a dictionary column.
    names: Option<Arc<Names>>,
    touchpoints: Names,
}

impl Texts {
    /// The text or dictionary column of this name.
    pub fn of(log: &EventLog, name: &str) -> Result<Self> {
        if name.is_empty() {
            return Err(Error::option("column", "\"\"", "the name of the column with the comments"));
        }
        let (position, column) = log.column(name)?;
        let names = match column.info.kind {
            ColumnKind::Text => None,
            ColumnKind::Dictionary => Some(column.names.clone()),
            kind => {
                let found = format!("{name:?}, a {kind:?} column,");
                return Err(Error::option("column", found, "a column of texts"));
            }
        };
        Ok(Self { position, names, touchpoints: log.touchpoints().clone() })
    }

    /// The comment of an event; `None` if there is none, or nothing but blanks.
    pub fn text<'a>(&'a self, journey: &Journey<'a>, event: usize) -> Option<&'a str> {
        let text = match &self.names {
            None => journey.text(self.position, event)?,
            Some(names) => {
                let code = *journey.codes(self.position).get(event)?;
                names.get(if code == MISSING { return None } else { code })
            }
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The comment of an event as an example.
    pub fn example(&self, journey: &Journey<'_>, event: usize, compound: Option<f64>) -> CommentExample {
        let touchpoint = journey.touchpoints().get(event).map_or("", |&code| self.touchpoints.get(code));
        CommentExample {
            customer: journey.customer().into(),
            row: journey.rows().get(event).copied().unwrap_or_default().into(),
            touchpoint: touchpoint.into(),
            text: excerpt(self.text(journey, event).unwrap_or_default().trim()),
            compound,
        }
    }
}

/// Comments with their sentiment: from a number column, or scored word by word with the English lexicon.
#[derive(Debug)]
pub(crate) struct ScoredTexts {
    texts: Texts,
    scores: Scores,
}

#[derive(Debug)]
enum Scores {
    /// A number column has them.
    Column(usize),
    /// The words of a text column are looked up.
    Words(Box<Lexicon>),
    /// A dictionary column, with the score of each code.
    Codes(usize, Vec<f64>),
}

impl ScoredTexts {
    /// The comments in a column, and their sentiment in another if that is named.
    ///
    /// # Errors
    /// For columns that the log does not have, and for columns of other kinds.
    pub fn of(log: &EventLog, column: &str, sentiment: Option<&str>) -> Result<Self> {
        let texts = Texts::of(log, column)?;
        let scores = match (sentiment, &texts.names) {
            (Some(name), _) => Scores::Column(log.number_column("comments.sentiment", name)?),
            (None, Some(names)) => {
                let lexicon = Lexicon::english();
                Scores::Codes(texts.position, names.iter().map(|text| lexicon.score(text).compound).collect())
            }
            (None, None) => Scores::Words(Box::new(Lexicon::english())),
        };
        Ok(Self { texts, scores })
    }

    /// Sentiment of the comment of an event, from -1 to +1.
    pub fn sentiment(&self, journey: &Journey<'_>, event: usize) -> Option<f64> {
        let text = self.texts.text(journey, event)?;
        let score = match &self.scores {
            Scores::Column(column) => journey.numbers(*column).get(event).copied()?,
            Scores::Words(lexicon) => lexicon.score(text).compound,
            Scores::Codes(column, scores) => *scores.get(*journey.codes(*column).get(event)? as usize)?,
        };
        (-1.0..=1.0).contains(&score).then_some(score)
    }

    /// The comment of an event as an example.
    pub fn example(&self, journey: &Journey<'_>, event: usize, sentiment: f64) -> CommentExample {
        self.texts.example(journey, event, Some(sentiment))
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}
