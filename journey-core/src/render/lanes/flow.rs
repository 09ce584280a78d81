//! The flow: one band as thick as the customers still on the way; who leaves peels off downwards.

use crate::measure::{FindingKind, Unit};
use crate::render::canvas::{Anchor, Area, Canvas, MEDIUM, NOTE, Path, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scene::{Band, Column, Lane, MARGIN, PAD};
use crate::render::text::Tone;

/// Thickness of the band for all customers.
const BAND: f64 = 84.0;
/// Top of the band; above are the moves backward.
const TOP: f64 = 34.0;
/// Where peels end.
const END: f64 = TOP + BAND + 16.0;
/// Radius of the bend of a peel.
const BEND: f64 = 14.0;

/// The band with its peels.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let customers = band.scene.view.customers;
    let mut canvas = Canvas::default();
    if customers == 0 || band.columns.is_empty() {
        let text = "No customer has an event that belongs to this map. Give it a log whose events match the \
                    rules of the touchpoints, and the band shows how many customers are still on the way.";
        let height = canvas.block(NOTE, (PAD, 0.0), (band.right() - 2.0 * PAD).min(560.0), 6, text);
        return Some(Lane::named("Customers on the way", "no data yet", canvas, height + 4.0));
    }
    let thick = BAND / customers as f64;
    ribbon(band, &mut canvas, thick);
    for (position, column) in band.columns.iter().enumerate() {
        peels(band, &mut canvas, position, column, thick);
        backward(band, &mut canvas, position, column);
        labels(band, &mut canvas, position, column);
    }
    counts(band, &mut canvas, thick);
    Some(Lane::named("Customers on the way", &note(band), canvas, END + 52.0))
}

fn note(band: &Band<'_>) -> String {
    let worst =
        band.scene.columns.iter().max_by_key(|column| column.lost()).filter(|column| column.lost() > 0);
    let worst = worst.map(|column| format!("Most are lost at {}.", isolate(column.name())));
    format!("Thickness is customers not lost so far. {}", worst.unwrap_or_default())
}

/// Where the peels of a column leave the band: lost, then open.
fn leave(band: &Band<'_>, position: usize, column: &Column<'_>, thick: f64) -> (f64, f64) {
    let width = (column.lost() + column.open()) as f64 * thick + 6.0;
    let most = band.x(position) + band.width - 4.0 - width - BEND;
    let lost = (band.x(position) + 26.0).min(most);
    (lost, lost + column.lost() as f64 * thick + 6.0)
}

/// The band itself: its upper edge is straight, its lower one rises where customers leave.
fn ribbon(band: &Band<'_>, canvas: &mut Canvas, thick: f64) {
    let mut path = Path::from(0.0, TOP).to(band.right(), TOP);
    for (position, column) in band.columns.iter().enumerate().rev() {
        let (lost, open) = leave(band, position, column, thick);
        let [after, between, before] =
            [column.after(), column.before.saturating_sub(column.lost()), column.before]
                .map(|customers| TOP + customers as f64 * thick);
        path = path.to(band.x(position + 1), after).to(open, after).to(open, between);
        path = path.to(lost, between).to(lost, before).to(band.x(position), before);
    }
    canvas.path("band", &path.close());
}

/// What leaves at a column.
fn peels(band: &Band<'_>, canvas: &mut Canvas, position: usize, column: &Column<'_>, thick: f64) {
    let (lost, open) = leave(band, position, column, thick);
    let bottom = TOP + column.before as f64 * thick;
    let middle = bottom - column.lost() as f64 * thick;
    peel(canvas, "loss", lost, bottom, column.lost() as f64 * thick);
    peel(canvas, "open", open, middle, column.open() as f64 * thick);
}

/// A strip that leaves the lower edge of the band at `x` and bends down.
fn peel(canvas: &mut Canvas, class: &str, x: f64, bottom: f64, thickness: f64) {
    if thickness <= 0.0 {
        return;
    }
    let drawn = thickness.max(0.8);
    let (inner, outer, top) = (x + BEND, x + BEND + drawn, bottom - drawn);
    let path = Path::from(x, top)
        .bend((x + BEND * 0.6 + drawn * 0.55, top), (outer, bottom - drawn * 0.55), (outer, bottom + BEND))
        .to(outer, END)
        .to(inner, END)
        .to(inner, bottom + BEND)
        .bend((inner, bottom + BEND * 0.45), (x + BEND * 0.55, bottom), (x, bottom))
        .close();
    canvas.path(class, &path);
}

/// Arrivals from further on: a thin hook above the band.
fn backward(band: &Band<'_>, canvas: &mut Canvas, position: usize, column: &Column<'_>) {
    let Some(element) = column.measured.filter(|element| element.backward > 0) else { return };
    let (x, right) = (band.x(position) + PAD + 5.0, band.x(position) + band.width - PAD);
    let path = Path::from(right, TOP - 16.0).to(x + 10.0, TOP - 16.0).bend(
        (x + 3.0, TOP - 16.0),
        (x, TOP - 13.0),
        (x, TOP - 4.0),
    );
    canvas.path("thin", &path);
    let head = Path::from(x, TOP - 1.0).to(x - 3.5, TOP - 7.0).to(x + 3.5, TOP - 7.0).close();
    canvas.path("fmute", &head);
    let text = format!("{} back", number::about(element.backward));
    canvas.label(NOTE, Anchor::Right, (right, TOP - 20.0), &text);
    let tip = format!(
        "Back to {}\n{} arrivals from a touchpoint that comes later in the map\n{}",
        column.name(),
        number::count(element.backward),
        band.scene.source()
    );
    canvas.spot(Area::new(band.x(position) + PAD, 0.0, band.text_width(), TOP - 2.0), tip);
}

/// Counts of who left, under the ends of the peels.
fn labels(band: &Band<'_>, canvas: &mut Canvas, position: usize, column: &Column<'_>) {
    let Some(element) = column.measured else { return };
    let x = band.x(position) + PAD;
    let mut y = END + 2.0;
    if element.dropped > 0 {
        let kinds = [FindingKind::DropOff, FindingKind::Outage];
        let taken = band.markers(canvas, position, y + 9.0, &kinds);
        let weak = element.drop_off.small_sample;
        let tone = if weak { Tone::Mute } else { Tone::Bad };
        let text = format!("{} lost", number::about(element.dropped));
        y += canvas.block(SMALL.bold().tone(tone), (x, y), band.text_width() - taken, 1, &text) + 1.0;
        let share = match weak {
            true => format!("n = {}", element.drop_off.n),
            false => number::short(&element.drop_off, Unit::Share),
        };
        y += canvas.block(NOTE, (x, y), band.text_width(), 1, &share) + 1.0;
    }
    if element.open > 0 {
        let text = format!("{} still open", number::about(element.open));
        canvas.block(NOTE, (x, y), band.text_width(), 1, &text);
    }
    let tip = format!(
        "{}\n{} customers on the way, {} of them lost here, {} still open\nLost: journey ended here, incomplete \
         and over, as a share of those whose outcome is known: {}\n{}",
        column.name(),
        number::count(column.before),
        number::count(element.dropped),
        number::count(element.open),
        number::in_full(&element.drop_off, Unit::Share),
        band.scene.source()
    );
    canvas.spot(Area::new(band.x(position) + 2.0, TOP, band.width - 4.0, END + 50.0 - TOP), tip);
}

/// Customers at the beginning of every stage and at the end.
fn counts(band: &Band<'_>, canvas: &mut Canvas, thick: f64) {
    for (first, _) in band.stages() {
        let Some(column) = band.columns.get(first) else { continue };
        if column.before as f64 * thick >= 22.0 {
            let text = number::about(column.before);
            canvas.label(MEDIUM.bold(), Anchor::Left, (band.x(first) + PAD, TOP + 15.0), &text);
        }
    }
    if !band.last {
        return;
    }
    let view = band.scene.view;
    let (x, right) = (band.right() + PAD, MARGIN - PAD);
    canvas.block(MEDIUM.bold(), (x, TOP - 4.0), right, 1, &number::about(view.completed));
    canvas.block(NOTE, (x, TOP + 14.0), right, 2, "complete the journey");
    let tip = format!(
        "Complete: journeys that reached the end of the scope\n{} completed, {} lost, {} still open\nCompletion: \
         {}\n{}",
        number::count(view.completed),
        number::count(view.lost),
        number::count(view.open),
        number::in_full(&view.completion, Unit::Share),
        band.scene.source()
    );
    canvas.spot(Area::new(band.right(), TOP, MARGIN, 48.0), tip);
}
