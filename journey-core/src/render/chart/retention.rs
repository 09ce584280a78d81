//! Retention: a heat map of cohorts and periods, with all cohorts together above it.

use super::frame::{Chart, more, some, weigh};
use super::{Drawing, Drawn};
use crate::analysis::{Estimate, RetentionOverall, RetentionReport, RetentionRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, NOTE, SMALL};
use crate::render::number;
use crate::render::scale::Linear;

/// Cohorts, groups and periods drawn at most.
const COHORTS: usize = 40;
const GROUPS: usize = 30;
const PERIODS: usize = 26;
/// Right edge of the sizes, left edge of the cells, and where they may end.
const SIZE: f64 = 168.0;
const LEFT: f64 = 184.0;
const RIGHT: f64 = 1010.0;
/// Height of a row.
const ROW: f64 = 22.0;
/// The curve of all cohorts: top and bottom.
const CURVE: (f64, f64) = (8.0, 96.0);
const SOURCE: &str = "Retention of the event log";

impl Drawn for RetentionReport {
    const KINDS: &'static [&'static str] = &["retention"];

    fn draw(&self, _: &str) -> Drawing {
        let overall: Vec<&RetentionOverall> = self.overall.iter().filter(|row| row.group.is_none()).collect();
        if overall.iter().all(|row| row.eligible == 0) {
            let needs = "A cohort needs customers with a first event, and a period after it that is over.";
            return Chart::missing("There is no cohort to follow yet", needs, SOURCE).finish();
        }
        let grid = Grid::new(self, &overall);
        let mut chart = Chart {
            title: title(&overall),
            facts: facts(self, &overall),
            width: grid.x(grid.periods.len()),
            source: SOURCE,
            ..Chart::default()
        };
        grid.curve(&mut chart, &overall, self.customers);
        grid.cohorts(&mut chart, self);
        grid.groups(&mut chart, self);
        let hidden = overall.len().saturating_sub(PERIODS);
        chart.notes.extend(more(hidden, "periods"));
        chart.finish()
    }
}

fn title(overall: &[&RetentionOverall]) -> String {
    let told = |row: &&&RetentionOverall| row.share.value.is_some() && !row.share.small_sample;
    let later: Vec<&&RetentionOverall> = overall.iter().filter(|row| row.period > 0).collect();
    let first = later.iter().copied().find(told).or(later.first().copied()).or(overall.first());
    let last = later
        .iter()
        .copied()
        .rev()
        .find(told)
        .filter(|last| Some(last.period) != first.map(|row| row.period));
    let percent =
        |row: &RetentionOverall| row.share.value.map_or_else(|| number::NONE.into(), number::percent);
    let name = |row: &RetentionOverall| format!("period\u{a0}{}", span(row.period, row.last_period));
    let Some(first) = first else { return String::new() };
    let last = last.map(|row| format!(", {} in {}", percent(row), name(row))).unwrap_or_default();
    format!(
        "{} of {} count as retained in {}{last}",
        percent(first),
        some(first.eligible, "customers"),
        name(first)
    )
}

fn facts(report: &RetentionReport, overall: &[&RetentionOverall]) -> String {
    let cohorts = report.rows.iter().filter(|row| row.group.is_none()).map(|row| row.cohort.as_str());
    let mut cohorts: Vec<&str> = cohorts.collect();
    cohorts.dedup();
    let of = overall.first().map_or("", |row| row.share.denominator.as_str());
    format!(
        "{} in {}, named by the first day of the period in which they began. Shares are of {of}.",
        some(report.customers, "customers"),
        some(cohorts.len() as u64, "cohorts")
    )
}

/// Numbers of a period or bracket.
fn span(from: u32, to: u32) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

/// Where the cells are.
struct Grid {
    /// First and last number of each period.
    periods: Vec<(u32, u32)>,
    cell: f64,
    /// Highest share after the first period, which has the strongest shade.
    highest: f64,
}

impl Grid {
    fn new(report: &RetentionReport, overall: &[&RetentionOverall]) -> Self {
        let periods: Vec<(u32, u32)> =
            overall.iter().take(PERIODS).map(|row| (row.period, row.last_period)).collect();
        let cell = ((RIGHT - LEFT) / periods.len().max(1) as f64).clamp(36.0, 62.0);
        let rows = report.rows.iter().map(|row| (row.period, &row.share));
        let all = rows.chain(overall.iter().map(|row| (row.period, &row.share)));
        let solid = all.filter(|(period, share)| *period > 0 && !share.small_sample);
        let highest = solid.filter_map(|(_, share)| share.value).fold(0.0, f64::max);
        Self { periods, cell, highest: if highest > 0.0 { highest } else { 1.0 } }
    }

    /// Left edge of a period.
    fn x(&self, position: usize) -> f64 {
        LEFT + position as f64 * self.cell
    }

    fn position(&self, period: u32) -> Option<usize> {
        self.periods.iter().position(|known| known.0 == period)
    }

    /// All cohorts together: dots with intervals above their column, and the numbers.
    fn curve(&self, chart: &mut Chart, overall: &[&RetentionOverall], customers: u64) {
        let right = self.x(self.periods.len());
        let ends = overall.iter().filter(|row| row.period > 0).filter_map(|row| row.share.high);
        let top = (ends.fold(self.highest.min(0.1), f64::max) * 10.0).ceil().clamp(1.0, 10.0) / 10.0;
        let scale = Linear { from: (0.0, top), to: (CURVE.1, CURVE.0) };
        let canvas = &mut chart.canvas;
        for part in [0.0, 0.5, 1.0] {
            let y = scale.at(top * part);
            canvas.line(if part == 0.0 { "rule" } else { "grid" }, (LEFT, y), (right, y));
            canvas.label(NOTE, Anchor::Right, (LEFT - 8.0, y + 4.0), &number::percent(top * part));
        }
        canvas.label(SMALL.bold(), Anchor::Left, (0.0, CURVE.0 + 8.0), "All cohorts");
        for (position, row) in overall.iter().take(PERIODS).enumerate() {
            if row.period > 0 {
                canvas.upright(&row.share, scale, self.x(position) + self.cell / 2.0);
            }
        }
        let y = CURVE.1 + 22.0;
        canvas.label(NOTE, Anchor::Left, (0.0, y), "cohort");
        canvas.label(NOTE, Anchor::Right, (SIZE, y), "customers");
        for (position, (from, to)) in self.periods.iter().enumerate() {
            let x = self.x(position) + self.cell / 2.0;
            let word = if position == 0 && self.cell > 56.0 { "period " } else { "" };
            canvas.label(NOTE, Anchor::Middle, (x, y), &format!("{word}{}", span(*from, *to)));
        }
        canvas.line("rule", (0.0, y + 7.0), (right, y + 7.0));
        chart.height = y + 12.0;
        let cells = overall.iter().map(|row| (row.period, &row.share, row.count, false));
        self.row(chart, ("All", true), customers, cells);
        chart.height += 5.0;
    }

    /// A row of cells: name, size and numbers.
    fn row<'a>(
        &self,
        chart: &mut Chart,
        (name, bold): (&str, bool),
        customers: u64,
        cells: impl Iterator<Item = (u32, &'a Estimate, u64, bool)>,
    ) {
        let (y, canvas) = (chart.height, &mut chart.canvas);
        let face = if bold { SMALL.bold() } else { SMALL };
        canvas.fitted(face, Anchor::Left, (0.0, y + 15.0), 104.0, name);
        canvas.label(face, Anchor::Right, (SIZE, y + 15.0), &number::count(customers));
        for (period, share, count, partial) in cells {
            let Some(position) = self.position(period) else { continue };
            let area = Area::new(self.x(position), y, self.cell, ROW);
            // The period of the start is 100 % by definition: it gets no shade.
            let start = period == 0 && share.value == Some(1.0);
            canvas.cell(area, share, if start { f64::INFINITY } else { self.highest }, partial);
            let part = if partial { "\nNot over yet for the whole cohort" } else { "" };
            let text = format!(
                "{name}, period {period}\n{} of {}\n{}{part}",
                number::count(count),
                number::count(share.n),
                number::in_full(share, Unit::Share)
            );
            canvas.spot(area, text);
        }
        chart.height += ROW;
    }

    fn cohorts(&self, chart: &mut Chart, report: &RetentionReport) {
        let rows: Vec<&RetentionRow> = report.rows.iter().filter(|row| row.group.is_none()).collect();
        let cohorts: Vec<&[&RetentionRow]> = rows.chunk_by(|a, b| a.cohort == b.cohort).collect();
        let hidden = cohorts.len().saturating_sub(COHORTS);
        for rows in cohorts.iter().skip(hidden) {
            let Some(first) = rows.first() else { continue };
            let cells = rows.iter().map(|row| (row.period, &row.share, row.count, !row.complete));
            self.row(chart, (&first.cohort, false), first.customers, cells);
        }
        let highest = number::percent(self.highest);
        let mut note = format!("Numbers are percent. The strongest shade is {highest} and more.");
        if rows.iter().any(|row| !row.complete) {
            note.push_str(" Hatched: the period is not over yet for the whole cohort.");
        }
        if rows.iter().any(|row| weigh(SMALL, &row.share) != SMALL) {
            note.push_str(" Grey: fewer than 30 customers.");
        }
        chart.notes.extend(more(hidden, "earlier cohorts"));
        chart.notes.push(note);
    }

    /// Groups below each other, each with all its cohorts.
    fn groups(&self, chart: &mut Chart, report: &RetentionReport) {
        let rows: Vec<&RetentionOverall> = report.overall.iter().filter(|row| row.group.is_some()).collect();
        let groups: Vec<&[&RetentionOverall]> = rows.chunk_by(|a, b| a.group == b.group).collect();
        if groups.is_empty() {
            return;
        }
        let y = chart.height + 24.0;
        chart.canvas.label(SMALL.bold(), Anchor::Left, (0.0, y), "By group, all cohorts");
        chart.canvas.line("rule", (0.0, y + 7.0), (self.x(self.periods.len()), y + 7.0));
        chart.height = y + 10.0;
        for rows in groups.iter().take(GROUPS) {
            let Some(first) = rows.first() else { continue };
            let name = first.group.as_deref().unwrap_or_default();
            let cells = rows.iter().map(|row| (row.period, &row.share, row.count, false));
            self.row(chart, (name, false), first.eligible, cells);
        }
        chart.notes.extend(more(groups.len().saturating_sub(GROUPS), "groups"));
    }
}
