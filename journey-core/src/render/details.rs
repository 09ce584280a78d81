//! All numbers of a view as tables: for screen readers, for Markdown, and for whoever wants to check.

use super::scene::Scene;
use super::{head, lanes, number};
use crate::analysis::{DurationStats, Estimate};
use crate::measure::{Finding, KpiStatus, MeasuredElement, Unit};
use crate::model::{Direction, KpiScope};

/// A table of texts.
pub(crate) struct Sheet {
    /// What it shows.
    pub caption: &'static str,
    /// Names of the columns.
    pub header: Vec<&'static str>,
    /// Rows, as long as the header; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// All tables of a view that have rows.
pub(crate) fn sheets(scene: &Scene<'_>) -> Vec<Sheet> {
    let sheets = [
        findings(scene),
        delights(scene),
        kpis(scene),
        stages(scene),
        touchpoints(scene),
        times(scene),
        feelings(scene),
        stated(scene),
        opportunities(scene),
        handoffs(scene),
    ];
    sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect()
}

fn findings(scene: &Scene<'_>) -> Sheet {
    sheet_of("Pain points found in the data, worst first", scene, &scene.findings)
}

fn delights(scene: &Scene<'_>) -> Sheet {
    sheet_of("Delights found in the data, best first", scene, &scene.delights)
}

/// One row a piece of evidence.
fn sheet_of(caption: &'static str, scene: &Scene<'_>, findings: &[&Finding]) -> Sheet {
    let rows = findings.iter().flat_map(|finding| {
        let persona = finding.persona.as_deref().map_or_else(|| "everybody".into(), |id| scene.persona(id));
        finding.evidence.iter().enumerate().map(move |(position, piece)| {
            let unit = lanes::unit(piece.kind);
            let main = |text: String| if position == 0 { text } else { none() };
            vec![
                finding.rank.to_string(),
                head::place(scene, finding),
                piece.statement.clone(),
                persona.clone(),
                estimate(&piece.measured, unit),
                number::count(piece.measured.n),
                format!("{} ({})", number::in_unit(piece.baseline, unit), piece.baseline_name),
                head::affected(&piece.customers_affected),
                main(head::worth(finding).unwrap_or_else(none)),
                number::amount(piece.p_adjusted),
                main(head::status(finding).into()),
                main(finding.examples.join(", ")),
                main(
                    finding
                        .comments
                        .iter()
                        .map(|comment| comment.text.clone())
                        .collect::<Vec<_>>()
                        .join(" / "),
                ),
            ]
        })
    });
    Sheet {
        caption,
        header: vec![
            "rank",
            "touchpoint",
            "finding",
            "persona",
            "measured (95 % interval)",
            "n",
            "expected",
            "customers affected",
            "at stake",
            "adjusted p",
            "status",
            "examples",
            "comments",
        ],
        rows: rows.collect(),
    }
}

fn kpis(scene: &Scene<'_>) -> Sheet {
    let rows = scene.view.kpis.iter().map(|kpi| {
        let about = match &kpi.scope {
            KpiScope::Map => "map".into(),
            KpiScope::Stage(id) => name_of(scene, id),
            KpiScope::Touchpoint(id) => name_of(scene, id),
            KpiScope::Persona(id) => scene.persona(id),
        };
        let status = match kpi.status {
            Some(KpiStatus::Met) => "met",
            Some(KpiStatus::Uncertain) => "uncertain",
            Some(KpiStatus::Missed) => "missed",
            None => number::NONE,
        };
        let sign = if kpi.direction == Direction::Up { "≥" } else { "≤" };
        vec![
            kpi.name.clone(),
            about,
            kpi.measure.replace('_', " "),
            estimate(&kpi.value, kpi.unit),
            number::count(kpi.value.n),
            kpi.value.denominator.clone(),
            kpi.target.map_or_else(none, |target| format!("{sign} {}", number::in_unit(target, kpi.unit))),
            status.into(),
        ]
    });
    Sheet {
        caption: "KPIs",
        header: vec!["KPI", "about", "measure", "value (95 % interval)", "n", "n counts", "target", "status"],
        rows: rows.collect(),
    }
}

fn name_of(scene: &Scene<'_>, id: &str) -> String {
    let map = &scene.measured.map;
    let stage = map.stages.iter().find(|stage| stage.id == id).map(|stage| &stage.name);
    let touchpoint = || map.touchpoints().find(|touchpoint| touchpoint.id == id).map(|found| &found.name);
    stage.or_else(touchpoint).cloned().unwrap_or_else(|| id.to_string())
}

fn stages(scene: &Scene<'_>) -> Sheet {
    elements(scene, "Stages", &scene.view.stages)
}

fn touchpoints(scene: &Scene<'_>) -> Sheet {
    elements(scene, "Touchpoints", &scene.view.touchpoints)
}

fn elements(scene: &Scene<'_>, caption: &'static str, elements: &[MeasuredElement]) -> Sheet {
    let rows = elements.iter().map(|element| {
        vec![
            name_of(scene, &element.id),
            number::count(element.customers),
            estimate(&element.share, Unit::Share),
            number::count(element.events),
            number::count(element.visits),
            estimate(&element.conversion, Unit::Share),
            number::count(element.dropped),
            estimate(&element.drop_off, Unit::Share),
            number::count(element.open),
            number::count(element.backward),
            estimate(&element.interactions_per_customer, Unit::Count),
            number::count(element.handoffs),
        ]
    });
    Sheet {
        caption,
        header: vec![
            "name",
            "customers",
            "share of customers",
            "events",
            "visits",
            "go on later",
            "lost",
            "drop-off",
            "still open",
            "moves back to it",
            "interactions per customer",
            "handoffs",
        ],
        rows: rows.collect(),
    }
}

fn times(scene: &Scene<'_>) -> Sheet {
    let measured = |element: &&MeasuredElement| element.time_spent.n + element.waiting_time.n > 0;
    let rows = scene.view.touchpoints.iter().filter(measured).map(|element| {
        let touchpoint = scene.measured.map.touchpoints().find(|touchpoint| touchpoint.id == element.id);
        let target = |span: Option<crate::model::TimeSpan>| {
            span.map_or_else(none, |span| number::duration(span.as_seconds()))
        };
        vec![
            name_of(scene, &element.id),
            median(&element.time_spent),
            number::count(element.time_spent.n),
            target(touchpoint.and_then(|touchpoint| touchpoint.target_time_spent)),
            median(&element.waiting_time),
            number::count(element.waiting_time.n),
            target(touchpoint.and_then(|touchpoint| touchpoint.target_waiting_time)),
        ]
    });
    Sheet {
        caption: "Times (median with 95 % interval)",
        header: vec!["touchpoint", "time spent", "n", "target", "waiting time", "n", "target"],
        rows: rows.collect(),
    }
}

fn feelings(scene: &Scene<'_>) -> Sheet {
    let rated = |element: &&MeasuredElement| element.emotion.n > 0 || element.expected_emotion.is_some();
    let rows = scene.view.touchpoints.iter().filter(rated).map(|element| {
        let interval = number::signed_interval(&element.emotion).map(|text| format!(" ({text})"));
        let value = element.emotion.value.map_or_else(none, number::signed);
        vec![
            name_of(scene, &element.id),
            format!("{value}{}", interval.unwrap_or_default()),
            number::count(element.emotion.n),
            element.expected_emotion.map_or_else(none, number::signed),
            estimate(&element.rating, Unit::Rating),
        ]
    });
    Sheet {
        caption: "Emotions, from −2 to +2",
        header: vec![
            "touchpoint",
            "measured (95 % interval)",
            "n",
            "expected",
            "mean rating on its own scale",
        ],
        rows: rows.collect(),
    }
}

fn stated(scene: &Scene<'_>) -> Sheet {
    let band = scene.band();
    let rows = band.touchpoints().flat_map(|(_, column, touchpoint)| {
        touchpoint.pain_points.iter().map(move |pain| {
            vec![
                touchpoint.name.clone(),
                pain.text.clone(),
                lanes::verdict(&band, column, pain),
                pain.evidence.clone().unwrap_or_else(none),
            ]
        })
    });
    Sheet {
        caption: "Pain points that the team wrote down",
        header: vec!["touchpoint", "pain point", "what the data say", "evidence of the team"],
        rows: rows.collect(),
    }
}

fn opportunities(scene: &Scene<'_>) -> Sheet {
    let band = scene.band();
    let rows = band.touchpoints().flat_map(|(_, column, touchpoint)| {
        touchpoint.opportunities.iter().map(move |item| {
            let stake = column.findings.first().map_or_else(none, |finding| lanes::stake(finding));
            vec![touchpoint.name.clone(), item.text.clone(), stake, lanes::facts(item)]
        })
    });
    Sheet {
        caption: "Opportunities",
        header: vec!["touchpoint", "opportunity", "at stake", "effort, status, owner"],
        rows: rows.collect(),
    }
}

fn handoffs(scene: &Scene<'_>) -> Sheet {
    let rows = scene.view.handoffs.iter().map(|handoff| {
        vec![
            format!("{} → {}", handoff.source, handoff.target),
            number::count(handoff.count),
            number::count(handoff.customers),
            median(&handoff.waiting_time),
        ]
    });
    Sheet {
        caption: "Handoffs between owners",
        header: vec!["from → to", "moves", "customers", "waiting time (median)"],
        rows: rows.collect(),
    }
}

fn none() -> String {
    number::NONE.into()
}

fn estimate(estimate: &Estimate, unit: Unit) -> String {
    let text = number::short(estimate, unit);
    match estimate.value.is_some() && estimate.small_sample {
        true => format!("{text}, only n = {}", estimate.n),
        false => text,
    }
}

fn median(stats: &DurationStats) -> String {
    let value = stats.median_seconds.map_or_else(none, number::duration);
    match stats.low_seconds.zip(stats.high_seconds) {
        Some((low, high)) => format!("{value} ({})", number::durations(low, high)),
        None => value,
    }
}
