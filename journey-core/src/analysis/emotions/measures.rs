//! What is told of journeys and of curves as a whole, and what of it is remembered.

use super::super::{Estimate, Method};
use super::curve::moods;
use super::frame::{Frame, Level};
use super::life::Person;
use super::report::{EmotionMeasureRow, EmotionMemoryRow};
use super::sample::{Sample, estimate, middle};
use super::shape::{EmotionMeasure, Shape};
use crate::error::Result;
use crate::numeric::regression::{Design, Fit, least_squares, resample, scatter};
use crate::numeric::{ExactSum, wald};
use crate::work::Work;

const CUSTOMERS: &str = "customers";
const SWINGING: &str = "customers with two moods or more";
const REMEMBERING: &str = "customers with an outcome and two moods or more up to it";
/// More people than these are drawn in so many groups.
const MOST_LOTS: usize = 1000;
const MEASURES: usize = EmotionMeasure::ALL.len();

/// What the people of a group remember: measures up to the outcome, and the outcome.
struct Memory {
    measures: [f64; MEASURES],
    outcome: f64,
}

/// Estimates from customers drawn anew, measure by measure.
#[derive(Default)]
struct Drawn {
    curve: [Vec<f64>; MEASURES],
    correlation: [Vec<f64>; MEASURES],
    gain: [Vec<f64>; MEASURES],
}

/// The rows of a group, `None` for everybody.
pub(super) fn rows(
    frame: &Frame,
    level: &Level,
    group: Option<usize>,
    people: &[&Person],
) -> Result<(Vec<EmotionMeasureRow>, Option<EmotionMemoryRow>)> {
    let cells: Vec<Vec<(usize, f64)>> = people.iter().map(|person| moods(person, level)).collect();
    let (places, curve) = curve(&cells, level.places.len());
    let shape = Shape::of(&curve);
    let shapes: Vec<Shape> = people
        .iter()
        .filter_map(|person| Shape::of(&person.felt.iter().map(|felt| felt.mood).collect::<Vec<f64>>()))
        .collect();
    let remembering = if frame.with_outcome { people } else { &[] };
    let memories: Vec<Option<Memory>> = remembering.iter().map(|person| memory(person)).collect();
    let drawn = draw(frame, level, &cells, &memories)?;
    let known: Vec<(&Memory, u32)> = memories.iter().flatten().map(|memory| (memory, 1)).collect();
    let correlations = correlations(&known);
    let together = together(&known);
    let name = group.and_then(|group| frame.groups.get(group).cloned());
    let one = |(at, measure): (usize, EmotionMeasure)| {
        let values: Vec<f64> = shapes.iter().filter_map(|shape| shape.value(measure)).collect();
        let drawn_of = |numbers: &[Vec<f64>; MEASURES], value, n, denominator: &str| {
            resampled(numbers.get(at), (value, n), denominator)
        };
        let value = shape.and_then(|shape| shape.value(measure));
        let place = shape.and_then(|shape| places.get(shape.place(measure)?).copied());
        let correlation = correlations.get(at).copied().flatten();
        let n = known.len() as u64;
        let gain =
            correlation.zip(correlations.first().copied().flatten()).map(|(r, mean)| r * r - mean * mean);
        EmotionMeasureRow {
            group: name.clone(),
            measure,
            journeys: estimate(Sample::of(&values), if swings(measure) { SWINGING } else { CUSTOMERS }),
            curve: drawn_of(&drawn.curve, value, people.len() as u64, CUSTOMERS),
            touchpoint: place.and_then(|place| level.places.get(place)?.name().cloned()),
            correlation: frame
                .with_outcome
                .then(|| drawn_of(&drawn.correlation, correlation, n, REMEMBERING)),
            gain: frame.with_outcome.then(|| drawn_of(&drawn.gain, gain, n, REMEMBERING)),
            weight: TERMS
                .iter()
                .position(|term| *term == measure && frame.with_outcome)
                .map(|term| weight(together.as_ref(), term, n)),
        }
    };
    let rows = EmotionMeasure::ALL.into_iter().enumerate().map(one).collect();
    let squared = |measure: EmotionMeasure| {
        let at = EmotionMeasure::ALL.iter().position(|other| *other == measure)?;
        correlations.get(at).copied().flatten().map(|r| r * r)
    };
    let memory = EmotionMemoryRow {
        customers: known.len() as u64,
        mean: squared(EmotionMeasure::Mean),
        peak_end: squared(EmotionMeasure::PeakEnd),
        together: together.as_ref().map(|fit| fit.explained.clamp(0.0, 1.0)),
        group: name.clone(),
    };
    Ok((rows, frame.with_outcome.then_some(memory)))
}

/// What explains the outcome together.
const TERMS: [EmotionMeasure; 5] = [
    EmotionMeasure::Mean,
    EmotionMeasure::Lowest,
    EmotionMeasure::Highest,
    EmotionMeasure::End,
    EmotionMeasure::Trend,
];

/// The regression of the outcome on these; `None` for too few people, or if all have the same outcome.
fn together(memories: &[(&Memory, u32)]) -> Option<Fit> {
    let first = memories.first().map(|(memory, _)| memory.outcome);
    if memories.len() < TERMS.len() + 2 || memories.iter().all(|(memory, _)| Some(memory.outcome) == first) {
        return None;
    }
    let mut design = Design::new(TERMS.len());
    for (memory, _) in memories {
        let all = EmotionMeasure::ALL.iter().zip(&memory.measures);
        let value =
            |term: &EmotionMeasure| all.clone().find(|(other, _)| *other == term).map(|(_, value)| *value);
        design.push(TERMS.iter().filter_map(value), memory.outcome, 1.0);
    }
    Some(least_squares(&design))
}

/// The weight of a term.
fn weight(fit: Option<&Fit>, term: usize, n: u64) -> Estimate {
    let kept = fit.filter(|fit| fit.kept.get(term) == Some(&true));
    let value = kept.and_then(|fit| fit.coefficients.get(term).copied());
    let variance = kept.and_then(|fit| fit.variance(term));
    let interval = value.zip(variance).map(|(value, variance)| wald(value, variance.sqrt()));
    Estimate::with_interval(value, interval, n, REMEMBERING, Method::Wald)
}

/// A value with the middle of what was drawn as its interval.
fn resampled(drawn: Option<&Vec<f64>>, (value, n): (Option<f64>, u64), denominator: &str) -> Estimate {
    let interval = drawn.and_then(|numbers| middle(numbers.clone()));
    let method = if interval.is_some() { Method::Bootstrap } else { Method::None };
    Estimate::with_interval(value, interval, n, denominator, method)
}

/// Measures that one mood alone does not have.
fn swings(measure: EmotionMeasure) -> bool {
    matches!(measure, EmotionMeasure::Volatility | EmotionMeasure::Trend | EmotionMeasure::Area)
}

/// Mean moods of the places that have any, in their order.
fn curve(cells: &[Vec<(usize, f64)>], places: usize) -> (Vec<usize>, Vec<f64>) {
    let mut sums = vec![(0_u64, ExactSum::default()); places];
    for &(place, mood) in cells.iter().flatten() {
        if let Some((n, sum)) = sums.get_mut(place) {
            *n += 1;
            sum.add(mood);
        }
    }
    let felt = sums.iter().enumerate().filter(|(_, (n, _))| *n > 0);
    felt.map(|(place, (n, sum))| (place, sum.value() / *n as f64)).unzip()
}

/// What a person remembers; nobody who felt only one thing, since then peak, end and mean are the same.
fn memory(person: &Person) -> Option<Memory> {
    let felt: Vec<f64> = person.felt.iter().take(person.settled).map(|felt| felt.mood).collect();
    let shape = Shape::of(&felt).filter(|shape| shape.n > 1)?;
    let measures = EmotionMeasure::ALL.map(|measure| shape.value(measure).unwrap_or_default());
    Some(Memory { measures, outcome: person.outcome? })
}

/// Correlations of the measures with the outcome, people counted so many times; `None` for what does not vary.
fn correlations(memories: &[(&Memory, u32)]) -> [Option<f64>; MEASURES] {
    let n: f64 = memories.iter().map(|(_, times)| f64::from(*times)).sum();
    let mean = |value: &dyn Fn(&Memory) -> f64| {
        memories.iter().map(|(memory, times)| f64::from(*times) * value(memory)).sum::<f64>() / n
    };
    let outcome = mean(&|memory| memory.outcome);
    let mut found = [None; MEASURES];
    for (at, found) in found.iter_mut().enumerate() {
        let of = |memory: &Memory| memory.measures.get(at).copied().unwrap_or_default();
        let centre = mean(&of);
        let (mut both, mut own, mut theirs) = (0.0, 0.0, 0.0);
        for (memory, times) in memories {
            let (x, y) = (of(memory) - centre, memory.outcome - outcome);
            both += f64::from(*times) * x * y;
            own += f64::from(*times) * x * x;
            theirs += f64::from(*times) * y * y;
        }
        // What is as small as this does not vary but for rounding.
        let varies = own / n > 1e-20 && theirs / n > 1e-20 * (1.0 + outcome * outcome);
        let r = both / (own * theirs).sqrt();
        *found = (varies && r.is_finite()).then(|| r.clamp(-1.0, 1.0));
    }
    found
}

/// People as they are drawn: one by one, or in groups made by chance if there are many, which takes as long however many
/// there are.
struct Lots {
    /// The lot of each person.
    of: Vec<usize>,
    /// For each lot and place the number of moods and their sum.
    sums: Vec<Vec<(f64, f64)>>,
}

impl Lots {
    fn new(frame: &Frame, level: &Level, cells: &[Vec<(usize, f64)>]) -> Self {
        let of = match cells.len() > MOST_LOTS {
            true => scatter(cells.len(), MOST_LOTS, !frame.seed),
            false => (0..cells.len()).collect(),
        };
        let mut sums = vec![vec![(0.0, 0.0); level.places.len()]; cells.len().min(MOST_LOTS)];
        for (lot, &(place, mood)) in
            of.iter().zip(cells).flat_map(|(lot, cells)| cells.iter().map(move |c| (lot, c)))
        {
            if let Some((n, sum)) = sums.get_mut(*lot).and_then(|lot| lot.get_mut(place)) {
                *n += 1.0;
                *sum += mood;
            }
        }
        Self { of, sums }
    }

    /// The mean curve, each lot counted so many times.
    fn curve(&self, places: usize, counts: &[u32]) -> Vec<f64> {
        let mut all = vec![(0.0, 0.0); places];
        for (lot, &times) in self.sums.iter().zip(counts).filter(|(_, times)| **times > 0) {
            for ((n, sum), (more, mood)) in all.iter_mut().zip(lot) {
                *n += f64::from(times) * more;
                *sum += f64::from(times) * mood;
            }
        }
        all.iter().filter(|(n, _)| *n > 0.0).map(|(n, sum)| sum / n).collect()
    }
}

/// Draws people anew.
fn draw(
    frame: &Frame,
    level: &Level,
    cells: &[Vec<(usize, f64)>],
    memories: &[Option<Memory>],
) -> Result<Drawn> {
    let (work, mut drawn) = (Work::current(), Drawn::default());
    if frame.bootstrap == 0 {
        return Ok(drawn);
    }
    let lots = Lots::new(frame, level, cells);
    for counts in resample(lots.sums.len(), frame.bootstrap, frame.seed) {
        work.check()?;
        let shape = Shape::of(&lots.curve(level.places.len(), &counts));
        push(
            &mut drawn.curve,
            EmotionMeasure::ALL.map(|measure| shape.and_then(|shape| shape.value(measure))),
        );
        let times = lots.of.iter().map(|&lot| counts.get(lot).copied().unwrap_or_default());
        let known: Vec<(&Memory, u32)> = memories
            .iter()
            .zip(times)
            .filter_map(|(memory, times)| Some((memory.as_ref()?, times)))
            .collect();
        if known.is_empty() {
            continue;
        }
        let found = correlations(&known);
        let mean = found.first().copied().flatten();
        push(&mut drawn.correlation, found);
        push(&mut drawn.gain, found.map(|r| r.zip(mean).map(|(r, mean)| r * r - mean * mean)));
    }
    Ok(drawn)
}

fn push(drawn: &mut [Vec<f64>; MEASURES], found: [Option<f64>; MEASURES]) {
    drawn.iter_mut().zip(found).for_each(|(drawn, found)| drawn.extend(found));
}
