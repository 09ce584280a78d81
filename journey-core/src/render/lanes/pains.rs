//! Pain points: what the data found, numbered by rank, and what the team wrote, with its evidence.

use crate::measure::{Finding, FindingKind, FindingStatus, PainVerdict, Unit};
use crate::model::PainPoint;
use crate::render::canvas::{Area, Canvas, NOTE, SMALL};
use crate::render::head;
use crate::render::number;
use crate::render::scene::{Band, Column, Lane, PAD};

/// Findings shown in a column; the rest are in the table.
const FINDINGS: usize = 3;
/// Further evidence shown of a finding.
const ALSO: usize = 2;
/// Stated pain points shown in a column.
const STATED: usize = 3;

/// Findings and stated pain points under their touchpoints.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let any = |column: &Column<'_>| {
        !column.findings.is_empty()
            || column.touchpoint.is_some_and(|touchpoint| !touchpoint.pain_points.is_empty())
    };
    if !band.scene.columns.iter().any(any) {
        return None;
    }
    let mut canvas = Canvas::default();
    let mut height: f64 = 0.0;
    for (position, column) in band.columns.iter().enumerate() {
        let x = band.x(position) + PAD;
        let width = band.room(position, |next| !any(next));
        let mut y = 0.0;
        for finding in column.findings.iter().take(FINDINGS) {
            y += found(band, &mut canvas, Area::new(x, y, width, 0.0), finding) + 6.0;
        }
        let pains = column.touchpoint.map_or(&[][..], |touchpoint| &touchpoint.pain_points);
        for pain in pains.iter().take(STATED) {
            y += stated(band, &mut canvas, Area::new(x, y, width, 0.0), column, pain) + 6.0;
        }
        let more = column.findings.len().saturating_sub(FINDINGS) + pains.len().saturating_sub(STATED);
        if more > 0 {
            y += canvas.block(NOTE, (x, y), band.text_width(), 1, &format!("… {more} more in the table"));
        }
        height = height.max(y);
    }
    Some(Lane::named(
        "Pain points",
        "numbered: found in the data, worst first; quoted: from the map",
        canvas,
        height,
    ))
}

/// A finding; the height used.
fn found(band: &Band<'_>, canvas: &mut Canvas, at: Area, finding: &Finding) -> f64 {
    let (x, width) = (at.x + 21.0, at.width - 21.0);
    canvas.marker((at.x + 8.0, at.y + 8.0), finding.rank);
    let mut y = at.y;
    y += canvas.block(SMALL.bold(), (x, y), width, 5, &head::statement(finding)) + 1.0;
    for piece in finding.evidence.iter().skip(1).take(ALSO) {
        y += canvas.block(SMALL, (x, y), width, 3, &format!("also: {}", head::tied(&piece.statement))) + 1.0;
    }
    let who = finding.persona.as_deref().filter(|_| band.scene.view.persona.is_none());
    if let Some(persona) = who {
        y += canvas.block(SMALL, (x, y), width, 2, &band.scene.persona(persona)) + 1.0;
    }
    let status = match finding.status {
        FindingStatus::Confirmed => "confirmed",
        FindingStatus::New => "new",
    };
    let since = finding
        .from
        .filter(|_| finding.to.is_none())
        .map(|from| format!(" · since {}", number::day(from, &band.scene.measured.provenance.time_zone)));
    y += canvas.block(NOTE, (x, y), width, 2, &format!("{status}{}", since.unwrap_or_default()));
    if let Some(delay) = head::delay(band.scene, finding) {
        y += canvas.block(NOTE, (x, y), width, 3, &delay);
    }
    // What may be a gain is left to the table.
    let loss = finding.value_at_stake.as_ref().and_then(|stake| stake.low).is_some_and(|low| low > 0.0);
    if let Some(worth) = head::worth(finding).filter(|_| loss) {
        y += canvas.block(NOTE, (x, y), width, 2, &format!("at stake: {worth}"));
    }
    // Praise does not tell what hurts.
    if let Some(comment) = finding.comments.first().filter(|comment| comment.compound.unwrap_or(0.0) <= 0.0) {
        y += canvas.block(NOTE, (x, y), width, 3, &format!("“{}”", comment.text));
    }
    let tip = format!("{}\n{}", head::evidence(band.scene, finding), band.scene.source());
    canvas.spot(Area::new(at.x - 2.0, at.y, at.width + 4.0, y - at.y), tip);
    y - at.y
}

/// A pain point from the map; the height used.
fn stated(band: &Band<'_>, canvas: &mut Canvas, at: Area, column: &Column<'_>, pain: &PainPoint) -> f64 {
    let text = format!("“{}”", pain.text);
    let mut y = at.y + canvas.block(SMALL, (at.x, at.y), at.width, 4, &text) + 1.0;
    y += canvas.block(NOTE, (at.x, y), at.width, 2, &verdict(band, column, pain));
    if let Some(evidence) = &pain.evidence {
        let tip = format!("{}\nEvidence of the team: {evidence}", pain.text);
        canvas.spot(Area::new(at.x - 2.0, at.y, at.width + 4.0, y - at.y), tip);
    }
    y - at.y
}

/// What the data say about a stated pain point.
pub(crate) fn verdict(band: &Band<'_>, column: &Column<'_>, pain: &PainPoint) -> String {
    let confirms = |finding: &&&Finding| {
        pain.kind.is_none_or(|kind| finding.evidence.iter().any(|piece| piece.kind == kind))
    };
    let ranks: Vec<String> =
        column.findings.iter().filter(confirms).map(|finding| finding.rank.to_string()).collect();
    let word = match (column.measured.filter(|element| element.customers > 0), ranks.is_empty()) {
        _ if band.scene.view.customers == 0 => "not measured".into(),
        (None, _) => "nobody seen here".into(),
        (Some(_), true) if unmeasured(band, column, pain) => "not measured".into(),
        (Some(_), true) => "not supported by the data".into(),
        (Some(_), false) => format!("confirmed by {}", ranks.join(", ")),
    };
    match pain.severity {
        Some(severity) => format!("{word} · severity {severity}"),
        None => word,
    }
}

/// Whether the data cannot tell about a pain point.
fn unmeasured(band: &Band<'_>, column: &Column<'_>, pain: &PainPoint) -> bool {
    let id = column.touchpoint.map(|touchpoint| touchpoint.id.as_str());
    let mut stated = band.scene.measured.stated_pain_points.iter();
    stated.any(|stated| {
        let same =
            Some(stated.touchpoint.as_str()) == id && stated.text == pain.text && stated.kind == pain.kind;
        same && stated.verdict == PainVerdict::NotMeasured
    })
}

/// Unit of what was measured.
pub(crate) fn unit(kind: FindingKind) -> Unit {
    match kind {
        FindingKind::Rating | FindingKind::FallingRating | FindingKind::Delight => Unit::Rating,
        _ => Unit::Share,
    }
}
