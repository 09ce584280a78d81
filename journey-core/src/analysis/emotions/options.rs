//! Options of emotions: where moods are found, in what order they come, what is expected.

use serde::{Deserialize, Serialize};

use super::super::JourneyFact;
use super::super::comments::ScoredTexts;
use super::{EmotionPlan, Frame, RatingPlan};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog};
use crate::model::CommentColumn;

/// How do customers feel on their way, where does it dip, where does it delight, and what will they remember?
///
/// The emotion curve: the mean mood of customers at each touchpoint, in the order of the journey, from -2 (very negative) to
/// +2 (very positive). Moods come from ratings (`min` of the scale is -2, `max` is +2), from the sentiment of comments
/// (twice the compound score), or both; each is also told apart. Where a customer gives both at one event, the mood is
/// `(1 - comment_weight) · rating + comment_weight · comment`; else it is the one that is there. The weight is a choice, not
/// an estimate: equal weights unless you know which of the two is the better measure. `gap` says where the two disagree.
///
/// * **A customer counts once** at a touchpoint, with the mean of the moods there: `n` counts customers, and intervals are by
///   the normal approximation over customers.
/// * **Changes** are between neighbouring touchpoints of the curve that have moods, within the customers who have both where
///   these are at least half of the smaller sample. A significant fall that matters (`least`) is a *dip*.
/// * **Lift** is how much better customers feel here than elsewhere in their own journeys; a significant one above neutral is
///   a *moment of delight*. Since each customer is compared with itself, a touchpoint is not delightful because cheerful people
///   go there.
/// * **Expected** emotions are compared with the mean mood. Every kind of test is adjusted (Benjamini-Hochberg) over all
///   moments, stages and groups; verdicts need 30 customers.
/// * **Measures** tell of whole journeys, each customer's moods in the order in which they were felt (answers of one event in
///   the order of the curve), and of the mean curve. The peak-end value is the mean of the most intense and the last mood.
///   Those of the curve have percentile intervals from customers drawn anew (`bootstrap`, `seed`).
/// * **Memory**: with an `outcome`, such as the final score, each measure is correlated with it over customers with two moods
///   or more up to it, and compared with the mean mood. Correlation is not cause.
///
/// Customers who say how they feel are not all customers: the curve is theirs. Nothing is made up where nobody said anything.
///
/// # Errors
/// Without ratings and comments; for columns and touchpoints that the log does not have; for a scale whose end is not above its
/// beginning, and for one that most ratings are off (ten or more); for names twice in the order; for an expected emotion that is
/// not from -2 to +2; for weights that are not from 0 to 1.
///
/// # Complexity
/// O(events + length of comments) time and O(groups · bootstrap · moods); 16 bytes a mood.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{EmotionMeasure, Emotions};
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,rating\n");
/// for n in 0..40 {
///     for (day, (event, rating)) in [("search", 4), ("delivery", 1 + n % 2), ("unboxing", 5)].into_iter().enumerate() {
///         csv += &format!("{n},2024-01-0{},{event},{rating}\n", day + 1);
///     }
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Emotions::of(["rating"]))?;
/// let [search, delivery, unboxing] = &report.rows[..] else { panic!() };
/// assert_eq!((search.mood.value, delivery.mood.value, unboxing.mood.value), (Some(1.0), Some(-1.5), Some(2.0)));
/// assert!(delivery.dip && unboxing.delight);
/// let peak_end = report.measures.iter().find(|row| row.measure == EmotionMeasure::PeakEnd).unwrap();
/// assert_eq!(peak_end.journeys.value, Some(2.0)); // the late peak is what is remembered
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Kahneman, Fredrickson, Schreiber and Redelmeier (1993), "When more pain is preferred to less"; Fredrickson and Kahneman
/// (1993), "Duration neglect in retrospective evaluations of affective episodes"; Jahng, Wood and Trull (2008), "Analysis of
/// affective instability", for the squared successive differences; Hutto and Gilbert (2014), for sentiment; Efron (1979).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Emotions {
    /// Where ratings are found.
    pub ratings: Vec<EmotionRating>,
    /// Where comments are found.
    pub comments: Option<CommentColumn>,
    /// Weight of a comment beside a rating of the same event, from 0 to 1.
    pub comment_weight: f64,
    /// Touchpoints in the order of the curve; others are left out. If empty, all with moods, in the order in which customers
    /// have theirs: by the mean rank of their first mood there.
    pub order: Vec<String>,
    /// Stages with their touchpoints, in order, instead of `order`.
    pub stages: Vec<(String, Vec<String>)>,
    /// What is expected.
    pub expected: Vec<ExpectedEmotion>,
    /// Groups to tell apart: a dictionary column. A customer belongs to the first value that the journey has.
    pub by: Option<String>,
    /// What the journey led to in the end, such as a final score.
    pub outcome: Option<JourneyFact>,
    /// Least change, lift or difference from what is expected that matters, in points of emotion.
    pub least: f64,
    /// How often customers are drawn anew for intervals: at least 40, or 0 for none. More than 1,000 customers are drawn in so
    /// many groups made by chance.
    pub bootstrap: u32,
    /// Other draws.
    pub seed: u64,
}

/// A column of ratings, the scale they are on, and what they are about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EmotionRating {
    /// Number column with the ratings.
    pub column: String,
    /// Only ratings that are given at this touchpoint; all if left out.
    pub touchpoint: Option<String>,
    /// Touchpoint that they are about, such as `check-in` for a question of a final survey; where they are given if left out.
    pub about: Option<String>,
    /// Worst rating.
    pub min: f64,
    /// Best rating.
    pub max: f64,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
}

impl Default for EmotionRating {
    fn default() -> Self {
        Self { column: String::new(), touchpoint: None, about: None, min: 1.0, max: 5.0, missing: Vec::new() }
    }
}

impl From<&str> for EmotionRating {
    /// Ratings from 1 to 5 of the touchpoints where they are given.
    fn from(column: &str) -> Self {
        Self { column: column.into(), ..Self::default() }
    }
}

impl EmotionRating {
    /// The same ratings on another scale.
    #[must_use]
    pub fn scale(mut self, worst: f64, best: f64) -> Self {
        (self.min, self.max) = (worst, best);
        self
    }

    /// The same ratings, said to be about a touchpoint.
    #[must_use]
    pub fn about(mut self, touchpoint: impl Into<String>) -> Self {
        self.about = Some(touchpoint.into());
        self
    }

    /// The same ratings, with codes that mean "no answer".
    #[must_use]
    pub fn missing(mut self, codes: impl IntoIterator<Item = f64>) -> Self {
        self.missing = codes.into_iter().collect();
        self
    }
}

/// An emotion that is expected at a touchpoint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ExpectedEmotion {
    /// The touchpoint.
    pub touchpoint: String,
    /// From -2 (very negative) to +2 (very positive).
    pub valence: f64,
    /// Group that is expected to feel so; everybody, and every group without an own one, if left out.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub group: Option<String>,
}

impl Default for Emotions {
    fn default() -> Self {
        Self {
            ratings: Vec::new(),
            comments: None,
            comment_weight: 0.5,
            order: Vec::new(),
            stages: Vec::new(),
            expected: Vec::new(),
            by: None,
            outcome: None,
            least: 0.25,
            bootstrap: 199,
            seed: 1,
        }
    }
}

impl Emotions {
    /// Moods from ratings.
    pub fn of<R: Into<EmotionRating>>(ratings: impl IntoIterator<Item = R>) -> Self {
        Self { ratings: ratings.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Adds the comments in this column, taken for English.
    #[must_use]
    pub fn comments(mut self, column: impl Into<String>) -> Self {
        self.comments = Some(CommentColumn { column: column.into(), sentiment: None });
        self
    }

    /// Sets the order of the curve.
    #[must_use]
    pub fn order<T: Into<String>>(mut self, touchpoints: impl IntoIterator<Item = T>) -> Self {
        self.order = touchpoints.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a stage with its touchpoints, after those before.
    #[must_use]
    pub fn stage<T: Into<String>>(
        mut self,
        name: impl Into<String>,
        touchpoints: impl IntoIterator<Item = T>,
    ) -> Self {
        self.stages.push((name.into(), touchpoints.into_iter().map(Into::into).collect()));
        self
    }

    /// Expects an emotion of everybody at a touchpoint.
    #[must_use]
    pub fn expect(mut self, touchpoint: impl Into<String>, valence: f64) -> Self {
        self.expected.push(ExpectedEmotion { touchpoint: touchpoint.into(), valence, group: None });
        self
    }

    /// Tells groups apart.
    #[must_use]
    pub fn by(mut self, column: impl Into<String>) -> Self {
        self.by = Some(column.into());
        self
    }

    /// Says what the journey led to.
    #[must_use]
    pub fn outcome(mut self, outcome: impl Into<JourneyFact>) -> Self {
        self.outcome = Some(outcome.into());
        self
    }

    /// Sets how often customers are drawn anew.
    #[must_use]
    pub fn bootstrap(mut self, times: u32) -> Self {
        self.bootstrap = times;
        self
    }

    fn check(&self) -> Result<()> {
        let refuse = |field: &str, given: String, expected: &str| Err(Error::option(field, given, expected));
        if self.ratings.is_empty() && self.comments.is_none() {
            return refuse("ratings", "nothing".into(), "ratings, comments or both");
        }
        if !(0.0..=1.0).contains(&self.comment_weight) {
            return refuse("comment_weight", self.comment_weight.to_string(), "a number from 0 to 1");
        }
        if !(0.0..=4.0).contains(&self.least) {
            return refuse("least", self.least.to_string(), "a number from 0 to 4");
        }
        if (1..40).contains(&self.bootstrap) {
            return refuse("bootstrap", self.bootstrap.to_string(), "0, or at least 40");
        }
        if !self.order.is_empty() && !self.stages.is_empty() {
            return refuse("order", "`order` and `stages`".into(), "one of the two");
        }
        for (at, rating) in self.ratings.iter().enumerate() {
            if !(rating.min.is_finite() && rating.max.is_finite() && rating.min < rating.max) {
                let expected = format!("a number above `min`, which is {}", rating.min);
                return refuse(&format!("ratings[{at}].max"), rating.max.to_string(), &expected);
            }
        }
        for (at, expected) in self.expected.iter().enumerate() {
            if !(-2.0..=2.0).contains(&expected.valence) {
                let field = format!("expected[{at}].valence");
                return refuse(&field, expected.valence.to_string(), "a number from -2 to +2");
            }
        }
        Ok(())
    }

    /// Names of everything that moods can be about, by code: in the stated order, or in that of the log.
    fn names(&self, log: &EventLog) -> Result<Vec<String>> {
        let stated: Vec<&String> =
            self.order.iter().chain(self.stages.iter().flat_map(|(_, touchpoints)| touchpoints)).collect();
        let mut names: Vec<String> = Vec::new();
        let mut known: Vec<String> = self.ratings.iter().filter_map(|rating| rating.about.clone()).collect();
        if stated.is_empty() {
            names.extend(log.touchpoints().iter().map(str::to_string));
            known.into_iter().for_each(|about| {
                if !names.contains(&about) {
                    names.push(about)
                }
            });
            return Ok(names);
        }
        known.extend(log.touchpoints().iter().map(str::to_string));
        for name in stated {
            if names.contains(name) {
                let field = if self.order.is_empty() { "stages" } else { "order" };
                return Err(Error::option(field, format!("{name:?} twice"), "each touchpoint once"));
            }
            names.push(find(name, known.iter())?.clone());
        }
        Ok(names)
    }

    pub(super) fn resolve(&self, log: &EventLog) -> Result<EmotionPlan> {
        self.check()?;
        let names = self.names(log)?;
        let code = |name: &str| names.iter().position(|other| other == name).map(|code| code as u32);
        let rating = |(at, rating): (usize, &EmotionRating)| -> Result<RatingPlan> {
            Ok(RatingPlan {
                column: log.number_column(&format!("ratings[{at}].column"), &rating.column)?,
                at: rating.touchpoint.as_deref().map(|at| log.touchpoint_code(at)).transpose()?,
                about: rating.about.as_deref().map(code),
                min: rating.min,
                max: rating.max,
                missing: rating.missing.clone(),
            })
        };
        let comments = self.comments.as_ref();
        let comments = comments.map(|given| ScoredTexts::of(log, &given.column, given.sentiment.as_deref()));
        let (group, groups) = self.groups(log)?;
        Ok(EmotionPlan {
            ratings: self.ratings.iter().enumerate().map(rating).collect::<Result<_>>()?,
            comments: comments.transpose()?,
            codes: log.touchpoints().iter().map(code).collect(),
            group,
            outcome: self.outcome.as_ref().map(|outcome| outcome.plan("outcome", log)).transpose()?,
            frame: self.frame(names, groups)?,
        })
    }

    fn groups(&self, log: &EventLog) -> Result<(Option<usize>, Vec<String>)> {
        let Some(by) = &self.by else { return Ok((None, Vec::new())) };
        let (position, column) = log.column(by)?;
        if column.info.kind != ColumnKind::Dictionary {
            let found = format!("{by:?}, a {:?} column,", column.info.kind);
            return Err(Error::option("by", found, "a dictionary column"));
        }
        Ok((Some(position), column.names.iter().map(str::to_string).collect()))
    }

    fn frame(&self, names: Vec<String>, groups: Vec<String>) -> Result<Frame> {
        let stated = !self.order.is_empty() || !self.stages.is_empty();
        let stage_of = |name: &String| self.stages.iter().position(|(_, inside)| inside.contains(name));
        for expected in &self.expected {
            find(&expected.touchpoint, names.iter())?;
        }
        let all = std::iter::once(None).chain(groups.iter().map(Some));
        let of = |name: &String, group: Option<&String>| {
            let stated = self.expected.iter().filter(|expected| expected.touchpoint == *name);
            let own: Vec<f64> =
                stated.filter(|expected| expected.group.as_ref() == group).map(|own| own.valence).collect();
            (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
        };
        let expected =
            all.map(|group| names.iter().map(|name| of(name, group).or_else(|| of(name, None))).collect());
        Ok(Frame {
            order: stated.then(|| (0..names.len()).collect()),
            stages: self.stages.iter().map(|(stage, _)| stage.clone()).collect(),
            stage_of: names.iter().map(stage_of).collect(),
            expected: expected.collect(),
            names,
            groups,
            comment_weight: self.comment_weight,
            least: self.least,
            bootstrap: self.bootstrap,
            seed: self.seed,
            with_outcome: self.outcome.is_some(),
        })
    }
}

/// The name itself, if it is known.
fn find<'a>(name: &'a String, known: impl Iterator<Item = &'a String> + Clone) -> Result<&'a String> {
    if known.clone().any(|other| other == name) {
        return Ok(name);
    }
    let similar = crate::similar::similar(name, known.map(String::as_str));
    Err(Error::UnknownName { kind: "touchpoint".into(), name: name.clone(), similar })
}
