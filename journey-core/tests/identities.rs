//! How well stitching finds people who are known: people of a simulated shop who use several devices and addresses.
//!
//! The table that is printed is that of `docs/guide/identities.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::analysis::{Agreement, Headline, IdentitySensitivity};
use journey_core::log::{Event, LogBuilder, LogOptions, OnConflict, Shard, Stitching, Value};
use journey_core::simulate::Simulate;
use journey_core::{EventLog, JourneyMap};

/// Small random numbers that are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The simulated log of 2,000 people as their devices see it: every person has one to four cookies, logs in on a part
/// of the visits, and leaves an address on some. The column `person` says who it was.
fn seen(lost: u64, shared: bool) -> EventLog {
    let map = JourneyMap::template("online_shop").unwrap();
    let options = Simulate::new(4).customers(2000).returning(0.5, "20d".parse().unwrap());
    let log = map.simulate(&options).unwrap();
    let columns = ["user", "email", "person"].map(|name| (name.to_string(), None)).to_vec();
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    let mut journeys: Vec<_> = log.shards().iter().flat_map(Shard::journeys).collect();
    journeys.sort_by_key(|journey| journey.customer());
    let mut row = 0;
    for (number, journey) in journeys.iter().enumerate() {
        // A draw for each event, whatever the options, so that all tables are about the same people.
        let mut dice = Dice(number as u64 + 1);
        let devices = 1 + dice.roll(4);
        let person = journey.customer();
        let mut device = dice.roll(devices);
        for (&time, &touchpoint) in journey.times().iter().zip(journey.touchpoints()) {
            if dice.roll(4) == 0 {
                device = dice.roll(devices);
            }
            let (login, address, loss) =
                (dice.roll(100) < 35, dice.roll(100) < 15, [dice.roll(100), dice.roll(100)]);
            // Every tenth person uses the television of the one before.
            let owner = if shared && number % 10 == 9 && device == 0 { number - 1 } else { number };
            let cookie = format!("k{owner}-{device}");
            let (user, email) = (format!("u{person}"), format!("m{person}"));
            let value = |here: bool, loss: u64, text| {
                if here && loss >= lost { Value::Text(text) } else { Value::Missing }
            };
            let values = [value(login, loss[0], &user), value(address, loss[1], &email), Value::Text(person)];
            row += 1;
            let touchpoint = log.touchpoints().get(touchpoint);
            builder
                .push(Event { customer: &cookie, time, touchpoint, end: None, row, values: &values })
                .unwrap();
        }
    }
    builder.finish().unwrap()
}

/// Precision and recall of pairs of events.
fn judge(log: &EventLog) -> (f64, f64) {
    let report = log.run(&Agreement::new("person")).unwrap();
    (report.precision.unwrap(), report.recall.unwrap())
}

#[test]
fn people_are_found_again() {
    println!("| ids | stitching | customers | precision | recall |");
    println!("|---|---|---|---|---|");
    let mut all = Vec::new();
    let keep = Stitching::new(["user", "email"]);
    let merge = keep.clone().on_conflict(OnConflict::Merge);
    let cases = [
        ("all", seen(0, false), None),
        ("all", seen(0, false), Some(&keep)),
        ("10 % lost", seen(10, false), Some(&keep)),
        ("a shared device", seen(0, true), Some(&keep)),
        ("a shared device", seen(0, true), Some(&merge)),
    ];
    for (ids, log, options) in &cases {
        let (stitched, how) = match options {
            None => (log.clone(), "none"),
            Some(options) => {
                let name = if options.on_conflict == OnConflict::Merge { "merge" } else { "keep apart" };
                (log.stitch(options).unwrap().0, name)
            }
        };
        let (precision, recall) = judge(&stitched);
        println!("| {ids} | {how} | {} | {precision:.4} | {recall:.4} |", stitched.customers());
        all.push((precision, recall));
    }
    let [before, after, lost, shared, merged] = all[..] else { panic!("five cases") };
    assert!(before.0 == 1.0 && before.1 < 0.8, "{before:?}");
    assert!(after.0 == 1.0 && after.1 > 0.95, "{after:?}");
    assert!(lost.0 == 1.0 && lost.1 > 0.9 && lost.1 <= after.1, "{lost:?}");
    assert!(shared.0 > 0.98 && shared.1 > 0.9, "{shared:?}");
    assert!(merged.0 < shared.0, "{merged:?}");
}

#[test]
fn numbers_move_with_the_links_that_are_lost() {
    let log = seen(0, false);
    let question = IdentitySensitivity::new(Stitching::new(["user", "email"]))
        .number(Headline::Customers)
        .number(Headline::JourneyLength)
        .repeats(3);
    let report = log.identity_sensitivity(&question).unwrap();
    println!("| number | lost | all links | mean | min | max |\n|---|---|---|---|---|---|");
    for row in &report.rows {
        let number = |number: Option<f64>| number.map_or(String::new(), |number| format!("{number:.2}"));
        let (value, mean, min, max) = (number(row.value), number(row.mean), number(row.min), number(row.max));
        println!("| {} | {:.0} % | {value} | {mean} | {min} | {max} |", row.number, row.lost * 100.0);
    }
    let customers: Vec<f64> = report.rows[..3].iter().map(|row| row.mean.unwrap()).collect();
    assert!(report.rows[0].value.unwrap() < customers[0] && customers.is_sorted(), "{customers:?}");
}
