//! How much more often a group says something than all others.

use super::Themes;
use super::contrast::{Cell, Contrast};
use super::count::{ByCell, Counts};
use super::report::ThemeRow;
use crate::analysis::Estimate;
use crate::numeric::{benjamini_hochberg, normal_p};

/// Comments with a phrase, and all comments.
#[derive(Debug, Clone, Copy)]
struct Said {
    count: u64,
    of: u64,
}

/// A phrase in a cell.
struct Candidate<'c> {
    phrase: &'c str,
    cell: Cell,
    own: Said,
    others: Said,
    log_odds: f64,
    z: f64,
}

/// The phrases that each group says more often than the others, and how many were tested.
pub(super) fn rows(counts: &Counts, contrast: &Contrast, options: &Themes) -> (Vec<ThemeRow>, u64) {
    let whole = by_within(&counts.comments);
    let mut found = Vec::new();
    for (phrase, cells) in &counts.phrases {
        let said = by_within(cells);
        for (&cell, &of) in &counts.comments {
            let all = |totals: &[(u32, u64)]| {
                totals.iter().find(|(within, _)| *within == cell.within).map_or(0, |(_, count)| *count)
            };
            let own = Said { count: cells.get(&cell).copied().unwrap_or(0), of };
            let total = Said { count: all(&said), of: all(&whole) };
            let others = Said { count: total.count - own.count, of: total.of - own.of };
            if total.count >= options.least && others.of > 0 {
                let (log_odds, z) = compare(own, others, options.prior);
                found.push(Candidate { phrase, cell, own, others, log_odds, z });
            }
        }
    }
    let p: Vec<Option<f64>> = found.iter().map(|candidate| Some(normal_p(candidate.z))).collect();
    let adjusted = benjamini_hochberg(&p);
    let tested = found.iter().filter(|candidate| !mirrored(&counts.comments, candidate.cell)).count() as u64;
    let mut listed: Vec<(Candidate<'_>, Option<f64>, Option<f64>)> = found
        .into_iter()
        .zip(p.into_iter().zip(adjusted))
        .map(|(candidate, (p, adjusted))| (candidate, p, adjusted))
        .filter(|(candidate, ..)| candidate.log_odds > 0.0)
        .collect();
    listed.sort_by(|(a, ..), (b, ..)| {
        a.cell.cmp(&b.cell).then(b.z.total_cmp(&a.z)).then_with(|| a.phrase.cmp(b.phrase))
    });
    let (mut rows, mut last, mut of_group) = (Vec::new(), None, 0);
    for (candidate, p, adjusted) in listed {
        of_group = if last == Some(candidate.cell) { of_group + 1 } else { 0 };
        last = Some(candidate.cell);
        if of_group < options.top {
            rows.push(row(&candidate, contrast, p, adjusted));
        }
    }
    (rows, tested)
}

/// Of two groups, the second one's tests are those of the first one again.
fn mirrored(comments: &ByCell, cell: Cell) -> bool {
    let mut groups = comments.keys().filter(|other| other.within == cell.within);
    groups.next() != Some(&cell) && groups.next().is_some() && groups.next().is_none()
}

/// Sums over the groups of each place of comparison, in the order of their codes.
fn by_within(cells: &ByCell) -> Vec<(u32, u64)> {
    let mut sums: Vec<(u32, u64)> = Vec::new();
    for (cell, count) in cells {
        match sums.last_mut().filter(|(within, _)| *within == cell.within) {
            Some((_, sum)) => *sum += count,
            None => sums.push((cell.within, *count)),
        }
    }
    sums
}

/// Log-odds ratio and its z, both sides drawn to the odds of all.
fn compare(own: Said, others: Said, prior: f64) -> (f64, f64) {
    let share = (own.count + others.count) as f64 / (own.of + others.of) as f64;
    let side = |said: Said| {
        let with = said.count as f64 + prior * share;
        let without = (said.of - said.count) as f64 + prior * (1.0 - share);
        // A phrase that all comments have tells nothing; half a comment without it keeps numbers finite.
        (with, if without > 0.0 { without } else { 0.5 })
    };
    let ((a, b), (c, d)) = (side(own), side(others));
    let log_odds = libm::log(a / b) - libm::log(c / d);
    (log_odds, log_odds / (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt())
}

fn row(candidate: &Candidate<'_>, contrast: &Contrast, p: Option<f64>, p_adjusted: Option<f64>) -> ThemeRow {
    let share = |said: Said, what: &str| Estimate::share(said.count, said.of, what);
    ThemeRow {
        within: contrast.within(candidate.cell),
        group: contrast.group(candidate.cell),
        phrase: candidate.phrase.into(),
        comments: candidate.own.count,
        share: share(candidate.own, "comments of the group"),
        others: share(candidate.others, "comments of the other groups"),
        log_odds: candidate.log_odds,
        z: candidate.z,
        p,
        p_adjusted,
        examples: Vec::new(),
    }
}
