//! A measured map as Markdown: what matters in words, then every number in tables.

use std::fmt::Write as _;

use super::details::{Sheet, sheets};
use super::escape::markdown as escape;
use super::scene::Scene;
use super::{head, html};
use crate::measure::MeasuredMap;

/// The whole document.
pub(crate) fn document(measured: &MeasuredMap) -> String {
    let mut out = format!("# {}\n", escape(&measured.map.name));
    if let Some(objective) = &measured.map.objective {
        let _ = write!(out, "\n{}\n", escape(objective));
    }
    for view in &measured.views {
        let scene = Scene::new(measured, view);
        let _ = write!(out, "\n## {}\n\n**{}**\n\n", escape(&view.name), escape(&head::title(&scene)));
        let _ = write!(out, "{}\n\n", escape(&head::facts(&scene).join(" · ")));
        for finding in scene.findings.iter().take(3) {
            let _ = writeln!(out, "{}. {}", finding.rank, escape(&head::sentence(&scene, finding)));
        }
        if scene.findings.is_empty() {
            let _ = writeln!(out, "{}", head::no_findings(&scene));
        }
        for sheet in sheets(&scene) {
            table(&mut out, &sheet);
        }
    }
    out.push_str("\n## What the data say and the map does not\n\n");
    for text in html::coverage(measured) {
        let _ = writeln!(out, "- {}", escape(&text));
    }
    let from = &measured.provenance;
    let source = format!("{} of journey {}, log {}", from.operation, from.version, from.fingerprint);
    let _ = write!(out, "\nSource: {}\n", escape(&source));
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    let _ = write!(out, "\n### {}\n\n", escape(sheet.caption));
    let header = sheet.header.iter().map(|name| (*name).to_string());
    row(out, header);
    row(out, sheet.header.iter().map(|_| "---".to_string()));
    for cells in &sheet.rows {
        row(out, cells.iter().map(|cell| escape(cell)));
    }
}

/// A row of a table from escaped cells.
pub(crate) fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        let _ = write!(out, " {cell} |");
    }
    out.push('\n');
}
