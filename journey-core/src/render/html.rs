//! One HTML file that shows a measured map anywhere: no network, no script.

use std::fmt::Write as _;

use super::canvas::{Area, Spot, coordinate};
use super::details::{Sheet, sheets};
use super::escape::{isolate, line, markup};
use super::scene::{LABEL, Picture, Scene};
use super::{head, number, palette, style, svg};
use crate::measure::MeasuredMap;

/// The whole document.
pub(crate) fn document(measured: &MeasuredMap) -> String {
    let scenes: Vec<Scene<'_>> = measured.views.iter().map(|view| Scene::new(measured, view)).collect();
    let mut out = String::with_capacity(200_000);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" \
         content=\"light dark\">\n<title>{}</title>\n<style>{}{}{}</style>\n</head>\n<body class=\"jn\">\n",
        markup(&line(&measured.map.name)),
        style::page(),
        palette::PICTURE,
        switches(scenes.len())
    );
    header(&mut out, measured);
    tabs(&mut out, &scenes);
    for (position, scene) in scenes.iter().enumerate() {
        view(&mut out, position, scene);
    }
    footer(&mut out, measured);
    out.push_str("</body>\n</html>\n");
    out
}

/// Rules that show the view whose tab is chosen.
fn switches(views: usize) -> String {
    let mut out = String::new();
    for view in 0..views {
        let _ = write!(out, "#t{view}:checked~#v{view}{{display:block}}");
    }
    out
}

fn header(out: &mut String, measured: &MeasuredMap) {
    let map = &measured.map;
    let _ = write!(out, "<header>\n<h1 dir=\"auto\">{}</h1>\n", markup(&line(&map.name)));
    let objective = map.objective.iter().cloned();
    let owner = map.owner.iter().map(|owner| format!("Owner: {owner}"));
    let parts: Vec<String> = objective.chain(owner).collect();
    for part in parts {
        let _ = writeln!(out, "<p class=\"mute\" dir=\"auto\">{}</p>", markup(&line(&part)));
    }
    out.push_str("</header>\n");
}

/// One tab a view; radio buttons, so that no script is needed.
fn tabs(out: &mut String, scenes: &[Scene<'_>]) {
    if scenes.len() < 2 {
        out.push_str(
            "<input class=\"tab\" type=\"radio\" name=\"view\" id=\"t0\" checked aria-label=\"Everybody\">\n",
        );
        return;
    }
    for (position, scene) in scenes.iter().enumerate() {
        let checked = if position == 0 { " checked" } else { "" };
        let _ = writeln!(
            out,
            "<input class=\"tab\" type=\"radio\" name=\"view\" id=\"t{position}\"{checked}><label for=\"t{position}\">\
             <bdi>{}</bdi> <span class=\"mute\">{}</span></label>",
            markup(&line(&scene.view.name)),
            number::about(scene.view.customers)
        );
    }
}

/// A view: title, findings, picture, page for print, tables.
fn view(out: &mut String, position: usize, scene: &Scene<'_>) {
    let _ = writeln!(out, "<section class=\"view\" id=\"v{position}\">");
    let _ = writeln!(out, "<h2>{}</h2>", markup(&line(&head::title(scene))));
    let _ = writeln!(out, "<p class=\"mute\">{}</p>", markup(&head::facts(scene).join(" · ")));
    persona(out, scene);
    findings(out, scene);
    if !scene.columns.is_empty() {
        picture(out, position, scene);
    }
    out.push_str("<details><summary>All numbers as tables</summary>\n");
    sheets(scene).iter().for_each(|sheet| table(out, sheet));
    out.push_str("</details>\n");
    let (canvas, area) = svg::page(scene);
    let page = svg::open("page", &area, &format!("{}: {}", scene.measured.map.name, scene.view.name));
    let _ = writeln!(
        out,
        "{page}{}</svg>\n</section>",
        svg::sheet(&super::canvas::Canvas { spots: Vec::new(), ..canvas }, &area)
    );
}

/// Who a persona is.
fn persona(out: &mut String, scene: &Scene<'_>) {
    let Some(id) = &scene.view.persona else { return };
    let Some(persona) = scene.measured.map.personas.iter().find(|persona| persona.id == *id) else { return };
    let list =
        |name: &str, items: &[String]| (!items.is_empty()).then(|| format!("{name}: {}", items.join("; ")));
    let parts = [
        persona.description.clone(),
        list("Goals", &persona.goals),
        list("Pains", &persona.pains),
        list("Prefers", &persona.preferred_channels),
    ];
    for part in parts.into_iter().flatten() {
        let _ = writeln!(out, "<p class=\"prose\" dir=\"auto\">{}</p>", markup(&line(&part)));
    }
}

/// The three findings that matter most, each with a link to its place.
fn findings(out: &mut String, scene: &Scene<'_>) {
    if scene.findings.is_empty() {
        let _ = writeln!(out, "<p class=\"prose\">{}</p>", head::no_findings(scene));
        return;
    }
    out.push_str("<ol class=\"findings\">\n");
    for finding in scene.findings.iter().take(3) {
        let view = scene.view.persona.as_deref().map_or(0, |id| position(scene, id));
        let _ = writeln!(
            out,
            "<li><a href=\"#p{view}-{rank}\"><span class=\"rank\">{rank}</span><span>{}</span></a></li>",
            markup(&line(&head::sentence(scene, finding))),
            rank = finding.rank
        );
    }
    out.push_str("</ol>\n");
}

/// Position of the view of a persona.
fn position(scene: &Scene<'_>, persona: &str) -> usize {
    let views = &scene.measured.views;
    views.iter().position(|view| view.persona.as_deref() == Some(persona)).unwrap_or(0)
}

/// The picture: names of lanes that stay in place, columns that scroll, places that explain themselves.
fn picture(out: &mut String, view: usize, scene: &Scene<'_>) {
    let picture = Picture::of(&scene.band());
    let total = LABEL + picture.width;
    let share = |part: f64| format!("{:.4}%", part / total * 100.0);
    let _ = writeln!(
        out,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Journey map: {}\"><div class=\"picture\" \
         style=\"min-width:{}px;max-width:{}px\">",
        markup(&line(&scene.view.name)),
        coordinate(total),
        coordinate(total * 1.2)
    );
    let labels = Area::new(0.0, 0.0, LABEL, picture.height);
    let body = Area::new(0.0, 0.0, picture.width, picture.height);
    let _ = writeln!(
        out,
        "<div class=\"labels\" style=\"width:{}\">{}{}</svg></div>",
        share(LABEL),
        svg::open("part", &labels, "Names of the lanes"),
        picture.labels.svg
    );
    let _ = writeln!(
        out,
        "<div class=\"body\" style=\"width:{}\">{}{}</svg>",
        share(picture.width),
        svg::open("part", &body, &head::title(scene)),
        picture.body.svg
    );
    for finding in &scene.findings {
        if let Some(column) = scene.columns.iter().position(|column| {
            column.touchpoint.is_some_and(|touchpoint| touchpoint.id == finding.touchpoint)
        }) {
            let left = share_of(scene.band().x(column), picture.width);
            let _ =
                write!(out, "<a class=\"place\" id=\"p{view}-{}\" style=\"left:{left}\"></a>", finding.rank);
        }
    }
    picture.body.spots.iter().for_each(|spot| explain(out, spot, &body));
    out.push_str("</div></div></div>\n");
}

fn share_of(part: f64, whole: f64) -> String {
    format!("{:.2}%", part / whole * 100.0)
}

/// A place that shows its explanation on hover and focus; towards the middle, so that it is not cut.
fn explain(out: &mut String, spot: &Spot, body: &Area) {
    let Area { x, y, width, height } = spot.area;
    let side = if x + width / 2.0 > body.width * 0.6 { " end" } else { "" };
    let above = if y > body.height * 0.5 { " up" } else { "" };
    let _ = writeln!(
        out,
        "<span class=\"spot{side}{above}\" tabindex=\"0\" style=\"left:{};top:{};width:{};height:{}\"><span class=\"tip\" \
         role=\"note\" dir=\"auto\">{}</span></span>",
        share_of(x, body.width),
        share_of(y, body.height),
        share_of(width, body.width),
        share_of(height, body.height),
        markup(&spot.text)
    );
}

/// A table whose first column names the row.
fn table(out: &mut String, sheet: &Sheet) {
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><caption>{0}</caption><thead><tr>",
        sheet.caption
    );
    for name in &sheet.header {
        let _ = write!(out, "<th scope=\"col\">{}</th>", markup(name));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in &sheet.rows {
        out.push_str("<tr>");
        for (position, cell) in row.iter().enumerate() {
            let text = markup(&line(cell));
            let _ = match position {
                0 => write!(out, "<th scope=\"row\" dir=\"auto\">{text}</th>"),
                _ => write!(out, "<td dir=\"auto\">{text}</td>"),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

/// What the data say and the map does not, and where the numbers come from.
fn footer(out: &mut String, measured: &MeasuredMap) {
    out.push_str("<footer>\n<details><summary>What the data say and the map does not</summary>\n<ul>\n");
    for text in coverage(measured) {
        let _ = writeln!(out, "<li>{}</li>", markup(&line(&text)));
    }
    out.push_str("</ul>\n</details>\n");
    for text in provenance(measured) {
        let _ = writeln!(out, "<p class=\"mute\">{}</p>", markup(&line(&text)));
    }
    out.push_str("</footer>\n");
}

/// Coverage and input quality in sentences.
pub(crate) fn coverage(measured: &MeasuredMap) -> Vec<String> {
    let (coverage, quality) = (&measured.coverage, &measured.quality);
    let mut out = vec![format!(
        "{} events belong to a touchpoint, {} to none.",
        number::count(coverage.bound_events),
        number::count(coverage.unbound_events)
    )];
    let unbound = coverage.unbound.iter().take(12);
    let unbound = unbound.map(|row| format!("{} ({})", isolate(&row.name), number::count(row.count)));
    out.extend(listing("Most frequent events without a touchpoint", unbound.collect()));
    if coverage.ambiguous_events > 0 {
        let text = "events match the rules of several touchpoints; they belong to the first.";
        out.push(format!("{} {text}", number::count(coverage.ambiguous_events)));
    }
    let unseen = measured.map.touchpoints().filter(|found| coverage.unseen_touchpoints.contains(&found.id));
    let unseen = unseen.map(|touchpoint| isolate(&touchpoint.name));
    out.extend(listing("Touchpoints nobody was seen at", unseen.collect()));
    if !measured.map.personas.is_empty() {
        out.push(format!(
            "Customers in no persona: {}, in one: {}, in several: {}.",
            number::count(coverage.personas.none),
            number::count(coverage.personas.one),
            number::count(coverage.personas.several)
        ));
    }
    let missing = coverage.missing_columns.iter().map(|name| isolate(name));
    out.extend(listing("Columns that the map names and the log does not have", missing.collect()));
    if quality.skipped + quality.duplicates + quality.times_without_zone > 0 {
        out.push(format!(
            "Input: {} rows left out, {} repeated events, {} times without a zone.",
            number::count(quality.skipped),
            number::count(quality.duplicates),
            number::count(quality.times_without_zone)
        ));
    }
    out
}

/// A sentence that lists items, if there are any.
fn listing(name: &str, items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| format!("{name}: {}.", items.join(", ")))
}

/// Where the numbers come from, and how to read them.
fn provenance(measured: &MeasuredMap) -> [String; 2] {
    let from = &measured.provenance;
    [
        "Every share, mean and score stands with its 95 % interval; grey numbers rest on fewer than 30 cases. What \
         is seen together need not be cause and effect."
            .into(),
        format!(
            "Operation {} of journey {}, log {}, time zone {}, options {}.",
            from.operation, from.version, from.fingerprint, from.time_zone, from.options
        ),
    ]
}

/// The document inside a frame, for notebooks: its style cannot leak and it runs nothing.
pub(crate) fn frame(document: &str) -> String {
    format!(
        "<iframe sandbox title=\"Journey map\" style=\"width:100%;height:900px;border:0\" srcdoc=\"{}\"></iframe>",
        markup(document)
    )
}
