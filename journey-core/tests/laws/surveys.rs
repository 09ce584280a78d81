//! Laws of survey scores.

use journey_core::analysis::{Ces, Csat, Nps, NpsInterval, SurveyMeasure, Trend};
use journey_core::model::Period;
use proptest::prelude::*;

use crate::logs::{CHANNELS, Row, log, rows};

/// Answers on the scale with their weights.
fn answers(rows: &[Row], (min, max): (f64, f64), whole: bool, weighted: bool) -> Vec<(f64, f64)> {
    rows.iter()
        .filter(|row| row.score >= min && row.score <= max && (!whole || row.score.fract() == 0.0))
        .map(|row| (row.score, if weighted { row.weight } else { 1.0 }))
        .filter(|(_, weight)| !weight.is_nan())
        .collect()
}

fn share(answers: &[(f64, f64)], test: impl Fn(f64) -> bool) -> Option<f64> {
    let total: f64 = answers.iter().map(|(_, weight)| weight).sum();
    let part: f64 = answers.iter().filter(|(answer, _)| test(*answer)).map(|(_, weight)| weight).sum();
    (total > 0.0).then(|| part / total)
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn nps_is_promoters_minus_detractors(rows in rows(60), weighted: bool) {
        let mut nps = Nps::new("score").interval(NpsInterval::Wald);
        nps.weight = weighted.then(|| "weight".into());
        let report = log(&rows).run(&nps).unwrap();
        let found = answers(&rows, (0.0, 10.0), true, weighted);
        let promoters = share(&found, |answer| answer >= 9.0);
        let detractors = share(&found, |answer| answer <= 6.0);
        let score = promoters.zip(detractors).map(|(p, d)| 100.0 * (p - d));
        prop_assert!(near(report.score.value, score), "{:?} {:?}", report.score, score);
        let row = &report.rows[0];
        prop_assert_eq!(row.promoters + row.passives + row.detractors, found.len() as u64);
        let weights = |power: i32| found.iter().map(|(_, weight)| weight.powi(power)).sum::<f64>();
        let effective = (weights(2) > 0.0).then(|| weights(1) * weights(1) / weights(2));
        prop_assert!(near(row.effective_n, effective));
        let dropped = report.dropped;
        let lost = dropped.missing + dropped.out_of_range + dropped.fractional + dropped.without_weight;
        prop_assert_eq!(report.score.n + lost, rows.len() as u64);
        prop_assert_eq!(dropped.missing, rows.iter().filter(|row| row.score.is_nan()).count() as u64);
    }

    #[test]
    fn csat_and_ces_are_shares_and_means(rows in rows(60), weighted: bool) {
        let mut csat = Csat::new("score").scale(0.0, 10.0, 7.0);
        csat.weight = weighted.then(|| "weight".into());
        let report = log(&rows).run(&csat).unwrap();
        let found = answers(&rows, (0.0, 10.0), false, weighted);
        prop_assert!(near(report.score.value, share(&found, |answer| answer >= 7.0)));
        let mut ces = Ces::ease("score");
        ces.weight = csat.weight.clone();
        let report = log(&rows).run(&ces).unwrap();
        let mut found = answers(&rows, (1.0, 7.0), false, weighted);
        let off = report.dropped.out_of_range;
        // Where most answers are off this scale, it is not theirs.
        let misfit = report.dropped.misfit;
        if off >= 10 && off > report.score.n + misfit {
            prop_assert!(misfit >= found.len() as u64);
            found.clear();
        }
        prop_assert_eq!(misfit == 0 || found.is_empty(), true);
        let total: f64 = found.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = found.iter().map(|(answer, weight)| answer * weight).sum();
        prop_assert!(near(report.score.value, (total > 0.0).then(|| sum / total)));
        let easy = report.rows[0].easy.as_ref().and_then(|easy| easy.value);
        prop_assert!(near(easy, share(&found, |answer| answer >= 5.0)));
    }

    #[test]
    fn equal_weights_give_the_unweighted_score_and_scaling_weights_changes_nothing(mut rows in rows(60)) {
        let unweighted = log(&rows).run(&Nps::new("score")).unwrap();
        for weight in [1.0, 0.25] {
            rows.iter_mut().for_each(|row| row.weight = weight);
            let weighted = log(&rows).run(&Nps::new("score").weight("weight")).unwrap();
            prop_assert_eq!(&weighted, &unweighted);
        }
    }

    #[test]
    fn groups_add_up_to_the_whole_and_p_values_are_adjusted_upwards(rows in rows(60)) {
        let report = log(&rows).run(&Nps::new("score").by("channel")).unwrap();
        let whole = &report.rows[0];
        let without = rows.iter().filter(|row| row.channel.is_none()).copied().collect::<Vec<_>>();
        let rest = answers(&without, (0.0, 10.0), true, false).len() as u64;
        let groups: u64 = report.rows[1..].iter().map(|row| row.score.n).sum();
        prop_assert_eq!(groups + rest, whole.score.n);
        prop_assert!(report.rows.len() <= CHANNELS.len() + 1);
        prop_assert_eq!(report.tested, report.rows.iter().filter(|row| row.p.is_some()).count() as u64);
        for row in &report.rows {
            prop_assert_eq!(row.p.is_some(), row.p_adjusted.is_some());
            prop_assert!(row.p.zip(row.p_adjusted).is_none_or(|(p, adjusted)| p <= adjusted && adjusted <= 1.0));
        }
    }

    #[test]
    fn intervals_contain_the_value_and_stay_on_the_scale(rows in rows(60)) {
        let score = log(&rows).run(&Nps::new("score").weight("weight")).unwrap().score;
        if let (Some(low), Some(high)) = (score.low, score.high) {
            prop_assert!(-100.0 <= low && low <= high && high <= 100.0);
        }
        let score = log(&rows).run(&Csat::new("score").scale(0.0, 10.0, 7.0)).unwrap().score;
        if let (Some(low), Some(value), Some(high)) = (score.low, score.value, score.high) {
            prop_assert!(0.0 <= low && low <= value && value <= high && high <= 1.0);
        }
    }
}

proptest! {
    #[test]
    fn a_trend_has_every_answer_once_and_its_pairs_are_told_apart(rows in rows(40 * 86_400), weighted: bool) {
        let mut trend = Trend::new("score", SurveyMeasure::Nps {}).period(Period::Week);
        (trend.weight, trend.draws, trend.least) = (weighted.then(|| "weight".into()), 39, 2);
        let report = log(&rows).run(&trend).unwrap();
        let whole = log(&rows).run(&Nps { weight: trend.weight.clone(), ..Nps::new("score") }).unwrap();
        prop_assert_eq!(&report.score, &whole.score);
        prop_assert_eq!(report.rows.iter().map(|row| row.score.n).sum::<u64>(), whole.score.n);
        prop_assert_eq!(report.dropped, whole.dropped);
        let mut before = None;
        for row in &report.rows {
            prop_assert_eq!(row.unweighted.is_some(), weighted);
            let change = row.score.value.zip(before).map(|(now, before): (f64, f64)| now - before);
            prop_assert!(near(row.from_previous.difference.value, change));
            prop_assert_eq!(row.from_previous.verdict.is_some(), change.is_some());
            before = row.score.value.or(before);
        }
        prop_assert!(report.changes.windows(2).all(|pair| pair[0].period < pair[1].period));
        prop_assert!(report.changes.iter().all(|change| change.p <= 0.05));
    }
}
