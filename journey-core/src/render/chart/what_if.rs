//! What if: figures before and after changes, and what each touchpoint alone could bring.

use super::column::{self, ROWS, WIDTH};
use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{Estimate, WhatIfEffect, WhatIfLever, WhatIfReport};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "What if, for the event log";
/// Room of a number beside the dots.
const SIDE: f64 = 74.0;

impl Drawn for WhatIfReport {
    const KINDS: &'static [&'static str] = &["what_if"];

    fn draw(&self, _: &str) -> Drawing {
        if self.customers == 0 {
            let needs = "It needs customers who succeeded or stopped trying.";
            return column::missing("There is nobody to ask what if", needs, SOURCE).finish();
        }
        let mut chart = column::chart(title(self), facts(self), SOURCE);
        let effects = effects(self);
        if effects.iter().any(|(_, effect, _)| is_moved(effect)) {
            for (name, effect, unit) in effects {
                draw_effect(&mut chart, name, effect, unit);
            }
            chart.height += 8.0;
        }
        levers(&mut chart, self);
        chart.finish()
    }
}

/// The figures, with their names and units.
fn effects(report: &WhatIfReport) -> Vec<(&'static str, &WhatIfEffect, Unit)> {
    let mut all = vec![
        ("customers who succeed", &report.conversion, Unit::Share),
        ("mean time from first to last event", &report.time_seconds, Unit::Seconds),
    ];
    all.extend(report.value.as_ref().map(|value| ("mean value of a customer", value, Unit::Amount)));
    all
}

fn is_moved(effect: &WhatIfEffect) -> bool {
    effect.difference.value.is_some_and(|difference| difference != 0.0)
}

/// A difference with its sign; shares differ by points.
fn step(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Share => format!("{} points", column::plus(value * 100.0)),
        Unit::Seconds if value > 0.0 => format!("+{}", number::duration(value)),
        Unit::Seconds => number::duration(value),
        _ => column::plus(value),
    }
}

fn step_in_full(difference: &Estimate, unit: Unit) -> String {
    let Some(value) = difference.value else { return number::NONE.into() };
    let bare = |value: f64| step(value, unit).replace(" points", "");
    let interval = difference.low.zip(difference.high);
    let interval = interval.map(|(low, high)| format!(" ({} to {})", bare(low), bare(high)));
    format!("{}{}", step(value, unit), interval.unwrap_or_default())
}

fn title(report: &WhatIfReport) -> String {
    let both = |effect: &WhatIfEffect, unit| {
        let shown = |estimate: &Estimate| number::in_unit(estimate.value.unwrap_or_default(), unit);
        (shown(&effect.before), shown(&effect.after))
    };
    let value = report.value.as_ref().filter(|value| is_moved(value));
    match report.levers.first() {
        _ if is_moved(&report.conversion) => {
            let (before, after) = both(&report.conversion, Unit::Share);
            let change = step(report.conversion.difference.value.unwrap_or_default(), Unit::Share);
            match before == after {
                true => format!("After these changes success would change by {change} only"),
                false => format!("After these changes {after} would succeed instead of {before}"),
            }
        }
        _ if is_moved(&report.time_seconds) => {
            let (before, after) = both(&report.time_seconds, Unit::Seconds);
            format!("After these changes it would take {after} instead of {before}")
        }
        _ if value.is_some() => {
            let (before, after) = value.map(|value| both(value, Unit::Amount)).unwrap_or_default();
            format!("After these changes a customer would bring {after} instead of {before}")
        }
        Some(lever) => {
            let (name, gain) = (isolate(&lever.touchpoint), step_in_full(&lever.gain, Unit::Share));
            format!("Fewer drop-offs at {name} would bring most success: {gain}")
        }
        None => "No touchpoint loses more customers than most others".into(),
    }
}

fn facts(report: &WhatIfReport) -> String {
    let open = match report.open {
        0 => String::new(),
        open => format!(" {} are still open and left out.", number::count(open)),
    };
    format!(
        "{}, of whom {} succeeded.{open} What is expected holds if those who are kept behave as the others do.",
        some(report.customers, "customers"),
        number::count(report.succeeded)
    )
}

/// A figure as it was and as it would be, on a scale of its own.
fn draw_effect(chart: &mut Chart, name: &str, effect: &WhatIfEffect, unit: Unit) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let difference = step_in_full(&effect.difference, unit);
    let used = column::head(canvas, top, (column::name(false), name), (SMALL.bold(), &difference));
    let middle = top + used + 14.0;
    let ends = [&effect.before, &effect.after];
    let values = || ends.iter().flat_map(|one| [one.low, one.value, one.high]).flatten();
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let scale = Linear { from: (low, high), to: (SIDE + 8.0, WIDTH - SIDE - 8.0) };
    canvas.line("grid", (scale.to.0, middle), (scale.to.1, middle));
    for (estimate, shift, class) in [(&effect.before, -5.0, "weak"), (&effect.after, 5.0, "fgood")] {
        dot(canvas, estimate, scale, middle + shift, class);
    }
    let at = |estimate: &Estimate| scale.at(estimate.value.unwrap_or_default());
    canvas.line("thin", (at(&effect.before), middle - 1.0), (at(&effect.after), middle + 1.0));
    let text = |estimate: &Estimate| {
        estimate.value.map_or_else(|| number::NONE.into(), |value| number::in_unit(value, unit))
    };
    canvas.label(SMALL, Anchor::Left, (0.0, middle - 2.0), &text(&effect.before));
    canvas.label(NOTE, Anchor::Left, (0.0, middle + 12.0), "now");
    canvas.label(SMALL.bold(), Anchor::Right, (WIDTH, middle - 2.0), &text(&effect.after));
    canvas.label(NOTE, Anchor::Right, (WIDTH, middle + 12.0), "after");
    let (before, after) = (number::in_full(&effect.before, unit), number::in_full(&effect.after, unit));
    let all = format!("{name}\nnow: {before}\nafter: {after}\ndifference: {difference}");
    chart.tell(Area::new(0.0, top, WIDTH, used + 28.0), all);
    chart.height = top + used + 40.0;
}

fn dot(canvas: &mut Canvas, estimate: &Estimate, scale: Linear, y: f64, class: &str) {
    if let Some((low, high)) = estimate.low.zip(estimate.high) {
        canvas.line(if class == "weak" { "thin" } else { "range" }, (scale.at(low), y), (scale.at(high), y));
    }
    if let Some(value) = estimate.value {
        canvas.circle(class, (scale.at(value), y), 4.0);
    }
}

/// Touchpoints by what each alone would bring.
fn levers(chart: &mut Chart, report: &WhatIfReport) {
    let Some(median) = report.median_drop_off.filter(|_| !report.levers.is_empty()) else { return };
    let heading = "What each touchpoint alone would bring";
    let note = format!(
        "More of the customers would succeed, in points, if its drop-off came down to the median, {}.",
        number::percent(median)
    );
    chart.height = column::section(&mut chart.canvas, chart.height, heading, &note);
    let most = column::highest(report.levers.iter().map(|lever| &lever.gain));
    let scale = Linear { from: (0.0, most), to: (0.0, WIDTH) };
    for lever in report.levers.iter().take(ROWS) {
        draw_lever(chart, lever, scale);
    }
    if report.levers.iter().any(|lever| lever.gain.low.is_none_or(|low| low <= 0.0)) {
        chart.notes.push("Hollow: may be nothing.".into());
    }
    chart.notes.extend(more(report.levers.len().saturating_sub(ROWS), "touchpoints"));
}

fn draw_lever(chart: &mut Chart, lever: &WhatIfLever, scale: Linear) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let gain = step_in_full(&lever.gain, Unit::Share);
    let face = super::frame::weigh(SMALL, &lever.gain);
    let used = column::head(canvas, top, (column::name(false), &lever.touchpoint), (face, &gain));
    let y = top + used + 8.0;
    canvas.rect("band", Area::new(0.0, y - 5.0, scale.at(lever.gain.value.unwrap_or_default()), 10.0));
    let is_sure = lever.gain.low.is_some_and(|low| low > 0.0);
    dot(canvas, &lever.gain, scale, y, if is_sure { "fgood" } else { "weak" });
    let drop_off = number::percent(lever.drop_off);
    let text = format!("{}\ndrop-off now: {drop_off}\nsuccess: {gain}", lever.touchpoint);
    chart.tell(Area::new(0.0, top, WIDTH, used + 16.0), text);
    chart.height = top + used + 26.0;
}
