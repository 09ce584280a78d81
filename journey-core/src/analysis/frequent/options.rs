//! What may be asked about frequent patterns.

use serde::{Deserialize, Serialize};

use crate::model::{Pattern, TimeSpan};

/// What do many journeys have in common, and what tells two groups of journeys apart?
///
/// A pattern is a list of touchpoints that follow one another in a journey, with anything in between. Its support is the
/// number of journeys in which it occurs, each counted once, however often it occurs there. A pattern is frequent if its
/// support is at least `min_support` journeys, or at least the share `min_share` of them (a tenth unless set).
///
/// **Limits.** `min_length` and `max_length` (at most 64) bound the number of touchpoints; gaps and the span bound what may
/// lie between them. An occurrence has between two neighbours from `min_gap` to `max_gap` other events and from
/// `min_gap_time` to `max_gap_time`; it lasts at most `max_span` from its first to its last event. With `column`, one of
/// `min_sum`, `max_sum`, `min_mean` and `max_mean` bounds the values of its events: for a sum, an event without a value
/// adds nothing; a mean is only that of events that all have one. A journey counts if one of its occurrences keeps all
/// limits. `contains` names touchpoints that must be part of a pattern.
///
/// **Which ones.** Every part of a frequent pattern is frequent, too. `keep: closed` leaves out patterns of which all
/// journeys have one with one more touchpoint, `keep: maximal` those for which one with one more touchpoint is frequent.
/// At most `top` rows are listed (1,000 unless set); the report says how many are hidden, and whether there are longer ones.
///
/// **Two groups.** With `by` and two `values` of that column (they may be left out if the column has only two), or with a
/// pattern `success` that journeys match or not, each row compares the two groups, and a pattern is frequent if it is in
/// one of them. Rows come by falling difference. `p` is that of the two-sided test of two proportions, adjusted
/// (Benjamini-Hochberg) for all patterns found. With `before_success`, only what comes before the first match is looked
/// at: else the touchpoints of the success itself tell the groups apart best. A difference is no cause: what the groups
/// differ in besides may explain it.
///
/// # Errors
/// For options that contradict each other, shares beyond 0 and 1, groups without journeys;
/// [`Error::UnknownName`](crate::Error::UnknownName); [`Error::Limit`](crate::Error::Limit) for more than 1,000,000
/// patterns, or more work than some minutes: raise the support.
///
/// # Complexity
/// O(events) memory. Each pattern takes one look at what follows it in its journeys: O(patterns · events) time at worst,
/// mostly far less.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::FrequentPatterns;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,look\nann,2024-01-02,cart\nann,2024-01-03,buy\n\
///            bob,2024-01-01,look\nbob,2024-01-02,chat\nbob,2024-01-03,buy\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&FrequentPatterns::new().min_support(2).closed())?;
/// assert_eq!(report.rows[0].path, ["look", "buy"]);
/// assert_eq!((report.rows.len(), report.rows[0].customers), (1, 2));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Pei et al., *Mining Sequential Patterns by Pattern-Growth: The PrefixSpan Approach* (2004); Wang and Han, *BIDE:
/// Efficient Mining of Frequent Closed Sequences* (2004); gaps, spans and values as in Wang et al., *Seq2Pat* (2022).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FrequentPatterns {
    /// Journeys that must have a pattern; of a group, if two are compared.
    pub min_support: Option<u64>,
    /// The same as a share of the journeys, above 0 and at most 1.
    pub min_share: Option<f64>,
    /// Touchpoints of a pattern at least.
    pub min_length: usize,
    /// Touchpoints of a pattern at most.
    pub max_length: usize,
    /// Which of the frequent patterns are listed.
    pub keep: PatternSet,
    /// Other events between two neighbours at least.
    pub min_gap: u32,
    /// Other events between two neighbours at most.
    pub max_gap: Option<u32>,
    /// Time between two neighbours at least.
    pub min_gap_time: Option<TimeSpan>,
    /// Time between two neighbours at most.
    pub max_gap_time: Option<TimeSpan>,
    /// Time from the first event of an occurrence to the last one at most.
    pub max_span: Option<TimeSpan>,
    /// Number column of which one of the four following limits is.
    pub column: Option<String>,
    /// Least sum of the values of an occurrence.
    pub min_sum: Option<f64>,
    /// Largest sum.
    pub max_sum: Option<f64>,
    /// Least mean.
    pub min_mean: Option<f64>,
    /// Largest mean.
    pub max_mean: Option<f64>,
    /// Touchpoints that must be part of a pattern.
    pub contains: Vec<String>,
    /// Column whose values make two groups; a journey is in the group of its only value.
    pub by: Option<String>,
    /// The two values.
    pub values: Vec<String>,
    /// Journeys that match this are the first group, all others the second.
    pub success: Option<Pattern>,
    /// Whether only events before the first match of `success` are looked at.
    pub before_success: bool,
    /// How many rows to list at most; all if `None`.
    pub top: Option<usize>,
}

/// Which of all frequent patterns are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum PatternSet {
    /// All of them.
    #[default]
    All,
    /// Those without one of equal support that has one more touchpoint.
    Closed,
    /// Those without a frequent one that has one more touchpoint.
    Maximal,
}

impl Default for FrequentPatterns {
    fn default() -> Self {
        Self {
            min_support: None,
            min_share: None,
            min_length: 1,
            max_length: 10,
            keep: PatternSet::All,
            min_gap: 0,
            max_gap: None,
            min_gap_time: None,
            max_gap_time: None,
            max_span: None,
            column: None,
            min_sum: None,
            max_sum: None,
            min_mean: None,
            max_mean: None,
            contains: Vec::new(),
            by: None,
            values: Vec::new(),
            success: None,
            before_success: false,
            top: Some(1000),
        }
    }
}

impl FrequentPatterns {
    /// Patterns of at most ten touchpoints in at least a tenth of all journeys.
    pub fn new() -> Self {
        Self::default()
    }

    /// In at least so many journeys.
    #[must_use]
    pub fn min_support(self, journeys: u64) -> Self {
        Self { min_support: Some(journeys), ..self }
    }

    /// In at least this share of the journeys.
    #[must_use]
    pub fn min_share(self, share: f64) -> Self {
        Self { min_share: Some(share), ..self }
    }

    /// With so many touchpoints.
    #[must_use]
    pub fn length(self, least: usize, most: usize) -> Self {
        Self { min_length: least, max_length: most, ..self }
    }

    /// Only those without one of equal support that has one more touchpoint.
    #[must_use]
    pub fn closed(self) -> Self {
        Self { keep: PatternSet::Closed, ..self }
    }

    /// Only those without a frequent one that has one more touchpoint.
    #[must_use]
    pub fn maximal(self) -> Self {
        Self { keep: PatternSet::Maximal, ..self }
    }

    /// With so many other events between two neighbours.
    #[must_use]
    pub fn gap(self, least: u32, most: Option<u32>) -> Self {
        Self { min_gap: least, max_gap: most, ..self }
    }

    /// With so much time between two neighbours.
    #[must_use]
    pub fn gap_time(self, least: Option<TimeSpan>, most: Option<TimeSpan>) -> Self {
        Self { min_gap_time: least, max_gap_time: most, ..self }
    }

    /// With at most so much time from the first event to the last one.
    #[must_use]
    pub fn max_span(self, span: TimeSpan) -> Self {
        Self { max_span: Some(span), ..self }
    }

    /// With a sum of a column of at least so much.
    #[must_use]
    pub fn min_sum(self, column: impl Into<String>, sum: f64) -> Self {
        Self { column: Some(column.into()), min_sum: Some(sum), ..self }
    }

    /// With a sum of a column of at most so much.
    #[must_use]
    pub fn max_sum(self, column: impl Into<String>, sum: f64) -> Self {
        Self { column: Some(column.into()), max_sum: Some(sum), ..self }
    }

    /// With a mean of a column of at least so much.
    #[must_use]
    pub fn min_mean(self, column: impl Into<String>, mean: f64) -> Self {
        Self { column: Some(column.into()), min_mean: Some(mean), ..self }
    }

    /// With a mean of a column of at most so much.
    #[must_use]
    pub fn max_mean(self, column: impl Into<String>, mean: f64) -> Self {
        Self { column: Some(column.into()), max_mean: Some(mean), ..self }
    }

    /// With these touchpoints among them.
    #[must_use]
    pub fn contains<T: Into<String>>(self, touchpoints: impl IntoIterator<Item = T>) -> Self {
        Self { contains: touchpoints.into_iter().map(Into::into).collect(), ..self }
    }

    /// Compares journeys with the one value of a column and those with the other one.
    #[must_use]
    pub fn by<T: Into<String>>(self, column: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        Self { by: Some(column.into()), values: values.into_iter().map(Into::into).collect(), ..self }
    }

    /// Compares journeys that match a pattern and those that do not.
    #[must_use]
    pub fn success(self, pattern: Pattern) -> Self {
        Self { success: Some(pattern), ..self }
    }

    /// Looks only at what comes before the first match of the success.
    #[must_use]
    pub fn before_success(self) -> Self {
        Self { before_success: true, ..self }
    }

    /// Lists at most so many rows.
    #[must_use]
    pub fn top(self, rows: usize) -> Self {
        Self { top: Some(rows), ..self }
    }
}
