//! Charts of reports about made-up customers with awkward names and numbers.

use std::fmt::Write as _;

use journey_core::EventLog;
use journey_core::analysis::{
    Analysis, Emotions, Funnel, Lifecycle, Retention, StepMatrix, Survival, Variants,
};
use journey_core::log::{ColumnKind, Columns};
use journey_core::model::{CommentColumn, Period};
use journey_core::render::Drawn;

use super::{HANDLER, LONG, SCRIPT, WORD};

/// Touchpoints, groups and number of customers of made-up logs, by name.
pub fn shapes() -> Vec<(&'static str, Vec<String>, Vec<&'static str>, u64)> {
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_string()).collect();
    let shop = ["Landing page", "Product", "Cart", "Checkout", "Payment", "Thank you"];
    let names = [
        "付款并选择送货方式",
        "يضيف المنتج إلى سلة التسوق",
        "💳👨‍👩‍👧‍👦⭐⭐⭐⭐⭐",
        LONG,
        WORD,
        SCRIPT,
        HANDLER,
        "x",
    ];
    let groups = vec![
        LONG,
        WORD,
        "将商品加入购物车然后比较不同的配送方式和价格",
        "الدفع Visa 2024",
        SCRIPT,
        "🇩🇪🇫🇷🇯🇵",
        "",
    ];
    let many =
        (1..=40).map(|number| format!("{} {number}", if number % 9 == 0 { WORD } else { "Step" })).collect();
    vec![
        ("shop", own(&shop), vec!["web", "store", "call center"], 4102),
        ("awkward", own(&names), groups, 900),
        ("forty", many, vec!["web"; 1], 2500),
        ("few", own(&shop), vec!["web", "store"], 17),
        ("one", own(&["The only one", "Never"]), vec!["web"], 1),
        ("crowd", own(&shop[..3]), (0..45).map(|number| LONG.split_at(8 + number).0).collect(), 20_000),
    ]
}

/// A log of customers who walk along the touchpoints, get lost, step back, wait and return.
pub fn log(names: &[String], groups: &[&str], customers: u64) -> Result<EventLog, journey_core::Error> {
    let mut dice = super::synthetic::Dice(11);
    let mut moods = super::synthetic::Dice(5);
    let mut csv = String::from("customer,time,event,channel,rating,tone,words\n");
    let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for customer in 0..customers {
        let group = (dice.next() * groups.len() as f64) as usize % groups.len();
        let mut time = 1_704_067_200.0 + dice.next() * 90.0 * 86_400.0;
        let mut place = 0;
        let goes_on = 0.86 - 0.08 * (group % 3) as f64 + if names.len() > 20 { 0.1 } else { 0.0 };
        while let Some(name) = names.get(place).filter(|_| time < 1_711_843_200.0) {
            let group = quote(groups[group]);
            // Every fourth place hurts, every fifth delights; some do not rate, and some write more kindly than they rate.
            let usual = [3.4, 3.1, 3.6, 1.8, 4.4][place % 5] + 1.5 * (goes_on - 0.78);
            let (noise, silent, wrote) = (2.0 * moods.next() - 1.0, moods.next() < 0.2, moods.next() < 0.3);
            let rating = (usual + 1.5 * noise).round().clamp(1.0, 5.0);
            let rating = if silent { String::new() } else { rating.to_string() };
            let words = if wrote { "0.3,words" } else { "," };
            let _ = writeln!(csv, "c{customer},{},{},{group},{rating},{words}", time as u64, quote(name));
            time += -dice.next().ln() * [40.0, 600.0, 9000.0, 200_000.0][(place + customer as usize % 2) % 4]
                + 1.0;
            place = match dice.next() {
                chance if chance < goes_on * 0.85 => place + 1,
                chance if chance < goes_on => place.saturating_sub(1),
                chance if chance < goes_on + 0.08 => {
                    time += dice.next() * 30.0 * 86_400.0;
                    0
                }
                _ => break,
            };
        }
    }
    let columns = Columns::new("customer", "time", "event").kind("rating", ColumnKind::Number);
    EventLog::read_csv_text(&csv, &columns.kind("tone", ColumnKind::Number).kind("words", ColumnKind::Text))
}

/// All charts, by file name.
pub fn charts() -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut charts = Vec::new();
    let week = "7 days".parse()?;
    for (name, names, groups, customers) in shapes() {
        let log = log(&names, &groups, customers)?;
        let mut draw = |what: &str, svg: String| charts.push((format!("chart_{what}_{name}"), svg));
        let steps: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "Never").collect();
        let funnel = Funnel::new(steps).within("7 days".parse()?);
        draw("funnel", svg(&log, &funnel)?);
        if groups.len() > 1 {
            draw("funnel_groups", svg(&log, &funnel.by("channel"))?);
        }
        let known = |name: &&String| log.touchpoint_code(name).is_ok();
        let places: Vec<String> = names.iter().filter(known).cloned().collect();
        let emotions = Emotions::of(["rating"]).order(places.clone());
        draw("emotions", svg(&log, &emotions)?);
        draw("emotions_groups", svg(&log, &emotions.by("channel").bootstrap(0))?);
        let (first, rest) = places.split_at(places.len() / 3);
        let comments = Some(CommentColumn { column: "words".into(), sentiment: Some("tone".into()) });
        let mut whole = Emotions { comments, ..Emotions::of(["rating"]) };
        whole = whole.stage(names[names.len() - 1].clone(), first.to_vec()).stage("After", rest.to_vec());
        for (at, place) in places.iter().enumerate().filter(|(at, _)| at % 4 != 2) {
            whole = whole.expect(place, [1.0, 0.5, 1.5, 1.0][at % 4]);
        }
        draw("emotions_expected", svg(&log, &whole)?);
        draw("retention", svg(&log, &Retention::new(Period::Week, 12))?);
        draw("retention_days", svg(&log, &Retention::new(Period::Day, 40).by("channel"))?);
        draw("steps", svg(&log, &StepMatrix::new().top(12))?);
        if let Ok(anchor) = quoted(&names[names.len().min(3) - 1]).parse() {
            draw("steps_around", svg(&log, &StepMatrix::around(anchor).before(4).after(30))?);
        }
        draw("variants", svg(&log, &Variants::new().representative())?);
        draw("variants_top", svg(&log, &Variants::new().top(3))?);
        let survival = quoted(&names[names.len() - 1]).parse().map(Survival::until);
        let survival = survival.unwrap_or_else(|_| Survival::until_silent_for(week));
        draw("survival", svg(&log, &survival)?);
        draw("survival_groups", svg(&log, &survival.clone().by("channel").within("30 days".parse()?))?);
        draw("outcomes", svg(&log, &survival.inactivity(week))?);
        draw("lifecycle", svg(&log, &Lifecycle::new(Period::Week))?);
        draw("lifecycle_days", svg(&log, &Lifecycle::new(Period::Day).by("channel"))?);
    }
    Ok(charts)
}

/// A name as it is written in a pattern.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

fn svg<A: Analysis<Report: Drawn>>(log: &EventLog, analysis: &A) -> Result<String, journey_core::Error> {
    Ok(log.run(analysis)?.to_svg())
}
