//! Funnel: a bar a step, cut into those who go on, those who are lost and those who are still open.

use super::frame::{Chart, more, share, some, unit};
use super::{Drawing, Drawn};
use crate::analysis::{FunnelReport, FunnelRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, MEDIUM, NOTE, Path, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

/// Steps drawn at most.
const STEPS: usize = 40;
/// Groups drawn at most.
const GROUPS: usize = 30;
/// Left edges of name and bar, right or left edges of the columns of numbers.
const NAME: f64 = 24.0;
const BAR: (f64, f64) = (226.0, 546.0);
const COUNT: f64 = 614.0;
const SHARE: f64 = 628.0;
const CONVERSION: f64 = 752.0;
const LOST: f64 = 924.0;
const OPEN: f64 = 978.0;
const TIME: f64 = 1056.0;
/// Top of the first row.
const TOP: f64 = 40.0;
const SOURCE: &str = "Funnel of the event log";

impl Drawn for FunnelReport {
    const KINDS: &'static [&'static str] = &["funnel"];

    fn draw(&self, _: &str) -> Drawing {
        let rows: Vec<&FunnelRow> = self.rows.iter().filter(|row| row.group.is_none()).collect();
        let Some(first) = rows.first() else {
            return Chart::missing("This funnel has no steps", "It needs at least one.", SOURCE).finish();
        };
        let units = unit(&first.share);
        let mut chart = Chart {
            title: title(self, &rows, units),
            facts: facts(self, first, units),
            width: TIME,
            source: SOURCE,
            ..Chart::default()
        };
        steps(&mut chart, &rows, units);
        groups(&mut chart, self, units);
        let hidden = rows.len().saturating_sub(STEPS);
        chart.notes.splice(0..0, more(hidden, "steps"));
        chart.finish()
    }
}

fn title(report: &FunnelReport, rows: &[&FunnelRow], units: &str) -> String {
    let name = |row: &FunnelRow| isolate(&row.touchpoint);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return String::new() };
    let worst = rows.iter().rev().max_by_key(|row| row.dropped).filter(|row| row.dropped > 0);
    let worst = worst.map(|row| format!("; most are lost after {}", name(row))).unwrap_or_default();
    match report.conversion.value {
        Some(_) if rows.len() == 1 => format!("{} reached {}", some(last.customers, units), name(last)),
        Some(value) => {
            let all = some(report.conversion.n, units);
            format!("{} of {all} reach {}{worst}", number::percent(value), name(last))
        }
        None if report.open > 0 => {
            format!("Too early to know how many {units} reach {}: all of them are still open", name(last))
        }
        None => format!("Nobody has reached {} yet", name(first)),
    }
}

fn facts(report: &FunnelReport, first: &FunnelRow, units: &str) -> String {
    let (begun, step) = match first.entered {
        Some(_) => (report.converted + report.dropped + report.open, "any step"),
        None => (first.customers, "the first step"),
    };
    let all = match units == "customers" && report.customers != begun {
        true => format!("Of {} ", number::count(report.customers)),
        false => String::new(),
    };
    let time = report.time.median_seconds.map(|median| {
        let interval = report.time.low_seconds.zip(report.time.high_seconds);
        let interval = interval.map(|(low, high)| format!(" ({})", number::durations(low, high)));
        format!(
            " Median time from the first to the last: {}{}.",
            number::duration(median),
            interval.unwrap_or_default()
        )
    });
    format!(
        "{all}{} had {step}: {} reached the last one, {} were lost, {} may still go on.{}",
        some(begun, units),
        number::count(report.converted),
        number::count(report.dropped),
        number::count(report.open),
        time.unwrap_or_default()
    )
}

fn steps(chart: &mut Chart, rows: &[&FunnelRow], units: &str) {
    let canvas = &mut chart.canvas;
    let y = TOP - 14.0;
    canvas.heading(Anchor::Right, (COUNT, y), &[units]);
    canvas.heading(Anchor::Left, (SHARE, y), &["share of the", "first step"]);
    canvas.heading(Anchor::Left, (CONVERSION, y), &["share of the", "step before"]);
    canvas.heading(Anchor::Right, (LOST, y), &["lost", "after it"]);
    canvas.heading(Anchor::Right, (OPEN, y), &["still", "open"]);
    canvas.heading(Anchor::Right, (TIME, y), &["median time", "since before"]);
    key(canvas, y);
    canvas.line("rule", (0.0, TOP - 6.0), (TIME, TOP - 6.0));
    let high = if rows.len() > 14 { 26.0 } else { 44.0 };
    let most = rows.iter().map(|row| row.customers).max().unwrap_or(0).max(1);
    let scale = Linear { from: (0.0, most as f64), to: BAR };
    let mut y = TOP;
    for (position, row) in rows.iter().take(STEPS).enumerate() {
        let next = rows.get(position + 1).filter(|_| position + 1 < STEPS).map(|next| next.customers);
        bar(canvas, row, Band { top: y, high, scale }, next);
        numbers(canvas, row, y + high / 2.0);
        names(canvas, row, y, high);
        y += high;
    }
    chart.height = y;
}

/// What the colours of the bars mean.
fn key(canvas: &mut Canvas, y: f64) {
    let mut x = BAR.0;
    for (class, word) in [("band", "go on"), ("loss", "lost"), ("open", "still open")] {
        canvas.rect(class, Area::new(x, y - 9.0, 10.0, 10.0));
        canvas.label(NOTE, Anchor::Left, (x + 15.0, y), word);
        x += 15.0 + NOTE.width(word) + 16.0;
    }
}

fn names(canvas: &mut Canvas, row: &FunnelRow, y: f64, high: f64) {
    let middle = y + high / 2.0;
    canvas.label(NOTE, Anchor::Right, (NAME - 8.0, middle + 4.0), &row.step.to_string());
    let lines = if high > 40.0 { 2 } else { 1 };
    let width = BAR.0 - NAME - 14.0;
    let face = if lines == 2 { MEDIUM } else { SMALL };
    let used = crate::render::text::fit(&row.touchpoint, face, width, lines).lines.len() as f64;
    canvas.block(face, (NAME, middle - used * face.line_height() / 2.0), width, lines, &row.touchpoint);
}

/// Where a bar is drawn.
#[derive(Clone, Copy)]
struct Band {
    top: f64,
    high: f64,
    scale: Linear,
}

/// Parts of a bar: who goes on, who is lost, who is still open.
fn parts(row: &FunnelRow) -> [(&'static str, u64); 3] {
    let stay = (row.dropped + row.open).min(row.customers);
    [("band", row.customers - stay), ("loss", row.dropped.min(stay)), ("open", row.open.min(stay))]
}

fn bar(canvas: &mut Canvas, row: &FunnelRow, band: Band, next: Option<u64>) {
    let thick = if band.high > 40.0 { 24.0 } else { 16.0 };
    let top = band.top + (band.high - thick) / 2.0;
    let mut so_far = 0;
    for (class, customers) in parts(row).into_iter().filter(|part| part.1 > 0) {
        let x = band.scale.at(so_far as f64);
        so_far += customers;
        canvas.rect(class, Area::new(x, top, band.scale.at(so_far as f64) - x, thick));
    }
    if let Some(next) = next {
        let on = band.scale.at(next.min(parts(row)[0].1) as f64);
        let (above, below) = (top + thick, top + band.high);
        let flow = Path::from(BAR.0, above).to(on, above).to(on, below).to(BAR.0, below).close();
        canvas.path("haze", &flow);
    }
    canvas.spot(Area::new(BAR.0, top, BAR.1 - BAR.0, thick), explain(row));
}

fn numbers(canvas: &mut Canvas, row: &FunnelRow, middle: f64) {
    let y = middle + 4.0;
    let count = |n: u64| if n == 0 { number::NONE.into() } else { number::count(n) };
    canvas.label(SMALL.bold(), Anchor::Right, (COUNT, y), &number::count(row.customers));
    let whole = row.step == 1 && row.share.value == Some(1.0);
    let (face, text) = if whole { (SMALL, number::percent(1.0)) } else { share(&row.share) };
    canvas.label(face, Anchor::Left, (SHARE, y), &text);
    let (face, text) = if row.step == 1 { (NOTE, number::NONE.into()) } else { share(&row.conversion) };
    canvas.label(face, Anchor::Left, (CONVERSION, y), &text);
    canvas.label(SMALL, Anchor::Right, (LOST, y), &count(row.dropped));
    canvas.label(SMALL, Anchor::Right, (OPEN, y), &count(row.open));
    let time = row.time_from_previous.median_seconds;
    let time = time.map_or_else(|| number::NONE.into(), number::duration);
    canvas.label(SMALL, Anchor::Right, (TIME, y), &time);
    canvas.spot(
        Area::new(SHARE, middle - 9.0, CONVERSION - SHARE - 6.0, 18.0),
        number::in_full(&row.share, Unit::Share),
    );
    let conversion = number::in_full(&row.conversion, Unit::Share);
    canvas.spot(Area::new(CONVERSION, middle - 9.0, LOST - CONVERSION - 50.0, 18.0), conversion);
}

fn explain(row: &FunnelRow) -> String {
    let units = unit(&row.share);
    let [(_, on), (_, lost), (_, open)] = parts(row);
    let mut lines = vec![
        row.touchpoint.clone(),
        format!("{} reached step {}", some(row.customers, units), row.step),
        format!(
            "{} went on, {} were lost, {} are still open",
            number::count(on),
            number::count(lost),
            number::count(open)
        ),
    ];
    lines.extend(
        row.entered.map(|entered| format!("{} did not come from the step before", number::count(entered))),
    );
    lines.join("\n")
}

/// Groups below each other: the share that reaches the last step, as a dot and its interval.
fn groups(chart: &mut Chart, report: &FunnelReport, units: &str) {
    let last = report.rows.iter().map(|row| row.step).max().unwrap_or(1);
    let ends: Vec<&FunnelRow> =
        report.rows.iter().filter(|row| row.group.is_some() && row.step == last).collect();
    if ends.is_empty() {
        return;
    }
    let highest = ends.iter().filter_map(|row| row.share.high).fold(0.0, f64::max);
    let scale =
        Linear { from: (0.0, if highest > 0.5 { 1.0 } else { (highest * 10.0).ceil() / 10.0 }), to: BAR };
    let mut y = chart.height + 34.0;
    let canvas = &mut chart.canvas;
    canvas.label(SMALL.bold(), Anchor::Left, (0.0, y), "By group");
    canvas.heading(Anchor::Left, (BAR.0, y), &["share that reaches the last step"]);
    canvas.heading(Anchor::Right, (COUNT, y), &[units]);
    y += 8.0;
    canvas.line("rule", (0.0, y), (TIME, y));
    for row in ends.iter().take(GROUPS) {
        canvas.line("grid", (BAR.0, y + 13.0), (BAR.1, y + 13.0));
        canvas.fitted(
            SMALL,
            Anchor::Left,
            (NAME, y + 17.0),
            BAR.0 - NAME - 14.0,
            row.group.as_deref().unwrap_or_default(),
        );
        canvas.dot(&row.share, scale, y + 13.0);
        canvas.label(SMALL.bold(), Anchor::Right, (COUNT, y + 17.0), &number::count(row.customers));
        let (face, text) = share(&row.share);
        canvas.label(face, Anchor::Left, (SHARE, y + 17.0), &text);
        canvas.spot(Area::new(BAR.0, y + 4.0, LOST - BAR.0, 18.0), number::in_full(&row.share, Unit::Share));
        y += 26.0;
    }
    canvas.label(NOTE, Anchor::Left, (scale.to.0, y + 10.0), "0\u{202f}%");
    canvas.label(NOTE, Anchor::Right, (scale.to.1, y + 10.0), &number::percent(scale.from.1));
    chart.height = y + 14.0;
    chart.notes.extend(more(ends.len().saturating_sub(GROUPS), "groups"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Funnel;
    use crate::analysis::testing::log;

    /// Widths of the rectangles of a class.
    fn widths(svg: &str, class: &str) -> Vec<f64> {
        let rects =
            svg.split("<rect ").skip(1).filter(|rect| rect.starts_with(&format!("class=\"{class}\"")));
        let width = |rect: &str| rect.split("width=\"").nth(1)?.split('"').next()?.parse().ok();
        rects.filter_map(width).collect()
    }

    #[test]
    fn bars_are_as_long_as_customers_are_many() {
        let mut events = Vec::new();
        let names: Vec<String> = (0..10).map(|number| format!("c{number}")).collect();
        for (number, name) in names.iter().enumerate() {
            events.push((name.as_str(), 0, "cart"));
            events.extend((number < 4).then_some((name.as_str(), 1, "pay")));
            events.extend((number < 1).then_some((name.as_str(), 2, "thanks")));
        }
        let svg = log(&events).run(&Funnel::new(["cart", "pay", "thanks"])).unwrap().to_svg();
        // The bar of the first step is 320 wide for ten customers; the key has squares of 10.
        assert_eq!(widths(&svg, "band"), [10.0, 128.0, 32.0, 32.0]);
        assert_eq!(widths(&svg, "loss"), [10.0, 192.0, 96.0]);
        assert_eq!(widths(&svg, "open"), [10.0]);
        assert!(svg.contains("10\u{202f}% of 10\u{a0}customers reach \u{2068}thanks\u{2069}; most are lost after \u{2068}cart\u{2069}"));
    }

    #[test]
    fn a_funnel_that_nobody_entered_says_so() {
        let log = log(&[("ann", 0, "cart"), ("bob", 0, "pay")]);
        let none = log.filter(|journey| journey.touchpoints().is_empty());
        let svg = none.run(&Funnel::new(["pay", "cart"])).unwrap().to_svg();
        assert!(svg.contains("Nobody has reached \u{2068}pay\u{2069} yet"), "{svg}");
    }

    #[test]
    fn a_picture_is_asked_for_by_its_kind() {
        let report = log(&[("ann", 0, "cart")]).run(&Funnel::new(["cart"])).unwrap();
        assert_eq!(report.to_svg_of("funnel").unwrap(), report.to_svg());
        let error = report.to_svg_of("pie").unwrap_err();
        assert_eq!(error.code(), "invalid_option");
        assert!(error.to_string().contains("funnel"), "{error}");
    }
}
