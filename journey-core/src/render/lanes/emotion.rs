//! The emotion curve: measured as a line with its interval, expected dashed, gaps where nobody rated.

use crate::analysis::{EmotionRow, Estimate, ExpectationVerdict};
use crate::measure::FindingKind;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use crate::render::number;
use crate::render::scale::Linear;
use crate::render::scene::{Band, Column, LABEL, Lane, PAD};
use crate::render::text::Tone;

const TOP: f64 = 30.0;
const BOTTOM: f64 = 134.0;
const SCALE: Linear = Linear { from: (-2.0, 2.0), to: (BOTTOM, TOP) };

/// A rated column: position in the band, mean mood, its estimate, and everything that is known about it.
type Rated<'a> = (usize, f64, &'a Estimate, Option<&'a EmotionRow>);

/// The curve over the touchpoints.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let all = &band.scene.columns;
    let rated_any = all.iter().any(|column| mood(column).is_some());
    if !rated_any && !all.iter().any(|column| expected(column).is_some()) {
        return None;
    }
    let mut canvas = Canvas::default();
    canvas.line("axis", (0.0, SCALE.at(0.0)), (band.right(), SCALE.at(0.0)));
    for end in [-2.0, 2.0] {
        canvas.line("grid", (0.0, SCALE.at(end)), (band.right(), SCALE.at(end)));
    }
    let rated: Vec<Rated<'_>> = band
        .columns
        .iter()
        .enumerate()
        .filter_map(|(position, column)| {
            let estimate = mood(column)?;
            Some((position, estimate.value?, estimate, column.felt))
        })
        .collect();
    intervals(band, &mut canvas, &rated);
    dashed(band, &mut canvas);
    curve(band, &mut canvas, &rated);
    dots(band, &mut canvas, &rated);
    values(band, &mut canvas, &rated);
    for (position, column) in band.columns.iter().enumerate() {
        band.markers(&mut canvas, position, 9.0, &[FindingKind::Rating, FindingKind::FallingRating]);
        tip(band, &mut canvas, position, column);
    }
    let told = all.iter().filter_map(|column| column.felt).any(|row| row.dip || row.delight);
    let height = match (rated_any, told) {
        (false, _) => empty(band, &mut canvas),
        (true, true) => BOTTOM + 26.0,
        (true, false) => BOTTOM + 12.0,
    };
    Some(with_axis(Lane::named("Emotion", "", canvas, height), rated_any, told))
}

/// What would fill the lane; its height then.
fn empty(band: &Band<'_>, canvas: &mut Canvas) -> f64 {
    let text = "Only what the team expects. Ratings in the log, named by the map's field `rating`, would draw the \
                measured curve.";
    let width = (band.right() - 2.0 * PAD).min(560.0);
    BOTTOM + 14.0 + canvas.block(NOTE, (PAD, BOTTOM + 12.0), width, 5, text)
}

fn with_axis(mut lane: Lane, rated: bool, told: bool) -> Lane {
    let words = [(2.0, "very positive"), (0.0, "neutral"), (-2.0, "very negative")];
    for (value, word) in words {
        lane.labels.label(NOTE, Anchor::Right, (LABEL - PAD, SCALE.at(value) + 4.0), word);
    }
    let keys = [(1.0, "curve", "measured"), (-1.0, "dash", "expected")];
    for (value, class, word) in keys.into_iter().filter(|key| rated || key.2 == "expected") {
        let y = SCALE.at(value);
        lane.labels.line(class, (0.0, y), (16.0, y));
        lane.labels.label(NOTE, Anchor::Left, (22.0, y + 4.0), word);
    }
    if told {
        lane.labels.label(NOTE, Anchor::Left, (0.0, BOTTOM + 20.0), "▼ dip  ★ delight");
    }
    lane
}

/// The mean mood: of customers, or of ratings in maps that were measured before there was a curve.
fn mood<'a>(column: &Column<'a>) -> Option<&'a Estimate> {
    let told = column.felt.map(|row| &row.mood).filter(|mood| mood.value.is_some());
    told.or_else(|| column.measured.map(|element| &element.emotion).filter(|emotion| emotion.value.is_some()))
}

/// What the map expects at a column.
fn expected(column: &Column<'_>) -> Option<f64> {
    column.measured.and_then(|element| element.expected_emotion)
}

/// Neighbouring rated columns.
fn runs<'a, 'b>(rated: &'b [Rated<'a>]) -> impl Iterator<Item = &'b [Rated<'a>]> {
    rated.chunk_by(|a, b| a.0 + 1 == b.0)
}

/// The interval as a band; a lone point has a bar.
fn intervals(band: &Band<'_>, canvas: &mut Canvas, rated: &[Rated<'_>]) {
    for run in runs(rated) {
        let ends: Vec<(f64, f64, f64)> = run
            .iter()
            .map(|(position, value, mood, _)| {
                let (low, high) = (mood.low.unwrap_or(*value), mood.high.unwrap_or(*value));
                (band.middle(*position), SCALE.at(high), SCALE.at(low))
            })
            .collect();
        if let [(x, high, low)] = ends[..] {
            canvas.rect("haze", Area::new(x - 5.0, high, 10.0, low - high));
            continue;
        }
        let mut points =
            ends.iter().map(|end| (end.0, end.1)).chain(ends.iter().rev().map(|end| (end.0, end.2)));
        if let Some((x, y)) = points.next() {
            let shape = points.fold(Path::from(x, y), |path, (x, y)| path.to(x, y));
            canvas.path("haze", &shape.close());
        }
    }
}

/// What the team expects.
fn dashed(band: &Band<'_>, canvas: &mut Canvas) {
    let points: Vec<(usize, f64)> = band
        .columns
        .iter()
        .enumerate()
        .filter_map(|(position, column)| Some((position, SCALE.at(expected(column)?))))
        .collect();
    for run in points.chunk_by(|a, b| a.0 + 1 == b.0) {
        let mut path = Path::default();
        for (step, (position, y)) in run.iter().enumerate() {
            let x = band.middle(*position);
            path = match (step, run.len()) {
                (0, 1) => Path::from(x - 18.0, *y).to(x + 18.0, *y),
                (0, _) => Path::from(x, *y),
                _ => path.to(x, *y),
            };
        }
        canvas.path("dash", &path);
    }
}

fn curve(band: &Band<'_>, canvas: &mut Canvas, rated: &[Rated<'_>]) {
    for run in runs(rated) {
        let mut points = run.iter().map(|(position, value, ..)| (band.middle(*position), SCALE.at(*value)));
        if let Some((x, y)) = points.next() {
            let path = points.fold(Path::from(x, y), |path, (x, y)| path.to(x, y));
            canvas.path("curve", &path);
        }
    }
}

/// Dots sized by the number of ratings: area is honest. Few ratings are hollow and say their number.
fn dots(band: &Band<'_>, canvas: &mut Canvas, rated: &[Rated<'_>]) {
    let all = band.scene.columns.iter().filter_map(|column| mood(column));
    let most = all.map(|mood| mood.n).max().unwrap_or(1).max(1) as f64;
    for (position, value, mood, _) in rated {
        let at = (band.middle(*position), SCALE.at(*value));
        let radius = (7.0 * (mood.n as f64 / most).sqrt()).max(3.0);
        let class = match (mood.small_sample, *value < 0.0) {
            (true, _) => "weak",
            (false, true) => "fbad halo",
            (false, false) => "fgood halo",
        };
        canvas.circle(class, at, radius);
    }
}

/// Values at the lowest and the highest point, at the end, at dips and delights; n at weak points.
fn values(band: &Band<'_>, canvas: &mut Canvas, rated: &[Rated<'_>]) {
    let lowest = rated.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|point| point.0);
    let highest = rated.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|point| point.0);
    let last = rated.last().map(|point| point.0);
    for (position, value, mood, row) in rated {
        let named = [lowest, highest, last].contains(&Some(*position));
        let (dip, delight) = row.map_or((false, false), |row| (row.dip, row.delight));
        if !(named || mood.small_sample || dip || delight) {
            continue;
        }
        let under = dip || *value < 0.0 || (Some(*position) == lowest && Some(*position) != highest);
        let y = SCALE.at(*value) + if under { 20.0 } else { -11.0 };
        let text = match (mood.small_sample, dip, delight) {
            (true, ..) => format!("{} n = {}", number::signed(*value), mood.n),
            (_, true, _) => format!("▼ {}", number::signed(*value)),
            (_, _, true) => format!("★ {}", number::signed(*value)),
            _ => number::signed(*value),
        };
        let tone = match mood.small_sample {
            true => Tone::Mute,
            false if *value < 0.0 => Tone::Bad,
            false => Tone::Good,
        };
        canvas.label_over(SMALL.bold().tone(tone), Anchor::Middle, (band.middle(*position), y), &text);
    }
}

fn tip(band: &Band<'_>, canvas: &mut Canvas, position: usize, column: &Column<'_>) {
    let Some(element) = column.measured else { return };
    let mut text = match mood(column).and_then(|mood| Some((mood, mood.value?))) {
        Some((mood, value)) => format!(
            "Emotion at {}: {}\nmean mood on the scale −2 … +2\n95 % interval {}, n = {} {}",
            column.name(),
            number::signed(value),
            number::signed_interval(mood).unwrap_or_else(|| "unknown".into()),
            number::count(mood.n),
            mood.denominator
        ),
        None => format!("Emotion at {}: nobody said", column.name()),
    };
    if let Some(row) = column.felt {
        text.push_str(&told(row));
    }
    if let Some(expected) = element.expected_emotion {
        text.push_str(&format!("\nExpected by the team: {}", number::signed(expected)));
    }
    if let Some(name) = column.touchpoint.and_then(|touchpoint| emotion_name(band, touchpoint)) {
        text.push_str(&format!(" ({name})"));
    }
    text.push_str(match column.felt.and_then(|row| row.verdict) {
        Some(ExpectationVerdict::Worse) => "; customers feel worse",
        Some(ExpectationVerdict::Better) => "; customers feel better",
        Some(ExpectationVerdict::AsExpected) => "; so it is",
        Some(ExpectationVerdict::Unclear) | None => "",
    });
    let text = format!("{text}\n{}", band.scene.source());
    canvas.spot(Area::new(band.x(position) + 2.0, TOP - 12.0, band.width - 4.0, BOTTOM - TOP + 24.0), text);
}

/// Spread, sources and change, in words.
fn told(row: &EmotionRow) -> String {
    let mut text = String::new();
    if let (Some(low), Some(high)) = (row.q25, row.q75) {
        text.push_str(&format!("\nmiddle half from {} to {}", number::signed(low), number::signed(high)));
    }
    if let (Some(ratings), Some(comments)) = (row.ratings.value, row.comments.value) {
        let (ratings, comments) = (number::signed(ratings), number::signed(comments));
        text.push_str(&format!("\nratings {ratings}, comments {comments}"));
    }
    if let (Some(from), Some(change)) = (&row.change_from, row.change.value) {
        let dip = if row.dip { ", a dip" } else { "" };
        text.push_str(&format!("\nchange from {from}: {}{dip}", number::signed(change)));
    }
    if row.delight {
        text.push_str("\na moment of delight: better than elsewhere in the same journeys");
    }
    text
}

/// The word that the map has for the expected emotion.
fn emotion_name<'a>(band: &Band<'_>, touchpoint: &'a crate::model::Touchpoint) -> Option<&'a str> {
    let persona = &band.scene.view.persona;
    let own =
        touchpoint.emotions.iter().find(|emotion| emotion.persona.is_some() && emotion.persona == *persona);
    let common = touchpoint.emotions.iter().find(|emotion| emotion.persona.is_none());
    own.or(common)?.name.as_deref()
}
