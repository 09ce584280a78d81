//! Half a year of a made-up online shop with two things wrong in it: does the map find what was planted?
//!
//! Needs no data. `cargo run -p journey-examples --bin simulated_shop -- OUTPUT_FOLDER`

use std::fs::File;

use journey_core::JourneyMap;
use journey_core::simulate::{Fault, Simulate};
use journey_examples::{Result, output, show};

fn main() -> Result<()> {
    let folder = output()?;
    let shop = JourneyMap::template("online_shop")?;
    let options = Simulate::new(20)
        .customers(20_000)
        .fault(Fault::LosesCustomers { touchpoint: "checkout".into(), share: 0.25 })
        .fault(Fault::Slow { touchpoint: "delivered".into(), factor: 6.0 });
    let log = shop.simulate(&options)?;
    shop.save(folder.join("shop.yaml"))?;
    log.to_csv(File::create(folder.join("events.csv"))?)?;
    show(&shop.measure(&log)?, &folder, "simulated_shop")
}
