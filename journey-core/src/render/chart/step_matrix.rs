//! Step matrix: where customers are so many events before and after an anchor.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Chart, more, some};
use super::{Drawing, Drawn, sankey};
use crate::analysis::{StepMatrixReport, StepPlace, StepRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;

/// Touchpoints and steps drawn at most.
const TOUCHPOINTS: usize = 40;
const STEPS: usize = 20;
/// Left edge of the cells, and where they may end.
const LEFT: f64 = 216.0;
const RIGHT: f64 = 1012.0;
/// Height of a row.
const ROW: f64 = 24.0;
pub(super) const SOURCE: &str = "Step matrix of the event log";

impl Drawn for StepMatrixReport {
    const KINDS: &'static [&'static str] = &["matrix", "sankey"];

    fn draw(&self, kind: &str) -> Drawing {
        if self.rows.is_empty() {
            return Chart::missing("Nobody has been at the anchor", "No journey has a match of it.", SOURCE)
                .finish();
        }
        match kind {
            "sankey" => sankey::chart(self),
            _ => matrix(self),
        }
        .finish()
    }
}

/// `62 % of 2 009 customers at Cart go to Checkout`.
pub(super) fn title(report: &StepMatrixReport) -> String {
    let at = |step: i64| report.rows.iter().filter(move |row| row.step == step);
    let most = |step: i64| at(step).rev().max_by_key(|row| row.customers);
    let all = some(report.customers, "customers");
    let percent = |row: &StepRow| row.share.value.map_or_else(|| number::NONE.into(), number::percent);
    let Some(anchor) = most(0) else { return format!("Steps of {all}") };
    match most(1) {
        None => format!("{} of {all} are at {}", percent(anchor), name(anchor)),
        Some(next) if anchor.customers == report.customers => match next.place {
            StepPlace::Ended => format!("{} of {all} leave after {}", percent(next), name(anchor)),
            _ => format!("{} of {all} go from {} to {}", percent(next), name(anchor), name(next)),
        },
        Some(next) => match next.place {
            StepPlace::Ended => format!("{} of {all} leave after one event", percent(next)),
            _ => {
                let first = format!("{} of {all} begin at {}", percent(anchor), name(anchor));
                format!("{first}; one event later, most are at {} ({})", name(next), percent(next))
            }
        },
    }
}

fn name(row: &StepRow) -> String {
    match (&row.touchpoint, row.place) {
        (Some(touchpoint), _) => isolate(touchpoint),
        (None, StepPlace::Ended) => "the end of their journey".into(),
        (None, StepPlace::NotStarted) => "no event yet".into(),
        (None, _) => "other touchpoints".into(),
    }
}

pub(super) fn facts(report: &StepMatrixReport) -> String {
    let left_out = match report.left_out {
        0 => String::new(),
        n => format!(" {} without the anchor are left out.", some(n, "customers")),
    };
    let of = report.rows.first().map_or("customers", |row| row.share.denominator.as_str());
    format!(
        "Each column adds up to all {} {of}; step 0 is the anchor.{left_out}",
        number::count(report.customers)
    )
}

fn matrix(report: &StepMatrixReport) -> Chart {
    let steps = steps(report);
    let cell = ((RIGHT - LEFT) / steps.len().max(1) as f64).clamp(40.0, 64.0);
    let x = |position: usize| LEFT + position as f64 * cell;
    let width = x(steps.len());
    let mut chart =
        Chart { title: title(report), facts: facts(report), width, source: SOURCE, ..Chart::default() };
    let canvas = &mut chart.canvas;
    canvas.label(NOTE, Anchor::Left, (0.0, 12.0), "events from the anchor on");
    for (position, step) in steps.iter().enumerate() {
        let face = if *step == 0 { SMALL.bold() } else { NOTE };
        let sign = if *step > 0 {
            "+"
        } else if *step < 0 {
            "−"
        } else {
            ""
        };
        let text = format!("{sign}{}", step.unsigned_abs());
        canvas.label(face, Anchor::Middle, (x(position) + cell / 2.0, 12.0), &text);
    }
    canvas.line("rule", (0.0, 20.0), (width, 20.0));
    let highest = report
        .rows
        .iter()
        .filter(|row| row.step != 0 && row.place == StepPlace::Touchpoint)
        .filter_map(|row| row.share.value)
        .fold(0.0, f64::max);
    let mut y = 24.0;
    let cells: BTreeMap<(StepPlace, Option<&str>, i64), &StepRow> =
        report.rows.iter().map(|row| ((row.place, row.touchpoint.as_deref(), row.step), row)).collect();
    let (lines, hidden) = lines(report, &steps);
    for line in lines {
        if line.0 != StepPlace::Touchpoint && y > 24.0 && line.2 {
            canvas.line("rule", (0.0, y + 3.0), (width, y + 3.0));
            y += 6.0;
        }
        let face = if line.0 == StepPlace::Touchpoint { SMALL } else { NOTE };
        let label = line.1.map_or_else(|| words(line.0, report), str::to_string);
        canvas.fitted(face, Anchor::Left, (0.0, y + 16.0), LEFT - 14.0, &label);
        for (position, step) in steps.iter().enumerate() {
            let Some(row) = cells.get(&(line.0, line.1, *step)) else { continue };
            let area = Area::new(x(position), y, cell, ROW);
            let plain = line.0 != StepPlace::Touchpoint;
            canvas.cell(area, &row.share, if plain { f64::INFINITY } else { highest }, false);
            let full = number::in_full(&row.share, Unit::Share);
            canvas.spot(area, format!("{label}, step {step}\n{}\n{full}", some(row.customers, "customers")));
        }
        y += ROW;
    }
    chart.height = y;
    chart.notes.extend(more(hidden, "touchpoints"));
    let all =
        report.rows.last().zip(report.rows.first()).map_or(0, |(last, first)| last.step - first.step + 1);
    let hidden = usize::try_from(all).unwrap_or_default().saturating_sub(steps.len());
    chart.notes.extend(more(hidden, "steps"));
    let highest = number::percent(highest);
    chart.notes.push(format!(
        "Numbers are percent. The strongest shade is {highest}, the highest share beside the anchor."
    ));
    chart
}

/// The steps that are drawn: all, or those about the anchor.
fn steps(report: &StepMatrixReport) -> Vec<i64> {
    let mut steps: Vec<i64> = report.rows.iter().map(|row| row.step).collect();
    steps.sort_unstable();
    steps.dedup();
    let anchor = steps.iter().position(|step| *step == 0).unwrap_or(0);
    let before = anchor.min((STEPS / 2).max(STEPS.saturating_sub(steps.len() - anchor)));
    steps.into_iter().skip(anchor - before).take(STEPS).collect()
}

/// A row of the picture: place, touchpoint, and whether it is the first one below the touchpoints.
type Line<'a> = (StepPlace, Option<&'a str>, bool);

/// Rows of the picture, and how many touchpoints are not among them.
fn lines<'a>(report: &'a StepMatrixReport, steps: &[i64]) -> (Vec<Line<'a>>, usize) {
    let drawn: Vec<&StepRow> = report.rows.iter().filter(|row| steps.contains(&row.step)).collect();
    let known: BTreeSet<&str> = drawn.iter().filter_map(|row| row.touchpoint.as_deref()).collect();
    let touchpoints = report.touchpoints.iter().map(String::as_str).filter(|name| known.contains(name));
    let mut lines: Vec<Line<'_>> =
        touchpoints.take(TOUCHPOINTS).map(|name| (StepPlace::Touchpoint, Some(name), false)).collect();
    let hidden = report.touchpoints.len().saturating_sub(lines.len());
    let mut first = true;
    for place in [StepPlace::Other, StepPlace::Ended, StepPlace::NotStarted] {
        if drawn.iter().any(|row| row.place == place) {
            lines.push((place, None, first));
            first = false;
        }
    }
    (lines, hidden)
}

fn words(place: StepPlace, report: &StepMatrixReport) -> String {
    match place {
        StepPlace::Ended => "Journey is over".into(),
        StepPlace::NotStarted => "Not begun yet".into(),
        _ if report.hidden > 0 => format!("Other: {} more", report.hidden),
        _ => "Other".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::StepMatrix;
    use crate::analysis::testing::log;

    #[test]
    fn the_title_says_where_most_go() {
        let log = log(&[
            ("ann", 0, "look"),
            ("ann", 1, "cart"),
            ("bob", 0, "look"),
            ("bob", 1, "cart"),
            ("cem", 0, "look"),
        ]);
        let svg = log.run(&StepMatrix::new()).unwrap().to_svg();
        assert!(
            svg.contains(
                "67\u{202f}% of 3\u{a0}customers go from \u{2068}look\u{2069} to \u{2068}cart\u{2069}"
            ),
            "{svg}"
        );
    }

    #[test]
    fn many_steps_are_cut_about_the_anchor() {
        let events: Vec<(&str, i64, &str)> =
            (0..60).map(|time| ("ann", time, if time == 30 { "here" } else { "there" })).collect();
        let report =
            log(&events).run(&StepMatrix::around("here".parse().unwrap()).before(29).after(29)).unwrap();
        assert_eq!(steps(&report), (-10..10).collect::<Vec<i64>>());
        assert!(report.to_svg().contains("… and 39 more steps"));
        let near =
            log(&events).run(&StepMatrix::around("here".parse().unwrap()).before(29).after(1)).unwrap();
        assert_eq!(steps(&near), (-18..2).collect::<Vec<i64>>());
    }
}
