//! What if and bottlenecks of real journeys, against numpy, pandas and scipy.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{close, oracle, real_log};
use journey_core::analysis::{Bottlenecks, FlowChange, WhatIf};
use journey_core::numeric::Z95;

#[test]
fn what_if_is_what_the_fundamental_matrix_says() {
    for name in ["traffic_fines", "simple_shop", "receipt"] {
        let Some(log) = real_log(name, None) else { return };
        let expected = oracle("numpy", &format!("flow_{name}"))["what_if"].clone();
        let text = |field: &str| expected[field].as_str().unwrap().to_string();
        let change = FlowChange::drop_off_share(text("changed"), expected["share"].as_f64().unwrap());
        let success = format!("{:?}", text("success")).parse().unwrap();
        let report = log.run(&WhatIf::of(success).change(change)).unwrap();
        close(report.median_drop_off, &expected["median_drop_off"], name);
        let effects = [("conversion", &report.conversion), ("time_seconds", &report.time_seconds)];
        for (field, effect) in effects {
            close(effect.before.value, &expected["before"][field], field);
            close(effect.after.value, &expected["after"][field], field);
            assert!(effect.difference.low < effect.difference.high, "{name} {field}");
        }
        for row in report.rows.iter().filter(|row| row.probability.is_some()) {
            close(row.visits.before.value, &expected["before"]["visits"][&row.touchpoint], &row.touchpoint);
            close(row.visits.after.value, &expected["after"]["visits"][&row.touchpoint], &row.touchpoint);
        }
        let gains = expected["gains"].as_object().unwrap();
        assert_eq!(
            report.levers.len(),
            gains.values().filter(|gain| gain.as_f64() > Some(1e-15)).count(),
            "{name}"
        );
        for lever in &report.levers {
            close(lever.gain.value, &gains[&lever.touchpoint], &lever.touchpoint);
        }
        // The interval of what was observed is that of a share, but for chance in the groups.
        let share = report.conversion.before.value.unwrap();
        let half = Z95 * (share * (1.0 - share) / report.customers as f64).sqrt();
        let found = (report.conversion.before.high.unwrap() - report.conversion.before.low.unwrap()) / 2.0;
        assert!((0.6..1.6).contains(&(found / half)), "{name}: {found} against {half}");
    }
}

#[test]
fn bottlenecks_are_what_pandas_and_scipy_say() {
    for name in ["traffic_fines", "receipt"] {
        let Some(log) = real_log(name, None) else { return };
        let expected = oracle("numpy", &format!("flow_{name}"))["waits"].clone();
        let report = log.run(&Bottlenecks::new()).unwrap();
        assert_eq!(report.rows.len(), expected.as_array().unwrap().len());
        for row in &report.rows {
            let what = format!("{name}: {} to {}", row.source, row.target);
            let all = expected.as_array().unwrap().iter();
            let known = all
                .clone()
                .find(|known| known["source"] == row.source && known["target"] == row.target)
                .unwrap();
            assert_eq!(known["count"], row.count, "{what}");
            assert_eq!(known["pairs"], row.overtaken.n, "{what}");
            assert_eq!(known["batches"], row.batches, "{what}");
            let batched = row.batched.value.map(|share| (share * row.count as f64).round());
            assert_eq!(batched, known["batched"].as_f64(), "{what}");
            close(row.wait.mean_seconds, &known["mean_seconds"], &what);
            close(row.wait.median_seconds, &known["median_seconds"], &what);
            close(Some(row.baseline_seconds), &known["baseline_seconds"], &what);
            close(row.lost_seconds.value, &known["lost_seconds"], &what);
            let error =
                row.excess_seconds.high.zip(row.excess_seconds.value).map(|(high, mean)| (high - mean) / Z95);
            close(error, &known["error_seconds"], &what);
            close(row.load_correlation, &known["load_correlation"], &what);
            let slope = row.slope_seconds.zip(known["slope_seconds"].as_f64());
            assert!(
                slope.is_none_or(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-3)),
                "{what} {slope:?}"
            );
            let pairs = row.overtaken.n as f64;
            assert_eq!(
                row.overtaken.value.map(|share| (share * pairs).round()),
                (pairs > 0.0).then(|| known["overtaken"].as_f64().unwrap()),
                "{what}"
            );
        }
        // Adding a penalty takes 60 days by law: no time is lost there.
        if name == "traffic_fines" {
            let of = |source: &str, target: &str| {
                report.rows.iter().find(|row| row.source == source && row.target == target).unwrap()
            };
            let penalty = of("Insert Fine Notification", "Add penalty");
            assert_eq!((penalty.baseline_seconds, penalty.lost_seconds.value), (60.0 * 86_400.0, Some(0.0)));
            // Fines are handed over for credit collection all at once, more than a thousand of them.
            let collection = of("Add penalty", "Send for Credit Collection");
            assert!(collection.batched.value > Some(0.99) && collection.batch_size > Some(1000.0));
        }
    }
}
