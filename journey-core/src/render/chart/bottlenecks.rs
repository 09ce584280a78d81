//! Bottlenecks: time lost on each way, how long is waited there, and what goes with it.

use super::beside;
use super::column::{self, WIDTH, is_told};
use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{BaselineKind, BottleneckReport, BottleneckRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::{Linear, TimeScale};

const SOURCE: &str = "Bottlenecks in the event log";
/// Ways drawn at most.
const WAYS: usize = 12;
/// Batches and overtaking are told from this share on.
const NOTABLE: f64 = 0.1;

impl Drawn for BottleneckReport {
    const KINDS: &'static [&'static str] = &["bottlenecks"];

    fn draw(&self, _: &str) -> Drawing {
        let lost = |row: &&BottleneckRow| row.lost_seconds.value.is_some_and(|lost| lost > 0.0);
        let rows: Vec<&BottleneckRow> = self.rows.iter().filter(lost).collect();
        let Some(first) = rows.first() else {
            let needs =
                "Nobody waited longer than a quarter of the others on the same way, or than its target.";
            return column::missing("No time is lost", needs, SOURCE).finish();
        };
        let mut chart = column::chart(title(first), facts(self), SOURCE);
        let shown = rows.get(..rows.len().min(WAYS)).unwrap_or_default();
        let most = column::highest(shown.iter().map(|row| &row.lost_seconds));
        let lost = Linear { from: (0.0, most), to: (0.0, WIDTH) };
        let waits = shown
            .iter()
            .flat_map(|row| [row.wait.q05_seconds, row.wait.q95_seconds, Some(row.baseline_seconds)]);
        let Some(waits) = TimeScale::over(waits.flatten(), 6.0, WIDTH - 6.0) else { return chart.finish() };
        for row in shown {
            way(&mut chart, row, lost, &waits);
        }
        marks(&mut chart, &waits);
        chart.notes.push(
            "Bars: time lost. Below each, waiting by the clock on a log scale: 5 to 95\u{202f}% of the moves thin, the middle half \
             thick, the median as a dot; the tick is where lost time begins."
                .into(),
        );
        chart.notes.extend(more(rows.len().saturating_sub(WAYS), "ways"));
        chart.finish()
    }
}

/// Where a way begins and ends, in two lines if one is too short, and the time lost on it; how high these are.
fn names(canvas: &mut Canvas, y: f64, row: &BottleneckRow, value: &str) -> f64 {
    let (face, bold) = (column::name(false), SMALL.bold());
    let whole = format!("{} → {}", isolate(&row.source), isolate(&row.target));
    let room = WIDTH - bold.width(value) - 16.0;
    if face.width(&whole) <= room {
        return column::head(canvas, y, (face, &whole), (bold, value));
    }
    let used =
        column::head(canvas, y, (face, &isolate(&beside::cut(&row.source, face, room))), (bold, value));
    let target = format!("→ {}", isolate(&beside::cut(&row.target, face, WIDTH - 24.0)));
    canvas.label(face, Anchor::Left, (0.0, y + used + 14.0), &target);
    used + face.line_height()
}

fn title(row: &BottleneckRow) -> String {
    let lost = number::duration(row.lost_seconds.value.unwrap_or_default());
    let share = row.share.map(|share| format!(", {} of all time lost", number::percent(share)));
    let (source, target) = (isolate(&row.source), isolate(&row.target));
    format!("Most time is lost between {source} and {target}: {lost}{}", share.unwrap_or_default())
}

fn facts(report: &BottleneckReport) -> String {
    format!(
        "{} in {} lost {} together: all that was waited beyond the shortest quarter on the same way, or beyond a target.",
        some(report.customers, "customers"),
        some(report.count, "moves"),
        number::duration(report.lost_seconds)
    )
}

fn way(chart: &mut Chart, row: &BottleneckRow, lost: Linear, waits: &TimeScale) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let value = number::duration(row.lost_seconds.value.unwrap_or_default());
    let share = row.share.map(|share| format!(" · {}", number::percent(share))).unwrap_or_default();
    let mut y = top + names(canvas, top, row, &format!("{value}{share}"));
    let seconds = row.lost_seconds.value.unwrap_or_default();
    canvas.rect("loss", Area::new(0.0, y + 3.0, lost.at(seconds), 10.0));
    if let Some((low, high)) = row.lost_seconds.low.zip(row.lost_seconds.high) {
        canvas.line("thin", (lost.at(low), y + 8.0), (lost.at(high), y + 8.0));
    }
    y += 24.0;
    let part = |from: Option<f64>, to: Option<f64>| Some(((waits.at(from?), y), (waits.at(to?), y)));
    if let Some((from, to)) = part(row.wait.q05_seconds, row.wait.q95_seconds) {
        canvas.line("thin", from, to);
    }
    if let Some((from, to)) = part(row.wait.q25_seconds, row.wait.q75_seconds) {
        canvas.line("range", from, to);
    }
    if let Some(median) = row.wait.median_seconds {
        canvas.circle(if row.wait.small_sample { "weak" } else { "fgood" }, (waits.at(median), y), 4.0);
    }
    let begins = waits.at(row.baseline_seconds);
    canvas.line("target", (begins, y - 6.0), (begins, y + 6.0));
    y += 9.0;
    y += canvas.block(NOTE, (0.0, y), WIDTH, 3, &reasons(row));
    chart.tell(Area::new(0.0, top, WIDTH, y - top), explain(row));
    chart.height = y + 14.0;
}

/// What is known about why it takes so long, most telling first.
fn reasons(row: &BottleneckRow) -> String {
    let median = row.wait.median_seconds.map_or_else(|| number::NONE.into(), number::duration);
    let baseline = match row.baseline {
        BaselineKind::LowerQuartile => "shortest quarter up to",
        BaselineKind::Target => "target",
    };
    let mut parts = vec![format!("median {median}, {baseline} {}", number::duration(row.baseline_seconds))];
    let crowded = row.load_correlation.filter(|correlation| *correlation > 0.0 && is_told(row.p_adjusted));
    if let Some(slope) = crowded.and(row.slope_seconds).filter(|slope| *slope > 0.0) {
        parts.push(format!("longer in a crowd: {} more for each who waits", number::duration(slope)));
    }
    if let Some(batched) = row.batched.value.filter(|share| *share >= NOTABLE) {
        let size = row.batch_size.map(|size| format!(" of {}", number::amount(size))).unwrap_or_default();
        parts.push(format!("{} go on in batches{size}", number::percent(batched)));
    }
    if let Some(overtaken) = row.overtaken.value.filter(|share| *share >= NOTABLE) {
        parts.push(format!("{} of pairs overtake", number::percent(overtaken)));
    }
    parts.join(" · ")
}

fn explain(row: &BottleneckRow) -> String {
    let mut lines = vec![
        format!("{} → {}", row.source, row.target),
        format!("lost: {}", number::in_full(&row.lost_seconds, Unit::Seconds)),
        format!("late: {}", number::in_full(&row.late, Unit::Share)),
        reasons(row),
    ];
    let middle = row.wait.q25_seconds.zip(row.wait.q75_seconds);
    lines
        .extend(middle.map(|(low, high)| format!("half of the moves wait {}", number::durations(low, high))));
    let band = |band: &crate::analysis::LoadBand| {
        format!(
            "with {} to {} others waiting: {}",
            band.least,
            band.most,
            number::duration(band.mean_seconds)
        )
    };
    lines.extend(row.bands.iter().map(band));
    lines.extend(
        row.batch_share.map(|share| {
            format!("waiting for the rest of a batch: {} of all waiting", number::percent(share))
        }),
    );
    lines.join("\n")
}

/// The marks of the scale of waits, below all ways.
fn marks(chart: &mut Chart, waits: &TimeScale) {
    let y = chart.height;
    chart.canvas.line("axis", (0.0, y), (WIDTH, y));
    let mut free = 0.0;
    for (x, word) in &waits.marks {
        let half = NOTE.width(word) / 2.0;
        let middle = x.clamp(half, WIDTH - half);
        chart.canvas.line("axis", (*x, y), (*x, y + 4.0));
        if middle - half >= free {
            chart.canvas.label(NOTE, Anchor::Middle, (middle, y + 17.0), word);
            free = middle + half + 4.0;
        }
    }
    chart.height = y + 26.0;
}
