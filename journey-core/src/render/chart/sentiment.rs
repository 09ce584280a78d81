//! Sentiment: negative comments to the left and positive ones to the right, by group; and the words that make them so.

use super::column::{self, ROWS, WIDTH, is_told};
use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{Estimate, SentimentReport, SentimentRow, SentimentWord};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "Sentiment of comments in the event log";
/// Room of a number beside the bars.
const SIDE: f64 = 46.0;
/// Words of a side at most.
const WORDS: usize = 8;

impl Drawn for SentimentReport {
    const KINDS: &'static [&'static str] = &["sentiment"];

    fn draw(&self, _: &str) -> Drawing {
        let Some(all) = self.rows.first().filter(|row| row.comments > 0) else {
            let needs = "It needs events with a text that is more than blanks.";
            return column::missing("There are no comments", needs, SOURCE).finish();
        };
        let mut chart = column::chart(title(self, all), facts(self, all), SOURCE);
        bars(&mut chart, self);
        words(&mut chart, self);
        if self.rows.iter().any(|row| is_told(row.p_adjusted)) {
            chart
                .notes
                .push("Bold: the mean differs from that of all other comments by more than chance.".into());
        }
        chart.notes.extend(more(self.rows.len().saturating_sub(ROWS), "groups"));
        chart.finish()
    }
}

fn share(row: &Estimate) -> String {
    row.value.map_or_else(|| number::NONE.into(), number::percent)
}

/// A score with two decimals and its sign.
fn hundredths(value: f64) -> String {
    let value = libm::round(value * 100.0) / 100.0;
    let text = format!("{:.2}", value.abs());
    match value {
        value if value > 0.0 => format!("+{text}"),
        value if value < 0.0 => format!("−{text}"),
        _ => "0".into(),
    }
}

/// A mean score with its interval.
fn score(mean: &Estimate) -> String {
    let Some(value) = mean.value else { return number::NONE.into() };
    let interval = mean.low.zip(mean.high);
    let interval = interval.map(|(low, high)| format!(" ({} to {})", hundredths(low), hundredths(high)));
    format!("{}{}", hundredths(value), interval.unwrap_or_default())
}

/// The balance of all comments, and the group that differs most for the worse.
fn title(report: &SentimentReport, all: &SentimentRow) -> String {
    let mean = |row: &&SentimentRow| row.mean.value.unwrap_or_default();
    let told = report.rows.iter().skip(1).filter(|row| is_told(row.p_adjusted));
    let worst = told.min_by(|a, b| mean(a).total_cmp(&mean(b)));
    let worst = worst.filter(|row| mean(row) < mean(&all)).and_then(|row| row.group.as_deref());
    let worst = worst.map(|group| format!("; {} does worst", isolate(group))).unwrap_or_default();
    format!("{} of the comments are negative, {} positive{worst}", share(&all.negative), share(&all.positive))
}

fn facts(report: &SentimentReport, all: &SentimentRow) -> String {
    let without = match report.without_text {
        0 => String::new(),
        some_without => format!(" {} have no comment.", some(some_without, "events")),
    };
    format!("{}, mean score {} from −1 to +1.{without}", some(all.comments, "comments"), score(&all.mean))
}

fn bars(chart: &mut Chart, report: &SentimentReport) {
    let rows = report.rows.get(..report.rows.len().min(ROWS)).unwrap_or_default();
    let half = |row: &SentimentRow| row.neutral.value.unwrap_or_default() / 2.0;
    let left = |row: &SentimentRow| row.negative.value.unwrap_or_default() + half(row);
    let right = |row: &SentimentRow| row.positive.value.unwrap_or_default() + half(row);
    let most = |side: &dyn Fn(&SentimentRow) -> f64| rows.iter().map(side).fold(0.0, f64::max);
    let scale = Linear { from: (-most(&left), most(&right)), to: (SIDE, WIDTH - SIDE) };
    let canvas = &mut chart.canvas;
    canvas.label(NOTE, Anchor::Left, (0.0, 11.0), "← negative");
    canvas.label(NOTE, Anchor::Right, (WIDTH, 11.0), "positive →");
    let middle = scale.at(0.0).clamp(100.0, WIDTH - 100.0);
    canvas.label(NOTE, Anchor::Middle, (middle, 11.0), "neither");
    chart.height = 24.0;
    for row in rows {
        bar(chart, row, scale);
    }
    chart.height += 6.0;
}

fn bar(chart: &mut Chart, row: &SentimentRow, scale: Linear) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let name = row.group.as_deref().unwrap_or("all comments");
    let name = if name.trim().is_empty() { "(no name)" } else { name };
    let mean = row.mean.value.map_or_else(|| number::NONE.into(), hundredths);
    let text = format!("mean {mean} · n {}", number::count(row.comments));
    let face = super::frame::weigh(SMALL, &row.mean);
    let used = column::head(canvas, top, (column::name(is_told(row.p_adjusted)), name), (face, &text));
    let y = top + used + 3.0;
    let [negative, neutral, positive] =
        [&row.negative, &row.neutral, &row.positive].map(|share| share.value.unwrap_or_default());
    let ends = [-neutral / 2.0 - negative, -neutral / 2.0, neutral / 2.0, neutral / 2.0 + positive]
        .map(|end| scale.at(end));
    let [a, b, c, d] = ends;
    for (class, from, to) in [("loss", a, b), ("open", b, c), ("band", c, d)] {
        canvas.part(class, Area::new(from, y, to - from, 14.0), row.mean.small_sample);
    }
    canvas.label(face, Anchor::Right, (a - 5.0, y + 11.0), &number::percent(negative).replace("under ", "<"));
    canvas.label(face, Anchor::Left, (d + 5.0, y + 11.0), &number::percent(positive).replace("under ", "<"));
    let middle = number::percent(neutral);
    if c - b > SMALL.width(&middle) + 4.0 && !row.mean.small_sample {
        canvas.label(SMALL, Anchor::Middle, ((b + c) / 2.0, y + 11.0), &middle);
    }
    chart.tell(Area::new(0.0, top, WIDTH, used + 18.0), explain(row, name));
    chart.height = top + used + 28.0;
}

fn explain(row: &SentimentRow, name: &str) -> String {
    let mut lines = vec![
        name.to_string(),
        format!("negative: {}", number::in_full(&row.negative, Unit::Share)),
        format!("neither: {}", number::in_full(&row.neutral, Unit::Share)),
        format!("positive: {}", number::in_full(&row.positive, Unit::Share)),
        format!("mean: {}", score(&row.mean)),
    ];
    lines.extend(column::p_values(row.p, row.p_adjusted));
    let quote = |example: &crate::analysis::CommentExample| format!("“{}”", isolate(&example.text));
    lines.extend(row.most_negative.first().map(quote));
    lines.extend(row.most_positive.first().map(quote));
    lines.join("\n")
}

/// Words that pull down and words that lift, side by side.
fn words(chart: &mut Chart, report: &SentimentReport) {
    let rows = report.negative_words.len().max(report.positive_words.len()).min(WORDS);
    if rows == 0 {
        return;
    }
    let note = "Bars: the scores of their uses together.";
    chart.height =
        column::section(&mut chart.canvas, chart.height, "Words that pull down, and words that lift", note);
    let all = report.negative_words.iter().take(WORDS).chain(report.positive_words.iter().take(WORDS));
    let most = all.map(|word| word.valence.abs()).fold(0.0, f64::max);
    let scale = Linear { from: (0.0, most), to: (0.0, 84.0) };
    for place in 0..rows {
        let (top, half) = (chart.height, WIDTH / 2.0);
        let mut side = |word: &SentimentWord, is_left: bool| {
            let length = scale.at(word.valence.abs());
            let (anchor, text, edge) = match is_left {
                true => (Anchor::Right, half - 8.0 - length - 6.0, half - 8.0 - length),
                false => (Anchor::Left, half + 8.0 + length + 6.0, half + 8.0),
            };
            chart.canvas.rect(if is_left { "loss" } else { "band" }, Area::new(edge, top, length, 12.0));
            let name = format!("{} {}", isolate(&word.word), number::count(word.comments));
            chart.canvas.fitted(SMALL, anchor, (text, top + 10.0), half - 14.0 - length, &name);
            let told = format!(
                "{}: {} in {}",
                word.word,
                column::plus(word.valence),
                some(word.comments, "comments")
            );
            let area = Area::new(if is_left { 0.0 } else { half }, top - 2.0, half, 16.0);
            chart.tell(area, told);
        };
        report.negative_words.get(place).into_iter().for_each(|word| side(word, true));
        report.positive_words.get(place).into_iter().for_each(|word| side(word, false));
        chart.height += 18.0;
    }
    chart.notes.push("Numbers after words: comments that have them.".into());
}
