//! Names beside points, where none lies over another name or point.

use crate::render::canvas::{Anchor, Area, Canvas};
use crate::render::text::{Type, fit};

/// A point with the names that it may have, the best first.
pub(super) struct Named {
    /// Where it is.
    pub at: (f64, f64),
    /// Names to try, each shorter than the one before.
    pub names: Vec<String>,
}

/// Half the side of what a point takes.
const POINT: f64 = 6.0;
/// Distances at which names are tried.
const FAR: [f64; 5] = [7.0, 14.0, 24.0, 38.0, 56.0];

/// Writes names where they fit within an area, those of the first points first; a line leads to names that are not close.
pub(super) fn write(canvas: &mut Canvas, face: Type, points: &[Named], within: Area, taken: &[Area]) {
    let dots = points.iter().map(|point| around(point.at));
    let mut taken: Vec<Area> = dots.chain(taken.iter().copied()).collect();
    for point in points {
        let free = |area: &Area| inside(area, &within) && taken.iter().all(|other| apart(area, other));
        let of_name = |name: &String| {
            let size = (face.width(name) + 4.0, face.line_height());
            let distances = FAR.iter().flat_map(|far| places(point.at, size, *far).map(|area| (*far, area)));
            distances.into_iter().find(|(_, area)| free(area)).map(|(far, area)| (name.clone(), far, area))
        };
        let Some((name, far, area)) = point.names.iter().find_map(of_name) else { continue };
        if far > 14.0 {
            canvas.line("rule", point.at, nearest(&area, point.at));
        }
        let middle = (area.x + area.width / 2.0, area.y + area.height * 0.76);
        canvas.label_over(face, Anchor::Middle, middle, &name);
        taken.push(area);
    }
}

/// A name cut to a width.
pub(super) fn cut(name: &str, face: Type, width: f64) -> String {
    fit(name, face, width, 1).lines.pop().unwrap_or_default()
}

fn around(at: (f64, f64)) -> Area {
    Area::new(at.0 - POINT, at.1 - POINT, 2.0 * POINT, 2.0 * POINT)
}

fn apart(a: &Area, b: &Area) -> bool {
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

fn inside(area: &Area, within: &Area) -> bool {
    area.x >= within.x
        && area.y >= within.y
        && area.x + area.width <= within.x + within.width
        && area.y + area.height <= within.y + within.height
}

/// Boxes at a distance from a point: right, left, above, below, and at the corners.
fn places((x, y): (f64, f64), (width, height): (f64, f64), far: f64) -> [Area; 8] {
    let (right, left, middle) = (x + far, x - far - width, x - width / 2.0);
    let (above, below, level) = (y - far - height, y + far, y - height / 2.0);
    let corners = [(right, level), (left, level), (middle, above), (middle, below)];
    let slanted = [(right, above), (right, below), (left, above), (left, below)];
    let [a, b, c, d] = corners.map(|(x, y)| Area::new(x, y, width, height));
    let [e, f, g, h] = slanted.map(|(x, y)| Area::new(x, y, width, height));
    [a, b, c, d, e, f, g, h]
}

fn nearest(area: &Area, to: (f64, f64)) -> (f64, f64) {
    (to.0.clamp(area.x, area.x + area.width), to.1.clamp(area.y, area.y + area.height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::canvas::SMALL;

    /// Left edges, baselines and words of all labels.
    fn labels(svg: &str) -> Vec<(f64, f64, String)> {
        let number = |part: &str, name: &str| -> f64 {
            part.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        let parts = svg.split("<text").skip(1);
        parts
            .map(|part| {
                let words = part.split('>').nth(1).unwrap().split('<').next().unwrap().to_string();
                (number(part, " x"), number(part, " y"), words)
            })
            .collect()
    }

    #[test]
    fn names_of_points_in_one_place_lie_apart() {
        let mut canvas = Canvas::default();
        let points: Vec<Named> = (0..12)
            .map(|place| Named {
                at: (100.0, 100.0),
                names: vec![format!("name {place}"), place.to_string()],
            })
            .collect();
        let within = Area::new(0.0, 0.0, 200.0, 200.0);
        write(&mut canvas, SMALL, &points, within, &[]);
        let found = labels(&canvas.svg);
        assert!(found.len() > 8, "{}", found.len());
        let area = |label: &(f64, f64, String)| {
            let width = SMALL.width(&label.2);
            Area::new(label.0 - width / 2.0, label.1 - 11.4, width, 15.0)
        };
        for (place, one) in found.iter().enumerate() {
            assert!(inside(&area(one), &within), "{one:?}");
            assert!(found.iter().skip(place + 1).all(|other| apart(&area(one), &area(other))), "{one:?}");
        }
    }

    #[test]
    fn a_name_that_fits_nowhere_gives_way_to_a_shorter_one_or_none() {
        let mut canvas = Canvas::default();
        let long = Named { at: (20.0, 20.0), names: vec!["a name of some length".into(), "1".into()] };
        write(&mut canvas, SMALL, &[long], Area::new(0.0, 0.0, 40.0, 40.0), &[]);
        assert_eq!(labels(&canvas.svg).iter().map(|label| label.2.as_str()).collect::<Vec<_>>(), ["1"]);
        let mut canvas = Canvas::default();
        let none = Named { at: (5.0, 5.0), names: vec!["1".into()] };
        write(&mut canvas, SMALL, &[none], Area::new(0.0, 0.0, 10.0, 10.0), &[]);
        assert!(canvas.svg.is_empty());
    }
}
