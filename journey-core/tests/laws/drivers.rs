//! Laws of drivers.

use journey_core::EventLog;
use journey_core::analysis::{DriverNote, DriverReport, Drivers, JourneyFact};
use journey_core::log::Columns;
use proptest::prelude::*;

/// Customers with an outcome and three ratings each, and a weight.
fn answers() -> impl Strategy<Value = Vec<[u8; 5]>> {
    proptest::collection::vec([1..=6u8, 1..=6u8, 1..=6u8, 1..=6u8, 1..=4u8], 8..60)
}

fn ask(answers: &[[u8; 5]], drivers: &Drivers, shards: usize) -> Option<DriverReport> {
    let mut csv = String::from("customer,time,event,y,a,b,c,w\n");
    for (n, [y, a, b, c, w]) in answers.iter().enumerate() {
        csv += &format!("c{n},2024-01-01,survey,{y},{a},{b},{c},{w}\n");
    }
    let mut columns = Columns::new("customer", "time", "event");
    columns.shards = Some(shards);
    for name in ["y", "a", "b", "c", "w"] {
        columns = columns.kind(name, journey_core::log::ColumnKind::Number);
    }
    EventLog::read_csv_text(&csv, &columns).unwrap().run(drivers).ok()
}

fn drivers(items: &[&str]) -> Drivers {
    Drivers::of(JourneyFact::answer("y"), items.iter().copied()).bootstrap(0)
}

fn share(report: &DriverReport, item: &str) -> Option<f64> {
    report.rows.iter().find(|row| row.item == item).unwrap().importance.value
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn shares_are_not_negative_and_add_up_and_so_do_relative_weights(answers in answers()) {
        let Some(report) = ask(&answers, &drivers(&["a", "b", "c"]), 1) else { return Ok(()) };
        let parts: f64 = report.rows.iter().filter_map(|row| row.lmg).sum();
        prop_assert!((parts - report.r_squared).abs() < 1e-9);
        prop_assert!(report.rows.iter().filter_map(|row| row.lmg).all(|part| part > -1e-12));
        for shares in [
            report.rows.iter().map(|row| row.importance.value).collect::<Vec<_>>(),
            report.rows.iter().map(|row| row.johnson).collect(),
        ] {
            let known: Vec<f64> = shares.into_iter().flatten().collect();
            prop_assert!(known.is_empty() || (known.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        prop_assert_eq!(report.customers + report.left_out + report.without_outcome, answers.len() as u64);
    }

    #[test]
    fn the_order_of_items_and_customers_and_the_number_of_shards_do_not_matter(answers in answers()) {
        let mut backwards = answers.clone();
        backwards.reverse();
        let first = ask(&answers, &drivers(&["a", "b", "c"]), 1);
        prop_assert_eq!(&first, &ask(&answers, &drivers(&["a", "b", "c"]), 7));
        prop_assert_eq!(&first, &ask(&backwards, &drivers(&["a", "b", "c"]), 3));
        let turned = ask(&answers, &drivers(&["c", "a", "b"]), 1);
        let (Some(first), Some(turned)) = (first, turned) else { return Ok(()) };
        // Which of several dependent items is left out is a matter of their order.
        if first.rows.iter().all(|row| row.note == DriverNote::Estimated) {
            for item in ["a", "b", "c"] {
                prop_assert!(near(share(&first, item), share(&turned, item)));
            }
        }
    }

    #[test]
    fn a_whole_weight_is_so_many_customers(answers in answers()) {
        let repeated: Vec<[u8; 5]> =
            answers.iter().flat_map(|row| std::iter::repeat_n(*row, row[4].into())).collect();
        let weighted = ask(&answers, &drivers(&["a", "b"]).weight("w"), 1);
        let repeated = ask(&repeated, &drivers(&["a", "b"]), 1);
        let (Some(weighted), Some(repeated)) = (weighted, repeated) else { return Ok(()) };
        prop_assert!((weighted.r_squared - repeated.r_squared).abs() < 1e-9);
        for item in ["a", "b"] {
            prop_assert!(near(share(&weighted, item), share(&repeated, item)));
        }
    }

    #[test]
    fn an_item_more_never_explains_less(answers in answers()) {
        let (few, many) = (ask(&answers, &drivers(&["a"]), 1), ask(&answers, &drivers(&["a", "b"]), 1));
        let (Some(few), Some(many)) = (few, many) else { return Ok(()) };
        if few.customers == many.customers {
            prop_assert!(many.r_squared >= few.r_squared - 1e-9);
        }
    }
}
