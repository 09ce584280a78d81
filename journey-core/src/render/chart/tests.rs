//! Charts in one column: what is drawn is as long as its number, titles say what the numbers say, names stay text.

use super::Drawn;
use crate::EventLog;
use crate::analysis::{
    Bottlenecks, CommentSentiment, ContrastKind, DriverForm, DriverNote, DriverReport, DriverRow, Estimate,
    FlowChange, ImportancePerformanceRow, Method, PenaltyRewardRow, PriorityReport, PriorityRow,
    PriorityScore, Quadrant, SurveyMeasure, Themes, Trend, WhatIf, WhatIfLever,
};
use crate::log::Columns;

const SCRIPT: &str = "<script>alert(1)</script>";

/// Numbers of an attribute of all elements of a class.
fn numbers(svg: &str, element: &str, class: &str, attribute: &str) -> Vec<f64> {
    let begin = format!("<{element} class=\"{class}\"");
    let parts = svg.split(&begin).skip(1);
    let number = |part: &str| part.split(&format!(" {attribute}=\"")).nth(1)?.split('"').next()?.parse().ok();
    parts.filter_map(number).collect()
}

fn estimate(low: f64, value: f64, high: f64) -> Estimate {
    Estimate::with_interval(Some(value), Some((low, high)), 500, "customers", Method::Bootstrap)
}

/// The name that a picture has for screen readers, without the marks around names.
fn title(svg: &str) -> String {
    let name = svg.split("aria-label=\"").nth(1).unwrap().split('"').next().unwrap();
    name.replace(['\u{2068}', '\u{2069}'], "")
}

fn driver(item: &str, importance: Estimate, coefficient: f64, p: f64) -> DriverRow {
    DriverRow {
        item: item.into(),
        touchpoint: None,
        importance,
        lmg: None,
        sampling_error: None,
        johnson: None,
        correlation: None,
        coefficient: estimate(coefficient - 0.1, coefficient, coefficient + 0.1),
        standardized: None,
        p: Some(p),
        p_adjusted: Some(p),
        vif: None,
        mean: None,
        note: DriverNote::Estimated,
    }
}

fn drivers(rows: Vec<DriverRow>) -> DriverReport {
    DriverReport {
        outcome: "overall".into(),
        form: DriverForm::Linear,
        rows,
        contrasts: Vec::new(),
        priorities: Vec::new(),
        customers: 500,
        without_outcome: 0,
        without_weight: 0,
        left_out: 0,
        effective_n: 500.0,
        outcome_mean: 3.0,
        r_squared: 0.5,
        converged: true,
        exact: true,
        stated: false,
        bootstrap: 99,
        importance_from: Some(0.5),
        performance_from: Some(0.6),
        tested: 2,
    }
}

#[test]
fn bars_of_importance_are_as_long_as_shares() {
    let constant = DriverRow {
        importance: Estimate::default(),
        note: DriverNote::Constant,
        ..driver("same", Estimate::default(), 0.0, 1.0)
    };
    let report = drivers(vec![
        driver("food", estimate(0.5, 0.6, 0.8), 0.4, 0.001),
        driver("wait", estimate(0.2, 0.4, 0.5), -0.2, 0.3),
        constant,
    ]);
    let svg = report.to_svg();
    // The highest interval ends at 0.8, which is 432 wide.
    assert_eq!(numbers(&svg, "rect", "band", "width"), [324.0]);
    assert_eq!(numbers(&svg, "rect", "loss", "width"), [216.0]);
    assert_eq!(numbers(&svg, "line", "range", "x2"), [432.0, 270.0]);
    assert_eq!(
        (numbers(&svg, "circle", "fgood", "cx"), numbers(&svg, "circle", "weak", "cx")),
        (vec![324.0], vec![216.0])
    );
    assert_eq!(title(&svg), "food has most to do with overall: 60\u{202f}% of what the items explain");
    assert!(svg.contains("the same for everybody") && svg.contains("the lower \u{2068}overall\u{2069}"));
    assert!(svg.contains("<desc>All items together explain 50\u{202f}% of the differences"));
    assert!(svg.contains("wait; importance: 40\u{202f}%"), "rows are told to screen readers");
}

#[test]
fn items_lie_where_importance_and_performance_put_them() {
    let item = |item: &str, importance, performance, quadrant| ImportancePerformanceRow {
        item: item.into(),
        touchpoint: None,
        importance: Some(importance),
        mean: estimate(2.9, 3.0, 3.1),
        performance: Some(performance),
        satisfied: Estimate::share(100, 500, "answers"),
        stated: None,
        opportunity: None,
        quadrant: Some(quadrant),
    };
    let mut report = drivers(Vec::new());
    report.priorities = vec![
        item("price", 1.0, 0.4, Quadrant::ConcentrateHere),
        item(SCRIPT, 0.0, 0.8, Quadrant::PossibleOverkill),
    ];
    let svg = report.to_svg_of("quadrants").unwrap();
    assert_eq!(title(&svg), "price is important and rated badly: concentrate here");
    // Performance goes from 0.35 to 0.85 over 56 to 422; the last one is drawn first.
    assert_eq!(numbers(&svg, "circle", "fgood", "cx"), [385.4, 92.6]);
    let heights = numbers(&svg, "circle", "fgood", "cy");
    assert_eq!(heights[0] - heights[1], 280.0);
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
    let nothing = drivers(Vec::new()).to_svg_of("quadrants").unwrap();
    assert!(title(&nothing).contains("nothing to put beside importance"));
}

#[test]
fn penalties_go_left_and_rewards_go_right() {
    let row = |item: &str, penalty: f64, reward: f64, p: f64| PenaltyRewardRow {
        item: item.into(),
        touchpoint: None,
        low: 40,
        high: 50,
        penalty: Estimate::exact(Some(penalty), 500, "customers"),
        reward: Estimate::exact(Some(reward), 500, "customers"),
        asymmetry: Estimate::default(),
        penalty_p_adjusted: Some(0.001),
        reward_p_adjusted: Some(p),
        kind: Some(ContrastKind::Dissatisfier),
    };
    let mut report = drivers(Vec::new());
    report.contrasts = vec![row("delivery", -2.0, 0.5, 0.5), row("staff", -1.0, 1.0, 0.01)];
    let svg = report.to_svg_of("penalty_reward").unwrap();
    // From -2 to 2 the bars have the room from 60 to 372, 156 on each side of 216.
    assert_eq!(
        (numbers(&svg, "rect", "loss", "x"), numbers(&svg, "rect", "loss", "width")),
        (vec![60.0, 138.0], vec![156.0, 78.0])
    );
    assert_eq!(
        (numbers(&svg, "rect", "band", "x"), numbers(&svg, "rect", "band", "width")),
        (vec![216.0], vec![78.0])
    );
    assert_eq!(numbers(&svg, "rect", "open", "width"), [39.0], "a reward that may be chance is grey");
    assert_eq!(title(&svg), "Low ratings of delivery cost most (−2); high ones of staff bring most (+1)");
}

fn ranked(rank: u64, name: &str, first: f64, at: (f64, f64)) -> PriorityRow {
    PriorityRow {
        rank,
        name: name.into(),
        score: 10.0,
        low: 5.0,
        high: 20.0,
        rank_low: 1,
        rank_high: 3,
        first,
        quadrant: None,
        effort: Some(at.0),
        impact: Some(at.1),
    }
}

fn priorities(rows: Vec<PriorityRow>) -> PriorityReport {
    let (impact_from, effort_from) = (Some(1.0), Some(2.0));
    PriorityReport { rows, score: PriorityScore::Rice, draws: 1000, seed: 1, impact_from, effort_from }
}

#[test]
fn ranks_have_strips_and_the_title_says_how_sure_the_first_one_is() {
    let rows = |shares: [f64; 3]| {
        let names = ["guest checkout", SCRIPT, "wish list"];
        let places = [(4.0, 2.0), (1.0, 1.0), (2.0, 0.0)];
        let rows = (1..).zip(names).zip(shares).zip(places);
        priorities(rows.map(|(((rank, name), share), at)| ranked(rank, name, share, at)).collect())
    };
    let svg = rows([0.7, 0.3, 0.0]).to_svg();
    assert_eq!(title(&svg), "guest checkout comes first by RICE, in 70\u{202f}% of the draws");
    // Ranks 1 to 3 lie from 6 to 300; efforts from 0 to 4 from 56 to 422, the last initiative drawn first.
    assert_eq!(numbers(&svg, "line", "range", "x1"), [6.0, 6.0, 6.0]);
    assert_eq!(numbers(&svg, "line", "range", "x2"), [300.0, 300.0, 300.0]);
    assert_eq!(numbers(&svg, "circle", "fgood", "cx"), [239.0, 147.5, 422.0, 6.0, 153.0, 300.0]);
    assert!(!svg.contains("<script") && svg.contains("big bets"));
    let other = title(&rows([0.2, 0.5, 0.3]).to_svg());
    assert!(other.starts_with("guest checkout has the highest score, but &lt;script&gt;"), "{other}");
    assert!(other.ends_with("comes first in 50\u{202f}% of the draws"), "{other}");
    assert_eq!(
        title(&rows([1.0, 0.0, 0.0]).to_svg()),
        "guest checkout comes first by RICE, whatever is drawn"
    );
    assert_eq!(title(&priorities(Vec::new()).to_svg()), "There is nothing to rank");
}

#[test]
fn initiatives_without_impact_or_effort_have_no_plane() {
    let bare = PriorityRow { effort: None, ..ranked(1, "sign in", 0.6, (1.0, 1.0)) };
    let svg = priorities(vec![bare.clone(), PriorityRow { rank: 2, ..bare }]).to_svg();
    assert!(!svg.contains("quick wins") && svg.contains("ranks from 1 to 2"));
}

fn csv(text: &str) -> EventLog {
    EventLog::read_csv_text(text, &Columns::new("customer", "time", "event")).unwrap()
}

/// Answers of six months, 100 each, of which 80 % and then 50 % are satisfied.
fn falling() -> EventLog {
    let mut text = String::from("customer,time,event,rating\n");
    for n in 0..600 {
        let (month, satisfied) = (1 + n / 100, n % 10 < if n < 300 { 8 } else { 5 });
        text += &format!("{n},2024-{month:02}-15,survey,{}\n", if satisfied { 5 } else { 2 });
    }
    csv(&text)
}

#[test]
fn a_trend_tells_its_verdict_and_where_the_level_changed() {
    let svg = falling().run(&Trend::new("rating", SurveyMeasure::csat())).unwrap().to_svg();
    let expected = "The score fell from 80\u{202f}% to 50\u{202f}% since 2024-01-01: more than chance";
    assert_eq!(title(&svg), expected);
    assert!(svg.contains("−30 points") && svg.contains("80\u{202f}% → 50\u{202f}%"));
    // Six periods from 60 to 386, so that the level changes half way; 100 answers in each are the most.
    assert_eq!(numbers(&svg, "circle", "fgood", "cx"), [60.0, 125.2, 190.4, 255.6, 320.8, 386.0]);
    assert_eq!(numbers(&svg, "line", "dash", "x2"), [223.0, 432.0]);
    assert_eq!(numbers(&svg, "rect", "open", "height"), [28.0; 6]);
    let heights = numbers(&svg, "circle", "fgood", "cy");
    assert!(heights[0] == heights[2] && heights[2] < heights[3] && heights[3] == heights[5]);
}

#[test]
fn a_trend_without_answers_or_with_one_period_says_so() {
    let one = csv("customer,time,event,rating\nann,2024-01-01,survey,5\nbob,2024-01-02,survey,9\n");
    let svg = one.run(&Trend::new("rating", SurveyMeasure::csat())).unwrap().to_svg();
    assert!(title(&svg).contains("no second period"), "{}", title(&svg));
    let none = csv("customer,time,event,rating\nann,2024-01-01,survey,9\n");
    let svg = none.run(&Trend::new("rating", SurveyMeasure::csat())).unwrap().to_svg();
    assert_eq!(title(&svg), "Nobody answered");
}

const WAITS: &str = "customer,time,event\n\
     ann,2024-01-01T10:00:00Z,order\nann,2024-01-03T10:00:00Z,delivery\n\
     bob,2024-01-01T11:00:00Z,order\nbob,2024-01-06T11:00:00Z,delivery\n";

#[test]
fn a_way_is_as_long_as_the_time_lost_on_it() {
    let options = Bottlenecks::new().target("delivery", "3d".parse().unwrap());
    let svg = csv(WAITS).run(&options).unwrap().to_svg();
    let expected =
        "Most time is lost between order and delivery: 2\u{202f}days, 100\u{202f}% of all time lost";
    assert_eq!(title(&svg), expected);
    // One day is lost on average, with a standard error of one day: the interval ends 1.96 errors above.
    assert_eq!(numbers(&svg, "rect", "loss", "width"), [145.9]);
    assert_eq!(numbers(&svg, "line", "thin", "x2")[0], 432.0);
    assert!(svg.contains("target 3\u{202f}days") && svg.contains("median 3.5\u{202f}days"));
    let none = Bottlenecks::new().target("delivery", "9d".parse().unwrap());
    assert_eq!(title(&csv(WAITS).run(&none).unwrap().to_svg()), "No time is lost");
}

const CARTS: &str = "customer,time,event\n\
     ann,2024-01-01,look\nann,2024-01-02,cart\nann,2024-01-03,buy\nbob,2024-01-01,look\nbob,2024-01-02,cart\n\
     cem,2024-01-01,look\ndan,2024-01-01,look\n";

#[test]
fn changes_are_drawn_from_before_to_after() {
    let halved = FlowChange::drop_off_factor("look", 0.5);
    let svg = csv(CARTS).run(&WhatIf::of("buy".parse().unwrap()).change(halved)).unwrap().to_svg();
    assert_eq!(title(&svg), "After these changes 38\u{202f}% would succeed instead of 25\u{202f}%");
    // More succeed, and it takes longer, as more go on: 1 day on average instead of 0.75 days.
    assert_eq!(numbers(&svg, "circle", "weak", "cx"), [82.0, 82.0]);
    assert_eq!(numbers(&svg, "circle", "fgood", "cx"), [350.0, 350.0]);
    assert!(svg.contains("+12.5 points"));
    let svg = csv(CARTS).run(&WhatIf::of("buy".parse().unwrap())).unwrap().to_svg();
    assert_eq!(title(&svg), "No touchpoint loses more customers than most others");
    assert!(!svg.contains("instead of"));
}

#[test]
fn what_each_touchpoint_would_bring_is_ranked_without_changes() {
    // Of six who look three go on to the cart, of whom two pay and one buys: drop-offs 1/2, 1/3, 1/2.
    let mut text = String::from("customer,time,event\n");
    for (customer, last) in [("a", 4), ("b", 3), ("c", 2), ("d", 1), ("e", 1), ("f", 1)] {
        for (day, event) in (1..=last).zip(["look", "cart", "pay", "buy"]) {
            text += &format!("{customer},2024-01-{day:02},{event}\n");
        }
    }
    let report = csv(&text).run(&WhatIf::of("buy".parse().unwrap())).unwrap();
    assert_eq!((report.median_drop_off, report.levers.len()), (Some(0.5), 0));
    let mut report = report;
    let lever = |touchpoint: &str, low, gain, high| WhatIfLever {
        touchpoint: touchpoint.into(),
        drop_off: 0.6,
        gain: estimate(low, gain, high),
    };
    report.levers = vec![lever(SCRIPT, 0.02, 0.05, 0.1), lever("cart", 0.01, 0.02, 0.03)];
    let svg = report.to_svg();
    assert_eq!(numbers(&svg, "rect", "band", "width"), [216.0, 86.4]);
    assert!(
        title(&svg).ends_with("would bring most success: +5 points (+2 to +10)") && !svg.contains("<script")
    );
}

#[test]
fn comments_lie_left_and_right_of_those_that_are_neither() {
    let text = format!(
        "customer,time,event,text\na,2024-01-01,desk,terrible {SCRIPT}\nb,2024-01-01,desk,great\n\
         c,2024-01-01,app,great\nd,2024-01-01,app,The table.\n"
    );
    let svg = csv(&text).run(&CommentSentiment::new("text").by("touchpoint")).unwrap().to_svg();
    assert_eq!(title(&svg), "25\u{202f}% of the comments are negative, 50\u{202f}% positive");
    // The bars reach from 1/2 (desk) at the left to 3/4 (app) at the right, over 340.
    let part = |class: &str| numbers(&svg, "rect", class, "width")[0];
    assert_eq!((part("loss"), part("open"), part("band")), (68.0, 68.0, 136.0));
    assert_eq!(numbers(&svg, "rect", "open", "x"), [148.0, 114.0]);
    assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script"));
    let none = csv("customer,time,event,text\na,2024-01-01,desk,\nb,2024-01-01,desk,\" \"\n");
    if let Ok(report) = none.run(&CommentSentiment::new("text")) {
        assert_eq!(title(&report.to_svg()), "There are no comments");
    }
}

#[test]
fn themes_show_both_shares_and_a_comment() {
    let mut text = String::from("customer,time,event,text\n");
    for n in 0..6 {
        text += &format!("g{n},2024-01-01,gate,\"The boarding time, <b>boarding</b> time again!\"\n");
        text += &format!("l{n},2024-01-01,lounge,clean seats\n");
    }
    let options = Themes { least: 2, ..Themes::new("text").by("touchpoint") };
    let report = csv(&text).themes(&options).unwrap();
    let svg = report.to_svg();
    assert!(
        title(&svg).contains("sets gate comments apart most: 100\u{202f}% against 0\u{202f}%"),
        "{}",
        title(&svg)
    );
    // All of the group at the right end, none of the others at the left one.
    assert!(numbers(&svg, "circle", "fgood", "cx").iter().all(|x| *x == 426.0));
    assert!(numbers(&svg, "circle", "weak", "cx").iter().all(|x| *x == 6.0));
    assert!(svg.contains("again!\u{2069}”") && svg.contains("&lt;b&gt;boarding") && !svg.contains("<b>"));
    let none =
        csv("customer,time,event,text\na,2024-01-01,gate,fine\n").themes(&Themes::new("text")).unwrap();
    assert_eq!(title(&none.to_svg()), "No theme tells the groups apart");
}
