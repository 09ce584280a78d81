//! Two numbers of each row on a plane, cut into quarters where both begin to be high.

use super::beside::{self, Named};
use super::column::WIDTH;
use super::frame::Chart;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::scale::Linear;

/// Left edge and height of the plane.
const LEFT: f64 = 46.0;
const HIGH: f64 = 300.0;
/// Room of a name within the plane.
const NAME: f64 = 130.0;
/// More rows have their numbers only.
const NAMED: usize = 12;

/// What one direction is.
pub(super) struct Axis {
    /// What it is, with its unit.
    pub name: String,
    /// Its ends.
    pub range: (f64, f64),
    /// From where on it is high.
    pub from: Option<f64>,
    /// A number of it in words.
    pub word: fn(f64) -> String,
}

/// A row on the plane.
pub(super) struct Spot {
    /// Its number in the list.
    pub number: usize,
    pub name: String,
    pub at: (f64, f64),
    /// Whether its sample is small, or it may be chance.
    pub weak: bool,
    /// All of it in words.
    pub text: String,
}

/// The plane.
pub(super) struct Plane<'a> {
    pub across: Axis,
    pub up: Axis,
    /// Words of the corners: top left, top right, bottom left, bottom right.
    pub corners: [&'a str; 4],
    pub spots: Vec<Spot>,
}

impl Plane<'_> {
    /// Draws at the end of the chart.
    pub(super) fn draw(&self, chart: &mut Chart) {
        let mut top = chart.height;
        let canvas = &mut chart.canvas;
        top += canvas.block(NOTE, (0.0, top), WIDTH, 2, &format!("↑ {}", self.up.name)) + 6.0;
        let area = Area::new(LEFT, top, WIDTH - LEFT, HIGH);
        let across = Linear { from: self.across.range, to: (LEFT + 10.0, WIDTH - 10.0) };
        let up = Linear { from: self.up.range, to: (top + HIGH - 10.0, top + 10.0) };
        canvas.line("axis", (LEFT, top), (LEFT, top + HIGH));
        canvas.line("axis", (LEFT, top + HIGH), (WIDTH, top + HIGH));
        let mut taken = self.quarters(canvas, area, (across, up));
        self.ends(canvas, area, (across, up));
        for spot in self.spots.iter().rev() {
            let class = if spot.weak { "weak" } else { "fgood" };
            canvas.circle(class, (across.at(spot.at.0), up.at(spot.at.1)), 4.5);
        }
        let named = |spot: &Spot| {
            let name = format!("{} {}", spot.number, spot.name);
            let name = Some(beside::cut(&name, SMALL, NAME)).filter(|_| self.spots.len() <= NAMED);
            let names = name.into_iter().chain([spot.number.to_string()]).collect();
            Named { at: (across.at(spot.at.0), up.at(spot.at.1)), names }
        };
        let points: Vec<Named> = self.spots.iter().map(named).collect();
        taken.extend([Area::new(LEFT, top, 2.0, HIGH), Area::new(LEFT, top + HIGH - 2.0, WIDTH - LEFT, 2.0)]);
        beside::write(canvas, SMALL, &points, area, &taken);
        for (spot, point) in self.spots.iter().zip(&points) {
            let (x, y) = point.at;
            chart.canvas.spot(Area::new(x - 8.0, y - 8.0, 16.0, 16.0), spot.text.clone());
        }
        let y = top + HIGH + 22.0;
        let used = chart.canvas.block(NOTE, (LEFT, y), WIDTH - LEFT, 2, &format!("{} →", self.across.name));
        chart.height = y + used + 16.0;
    }

    /// Lines where the quarters meet, and their words; what these take.
    fn quarters(&self, canvas: &mut Canvas, area: Area, (across, up): (Linear, Linear)) -> Vec<Area> {
        let Some((x, y)) = self.across.from.zip(self.up.from) else { return Vec::new() };
        let (x, y) = (across.at(x), up.at(y));
        canvas.line("grid", (x, area.y), (x, area.y + area.height));
        canvas.line("grid", (area.x, y), (area.x + area.width, y));
        let (left, right) = (area.x + 6.0, area.x + area.width - 2.0);
        let (top, bottom) = (area.y + 12.0, area.y + area.height - 6.0);
        let places = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let corner = |(place, (word, at)): (usize, (&&str, (f64, f64)))| {
            let (is_right, width) = (place % 2 == 1, NOTE.width(word));
            canvas.label(NOTE, if is_right { Anchor::Right } else { Anchor::Left }, at, word);
            Area::new(if is_right { at.0 - width } else { at.0 }, at.1 - 11.0, width, 14.0)
        };
        self.corners.iter().zip(places).enumerate().map(corner).collect()
    }

    /// Numbers at the ends of both directions, and where high begins.
    fn ends(&self, canvas: &mut Canvas, area: Area, (across, up): (Linear, Linear)) {
        let bottom = area.y + area.height + 15.0;
        let ends = |axis: &Axis| [axis.range.0, axis.range.1].into_iter().chain(axis.from);
        let mut used: Vec<(f64, f64)> = Vec::new();
        for value in ends(&self.across) {
            let text = (self.across.word)(value);
            let half = NOTE.width(&text) / 2.0;
            let x = across.at(value).clamp(area.x + half, WIDTH - half);
            if used.iter().all(|(left, right)| x + half + 6.0 < *left || x - half - 6.0 > *right) {
                canvas.label(NOTE, Anchor::Middle, (x, bottom), &text);
                used.push((x - half, x + half));
            }
        }
        let mut used: Vec<f64> = Vec::new();
        for value in ends(&self.up) {
            let y = up.at(value) + 4.0;
            if used.iter().all(|other| (other - y).abs() > 14.0) {
                canvas.fitted(NOTE, Anchor::Right, (area.x - 6.0, y), LEFT - 6.0, &(self.up.word)(value));
                used.push(y);
            }
        }
    }
}

/// From nothing to a round number that is no less than some others.
pub(super) fn from_zero(values: impl Iterator<Item = f64>) -> (f64, f64) {
    const ROUND: [f64; 11] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    let most = values.fold(0.0, f64::max);
    let unit = libm::pow(10.0, libm::floor(libm::log10(most)));
    let end = ROUND.into_iter().map(|part| part * unit).find(|end| *end >= most);
    (0.0, end.filter(|end| *end > 0.0 && end.is_finite()).unwrap_or(1.0))
}

/// The part of a scale from 0 to 1 that holds some shares, a fifth of it at least.
pub(super) fn part_of_one(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) =
        values.fold((1.0, 0.0), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
    let rim = ((high - low) * 0.1).max((0.2 - (high - low)) / 2.0);
    let down = |value: f64| libm::floor(value * 20.0) / 20.0;
    (down(low - rim).max(0.0), (-down(-high - rim)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_hold_all_values() {
        assert_eq!(from_zero([2.0, 0.3].into_iter()), (0.0, 2.0));
        assert_eq!(from_zero([2.1].into_iter()), (0.0, 2.5));
        assert_eq!(from_zero([0.0].into_iter()), (0.0, 1.0));
        assert_eq!(from_zero(std::iter::empty()), (0.0, 1.0));
        assert!(from_zero([7.3e15].into_iter()).1 >= 7.3e15);
    }

    #[test]
    fn a_part_of_a_scale_stays_on_it() {
        assert_eq!(part_of_one([0.5].into_iter()), (0.4, 0.6));
        let (low, high) = part_of_one([0.03, 0.99].into_iter());
        assert_eq!((low, high), (0.0, 1.0));
    }
}
