//! KPIs before and after: difference, interval, p-value, verdict.

use super::words::{self, Told};
use super::{Adjustment, BeforeAfter, KpiChange, KpiVerdict};
use crate::analysis::{Estimate, Method, difference};
use crate::measure::{MeasuredKpi, MeasuredMap, Unit, View};
use crate::model::{Direction, KpiScope};
use crate::numeric::{Z95, normal_p};

/// Changes with a larger adjusted p-value may be chance.
pub(super) const LEVEL: f64 = 0.05;
/// The share of completed journeys, which every map has.
const COMPLETION: &str = "completion";

/// What the log knows beside the two measured maps.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub earlier: Option<MeasuredMap>,
    /// Before and after, a year before.
    pub season: Option<[MeasuredMap; 2]>,
    /// Before and after, of whom the change did not touch.
    pub control: Option<[MeasuredMap; 2]>,
    /// Before and after, of each kind of customers.
    pub strata: Vec<[MeasuredMap; 2]>,
}

/// KPIs of a view, and the share of completed journeys if the map has no KPI of that id.
pub(super) fn of_view(view: &View) -> Vec<MeasuredKpi> {
    let mut kpis = Vec::new();
    if view.kpi(COMPLETION).is_none() {
        kpis.push(MeasuredKpi {
            id: COMPLETION.into(),
            name: "Completion".into(),
            scope: KpiScope::Map,
            measure: COMPLETION.into(),
            value: view.completion.clone(),
            unit: Unit::Share,
            target: None,
            direction: Direction::Up,
            status: None,
            dropped: 0,
            rows: Vec::new(),
        });
    }
    // The customers of a persona are the same in every view.
    let own = |kpi: &&MeasuredKpi| view.persona.is_none() || !matches!(kpi.scope, KpiScope::Persona(_));
    kpis.extend(view.kpis.iter().filter(own).cloned());
    kpis
}

/// The value of a KPI of a view of another map of the same customers or others.
fn value(measured: &MeasuredMap, persona: Option<&str>, kpi: &str) -> Option<Estimate> {
    let view = measured.views.iter().find(|view| view.persona.as_deref() == persona)?;
    let found = of_view(view).into_iter().find(|other| other.id == kpi)?;
    found.value.value.is_some().then_some(found.value)
}

/// All KPIs of all views, not judged yet.
pub(super) fn changes(
    before: &MeasuredMap,
    after: &MeasuredMap,
    beside: &Beside,
    options: &BeforeAfter,
) -> Vec<KpiChange> {
    let mut rows = Vec::new();
    for (earlier, later) in before.views.iter().zip(&after.views) {
        for (before, after) in of_view(earlier).into_iter().zip(of_view(later)) {
            rows.push(change(earlier.persona.as_deref(), (before, after), beside, options));
        }
    }
    rows
}

fn change(
    persona: Option<&str>,
    (before, after): (MeasuredKpi, MeasuredKpi),
    beside: &Beside,
    options: &BeforeAfter,
) -> KpiChange {
    let of = |measured: &MeasuredMap| value(measured, persona, &after.id);
    let between = |[before, after]: &[MeasuredMap; 2]| Some(difference(&of(after)?, &of(before)?));
    let plain = difference(&after.value, &before.value);
    let season = beside.season.as_ref().and_then(between);
    let control = beside.control.as_ref().and_then(between);
    let (adjustment, effect) = match (&control, &season) {
        (Some(control), _) => (Adjustment::Control, difference(&plain, control)),
        (None, Some(season)) => (Adjustment::Season, difference(&plain, season)),
        (None, None) => (Adjustment::None, plain.clone()),
    };
    let same_mix = same_mix(&beside.strata, persona, &after.id);
    KpiChange {
        persona: persona.map(str::to_string),
        margin: margin(&after, &before.value, options),
        p: p(&effect).filter(|_| before.value.n.min(after.value.n) >= options.min_sample),
        p_adjusted: None,
        verdict: KpiVerdict::Unclear,
        statement: String::new(),
        earlier: beside.earlier.as_ref().and_then(of),
        mix_reverses: same_mix.as_ref().is_some_and(|same| reverses(&plain, same)),
        kpi: after.id,
        name: after.name,
        unit: after.unit,
        direction: after.direction,
        before: before.value,
        after: after.value,
        difference: plain,
        effect,
        adjustment,
        target: after.target,
        status_before: before.status,
        status_after: after.status,
        season,
        control,
        same_mix,
    }
}

/// Effects up to this do not matter.
fn margin(kpi: &MeasuredKpi, before: &Estimate, options: &BeforeAfter) -> f64 {
    let usual = match kpi.unit {
        Unit::Points => 100.0 * options.margin,
        _ => options.margin * before.value.unwrap_or_default().abs(),
    };
    options.margins.get(&kpi.id).copied().unwrap_or(usual)
}

/// Two-sided p-value for "the difference is 0", from the end of its interval that lies towards 0: it is 0.05 where that end is
/// 0, so that interval and p-value never contradict each other.
pub(super) fn p(difference: &Estimate) -> Option<f64> {
    let (value, low, high) = (difference.value?, difference.low?, difference.high?);
    if value == 0.0 {
        return Some(1.0);
    }
    let reach = if value > 0.0 { value - low } else { high - value };
    Some(if reach > 0.0 { normal_p(value / reach * Z95) } else { 0.0 })
}

/// The difference if both sides had the mix of both together (direct standardisation): the mean of the differences of all
/// kinds of customers, weighted with how many of both sides they are.
fn same_mix(strata: &[[MeasuredMap; 2]], persona: Option<&str>, kpi: &str) -> Option<Estimate> {
    let (mut sum, mut weights, mut n) = (0.0, 0.0, 0);
    let (mut below, mut above) = (0.0, 0.0);
    for [before, after] in strata {
        let pair = value(before, persona, kpi).zip(value(after, persona, kpi));
        let Some(part) = pair.map(|(before, after)| difference(&after, &before)) else { continue };
        let Some((value, (low, high))) = part.value.zip(part.low.zip(part.high)) else { continue };
        let weight = customers(before, persona) + customers(after, persona);
        sum += weight * value;
        weights += weight;
        below += square(weight * (value - low));
        above += square(weight * (high - value));
        n += part.n;
    }
    if weights <= 0.0 {
        return None;
    }
    let value = sum / weights;
    let interval = (value - below.sqrt() / weights, value + above.sqrt() / weights);
    Some(Estimate::with_interval(Some(value), Some(interval), n, "both groups", Method::SquareAndAdd))
}

fn customers(measured: &MeasuredMap, persona: Option<&str>) -> f64 {
    let view = measured.views.iter().find(|view| view.persona.as_deref() == persona);
    view.map_or(0.0, |view| view.customers as f64)
}

/// Whether a difference has another sign with the same mix, and one of both is more than chance.
fn reverses(plain: &Estimate, same: &Estimate) -> bool {
    let clear = |estimate: &Estimate| p(estimate).is_some_and(|p| p < LEVEL);
    let opposite = plain.value.zip(same.value).is_some_and(|(plain, same)| plain * same < 0.0);
    opposite && (clear(plain) || clear(same))
}

/// Says what became of a KPI whose adjusted p-value is known.
pub(super) fn judge(row: &mut KpiChange, p_adjusted: Option<f64>, options: &BeforeAfter) {
    row.p_adjusted = p_adjusted;
    row.verdict = verdict(row, options.min_sample);
    row.statement = words::kpi(&Told::of(row), row, options.min_sample);
}

fn verdict(row: &KpiChange, min_sample: u64) -> KpiVerdict {
    let Some(((effect, low), high)) = row.effect.value.zip(row.effect.low).zip(row.effect.high) else {
        return KpiVerdict::NotEnoughData;
    };
    if row.before.n.min(row.after.n) < min_sample {
        KpiVerdict::NotEnoughData
    } else if -row.margin <= low && high <= row.margin {
        KpiVerdict::NoChange
    } else if row.p_adjusted.is_none_or(|p| p >= LEVEL) {
        KpiVerdict::Unclear
    } else if (effect > 0.0) == (row.direction == Direction::Up) {
        KpiVerdict::Better
    } else {
        KpiVerdict::Worse
    }
}

fn square(number: f64) -> f64 {
    number * number
}
