//! Two groups side by side: for each row of a report both numbers, and their difference on one axis.

use super::frame::{Chart, more, some, weigh};
use super::{Drawing, Drawn};
use crate::analysis::{Comparison, ComparisonRow, DistanceKind, Estimate, Method};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::number;
use crate::render::scale::Linear;

/// Rows drawn at most.
const ROWS: usize = 30;
/// Room for names; right edges of both numbers; ends of the axis; left edge of the difference; right edge of p.
const NAME: f64 = 290.0;
const FIRST: f64 = 370.0;
const SECOND: f64 = 440.0;
const AXIS: (f64, f64) = (470.0, 760.0);
const DIFFERENCE: f64 = 784.0;
const P: f64 = 1052.0;
const ROW: f64 = 24.0;
const SOURCE: &str = "Two groups of journeys of the event log";
/// Differences with an adjusted p-value of at most this are told from chance.
const LEVEL: f64 = 0.05;

impl Drawn for Comparison {
    const KINDS: &'static [&'static str] = &["differences"];

    fn draw(&self, _: &str) -> Drawing {
        let Some(first) = self.rows.first() else {
            let needs = "The report has no row for these two groups.";
            return Chart::missing("There is nothing to compare", needs, SOURCE).finish();
        };
        let measure = first.measure.as_str();
        let known = |row: &&ComparisonRow| row.a.value.or(row.b.value).is_some();
        let rows = self.rows.iter().filter(|row| row.measure == measure).filter(known);
        let rows: Vec<&ComparisonRow> = rows.collect();
        let unit = unit(first);
        let mut chart = Chart {
            title: title(self, &rows, unit),
            facts: facts(self, measure),
            width: P,
            source: SOURCE,
            ..Chart::default()
        };
        let shown: Vec<&ComparisonRow> = rows.iter().copied().take(ROWS).collect();
        draw(&mut chart, &Names(&self.keys), &shown, unit, self.permutations > 0);
        notes(self, &mut chart, &rows);
        chart.finish()
    }
}

/// What rows are about, in one line each.
struct Names<'a>(&'a [String]);

impl Names<'_> {
    fn of(&self, row: &ComparisonRow) -> String {
        let part = |(key, value): (&String, &Option<String>)| match (key.as_str(), value) {
            ("step", Some(step)) => Some(format!("step {step}")),
            (_, value) => value.clone(),
        };
        let parts: Vec<String> = self.0.iter().zip(&row.key).filter_map(part).collect();
        let edges = self.0.iter().any(|key| key == "source");
        if parts.is_empty() { "everything".into() } else { parts.join(if edges { " → " } else { ", " }) }
    }
}

fn unit(row: &ComparisonRow) -> Unit {
    match (&row.a.method, row.measure.ends_with("seconds")) {
        (_, true) => Unit::Seconds,
        (Method::Wilson | Method::LogLog, _) => Unit::Share,
        _ => Unit::Amount,
    }
}

/// A difference with its sign; shares differ by points.
fn minus(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => number::signed(value * 100.0),
        Unit::Seconds if value > 0.0 => format!("+{}", number::in_unit(value, unit)),
        Unit::Seconds => number::in_unit(value, unit),
        _ => number::signed(value),
    }
}

/// A difference with its interval.
fn minus_in_full(difference: &Estimate, unit: Unit) -> String {
    let Some(value) = difference.value else { return number::NONE.into() };
    let interval = difference.low.zip(difference.high);
    let interval = interval.map(|(low, high)| format!(" ({} to {})", minus(low, unit), minus(high, unit)));
    format!("{}{}", minus(value, unit), interval.unwrap_or_default())
}

fn is_told(row: &ComparisonRow) -> bool {
    row.p_adjusted.is_some_and(|p| p <= LEVEL)
}

/// The largest difference that is more than chance, or that there is none.
fn title(report: &Comparison, rows: &[&ComparisonRow], unit: Unit) -> String {
    let size = |row: &ComparisonRow| row.difference.value.map_or(0.0, f64::abs);
    let told = rows.iter().filter(|row| is_told(row)).count();
    let of_told = rows.iter().filter(|row| told == 0 || is_told(row));
    let Some(row) = of_told.max_by(|a, b| size(a).total_cmp(&size(b))) else { return String::new() };
    let value = |estimate: &Estimate| {
        estimate.value.map_or_else(|| number::NONE.into(), |value| number::in_unit(value, unit))
    };
    match (report.permutations > 0, told) {
        (true, 0) => "No difference is larger than chance would make it".into(),
        _ => format!(
            "The groups differ most in {}: {} against {}",
            Names(&report.keys).of(row),
            value(&row.a),
            value(&row.b)
        ),
    }
}

fn facts(report: &Comparison, measure: &str) -> String {
    let (a, b) = (some(report.a.customers, "journeys"), some(report.b.customers, "journeys"));
    let measure = measure.replace('_', " ");
    let far = report.distance.as_ref().map(|distance| {
        let p = distance.p.map(|p| format!(" (p\u{202f}=\u{202f}{})", p_value(p))).unwrap_or_default();
        match distance.kind {
            DistanceKind::TotalVariation => {
                format!(
                    " {} would have to change to make the groups alike{p}.",
                    number::percent(distance.value)
                )
            }
            DistanceKind::LargestDifference => String::new(),
        }
    });
    format!("A is {a}, B is {b}. Compared: {measure}, A less B.{}", far.unwrap_or_default())
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "under 0.001".into() } else { number::amount(p) }
}

/// A scale around nothing that has all intervals.
fn scale(rows: &[&ComparisonRow]) -> Linear {
    let ends = rows.iter().flat_map(|row| {
        let difference = &row.difference;
        [difference.low.or(difference.value), difference.high.or(difference.value)]
    });
    let far = ends.flatten().map(f64::abs).fold(0.0, f64::max);
    let far = if far > 0.0 { far } else { 1.0 };
    Linear { from: (-far, far), to: AXIS }
}

fn draw(chart: &mut Chart, names: &Names<'_>, rows: &[&ComparisonRow], unit: Unit, with_p: bool) {
    let (scale, canvas) = (scale(rows), &mut chart.canvas);
    canvas.label(NOTE, Anchor::Right, (FIRST, 12.0), "A");
    canvas.label(NOTE, Anchor::Right, (SECOND, 12.0), "B");
    canvas.label(NOTE, Anchor::Left, (AXIS.0, 12.0), "less in A");
    canvas.label(NOTE, Anchor::Right, (AXIS.1, 12.0), "more in A");
    let heading = if unit == Unit::Share { "A − B, percentage points" } else { "A − B" };
    canvas.label(NOTE, Anchor::Left, (DIFFERENCE, 12.0), heading);
    if with_p {
        canvas.label(NOTE, Anchor::Right, (P, 12.0), "adjusted p");
    }
    canvas.line("rule", (0.0, 20.0), (P, 20.0));
    let (top, bottom) = (20.0, 24.0 + ROW * rows.len() as f64);
    canvas.line("axis", (scale.at(0.0), top), (scale.at(0.0), bottom));
    for (place, row) in rows.iter().enumerate() {
        let y = 24.0 + ROW * place as f64;
        of_row(canvas, (row, &names.of(row)), scale, y, unit);
    }
    chart.height = bottom;
}

fn of_row(canvas: &mut Canvas, (row, name): (&ComparisonRow, &str), scale: Linear, y: f64, unit: Unit) {
    let (middle, text) = (y + ROW / 2.0, y + 16.0);
    let told = is_told(row);
    let bold = |face: crate::render::text::Type| if told { face.bold() } else { face };
    canvas.fitted(bold(SMALL), Anchor::Left, (0.0, text), NAME - 10.0, name);
    for (estimate, edge) in [(&row.a, FIRST), (&row.b, SECOND)] {
        let value = estimate.value.map_or_else(|| number::NONE.into(), |value| number::in_unit(value, unit));
        canvas.label(weigh(SMALL, estimate), Anchor::Right, (edge, text), &value);
    }
    let difference = &row.difference;
    if let (Some(low), Some(high)) = (difference.low, difference.high) {
        canvas.line(if told { "range" } else { "thin" }, (scale.at(low), middle), (scale.at(high), middle));
    }
    if let Some(value) = difference.value {
        canvas.circle(if told { "fgood" } else { "weak" }, (scale.at(value), middle), 4.0);
    }
    let shown = minus_in_full(difference, unit);
    canvas.fitted(
        bold(weigh(SMALL, difference)),
        Anchor::Left,
        (DIFFERENCE, text),
        P - DIFFERENCE - 50.0,
        &shown,
    );
    if let Some(p) = row.p_adjusted {
        canvas.label(bold(SMALL), Anchor::Right, (P, text), &p_value(p));
    }
    let p = row.p.zip(row.p_adjusted);
    let p =
        p.map(|(p, adjusted)| format!("\np = {}, adjusted for all rows {}", p_value(p), p_value(adjusted)));
    let same = row.same_mix.map(|same| format!("\nWith the same mix: {}", minus(same, unit)));
    let full = [
        format!("{name}\nA: {}\nB: {}", number::in_full(&row.a, unit), number::in_full(&row.b, unit)),
        format!("\nA − B: {shown}"),
        p.unwrap_or_default(),
        same.unwrap_or_default(),
    ];
    canvas.spot(Area::new(NAME, y + 2.0, P - NAME, ROW - 4.0), full.concat());
}

fn notes(report: &Comparison, chart: &mut Chart, rows: &[&ComparisonRow]) {
    let hidden = rows.len().saturating_sub(ROWS);
    chart.notes.extend(more(hidden + report.hidden as usize, "rows"));
    if report.permutations > 0 {
        let deals = number::count(report.permutations);
        let how = if report.exact { "all ways" } else { "by chance" };
        chart.notes.push(format!(
            "Filled: a difference of which chance makes one as large in at most 5\u{202f}% of reports. Journeys were dealt anew {how}, {deals} times."
        ));
    }
    let mix = report.mix.iter().filter(|row| row.p_adjusted.is_some_and(|p| p <= LEVEL));
    let mix = mix.max_by(|a, b| {
        let size = |row: &crate::analysis::MixRow| row.difference.value.map_or(0.0, f64::abs);
        size(a).total_cmp(&size(b))
    });
    if let Some(row) = mix {
        let share = |estimate: &Estimate| number::percent(estimate.value.unwrap_or_default());
        let value = row.value.as_deref().unwrap_or("nothing");
        chart.notes.push(format!(
            "The groups differ in their mix, most in {} = {}: {} against {}.",
            row.column,
            value,
            share(&row.a),
            share(&row.b)
        ));
    }
}
