//! How merchants come to a Brazilian marketplace: where do leads come from, who signs, and how long does it take?
//!
//! Two files become one log: leads with the day of their first contact, and closed deals.
//!
//! `JOURNEY_DATA=DATA cargo run -p journey-examples --bin olist_funnel -- OUTPUT_FOLDER`

use journey_core::EventLog;
use journey_core::log::Columns;
use journey_examples::{Result, data, doubts, map, output, show};

/// One event a lead. Only the day is known.
fn leads() -> Result<EventLog> {
    let columns = Columns::always("mql_id", "first_contact_date", "First contact")
        .time_zone("America/Sao_Paulo")
        .keep(["origin", "landing_page_id"]);
    Ok(EventLog::read_csv(data("olist_funnel/olist_marketing_qualified_leads.csv.gz")?, &columns)?)
}

/// One event a deal.
fn deals() -> Result<EventLog> {
    let columns = Columns::always("mql_id", "won_date", "Deal won").time_zone("America/Sao_Paulo").keep([
        "business_segment",
        "lead_type",
        "declared_monthly_revenue",
    ]);
    Ok(EventLog::read_csv(data("olist_funnel/olist_closed_deals.csv.gz")?, &columns)?)
}

fn main() -> Result<()> {
    let folder = output()?;
    let log = EventLog::concat(&[leads()?, deals()?])?;
    doubts(&log, "America/Sao_Paulo", &folder, "olist_funnel")?;
    let measured = map("olist_funnel.yaml")?.measure(&log)?;
    show(&measured, &folder, "olist_funnel")
}
