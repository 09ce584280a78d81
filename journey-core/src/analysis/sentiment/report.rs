//! The report of the sentiment of comments.

use serde::{Deserialize, Serialize};

use super::super::{CommentExample, Estimate, Method, Table, Tabular};
use super::summary::{CommentSummary, Mood, Push};
use crate::numeric::{benjamini_hochberg, difference_p, wald};

/// Answer of [`CommentSentiment`](super::CommentSentiment).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SentimentReport {
    /// All comments first, then the groups with comments in the order of their names in the log.
    pub rows: Vec<SentimentRow>,
    /// Words that made comments more negative, those that did most first.
    pub negative_words: Vec<SentimentWord>,
    /// Words that made comments more positive, those that did most first.
    pub positive_words: Vec<SentimentWord>,
    /// Events without a comment, or with nothing but blanks.
    pub without_text: u64,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

/// Sentiment of all comments or of those of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SentimentRow {
    /// Name of the group; `None` for all comments.
    pub group: Option<String>,
    /// Comments.
    pub comments: u64,
    /// Share of negative comments.
    pub negative: Estimate,
    /// Share of comments that are neither.
    pub neutral: Estimate,
    /// Share of positive comments.
    pub positive: Estimate,
    /// Mean compound score, from -1 to 1.
    pub mean: Estimate,
    /// Two-sided p-value for "the mean is that of all other comments".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// The most negative comments, each text once.
    pub most_negative: Vec<CommentExample>,
    /// The most positive comments, each text once.
    pub most_positive: Vec<CommentExample>,
}

/// What a word did to the scores of comments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SentimentWord {
    /// The word, emoticon, emoji or idiom, in small letters.
    pub word: String,
    /// Comments with it.
    pub comments: u64,
    /// Sum of its valences, each with all that stands around the word.
    pub valence: f64,
}

impl Tabular for SentimentReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .optional_text("group", rows().map(|row| row.group.clone()))
            .count("comments", rows().map(|row| row.comments))
            .estimate("negative", rows().map(|row| &row.negative))
            .estimate("neutral", rows().map(|row| &row.neutral))
            .estimate("positive", rows().map(|row| &row.positive))
            .estimate("mean", rows().map(|row| &row.mean))
            .number("p", rows().map(|row| row.p))
            .number("p_adjusted", rows().map(|row| row.p_adjusted))
    }
}

impl CommentSummary {
    pub(super) fn report(&self, names: &[String], shown: usize, words: usize) -> SentimentReport {
        let mut whole = Mood::default();
        self.groups.iter().for_each(|mood| whole.merge(mood.clone(), shown));
        let groups = names.iter().zip(self.groups.iter().skip(1)).filter(|(_, mood)| mood.comments() > 0);
        let groups: Vec<(&String, &Mood)> = groups.collect();
        let p: Vec<Option<f64>> = groups.iter().map(|(_, mood)| mood.p(&whole)).collect();
        let mut rows = vec![row(None, &whole, (None, None))];
        for ((name, mood), p) in groups.iter().zip(p.iter().copied().zip(benjamini_hochberg(&p))) {
            rows.push(row(Some((*name).clone()), mood, p));
        }
        SentimentReport {
            rows,
            negative_words: self.words(-1.0, words),
            positive_words: self.words(1.0, words),
            without_text: self.without_text,
            tested: p.iter().flatten().count() as u64,
        }
    }

    /// The words that pushed most in a direction; words that pushed alike in byte order.
    fn words(&self, sign: f64, words: usize) -> Vec<SentimentWord> {
        let word = |(word, push): (&String, &Push)| {
            let valence = push.valence.value();
            (valence * sign > 0.0).then(|| SentimentWord {
                word: word.clone(),
                comments: push.comments,
                valence,
            })
        };
        let mut found: Vec<SentimentWord> = self.words.iter().filter_map(word).collect();
        found.sort_by(|a, b| b.valence.abs().total_cmp(&a.valence.abs()));
        found.truncate(words);
        found
    }
}

impl Mood {
    /// Two-sided p-value for "the mean is that of the rest of the whole".
    fn p(&self, whole: &Self) -> Option<f64> {
        let part = |mood: &Self| mood.moments().and_then(|(mean, variance)| Some((mean, variance?)));
        difference_p(part(self)?, part(&self.rest_of(whole))?)
    }
}

fn row(group: Option<String>, mood: &Mood, p: (Option<f64>, Option<f64>)) -> SentimentRow {
    let n = mood.comments();
    let share = |count| Estimate::share(count, n, "comments");
    let moments = mood.moments();
    let interval = moments.and_then(|(mean, variance)| {
        let (low, high) = wald(mean, variance?.sqrt());
        Some((low.max(-1.0), high.min(1.0)))
    });
    SentimentRow {
        group,
        comments: n,
        negative: share(mood.negative),
        neutral: share(mood.neutral),
        positive: share(mood.positive),
        mean: Estimate::with_interval(moments.map(|(mean, _)| mean), interval, n, "comments", Method::Wald),
        p: p.0,
        p_adjusted: p.1,
        most_negative: mood.worst.clone(),
        most_positive: mood.best.clone(),
    }
}
