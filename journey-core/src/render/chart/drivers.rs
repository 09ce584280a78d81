//! Drivers: how important each item is; importance beside performance; what low and high ratings do.

use super::column::{self, ROWS, WIDTH, is_told, plus, plus_in_full};
use super::frame::{Chart, more, some};
use super::quadrants::{Axis, Plane, Spot, from_zero, part_of_one};
use super::{Drawing, Drawn};
use crate::analysis::{
    ContrastKind, DriverForm, DriverNote, DriverReport, DriverRow, Estimate, ImportancePerformanceRow,
    PenaltyRewardRow, Quadrant,
};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, Area, Canvas, NOTE, SMALL};
use crate::render::escape::isolate;
use crate::render::number;
use crate::render::scale::Linear;

const SOURCE: &str = "Drivers in the event log";
/// Room of a number beside the bars of penalty and reward.
const SIDE: f64 = 60.0;
const CAUSE: &str = "What goes together need not be cause and effect.";

impl Drawn for DriverReport {
    const KINDS: &'static [&'static str] = &["importance", "quadrants", "penalty_reward"];

    fn draw(&self, kind: &str) -> Drawing {
        match kind {
            "quadrants" => quadrants(self),
            "penalty_reward" => contrasts(self),
            _ => importance(self),
        }
        .finish()
    }
}

fn importance(report: &DriverReport) -> Chart {
    let outcome = isolate(&report.outcome);
    let title = match report.rows.first().and_then(|row| Some((row, row.importance.value?))) {
        Some((first, share)) => {
            let (item, share) = (isolate(&first.item), number::percent(share));
            format!("{item} has most to do with {outcome}: {share} of what the items explain")
        }
        None => format!("None of the items explains anything of {outcome}"),
    };
    let how = match report.form {
        DriverForm::Linear => format!("of the differences in {outcome}"),
        DriverForm::Logistic => format!("of the uncertainty about {outcome} (McFadden)"),
    };
    let facts = format!(
        "All items together explain {} {how}, {}. {CAUSE}",
        number::percent(report.r_squared),
        some(report.customers, "customers"),
    );
    let mut chart = column::chart(title, facts, SOURCE);
    let most = column::highest(report.rows.iter().map(|row| &row.importance));
    let scale = Linear { from: (0.0, if most > 0.0 { most } else { 1.0 }), to: (0.0, WIDTH) };
    for row in report.rows.iter().take(ROWS) {
        importance_of(&mut chart, row, scale);
    }
    let left_out = report.left_out + report.without_outcome;
    if left_out > 0 {
        let who = some(left_out, "journeys");
        chart.notes.push(format!("{who} without the outcome or an item are left out."));
    }
    if report.rows.iter().any(|row| row.coefficient.value.is_some_and(|value| value < 0.0)) {
        chart.notes.push(format!("Orange: the more of it, the lower {outcome}."));
    }
    if report.rows.iter().any(|row| row.p_adjusted.is_some() && !is_told(row.p_adjusted)) {
        chart.notes.push(column::HOLLOW.into());
    }
    chart.notes.extend(more(report.rows.len().saturating_sub(ROWS), "items"));
    chart
}

fn importance_of(chart: &mut Chart, row: &DriverRow, scale: Linear) {
    let top = chart.height;
    let left_out = match row.note {
        DriverNote::Estimated => None,
        DriverNote::Constant => Some("the same for everybody"),
        DriverNote::Redundant => Some("follows from items before it"),
    };
    let value = match left_out {
        Some(words) => (NOTE, words.to_string()),
        None => column::value(&row.importance, Unit::Share),
    };
    let used = column::head(&mut chart.canvas, top, (column::name(false), &row.item), (value.0, &value.1));
    let y = top + used + 8.0;
    if left_out.is_none() {
        let less = row.coefficient.value.is_some_and(|value| value < 0.0);
        let length = scale.at(row.importance.value.unwrap_or_default());
        let class = if less { "loss" } else { "band" };
        chart.canvas.rect(class, Area::new(0.0, y - 5.0, length, 10.0));
        interval(&mut chart.canvas, &row.importance, scale, y, is_told(row.p_adjusted));
    }
    let area = Area::new(0.0, top, WIDTH, used + 16.0);
    chart.tell(area, explain(row));
    chart.height = top + used + if left_out.is_none() { 26.0 } else { 10.0 };
}

/// The interval of a bar, with a dot at its end.
fn interval(canvas: &mut Canvas, estimate: &Estimate, scale: Linear, y: f64, told: bool) {
    if let Some((low, high)) = estimate.low.zip(estimate.high) {
        canvas.line("range", (scale.at(low), y), (scale.at(high), y));
    }
    if let Some(value) = estimate.value {
        let at = (scale.at(value).clamp(4.0, WIDTH - 4.0), y);
        canvas.circle(if told { "fgood" } else { "weak" }, at, 4.0);
    }
}

fn explain(row: &DriverRow) -> String {
    let mut lines = vec![row.item.clone()];
    lines.push(format!("importance: {}", number::in_full(&row.importance, Unit::Share)));
    if row.coefficient.value.is_some() {
        lines.push(format!("outcome for one more: {}", plus_in_full(&row.coefficient)));
    }
    lines.extend(column::p_values(row.p, row.p_adjusted));
    lines.extend(row.mean.map(|mean| format!("mean {}", number::amount(mean))));
    lines.extend(row.vif.map(|vif| format!("variance inflation {}", number::amount(vif))));
    lines.join("\n")
}

/// Rated items on the plane of performance and importance.
fn quadrants(report: &DriverReport) -> Chart {
    let rows: Vec<&ImportancePerformanceRow> = report.priorities.iter().collect();
    let placed = |row: &&ImportancePerformanceRow| row.importance.zip(row.performance).is_some();
    let known: Vec<&ImportancePerformanceRow> = rows.into_iter().filter(placed).take(ROWS).collect();
    if known.is_empty() {
        let needs =
            "The plane needs items that customers rate, on a known scale, and that explain something.";
        return column::missing("There is nothing to put beside importance", needs, SOURCE);
    }
    let here: Vec<String> = known
        .iter()
        .filter(|row| row.quadrant == Some(Quadrant::ConcentrateHere))
        .map(|row| isolate(&row.item))
        .collect();
    let title = match here.as_slice() {
        [] => "What is important is also rated well".to_string(),
        [one] => format!("{one} is important and rated badly: concentrate here"),
        [one, two] => format!("{one} and {two} are important and rated badly: concentrate here"),
        [one, two, rest @ ..] => {
            format!("{one}, {two} and {} more are important and rated badly: concentrate here", rest.len())
        }
    };
    let facts = format!(
        "How much each item has to do with {}, and how well it does; {}. {CAUSE}",
        isolate(&report.outcome),
        some(report.customers, "customers")
    );
    let mut chart = column::chart(title, facts, SOURCE);
    plane(report, &known).draw(&mut chart);
    for (place, row) in known.iter().enumerate() {
        listed(&mut chart, place + 1, row);
    }
    let shown = report.priorities.len();
    chart.notes.extend(more(shown.saturating_sub(known.len()), "items"));
    chart
}

fn plane<'a>(report: &DriverReport, rows: &[&ImportancePerformanceRow]) -> Plane<'a> {
    let spot = |(place, row): (usize, &&ImportancePerformanceRow)| Spot {
        number: place + 1,
        name: row.item.clone(),
        at: (row.performance.unwrap_or_default(), row.importance.unwrap_or_default()),
        weak: row.mean.small_sample,
        text: explain_place(row),
    };
    Plane {
        across: Axis {
            name: "performance: mean rating between the worst answer (0 %) and the best".into(),
            range: part_of_one(rows.iter().filter_map(|row| row.performance).chain(report.performance_from)),
            from: report.performance_from,
            word: number::percent,
        },
        up: Axis {
            name: "importance: share of what the items explain".into(),
            range: from_zero(rows.iter().filter_map(|row| row.importance).chain(report.importance_from)),
            from: report.importance_from,
            word: number::percent,
        },
        corners: ["concentrate here", "keep up", "low priority", "possible overkill"],
        spots: rows.iter().enumerate().map(spot).collect(),
    }
}

fn quadrant_words(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::ConcentrateHere => "concentrate here",
        Quadrant::KeepUp => "keep up",
        Quadrant::LowPriority => "low priority",
        Quadrant::PossibleOverkill => "possible overkill",
    }
}

/// A line of the list below the plane.
fn listed(chart: &mut Chart, place: usize, row: &ImportancePerformanceRow) {
    let top = chart.height;
    let name = format!("{place} {}", isolate(&row.item));
    let words = row.quadrant.map_or("", quadrant_words);
    let mean = number::short(&row.mean, Unit::Rating);
    let value = format!("mean {mean}{}{words}", if words.is_empty() { "" } else { " · " });
    let bold = row.quadrant == Some(Quadrant::ConcentrateHere);
    let face = super::frame::weigh(SMALL, &row.mean);
    let name_face = if bold { SMALL.bold() } else { SMALL };
    let used = column::head(&mut chart.canvas, top, (name_face, &name), (face, &value));
    chart.tell(Area::new(0.0, top, WIDTH, used), explain_place(row));
    chart.height = top + used + 5.0;
}

fn explain_place(row: &ImportancePerformanceRow) -> String {
    let share = |value: Option<f64>| value.map_or_else(|| number::NONE.into(), number::percent);
    let mut lines = vec![
        row.item.clone(),
        format!("importance {}, performance {}", share(row.importance), share(row.performance)),
        format!("mean: {}", number::in_full(&row.mean, Unit::Rating)),
        format!("best answers: {}", number::in_full(&row.satisfied, Unit::Share)),
    ];
    lines.extend(row.opportunity.map(|score| format!("opportunity score {}", number::amount(score))));
    lines.extend(row.quadrant.map(|quadrant| quadrant_words(quadrant).to_string()));
    lines.join("\n")
}

/// Penalties to the left and rewards to the right.
fn contrasts(report: &DriverReport) -> Chart {
    let known: Vec<&PenaltyRewardRow> =
        report.contrasts.iter().filter(|row| row.penalty.value.or(row.reward.value).is_some()).collect();
    if known.is_empty() {
        let needs = "It needs items with low ratings, high ones and some between.";
        return column::missing("Low and high ratings cannot be compared", needs, SOURCE);
    }
    let outcome = isolate(&report.outcome);
    let facts = format!(
        "How {outcome} at low ratings and at high ones differs from that at ratings between, all other items being equal; {}. {CAUSE}",
        some(report.customers, "customers")
    );
    let mut chart = column::chart(contrast_title(&known), facts, SOURCE);
    chart.canvas.label(NOTE, Anchor::Left, (0.0, 11.0), "← penalty of low ratings");
    chart.canvas.label(NOTE, Anchor::Right, (WIDTH, 11.0), "reward of high ratings →");
    chart.height = 26.0;
    let ends = known.iter().flat_map(|row| [&row.penalty, &row.reward]);
    let ends = ends.flat_map(|one| [one.low, one.value, one.high]).flatten();
    let far = ends.map(f64::abs).fold(0.0, f64::max);
    let scale = Linear { from: if far > 0.0 { (-far, far) } else { (-1.0, 1.0) }, to: (SIDE, WIDTH - SIDE) };
    for row in known.iter().take(ROWS) {
        contrast(&mut chart, row, scale);
    }
    if known.iter().any(|row| !is_told(row.penalty_p_adjusted) || !is_told(row.reward_p_adjusted)) {
        chart.notes.push("Grey: may be chance (adjusted p above 0.05).".into());
    }
    chart.notes.extend(more(known.len().saturating_sub(ROWS), "items"));
    chart
}

/// The largest penalty and the largest reward that are more than chance.
fn contrast_title(rows: &[&PenaltyRewardRow]) -> String {
    let size = |estimate: &Estimate| estimate.value.map_or(0.0, f64::abs);
    let penalty = rows.iter().filter(|row| is_told(row.penalty_p_adjusted));
    let penalty = penalty.max_by(|a, b| size(&a.penalty).total_cmp(&size(&b.penalty)));
    let reward = rows.iter().filter(|row| is_told(row.reward_p_adjusted));
    let reward = reward.max_by(|a, b| size(&a.reward).total_cmp(&size(&b.reward)));
    let told = |row: &PenaltyRewardRow, value: &Estimate| {
        (isolate(&row.item), plus(value.value.unwrap_or_default()))
    };
    let penalty = penalty.map(|row| told(row, &row.penalty));
    let reward = reward.map(|row| told(row, &row.reward));
    match (penalty, reward) {
        (Some((bad, less)), Some((good, more))) if bad == good => {
            format!("{bad} counts most both ways: {less} where rated low, {more} where rated high")
        }
        (Some((bad, less)), Some((good, more))) => {
            format!("Low ratings of {bad} cost most ({less}); high ones of {good} bring most ({more})")
        }
        (Some((bad, less)), None) => {
            format!("Low ratings of {bad} cost most ({less}); no high ones bring more than chance would")
        }
        (None, Some((good, more))) => {
            format!("High ratings of {good} bring most ({more}); no low ones cost more than chance would")
        }
        (None, None) => "Neither low nor high ratings make a difference that is more than chance".into(),
    }
}

fn kind_words(row: &PenaltyRewardRow) -> &'static str {
    let is_less = |estimate: &Estimate| estimate.value.is_some_and(|value| value < 0.0);
    match row.kind {
        Some(ContrastKind::Dissatisfier) if is_less(&row.penalty) => "must be right",
        Some(ContrastKind::Dissatisfier) => "only low ones count",
        Some(ContrastKind::Delighter) if is_less(&row.reward) => "only high ones count",
        Some(ContrastKind::Delighter) => "delights",
        Some(ContrastKind::Linear) => "both ways",
        Some(ContrastKind::None) => "may be chance",
        None => "",
    }
}

fn contrast(chart: &mut Chart, row: &PenaltyRewardRow, scale: Linear) {
    let (top, canvas) = (chart.height, &mut chart.canvas);
    let words = kind_words(row);
    let used = column::head(canvas, top, (column::name(false), &row.item), (NOTE, words));
    let middle = top + used + 12.0;
    canvas.line("axis", (scale.at(0.0), middle - 11.0), (scale.at(0.0), middle + 11.0));
    let sides = [
        (&row.penalty, row.penalty_p_adjusted, "loss", -7.0, (0.0, Anchor::Left)),
        (&row.reward, row.reward_p_adjusted, "band", 1.0, (WIDTH, Anchor::Right)),
    ];
    for (estimate, p, class, shift, (x, anchor)) in sides {
        let told = is_told(p);
        let value = estimate.value.unwrap_or_default();
        let (from, to) = (scale.at(value.min(0.0)), scale.at(value.max(0.0)));
        let class = if told { class } else { "open" };
        canvas.rect(class, Area::new(from, middle + shift, to - from, 6.0));
        if let Some((low, high)) = estimate.low.zip(estimate.high) {
            let y = middle + shift + 3.0;
            canvas.line("thin", (scale.at(low), y), (scale.at(high), y));
        }
        let text = estimate.value.map_or_else(|| number::NONE.into(), plus);
        canvas.label(if told { SMALL.bold() } else { NOTE }, anchor, (x, middle + 4.0), &text);
    }
    let text = [
        row.item.clone(),
        format!("penalty of {}: {}", some(row.low, "low ratings"), plus_in_full(&row.penalty)),
        format!("reward of {}: {}", some(row.high, "high ratings"), plus_in_full(&row.reward)),
        words.to_string(),
    ];
    chart.tell(Area::new(0.0, top, WIDTH, used + 22.0), text.join("\n").trim_end().to_string());
    chart.height = top + used + 32.0;
}
