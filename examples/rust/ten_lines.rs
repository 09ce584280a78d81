//! The ten lines of the README. Reads `events.csv` and `shop.yaml` in the working folder, which
//! `simulated_shop` writes, and writes `shop.html`.
#![allow(clippy::print_stdout)]

use journey_core::{EventLog, JourneyMap, analysis::Funnel, log::Columns};

fn main() -> journey_core::Result<()> {
    let log = EventLog::read_csv("events.csv", &Columns::new("customer", "time", "touchpoint").end("end"))?;
    let shop = JourneyMap::load("shop.yaml")?;
    let measured = shop.measure(&log)?;
    measured.save("shop.html")?;
    for finding in &measured.pain_points {
        println!("{} {}", finding.rank, finding.statement);
    }
    let funnel = log.run(&Funnel::new(["cart", "payment", "delivered"]).within("30d".parse()?))?;
    for row in &funnel.rows {
        println!("{} {} {} {:?}", row.step, row.touchpoint, row.customers, row.conversion.value);
    }
    Ok(())
}
