//! A year of coupon campaigns at a grocery chain: who redeems, and what are they worth?
//!
//! Four files become one log: transactions, campaigns (dated by their descriptions), coupon redemptions, and the
//! demographics of the households.
//!
//! `JOURNEY_DATA=DATA cargo run -p journey-examples --bin complete_journey -- OUTPUT_FOLDER`

use std::collections::BTreeMap;

use journey_core::EventLog;
use journey_core::ingest::CustomerTable;
use journey_core::log::{ColumnKind, Columns};
use journey_examples::{Result, csv_text, data, doubts, map, output, show, table};

/// One event a basket line.
fn transactions() -> Result<EventLog> {
    let columns = Columns::always("household_id", "transaction_timestamp", "Basket line")
        .time_zone("America/New_York")
        .kind("basket_id", ColumnKind::Dictionary)
        .kind("product_id", ColumnKind::Dictionary)
        .keep(["basket_id", "product_id", "quantity", "sales_value", "retail_disc", "coupon_disc"]);
    Ok(EventLog::read_csv(data("complete_journey/transactions_sample.csv.gz")?, &columns)?)
}

/// One event for each household that a campaign is sent to, on the day the campaign starts.
fn campaigns() -> Result<EventLog> {
    let descriptions = table(
        "complete_journey/campaign_descriptions.csv.gz",
        ["campaign_id", "campaign_type", "start_date"],
    )?;
    let about: BTreeMap<String, (String, String)> =
        descriptions.into_iter().map(|[id, kind, start]| (id, (kind, start))).collect();
    let sent = table("complete_journey/campaigns.csv.gz", ["campaign_id", "household_id"])?;
    let events = sent.into_iter().filter_map(|[id, household]| {
        let (kind, start) = about.get(&id)?;
        Some([household, start.clone(), format!("Campaign {kind}"), id])
    });
    let text = csv_text(["household_id", "date", "event", "campaign_id"], events)?;
    let columns = Columns::new("household_id", "date", "event").time_zone("America/New_York");
    Ok(EventLog::read_csv_text(&text, &columns)?)
}

/// One event a redeemed coupon.
fn redemptions() -> Result<EventLog> {
    let columns = Columns::always("household_id", "redemption_date", "Coupon redeemed")
        .time_zone("America/New_York")
        .kind("coupon_upc", ColumnKind::Dictionary)
        .keep(["campaign_id", "coupon_upc"]);
    Ok(EventLog::read_csv(data("complete_journey/coupon_redemptions.csv.gz")?, &columns)?)
}

fn main() -> Result<()> {
    let folder = output()?;
    let households = CustomerTable::read_csv(
        data("complete_journey/demographics.csv.gz")?,
        &Columns::customers("household_id").keep(["age", "income", "household_comp", "kids_count"]),
    )?;
    let log = EventLog::concat(&[campaigns()?, redemptions()?, transactions()?])?;
    let log = log.join_customers(&households)?;
    doubts(&log, "America/New_York", &folder, "complete_journey")?;
    let measured = map("complete_journey.yaml")?.measure(&log)?;
    show(&measured, &folder, "complete_journey")
}
