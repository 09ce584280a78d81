//! KPIs as chips with value, interval and target; status by shape and colour.

use crate::measure::{KpiStatus, MeasuredKpi};
use crate::model::{Direction, KpiScope};
use crate::render::canvas::{Area, Canvas, MEDIUM, NOTE, SMALL};
use crate::render::icons;
use crate::render::number;
use crate::render::scene::{Band, Lane, PAD};
use crate::render::text::Tone;

/// Chips: those of the whole map first, then those of stages and touchpoints in their columns.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let kpis = &band.scene.view.kpis;
    if kpis.is_empty() || band.columns.is_empty() {
        return None;
    }
    let slots = (band.width / 136.0).floor().clamp(1.0, 3.0) as usize;
    let width = band.width / slots as f64;
    let cells = arrange(band, kpis, slots);
    let mut canvas = Canvas::default();
    let mut y = 0.0;
    for row in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
        let mut height: f64 = 0.0;
        for (position, cell) in cells.iter().enumerate() {
            if let Some(kpi) = cell.get(row) {
                let area = Area::new(position as f64 * width + PAD, y, width - 2.0 * PAD, 0.0);
                height = height.max(chip(band, &mut canvas, area, kpi));
            }
        }
        y += height + 10.0;
    }
    if y == 0.0 {
        return None;
    }
    let mut lane = Lane::named("KPIs", "", canvas, (y - 6.0).max(78.0));
    let keys = [(KpiStatus::Met, "met"), (KpiStatus::Uncertain, "uncertain"), (KpiStatus::Missed, "missed")];
    for (row, (status, word)) in keys.into_iter().enumerate() {
        let middle = 30.0 + row as f64 * 18.0;
        icons::status(&mut lane.labels, (6.0, middle), Some(status));
        lane.labels.block(NOTE, (17.0, middle - 7.5), 90.0, 1, word);
    }
    Some(lane)
}

/// Which chips stand in which slot of the band; a wide column has several.
fn arrange<'a>(band: &Band<'a>, kpis: &'a [MeasuredKpi], slots: usize) -> Vec<Vec<&'a MeasuredKpi>> {
    let mut cells: Vec<Vec<&MeasuredKpi>> = vec![Vec::new(); band.columns.len() * slots];
    let columns = &band.scene.columns;
    let begins = |column: &crate::render::scene::Column<'_>, first: &crate::render::scene::Column<'_>| {
        column.stage == first.stage && column.name() == first.name()
    };
    let head = columns.first().zip(band.columns.first()).is_some_and(|(all, here)| begins(all, here));
    if head {
        let whole = |kpi: &&MeasuredKpi| matches!(kpi.scope, KpiScope::Map | KpiScope::Persona(_));
        for kpi in kpis.iter().filter(whole) {
            shortest(&mut cells, 0..band.columns.len() * slots).push(kpi);
        }
    }
    for kpi in kpis {
        let mine: Vec<usize> = band
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| match &kpi.scope {
                KpiScope::Stage(id) => *id == column.of.id,
                KpiScope::Touchpoint(id) => column.touchpoint.is_some_and(|touchpoint| touchpoint.id == *id),
                KpiScope::Map | KpiScope::Persona(_) => false,
            })
            .map(|(position, _)| position)
            .collect();
        if let (Some(first), Some(last)) = (mine.first(), mine.last()) {
            shortest(&mut cells, first * slots..(last + 1) * slots).push(kpi);
        }
    }
    cells
}

/// The first of the cells with the fewest chips.
fn shortest<'a, 'b>(
    cells: &'b mut [Vec<&'a MeasuredKpi>],
    range: std::ops::Range<usize>,
) -> &'b mut Vec<&'a MeasuredKpi> {
    let best = range.clone().min_by_key(|position| cells.get(*position).map_or(usize::MAX, Vec::len));
    &mut cells[best.unwrap_or(range.start)]
}

/// One chip; the height used.
fn chip(band: &Band<'_>, canvas: &mut Canvas, at: Area, kpi: &MeasuredKpi) -> f64 {
    let (x, width) = (at.x, at.width);
    icons::status(canvas, (x + 6.0, at.y + 9.0), kpi.status);
    let mut y = at.y + 1.0;
    y += canvas.block(SMALL, (x + 17.0, y), width - 17.0, 3, &kpi.name) + 1.0;
    let weak = kpi.value.small_sample;
    let tone = match (weak, kpi.status) {
        (true, _) => Tone::Mute,
        (false, Some(KpiStatus::Missed)) => Tone::Bad,
        (false, Some(KpiStatus::Met)) => Tone::Good,
        _ => Tone::Ink,
    };
    let value = kpi.value.value.map_or_else(|| "no data".into(), |value| number::in_unit(value, kpi.unit));
    y += canvas.block(MEDIUM.bold().tone(tone), (x + 17.0, y), width - 17.0, 1, &value);
    let evidence = match (kpi.value.value, weak) {
        (None, _) => None,
        (Some(_), true) => Some(format!("n = {}", kpi.value.n)),
        (Some(_), false) => number::interval_of(&kpi.value, kpi.unit),
    };
    if let Some(evidence) = evidence {
        y += canvas.block(NOTE, (x + 17.0, y), width - 17.0, 1, &evidence);
    }
    if let Some(target) = target(kpi) {
        y += canvas.block(NOTE, (x + 17.0, y), width - 17.0, 1, &target);
    }
    canvas.spot(Area::new(x - 2.0, at.y, width + 4.0, y - at.y), tip(band, kpi));
    y - at.y
}

fn target(kpi: &MeasuredKpi) -> Option<String> {
    let word = match kpi.direction {
        Direction::Up => "target ≥",
        Direction::Down => "target ≤",
    };
    Some(format!("{word} {}", number::in_unit(kpi.target?, kpi.unit)))
}

fn tip(band: &Band<'_>, kpi: &MeasuredKpi) -> String {
    let status = match kpi.status {
        Some(KpiStatus::Met) => "met: the target is reached and the interval does not contain it",
        Some(KpiStatus::Uncertain) => "uncertain: the interval contains the target",
        Some(KpiStatus::Missed) => "missed: the target is not reached and the interval does not contain it",
        None => "no target or no value",
    };
    let about = match &kpi.scope {
        KpiScope::Map => "the whole map".to_string(),
        KpiScope::Stage(id) | KpiScope::Touchpoint(id) => id.clone(),
        KpiScope::Persona(id) => band.scene.persona(id),
    };
    format!(
        "{}\n{} of {about}\n{}\n{}{status}\n{}",
        kpi.name,
        kpi.measure.replace('_', " "),
        number::in_full(&kpi.value, kpi.unit),
        target(kpi).map(|text| format!("{text}; ")).unwrap_or_default(),
        band.scene.source_rows(&kpi.rows)
    )
}
