//! Variants: each path as a row of blocks, with its customers beside it.

use std::collections::BTreeMap;

use super::frame::{Chart, share, some};
use super::{Drawing, Drawn};
use crate::analysis::{VariantReport, VariantRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::scale::Linear;
use crate::render::text::{clusters, fit, is_wide};
use crate::render::{icons, number};

/// Paths drawn at most, and blocks of a path.
const PATHS: usize = 25;
const BLOCKS: usize = 16;
/// Left edge of blocks and the room for them, bar, right or left edges of the columns of numbers.
const LEFT: f64 = 40.0;
const ROOM: f64 = 592.0;
const BAR: (f64, f64) = (654.0, 794.0);
const COUNT: f64 = 850.0;
const SHARE: f64 = 866.0;
const COVERED: f64 = 1040.0;
/// Distance of rows and height of a block.
const ROW: f64 = 26.0;
const BLOCK: f64 = 20.0;
const SOURCE: &str = "Variants of the event log";

impl Drawn for VariantReport {
    const KINDS: &'static [&'static str] = &["variants"];

    fn draw(&self, _: &str) -> Drawing {
        if self.rows.is_empty() {
            return Chart::missing("No path was seen", "The log has no journey.", SOURCE).finish();
        }
        let mut chart = Chart {
            title: title(self),
            facts: format!(
                "{} took {}; {} of these were taken by one customer only. Shares are of all customers.",
                some(self.customers, "customers"),
                some(self.variants, "different paths"),
                number::count(self.unique_variants)
            ),
            width: COVERED,
            source: SOURCE,
            ..Chart::default()
        };
        draw(&mut chart, self);
        chart.finish()
    }
}

fn title(report: &VariantReport) -> String {
    let all = some(report.customers, "customers");
    let half = report.rows.iter().take(PATHS).position(|row| row.cumulative_share >= 0.5);
    let shown = report.rows.len().min(PATHS);
    match (half, report.rows.get(shown.saturating_sub(1))) {
        _ if report.variants == 1 => format!("All of {all} took the same path"),
        (Some(0), _) => {
            let share = report.rows.first().and_then(|row| row.share.value).unwrap_or_default();
            format!("{} of {all} took the same path", number::percent(share))
        }
        (Some(last), _) => {
            format!("{} of {} paths cover half of {all}", last + 1, number::count(report.variants))
        }
        (None, Some(row)) => {
            let covered = number::percent(row.cumulative_share);
            format!(
                "The {shown} most frequent of {} paths cover {covered} of {all}",
                number::count(report.variants)
            )
        }
        (None, None) => String::new(),
    }
}

/// A touchpoint of a path and how often it comes in a row.
type Run<'a> = (&'a str, usize);

fn runs(path: &[String]) -> Vec<Run<'_>> {
    let same = path.chunk_by(|a, b| a == b);
    same.filter_map(|run| Some((run.first()?.as_str(), run.len()))).collect()
}

fn draw(chart: &mut Chart, report: &VariantReport) {
    let rows: Vec<&VariantRow> = report.rows.iter().take(PATHS).collect();
    let own = report.representative.as_ref().map(|path| path.path.as_slice());
    let mut paths: Vec<(Vec<Run<'_>>, u64)> =
        rows.iter().map(|row| (runs(&row.path), row.customers)).collect();
    let apart = own.filter(|path| rows.iter().all(|row| row.path != *path));
    paths.extend(apart.map(|path| (runs(path), 0)));
    let blocks = Blocks::new(&paths);
    let most = rows.iter().map(|row| row.customers).max().unwrap_or(1).max(1);
    let scale = Linear { from: (0.0, most as f64), to: (0.0, BAR.1 - BAR.0) };
    let canvas = &mut chart.canvas;
    canvas.label(NOTE, Anchor::Left, (LEFT, 12.0), "path, from its first touchpoint on");
    canvas.label(NOTE, Anchor::Right, (COUNT, 12.0), "customers");
    canvas.label(NOTE, Anchor::Left, (SHARE, 12.0), "share");
    canvas.label(NOTE, Anchor::Right, (COVERED, 12.0), "share so far");
    canvas.line("rule", (0.0, 20.0), (COVERED, 20.0));
    let mut y = 24.0;
    for (place, (row, (path, _))) in rows.iter().zip(&paths).enumerate() {
        if own == Some(row.path.as_slice()) {
            icons::star(canvas, (6.0, y + ROW / 2.0));
        }
        canvas.label(NOTE, Anchor::Right, (LEFT - 10.0, y + 17.0), &(place + 1).to_string());
        blocks.draw(canvas, path, y + (ROW - BLOCK) / 2.0);
        bar(canvas, "band", scale.at(row.customers as f64), y);
        canvas.label(SMALL.bold(), Anchor::Right, (COUNT, y + 17.0), &number::count(row.customers));
        let (face, text) = share(&row.share);
        canvas.label(face, Anchor::Left, (SHARE, y + 17.0), &text);
        let covered = number::percent(row.cumulative_share);
        canvas.label(SMALL, Anchor::Right, (COVERED, y + 17.0), &covered);
        let full = number::in_full(&row.share, Unit::Share);
        let text = format!("{}\n{}\n{full}", row.path.join(" → "), some(row.customers, "customers"));
        canvas.spot(Area::new(BAR.0, y + 2.0, COVERED - BAR.0, ROW - 4.0), text);
        y += ROW;
    }
    chart.height = y;
    others(chart, report, rows.len(), scale);
    if let (Some(_), Some((path, _))) = (apart, paths.last()) {
        let y = chart.height;
        icons::star(&mut chart.canvas, (6.0, y + ROW / 2.0));
        blocks.draw(&mut chart.canvas, path, y + (ROW - BLOCK) / 2.0);
        chart.height += ROW;
    }
    blocks.key(chart);
    notes(chart, report);
}

fn bar(canvas: &mut Canvas, class: &str, length: f64, y: f64) {
    canvas.rect(class, Area::new(BAR.0, y + 4.0, length, ROW - 8.0));
}

/// The row of all paths that are not drawn.
fn others(chart: &mut Chart, report: &VariantReport, shown: usize, scale: Linear) {
    let hidden = report.variants.saturating_sub(shown as u64);
    if hidden == 0 {
        return;
    }
    let drawn: u64 = report.rows.iter().take(shown).map(|row| row.customers).sum();
    let customers = report.customers.saturating_sub(drawn);
    let (y, canvas) = (chart.height, &mut chart.canvas);
    canvas.label(NOTE, Anchor::Left, (LEFT, y + 17.0), &some(hidden, "other paths"));
    let (length, whole) = (scale.at(customers as f64), customers as f64 <= scale.from.1);
    bar(canvas, "open", length, y);
    if !whole {
        // It is longer than there is room: a gap says that it is cut.
        canvas.rect("paper", Area::new(BAR.1 - 14.0, y + 4.0, 4.0, ROW - 8.0));
    }
    canvas.label(SMALL.bold(), Anchor::Right, (COUNT, y + 17.0), &number::count(customers));
    let share = customers as f64 / report.customers.max(1) as f64;
    canvas.label(SMALL, Anchor::Left, (SHARE, y + 17.0), &number::percent(share));
    canvas.label(SMALL, Anchor::Right, (COVERED, y + 17.0), &number::percent(1.0));
    chart.height += ROW;
}

fn notes(chart: &mut Chart, report: &VariantReport) {
    chart
        .notes
        .push("Light touchpoints usually come early, dark ones late; ×\u{202f}2 is twice in a row.".into());
    if let Some(path) = &report.representative {
        let compared = path.compared.value.map_or_else(|| number::NONE.into(), number::percent);
        chart.notes.push(format!(
            "The star marks the path that stands for all: its mean distance to the paths of {compared} of customers is {} (0 is the same, 1 nothing in common).",
            number::amount(path.distance)
        ));
    }
}

/// How touchpoints look in all paths.
struct Blocks<'a> {
    width: f64,
    /// Shade and short name, if there is one, by touchpoint.
    looks: BTreeMap<&'a str, (&'static str, Option<String>)>,
}

impl<'a> Blocks<'a> {
    fn new(paths: &[(Vec<Run<'a>>, u64)]) -> Self {
        let longest = paths.iter().map(|(path, _)| path.len()).max().unwrap_or(1).clamp(1, BLOCKS);
        let width = (ROOM / longest as f64).min(124.0);
        let mut short: Vec<String> = Vec::new();
        let looks = order(paths);
        let last = looks.len().saturating_sub(1).max(1);
        let look = |(place, name): (usize, &'a str)| {
            const SHADES: [&str; 5] = ["h1", "h2", "h3", "h4", "h5"];
            let shade = SHADES.get(place * (SHADES.len() - 1) / last).copied().unwrap_or("h5");
            let name_short = (SMALL.width(name) > width - 8.0 || name.trim().is_empty()).then(|| {
                let found = distinct(abbreviation(name), &short);
                short.push(found.clone());
                found
            });
            (name, (shade, name_short))
        };
        Self { width, looks: looks.into_iter().enumerate().map(look).collect() }
    }

    fn draw(&self, canvas: &mut Canvas, path: &[Run<'_>], y: f64) {
        let whole = path.len() <= BLOCKS;
        let shown = if whole { path.len() } else { BLOCKS - 1 };
        let at = |place: usize| LEFT + place as f64 * self.width;
        for (place, (name, times)) in path.iter().take(shown).enumerate() {
            let Some((shade, short)) = self.looks.get(name) else { continue };
            let area = Area::new(at(place), y, self.width - 2.0, BLOCK);
            canvas.rect(shade, area);
            let label = short.as_deref().unwrap_or(name);
            let times = if *times > 1 { format!("\u{a0}×\u{202f}{times}") } else { String::new() };
            let room = area.width - 4.0 - SMALL.width(&times);
            let label = fit(label, SMALL, room.max(8.0), 1).lines.concat();
            canvas.label(
                SMALL,
                Anchor::Middle,
                (area.x + area.width / 2.0, y + 14.0),
                &format!("{label}{times}"),
            );
            canvas.spot(area, format!("{name}{times}"));
        }
        if !whole {
            let text = format!("+{}", path.len() - shown);
            canvas.label(NOTE, Anchor::Left, (at(shown) + 3.0, y + 14.0), &text);
        }
    }

    /// What short names stand for, in columns.
    fn key(&self, chart: &mut Chart) {
        let mut known: Vec<(&str, &str)> =
            self.looks.iter().filter_map(|(name, (_, short))| Some((short.as_deref()?, *name))).collect();
        if known.is_empty() {
            return;
        }
        known.sort_unstable();
        let top = chart.height + 22.0;
        let (columns, width) = (4, COVERED / 4.0);
        let rows = known.len().div_ceil(columns);
        for (place, (short, name)) in known.iter().enumerate() {
            let (x, y) = ((place / rows) as f64 * width, top + (place % rows) as f64 * 16.0);
            let room = fit(short, SMALL.bold(), 50.0, 1).lines.concat();
            chart.canvas.label(SMALL.bold(), Anchor::Left, (x, y), &room);
            chart.canvas.fitted(NOTE, Anchor::Left, (x + 56.0, y), width - 66.0, name);
        }
        chart.height = top + (rows - 1) as f64 * 16.0 + 6.0;
    }
}

/// Touchpoints in the order in which they usually come.
fn order<'a>(paths: &[(Vec<Run<'a>>, u64)]) -> Vec<&'a str> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (path, customers) in paths {
        let last = path.len().saturating_sub(1).max(1) as f64;
        for (place, (name, _)) in path.iter().enumerate() {
            let weight = (*customers).max(1) as f64;
            let (sum, weights) = sums.entry(name).or_default();
            *sum += weight * place as f64 / last;
            *weights += weight;
        }
    }
    let mut order: Vec<(f64, &str)> = sums.into_iter().map(|(name, (sum, all))| (sum / all, name)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
    order.into_iter().map(|(_, name)| name).collect()
}

/// The first letters of up to three words, or the beginning of one word.
fn abbreviation(name: &str) -> String {
    let line = crate::render::escape::line(name);
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] => clusters(&line).next().unwrap_or("?").trim().into(),
        [word] => clusters(word).take(if word.chars().next().is_some_and(is_wide) { 2 } else { 3 }).collect(),
        several => {
            let first = several.iter().take(3).filter_map(|word| clusters(word).next());
            first.collect::<String>().to_uppercase()
        }
    }
}

/// The name with a number if it is taken.
fn distinct(name: String, taken: &[String]) -> String {
    let free = |name: &String| !taken.contains(name);
    let numbered = (2..).map(|number| format!("{name}{number}"));
    std::iter::once(name.clone()).chain(numbered.take(taken.len() + 1)).find(free).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Variants;
    use crate::analysis::testing::log;

    #[test]
    fn long_names_are_shortened_by_one_rule() {
        let cases = [
            ("Landing page", "LP"),
            ("Choose how to pay", "CHT"),
            ("Checkout", "Che"),
            ("付款并选择送货方式", "付款"),
            ("⭐⭐", "⭐"),
            ("", "?"),
        ];
        for (name, short) in cases {
            assert_eq!(abbreviation(name), short);
        }
        let taken = ["Che".to_string(), "Che2".to_string()];
        assert_eq!(distinct("Che".into(), &taken), "Che3");
    }

    #[test]
    fn shares_so_far_are_those_of_the_report_and_the_rest_is_counted() {
        let mut events: Vec<(String, i64, &str)> = Vec::new();
        for number in 0..30 {
            events.push((format!("c{number:02}"), 0, "a"));
            events.extend((number < 26).then(|| (format!("c{number:02}"), 1, "b")));
            (0..number.min(26)).for_each(|time| events.push((format!("c{number:02}"), 2 + time, "c")));
        }
        let events: Vec<_> = events.iter().map(|(id, time, name)| (id.as_str(), *time, *name)).collect();
        let report = log(&events).run(&Variants::new()).unwrap();
        let svg = report.to_svg();
        let drawn: u64 = report.rows.iter().take(PATHS).map(|row| row.customers).sum();
        let rest = report.variants - PATHS as u64;
        assert!(rest > 0 && svg.contains(&format!("{rest}\u{a0}other path")));
        assert!(svg.contains(&format!(">{}</text>", 30 - drawn)));
    }
}
