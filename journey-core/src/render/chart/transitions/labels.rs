//! Numbers at the bands, where they are legible and cannot be taken for those of another band.

use super::{BOX, Picture};
use crate::render::canvas::{Anchor, Area, Canvas, SMALL};
use crate::render::number;

/// Height of a label.
const HEIGHT: f64 = 16.0;

/// Writes the number of each band, with the median time if there is room, beginning with the main path and then the
/// thickest. Where neither fits, the number is told on hover only.
pub(super) fn draw(canvas: &mut Canvas, picture: &Picture<'_>) {
    let mut taken = Taken { boxes: Vec::new(), bands: Vec::new() };
    for at in 0..picture.shown.nodes.len() {
        let item = &picture.layout.items[at];
        let x = picture.columns[item.column];
        taken.boxes.push(Area::new(x - 2.0, item.y - item.above, BOX + 4.0, item.above + item.below));
    }
    for edge in 0..picture.shown.moves.len() {
        taken.bands.extend(samples(picture, edge).into_iter().map(|place| (edge, place)));
    }
    let mut order: Vec<usize> = (0..picture.shown.moves.len()).collect();
    order.sort_by_key(|edge| !picture.layout.main[*edge]);
    for edge in order {
        let found = &picture.shown.moves[edge];
        let count = number::about(found.size);
        let median =
            found.rows.first().filter(|_| found.rows.len() == 1).and_then(|row| row.gap.median_seconds);
        let long = median.map(|median| format!("{count} · {}", number::duration_short(median)));
        let places = places(picture, edge);
        let fits = |text: &String| {
            let width = SMALL.width(text) + 6.0;
            let area =
                |place: &(f64, f64)| Area::new(place.0 - width / 2.0, place.1 - HEIGHT / 2.0, width, HEIGHT);
            places.iter().map(area).find(|area| taken.free(edge, area)).map(|area| (text.clone(), area))
        };
        if let Some((text, area)) = long.iter().chain([&count]).find_map(fits) {
            let middle = (area.x + area.width / 2.0, area.y + 12.0);
            match found.size as f64 * picture.scale < 14.0 {
                true => canvas.label_over(SMALL, Anchor::Middle, middle, &text),
                false => canvas.label(SMALL, Anchor::Middle, middle, &text),
            }
            taken.boxes.push(area);
        }
    }
}

/// What labels must keep clear of.
struct Taken {
    boxes: Vec<Area>,
    /// Points on bands, as small areas.
    bands: Vec<(usize, Area)>,
}

impl Taken {
    fn free(&self, edge: usize, area: &Area) -> bool {
        let apart = |other: &Area| {
            area.x + area.width <= other.x
                || other.x + other.width <= area.x
                || area.y + area.height <= other.y
                || other.y + other.height <= area.y
        };
        self.boxes.iter().all(apart) && self.bands.iter().all(|(other, place)| *other == edge || apart(place))
    }
}

/// Where the number of a band may stand: first where it passes a column, then between columns.
fn places(picture: &Picture<'_>, edge: usize) -> Vec<(f64, f64)> {
    let segments = &picture.layout.segments[picture.layout.routes[edge].clone()];
    let mut places: Vec<(f64, f64)> = Vec::new();
    for segment in segments.iter().skip(1) {
        let (from, _) = picture.ends(segment);
        places.push((from.0 - BOX / 2.0, from.1));
    }
    for part in [0.5, 0.35, 0.65, 0.2, 0.8] {
        places.extend(segments.iter().map(|segment| at(picture.ends(segment), part)));
    }
    places
}

/// A point of the curve between two ends.
fn at((from, to): ((f64, f64), (f64, f64)), part: f64) -> (f64, f64) {
    let rest = 1.0 - part;
    let [a, b, c, d] =
        [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
    let middle = (from.0 + to.0) / 2.0;
    (a * from.0 + (b + c) * middle + d * to.0, (a + b) * from.1 + (c + d) * to.1)
}

/// Points on a band, with its thickness.
fn samples(picture: &Picture<'_>, edge: usize) -> Vec<Area> {
    const POINTS: usize = 12;
    let thickness = picture.shown.moves[edge].size as f64 * picture.scale;
    let mut areas = Vec::new();
    for (number, segment) in picture.layout.segments[picture.layout.routes[edge].clone()].iter().enumerate() {
        let ends = picture.ends(segment);
        for point in 0..=POINTS {
            let (x, y) = at(ends, point as f64 / POINTS as f64);
            areas.push(Area::new(x - 4.0, y - thickness / 2.0, 8.0, thickness));
        }
        if number > 0 {
            areas.push(Area::new(ends.0.0 - BOX, ends.0.1 - thickness / 2.0, BOX, thickness));
        }
    }
    areas
}
