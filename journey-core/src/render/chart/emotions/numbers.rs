//! Beneath the curve: names of the touchpoints, numbers of customers, sources, changes, and what was expected.

use super::{BOTTOM, Chart, LEFT, Picture, name};
use crate::analysis::{EmotionRow, Estimate, ExpectationVerdict};
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::number;
use crate::render::text::{Tone, Type, fit};

/// Lines of a name at most.
const LINES: usize = 3;

/// A line of numbers: its name, and what stands in a column.
type Numbers = (&'static str, fn(&EmotionRow) -> Option<(Type, String)>);

pub(super) fn draw(chart: &mut Chart, picture: &Picture<'_>) {
    let mut y = names(&mut chart.canvas, picture);
    let canvas = &mut chart.canvas;
    let numbers: [Numbers; 6] = [
        ("customers", |row| Some((NOTE, number::count(row.mood.n)))),
        ("ratings", |row| apart(row, &row.ratings)),
        ("comments", |row| apart(row, &row.comments)),
        ("change", change),
        ("expected", expected),
        ("felt", verdict),
    ];
    let both =
        picture.rows.iter().any(|row| row.ratings.n > 0) && picture.rows.iter().any(|row| row.comments.n > 0);
    for (word, of) in numbers.into_iter().filter(|(word, _)| both || !["ratings", "comments"].contains(word))
    {
        let cells: Vec<Option<(Type, String)>> = picture.rows.iter().map(|row| of(row)).collect();
        if cells.iter().all(Option::is_none) {
            continue;
        }
        y += 17.0;
        canvas.label(NOTE, Anchor::Right, (LEFT - 10.0, y), word);
        for (position, (face, text)) in
            cells.iter().enumerate().filter_map(|(at, cell)| Some((at, cell.as_ref()?)))
        {
            canvas.fitted(*face, Anchor::Middle, (picture.middle(position), y), picture.column - 4.0, text);
        }
    }
    chart.height = y + 6.0;
}

/// Names of the touchpoints; the bottom of them.
fn names(canvas: &mut Canvas, picture: &Picture<'_>) -> f64 {
    let (top, width) = (BOTTOM + 24.0, picture.column - 8.0);
    let mut lines = 1;
    for (position, row) in picture.rows.iter().enumerate() {
        let fitted = fit(name(row), SMALL, width, LINES);
        lines = lines.max(fitted.lines.len());
        let middle = picture.middle(position);
        for (at, text) in fitted.lines.iter().enumerate() {
            let y = top + 12.0 + at as f64 * SMALL.line_height();
            canvas.label(SMALL, Anchor::Middle, (middle, y), text);
        }
        if fitted.cut {
            let height = fitted.lines.len() as f64 * SMALL.line_height();
            canvas.spot(Area::new(middle - width / 2.0, top, width, height), name(row));
        }
    }
    top + lines as f64 * SMALL.line_height() + 10.0
}

/// The mean of one source, where there are both.
fn apart(row: &EmotionRow, estimate: &Estimate) -> Option<(Type, String)> {
    let tone = match (estimate.small_sample, row.disagree) {
        (true, _) => Tone::Mute,
        (false, true) => Tone::Bad,
        (false, false) => Tone::Ink,
    };
    Some((SMALL.tone(tone), number::signed(estimate.value?)))
}

fn change(row: &EmotionRow) -> Option<(Type, String)> {
    let tone = match (row.dip, row.change.small_sample) {
        (true, _) => SMALL.bold().tone(Tone::Bad),
        (false, true) => NOTE,
        (false, false) => SMALL,
    };
    Some((tone, number::signed(row.change.value?)))
}

fn expected(row: &EmotionRow) -> Option<(Type, String)> {
    Some((NOTE, number::signed(row.expected?)))
}

/// Whether it is as expected, where the data tell.
fn verdict(row: &EmotionRow) -> Option<(Type, String)> {
    let (face, word) = match row.verdict? {
        ExpectationVerdict::Worse => (SMALL.bold().tone(Tone::Bad), "worse"),
        ExpectationVerdict::Better => (SMALL.bold().tone(Tone::Good), "better"),
        ExpectationVerdict::AsExpected => (SMALL, "as expected"),
        ExpectationVerdict::Unclear => (NOTE, "unclear"),
    };
    Some((face, word.into()))
}
