//! The head of a picture in words: what the map is about and what matters most.

use super::escape::isolate;
use super::number;
use super::scene::Scene;
use crate::analysis::{BaselineKind, Estimate};
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
    let worst = scene.findings.first().map(|finding| trouble(scene, finding));
    match worst.or_else(|| missed(scene).map(|missed| format!("{missed}."))) {
        // That everybody completes it is no news where people are asked at the end.
        Some(matter) if view.completed == view.customers => capitalised(&matter),
        Some(matter) => format!("{complete}; {matter}"),
        None => format!("{complete}."),
    }
}

/// With a capital at its beginning, as a sentence has it.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
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
        FindingKind::Outage => format!("{place} lost more for a stretch of time."),
        FindingKind::WaitingTime => format!("the wait for {place} is too long."),
        FindingKind::Handoff => format!("customers handed over to {place} wait too long."),
        FindingKind::Rating => format!("{place} is rated worst against expectation."),
        FindingKind::FallingRating => format!("ratings of {place} have fallen."),
        FindingKind::NegativeComments => format!("comments on {place} are the most negative."),
        FindingKind::FailedAttempts => format!("attempts at {place} fail too often."),
        FindingKind::Repetition => format!("too many do {place} again."),
        FindingKind::ReturnLoop => format!("{place} sends too many back."),
        FindingKind::SupportContact => format!("too many need help after {place}."),
        FindingKind::RepeatedContact => format!("too many who asked {place} ask again elsewhere."),
        FindingKind::Delight => format!("{place} delights."),
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
    tied(&finding.statement)
}

/// A statement whose sample size is not torn apart.
pub(crate) fn tied(statement: &str) -> String {
    statement.replace("n = ", "n\u{a0}=\u{a0}")
}

/// The evidence of a finding in full, one fact a line.
pub(crate) fn evidence(scene: &Scene<'_>, finding: &Finding) -> String {
    let zone = &scene.measured.provenance.time_zone;
    let mut lines = vec![sentence(scene, finding)];
    for (position, piece) in finding.evidence.iter().enumerate() {
        if position > 0 {
            lines.push(format!("Also: {}", piece.statement));
        }
        let unit = super::lanes::unit(piece.kind);
        lines.push(format!("Measured: {}", number::in_full(&piece.measured, unit)));
        let expected = number::in_unit(piece.baseline, unit);
        lines.push(format!("Expected: {expected} ({})", piece.baseline_name));
        lines.push(format!("Customers affected beyond that: {}", affected(&piece.customers_affected)));
        let p = number::amount(piece.p_adjusted);
        lines.push(format!("Adjusted p-value {p}, {} candidates tested", finding.tested));
    }
    match (finding.from, finding.to) {
        (Some(from), Some(to)) => {
            lines.push(format!("From {} to {}", number::day(from, zone), number::day(to, zone)));
        }
        (Some(from), None) => lines.push(format!("Since {}", number::day(from, zone))),
        _ => {}
    }
    lines.extend(delay(scene, finding));
    lines.extend(worth(finding).map(|worth| format!("At stake: {worth}")));
    lines.extend(finding.comments.iter().map(|comment| format!("“{}”", isolate(&comment.text))));
    if finding.kind != FindingKind::Delight {
        lines.push(status(finding).into());
    }
    lines.join("\n")
}

/// Customers affected with the interval.
pub(crate) fn affected(customers: &Estimate) -> String {
    let amount = |value: Option<f64>| number::amount(value.unwrap_or_default().round());
    format!("{} ({}–{})", amount(customers.value), amount(customers.low), amount(customers.high))
}

/// Value at stake with the interval.
pub(crate) fn worth(finding: &Finding) -> Option<String> {
    let stake = finding.value_at_stake.as_ref()?;
    let (value, low, high) = (stake.value?, stake.low?, stake.high?);
    let amount = |value: f64| number::amount(value.round());
    Some(format!("{} ({} to {})", amount(value), amount(low), amount(high)))
}

/// Correlations of waiting with load under this are not spoken of.
const CROWDED: f64 = 0.1;
/// Nor is load with a larger adjusted p-value.
const LEVEL: f64 = 0.05;
/// Nor are shares of waiting that are due to batches.
const BATCHED: f64 = 0.1;

/// Where most of the time is lost, if customers wait too long, and why.
pub(crate) fn delay(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let row = finding.delays.first()?;
    let excess = number::duration(row.excess_seconds.value.filter(|excess| *excess > 0.0)?);
    let source = scene.measured.map.touchpoints().find(|touchpoint| touchpoint.id == row.source)?;
    let beyond = match row.baseline {
        BaselineKind::Target => "the target",
        BaselineKind::LowerQuartile => "the fastest quarter",
    };
    let mut text = format!("after {}: {excess} beyond {beyond} on average", isolate(&source.name));
    let crowded = row.load_correlation.is_some_and(|correlation| correlation >= CROWDED);
    if crowded && row.p_adjusted.is_some_and(|p| p < LEVEL) {
        text.push_str("; longer where many wait");
    }
    if let Some(share) = row.batch_share.filter(|share| *share >= BATCHED) {
        text.push_str(&format!("; {} of all waiting is for the rest of a batch", number::percent(share)));
    }
    Some(text)
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
