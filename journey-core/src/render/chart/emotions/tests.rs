//! The picture of emotions.

use super::*;
use crate::EventLog;
use crate::analysis::Emotions;
use crate::log::Columns;

fn svg(customers: usize, emotions: &Emotions) -> String {
    let mut csv = String::from("customer,time,event,rating,tier\n");
    for n in 0..customers {
        let tier = ["gold", "<iron>"][n % 2];
        for (day, (event, rating)) in [("look", 4), ("pay", 1 + n % 2), ("box", 5)].into_iter().enumerate() {
            csv += &format!("{n},2024-01-0{},{event},{rating},{tier}\n", day + 1);
        }
    }
    let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event")).unwrap();
    log.run(emotions).unwrap().to_svg()
}

#[test]
fn the_curve_passes_through_the_means() {
    let picture = svg(40, &Emotions::of(["rating"]).bootstrap(0));
    // Three columns of 150: moods 1, -1.5 and 2 on a scale from 266 (-2) to 46 (+2).
    assert!(picture.contains(r#"<path class="curve" d="M179 101L329 238.5L479 46"/>"#), "{picture}");
    assert!(picture.contains("▼ −1.5") && picture.contains("★ +2"));
    assert!(picture.contains("The mood falls by 2.5 from \u{2068}look\u{2069} to \u{2068}pay\u{2069}"));
}

#[test]
fn groups_are_named_at_their_ends_and_names_are_harmless() {
    let picture = svg(40, &Emotions::of(["rating"]).by("tier").expect("pay", 1.0).bootstrap(0));
    assert!(picture.contains(">&lt;iron&gt;</text>") && picture.contains(">Everybody</text>"));
    assert!(picture.contains("is worse than expected: −1.5, where +1 was expected"));
    assert!(picture.contains(">worse</text>"));
}

#[test]
fn few_customers_are_grey_and_nobody_is_a_sentence() {
    let picture = svg(3, &Emotions::of(["rating"]).bootstrap(0));
    assert!(picture.contains(r#"class="weak""#) && !picture.contains("▼ −"));
    assert!(EmotionReport::default().to_svg().contains("Nobody said how it felt"));
}
