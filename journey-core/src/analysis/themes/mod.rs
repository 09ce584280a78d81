//! Themes: what do some comments talk about, and others not?

mod contrast;
mod count;
mod report;
mod score;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::text::SentimentRules;

pub use report::{ThemeGroup, ThemeReport, ThemeRow};

/// What do some comments talk about, and others not? Key phrases of one to three words, by group.
///
/// Comments are compared group against all others: by a column or touchpoint (`by`), after against before a time
/// (`since`), or else negative against positive ones, as a lexicon scores them. With `within`, they are compared once for
/// each touchpoint, or each name of a column. Phrases do not go across punctuation; they neither begin nor end with a stop
/// word. Those of fewer than `least` comments are left out, and so are those that are a part of a longer one which at least
/// three quarters of their comments have.
///
/// How much more often a group says something is a log-odds ratio: of the odds that a comment of the group has the phrase
/// and the odds that another one has it. Both are drawn to the odds among all comments, as if `prior` more comments had been
/// seen in each (an informative Dirichlet prior of two classes). Counts are of comments: a word that is repeated in one counts
/// once. p-values are two-sided, by the normal approximation, adjusted over all phrases and groups (Benjamini-Hochberg). A
/// difference between groups is no proof of a cause.
///
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Themes;
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,comment\n");
/// for n in 0..20 {
///     let (place, text) = if n % 2 == 0 { ("lounge", "Great view") } else { ("gate", "Great chaos at boarding time") };
///     csv += &format!("c{n},2024-01-01,{place},{text}\n");
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.themes(&Themes::new("comment").by("touchpoint"))?;
/// let themes: Vec<_> = report.rows.iter().map(|row| (row.group.as_str(), row.phrase.as_str(), row.comments)).collect();
/// // Each is of at most three words, and neither begins nor ends with "at".
/// let gate = ["boarding time", "chaos at boarding", "great chaos"].map(|phrase| ("gate", phrase, 10));
/// assert_eq!(themes, [&gate[..], &[("lounge", "great view", 10)]].concat());
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Monroe, Colaresi and Quinn (2008), "Fightin' words: lexical feature selection and evaluation for identifying the content of
/// political conflict", Political Analysis 16.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Themes {
    /// Text or dictionary column with the comments.
    pub column: String,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
    /// Compares comments from this time on with those before.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub since: Option<Timestamp>,
    /// Compares anew within each touchpoint (`touchpoint`), or each name of a dictionary column.
    pub within: Option<String>,
    /// Words of the longest phrase, from 1 to 3.
    pub words: u32,
    /// Comments that a phrase has at least.
    pub least: u64,
    /// Comments as if which the prior counts.
    pub prior: f64,
    /// Phrases that are listed at most for each group.
    pub top: u32,
    /// Comments that are shown at most for each phrase.
    pub examples: u32,
    /// Words that no phrase begins or ends with, instead of the English ones.
    pub stop_words: Option<Vec<String>>,
    /// Text of the lexicon that tells negative from positive comments; the English one if left out.
    pub lexicon: Option<String>,
    /// What words mean together.
    pub rules: SentimentRules,
}

impl Default for Themes {
    fn default() -> Self {
        Self {
            column: String::new(),
            by: None,
            since: None,
            within: None,
            words: 3,
            least: 5,
            prior: 10.0,
            top: 10,
            examples: 2,
            stop_words: None,
            lexicon: None,
            rules: SentimentRules::default(),
        }
    }
}

impl Themes {
    /// The themes of the negative and of the positive comments in this column.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }

    /// Compares groups: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Compares comments from this time on with those before.
    #[must_use]
    pub fn since(mut self, time: Timestamp) -> Self {
        self.since = Some(time);
        self
    }

    /// Compares anew within each touchpoint (`touchpoint`), or each name of a dictionary column.
    #[must_use]
    pub fn within(mut self, within: impl Into<String>) -> Self {
        self.within = Some(within.into());
        self
    }

    fn check(&self) -> Result<()> {
        if !(1..=3).contains(&self.words) {
            return Err(Error::option("words", self.words, "1 to 3"));
        }
        if self.least == 0 {
            return Err(Error::option("least", 0, "1 comment or more"));
        }
        if !(self.prior > 0.0 && self.prior <= 1e9) {
            return Err(Error::option("prior", self.prior, "a number above 0, at most 1,000,000,000"));
        }
        match (&self.by, &self.since) {
            (Some(by), Some(_)) => {
                Err(Error::option("by", format!("{by:?} beside `since`"), "only one of the two"))
            }
            _ => Ok(()),
        }
    }
}

impl EventLog {
    /// What do some comments talk about, and others not? See [`Themes`].
    ///
    /// # Errors
    /// For options out of range, columns that are not there or hold no texts, and a lexicon that cannot be read, with its
    /// line; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(length of all comments) time; memory for the phrases of frequent words.
    pub fn themes(&self, options: &Themes) -> Result<ThemeReport> {
        options.check()?;
        let contrast = contrast::Contrast::of(self, options)?;
        let counts = count::Counts::of(self, &contrast, options)?;
        let (rows, tested) = score::rows(&counts, &contrast, options);
        report::report(self, &contrast, counts, (rows, tested), options)
    }
}
