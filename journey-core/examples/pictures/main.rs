//! Writes pictures of awkward maps into a folder, for the browser test and for looking at.
//!
//! `cargo run -p journey-core --example pictures -- FOLDER`

mod synthetic;

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

/// Awkward maps by file name.
fn cases() -> Vec<(&'static str, MeasuredMap)> {
    let long = "A touchpoint whose name goes on for eighty characters since nobody shortened it ok";
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let bad = "<script>alert(1)</script>";
    let attribute = "\" onmouseover=\"alert(1)\" x='";
    let many: Vec<(&str, Vec<&str>)> =
        ["Aware", "Consider", "Compare", "Buy", "Use", "Renew", "Leave", "Return"]
            .into_iter()
            .map(|stage| (stage, vec!["Opens a page", "Reads about it", "Asks a friend", "Waits", "Decides"]))
            .collect();
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
            vec!["👨‍👩‍👧‍👦 Family 🇩🇪🇫🇷🇯🇵 looks", "💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳💳"],
        ),
        ("📦 Delivery", vec!["🚚 arrives ❤️‍🔥", "⭐⭐⭐⭐⭐"]),
    ];
    let single = vec![
        ("One", vec!["First"]),
        ("Two", vec!["Second"]),
        ("Three", vec!["Third"]),
        ("Four", vec!["Fourth"]),
    ];
    vec![
        ("shop", synthetic::measured(&shape("Online shop", english(), PROSE))),
        ("forty", synthetic::measured(&shape("Forty touchpoints", many, PROSE))),
        (
            "long",
            synthetic::measured(&shape(long, vec![(long, vec![long, word]), (word, vec![word, long])], long)),
        ),
        (
            "chinese",
            synthetic::measured(&shape("客户旅程地图", chinese, "在手机上比较两个报价，想知道运费是多少。")),
        ),
        (
            "arabic",
            synthetic::measured(&shape(
                "خريطة رحلة العميل",
                arabic,
                "يقارن بين عرضين على الهاتف ويتساءل عن تكلفة التوصيل",
            )),
        ),
        (
            "emoji",
            synthetic::measured(&shape("😀 Emoji 🎉", emoji, "Thinks 🤔🤔🤔 about it 💸 and 🙈🙉🙊 decides")),
        ),
        (
            "one_stage",
            synthetic::measured(&shape("One stage", vec![("Only", vec!["The one touchpoint"])], PROSE)),
        ),
        ("single", synthetic::measured(&shape("One touchpoint per stage", single, PROSE))),
        ("empty", synthetic::measured(&Shape { customers: 0, ..shape("No events", english(), PROSE) })),
        (
            "hostile",
            synthetic::measured(&Shape {
                personas: vec![bad, attribute],
                ..shape(
                    bad,
                    vec![(bad, vec![bad, attribute]), ("]]> -->", vec!["</title><b>", "&amp;\0\u{202e}"])],
                    bad,
                )
            }),
        ),
        (
            "bare",
            synthetic::measured(&Shape {
                ratings: false,
                kpis: 0,
                personas: vec![],
                ..shape("No ratings, no KPIs", english(), "")
            }),
        ),
        ("few", synthetic::measured(&Shape { customers: 41, ..shape("Few customers", english(), PROSE) })),
        (
            "personas",
            synthetic::measured(&Shape {
                personas: vec!["Ann", "Ben", long, word, "李雷", "ليلى", "🙂", "H", "I", "J", "K", "L"],
                customers: 123_456_789,
                ..shape("Many personas", english(), PROSE)
            }),
        ),
        (
            "no_stages",
            synthetic::measured(&Shape {
                ..shape("Nothing yet", vec![("Stage without touchpoints", vec![])], PROSE)
            }),
        ),
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
    for (name, measured) in cases().into_iter().chain(templates()?) {
        for extension in ["html", "svg", "md", "mmd"] {
            measured.save(folder.join(format!("{name}.{extension}")))?;
        }
    }
    let names =
        ["Home", "Search", "Product page with a rather long name", "Cart", "付款", "الدفع", "<b>Thanks</b>"];
    std::fs::write(folder.join("transitions.svg"), synthetic::transitions(&names).to_svg())?;
    std::fs::write(folder.join("no_transitions.svg"), synthetic::transitions(&[]).to_svg())?;
    Ok(())
}
