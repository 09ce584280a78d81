//! Writes pictures of awkward maps into a folder, for the browser test and for looking at.
//!
//! `cargo run -p journey-core --example pictures -- FOLDER`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod charts;
mod paths;
mod synthetic;
mod views;

use std::path::Path;

use journey_core::JourneyMap;
use journey_core::measure::MeasuredMap;
use journey_core::simulate::{Fault, Simulate};
use synthetic::Shape;

const PROSE: &str = "Compares two offers on the phone and wonders what delivery will cost";
const ENGLISH: [(&str, &[&str]); 5] = [
    ("Discover", &["Sees an advertisement", "Reads reviews"]),
    ("Choose", &["Browses products", "Compares prices", "Adds to cart"]),
    ("Buy", &["Enters address", "Pays", "Gets confirmation"]),
    ("Receive", &["Tracks parcel", "Parcel arrives"]),
    ("Stay", &["Asks support", "Buys again"]),
];

fn shape<'a>(name: &'a str, stages: Vec<(&'a str, Vec<&'a str>)>, prose: &'a str) -> Shape<'a> {
    Shape {
        name,
        stages,
        personas: vec!["Bargain hunters", "Loyal regulars"],
        customers: 6120,
        prose,
        ratings: true,
        kpis: 8,
    }
}

fn english<'a>() -> Vec<(&'a str, Vec<&'a str>)> {
    ENGLISH.iter().map(|(stage, touchpoints)| (*stage, touchpoints.to_vec())).collect()
}

const LONG: &str = "A touchpoint whose name goes on for eighty characters since nobody shortened it ok";
const WORD: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const SCRIPT: &str = "<script>alert(1)</script>";
const HANDLER: &str = "\" onmouseover=\"alert(1)\" x='";

/// Maps with awkward words, by file name.
fn awkward_words() -> Vec<(&'static str, Shape<'static>)> {
    let chinese = vec![
        ("认知阶段", vec!["看到广告并点击链接", "阅读用户评价"]),
        ("购买", vec!["将商品加入购物车然后比较不同的配送方式和价格", "付款", "收到确认邮件"]),
    ];
    let arabic = vec![
        ("الوعي", vec!["يرى الإعلان على الهاتف المحمول", "يقرأ آراء العملاء"]),
        ("الشراء", vec!["يضيف المنتج إلى سلة التسوق", "الدفع Visa 2024", "استلام التأكيد"]),
    ];
    let emoji = vec![
        (
            "🛒 Shopping 🛍️",
            vec!["👨‍👩‍👧‍👦 Family 🇩🇪🇫🇷🇯🇵 looks", "💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳"],
        ),
        ("📦 Delivery", vec!["🚚 arrives ❤️‍🔥", "⭐⭐⭐⭐⭐"]),
    ];
    let hostile = vec![(SCRIPT, vec![SCRIPT, HANDLER]), ("]]> -->", vec!["</title><b>", "&amp;\0\u{202e}"])];
    let hostile = Shape { personas: vec![SCRIPT, HANDLER], ..shape(SCRIPT, hostile, SCRIPT) };
    vec![
        ("long", shape(LONG, vec![(LONG, vec![LONG, WORD]), (WORD, vec![WORD, LONG])], LONG)),
        ("chinese", shape("客户旅程地图", chinese, "在手机上比较两个报价，想知道运费是多少。")),
        ("arabic", shape("خريطة رحلة العميل", arabic, "يقارن بين عرضين على الهاتف ويتساءل عن تكلفة التوصيل")),
        ("emoji", shape("😀 Emoji 🎉", emoji, "Thinks 🤔🤔🤔 about it 💸 and 🙈🙉🙊 decides")),
        ("hostile", hostile),
    ]
}

/// Maps with awkward sizes, by file name.
fn awkward_sizes() -> Vec<(&'static str, Shape<'static>)> {
    let many = ["Aware", "Consider", "Compare", "Buy", "Use", "Renew", "Leave", "Return"];
    let five = ["Opens a page", "Reads about it", "Asks a friend", "Waits", "Decides"];
    let many = many.into_iter().map(|stage| (stage, five.to_vec())).collect();
    let single = ["First", "Second", "Third", "Fourth"].into_iter().map(|name| (name, vec![name])).collect();
    let personas = vec!["Ann", "Ben", LONG, WORD, "李雷", "ليلى", "🙂", "H", "I", "J", "K", "L"];
    let no_touchpoints = vec![("Stage without touchpoints", vec![])];
    let bare = shape("No ratings, no KPIs", english(), "");
    let crowd = shape("Many personas", english(), PROSE);
    vec![
        ("shop", shape("Online shop", english(), PROSE)),
        ("forty", shape("Forty touchpoints", many, PROSE)),
        ("one_stage", shape("One stage", vec![("Only", vec!["The one touchpoint"])], PROSE)),
        ("single", shape("One touchpoint per stage", single, PROSE)),
        ("empty", Shape { customers: 0, ..shape("No events", english(), PROSE) }),
        ("bare", Shape { ratings: false, kpis: 0, personas: vec![], ..bare }),
        ("few", Shape { customers: 41, ..shape("Few customers", english(), PROSE) }),
        ("personas", Shape { personas, customers: 123_456_789, ..crowd }),
        ("no_touchpoints", shape("Nothing yet", no_touchpoints, PROSE)),
    ]
}

/// Templates with simulated customers; one touchpoint in each loses too many and one is slow.
fn templates() -> Result<Vec<(&'static str, MeasuredMap)>, journey_core::Error> {
    let measure = |name| {
        let map = JourneyMap::template(name)?;
        let ids: Vec<&str> = map.touchpoints().map(|touchpoint| touchpoint.id.as_str()).collect();
        let options = Simulate::new(7)
            .customers(4000)
            .fault(Fault::LosesCustomers { touchpoint: ids[ids.len() / 2].into(), share: 0.2 })
            .fault(Fault::Slow { touchpoint: ids[ids.len() * 2 / 3].into(), factor: 4.0 });
        Ok((name, map.measure(&map.simulate(&options)?)?))
    };
    JourneyMap::templates().into_iter().map(measure).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let shapes = awkward_words().into_iter().chain(awkward_sizes());
    let made_up = shapes.map(|(name, shape)| (name, synthetic::measured(&shape)));
    for (name, measured) in made_up.chain(templates()?) {
        for extension in ["html", "svg", "md", "mmd"] {
            measured.save(folder.join(format!("{name}.{extension}")))?;
        }
    }
    let charts = charts::charts()?.into_iter().chain(paths::paths()?).chain(views::views()?);
    for (name, svg) in charts {
        std::fs::write(folder.join(format!("{name}.svg")), svg)?;
    }
    Ok(())
}
