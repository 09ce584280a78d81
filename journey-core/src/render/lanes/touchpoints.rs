//! Touchpoints: name, channel, customers, owner.

use crate::measure::Unit;
use crate::model::Touchpoint;
use crate::render::canvas::{Area, Canvas, MEDIUM, NOTE, SMALL};
use crate::render::icons;
use crate::render::number;
use crate::render::scene::{Band, Column, Lane, PAD};

/// Names with channel, customers and owner.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    band.touchpoints().next()?;
    let mut canvas = Canvas::default();
    let mut height: f64 = 0.0;
    for (position, column, touchpoint) in band.touchpoints() {
        height = height.max(cell(band, &mut canvas, position, column, touchpoint));
    }
    let height = owners(band, &mut canvas, height + 4.0);
    Some(Lane::named("Touchpoints", "channel, customers, owner", canvas, height))
}

/// One touchpoint; the height used.
fn cell(
    band: &Band<'_>,
    canvas: &mut Canvas,
    position: usize,
    column: &Column<'_>,
    touchpoint: &Touchpoint,
) -> f64 {
    let (x, width) = (band.x(position) + PAD, band.text_width());
    let start = canvas.spots.len();
    let taken = band.markers(canvas, position, 9.0, &[]);
    let mut y = canvas.block(MEDIUM.bold(), (x, 0.0), width - taken, 2, &touchpoint.name) + 2.0;
    if let Some(channel) = &touchpoint.channel {
        icons::channel(canvas, (x, y + 2.0), channel);
        y += canvas.block(SMALL, (x + 16.0, y), width - 16.0, 1, channel) + 1.0;
    }
    if touchpoint.moment_of_truth {
        icons::star(canvas, (x + 6.0, y + 7.0));
        y += canvas.block(SMALL, (x + 16.0, y), width - 16.0, 1, "moment of truth") + 1.0;
    }
    if let Some(element) = column.measured.filter(|_| band.scene.view.customers > 0) {
        let share = element.share.value.map(|value| format!(" · {}", number::percent(value)));
        let text = match element.customers {
            0 => "nobody seen here".into(),
            n => format!("{}{}", number::about(n), share.unwrap_or_default()),
        };
        y += canvas.block(NOTE, (x, y), width, 1, &text);
    }
    let cut = canvas.spots.split_off(start);
    canvas.spot(Area::new(x - PAD / 2.0, 0.0, width + PAD, y), tip(band, column, touchpoint));
    canvas.spots.extend(cut.into_iter().filter(|spot| spot.text != touchpoint.name.trim()));
    y
}

fn tip(band: &Band<'_>, column: &Column<'_>, touchpoint: &Touchpoint) -> String {
    let mut lines = vec![touchpoint.name.clone()];
    if let Some(element) = column.measured {
        lines.push(format!(
            "{} distinct customers, {} events, {} visits",
            number::count(element.customers),
            number::count(element.events),
            number::count(element.visits)
        ));
        lines.push(format!("Share of customers: {}", number::in_full(&element.share, Unit::Share)));
        lines.push(format!(
            "Interactions per customer: {}",
            number::in_full(&element.interactions_per_customer, Unit::Count)
        ));
        let channels: Vec<String> = element
            .channels
            .iter()
            .take(5)
            .map(|row| format!("{} {}", row.channel, number::count(row.count)))
            .collect();
        if !channels.is_empty() {
            lines.push(format!("Channels: {}", channels.join(", ")));
        }
        lines.push(format!("Handoffs from other owners: {}", number::count(element.handoffs)));
    }
    if let Some(owner) = &touchpoint.owner {
        lines.push(format!("Owner: {owner}"));
    }
    lines.push(band.scene.source_rows(column.measured.map_or(&[], |element| &element.rows)));
    lines.join("\n")
}

/// Owners, each with a line over the neighbouring touchpoints it answers for; the height then.
fn owners(band: &Band<'_>, canvas: &mut Canvas, y: f64) -> f64 {
    let all: Vec<(usize, Option<&str>)> =
        band.touchpoints().map(|(position, _, touchpoint)| (position, touchpoint.owner.as_deref())).collect();
    let mut height = y;
    for run in all.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0) {
        let (Some((first, Some(owner))), Some((last, _))) = (run.first(), run.last()) else { continue };
        let (left, right) = (band.x(*first) + PAD, band.x(last + 1) - PAD);
        canvas.line("thin", (left, y + 4.0), (right, y + 4.0));
        height = height.max(y + 7.0 + canvas.block(NOTE, (left, y + 7.0), right - left, 2, owner));
    }
    height
}
