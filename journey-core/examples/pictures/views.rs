//! Charts of answers, waits, comments and initiatives, with awkward names and numbers.

use std::fmt::Write as _;

use journey_core::EventLog;
use journey_core::analysis::{
    Bottlenecks, CommentSentiment, Drivers, FlowChange, Guess, Initiative, JourneyFact, Priorities,
    PriorityScore, SurveyMeasure, Themes, Trend, WhatIf,
};
use journey_core::log::Columns;
use journey_core::render::Drawn;

use super::synthetic::Dice;
use super::{HANDLER, LONG, SCRIPT, WORD};

/// Names of the shop, and awkward ones.
const SHOP: [&str; 6] = ["price", "delivery", "staff", "returns", "website", "packaging"];
const AWKWARD: [&str; 8] =
    ["付款并选择送货方式", "يضيف المنتج إلى سلة التسوق", "💳👨‍👩‍👧‍👦⭐⭐⭐⭐⭐", LONG, WORD, SCRIPT, HANDLER, "x"];

/// Pictures by file name.
type Pictures = Vec<(String, String)>;

/// All charts, by file name.
pub fn views() -> Result<Pictures, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    all.extend(drivers()?);
    all.extend(priorities()?);
    all.extend(trends()?);
    all.extend(ways()?);
    all.extend(comments()?);
    Ok(all)
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// All kinds of pictures of a report.
fn kinds<R: Drawn>(into: &mut Pictures, name: &str, report: &R) -> Result<(), journey_core::Error> {
    for kind in R::KINDS {
        into.push((format!("chart_{kind}_{name}"), report.to_svg_of(kind)?));
    }
    Ok(())
}

/// Customers who rate some items and the whole, which goes by the first items most.
fn ratings(items: &[&str], customers: u64) -> Result<EventLog, journey_core::Error> {
    let mut dice = Dice(5);
    let names: Vec<String> = items.iter().map(|item| quote(item)).collect();
    let mut csv = format!("customer,time,event,overall,{}\n", names.join(","));
    for customer in 0..customers {
        let mood = dice.next() * 2.0;
        let answers: Vec<f64> =
            items.iter().map(|_| (0.7 + mood + dice.next() * 2.6).round().clamp(1.0, 5.0)).collect();
        let weights = [1.0, 0.8, -0.3, 0.2, 0.1];
        let sum: f64 = answers.iter().zip(weights).map(|(answer, weight)| (answer - 3.0) * weight).sum();
        let overall = (3.0 + sum * 0.7 + dice.next() * 2.0 - 1.0).round().clamp(1.0, 5.0);
        let answers: Vec<String> = answers.iter().map(f64::to_string).collect();
        let _ = writeln!(csv, "c{customer},2024-01-01,survey,{overall},{}", answers.join(","));
    }
    EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))
}

fn drivers() -> Result<Pictures, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    let many: Vec<String> = (1..=36).map(|number| format!("statement {number} of the survey")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let cases: [(&str, &[&str], u64); 5] = [
        ("shop", &SHOP, 900),
        ("awkward", &AWKWARD, 300),
        ("forty", &many, 800),
        ("few", &SHOP[..2], 14),
        ("one", &SHOP[..1], 60),
    ];
    for (name, items, customers) in cases {
        let mut options = Drivers::of(JourneyFact::answer("overall"), items.iter().copied());
        options.bootstrap = if items.len() > 10 { 0 } else { 99 };
        options.orders = 50;
        kinds(&mut all, name, &ratings(items, customers)?.run(&options)?)?;
    }
    Ok(all)
}

fn between(low: f64, value: f64, high: f64) -> Guess {
    Guess::Between(low, value, high)
}

/// What a shop could do.
fn ideas() -> [Initiative; 5] {
    [
        Initiative::new("checkout as a guest").rice(50_000.0, 2.0, 0.8, between(2.0, 3.0, 6.0)),
        Initiative::new("faster delivery").rice(
            between(12e3, 2e4, 31e3),
            between(1.0, 2.0, 3.0),
            0.8,
            between(1.0, 1.5, 4.0),
        ),
        Initiative::new("wish list").rice(9_000.0, 0.5, 0.5, between(0.5, 1.0, 2.0)),
        Initiative::new("phone first").rice(26_000.0, between(0.25, 1.0, 2.0), 0.8, 0.8),
        Initiative::new("loyalty card").rice(7_000.0, 0.25, 0.5, 5.0),
    ]
}

fn priorities() -> Result<Pictures, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    let shop = ideas();
    let mut dice = Dice(3);
    let mut crowd = |number: u64, name: String| {
        let (effort, impact) =
            if number.is_multiple_of(4) { (2.0, 1.0) } else { (dice.next() * 9.0 + 0.1, dice.next() * 3.0) };
        Initiative::new(name).rice(between(50.0, 1e3 * (number + 1) as f64, 1e5), impact, 0.5, effort)
    };
    let awkward = AWKWARD.iter().zip(0..).map(|(name, number)| crowd(number, (*name).into())).collect();
    let forty = (0..40).map(|number| crowd(number, format!("Initiative with a name {number}"))).collect();
    let wsjf = ["sign in", "search"].map(|name| Initiative {
        business_value: Some(5.0.into()),
        time_criticality: Some(between(1.0, 3.0, 9.0)),
        effort: Some(2.0.into()),
        ..Initiative::new(name)
    });
    let cases: [(&str, Vec<Initiative>, PriorityScore); 6] = [
        ("shop", shop.to_vec(), PriorityScore::Rice),
        ("awkward", awkward, PriorityScore::Rice),
        ("forty", forty, PriorityScore::Rice),
        ("wsjf", wsjf.to_vec(), PriorityScore::Wsjf),
        ("one", shop[..1].to_vec(), PriorityScore::Rice),
        ("none", Vec::new(), PriorityScore::Rice),
    ];
    for (name, initiatives, score) in cases {
        let options = Priorities { initiatives, score, draws: 2000, ..Priorities::default() };
        kinds(&mut all, name, &options.quadrants(1.0, 2.0).rank()?)?;
    }
    Ok(all)
}

/// Answers of some months, whose level falls by half in the middle; in some months nobody answers.
fn trends() -> Result<Pictures, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    for (name, months, each) in
        [("shop", 12, 120), ("forty", 40, 60), ("few", 5, 7), ("one", 1, 40), ("long", 150, 31)]
    {
        let mut dice = Dice(9);
        let mut csv = String::from("customer,time,event,rating\n");
        for month in 0..months {
            let count = if month % 9 == 4 { 0 } else { each };
            for number in 0..count {
                let happy = dice.next() < if month * 2 < months { 0.8 } else { 0.6 };
                let (year, month) = (2010 + month / 12, month % 12 + 1);
                let _ = writeln!(csv, "c{number},{year}-{month:02}-05,survey,{}", if happy { 5 } else { 2 });
            }
        }
        let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
        for (measure, what) in
            [(SurveyMeasure::csat(), "csat"), (SurveyMeasure::Mean { min: 1.0, max: 5.0 }, "mean")]
        {
            let options = Trend { draws: 99, ..Trend::new("rating", measure) };
            kinds(&mut all, &format!("{what}_{name}"), &log.run(&options)?)?;
        }
    }
    Ok(all)
}

/// Waits, and what changes would do, for the customers of the other charts.
fn ways() -> Result<Pictures, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    for (name, names, groups, customers) in super::charts::shapes() {
        let log = super::charts::log(&names, &groups, customers.min(3000))?;
        kinds(&mut all, name, &log.run(&Bottlenecks::new())?)?;
        let Ok(last) = super::charts::quoted(&names[names.len() - 1]).parse() else { continue };
        let plain = WhatIf::of(last);
        kinds(&mut all, name, &log.run(&plain)?)?;
        let better = FlowChange::drop_off_factor(names[names.len() / 2].clone(), 0.3);
        let quicker = FlowChange::waiting_factor(names[names.len() / 2].clone(), 0.5);
        if let Ok(report) = log.run(&plain.change(better).change(quicker)) {
            kinds(&mut all, &format!("{name}_changed"), &report)?;
        }
    }
    Ok(all)
}

/// Comments of many kinds at some touchpoints.
fn comments() -> Result<Pictures, Box<dyn std::error::Error>> {
    let texts = [
        "The queue at security was terrible and the staff rude",
        "Great staff, friendly and quick, I love the lounge",
        "Gate B12",
        "<script>alert(1)</script> awful & slow \" onload=\"x",
        "انتظرت طويلا terrible في طابور الأمن",
        "The boarding time was delayed again and nobody told us why it took so long to get everybody into the plane, which is a shame",
        "clean seats, nice music",
        "👍👍👍 perfect",
    ];
    let mut all = Vec::new();
    let many: Vec<String> = (0..40).map(|number| format!("place {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (name, places, customers) in [
        ("shop", &["security", "lounge", "gate"][..], 900),
        ("awkward", &AWKWARD[..], 400),
        ("forty", &many, 2000),
        ("few", &["gate"], 4),
    ] {
        let mut dice = Dice(21);
        let mut csv = String::from("customer,time,event,text\n");
        for customer in 0..customers {
            let place = (dice.next() * places.len() as f64) as usize;
            let text = texts[((dice.next() * 6.0) as usize + place) % texts.len()];
            let _ = writeln!(csv, "c{customer},2024-01-01,{},{}", quote(places[place]), quote(text));
        }
        let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
        kinds(&mut all, name, &log.run(&CommentSentiment::new("text").by("touchpoint"))?)?;
        kinds(&mut all, name, &log.themes(&Themes::new("text"))?)?;
        kinds(&mut all, &format!("{name}_places"), &log.themes(&Themes::new("text").by("touchpoint"))?)?;
    }
    Ok(all)
}
