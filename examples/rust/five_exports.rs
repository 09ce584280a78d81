//! Five exports of a small shop become one map: the story of `docs/guide/five_exports.md`.
//!
//! `cargo run -p journey-examples --bin five_exports -- OUTPUT_FOLDER`
#![allow(clippy::print_stdout)]

use std::path::Path;

use journey_core::analysis::{
    Agreement, Conversion, Handoffs, Headline, IdentitySensitivity, QualityCheck, QualityFinding,
};
use journey_core::ingest::Source;
use journey_core::log::{Anonymize, Normal, Part, PseudonymKey, Recipe, Sessions, Step, Stitching};
use journey_core::model::{EventRule, Predicate, Scalar};
use journey_core::{EventLog, JourneyMap};
use journey_examples::{Result, map, output, status};

/// Name, preset, what is different here, file, and what a customer is.
const EXPORTS: [(&str, &str, &str, &str, &str); 5] = [
    (
        "web",
        "ga4",
        r#"{
            "customer": "user_pseudo_id",
            "touchpoint": {"path": "event_name", "map": {"purchase": "order created"}},
            "columns": {
                "account": "user_id",
                "order": "ecommerce.transaction_id",
                "transaction": null,
                "person": "user_properties[key=person].value.string_value"
            }
        }"#,
        "web.jsonl.gz",
        "device_id",
    ),
    (
        "orders",
        "shopify_orders",
        r#"{
            "customer": "name",
            "columns": {"account": "customer.id", "person": "note_attributes[name=person].value"}
        }"#,
        "orders.json",
        "order",
    ),
    (
        "tickets",
        "zendesk_tickets",
        r#"{"columns": {
            "email": "via.source.from.address",
            "order": "custom_fields[id=1].value",
            "person": "custom_fields[id=2].value"
        }}"#,
        "tickets.json",
        "requester",
    ),
    (
        "survey",
        "qualtrics",
        r#"{
            "customer": "ResponseId",
            "time_zone": "Europe/Berlin",
            "columns": {
                "account": {"path": "ExternalReference", "kind": "dictionary"},
                "email": "RecipientEmail",
                "person": "person"
            }
        }"#,
        "survey.csv",
        "response",
    ),
    (
        "reviews",
        "reviews",
        r#"{"time_zone": "Europe/Berlin", "columns": {"order": "order", "person": "person"}}"#,
        "reviews.csv",
        "author",
    ),
];

/// All exports of a month as one log.
fn read(month: &str) -> Result<EventLog> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("five_exports").join(month);
    let mut parts = Vec::new();
    for (name, preset, changes, file, customer) in EXPORTS {
        let log = EventLog::read_source(folder.join(file), &Source::preset(preset)?.with(changes)?)?;
        let counts = log.quality();
        println!(
            "{name}: {} records, {} left out, {} skipped, {} events",
            counts.rows, counts.left_out, counts.skipped, counts.events
        );
        parts.push(Part::new(name, log).customer_is(customer));
    }
    Ok(EventLog::combine(parts)?)
}

/// The log with the ids of one person brought together.
fn stitched(log: &EventLog, stitching: &Stitching) -> Result<EventLog> {
    let (people, report) = log.stitch(stitching)?;
    println!("{} ids are {} customers", report.customers_before, report.customers_after);
    for hub in &report.hub_examples {
        println!("hub: {} {} with {} others", hub.column, hub.value, hub.ids);
    }
    Ok(people)
}

/// What is doubtful about a log.
fn doubtful(log: &EventLog) -> Result<Vec<QualityFinding>> {
    Ok(log.run(&QualityCheck::new().source("source").time_zone("Europe/Berlin"))?.rows)
}

fn equals(column: &str, value: &str) -> EventRule {
    EventRule::Is(Predicate::Equals { column: column.into(), value: Scalar::Text(value.into()) })
}

/// The mends that the report proposes, and what we know better.
fn recipe(findings: &[QualityFinding], stitching: &Stitching) -> Vec<Step> {
    let kinds = ["duplicates", "placeholder_times", "bot_rate", "no_answer_codes"];
    let mend = |kind| findings.iter().find(|finding| finding.kind.name() == kind)?.mend.clone();
    let mut steps: Vec<Step> = kinds.into_iter().filter_map(mend).collect();
    steps.push(Step::SetTimeZone {
        when: Some(equals("source", "orders")),
        from: None,
        to: "Europe/Berlin".into(),
    });
    steps.push(Step::Stitch(Box::new(stitching.clone())));
    // The order is there twice, and the shop knows better. The tablet is no customer.
    let twice = vec![equals("source", "web"), equals("touchpoint", "order created")];
    steps.push(Step::DropEvents { when: EventRule::All(twice) });
    steps.push(Step::DropCustomers { customers: vec!["device_id:555.000".into()] });
    steps
}

fn judge(name: &str, log: &EventLog) -> Result<()> {
    let truth = log.run(&Agreement::new("person"))?;
    let (precision, recall) = (truth.precision.unwrap_or_default(), truth.recall.unwrap_or_default());
    println!("{name}: precision {precision:.3}, recall {recall:.3}");
    Ok(())
}

fn sensitivity(mended: &EventLog, stitching: &Stitching) -> Result<()> {
    let (source, target) = ("page_view".into(), "order created".into());
    let order = Headline::Conversion { source, target, within: None };
    let question = IdentitySensitivity::new(stitching.clone()).number(order).shares([0.1, 0.3]);
    for row in mended.identity_sensitivity(&question)?.rows {
        let [value, min, max] = [row.value, row.min, row.max].map(Option::unwrap_or_default);
        let lost = 100.0 * row.lost;
        println!("{}: {value:.3}; {lost:.0} % of links lost: {min:.3} to {max:.3}", row.number);
    }
    Ok(())
}

fn visits_and_orders(log: &EventLog) -> Result<()> {
    let (_, report) = log.sessions(&Sessions::gap("30m".parse()?))?;
    let (orders, _) = log.by("order")?;
    let sent = orders.run(&Conversion::new("order created", "order fulfilled"))?;
    println!("{} customers came {} times", report.journeys, report.sessions);
    let hours = sent.time.median_seconds.unwrap_or_default() / 3600.0;
    println!("{} orders, {} sent, half of them within {hours:.1} h", orders.customers(), sent.converted);
    for row in log.run(&Handoffs::by("source"))?.rows.iter().take(3) {
        println!("{} hands over to {}: {}", row.source, row.target, row.count);
    }
    Ok(())
}

fn measure(tea_shop: &JourneyMap, log: &EventLog, folder: &Path) -> Result<()> {
    let measured = tea_shop.measure(log)?;
    for ending in ["html", "svg", "json"] {
        measured.save(folder.join(format!("tea_shop.{ending}")))?;
    }
    for kpi in measured.views.iter().take(1).flat_map(|everybody| &everybody.kpis) {
        let (value, target) = (kpi.value.value.unwrap_or_default(), kpi.target.unwrap_or_default());
        let status = status(kpi.status);
        println!("{}: {value:.2} (n = {}), target {target:.2}: {status}", kpi.name, kpi.value.n);
    }
    for finding in measured.pain_points.iter().take(3) {
        println!("{}. {}: {}", finding.rank, finding.touchpoint, finding.statement);
    }
    Ok(())
}

/// What others may see.
fn hand_out(log: &EventLog) -> Result<()> {
    let options = Anonymize::new()
        .keep(["source", "rating", "comment"])
        .redact("comment")
        .times("1d".parse()?)
        .pseudonyms(true);
    // A key that is worth something is random, and in no program.
    let key = PseudonymKey::from_secret("Darjeeling, second flush");
    let (_, report) = log.anonymize(&options, Some(&key))?;
    let (emails, phones) = (report.redacted.emails, report.redacted.phones);
    println!("{} pseudonyms, {emails} addresses and {phones} phone numbers replaced", report.pseudonyms);
    println!("{} columns dropped", report.columns_dropped.len());
    Ok(())
}

fn main() -> Result<()> {
    let folder = output()?;
    let march = read("2024-03")?;
    println!("March: {} customers, {} events", march.customers(), march.events());

    let stitching = Stitching::new(["account", "email", "order", "device_id"])
        .normalise("email", [Normal::Case, Normal::Blanks])
        .without_own_ids()
        .max_cluster(12);
    let people = stitched(&march, &stitching)?;
    let findings = doubtful(&people)?;
    for finding in &findings {
        println!("{}: {}", finding.kind.name(), finding.statement);
    }

    let steps = recipe(&findings, &stitching);
    let (clean, done) = march.clean(&steps)?;
    for row in &done.rows {
        let (changed, dropped) = (row.events_changed, row.events_dropped);
        println!("{changed} events changed, {dropped} dropped, {} customers dropped", row.customers_dropped);
    }
    println!("{} customers, {} events", clean.customers(), clean.events());

    let (mended, _) = march.clean(steps.get(..5).unwrap_or(&steps))?;
    let (reckless, _) = mended.stitch(&stitching.clone().max_cluster(1000))?;
    judge("ids as they are", &mended)?;
    judge("without limit", &reckless)?;
    judge("by the recipe", &clean)?;
    sensitivity(&mended, &stitching)?;

    std::fs::write(folder.join("recipe.json"), Recipe::new(steps).to_json())?;
    let recipe = Recipe::from_json(&std::fs::read_to_string(folder.join("recipe.json"))?)?;
    let april = read("2024-04")?;
    let raw = EventLog::concat(&[march, april])?;
    let (both, _) = recipe.apply(&raw)?;
    println!("both months: {} customers, {} events", both.customers(), both.events());
    // As long as the order is there twice, its clocks can be compared.
    let (twice, _) = raw.clean(recipe.steps.get(..6).unwrap_or(&recipe.steps))?;
    let left: Vec<_> = doubtful(&twice)?.iter().map(|finding| finding.kind.name()).collect();
    println!("left: {}", left.join(", "));

    visits_and_orders(&both)?;
    measure(&map("tea_shop.yaml")?, &both, &folder)?;
    hand_out(&both)
}
