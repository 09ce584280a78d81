//! What customers do and think: actions in plain type, thoughts in quotes.

use crate::render::canvas::{Canvas, NOTE, SMALL};
use crate::render::scene::{Band, Lane, PAD};

/// Actions and thoughts from the map.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let said = |touchpoint: &crate::model::Touchpoint| {
        touchpoint.action.is_some() || !touchpoint.thoughts.is_empty()
    };
    if !band.scene.columns.iter().filter_map(|column| column.touchpoint).any(said) {
        return None;
    }
    let mut canvas = Canvas::default();
    let mut height: f64 = 0.0;
    for (position, _, touchpoint) in band.touchpoints() {
        let (x, width) = (band.x(position) + PAD, band.text_width());
        let mut y = 0.0;
        if let Some(action) = &touchpoint.action {
            y += canvas.block(SMALL, (x, y), width, 4, action) + 4.0;
        }
        for thought in touchpoint.thoughts.iter().take(2) {
            y += canvas.block(NOTE, (x, y), width, 4, &format!("“{thought}”")) + 4.0;
        }
        height = height.max(y);
    }
    Some(Lane::named("Do and think", "", canvas, height))
}
