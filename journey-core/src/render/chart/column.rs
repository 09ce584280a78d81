//! Charts in one column, which a phone shows as well as a page: the name of a row stands above what is drawn for it.

use super::frame::Chart;
use crate::analysis::Estimate;
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Canvas, MEDIUM, NOTE, SMALL};
use crate::render::number;
use crate::render::text::Type;

/// Width of the column.
pub(super) const WIDTH: f64 = 432.0;
/// Rows drawn at most.
pub(super) const ROWS: usize = 30;
/// Results with an adjusted p-value of at most this are told from chance.
pub(super) const LEVEL: f64 = 0.05;
/// What hollow dots say, with the level.
pub(super) const HOLLOW: &str = "Hollow: may be chance (adjusted p above 0.05).";

/// An empty chart of this width.
pub(super) fn chart(title: String, facts: String, source: &'static str) -> Chart {
    Chart { title, facts, source, width: WIDTH, column: true, ..Chart::default() }
}

/// A chart without anything to draw.
pub(super) fn missing(title: impl Into<String>, needs: impl Into<String>, source: &'static str) -> Chart {
    chart(title.into(), needs.into(), source)
}

/// Name of a row at the left, in two lines at most, and its value at the right; how high both are.
pub(super) fn head(
    canvas: &mut Canvas,
    y: f64,
    (face, name): (Type, &str),
    (tone, value): (Type, &str),
) -> f64 {
    let beside = if value.is_empty() { 0.0 } else { tone.width(value) + 16.0 };
    let room = (WIDTH - beside).max(WIDTH / 3.0);
    let lines = canvas.block(face, (0.0, y), room, 2, name);
    canvas.label(tone, Anchor::Right, (WIDTH, y + face.line_height() * 0.76), value);
    lines.max(face.line_height())
}

/// The heading of a part of a chart, with a line below it; where its rows begin.
pub(super) fn section(canvas: &mut Canvas, y: f64, heading: &str, note: &str) -> f64 {
    let mut y = y + canvas.block(MEDIUM.bold(), (0.0, y), WIDTH, 2, heading);
    if !note.is_empty() {
        y += canvas.block(NOTE, (0.0, y), WIDTH, 3, note);
    }
    canvas.line("rule", (0.0, y + 4.0), (WIDTH, y + 4.0));
    y + 14.0
}

/// A name in plain type, heavier if it stands out.
pub(super) fn name(stands_out: bool) -> Type {
    if stands_out { MEDIUM.bold() } else { MEDIUM }
}

/// Value and interval of a row, grey if its sample is small.
pub(super) fn value(estimate: &Estimate, unit: Unit) -> (Type, String) {
    (super::frame::weigh(SMALL, estimate), number::short(estimate, unit).replace("under ", "<"))
}

/// Whether an adjusted p-value says that it is more than chance.
pub(super) fn is_told(p_adjusted: Option<f64>) -> bool {
    p_adjusted.is_some_and(|p| p <= LEVEL)
}

/// A p-value with its adjusted one, such as `p = 0.002, adjusted 0.01`.
pub(super) fn p_values(p: Option<f64>, adjusted: Option<f64>) -> Option<String> {
    let text = |p: f64| if p < 0.001 { "under 0.001".into() } else { number::amount(p) };
    Some(format!("p {}, adjusted {}", text(p?), text(adjusted?)))
}

/// A number with its sign to three digits: `+1.25`, `−0.04`, `0`.
pub(super) fn plus(value: f64) -> String {
    let text = number::amount(value);
    match text.contains("under") {
        true => "≈\u{202f}0".into(),
        false if value > 0.0 => format!("+{text}"),
        false => text,
    }
}

/// A signed number with its interval: `−0.4 (−0.6 to −0.2)`.
pub(super) fn plus_in_full(estimate: &Estimate) -> String {
    let Some(value) = estimate.value else { return number::NONE.into() };
    let interval = estimate.low.zip(estimate.high);
    let interval = interval.map(|(low, high)| format!(" ({} to {})", plus(low), plus(high)));
    format!("{}{}", plus(value), interval.unwrap_or_default())
}

/// The highest end of the intervals of estimates, or of their values.
pub(super) fn highest<'a>(estimates: impl Iterator<Item = &'a Estimate>) -> f64 {
    estimates.filter_map(|estimate| estimate.high.or(estimate.value)).fold(0.0, f64::max)
}
