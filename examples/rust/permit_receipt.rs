//! Building permits of a Dutch municipality: how long do applicants wait, and do they hear by the planned date?
//!
//! `JOURNEY_DATA=DATA cargo run -p journey-examples --bin permit_receipt -- OUTPUT_FOLDER`

use std::collections::BTreeMap;

use journey_core::EventLog;
use journey_core::log::Columns;
use journey_examples::{Result, csv_text, data, map, output, show, table};

const FILE: &str = "receipt/receipt.csv.gz";

/// The tasks of the municipality: one event a row.
fn tasks() -> Result<EventLog> {
    let columns = Columns::new("case:concept:name", "time:timestamp", "concept:name");
    Ok(EventLog::read_csv(data(FILE)?, &columns.keep(["case:channel", "case:department", "org:group"]))?)
}

/// What applicants see, from the columns that every row of a case repeats: when they applied and when the case
/// was closed, in time or late.
fn milestones() -> Result<EventLog> {
    let columns = ["case:concept:name", "case:startdate", "case:enddate", "case:enddate_planned"];
    let mut events = BTreeMap::new();
    for [case, start, end, planned] in table(FILE, columns)? {
        events.insert((case.clone(), 0), [case.clone(), start, "Submitted".to_string()]);
        if !end.is_empty() {
            let in_time = moment(&end)? <= moment(&planned)?;
            let name = if in_time { "Closed in time" } else { "Closed late" };
            events.insert((case.clone(), 1), [case, end, name.to_string()]);
        }
    }
    let text = csv_text(["case", "time", "event"], events.into_values())?;
    Ok(EventLog::read_csv_text(&text, &Columns::new("case", "time", "event"))?)
}

/// An instant such as `2011-12-06 13:41:31.788000+01:00`.
fn moment(text: &str) -> Result<jiff::Timestamp> {
    Ok(text.parse()?)
}

fn main() -> Result<()> {
    let folder = output()?;
    let log = EventLog::concat(&[milestones()?, tasks()?])?;
    let measured = map("permit_receipt.yaml")?.measure(&log)?;
    show(&measured, &folder, "permit_receipt")
}
