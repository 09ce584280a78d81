//! Trend: a score from period to period with its interval, where its level changed, and how many answered.

use super::beside::{self, Named};
use super::column::{self, WIDTH};
use super::frame::{Chart, more};
use super::{Drawing, Drawn};
use crate::analysis::{ChangeVerdict, Estimate, Method, TrendChange, TrendReport, TrendRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "Trend of answers in the event log";
/// Left edge and height of the curve, and height of the bars of answers below it.
const LEFT: f64 = 46.0;
const HIGH: f64 = 190.0;
const BARS: f64 = 28.0;
/// Room for the size of a change above the curve.
const ABOVE: f64 = 20.0;
/// Room for the last value beside the curve.
const BESIDE: f64 = 46.0;
/// Least distance of two periods, and periods drawn at most.
const STEP: f64 = 10.0;
const MOST: usize = 120;

impl Drawn for TrendReport {
    const KINDS: &'static [&'static str] = &["trend"];

    fn draw(&self, _: &str) -> Drawing {
        if self.score.value.is_none() {
            let needs = "It needs answers on the scale in some period.";
            return column::missing("Nobody answered", needs, SOURCE).finish();
        }
        let unit = unit(&self.score);
        let hidden = self.rows.len().saturating_sub(MOST);
        let rows = self.rows.get(hidden..).unwrap_or_default();
        let mut chart = column::chart(title(self, unit), facts(self, unit), SOURCE);
        let plot = Plot::new(rows, &self.changes, unit);
        chart.width = plot.right + 4.0;
        plot.draw(&mut chart);
        changes(&mut chart, &self.changes, unit);
        chart.notes.extend(more(hidden, "earlier periods"));
        if rows.iter().any(|row| row.score.small_sample && row.score.value.is_some()) {
            chart.notes.push("Hollow: fewer than 30 answers.".into());
        }
        chart.finish()
    }
}

/// What the score is, as far as its interval tells: shares, net scores, or means.
fn unit(score: &Estimate) -> Unit {
    match score.method {
        Method::Wilson => Unit::Share,
        Method::AdjustedWald => Unit::Points,
        _ => Unit::Rating,
    }
}

fn shown(estimate: &Estimate, unit: Unit) -> String {
    estimate.value.map_or_else(|| number::NONE.into(), |value| number::in_unit(value, unit))
}

/// A difference of two scores.
fn step(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{} points", number::signed(value * 100.0)),
        Unit::Points => format!("{} points", number::signed(value)),
        _ => column::plus(value),
    }
}

fn step_in_full(difference: &Estimate, unit: Unit) -> String {
    let Some(value) = difference.value else { return number::NONE.into() };
    let interval = difference.low.zip(difference.high);
    let ends = interval.map(|(low, high)| match unit {
        Unit::Share => format!(" ({} to {})", number::signed(low * 100.0), number::signed(high * 100.0)),
        Unit::Points => format!(" ({} to {})", number::signed(low), number::signed(high)),
        _ => format!(" ({} to {})", column::plus(low), column::plus(high)),
    });
    format!("{}{}", step(value, unit), ends.unwrap_or_default())
}

/// Whether it changed from the first period with answers to the last one.
fn title(report: &TrendReport, unit: Unit) -> String {
    let overall = &report.overall;
    let answered = |row: &&TrendRow| row.score.value.is_some();
    let first = report.rows.iter().find(answered);
    let last = report.rows.iter().rev().find(answered);
    let (Some(first), Some(last), Some(verdict)) = (first, last, overall.verdict) else {
        return format!(
            "The score is {}; there is no second period to compare with",
            shown(&report.score, unit)
        );
    };
    let (from, to) = (shown(&first.score, unit), shown(&last.score, unit));
    let rose = overall.difference.value.unwrap_or_default() > 0.0;
    let since = &first.period;
    let size = |change: &&TrendChange| change.difference.value.map_or(0.0, f64::abs);
    let largest = report.changes.iter().max_by(|a, b| size(a).total_cmp(&size(b)));
    if let Some(change) = largest.filter(|_| verdict != ChangeVerdict::Yes) {
        let (before, after) = (shown(&change.before, unit), shown(&change.after, unit));
        return format!("The level went from {before} to {after} with {}", change.period);
    }
    match verdict {
        ChangeVerdict::Yes => {
            format!(
                "The score {} from {from} to {to} since {since}: more than chance",
                if rose { "rose" } else { "fell" }
            )
        }
        ChangeVerdict::No => format!("No change that matters since {since}: from {from} to {to}"),
        ChangeVerdict::TooFewAnswers => {
            format!("Too few answers to say whether it changed since {since}: from {from} to {to}")
        }
        ChangeVerdict::NotEnoughEvidence => format!("From {from} to {to} since {since} may be chance"),
    }
}

fn facts(report: &TrendReport, unit: Unit) -> String {
    let all = number::in_full(&report.score, unit);
    let overall = match report.overall.difference.value {
        Some(_) => format!(" Last less first period: {}.", step_in_full(&report.overall.difference, unit)),
        None => String::new(),
    };
    format!("All periods: {all}.{overall}")
}

/// Where everything is.
struct Plot<'a> {
    rows: &'a [TrendRow],
    changes: Vec<(usize, &'a TrendChange)>,
    unit: Unit,
    across: Linear,
    up: Linear,
    right: f64,
}

impl<'a> Plot<'a> {
    fn new(rows: &'a [TrendRow], changes: &'a [TrendChange], unit: Unit) -> Self {
        let right = WIDTH.max(LEFT + BESIDE + STEP * rows.len() as f64);
        let last = rows.len().saturating_sub(1).max(1) as f64;
        let ends = rows.iter().flat_map(|row| [row.score.low, row.score.value, row.score.high]).flatten();
        let (low, high) = ends
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let rim = ((high - low) * 0.06).max(high.abs().max(0.1) * 0.01);
        let across = match rows.len() {
            1 => Linear { from: (-1.0, 1.0), to: (LEFT, right) },
            _ => Linear { from: (0.0, last), to: (LEFT + 14.0, right - BESIDE) },
        };
        let place = |change: &'a TrendChange| {
            Some((rows.iter().position(|row| row.period == change.period)?, change))
        };
        Self {
            changes: changes.iter().filter_map(place).collect(),
            up: Linear { from: (low - rim, high + rim), to: (ABOVE + HIGH, ABOVE) },
            rows,
            unit,
            across,
            right,
        }
    }

    fn x(&self, position: usize) -> f64 {
        self.across.at(position as f64)
    }

    /// Draws at the beginning of the chart.
    fn draw(&self, chart: &mut Chart) {
        let canvas = &mut chart.canvas;
        let runs: Vec<Vec<(f64, &Estimate)>> = self.runs();
        runs.iter().for_each(|run| self.band(canvas, run));
        self.grid(canvas);
        self.levels(canvas);
        runs.iter().for_each(|run| self.curve(canvas, run));
        for (position, row) in self.rows.iter().enumerate() {
            if let Some(value) = row.score.value {
                let class = if row.score.small_sample { "weak" } else { "fgood" };
                let size = if self.rows.len() > 40 { 2.5 } else { 4.0 };
                canvas.circle(class, (self.x(position), self.up.at(value)), size);
            }
        }
        self.values(canvas);
        self.sizes(chart);
    }

    /// Round values from side to side.
    fn grid(&self, canvas: &mut Canvas) {
        let (low, high) = self.up.from;
        let unit = libm::pow(10.0, libm::floor(libm::log10((high - low) / 4.0)));
        let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|part| part * unit);
        let step = step.into_iter().find(|step| (high - low) / step <= 5.0).unwrap_or(high - low);
        let first = libm::ceil(low / step);
        for value in (0..=5).map(|place| (first + f64::from(place)) * step).filter(|value| *value <= high) {
            let y = self.up.at(value);
            canvas.line("grid", (LEFT, y), (self.right, y));
            let text = number::in_unit(value + 0.0, self.unit);
            canvas.label(NOTE, Anchor::Right, (LEFT - 6.0, y + 4.0), &text);
        }
    }

    /// The level of each stretch between changes, and how far it stepped.
    fn levels(&self, canvas: &mut Canvas) {
        let edge = |position: usize| (self.x(position.saturating_sub(1)) + self.x(position)) / 2.0;
        let mut from = LEFT;
        let mut free = LEFT;
        for (place, (position, change)) in self.changes.iter().enumerate() {
            let to = edge(*position);
            self.level(canvas, &change.before, (from, to));
            canvas.line("axis", (to, ABOVE - 4.0), (to, ABOVE + HIGH));
            let text = step(change.difference.value.unwrap_or_default(), self.unit);
            let half = SMALL.bold().width(&text) / 2.0;
            let middle = to.clamp(LEFT + half, self.right - half);
            if middle - half >= free {
                canvas.label(SMALL.bold(), Anchor::Middle, (middle, ABOVE - 8.0), &text);
                free = middle + half + 6.0;
            }
            if place + 1 == self.changes.len() {
                self.level(canvas, &change.after, (to, self.right));
            }
            from = to;
        }
    }

    fn level(&self, canvas: &mut Canvas, estimate: &Estimate, (from, to): (f64, f64)) {
        if let Some(value) = estimate.value {
            canvas.line("dash", (from, self.up.at(value)), (to, self.up.at(value)));
        }
    }

    /// Places and scores of periods that follow each other.
    fn runs(&self) -> Vec<Vec<(f64, &'a Estimate)>> {
        let mut runs = vec![Vec::new()];
        for (position, row) in self.rows.iter().enumerate() {
            match (row.score.value, runs.last_mut()) {
                (Some(_), Some(run)) => run.push((self.x(position), &row.score)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    /// Where the intervals of periods in a row lie.
    fn band(&self, canvas: &mut Canvas, run: &[(f64, &Estimate)]) {
        let place = |x: f64, end: Option<f64>, score: &Estimate| {
            (x, self.up.at(end.or(score.value).unwrap_or_default()))
        };
        let upper = run.iter().map(|(x, score)| place(*x, score.high, score));
        let lower = run.iter().rev().map(|(x, score)| place(*x, score.low, score));
        canvas.path("haze", &along(upper.chain(lower)).close());
    }

    /// A line; a period alone has its interval upright.
    fn curve(&self, canvas: &mut Canvas, run: &[(f64, &Estimate)]) {
        match run {
            [(x, score)] => canvas.upright(score, self.up, *x),
            _ => {
                let places = run.iter().filter_map(|(x, score)| Some((*x, self.up.at(score.value?))));
                canvas.path("line k1", &along(places));
            }
        }
    }

    /// Values of the first, last, lowest and highest period, where there is room.
    fn values(&self, canvas: &mut Canvas) {
        let known: Vec<(usize, f64, &Estimate)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((at, row.score.value?, &row.score)))
            .collect();
        let ends = [known.last(), known.first()];
        let lowest = known.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        let highest = known.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let named: Vec<usize> =
            ends.into_iter().chain([lowest, highest]).flatten().map(|point| point.0).collect();
        let place = |point: &&(usize, f64, &Estimate)| {
            named.iter().position(|at| *at == point.0).unwrap_or(named.len())
        };
        let mut order: Vec<&(usize, f64, &Estimate)> = known.iter().collect();
        order.sort_by_key(place);
        let point = |point: &&(usize, f64, &Estimate)| Named {
            at: (self.x(point.0), self.up.at(point.1)),
            names: Some(shown(point.2, self.unit))
                .filter(|_| place(point) < named.len())
                .into_iter()
                .collect(),
        };
        let points: Vec<Named> = order.iter().map(point).collect();
        let within = Area::new(LEFT, ABOVE, self.right - LEFT, HIGH);
        beside::write(canvas, SMALL.bold(), &points, within, &[]);
    }

    /// Periods, and how many answered in each.
    fn sizes(&self, chart: &mut Chart) {
        let (top, canvas) = (ABOVE + HIGH, &mut chart.canvas);
        canvas.line("axis", (LEFT, top), (self.right, top));
        let most = self.rows.iter().map(|row| row.score.n).max().unwrap_or(0).max(1);
        let bars = Linear { from: (0.0, most as f64), to: (0.0, BARS) };
        let base = top + 34.0 + BARS;
        canvas.label(NOTE, Anchor::Right, (LEFT - 6.0, base), "n");
        let thick = ((self.right - LEFT) / self.rows.len().max(1) as f64 * 0.7).min(28.0);
        let mut free = (0.0, 0.0);
        for (position, row) in self.rows.iter().enumerate() {
            let (x, high) = (self.x(position), bars.at(row.score.n as f64));
            canvas.rect("open", Area::new(x - thick / 2.0, base - high, thick, high));
            let texts = [(row.period.clone(), top + 16.0), (number::count(row.score.n), base + 14.0)];
            for ((text, y), free) in texts.into_iter().zip([&mut free.0, &mut free.1]) {
                let half = NOTE.width(&text) / 2.0;
                let at = x.clamp(LEFT + half - 8.0, self.right - half);
                if at - half > *free {
                    canvas.label(NOTE, Anchor::Middle, (at, y), &text);
                    *free = at + half + 6.0;
                }
            }
        }
        for (position, row) in self.rows.iter().enumerate() {
            let text = format!(
                "from {}\n{}\n{}",
                row.period,
                number::in_full(&row.score, self.unit),
                row.from_previous.statement
            );
            chart.tell(Area::new(self.x(position) - 5.0, ABOVE, 10.0, HIGH), text);
        }
        chart.height = base + 28.0;
    }
}

/// A path from place to place.
fn along(places: impl Iterator<Item = (f64, f64)>) -> Path {
    places.enumerate().fold(Path::default(), |path, (number, (x, y))| match number {
        0 => path.go(x, y),
        _ => path.to(x, y),
    })
}

/// Where the level changed, one row a change.
fn changes(chart: &mut Chart, changes: &[TrendChange], unit: Unit) {
    if changes.is_empty() {
        return;
    }
    let heading = "Where the level changed";
    let mut y = column::section(&mut chart.canvas, chart.height, heading, "");
    for change in changes {
        let name = format!("from {}", change.period);
        let levels = format!("{} → {}", shown(&change.before, unit), shown(&change.after, unit));
        let top = y;
        y += column::head(&mut chart.canvas, y, (column::name(true), &name), (SMALL.bold(), &levels));
        let p = if change.p < 0.001 { "under 0.001".into() } else { number::amount(change.p) };
        let text = format!("{}; chance splits as clearly with p {p}", step_in_full(&change.difference, unit));
        y += chart.canvas.block(NOTE, (0.0, y), WIDTH, 2, &text) + 8.0;
        chart.tell(Area::new(0.0, top, WIDTH, y - top - 8.0), format!("level {name}: {levels}; {text}"));
    }
    chart.height = y;
}
