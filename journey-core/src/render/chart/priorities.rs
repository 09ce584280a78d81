//! Priorities: impact and effort on a plane, and how sure each rank is.

use super::column::{self, ROWS, WIDTH};
use super::frame::{Chart, more, some};
use super::quadrants::{Axis, Plane, Spot, from_zero};
use super::{Drawing, Drawn};
use crate::analysis::{PriorityQuadrant, PriorityReport, PriorityRow, PriorityScore};
use crate::render::canvas::{Anchor, Area, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "Priorities of initiatives";
/// Right edge of the strips of ranks.
const STRIP: f64 = 300.0;

impl Drawn for PriorityReport {
    const KINDS: &'static [&'static str] = &["priorities"];

    fn draw(&self, _: &str) -> Drawing {
        let Some(first) = self.rows.first() else {
            let needs = "Name initiatives and the numbers that the score needs.";
            return column::missing("There is nothing to rank", needs, SOURCE).finish();
        };
        let mut chart = column::chart(title(self, first), facts(self), SOURCE);
        if let Some(plane) = plane(self) {
            plane.draw(&mut chart);
        }
        ranks(&mut chart, self);
        chart.notes.extend(more(self.rows.len().saturating_sub(ROWS), "initiatives"));
        chart.finish()
    }
}

fn score_name(score: PriorityScore) -> (&'static str, &'static str) {
    match score {
        PriorityScore::Rice => ("RICE", "reach · impact · confidence / effort"),
        PriorityScore::Wsjf => ("WSJF", "(business value + time criticality + risk reduction) / effort"),
        PriorityScore::Ice => ("ICE", "impact · confidence · ease"),
        PriorityScore::Opportunity => {
            ("opportunity", "importance, and what it is above satisfaction once more")
        }
    }
}

/// A share of draws: only what never fails is all of them.
fn draws(share: f64) -> String {
    format!("{} of the draws", number::percent(share))
}

fn title(report: &PriorityReport, first: &PriorityRow) -> String {
    let name = isolate(&first.name);
    let (score, _) = score_name(report.score);
    let often = report.rows.iter().max_by(|a, b| a.first.total_cmp(&b.first).then(b.rank.cmp(&a.rank)));
    match often {
        _ if report.rows.len() == 1 => format!("{name} is the only initiative"),
        _ if first.first >= 1.0 => format!("{name} comes first by {score}, whatever is drawn"),
        Some(other) if other.rank != first.rank => {
            let other_name = isolate(&other.name);
            format!("{name} has the highest score, but {other_name} comes first in {}", draws(other.first))
        }
        _ => format!("{name} comes first by {score}, in {}", draws(first.first)),
    }
}

fn facts(report: &PriorityReport) -> String {
    let (name, how) = score_name(report.score);
    let uncertain = report.rows.iter().any(|row| row.low < row.high);
    let sure = match uncertain {
        true => {
            let times = number::count(report.draws);
            format!(
                " Uncertain inputs were drawn {times} times; a strip holds the ranks of 95\u{202f}% of the draws."
            )
        }
        false => " All inputs were given as exact, so are the ranks.".into(),
    };
    let rows = some(report.rows.len() as u64, "initiatives");
    format!("{rows}, ranked by {name}: {how}.{sure}")
}

fn quadrant_words(quadrant: PriorityQuadrant) -> &'static str {
    match quadrant {
        PriorityQuadrant::QuickWin => "quick win",
        PriorityQuadrant::BigBet => "big bet",
        PriorityQuadrant::FillIn => "fill-in",
        PriorityQuadrant::MoneyPit => "money pit",
    }
}

/// The plane of those that have an impact and an effort, if there are two of them at least.
fn plane(report: &PriorityReport) -> Option<Plane<'static>> {
    let spots: Vec<Spot> = report.rows.iter().take(ROWS).filter_map(spot).collect();
    let impacts = from_zero(spots.iter().map(|spot| spot.at.1).chain(report.impact_from));
    let efforts = from_zero(spots.iter().map(|spot| spot.at.0).chain(report.effort_from));
    (spots.len() > 1).then(|| Plane {
        across: Axis {
            name: "effort".into(),
            range: efforts,
            from: report.effort_from,
            word: number::amount,
        },
        up: Axis {
            name: "impact for each customer".into(),
            range: impacts,
            from: report.impact_from,
            word: number::amount,
        },
        corners: ["quick wins", "big bets", "fill-ins", "money pits"],
        spots,
    })
}

fn spot(row: &PriorityRow) -> Option<Spot> {
    let (number, name) = (row.rank as usize, row.name.clone());
    let at = (row.effort?, row.impact?);
    Some(Spot { number, name, at, weak: false, text: explain(row) })
}

fn explain(row: &PriorityRow) -> String {
    let mut lines = vec![
        row.name.clone(),
        format!("rank {}, in 95 % of the draws {} to {}", row.rank, row.rank_low, row.rank_high),
        format!(
            "score {} ({} to {})",
            number::amount(row.score),
            number::amount(row.low),
            number::amount(row.high)
        ),
        format!("first in {}", draws(row.first)),
    ];
    if let Some((impact, effort)) = row.impact.zip(row.effort) {
        lines.push(format!("impact {}, effort {}", number::amount(impact), number::amount(effort)));
    }
    lines.extend(row.quadrant.map(|quadrant| quadrant_words(quadrant).to_string()));
    lines.join("\n")
}

/// A row an initiative: its score, and the strip of its ranks.
fn ranks(chart: &mut Chart, report: &PriorityReport) {
    let (name, _) = score_name(report.score);
    let last = report.rows.len();
    let y = chart.height;
    chart.canvas.label(NOTE, Anchor::Left, (0.0, y + 11.0), &format!("ranks from 1 to {last}"));
    chart.canvas.label(NOTE, Anchor::Right, (WIDTH, y + 11.0), &format!("{name} · how often first"));
    chart.canvas.line("rule", (0.0, y + 18.0), (WIDTH, y + 18.0));
    chart.height = y + 26.0;
    let scale = Linear { from: (1.0, last.max(2) as f64), to: (6.0, STRIP) };
    for row in report.rows.iter().take(ROWS) {
        rank(chart, row, scale, last);
    }
}

fn rank(chart: &mut Chart, row: &PriorityRow, scale: Linear, last: usize) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let score = match row.low < row.high {
        true => format!(
            "{} ({}–{})",
            number::amount(row.score),
            number::amount(row.low),
            number::amount(row.high)
        ),
        false => number::amount(row.score),
    };
    let name = format!("{} {}", row.rank, isolate(&row.name));
    let used = column::head(canvas, top, (column::name(row.rank == 1), &name), (SMALL, &score));
    let y = top + used + 8.0;
    canvas.line("grid", (scale.at(1.0), y), (scale.at(last.max(2) as f64), y));
    if last <= 20 {
        for place in 1..=last {
            canvas.line("axis", (scale.at(place as f64), y - 2.0), (scale.at(place as f64), y + 2.0));
        }
    }
    canvas.line("range", (scale.at(row.rank_low as f64), y), (scale.at(row.rank_high as f64), y));
    canvas.circle("fgood", (scale.at(row.rank as f64), y), 4.0);
    let words = row.quadrant.map(|quadrant| format!("{} · ", quadrant_words(quadrant)));
    let often = format!("{}{}", words.unwrap_or_default(), number::percent(row.first));
    canvas.label(NOTE, Anchor::Right, (WIDTH, y + 4.0), &often);
    chart.tell(Area::new(0.0, top, WIDTH, used + 18.0), explain(row));
    chart.height = top + used + 26.0;
}
