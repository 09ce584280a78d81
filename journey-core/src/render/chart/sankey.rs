//! Step Sankey: a column an event, bands between them as thick as the journeys that take them.

use std::collections::BTreeMap;

use super::frame::{Chart, some};
use super::step_matrix::{SOURCE, facts, title};
use crate::analysis::{Estimate, StepMatrixReport, StepPlace, StepRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use crate::render::escape::isolate;
use crate::render::layered::{Edge, Gaps, Layout, Node, in_columns};
use crate::render::number;

/// Columns and touchpoints of a column drawn at most.
const STEPS: usize = 10;
const TOUCHPOINTS: usize = 8;
/// Share of all journeys of a touchpoint in a step that is drawn for itself, at least.
const LEAST: f64 = 0.01;
/// Height of all journeys together.
const ALL: f64 = 300.0;
/// Width of a block, and the room right of it.
const BLOCK: f64 = 10.0;
const ROOM: f64 = 152.0;
/// Width of what sticks out of a block where journeys begin or end.
const STUB: f64 = 10.0;
/// Height of the label of a block, and of the line that tells how many end there.
const LABEL: f64 = 32.0;
const ENDED: f64 = 15.0;
/// Height of the headings.
const TOP: f64 = 30.0;
const GAPS: Gaps = Gaps { node: 8.0, band: 0.0, port: 0.0 };

/// Blocks by step and touchpoint, or `None` for all others.
type Places<'a> = BTreeMap<(i64, Option<&'a str>), usize>;

/// Journeys at a place in a step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block<'a> {
    pub step: i64,
    /// The touchpoint, or `None` for all others.
    pub touchpoint: Option<&'a str>,
    pub customers: u64,
    /// Journeys that have not begun before this step.
    pub begun: u64,
    /// Journeys that are over after this step.
    pub ended: u64,
    /// Touchpoints that are together here.
    pub others: usize,
}

/// Journeys from a block to one of the next step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub from: usize,
    pub to: usize,
    pub customers: u64,
}

/// What is drawn.
#[derive(Debug, Default)]
pub(super) struct Flow<'a> {
    pub steps: Vec<i64>,
    pub blocks: Vec<Block<'a>>,
    pub bands: Vec<Band>,
    /// Steps that are not drawn.
    pub hidden: usize,
}

impl<'a> Flow<'a> {
    /// The steps about the anchor; in each the touchpoints with most journeys, all others together.
    pub(super) fn new(report: &'a StepMatrixReport) -> Self {
        let mut flow = Flow::default();
        (flow.steps, flow.hidden) = steps(report);
        let mut places = Places::new();
        for step in flow.steps.clone() {
            flow.column(report, step, &mut places);
        }
        flow.link(report, &places);
        flow
    }

    /// Adds the blocks of a step.
    fn column(&mut self, report: &'a StepMatrixReport, step: i64, places: &mut Places<'a>) {
        let here = || report.rows.iter().filter(|row| row.step == step);
        let named = |row: &'a StepRow| row.touchpoint.as_deref().map(|name| (name, row.customers));
        let mut rows: Vec<(&str, u64)> = here().filter_map(named).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.1));
        let enough = |row: &&(&str, u64)| row.1 as f64 >= LEAST * report.customers as f64;
        let own = rows.iter().take(TOUCHPOINTS).take_while(enough).count();
        let (own, others) = rows.split_at(own);
        for &(name, customers) in own {
            places.insert((step, Some(name)), self.blocks.len());
            self.blocks.push(Block { customers, ..Block::of(step, Some(name)) });
        }
        let rest = here().filter(|row| row.place == StepPlace::Other).map(|row| row.customers);
        let customers: u64 = others.iter().map(|row| row.1).chain(rest).sum();
        if customers > 0 {
            let names = others.iter().map(|row| Some(row.0)).chain([None]);
            places.extend(names.map(|name| ((step, name), self.blocks.len())));
            self.blocks.push(Block { customers, others: others.len(), ..Block::of(step, None) });
        }
    }

    fn link(&mut self, report: &StepMatrixReport, places: &Places<'_>) {
        let mut bands: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for link in &report.links {
            let from = places.get(&(link.step, link.source.as_deref())).filter(|_| inside(link.source_place));
            let to =
                places.get(&(link.step + 1, link.target.as_deref())).filter(|_| inside(link.target_place));
            match (from, to) {
                (Some(&from), Some(&to)) => *bands.entry((from, to)).or_default() += link.customers,
                (Some(&from), None) if link.target_place == StepPlace::Ended => {
                    self.blocks[from].ended += link.customers
                }
                (None, Some(&to)) if link.source_place == StepPlace::NotStarted => {
                    self.blocks[to].begun += link.customers
                }
                _ => {}
            }
        }
        self.bands = bands.into_iter().map(|((from, to), customers)| Band { from, to, customers }).collect();
    }
}

impl<'a> Block<'a> {
    fn of(step: i64, touchpoint: Option<&'a str>) -> Self {
        Self { step, touchpoint, customers: 0, begun: 0, ended: 0, others: 0 }
    }

    fn name(&self) -> &str {
        self.touchpoint.unwrap_or("Other")
    }

    /// Whether its label tells how many end there: one of ten at least.
    fn tells_end(&self) -> bool {
        self.ended > 0 && self.ended.saturating_mul(10) >= self.customers
    }

    fn label(&self) -> f64 {
        if self.tells_end() { LABEL + ENDED } else { LABEL }
    }
}

fn inside(place: StepPlace) -> bool {
    matches!(place, StepPlace::Touchpoint | StepPlace::Other)
}

/// Steps with any event, those nearest to the anchor, and how many are left out.
fn steps(report: &StepMatrixReport) -> (Vec<i64>, usize) {
    let mut steps: Vec<i64> =
        report.rows.iter().filter(|row| inside(row.place)).map(|row| row.step).collect();
    steps.sort_unstable();
    steps.dedup();
    let anchor = steps.iter().take_while(|step| **step < 0).count();
    let before = anchor.min((STEPS / 2).max(STEPS.saturating_sub(steps.len() - anchor)));
    let shown: Vec<i64> = steps.iter().copied().skip(anchor - before).take(STEPS).collect();
    let hidden = steps.len() - shown.len();
    (shown, hidden)
}

/// The picture of the links of a step matrix.
pub(super) fn chart(report: &StepMatrixReport) -> Chart {
    let flow = Flow::new(report);
    let scale = ALL / report.customers.max(1) as f64;
    let nodes: Vec<Node> = flow
        .blocks
        .iter()
        .map(|block| Node {
            height: (block.customers as f64 * scale).max(block.label()),
            first: block.begun as f64 * scale,
            last: block.ended as f64 * scale,
            low: block.touchpoint.is_none(),
        })
        .collect();
    let edge = |band: &Band| Edge { from: band.from, to: band.to, thickness: band.customers as f64 * scale };
    let edges: Vec<Edge> = flow.bands.iter().map(edge).collect();
    let column =
        |block: &Block<'_>| flow.steps.iter().position(|step| *step == block.step).unwrap_or_default();
    let columns: Vec<usize> = flow.blocks.iter().map(column).collect();
    let layout = in_columns(&nodes, &edges, GAPS, &columns);
    let picture = Picture { flow: &flow, layout: &layout, all: report.customers, scale };
    let (canvas, width) = picture.draw();
    Chart {
        title: title(report),
        facts: facts(report),
        canvas,
        width,
        height: TOP + layout.height,
        notes: notes(&flow),
        source: SOURCE,
        ..Chart::default()
    }
}

fn notes(flow: &Flow<'_>) -> Vec<String> {
    let least = number::percent(LEAST);
    let mut notes = vec![format!(
        "Each column is an event; bands and blocks are as thick as their journeys. Stubs at the right, grey: journeys that \
         are over; at the left: journeys that begin. Touchpoints beyond the {TOUCHPOINTS} most frequent ones of a step, or \
         with fewer than {least} of the journeys, are Other."
    )];
    if flow.hidden > 0 {
        let hidden = some(flow.hidden as u64, "steps");
        notes.push(format!("Not drawn: {hidden} farther from the anchor, all of them in the table."));
    }
    notes
}

struct Picture<'a> {
    flow: &'a Flow<'a>,
    layout: &'a Layout,
    all: u64,
    scale: f64,
}

impl Picture<'_> {
    fn draw(&self) -> (Canvas, f64) {
        let mut canvas = Canvas::default();
        for (position, step) in self.flow.steps.iter().enumerate() {
            let text = match step {
                0 => "step 0".into(),
                -1 => "1 event before".into(),
                1 => "1 event after".into(),
                _ if *step < 0 => format!("{} before", step.unsigned_abs()),
                _ => format!("{step} after"),
            };
            let face = if *step == 0 { SMALL.bold() } else { NOTE };
            canvas.label(face, Anchor::Left, (self.left(position), 12.0), &text);
        }
        for segment in &self.layout.segments {
            let band = &self.flow.bands[segment.edge];
            let (from, to) = self.layout.ends(segment);
            let column = self.layout.items[segment.left].column;
            let (left, right) = (self.left(column) + BLOCK, self.left(column + 1));
            let middle = (left + right) / 2.0;
            let path = Path::from(left, TOP + from).bend(
                (middle, TOP + from),
                (middle, TOP + to),
                (right, TOP + to),
            );
            canvas.told("move", &path, band.customers as f64 * self.scale, &self.explain(band));
        }
        for at in 0..self.flow.blocks.len() {
            self.block(&mut canvas, at);
        }
        (canvas, self.left(self.flow.steps.len()))
    }

    /// Left edge of a column.
    fn left(&self, column: usize) -> f64 {
        STUB + column as f64 * (BLOCK + ROOM)
    }

    fn block(&self, canvas: &mut Canvas, at: usize) {
        let (block, item) = (&self.flow.blocks[at], &self.layout.items[at]);
        let (x, y) = (self.left(item.column), TOP + item.y);
        let height = block.customers as f64 * self.scale;
        let area = Area::new(x, y - height / 2.0, BLOCK, height);
        canvas.rect(if block.touchpoint.is_some() { "fgood" } else { "fmute" }, area);
        for (customers, class, x, place) in [
            (block.begun, "band", x - STUB, self.layout.firsts[at]),
            (block.ended, "open", x + BLOCK, self.layout.lasts[at]),
        ] {
            let thickness = customers as f64 * self.scale;
            canvas.rect(class, Area::new(x, y + place - thickness / 2.0, STUB, thickness));
        }
        let (left, width) = (x + BLOCK + STUB + 4.0, ROOM - STUB - 18.0);
        let share = Estimate::share(block.customers, self.all, "customers with the anchor");
        let percent = number::percent(share.value.unwrap_or_default());
        let (name, top) = (block.name(), y - block.label() / 2.0 + 1.0);
        canvas.block(SMALL.bold(), (left, top), width, 1, name);
        let text = format!("{} · {percent}", number::about(block.customers));
        canvas.block(SMALL, (left, top + 15.0), width, 1, &text);
        if block.tells_end() {
            canvas.block(
                SMALL,
                (left, top + 30.0),
                width,
                1,
                &format!("{} end here", number::about(block.ended)),
            );
        }
        let (full, customers) = (number::in_full(&share, Unit::Share), some(block.customers, "customers"));
        let others = match block.others {
            0 => String::new(),
            n => format!("\n{} and all that the report has as other", some(n as u64, "touchpoints")),
        };
        let (begun, ended) = (some(block.begun, "journeys"), number::count(block.ended));
        let tip =
            format!("{}\n{customers}: {full}\n{begun} begin here, {ended} end here{others}", isolate(name));
        canvas.spot(area, &tip);
        canvas.spot(Area::new(left, top, width, block.label()), tip);
    }

    fn explain(&self, band: &Band) -> String {
        let (from, to) = (&self.flow.blocks[band.from], &self.flow.blocks[band.to]);
        let share = Estimate::share(band.customers, from.customers, "customers at the source in this step");
        let (names, customers) =
            ([from, to].map(|block| isolate(block.name())), some(band.customers, "customers"));
        format!("{} → {}\n{customers}\n{}", names[0], names[1], number::in_full(&share, Unit::Share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::StepMatrix;
    use crate::analysis::testing::log;
    use proptest::prelude::*;

    const NAMES: [&str; 14] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"];

    proptest! {
        #[test]
        fn as_many_come_as_go(
            events in prop::collection::vec((0..8_usize, 0..14_usize), 1..120),
            before in 0..7_usize, after in 0..14_usize, top in 1..15_usize,
        ) {
            let mut events: Vec<_> = events.iter().zip(0..).map(|((who, what), time)| (NAMES[*who], time, NAMES[*what])).collect();
            events.extend([("p", 900, "a"), ("p", 901, "b")]);
            let log = log(&events);
            let report = log.run(&StepMatrix::around("(a|b)".parse().unwrap()).before(before).after(after).top(top)).unwrap();
            let flow = Flow::new(&report);
            let (first, last) = (flow.steps.first(), flow.steps.last());
            for (at, block) in flow.blocks.iter().enumerate() {
                let sum = |here: &dyn Fn(&Band) -> bool| -> u64 {
                    flow.bands.iter().filter(|band| here(band)).map(|band| band.customers).sum()
                };
                if Some(&block.step) != first {
                    prop_assert_eq!(sum(&|band| band.to == at) + block.begun, block.customers);
                }
                if Some(&block.step) != last {
                    prop_assert_eq!(sum(&|band| band.from == at) + block.ended, block.customers);
                }
            }
        }
    }
}
