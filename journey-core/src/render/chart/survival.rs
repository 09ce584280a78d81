//! Survival: step curves with bands, named at their ends, with those still followed beneath.

use super::frame::{Chart, more, some};
use super::plot::{Line, Plot, Point};
use super::{Drawing, Drawn};
use crate::analysis::{Estimate, IncidenceRow, SurvivalGroup, SurvivalReport, SurvivalRow};
use crate::measure::Unit;
use crate::render::canvas::{Anchor, SMALL};
use crate::render::escape::isolate;
use crate::render::number;

/// Groups drawn at most, beside everybody.
const GROUPS: usize = 6;
/// Bands of more groups than these would hide one another.
const BANDS: usize = 4;
const SOURCE: &str = "Survival of the event log";

impl Drawn for SurvivalReport {
    const KINDS: &'static [&'static str] = &["survival"];

    fn draw(&self, _: &str) -> Drawing {
        let Some(all) = self.groups.first().filter(|group| group.customers > 0) else {
            let needs = "Somebody must be seen for some time after the start.";
            return Chart::missing("Nobody has been followed yet", needs, SOURCE).finish();
        };
        let mut chart =
            Chart { title: title(self, all), facts: facts(self, all), source: SOURCE, ..Chart::default() };
        let mut groups: Vec<&SurvivalGroup> = self.groups.iter().skip(1).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.customers));
        let hidden = groups.len().saturating_sub(GROUPS);
        groups.truncate(GROUPS);
        let lines = std::iter::once(all).chain(groups.iter().copied());
        let lines: Vec<Line> =
            lines.enumerate().map(|(place, group)| curve(self, group, place, groups.len())).collect();
        let plot = Plot::new(&lines, 1.0);
        plot.draw(&mut chart, &lines);
        chart.notes.extend(more(hidden, "groups"));
        chart.notes.push(note(self, groups.len()));
        if !self.incidence.is_empty() {
            incidence(&mut chart, self);
        }
        chart.finish()
    }
}

/// The share that still waits at the end, and when half do not any more.
fn title(report: &SurvivalReport, all: &SurvivalGroup) -> String {
    let customers = some(all.customers, "customers");
    let mut ends: Vec<&IncidenceRow> =
        outcomes(report).iter().filter_map(|rows| rows.last().copied()).collect();
    ends.sort_by(|a, b| b.share.value.unwrap_or_default().total_cmp(&a.share.value.unwrap_or_default()));
    if let Some((most, others)) = ends.split_first() {
        let told = |row: &IncidenceRow| number::percent(row.share.value.unwrap_or_default());
        let second = others.first().map(|row| format!(", {} {}", told(row), isolate(plain(&row.outcome))));
        let (time, name) = (number::duration(most.seconds), isolate(plain(&most.outcome)));
        return format!(
            "Up to {time}, {} of {customers} had {name} first{}",
            told(most),
            second.unwrap_or_default()
        );
    }
    let median = all.quantiles.iter().find(|time| time.share == 0.5).and_then(|time| time.seconds);
    let last = report.rows.iter().rev().find(|row| row.group.is_none());
    let told = match (median, last) {
        (Some(median), _) => {
            format!("Half of {customers} have the outcome within {}", number::duration(median))
        }
        (None, Some(SurvivalRow { seconds, share: Estimate { value: Some(value), .. }, .. })) => {
            let time = number::duration(*seconds);
            format!("After {time}, {} of {customers} have not had the outcome", number::percent(*value))
        }
        _ => format!("{customers} have been followed"),
    };
    let p = report.test.as_ref().and_then(|test| test.p);
    match p {
        Some(p) if p < 0.05 => format!("{told}; groups differ"),
        Some(_) => format!("{told}; groups do not differ clearly"),
        None => told,
    }
}

fn facts(report: &SurvivalReport, all: &SurvivalGroup) -> String {
    let test = report.test.as_ref().and_then(|test| test.p).map(|p| {
        let p = if p < 0.001 { "under 0.001".into() } else { number::amount(p) };
        format!(" Log-rank test of all groups: p\u{a0}=\u{a0}{p}.")
    });
    format!(
        "{} had the outcome; {} had not while they were seen, and count as long as that (Kaplan-Meier).{}",
        some(all.events, "customers"),
        number::count(all.censored),
        test.unwrap_or_default().replace("=\u{a0}under", "under")
    )
}

/// How to read the curves.
fn note(report: &SurvivalReport, groups: usize) -> String {
    let bands = match groups <= BANDS {
        true => "Bands are intervals.",
        false => "So many bands would hide one another: intervals are in the table.",
    };
    match report.rows.iter().any(|row| row.censored > 0) {
        true => format!("{bands} Small ticks: customers last seen about then, without the outcome."),
        false => bands.into(),
    }
}

/// The curve of a group; everybody is dashed beside groups.
fn curve(report: &SurvivalReport, group: &SurvivalGroup, place: usize, groups: usize) -> Line {
    let rows = report.rows.iter().filter(|row| row.group == group.group);
    let median = group.quantiles.iter().find(|time| time.share == 0.5);
    let note = match median.map(|time| (time.seconds, time.low_seconds, time.high_seconds)) {
        Some((Some(median), Some(low), Some(high))) => {
            format!("median {} ({})", number::duration(median), number::durations(low, high))
        }
        Some((Some(median), ..)) => format!("median {}", number::duration(median)),
        _ => "median not reached".into(),
    };
    let (classes, tone) = Line::look(if groups == 0 { 1 } else { place });
    Line {
        name: group.group.clone().unwrap_or_else(|| "Everybody".into()),
        note,
        classes,
        tone,
        banded: groups == 0 || (place > 0 && groups <= BANDS),
        start: 1.0,
        weak: rows.clone().any(|row| row.share.small_sample),
        points: rows
            .map(|row| Point::new(row.seconds, &row.share, Some(row.at_risk), row.censored > 0))
            .collect(),
    }
}

/// Rows of everybody, outcome by outcome.
fn outcomes(report: &SurvivalReport) -> Vec<Vec<&IncidenceRow>> {
    let rows: Vec<&IncidenceRow> = report.incidence.iter().filter(|row| row.group.is_none()).collect();
    rows.chunk_by(|a, b| a.outcome == b.outcome).map(<[_]>::to_vec).collect()
}

/// A pattern that is only a quoted name without its quotes.
fn plain(outcome: &str) -> &str {
    let inner = outcome.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.filter(|text| !text.contains(['"', '\\'])).unwrap_or(outcome)
}

/// Outcomes that compete: how many had each.
fn incidence(chart: &mut Chart, report: &SurvivalReport) {
    let outcomes = outcomes(report);
    let lines: Vec<Line> = outcomes
        .iter()
        .enumerate()
        .filter_map(|(place, rows)| {
            let (classes, tone) = Line::look(place + 1);
            let last = rows.last()?;
            Some(Line {
                name: plain(&last.outcome).into(),
                note: number::short(&last.share, Unit::Share),
                classes,
                tone,
                banded: true,
                start: 0.0,
                weak: last.share.small_sample,
                points: rows.iter().map(|row| Point::new(row.seconds, &row.share, None, false)).collect(),
            })
        })
        .take(GROUPS)
        .collect();
    let hidden = outcomes.len().saturating_sub(lines.len());
    let highest = lines.iter().flat_map(|line| &line.points).map(|point| point.high).fold(0.0, f64::max);
    chart.height += 34.0;
    let text = "Outcomes compete: the share that had each one first";
    chart.canvas.label(SMALL.bold(), Anchor::Left, (0.0, chart.height), text);
    chart.height += 14.0;
    let top = [0.1, 0.2, 0.4, 0.6, 0.8].into_iter().find(|top| highest <= *top).unwrap_or(1.0);
    Plot::new(&lines, top).draw(chart, &lines);
    chart.notes.extend(more(hidden, "outcomes"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Survival;
    use crate::analysis::testing::log;

    const DAY: i64 = 86_400;

    fn events() -> Vec<(&'static str, i64, &'static str)> {
        let mut events = vec![("dan", 0, "look"), ("dan", 9 * DAY, "look")];
        for (name, days) in [("ann", 2), ("bob", 4), ("cem", 6)] {
            events.extend([(name, 0, "look"), (name, days * DAY, "buy")]);
        }
        events
    }

    #[test]
    fn a_curve_falls_in_steps_at_the_times_of_the_report() {
        let report = log(&events()).run(&Survival::until("buy".parse().unwrap())).unwrap();
        let svg = report.to_svg();
        // 100 % is at 8, 0 % 270 below; 9 days are 652 wide.
        let fall = "M48 8L48 8L48 8L192.9 8L192.9 75.5L337.8 75.5L337.8 143L482.7 143L482.7 210.5L700 210.5L700 210.5";
        assert!(svg.contains(fall), "{svg}");
        assert!(svg.contains("Half of 4\u{a0}customers have the outcome within 4\u{202f}days"));
        assert!(svg.contains(">Everybody</text>"));
    }

    #[test]
    fn outcomes_that_compete_have_curves_of_their_own() {
        let survival = Survival::until("buy".parse().unwrap()).inactivity("5 days".parse().unwrap());
        let svg = log(&events()).run(&survival).unwrap().to_svg();
        assert!(svg.contains(">inactivity</text>") && svg.contains(">buy</text>"), "{svg}");
        assert!(svg.contains("50\u{202f}% of 4\u{a0}customers had \u{2068}"), "{svg}");
    }

    #[test]
    fn names_at_the_ends_keep_their_distance() {
        let names: Vec<String> = (0..7).map(|number| format!("g{number}")).collect();
        let line = |name: &String| Line {
            name: name.clone(),
            note: String::new(),
            classes: "k1",
            tone: crate::render::text::Tone::Good,
            banded: false,
            start: 1.0,
            weak: false,
            points: vec![Point::new(60.0, &Estimate::share(50, 100, "customers"), Some(1), false)],
        };
        let lines: Vec<Line> = names.iter().map(line).collect();
        let mut chart = Chart::default();
        Plot::new(&lines, 1.0).draw(&mut chart, &lines);
        let ours = |text: &&str| {
            names.iter().any(|name| text.contains(&format!(">{name}<"))) && text.contains(" b ")
        };
        let y = |text: &str| text.split(" y=\"").nth(1)?.split('"').next()?.parse::<f64>().ok();
        let mut places: Vec<f64> = chart.canvas.svg.split("<text ").filter(ours).filter_map(y).collect();
        places.sort_by(f64::total_cmp);
        assert_eq!(places.len(), 7);
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 35.9), "{places:?}");
    }
}
