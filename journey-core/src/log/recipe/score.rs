//! Sentiment of comments as a column.

use serde::{Deserialize, Serialize};

use super::edit::{Edited, recorded};
use super::{CleaningRow, Step};
use crate::error::{Error, Result};
use crate::log::{Column, ColumnInfo, ColumnKind, EventLog, Value, Values};
use crate::text::{Lexicon, SentimentRules};
use crate::work::Work;

/// How comments become a number column with their compound scores, from -1 (most negative) to 1 (most positive).
///
/// Events without a comment, or with nothing but blanks, get no score.
///
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Csat;
/// use journey_core::log::{Columns, ScoreSentiment, Step};
/// let csv = "customer,time,event,comment\nann,2024-01-01,lounge,Lovely\nbob,2024-01-02,lounge,Awful!\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let (log, _) = log.clean(&[Step::ScoreSentiment(Box::new(ScoreSentiment::new("comment")))])?;
/// // Share of positive comments, by any column.
/// let report = log.run(&Csat::new("sentiment").scale(-1.0, 1.0, 0.05))?;
/// assert_eq!(report.score.value, Some(0.5));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ScoreSentiment {
    /// Text or dictionary column with the comments.
    pub column: String,
    /// Name of the new column.
    pub to: String,
    /// Text of a lexicon, as [`Lexicon::read_text`] reads it; the English one if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<String>,
    /// What words mean together.
    pub rules: SentimentRules,
}

impl Default for ScoreSentiment {
    fn default() -> Self {
        let rules = SentimentRules::default();
        Self { column: String::new(), to: "sentiment".into(), lexicon: None, rules }
    }
}

impl ScoreSentiment {
    /// The scores of the comments in this column, as the column `sentiment`.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }
}

/// Adds the column.
pub(super) fn apply(log: &EventLog, options: &ScoreSentiment, step: &Step, field: &str) -> Result<Edited> {
    let (log, place) = (log.flat(), |name: &str| format!("{field}.score_sentiment.{name}"));
    let (position, column) = log.column(&options.column)?;
    if !matches!(column.info.kind, ColumnKind::Text | ColumnKind::Dictionary) {
        let found = format!("{:?}, a {:?} column,", options.column, column.info.kind);
        return Err(Error::option(&place("column"), found, "a column of texts"));
    }
    let name = log.new_column(&place("to"), Some(&options.to))?;
    if name.is_empty() {
        return Err(Error::option(&place("to"), "\"\"", "a name"));
    }
    let lexicon = Lexicon::given(options.lexicon.as_deref(), options.rules)?;
    let made = scores(&log, position, &lexicon)?;
    let data = log.shards.iter().zip(&made).map(|(shard, (scores, _))| {
        let mut data = (*shard.data).clone();
        data.values.push(Values::Number(scores.clone().into()));
        data
    });
    let column = Column { info: ColumnInfo { name, kind: ColumnKind::Number }, names: Default::default() };
    let columns = log.schema.columns.iter().cloned().chain([column]).collect();
    let edited = log.rebuilt(data.collect(), columns, log.schema.quality.clone());
    let row = CleaningRow {
        step: step.clone(),
        events_changed: made.iter().map(|(_, scored)| scored).sum(),
        events_dropped: 0,
        customers_dropped: 0,
    };
    Ok(recorded(&log, edited, row))
}

/// The score of each event of a flat log, by shard and place, and how many there are.
fn scores(log: &EventLog, position: usize, lexicon: &Lexicon) -> Result<Vec<(Vec<f64>, u64)>> {
    Work::current().map("scoring", log.shards.len(), |index| {
        let Some(shard) = log.shards.get(index) else { return Ok((Vec::new(), 0)) };
        let (mut scores, mut scored) = (vec![f64::NAN; shard.data.times.len()], 0);
        for journey in shard.journeys() {
            for (event, at) in journey.source().1.enumerate() {
                let Value::Text(text) = log.value(&journey, event, position) else { continue };
                if let Some(slot) = scores.get_mut(at).filter(|_| !text.trim().is_empty()) {
                    (*slot, scored) = (lexicon.score(text).compound, scored + 1);
                }
            }
        }
        Ok((scores, scored))
    })
}
