//! Time spent and waiting: dot and interval on one shared log scale with words, the target as a tick.

use crate::analysis::DurationStats;
use crate::measure::FindingKind;
use crate::model::TimeSpan;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::number;
use crate::render::scale::TimeScale;
use crate::render::scene::{Band, Column, LABEL, Lane, PAD};
use crate::render::text::Tone;

const TOP: f64 = 26.0;
const BOTTOM: f64 = 128.0;

/// One of the two times of a touchpoint.
struct Time<'a> {
    name: &'static str,
    what: &'static str,
    stats: Option<&'a DurationStats>,
    target: Option<f64>,
    hollow: bool,
}

/// Dots and intervals of both times.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let all: Vec<Time<'_>> = band.scene.columns.iter().flat_map(times).collect();
    // Where all answers have one time, nothing takes any.
    if all.iter().all(|time| time.target.is_none() && high(time).or(median(time)).unwrap_or(0.0) <= 0.0) {
        return None;
    }
    let values = all.iter().flat_map(|time| [median(time), low(time), high(time), time.target]).flatten();
    let scale = TimeScale::over(values, BOTTOM, TOP)?;
    let measured = all.iter().any(|time| median(time).is_some());
    let mut canvas = Canvas::default();
    for (y, _) in &scale.marks {
        canvas.line("grid", (0.0, *y), (band.right(), *y));
    }
    for (position, column) in band.columns.iter().enumerate() {
        let zone = (band.width - PAD) / 2.0;
        for (step, time) in times(column).iter().enumerate() {
            let x = band.x(position) + PAD + 6.0 + step as f64 * zone;
            draw(&mut canvas, &scale, (x, zone - 18.0), time);
        }
        band.markers(&mut canvas, position, 9.0, &[FindingKind::WaitingTime, FindingKind::Handoff]);
        tip(band, &mut canvas, position, column);
    }
    let height = if measured { BOTTOM + 8.0 } else { empty(band, &mut canvas) };
    Some(with_axis(Lane::named("Time", "", canvas, height), &scale))
}

fn empty(band: &Band<'_>, canvas: &mut Canvas) -> f64 {
    let text = "Only the targets of the map. Events with times, and with ends where visits are one event, would \
                show how long customers stay and wait.";
    let width = (band.right() - 2.0 * PAD).min(560.0);
    BOTTOM + 12.0 + canvas.block(NOTE, (PAD, BOTTOM + 10.0), width, 5, text)
}

fn with_axis(mut lane: Lane, scale: &TimeScale) -> Lane {
    let mut free = f64::NEG_INFINITY;
    for (y, word) in scale.marks.iter().rev() {
        if y - free >= 15.0 {
            lane.labels.label(NOTE, Anchor::Right, (LABEL - PAD, y + 4.0), word);
            free = *y;
        }
    }
    let keys = [("fgood", "spent"), ("ring", "waiting")];
    for (row, (class, word)) in keys.into_iter().enumerate() {
        let y = 44.0 + row as f64 * 18.0;
        lane.labels.circle(class, (5.0, y), 4.0);
        lane.labels.label(NOTE, Anchor::Left, (14.0, y + 4.0), word);
    }
    lane.labels.line("target", (0.0, 80.0), (10.0, 80.0));
    lane.labels.label(NOTE, Anchor::Left, (14.0, 84.0), "target");
    lane
}

fn times<'a>(column: &Column<'a>) -> [Time<'a>; 2] {
    let seconds = |target: Option<TimeSpan>| target.map(TimeSpan::as_seconds);
    [
        Time {
            name: "Time spent",
            what: "median length of visits",
            stats: column.measured.map(|element| &element.time_spent),
            target: seconds(column.touchpoint.and_then(|touchpoint| touchpoint.target_time_spent)),
            hollow: false,
        },
        Time {
            name: "Waiting time",
            what: "median time from the visit before to this one",
            stats: column.measured.map(|element| &element.waiting_time),
            target: seconds(column.touchpoint.and_then(|touchpoint| touchpoint.target_waiting_time)),
            hollow: true,
        },
    ]
}

fn median(time: &Time<'_>) -> Option<f64> {
    time.stats?.median_seconds
}

fn low(time: &Time<'_>) -> Option<f64> {
    time.stats?.low_seconds
}

fn high(time: &Time<'_>) -> Option<f64> {
    time.stats?.high_seconds
}

/// Dot, interval and target at `at.0`, with room for words of width `at.1`.
fn draw(canvas: &mut Canvas, scale: &TimeScale, at: (f64, f64), time: &Time<'_>) {
    let (x, room) = at;
    if let Some(target) = time.target {
        let y = scale.at(target);
        canvas.line("target", (x - 7.0, y), (x + 7.0, y));
    }
    let Some(value) = median(time) else { return };
    let y = scale.at(value);
    if let (Some(low), Some(high)) = (low(time), high(time)) {
        canvas.line("range", (x, scale.at(low)), (x, scale.at(high)));
    }
    let stats = time.stats.filter(|stats| stats.small_sample);
    let class = match (stats.is_some(), time.hollow) {
        (true, _) => "weak",
        (false, true) => "ring",
        (false, false) => "fgood",
    };
    canvas.circle(class, (x, y), 4.0);
    let late = time.target.is_some_and(|target| low(time).unwrap_or(value) > target);
    let face = match (stats.is_some(), late) {
        (true, _) => NOTE,
        (false, true) => SMALL.bold().tone(Tone::Bad),
        (false, false) => SMALL,
    };
    let words = number::duration(value);
    let words = if face.width(&words) > room { number::duration_short(value) } else { words };
    canvas.block(face, (x + 10.0, y - 7.5), room, 1, &words);
    if let Some(stats) = stats {
        let below = if y + 22.0 > BOTTOM + 8.0 { y - 23.0 } else { y + 7.5 };
        canvas.block(NOTE, (x + 10.0, below), room, 1, &format!("n = {}", stats.n));
    }
}

fn tip(band: &Band<'_>, canvas: &mut Canvas, position: usize, column: &Column<'_>) {
    let mut lines = vec![column.name().to_string()];
    for time in times(column) {
        if let Some((value, stats)) = median(&time).zip(time.stats) {
            let interval = low(&time)
                .zip(high(&time))
                .map(|(low, high)| format!(" (95 % interval {})", number::durations(low, high)));
            lines.push(format!(
                "{}: {}{}, {}, n = {} visits",
                time.name,
                number::duration(value),
                interval.unwrap_or_default(),
                time.what,
                number::count(stats.n)
            ));
        }
        if let Some(target) = time.target {
            lines.push(format!("{}: target {}", time.name, number::duration(target)));
        }
    }
    if lines.len() == 1 {
        return;
    }
    lines.push(band.scene.source());
    canvas.spot(
        Area::new(band.x(position) + 2.0, TOP - 10.0, band.width - 4.0, BOTTOM - TOP + 18.0),
        lines.join("\n"),
    );
}
