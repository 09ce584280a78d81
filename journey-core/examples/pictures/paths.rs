//! Pictures of the ways of made-up customers, with awkward names and numbers.

use std::fmt::Write as _;

use journey_core::EventLog;
use journey_core::analysis::{StepMatrix, Transitions};
use journey_core::log::Columns;
use journey_core::render::Drawn;
use journey_core::simulate::Simulate;

use super::charts::{log, shapes};
use super::{JourneyMap, LONG};

/// All pictures, by file name.
pub fn paths() -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut logs = Vec::new();
    for (name, names, groups, customers) in shapes() {
        logs.push((name.to_string(), log(&names, &groups, customers)?));
    }
    for (name, text) in odd() {
        let csv = format!("customer,time,event\n{text}");
        logs.push((name.into(), EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?));
    }
    for name in JourneyMap::templates() {
        let map = JourneyMap::template(name)?;
        logs.push((name.into(), map.simulate(&Simulate::new(3).customers(1500))?));
    }
    let mut pictures = Vec::new();
    for (name, log) in logs {
        let mut draw = |what: &str, svg: String| pictures.push((format!("path_{what}_{name}"), svg));
        for (what, analysis) in [
            ("graph", Transitions::new()),
            ("histories", Transitions::new().order(2)),
            ("eventually", Transitions::new().eventually()),
            ("top", Transitions::new().top(5)),
        ] {
            draw(what, log.run(&analysis)?.to_svg());
        }
        draw("sankey", log.run(&StepMatrix::new())?.to_svg_of("sankey")?);
        draw("sankey_top", log.run(&StepMatrix::new().after(40).top(3))?.to_svg_of("sankey")?);
        if log.touchpoints().len() > 2 {
            let anchor = log.touchpoints().get(2);
            let quoted = format!("\"{}\"", anchor.replace('\\', "\\\\").replace('"', "\\\""));
            let around = quoted.parse().map(|anchor| StepMatrix::around(anchor).before(3).after(3));
            around.into_iter().try_for_each(|around| {
                log.run(&around)?.to_svg_of("sankey").map(|svg| draw("sankey_around", svg))
            })?;
        }
    }
    let names = ["Home", "Product page with a rather long name", "Cart", "付款", "الدفع", "<b>Thanks</b>"];
    pictures.push(("path_graph_made_up".into(), super::synthetic::transitions(&names).to_svg()));
    Ok(pictures)
}

/// Events that are hardly a journey.
fn odd() -> Vec<(&'static str, String)> {
    let mut hundreds = String::new();
    for customer in 0..2000 {
        for step in 0..6_u32 {
            let page = (customer * 7 + step * step * 31) % 624;
            let page = if step == 2 { 0 } else { page.min(page * step) };
            let _ = writeln!(
                hundreds,
                "c{customer},2024-01-{:02}T{:02}:00:00Z,Page {page}",
                1 + step,
                customer % 24
            );
        }
    }
    let instant =
        |step: u32| format!("a,2024-01-01T00:00:00Z,Step {}\nb,2024-01-01T00:00:00Z,{LONG}\n", step % 4);
    vec![
        ("nothing", String::new()),
        ("lone", "a,2024-01-01,Only\n".into()),
        ("again", "a,2024-01-01,Only\na,2024-01-02,Only\nb,2024-01-02,Only\n".repeat(2)),
        ("pair", "a,2024-01-01,There\na,2024-01-02,Back\na,2024-01-03,There\nb,2024-01-02,Back\n".into()),
        ("instant", (0..9).map(instant).collect()),
        ("hundreds", hundreds),
    ]
}
