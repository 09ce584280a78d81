//! Before and after: each KPI and each finding as two dots on one line, and what became of it.

use super::frame::{Chart, more, some, weigh};
use super::{Drawing, Drawn};
use crate::analysis::Estimate;
use crate::measure::{
    BeforeAfterReport, FindingChange, FindingFate, KpiChange, KpiVerdict, LimitStatus, SuccessVerdict, Unit,
};
use crate::render::canvas::{Anchor, Area, Canvas, MEDIUM, NOTE, SMALL};
use crate::render::number;
use crate::render::scale::Linear;

/// Rows drawn at most, of KPIs and of findings.
const ROWS: usize = 30;
/// Room for names; right edges of both values; ends of the axis; left edge of the words; right edge.
const NAME: f64 = 250.0;
const BEFORE: f64 = 330.0;
const AFTER: f64 = 400.0;
const AXIS: (f64, f64) = (424.0, 700.0);
const WORDS: f64 = 724.0;
const RIGHT: f64 = 1052.0;
const ROW: f64 = 24.0;
const SOURCE: &str = "Before and after, measured from the event log";

impl Drawn for BeforeAfterReport {
    const KINDS: &'static [&'static str] = &["changes"];

    fn draw(&self, _: &str) -> Drawing {
        if self.rows.is_empty() {
            return Chart::missing("There is nothing to compare", "The report has no KPI.", SOURCE).finish();
        }
        let mut chart = Chart {
            title: title(self),
            facts: facts(self),
            width: RIGHT,
            source: SOURCE,
            ..Chart::default()
        };
        let mut y = head(&mut chart.canvas, self);
        for row in self.rows.iter().take(ROWS) {
            kpi(&mut chart.canvas, row, y);
            y += ROW;
        }
        if !self.findings.is_empty() {
            y = heading(&mut chart.canvas, y + 12.0, "What was found: share of the customers");
            let scale = shares(&self.findings);
            for row in self.findings.iter().take(ROWS) {
                finding(&mut chart.canvas, row, scale, y);
                y += ROW;
            }
        }
        chart.height = y;
        notes(self, &mut chart);
        chart.finish()
    }
}

/// The answer, or how many KPIs changed.
fn title(report: &BeforeAfterReport) -> String {
    let count = |verdict: KpiVerdict| {
        report.rows.iter().filter(|row| row.persona.is_none() && row.verdict == verdict).count()
    };
    let Some(success) = &report.success else {
        let (better, worse) = (count(KpiVerdict::Better), count(KpiVerdict::Worse));
        let all = report.rows.iter().filter(|row| row.persona.is_none()).count();
        return format!(
            "Of {}, {better} better and {worse} worse by more than chance",
            some(all as u64, "KPIs")
        );
    };
    let goal = report.rows.iter().find(|row| row.persona.is_none() && row.kpi == success.goal);
    let name = goal.map_or(success.goal.as_str(), |row| row.name.as_str());
    match success.verdict {
        SuccessVerdict::Success => format!("A success: {name} became better"),
        SuccessVerdict::AtAPrice => format!("{name} became better, at a price"),
        SuccessVerdict::NoSuccess => format!("No success: {name} did not change by anything that matters"),
        SuccessVerdict::Failure => format!("No success: {name} became worse"),
        SuccessVerdict::Unclear => format!("Whether it was a success cannot be told from {name}"),
    }
}

fn facts(report: &BeforeAfterReport) -> String {
    let side = |side: &crate::measure::ComparedSide| {
        let day = |time: Option<jiff::Timestamp>| time.map(|time| number::day(time, "UTC"));
        let days = day(side.from).zip(day(side.to)).map(|(from, to)| format!(", {from} to {to}"));
        format!("{} ({}{})", side.name, some(side.customers, "customers"), days.unwrap_or_default())
    };
    format!(
        "{} beside {}. {} were tested together.",
        side(&report.after),
        side(&report.before),
        some(report.tested, "differences")
    )
}

fn head(canvas: &mut Canvas, report: &BeforeAfterReport) -> f64 {
    canvas.fitted(NOTE, Anchor::Right, (BEFORE, 12.0), 80.0, &report.before.name);
    canvas.fitted(NOTE, Anchor::Right, (AFTER, 12.0), 66.0, &report.after.name);
    canvas.circle("weak", (AXIS.0 + 4.0, 8.0), 4.0);
    canvas.label(NOTE, Anchor::Left, (AXIS.0 + 14.0, 12.0), "before");
    canvas.circle("fgood", (AXIS.0 + 68.0, 8.0), 4.0);
    canvas.label(NOTE, Anchor::Left, (AXIS.0 + 78.0, 12.0), "after, each KPI on its own scale");
    canvas.label(NOTE, Anchor::Left, (WORDS, 12.0), "what is judged, with its interval");
    canvas.line("rule", (0.0, 20.0), (RIGHT, 20.0));
    24.0
}

fn heading(canvas: &mut Canvas, y: f64, text: &str) -> f64 {
    canvas.label(MEDIUM.bold(), Anchor::Left, (0.0, y + 14.0), text);
    canvas.line("rule", (0.0, y + 22.0), (RIGHT, y + 22.0));
    y + 26.0
}

/// What two estimates and a target span, with room on both sides.
fn span(estimates: [&Estimate; 2], target: Option<f64>) -> Linear {
    let ends = estimates
        .into_iter()
        .flat_map(|estimate| [estimate.low, estimate.value, estimate.high])
        .flatten()
        .chain(target);
    let (low, high) =
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
    let room = if high > low { (high - low) * 0.08 } else { 1.0 };
    Linear { from: (low - room, high + room), to: AXIS }
}

/// Shares from nothing to the largest end of an interval.
fn shares(rows: &[FindingChange]) -> Linear {
    let ends =
        rows.iter().flat_map(|row| [row.before.high, row.after.high, row.before.value, row.after.value]);
    let lows = rows.iter().flat_map(|row| [row.before.low, row.after.low]);
    let low = lows.flatten().fold(0.0, f64::min);
    Linear { from: (low, ends.flatten().fold(0.01, f64::max)), to: AXIS }
}

/// Both values: before hollow with a thin interval above, after filled with a broad one.
fn dots(canvas: &mut Canvas, [before, after]: [&Estimate; 2], scale: Linear, y: f64, class: &str) {
    let line = |canvas: &mut Canvas, class: &str, estimate: &Estimate, y: f64| {
        if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
            canvas.line(class, (scale.at(low), y), (scale.at(high), y));
        }
    };
    line(canvas, "thin", before, y - 4.0);
    line(canvas, "range", after, y + 4.0);
    if let Some(value) = before.value {
        canvas.circle("weak", (scale.at(value), y - 4.0), 4.0);
    }
    if let Some(value) = after.value {
        canvas.circle(class, (scale.at(value), y + 4.0), 4.0);
    }
}

fn values(canvas: &mut Canvas, [before, after]: [&Estimate; 2], unit: Unit, y: f64) {
    for (estimate, edge) in [(before, BEFORE), (after, AFTER)] {
        let value = estimate.value.map_or_else(|| number::NONE.into(), |value| number::in_unit(value, unit));
        canvas.label(weigh(SMALL, estimate), Anchor::Right, (edge, y), &value);
    }
}

fn kpi(canvas: &mut Canvas, row: &KpiChange, y: f64) {
    let (middle, text) = (y + ROW / 2.0, y + 16.0);
    let told = matches!(row.verdict, KpiVerdict::Better | KpiVerdict::Worse);
    let face = if told { SMALL.bold() } else { SMALL };
    let name = match &row.persona {
        Some(persona) => format!("{} · {persona}", row.name),
        None => row.name.clone(),
    };
    canvas.fitted(face, Anchor::Left, (0.0, text), NAME - 10.0, &name);
    let both = [&row.before, &row.after];
    values(canvas, both, row.unit, text);
    let scale = span(both, row.target);
    if let Some(target) = row.target {
        canvas.line("target", (scale.at(target), y + 3.0), (scale.at(target), y + ROW - 3.0));
    }
    let class = match row.verdict {
        KpiVerdict::Better => "fgood",
        KpiVerdict::Worse => "fbad",
        _ => "fmute",
    };
    dots(canvas, both, scale, middle, class);
    canvas.fitted(face, Anchor::Left, (WORDS, text), RIGHT - WORDS, &words(row));
    canvas.spot(Area::new(0.0, y + 2.0, AXIS.1, ROW - 4.0), in_full(row, &name));
}

fn words(row: &KpiChange) -> String {
    let verdict = match row.verdict {
        KpiVerdict::Better => "better",
        KpiVerdict::Worse => "worse",
        KpiVerdict::NoChange => "no change that matters",
        KpiVerdict::Unclear => "may be chance",
        KpiVerdict::NotEnoughData => return "not enough data".into(),
    };
    let ends = row.effect.low.zip(row.effect.high);
    let effect = row.effect.value.map(|value| change(value, row.unit)).unwrap_or_default();
    let range = ends.map(|(low, high)| format!(" ({} to {})", change(low, row.unit), change(high, row.unit)));
    format!("{verdict}: {effect}{}", range.unwrap_or_default())
}

/// A difference with its sign; shares differ by points.
fn change(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => number::signed(value * 100.0),
        Unit::Points => number::signed(value),
        _ if value > 0.0 => format!("+{}", number::in_unit(value, unit)),
        _ => number::in_unit(value, unit),
    }
}

fn in_full(row: &KpiChange, name: &str) -> String {
    let mut text = format!(
        "{name}\nbefore: {}\nafter: {}\n{}",
        number::in_full(&row.before, row.unit),
        number::in_full(&row.after, row.unit),
        row.statement
    );
    let further =
        [("a year before", &row.season), ("control", &row.control), ("with the same mix", &row.same_mix)];
    for (what, estimate) in further {
        if let Some(value) = estimate.as_ref().and_then(|estimate| estimate.value) {
            text += &format!("\n{what}: {}", change(value, row.unit));
        }
    }
    text
}

fn finding(canvas: &mut Canvas, row: &FindingChange, scale: Linear, y: f64) {
    let (middle, text) = (y + ROW / 2.0, y + 16.0);
    let delight = row.kind == crate::model::FindingKind::Delight;
    let told =
        matches!(row.fate, FindingFate::Gone | FindingFate::Smaller | FindingFate::Larger | FindingFate::New);
    let less = matches!(row.fate, FindingFate::Gone | FindingFate::Smaller);
    let class = match (told, less == delight) {
        (false, _) => "fmute",
        (true, true) => "fbad",
        (true, false) => "fgood",
    };
    let face = if told { SMALL.bold() } else { SMALL };
    let persona = row.persona.as_ref().map(|persona| format!(" · {persona}")).unwrap_or_default();
    let name =
        format!("{}: {}{persona}", row.touchpoint, row.statement.split(':').next().unwrap_or_default());
    canvas.fitted(face, Anchor::Left, (0.0, text), NAME - 10.0, &name);
    let both = [&row.before, &row.after];
    values(canvas, both, Unit::Share, text);
    dots(canvas, both, scale, middle, class);
    let fate = match row.fate {
        FindingFate::Gone => "gone",
        FindingFate::Smaller => "smaller",
        FindingFate::Same => "the same as far as can be told",
        FindingFate::Larger => "larger",
        FindingFate::New => "new",
        FindingFate::Unclear => "cannot be told",
        FindingFate::NotEnoughData => "not enough data",
    };
    canvas.fitted(face, Anchor::Left, (WORDS, text), RIGHT - WORDS, fate);
    canvas.spot(Area::new(0.0, y + 2.0, AXIS.1, ROW - 4.0), format!("{name}\n{}", row.statement));
}

fn notes(report: &BeforeAfterReport, chart: &mut Chart) {
    chart.notes.extend(more(report.rows.len().saturating_sub(ROWS), "KPIs"));
    chart.notes.extend(more(report.findings.len().saturating_sub(ROWS), "findings"));
    if report.rows.iter().take(ROWS).any(|row| row.target.is_some()) {
        chart.notes.push("Upright line: target.".into());
    }
    let open = report.limits.iter().filter(|limit| limit.status != LimitStatus::Handled);
    chart.notes.extend(open.map(|limit| limit.statement.clone()));
}
