//! From customers to the moments of a curve: means, changes, lifts, and what was expected.

use super::super::Estimate;
use super::frame::{Frame, Level};
use super::life::Person;
use super::report::{EmotionReport, EmotionRow, ExpectationVerdict};
use super::sample::{Sample, estimate, mood, quantile};
use super::shape::{EmotionMeasure, Shape};
use crate::numeric::{benjamini_hochberg, difference_p, wald};

const CUSTOMERS: &str = "customers";
const WITHIN: &str = "customers with both";
const BETWEEN: &str = "customers of the smaller sample; between samples";
const ELSEWHERE: &str = "customers with a mood here and elsewhere";
const SEVERAL: &str = "customers with two moods or more";
/// Fewer customers say too little for a verdict.
const ENOUGH: u64 = 30;
const LEVEL: f64 = 0.05;

/// Mean of some numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    n: u32,
}

impl Mean {
    fn add(&mut self, number: f64) {
        self.sum += number;
        self.n += 1;
    }

    fn value(self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / f64::from(self.n))
    }
}

/// What a customer felt at a place.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    place: usize,
    mood: Mean,
    ratings: Mean,
    comments: Mean,
}

/// What all customers felt at a place.
#[derive(Debug, Clone, Default)]
struct Here {
    moods: Vec<f64>,
    ratings: Vec<f64>,
    comments: Vec<f64>,
    gaps: Vec<f64>,
    changes: Vec<f64>,
    lifts: Vec<f64>,
    rating_count: u64,
    comment_count: u64,
    lowest: u64,
    peak: u64,
}

/// The moods of a customer, place by place.
pub(super) fn moods(person: &Person, level: &Level) -> Vec<(usize, f64)> {
    cells(person, level).iter().filter_map(|cell| Some((cell.place, cell.mood.value()?))).collect()
}

fn cells(person: &Person, level: &Level) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for felt in &person.felt {
        let Some(place) = level.place_of.get(felt.code).copied().flatten() else { continue };
        let at = cells.binary_search_by_key(&place, |cell| cell.place).unwrap_or_else(|at| {
            cells.insert(at, Cell { place, ..Cell::default() });
            at
        });
        if let Some(cell) = cells.get_mut(at) {
            cell.mood.add(felt.mood);
            felt.rating.into_iter().for_each(|rating| cell.ratings.add(rating));
            felt.comment.into_iter().for_each(|comment| cell.comments.add(comment));
        }
    }
    cells
}

/// The rows of a group, `None` for everybody; its p-values are not adjusted yet.
pub(super) fn rows(
    frame: &Frame,
    level: &Level,
    group: Option<usize>,
    people: &[&Person],
) -> Vec<EmotionRow> {
    let all: Vec<Vec<Cell>> = people.iter().map(|person| cells(person, level)).collect();
    let mut places = vec![Here::default(); level.places.len()];
    let (mut several, mut felt) = (0, vec![false; level.places.len()]);
    for (person, cells) in people.iter().zip(&all) {
        several += u64::from(extremes(person, level, &mut places));
        for cell in cells {
            felt.get_mut(cell.place).into_iter().for_each(|felt| *felt = true);
            count(cell, cells, &mut places);
        }
    }
    let before = before(&felt);
    for cells in &all {
        for pair in changes(cells, &before) {
            places.get_mut(pair.0).into_iter().for_each(|here| here.changes.push(pair.1));
        }
    }
    let name = group.and_then(|group| frame.groups.get(group).cloned());
    let place = |place: usize| EmotionRow {
        group: name.clone(),
        ..row(level, (group, place), (&places, before.get(place).copied().flatten(), several))
    };
    (0..level.places.len()).map(place).collect()
}

/// Counts where the lowest and the most intense mood of a customer is; whether there are several moods.
fn extremes(person: &Person, level: &Level, places: &mut [Here]) -> bool {
    let moods: Vec<f64> = person.felt.iter().map(|felt| felt.mood).collect();
    let Some(shape) = Shape::of(&moods).filter(|shape| shape.n > 1) else { return false };
    let place = |at: usize| {
        let felt = person.felt.get(at)?;
        level.place_of.get(felt.code).copied().flatten()
    };
    let here = place(shape.lowest.0).and_then(|place| places.get_mut(place));
    here.into_iter().for_each(|here| here.lowest += 1);
    let peak = shape.place(EmotionMeasure::Peak).and_then(place);
    peak.and_then(|place| places.get_mut(place)).into_iter().for_each(|here| here.peak += 1);
    true
}

fn count(cell: &Cell, cells: &[Cell], places: &mut [Here]) {
    let (Some(here), Some(mood)) = (places.get_mut(cell.place), cell.mood.value()) else { return };
    here.moods.push(mood);
    here.ratings.extend(cell.ratings.value());
    here.comments.extend(cell.comments.value());
    here.rating_count += u64::from(cell.ratings.n);
    here.comment_count += u64::from(cell.comments.n);
    let both = cell.comments.value().zip(cell.ratings.value());
    here.gaps.extend(both.map(|(comment, rating)| comment - rating));
    let mut others = Mean::default();
    let moods = cells.iter().filter(|other| other.place != cell.place).filter_map(|other| other.mood.value());
    moods.for_each(|mood| others.add(mood));
    here.lifts.extend(others.value().map(|elsewhere| mood - elsewhere));
}

/// The nearest place before each one where anybody felt anything.
fn before(felt: &[bool]) -> Vec<Option<usize>> {
    let mut last = None;
    let mut before = Vec::with_capacity(felt.len());
    for (place, felt) in felt.iter().enumerate() {
        before.push(last.filter(|_| *felt));
        last = if *felt { Some(place) } else { last };
    }
    before
}

/// Changes of a customer, with their places.
fn changes<'a>(cells: &'a [Cell], before: &'a [Option<usize>]) -> impl Iterator<Item = (usize, f64)> + 'a {
    cells.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        let neighbours = before.get(to.place).copied().flatten() == Some(from.place);
        neighbours.then_some((to.place, to.mood.value()? - from.mood.value()?))
    })
}

/// A difference with its p-value.
struct Tested {
    estimate: Estimate,
    p: Option<f64>,
}

impl Tested {
    fn within(numbers: &[f64], denominator: &str) -> Self {
        let sample = Sample::of(numbers);
        Self { estimate: estimate(sample, denominator), p: sample.and_then(|sample| sample.p(0.0)) }
    }

    fn against(sample: Option<Sample>, expected: Option<f64>) -> Self {
        let both = sample.zip(expected);
        let shifted = both.map(|(sample, expected)| Sample { mean: sample.mean - expected, ..sample });
        let p = both.and_then(|(sample, expected)| sample.p(expected));
        Self { estimate: estimate(shifted, CUSTOMERS), p }
    }

    fn between(from: Sample, to: Sample) -> Self {
        let errors = from.error().zip(to.error());
        let value = to.mean - from.mean;
        let interval = errors.map(|(a, b)| wald(value, (a + b).sqrt()));
        let n = from.n.min(to.n);
        Self {
            estimate: Estimate::with_interval(Some(value), interval, n, BETWEEN, super::super::Method::Wald),
            p: errors.and_then(|(a, b)| difference_p((to.mean, b), (from.mean, a))),
        }
    }
}

fn row(
    level: &Level,
    (group, place): (Option<usize>, usize),
    (places, before, several): (&[Here], Option<usize>, u64),
) -> EmotionRow {
    let (Some(spot), Some(here)) = (level.places.get(place), places.get(place)) else {
        return EmotionRow::default();
    };
    let all = Sample::of(&here.moods);
    let mut sorted = here.moods.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let earlier = before.and_then(|before| places.get(before));
    let change = change(here, earlier);
    let gap = Tested::within(&here.gaps, WITHIN);
    let lift = Tested::within(&here.lifts, ELSEWHERE);
    let expected = spot.expected.get(group.map_or(0, |group| group + 1)).copied().flatten();
    let against = Tested::against(all, expected);
    EmotionRow {
        group: None,
        stage: spot.stage.clone(),
        touchpoint: spot.touchpoint.clone(),
        mood: mood(all, CUSTOMERS),
        sd: all.and_then(|sample| sample.deviation()),
        q25: quantile(&sorted, 0.25),
        median: quantile(&sorted, 0.5),
        q75: quantile(&sorted, 0.75),
        ratings: mood(Sample::of(&here.ratings), "customers with ratings"),
        comments: mood(Sample::of(&here.comments), "customers with comments"),
        rating_count: here.rating_count,
        comment_count: here.comment_count,
        gap: gap.estimate,
        gap_p: gap.p,
        change_from: before.and_then(|before| level.places.get(before)?.name().cloned()),
        change: change.estimate,
        change_p: change.p,
        lift: lift.estimate,
        lift_p: lift.p,
        lowest: Estimate::share(here.lowest, several, SEVERAL),
        peak: Estimate::share(here.peak, several, SEVERAL),
        expected,
        difference: against.estimate,
        difference_p: against.p,
        ..EmotionRow::default()
    }
}

/// The change from the moment before.
fn change(here: &Here, earlier: Option<&Here>) -> Tested {
    let samples = earlier.and_then(|earlier| Sample::of(&earlier.moods)).zip(Sample::of(&here.moods));
    match samples {
        Some((from, to)) if 2 * (here.changes.len() as u64) < from.n.min(to.n) => Tested::between(from, to),
        _ => Tested::within(&here.changes, WITHIN),
    }
}

/// Adjusts all p-values of a report and gives the verdicts that depend on them.
pub(super) fn settle(frame: &Frame, report: &mut EmotionReport) {
    let EmotionReport { rows, stages, .. } = report;
    let mut all: Vec<&mut EmotionRow> = rows.iter_mut().chain(stages).collect();
    let gaps = adjust(&mut all, |row| row.gap_p, |row| &mut row.gap_p_adjusted);
    let changes = adjust(&mut all, |row| row.change_p, |row| &mut row.change_p_adjusted);
    let lifts = adjust(&mut all, |row| row.lift_p, |row| &mut row.lift_p_adjusted);
    let expectations = adjust(&mut all, |row| row.difference_p, |row| &mut row.difference_p_adjusted);
    all.into_iter().for_each(|row| judge(frame.least, row));
    report.tested_gaps = gaps;
    report.tested_changes = changes;
    report.tested_lifts = lifts;
    report.tested_expectations = expectations;
}

/// Adjusts one kind of p-values; how many there are.
fn adjust(
    rows: &mut [&mut EmotionRow],
    p: impl Fn(&EmotionRow) -> Option<f64>,
    adjusted: impl Fn(&mut EmotionRow) -> &mut Option<f64>,
) -> u64 {
    let all: Vec<Option<f64>> = rows.iter().map(|row| p(row)).collect();
    rows.iter_mut().zip(benjamini_hochberg(&all)).for_each(|(row, p)| *adjusted(row) = p);
    all.iter().flatten().count() as u64
}

fn judge(least: f64, row: &mut EmotionRow) {
    let clear = |p: Option<f64>| p.is_some_and(|p| p < LEVEL);
    let value = |estimate: &Estimate| estimate.value.filter(|_| estimate.n >= ENOUGH);
    row.dip = clear(row.change_p_adjusted) && value(&row.change).is_some_and(|change| change <= -least);
    row.delight = clear(row.lift_p_adjusted)
        && value(&row.lift).is_some_and(|lift| lift >= least)
        && row.mood.low.is_some_and(|low| low > 0.0);
    row.disagree = clear(row.gap_p_adjusted) && value(&row.gap).is_some_and(|gap| gap.abs() >= 1.0);
    row.verdict = row.difference.value.map(|difference| {
        let inside = row.difference.low.zip(row.difference.high);
        let matters = clear(row.difference_p_adjusted) && difference.abs() >= least;
        match value(&row.difference) {
            None => ExpectationVerdict::Unclear,
            Some(_) if matters && difference < 0.0 => ExpectationVerdict::Worse,
            Some(_) if matters => ExpectationVerdict::Better,
            Some(_) if inside.is_some_and(|(low, high)| -least < low && high < least) => {
                ExpectationVerdict::AsExpected
            }
            Some(_) => ExpectationVerdict::Unclear,
        }
    });
}
