//! The emotion curve: the mean mood at each touchpoint with its interval, dips and delights marked, expected dashed; groups as
//! further lines; the numbers beneath.

mod lines;
mod numbers;
#[cfg(test)]
mod tests;

use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{EmotionMeasure, EmotionReport, EmotionRow, ExpectationVerdict};
use crate::render::canvas::{Anchor, MEDIUM, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;
use crate::render::text::fit;

/// Left edge of the curve, the room for its columns, and the width of one.
const LEFT: f64 = 104.0;
const ROOM: f64 = 820.0;
const NARROW: f64 = 66.0;
const WIDE: f64 = 150.0;
/// Touchpoints and groups drawn at most.
const TOUCHPOINTS: usize = 24;
const GROUPS: usize = 5;
/// Upper and lower end of the scale.
const TOP: f64 = 46.0;
const BOTTOM: f64 = 266.0;
const SCALE: Linear = Linear { from: (-2.0, 2.0), to: (BOTTOM, TOP) };
const SOURCE: &str = "Emotions of the event log";

/// What is drawn, column by column.
struct Picture<'a> {
    /// Rows of everybody.
    rows: &'a [&'a EmotionRow],
    /// Rows of each group that is drawn.
    groups: Vec<Vec<&'a EmotionRow>>,
    column: f64,
}

impl Picture<'_> {
    fn middle(&self, position: usize) -> f64 {
        LEFT + (position as f64 + 0.5) * self.column
    }

    fn right(&self) -> f64 {
        LEFT + self.rows.len() as f64 * self.column
    }
}

impl Drawn for EmotionReport {
    const KINDS: &'static [&'static str] = &["emotions"];

    fn draw(&self, _: &str) -> Drawing {
        let all: Vec<&EmotionRow> = self.rows.iter().filter(|row| row.group.is_none()).collect();
        if all.iter().all(|row| row.mood.value.is_none()) {
            let needs = "Ratings or comments of some touchpoint would draw the curve.";
            return Chart::missing("Nobody said how it felt", needs, SOURCE).finish();
        }
        let shown = all.len().min(TOUCHPOINTS);
        let (groups, hidden) = groups(self, shown);
        let column = (ROOM / shown as f64).clamp(NARROW, WIDE);
        let picture = Picture { rows: all.split_at(shown).0, groups, column };
        let mut chart = Chart {
            title: title(&all),
            facts: facts(self),
            width: picture.right() + if picture.groups.is_empty() { 8.0 } else { 150.0 },
            height: BOTTOM,
            source: SOURCE,
            ..Chart::default()
        };
        axes(&mut chart, &picture);
        lines::draw(&mut chart.canvas, &picture);
        numbers::draw(&mut chart, &picture);
        chart.notes.extend(more(all.len() - shown, "touchpoints"));
        chart.notes.extend(more(hidden, "groups"));
        chart.notes.push(note(&picture));
        chart.finish()
    }
}

/// Rows of the groups with most customers, and how many groups are left out.
fn groups(report: &EmotionReport, shown: usize) -> (Vec<Vec<&EmotionRow>>, usize) {
    let own: Vec<&EmotionRow> = report.rows.iter().filter(|row| row.group.is_some()).collect();
    let mut groups: Vec<Vec<&EmotionRow>> = own
        .chunk_by(|a, b| a.group == b.group)
        .map(|rows| rows.iter().take(shown).copied().collect())
        .collect();
    let customers = |rows: &Vec<&EmotionRow>| rows.iter().map(|row| row.mood.n).max().unwrap_or(0);
    groups.sort_by_key(|rows| std::cmp::Reverse(customers(rows)));
    let hidden = groups.len().saturating_sub(GROUPS);
    groups.truncate(GROUPS);
    (groups, hidden)
}

fn name(row: &EmotionRow) -> &str {
    row.touchpoint.as_deref().or(row.stage.as_deref()).unwrap_or("?")
}

/// What stands out: the expectation that fails most, else the deepest dip, else the lowest and the highest moment.
fn title(rows: &[&EmotionRow]) -> String {
    let mood = |row: &EmotionRow| row.mood.value.map(number::signed).unwrap_or_default();
    let value = |row: &EmotionRow| row.mood.value.unwrap_or_default();
    let felt = || rows.iter().copied().filter(|row| row.mood.value.is_some());
    let against = |row: &EmotionRow| row.difference.value.unwrap_or_default();
    let worse = felt().filter(|row| row.verdict == Some(ExpectationVerdict::Worse));
    if let Some(row) = worse.min_by(|a, b| against(a).total_cmp(&against(b))) {
        let expected = row.expected.map(number::signed).unwrap_or_default();
        return format!(
            "{} is worse than expected: {}, where {expected} was expected",
            isolate(name(row)),
            mood(row)
        );
    }
    let fall = |row: &EmotionRow| row.change.value.unwrap_or_default();
    if let Some(row) = felt().filter(|row| row.dip).min_by(|a, b| fall(a).total_cmp(&fall(b))) {
        let from = row.change_from.as_deref().unwrap_or_default();
        return format!(
            "The mood falls by {} from {} to {}",
            number::signed(-fall(row)).trim_start_matches('+'),
            isolate(from),
            isolate(name(row))
        );
    }
    let lowest = felt().min_by(|a, b| value(a).total_cmp(&value(b)));
    let highest = felt().max_by(|a, b| value(a).total_cmp(&value(b)));
    match lowest.zip(highest).filter(|(lowest, highest)| value(lowest) < value(highest)) {
        Some((lowest, highest)) => format!(
            "Customers feel best at {} ({}), worst at {} ({})",
            isolate(name(highest)),
            mood(highest),
            isolate(name(lowest)),
            mood(lowest)
        ),
        None => format!("Customers feel {} throughout", lowest.map(mood).unwrap_or_default()),
    }
}

fn facts(report: &EmotionReport) -> String {
    let whole = |measure: EmotionMeasure| {
        let row = report.measures.iter().find(|row| row.group.is_none() && row.measure == measure);
        row.and_then(|row| row.journeys.value).map(number::signed)
    };
    let memory = match (whole(EmotionMeasure::Mean), whole(EmotionMeasure::PeakEnd)) {
        (Some(mean), Some(remembered)) => {
            format!(
                " A journey is {mean} on average; its most intense moment and its end average {remembered}."
            )
        }
        _ => String::new(),
    };
    let customers = some(report.customers, "customers");
    format!(
        "Mean mood of {customers} who said how they felt, from −2 (very negative) to +2 (very positive).{memory}"
    )
}

fn note(picture: &Picture<'_>) -> String {
    let expected = match picture.rows.iter().any(|row| row.expected.is_some()) {
        true => " Dashed: what is expected.",
        false => "",
    };
    format!(
        "Band: interval of everybody's mean. Bars: the middle half of the customers. Dots by number of customers; hollow ones \
         have fewer than 30. ▼ dip: a fall that is no chance. ★ delight: better than elsewhere in the same journeys.{expected}"
    )
}

fn axes(chart: &mut Chart, picture: &Picture<'_>) {
    let words =
        [(2.0, "very positive"), (1.0, "+1"), (0.0, "neutral"), (-1.0, "−1"), (-2.0, "very negative")];
    for (value, word) in words {
        let class = if value == 0.0 { "axis" } else { "grid" };
        chart.canvas.line(class, (LEFT, SCALE.at(value)), (picture.right(), SCALE.at(value)));
        chart.canvas.label(NOTE, Anchor::Right, (LEFT - 10.0, SCALE.at(value) + 4.0), word);
    }
    let mut position = 0;
    for run in picture.rows.chunk_by(|a, b| a.stage == b.stage) {
        let width = run.len() as f64 * picture.column;
        let left = LEFT + position as f64 * picture.column;
        if let Some(stage) = run.first().and_then(|row| row.stage.as_deref()) {
            chart.canvas.line("rule", (left + 3.0, 20.0), (left + width - 3.0, 20.0));
            let face = if fit(stage, MEDIUM.bold(), width - 6.0, 1).cut { SMALL } else { MEDIUM.bold() };
            chart.canvas.fitted(face, Anchor::Middle, (left + width / 2.0, 14.0), width - 6.0, stage);
        }
        position += run.len();
    }
}
