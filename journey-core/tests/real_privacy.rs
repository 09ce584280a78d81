//! How much of a real file can be published. Files are found through `JOURNEY_DATA`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::EventLog;
use journey_core::analysis::{Cells, Tabular, Variants};
use journey_core::log::{Anonymize, PseudonymKey};

/// Share of the tickets whose path at least `k` of them have: pandas, from the sequences of activities.
const KEPT: [(u64, f64); 4] = [(2, 0.9705), (5, 0.9408), (10, 0.9207), (20, 0.8945)];

#[test]
fn paths_of_few_tickets_are_not_published() {
    let Ok(folder) = std::env::var("JOURNEY_DATA") else {
        println!("skipped: JOURNEY_DATA is not set");
        return;
    };
    let log = EventLog::read_xes(format!("{folder}/helpdesk/helpdesk.xes.gz"), &Default::default()).unwrap();
    assert_eq!(log.customers(), 4_580);
    let table = log.run(&Variants::default()).unwrap().table();
    for (k, kept) in KEPT {
        let published = table.k_anonymous(k).unwrap();
        let share = 1.0 - published.suppressed.value.unwrap();
        println!("k = {k}: {share:.4} of the tickets, {} of {} paths", published.table.rows(), table.rows());
        assert_eq!((share * 1e4).round() / 1e4, kept, "k = {k}");
        let customers = published.table.columns.iter().find(|column| column.name == "customers").unwrap();
        let Cells::Integer(customers) = &customers.cells else { panic!("no counts") };
        assert!(customers.iter().flatten().all(|&customers| customers >= k as i64));
    }
    // Pseudonyms change no number.
    let key = PseudonymKey::new(&[7; 32]);
    let (named, report) = log.anonymize(&Anonymize::new().pseudonyms(true), Some(&key)).unwrap();
    assert_eq!((report.pseudonyms, report.events_changed), (4_580, 21_348));
    assert_eq!(named.run(&Variants::default()).unwrap().table(), table);
}
