//! Opportunities: what could be done, how much work it is, and how many customers it concerns.

use crate::measure::Finding;
use crate::model::{Opportunity, OpportunityStatus};
use crate::render::canvas::{Area, Canvas, NOTE, SMALL};
use crate::render::scene::{Band, Column, Lane, PAD};
use crate::render::{head, number};

const SHOWN: usize = 3;

/// Opportunities under their touchpoints.
pub(super) fn lane(band: &Band<'_>) -> Option<Lane> {
    let touchpoints = band.scene.columns.iter().filter_map(|column| column.touchpoint);
    if touchpoints.map(|touchpoint| touchpoint.opportunities.len()).sum::<usize>() == 0 {
        return None;
    }
    let mut canvas = Canvas::default();
    let mut height: f64 = 0.0;
    for (position, column, touchpoint) in band.touchpoints() {
        let x = band.x(position) + PAD;
        let width =
            band.room(position, |next| next.touchpoint.is_none_or(|next| next.opportunities.is_empty()));
        let mut y = 0.0;
        for opportunity in touchpoint.opportunities.iter().take(SHOWN) {
            y += item(band, &mut canvas, Area::new(x, y, width, 0.0), column, opportunity) + 6.0;
        }
        let more = touchpoint.opportunities.len().saturating_sub(SHOWN);
        if more > 0 {
            y += canvas.block(NOTE, (x, y), band.text_width(), 1, &format!("… {more} more in the table"));
        }
        height = height.max(y);
    }
    Some(Lane::named("Opportunities", "with what is at stake and the effort", canvas, height))
}

/// One opportunity; the height used.
fn item(band: &Band<'_>, canvas: &mut Canvas, at: Area, column: &Column<'_>, item: &Opportunity) -> f64 {
    let (x, width) = (at.x, at.width);
    let mut y = at.y + canvas.block(SMALL.bold(), (x, at.y), width, 4, &item.text) + 1.0;
    if let Some(finding) = column.findings.first() {
        y += canvas.block(NOTE, (x, y), width, 2, &stake(finding));
    }
    let facts = facts(item);
    if !facts.is_empty() {
        y += canvas.block(NOTE, (x, y), width, 3, &facts);
    }
    if let Some(finding) = column.findings.first() {
        let tip = format!(
            "{}\nAt stake: customers affected by pain point {} beyond what would be expected, {} \
             (95 % interval in brackets)\n{}",
            item.text,
            finding.rank,
            head::affected(&finding.customers_affected),
            band.scene.source()
        );
        canvas.spot(Area::new(x - 2.0, at.y, width + 4.0, y - at.y), tip);
    }
    y - at.y
}

/// Effort, status and owner in a line.
pub(crate) fn facts(item: &Opportunity) -> String {
    let status = item.status.map(|status| match status {
        OpportunityStatus::Idea => "idea",
        OpportunityStatus::Planned => "planned",
        OpportunityStatus::InProgress => "in progress",
        OpportunityStatus::Done => "done",
        OpportunityStatus::Rejected => "rejected",
    });
    let effort = item.effort.as_ref().map(|effort| format!("effort {effort}"));
    let parts = [effort, status.map(str::to_string), item.owner.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How many customers a finding concerns.
pub(crate) fn stake(finding: &Finding) -> String {
    let amount = |end: Option<f64>| number::amount(end.unwrap_or_default().max(0.0).round());
    let customers = &finding.customers_affected;
    format!("{}–{} customers at stake", amount(customers.low), amount(customers.high))
}
