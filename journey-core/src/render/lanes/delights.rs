//! Moments of delight: where customers rate higher than expected.

use crate::measure::Finding;
use crate::render::canvas::{Area, Canvas, NOTE, SMALL};
use crate::render::head;
use crate::render::scene::{Band, Column, Lane, PAD};

/// Delights shown in a column; the rest are in the table.
const SHOWN: usize = 2;

/// Delights under their touchpoints.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let any = |column: &Column<'_>| !column.delights.is_empty();
    if !band.scene.columns.iter().any(any) {
        return None;
    }
    let mut canvas = Canvas::default();
    let mut height: f64 = 0.0;
    for (position, column) in band.columns.iter().enumerate() {
        let x = band.x(position) + PAD;
        let width = band.room(position, |next| !any(next));
        let mut y = 0.0;
        for delight in column.delights.iter().take(SHOWN) {
            y += item(band, &mut canvas, Area::new(x, y, width, 0.0), delight) + 6.0;
        }
        height = height.max(y);
    }
    Some(Lane::named("Delights", "where customers rate higher than expected", canvas, height))
}

/// One delight; the height used.
fn item(band: &Band<'_>, canvas: &mut Canvas, at: Area, delight: &Finding) -> f64 {
    let mut y = at.y + canvas.block(SMALL.bold(), (at.x, at.y), at.width, 4, &head::statement(delight)) + 1.0;
    if let Some(persona) = delight.persona.as_deref().filter(|_| band.scene.view.persona.is_none()) {
        y += canvas.block(SMALL, (at.x, y), at.width, 2, &band.scene.persona(persona));
    }
    // A complaint does not tell why customers are pleased.
    if let Some(comment) = delight.comments.first().filter(|comment| comment.compound.unwrap_or(0.0) >= 0.0) {
        y += canvas.block(NOTE, (at.x, y), at.width, 3, &format!("“{}”", comment.text));
    }
    let tip = format!("{}\n{}", head::evidence(band.scene, delight), band.scene.source());
    canvas.spot(Area::new(at.x - 2.0, at.y, at.width + 4.0, y - at.y), tip);
    y - at.y
}
