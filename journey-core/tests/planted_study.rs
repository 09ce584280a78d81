//! How well faults are found, from obvious ones to those that can hardly be seen: writes `docs/planted_faults.md`.
//!
//! ```text
//! cargo test --release -p journey-core --test planted_study -- --ignored
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/clinic.rs"]
mod clinic;

use std::fmt::Write as _;
use std::ops::AddAssign;

use clinic::{CUSTOMERS, clinic, faults};
use journey_core::measure::{Finding, FindingKind, MeasuredMap};
use journey_core::model::JourneyMap;
use journey_core::simulate::{Fault, Simulate};

const SEEDS: u64 = 50;
const SIZES: [(f64, &str); 6] =
    [(1.0, "1"), (0.5, "1/2"), (0.25, "1/4"), (0.125, "1/8"), (0.0625, "1/16"), (0.03125, "1/32")];
const QUIET: u64 = 1000;
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/planted_faults.md");

type Planted = (Fault, FindingKind);

fn measure(map: &JourneyMap, seed: u64, planted: &[Planted]) -> MeasuredMap {
    let plain = Simulate::new(seed).customers(CUSTOMERS);
    let options = planted.iter().fold(plain, |options, (fault, _)| options.fault(fault.clone()));
    map.measure(&map.simulate(&options).unwrap()).unwrap()
}

/// What became of some runs.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    runs: u64,
    /// Runs whose first finding tells of a planted fault.
    first: u64,
    findings: u64,
    /// Findings that tell of a planted fault.
    right: u64,
    /// Findings at a touchpoint where nothing was planted.
    elsewhere: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.runs += other.runs;
        self.first += other.first;
        self.findings += other.findings;
        self.right += other.right;
        self.elsewhere += other.elsewhere;
    }
}

fn count(findings: &[Finding], planted: &[Planted]) -> Counts {
    let tells = |finding: &&Finding| planted.iter().any(|(fault, kind)| clinic::tells(finding, fault, *kind));
    let at = |finding: &&Finding| planted.iter().any(|(fault, _)| fault.touchpoint() == finding.touchpoint);
    Counts {
        runs: 1,
        first: u64::from(findings.first().is_some_and(|first| tells(&first))),
        findings: findings.len() as u64,
        right: findings.iter().filter(tells).count() as u64,
        elsewhere: findings.iter().filter(|finding| !at(finding)).count() as u64,
    }
}

/// For each kind of fault and size how often it was found, and first; for each size what became of all runs.
#[derive(Default)]
struct Study {
    found: Vec<[(u64, u64); SIZES.len()]>,
    runs: [Counts; SIZES.len()],
}

impl Study {
    /// Plants faults at these positions of the list together, and measures.
    fn run(&mut self, map: &JourneyMap, seed: u64, positions: &[usize]) {
        self.found.resize(faults(1.0).len(), Default::default());
        for (at, (size, _)) in SIZES.into_iter().enumerate() {
            let all = faults(size);
            let planted: Vec<Planted> = positions.iter().map(|position| all[*position].clone()).collect();
            let findings = measure(map, seed, &planted).pain_points;
            self.runs[at] += count(&findings, &planted);
            for (position, (fault, kind)) in positions.iter().zip(&planted) {
                let rank = findings.iter().position(|finding| clinic::tells(finding, fault, *kind));
                let (found, first) = &mut self.found[*position][at];
                *found += u64::from(rank.is_some());
                *first += u64::from(rank == Some(0));
            }
        }
    }

    fn recall(&self, of: u64) -> String {
        let mut page = head(&format!("found of {of}"));
        for ((fault, _), found) in faults(1.0).iter().zip(&self.found) {
            let cells = found.iter().map(|(found, _)| found.to_string()).collect::<Vec<_>>();
            writeln!(page, "| {} | {} |", describe(fault), cells.join(" | ")).unwrap();
        }
        page
    }

    fn precision(&self) -> String {
        let mut page = head("all runs");
        let mut row = |name: &str, cell: &dyn Fn(&Counts) -> String| {
            let cells: Vec<String> = self.runs.iter().map(cell).collect();
            writeln!(page, "| {name} | {} |", cells.join(" | ")).unwrap();
        };
        row("runs", &|counts| counts.runs.to_string());
        row("runs whose first finding tells of a planted fault", &|counts| counts.first.to_string());
        row("findings", &|counts| counts.findings.to_string());
        row("of these, tell of a planted fault", &|counts| counts.right.to_string());
        row("of these, at a touchpoint with nothing planted", &|counts| counts.elsewhere.to_string());
        row("precision: the right place, persona and kind", &|counts| percent(counts.right, counts.findings));
        row("precision: the right touchpoint", &|counts| {
            percent(counts.findings - counts.elsewhere, counts.findings)
        });
        page
    }
}

fn percent(part: u64, whole: u64) -> String {
    format!("{:.0} %", 100.0 * part as f64 / whole as f64)
}

fn head(what: &str) -> String {
    let sizes: Vec<&str> = SIZES.iter().map(|(_, name)| *name).collect();
    format!("| {what}, at the size | {} |\n|---{}|\n", sizes.join(" | "), "|--:".repeat(SIZES.len()))
}

/// A fault in words, at its full size.
fn describe(fault: &Fault) -> String {
    let percent = |share: &f64| format!("{:.0} %", 100.0 * share);
    match fault {
        Fault::LosesCustomers { share, .. } => format!("{} more leave", percent(share)),
        Fault::Breaks { share, .. } => format!("broken for two weeks: {} more leave", percent(share)),
        Fault::Slow { factor, .. } => format!("waits are {factor} times as long"),
        Fault::HandsOverSlowly { factor, .. } => {
            format!("waits of those handed over are {factor} times as long")
        }
        Fault::Annoys { by, .. } => format!("a persona likes it less, by {by} of 4 points"),
        Fault::Worsens { by, .. } => format!("liked less from some day on, by {by} of 4 points"),
        Fault::DrawsComplaints { share, .. } => {
            format!("{} more of the comments are negative", percent(share))
        }
        Fault::Fails { share, .. } => format!("{} more have a failed attempt", percent(share)),
        Fault::Repeats { share, .. } => format!("{} more do it again", percent(share)),
        Fault::SendsBack { share, .. } => format!("{} more are sent back", percent(share)),
        Fault::NeedsHelp { share, .. } => format!("{} more need help afterwards", percent(share)),
        Fault::DoesNotHelp { share, .. } => {
            format!("{} more have to ask for help again elsewhere", percent(share))
        }
    }
}

#[test]
#[ignore = "measures some thousand logs: two minutes with optimisation"]
fn the_page_of_planted_faults() {
    let map = clinic();
    let kinds = faults(1.0).len();
    let (mut alone, mut three) = (Study::default(), Study::default());
    (0..kinds).for_each(|kind| (1..=SEEDS).for_each(|seed| alone.run(&map, seed, &[kind])));
    let mut together = 0;
    for first in 0..kinds {
        for second in first + 1..kinds {
            for third in second + 1..kinds {
                three.run(&map, 1 + together % SEEDS, &[first, second, third]);
                together += 1;
            }
        }
    }
    let quiet = (1..=QUIET).filter(|seed| !measure(&map, *seed, &[]).pain_points.is_empty()).count();
    assert!(alone.found.iter().all(|sizes| sizes[0] == (SEEDS, SEEDS)), "{:?}", alone.found);
    assert!(quiet as f64 <= 0.05 * QUIET as f64, "{quiet} of {QUIET}");
    let each = 3 * together / kinds as u64;
    let page = format!(
        include_str!("planted_faults.md.in"),
        customers = CUSTOMERS,
        seeds = SEEDS,
        quiet = quiet,
        of_quiet = QUIET,
        quiet_share = format_args!("{:.1} %", 100.0 * quiet as f64 / QUIET as f64),
        alone = alone.recall(SEEDS),
        alone_runs = alone.precision(),
        three = three.recall(each),
        three_runs = three.precision(),
        together = together,
        each = each,
    );
    std::fs::write(PAGE, page).unwrap();
}
