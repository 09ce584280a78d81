//! Lifecycle: who was active in each period, above the line, and who was lost, below it; the numbers beneath.

use super::frame::{Chart, more, some};
use super::{Drawing, Drawn};
use crate::analysis::{LifecycleReport, LifecycleRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, NOTE, SMALL};
use crate::render::number;
use crate::render::scale::Linear;

/// Left edge of the columns and the room for them.
const LEFT: f64 = 170.0;
const ROOM: f64 = 860.0;
/// Height of the bars.
const HIGH: f64 = 240.0;
const SOURCE: &str = "Lifecycle of the event log";

/// Class of its bar, word and number of customers of a state.
type State = (&'static str, &'static str, fn(&LifecycleRow) -> u64);

/// States in the order of their bars from the line on, with their words; the last one is below it.
const STATES: [State; 4] = [
    ("h3", "returning", |row| row.returning),
    ("h5", "resurrected", |row| row.resurrected),
    ("h6", "new", |row| row.new),
    ("loss", "lost", |row| row.lost),
];

impl Drawn for LifecycleReport {
    const KINDS: &'static [&'static str] = &["lifecycle"];

    fn draw(&self, _: &str) -> Drawing {
        let rows: Vec<&LifecycleRow> = self.rows.iter().filter(|row| row.group.is_none()).collect();
        let Some(last) = rows.iter().rev().find(|row| row.complete).or(rows.last()) else {
            let needs = "Somebody must be active in some period.";
            return Chart::missing("Nobody was active", needs, SOURCE).finish();
        };
        let widest = rows.iter().map(|row| SMALL.width(&number::count(row.seen))).fold(40.0, f64::max) + 8.0;
        let shown = rows.len().min((ROOM / widest) as usize).max(1);
        let hidden = rows.len() - shown;
        let grid = Grid {
            rows: rows.split_at(hidden).1,
            column: (ROOM / shown as f64).clamp(widest, 76.0f64.max(widest)),
        };
        let mut chart = Chart {
            title: title(last),
            facts: facts(last),
            width: grid.x(shown),
            source: SOURCE,
            ..Chart::default()
        };
        grid.bars(&mut chart);
        grid.numbers(&mut chart);
        chart.notes.extend(more(hidden, "earlier periods"));
        if rows.iter().any(|row| !row.complete) {
            chart.notes.push("Hatched: the period is not over yet, so that it has no rates.".into());
        }
        if self.rows.len() > rows.len() {
            chart.notes.push("Everybody is drawn; the groups are in the table.".into());
        }
        chart.finish()
    }
}

fn title(last: &LifecycleRow) -> String {
    let which = if last.complete { "last full period" } else { "first period" };
    let new = if last.active > 0 { last.new as f64 / last.active as f64 } else { 0.0 };
    let active = some(last.active, "customers");
    let (new, lost) = (number::percent(new), number::count(last.lost));
    format!("In the {which}, from {}, {active} were active, {new} of them new; {lost} were lost", last.period)
}

fn facts(last: &LifecycleRow) -> String {
    let churn = match last.churn.value {
        Some(_) => format!(" Churn is a share of {}.", last.churn.denominator),
        None => String::new(),
    };
    format!(
        "Of {} seen so far, {} were not active in that period. Lost: active in the period before, but not in this one.{churn}",
        some(last.seen, "customers"),
        number::count(last.dormant)
    )
}

/// Where the columns are.
struct Grid<'a> {
    rows: &'a [&'a LifecycleRow],
    column: f64,
}

impl Grid<'_> {
    fn x(&self, position: usize) -> f64 {
        LEFT + position as f64 * self.column
    }

    fn middle(&self, position: usize) -> f64 {
        self.x(position) + self.column / 2.0
    }

    fn bars(&self, chart: &mut Chart) {
        let most =
            |of: fn(&LifecycleRow) -> u64| self.rows.iter().map(|row| of(row)).max().unwrap_or(0) as f64;
        let (up, down) = (most(|row| row.active).max(1.0), most(|row| row.lost));
        let scale = Linear { from: (-down, up), to: (HIGH, 10.0) };
        let canvas = &mut chart.canvas;
        let line = scale.at(0.0);
        canvas.label(NOTE, Anchor::Left, (0.0, line - 8.0), "active customers");
        if down > 0.0 {
            canvas.label(NOTE, Anchor::Left, (0.0, line + 18.0), "lost customers");
        }
        let thick = (self.column * 0.7).min(44.0);
        for (position, row) in self.rows.iter().enumerate() {
            let x = self.middle(position) - thick / 2.0;
            let mut so_far = 0.0;
            for (class, _, of) in STATES.iter().take(3) {
                let next = so_far + of(row) as f64;
                let bar = Area::new(x, scale.at(next), thick, scale.at(so_far) - scale.at(next));
                canvas.part(class, bar, !row.complete);
                so_far = next;
            }
            let lost = Area::new(x, line, thick, scale.at(-(row.lost as f64)) - line);
            canvas.part("loss", lost, !row.complete);
            let words = STATES.map(|(_, word, of)| format!("{word}: {}", number::count(of(row))));
            let area = Area::new(x, 10.0, thick, HIGH - 10.0);
            canvas.spot(area, format!("from {}\n{}", row.period, words.join("\n")));
        }
        canvas.line("axis", (LEFT, line), (self.x(self.rows.len()), line));
        chart.height = HIGH + 22.0;
    }

    /// Rows of numbers; those of the bars show what their colours mean.
    fn numbers(&self, chart: &mut Chart) {
        let canvas = &mut chart.canvas;
        let mut y = chart.height;
        let every = (74.0 / self.column).ceil() as usize;
        canvas.label(NOTE, Anchor::Left, (0.0, y), "period from");
        for (position, row) in self.rows.iter().enumerate().step_by(every.max(1)) {
            let x = if every > 1 { self.x(position) + 4.0 } else { self.middle(position) };
            let anchor = if every > 1 { Anchor::Left } else { Anchor::Middle };
            // The last one may not have the room of its neighbours.
            if every == 1 || x + NOTE.width(&row.period) <= self.x(self.rows.len()) {
                canvas.label(NOTE, anchor, (x, y), &row.period);
            }
        }
        canvas.line("rule", (0.0, y + 7.0), (self.x(self.rows.len()), y + 7.0));
        y += 24.0;
        let order = [2, 0, 1, 3];
        for (class, word, of) in order.into_iter().filter_map(|place| STATES.get(place)) {
            canvas.rect(class, Area::new(0.0, y - 9.0, 10.0, 10.0));
            canvas.label(SMALL, Anchor::Left, (16.0, y), word);
            for (position, row) in self.rows.iter().enumerate() {
                canvas.label(SMALL, Anchor::Middle, (self.middle(position), y), &number::count(of(row)));
            }
            y += 19.0;
        }
        type Rate = fn(&LifecycleRow) -> &crate::analysis::Estimate;
        let rates: [(&str, Rate); 2] =
            [("churn, %", |row| &row.churn), ("days active, %", |row| &row.stickiness)];
        canvas.line("rule", (0.0, y - 9.0), (self.x(self.rows.len()), y - 9.0));
        y += 8.0;
        for (word, of) in rates {
            canvas.label(SMALL, Anchor::Left, (16.0, y), word);
            for (position, row) in self.rows.iter().enumerate() {
                let rate = of(row);
                let text = rate.value.map_or_else(|| number::NONE.into(), number::percent_bare);
                let face = if rate.value.is_none() { NOTE } else { super::frame::weigh(SMALL, rate) };
                canvas.label(face, Anchor::Middle, (self.middle(position), y), &text);
                let area = Area::new(self.x(position), y - 12.0, self.column, 17.0);
                canvas.spot(
                    area,
                    format!("{word}, from {}\n{}", row.period, number::in_full(rate, Unit::Share)),
                );
            }
            y += 19.0;
        }
        chart.height = y - 8.0;
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Lifecycle;
    use crate::analysis::testing::log;
    use crate::model::Period;
    use crate::render::Drawn;

    #[test]
    fn bars_are_as_high_as_customers_are_many() {
        const DAY: i64 = 86_400;
        let mut events = vec![("ann", 0, "look"), ("bob", 0, "look"), ("cem", 0, "look"), ("dan", 0, "look")];
        events.extend([("ann", DAY, "look"), ("eve", DAY, "look"), ("ann", 2 * DAY, "look")]);
        let svg = log(&events).run(&Lifecycle::new(Period::Day)).unwrap().to_svg();
        let heights = |class: &str| -> Vec<f64> {
            let rects = svg.split("<rect ").filter(|rect| rect.starts_with(&format!("class=\"{class}\"")));
            let height = |rect: &str| rect.split("height=\"").nth(1)?.split('"').next()?.parse().ok();
            rects.filter_map(height).filter(|height| *height != 10.0).collect()
        };
        // Four active customers at most and three lost ones share a height of 230.
        assert_eq!(heights("h6"), [131.4, 32.9]);
        assert_eq!(heights("h3"), [32.9, 32.9]);
        assert_eq!(heights("loss"), [98.6, 32.9]);
        assert!(svg.contains("class=\"hatch\""), "the last day is not over");
    }
}
