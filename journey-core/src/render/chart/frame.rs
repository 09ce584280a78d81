//! The frame of every chart: title, what it is about, the drawing, notes and source; and what charts have in common.

use super::Drawing;
use crate::analysis::Estimate;
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, LARGE, MEDIUM, NOTE, Path, SMALL};
use crate::render::scale::Linear;
use crate::render::text::{Tone, Type, fit};
use crate::render::{escape, number, palette, svg};

/// Margin around a page.
const EDGE: f64 = 24.0;
/// Least width of a drawing, so that titles have room.
const LEAST: f64 = 812.0;

/// A chart under construction.
#[derive(Debug, Default)]
pub(crate) struct Chart {
    /// What it shows, in words and with its most important number.
    pub title: String,
    /// What the numbers are about: populations and denominators.
    pub facts: String,
    /// The drawing itself, from (0, 0).
    pub canvas: Canvas,
    /// Width of the drawing.
    pub width: f64,
    /// Height of the drawing.
    pub height: f64,
    /// Whether it is one column, which a phone can show; others are wider.
    pub column: bool,
    /// What a screen reader tells beside title and facts, a line a row.
    pub told: Vec<String>,
    /// How to read it, and what was left out.
    pub notes: Vec<String>,
    /// What the numbers come from, such as `Funnel of the event log`.
    pub source: &'static str,
}

impl Chart {
    /// A chart without anything to draw: what is missing, in words.
    pub(crate) fn missing(title: impl Into<String>, needs: impl Into<String>, source: &'static str) -> Self {
        Self { title: title.into(), facts: needs.into(), source, ..Self::default() }
    }

    /// Explains a place on hover, and to a screen reader.
    pub(crate) fn tell(&mut self, area: Area, text: String) {
        self.told.push(text.replace('\n', "; "));
        self.canvas.spot(area, text);
    }

    /// The picture.
    pub(crate) fn finish(self) -> Drawing {
        let (width, edge) =
            if self.column { (self.width, EDGE - 8.0) } else { (self.width.max(LEAST), EDGE) };
        let most = if self.column { 6 } else { 4 };
        let mut page = Canvas::default();
        let mut y = edge;
        y += page.block(LARGE.bold(), (edge, y), width, most, &self.title) + 4.0;
        y += page.block(MEDIUM.tone(Tone::Mute), (edge, y), width, most, &self.facts) + 18.0;
        page.place(self.canvas, edge, y);
        y += self.height + if self.height > 0.0 { 12.0 } else { 0.0 };
        for note in self.notes {
            y += page.block(NOTE, (edge, y), width, most, &note);
        }
        let source =
            format!("{} · intervals are 95\u{202f}% · journey {}", self.source, env!("CARGO_PKG_VERSION"));
        y += page.block(NOTE, (edge, y), width, 2, &source);
        let area = Area::new(0.0, 0.0, width + 2.0 * edge, y + edge);
        let told = [self.facts].into_iter().chain(self.told).collect::<Vec<String>>().join("\n");
        let told = format!("<desc>{}</desc>", escape::markup(&told));
        let style = format!("<style>{}</style>", palette::standalone());
        let sheet = svg::sheet(&page, &area);
        let svg = [svg::open("jn", &area, &self.title), told, style, sheet, "</svg>\n".into()];
        Drawing { svg: svg.concat() }
    }
}

impl Canvas {
    /// One line that is cut with an ellipsis where it does not fit, and then explains itself.
    pub(crate) fn fitted(&mut self, face: Type, anchor: Anchor, at: (f64, f64), width: f64, text: &str) {
        let fitted = fit(text, face, width, 1);
        let line = fitted.lines.first().map_or("", String::as_str);
        self.label(face, anchor, at, line);
        if fitted.cut {
            let left = match anchor {
                Anchor::Left => at.0,
                Anchor::Middle => at.0 - width / 2.0,
                Anchor::Right => at.0 - width,
            };
            self.spot(Area::new(left, at.1 - face.points(), width, face.line_height()), text);
        }
    }

    /// A value as a dot, with its interval as a line; grey and hollow if its sample is small.
    pub(crate) fn dot(&mut self, estimate: &Estimate, scale: Linear, y: f64) {
        if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
            self.line("range", (scale.at(low), y), (scale.at(high), y));
        }
        if let Some(value) = estimate.value {
            self.circle(if estimate.small_sample { "weak" } else { "fgood" }, (scale.at(value), y), 4.0);
        }
    }

    /// The same upright.
    pub(crate) fn upright(&mut self, estimate: &Estimate, scale: Linear, x: f64) {
        if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
            self.line("range", (x, scale.at(low)), (x, scale.at(high)));
        }
        if let Some(value) = estimate.value {
            self.circle(if estimate.small_sample { "weak" } else { "fgood" }, (x, scale.at(value)), 4.0);
        }
    }

    /// A cell of a heat map: the share as a number on a shade; without shade and grey if its sample is small, and hatched
    /// if it is `partial`. An infinite `highest` leaves the shade out.
    pub(crate) fn cell(&mut self, area: Area, estimate: &Estimate, highest: f64, partial: bool) {
        let inner = Area::new(area.x + 0.5, area.y + 0.5, area.width - 1.0, area.height - 1.0);
        let value = estimate.value.unwrap_or_default();
        let class = shade(value, highest);
        let face = match (estimate.small_sample, class) {
            (true, _) => NOTE,
            (_, Some("h6" | "h7")) => SMALL.tone(Tone::On),
            (_, Some(_)) => SMALL,
            (_, None) => NOTE,
        };
        if let Some(class) = class.filter(|_| !estimate.small_sample) {
            self.part(class, inner, partial);
        }
        let text = estimate.value.map_or_else(|| number::NONE.into(), number::percent_bare);
        let middle = (area.x + area.width / 2.0, area.y + area.height / 2.0 + 4.0);
        self.label(face, Anchor::Middle, middle, &text);
    }

    /// A rectangle, hatched if it is `partial`.
    pub(crate) fn part(&mut self, class: &str, area: Area, partial: bool) {
        if area.width > 0.0 && area.height > 0.0 {
            self.rect(class, area);
            if partial {
                self.path("hatch", &hatch(area));
            }
        }
    }

    /// The heading of a column in lines above each other, the last one at `y`.
    pub(crate) fn heading(&mut self, anchor: Anchor, at: (f64, f64), lines: &[&str]) {
        for (row, line) in lines.iter().rev().enumerate() {
            self.label(NOTE, anchor, (at.0, at.1 - row as f64 * 15.0), line);
        }
    }
}

/// The shade of a share, from none for nothing to the strongest for the highest one.
pub(crate) fn shade(share: f64, highest: f64) -> Option<&'static str> {
    const SHADES: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "h7"];
    if highest.is_infinite() {
        return Some("tint").filter(|_| share > 0.0);
    }
    let place = (share / highest.max(f64::MIN_POSITIVE) * SHADES.len() as f64).ceil() - 1.0;
    (share > 0.0).then(|| SHADES.get(place as usize).copied().unwrap_or("h7"))
}

/// Slanted lines within an area.
fn hatch(area: Area) -> Path {
    let Area { x, y, width, height } = area;
    let mut path = Path::default();
    let mut at = 6.0;
    while at < width + height {
        let (low, high) = ((at - width).max(0.0), at.min(height));
        path = path.go(x + at - low, y + low).to(x + at - high, y + high);
        at += 6.0;
    }
    path
}

/// Value and interval of a share as text, grey if its sample is small.
pub(crate) fn share(estimate: &Estimate) -> (Type, String) {
    (weigh(SMALL, estimate), number::short(estimate, Unit::Share).replace("under ", "<"))
}

/// The type of a number: grey if its sample is small.
pub(crate) fn weigh(face: Type, estimate: &Estimate) -> Type {
    if estimate.small_sample { face.tone(Tone::Mute) } else { face }
}

/// `1 customer`, `2 customers`; names of units are given in the plural.
pub(crate) fn some(n: u64, units: &str) -> String {
    let unit = if n == 1 { units.strip_suffix('s').unwrap_or(units) } else { units };
    format!("{}\u{a0}{unit}", number::count(n))
}

/// What is counted: the first word of a denominator, such as `customers`.
pub(crate) fn unit(estimate: &Estimate) -> &str {
    estimate.denominator.split(' ').next().filter(|word| !word.is_empty()).unwrap_or("customers")
}

/// The line that says how many rows are not drawn.
pub(crate) fn more(hidden: usize, units: &str) -> Option<String> {
    let unit = if hidden == 1 { units.strip_suffix('s').unwrap_or(units) } else { units };
    (hidden > 0)
        .then(|| format!("… and {} more {unit}, all of them in the table.", number::count(hidden as u64)))
}
