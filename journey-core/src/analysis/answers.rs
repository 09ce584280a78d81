//! Answers to a survey question, counted by value, and the scores that follow from the counts.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Estimate, Method};
use crate::numeric::{ExactSum, difference_p, proportions_p, wald, wilson_weighted};

/// Answers that count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Lowest answer.
    pub min: f64,
    /// Highest answer.
    pub max: f64,
    /// Whether only whole numbers count.
    pub whole: bool,
}

impl Scale {
    /// The scale of the net promoter score: whole numbers from 0 to 10.
    pub const NPS: Self = Self { min: 0.0, max: 10.0, whole: true };
}

/// Events that gave no answer to be counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct DroppedAnswers {
    /// Events without a value in the answer column, or with a code that means "no answer".
    pub missing: u64,
    /// Answers below or above the scale, such as codes for "no answer".
    pub out_of_range: u64,
    /// Answers between two whole numbers, where only whole numbers count.
    pub fractional: u64,
    /// Answers without a value in the weight column.
    pub without_weight: u64,
    /// Answers on the scale, of which none counts: ten or more, and most of all, are off it, so that it is not theirs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub misfit: u64,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Answers to one question, counted by value: all that a survey score needs. Merges and serialises; what
/// is left out is counted.
///
/// ```
/// use journey_core::analysis::{Answers, NpsInterval, Scale};
/// let mut answers = Answers::default();
/// for answer in [10.0, 9.0, 8.0, 3.0, 11.0] {
///     answers.add(&Scale::NPS, answer);
/// }
/// assert_eq!(answers.nps(NpsInterval::Wald).value, Some(25.0));
/// assert_eq!(answers.dropped().out_of_range, 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    #[serde(with = "super::pairs")]
    values: BTreeMap<Answer, Tally>,
    /// Sum of the squared weights; empty without weights.
    squares: ExactSum,
    weighted: bool,
    dropped: DroppedAnswers,
}

/// Count and weight of a value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Tally {
    count: u64,
    weight: ExactSum,
}

/// An answer as the key of a map; never NaN.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Answer(f64);

impl Eq for Answer {}

impl PartialOrd for Answer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Answer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// How often a value was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct AnswerCount {
    /// The value.
    pub answer: f64,
    /// Answers.
    pub count: u64,
    /// Share of all answers that count, weighted if weights are used; `None` if all weights are 0.
    pub share: Option<f64>,
}

/// How the interval of a net score is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum NpsInterval {
    /// Wald's interval after adding 3/4 of a promoter, 3/4 of a detractor and 1.5 passives (Rocks 2016): right
    /// also for small samples and when all answer alike.
    #[default]
    AdjustedWald,
    /// Score ± z · standard error.
    Wald,
}

impl Answers {
    /// Counts an answer; NaN is a missing one.
    pub fn add(&mut self, scale: &Scale, answer: f64) {
        self.add_times(scale, answer, 1);
    }

    /// Counts an answer that was given so many times.
    pub fn add_times(&mut self, scale: &Scale, answer: f64, times: u64) {
        if let Some(answer) = self.accept(scale, answer, times) {
            self.values.entry(answer).or_default().count += times;
        }
    }

    /// Counts an answer with its survey weight, which is finite and not negative; NaN is a missing one.
    pub fn add_weighted(&mut self, scale: &Scale, answer: f64, weight: f64) {
        self.weighted = true;
        let Some(answer) = self.accept(scale, answer, 1) else {
            return;
        };
        if weight.is_nan() {
            self.dropped.without_weight += 1;
            return;
        }
        let tally = self.values.entry(answer).or_default();
        tally.count += 1;
        tally.weight.add(weight);
        self.squares.add(weight * weight);
    }

    fn accept(&mut self, scale: &Scale, answer: f64, times: u64) -> Option<Answer> {
        if answer.is_nan() {
            self.dropped.missing += times;
        } else if !(scale.min..=scale.max).contains(&answer) {
            self.dropped.out_of_range += times;
        } else if scale.whole && answer != answer.trunc() {
            self.dropped.fractional += times;
        } else {
            // Adding 0 makes -0 the same answer as 0.
            return Some(Answer(answer + 0.0));
        }
        None
    }

    /// Adds the answers of another part.
    pub fn merge(&mut self, other: Self) {
        for (answer, more) in other.values {
            let tally = self.values.entry(answer).or_default();
            tally.count += more.count;
            tally.weight.merge(more.weight);
        }
        self.squares.merge(other.squares);
        self.weighted |= other.weighted;
        self.dropped.missing += other.dropped.missing;
        self.dropped.out_of_range += other.dropped.out_of_range;
        self.dropped.fractional += other.dropped.fractional;
        self.dropped.without_weight += other.dropped.without_weight;
        self.dropped.misfit += other.dropped.misfit;
    }

    /// Takes out the answers of a part.
    pub fn retract(&mut self, part: &Self) {
        self.retract_counted(part);
        self.dropped.missing -= part.dropped.missing;
        self.dropped.out_of_range -= part.dropped.out_of_range;
        self.dropped.fractional -= part.dropped.fractional;
        self.dropped.without_weight -= part.dropped.without_weight;
    }

    fn retract_counted(&mut self, part: &Self) {
        for (answer, less) in &part.values {
            if let Some(tally) = self.values.get_mut(answer) {
                tally.count -= less.count.min(tally.count);
                tally.weight.subtract(less.weight.clone());
            }
        }
        self.values.retain(|_, tally| tally.count > 0);
        self.squares.subtract(part.squares.clone());
    }

    /// The same answers without weights.
    pub(super) fn unweighted(&self) -> Self {
        let plain = |(answer, tally): (&Answer, &Tally)| {
            (*answer, Tally { count: tally.count, weight: ExactSum::default() })
        };
        Self { values: self.values.iter().map(plain).collect(), dropped: self.dropped, ..Self::default() }
    }

    /// Counts no answer: the scale is not theirs.
    pub(super) fn disown(&mut self) {
        self.dropped.misfit += self.n();
        self.values.clear();
        self.squares = ExactSum::default();
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        self.values.len() * 2 * size_of::<(Answer, Tally)>()
    }

    /// The answers of the whole that are not in this part.
    pub(super) fn rest_of(&self, whole: &Self) -> Self {
        let mut rest = whole.clone();
        rest.retract_counted(self);
        rest
    }

    /// Answers that count.
    pub fn n(&self) -> u64 {
        self.values.values().map(|tally| tally.count).sum()
    }

    /// Answers for which `test` holds.
    pub fn count(&self, test: impl Fn(f64) -> bool) -> u64 {
        self.values.iter().filter(|(answer, _)| test(answer.0)).map(|(_, tally)| tally.count).sum()
    }

    /// What was left out.
    pub fn dropped(&self) -> DroppedAnswers {
        self.dropped
    }

    /// Size of an unweighted sample with the same precision: (Σw)² / Σw² (Kish 1965); the number of answers
    /// without weights, `None` if there are none or all weights are 0.
    pub fn effective_n(&self) -> Option<f64> {
        let n = if self.weighted {
            let total = self.weight(|_| true);
            total * total / self.squares.value()
        } else {
            self.n() as f64
        };
        (n.is_finite() && n > 0.0).then_some(n)
    }

    /// Sum of the weights of the answers for which `test` holds; their number without weights.
    fn weight(&self, test: impl Fn(f64) -> bool) -> f64 {
        if !self.weighted {
            return self.count(test) as f64;
        }
        let mut sum = ExactSum::default();
        for (answer, tally) in &self.values {
            if test(answer.0) {
                sum.merge(tally.weight.clone());
            }
        }
        sum.value()
    }

    fn weight_of(&self, tally: &Tally) -> f64 {
        if self.weighted { tally.weight.value() } else { tally.count as f64 }
    }

    /// Share of the answers, weighted if weights are used, for which `test` holds.
    fn portion(&self, test: impl Fn(f64) -> bool) -> Option<f64> {
        self.effective_n().map(|_| self.weight(test) / self.weight(|_| true))
    }

    /// Share of the answers for which `test` holds, with Wilson's interval; weighted if weights are used, with
    /// the effective size of the sample in the interval.
    pub fn share(&self, test: impl Fn(f64) -> bool, denominator: &str) -> Estimate {
        if !self.weighted {
            return Estimate::share(self.count(test), self.n(), denominator);
        }
        let value = self.portion(test).map(|share| share.clamp(0.0, 1.0));
        let interval = value.zip(self.effective_n()).and_then(|(share, n)| wilson_weighted(share * n, n));
        Estimate::with_interval(value, interval, self.n(), denominator, Method::Wilson)
    }

    /// Mean of the answers, with an interval by the normal approximation.
    pub fn mean(&self, denominator: &str) -> Estimate {
        let moments = self.moments();
        let interval = moments.and_then(|(mean, variance)| Some(wald(mean, variance?.sqrt())));
        let value = moments.map(|(mean, _)| mean);
        Estimate::with_interval(value, interval, self.n(), denominator, Method::Wald)
    }

    /// Mean, and its squared standard error where the sample is large enough to have one.
    fn moments(&self) -> Option<(f64, Option<f64>)> {
        let n = self.effective_n()?;
        let total = self.weight(|_| true);
        let weights: Vec<(f64, f64)> =
            self.values.iter().map(|(answer, tally)| (answer.0, self.weight_of(tally))).collect();
        let sum: ExactSum = weights.iter().map(|(answer, weight)| answer * weight).collect();
        let mean = sum.value() / total;
        let squares: ExactSum =
            weights.iter().map(|(answer, weight)| weight * (answer - mean) * (answer - mean)).collect();
        let variance = squares.value() / total / (n - 1.0);
        mean.is_finite().then(|| (mean, (n > 1.0 && variance.is_finite()).then_some(variance)))
    }

    /// A net score in points from -100 to +100: percentage of answers at which `up` holds minus percentage at
    /// which `down` holds. An answer counts +1, 0 or -1; the standard error is that of their mean.
    pub fn net(
        &self,
        up: impl Fn(f64) -> bool,
        down: impl Fn(f64) -> bool,
        interval: NpsInterval,
        denominator: &str,
    ) -> Estimate {
        let value = self.net_moments(&up, &down).map(|(score, _)| score);
        let bounds = self.effective_n().and_then(|n| {
            let (up, down) = (self.portion(&up)?, self.portion(&down)?);
            let (centre, variance) = match interval {
                NpsInterval::Wald => net_moments(up, down, n),
                NpsInterval::AdjustedWald => {
                    let adjusted = |share: f64| (share * n + 0.75) / (n + 3.0);
                    net_moments(adjusted(up), adjusted(down), n + 3.0)
                }
            };
            let (low, high) = wald(centre, variance.sqrt());
            Some((low.max(-100.0), high.min(100.0)))
        });
        let method = match interval {
            NpsInterval::Wald => Method::Wald,
            NpsInterval::AdjustedWald => Method::AdjustedWald,
        };
        Estimate::with_interval(value, bounds, self.n(), denominator, method)
    }

    /// A net score and its squared standard error.
    fn net_moments(&self, up: impl Fn(f64) -> bool, down: impl Fn(f64) -> bool) -> Option<(f64, f64)> {
        Some(net_moments(self.portion(up)?, self.portion(down)?, self.effective_n()?))
    }

    /// The net promoter score in points: percentage of promoters (9, 10) minus that of detractors (0 to 6).
    pub fn nps(&self, interval: NpsInterval) -> Estimate {
        self.net(is_promoter, is_detractor, interval, "answers from 0 to 10")
    }

    /// How often each value was answered, from the lowest to the highest.
    pub fn distribution(&self) -> Vec<AnswerCount> {
        let total = self.effective_n().map(|_| self.weight(|_| true));
        let count = |(answer, tally): (&Answer, &Tally)| AnswerCount {
            answer: answer.0,
            count: tally.count,
            share: total.map(|total| self.weight_of(tally) / total),
        };
        self.values.iter().filter(|(_, tally)| tally.count > 0).map(count).collect()
    }

    /// Two-sided p-value for "the net scores of these answers and of others are equal".
    pub(super) fn net_p_of(&self, other: &Self, up: fn(f64) -> bool, down: fn(f64) -> bool) -> Option<f64> {
        difference_p(self.net_moments(up, down)?, other.net_moments(up, down)?)
    }

    /// Two-sided p-value for "the shares of these answers and of others are equal".
    pub(super) fn share_p_of(&self, other: &Self, test: impl Fn(f64) -> bool) -> Option<f64> {
        let part = |answers: &Self| {
            let n = answers.effective_n()?;
            Some((answers.portion(&test)? * n, n))
        };
        proportions_p(part(self)?, part(other)?)
    }

    /// Two-sided p-value for "the means of these answers and of others are equal".
    pub(super) fn mean_p_of(&self, other: &Self) -> Option<f64> {
        let part = |answers: &Self| answers.moments().and_then(|(mean, variance)| Some((mean, variance?)));
        difference_p(part(self)?, part(other)?)
    }
}

/// Answers from 9.
pub(super) fn is_promoter(answer: f64) -> bool {
    answer >= 9.0
}

/// Answers up to 6.
pub(super) fn is_detractor(answer: f64) -> bool {
    answer <= 6.0
}

/// A net score in points and its squared standard error, from two shares and the size of the sample.
fn net_moments(up: f64, down: f64, n: f64) -> (f64, f64) {
    let net = up - down;
    (100.0 * net, 1e4 * (up + down - net * net).max(0.0) / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(counts: &[(f64, u64)]) -> Answers {
        let mut answers = Answers::default();
        for &(answer, count) in counts {
            (0..count).for_each(|_| answers.add(&Scale::NPS, answer));
        }
        answers
    }

    #[test]
    fn no_answer_gives_no_score() {
        let score = Answers::default().nps(NpsInterval::AdjustedWald);
        assert_eq!((score.value, score.low, score.n), (None, None, 0));
        assert_eq!(Answers::default().mean("answers").value, None);
        assert_eq!(Answers::default().share(|_| true, "answers").value, None);
        assert!(Answers::default().distribution().is_empty());
    }

    #[test]
    fn a_single_promoter_has_a_wide_adjusted_interval() {
        // By hand: p = 1.75/4, d = 0.75/4, net = 0.25, variance (0.625 - 0.0625)/4, standard error 0.375.
        let one = answers(&[(10.0, 1)]);
        let wald = one.nps(NpsInterval::Wald);
        assert_eq!((wald.value, wald.low, wald.high), (Some(100.0), Some(100.0), Some(100.0)));
        let adjusted = one.nps(NpsInterval::AdjustedWald);
        assert_eq!(adjusted.value, Some(100.0));
        assert!((adjusted.low.unwrap() - (25.0 - 1.959963984540054 * 37.5)).abs() < 1e-9);
        assert!((adjusted.high.unwrap() - (25.0 + 1.959963984540054 * 37.5)).abs() < 1e-9);
    }

    #[test]
    fn answers_off_the_scale_and_fractions_are_counted_not_clamped() {
        let mut found = answers(&[(9.0, 1)]);
        for answer in [11.0, -1.0, f64::INFINITY, 9.5, f64::NAN, -0.0] {
            found.add(&Scale::NPS, answer);
        }
        let dropped =
            DroppedAnswers { missing: 1, out_of_range: 3, fractional: 1, ..DroppedAnswers::default() };
        assert_eq!(found.dropped(), dropped);
        assert_eq!((found.n(), found.count(is_detractor)), (2, 1));
    }

    #[test]
    fn equal_weights_change_no_score_and_zero_weights_count_nothing() {
        let plain = answers(&[(10.0, 3), (7.0, 2), (1.0, 1)]);
        let mut weighted = Answers::default();
        for (answer, weight) in
            [(10.0, 0.5), (10.0, 0.5), (10.0, 0.5), (7.0, 0.5), (7.0, 0.5), (1.0, 0.5), (2.0, 0.0)]
        {
            weighted.add_weighted(&Scale::NPS, answer, weight);
        }
        let (a, b) = (plain.nps(NpsInterval::AdjustedWald), weighted.nps(NpsInterval::AdjustedWald));
        assert_eq!((a.value, a.low, a.high), (b.value, b.low, b.high));
        assert_eq!((a.n, b.n, weighted.effective_n()), (6, 7, Some(6.0)));
        let mut nothing = Answers::default();
        nothing.add_weighted(&Scale::NPS, 10.0, 0.0);
        assert_eq!((nothing.n(), nothing.nps(NpsInterval::Wald).value), (1, None));
        nothing.add_weighted(&Scale::NPS, 10.0, f64::NAN);
        assert_eq!(nothing.dropped().without_weight, 1);
    }

    #[test]
    fn mean_of_a_vendors_worked_example() {
        // MeasuringU's example of a customer effort score: 1000 answers from 1 to 7, mean 4.08.
        let counts = [80, 210, 140, 110, 160, 180, 120];
        let found: Vec<(f64, u64)> =
            counts.iter().enumerate().map(|(i, &count)| (i as f64 + 1.0, count)).collect();
        assert_eq!(answers(&found).mean("answers").value, Some(4.08));
    }

    #[test]
    fn two_groups_are_compared_like_two_independent_samples() {
        // By hand: nets 0.2 and 0.5, variances (0.6 - 0.04)/10 and (0.5 - 0.25)/10.
        let a = answers(&[(10.0, 4), (8.0, 4), (0.0, 2)]);
        let b = answers(&[(9.0, 5), (7.0, 5)]);
        let mut whole = a.clone();
        whole.merge(b);
        let z: f64 = (0.2 - 0.5) / (0.056f64 + 0.025).sqrt();
        let p = a.net_p_of(&a.rest_of(&whole), is_promoter, is_detractor).unwrap();
        assert!((p - crate::numeric::normal_p(z)).abs() < 1e-12);
        assert_eq!(whole.net_p_of(&whole.rest_of(&whole), is_promoter, is_detractor), None);
    }
}
