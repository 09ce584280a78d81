//! A picture that stands alone: one SVG that fits a page, with its head, its style and its explanations.

use std::fmt::Write as _;

use super::canvas::{Area, Canvas, LARGE, MEDIUM, NOTE, SMALL};
use super::scene::{Band, LABEL, MARGIN, Picture, Scene};
use super::text::Tone;
use super::{escape, head, palette};

/// Margin around a page.
const MARGINS: f64 = 24.0;
/// Width and height of A3 without its margins, in CSS pixels.
const PAGE: (f64, f64) = (1512.0, 1046.0);

/// Drawing of a view on one page, with its size. Long journeys are cut into bands below each other, and columns
/// made as wide as lets the letters be largest.
pub(crate) fn page(scene: &Scene<'_>) -> (Canvas, Area) {
    const WIDTHS: [f64; 5] = [136.0, 160.0, 190.0, 230.0, 280.0];
    let most = scene.columns.len().div_ceil(6).clamp(1, 6);
    let mut best: Option<(f64, Canvas, Area)> = None;
    for (bands, width) in (1..=most).flat_map(|bands| WIDTHS.map(|width| (bands, width))) {
        let (canvas, area) = with_bands(scene, bands, width);
        let scale = (PAGE.0 / area.width).min(PAGE.1 / area.height).min(1.4);
        if best.as_ref().is_none_or(|found| scale > found.0 * 1.02) {
            best = Some((scale, canvas, area));
        }
    }
    best.map_or_else(|| with_bands(scene, 1, scene.column_width()), |(_, canvas, area)| (canvas, area))
}

/// The page with its columns cut into bands below each other.
fn with_bands(scene: &Scene<'_>, bands: usize, width: f64) -> (Canvas, Area) {
    let length = scene.columns.len().div_ceil(bands).max(1);
    let body = (LABEL + width * length.min(scene.columns.len()) as f64 + MARGIN).max(860.0);
    let mut canvas = Canvas::default();
    let mut y = MARGINS + title(&mut canvas, scene, body);
    for (position, columns) in scene.columns.chunks(length).enumerate() {
        let last = (position + 1) * length >= scene.columns.len();
        let picture = Picture::of(&Band { scene, columns, width, last });
        let height = picture.height;
        canvas.place(picture.whole().0, MARGINS, y);
        y += height + if last { 0.0 } else { 26.0 };
    }
    let source = format!("{} · journey {}", scene.source(), scene.measured.provenance.version);
    y += canvas.block(NOTE, (MARGINS, y), body, 1, &source);
    (canvas, Area::new(0.0, 0.0, body + 2.0 * MARGINS, y + MARGINS))
}

/// Name, facts, title and the three worst findings; the height used.
fn title(canvas: &mut Canvas, scene: &Scene<'_>, width: f64) -> f64 {
    let x = MARGINS;
    let view = scene.view.persona.is_some().then(|| format!(" — {}", escape::isolate(&scene.view.name)));
    let name = format!("{}{}", escape::isolate(&scene.measured.map.name), view.unwrap_or_default());
    let mut y = MARGINS;
    y += canvas.block(MEDIUM.bold(), (x, y), width, 2, &name) + 2.0;
    y += canvas.block(LARGE.bold(), (x, y), width, 3, &head::title(scene)) + 4.0;
    y += canvas.block(SMALL.tone(Tone::Mute), (x, y), width, 2, &head::facts(scene).join(" · ")) + 12.0;
    let third = (width - 48.0) / 3.0;
    let mut used: f64 = 0.0;
    for (position, finding) in scene.findings.iter().take(3).enumerate() {
        let left = x + position as f64 * (third + 24.0);
        canvas.marker((left + 8.0, y + 9.0), finding.rank);
        let text = head::sentence(scene, finding);
        used = used.max(canvas.block(MEDIUM, (left + 22.0, y), third - 22.0, 3, &text));
    }
    if scene.findings.is_empty() {
        used = canvas.block(MEDIUM, (x, y), width, 2, head::no_findings(scene));
    }
    y + used + 20.0 - MARGINS
}

/// The SVG document of a view.
pub(crate) fn document(scene: &Scene<'_>) -> String {
    let (canvas, area) = page(scene);
    let name = format!("{}: {}", scene.measured.map.name, head::title(scene));
    let mut out = open("jn", &area, &name);
    let _ = write!(out, "<style>{}</style>", palette::standalone());
    out.push_str(&sheet(&canvas, &area));
    out.push_str("</svg>\n");
    out
}

/// Opening tag of a picture with a name.
pub(crate) fn open(class: &str, area: &Area, name: &str) -> String {
    let (width, height) = (super::canvas::coordinate(area.width), super::canvas::coordinate(area.height));
    let name = escape::markup(name);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="{class}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{name}">"#
    )
}

/// Ground, drawing and explanations.
pub(crate) fn sheet(canvas: &Canvas, area: &Area) -> String {
    let mut ground = Canvas::default();
    ground.rect("paper", *area);
    let mut out = ground.svg;
    out.push_str(&canvas.svg);
    for spot in &canvas.spots {
        let [x, y, w, h] =
            [spot.area.x, spot.area.y, spot.area.width, spot.area.height].map(super::canvas::coordinate);
        let text = escape::markup(&spot.text);
        let _ = write!(
            out,
            r#"<rect class="spot" x="{x}" y="{y}" width="{w}" height="{h}"><title>{text}</title></rect>"#
        );
    }
    out
}
