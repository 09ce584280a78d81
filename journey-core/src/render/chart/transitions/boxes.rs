//! Boxes: a touchpoint with its customers, where journeys begin and end, and how many repeat it.

use std::fmt::Write as _;

use super::select::Shown;
use super::{BOX, Picture, explain};
use crate::render::canvas::{Area, Canvas, MEDIUM, SMALL, coordinate};
use crate::render::chart::frame::some;
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::text::{Type, fit};

/// Space between the edge of a box and its text.
const PAD: f64 = 8.0;
/// Shares of customers from which on beginnings, ends and repetitions are told in the box.
const TOLD: f64 = 0.02;
const NAME: Type = MEDIUM.bold();

/// Height of a box for what it says.
pub(super) fn height(shown: &Shown<'_>, at: usize) -> f64 {
    let name = fit(&shown.nodes[at].touchpoint, NAME, BOX - 2.0 * PAD, 3).lines.len().max(1);
    name as f64 * NAME.line_height() + lines(shown, at).len() as f64 * SMALL.line_height() + PAD
}

/// What a box says beneath its name.
fn lines(shown: &Shown<'_>, at: usize) -> Vec<String> {
    let node = &shown.nodes[at];
    let all = shown.customers.max(1) as f64;
    let share = |count: u64| count as f64 / all;
    let mut lines =
        vec![format!("{} · {}", number::about(node.customers), number::percent(share(node.customers)))];
    if share(node.starts) >= TOLD {
        lines.push(format!("{} begin here", number::about(node.starts)));
    }
    if let Some(again) = shown.again[at].as_ref().filter(|again| shown.share(again.size) >= TOLD) {
        let words = if shown.traversals { "repetitions" } else { "repeat it" };
        lines.push(format!("{} {words}", number::about(again.size)));
    }
    if share(node.ends) >= TOLD {
        lines.push(format!("{} end here", number::about(node.ends)));
    }
    lines
}

/// Draws a box: the more customers, the stronger its ground.
pub(super) fn draw(canvas: &mut Canvas, picture: &Picture<'_>, at: usize) {
    let (shown, item) = (picture.shown, &picture.layout.items[at]);
    let node = &shown.nodes[at];
    let area = Area::new(picture.columns[item.column], item.y - item.above, BOX, item.above + item.below);
    canvas.rect("paper", area);
    let share = node.customers as f64 / shown.customers.max(1) as f64;
    let [x, y, w, h] = [area.x, area.y, area.width, area.height].map(coordinate);
    let strength = 0.25 + 0.75 * share.min(1.0);
    let _ = write!(
        canvas.svg,
        r#"<rect class="band" style="fill-opacity:{strength:.2}" x="{x}" y="{y}" width="{w}" height="{h}"/>"#
    );
    let mut y = area.y + (area.height - height(shown, at)) / 2.0 + PAD / 2.0;
    y += canvas.block(NAME, (area.x + PAD, y), BOX - 2.0 * PAD, 3, &node.touchpoint);
    for text in lines(shown, at) {
        y += canvas.block(SMALL, (area.x + PAD, y), BOX - 2.0 * PAD, 1, &text);
    }
    let mut tip = format!(
        "{}\n{}, {} of all; {}\n{} begin here, {} end here",
        isolate(&node.touchpoint),
        some(node.customers, "customers"),
        number::percent(share),
        some(node.count, "events"),
        some(node.starts, "journeys"),
        number::count(node.ends)
    );
    if let Some(again) = &shown.again[at] {
        let _ = write!(tip, "\n{}", explain(again));
    }
    canvas.spot(area, tip);
}
