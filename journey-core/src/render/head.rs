//! The head of a picture in words: what the map is about and what matters most.

use super::escape::isolate;
use super::number;
use super::scene::Scene;
use crate::measure::{Finding, FindingKind, FindingStatus, KpiStatus};

/// Name of the place of a finding: its touchpoint, or its stage.
pub(crate) fn place(scene: &Scene<'_>, finding: &Finding) -> String {
    let map = &scene.measured.map;
    let touchpoint = map.touchpoints().find(|touchpoint| touchpoint.id == finding.touchpoint);
    let stage = map.stages.iter().find(|stage| stage.id == finding.stage);
    let name = touchpoint.map(|touchpoint| &touchpoint.name).or(stage.map(|stage| &stage.name));
    isolate(name.unwrap_or(&finding.touchpoint))
}

/// The picture's title: what it shows, in words.
pub(crate) fn title(scene: &Scene<'_>) -> String {
    let view = scene.view;
    if scene.measured.map.stages.is_empty() {
        return "This map has no stages yet.".into();
    }
    if view.customers == 0 {
        return match view.persona {
            Some(_) => "No customer of this persona has been seen yet.".into(),
            None => "Not measured yet: no customer has an event that belongs to this map.".into(),
        };
    }
    let complete = match view.completion.value {
        Some(value) => format!("{} complete the journey", number::percent(value)),
        None => "Too early to know how many complete the journey".into(),
    };
    match (scene.findings.first(), missed(scene)) {
        (Some(finding), _) => format!("{complete}; {}", trouble(scene, finding)),
        (None, Some(missed)) => format!("{complete}; {missed}."),
        (None, None) => format!("{complete}."),
    }
}

/// How many targets are missed, if any.
fn missed(scene: &Scene<'_>) -> Option<String> {
    let judged = scene.view.kpis.iter().filter(|kpi| kpi.status.is_some()).count();
    let missed = scene.view.kpis.iter().filter(|kpi| kpi.status == Some(KpiStatus::Missed)).count();
    match (missed, judged) {
        (0, _) => None,
        (1, 1) => Some("the one target is missed".into()),
        (1, _) => Some(format!("1 of {judged} targets is missed")),
        _ => Some(format!("{missed} of {judged} targets are missed")),
    }
}

/// What a finding means for the journey.
fn trouble(scene: &Scene<'_>, finding: &Finding) -> String {
    let place = place(scene, finding);
    match finding.kind {
        FindingKind::DropOff => format!("more are lost at {place} than expected."),
        FindingKind::WaitingTime => format!("the wait for {place} is too long."),
        FindingKind::Rating => format!("{place} is rated worst against expectation."),
        FindingKind::Outage => format!("{place} lost more for a stretch of time."),
    }
}

/// A finding in one sentence with place and persona.
pub(crate) fn sentence(scene: &Scene<'_>, finding: &Finding) -> String {
    let persona = finding.persona.as_deref().filter(|_| scene.view.persona.is_none());
    let who = persona.map(|id| format!(", {}", isolate(&scene.persona(id))));
    format!("{}{}: {}", place(scene, finding), who.unwrap_or_default(), statement(finding))
}

/// What a finding states; a sample size is not torn apart.
pub(crate) fn statement(finding: &Finding) -> String {
    finding.statement.replace("n = ", "n\u{a0}=\u{a0}")
}

/// The evidence of a finding in full, one fact a line.
pub(crate) fn evidence(scene: &Scene<'_>, finding: &Finding) -> String {
    let unit = super::lanes::unit(finding);
    let mut lines = vec![sentence(scene, finding)];
    lines.push(format!("Measured: {}", number::in_full(&finding.measured, unit)));
    if let Some(baseline) = finding.baseline {
        lines.push(format!("Expected: {} ({})", number::in_unit(baseline, unit), finding.baseline_name));
    }
    lines.push(format!("Customers affected beyond that: {}", affected(finding)));
    if let (Some(from), Some(to)) = (finding.from, finding.to) {
        let zone = &scene.measured.provenance.time_zone;
        lines.push(format!("From {} to {}", number::day(from, zone), number::day(to, zone)));
    }
    if let Some(p) = finding.p_adjusted {
        lines.push(format!("Adjusted p-value {}, {} candidates tested", number::amount(p), finding.tested));
    }
    lines.push(status(finding).into());
    lines.join("\n")
}

/// Customers affected with the interval.
pub(crate) fn affected(finding: &Finding) -> String {
    format!(
        "{} ({}–{})",
        number::amount(finding.customers_affected.round()),
        number::amount(finding.customers_affected_low.round()),
        number::amount(finding.customers_affected_high.round())
    )
}

/// How a finding relates to the map.
pub(crate) fn status(finding: &Finding) -> &'static str {
    match finding.status {
        FindingStatus::Confirmed => "confirmed: the map states a pain point here",
        FindingStatus::New => "new: the map states no pain point here",
    }
}

/// Days of the first and the last event.
pub(crate) fn period(scene: &Scene<'_>) -> Option<String> {
    let provenance = &scene.measured.provenance;
    let zone = &provenance.time_zone;
    let (from, to) = (number::day(provenance.from?, zone), number::day(provenance.to?, zone));
    Some(if from == to { from } else { format!("{from} – {to}") })
}

/// Size of the view: customers, events, share of open journeys.
pub(crate) fn facts(scene: &Scene<'_>) -> Vec<String> {
    let view = scene.view;
    let mut facts: Vec<String> = period(scene).into_iter().collect();
    facts.push(format!("{} customers", number::count(view.customers)));
    facts.push(format!("{} events", number::count(view.events)));
    if view.customers > 0 {
        let share = view.open as f64 / view.customers as f64;
        facts.push(format!("{} of journeys still open", number::percent(share)));
    }
    facts
}

/// What is said instead of findings when there are none.
pub(crate) fn no_findings(scene: &Scene<'_>) -> &'static str {
    match (scene.view.customers, &scene.view.persona) {
        (0, _) => "Nothing to find without events: below is the map as it was drawn.",
        (_, Some(_)) => "Nothing stands out for this persona alone; see the findings for everybody.",
        (_, None) => "No drop-off, wait or rating stands out against its baseline.",
    }
}
