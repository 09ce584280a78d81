//! Sentiment of comments: how positive or negative are they, where, and which words make them so?

mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::comments::Texts;
use super::groups::Groups;
use super::{Analysis, Room};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::text::{Lexicon, SentimentRules};

pub use report::{SentimentReport, SentimentRow, SentimentWord};
pub use summary::CommentSummary;

/// How positive or negative are comments? Their sentiment, by touchpoint or any other group.
///
/// Each comment gets a compound score from -1 (most negative) to 1 (most positive): see
/// [`Lexicon::score`]. One of -0.05 or less is negative, one of 0.05 or more positive. Shares are of the comments, means are
/// of compound scores, with an interval by the normal approximation. With `by`, the mean of each group is also compared
/// with that of all other comments (difference of two independent means, normal approximation); p-values are adjusted. A
/// difference between groups is no proof of a cause. Missing and blank comments are left out and counted.
///
/// Without a lexicon, the English one is used. Scores of single comments can be added to a log as a column: see
/// [`Step::ScoreSentiment`](crate::log::Step::ScoreSentiment).
///
/// # Errors
/// For a column that does not exist or holds no texts, and for a lexicon that cannot be read, with its line.
///
/// # Complexity
/// O(length of all comments) time; memory for the words that were found, and some comments of each group.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::CommentSentiment;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,comment\n\
///            ann,2024-01-01T10:00:00Z,lounge,Lovely place :)\n\
///            bob,2024-01-02T10:00:00Z,lounge,Not bad at all\n\
///            cem,2024-01-03T10:00:00Z,check-in,The queue was awful!\n\
///            dan,2024-01-04T10:00:00Z,check-in,At noon\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&CommentSentiment::new("comment").by("touchpoint"))?;
/// let [all, check_in, lounge] = &report.rows[..] else { panic!() };
/// assert_eq!((all.comments, all.negative.value), (4, Some(0.25)));
/// assert_eq!((lounge.positive.value, check_in.positive.value), (Some(1.0), Some(0.0)));
/// assert_eq!(report.negative_words[0].word, "awful");
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for sentiment analysis of social media text".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CommentSentiment {
    /// Text or dictionary column with the comments.
    pub column: String,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
    /// Text of a lexicon, as [`Lexicon::read_text`] reads it; the English one if left out.
    pub lexicon: Option<String>,
    /// What words mean together.
    pub rules: SentimentRules,
    /// Comments that are shown at most at each end of each group.
    pub examples: u32,
    /// Words that are listed at most at each end.
    pub words: u32,
}

impl Default for CommentSentiment {
    fn default() -> Self {
        let rules = SentimentRules::default();
        Self { column: String::new(), by: None, lexicon: None, rules, examples: 3, words: 10 }
    }
}

impl CommentSentiment {
    /// The sentiment of the comments in this column.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }

    /// Compares groups: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Scores with another lexicon: see [`Lexicon::read_text`].
    #[must_use]
    pub fn lexicon(mut self, text: impl Into<String>) -> Self {
        self.lexicon = Some(text.into());
        self
    }

    /// Says what words mean together.
    #[must_use]
    pub fn rules(mut self, rules: SentimentRules) -> Self {
        self.rules = rules;
        self
    }
}

/// Where comments and groups are found in a log, and how they are scored.
#[derive(Debug, Clone)]
pub struct SentimentPlan {
    comments: Texts,
    groups: Groups,
    lexicon: Lexicon,
}

impl Analysis for CommentSentiment {
    type Plan = SentimentPlan;
    type Summary = CommentSummary;
    type Report = SentimentReport;

    fn plan(&self, log: &EventLog) -> Result<SentimentPlan> {
        Ok(SentimentPlan {
            comments: Texts::of(log, &self.column)?,
            groups: Groups::of(self.by.as_deref(), log)?,
            lexicon: Lexicon::given(self.lexicon.as_deref(), self.rules)?,
        })
    }

    fn observe(&self, plan: &SentimentPlan, shard: &Shard, into: &mut CommentSummary) {
        into.fit(plan.groups.names.len() + 1);
        for journey in shard.journeys() {
            for event in 0..journey.len() {
                match plan.comments.text(&journey, event) {
                    Some(text) => {
                        let (score, words) = plan.lexicon.score_with_words(text);
                        let example = || plan.comments.example(&journey, event, Some(score.compound));
                        let group = plan.groups.place(&journey, event);
                        into.add(group, score.compound, example, self.examples as usize);
                        into.add_words(&words);
                    }
                    None => into.without_text += 1,
                }
            }
        }
    }

    fn merge(&self, into: &mut CommentSummary, other: CommentSummary) {
        into.merge(other, self.examples as usize);
    }

    fn compact(&self, _: &SentimentPlan, summary: &mut CommentSummary, room: &Room) -> Result<()> {
        room.check("the words of comments", summary.memory())
    }

    fn finish(&self, plan: &SentimentPlan, summary: &mut CommentSummary) -> Result<SentimentReport> {
        Ok(summary.report(&plan.groups.names, self.examples as usize, self.words as usize))
    }
}
