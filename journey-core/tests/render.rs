//! Properties of all pictures: names stay text, the same map gives the same bytes, numbers are there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../examples/pictures/synthetic.rs"]
mod synthetic;

use journey_core::JourneyMap;
use journey_core::measure::MeasuredMap;
use journey_core::render::Drawn;
use journey_core::simulate::Simulate;
use synthetic::Shape;

const BAD: &str = "<script>alert('1')</script> \" onload=\"x | a\nb # c: d; e";

fn hostile() -> MeasuredMap {
    synthetic::measured(&Shape {
        name: BAD,
        stages: vec![(BAD, vec![BAD, "\u{202e}\0", ""]), ("", vec![])],
        personas: vec![BAD],
        customers: 500,
        prose: BAD,
        ratings: true,
        kpis: 6,
    })
}

fn shop() -> MeasuredMap {
    let map = JourneyMap::template("online_shop").unwrap();
    map.measure(&map.simulate(&Simulate::new(3).customers(600)).unwrap()).unwrap()
}

/// Tags of a markup text by name.
fn tags(markup: &str) -> Vec<&str> {
    let names = markup.split('<').skip(1);
    names.map(|rest| rest.split([' ', '>', '/']).find(|part| !part.is_empty()).unwrap_or_default()).collect()
}

#[test]
fn names_never_become_markup() {
    let measured = hostile();
    for markup in [measured.to_html(), measured.to_svg(), measured.svg_for("p0").unwrap()] {
        for bad in ["script", "b", "foreignObject", "a\nb"] {
            assert!(!tags(&markup).contains(&bad), "{bad}");
        }
        assert!(!markup.contains("<script") && !markup.contains("\" onload"));
        assert!(markup.contains("&lt;script&gt;"));
    }
}

#[test]
fn attributes_are_balanced() {
    for markup in [hostile().to_html(), hostile().to_svg()] {
        for tag in markup.split('<').skip(1) {
            let inside = tag.split('>').next().unwrap();
            assert!(inside.matches('"').count().is_multiple_of(2), "{inside}");
        }
    }
}

#[test]
fn html_fetches_and_runs_nothing() {
    let html = shop().to_html();
    assert!(html.contains("default-src 'none'"));
    let links = html.split("href=\"").skip(1).all(|rest| rest.starts_with('#'));
    assert!(links && !html.contains("src=") && !html.contains("url(") && !html.contains("@import"));
}

#[test]
fn every_row_of_a_markdown_table_has_the_cells_of_its_header() {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let text = hostile().to_markdown();
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[0].starts_with('|') && pair[1].starts_with('|')) {
        assert_eq!(cells(pair[0]), cells(pair[1]), "{}", pair[1]);
    }
    assert!(!text.contains("<script"));
}

#[test]
fn mermaid_has_one_line_a_touchpoint_with_a_score() {
    let text = hostile().to_mermaid();
    let tasks: Vec<&str> = text.lines().filter(|line| line.starts_with("      ")).collect();
    assert_eq!(tasks.len(), 3);
    for task in tasks {
        let parts: Vec<&str> = task.split(':').collect();
        assert_eq!(parts.len(), 3, "{task}");
        assert!((1..=5).contains(&parts[1].trim().parse::<i64>().unwrap()));
    }
    assert!(!text.contains(['#', ';', '<']));
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    assert_eq!(shop().to_html(), shop().to_html());
    assert_eq!(shop().to_markdown(), shop().to_markdown());
}

#[test]
fn there_is_no_undefined_number_in_any_picture() {
    let empty = synthetic::measured(&Shape {
        name: "Empty",
        stages: vec![("One", vec!["A", "B"]), ("Two", vec![])],
        personas: vec!["P"],
        customers: 0,
        prose: "text",
        ratings: true,
        kpis: 6,
    });
    for measured in [empty, hostile(), shop()] {
        for text in [measured.to_html(), measured.to_svg(), measured.to_markdown(), measured.to_mermaid()] {
            assert!(!text.contains("NaN") && !text.contains("inf "), "an undefined number is shown");
        }
    }
}

#[test]
fn a_map_without_views_or_stages_is_still_a_document() {
    let mut measured = hostile();
    measured.views.clear();
    assert!(measured.to_html().ends_with("</html>\n"));
    assert_eq!(measured.to_svg(), "");
    let mut measured = hostile();
    measured.map.stages.clear();
    assert!(measured.to_html().contains("This map has no stages yet."));
    assert!(measured.to_svg().ends_with("</svg>\n"));
}

#[test]
fn counts_of_the_data_are_in_picture_and_table() {
    let measured = shop();
    let view = &measured.views[0];
    let html = measured.to_html();
    let worst = view.touchpoints.iter().max_by_key(|element| element.dropped).unwrap();
    assert!(worst.dropped < 1000);
    assert!(html.contains(&format!("{} lost", worst.dropped)));
    assert!(html.contains(&format!("<td dir=\"auto\">{}</td>", worst.dropped)));
}

#[test]
fn an_unknown_persona_or_extension_is_an_error() {
    let measured = hostile();
    assert_eq!(measured.svg_for("p9").unwrap_err().code(), "unknown_name");
    let refused = measured.save("map.pdf").unwrap_err();
    assert_eq!(refused.code(), "invalid_option");
    assert!(refused.to_string().contains(".html"), "{refused}");
}

#[test]
fn a_saved_file_holds_what_the_method_gives() {
    let path = std::env::temp_dir().join(format!("journey-render-{}.svg", std::process::id()));
    let measured = hostile();
    measured.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(text, measured.to_svg());
    assert_eq!(measured.save("/nowhere/at/all.html").unwrap_err().code(), "io");
}

#[test]
fn a_notebook_frame_runs_nothing() {
    let frame = shop().to_notebook_html();
    assert!(frame.starts_with("<iframe sandbox ") && frame.matches('<').count() == 2);
}

#[test]
fn transitions_are_drawn_with_their_counts() {
    let report = synthetic::transitions(&["Home", "<b>", "Pay"]);
    let (svg, mermaid) = (report.to_svg(), report.to_mermaid());
    assert!(svg.contains("&lt;b&gt;") && !svg.contains("<b>"));
    for row in &report.rows {
        let told = format!("{}\u{a0}moves by", row.count);
        assert!(svg.contains(&told) && mermaid.contains(&format!("|{}|", row.count)), "{told}");
    }
    assert!(synthetic::transitions(&[]).to_svg().contains("There are no transitions to draw"));
}
