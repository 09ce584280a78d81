//! Priorities by hand.

use super::*;

fn field<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result.unwrap_err() {
        Error::InvalidOption { field, .. } => field,
        other => other.code().to_string(),
    }
}

#[test]
fn scores_by_hand() {
    assert!((rice(50_000.0, 2.0, 0.8, 3.0).unwrap() - 26_666.666_666_666_668).abs() < 1e-9);
    assert_eq!(wsjf(13.0, 8.0, 0.0, 3.0).unwrap(), 7.0);
    assert_eq!(ice(9.0, 0.5, 4.0).unwrap(), 18.0);
    assert_eq!((opportunity(8.0, 8.0).unwrap(), opportunity(10.0, 0.0).unwrap()), (8.0, 20.0));
    assert_eq!(quadrant((1.0, 1.0), (1.0, 2.0)), PriorityQuadrant::QuickWin);
    assert_eq!(quadrant((0.5, 1.0), (2.0, 2.0)), PriorityQuadrant::MoneyPit);
    assert_eq!(quadrant((0.5, 1.0), (1.0, 2.0)), PriorityQuadrant::FillIn);
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    assert_eq!(field(rice(1.0, 1.0, 1.0, 0.0)), "effort");
    assert_eq!(field(rice(-1.0, 1.0, 1.0, 1.0)), "reach");
    assert_eq!(field(rice(1.0, f64::NAN, 1.0, 1.0)), "impact");
    assert_eq!(field(rice(1.0, f64::INFINITY, 1.0, 1.0)), "impact");
    assert_eq!(field(rice(1.0, 1.0, 1.1, 1.0)), "confidence");
    assert_eq!(field(opportunity(11.0, 1.0)), "importance");
    assert_eq!(field(wsjf(1.0, 1.0, 1.0, 0.0)), "effort");
    let one = |initiative: Initiative| field(Priorities::default().initiative(initiative).rank());
    assert_eq!(one(Initiative::new("a")), "initiatives[0].reach");
    assert_eq!(one(Initiative::new("a").rice(1.0, 1.0, 1.0, (0.0, 1.0, 2.0))), "initiatives[0].effort");
    assert_eq!(one(Initiative::new("a").rice((2.0, 1.0, 3.0), 1.0, 1.0, 1.0)), "initiatives[0].reach");
    let twice = Initiative::new("a").rice(1.0, 1.0, 1.0, 1.0);
    assert_eq!(
        field(Priorities::default().initiative(twice.clone()).initiative(twice.clone()).rank()),
        "initiatives[1].name"
    );
    assert_eq!(field(Priorities::default().draws(0, 1).rank()), "draws");
    assert_eq!(field(Priorities::default().draws(2_000_000, 1).rank()), "limit");
    let many = Priorities { initiatives: vec![twice; 1001], ..Priorities::default() };
    assert_eq!(field(many.rank()), "limit");
    assert!(Priorities::default().rank().unwrap().rows.is_empty());
}

#[test]
fn equal_scores_are_ranked_by_reach_then_as_named() {
    let report = Priorities::by(PriorityScore::Rice)
        .initiative(Initiative::new("few").rice(10.0, 2.0, 1.0, 1.0))
        .initiative(Initiative::new("many").rice(20.0, 1.0, 1.0, 1.0))
        .initiative(Initiative::new("also few").rice(10.0, 2.0, 1.0, 1.0))
        .quadrants(2.0, 1.0)
        .rank()
        .unwrap();
    let rows: Vec<_> =
        report.rows.iter().map(|row| (row.rank, row.name.as_str(), row.first, row.quadrant)).collect();
    let (bet, pit) = (Some(PriorityQuadrant::BigBet), Some(PriorityQuadrant::MoneyPit));
    assert_eq!(rows, [(1, "many", 1.0, pit), (2, "few", 0.0, bet), (3, "also few", 0.0, bet)]);
    assert!(report.rows.iter().all(|row| (row.low, row.high) == (row.score, row.score)));
    assert!(report.rows.iter().all(|row| (row.rank_low, row.rank_high) == (row.rank, row.rank)));
}

#[test]
fn chances_are_those_of_the_triangle() {
    // Impact from 0 over 1 to 4 against exactly 2: above 2 is a triangle of (4 - 2)² / (4 · 3) = 1/3 of the draws.
    let question = Priorities::by(PriorityScore::Rice)
        .draws(100_000, 7)
        .initiative(Initiative::new("sure").rice(1.0, 2.0, 1.0, 1.0))
        .initiative(Initiative::new("unsure").rice(1.0, (0.0, 1.0, 4.0), 1.0, 1.0));
    let report = question.rank().unwrap();
    let [sure, unsure] = &report.rows[..] else { panic!("{report:?}") };
    assert_eq!((sure.name.as_str(), unsure.score), ("sure", 1.0));
    // Five standard errors: 5 · sqrt(2 / 9 / 100,000).
    assert!((unsure.first - 1.0 / 3.0).abs() < 0.0075, "{}", unsure.first);
    assert_eq!(sure.first + unsure.first, 1.0);
    assert_eq!(((sure.rank_low, sure.rank_high), (unsure.rank_low, unsure.rank_high)), ((1, 2), (1, 2)));
    // scipy 1.17.1: triang(0.25, loc=0, scale=4).ppf([0.025, 0.975])
    assert!((unsure.low - 0.316_228).abs() < 0.02 && (unsure.high - 3.452_277).abs() < 0.02, "{unsure:?}");
    assert_eq!(question.rank().unwrap(), report);
    assert_ne!(question.draws(100_000, 8).rank().unwrap(), report);
}
