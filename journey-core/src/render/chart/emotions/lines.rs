//! The lines of the curve: bands, bars, lines, dots, and what stands beside them.

use super::{BOTTOM, Picture, SCALE, TOP, name};
use crate::analysis::EmotionRow;
use crate::render::canvas::{Anchor, Area, Canvas, Path, SMALL};
use crate::render::chart::frame::some;
use crate::render::chart::plot::Line;
use crate::render::number;
use crate::render::text::Tone;

/// A felt column: position, mood and row.
type Felt<'a> = (usize, f64, &'a EmotionRow);

/// Room of a name at the end of a line.
const LABEL: f64 = 17.0;

pub(super) fn draw(canvas: &mut Canvas, picture: &Picture<'_>) {
    let felt = felt(picture.rows);
    bars(canvas, picture, &felt);
    bands(canvas, picture, &felt);
    expected(canvas, picture);
    for (place, rows) in picture.groups.iter().enumerate() {
        line(canvas, picture, &self::felt(rows), &format!("line {}", Line::look(place + 2).0));
    }
    line(canvas, picture, &felt, "curve");
    dots(canvas, picture, &felt);
    values(canvas, picture, &felt);
    ends(canvas, picture);
    for (position, row) in picture.rows.iter().enumerate() {
        let x = picture.middle(position) - picture.column / 2.0;
        canvas.spot(Area::new(x + 2.0, TOP - 16.0, picture.column - 4.0, BOTTOM - TOP + 24.0), tip(row));
    }
}

fn felt<'a>(rows: &[&'a EmotionRow]) -> Vec<Felt<'a>> {
    let known = rows.iter().enumerate();
    known.filter_map(|(position, row)| Some((position, row.mood.value?, *row))).collect()
}

/// Neighbouring felt columns: gaps stay gaps.
fn runs<'a, 'b>(felt: &'b [Felt<'a>]) -> impl Iterator<Item = &'b [Felt<'a>]> {
    felt.chunk_by(|a, b| a.0 + 1 == b.0)
}

/// Intervals: a band, and a bar for a lone column.
fn bands(canvas: &mut Canvas, picture: &Picture<'_>, felt: &[Felt<'_>]) {
    for run in runs(felt) {
        let corner = |(position, mood, row): &Felt<'_>| {
            let (low, high) = (row.mood.low.unwrap_or(*mood), row.mood.high.unwrap_or(*mood));
            (picture.middle(*position), SCALE.at(high), SCALE.at(low))
        };
        let corners: Vec<(f64, f64, f64)> = run.iter().map(corner).collect();
        if let [(x, high, low)] = corners[..] {
            canvas.rect("haze", Area::new(x - 5.0, high, 10.0, low - high));
            continue;
        }
        let outline = corners.iter().map(|c| (c.0, c.1)).chain(corners.iter().rev().map(|c| (c.0, c.2)));
        canvas.path("haze", &path(outline).close());
    }
}

fn path(mut points: impl Iterator<Item = (f64, f64)>) -> Path {
    match points.next() {
        Some((x, y)) => points.fold(Path::from(x, y), |path, (x, y)| path.to(x, y)),
        None => Path::default(),
    }
}

/// The middle half of the customers.
fn bars(canvas: &mut Canvas, picture: &Picture<'_>, felt: &[Felt<'_>]) {
    for (position, _, row) in felt {
        if let (Some(low), Some(high)) = (row.q25, row.q75) {
            let (top, height) = (SCALE.at(high), SCALE.at(low) - SCALE.at(high));
            canvas.rect("tint", Area::new(picture.middle(*position) - 9.0, top, 18.0, height));
        }
    }
}

fn expected(canvas: &mut Canvas, picture: &Picture<'_>) {
    let known = picture.rows.iter().enumerate();
    let known: Vec<(usize, f64)> =
        known.filter_map(|(position, row)| Some((position, SCALE.at(row.expected?)))).collect();
    for run in known.chunk_by(|a, b| a.0 + 1 == b.0) {
        match run {
            [(position, y)] => {
                let x = picture.middle(*position);
                canvas.line("dash", (x - 18.0, *y), (x + 18.0, *y));
            }
            run => {
                canvas.path("dash", &path(run.iter().map(|(position, y)| (picture.middle(*position), *y))))
            }
        }
    }
}

fn line(canvas: &mut Canvas, picture: &Picture<'_>, felt: &[Felt<'_>], class: &str) {
    for run in runs(felt) {
        let points = run.iter().map(|(position, mood, _)| (picture.middle(*position), SCALE.at(*mood)));
        match run {
            [(position, mood, _)] => {
                let (x, y) = (picture.middle(*position), SCALE.at(*mood));
                canvas.line(class, (x - 6.0, y), (x + 6.0, y));
            }
            _ => canvas.path(class, &path(points)),
        }
    }
}

/// Dots whose area is the number of customers.
fn dots(canvas: &mut Canvas, picture: &Picture<'_>, felt: &[Felt<'_>]) {
    let most = felt.iter().map(|(.., row)| row.mood.n).max().unwrap_or(1).max(1) as f64;
    for (position, mood, row) in felt {
        let radius = (7.0 * (row.mood.n as f64 / most).sqrt()).max(3.0);
        let class = match (row.mood.small_sample, *mood < 0.0) {
            (true, _) => "weak",
            (false, true) => "fbad halo",
            (false, false) => "fgood halo",
        };
        canvas.circle(class, (picture.middle(*position), SCALE.at(*mood)), radius);
    }
}

/// Values where something stands out: dips, delights, the lowest, the highest and the last moment.
fn values(canvas: &mut Canvas, picture: &Picture<'_>, felt: &[Felt<'_>]) {
    let lowest = felt.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|felt| felt.0);
    let highest = felt.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|felt| felt.0);
    let last = felt.last().map(|felt| felt.0);
    for (position, mood, row) in felt {
        let named = [lowest, highest, last].contains(&Some(*position));
        if !(named || row.dip || row.delight) {
            continue;
        }
        let mark = match (row.dip, row.delight) {
            (true, _) => "▼ ",
            (_, true) => "★ ",
            _ => "",
        };
        let under =
            row.dip || (*mood < 0.0 && !row.delight) || (Some(*position) == lowest && lowest != highest);
        let tone = match (row.mood.small_sample, *mood < 0.0) {
            (true, _) => Tone::Mute,
            (false, true) => Tone::Bad,
            (false, false) => Tone::Good,
        };
        let y = (SCALE.at(*mood) + if under { 21.0 } else { -12.0 }).clamp(TOP - 8.0, BOTTOM + 16.0);
        let text = format!("{mark}{}", number::signed(*mood));
        canvas.label_over(SMALL.bold().tone(tone), Anchor::Middle, (picture.middle(*position), y), &text);
    }
}

/// Names of the groups beside the ends of their lines, moved apart where they would overlap.
fn ends(canvas: &mut Canvas, picture: &Picture<'_>) {
    let mut ends: Vec<(f64, f64, String, Tone)> = Vec::new();
    let lines = std::iter::once((picture.rows, "Everybody".to_string(), Tone::Good));
    let groups = picture.groups.iter().enumerate().map(|(place, rows)| {
        let name = rows.first().and_then(|row| row.group.clone()).unwrap_or_default();
        (rows.as_slice(), name, Line::look(place + 2).1)
    });
    for (rows, name, tone) in lines.chain(groups).filter(|_| !picture.groups.is_empty()) {
        if let Some((position, mood, _)) = felt(rows).last() {
            ends.push((SCALE.at(*mood), picture.middle(*position), name, tone));
        }
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = TOP;
    let mut places: Vec<f64> = Vec::new();
    for (y, ..) in &ends {
        free = y.max(free);
        places.push(free);
        free += LABEL;
    }
    let mut most = BOTTOM;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - LABEL;
    }
    let left = picture.right() + 6.0;
    for ((y, x, name, tone), place) in ends.iter().zip(places) {
        canvas.line("rule", (x + 9.0, *y), (left - 3.0, place));
        canvas.fitted(SMALL.bold().tone(*tone), Anchor::Left, (left, place + 4.0), 138.0, name);
    }
}

/// Everything about a column, in words.
fn tip(row: &EmotionRow) -> String {
    let told = |estimate: &crate::analysis::Estimate| {
        let value = estimate.value.map(number::signed).unwrap_or_else(|| "nothing".into());
        let interval = number::signed_interval(estimate).map(|interval| format!(" ({interval})"));
        format!("{value}{}", interval.unwrap_or_default())
    };
    if row.mood.value.is_none() {
        return format!("{}: nobody said how it felt", name(row));
    }
    let mut text = format!("{}: {}, {}", name(row), told(&row.mood), some(row.mood.n, "customers"));
    if let (Some(low), Some(high)) = (row.q25, row.q75) {
        text.push_str(&format!("\nmiddle half from {} to {}", number::signed(low), number::signed(high)));
    }
    if row.ratings.n > 0 && row.comments.n > 0 {
        text.push_str(&format!("\nratings {}, comments {}", told(&row.ratings), told(&row.comments)));
    }
    if let (Some(from), Some(_)) = (&row.change_from, row.change.value) {
        text.push_str(&format!("\nchange from {from}: {}", told(&row.change)));
    }
    if row.lift.value.is_some() {
        text.push_str(&format!("\nagainst elsewhere in the same journeys: {}", told(&row.lift)));
    }
    if let Some(expected) = row.expected {
        let difference = told(&row.difference);
        text.push_str(&format!("\nexpected {}: a difference of {difference}", number::signed(expected)));
    }
    text
}
