//! Step curves over time: axes, bands, names at the ends, numbers beneath.

use super::frame::{Chart, some};
use crate::analysis::Estimate;
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use crate::render::number;
use crate::render::scale::{Linear, TimeScale};
use crate::render::text::Tone;

/// Left and right edge of the curves, their height, and the names beside them.
const LEFT: f64 = 48.0;
const RIGHT: f64 = 700.0;
const HIGH: f64 = 270.0;
const NAMES: f64 = 734.0;
const WIDTH: f64 = 1010.0;
/// Room of a name with its note.
const LABEL: f64 = 36.0;

/// A point of a curve.
pub(super) struct Point {
    pub seconds: f64,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub at_risk: Option<u64>,
    pub censored: bool,
    pub text: String,
}

impl Point {
    pub(super) fn new(seconds: f64, share: &Estimate, at_risk: Option<u64>, censored: bool) -> Self {
        let value = share.value.unwrap_or_default();
        let (low, high) = (share.low.unwrap_or(value), share.high.unwrap_or(value));
        let text = format!("after {}: {}", number::duration(seconds), number::in_full(share, Unit::Share));
        Self { seconds, value, low, high, at_risk, censored, text }
    }
}

/// A curve with its name.
pub(super) struct Line {
    pub name: String,
    /// What stands beneath the name.
    pub note: String,
    pub classes: &'static str,
    pub tone: Tone,
    pub banded: bool,
    /// Value at the start.
    pub start: f64,
    /// Whether its sample is small.
    pub weak: bool,
    pub points: Vec<Point>,
}

impl Line {
    /// Colour and dashes by place; 0 is for everybody beside groups.
    pub(super) fn look(place: usize) -> (&'static str, Tone) {
        match place {
            0 => ("k4 dashed", Tone::Mute),
            1 => ("k1", Tone::Good),
            2 => ("k2", Tone::Bad),
            3 => ("k3", Tone::Ink),
            4 => ("k1 dashed", Tone::Good),
            5 => ("k2 dashed", Tone::Bad),
            _ => ("k3 dashed", Tone::Ink),
        }
    }

    fn end(&self) -> f64 {
        self.points.last().map_or(self.start, |point| point.value)
    }

    fn class(&self, kind: &str) -> String {
        let classes = match self.classes {
            "k2" | "k2 dashed" if self.weak => "k4 dashed",
            _ if self.weak => "k4",
            classes => classes,
        };
        format!("{kind} {classes}")
    }
}

/// Time from left to right.
enum Time {
    Linear(Linear, Vec<(f64, String)>),
    Log(TimeScale),
}

impl Time {
    /// Linear, unless half of what happens does so in the first twentieth of the time.
    fn new(lines: &[Line]) -> Self {
        let points = || lines.iter().flat_map(|line| &line.points);
        let longest = points().map(|point| point.seconds).fold(0.0, f64::max);
        let early = |line: &Line| {
            let middle = (line.start + line.end()) / 2.0;
            let past = |point: &&Point| (point.value - middle) * (line.end() - line.start) >= 0.0;
            line.points.iter().find(past).is_some_and(|point| point.seconds < longest / 20.0)
        };
        let seconds = points().map(|point| point.seconds).filter(|seconds| *seconds > 0.0);
        match TimeScale::over(seconds, LEFT, RIGHT).filter(|_| lines.first().is_some_and(early)) {
            Some(scale) => Self::Log(scale),
            None => {
                let scale = Linear { from: (0.0, longest), to: (LEFT, RIGHT) };
                Self::Linear(scale, ticks(longest))
            }
        }
    }

    fn at(&self, seconds: f64) -> f64 {
        match self {
            Self::Linear(scale, _) => scale.at(seconds),
            Self::Log(scale) => scale.at(seconds),
        }
    }

    fn marks(&self) -> Vec<(f64, String)> {
        match self {
            Self::Linear(scale, ticks) => {
                ticks.iter().map(|(seconds, word)| (scale.at(*seconds), word.clone())).collect()
            }
            Self::Log(scale) => scale.marks.iter().map(|(x, word)| (*x, (*word).to_string())).collect(),
        }
    }
}

/// Times at even distances, with words.
fn ticks(longest: f64) -> Vec<(f64, String)> {
    const DAY: f64 = 86_400.0;
    const STEPS: [f64; 25] = [
        0.01,
        0.1,
        1.0,
        5.0,
        10.0,
        30.0,
        60.0,
        300.0,
        600.0,
        1800.0,
        3600.0,
        7200.0,
        10_800.0,
        21_600.0,
        43_200.0,
        DAY,
        2.0 * DAY,
        5.0 * DAY,
        10.0 * DAY,
        20.0 * DAY,
        30.0 * DAY,
        60.0 * DAY,
        100.0 * DAY,
        200.0 * DAY,
        365.25 * DAY,
    ];
    if longest <= 0.0 {
        return vec![(0.0, "0".into())];
    }
    let years = (longest / (7.0 * 365.25 * DAY)).ceil() * 365.25 * DAY;
    let step = STEPS.into_iter().find(|step| longest / step <= 7.0).unwrap_or(years);
    let word = |seconds: f64| if seconds == 0.0 { "0".into() } else { number::duration(seconds) };
    (0..=7)
        .map(|place| f64::from(place) * step)
        .filter(|time| *time <= longest)
        .map(|time| (time, word(time)))
        .collect()
}

/// Where curves are drawn.
pub(super) struct Plot {
    time: Time,
    top: f64,
}

impl Plot {
    /// A plot of shares from 0 to `top`.
    pub(super) fn new(lines: &[Line], top: f64) -> Self {
        Self { time: Time::new(lines), top }
    }

    /// Draws at the end of the chart.
    pub(super) fn draw(&self, chart: &mut Chart, lines: &[Line]) {
        let top = chart.height + 8.0;
        let scale = Linear { from: (0.0, self.top), to: (top + HIGH, top) };
        let canvas = &mut chart.canvas;
        self.axes(canvas, scale);
        for line in lines.iter().filter(|line| line.banded && !line.weak) {
            canvas.path(&line.class("wash"), &self.band(line, scale));
        }
        for line in lines {
            canvas.path(&line.class("line"), &self.steps(line, scale));
            self.censored(canvas, line, scale);
            self.explain(canvas, line, scale);
        }
        names(canvas, lines, scale, |seconds| self.time.at(seconds));
        chart.width = WIDTH;
        chart.height = self.risks(canvas, lines, top + HIGH + 20.0);
    }

    fn axes(&self, canvas: &mut Canvas, scale: Linear) {
        for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            let (value, class) = (self.top * part, if part == 0.0 { "axis" } else { "grid" });
            let y = scale.at(value);
            canvas.line(class, (LEFT, y), (RIGHT, y));
            canvas.label(NOTE, Anchor::Right, (LEFT - 8.0, y + 4.0), &number::percent(value));
        }
        let bottom = scale.to.0;
        for (x, word) in self.time.marks() {
            canvas.line("axis", (x, bottom), (x, bottom + 4.0));
            canvas.label(NOTE, Anchor::Middle, (x, bottom + 20.0), &word);
        }
        let log = if matches!(self.time, Time::Log(_)) { ", on a log scale" } else { "" };
        canvas.label(NOTE, Anchor::Left, (NAMES, bottom + 20.0), &format!("since the start{log}"));
    }

    fn steps(&self, line: &Line, scale: Linear) -> Path {
        let mut y = scale.at(line.start);
        let mut path = Path::from(LEFT, y);
        for point in &line.points {
            let x = self.time.at(point.seconds);
            path = path.to(x, y);
            y = scale.at(point.value);
            path = path.to(x, y);
        }
        path
    }

    fn band(&self, line: &Line, scale: Linear) -> Path {
        let mut corners: Vec<(f64, f64, f64)> = Vec::new();
        let mut before = (scale.at(line.start), scale.at(line.start));
        for point in &line.points {
            let x = self.time.at(point.seconds);
            let now = (scale.at(point.high), scale.at(point.low));
            corners.extend([(x, before.0, before.1), (x, now.0, now.1)]);
            before = now;
        }
        let start = scale.at(line.start);
        let upper = corners.iter().fold(Path::from(LEFT, start), |path, (x, high, _)| path.to(*x, *high));
        corners.iter().rev().fold(upper, |path, (x, _, low)| path.to(*x, *low)).close()
    }

    fn censored(&self, canvas: &mut Canvas, line: &Line, scale: Linear) {
        let ticks = line.points.iter().filter(|point| point.censored).fold(Path::default(), |path, point| {
            let (x, y) = (self.time.at(point.seconds), scale.at(point.value));
            path.go(x, y - 3.0).to(x, y)
        });
        canvas.path(&line.class("line tick"), &ticks);
    }

    fn explain(&self, canvas: &mut Canvas, line: &Line, scale: Linear) {
        for point in line.points.iter().filter(|point| point.seconds > 0.0) {
            let (x, y) = (self.time.at(point.seconds), scale.at(point.value));
            canvas.spot(Area::new(x - 4.0, y - 6.0, 8.0, 12.0), format!("{}\n{}", line.name, point.text));
        }
    }

    /// How many were still followed, below the marks of time; the bottom of it.
    fn risks(&self, canvas: &mut Canvas, lines: &[Line], y: f64) -> f64 {
        let known: Vec<&Line> =
            lines.iter().filter(|line| line.points.iter().any(|point| point.at_risk.is_some())).collect();
        if known.is_empty() {
            return y + 4.0;
        }
        let mut y = y + 24.0;
        canvas.label(NOTE, Anchor::Left, (0.0, y), "Customers still followed right before that time");
        for line in known {
            y += 17.0;
            let face = SMALL.tone(if line.weak { Tone::Mute } else { line.tone });
            canvas.fitted(face, Anchor::Left, (NAMES, y), WIDTH - NAMES, &line.name);
            let mut free = f64::NEG_INFINITY;
            for (mark, _) in self.time.marks() {
                // The curve knows it at its own points: at the first one from the mark on.
                let after = |point: &&Point| self.time.at(point.seconds) >= mark - 0.5;
                let Some(point) = line.points.iter().find(after) else { continue };
                let Some(at_risk) = point.at_risk else { continue };
                let text = number::count(at_risk);
                let half = SMALL.width(&text) / 2.0;
                if mark - half > free {
                    canvas.label(SMALL, Anchor::Middle, (mark, y), &text);
                    let said = format!(
                        "{} right before {}",
                        some(at_risk, "customers"),
                        number::duration(point.seconds)
                    );
                    canvas.spot(Area::new(mark - half, y - 11.0, 2.0 * half, 15.0), said);
                    free = mark + half + 4.0;
                }
            }
        }
        y + 6.0
    }
}

/// Names beside the ends of their curves, moved apart where they would overlap.
fn names(canvas: &mut Canvas, lines: &[Line], scale: Linear, x: impl Fn(f64) -> f64) {
    let mut places: Vec<(usize, f64)> =
        lines.iter().enumerate().map(|(place, line)| (place, scale.at(line.end()))).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let (top, bottom) = (scale.to.1, scale.to.0 - LABEL / 2.0);
    let mut free = top - LABEL;
    for (_, y) in &mut places {
        *y = y.max(free + LABEL);
        free = *y;
    }
    let mut free = bottom + LABEL;
    for (_, y) in places.iter_mut().rev() {
        *y = y.min(free - LABEL);
        free = *y;
    }
    for (place, y) in places {
        let Some(line) = lines.get(place) else { continue };
        let end = line.points.last().map_or(LEFT, |point| x(point.seconds));
        let from = (end + 3.0, scale.at(line.end()));
        if (y - from.1).abs() > 6.0 || RIGHT - end > 8.0 {
            canvas.line("rule", from, (NAMES - 5.0, y));
        }
        let tone = if line.weak { Tone::Mute } else { line.tone };
        canvas.fitted(SMALL.bold().tone(tone), Anchor::Left, (NAMES, y + 4.0), WIDTH - NAMES, &line.name);
        canvas.fitted(NOTE, Anchor::Left, (NAMES, y + 20.0), WIDTH - NAMES, &line.note);
    }
}
