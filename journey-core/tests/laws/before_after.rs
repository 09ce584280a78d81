//! Before and after: nothing is told of what did not change, and what was mended is gone.

use jiff::Timestamp;
use journey_core::log::{EventLog, Part};
use journey_core::measure::{BeforeAfter, BeforeAfterReport, FindingChange, FindingFate, KpiVerdict};
use journey_core::model::{FindingKind, JourneyMap};
use journey_core::simulate::{Fault, Simulate};
use journey_core::work::Work;
use proptest::prelude::*;

const START: &str = "2024-01-01T00:00:00Z";
const CUT: &str = "2024-02-26T00:00:00Z";

fn shop() -> JourneyMap {
    JourneyMap::template("online_shop").unwrap()
}

fn lost(share: f64) -> Option<Fault> {
    (share > 0.0).then(|| Fault::LosesCustomers { touchpoint: "cart".into(), share })
}

/// Eight weeks with one share of customers lost at the cart, then eight with another.
fn mended(seed: u64, customers: u64, [before, after]: [f64; 2], shards: Option<usize>) -> EventLog {
    let part = |seed: u64, from: &str, share: f64| {
        let options = Simulate::new(seed).customers(customers).from(from.parse().unwrap());
        let options = Simulate { shards, faults: lost(share).into_iter().collect(), ..options };
        shop().simulate(&options.period("56d".parse().unwrap())).unwrap()
    };
    let (one, two) = (part(2 * seed, START, before), part(2 * seed + 1, CUT, after));
    // Both have customers of the same names, who are others.
    let named = |name: &str, log| Part::new(name, log).customer_is(name);
    EventLog::combine([named("first", one), named("second", two)]).unwrap()
}

fn question() -> BeforeAfter {
    let cut: Timestamp = CUT.parse().unwrap();
    BeforeAfter::at(cut).window("49d".parse().unwrap()).open_within("7d".parse().unwrap())
}

fn ask(log: &EventLog) -> BeforeAfterReport {
    shop().before_after(log, &question()).unwrap()
}

#[test]
fn shards_and_threads_give_equal_answers() {
    let one = ask(&mended(5, 500, [0.3, 0.0], Some(1)));
    for (shards, threads) in [(7, 1), (7, 2), (64, 2)] {
        let log = mended(5, 500, [0.3, 0.0], Some(shards));
        let other = Work::new().threads(threads).run(|| ask(&log));
        assert_eq!(other, one, "{shards} shards, {threads} threads");
    }
}

#[test]
fn a_map_beside_itself_did_not_change() {
    for seed in 0..4 {
        let map = shop();
        let fault = Fault::LosesCustomers { touchpoint: "cart".into(), share: 0.3 };
        let measured =
            map.measure(&map.simulate(&Simulate::new(seed).customers(600).fault(fault)).unwrap()).unwrap();
        let report = measured.compared_with(&measured, &BeforeAfter::new()).unwrap();
        assert!(!report.rows.is_empty() && !report.findings.is_empty());
        for row in &report.rows {
            assert!(matches!(row.difference.value, None | Some(0.0)), "{row:?}");
            assert!(!matches!(row.verdict, KpiVerdict::Better | KpiVerdict::Worse), "{row:?}");
        }
        for row in report.findings.iter().filter(|row| row.difference.value.is_some()) {
            assert!(matches!(row.fate, FindingFate::Same | FindingFate::NotEnoughData), "{row:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn swapping_both_sides_turns_every_change_round(seed in 0u64..500, loses in 0.0f64..0.5) {
        let map = shop();
        let measured = |seed, share| {
            let options = Simulate::new(seed).customers(500);
            let options = Simulate { faults: lost(share).into_iter().collect(), ..options };
            map.measure(&map.simulate(&options).unwrap()).unwrap()
        };
        let (a, b) = (measured(seed, loses), measured(seed + 1000, 0.0));
        let margins = BeforeAfter::new().margin(0.0);
        let forth = b.compared_with(&a, &margins).unwrap();
        let back = a.compared_with(&b, &margins).unwrap();
        prop_assert_eq!(forth.rows.len(), back.rows.len());
        for (one, two) in forth.rows.iter().zip(&back.rows) {
            prop_assert_eq!(one.difference.value, two.difference.value.map(|value| 0.0 - value));
            prop_assert_eq!(one.difference.low, two.difference.high.map(|value| 0.0 - value));
            prop_assert_eq!(one.p, two.p);
            let turned = match one.verdict {
                KpiVerdict::Better => KpiVerdict::Worse,
                KpiVerdict::Worse => KpiVerdict::Better,
                same => same,
            };
            prop_assert_eq!(turned, two.verdict);
        }
        prop_assert_eq!(forth.findings.len(), back.findings.len());
        for one in &forth.findings {
            let same = |two: &&FindingChange| {
                (two.kind, &two.touchpoint, &two.persona) == (one.kind, &one.touchpoint, &one.persona)
            };
            let two = back.findings.iter().find(same).unwrap();
            let turned = match one.fate {
                FindingFate::Gone => FindingFate::New,
                FindingFate::New => FindingFate::Gone,
                FindingFate::Smaller => FindingFate::Larger,
                FindingFate::Larger => FindingFate::Smaller,
                same => same,
            };
            prop_assert_eq!(turned, two.fate);
        }
    }
}

/// Whether a report tells of any change.
fn tells(report: &BeforeAfterReport) -> bool {
    let kpis = report.rows.iter().any(|row| matches!(row.verdict, KpiVerdict::Better | KpiVerdict::Worse));
    let fates = [FindingFate::Gone, FindingFate::Smaller, FindingFate::Larger, FindingFate::New];
    kpis || report.findings.iter().any(|row| fates.contains(&row.fate))
}

#[test]
fn where_nothing_changed_at_most_one_report_in_twenty_tells_of_a_change() {
    for share in [0.0, 0.12] {
        let customers = ask(&mended(0, 400, [share; 2], None)).after.customers;
        assert!(customers > 300, "{customers}");
        let told = (0..60).filter(|&seed| tells(&ask(&mended(seed, 400, [share; 2], None)))).count();
        // 3 expected at most; 9 or more would come up once in two hundred times.
        assert!(told <= 8, "{told} of 60 with {share} lost");
    }
}

#[test]
fn what_was_mended_is_gone_and_what_broke_is_new() {
    let of = |shares| {
        let report = ask(&mended(9, 1500, shares, None));
        let lost = |row: &&FindingChange| {
            row.touchpoint == "cart" && row.kind == FindingKind::DropOff && row.persona.is_none()
        };
        let row = report.findings.iter().find(lost).unwrap();
        (row.fate, report.rows[0].verdict)
    };
    assert_eq!(of([0.4, 0.0]), (FindingFate::Gone, KpiVerdict::Better));
    assert_eq!(of([0.0, 0.4]), (FindingFate::New, KpiVerdict::Worse));
    assert_eq!(of([0.5, 0.25]).0, FindingFate::Smaller);
    assert_eq!(of([0.4, 0.4]).0, FindingFate::Same);
}
