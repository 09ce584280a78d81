//! No exported table shows a cell under k.

use journey_core::EventLog;
use journey_core::analysis::{
    Analysis, Cells, Ces, Conversion, Csat, FrequentPatterns, Funnel, Handoffs, Interactions, Nps,
    QualityCheck, Retention, Rework, StepMatrix, Table, Tabular, TimeSpent, Transitions, Variants,
    WaitingTime,
};
use journey_core::log::Anonymize;
use proptest::prelude::*;

use super::logs::{TOUCHPOINTS, has, log, rows};

/// The tables of all reports, with their names.
fn tables(log: &EventLog, touchpoints: bool) -> Vec<(&'static str, Table)> {
    fn table<A: Analysis<Report: Tabular>>(log: &EventLog, analysis: &A) -> Table {
        log.run(analysis).unwrap().table()
    }
    let mut tables = vec![
        ("transitions", table(log, &Transitions::default())),
        ("variants", table(log, &Variants::default())),
        ("retention", table(log, &Retention::default())),
        ("interactions", table(log, &Interactions::default())),
        ("time_spent", table(log, &TimeSpent::default())),
        ("waiting_time", table(log, &WaitingTime::default())),
        ("quality", table(log, &QualityCheck::new())),
        ("frequent_patterns", table(log, &FrequentPatterns::new().min_support(1).length(1, 2))),
        ("rework", table(log, &Rework::new().by("channel"))),
        ("step_matrix", table(log, &StepMatrix::new().top(2))),
        ("handoffs", table(log, &Handoffs::by("channel"))),
        ("nps", table(log, &Nps::new("score").by("channel"))),
        ("csat", table(log, &Csat::new("score").by("channel"))),
        ("ces", table(log, &Ces::ease("score").by("channel"))),
        ("session_gap", log.session_gap().unwrap().table()),
    ];
    if touchpoints {
        let steps = [TOUCHPOINTS[0], TOUCHPOINTS[1]];
        tables.push(("funnel", table(log, &Funnel::new(steps))));
        tables.push(("conversion", table(log, &Conversion::new(steps[0], steps[1]))));
    }
    tables
}

/// Columns that say which row it is, and no number of people or events.
const ORDINALS: [&str; 2] = ["step", "period"];
/// Shares of people or events, by name: the count behind them is the share of the column with the denominator.
const SHARES: [&str; 5] = ["share", "conversion", "probability", "score", "easy"];

/// The small cells of a table, found by the names of its columns and not by what it says of them itself.
fn small(name: &str, table: &Table, k: i64) -> Vec<String> {
    let integers = |name: &str| {
        table.columns.iter().find(|column| column.name == name).and_then(|column| match &column.cells {
            Cells::Integer(cells) => Some(cells),
            _ => None,
        })
    };
    let mut found = Vec::new();
    for column in &table.columns {
        match &column.cells {
            Cells::Integer(cells) if !ORDINALS.contains(&column.name.as_str()) => {
                let few = cells.iter().flatten().filter(|&&cell| (1..k).contains(&cell));
                found.extend(few.map(|cell| format!("{name}.{}: {cell}", column.name)));
            }
            Cells::Number(cells) if SHARES.contains(&column.name.as_str()) => {
                let n = integers(&format!("{}_n", column.name)).or_else(|| integers("score_n"));
                let Some(n) = n else { continue };
                // Scores that are no shares: of a promoter score, and the mean of efforts.
                let share = column.name != "score" || name == "csat";
                for (share, n) in cells.iter().zip(n).filter(|_| share) {
                    let (Some(share), Some(n)) = (share, n) else { continue };
                    let some = (share * *n as f64).round() as i64;
                    if (1..k).contains(&some) || (1..k).contains(&(n - some)) {
                        found.push(format!("{name}.{}: {some} of {n}", column.name));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_report_shows_a_small_cell(rows in rows(40), k in 2..9_u64) {
        let touchpoints = has(&rows, &TOUCHPOINTS[..2]);
        for (name, table) in tables(&log(&rows), touchpoints) {
            let published = table.k_anonymous(k).unwrap();
            prop_assert_eq!(small(name, &published.table, k as i64), Vec::<String>::new());
            let lost = table.rows() - published.table.rows();
            prop_assert_eq!(published.suppressed_rows, lost as u64);
            // What can be shown is shown: without small cells in the whole table, nothing is lost.
            if small(name, &table, k as i64).is_empty() {
                prop_assert_eq!(lost, 0, "{}", name);
            }
        }
    }

    /// To forget everybody but one is to keep the one.
    #[test]
    fn who_is_not_forgotten_stays_as_they_are(rows in rows(40), stays in 0u8..8) {
        let others = (0u8..8).filter(|customer| *customer != stays).map(|customer| format!("c{customer}"));
        let (left, report) = log(&rows).anonymize(&Anonymize::new().forget(others), None).unwrap();
        let own: Vec<_> = rows.into_iter().filter(|row| row.customer == stays).collect();
        prop_assert_eq!(left.fingerprint(), log(&own).fingerprint());
        prop_assert_eq!(report.customers_forgotten + report.customers_after, report.customers_before);
        prop_assert_eq!(report.customers_forgotten + report.customers_unknown, 7);
    }
}
