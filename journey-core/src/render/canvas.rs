//! The few drawing helpers that every picture is made of.

use std::fmt::Write as _;

use super::escape;
use super::text::{Fitted, Size, Tone, Type, fit, is_rtl};

/// A rectangle: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// From left, top, width and height.
    pub(crate) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }
}

/// Where the point of a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// At its left end.
    Left,
    /// In its middle.
    Middle,
    /// At its right end.
    Right,
}

/// A place that explains itself on hover and focus.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spot {
    /// Where.
    pub area: Area,
    /// What to say; lines are kept.
    pub text: String,
}

/// SVG under construction.
#[derive(Debug, Clone, Default)]
pub(crate) struct Canvas {
    /// Elements so far.
    pub svg: String,
    /// Places that explain themselves.
    pub spots: Vec<Spot>,
}

/// A coordinate with one decimal at most.
pub(crate) fn coordinate(value: f64) -> String {
    let text = format!("{:.1}", if value.is_finite() { value } else { 0.0 });
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.into() }
}

impl Canvas {
    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(coordinate);
        let _ = write!(self.svg, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#);
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, class: &str, area: Area) {
        let [x, y, w, h] = [area.x, area.y, area.width.max(0.0), area.height.max(0.0)].map(coordinate);
        let _ = write!(self.svg, r#"<rect class="{class}" x="{x}" y="{y}" width="{w}" height="{h}"/>"#);
    }

    /// A circle.
    pub(crate) fn circle(&mut self, class: &str, center: (f64, f64), radius: f64) {
        let [x, y, r] = [center.0, center.1, radius].map(coordinate);
        let _ = write!(self.svg, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{r}"/>"#);
    }

    /// A path of moves, lines and curves.
    pub(crate) fn path(&mut self, class: &str, path: &Path) {
        let _ = write!(self.svg, r#"<path class="{class}" d="{}"/>"#, path.0);
    }

    /// A path with a stated thickness.
    pub(crate) fn stroke(&mut self, class: &str, path: &Path, thickness: f64) {
        let thickness = coordinate(thickness);
        let _ =
            write!(self.svg, r#"<path class="{class}" style="stroke-width:{thickness}" d="{}"/>"#, path.0);
    }

    /// A path with a stated thickness that explains itself.
    pub(crate) fn told(&mut self, class: &str, path: &Path, thickness: f64, text: &str) {
        let (thickness, text) = (coordinate(thickness), escape::markup(text));
        let _ = write!(
            self.svg,
            r#"<path class="{class}" style="stroke-width:{thickness}" d="{}"><title>{text}</title></path>"#,
            path.0
        );
    }

    /// One line of text, not wrapped. The caller has made sure that it fits.
    pub(crate) fn label(&mut self, face: Type, anchor: Anchor, at: (f64, f64), text: &str) {
        self.text(&face.classes(), anchor, at, text);
    }

    /// Like [`label`](Self::label), with a halo that keeps lines behind it apart.
    pub(crate) fn label_over(&mut self, face: Type, anchor: Anchor, at: (f64, f64), text: &str) {
        self.text(&format!("{} over", face.classes()), anchor, at, text);
    }

    fn text(&mut self, classes: &str, anchor: Anchor, at: (f64, f64), text: &str) {
        let anchor = match anchor {
            Anchor::Left => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::Right => r#" text-anchor="end""#,
        };
        let (x, y) = (coordinate(at.0), coordinate(at.1));
        let text = escape::markup(&escape::line(text));
        let _ = write!(self.svg, r#"<text class="{classes}"{anchor} x="{x}" y="{y}">{text}</text>"#);
    }

    /// Text wrapped into a box of a width and at most `most` lines; what is cut stays available on hover.
    /// Returns the height used.
    pub(crate) fn block(&mut self, face: Type, at: (f64, f64), width: f64, most: usize, text: &str) -> f64 {
        let fitted = fit(text, face, width, most);
        let height = fitted.lines.len() as f64 * face.line_height();
        self.lines(face, at, width, &fitted);
        if fitted.cut {
            self.spot(Area::new(at.0, at.1, width, height), escape::line(text));
        }
        height
    }

    /// Lines of one text, the top of the first at `at`; right-aligned if the text runs from right to left.
    fn lines(&mut self, face: Type, at: (f64, f64), width: f64, fitted: &Fitted) {
        if fitted.lines.is_empty() {
            return;
        }
        let rtl = is_rtl(&fitted.lines.concat());
        let x = coordinate(if rtl { at.0 + width } else { at.0 });
        let direction = if rtl { r#" direction="rtl""# } else { "" };
        let _ = write!(
            self.svg,
            r#"<text class="{}"{direction} data-width="{}">"#,
            face.classes(),
            coordinate(width)
        );
        for (row, line) in fitted.lines.iter().enumerate() {
            let y = coordinate(at.1 + row as f64 * face.line_height() + face.line_height() * 0.76);
            let _ = write!(self.svg, r#"<tspan x="{x}" y="{y}">{}</tspan>"#, escape::markup(line));
        }
        self.svg.push_str("</text>");
    }

    /// The number of a finding in a filled circle.
    pub(crate) fn marker(&mut self, center: (f64, f64), number: u32) {
        self.circle("fbad", center, 8.0);
        let (x, y) = (coordinate(center.0), coordinate(center.1 + 4.0));
        let _ =
            write!(self.svg, r#"<text class="s b on" text-anchor="middle" x="{x}" y="{y}">{number}</text>"#);
    }

    /// Marks a place that explains itself.
    pub(crate) fn spot(&mut self, area: Area, text: impl Into<String>) {
        self.spots.push(Spot { area, text: text.into() });
    }

    /// Adds another drawing, moved.
    pub(crate) fn place(&mut self, other: Self, x: f64, y: f64) {
        if !other.svg.is_empty() {
            let _ = write!(
                self.svg,
                r#"<g transform="translate({} {})">{}</g>"#,
                coordinate(x),
                coordinate(y),
                other.svg
            );
        }
        for mut spot in other.spots {
            spot.area.x += x;
            spot.area.y += y;
            self.spots.push(spot);
        }
    }
}

/// The path of a shape.
#[derive(Debug, Clone, Default)]
pub(crate) struct Path(String);

impl Path {
    /// A path from a point.
    pub(crate) fn from(x: f64, y: f64) -> Self {
        Self::default().go(x, y)
    }

    /// On to a point without a line.
    #[must_use]
    pub(crate) fn go(mut self, x: f64, y: f64) -> Self {
        let _ = write!(self.0, "M{} {}", coordinate(x), coordinate(y));
        self
    }

    /// A straight line to a point.
    #[must_use]
    pub(crate) fn to(mut self, x: f64, y: f64) -> Self {
        let _ = write!(self.0, "L{} {}", coordinate(x), coordinate(y));
        self
    }

    /// A curve to a point, bent towards two others.
    #[must_use]
    pub(crate) fn bend(mut self, a: (f64, f64), b: (f64, f64), to: (f64, f64)) -> Self {
        let [ax, ay, bx, by, x, y] = [a.0, a.1, b.0, b.1, to.0, to.1].map(coordinate);
        let _ = write!(self.0, "C{ax} {ay} {bx} {by} {x} {y}");
        self
    }

    /// Closes the shape.
    #[must_use]
    pub(crate) fn close(mut self) -> Self {
        self.0.push('Z');
        self
    }
}

/// Plain small type, the usual one in cells.
pub(crate) const SMALL: Type = Type::new(Size::Small);
/// Plain medium type.
pub(crate) const MEDIUM: Type = Type::new(Size::Medium);
/// Plain large type.
pub(crate) const LARGE: Type = Type::new(Size::Large);
/// Small and grey, for notes.
pub(crate) const NOTE: Type = SMALL.tone(Tone::Mute);
