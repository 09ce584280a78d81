//! What a picture shows: one view of a measured map, arranged in columns.

use std::collections::BTreeMap;

use super::canvas::{Area, Canvas, NOTE};
use crate::analysis::EmotionRow;
use crate::measure::{Finding, FindingKind, MeasuredElement, MeasuredMap, View};
use crate::model::{Stage, Touchpoint};

/// Width of the column with the names of the lanes.
pub(crate) const LABEL: f64 = 132.0;
/// Space at the right of the last column, for the labels of line ends.
pub(crate) const MARGIN: f64 = 92.0;
/// Space between a column's edge and its text.
pub(crate) const PAD: f64 = 8.0;

/// One view of a measured map.
pub(crate) struct Scene<'a> {
    /// The measured map.
    pub measured: &'a MeasuredMap,
    /// The view that is shown.
    pub view: &'a View,
    /// Columns in order; a stage without touchpoints has one too.
    pub columns: Vec<Column<'a>>,
    /// Findings that concern this view, worst first.
    pub findings: Vec<&'a Finding>,
    /// Delights that concern this view, best first.
    pub delights: Vec<&'a Finding>,
}

/// One touchpoint, or a stage that has none.
pub(crate) struct Column<'a> {
    /// Position of the stage.
    pub stage: usize,
    /// The stage.
    pub of: &'a Stage,
    /// The touchpoint.
    pub touchpoint: Option<&'a Touchpoint>,
    /// What was measured there.
    pub measured: Option<&'a MeasuredElement>,
    /// Its moment of the emotion curve.
    pub felt: Option<&'a EmotionRow>,
    /// Customers not yet lost, nor at rest, before this column.
    pub before: u64,
    /// Findings about the touchpoint, worst first.
    pub findings: Vec<&'a Finding>,
    /// Delights there, best first.
    pub delights: Vec<&'a Finding>,
}

impl Column<'_> {
    /// Customers still on the way after this column.
    pub(crate) fn after(&self) -> u64 {
        self.before.saturating_sub(self.lost()).saturating_sub(self.open())
    }

    /// Customers lost here.
    pub(crate) fn lost(&self) -> u64 {
        self.measured.map_or(0, |element| element.dropped)
    }

    /// Customers who are here last and may go on.
    pub(crate) fn open(&self) -> u64 {
        self.measured.map_or(0, |element| element.open)
    }

    /// Name of touchpoint or stage.
    pub(crate) fn name(&self) -> &str {
        self.touchpoint.map_or(self.of.name.as_str(), |touchpoint| touchpoint.name.as_str())
    }
}

/// The findings about a touchpoint.
fn at<'a>(findings: &[&'a Finding], touchpoint: Option<&str>) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| Some(finding.touchpoint.as_str()) == touchpoint).copied().collect()
}

impl<'a> Scene<'a> {
    /// Arranges a view.
    pub(crate) fn new(measured: &'a MeasuredMap, view: &'a View) -> Self {
        let concerns = |finding: &&'a Finding| view.persona.is_none() || finding.persona == view.persona;
        let findings: Vec<&Finding> = measured.pain_points.iter().filter(concerns).collect();
        let delights: Vec<&Finding> = measured.delights.iter().filter(concerns).collect();
        let elements: BTreeMap<&str, &MeasuredElement> =
            view.touchpoints.iter().map(|element| (element.id.as_str(), element)).collect();
        let felt: BTreeMap<&str, &EmotionRow> = measured
            .emotions
            .rows
            .iter()
            .filter(|row| row.group == view.persona)
            .filter_map(|row| Some((row.touchpoint.as_deref()?, row)))
            .collect();
        let mut scene = Self { measured, view, columns: Vec::new(), findings, delights };
        let mut before = view.customers;
        for (position, stage) in measured.map.stages.iter().enumerate() {
            let touchpoints = stage.touchpoints.iter().map(Some);
            let lone = stage.touchpoints.is_empty().then_some(None);
            for touchpoint in touchpoints.chain(lone) {
                let id = touchpoint.map(|touchpoint| touchpoint.id.as_str());
                let column = Column {
                    stage: position,
                    of: stage,
                    touchpoint,
                    measured: id.and_then(|id| elements.get(id).copied()),
                    felt: id.and_then(|id| felt.get(id).copied()),
                    before,
                    findings: at(&scene.findings, id),
                    delights: at(&scene.delights, id),
                };
                before = column.after();
                scene.columns.push(column);
            }
        }
        scene
    }

    /// Name of a persona by id.
    pub(crate) fn persona(&self, id: &str) -> String {
        let found = self.measured.map.personas.iter().find(|persona| persona.id == id);
        found.map_or_else(|| id.to_string(), |persona| persona.name.clone())
    }

    /// Where the numbers come from, in a line.
    pub(crate) fn source(&self) -> String {
        let provenance = &self.measured.provenance;
        format!("Source: {}, {}, log {}", provenance.operation, self.view.name, provenance.fingerprint)
    }

    /// Where the numbers about an element or KPI come from, with some rows of the input.
    pub(crate) fn source_rows(&self, rows: &[u64]) -> String {
        let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
        match rows.is_empty() {
            true => self.source(),
            false => format!("{}, input rows such as {}", self.source(), rows.join(", ")),
        }
    }

    /// The whole picture as one band.
    pub(crate) fn band(&self) -> Band<'_> {
        Band { scene: self, columns: &self.columns, width: self.column_width(), last: true }
    }

    /// Width of a column: as wide as fits a usual screen, within bounds.
    pub(crate) fn column_width(&self) -> f64 {
        let many = self.columns.len().max(1) as f64;
        (1000.0 / many).clamp(136.0, 420.0).floor()
    }
}

/// Columns drawn beside each other.
#[derive(Clone, Copy)]
pub(crate) struct Band<'a> {
    /// The view.
    pub scene: &'a Scene<'a>,
    /// Columns of this band.
    pub columns: &'a [Column<'a>],
    /// Width of a column.
    pub width: f64,
    /// Whether the journey ends in this band.
    pub last: bool,
}

impl<'a> Band<'a> {
    /// Left edge of a column.
    pub(crate) fn x(&self, position: usize) -> f64 {
        position as f64 * self.width
    }

    /// Middle of a column.
    pub(crate) fn middle(&self, position: usize) -> f64 {
        self.x(position) + self.width / 2.0
    }

    /// Right edge of the last column.
    pub(crate) fn right(&self) -> f64 {
        self.x(self.columns.len())
    }

    /// Width of the text of a cell.
    pub(crate) fn text_width(&self) -> f64 {
        self.width - 2.0 * PAD
    }

    /// Columns with positions and touchpoints.
    pub(crate) fn touchpoints(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Column<'a>, &'a Touchpoint)> + use<'a> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(position, column)| Some((position, column, column.touchpoint?)))
    }

    /// Runs of neighbouring columns of one stage: first position and number.
    pub(crate) fn stages(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (position, column) in self.columns.iter().enumerate() {
            match runs.last_mut() {
                Some((first, length))
                    if self.columns.get(*first).is_some_and(|c| c.stage == column.stage) =>
                {
                    *length += 1;
                }
                _ => runs.push((position, 1)),
            }
        }
        runs
    }

    /// Width for the text of a cell that may reach over neighbours of its stage that are `free`, one at most.
    pub(crate) fn room(&self, position: usize, free: impl Fn(&Column<'a>) -> bool) -> f64 {
        let here = self.columns.get(position).map(|column| column.stage);
        let spare = match self.columns.get(position + 1) {
            Some(next) if Some(next.stage) == here && free(next) => self.width,
            Some(_) => 0.0,
            None => MARGIN - PAD,
        };
        (self.text_width() + spare).min(self.text_width().max(240.0))
    }

    /// Draws the numbers of findings with evidence of these kinds, of all findings if none is named, right-aligned at the
    /// top of a cell. Returns their width.
    pub(crate) fn markers(&self, canvas: &mut Canvas, position: usize, y: f64, kinds: &[FindingKind]) -> f64 {
        let Some(column) = self.columns.get(position) else { return 0.0 };
        let mut x = self.x(position) + self.width - PAD - 8.0;
        let mut used = 0.0;
        let numbers = column.findings.iter().filter(|finding| {
            kinds.is_empty() || finding.evidence.iter().any(|piece| kinds.contains(&piece.kind))
        });
        for finding in numbers.take(3) {
            canvas.marker((x, y), finding.rank);
            x -= 19.0;
            used += 19.0;
        }
        used
    }
}

/// A lane: its name with axis words at the left, and its drawing.
pub(crate) struct Lane {
    /// Drawing in the column of names.
    pub labels: Canvas,
    /// Drawing over the columns.
    pub body: Canvas,
    /// Height.
    pub height: f64,
}

impl Lane {
    /// A lane with its name and a note under it.
    pub(crate) fn named(name: &str, note: &str, body: Canvas, height: f64) -> Self {
        let mut labels = Canvas::default();
        let mut y = labels.block(super::canvas::MEDIUM.bold(), (0.0, 0.0), LABEL - PAD, 2, name);
        if !note.is_empty() {
            y += 2.0;
            y += labels.block(NOTE, (0.0, y), LABEL - 2.0 * PAD, 6, note);
        }
        Self { labels, body, height: height.max(y + 2.0) }
    }
}

/// One drawing in two parts, so that the names of lanes can stay in place while the rest is scrolled.
pub(crate) struct Picture {
    /// The column of names, `LABEL` wide.
    pub labels: Canvas,
    /// The columns.
    pub body: Canvas,
    /// Width of the columns with their right margin.
    pub width: f64,
    /// Height of both parts.
    pub height: f64,
}

impl Picture {
    /// Stacks all lanes of a band.
    pub(crate) fn of(band: &Band<'_>) -> Self {
        const GAP: f64 = 26.0;
        let mut picture = Self {
            labels: Canvas::default(),
            body: Canvas::default(),
            width: band.right() + MARGIN,
            height: 2.0,
        };
        let lanes = super::lanes::all(band);
        let mut borders = picture.height;
        for (position, lane) in lanes.into_iter().enumerate() {
            if position > 1 {
                let y = picture.height - GAP / 2.0;
                picture.labels.line("rule", (0.0, y), (LABEL, y));
                picture.body.line("rule", (0.0, y), (band.right(), y));
            }
            picture.labels.place(lane.labels, 0.0, picture.height);
            picture.body.place(lane.body, 0.0, picture.height);
            picture.height += lane.height + if position == 0 { GAP / 2.0 } else { GAP };
            borders = if position == 0 { picture.height } else { borders };
        }
        for (first, _) in band.stages().into_iter().skip(1) {
            let x = band.x(first);
            picture.body.line("grid", (x, borders), (x, picture.height - GAP));
        }
        picture
    }

    /// Both parts beside each other.
    pub(crate) fn whole(self) -> (Canvas, Area) {
        let area = Area::new(0.0, 0.0, LABEL + self.width, self.height);
        let mut canvas = self.labels;
        canvas.place(self.body, LABEL, 0.0);
        (canvas, area)
    }
}
