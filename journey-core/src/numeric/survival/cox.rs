//! Cox's proportional hazards: how much sooner does the event come for some than for others?

use super::concordance::concordance;
use crate::numeric::solve::Cholesky;

/// What is known about those who were observed: time, whether the event came then, and numbers that may explain it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subjects {
    terms: usize,
    times: Vec<i64>,
    events: Vec<bool>,
    /// Row by row.
    values: Vec<f64>,
}

impl Subjects {
    /// Nobody yet; each will have so many numbers.
    pub fn new(terms: usize) -> Self {
        Self { terms, ..Self::default() }
    }

    /// Adds one with the time of the event or of the end of observation, and whether it was the event. Missing numbers count
    /// as 0, further ones not at all.
    pub fn push(&mut self, time: i64, event: bool, values: &[f64]) {
        self.times.push(time);
        self.events.push(event);
        self.values.extend((0..self.terms).map(|term| values.get(term).copied().unwrap_or_default()));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    fn row(&self, at: usize) -> &[f64] {
        self.values.get(at * self.terms..(at + 1) * self.terms).unwrap_or_default()
    }

    /// The same ones in an order that depends on nothing but their data: the longest times first, events before the others.
    fn sorted(&self) -> Self {
        let time = |at: usize| self.times.get(at).zip(self.events.get(at));
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by(|&a, &b| {
            let values = || self.row(a).iter().zip(self.row(b)).map(|(a, b)| a.total_cmp(b));
            time(b)
                .cmp(&time(a))
                .then_with(|| values().find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal))
        });
        let mut sorted = Self::new(self.terms);
        for at in order {
            if let Some((&time, &event)) = time(at) {
                sorted.push(time, event, self.row(at));
            }
        }
        sorted
    }
}

/// What became of a term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CoxState {
    /// It has a coefficient.
    #[default]
    Estimated,
    /// It is the same for everybody at risk, or a combination of the terms before it.
    Redundant,
    /// The likelihood goes on rising as the coefficient grows: the term separates those with the event from the others.
    Unbounded,
}

/// A term of the model.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CoxTerm {
    /// Logarithm of the hazard ratio for one unit more; `None` unless estimated.
    pub coefficient: Option<f64>,
    /// Standard error of the coefficient, from the inverse of the observed information.
    pub standard_error: Option<f64>,
    /// Mean over all.
    pub mean: f64,
    /// What became of it.
    pub state: CoxState,
}

/// A fitted model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CoxFit {
    /// Terms in the order of the numbers.
    pub terms: Vec<CoxTerm>,
    /// Logarithm of the partial likelihood at the maximum.
    pub log_likelihood: f64,
    /// The same with all coefficients 0.
    pub null_log_likelihood: f64,
    /// Terms that are not redundant.
    pub degrees_of_freedom: u32,
    /// Share of the pairs of which it is known who had the event first in which the model says the same (Harrell's c);
    /// `None` without such pairs.
    pub concordance: Option<f64>,
    /// Steps of Newton's method.
    pub iterations: u32,
    /// Whether a maximum was reached.
    pub converged: bool,
}

/// Steps of Newton's method at most.
const MOST_STEPS: u32 = 60;
/// So many times a step is halved at most.
const MOST_HALVES: u32 = 30;
/// The likelihood can rise by no more than about this at the end.
const CLOSE: f64 = 1e-11;
/// A coefficient (of a term with standard deviation 1) that still moves so much at the end will not stop.
const MOVES: f64 = 0.01;

/// Fits Cox's model of proportional hazards by its partial likelihood, with Efron's approximation for ties.
///
/// Numbers are centred and scaled inside; coefficients are those of the numbers as given. The result does not depend on the
/// order of the subjects, to the bit. Cox (1972), "Regression models and life-tables"; Efron (1977), "The efficiency of Cox's
/// likelihood function for censored data"; Harrell et al. (1982) for the concordance.
///
/// ```
/// use journey_core::numeric::{Subjects, cox};
/// let mut subjects = Subjects::new(1);
/// for (time, event, discount) in [(1, true, 1.0), (2, true, 0.0), (3, true, 1.0), (4, true, 0.0), (5, false, 0.0)] {
///     subjects.push(time, event, &[discount]);
/// }
/// let fit = cox(&subjects);
/// assert!(fit.converged && fit.terms[0].coefficient.unwrap() > 0.0); // with the discount, sooner
/// ```
///
/// # Complexity
/// O(subjects · terms²) a step of Newton's method, of which there are some five; O(n log n) for sorting.
pub fn cox(subjects: &Subjects) -> CoxFit {
    let mut subjects = subjects.sorted();
    let (means, scales) = standardize(&mut subjects);
    let model = Model { subjects: &subjects };
    let mut beta = vec![0.0; subjects.terms];
    let mut null = model.slopes(&beta);
    null.forget_rounding();
    let mut here = null.clone();
    let free = Cholesky::new(&null.information, subjects.terms, None).kept;
    let mut fit = CoxFit { null_log_likelihood: null.likelihood, ..CoxFit::default() };
    fit.degrees_of_freedom = free.iter().filter(|&&kept| kept).count() as u32;
    let mut step = Vec::new();
    while fit.iterations < MOST_STEPS {
        step = Cholesky::new(&here.information, subjects.terms, Some(&free)).solve(&here.gradient);
        let rise: f64 = step.iter().zip(&here.gradient).map(|(step, slope)| step * slope).sum();
        fit.iterations += 1;
        let Some((next, there)) = model.climb(&beta, &step, &here) else {
            fit.converged = rise.abs() < CLOSE.sqrt();
            break;
        };
        (beta, here) = (next, there);
        if rise.abs() < CLOSE {
            fit.converged = true;
            break;
        }
    }
    fit.log_likelihood = here.likelihood;
    fit.concordance = concordance(&subjects.times, &subjects.events, &model.predictors(&beta));
    let inverse = Cholesky::new(&here.information, subjects.terms, Some(&free)).inverse_diagonal();
    for (term, (mean, scale)) in means.into_iter().zip(scales).enumerate() {
        let value = |list: &[f64]| list.get(term).copied().unwrap_or_default();
        let state = match free.get(term) {
            Some(true) if value(&step).abs() > MOVES => CoxState::Unbounded,
            Some(true) => CoxState::Estimated,
            _ => CoxState::Redundant,
        };
        let estimated = state == CoxState::Estimated;
        let error = value(&inverse).sqrt() / scale;
        fit.terms.push(CoxTerm {
            coefficient: estimated.then(|| value(&beta) / scale),
            standard_error: (estimated && error > 0.0 && error.is_finite()).then_some(error),
            mean,
            state,
        });
    }
    fit
}

/// Centres and scales all terms; their means and standard deviations (1 where all are equal).
fn standardize(subjects: &mut Subjects) -> (Vec<f64>, Vec<f64>) {
    let n = subjects.len().max(1) as f64;
    let (mut means, mut scales) = (Vec::new(), Vec::new());
    for term in 0..subjects.terms {
        let column = || subjects.values.iter().skip(term).step_by(subjects.terms);
        let mut sum = crate::numeric::ExactSum::default();
        column().for_each(|&value| sum.add(value));
        let mean = sum.value() / n;
        let mut squares = crate::numeric::ExactSum::default();
        column().for_each(|&value| squares.add((value - mean) * (value - mean)));
        let scale = (squares.value() / n).sqrt();
        // What is left of equal values is rounding.
        let same = scale.is_nan() || scale <= 1e-13 * mean.abs();
        let values = subjects.values.iter_mut().skip(term).step_by(subjects.terms);
        values.for_each(|value| *value = if same { 0.0 } else { (*value - mean) / scale });
        means.push(mean);
        scales.push(if same { 1.0 } else { scale });
    }
    (means, scales)
}

/// The partial likelihood of subjects in the order of falling time.
struct Model<'a> {
    subjects: &'a Subjects,
}

/// The logarithm of the likelihood at a place, its slope, and its curvature downwards (all of it, row by row).
#[derive(Debug, Clone, Default)]
struct Slopes {
    likelihood: f64,
    gradient: Vec<f64>,
    information: Vec<f64>,
    /// Of which number the diagonal of the curvature is what is left after subtraction.
    squares: Vec<f64>,
}

/// Sums of weights, of weighted values and of their weighted products (lower triangle only).
#[derive(Debug, Clone)]
struct Sums {
    weight: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Sums {
    fn new(terms: usize) -> Self {
        Self { weight: 0.0, first: vec![0.0; terms], second: vec![0.0; terms * terms] }
    }

    fn clear(&mut self) {
        self.weight = 0.0;
        self.first.fill(0.0);
        self.second.fill(0.0);
    }

    fn add(&mut self, weight: f64, values: &[f64]) {
        self.weight += weight;
        let terms = values.len().max(1);
        for ((i, &value), (first, row)) in
            values.iter().enumerate().zip(self.first.iter_mut().zip(self.second.chunks_exact_mut(terms)))
        {
            let weighted = weight * value;
            *first += weighted;
            row.iter_mut().zip(values).take(i + 1).for_each(|(cell, other)| *cell += weighted * other);
        }
    }
}

impl Model<'_> {
    fn predictors(&self, beta: &[f64]) -> Vec<f64> {
        let rows = (0..self.subjects.len()).map(|at| self.subjects.row(at));
        rows.map(|row| row.iter().zip(beta).map(|(value, beta)| value * beta).sum()).collect()
    }

    /// A step as far as the likelihood rises, if it does: halved until it does.
    fn climb(&self, beta: &[f64], step: &[f64], here: &Slopes) -> Option<(Vec<f64>, Slopes)> {
        let mut factor = 1.0;
        for _ in 0..MOST_HALVES {
            let next: Vec<f64> = beta.iter().zip(step).map(|(beta, step)| beta + factor * step).collect();
            let there = self.slopes(&next);
            // So far out that no weight is left of those at risk, nothing is known. At the maximum rounding may make it fall
            // a little.
            if there.likelihood.is_finite()
                && there.likelihood >= here.likelihood - 1e-12 * here.likelihood.abs()
            {
                return Some((next, there));
            }
            factor /= 2.0;
        }
        None
    }

    fn slopes(&self, beta: &[f64]) -> Slopes {
        let terms = self.subjects.terms;
        let predictors = self.predictors(beta);
        let largest = predictors.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut slopes = Slopes {
            likelihood: 0.0,
            gradient: vec![0.0; terms],
            information: vec![0.0; terms * terms],
            squares: vec![0.0; terms],
        };
        let (mut risk, mut now) = (Sums::new(terms), Sums::new(terms));
        let mut deaths = 0;
        let rows = self.subjects.times.iter().zip(&self.subjects.events).zip(&predictors);
        for (at, ((&time, &event), predictor)) in rows.enumerate() {
            let values = self.subjects.row(at);
            let weight = libm::exp(predictor - largest);
            risk.add(weight, values);
            if event {
                deaths += 1;
                now.add(weight, values);
                slopes.likelihood += predictor - largest;
                slopes.gradient.iter_mut().zip(values).for_each(|(slope, value)| *slope += value);
            }
            if deaths > 0 && self.subjects.times.get(at + 1) != Some(&time) {
                slopes.leave(&risk, &now, deaths);
                (deaths, _) = (0, now.clear());
            }
        }
        let mirror = |i: usize, j: usize| slopes.information.get(i.max(j) * terms + i.min(j)).copied();
        slopes.information =
            (0..terms * terms).map(|cell| mirror(cell / terms, cell % terms).unwrap_or_default()).collect();
        slopes
    }
}

/// A variance as small a share of the mean square is nothing but rounding.
const ROUNDING: f64 = 1e-12;

impl Slopes {
    /// Of a term that was the same for everybody at risk at every event, the curvature is what rounding left: nothing.
    fn forget_rounding(&mut self) {
        let terms = self.gradient.len();
        let diagonal = self.information.iter_mut().step_by(terms + 1);
        for (cell, square) in diagonal.zip(&self.squares) {
            if *cell <= ROUNDING * square {
                *cell = 0.0;
            }
        }
    }

    /// What the events of a time contribute, given sums of all at risk and of those with the event: of the latter, on average
    /// a part is still at risk when the next of them has the event.
    fn leave(&mut self, risk: &Sums, now: &Sums, events: u32) {
        let (mut one, mut part) = (0.0, 0.0);
        let (mut one_square, mut mixed, mut part_square) = (0.0, 0.0, 0.0);
        for event in 0..events {
            let gone = f64::from(event) / f64::from(events);
            let weight = risk.weight - gone * now.weight;
            self.likelihood -= libm::log(weight);
            let inverse = 1.0 / weight;
            (one, part) = (one + inverse, part + gone * inverse);
            let square = inverse * inverse;
            (one_square, mixed) = (one_square + square, mixed + gone * square);
            part_square += gone * gone * square;
        }
        let terms = self.gradient.len().max(1);
        for (i, slope) in self.gradient.iter_mut().enumerate() {
            let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or_default();
            let (risk_i, now_i) = (at(&risk.first, i), at(&now.first, i));
            *slope -= one * risk_i - part * now_i;
            let square = one * at(&risk.second, i * terms + i) - part * at(&now.second, i * terms + i);
            self.squares.get_mut(i).into_iter().for_each(|squares| *squares += square);
            for j in 0..=i {
                let (risk_j, now_j) = (at(&risk.first, j), at(&now.first, j));
                let second = one * at(&risk.second, i * terms + j) - part * at(&now.second, i * terms + j);
                let product = one_square * risk_i * risk_j - mixed * (risk_i * now_j + now_i * risk_j)
                    + part_square * now_i * now_j;
                self.information
                    .get_mut(i * terms + j)
                    .into_iter()
                    .for_each(|cell| *cell += second - product);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subjects(rows: &[(i64, bool, &[f64])]) -> Subjects {
        let mut subjects = Subjects::new(rows[0].2.len());
        rows.iter().for_each(|(time, event, values)| subjects.push(*time, *event, values));
        subjects
    }

    #[test]
    fn three_subjects_by_hand() {
        // Events in the order x = 1, 0, 1: the likelihood is e/(2e + 1) · 1/(e + 1) with e = exp(beta), largest at
        // e = sqrt(1/2); its logarithm there is 2 ln e - ln(...) by hand.
        let fit = cox(&subjects(&[(1, true, &[1.0]), (2, true, &[0.0]), (3, true, &[1.0])]));
        let e = 0.5f64.sqrt();
        assert!((fit.terms[0].coefficient.unwrap() - e.ln()).abs() < 1e-7);
        assert!((fit.log_likelihood - (e / ((2.0 * e + 1.0) * (e + 1.0))).ln()).abs() < 1e-12);
        assert!((fit.null_log_likelihood + 6f64.ln()).abs() < 1e-12);
        assert!(fit.converged);
    }

    #[test]
    fn what_is_the_same_for_all_at_risk_says_nothing_wherever_numbers_begin() {
        // Those who leave before the only event differ; the others all have 3.
        for shift in -50..50 {
            let values: Vec<[f64; 1]> = [3, 4, 3, 3, 3, 0].map(|value| [f64::from(value + shift)]).into();
            let times = [0, 0, 8, 8, 8, 0];
            let rows: Vec<_> = (0..6).map(|i| (times[i], i == 2, &values[i][..])).collect();
            let fit = cox(&subjects(&rows));
            assert_eq!((fit.degrees_of_freedom, fit.terms[0].state), (0, CoxState::Redundant), "{shift}");
        }
    }

    #[test]
    fn terms_that_say_nothing_new_are_redundant() {
        let rows: Vec<(i64, bool, [f64; 3])> = (0..20)
            .map(|i| (i % 7, i % 3 > 0, [5.0, (i * i % 11) as f64, 3.0 - 2.0 * (i * i % 11) as f64]))
            .collect();
        let rows: Vec<_> = rows.iter().map(|(time, event, values)| (*time, *event, &values[..])).collect();
        let fit = cox(&subjects(&rows));
        let states: Vec<_> = fit.terms.iter().map(|term| term.state).collect();
        assert_eq!(states, [CoxState::Redundant, CoxState::Estimated, CoxState::Redundant]);
        assert_eq!((fit.degrees_of_freedom, fit.converged, fit.terms[0].mean), (1, true, 5.0));
    }

    #[test]
    fn a_term_that_separates_has_no_coefficient() {
        let rows: Vec<(i64, bool, [f64; 2])> =
            (0..30).map(|i| (i, i < 10, [f64::from(i < 10), (i * i % 5) as f64])).collect();
        let rows: Vec<_> = rows.iter().map(|(time, event, values)| (*time, *event, &values[..])).collect();
        let fit = cox(&subjects(&rows));
        assert_eq!((fit.terms[0].state, fit.terms[0].coefficient), (CoxState::Unbounded, None));
        assert_eq!(fit.terms[1].state, CoxState::Estimated);
        assert!(fit.log_likelihood.is_finite());
    }

    #[test]
    fn nobody_and_no_events_have_no_coefficients() {
        let nobody = cox(&Subjects::new(2));
        assert_eq!((nobody.terms.len(), nobody.degrees_of_freedom, nobody.concordance), (2, 0, None));
        let none = cox(&subjects(&[(1, false, &[1.0]), (2, false, &[0.0])]));
        assert_eq!((none.terms[0].coefficient, none.log_likelihood, none.converged), (None, 0.0, true));
        let nothing = cox(&subjects(&[(1, true, &[]), (2, true, &[])]));
        assert_eq!(nothing.concordance, Some(0.5));
    }
}
