//! The Rust blocks of the guides compile; those that need no file run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use journey_core::JourneyMap;
use journey_core::analysis::{Bottlenecks, FlowChange, Initiative, Priorities, WhatIf};
use journey_core::render::Drawn;
use journey_core::simulate::{Fault, Simulate};

#[allow(dead_code, unused_variables)]
mod guides {
    include!(concat!(env!("OUT_DIR"), "/guides.rs"));
}

#[test]
fn identities() {
    guides::identities_1().unwrap();
}

#[test]
fn patterns() {
    guides::patterns_1().unwrap();
    guides::patterns_2().unwrap();
}

#[test]
fn before_and_after() {
    guides::before_and_after_1().unwrap();
}

#[test]
fn comments() {
    guides::comments_1().unwrap();
}

#[test]
fn emotions() {
    guides::emotions_1().unwrap();
}

#[test]
fn findings() {
    guides::findings_1().unwrap();
}

#[test]
fn social() {
    guides::social_1().unwrap();
}

#[test]
fn surveys() {
    guides::surveys_1().unwrap();
}

#[test]
fn comparing() {
    guides::comparing_1().unwrap();
}

#[test]
fn sessions() {
    guides::sessions_1().unwrap();
}

#[test]
fn funnels() {
    guides::funnels_1().unwrap();
}

#[test]
fn improving() {
    guides::improving_1().unwrap();
}

/// The pictures that the guide on improving shows, made as it tells.
fn improving_pictures() -> journey_core::Result<[(&'static str, String); 3]> {
    let shop = JourneyMap::template("online_shop")?;
    let slow = Fault::Slow { touchpoint: "delivered".into(), factor: 4.0 };
    let lossy = Fault::LosesCustomers { touchpoint: "checkout".into(), share: 0.3 };
    let log = shop.simulate(&Simulate::new(7).customers(4000).fault(slow).fault(lossy))?;
    let waits = log.run(&Bottlenecks::new())?;
    let what_if = WhatIf::of("purchase".parse()?);
    let levers = log.run(&what_if)?;
    let better = log.run(&what_if.change(FlowChange::drop_off_factor("checkout", 0.5)))?;
    let visits = |name: &str| levers.rows.iter().find(|row| row.touchpoint == name).unwrap().count as f64;
    let deliveries: u64 =
        waits.rows.iter().filter(|row| row.target == "delivered").map(|row| row.count).sum();
    let gain = &better.conversion.difference;
    let gain = [gain.low, gain.value, gain.high].map(|points| 100.0 * points.unwrap());
    let ranks = Priorities::default()
        .initiative(Initiative::new("checkout as a guest").rice(
            visits("checkout"),
            (gain[0], gain[1], gain[2]),
            (0.5, 0.8, 0.9),
            (2.0, 3.0, 6.0),
        ))
        .initiative(Initiative::new("second parcel service").rice(
            deliveries as f64,
            (2.0, 6.0, 12.0),
            (0.5, 0.7, 0.9),
            (1.5, 2.0, 4.0),
        ))
        .initiative(Initiative::new("wish list").rice(
            visits("product_page"),
            (0.1, 0.5, 1.0),
            (0.2, 0.3, 0.5),
            (0.5, 1.0, 2.0),
        ))
        .quadrants(3.0, 2.5)
        .rank()?;
    Ok([("bottlenecks", waits.to_svg()), ("what_if", better.to_svg()), ("priorities", ranks.to_svg())])
}

#[test]
fn the_pictures_of_the_guide_on_improving_are_kept() {
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/images");
    let new = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let pictures =
        improving_pictures().unwrap().map(|(name, picture)| (format!("improving_{name}.svg"), picture));
    for (name, picture) in &pictures {
        std::fs::write(new.join(name), picture).unwrap();
    }
    for (name, picture) in &pictures {
        let kept = std::fs::read_to_string(images.join(name)).unwrap_or_default();
        assert!(*picture == kept, "docs/images/{name} is stale; the new one is in {}", new.display());
    }
}
