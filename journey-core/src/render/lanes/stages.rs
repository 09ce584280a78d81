//! Stages as a row of chevrons, with the conversion between neighbours.

use crate::analysis::Estimate;
use crate::measure::{MeasuredElement, Unit};
use crate::render::canvas::{Anchor, Area, Canvas, MEDIUM, NOTE, Path, SMALL};
use crate::render::number;
use crate::render::scene::{Band, Lane, PAD};
use crate::render::text::Tone;

/// How far the point of a chevron reaches.
const POINT: f64 = 10.0;

/// Chevrons with name, question and customers; below, between neighbours, who goes on.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let mut canvas = Canvas::default();
    let runs = band.stages();
    let mut texts = Vec::new();
    let mut height: f64 = 0.0;
    for &(first, length) in &runs {
        let text = text(band, first, length)?;
        height = height.max(text.1);
        texts.push(text.0);
    }
    let height = height + 2.0 * PAD;
    for (&(first, length), text) in runs.iter().zip(texts) {
        let (left, right) = (band.x(first), band.x(first + length) - 3.0);
        chevron(&mut canvas, left, right, height);
        canvas.place(text, left + POINT + PAD, PAD);
    }
    let shown = conversions(band, &runs, &mut canvas, height + 6.0);
    let note = if shown { "with the share that goes on to a later stage" } else { "" };
    Some(Lane::named("Stages", note, canvas, if shown { height + 40.0 } else { height }))
}

fn chevron(canvas: &mut Canvas, left: f64, right: f64, height: f64) {
    let shape = Path::from(left, 0.0)
        .to(right, 0.0)
        .to(right + POINT, height / 2.0)
        .to(right, height)
        .to(left, height)
        .to(left + POINT, height / 2.0)
        .close();
    canvas.path("tint", &shape);
}

/// Text of a chevron and its height.
fn text(band: &Band<'_>, first: usize, length: usize) -> Option<(Canvas, f64)> {
    let stage = band.columns.get(first)?.of;
    let width = length as f64 * band.width - 2.0 * POINT - PAD - 3.0;
    let mut canvas = Canvas::default();
    let mut y = canvas.block(MEDIUM.bold(), (0.0, 0.0), width, 2, &stage.name);
    if let Some(question) = &stage.question {
        y += 1.0;
        y += canvas.block(SMALL, (0.0, y), width, 2, &format!("“{question}”"));
    }
    if let Some(element) = measured(band, &stage.id).filter(|_| band.scene.view.customers > 0) {
        y += 3.0;
        let text = format!("{} customers", number::about(element.customers));
        let used = canvas.block(NOTE, (0.0, y), width, 1, &text);
        let tip = format!(
            "{}\n{} distinct customers with an event here, {}\n{} events, {} visits\n{}",
            stage.name,
            number::count(element.customers),
            number::in_full(&element.share, Unit::Share),
            number::count(element.events),
            number::count(element.visits),
            band.scene.source()
        );
        canvas.spot(Area::new(0.0, y, width, used), tip);
        y += used;
    }
    Some((canvas, y))
}

fn measured<'a>(band: &Band<'a>, stage: &str) -> Option<&'a MeasuredElement> {
    band.scene.view.stages.iter().find(|element| element.id == stage)
}

/// Conversion labels at the borders of stages; whether there are any.
fn conversions(band: &Band<'_>, runs: &[(usize, usize)], canvas: &mut Canvas, y: f64) -> bool {
    let mut shown = false;
    for &(first, length) in runs {
        let end = first + length;
        let Some(column) = band.columns.get(first) else { continue };
        let last = end == band.columns.len();
        let next = band.scene.measured.map.stages.get(column.stage + 1);
        let (Some(element), Some(_), false) = (measured(band, &column.of.id), next, last && band.last) else {
            continue;
        };
        let x = if last { band.x(end) + 24.0 } else { band.x(end) };
        shown |= conversion(band, canvas, (x, y), &column.of.name, &element.conversion);
    }
    shown
}

fn conversion(band: &Band<'_>, canvas: &mut Canvas, at: (f64, f64), name: &str, estimate: &Estimate) -> bool {
    let Some(value) = estimate.value else { return false };
    let weak = estimate.small_sample;
    let face = MEDIUM.bold().tone(if weak { Tone::Mute } else { Tone::Ink });
    canvas.label(face, Anchor::Middle, (at.0, at.1 + 13.0), &format!("{} →", number::percent(value)));
    let below = match (weak, number::interval_of(estimate, Unit::Share)) {
        (true, _) => format!("n = {}", estimate.n),
        (false, interval) => interval.unwrap_or_default(),
    };
    canvas.label(NOTE, Anchor::Middle, (at.0, at.1 + 30.0), &below);
    let tip = format!(
        "Going on from {name}\ncustomers here who later reached a later stage, as a share of those here, open \
         ones left out\n{}\n{}",
        number::in_full(estimate, Unit::Share),
        band.scene.source()
    );
    canvas.spot(Area::new(at.0 - 36.0, at.1, 72.0, 34.0), tip);
    true
}
